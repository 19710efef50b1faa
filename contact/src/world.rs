//! The world: what bodies and shapes there are, and what the last step did to them.

use crate::body::{Bodies, BodyDef, BodyId};
use crate::broad::{Fat, Grid};
use crate::detect::swing;
use crate::gap::{Gap, between};
use crate::material::Material;
use crate::math::{Pose, Turn};
use crate::pairs::{Pair, Pairs};
use crate::pins::Pins;
use crate::rows::Rows;
use crate::shape::{BadShape, Outline, Shape};
use crate::step::Scratch;
use glam::DVec2;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::fmt;

/// Name of a shape, good until it or its body is removed; a later shape may then get the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ShapeId(pub(crate) u32);

/// Which shapes may meet: each must be of a kind that the other meets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filter {
    /// The kinds it is of, one bit each.
    pub kinds: u32,
    /// The kinds it meets.
    pub meets: u32,
}

impl Filter {
    /// Of the first kind, and meets all.
    pub const ALL: Filter = Filter { kinds: 1, meets: u32::MAX };
}

/// Why a body or shape was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// Mass or moment of inertia is not above 0.
    Mass,
    /// Place, angle or velocity is not a finite number.
    NotFinite,
    /// There is no such body.
    NoBody,
    /// The shape cannot be.
    Shape(BadShape),
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refused::Mass => {
                f.write_str("mass and moment of inertia must be above 0 (infinite for what nothing moves)")
            }
            Refused::NotFinite => f.write_str("place, angle and velocity must be finite numbers"),
            Refused::NoBody => f.write_str("the body is not in the world"),
            Refused::Shape(bad) => bad.fmt(f),
        }
    }
}

impl std::error::Error for Refused {}

/// A shape as it stands in the world.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Solid {
    pub outline: Outline,
    /// Farthest corner from the centre of mass, without the rounding, m.
    pub swing: f64,
    pub body: u32,
    pub alive: bool,
    pub filter: Filter,
    pub material: Material,
    pub fat: Fat,
}

/// Bodies, their shapes and contacts. What is written out and read in again goes on with the same bits.
#[derive(Serialize, Deserialize)]
pub struct World {
    /// Acceleration of all bodies, m/s².
    pub gravity: DVec2,
    pub(crate) bodies: Bodies,
    pub(crate) solids: Vec<Solid>,
    pub(crate) free: Vec<u32>,
    pub(crate) pairs: Pairs,
    pub(crate) rows: Rows,
    pub(crate) pins: Pins,
    /// Pairs of bodies that never touch.
    pub(crate) apart: BTreeSet<(u32, u32)>,
    /// Time that the remembered impulses stand for, s.
    pub(crate) span: f64,
    pub(crate) began: Vec<[u32; 2]>,
    pub(crate) ended: Vec<[u32; 2]>,
    /// Pairs must be sought though no box moved.
    pub(crate) repair: bool,
    /// Accelerations of the step.
    #[serde(skip)]
    pub(crate) pulls: Vec<(DVec2, f64)>,
    #[serde(skip)]
    pub(crate) grid: Grid,
    #[serde(skip)]
    pub(crate) impacts: Vec<usize>,
    #[serde(skip)]
    pub(crate) scratch: Scratch,
}

impl World {
    /// An empty world with a uniform field, m/s².
    pub fn new(gravity: DVec2) -> World {
        World {
            gravity,
            bodies: Bodies::new(),
            solids: Vec::new(),
            free: Vec::new(),
            pairs: Pairs::default(),
            rows: Rows::default(),
            pins: Pins::default(),
            apart: BTreeSet::new(),
            span: 0.0,
            began: Vec::new(),
            ended: Vec::new(),
            repair: false,
            pulls: Vec::new(),
            grid: Grid::default(),
            impacts: Vec::new(),
            scratch: Scratch::default(),
        }
    }

    /// Puts a body in.
    pub fn insert_body(&mut self, def: BodyDef) -> Result<BodyId, Refused> {
        if !(def.mass > 0.0 && def.inertia > 0.0) {
            return Err(Refused::Mass);
        }
        if !(def.place.is_finite() && def.angle.is_finite() && def.velocity.is_finite() && def.spin.is_finite()) {
            return Err(Refused::NotFinite);
        }
        Ok(self.bodies.insert(&def))
    }

    /// Takes a body out, with its shapes and contacts. Does nothing if it is not there.
    pub fn remove_body(&mut self, body: BodyId) {
        if !self.has(body) {
            return;
        }
        for shape in std::mem::take(&mut self.bodies.shapes[body.index()]) {
            self.remove_shape(ShapeId(shape));
        }
        self.apart.retain(|&(a, b)| a != body.0 && b != body.0);
        self.bodies.remove(body);
    }

    /// Gives a body a shape, which may meet all others.
    pub fn insert_shape(&mut self, body: BodyId, shape: &Shape, material: Material) -> Result<ShapeId, Refused> {
        self.insert_filtered(body, shape, material, Filter::ALL)
    }

    /// Gives a body a shape that meets only some others.
    pub fn insert_filtered(
        &mut self,
        body: BodyId,
        shape: &Shape,
        material: Material,
        filter: Filter,
    ) -> Result<ShapeId, Refused> {
        if !self.has(body) {
            return Err(Refused::NoBody);
        }
        let outline = Outline::new(shape).map_err(Refused::Shape)?;
        let bounds = outline.bounds(self.bodies.pose(body.index()));
        let solid = Solid {
            swing: swing(outline.points()),
            // A box that holds nothing: the next step makes it.
            fat: Fat { bounds: crate::shape::Bounds { low: bounds.low, high: bounds.low }, moved: false },
            outline,
            body: body.0,
            alive: true,
            filter,
            material,
        };
        let id = match self.free.pop() {
            Some(id) => {
                self.solids[id as usize] = solid;
                id
            }
            None => {
                self.solids.push(solid);
                (self.solids.len() - 1) as u32
            }
        };
        self.bodies.shapes[body.index()].push(id);
        Ok(ShapeId(id))
    }

    /// Takes a shape out, with its contacts.
    pub fn remove_shape(&mut self, shape: ShapeId) {
        let Some(solid) = self.solids.get_mut(shape.0 as usize).filter(|solid| solid.alive) else { return };
        solid.alive = false;
        self.bodies.shapes[solid.body as usize].retain(|&other| other != shape.0);
        self.forget(|pair| pair.shapes.contains(&shape.0));
        self.free.push(shape.0);
    }

    /// Changes the surface of a shape.
    pub fn set_material(&mut self, shape: ShapeId, material: Material) {
        let Some(solid) = self.solids.get_mut(shape.0 as usize) else { return };
        solid.material = material;
        for pair in self.pairs.list.iter_mut().filter(|pair| pair.shapes.contains(&shape.0)) {
            let [a, b] = pair.shapes.map(|s| self.solids[s as usize].material);
            pair.material = a.mix(b);
        }
    }

    /// Whether two bodies may touch; those that a joint holds together mostly may not. At first all may.
    pub fn set_apart(&mut self, a: BodyId, b: BodyId, apart: bool) {
        let key = (a.0.min(b.0), a.0.max(b.0));
        if apart {
            self.apart.insert(key);
            self.forget(|pair| pair.bodies == [a.0, b.0] || pair.bodies == [b.0, a.0]);
        } else if self.apart.remove(&key) {
            // The pairs of the two are sought again.
            for shape in self.bodies.shapes.get(a.index()).into_iter().flatten() {
                self.solids[*shape as usize].fat.bounds.high = self.solids[*shape as usize].fat.bounds.low;
            }
        }
    }

    fn forget(&mut self, which: impl Fn(&Pair) -> bool) {
        for at in (0..self.pairs.list.len()).rev() {
            if which(&self.pairs.list[at]) {
                self.pairs.remove(at);
            }
        }
    }

    /// Whether a body is there.
    pub fn has(&self, body: BodyId) -> bool {
        self.bodies.alive.get(body.index()).copied().unwrap_or(false)
    }

    /// The bodies, by rising number.
    pub fn bodies(&self) -> impl Iterator<Item = BodyId> + '_ {
        (0..self.bodies.len()).filter(|&i| self.bodies.alive[i]).map(|i| BodyId(i as u32))
    }

    /// Place of a body, or that of one that is not there: the first, which nothing moves.
    fn at(&self, body: BodyId) -> usize {
        if self.has(body) { body.index() } else { 0 }
    }

    /// Centre of mass, m, and turn. Of a body that is not there: the origin.
    pub fn pose(&self, body: BodyId) -> Pose {
        self.bodies.pose(self.at(body))
    }

    /// Angle, rad, counted through full turns.
    pub fn angle(&self, body: BodyId) -> f64 {
        self.bodies.angle[self.at(body)]
    }

    /// Velocity of the centre of mass, m/s.
    pub fn velocity(&self, body: BodyId) -> DVec2 {
        self.bodies.velocity[self.at(body)]
    }

    /// Spin, rad/s.
    pub fn spin(&self, body: BodyId) -> f64 {
        self.bodies.spin[self.at(body)]
    }

    /// Velocity of the point of a body that is at `point`, m/s.
    pub fn velocity_at(&self, body: BodyId, point: DVec2) -> DVec2 {
        let i = self.at(body);
        self.bodies.velocity_at(i, point - self.bodies.place[i])
    }

    /// Puts a body elsewhere: m, rad. Numbers that are not finite change nothing.
    pub fn set_pose(&mut self, body: BodyId, place: DVec2, angle: f64) {
        let i = self.at(body);
        if i > 0 && place.is_finite() && angle.is_finite() {
            self.bodies.place[i] = place;
            if self.bodies.angle[i] != angle {
                (self.bodies.angle[i], self.bodies.turn[i]) = (angle, Turn::by(angle));
            }
        }
    }

    /// Gives a body a velocity, m/s, and a spin, rad/s. Numbers that are not finite change nothing.
    pub fn set_velocity(&mut self, body: BodyId, velocity: DVec2, spin: f64) {
        let i = self.at(body);
        if i > 0 && velocity.is_finite() && spin.is_finite() {
            (self.bodies.velocity[i], self.bodies.spin[i]) = (velocity, spin);
        }
    }

    /// Changes mass, kg, and moment of inertia, kg m²: both above 0.
    pub fn set_mass(&mut self, body: BodyId, mass: f64, inertia: f64) -> Result<(), Refused> {
        let i = self.at(body);
        if i == 0 {
            return Err(Refused::NoBody);
        }
        if !(mass > 0.0 && inertia > 0.0) {
            return Err(Refused::Mass);
        }
        self.bodies.set_mass(i, mass, inertia);
        Ok(())
    }

    /// A force at the centre of mass, N, and a torque, N m, throughout the next step; several add up. Numbers that are
    /// not finite change nothing.
    pub fn push(&mut self, body: BodyId, force: DVec2, torque: f64) {
        let i = self.at(body);
        if i > 0 && force.is_finite() && torque.is_finite() {
            self.bodies.force[i].0 += force;
            self.bodies.force[i].1 += torque;
        }
    }

    /// The gap between two shapes of the world as they are now.
    pub fn gap(&self, a: ShapeId, b: ShapeId) -> Option<Gap> {
        let of = |id: ShapeId| self.solids.get(id.0 as usize).filter(|solid| solid.alive);
        let (a, b) = (of(a)?, of(b)?);
        let pose = |solid: &Solid| self.bodies.pose(solid.body as usize);
        Some(between(&a.outline, pose(a), &b.outline, pose(b)))
    }

    /// The outline of a shape, for [`crate::between`] at other poses than it has now.
    pub fn outline(&self, shape: ShapeId) -> Option<&Outline> {
        self.solids.get(shape.0 as usize).filter(|solid| solid.alive).map(|solid| &solid.outline)
    }

    /// The body of a shape.
    pub fn body_of(&self, shape: ShapeId) -> Option<BodyId> {
        self.solids.get(shape.0 as usize).filter(|solid| solid.alive).map(|solid| BodyId(solid.body))
    }

    /// The shapes of a body.
    pub fn shapes_of(&self, body: BodyId) -> impl Iterator<Item = ShapeId> + '_ {
        self.bodies.shapes.get(body.index()).into_iter().flatten().map(|&shape| ShapeId(shape))
    }
}
