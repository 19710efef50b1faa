//! Pipette: a bulb with one mark that delivers one volume, and the rubber filler by which it is filled.

use crate::quantity::unit::{CUBIC_METRE, KELVIN, METRE, ONE};
use crate::systems::{PartKind, VariableSpec};

/// Index of the filler's valve; 0 and 1 are the place of the tip.
pub const VALVE: usize = 2;
/// Size: which volume it delivers.
pub const SIZE: usize = 3;
/// How far the volume that it delivers is off.
pub const ERROR: usize = 4;
/// What stays on its glass, besides what the mark reckons with.
pub const FILM: usize = 5;
/// Volume of what it holds.
pub const VOLUME: usize = 6;
/// How far the meniscus is from the mark.
pub const OVER: usize = 7;
/// Temperature.
pub const TEMPERATURE: usize = 8;
/// Whether air was drawn in.
pub const AIR: usize = 9;

/// Sizes, in the order of the choice `size`.
pub const SIZES: &[&str] = &["20 mL", "25 mL", "10 mL"];
/// Their volumes, m³.
pub const VOLUMES: [f64; 3] = [2e-5, 2.5e-5, 1e-5];

/// A bulb pipette.
pub static KIND: PartKind = PartKind {
    id: "pipette",
    aliases: &["pipet"],
    terminals: &[],
    variables: &[
        VariableSpec::state("x", METRE, 0.0).range(-100.0, 100.0).about("Its middle, to the right."),
        VariableSpec::state("y", METRE, 0.0).range(-100.0, 100.0).about("Its tip, upwards."),
        VariableSpec::state("valve", ONE, 0.0)
            .range(-1.0, 1.0)
            .about("What the fingers do: below 0 the filler sucks, above 0 it lets run, at 1 it blows."),
        VariableSpec::choice("size", SIZES, 0).about("Volume that it delivers."),
        VariableSpec::parameter("error", CUBIC_METRE, 0.0)
            .range(-5e-7, 5e-7)
            .nominal(3e-8)
            .about("Calibration error of its mark: class A of 20 mL may be off by 0.03 mL (GB/T 12808)."),
        VariableSpec::parameter("film", CUBIC_METRE, 3e-8)
            .range(0.0, 1e-6)
            .nominal(3e-8)
            .about("The drop that stays in its tip when it has run out, which the mark reckons with."),
        VariableSpec::output("volume", CUBIC_METRE).nominal(2e-5).about("Volume of what it holds."),
        VariableSpec::output("over", CUBIC_METRE)
            .nominal(1e-7)
            .about("Volume by which the bottom of the meniscus is above the mark; negative below it."),
        VariableSpec::output("temperature", KELVIN).nominal(300.0).about("Temperature of what it holds."),
        VariableSpec::output("air", ONE).nominal(1.0).discrete().about("How often air was drawn in."),
    ],
    rigid: false,
    about: "A bulb pipette with its rubber filler.",
};
