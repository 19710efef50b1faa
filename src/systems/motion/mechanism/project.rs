//! After a step: coordinates and rates are put back onto what the joints demand, to the last digits.

use super::equations::Scratch;
use super::islands::Scope;
use super::plan::Plan;
use super::rows::Rows;
use super::solver::Solver;
use super::state::State;
use super::strings;
use super::terms::Terms;
use crate::numerics::linear::Singular;

/// Error that is left alone, m or rad: what rounding makes.
const DRIFT: f64 = 1e-14;
/// Rounds of Newton's method.
const ROUNDS: usize = 12;

/// Moves coordinates, weighted by inverse mass, until every row's error is gone, then takes the rates against the rows
/// away. Coordinates that are `kept` stay as they are. The error that is left, m or rad.
///
/// # Errors
/// Joints that hold each other in a way without a single answer.
pub fn onto_joints(plan: &Plan, state: &mut State, scratch: &mut Scratch, kept: &[usize]) -> Result<f64, Singular> {
    let Scratch { terms, scope, rows, solver, .. } = scratch;
    if scope.joints.is_empty() && state.coupled.is_empty() {
        rows.clear();
        return Ok(0.0);
    }
    let mut own;
    let mut weights = &terms.inverse;
    // Coordinates without mass have to move as well: as if they had a usual one.
    let massless = std::mem::take(&mut scope.massless);
    if !massless.is_empty() || !kept.is_empty() {
        own = weights.clone();
        let usual = scope.dofs.iter().filter_map(|&dof| weights.get(dof).copied()).fold(1.0, f64::max);
        for (list, weight) in [(&*massless, usual), (kept, 0.0)] {
            for &dof in list {
                if let Some(slot) = own.get_mut(dof) {
                    *slot = weight;
                }
            }
        }
        weights = &own;
    }
    let left = correct(plan, state, (terms, scope), rows, solver, weights);
    scope.massless = massless;
    left
}

/// Newton's method for the coordinates, then the rates, with weights for the coordinates.
fn correct(
    plan: &Plan,
    state: &mut State,
    (terms, scope): (&Terms, &Scope),
    rows: &mut Rows,
    solver: &mut Solver,
    weights: &[f64],
) -> Result<f64, Singular> {
    let mut left = f64::INFINITY;
    for round in 0..=ROUNDS {
        rows.gather(plan, state, (terms, scope), &state.q, &state.u);
        let worst = rows.error.iter().fold(0.0, |most: f64, error| most.max(error.abs()));
        if worst <= DRIFT || worst >= left || round == ROUNDS {
            left = worst.min(left);
            break;
        }
        left = worst;
        solver.factor(rows, weights, scope)?;
        let mut moves: Vec<f64> = rows.error.iter().map(|error| -error).collect();
        solver.solve(rows, weights, scope, &[], &mut moves, &mut [])?;
        apply(rows, weights, &moves, &mut state.q);
        turn_strings(plan, state, (terms, scope));
    }
    let mut rates: Vec<f64> = (0..rows.len()).map(|row| -rows.rate(row, &state.u)).collect();
    if rates.iter().any(|rate| rate.abs() > DRIFT) {
        solver.factor(rows, weights, scope)?;
        solver.solve(rows, weights, scope, &[], &mut rates, &mut [])?;
        apply(rows, weights, &rates, &mut state.u);
    }
    Ok(left)
}

fn apply(rows: &Rows, weights: &[f64], amounts: &[f64], numbers: &mut [f64]) {
    for (row, &amount) in amounts.iter().enumerate() {
        for &(dof, share) in rows.row(row) {
            if let (Some(slot), Some(weight)) = (numbers.get_mut(dof), weights.get(dof)) {
                *slot += weight * share * amount;
            }
        }
    }
}

/// Counts the directions of the pieces of an island's strings on from where they were.
pub fn turn_strings(plan: &Plan, state: &mut State, (terms, scope): (&Terms, &Scope)) {
    for &index in &scope.strings {
        let (Some(route), Some(strung)) = (plan.strings.get(index), state.strings.get(index)) else { continue };
        let found = strings::pieces(plan, state, terms, (&state.q, &state.u), route, strung);
        let Some((pieces, count)) = found else { continue };
        if let Some(strung) = state.strings.get_mut(index) {
            for (slot, piece) in strung.directions.iter_mut().zip(&pieces[..count]) {
                *slot = strings::direction(piece, *slot);
            }
        }
    }
}
