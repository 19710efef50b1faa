//! The contacts as the solver has them: four side by side, no two of which move the same body, in single precision.
//!
//! They see only what changes within the step: velocities and ways are counted from those with which it began, and each
//! contact knows how fast its bodies then passed each other. What is large stays in double precision outside. The method is that of soft contacts with substeps (E. Catto, "Solver2D", 2024). Start at [`Block`].

use crate::body::Bodies;
use crate::lane::F4;
use crate::math::{cross, left};
use crate::pairs::Pair;

/// Diagonal of the matrix of a contact's two points over what it is.
const DIAGONAL: f32 = 1.001;

/// What is the same for all contacts in a pass.
#[derive(Clone, Copy)]
pub(crate) struct Pass {
    pub rate: F4,
    /// Softness, as a share of the inverse mass.
    pub give: F4,
    /// What the softness counts for in a kick of another length than a substep.
    pub share: F4,
    /// 1 over the time of the next drift, 1/s.
    pub per_drift: F4,
    /// What impulses remembered are multiplied by.
    pub ratio: F4,
    /// Time drifted since the step began, s.
    pub elapsed: F4,
}

/// One point of each of four contacts.
#[derive(Clone, Copy)]
pub(crate) struct BlockPoint {
    /// Lever arms of normal and tangent about both centres, m.
    normal_a: F4,
    normal_b: F4,
    tangent_a: F4,
    tangent_b: F4,
    /// Gap, m, and velocities past each other, m/s, as the step began.
    gap: F4,
    normal_rate: F4,
    tangent_rate: F4,
    /// Change of the normal velocity by a normal impulse of 1, 1/kg.
    stiff: F4,
    /// Mass that an impulse along the tangent moves, kg.
    tangent_mass: F4,
    /// Impulses, N s: of the substep, and of the step.
    pub normal: F4,
    pub tangent: F4,
    pub normal_sum: F4,
    pub tangent_sum: F4,
    /// 1 where the point touches, 0 where it is only near.
    live: F4,
}

/// Four contacts of `N` points each.
#[derive(Clone)]
pub(crate) struct Block<const N: usize> {
    a: [u32; 4],
    b: [u32; 4],
    /// Places in the list of pairs; `u32::MAX` pads.
    pub pairs: [u32; 4],
    x: F4,
    y: F4,
    mass_a: F4,
    mass_b: F4,
    turn_a: F4,
    turn_b: F4,
    friction: F4,
    sliding: F4,
    /// Fastest way out of an overlap, m/s.
    push: F4,
    /// Change of the normal velocity of one point by a normal impulse of 1 in the other, 1/kg.
    cross: F4,
    pub points: [BlockPoint; N],
}

/// Changes of velocity of four bodies: along x, along y, spin.
#[inline(always)]
fn gather(motion: &[F4], at: &[u32; 4]) -> [F4; 3] {
    let [x, y, spin, _] =
        F4::transpose(motion[at[0] as usize], motion[at[1] as usize], motion[at[2] as usize], motion[at[3] as usize]);
    [x, y, spin]
}

#[inline(always)]
fn scatter(motion: &mut [F4], at: &[u32; 4], [x, y, spin]: [F4; 3]) {
    let rows = F4::transpose(x, y, spin, F4::ZERO);
    for k in 0..4 {
        motion[at[k] as usize] = rows[k];
    }
}

/// `1 / x`, and 0 for 0.
#[inline(always)]
fn inverse(x: F4) -> F4 {
    x.if_above(F4::ZERO, F4::splat(1.0).div(x), F4::ZERO)
}

impl<const N: usize> Block<N> {
    /// The contacts of up to four pairs, and what they had in the last step.
    pub fn new(members: [u32; 4], pairs: &[Pair], bodies: &Bodies, push: impl Fn(&Pair) -> f32) -> Block<N> {
        let mut a = [0u32; 4];
        let mut b = [0u32; 4];
        let mut head = [[0f32; 9]; 4];
        let mut tail = [[[0f32; 9]; 4]; N];
        for (k, &member) in members.iter().enumerate() {
            let Some(pair) = pairs.get(member as usize) else { continue };
            let [i, j] = pair.bodies.map(|i| i as usize);
            (a[k], b[k]) = (i as u32, j as u32);
            let n = pair.normal;
            let t = left(n);
            head[k] = [
                n.x as f32,
                n.y as f32,
                bodies.inv_mass[i] as f32,
                bodies.inv_mass[j] as f32,
                bodies.inv_inertia[i] as f32,
                bodies.inv_inertia[j] as f32,
                pair.material.friction as f32,
                pair.material.sliding as f32,
                push(pair),
            ];
            let between = bodies.place[i] - bodies.place[j];
            for (p, spot) in pair.spots.iter().enumerate().take(N) {
                let (arm, other) = (spot.arm, spot.arm + between);
                tail[p][k] = [
                    cross(arm, n) as f32,
                    cross(other, n) as f32,
                    cross(arm, t) as f32,
                    cross(other, t) as f32,
                    spot.gap as f32,
                    spot.last[0],
                    spot.last[1],
                    spot.rate[0] as f32,
                    spot.rate[1] as f32,
                ];
            }
        }
        let h = |f: usize| F4::new(head[0][f], head[1][f], head[2][f], head[3][f]);
        let (mass_a, mass_b, turn_a, turn_b) = (h(2), h(3), h(4), h(5));
        let mass = mass_a.add(mass_b);
        let points = tail.map(|t| {
            let f = |f: usize| F4::new(t[0][f], t[1][f], t[2][f], t[3][f]);
            let moved = |on_a: F4, on_b: F4| mass.plus(turn_a.mul(on_a), on_a).plus(turn_b.mul(on_b), on_b);
            let (normal_a, normal_b, tangent_a, tangent_b) = (f(0), f(1), f(2), f(3));
            BlockPoint {
                normal_a,
                normal_b,
                tangent_a,
                tangent_b,
                gap: f(4),
                normal_rate: f(7),
                tangent_rate: f(8),
                stiff: moved(normal_a, normal_b),
                tangent_mass: inverse(moved(tangent_a, tangent_b)),
                normal: f(5),
                tangent: f(6),
                normal_sum: F4::ZERO,
                tangent_sum: F4::ZERO,
                live: F4::ZERO,
            }
        });
        let [p, q]: [&BlockPoint; 2] = [&points[0], &points[N - 1]];
        let cross = mass.plus(turn_a.mul(p.normal_a), q.normal_a).plus(turn_b.mul(p.normal_b), q.normal_b);
        Block {
            a,
            b,
            cross,
            pairs: members,
            x: h(0),
            y: h(1),
            mass_a,
            mass_b,
            turn_a,
            turn_b,
            friction: h(6),
            sliding: h(7),
            push: h(8),
            points,
        }
    }

    /// Gives the bodies the remembered impulses, times the ratio.
    pub fn warm(&mut self, motion: &mut [F4], ratio: F4) {
        let [mut ax, mut ay, mut aw] = gather(motion, &self.a);
        let [mut bx, mut by, mut bw] = gather(motion, &self.b);
        for p in &mut self.points {
            p.normal = p.normal.mul(ratio);
            p.tangent = p.tangent.mul(ratio);
            let px = self.x.mul(p.normal).minus(self.y, p.tangent);
            let py = self.y.mul(p.normal).plus(self.x, p.tangent);
            ax = ax.minus(self.mass_a, px);
            ay = ay.minus(self.mass_a, py);
            bx = bx.plus(self.mass_b, px);
            by = by.plus(self.mass_b, py);
            aw = aw.minus(self.turn_a, p.normal_a.mul(p.normal).plus(p.tangent_a, p.tangent));
            bw = bw.plus(self.turn_b, p.normal_b.mul(p.normal).plus(p.tangent_b, p.tangent));
        }
        scatter(motion, &self.a, [ax, ay, aw]);
        scatter(motion, &self.b, [bx, by, bw]);
    }

    /// One pass: with the push out of overlaps, or (`RELAX`) without it, which ends a substep.
    #[inline(always)]
    pub fn solve<const RELAX: bool>(&mut self, motion: &mut [F4], ways: &[F4], pass: &Pass) {
        let [ax, ay, mut aw] = gather(motion, &self.a);
        let [bx, by, mut bw] = gather(motion, &self.b);
        let (dx, dy) = (bx.sub(ax), by.sub(ay));
        // Relative velocity in the contact's own axes; both points share it.
        let along = self.x.mul(dx).plus(self.y, dy);
        let mut across = self.x.mul(dy).minus(self.y, dx);
        let mass = self.mass_a.add(self.mass_b);
        let (mut normal, mut tangent) = (F4::ZERO, F4::ZERO);
        let (way, turned_a, turned_b) = if RELAX {
            (F4::ZERO, F4::ZERO, F4::ZERO)
        } else {
            let [wax, way, waw] = gather(ways, &self.a);
            let [wbx, wby, wbw] = gather(ways, &self.b);
            (self.x.mul(wbx.sub(wax)).plus(self.y, wby.sub(way)), waw, wbw)
        };
        let (one, none) = (F4::splat(1.0), F4::ZERO);
        // For each point: how fast it must part, and the softness that makes it part gently.
        let mut lack = [F4::ZERO; N];
        let mut give = [F4::ZERO; N];
        for (k, p) in self.points.iter_mut().enumerate() {
            let rate = p.normal_rate.add(along).plus(bw, p.normal_b).minus(aw, p.normal_a);
            p.normal = p.normal.mul(pass.ratio);
            p.tangent = p.tangent.mul(pass.ratio);
            if RELAX {
                lack[k] = p.live.mul(rate);
            } else {
                let gap = p
                    .gap
                    .plus(p.normal_rate, pass.elapsed)
                    .add(way)
                    .plus(turned_b, p.normal_b)
                    .minus(turned_a, p.normal_a);
                let bias = gap.if_above(none, gap.mul(pass.per_drift), gap.mul(pass.rate).max(self.push.neg()));
                give[k] = gap.if_above(none, none, pass.give).mul(p.stiff);
                lack[k] = rate.add(bias).plus(give[k].mul(pass.share), p.normal);
                p.live = gap.if_above(none, none, one);
            }
        }
        let mut next = [F4::ZERO; N];
        if N == 2 {
            let (p, q) = (&self.points[0], &self.points[N - 1]);
            let (pp, qq) = (p.stiff.add(give[0]), q.stiff.add(give[N - 1]));
            let pq = self.cross;
            // Of two points close together the matrix is nearly singular: a little more on its diagonal is safe.
            let (sp, sq) = (pp.mul(F4::splat(DIAGONAL)), qq.mul(F4::splat(DIAGONAL)));
            let scale = inverse(sp.mul(sq).minus(pq, pq));
            let dp = pq.mul(lack[N - 1]).minus(sq, lack[0]).mul(scale);
            let dq = pq.mul(lack[0]).minus(sp, lack[N - 1]).mul(scale);
            let (both_p, both_q) = (p.normal.add(dp), q.normal.add(dq));
            // Where one of the two would pull, the other presses alone.
            let (ip, iq) = (inverse(pp), inverse(qq));
            let alone_p = p.normal.minus(ip, lack[0].minus(pq, q.normal)).max(none);
            let alone_q = q.normal.minus(iq, lack[N - 1].minus(pq, p.normal)).max(none);
            next[0] = none.if_above(both_p, none, none.if_above(both_q, alone_p, both_p));
            next[N - 1] = none.if_above(both_p, alone_q, both_q.max(none));
        } else {
            let p = &self.points[0];
            next[0] = p.normal.minus(inverse(p.stiff.add(give[0])), lack[0]).max(none);
        }
        for (p, next) in self.points.iter_mut().zip(next) {
            let change = next.sub(p.normal);
            p.normal = next;
            if !RELAX {
                p.live = next.if_above(none, one, p.live);
            }
            normal = normal.add(change);
            aw = aw.minus(self.turn_a.mul(p.normal_a), change);
            bw = bw.plus(self.turn_b.mul(p.normal_b), change);
        }
        for p in &mut self.points {
            let rate = p.tangent_rate.add(across).plus(bw, p.tangent_b).minus(aw, p.tangent_a);
            let wanted = p.tangent.minus(p.tangent_mass, rate);
            // What would hold it may be as much as static friction gives; else it slides.
            let holds = self.friction.mul(p.normal);
            let slides = self.sliding.mul(p.normal);
            let most = wanted.abs().if_above(holds, slides, holds);
            let next = wanted.min(most).max(most.neg());
            let change = next.sub(p.tangent);
            p.tangent = next;
            tangent = tangent.add(change);
            across = across.plus(mass, change);
            aw = aw.minus(self.turn_a.mul(p.tangent_a), change);
            bw = bw.plus(self.turn_b.mul(p.tangent_b), change);
            if RELAX {
                p.normal_sum = p.normal_sum.add(p.normal);
                p.tangent_sum = p.tangent_sum.add(p.tangent);
            }
        }
        let px = self.x.mul(normal).minus(self.y, tangent);
        let py = self.y.mul(normal).plus(self.x, tangent);
        scatter(motion, &self.a, [ax.minus(self.mass_a, px), ay.minus(self.mass_a, py), aw]);
        scatter(motion, &self.b, [bx.plus(self.mass_b, px), by.plus(self.mass_b, py), bw]);
    }

    /// Writes the impulses back to the pairs.
    pub fn store(&self, pairs: &mut [Pair]) {
        for (p, point) in self.points.iter().enumerate() {
            let [n, t, ns, ts] =
                [point.normal, point.tangent, point.normal_sum, point.tangent_sum].map(|lanes| lanes.array());
            for (k, &member) in self.pairs.iter().enumerate() {
                let Some(pair) = pairs.get_mut(member as usize) else { continue };
                pair.spots[p].last = [n[k], t[k]];
                pair.spots[p].sum = [f64::from(ns[k]), f64::from(ts[k])];
            }
        }
    }

    /// The normal impulse that a lane has, and that it takes part in rolling.
    pub fn pressed(&self, lane: usize) -> f32 {
        self.points.iter().map(|p| p.normal.array()[lane & 3]).sum()
    }
}
