//! Draws the tray balance, weights and their box.

use super::parts::tray_balance::{self, LEFT_NUT, MOST_RIDER, POINTER, RIDER, RIGHT_NUT};
use super::parts::{weight, weight_box};
use super::weights;
use crate::frame::Pen;
use crate::frame::apparatus::{TrayBalance, TrayGrips, Weight, WeightBox};
use crate::systems::tabled::{Plan, Values};

/// Draws a part on a layer: the balance and the back of the box behind, weights between, the front of the box before.
pub fn draw(plan: &Plan, values: &Values, part: usize, layer: u8, pen: &mut Pen<'_>) {
    let at = values.place(plan, part);
    let get = |v| values.get(plan, part, v);
    if plan.is(part, &tray_balance::KIND) && layer == 0 {
        let nuts = [get(LEFT_NUT), get(RIGHT_NUT)];
        let balance = TrayBalance { pointer: get(POINTER), nuts, rider: get(RIDER) / MOST_RIDER };
        let grips = TrayGrips { nuts: [plan.grip(part, 0), plan.grip(part, 1)], rider: plan.grip(part, 2) };
        pen.at(at, |pen| balance.draw(pen, grips));
    } else if plan.is(part, &weight_box::KIND) && layer != 1 {
        let set = WeightBox { masses: weights::masses(plan, values) };
        pen.at(at, |pen| if layer == 0 { set.draw_back(pen) } else { set.draw_front(pen) });
    } else if plan.is(part, &weight::KIND) && (layer == 1) != plan.holds(values, part, 0) && layer > 0 {
        let one = Weight { mass: get(weight::MASS) };
        let held = plan.holds(values, part, 0);
        let marked = held || get(weight::ON) != weight::BOX;
        let touched = get(weight::TOUCHED) > 0.0;
        pen.target(plan.grip(part, 0), |pen| {
            pen.at(at, |pen| {
                one.draw(pen, marked);
                if touched {
                    one.draw_prints(pen);
                }
            });
        });
        if held {
            let fingers = weights::by_fingers(plan, values);
            pen.at(at, |pen| if fingers { one.draw_fingers(pen) } else { one.draw_forceps(pen) });
        }
    }
}
