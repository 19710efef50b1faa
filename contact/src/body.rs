//! Bodies: place, turn, velocity and mass, in double precision, one list for each.

use crate::math::{Pose, Turn, left};
use glam::DVec2;
use serde::{Deserialize, Serialize};

/// Name of a body, good until it is removed; a later body may then get the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct BodyId(pub(crate) u32);

impl BodyId {
    /// Its number, at least 1.
    pub fn number(self) -> u32 {
        self.0
    }

    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }
}

/// A body as it is put into a world.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct BodyDef {
    /// Centre of mass, m.
    pub place: DVec2,
    /// Counter-clockwise, rad.
    pub angle: f64,
    /// Of the centre of mass, m/s.
    pub velocity: DVec2,
    /// Counter-clockwise, rad/s.
    pub spin: f64,
    /// Above 0, kg. Infinite: nothing changes its velocity but `set_velocity` (the ground, a moved support).
    pub mass: f64,
    /// Moment of inertia about the centre of mass, above 0, kg m². Infinite: nothing changes its spin.
    pub inertia: f64,
}

impl BodyDef {
    /// A body that nothing moves.
    pub fn fixed(place: DVec2, angle: f64) -> BodyDef {
        BodyDef { place, angle, velocity: DVec2::ZERO, spin: 0.0, mass: f64::INFINITY, inertia: f64::INFINITY }
    }

    /// A body at rest.
    pub fn at(place: DVec2, mass: f64, inertia: f64) -> BodyDef {
        BodyDef { mass, inertia, ..BodyDef::fixed(place, 0.0) }
    }
}

/// All bodies of a world. The first is a body that is not there: what pads lanes.
#[derive(Clone, Default, Serialize, Deserialize)]
pub(crate) struct Bodies {
    pub place: Vec<DVec2>,
    pub angle: Vec<f64>,
    pub turn: Vec<Turn>,
    pub velocity: Vec<DVec2>,
    pub spin: Vec<f64>,
    pub inv_mass: Vec<f64>,
    pub inv_inertia: Vec<f64>,
    /// Pushed in the next step, N and N m.
    pub force: Vec<(DVec2, f64)>,
    pub alive: Vec<bool>,
    pub shapes: Vec<Vec<u32>>,
    free: Vec<u32>,
}

impl Bodies {
    pub fn new() -> Bodies {
        let mut made = Bodies::default();
        made.insert(&BodyDef::fixed(DVec2::ZERO, 0.0));
        made.alive[0] = false;
        made
    }

    pub fn insert(&mut self, def: &BodyDef) -> BodyId {
        let id = match self.free.pop() {
            Some(id) => id,
            None => {
                self.place.push(DVec2::ZERO);
                self.angle.push(0.0);
                self.turn.push(Turn::NONE);
                self.velocity.push(DVec2::ZERO);
                self.spin.push(0.0);
                self.inv_mass.push(0.0);
                self.inv_inertia.push(0.0);
                self.force.push((DVec2::ZERO, 0.0));
                self.alive.push(true);
                self.shapes.push(Vec::new());
                (self.place.len() - 1) as u32
            }
        };
        let i = id as usize;
        self.place[i] = def.place;
        self.angle[i] = def.angle;
        self.turn[i] = Turn::by(def.angle);
        self.velocity[i] = def.velocity;
        self.spin[i] = def.spin;
        self.set_mass(i, def.mass, def.inertia);
        self.force[i] = (DVec2::ZERO, 0.0);
        self.alive[i] = true;
        BodyId(id)
    }

    pub fn set_mass(&mut self, i: usize, mass: f64, inertia: f64) {
        self.inv_mass[i] = 1.0 / mass;
        self.inv_inertia[i] = 1.0 / inertia;
    }

    pub fn remove(&mut self, id: BodyId) {
        let i = id.index();
        self.alive[i] = false;
        self.inv_mass[i] = 0.0;
        self.inv_inertia[i] = 0.0;
        self.velocity[i] = DVec2::ZERO;
        self.spin[i] = 0.0;
        self.force[i] = (DVec2::ZERO, 0.0);
        self.free.push(id.0);
    }

    #[inline(always)]
    pub fn len(&self) -> usize {
        self.place.len()
    }

    #[inline(always)]
    pub fn pose(&self, i: usize) -> Pose {
        Pose { place: self.place[i], turn: self.turn[i] }
    }

    /// Whether contacts and rows can move it.
    #[inline(always)]
    pub fn is_moved(&self, i: usize) -> bool {
        self.inv_mass[i] > 0.0 || self.inv_inertia[i] > 0.0
    }

    /// Velocity of its point `arm` from the centre, m/s.
    #[inline(always)]
    pub fn velocity_at(&self, i: usize, arm: DVec2) -> DVec2 {
        self.velocity[i] + self.spin[i] * left(arm)
    }

    /// Acceleration by gravity and pushes, m/s² and rad/s².
    #[inline(always)]
    pub fn acceleration(&self, i: usize, gravity: DVec2) -> (DVec2, f64) {
        if self.inv_mass[i] == 0.0 && self.inv_inertia[i] == 0.0 {
            return (DVec2::ZERO, 0.0);
        }
        let (force, torque) = self.force[i];
        let linear = if self.inv_mass[i] > 0.0 { gravity + force * self.inv_mass[i] } else { DVec2::ZERO };
        (linear, torque * self.inv_inertia[i])
    }

    /// Moves and turns a body by a step's way.
    #[inline(always)]
    pub fn shift(&mut self, i: usize, way: DVec2, turn: f64) {
        self.place[i] += way;
        if turn != 0.0 {
            self.angle[i] += turn;
            self.turn[i] = self.turn[i].and(turn);
        }
    }
}
