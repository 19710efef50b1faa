//! Turbidity: the light that a suspended solid scatters, its grains as they grow, clot and settle.
//!
//! Extinction is van de Hulst's anomalous diffraction (Light Scattering by Small Particles, 1957, section 11.2), averaged
//! over a spread of sizes of 20 %: right within a tenth for grains of more than half a wavelength with an index near that
//! of water; below, it overstates (Rayleigh scattering falls off faster). Settling is Stokes', clotting Smoluchowski's.

use crate::numerics::math;
use crate::quantity::constants::BOLTZMANN;

/// The wavelength in vacuum that turbidity is for, m: the eye's best.
pub const WAVELENGTH: f64 = 550e-9;

/// Refractive index of water there.
const WATER_INDEX: f64 = 1.334;

/// The optical depth at which a dark mark under the liquid can no longer be seen: its contrast exp(-τ) has fallen to 2 %
/// (H. Koschmieder 1924, the threshold of visibility in fog).
pub const MARK_VANISHES: f64 = 3.9;

/// How fast stirring brings what has settled up again, 1/s.
const STIRRING_UP: f64 = 1.0;

/// Shear of a liquid that is stirred by hand, 1/s, and how many times its solid a clot is in volume, for the water it holds.
const SHEAR: f64 = 50.0;
const CLOT: f64 = 10.0;

/// Sizes over the middle one (a log-normal spread of 0.2) with their shares: a binomial row.
const SIZES: [(f64, f64); 5] = [
    (0.670_320_046_035_639_3, 1.0 / 16.0),
    (0.818_730_753_077_981_8, 4.0 / 16.0),
    (1.0, 6.0 / 16.0),
    (1.221_402_758_160_169_8, 4.0 / 16.0),
    (1.491_824_697_641_270_3, 1.0 / 16.0),
];

/// A solid that makes a liquid turbid.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Precipitate {
    /// Density, kg/m³.
    pub density: f64,
    /// Refractive index, the mean of its directions.
    pub index: f64,
    /// Grains that form at once, 1/m³. They grow by what comes after.
    pub nuclei: f64,
    /// The share of meetings after which two grains stay together: 0 for a sol that keeps, 1 for one that clots fast.
    pub sticking: f64,
}

/// Sulfur from thiosulfate: droplets of supercooled sulfur. The nuclei are chosen so that 1.9 mmol/L of it, which the rate
/// law gives in the 30 s of the standard case, hide a mark under 57 mm (10 mL in a test tube of 15 mm bore): grains of
/// 1.2 µm, as are seen in the microscope.
pub const SULFUR: Precipitate = Precipitate { density: 2000.0, index: 2.0, nuclei: 2.7e13, sticking: 0.0 };
/// Calcium carbonate from limewater, calcite.
pub const CALCIUM_CARBONATE: Precipitate = Precipitate { density: 2710.0, index: 1.60, nuclei: 2e13, sticking: 0.02 };
/// Silver chloride, which curdles.
pub const SILVER_CHLORIDE: Precipitate = Precipitate { density: 5560.0, index: 2.07, nuclei: 1e15, sticking: 0.5 };
/// Barium sulfate.
pub const BARIUM_SULFATE: Precipitate = Precipitate { density: 4490.0, index: 1.64, nuclei: 1e14, sticking: 0.02 };

/// The liquid that a solid is suspended in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bath {
    /// Volume, m³.
    pub volume: f64,
    /// Depth, m.
    pub depth: f64,
    /// Density, kg/m³.
    pub density: f64,
    /// Viscosity, Pa s (water 1.0e-3 at 20 °C).
    pub viscosity: f64,
    /// Temperature, K.
    pub temperature: f64,
    /// m/s².
    pub gravity: f64,
    /// Stirred: nothing settles, and what has settled comes up.
    pub stirred: bool,
}

/// A suspension: how much of the solid floats, in how many grains, and how much lies on the bottom.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Suspension {
    /// Mass that floats, kg.
    suspended: f64,
    /// Grains that float.
    grains: f64,
    /// Mass on the bottom, kg.
    settled: f64,
    /// Grains on the bottom.
    lying: f64,
}

impl Suspension {
    /// Mass that floats, kg.
    pub fn suspended(&self) -> f64 {
        self.suspended
    }

    /// Mass on the bottom, kg.
    pub fn settled(&self) -> f64 {
        self.settled
    }

    /// Middle diameter of the grains that float, m; 0 if there are none.
    pub fn size(&self, kind: &Precipitate) -> f64 {
        if self.grains > 0.0 && self.suspended > 0.0 {
            let cubes: f64 = SIZES.iter().map(|(size, share)| share * size * size * size).sum();
            math::cbrt(6.0 * self.suspended / (math::PI * kind.density * self.grains * cubes))
        } else {
            0.0
        }
    }

    /// Takes the mass of the solid that there now is (kg): more of it grows on the grains that float, or makes the first;
    /// less of it dissolves, from what floats and lies alike. Then lets it clot and settle for some seconds.
    pub fn advance(&mut self, kind: &Precipitate, bath: &Bath, mass: f64, seconds: f64) {
        let before = self.suspended + self.settled;
        if mass > before {
            // New grains form where hardly any float; not by the last digits of what is there.
            let nuclei = kind.nuclei * bath.volume;
            if self.grains < 0.01 * nuclei && mass - before > 1e-9 * mass {
                self.grains += nuclei;
            }
            self.suspended += mass - before;
        } else if before > 0.0 {
            let share = mass.max(0.0) / before;
            self.suspended *= share;
            self.settled = mass.max(0.0) - self.suspended;
            if mass <= 0.0 {
                *self = Suspension::default();
            }
        }
        if bath.volume <= 0.0 || bath.depth <= 0.0 || seconds <= 0.0 {
            return;
        }
        // Smoluchowski's closed forms: dN/dt = -a·N² for grains that meet by Brownian motion, and -b·N for those that the
        // shear of stirring brings together, where b goes with their share of the volume.
        let meeting = 4.0 * BOLTZMANN.value * bath.temperature / (3.0 * bath.viscosity) * kind.sticking;
        self.grains /= 1.0 + meeting * self.grains / bath.volume * seconds;
        if bath.stirred {
            let share = CLOT * self.suspended / (kind.density * bath.volume);
            self.grains *= math::exp(-4.0 / math::PI * SHEAR * kind.sticking * share * seconds);
        }
        if bath.stirred {
            let share = 1.0 - math::exp(-STIRRING_UP * seconds);
            let (mass, grains) = (share * self.settled, share * self.lying);
            (self.suspended, self.settled) = (self.suspended + mass, self.settled - mass);
            (self.grains, self.lying) = (self.grains + grains, self.lying - grains);
        } else {
            // What floats is even (currents mix it); by the bottom it goes out of it at the speed of its fall.
            let size = self.size(kind);
            let fall = (kind.density - bath.density) * bath.gravity * size * size / (18.0 * bath.viscosity);
            let share = 1.0 - math::exp(-fall.max(0.0) / bath.depth * seconds);
            let (mass, grains) = (share * self.suspended, share * self.grains);
            (self.suspended, self.settled) = (self.suspended - mass, self.settled + mass);
            (self.grains, self.lying) = (self.grains - grains, self.lying + grains);
        }
    }

    /// Extinction coefficient, 1/m, in a volume (m³).
    pub fn extinction(&self, kind: &Precipitate, volume: f64) -> f64 {
        let middle = self.size(kind);
        if middle <= 0.0 || volume <= 0.0 {
            return 0.0;
        }
        let area = |size: f64| math::PI / 4.0 * size * size;
        let mean: f64 =
            SIZES.iter().map(|(size, share)| share * area(size * middle) * efficiency(size * middle, kind.index)).sum();
        self.grains / volume * mean
    }

    /// Optical depth along a path (m) through the liquid: of the light, exp(-τ) goes straight on.
    pub fn optical_depth(&self, kind: &Precipitate, volume: f64, path: f64) -> f64 {
        self.extinction(kind, volume) * path
    }
}

/// Extinction efficiency of a sphere of a diameter (m) and index in water.
fn efficiency(size: f64, index: f64) -> f64 {
    // How far the light through the middle is behind.
    let behind = 2.0 * math::PI * size / WAVELENGTH * (index - WATER_INDEX).abs();
    if behind < 1e-3 {
        return 0.5 * behind * behind;
    }
    2.0 - 4.0 / behind * math::sin(behind) + 4.0 / (behind * behind) * (1.0 - math::cos(behind))
}

/// How white a turbid layer looks against the dark: the share of the light that comes back from an optical depth, by the
/// two-stream rule for grains that scatter mostly forwards (asymmetry 0.85) and take no light.
pub fn whiteness(optical_depth: f64) -> f64 {
    let turned = 0.5 * (1.0 - 0.85) * optical_depth.max(0.0);
    turned / (1.0 + turned)
}

/// Whether a dark mark can be seen through an optical depth.
pub fn mark_is_seen(optical_depth: f64) -> bool {
    optical_depth < MARK_VANISHES
}

#[cfg(test)]
mod tests {
    use super::*;

    const TUBE: Bath = Bath {
        volume: 1e-5,
        depth: 0.0566,
        density: 1000.0,
        viscosity: 1e-3,
        temperature: 293.15,
        gravity: 9.8,
        stirred: false,
    };

    #[test]
    fn efficiencies_are_van_de_hulsts() {
        // The curve of section 11.2: its first maximum of 3.17 at 4.1, a minimum of 1.54 at 7.6, and 2 at the end.
        let at = |behind: f64| efficiency(behind * WAVELENGTH / (2.0 * math::PI * (2.0 - WATER_INDEX)), 2.0);
        assert!((at(4.1) - 3.173).abs() < 0.005, "{}", at(4.1));
        assert!((at(7.63) - 1.542).abs() < 0.005, "{}", at(7.63));
        assert!((at(1e4) - 2.0).abs() < 1e-3);
        assert!((at(1e-3) / at(0.999e-3) - 1.002).abs() < 1e-4);
    }

    #[test]
    fn grains_grow_clot_settle_and_are_stirred_up() {
        let mut sol = Suspension::default();
        sol.advance(&SULFUR, &TUBE, 5e-7, 0.0);
        let small = sol.size(&SULFUR);
        sol.advance(&SULFUR, &TUBE, 4e-6, 0.0);
        assert!((sol.size(&SULFUR) / small - 2.0).abs() < 1e-12);
        // Grains of 2.3 µm fall 2.8 µm/s by Stokes: in an hour 10 mm of 57.
        sol.advance(&SULFUR, &TUBE, 4e-6, 3600.0);
        assert!((sol.settled() / 4e-6 - 0.165).abs() < 0.003, "{sol:?}");
        assert!((sol.suspended() + sol.settled() - 4e-6).abs() < 1e-20);
        let clear = Suspension { suspended: 0.0, grains: 0.0, settled: 4e-6, lying: 1e8 };
        let mut stirred = clear;
        stirred.advance(&SULFUR, &Bath { stirred: true, ..TUBE }, 4e-6, 3.0);
        assert!(stirred.suspended() > 0.9 * 4e-6);
        // Swirled for two minutes silver chloride curdles and then goes down; barium sulfate stays up.
        let settled = |kind: &Precipitate| {
            let mut sol = Suspension::default();
            for second in 0..720 {
                sol.advance(kind, &Bath { stirred: second < 120, ..TUBE }, 1e-5, 1.0);
            }
            sol.settled() / 1e-5
        };
        let (chloride, sulfate) = (settled(&SILVER_CHLORIDE), settled(&BARIUM_SULFATE));
        assert!(chloride > 0.6 && sulfate < 0.2, "{chloride} {sulfate}");
        // Dissolved again: clear, and ready to begin anew.
        sol.advance(&SULFUR, &TUBE, 1e-6, 1.0);
        assert!((sol.suspended() + sol.settled() - 1e-6).abs() < 1e-20);
        sol.advance(&SULFUR, &TUBE, 0.0, 1.0);
        assert_eq!(sol, Suspension::default());
        assert_eq!(sol.optical_depth(&SULFUR, 1e-5, 0.05), 0.0);
    }

    #[test]
    fn more_solid_is_never_clearer() {
        for kind in [SULFUR, CALCIUM_CARBONATE, SILVER_CHLORIDE, BARIUM_SULFATE] {
            let mut sol = Suspension::default();
            let mut last = 0.0;
            for step in 1..=400 {
                sol.advance(&kind, &TUBE, 1e-8 * f64::from(step), 0.0);
                let depth = sol.optical_depth(&kind, TUBE.volume, 0.05);
                assert!(depth > last, "{kind:?} at {step}: {depth} after {last}");
                assert!(whiteness(depth) > whiteness(last) && whiteness(depth) < 1.0);
                last = depth;
            }
        }
    }

    #[test]
    fn limewater_shows_little_carbonate() {
        // 0.1 g/L of calcite in a test tube of 15 mm looked through: plainly milky.
        let mut sol = Suspension::default();
        sol.advance(&CALCIUM_CARBONATE, &TUBE, 1e-6, 0.0);
        let depth = sol.optical_depth(&CALCIUM_CARBONATE, TUBE.volume, 0.015);
        assert!((0.3..4.0).contains(&depth) && mark_is_seen(depth), "{depth}");
    }
}
