//! Vessels: open glass of a known shape that is carried, tilted, swirled and stoppered. All have the same variables.

use super::parts::{beaker, conical_flask, gas_jar, measuring_cylinder, reagent_bottle, test_tube, volumetric_flask};
use crate::quantity::unit::{CUBIC_METRE, DEGREE, KELVIN, KILOGRAM, METRE, ONE, RADIAN};
use crate::systems::{PartKind, VariableSpec};

/// Index of the tilt; 0 and 1 are the place.
pub const TILT: usize = 2;
/// Size: which of its kind's.
pub const SIZE: usize = 3;
/// Mass of the glass.
pub const GLASS: usize = 4;
/// What stays on the glass.
pub const FILM: usize = 5;
/// Whether it is swirled.
pub const SWIRLED: usize = 6;
/// Where its stopper is.
pub const STOPPER: usize = 7;
/// Whether its label is turned to the palm.
pub const LABEL: usize = 8;
/// Volume of what it holds.
pub const VOLUME: usize = 9;
/// Level.
pub const LEVEL: usize = 10;
/// Volume that its level shows on a scale.
pub const SHOWN: usize = 11;
/// Inner radius at the level.
pub const RADIUS: usize = 12;
/// Mass of the glass and what it holds.
pub const MASS: usize = 13;
/// Temperature.
pub const TEMPERATURE: usize = 14;
/// pH.
pub const PH: usize = 15;
/// Lightness of the colour.
pub const LIGHTNESS: usize = 16;
/// Chroma of the colour.
pub const CHROMA: usize = 17;
/// Hue of the colour.
pub const HUE: usize = 18;
/// Mass of what is not dissolved.
pub const SOLID: usize = 19;
/// How far the contents are from being mixed.
pub const STREAKS: usize = 20;

/// Where a stopper is.
pub const STOPPERS: &[&str] = &["none", "in", "upside_down", "mouth_down"];
/// Index of `in` in [`STOPPERS`].
pub const STOPPER_IN: f64 = 1.0;

/// Largest tilt, rad: a vessel is emptied with its mouth well below its foot.
pub const MOST_TILT: f64 = 2.4;

/// How many variables a vessel has.
pub const LENGTH: usize = 21;

/// The table of a kind of vessel: its sizes, the mass of its glass (kg), what stays on it when it is emptied (m³), and
/// where its stopper is at the start.
///
/// Films follow Jeffreys' law of drainage (1930): some 50 µm after some seconds, on the wetted glass of each with the drops
/// in its corners: 0.7 mL on a 100 mL beaker, less in smaller and in smoother shapes.
pub const fn table(sizes: &'static [&'static str], glass: f64, film: f64, stopper: usize) -> [VariableSpec; LENGTH] {
    [
        VariableSpec::state("x", METRE, 0.0).range(-100.0, 100.0).about("Its middle, to the right."),
        VariableSpec::state("y", METRE, 0.0).range(-100.0, 100.0).about("Its underside, upwards."),
        VariableSpec::state("tilt", RADIAN, 0.0).range(0.0, MOST_TILT).about("How far it is tilted to its lip."),
        VariableSpec::choice("size", sizes, 0).about("What it is made to hold."),
        VariableSpec::parameter("glass", KILOGRAM, glass).range(0.0, 10.0).nominal(0.05).about("Mass of the glass."),
        VariableSpec::parameter("film", CUBIC_METRE, film)
            .range(0.0, 1e-3)
            .nominal(1e-7)
            .about("What stays on its glass when it is emptied."),
        VariableSpec::flag("swirled", false).about("Whether a hand swirls it."),
        VariableSpec::choice("stopper", STOPPERS, stopper)
            .about("Where its stopper is: there is none, in its neck, on the bench upside down or on its mouth."),
        VariableSpec::flag("label_to_palm", false).about("Whether its label is turned to the palm of the hand."),
        VariableSpec::output("volume", CUBIC_METRE).nominal(1e-4).about("Volume of what it holds."),
        VariableSpec::output("level", METRE).nominal(0.05).about("Height of the surface above the floor."),
        VariableSpec::output("shown", CUBIC_METRE).nominal(1e-4).about("Volume that the level shows."),
        VariableSpec::output("radius", METRE).nominal(0.03).about("Inner radius at the surface."),
        VariableSpec::output("mass", KILOGRAM).nominal(0.1).about("Mass of the glass and what it holds."),
        VariableSpec::output("temperature", KELVIN).nominal(300.0).about("Temperature of what it holds."),
        VariableSpec::output("ph", ONE).nominal(7.0).optional().about("pH; no number without a solution."),
        VariableSpec::output("lightness", ONE)
            .nominal(100.0)
            .about("Lightness of its colour (CIELAB): 0 black, 100 clear or white."),
        VariableSpec::output("chroma", ONE).nominal(100.0).about("Chroma of its colour (CIELAB): 0 grey or clear."),
        VariableSpec::output("hue", DEGREE)
            .nominal(1.0)
            .about("Hue of its colour (CIELAB): 0 red, 90 yellow, 180 green, 270 blue."),
        VariableSpec::output("solid", KILOGRAM).nominal(1e-3).about("Mass of what is not dissolved."),
        VariableSpec::output("streaks", ONE)
            .nominal(1.0)
            .about("Share of its volume in which what came in last is not mixed yet."),
    ]
}

/// Every kind of vessel.
pub static KINDS: &[&PartKind] = &[
    &beaker::KIND,
    &conical_flask::KIND,
    &gas_jar::KIND,
    &measuring_cylinder::KIND,
    &reagent_bottle::KIND,
    &test_tube::KIND,
    &volumetric_flask::KIND,
];
