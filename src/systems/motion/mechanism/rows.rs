//! What holds a mechanism together: each row says that a combination of the coordinates' rates is zero. Rods, pins,
//! taut strings, gears and coupled carts give one row or two each; the force of a row is what the joint exerts.

use super::super::parts::{gear, pulley};
use super::end::{At, End, Lever, at};
use super::islands::Scope;
use super::plan::Plan;
use super::state::State;
use super::strings;
use super::terms::{JointTerm, Place, Terms};
use glam::DVec2;

/// Rows at an instant.
#[derive(Default)]
pub struct Rows {
    /// Where each row ends among the entries.
    ends: Vec<usize>,
    /// Coordinate and share.
    entries: Vec<(usize, f64)>,
    /// What each row's rate changes by without acceleration, m/s² or rad/s².
    pub bias: Vec<f64>,
    /// How far each row is off, m or rad.
    pub error: Vec<f64>,
    /// What each row is.
    pub owners: Vec<Owner>,
    /// How far apart the ends of each row are, m: the shorter, the faster it can turn.
    pub arms: Vec<f64>,
    /// The same of the row that is being made.
    arm: f64,
    /// Rows that act on a body on a rail: row, body, force for a unit of the row's, N, and where, m.
    pub on_rails: Vec<(usize, usize, DVec2, DVec2)>,
    /// Rows that act on a fixed place: row, place, m, force for a unit of the row's, N.
    pub fixed: Vec<(usize, DVec2, DVec2)>,
}

/// What a row is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Owner {
    /// Its part; for coupled carts the first of them.
    pub part: usize,
    /// Which of its rows.
    pub index: usize,
    /// True if it can pull only.
    pub pulls: bool,
}

impl Rows {
    /// Number of rows.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Coordinates and shares of a row.
    pub fn row(&self, index: usize) -> &[(usize, f64)] {
        let start = index.checked_sub(1).and_then(|i| self.ends.get(i)).copied().unwrap_or(0);
        let end = self.ends.get(index).copied().unwrap_or(start);
        self.entries.get(start..end).unwrap_or(&[])
    }

    /// The rate of a row at rates of the coordinates.
    pub fn rate(&self, index: usize, u: &[f64]) -> f64 {
        self.row(index).iter().map(|&(dof, share)| share * u.get(dof).copied().unwrap_or(0.0)).sum()
    }

    /// Adds the row of a contact: coordinates and shares; and bodies on rails that it acts on, how and where.
    pub fn contact(&mut self, terms: &Terms, shares: &[(usize, f64)], on_rails: &[(usize, DVec2, DVec2)]) {
        for &(dof, share) in shares {
            self.share(dof, share);
        }
        let row = self.ends.len();
        self.on_rails.extend(on_rails.iter().map(|&(body, n, place)| (row, body, n, place)));
        self.close(terms, Owner { part: usize::MAX, index: 0, pulls: false }, 0.0, 0.0);
    }

    /// Forgets all rows.
    pub fn clear(&mut self) {
        self.ends.clear();
        self.entries.clear();
        self.bias.clear();
        self.error.clear();
        self.owners.clear();
        self.arms.clear();
        self.arm = f64::INFINITY;
        self.on_rails.clear();
        self.fixed.clear();
    }

    fn share(&mut self, dof: usize, share: f64) {
        let start = self.ends.last().copied().unwrap_or(0);
        match self.entries.iter_mut().skip(start).find(|(other, _)| *other == dof) {
            Some((_, known)) => *known += share,
            None => self.entries.push((dof, share)),
        }
    }

    /// Adds what the two ends of a joint of two bodies contribute along a direction.
    fn levers(&mut self, [a, b]: &[(End, At); 2], n: DVec2) {
        for ((end, at), n) in [(b, n), (a, -n)] {
            self.entries.extend(at.lever.shares(n).into_iter().flatten());
            self.ride(*end, at, n);
        }
    }

    /// Adds what an end contributes along a direction to a row in which its body may be already.
    fn lever(&mut self, end: End, at: &At, n: DVec2) {
        for (dof, share) in at.lever.shares(n).into_iter().flatten() {
            self.share(dof, share);
        }
        self.ride(end, at, n);
    }

    fn ride(&mut self, end: End, at: &At, n: DVec2) {
        match (at.lever, end.body()) {
            (Lever::Along(..), Some(body)) => self.on_rails.push((self.ends.len(), body, n, at.place)),
            (Lever::Fixed, _) => self.fixed.push((self.ends.len(), at.place, n)),
            _ => {}
        }
    }

    /// Ends a row. One that acts on nothing that can move now (a held body on an anchor) is none.
    fn close(&mut self, terms: &Terms, owner: Owner, bias: f64, error: f64) {
        let arm = std::mem::replace(&mut self.arm, f64::INFINITY);
        let start = self.ends.last().copied().unwrap_or(0);
        if !self.entries.iter().skip(start).any(|&(dof, share)| share != 0.0 && terms.moves(dof)) {
            self.entries.truncate(start);
            let count = self.ends.len();
            while self.on_rails.last().is_some_and(|(row, ..)| *row >= count) {
                self.on_rails.pop();
            }
            while self.fixed.last().is_some_and(|(row, ..)| *row >= count) {
                self.fixed.pop();
            }
            return;
        }
        self.ends.push(self.entries.len());
        self.bias.push(bias);
        self.error.push(error);
        self.owners.push(owner);
        self.arms.push(arm);
    }

    /// Works out every row of an island at coordinates `q` with rates `u`.
    pub fn gather(&mut self, plan: &Plan, state: &State, (terms, scope): (&Terms, &Scope), q: &[f64], u: &[f64]) {
        self.clear();
        for &joint in &scope.joints {
            let (Some(&part), Some(term)) = (plan.joints.get(joint), terms.joints.get(joint)) else { continue };
            match *term {
                JointTerm::Link(ends, length) => self.link(terms, (q, u), (part, ends, length)),
                JointTerm::Rod(ends, length) => self.rod(plan, state, terms, (q, u), (part, ends, length)),
                JointTerm::Pin(ends) => self.pin(plan, state, terms, (q, u), (part, ends)),
                JointTerm::Gear(wheels) => self.gear(state, terms, q, (part, wheels)),
                JointTerm::String(index) if state.strings.get(index).is_some_and(|strung| strung.taut) => {
                    self.string(plan, state, terms, (q, u), index);
                }
                JointTerm::String(_) | JointTerm::None => {}
            }
        }
        for &(a, b, apart) in state.coupled.iter().filter(|pair| scope.bodies.binary_search(&(pair.0 as usize)).is_ok())
        {
            let along = state.on_rail(a as usize) && state.on_rail(b as usize);
            let [one, other] = [a, b].map(|body| End::Body(body as usize));
            let [from, to] = [one, other].map(|end| at(plan, state, terms, q, u, end));
            for (index, n) in [DVec2::X, DVec2::Y].into_iter().enumerate() {
                let owner = Owner { part: usize::MAX, index, pulls: false };
                if along {
                    let dof = |body: u32| plan.bodies.get(body as usize).map_or(0, |b| b.dof);
                    let get = |body: u32| q.get(dof(body)).copied().unwrap_or(0.0);
                    self.share(dof(b), 1.0);
                    self.share(dof(a), -1.0);
                    let row = self.ends.len();
                    let [on_a, on_b] = along_rail(&from, &to);
                    self.on_rails.push((row, a as usize, on_a, from.place));
                    self.on_rails.push((row, b as usize, on_b, to.place));
                    self.close(terms, owner, 0.0, get(b) - get(a) - apart.x);
                    break;
                }
                self.lever(other, &to, n);
                self.lever(one, &from, -n);
                let error = n.dot(to.place - from.place - apart);
                self.close(terms, owner, n.dot(to.bias - from.bias), error);
            }
        }
    }

    /// The row of a rod between bodies that are free in the plane, or a fixed place: the same as `rod`, quickly.
    fn link(&mut self, terms: &Terms, (q, u): (&[f64], &[f64]), (part, ends, reach): (usize, [Place; 2], f64)) {
        let pair = |numbers: &[f64], dof: usize| match numbers.get(dof..dof + 2) {
            Some(&[x, y]) => DVec2::new(x, y),
            _ => DVec2::ZERO,
        };
        let now = |end: Place| match end {
            Place::Fixed(place) => (place, DVec2::ZERO),
            Place::Centre(dof) => (pair(q, dof), pair(u, dof)),
        };
        let ((from, slow), (to, fast)) = (now(ends[0]), now(ends[1]));
        let (d, v) = (to - from, fast - slow);
        let length = d.length();
        if length < 1e-9 {
            return; // As in `rod`.
        }
        let n = d / length;
        let along = v.dot(n);
        for (end, n) in [(ends[1], n), (ends[0], -n)] {
            match end {
                Place::Centre(dof) => self.entries.extend([(dof, n.x), (dof + 1, n.y)]),
                Place::Fixed(place) => self.fixed.push((self.ends.len(), place, n)),
            }
        }
        self.arm = length;
        let bias = (v.length_squared() - along * along) / length;
        self.close(terms, Owner { part, index: 0, pulls: false }, bias, length - reach);
    }

    fn rod(
        &mut self,
        plan: &Plan,
        state: &State,
        terms: &Terms,
        (q, u): (&[f64], &[f64]),
        (part, ends, reach): (usize, [End; 2], f64),
    ) {
        let both = ends.map(|end| (end, at(plan, state, terms, q, u, end)));
        let [a, b] = &both;
        let d = b.1.place - a.1.place;
        let length = d.length();
        if length < 1e-9 {
            return; // Without a direction it has no force; the projection then says that it is off.
        }
        let n = d / length;
        let v = b.1.velocity - a.1.velocity;
        let along = v.dot(n);
        let bias = n.dot(b.1.bias - a.1.bias) + (v.length_squared() - along * along) / length;
        self.levers(&both, n);
        self.arm = length;
        self.close(terms, Owner { part, index: 0, pulls: false }, bias, length - reach);
    }

    fn pin(
        &mut self,
        plan: &Plan,
        state: &State,
        terms: &Terms,
        (q, u): (&[f64], &[f64]),
        (part, ends): (usize, [End; 2]),
    ) {
        let both = ends.map(|end| (end, at(plan, state, terms, q, u, end)));
        let [a, b] = &both;
        for (index, n) in [DVec2::X, DVec2::Y].into_iter().enumerate() {
            self.levers(&both, n);
            let (bias, error) = (n.dot(b.1.bias - a.1.bias), n.dot(b.1.place - a.1.place));
            self.close(terms, Owner { part, index, pulls: false }, bias, error);
        }
    }

    fn gear(&mut self, state: &State, terms: &Terms, q: &[f64], (part, wheels): (usize, [(usize, f64); 2])) {
        let start = state.memory.get(part).copied().unwrap_or(0.0);
        let mut turned = -start;
        for (turn, radius) in wheels {
            self.share(turn, radius);
            turned += radius * q.get(turn).copied().unwrap_or(0.0);
        }
        self.close(terms, Owner { part, index: 0, pulls: false }, 0.0, turned);
    }

    fn string(&mut self, plan: &Plan, state: &State, terms: &Terms, (q, u): (&[f64], &[f64]), index: usize) {
        let (Some(route), Some(strung)) = (plan.strings.get(index), state.strings.get(index)) else { return };
        let Some((pieces, count)) = strings::pieces(plan, state, terms, (q, u), route, strung) else { return };
        let pieces = &pieces[..count];
        let mut directions = [0.0; strings::MOST];
        for (slot, (piece, before)) in directions.iter_mut().zip(pieces.iter().zip(&strung.directions)) {
            *slot = strings::direction(piece, *before);
        }
        let end = |stop: usize| strings::stop(route, strung, stop);
        for (which, stretch) in strings::stretches(plan, state, route, strung).enumerate() {
            let (first, last) = stretch;
            let mut bias = 0.0;
            for (at, piece) in pieces.iter().enumerate().take(last + 1).skip(first) {
                self.lever(end(at + 1), &piece.ends[1], piece.way);
                self.lever(end(at), &piece.ends[0], -piece.way);
                bias += piece.bias;
            }
            let held = strings::held(plan, state, route, strung, stretch);
            for (one, sign) in held.iter().zip([-1.0, 1.0]) {
                if let Some((turn, arm)) = *one {
                    self.share(turn, sign * arm);
                }
            }
            let length = strung.lengths.get(which).copied().unwrap_or(0.0);
            let error = strings::wound(pieces, &directions, &held, q, stretch) - length;
            self.arm = pieces[first..=last].iter().map(|piece| piece.length).fold(f64::INFINITY, f64::min);
            self.close(terms, Owner { part: route.part, index: which, pulls: true }, bias, error);
        }
    }
}

/// Forces on two that run on a rail, along the line between them: of 1 N against the first one's way, and along that of
/// the second.
pub fn along_rail(a: &At, b: &At) -> [DVec2; 2] {
    let d = b.place - a.place;
    let along = |at: &At| if let Lever::Along(_, per) = at.lever { d / d.dot(per) } else { DVec2::ZERO };
    [-along(a), along(b)]
}

/// Radii at which two wheels turn each other, m: their own, or those of other steps with the same sum.
pub fn gear_radii(plan: &Plan, state: &State, part: usize) -> [f64; 2] {
    let other = |terminal: usize| plan.parts.get(part).map_or(0, |p| p.join(terminal));
    let [a, b] = [0, 1].map(|terminal| state.value(plan, other(terminal), pulley::RADIUS));
    let ratio = state.value(plan, part, gear::RATIO);
    if ratio == 1.0 { [a, b] } else { stepped([a, b], ratio) }
}

/// Radii of steps of two wheels with the same sum as their own, m, at which the second turns `ratio` times as much.
pub fn stepped([a, b]: [f64; 2], ratio: f64) -> [f64; 2] {
    [ratio * a, b].map(|r| r * (a + b) / (ratio * a + b))
}

/// What stays as it is while two wheels turn each other: the sum, or for a belt the difference, of the ways of their rims.
pub fn geared(plan: &Plan, state: &State, q: &[f64], part: usize) -> f64 {
    let way = |terminal: usize, radius: f64| {
        let other = plan.parts.get(part).map_or(0, |p| p.join(terminal));
        radius * plan.body_of(other).and_then(|b| q.get(b.turn?)).copied().unwrap_or(0.0)
    };
    let [a, b] = gear_radii(plan, state, part);
    way(0, a) + if state.value(plan, part, gear::BY) == 0.0 { way(1, b) } else { -way(1, b) }
}
