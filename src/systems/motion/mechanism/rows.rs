//! What holds a mechanism together: each row says that a combination of the coordinates' rates is zero. Rods, pins,
//! taut strings, gears and coupled carts give one row or two each; the force of a row is what the joint exerts.

use super::super::parts::{gear, pin, pulley, rod, string};
use super::end::{At, End, Lever, at};
use super::plan::Plan;
use super::state::State;
use super::strings;
use super::terms::Terms;
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

    /// Adds what an end contributes along a direction.
    fn lever(&mut self, end: End, at: &At, n: DVec2) {
        for (dof, share) in at.lever.shares(n).into_iter().flatten() {
            self.share(dof, share);
        }
        match (at.lever, end) {
            (Lever::Along(..), End::Body(body) | End::Hook(body, _)) => {
                self.on_rails.push((self.ends.len(), body, n, at.place));
            }
            (Lever::Fixed, _) => self.fixed.push((self.ends.len(), at.place, n)),
            _ => {}
        }
    }

    /// Ends a row. One that acts on nothing that can move now (a held body on an anchor) is none.
    fn close(&mut self, terms: &Terms, owner: Owner, bias: f64, error: f64) {
        let start = self.ends.last().copied().unwrap_or(0);
        let moves = |dof: usize| terms.inverse.get(dof).is_some_and(|w| *w > 0.0) || terms.massless.contains(&dof);
        if !self.entries.iter().skip(start).any(|&(dof, share)| share != 0.0 && moves(dof)) {
            self.entries.truncate(start);
            let count = self.ends.len();
            self.on_rails.retain(|(row, ..)| *row < count);
            self.fixed.retain(|(row, ..)| *row < count);
            return;
        }
        self.ends.push(self.entries.len());
        self.bias.push(bias);
        self.error.push(error);
        self.owners.push(owner);
    }

    /// Works out every row at coordinates `q` with rates `u`.
    pub fn gather(&mut self, plan: &Plan, state: &State, terms: &Terms, q: &[f64], u: &[f64]) {
        self.clear();
        for &part in &plan.joints {
            let Some(p) = plan.parts.get(part) else { continue };
            if p.is(&rod::KIND) {
                self.rod(plan, state, terms, (q, u), part);
            } else if p.is(&pin::KIND) {
                self.pin(plan, state, terms, (q, u), part, [0, 1].map(|t| plan.end(part, t)));
            } else if super::hooked::hangs(plan, state, part)
                && let Some(ends) = super::hooked::ends(plan, part)
            {
                self.pin(plan, state, terms, (q, u), part, ends);
            } else if p.is(&gear::KIND) {
                self.gear(plan, state, terms, q, part);
            } else if p.is(&string::KIND)
                && let Some(index) = plan.strings.iter().position(|route| route.part == part)
                && state.strings.get(index).is_some_and(|strung| strung.taut)
            {
                self.string(plan, state, terms, (q, u), index);
            }
        }
        for &(a, b, apart) in &state.coupled {
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

    fn rod(&mut self, plan: &Plan, state: &State, terms: &Terms, (q, u): (&[f64], &[f64]), part: usize) {
        let [a, b] = [0, 1].map(|t| (plan.end(part, t), at(plan, state, terms, q, u, plan.end(part, t))));
        let d = b.1.place - a.1.place;
        let length = d.length();
        if length < 1e-9 {
            return; // Without a direction it has no force; the projection then says that it is off.
        }
        let n = d / length;
        let v = b.1.velocity - a.1.velocity;
        let along = v.dot(n);
        let bias = n.dot(b.1.bias - a.1.bias) + (v.length_squared() - along * along) / length;
        self.lever(b.0, &b.1, n);
        self.lever(a.0, &a.1, -n);
        self.close(terms, Owner { part, index: 0, pulls: false }, bias, length - reach(plan, state, part));
    }

    fn pin(
        &mut self,
        plan: &Plan,
        state: &State,
        terms: &Terms,
        (q, u): (&[f64], &[f64]),
        part: usize,
        ends: [End; 2],
    ) {
        let [a, b] = ends.map(|end| (end, at(plan, state, terms, q, u, end)));
        for (index, n) in [DVec2::X, DVec2::Y].into_iter().enumerate() {
            self.lever(b.0, &b.1, n);
            self.lever(a.0, &a.1, -n);
            let (bias, error) = (n.dot(b.1.bias - a.1.bias), n.dot(b.1.place - a.1.place));
            self.close(terms, Owner { part, index, pulls: false }, bias, error);
        }
    }

    fn gear(&mut self, plan: &Plan, state: &State, terms: &Terms, q: &[f64], part: usize) {
        let turn = |terminal: usize| {
            let other = plan.parts.get(part).map_or(0, |p| p.join(terminal));
            plan.body_of(other).and_then(|b| b.turn).unwrap_or(0)
        };
        let [ra, rb] = gear_radii(plan, state, part);
        let start = state.memory.get(part).copied().unwrap_or(0.0);
        self.share(turn(0), ra);
        self.share(turn(1), if state.value(plan, part, gear::BY) == 0.0 { rb } else { -rb });
        self.close(terms, Owner { part, index: 0, pulls: false }, 0.0, geared(plan, state, q, part) - start);
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

/// Distance that a rod keeps between its ends' centres, m.
pub fn reach(plan: &Plan, state: &State, part: usize) -> f64 {
    let to_surface = state.value(plan, part, rod::ENDS) != 0.0;
    let other = plan.parts.get(part).map_or(0, |p| p.join(1));
    state.value(plan, part, rod::LENGTH) + if to_surface { state.radius(plan, other) } else { 0.0 }
}
