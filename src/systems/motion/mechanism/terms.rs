//! What the equations of a mechanism are made of while settings and modes stand: worked out once for an advance.

use super::super::parts::{
    attraction, ball, body, cart, fluid, holder, hooked, knot, motor, pin, pulley, rail, spring,
};
use super::super::{AIR, AIR_DENSITY, GRAVITY};
use super::course::Course;
use super::end::End;
use super::plan::Plan;
use super::state::{Mode, State};
use crate::numerics::math::sin_cos;

/// The terms of a mechanism.
#[derive(Default)]
pub struct Terms {
    /// Time since the start, s.
    pub time: f64,
    /// Fluids: height of the surface, m, density, kg/m³, viscosity, Pa s.
    pub fluids: Vec<[f64; 3]>,
    /// Inverse mass or moment of inertia of each coordinate, 1/kg or 1/(kg m²); 0 for what no force moves.
    pub inverse: Vec<f64>,
    /// Coordinates without mass that move as joints let them.
    pub massless: Vec<usize>,
    /// Bodies.
    pub bodies: Vec<BodyTerm>,
    /// The course of each body that runs on a rail.
    pub courses: Vec<Option<Course>>,
    /// Springs.
    pub springs: Vec<SpringTerm>,
    /// Motors.
    pub motors: Vec<MotorTerm>,
    /// Torques of pins and bearings.
    pub dampers: Vec<DamperTerm>,
    /// Elastic bands across the ends of ways.
    pub bands: Vec<super::glide::Band>,
    /// How far balance nuts shift the centre of mass of each body along it, m.
    pub shifts: Vec<f64>,
    /// Centres of attraction: where, the body there, and G M, m³/s².
    pub centres: Vec<(End, Option<usize>, f64)>,
}

/// A body.
pub struct BodyTerm {
    /// Mass, kg.
    pub mass: f64,
    /// Weight downwards, N.
    pub weight: f64,
    /// Drag over the square of the speed, N s²/m².
    pub quadratic: f64,
    /// Damping over the speed, N s/m.
    pub linear: f64,
    /// Coefficient of friction on its rail, while it slides; with the way in which it slides.
    pub friction: f64,
    /// True while nothing moves it.
    pub still: bool,
}

/// A spring or an elastic band.
pub struct SpringTerm {
    /// Its part.
    pub part: usize,
    /// Its ends.
    pub ends: [End; 2],
    /// Natural length, m.
    pub natural: f64,
    /// N/m.
    pub stiffness: f64,
    /// Elastic limit as an extension, m; 0 for none.
    pub limit: f64,
    /// Permanent extension so far, m.
    pub permanent: f64,
    /// Damping over the rate of stretching, N s/m.
    pub damping: f64,
    /// True for what cannot push.
    pub band: bool,
    /// How far the hand at its end is lifted out of the plane, m.
    pub lift: f64,
}

/// A motor.
pub struct MotorTerm {
    /// The angle that it turns.
    pub turn: usize,
    /// Torque at rest, N m.
    pub stall: f64,
    /// Torque that is lost for each rad/s, N m s.
    pub slope: f64,
    /// Share of the torque at rest that comes and goes once a turn.
    pub ripple: f64,
}

impl MotorTerm {
    /// Torque at these coordinates and rates, N m.
    pub fn torque(&self, q: &[f64], u: &[f64]) -> f64 {
        let [angle, rate] = [q, u].map(|numbers| numbers.get(self.turn).copied().unwrap_or(0.0));
        let even = self.stall - self.slope * rate;
        if self.ripple == 0.0 { even } else { even + self.stall * self.ripple * sin_cos(angle).0 }
    }
}

/// A torque that resists turning.
pub struct DamperTerm {
    /// Angles of the two that turn against each other; none for what stands.
    pub turns: [Option<usize>; 2],
    /// N m s.
    pub damping: f64,
    /// Angle from which stops push back, rad; 0 for none.
    pub limit: f64,
}

impl DamperTerm {
    /// How far what turns has gone into its stop, rad.
    pub fn beyond(&self, q: &[f64]) -> f64 {
        if self.limit == 0.0 {
            return 0.0;
        }
        let [a, b] = self.turns.map(|turn| turn.and_then(|turn| q.get(turn)).copied().unwrap_or(0.0));
        (b - a) - (b - a).clamp(-self.limit, self.limit)
    }
}

impl SpringTerm {
    /// Force at an extension beyond the natural length, N, and the permanent extension then, m.
    pub fn force(&self, extension: f64) -> (f64, f64) {
        let limited = self.limit > 0.0;
        let softened = 1.0 - super::super::smooth::SOFTENED;
        let permanent = if limited { self.permanent.max((extension - self.limit) * softened) } else { 0.0 };
        let force = self.stiffness * (extension - permanent);
        (if self.band { force.max(0.0) } else { force }, permanent)
    }

    /// Its length when its ends are this far apart in the plane, m.
    pub fn length(&self, apart: f64) -> f64 {
        if self.lift == 0.0 { apart } else { (apart * apart + self.lift * self.lift).sqrt() }
    }

    /// Elastic energy at an extension, J.
    pub fn energy(&self, extension: f64) -> f64 {
        let (force, _) = self.force(extension);
        0.5 * force * force / self.stiffness
    }
}

impl Terms {
    /// How far balance nuts shift the centre of mass of a body from its middle, along it, m.
    pub fn shift(&self, body: usize) -> f64 {
        self.shifts.get(body).copied().unwrap_or(0.0)
    }

    /// Works out every term anew. The error is a rail whose bend is too tight for what runs on it.
    pub fn gather(&mut self, plan: &Plan, state: &State) -> Result<(), usize> {
        let option = |index: usize| state.values.get(index).copied().unwrap_or(0.0);
        let (gravity, air) = (option(GRAVITY), if option(AIR) != 0.0 { option(AIR_DENSITY) } else { 0.0 });
        self.time = state.time;
        self.inverse.clear();
        self.inverse.resize(plan.dofs, 0.0);
        self.massless.clear();
        self.bodies.clear();
        self.courses.clear();
        self.shifts.clear();
        self.shifts.extend(plan.bodies.iter().map(|one| super::nut::shift(plan, state, one.part)));
        for (index, one) in plan.bodies.iter().enumerate() {
            let part = one.part;
            let get = |v| state.value(plan, part, v);
            let mass = state.mass(plan, part);
            let mode = state.modes.get(index).copied().unwrap_or(Mode::Free);
            let course = match one.way {
                Some(way) => Some(Course::new(plan, state, way, state.radius(plan, part))?),
                None => None,
            };
            let piece = state.pieces.get(index).copied().unwrap_or(0) as usize;
            let rail = course.as_ref().and_then(|course| course.piece(piece)).map(|piece| piece.part);
            let roughness = rail.map_or(0.0, |rail| state.value(plan, rail, rail::FRICTION));
            let is_ball = plan.is(part, &ball::KIND);
            // A ball on a rough rail rolls; on a smooth one it slides.
            let rolling = match is_ball && roughness > 0.0 {
                true => ball::INERTIAS.get(get(ball::MATERIAL) as usize).copied().unwrap_or(0.0),
                false => 0.0,
            };
            let slides = state.slides.get(index).copied().unwrap_or(0.0);
            let on_rail = state.on_rail(index);
            let stuck = on_rail && !is_ball && roughness > 0.0 && slides == 0.0;
            let braked = plan.is(part, &cart::KIND) && get(cart::HOLD) != 0.0;
            let elsewhere = state.owned.get(index) == Some(&true);
            let still = stuck || braked || elsewhere || matches!(mode, Mode::Held | Mode::Resting);
            let moves = !still && !one.fixed;
            if moves && on_rail {
                self.inverse[one.dof] = 1.0 / (mass * (1.0 + rolling));
            } else if moves && mass > 0.0 {
                self.inverse[one.dof] = 1.0 / mass;
                self.inverse[one.dof + 1] = 1.0 / mass;
            } else if moves {
                // Sideways a thing without mass would tremble without end on its strings: it moves up and down only.
                self.massless.push(one.dof + 1);
            }
            if let Some(turn) = one.turn.filter(|_| !still) {
                let inertia = state.inertia(plan, part);
                self.inverse[turn] = if inertia > 0.0 { 1.0 / inertia } else { 0.0 };
            }
            let radius = state.radius(plan, part);
            let quadratic = match is_ball {
                true => 0.5 * air * get(ball::DRAG) * std::f64::consts::PI * radius * radius,
                false => 0.0,
            };
            let linear = match plan.parts.get(part) {
                Some(p) if p.is(&ball::KIND) => get(ball::DAMPING),
                Some(p) if p.is(&cart::KIND) => get(cart::DAMPING),
                Some(p) if p.is(&body::KIND) => get(body::DAMPING),
                Some(p) if p.is(&hooked::KIND) => get(hooked::DAMPING),
                Some(p) if p.is(&knot::KIND) => get(knot::DAMPING),
                _ => 0.0,
            };
            let friction = if is_ball || stuck || !on_rail { 0.0 } else { roughness * slides };
            self.bodies.push(BodyTerm { mass, weight: mass * gravity, quadratic, linear, friction, still });
            self.courses.push(course);
        }
        self.joints(plan, state);
        Ok(())
    }

    fn joints(&mut self, plan: &Plan, state: &State) {
        self.springs.clear();
        self.motors.clear();
        self.dampers.clear();
        self.centres.clear();
        self.fluids.clear();
        super::glide::bands(plan, state, &self.courses, &mut self.bands);
        let turn_of = |end: End| match end {
            End::Anchor(_) | End::Shaker(_) => None,
            End::Body(body) | End::Hook(body, _) => plan.bodies.get(body).and_then(|b| b.turn),
        };
        for (part, p) in plan.parts.iter().enumerate() {
            let get = |v| state.value(plan, part, v);
            if p.is(&spring::KIND) {
                let held = p.join(0);
                let lifted = plan.is(held, &holder::KIND);
                self.springs.push(SpringTerm {
                    lift: if lifted { state.value(plan, held, holder::LIFT) } else { 0.0 },
                    part,
                    ends: [plan.end(part, 0), plan.end(part, 1)],
                    natural: get(spring::NATURAL),
                    stiffness: get(spring::STIFFNESS),
                    limit: get(spring::LIMIT),
                    permanent: state.memory.get(part).copied().unwrap_or(0.0),
                    damping: get(spring::DAMPING),
                    // Only a coil can push.
                    band: get(spring::LOOKS) != 0.0,
                });
            } else if p.is(&motor::KIND) && get(motor::ON) != 0.0 {
                if let Some(turn) = turn_of(End::Body(plan.parts.get(p.join(0)).and_then(|b| b.body).unwrap_or(0))) {
                    let stall = get(motor::STALL);
                    let (slope, ripple) = (stall.abs() / get(motor::IDLE), get(motor::RIPPLE));
                    self.motors.push(MotorTerm { turn, stall, slope, ripple });
                }
            } else if p.is(&pin::KIND) && (get(pin::DAMPING) > 0.0 || get(pin::LIMIT) > 0.0) {
                let turns = [0, 1].map(|t| turn_of(plan.end(part, t)));
                self.dampers.push(DamperTerm { turns, damping: get(pin::DAMPING), limit: get(pin::LIMIT) });
            } else if p.is(&pulley::KIND) && get(pulley::DAMPING) > 0.0 {
                let turns = [None, p.body.and_then(|body| plan.bodies.get(body)).and_then(|b| b.turn)];
                self.dampers.push(DamperTerm { turns, damping: get(pulley::DAMPING), limit: 0.0 });
            } else if p.is(&fluid::KIND) {
                self.fluids.push([get(fluid::LEVEL), get(fluid::DENSITY), get(fluid::VISCOSITY)]);
            } else if p.is(&attraction::KIND) {
                let end = plan.end(part, 0);
                let body = if let End::Body(body) = end { Some(body) } else { None };
                self.centres.push((end, body, get(attraction::STRENGTH)));
            }
        }
    }
}
