//! Weights: in their box, in a pan, or between both in the forceps, or in bare fingers, which leave sweat on them.
//!
//! They stand side by side, in the box and in a pan alike, each in its own place in the order of the file. Let go over a
//! pan of the tray balance a weight stands there; let go elsewhere it is put back into its box, where weights belong.

use super::beam;
use super::model::NUDGE;
use super::parts::weight::{BOX, ERROR, KIND, LEFT, MASS, ON, RIGHT, SWEAT, TOUCHED};
use super::parts::{tray_balance, weight_box};
use crate::frame::apparatus::WeightBox;
use crate::systems::tabled::{Hand, Plan, Values};
use glam::DVec2;

/// How far below or beside a pan a weight may be let go and still gets into it, m.
const NEAR: f64 = 0.03;

/// Masses of all weights, as they are marked.
pub fn masses(plan: &Plan, values: &Values) -> Vec<f64> {
    plan.of(&KIND).map(|part| values.get(plan, part, MASS)).collect()
}

/// Where a weight stands in its box or in a pan of the first tray balance; `None` if there is no such thing.
fn place(plan: &Plan, values: &Values, part: usize, on: f64) -> Option<DVec2> {
    let row = WeightBox::row(&masses(plan, values));
    let along = plan.of(&KIND).position(|p| p == part).and_then(|at| row.get(at).copied())?;
    let middle = if on == BOX {
        values.place(plan, plan.of(&weight_box::KIND).next()?) + DVec2::Y * WeightBox::FLOOR
    } else {
        let tops = beam::tops(plan, values, plan.of(&tray_balance::KIND).next()?);
        tops[usize::from(on == RIGHT)]
    };
    Some(middle + DVec2::X * along)
}

/// Puts every weight where it stands; one that is held stays in the hand.
pub fn refresh(plan: &Plan, values: &mut Values) {
    for part in plan.of(&KIND) {
        if !plan.holds(values, part, 0)
            && let Some(at) = place(plan, values, part, values.get(plan, part, ON))
        {
            values.put_place(plan, part, at);
        }
    }
}

/// Mass of the weights in the left and in the right pan of a balance, and what is marked on them.
pub fn on(plan: &Plan, values: &Values, balance: usize) -> [(f64, f64); 2] {
    let mut sums = [(0.0, 0.0); 2];
    if plan.of(&tray_balance::KIND).next() != Some(balance) {
        return sums;
    }
    for part in plan.of(&KIND).filter(|part| !plan.holds(values, *part, 0)) {
        let get = |v| values.get(plan, part, v);
        let side = match get(ON) {
            on if on == LEFT => 0,
            on if on == RIGHT => 1,
            _ => continue,
        };
        sums[side].0 += get(MASS) + get(ERROR) + get(TOUCHED) * SWEAT;
        sums[side].1 += get(MASS);
    }
    sums
}

/// True while weights are carried with bare fingers.
pub fn by_fingers(plan: &Plan, values: &Values) -> bool {
    plan.of(&weight_box::KIND).any(|part| values.get(plan, part, weight_box::BY) != 0.0)
}

/// Forceps or fingers. Keys put a weight into the next place to the left or to the right: box and pans.
pub fn moved(plan: &Plan, values: &mut Values, part: usize, hand: Hand) {
    if matches!(hand, Hand::By(_) | Hand::Off) && by_fingers(plan, values) {
        values.put(plan, part, TOUCHED, values.get(plan, part, TOUCHED) + 1.0);
    }
    match hand {
        Hand::To { at, offset, .. } => values.put_place(plan, part, at - offset),
        Hand::By(by) => {
            let here = values.place(plan, part);
            let middle = |on: f64| place(plan, values, part, on).map(|at| (on, at.x));
            let places: Vec<(f64, f64)> = [BOX, LEFT, RIGHT].into_iter().filter_map(middle).collect();
            if places.is_empty() {
                values.put_place(plan, part, here + by * NUDGE);
                return;
            }
            let way = by.x.signum();
            let onward = places.into_iter().filter(|(_, x)| by.x != 0.0 && (x - here.x) * way > 1e-9);
            if let Some((on, _)) = onward.min_by(|a, b| (a.1 * way).total_cmp(&(b.1 * way))) {
                values.put(plan, part, ON, on);
            }
        }
        Hand::Off => {
            let at = values.place(plan, part);
            let over = |top: &DVec2| (at.x - top.x).abs() <= beam::HALF + NEAR / 3.0 && at.y >= top.y - NEAR;
            let tops = plan.of(&tray_balance::KIND).next().map(|balance| beam::tops(plan, values, balance));
            let on = match tops {
                Some([left, _]) if over(&left) => LEFT,
                Some([_, right]) if over(&right) => RIGHT,
                _ => BOX,
            };
            values.put(plan, part, ON, on);
        }
        Hand::Pressed => {}
    }
}
