//! One step of the world: kicks and drifts in turn, with contacts and joints solved at each.
//!
//! Velocity changes by half a kick first, then by whole ones, and by half of one at the end, so that places are of second
//! order. What constraints did in a substep is given to each body at the next kick before they are solved again, as all
//! of it came from them. Lanes of single precision find the impulses; the velocities of the bodies are made from those
//! impulses in double precision, each acting on both bodies alike, so that momentum is kept to the last digits.

use crate::body::Bodies;
use crate::colours::Colours;
use crate::couple::{Coupling, Couplings, Moment};
use crate::lane::F4;
use crate::math::{Pose, Turn, cross, left};
use crate::pins::Pins;
use crate::rows::{Rows, Sink};
use crate::soft::Soft;
use crate::solve::Pass;
use crate::world::World;
use glam::DVec2;

/// Frequency of contacts and of joints, in turns a substep: as stiff as large piles bear, and as long chains.
const CONTACT_STIFF: f64 = 0.15;
const JOINT_STIFF: f64 = 0.25;
/// Damping of contacts and of joints, over the critical.
const CONTACT_DAMPING: f64 = 10.0;
const JOINT_DAMPING: f64 = 2.0;
/// Fastest way out of an overlap, in sizes of the smaller shape a second.
const PUSH: f64 = 4.0;

/// What a step needs and the next does not.
#[derive(Default)]
pub(crate) struct Scratch {
    colours: Colours,
    /// Changes of velocity since the step began: now, and before constraints had their part in this substep.
    motion: Vec<F4>,
    base: Vec<F4>,
    /// Ways since the step began, beyond those by the velocities it began with.
    ways: Vec<F4>,
    /// Accelerations without and with the coupling's.
    still: Vec<F4>,
    pull: Vec<F4>,
    poses: Vec<Pose>,
    seen: Vec<F4>,
    gain: Vec<(DVec2, f64, bool)>,
}

/// The parts of a step that its loops share.
struct Run<'a> {
    bodies: &'a Bodies,
    rows: &'a mut Rows,
    pins: &'a mut Pins,
    joint: Soft,
    s: &'a mut Scratch,
    h: f64,
}

impl World {
    /// Advances by `dt`, s, in so many substeps (at least one).
    pub fn step(&mut self, dt: f64, substeps: usize, coupling: &mut dyn Coupling) {
        if !(dt > 0.0 && dt.is_finite()) {
            return;
        }
        let n = substeps.max(1);
        let h = dt / n as f64;
        self.began.clear();
        self.ended.clear();
        self.pulls.clear();
        self.pulls.extend((0..self.bodies.len()).map(|i| self.bodies.acceleration(i, self.gravity)));
        self.find_pairs(dt);
        self.find_contacts(dt);
        let mut s = std::mem::take(&mut self.scratch);
        s.open(&self.bodies, &self.pulls);
        {
            let solids = &self.solids;
            s.colours.fill(&self.pairs.list, &self.bodies, |pair| {
                let [a, b] = pair.shapes.map(|shape| solids[shape as usize].outline.extent);
                (PUSH * a.min(b)) as f32
            });
        }
        let warm = if self.span > 0.0 { (0.5 * h / self.span) as f32 } else { 0.0 };
        self.span = (if n == 1 { 1.0 } else { 1.5 }) * h;
        let joint = Soft::new(2.0 * std::f64::consts::PI * JOINT_STIFF / h, JOINT_DAMPING, h);
        let mut run = Run { bodies: &self.bodies, rows: &mut self.rows, pins: &mut self.pins, joint, s: &mut s, h };
        run.rows.scale(warm);
        run.pins.scale(warm);
        run.substeps(n, warm, coupling);
        self.finish(&mut s, dt);
        self.scratch = s;
    }

    /// Places, velocities and impulses at the end of a step.
    fn finish(&mut self, s: &mut Scratch, dt: f64) {
        for block in &s.colours.ones {
            block.store(&mut self.pairs.list);
        }
        for block in &s.colours.twos {
            block.store(&mut self.pairs.list);
        }
        for roll in &s.colours.rolling {
            if let Some(pair) = self.pairs.list.get_mut(roll.pair as usize) {
                pair.rolling = (roll.impulse, f64::from(roll.sum));
            }
        }
        let bodies = &mut self.bodies;
        for pair in self.pairs.list.iter().filter(|pair| pair.solved) {
            let [i, j] = pair.bodies.map(|body| body as usize);
            (s.gain[i].2, s.gain[j].2) = (true, true);
            let between = bodies.place[i] - bodies.place[j];
            let (mut impulse, mut turn_a, mut turn_b) = (DVec2::ZERO, pair.rolling.1, pair.rolling.1);
            for spot in pair.spots() {
                let p = pair.normal * spot.sum[0] + left(pair.normal) * spot.sum[1];
                impulse += p;
                turn_a += cross(spot.arm, p);
                turn_b += cross(spot.arm + between, p);
            }
            let (m, inertia) = (bodies.inv_mass[i], bodies.inv_inertia[i]);
            s.gain[i].0 -= impulse * m;
            s.gain[i].1 -= turn_a * inertia;
            let (m, inertia) = (bodies.inv_mass[j], bodies.inv_inertia[j]);
            s.gain[j].0 += impulse * m;
            s.gain[j].1 += turn_b * inertia;
        }
        for i in 1..bodies.len() {
            let ((pull, turn), (gain, spin, touched)) = (self.pulls[i], s.gain[i]);
            let (v, w) = (bodies.velocity[i], bodies.spin[i]);
            if touched {
                let [x, y, a, _] = s.ways[i].array().map(f64::from);
                bodies.shift(i, v * dt + DVec2::new(x, y), w * dt + a);
            } else {
                bodies.shift(i, (v + pull * (0.5 * dt)) * dt, (w + turn * (0.5 * dt)) * dt);
            }
            bodies.velocity[i] = v + pull * dt + gain;
            bodies.spin[i] = w + turn * dt + spin;
            bodies.force[i] = (DVec2::ZERO, 0.0);
        }
        self.bounce(dt);
        for pair in &mut self.pairs.list {
            let touches = pair.solved && pair.spots().iter().any(|spot| spot.sum[0] > 0.0 || spot.gap <= 0.0);
            if touches != pair.touching {
                pair.touching = touches;
                let list = if touches { &mut self.began } else { &mut self.ended };
                list.push(pair.shapes);
            }
            if !pair.solved {
                pair.spots.iter_mut().for_each(|spot| (spot.last, spot.sum) = ([0.0; 2], [0.0; 2]));
                pair.rolling = (0.0, 0.0);
            }
        }
    }
}

impl Scratch {
    fn open(&mut self, bodies: &Bodies, pulls: &[(DVec2, f64)]) {
        let n = bodies.len();
        self.motion.clear();
        self.motion.resize(n, F4::ZERO);
        self.still.clear();
        self.still.extend(pulls.iter().map(|(v, w)| F4::new(v.x as f32, v.y as f32, *w as f32, 0.0)));
        self.base.clear();
        self.base.extend_from_slice(&self.motion);
        self.ways.clear();
        self.ways.resize(n, F4::ZERO);
        self.gain.clear();
        self.gain.resize(n, (DVec2::ZERO, 0.0, false));
    }
}

impl Run<'_> {
    fn substeps(&mut self, n: usize, warm: f32, coupling: &mut dyn Coupling) {
        let h = self.h;
        let omega = 2.0 * std::f64::consts::PI * CONTACT_STIFF / h;
        let contact = Soft::new(omega, CONTACT_DAMPING, h);
        let is_idle = coupling.is_idle();
        self.s.pull.clear();
        self.s.pull.extend_from_slice(&self.s.still);
        if is_idle {
            self.rows.open(true);
            self.rows.close();
            self.pins.open(true);
            self.pins.close();
        } else {
            self.couple(coupling, 0.0, 0.5);
        }
        for k in 0..n {
            let part = if k == 0 { 0.5 } else { 1.0 };
            let ratio = if k == 1 { 2.0 } else { 1.0 };
            self.kick((part * h) as f32, ratio, k == 0);
            let pass = Pass {
                rate: F4::splat(contact.rate),
                give: F4::splat(contact.impulse / contact.mass),
                share: F4::splat(1.0 / part as f32),
                per_drift: F4::splat((1.0 / h) as f32),
                ratio: F4::splat(ratio),
                elapsed: F4::splat((k as f64 * h) as f32),
            };
            if k == 0 {
                self.warm(F4::splat(warm));
            } else {
                self.rows.scale(ratio);
                self.pins.scale(ratio);
            }
            self.solve::<false>(&pass, (part * h) as f32, part as f32, ratio);
            for _ in 0..self.rows.more_passes() {
                let again = Pass { ratio: F4::splat(1.0), ..pass };
                self.solve::<false>(&again, (part * h) as f32, part as f32, 1.0);
            }
            let by = F4::splat(h as f32);
            for (way, v) in self.s.ways.iter_mut().zip(&self.s.motion) {
                *way = way.plus(*v, by);
            }
            let is_last = k + 1 == n;
            if !is_idle {
                self.couple(coupling, (k + 1) as f64 * h, if is_last { 0.5 } else { 1.0 });
            }
            let (part, ratio) = if is_last { (part + 0.5, ((part + 0.5) / part) as f32) } else { (part, 1.0) };
            if is_last {
                self.last_kick((0.5 * h) as f32, ratio);
                self.rows.scale(ratio);
                self.pins.scale(ratio);
            }
            self.solve::<true>(&Pass { ratio: F4::splat(ratio), ..pass }, (part * h) as f32, part as f32, ratio);
            self.rows.settle(self.bodies, &mut self.s.gain);
            self.pins.settle(self.bodies, &mut self.s.gain);
        }
    }

    /// Velocities by a kick, s, and by what constraints did in the substep before (in the first: by what joints begin with).
    fn kick(&mut self, by: f32, ratio: f32, is_first: bool) {
        let (by, ratio) = (F4::splat(by), F4::splat(ratio));
        for ((v, base), pull) in self.s.motion.iter_mut().zip(&mut self.s.base).zip(&self.s.pull) {
            let did = v.sub(*base);
            let from = if is_first { *base } else { *v };
            *base = from.plus(*pull, by);
            *v = base.plus(did, ratio);
        }
    }

    /// The half kick at the end, which joins the substep before it.
    fn last_kick(&mut self, by: f32, ratio: f32) {
        let (by, more) = (F4::splat(by), F4::splat(ratio - 1.0));
        for ((v, base), pull) in self.s.motion.iter_mut().zip(&self.s.base).zip(&self.s.pull) {
            *v = v.plus(*pull, by).plus(v.sub(*base), more);
        }
    }

    /// Forces and joints at this instant.
    fn couple(&mut self, coupling: &mut dyn Coupling, time: f64, part: f64) {
        let Run { bodies, rows, pins, joint, s, h } = self;
        s.poses.clear();
        s.poses.extend(s.ways.iter().enumerate().map(|(i, way)| {
            let [x, y, angle, _] = way.array().map(f64::from);
            let place = bodies.place[i] + bodies.velocity[i] * time + DVec2::new(x, y);
            Pose { place, turn: turned(bodies.turn[i], bodies.spin[i] * time + angle) }
        }));
        s.pull.copy_from_slice(&s.still);
        rows.open(time == 0.0);
        pins.open(time == 0.0);
        // Rows change velocities while they are given; the coupling sees them as they were.
        s.seen.clear();
        s.seen.extend_from_slice(&s.motion);
        let now = Moment { time, substep: *h, poses: &s.poses, bodies, ways: &s.ways, motion: &s.seen };
        let mut out = Couplings {
            bodies,
            rows,
            pins,
            to: Sink { motion: &mut s.motion, base: &mut s.base, gain: &mut s.gain },
            pull: &mut s.pull,
            poses: &s.poses,
            soft: *joint,
            kick: part * *h,
            drift: *h,
        };
        coupling.couple(&now, &mut out);
        rows.close();
        pins.close();
    }

    fn warm(&mut self, ratio: F4) {
        let Scratch { colours, motion, .. } = &mut *self.s;
        let (mut one, mut two) = (0, 0);
        for &(ones, twos) in &colours.ends {
            colours.ones[one..ones].iter_mut().for_each(|block| block.warm(motion, ratio));
            colours.twos[two..twos].iter_mut().for_each(|block| block.warm(motion, ratio));
            (one, two) = (ones, twos);
        }
        for roll in &mut colours.rolling {
            roll.impulse *= ratio.array()[0];
            roll.give(motion, roll.impulse);
        }
    }

    /// One pass over joints, then over contacts. `kick` is the time that impulses stand for, `part` its share of a substep.
    fn solve<const RELAX: bool>(&mut self, pass: &Pass, kick: f32, part: f32, ratio: f32) {
        let Scratch { colours, motion, ways, .. } = &mut *self.s;
        self.pins.solve(motion, RELAX, self.joint, 1.0 / part);
        if !self.rows.is_empty() {
            self.rows.solve(motion, RELAX, kick, 1.0 / part);
        }
        let (mut one, mut two) = (0, 0);
        for &(ones, twos) in &colours.ends {
            colours.ones[one..ones].iter_mut().for_each(|block| block.solve::<RELAX>(motion, ways, pass));
            colours.twos[two..twos].iter_mut().for_each(|block| block.solve::<RELAX>(motion, ways, pass));
            (one, two) = (ones, twos);
        }
        let Colours { ones, twos, rolling, .. } = colours;
        for roll in rolling {
            let pressed =
                if roll.two { twos[roll.block].pressed(roll.lane) } else { ones[roll.block].pressed(roll.lane) };
            roll.impulse *= ratio;
            roll.solve(motion, pressed);
            if RELAX {
                roll.sum += roll.impulse;
            }
        }
    }
}

/// A turn and an angle of a substep or so.
fn turned(turn: Turn, angle: f64) -> Turn {
    if angle.abs() > 0.01 {
        return turn.and(angle);
    }
    let q = angle * angle;
    let sin = angle * (1.0 - q / 6.0 * (1.0 - q / 20.0));
    let cos = 1.0 - q / 2.0 * (1.0 - q / 12.0 * (1.0 - q / 30.0));
    Turn { cos: turn.cos * cos - turn.sin * sin, sin: turn.sin * cos + turn.cos * sin }
}
