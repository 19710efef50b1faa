//! How the contents of a vessel look: their colour, computed from what absorbs in them.

use super::content::Shelf;
use crate::frame::apparatus::glassware::Tint;
use crate::matter::colour::{Cloud, Colour};
use crate::matter::formula::Phase;
use crate::matter::mixture::Mixture;
use crate::matter::spectrum::Spectrum;

/// Scattering of what is not dissolved, m²/kg at full suspension: fine precipitates of some micrometres (projected area
/// 3/(2ρd) with ρ = 3000 kg/m³ and d = 2 µm).
const SCATTER: f64 = 250.0;

/// Share of a heap of grains that is grain: loose packing.
const PACKED: f64 = 0.55;

/// The colour of a mixture in front of white light over a path, m.
pub fn colour(shelf: &Shelf, mixture: &Mixture, path: f64) -> (Colour, f64) {
    let catalogue = &shelf.catalogue;
    let mut spectrum = Spectrum::CLEAR;
    let volume = mixture.solution_volume(catalogue);
    if volume > 0.0 {
        for (at, molar) in shelf.spectra.iter().enumerate() {
            let amount = mixture.amount(at);
            let dissolved = catalogue.species.get(at).is_some_and(|species| species.phase == Phase::Dissolved);
            if let (Some(molar), true) = (molar, amount > 0.0 && dissolved) {
                spectrum.add(molar, amount / volume);
            }
        }
    }
    let floats = suspended(shelf, mixture);
    let depth = if volume > 0.0 { floats / volume * SCATTER * path } else { 0.0 };
    let share = crate::matter::turbidity::whiteness(depth);
    let cloud = (share > 1e-3).then(|| Cloud { share, colour: solid_colour(shelf, mixture) });
    (Colour::seen(&spectrum, path, cloud), share)
}

/// The same as what is laid over a picture.
pub fn tint(shelf: &Shelf, mixture: &Mixture, path: f64) -> Tint {
    let (colour, cloud) = colour(shelf, mixture, path);
    shown(colour, cloud)
}

/// A tint of a colour of which so much is scattered back.
fn shown(colour: Colour, cloud: f64) -> Tint {
    let text = colour.hex();
    let byte = |at: usize| text.get(at..at + 2).and_then(|two| u8::from_str_radix(two, 16).ok()).unwrap_or(255);
    Tint::of(byte(1), byte(3), byte(5), cloud)
}

/// The look of the solids of a mixture.
pub fn solid_tint(shelf: &Shelf, mixture: &Mixture) -> Tint {
    shown(solid_colour(shelf, mixture), 1.0)
}

/// Volume of the solids of a mixture as they lie in grains, m³.
pub fn heap(shelf: &Shelf, mixture: &Mixture) -> f64 {
    let species = shelf.catalogue.species.iter().enumerate().filter(|(_, species)| species.phase == Phase::Solid);
    species.map(|(at, one)| one.volume * mixture.amount(at)).sum::<f64>() / PACKED
}

/// Mass of the solids of a mixture, kg.
fn suspended(shelf: &Shelf, mixture: &Mixture) -> f64 {
    let species = shelf.catalogue.species.iter().enumerate().filter(|(_, species)| species.phase == Phase::Solid);
    species.map(|(at, one)| one.molar_mass * mixture.amount(at)).sum()
}

/// The colour of the solids of a mixture together, by their masses; white without any.
pub fn solid_colour(shelf: &Shelf, mixture: &Mixture) -> Colour {
    let (mut mass, mut sum) = (0.0, [0.0; 3]);
    for (at, species) in shelf.catalogue.species.iter().enumerate() {
        let own = species.molar_mass * mixture.amount(at);
        if species.phase != Phase::Solid || own <= 0.0 {
            continue;
        }
        let colour = species.colour.as_deref().and_then(Colour::from_hex).unwrap_or(Colour::WHITE);
        mass += own;
        for (sum, part) in sum.iter_mut().zip([colour.red, colour.green, colour.blue]) {
            *sum += own * part;
        }
    }
    if mass <= 0.0 {
        return Colour::WHITE;
    }
    let [red, green, blue] = sum.map(|part| part / mass);
    Colour { red, green, blue }
}
