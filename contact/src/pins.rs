//! Pins: a point of one body held to a point of another, both directions solved at once.
//!
//! As two rows they would hinder each other where a body is light to turn and the pin far from its centre.

use crate::body::Bodies;
use crate::lane::F4;
use crate::math::Pose;
use crate::rows::Sink;
use crate::soft::Soft;
use glam::DVec2;
use serde::{Deserialize, Serialize};

/// A pin as the solver has it.
#[derive(Clone, Copy)]
struct Ready {
    bodies: [u32; 2],
    /// Arms from the centres, m.
    arms: [[f32; 2]; 2],
    masses: [f32; 2],
    turns: [f32; 2],
    /// Inverse of the matrix from impulse to velocity: xx, xy, yy.
    inverse: [f32; 3],
    /// Velocity of the second point past the first as the step began.
    rate: [f32; 2],
    bias: [f32; 2],
    /// Impulse that velocities in double precision have already.
    settled: [f32; 2],
}

/// All pins, in the order in which the coupling gave them.
#[derive(Default, Serialize, Deserialize)]
pub(crate) struct Pins {
    /// Impulses of the last substep.
    last: Vec<[f32; 2]>,
    /// Impulses of the step on the second body, N s.
    pub sum: Vec<DVec2>,
    /// Which bodies they join, for islands.
    pub joined: Vec<(u32, u32)>,
    #[serde(skip)]
    ready: Vec<Ready>,
    #[serde(skip)]
    filled: usize,
    #[serde(skip)]
    first: bool,
}

impl Ready {
    const NOTHING: Ready = Ready {
        bodies: [0; 2],
        arms: [[0.0; 2]; 2],
        masses: [0.0; 2],
        turns: [0.0; 2],
        inverse: [0.0; 3],
        rate: [0.0; 2],
        bias: [0.0; 2],
        settled: [0.0; 2],
    };

    /// Change of both bodies' velocities by an impulse on the second.
    #[inline(always)]
    fn effect(&self, [x, y]: [f32; 2]) -> [F4; 2] {
        let [[ax, ay], [bx, by]] = self.arms;
        [
            F4::new(-self.masses[0] * x, -self.masses[0] * y, -self.turns[0] * (ax * y - ay * x), 0.0),
            F4::new(self.masses[1] * x, self.masses[1] * y, self.turns[1] * (bx * y - by * x), 0.0),
        ]
    }

    fn add(&self, motion: &mut [F4], impulse: [f32; 2]) {
        for (&i, effect) in self.bodies.iter().zip(self.effect(impulse)) {
            motion[i as usize] = motion[i as usize].add(effect);
        }
    }

    /// Adds what is new of an impulse to the changes of velocity in double precision.
    fn settle(&mut self, impulse: [f32; 2], bodies: &Bodies, gain: &mut [(DVec2, f64, bool)]) {
        let new = |k: usize| f64::from(impulse[k]) - f64::from(self.settled[k]);
        let p = DVec2::new(new(0), new(1));
        self.settled = impulse;
        for ((&i, arm), sign) in self.bodies.iter().zip(self.arms).zip([-1.0, 1.0]) {
            let i = i as usize;
            let [x, y] = arm.map(f64::from);
            gain[i].0 += p * (sign * bodies.inv_mass[i]);
            gain[i].1 += sign * bodies.inv_inertia[i] * (x * p.y - y * p.x);
            gain[i].2 = true;
        }
    }
}

impl Pins {
    /// Begins to take pins; `first` of a step.
    pub fn open(&mut self, first: bool) {
        self.filled = 0;
        self.first = first;
        if first {
            self.joined.clear();
        }
    }

    /// The pins given since `open` are all.
    pub fn close(&mut self) {
        self.ready.truncate(self.filled);
        self.last.truncate(self.filled);
        if self.first {
            self.sum.clear();
        }
        self.sum.resize(self.filled, DVec2::ZERO);
    }

    /// Takes the next pin: its bodies and the point in the axes of each. As for rows, the impulse it has stays as it was
    /// given, and what the next kick begins with goes the new way.
    #[inline]
    pub fn push(&mut self, bodies: &Bodies, to: &mut Sink, poses: &[Pose], pin: [(u32, DVec2); 2], soft: Soft) {
        let at = self.filled;
        self.filled += 1;
        if self.last.len() <= at {
            self.last.push([0.0; 2]);
        }
        let had = self.ready.len() > at && !self.first;
        if self.ready.len() <= at {
            self.ready.push(Ready::NOTHING);
        }
        let (Some(ready), Some(&last)) = (self.ready.get_mut(at), self.last.get(at)) else { return };
        if had {
            ready.settle(last, bodies, to.gain);
            ready.add(to.base, last);
        }
        let [a, b] = pin.map(|(body, _)| body as usize);
        let [(arm_a, arm_b), (at_a, at_b)] =
            [(poses[a].turn.of(pin[0].1), poses[b].turn.of(pin[1].1)), (poses[a].place, poses[b].place)];
        let error = (at_b - at_a) + (arm_b - arm_a);
        let rate = bodies.velocity_at(b, arm_b) - bodies.velocity_at(a, arm_a);
        let (m, ia, ib) = (bodies.inv_mass[a] + bodies.inv_mass[b], bodies.inv_inertia[a], bodies.inv_inertia[b]);
        let xx = m + ia * arm_a.y * arm_a.y + ib * arm_b.y * arm_b.y;
        let xy = -ia * arm_a.x * arm_a.y - ib * arm_b.x * arm_b.y;
        let yy = m + ia * arm_a.x * arm_a.x + ib * arm_b.x * arm_b.x;
        let determinant = xx * yy - xy * xy;
        let scale = if determinant > 0.0 { 1.0 / determinant } else { 0.0 };
        let pair = |v: DVec2| [v.x as f32, v.y as f32];
        *ready = Ready {
            bodies: [a as u32, b as u32],
            arms: [pair(arm_a), pair(arm_b)],
            masses: [bodies.inv_mass[a] as f32, bodies.inv_mass[b] as f32],
            turns: [ia as f32, ib as f32],
            inverse: [(yy * scale) as f32, (-xy * scale) as f32, (xx * scale) as f32],
            rate: pair(rate),
            bias: pair(error * f64::from(soft.rate)),
            settled: if had { last } else { [0.0; 2] },
        };
        if self.first {
            self.joined.push((a as u32, b as u32));
            ready.add(to.motion, last);
        } else {
            ready.add(to.base, last.map(|x| -x));
        }
    }

    /// The remembered impulses for a kick of another length.
    pub fn scale(&mut self, ratio: f32) {
        for [x, y] in &mut self.last {
            *x *= ratio;
            *y *= ratio;
        }
    }

    /// One pass over all pins: forward with their errors, or backward to relax the velocities.
    pub fn solve(&mut self, motion: &mut [F4], relax: bool, soft: Soft, spring: f32) {
        let pins = self.ready.iter().zip(&mut self.last);
        if relax {
            pins.rev().for_each(|(pin, last)| pin.solve(last, motion, [0.0; 2], Soft::HARD, 0.0));
        } else {
            pins.for_each(|(pin, last)| pin.solve(last, motion, pin.bias, soft, spring));
        }
    }

    /// Adds the impulses of a substep to the sums and to the changes of velocity in double precision.
    pub fn settle(&mut self, bodies: &Bodies, gain: &mut [(DVec2, f64, bool)]) {
        for ((pin, last), sum) in self.ready.iter_mut().zip(&self.last).zip(&mut self.sum) {
            *sum += DVec2::new(f64::from(last[0]), f64::from(last[1]));
            pin.settle(*last, bodies, gain);
            // What the next substep begins with is new to them.
            pin.settled = [0.0; 2];
        }
    }
}

impl Ready {
    #[inline(always)]
    fn solve(&self, last: &mut [f32; 2], motion: &mut [F4], bias: [f32; 2], soft: Soft, spring: f32) {
        let [i, j] = self.bodies.map(|i| i as usize);
        let ([ux, uy, us, _], [vx, vy, vs, _]) = (motion[i].array(), motion[j].array());
        let [[ax, ay], [bx, by]] = self.arms;
        let x = soft.mass * (self.rate[0] + (vx - ux) - (vs * by - us * ay) + bias[0]);
        let y = soft.mass * (self.rate[1] + (vy - uy) + (vs * bx - us * ax) + bias[1]);
        let back = soft.impulse * spring;
        let [xx, xy, yy] = self.inverse;
        let change = [-(xx * x + xy * y) - back * last[0], -(xy * x + yy * y) - back * last[1]];
        let [to_a, to_b] = self.effect(change);
        motion[i] = motion[i].add(to_a);
        motion[j] = motion[j].add(to_b);
        *last = [last[0] + change[0], last[1] + change[1]];
    }
}
