//! Evaporation and boiling of a liquid in an open vessel, with its balance of heat.

use crate::numerics::math;
use crate::numerics::root;
use crate::quantity::constants::GAS;

/// Heat that a vessel loses to still air by convection and radiation together, W/(m² K) of its outside: the usual number
/// of heat-loss corrections, right within a third from 20 to 100 °C.
pub const STILL_AIR: f64 = 10.0;

/// Transfer coefficient of vapour above a free surface in still air, m/s: by the analogy of heat and mass transfer (Lewis)
/// from a convection of 5 W/(m² K).
pub const STILL_VAPOUR: f64 = 4e-3;

/// The share of the pressure up to which vapour leaves through the surface; a liquid that presses more boils.
const CALM: f64 = 0.99;

/// What a liquid needs to be known by.
#[derive(Clone, Copy, Debug)]
pub struct Liquid {
    /// Vapour pressure, Pa, at a temperature in K.
    pub vapour_pressure: fn(f64) -> f64,
    /// Temperature, K, at which the vapour pressure is this, Pa.
    pub boiling_point: fn(f64) -> f64,
    /// Enthalpy of evaporation, J/mol, at a temperature in K.
    pub evaporation_enthalpy: fn(f64) -> f64,
}

/// A vessel with a liquid in it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Vessel {
    /// Heat capacity of vessel and content together, J/K; positive.
    pub heat_capacity: f64,
    /// Heat lost to the room for each kelvin that it is warmer, W/K: [`STILL_AIR`] times its outside.
    pub loss: f64,
    /// Free surface of the liquid, m²; 0 where it is stoppered.
    pub surface: f64,
    /// Activity of the liquid, 1 if pure: what is dissolved lowers the vapour pressure and raises the boiling point (Raoult).
    pub activity: f64,
    /// How much of the liquid there is, mol.
    pub amount: f64,
}

/// The room around it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Surroundings {
    /// K.
    pub temperature: f64,
    /// Pa.
    pub pressure: f64,
    /// Pressure of the liquid's vapour in the air, Pa: for water the relative humidity times the vapour pressure.
    pub vapour_pressure: f64,
}

/// What happened in a step. `heated` is exactly `lost` + `latent` + heat capacity times the rise.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Exchange {
    /// Temperature at the end, K.
    pub temperature: f64,
    /// What evaporated, mol, by the surface and by boiling; negative where vapour of the room condensed.
    pub evaporated: f64,
    /// What of it boiled away, mol.
    pub boiled: f64,
    /// Heat given to the vessel by a lamp, a plate or its reactions, J.
    pub heated: f64,
    /// Heat lost to the room, J.
    pub lost: f64,
    /// Heat that the vapour took along, J.
    pub latent: f64,
    /// All of the liquid is gone.
    pub dry: bool,
}

/// Temperature, K, at which a liquid of an activity boils under a pressure, Pa.
pub fn boiling_point(liquid: &Liquid, activity: f64, pressure: f64) -> f64 {
    (liquid.boiling_point)(pressure / activity.clamp(1e-3, 1.0))
}

/// How fast a liquid evaporates below its boiling point, mol/s: diffusion through still air with the draught that the vapour
/// itself makes (Stefan). Negative where the room's vapour condenses on it.
pub fn evaporation(liquid: &Liquid, vessel: &Vessel, room: &Surroundings, temperature: f64) -> f64 {
    let inside = (vessel.activity * (liquid.vapour_pressure)(temperature)).min(CALM * room.pressure);
    let outside = room.vapour_pressure.min(CALM * room.pressure);
    let strength = STILL_VAPOUR * vessel.surface * room.pressure / (GAS.value * temperature);
    strength * math::ln((room.pressure - outside) / (room.pressure - inside))
}

/// Advances a vessel from a temperature (K) by some seconds under a power (W). Backward in time (implicit Euler), so any
/// step is stable; its error is the step over twice the time in which the vessel cools (1e-4 for 50 ms).
///
/// Where the heat is more than brings the liquid to its boiling point, the rest of it boils liquid away.
pub fn advance(
    liquid: &Liquid,
    vessel: &Vessel,
    room: &Surroundings,
    temperature: f64,
    power: f64,
    seconds: f64,
) -> Exchange {
    let Vessel { heat_capacity, loss, amount, .. } = *vessel;
    let heated = power * seconds;
    let balance = |end: f64, evaporated: f64, boiled: f64, dry: bool| {
        let lost = loss * (end - room.temperature) * seconds;
        Exchange {
            temperature: end,
            evaporated,
            boiled,
            heated,
            lost,
            // What the others leave: so that the balance is exact, whatever the root's last digits.
            latent: heated - lost - heat_capacity * (end - temperature),
            dry,
        }
    };
    // Without vapour: where a dry or stoppered vessel gets to.
    let alone = |latent: f64| {
        (heat_capacity * temperature + heated + loss * room.temperature * seconds - latent)
            / (heat_capacity + loss * seconds)
    };
    if vessel.surface <= 0.0 || amount <= 0.0 || seconds <= 0.0 {
        return Exchange { latent: 0.0, ..balance(alone(0.0), 0.0, 0.0, amount <= 0.0) };
    }
    let boiling = boiling_point(liquid, vessel.activity, room.pressure);
    let enthalpy = |end: f64| (liquid.evaporation_enthalpy)(end);
    // Heat that is missing (positive: too warm an end) if the step ends at a temperature; it rises with the end.
    let missing = |end: f64| {
        let lost = loss * (end - room.temperature) * seconds;
        let latent = evaporation(liquid, vessel, room, end) * seconds * enthalpy(end);
        heat_capacity * (end - temperature) + lost + latent - heated
    };
    let (end, boiled) = if missing(boiling) <= 0.0 {
        (boiling, -missing(boiling) / enthalpy(boiling))
    } else {
        // Below any end: the vapour takes no more than at the present temperature, or gives no more than in the cold.
        let mut low = temperature.min(room.temperature).min(boiling) - 1.0;
        for _ in 0..60 {
            if missing(low) < 0.0 {
                break;
            }
            low -= 2.0 * (boiling - low).max(1.0);
            low = low.max(1.0);
        }
        // The ends have different signs, and the function is smooth; what is left is rounding.
        (root::root(missing, low, boiling, 1e-12 * boiling, 200).unwrap_or(temperature), 0.0)
    };
    let found = balance(end, 0.0, boiled, false);
    let evaporated = found.latent / enthalpy(end);
    if evaporated >= amount {
        let latent = amount * enthalpy(boiling.min(temperature));
        let end = alone(latent);
        return Exchange { evaporated: amount, ..balance(end, amount, boiled.min(amount), true) };
    }
    Exchange { evaporated, ..found }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Antoine's form for water (mmHg, °C; data sheet), its inverse, and Watson's for the enthalpy.
    const WATER: Liquid = Liquid {
        vapour_pressure: |t| 133.322 * math::exp10(8.07131 - 1730.63 / (233.426 + t - 273.15)),
        boiling_point: |p| 273.15 - 233.426 + 1730.63 / (8.07131 - math::log10(p / 133.322)),
        evaporation_enthalpy: |t| 40_650.0 * math::powf((1.0 - t / 647.096) / (1.0 - 373.15 / 647.096), 0.38),
    };
    const ROOM: Surroundings = Surroundings { temperature: 293.15, pressure: 101_325.0, vapour_pressure: 1170.0 };
    /// 100 mL of water in a beaker of 250 mL.
    const BEAKER: Vessel = Vessel { heat_capacity: 500.0, loss: 0.2, surface: 3.4e-3, activity: 1.0, amount: 5.54 };

    fn run(vessel: &mut Vessel, room: &Surroundings, start: f64, power: f64, seconds: f64) -> (f64, Exchange) {
        let (mut temperature, mut last) = (start, None);
        for _ in 0..(seconds / 0.05).round() as u32 {
            let step = advance(&WATER, vessel, room, temperature, power, 0.05);
            let stored = vessel.heat_capacity * (step.temperature - temperature);
            assert!((step.heated - step.lost - step.latent - stored).abs() <= 1e-9 * step.heated.abs().max(1.0));
            vessel.amount -= step.evaporated;
            temperature = step.temperature;
            last = Some(step);
        }
        (temperature, last.expect("a step"))
    }

    #[test]
    fn a_stoppered_vessel_follows_newton() {
        let mut vessel = Vessel { surface: 0.0, ..BEAKER };
        let (end, _) = run(&mut vessel, &ROOM, 353.15, 0.0, 1000.0);
        let right = 293.15 + 60.0 * math::exp(-0.2 * 1000.0 / 500.0);
        assert!((end - right).abs() < 2e-3, "{end} {right}");
        let (end, _) = run(&mut vessel, &ROOM, 293.15, 20.0, 1000.0);
        let right = 293.15 + 100.0 * (1.0 - math::exp(-0.2 * 1000.0 / 500.0));
        assert!((end - right).abs() < 4e-3, "{end} {right}");
    }

    #[test]
    fn water_boils_at_the_pressure_of_the_site_and_no_hotter() {
        for (pressure, right) in [(101_325.0, 100.0), (80_570.0, 93.68), (64_500.0, 87.79)] {
            let room = Surroundings { pressure, ..ROOM };
            let mut vessel = BEAKER;
            let (end, _) = run(&mut vessel, &room, 293.15, 300.0, 300.0);
            assert!((end - 273.15 - right).abs() < 0.2, "{end} at {pressure}");
            let before = vessel.amount;
            let (end, last) = run(&mut vessel, &room, end, 300.0, 60.0);
            // All that does not get lost to the room makes vapour, nearly all of it in bubbles.
            let heat = (300.0 - 0.2 * (end - 293.15)) * 60.0;
            let vapour = before - vessel.amount;
            assert!((vapour * (WATER.evaporation_enthalpy)(end) / heat - 1.0).abs() < 1e-9);
            assert!(last.boiled > 0.7 * last.evaporated && !last.dry, "{last:?}");
        }
        // 1 mol of salt ions for 55.5 of water: about half a degree for each mole of particles in a kilogram.
        let rise = boiling_point(&WATER, 55.5 / 56.5, 101_325.0) - boiling_point(&WATER, 1.0, 101_325.0);
        assert!((rise - 0.51).abs() < 0.03, "{rise}");
    }

    #[test]
    fn evaporation_cools_and_takes_what_is_known_of_it() {
        // A dish at 20 °C in air of half humidity loses about 0.1 to 0.2 kg/(m² h).
        let rate = evaporation(&WATER, &BEAKER, &ROOM, 293.15) * 0.018_015 / BEAKER.surface * 3600.0;
        assert!((0.08..0.2).contains(&rate), "{rate} kg/(m² h)");
        // Left alone it ends a little colder than the room, between it and the wet-bulb temperature.
        let mut vessel = Vessel { heat_capacity: 20.0, amount: 50.0, ..BEAKER };
        let (end, last) = run(&mut vessel, &ROOM, 293.15, 0.0, 3000.0);
        assert!((286.9..292.8).contains(&end), "{end}");
        assert!((last.latent / -last.lost - 1.0).abs() < 1e-3);
        // In damp air cold water gathers dew and warms.
        let damp = Surroundings { vapour_pressure: 2300.0, ..ROOM };
        let step = advance(&WATER, &BEAKER, &damp, 278.15, 0.0, 0.05);
        assert!(step.evaporated < 0.0 && step.temperature > 278.15, "{step:?}");
    }

    #[test]
    fn it_boils_dry_and_then_gets_hot() {
        let mut vessel = Vessel { amount: 0.02, heat_capacity: 40.0, ..BEAKER };
        let (end, last) = run(&mut vessel, &ROOM, 370.15, 150.0, 12.0);
        assert!(vessel.amount.abs() < 1e-15 && last.dry && end > 380.0, "{end} {last:?}");
    }

    #[test]
    fn long_steps_are_stable() {
        let long = advance(&WATER, &BEAKER, &ROOM, 350.0, 0.0, 1e5);
        assert!((long.temperature - 293.15).abs() < 8.0, "{long:?}");
    }
}
