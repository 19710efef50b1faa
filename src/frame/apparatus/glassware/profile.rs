//! Profiles: the inside of vessels of revolution, and the volumes in them, upright and tilted.

use crate::numerics::math::{acos, sin_cos};
use std::f64::consts::PI;

/// The inside of a vessel of revolution: straight pieces between heights above its floor and inner radii.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Profile {
    /// Height above the floor and inner radius, m; heights rise strictly from 0, radii are not negative.
    pub points: &'static [(f64, f64)],
}

/// Nodes and weights of Gauss and Legendre with five points on -1 to 1 (Abramowitz and Stegun, table 25.4).
const GAUSS: [(f64, f64); 5] = [
    (-0.906_179_845_938_664, 0.236_926_885_056_189_08),
    (-0.538_469_310_105_683_1, 0.478_628_670_499_366_47),
    (0.0, 0.568_888_888_888_888_9),
    (0.538_469_310_105_683_1, 0.478_628_670_499_366_47),
    (0.906_179_845_938_664, 0.236_926_885_056_189_08),
];
/// Pieces that a smooth stretch is cut into for the integral.
const PIECES: u32 = 6;
/// A tilt below this counts as none, rad.
const UPRIGHT: f64 = 1e-9;
/// Halvings in which a plane is found: to 1 part in 10¹⁵.
const HALVINGS: usize = 52;

impl Profile {
    /// A profile of these points.
    pub const fn new(points: &'static [(f64, f64)]) -> Profile {
        Profile { points }
    }

    fn pieces(&self) -> impl Iterator<Item = ((f64, f64), (f64, f64))> {
        self.points.iter().copied().zip(self.points.iter().copied().skip(1))
    }

    /// Height of the rim above the floor, m.
    pub fn height(&self) -> f64 {
        self.points.last().map_or(0.0, |(z, _)| *z)
    }

    /// Inner radius at the rim, m.
    pub fn mouth(&self) -> f64 {
        self.points.last().map_or(0.0, |(_, r)| *r)
    }

    /// The largest inner radius, m.
    pub fn widest(&self) -> f64 {
        self.points.iter().fold(0.0, |most, (_, r)| f64::max(most, *r))
    }

    /// Inner radius at a height, m; of the floor below it, of the rim above.
    pub fn radius(&self, z: f64) -> f64 {
        let first = self.points.first().map_or(0.0, |(_, r)| *r);
        if z <= 0.0 {
            return first;
        }
        let piece = self.pieces().find(|(_, (end, _))| z <= *end);
        piece.map_or(self.mouth(), |((z0, r0), (z1, r1))| r0 + (r1 - r0) * (z - z0) / (z1 - z0))
    }

    /// What it holds to its rim, m³.
    pub fn capacity(&self) -> f64 {
        self.volume_below(self.height())
    }

    /// Volume below a height while it stands upright, m³.
    pub fn volume_below(&self, z: f64) -> f64 {
        let pieces = self.pieces().take_while(|((start, _), _)| *start < z);
        pieces
            .map(|((z0, r0), (z1, r1))| {
                let top = z.min(z1);
                frustum(r0, r0 + (r1 - r0) * (top - z0) / (z1 - z0), top - z0)
            })
            .sum()
    }

    /// Height of the surface of a volume while it stands upright, m; at most that of the rim.
    pub fn level(&self, volume: f64) -> f64 {
        let mut rest = volume;
        for ((z0, r0), (z1, r1)) in self.pieces() {
            let whole = frustum(r0, r1, z1 - z0);
            if rest > whole {
                rest -= whole;
                continue;
            }
            let (mut low, mut high) = (0.0, 1.0);
            if (r1 - r0).abs() < 1e-12 {
                return z0 + (z1 - z0) * (rest / whole).clamp(0.0, 1.0);
            }
            for _ in 0..HALVINGS {
                let share = (low + high) / 2.0;
                let below = frustum(r0, r0 + (r1 - r0) * share, (z1 - z0) * share);
                if below < rest { low = share } else { high = share }
            }
            return z0 + (z1 - z0) * high;
        }
        self.height()
    }

    /// Volume of what lies below a level plane in the vessel that leans by `tilt` (rad, its rim to +x), m³. The plane is
    /// told by its height `surface` along the vertical, m, from the middle of the floor.
    pub fn below(&self, tilt: f64, surface: f64) -> f64 {
        let (sin, cos) = sin_cos(tilt);
        if tilt < UPRIGHT {
            return self.volume_below(surface);
        }
        // At z the plane is at x = a(z): beyond it, towards the lip, the vessel is wet.
        let slope = |z: f64| (z * cos - surface) / sin;
        self.pieces()
            .map(|((z0, r0), (z1, r1))| {
                // Where the plane leaves the wall on either side the integrand has a kink.
                let mut cuts = [z0, z1, z1, z1];
                let mut count = 1;
                for side in [-1.0, 1.0] {
                    let off = |z: f64, r: f64| slope(z) - side * r;
                    let (from, to) = (off(z0, r0), off(z1, r1));
                    if (from < 0.0) != (to < 0.0) {
                        cuts[count] = z0 + (z1 - z0) * from / (from - to);
                        count += 1;
                    }
                }
                cuts[count] = z1;
                if count == 3 && cuts[1] > cuts[2] {
                    cuts.swap(1, 2);
                }
                let radius = |z: f64| r0 + (r1 - r0) * (z - z0) / (z1 - z0);
                cuts.iter()
                    .zip(cuts.iter().skip(1))
                    .take(count)
                    .map(|(a, b)| integral(*a, *b, |z| segment(radius(z), slope(z))))
                    .sum::<f64>()
            })
            .sum()
    }

    /// Height of the surface of a volume along the vertical from the middle of the floor, m, while it leans by `tilt`.
    pub fn surface(&self, tilt: f64, volume: f64) -> f64 {
        if tilt < UPRIGHT {
            return self.level(volume);
        }
        let reach = self.height() + self.widest();
        let (mut low, mut high) = (-reach, reach);
        for _ in 0..HALVINGS {
            let middle = (low + high) / 2.0;
            if self.below(tilt, middle) < volume { low = middle } else { high = middle }
        }
        high
    }

    /// Height of the lip along the vertical from the middle of the floor, m, while it leans by `tilt`.
    pub fn lip(&self, tilt: f64) -> f64 {
        let (sin, cos) = sin_cos(tilt);
        self.height() * cos - self.mouth() * sin
    }

    /// The largest volume that it holds while it leans by `tilt`, m³.
    pub fn spill(&self, tilt: f64) -> f64 {
        self.below(tilt, self.lip(tilt))
    }
}

/// Volume of a frustum, m³.
fn frustum(bottom: f64, top: f64, height: f64) -> f64 {
    PI / 3.0 * height * (bottom * bottom + bottom * top + top * top)
}

/// Area of a circle of radius `r` beyond the chord at `a`, m².
fn segment(r: f64, a: f64) -> f64 {
    if a >= r {
        0.0
    } else if a <= -r {
        PI * r * r
    } else {
        r * r * acos(a / r) - a * (r * r - a * a).max(0.0).sqrt()
    }
}

fn integral(from: f64, to: f64, of: impl Fn(f64) -> f64) -> f64 {
    let step = (to - from) / f64::from(PIECES);
    let mut sum = 0.0;
    for piece in 0..PIECES {
        let middle = from + step * (f64::from(piece) + 0.5);
        sum += GAUSS.iter().map(|(node, weight)| weight * of(middle + 0.5 * step * node)).sum::<f64>();
    }
    sum * 0.5 * step
}

/// Beaker of 100 mL, low form (ISO 3819: 50 mm outside, 70 mm high).
pub static BEAKER_100: Profile = Profile::new(&[(0.0, 0.02), (0.003, 0.0235), (0.0685, 0.0235)]);
/// Beaker of 50 mL, low form (ISO 3819: 42 mm, 60 mm).
pub static BEAKER_50: Profile = Profile::new(&[(0.0, 0.0165), (0.003, 0.0195), (0.0585, 0.0195)]);
/// Beaker of 250 mL, low form (ISO 3819: 70 mm, 95 mm).
pub static BEAKER_250: Profile = Profile::new(&[(0.0, 0.029), (0.004, 0.0333), (0.0933, 0.0333)]);
/// Conical flask of 250 mL with a narrow neck (ISO 1773: 85 mm, neck 34 mm, 145 mm high).
pub static CONICAL_FLASK_250: Profile =
    Profile::new(&[(0.0, 0.037), (0.004, 0.0405), (0.012, 0.0405), (0.098, 0.0158), (0.108, 0.0152), (0.1433, 0.0152)]);
/// Conical flask of 150 mL (between the 100 mL and 200 mL of ISO 1773: 72 mm, neck 27 mm, 118 mm).
pub static CONICAL_FLASK_150: Profile =
    Profile::new(&[(0.0, 0.031), (0.004, 0.0343), (0.01, 0.0343), (0.08, 0.0128), (0.088, 0.0122), (0.1163, 0.0122)]);
/// Test tube of 18 mm by 180 mm, round at its foot.
pub static TEST_TUBE_18: Profile =
    Profile::new(&[(0.0, 0.0), (0.0006, 0.0031), (0.0024, 0.0058), (0.0053, 0.0075), (0.008, 0.008), (0.1792, 0.008)]);
/// Test tube of 15 mm by 150 mm.
pub static TEST_TUBE_15: Profile = Profile::new(&[
    (0.0, 0.0),
    (0.0005, 0.0025),
    (0.002, 0.0048),
    (0.0043, 0.0062),
    (0.0066, 0.0066),
    (0.1492, 0.0066),
]);
/// Volumetric flask of 100 mL (ISO 1042: 60 mm, neck 13 mm, 170 mm); its mark is at 100 mL.
pub static VOLUMETRIC_FLASK_100: Profile = Profile::new(&[
    (0.0, 0.02),
    (0.006, 0.027),
    (0.02, 0.0292),
    (0.034, 0.0275),
    (0.048, 0.02),
    (0.06, 0.0095),
    (0.07, 0.0065),
    (0.168, 0.0065),
]);
/// Volumetric flask of 250 mL (ISO 1042: 80 mm, neck 15.5 mm, 220 mm).
pub static VOLUMETRIC_FLASK_250: Profile = Profile::new(&[
    (0.0, 0.028),
    (0.008, 0.0365),
    (0.028, 0.0392),
    (0.047, 0.0365),
    (0.066, 0.026),
    (0.08, 0.012),
    (0.09, 0.0078),
    (0.218, 0.0078),
]);
/// Measuring cylinder of 50 mL (ISO 4788: 200 mm high): its bore is 25 mm.
pub static MEASURING_CYLINDER_50: Profile = Profile::new(&[(0.0, 0.0117), (0.15, 0.0117)]);
/// Measuring cylinder of 10 mL: its bore is 12.6 mm.
pub static MEASURING_CYLINDER_10: Profile = Profile::new(&[(0.0, 0.0063), (0.11, 0.0063)]);
/// Measuring cylinder of 100 mL: its bore is 28 mm.
pub static MEASURING_CYLINDER_100: Profile = Profile::new(&[(0.0, 0.014), (0.2, 0.014)]);
/// Reagent bottle of 250 mL with a narrow mouth (GB/T 11414: 75 mm, neck 20 mm).
pub static REAGENT_BOTTLE_250: Profile = Profile::new(&[
    (0.0, 0.031),
    (0.003, 0.034),
    (0.07, 0.034),
    (0.083, 0.028),
    (0.093, 0.014),
    (0.098, 0.0095),
    (0.12, 0.0095),
]);
/// Reagent bottle of 125 mL.
pub static REAGENT_BOTTLE_125: Profile = Profile::new(&[
    (0.0, 0.024),
    (0.003, 0.0265),
    (0.057, 0.0265),
    (0.068, 0.021),
    (0.076, 0.0115),
    (0.08, 0.008),
    (0.098, 0.008),
]);
/// Gas jar of 250 mL: 50 mm wide inside, 150 mm high.
pub static GAS_JAR_250: Profile =
    Profile::new(&[(0.0, 0.0235), (0.003, 0.025), (0.132, 0.025), (0.139, 0.0215), (0.15, 0.0215)]);
/// Gas jar of 125 mL.
pub static GAS_JAR_125: Profile =
    Profile::new(&[(0.0, 0.0185), (0.003, 0.02), (0.104, 0.02), (0.11, 0.0172), (0.12, 0.0172)]);

/// Every profile, with what it is made to hold, m³.
pub static ALL: &[(&Profile, f64)] = &[
    (&BEAKER_100, 1e-4),
    (&BEAKER_50, 5e-5),
    (&BEAKER_250, 2.5e-4),
    (&CONICAL_FLASK_250, 2.5e-4),
    (&CONICAL_FLASK_150, 1.5e-4),
    (&TEST_TUBE_18, 3e-5),
    (&TEST_TUBE_15, 1.8e-5),
    (&VOLUMETRIC_FLASK_100, 1e-4),
    (&VOLUMETRIC_FLASK_250, 2.5e-4),
    (&MEASURING_CYLINDER_50, 5e-5),
    (&MEASURING_CYLINDER_10, 1e-5),
    (&MEASURING_CYLINDER_100, 1e-4),
    (&REAGENT_BOTTLE_250, 2.5e-4),
    (&REAGENT_BOTTLE_125, 1.25e-4),
    (&GAS_JAR_250, 2.5e-4),
    (&GAS_JAR_125, 1.25e-4),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numerics::math::tan;
    use crate::numerics::random::Random;

    #[test]
    fn each_holds_what_it_is_made_for_and_not_half_more() {
        for (at, (profile, made)) in ALL.iter().enumerate() {
            let capacity = profile.capacity();
            assert!(capacity >= *made && capacity < 1.6 * made, "{at}: {capacity} of {made}");
        }
    }

    #[test]
    fn levels_and_volumes_are_inverse_upright_and_tilted() {
        let mut random = Random::new(5);
        for (profile, _) in ALL {
            for _ in 0..20 {
                let volume = profile.capacity() * random.uniform();
                let level = profile.level(volume);
                assert!((profile.volume_below(level) / volume - 1.0).abs() < 1e-9, "{level}");
                let tilt = 2.4 * random.uniform();
                let surface = profile.surface(tilt, volume);
                assert!((profile.below(tilt, surface) / volume - 1.0).abs() < 1e-6, "{tilt} {surface}");
            }
        }
    }

    #[test]
    fn a_tilted_cylinder_and_a_cone_are_as_geometry_says() {
        static TUBE: Profile = Profile::new(&[(0.0, 0.02), (0.1, 0.02)]);
        // While floor and rim are not met, the level of the axis is that of the upright tube.
        for tilt in [0.1_f64, 0.4, 0.8] {
            let volume = PI * 4e-4 * 0.05;
            assert!((TUBE.below(tilt, 0.05 * sin_cos(tilt).1) / volume - 1.0).abs() < 1e-9, "{tilt}");
        }
        // A hoof: the plane through the middle of the floor holds 2/3 r³ tan of the angle between plane and floor.
        let (tilt, r) = (1.0_f64, 0.02_f64);
        let hoof = 2.0 / 3.0 * r * r * r * tan(tilt);
        assert!((TUBE.below(tilt, 0.0) / hoof - 1.0).abs() < 1e-6, "{} {hoof}", TUBE.below(tilt, 0.0));
        // Lying: half of it below the axis.
        assert!((TUBE.below(std::f64::consts::FRAC_PI_2, 0.0) / (PI * 4e-4 * 0.05) - 1.0).abs() < 1e-9);
        static CONE: Profile = Profile::new(&[(0.0, 0.0), (0.1, 0.05)]);
        assert!((CONE.capacity() / (PI / 3.0 * 0.1 * 0.0025) - 1.0).abs() < 1e-12);
        assert!((CONE.level(PI / 3.0 * 0.05 * 0.000_625) - 0.05).abs() < 1e-12);
    }

    #[test]
    fn the_more_it_leans_the_less_it_holds() {
        for (at, (profile, _)) in ALL.iter().enumerate() {
            let mut last = profile.capacity() * (1.0 + 1e-9);
            for step in 1..=24 {
                let holds = profile.spill(0.1 * f64::from(step));
                assert!(holds <= last + 1e-12, "{at} at {step}: {holds} {last}");
                last = holds;
            }
            assert!(last < 0.02 * profile.capacity(), "{at} is emptied: {last}");
        }
    }
}
