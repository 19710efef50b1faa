//! Momentum of a mechanism, and what acts on it from outside: gravity, drag, fixed places, hands, floors, walls, rails.
//!
//! What bodies do to one another is never counted: forces from outside are, each where it acts. So momentum less the
//! impulse from outside stays as it was only while the forces between bodies cancel in pairs.
//!
//! A ball that rolls, and what runs on a rail, count as points: their own turning is not in the angular momentum.

use super::super::parts::gear;
use super::end::{End, at};
use super::plan::Plan;
use super::rows::Rows;
use super::state::State;
use super::terms::Terms;
use crate::systems::Momentum;
use glam::DVec2;

/// Momentum of all that moves.
pub fn stored(plan: &Plan, state: &State, terms: &Terms) -> Momentum {
    let mut sum = Momentum::default();
    for (index, one) in plan.bodies.iter().enumerate() {
        let now = at(plan, state, terms, &state.q, &state.u, End::Body(index));
        sum.add_at(now.place, now.velocity * state.mass(plan, one.part));
        if let Some(rate) = one.turn.and_then(|turn| state.u.get(turn)) {
            sum.angular += state.inertia(plan, one.part) * rate;
        }
    }
    sum
}

/// What acts at an instant, or in an impact: forces and accelerations, or impulses and changes of velocity.
pub struct Acting<'a> {
    /// On each coordinate, without rows and rails.
    pub force: &'a [f64],
    /// On each body that runs on a rail, without rows and rails.
    pub rail: &'a [Momentum],
    /// Of each row.
    pub rows: &'a [f64],
    /// Acceleration of each coordinate.
    pub acceleration: &'a [f64],
    /// Rates of the coordinates, where bends count.
    pub u: &'a [f64],
}

fn get(numbers: &[f64], index: usize) -> f64 {
    numbers.get(index).copied().unwrap_or(0.0)
}

/// Whether nothing here can move a coordinate: something from outside takes all that acts on it.
fn is_kept(terms: &Terms, dof: usize) -> bool {
    get(&terms.inverse, dof) == 0.0 && !terms.massless.contains(&dof)
}

/// A force of one, or a moment of one, on a coordinate of a body that is not on a rail.
fn unit(plan: &Plan, state: &State, q: &[f64], dof: usize) -> Option<Momentum> {
    let owns = |&(index, one): &(usize, &super::plan::Body)| {
        !state.on_rail(index) && ((one.dof..one.dof + 2).contains(&dof) || one.turn == Some(dof))
    };
    let (_, one) = plan.bodies.iter().enumerate().find(owns)?;
    if one.turn == Some(dof) {
        return Some(Momentum { linear: DVec2::ZERO, angular: 1.0 });
    }
    let place = DVec2::new(get(q, one.dof), get(q, one.dof + 1));
    Some(Momentum::at(place, if dof == one.dof { DVec2::X } else { DVec2::Y }))
}

/// What fixed places and kept bodies, and bodies on rails, take of a force of 1 N in a row: from outside comes the
/// opposite. `q` are the coordinates for which the rows were gathered.
pub fn reaction(plan: &Plan, state: &State, terms: &Terms, q: &[f64], rows: &Rows, row: usize) -> Momentum {
    let mut sum = Momentum::default();
    for &(_, place, n) in rows.fixed.iter().filter(|(of, ..)| *of == row) {
        sum.add_at(place, -n);
    }
    for &(_, _, n, place) in rows.on_rails.iter().filter(|(of, ..)| *of == row) {
        sum.add_at(place, -n);
    }
    // Wheels with teeth push one another at their rims; their axles hold against it.
    let teeth = rows.owners.get(row).is_some_and(|owner| plan.is(owner.part, &gear::KIND));
    for &(dof, share) in rows.row(row) {
        if teeth {
            sum.angular += share;
        }
        if is_kept(terms, dof)
            && let Some(unit) = unit(plan, state, q, dof)
        {
            sum.add(unit, -share);
        }
    }
    sum
}

/// What acts from outside beyond gravity, drag and the ends of springs: through rows, kept bodies and rails.
pub fn outside(plan: &Plan, state: &State, terms: &Terms, q: &[f64], rows: &Rows, acting: &Acting) -> Momentum {
    let mut sum = Momentum::default();
    for (row, &force) in acting.rows.iter().enumerate().filter(|(_, force)| **force != 0.0) {
        sum.add(reaction(plan, state, terms, q, rows, row), force);
    }
    for (dof, &force) in acting.force.iter().enumerate().filter(|(_, force)| **force != 0.0) {
        if is_kept(terms, dof)
            && let Some(unit) = unit(plan, state, q, dof)
        {
            sum.add(unit, -force);
        }
    }
    for (index, one) in plan.bodies.iter().enumerate().filter(|(index, _)| state.on_rail(*index)) {
        let Some(course) = terms.courses.get(index).and_then(Option::as_ref) else { continue };
        let spot = course.at(state.pieces.get(index).copied().unwrap_or(0) as usize, get(q, one.dof));
        let (a, v) = (get(acting.acceleration, one.dof), get(acting.u, one.dof));
        let a = if is_kept(terms, one.dof) { DVec2::ZERO } else { a * spot.tangent };
        let turns = spot.curvature * v * v * spot.tangent.perp();
        sum.add_at(spot.place, (a + turns) * state.mass(plan, one.part));
        sum.add(acting.rail.get(index).copied().unwrap_or_default(), -1.0);
    }
    sum
}
