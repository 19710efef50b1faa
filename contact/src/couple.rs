//! What acts on bodies besides contacts: forces and joints that the caller computes anew at every substep.

use crate::body::{Bodies, BodyId};
use crate::lane::F4;
use crate::math::{Pose, cross};
use crate::pins::Pins;
use crate::rows::{Row, Rows, Sink};
use crate::soft::Soft;
use glam::DVec2;

/// Forces and joints of the caller.
pub trait Coupling {
    /// Called at the beginning of a step and after each of its substeps, `substeps + 1` times in all, with the bodies as
    /// they are then. Pins and rows are known by their order: give the same in the same order each time.
    fn couple(&mut self, now: &Moment, out: &mut Couplings);

    /// Whether it never gives anything, which saves the calls.
    fn is_idle(&self) -> bool {
        false
    }
}

/// No forces and no joints.
pub struct Uncoupled;

impl Coupling for Uncoupled {
    fn couple(&mut self, _: &Moment, _: &mut Couplings) {}

    fn is_idle(&self) -> bool {
        true
    }
}

/// The bodies at an instant within a step.
///
/// Velocities are those of the last kick, half a substep before places (but at the ends of a step, where they agree).
pub struct Moment<'a> {
    /// Since the step began, s.
    pub time: f64,
    /// Length of a substep, s.
    pub substep: f64,
    pub(crate) poses: &'a [Pose],
    pub(crate) bodies: &'a Bodies,
    pub(crate) ways: &'a [F4],
    pub(crate) motion: &'a [F4],
}

const NOWHERE: Pose = Pose { place: DVec2::ZERO, turn: crate::math::Turn::NONE };

impl Moment<'_> {
    /// Place and turn of a body.
    #[inline]
    pub fn pose(&self, body: BodyId) -> Pose {
        self.poses.get(body.index()).copied().unwrap_or(NOWHERE)
    }

    /// Angle of a body, rad.
    #[inline]
    pub fn angle(&self, body: BodyId) -> f64 {
        let i = body.index();
        if i >= self.bodies.len() {
            return 0.0;
        }
        self.bodies.angle[i] + self.bodies.spin[i] * self.time + f64::from(self.ways[i].array()[2])
    }

    /// Velocity of the centre of mass, m/s, and spin, rad/s.
    #[inline]
    pub fn motion(&self, body: BodyId) -> (DVec2, f64) {
        let i = body.index();
        if i >= self.bodies.len() {
            return (DVec2::ZERO, 0.0);
        }
        let [x, y, spin, _] = self.motion[i].array().map(f64::from);
        (self.bodies.velocity[i] + DVec2::new(x, y), self.bodies.spin[i] + spin)
    }
}

/// Takes forces, pins and rows for the substep to come.
pub struct Couplings<'a> {
    pub(crate) bodies: &'a Bodies,
    pub(crate) rows: &'a mut Rows,
    pub(crate) pins: &'a mut Pins,
    pub(crate) to: Sink<'a>,
    /// Accelerations of the next kick.
    pub(crate) pull: &'a mut [F4],
    /// Where bodies are now.
    pub(crate) poses: &'a [Pose],
    /// Stiffness of joints.
    pub(crate) soft: Soft,
    /// Time of the next kick and of the next drift, s.
    pub(crate) kick: f64,
    pub(crate) drift: f64,
}

impl Couplings<'_> {
    /// A force on a body at its centre, N, and a torque, N m. Numbers that are not finite are left out.
    #[inline]
    pub fn push(&mut self, body: BodyId, force: DVec2, torque: f64) {
        let i = body.index();
        if i >= self.bodies.len() || !(force.is_finite() && torque.is_finite()) {
            return;
        }
        let linear = force * self.bodies.inv_mass[i];
        let turn = torque * self.bodies.inv_inertia[i];
        self.pull[i] = self.pull[i].add(F4::new(linear.x as f32, linear.y as f32, turn as f32, 0.0));
        let gain = &mut self.to.gain[i];
        gain.0 += linear * self.kick;
        gain.1 += turn * self.kick;
        gain.2 = true;
    }

    /// A force on a point of the world, m, that belongs to a body.
    #[inline]
    pub fn push_at(&mut self, body: BodyId, force: DVec2, point: DVec2) {
        let arm = point - self.poses.get(body.index()).map_or(point, |pose| pose.place);
        self.push(body, force, cross(arm, force));
    }

    /// The next row.
    #[inline]
    pub fn row(&mut self, row: &Row) {
        self.rows.push(self.bodies, &mut self.to, row, self.soft, self.drift);
    }

    /// Holds a point of one body, in its own axes, to a point of another.
    #[inline]
    pub fn pin(&mut self, a: BodyId, on_a: DVec2, b: BodyId, on_b: DVec2) {
        if a.index() < self.poses.len() && b.index() < self.poses.len() {
            self.pins.push(self.bodies, &mut self.to, self.poses, [(a.0, on_a), (b.0, on_b)], self.soft);
        }
    }
}
