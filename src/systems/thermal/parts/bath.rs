//! Bath: a beaker of water that a heater warms and the room cools.

use crate::quantity::unit::{
    CELSIUS, CUBIC_METRE, JOULE_PER_KELVIN, KELVIN_PER_WATT, KILOGRAM, METRE, ONE, WATT, WATT_PER_KELVIN,
};
use crate::systems::{PartKind, VariableSpec};

/// Index of the inner width; 0 and 1 are its place.
pub const WIDTH: usize = 2;
/// Inner height.
pub const HEIGHT: usize = 3;
/// Volume of the water.
pub const VOLUME: usize = 4;
/// Temperature of the water.
pub const TEMPERATURE: usize = 5;
/// Power of the heater.
pub const POWER: usize = 6;
/// Exchange with the room.
pub const COOLING: usize = 7;
/// Heat capacity of the glass.
pub const GLASS: usize = 8;
/// What keeps its temperature.
pub const KEPT: usize = 9;
/// What it stands on.
pub const STANDS: usize = 10;
/// How much warmer the heated bottom is.
pub const BOTTOM: usize = 11;
/// How much nearer to the room the glass is.
pub const WALL: usize = 12;
/// Height of the surface.
pub const LEVEL: usize = 13;
/// Mass of the water.
pub const MASS: usize = 14;
/// Whether it boils.
pub const BOILING: usize = 15;

/// A bath.
///
/// `cooling`: a beaker of 250 mL has some 300 cm² of surface; natural convection and radiation take about
/// 12 W/(m² K) (Incropera, Fundamentals of Heat and Mass Transfer, table 1.1 and chapter 9), and the open surface
/// loses half as much again by evaporation. `glass`: 100 g of borosilicate glass at 0.83 kJ/(kg K) (Schott, data sheet
/// of Borofloat 33). `wall`: between the films of water (some 500 W/(m² K)) and air (10) and 3 mm of glass, the glass
/// lies 2 to 4 % of the difference nearer to the room. `bottom`: between free convection in liquids (up to
/// 1 kW/(m² K)) and boiling (from 2.5; Incropera, table 1.1) 100 W over 38 cm² heat the glass by 10 to 26 K; a part of it
/// reaches a bulb that stands there. The last three are orders of magnitude.
pub static KIND: PartKind = PartKind {
    id: "bath",
    aliases: &[],
    terminals: &[],
    variables: &[
        VariableSpec::parameter("x", METRE, 0.0).range(-100.0, 100.0).about("Middle of its floor, to the right."),
        VariableSpec::parameter("y", METRE, 0.0).range(-100.0, 100.0).about("Its floor, upwards."),
        VariableSpec::parameter("width", METRE, 0.07).range(0.01, 2.0).nominal(0.1).about("Inner width."),
        VariableSpec::parameter("height", METRE, 0.095).range(0.01, 2.0).nominal(0.1).about("Inner height."),
        VariableSpec::state("volume", CUBIC_METRE, 2e-4).range(1e-6, 1.0).nominal(2e-4).about("Volume of its water."),
        VariableSpec::state("temperature", CELSIUS, 293.15)
            .range(233.15, 403.15)
            .nominal(300.0)
            .about("Temperature of its water."),
        VariableSpec::parameter("power", WATT, 0.0)
            .range(0.0, 3000.0)
            .nominal(100.0)
            .tunable()
            .about("Power that its heater gives to it."),
        VariableSpec::parameter("cooling", WATT_PER_KELVIN, 0.6)
            .range(0.0, 100.0)
            .tunable()
            .about("Heat that it loses to the room for each kelvin between them."),
        VariableSpec::parameter("glass", JOULE_PER_KELVIN, 80.0)
            .range(0.0, 1e4)
            .nominal(80.0)
            .tunable()
            .about("Heat capacity of its glass."),
        VariableSpec::choice("kept", &["free", "ice", "thermostat"], 0)
            .about("What keeps its temperature, if anything."),
        VariableSpec::choice("stands", &["bench", "hotplate"], 0).about("What it stands on."),
        VariableSpec::parameter("bottom", KELVIN_PER_WATT, 0.05)
            .range(0.0, 1.0)
            .nominal(0.05)
            .tunable()
            .about("How much warmer a bulb on its floor gets for each watt of the heater."),
        VariableSpec::parameter("wall", ONE, 0.03)
            .range(0.0, 0.5)
            .nominal(0.03)
            .tunable()
            .about("How much nearer to the room a bulb on its glass gets, in parts of the difference."),
        VariableSpec::output("level", METRE).nominal(0.05).about("Height of the water above the floor."),
        VariableSpec::output("mass", KILOGRAM).nominal(0.2).about("Mass of the water."),
        VariableSpec::output("boiling", ONE).range(0.0, 1.0).discrete().about("1 while it boils."),
    ],
    rigid: false,
    about: "A beaker of water with a heater, cooled or warmed by the room.",
};
