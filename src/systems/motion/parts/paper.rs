//! Paper: a sheet on a board where a pencil marks a knot and the directions of two cords, and forces are drawn to scale.

use crate::quantity::unit::{METRE, NEWTON, ONE, RADIAN};
use crate::systems::{PartKind, Terminal, VariableSpec};

/// Indices into the table.
pub const X: usize = 0;
/// Its middle, upwards.
pub const Y: usize = 1;
/// Width.
pub const WIDTH: usize = 2;
/// Height.
pub const HEIGHT: usize = 3;
/// The point of the pencil, to the right.
pub const PENCIL_X: usize = 4;
/// The point of the pencil, upwards.
pub const PENCIL_Y: usize = 5;
/// Makes a mark.
pub const MARK: usize = 6;
/// Takes all marks away.
pub const CLEAR: usize = 7;
/// The forces that are drawn: of the first cord, of the second, and of one cord alone.
pub const FORCES: [usize; 3] = [8, 9, 10];
/// Length that is drawn for a newton.
pub const SCALE: usize = 11;
/// The mark of the knot, to the right and upwards.
pub const O: [usize; 2] = [12, 13];
/// The marks of the first cord, of the second, and of one cord alone.
pub const MARKS: [[usize; 2]; 3] = [[14, 15], [16, 17], [18, 19]];
/// What pulled the cord when its direction was marked.
pub const PULLS: [usize; 3] = [20, 21, 22];
/// How far the knot was from its mark then.
pub const SLIPS: [usize; 3] = [23, 24, 25];
/// How far the knot is from its mark.
pub const OFF: usize = 26;
/// Angle between the two directions.
pub const BETWEEN: usize = 27;
/// Length of the diagonal as a force.
pub const DIAGONAL: usize = 28;
/// Angle from the diagonal to the direction of one cord alone.
pub const TURN: usize = 29;
/// Distances of the marks of directions from that of the knot.
pub const REACHES: [usize; 3] = [30, 31, 32];

const fn place(name: &'static str, about: &'static str) -> VariableSpec {
    VariableSpec::output(name, METRE).optional().about(about)
}

const fn drawn(name: &'static str, about: &'static str) -> VariableSpec {
    VariableSpec::parameter(name, NEWTON, 0.0).range(0.0, 1e3).tunable().about(about)
}

/// A sheet of paper.
pub static KIND: PartKind = PartKind {
    id: "paper",
    aliases: &[],
    terminals: &[
        Terminal { name: "knot", joins: &["knot"], required: true },
        Terminal { name: "first", joins: &["spring"], required: true },
        Terminal { name: "second", joins: &["spring"], required: true },
    ],
    variables: &[
        VariableSpec::parameter("x", METRE, 0.0).range(-100.0, 100.0).about("Its middle, to the right."),
        VariableSpec::parameter("y", METRE, 0.0).range(-100.0, 100.0).about("Its middle, upwards."),
        VariableSpec::parameter("width", METRE, 0.4).range(0.01, 100.0).about("Width."),
        VariableSpec::parameter("height", METRE, 0.3).range(0.01, 100.0).about("Height."),
        VariableSpec::parameter("pencil_x", METRE, 0.0)
            .range(-100.0, 100.0)
            .tunable()
            .about("The point of the pencil, to the right."),
        VariableSpec::parameter("pencil_y", METRE, 0.0)
            .range(-100.0, 100.0)
            .tunable()
            .about("The point of the pencil, upwards."),
        VariableSpec::flag("mark", false)
            .about("Marks the knot if the pencil is at it, else the direction of the cord that it is at."),
        VariableSpec::flag("clear", false).about("A new sheet: takes all marks away."),
        drawn("first_force", "Force drawn along the first cord's direction; 0 for none."),
        drawn("second_force", "Force drawn along the second cord's direction; 0 for none."),
        drawn("single_force", "Force drawn along the direction of one cord alone; 0 for none."),
        VariableSpec::parameter("scale", METRE, 0.02)
            .range(1e-3, 1.0)
            .nominal(0.02)
            .tunable()
            .about("Length that is drawn for one newton."),
        place("o_x", "The mark of the knot, to the right."),
        place("o_y", "The mark of the knot, upwards."),
        place("first_x", "The mark of the first cord's direction, to the right."),
        place("first_y", "The mark of the first cord's direction, upwards."),
        place("second_x", "The mark of the second cord's direction, to the right."),
        place("second_y", "The mark of the second cord's direction, upwards."),
        place("single_x", "The mark of the direction of one cord alone, to the right."),
        place("single_y", "The mark of the direction of one cord alone, upwards."),
        VariableSpec::output("first_pull", NEWTON).about("What pulled the first cord when its direction was marked."),
        VariableSpec::output("second_pull", NEWTON).about("What pulled the second cord when its direction was marked."),
        VariableSpec::output("single_pull", NEWTON).about("What pulled one cord alone when its direction was marked."),
        VariableSpec::output("first_slip", METRE)
            .about("How far the knot was from its mark when the first was marked."),
        VariableSpec::output("second_slip", METRE)
            .about("How far the knot was from its mark when the second was marked."),
        VariableSpec::output("single_slip", METRE)
            .about("How far the knot was from its mark when the direction of one cord alone was marked."),
        place("off", "How far the knot is from its mark."),
        VariableSpec::output("between", RADIAN)
            .optional()
            .about("Angle between the marked directions of the two cords."),
        VariableSpec::output("diagonal", NEWTON).optional().about("Diagonal of the parallelogram of the drawn forces."),
        VariableSpec::output("turn", RADIAN)
            .optional()
            .about("Angle between the diagonal and the marked direction of one cord alone."),
        place("first_reach", "How far the first cord's mark is from that of the knot."),
        place("second_reach", "How far the second cord's mark is from that of the knot."),
        place("single_reach", "How far the mark of one cord alone is from that of the knot."),
        VariableSpec::output("sheets", ONE).range(0.0, 1e9).about("How many sheets have been used up."),
    ],
    rigid: true,
    about: crate::quantity::doc(
        "A sheet of paper on a board, with a pencil that marks a knot and directions of cords.",
    ),
};

/// How many sheets have been used up.
pub const SHEETS: usize = 33;
