//! Clinical thermometer: keeps the highest temperature it has had until it is shaken down.

use super::thermometer::Thermometer;
use super::{InstrumentKind, Reads};
use crate::quantity::unit::{CELSIUS, KELVIN, METRE, SECOND};
use crate::systems::VariableSpec;

/// A clinical thermometer. Settings in the order of the laboratory thermometer's, and what it was left at.
pub static KIND: InstrumentKind = InstrumentKind {
    id: "clinical_thermometer",
    aliases: &[],
    reads: Reads::Bulb,
    follows: false,
    settings: &[
        VariableSpec::parameter("from", CELSIUS, 308.15)
            .range(0.0, 1e3)
            .nominal(300.0)
            .about("Lower end of its scale."),
        VariableSpec::parameter("to", CELSIUS, 315.15).range(0.0, 1e3).nominal(300.0).about("Upper end of its scale."),
        VariableSpec::parameter("division", KELVIN, 0.1).range(1e-3, 100.0).nominal(0.1).about("Smallest division."),
        VariableSpec::parameter("digits", KELVIN, 0.0)
            .range(0.0, 100.0)
            .nominal(0.1)
            .about("Last digit that is read; 0 means a tenth of the division."),
        VariableSpec::parameter("tau", SECOND, 8.0)
            .range(0.0, 600.0)
            .nominal(10.0)
            .about("Time constant in stirred water: after it, a part 1/e of the difference is left."),
        VariableSpec::parameter("zero", KELVIN, 0.0).range(-20.0, 20.0).about("Zero error: what it shows too much."),
        VariableSpec::parameter("depth", METRE, 0.001)
            .range(0.0, 0.05)
            .nominal(1e-3)
            .about("How far the column lies behind the divisions."),
        VariableSpec::parameter("limit", CELSIUS, 0.0)
            .range(0.0, 1e3)
            .nominal(300.0)
            .about("Temperature at which it bursts; 0 K means a twentieth of its scale beyond the end."),
        VariableSpec::choice("liquid", &["alcohol", "mercury"], 1).about("What rises in it."),
        VariableSpec::parameter("left", CELSIUS, 308.15)
            .range(0.0, 1e3)
            .nominal(300.0)
            .about("What it was left at by whoever used it before."),
    ],
    outputs: &[VariableSpec::output("temperature", CELSIUS).about("Temperature that it shows.")],
    build: |setup| Box::new(Thermometer::new(setup, &KIND)),
    about: "A clinical thermometer: it holds its highest value until it is shaken down.",
};
