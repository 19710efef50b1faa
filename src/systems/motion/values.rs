//! The table of values that both solvers keep, in the order of options and parts, and what follows from it alone.

use super::parts::{ball, weights};
#[cfg(feature = "rigid")]
use super::parts::{body, cart, hooked, knot, pulley};
use super::plan::Part;
use super::{AIR_DENSITY, GRAVITY, OPTIONS};
use crate::systems::Setup;

/// The values at the start: options, those of the surroundings where none are given, and those of every part.
pub fn start(setup: &Setup) -> Vec<f64> {
    let mut values: Vec<f64> =
        OPTIONS.iter().map(|spec| setup.options.get(spec.name).copied().unwrap_or(spec.start)).collect();
    for (option, around) in [(GRAVITY, setup.surroundings.gravity), (AIR_DENSITY, setup.surroundings.air_density)] {
        let given = OPTIONS.get(option).is_some_and(|spec| setup.options.contains_key(spec.name));
        if let (false, Some(slot)) = (given, values.get_mut(option)) {
            *slot = around;
        }
    }
    for part in &setup.parts {
        values.extend(part.values.iter().copied());
    }
    values
}

/// A value of a part; 0 for what is not there.
pub fn value(parts: &[Part], values: &[f64], part: usize, variable: usize) -> f64 {
    parts.get(part).and_then(|p| values.get(p.first + variable)).copied().unwrap_or(0.0)
}

/// Writes a value of a part.
pub fn put(parts: &[Part], values: &mut [f64], part: usize, variable: usize, value: f64) {
    if let Some(slot) = parts.get(part).and_then(|p| values.get_mut(p.first + variable)) {
        *slot = value;
    }
}

/// Mass of a body's part, kg; 0 for what has none.
pub fn mass(parts: &[Part], values: &[f64], part: usize) -> f64 {
    let get = |variable| value(parts, values, part, variable);
    match parts.get(part) {
        Some(p) if p.is(&ball::KIND) => {
            let given = get(ball::MASS);
            if given > 0.0 {
                return given;
            }
            let density = ball::DENSITIES.get(get(ball::MATERIAL) as usize).copied().unwrap_or(1000.0);
            let radius = get(ball::RADIUS);
            density * 4.0 / 3.0 * std::f64::consts::PI * radius * radius * radius
        }
        Some(p) if p.is(&weights::KIND) => get(weights::HANGER) + get(weights::COUNT) * get(weights::EACH),
        #[cfg(feature = "rigid")]
        Some(p) if p.is(&cart::KIND) => get(cart::MASS) + get(cart::LOAD),
        #[cfg(feature = "rigid")]
        Some(p) if p.is(&body::KIND) => get(body::MASS),
        #[cfg(feature = "rigid")]
        Some(p) if p.is(&hooked::KIND) => get(hooked::MASS),
        #[cfg(feature = "rigid")]
        Some(p) if p.is(&knot::KIND) => get(knot::MASS),
        #[cfg(feature = "rigid")]
        Some(p) if p.is(&pulley::KIND) => get(pulley::MASS),
        _ => 0.0,
    }
}

/// Radius of a body's part, m; 0 for what has none.
pub fn radius(parts: &[Part], values: &[f64], part: usize) -> f64 {
    match parts.get(part) {
        Some(p) if p.is(&ball::KIND) => value(parts, values, part, ball::RADIUS),
        #[cfg(feature = "rigid")]
        Some(p) if p.is(&pulley::KIND) => value(parts, values, part, pulley::RADIUS),
        _ => 0.0,
    }
}
