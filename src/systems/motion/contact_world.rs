//! One step's world of contacts: rapier2d holds it for the length of a step and keeps nothing afterwards.
//!
//! What lasts is in `Moving`, in rapier2d's own precision: a saved lab goes on to the same bits without a snapshot of
//! the solver, whose warm starts, islands and trees are made anew each step. That costs microseconds for the few bodies
//! of a school bench, and spares the wasm file everything that could read rapier2d's sets from bytes.

use super::contact_shapes::Shapes;
use glam::DVec2;
use rapier2d::prelude::*;
use serde::{Deserialize, Serialize};

/// A moving box: all that lasts of it from step to step. SI.
#[derive(Clone, Copy, Serialize, Deserialize)]
pub struct Moving {
    /// Part index of the block.
    pub part: u32,
    place: [f32; 2],
    /// Cosine and sine of its turn.
    turn: [f32; 2],
    velocity: [f32; 2],
    spin: f32,
}

impl Moving {
    /// At `place`, m, its length along the unit vector `along`, with a velocity, m/s.
    pub fn new(part: u32, place: DVec2, along: DVec2, velocity: DVec2) -> Moving {
        Moving { part, place: single(place), turn: single(along), velocity: single(velocity), spin: 0.0 }
    }

    /// Centre, m.
    pub fn place(&self) -> DVec2 {
        double(self.place)
    }

    /// Unit vector along its length.
    pub fn along(&self) -> DVec2 {
        double(self.turn)
    }

    /// Velocity of the centre, m/s.
    pub fn velocity(&self) -> DVec2 {
        double(self.velocity)
    }

    /// Rate of turning, rad/s, counter-clockwise positive.
    pub fn spin(&self) -> f64 {
        f64::from(self.spin)
    }
}

/// What a box is made of in contact.
pub struct Matter {
    /// Length and height, m.
    pub size: DVec2,
    /// Mass, kg.
    pub mass: f64,
    /// Coefficient of friction.
    pub friction: f64,
}

/// The sets and solvers of rapier2d. Nothing in it is state.
pub struct World {
    parameters: IntegrationParameters,
    gravity: Vector,
    pipeline: PhysicsPipeline,
    ccd: CCDSolver,
    islands: IslandManager,
    broad: BroadPhaseBvh,
    narrow: NarrowPhase,
    bodies: RigidBodySet,
    colliders: ColliderSet,
    joints: ImpulseJointSet,
    multibodies: MultibodyJointSet,
    soft: SoftBodySet,
}

impl World {
    /// An empty world whose gravity points down, m/s², for substeps of `h` s.
    pub fn new(gravity: f64, h: f64) -> World {
        let parameters = IntegrationParameters {
            dt: h as f32,
            num_solver_iterations: 1,
            num_internal_pgs_iterations: 8,
            normalized_max_linear_velocity: f32::MAX,
            normalized_prediction_distance: 0.002,
            contact_recycling: false,
            // Friction must hold from the first pass on: no warm start brings it from the step before.
            friction_in_bias_pass: true,
            ..Default::default()
        };
        World {
            parameters,
            gravity: Vector::new(0.0, -gravity as f32),
            pipeline: PhysicsPipeline::new(),
            ccd: CCDSolver::new(),
            islands: IslandManager::new(),
            broad: BroadPhaseBvh::default(),
            narrow: NarrowPhase::with_query_dispatcher(Shapes),
            bodies: RigidBodySet::new(),
            colliders: ColliderSet::new(),
            joints: ImpulseJointSet::new(),
            multibodies: MultibodyJointSet::new(),
            soft: SoftBodySet::new(),
        }
    }

    /// Adds a box that stays where it is, its length along a unit vector.
    pub fn insert_fixed(&mut self, place: DVec2, along: DVec2, size: DVec2, friction: f64) {
        let mut body = RigidBodyBuilder::fixed().translation(single(place).into()).build();
        body.set_rotation(rotation(single(along)), false);
        let body = self.bodies.insert(body);
        self.colliders.insert_with_parent(cuboid(size, friction), body, &mut self.bodies);
    }

    /// Adds a moving box.
    pub fn insert(&mut self, moving: &Moving, matter: &Matter) -> RigidBodyHandle {
        let mut body = RigidBodyBuilder::dynamic()
            .translation(moving.place.into())
            .linvel(moving.velocity.into())
            .angvel(moving.spin)
            .can_sleep(false)
            .build();
        body.set_rotation(rotation(moving.turn), true);
        let body = self.bodies.insert(body);
        let collider = cuboid(matter.size, matter.friction).mass(matter.mass as f32).restitution(0.0);
        self.colliders.insert_with_parent(collider, body, &mut self.bodies);
        body
    }

    /// Pushes a body at a point for the next substep, N and m.
    pub fn push(&mut self, body: RigidBodyHandle, force: DVec2, at: DVec2) {
        if let Some(body) = self.bodies.get_mut(body) {
            body.add_force_at_point(single(force).into(), single(at).into(), true);
        }
    }

    /// One substep, after which no push is left.
    pub fn step(&mut self) {
        self.pipeline.step(
            self.gravity,
            &self.parameters,
            &mut self.islands,
            &mut self.broad,
            &mut self.narrow,
            &mut self.bodies,
            &mut self.colliders,
            &mut self.joints,
            &mut self.multibodies,
            &mut self.soft,
            &mut self.ccd,
            &(),
            &(),
        );
        for (_, body) in self.bodies.iter_mut() {
            body.reset_forces(false);
            body.reset_torques(false);
        }
    }

    /// Writes where a body is now into `moving`.
    pub fn read(&self, body: RigidBodyHandle, moving: &mut Moving) {
        if let Some(body) = self.bodies.get(body) {
            moving.place = body.translation().into();
            moving.turn = [body.rotation().re, body.rotation().im];
            moving.velocity = body.linvel().into();
            moving.spin = body.angvel();
        }
    }
}

fn cuboid(size: DVec2, friction: f64) -> ColliderBuilder {
    ColliderBuilder::cuboid((size.x / 2.0) as f32, (size.y / 2.0) as f32).friction(friction as f32)
}

fn rotation([cos, sin]: [f32; 2]) -> Rotation {
    Rotation::from_cos_sin_unchecked(cos, sin)
}

fn single(v: DVec2) -> [f32; 2] {
    [v.x as f32, v.y as f32]
}

fn double(v: [f32; 2]) -> DVec2 {
    DVec2::new(f64::from(v[0]), f64::from(v[1]))
}
