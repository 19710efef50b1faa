//! Tray balance: beam, two pans, levelling nuts and rider; its scales are an instrument.

use crate::quantity::unit::{GRAM, KILOGRAM, METRE, ONE, SECOND};
use crate::systems::{PartKind, VariableSpec};

/// Index of what the right side is too heavy by; 0 and 1 are the middle of its underside.
pub const IMBALANCE: usize = 2;
/// Place of the left nut.
pub const LEFT_NUT: usize = 3;
/// Place of the right nut.
pub const RIGHT_NUT: usize = 4;
/// Rider.
pub const RIDER: usize = 5;
/// Mass for a division of the pointer.
pub const SENSITIVITY: usize = 6;
/// Time constant of its swings.
pub const DAMPING: usize = 7;
/// Pointer.
pub const POINTER: usize = 8;
/// Speed of the pointer.
pub const SPEED: usize = 9;
/// Where the pointer comes to rest.
pub const REST: usize = 10;
/// What is wrong with it empty, rider at zero.
pub const ZERO: usize = 11;
/// Mass in the left pan.
pub const LEFT: usize = 12;
/// Mass in the right pan.
pub const RIGHT: usize = 13;
/// Weights as they are marked.
pub const WEIGHTS: usize = 14;
/// What lies in the pans besides weights.
pub const THINGS: usize = 15;

/// Most that the rider adds, kg.
pub const MOST_RIDER: f64 = 5e-3;
/// How far a nut goes either way on its thread, m.
pub const THREAD: f64 = 5e-3;

/// A tray balance: a two-pan school balance with a rider.
///
/// `sensitivity`: a balance of 200 g and 0.2 g moves its pointer by a division for 0.2 g (JJG 156, balances with two
/// pans). `damping`: a swing of ten divisions is within half a one after three to five swings, as school balances are.
pub static KIND: PartKind = PartKind {
    id: "tray_balance",
    aliases: &["two_pan_balance"],
    terminals: &[],
    variables: &[
        VariableSpec::parameter("x", METRE, 0.0).range(-100.0, 100.0).about("Middle of its underside, to the right."),
        VariableSpec::parameter("y", METRE, 0.0).range(-100.0, 100.0).about("Its underside, upwards."),
        VariableSpec::parameter("imbalance", GRAM, 0.0)
            .range(-2e-3, 2e-3)
            .nominal(1e-3)
            .about("What its right side is too heavy by, with the nuts in the middle and the rider at 0."),
        VariableSpec::state("left_nut", METRE, 0.0)
            .range(-THREAD, THREAD)
            .nominal(1e-3)
            .about("Left levelling nut, to the right from the middle of its thread."),
        VariableSpec::state("right_nut", METRE, 0.0)
            .range(-THREAD, THREAD)
            .nominal(1e-3)
            .about("Right levelling nut, to the right from the middle of its thread."),
        VariableSpec::state("rider", GRAM, 0.0)
            .range(0.0, MOST_RIDER)
            .nominal(1e-3)
            .about("Mass in the right pan that the rider stands for."),
        VariableSpec::parameter("sensitivity", GRAM, 2e-4)
            .range(1e-6, 1e-2)
            .nominal(2e-4)
            .about("Mass that moves its pointer by a division."),
        VariableSpec::parameter("damping", SECOND, 1.2)
            .range(0.05, 60.0)
            .about("Time in which its swings, empty, fall to a share of 1/e."),
        VariableSpec::state("pointer", ONE, 0.0)
            .range(-10.5, 10.5)
            .about("Where the pointer stands, divisions to the right of the middle."),
        VariableSpec::output("speed", ONE).nominal(10.0).local().about("Speed of the pointer, divisions a second."),
        VariableSpec::output("rest", ONE).about("Where the pointer comes to rest, divisions to the right."),
        VariableSpec::output("zero", GRAM)
            .nominal(1e-3)
            .about("What its right side is too heavy by as it is levelled: its zero error, with the sign turned."),
        VariableSpec::output("left", KILOGRAM).nominal(0.1).about("Mass that lies in the left pan."),
        VariableSpec::output("right", KILOGRAM).nominal(0.1).about("Mass that lies in the right pan."),
        VariableSpec::output("weights", KILOGRAM)
            .nominal(0.1)
            .about("What is marked on the weights in the right pan; on those in the left one if none is there."),
        VariableSpec::output("things", KILOGRAM).nominal(0.1).about("Mass of what lies in the pans and is no weight."),
    ],
    rigid: false,
    about: "A balance with two pans, levelling nuts and a rider, as schools have it for 200 g.",
};
