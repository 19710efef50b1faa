//! Chance that can be repeated: streams of random numbers from a seed.

use rand_pcg::Pcg64Mcg;
use rand_pcg::rand_core::Rng;
use serde::{Deserialize, Serialize};

use super::math;

/// A stream of random numbers. The same seed gives the same numbers on every machine, and a saved stream goes on
/// where it stood.
///
/// Generator: PCG XSL 128/64 MCG (M. E. O'Neill, HMC-CS-2014-0905), its state filled from the seed by SplitMix64.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Random {
    seed: u64,
    generator: Pcg64Mcg,
}

impl Random {
    /// The stream of a seed.
    pub fn new(seed: u64) -> Random {
        let (high, low) = (split_mix(seed, 1), split_mix(seed, 2));
        Random { seed, generator: Pcg64Mcg::new(u128::from(high) << 64 | u128::from(low)) }
    }

    /// A stream of its own for a part that is named `label`: it depends on the seed and the label alone, not on how
    /// many numbers were drawn, so that adding a part leaves the chance of the others as it was.
    pub fn fork(&self, label: &str) -> Random {
        // FNV-1a (Fowler, Noll, Vo), 64 bits, started from the seed.
        let hash = label.bytes().fold(0xcbf2_9ce4_8422_2325 ^ split_mix(self.seed, 3), |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
        });
        Random::new(split_mix(hash, 1))
    }

    /// 64 random bits.
    pub fn bits(&mut self) -> u64 {
        self.generator.next_u64()
    }

    /// From 0 up to, but not, 1, in steps of 2⁻⁵³.
    pub fn uniform(&mut self) -> f64 {
        (self.bits() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// From `a` to `b`; `b` itself only by rounding.
    pub fn range(&mut self, a: f64, b: f64) -> f64 {
        a + (b - a) * self.uniform()
    }

    /// A whole number from 0 up to, but not, `count`; 0 for a `count` of 0. The bias is below 2⁻⁶⁴ × `count`.
    pub fn below(&mut self, count: u64) -> u64 {
        ((u128::from(self.bits()) * u128::from(count)) >> 64) as u64
    }

    /// From the normal distribution of mean 0 and standard deviation 1, by the method of Box and Muller (1958).
    /// Always draws two numbers, so that nothing but the generator needs to be saved.
    pub fn normal(&mut self) -> f64 {
        let radius = (-2.0 * math::ln(1.0 - self.uniform())).sqrt();
        radius * math::cos(math::TAU * self.uniform())
    }
}

/// The `step`-th output of SplitMix64 (Steele, Lea & Flood 2014) from a seed.
fn split_mix(seed: u64, step: u64) -> u64 {
    let z = seed.wrapping_add(step.wrapping_mul(0x9e37_79b9_7f4a_7c15));
    let z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn golden_values() {
        // SplitMix64 of 0: the first outputs of the reference program by S. Vigna.
        assert_eq!(split_mix(0, 1), 0xe220_a839_7b1d_cdaf);
        assert_eq!(split_mix(0, 2), 0x6e78_9e6a_a1b9_65f4);
        // The rest by an independent program in Python.
        let mut random = Random::new(1);
        let drawn: Vec<u64> = (0..3).map(|_| random.bits()).collect();
        assert_eq!(drawn, [0x0d4b_0d11_b484_e818, 0xac0f_f785_a0cf_6e46, 0x9d01_9d93_5ac3_6577,]);
        assert_eq!(Random::new(1).fork("stopwatch").bits(), 0x4b9e_1e89_f1c3_b89c);
        assert_eq!(random.normal(), 1.2746441632682455);
    }

    #[test]
    fn forks_do_not_depend_on_what_was_drawn() {
        let mut random = Random::new(7);
        let before = random.fork("a");
        random.uniform();
        assert_eq!(random.fork("a"), before);
        let firsts: std::collections::BTreeSet<u64> = ["a", "b", "ab", "ba", ""]
            .iter()
            .flat_map(|label| {
                [random.fork(label).bits(), random.fork("a").fork(label).bits(), Random::new(8).fork(label).bits()]
            })
            .collect();
        assert_eq!(firsts.len(), 15);
    }

    #[test]
    fn a_saved_stream_goes_on() {
        let mut random = Random::new(3);
        random.normal();
        let saved = postcard::to_allocvec(&random).expect("saved");
        let mut restored: Random = postcard::from_bytes(&saved).expect("restored");
        assert_eq!(restored.uniform().to_bits(), random.uniform().to_bits());
    }

    #[test]
    fn distributions_have_their_moments() {
        let count = 200_000;
        let mut random = Random::new(42);
        let moments = |draw: &mut dyn FnMut() -> f64| {
            let values: Vec<f64> = (0..count).map(|_| draw()).collect();
            [1, 2, 3, 4].map(|power| values.iter().map(|x| math::powi(*x, power)).sum::<f64>() / f64::from(count))
        };
        // Five standard deviations of each mean.
        let check = |got: [f64; 4], want: [f64; 4], variances: [f64; 4]| {
            for i in 0..4 {
                let bound = 5.0 * (variances[i] / f64::from(count)).sqrt();
                assert!((got[i] - want[i]).abs() < bound, "{got:?} {want:?}");
            }
        };
        let uniform = moments(&mut || random.uniform());
        check(uniform, [0.5, 1.0 / 3.0, 0.25, 0.2], [1.0 / 12.0, 4.0 / 45.0, 9.0 / 112.0, 16.0 / 225.0]);
        let normal = moments(&mut || random.normal());
        check(normal, [0.0, 1.0, 0.0, 3.0], [1.0, 2.0, 15.0, 96.0]);
    }

    #[test]
    fn ranges_are_kept() {
        let mut random = Random::new(9);
        assert!((0..1000).all(|_| (-2.0..3.0).contains(&random.range(-2.0, 3.0))));
        assert!((0..1000).all(|_| random.below(6) < 6));
        assert_eq!(random.below(0), 0);
    }
}
