//! Absorption of light: what a solution or a gas lets through at each wavelength.
//!
//! A band is a Gaussian over wavenumber (energy), as bands of dissolved species nearly are; its width is written as the
//! full width at half maximum in wavelengths at the peak. Lambert and Beer: absorbances of all species add.

use super::substance::Band;
use crate::numerics::math;

/// The shortest wavelength of the grid, m.
pub const FIRST: f64 = 380e-9;
/// From one wavelength of the grid to the next, m. Bands of solutions are 50 nm wide and more: with 10 nm the colours
/// differ from those at 1 nm by less than 2 in CIELAB, which is hardly seen (a test holds that, up to absorbance 3).
pub const STEP: f64 = 10e-9;
/// How many wavelengths the grid has: 380 nm to 780 nm.
pub const POINTS: usize = 41;

/// Decadic molar absorptivity of bands at a wavelength in m, m²/mol.
pub fn absorptivity(bands: &[Band], wavelength: f64) -> f64 {
    bands.iter().map(|band| of_band(band, wavelength)).sum()
}

fn of_band(band: &Band, wavelength: f64) -> f64 {
    // In wavenumbers 1/λ; the width there is width/peak² near the peak.
    let off = (1.0 / wavelength - 1.0 / band.peak) * band.peak * band.peak / band.width;
    band.absorptivity * math::exp2(-4.0 * off * off)
}

/// Decadic absorbance over a path in m, at one wavelength in m, as a colorimeter shows it: `parts` are the bands of each
/// species with its concentration in mol/m³.
pub fn absorbance<'b>(parts: impl IntoIterator<Item = (&'b [Band], f64)>, wavelength: f64, path: f64) -> f64 {
    parts.into_iter().map(|(bands, concentration)| absorptivity(bands, wavelength) * concentration).sum::<f64>() * path
}

/// A value at each wavelength of the grid. As a species' spectrum it holds molar absorptivities, m²/mol (made once for
/// each species: [`Spectrum::of`]); as a mixture's the absorbances of a metre, 1/m ([`Spectrum::add`]).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spectrum(pub [f64; POINTS]);

impl Spectrum {
    /// Absorbs nothing.
    pub const CLEAR: Spectrum = Spectrum([0.0; POINTS]);

    /// The molar absorptivities of bands.
    pub fn of(bands: &[Band]) -> Spectrum {
        Spectrum(std::array::from_fn(|point| absorptivity(bands, wavelength(point))))
    }

    /// Whether nothing is absorbed that an eye could see: such a species need not be added. Taken where a mol/L does not
    /// take 0.1 % over a metre.
    pub fn is_clear(&self) -> bool {
        self.0.iter().all(|value| value.abs() < 4e-7)
    }

    /// Adds a species by its molar absorptivities and its concentration, mol/m³.
    pub fn add(&mut self, molar: &Spectrum, concentration: f64) {
        for (own, other) in self.0.iter_mut().zip(molar.0) {
            *own += other * concentration;
        }
    }

    /// The share of the light that passes a path in m, at each wavelength of the grid, 0 to 1.
    pub fn transmittance(&self, path: f64) -> [f64; POINTS] {
        self.0.map(|value| math::exp2(-LOG2_10 * value * path))
    }
}

/// Wavelength of a point of the grid, m.
pub fn wavelength(point: usize) -> f64 {
    FIRST + STEP * point as f64
}

/// Binary logarithm of 10.
const LOG2_10: f64 = std::f64::consts::LOG2_10;

#[cfg(test)]
mod tests {
    use super::*;

    const COPPER: Band = Band { peak: 810e-9, absorptivity: 1.2, width: 280e-9 };

    #[test]
    fn a_band_has_its_height_and_its_width() {
        let check = |wavelength: f64, wanted: f64| {
            let found = absorptivity(&[COPPER], wavelength);
            assert!((found - wanted).abs() < 1e-12, "{wavelength}: {found}");
        };
        check(810e-9, 1.2);
        // Half of it half a width away, in wavenumbers.
        let half = 0.5 * 280e-9 / (810e-9 * 810e-9);
        check(1.0 / (1.0 / 810e-9 + half), 0.6);
        check(1.0 / (1.0 / 810e-9 - half), 0.6);
    }

    #[test]
    fn absorbance_is_that_of_lambert_and_beer() {
        let bands: &[Band] = &[COPPER];
        let one = absorbance([(bands, 100.0)], 700e-9, 0.01);
        let twice = absorbance([(bands, 100.0), (bands, 100.0)], 700e-9, 0.01);
        assert!((twice - 2.0 * one).abs() < 1e-12);
        assert!((absorbance([(bands, 50.0)], 700e-9, 0.02) - one).abs() < 1e-12);
        // 0.1 mol/L, 1 cm, 12 L/(mol cm) at the peak.
        assert!((absorbance([(bands, 100.0)], 810e-9, 0.01) - 1.2).abs() < 1e-12);
    }

    #[test]
    fn a_spectrum_passes_what_its_absorbances_say() {
        let mut mixture = Spectrum::CLEAR;
        mixture.add(&Spectrum::of(&[COPPER]), 100.0);
        let passed = mixture.transmittance(0.01);
        for (point, share) in passed.iter().enumerate() {
            let wanted = math::powf(10.0, -absorbance([(&[COPPER][..], 100.0)], wavelength(point), 0.01));
            assert!((share - wanted).abs() < 1e-12, "{point}: {share} {wanted}");
        }
        assert!(Spectrum::CLEAR.is_clear() && !mixture.is_clear());
        assert_eq!(Spectrum::CLEAR.transmittance(1.0), [1.0; POINTS]);
        assert!((wavelength(POINTS - 1) - 780e-9).abs() < 1e-18);
    }
}
