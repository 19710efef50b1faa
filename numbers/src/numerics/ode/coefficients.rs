//! The coefficients of the Dormand-Prince 8(5,3) method.
//!
//! Source: E. Hairer, S. P. Nørsett & G. Wanner, Solving Ordinary Differential Equations I, 2nd edition (Springer 1993),
//! section II.10, and their program `dop853.f`. The test below holds them against the conditions of order.

/// Evaluations of the rates in a step.
pub(super) const STAGES: usize = 12;

/// Where in the step each stage is evaluated.
pub(super) const NODES: [f64; STAGES] = [
    0.0,
    0.052_600_151_958_767_73,
    0.078_900_227_938_151_6,
    0.118_350_341_907_227_4,
    0.281_649_658_092_772_6,
    0.333_333_333_333_333_3,
    0.25,
    0.307_692_307_692_307_7,
    0.651_282_051_282_051_3,
    0.6,
    0.857_142_857_142_857_1,
    1.0,
];

/// For each stage, the rates it is made of: (stage, weight). Zeros are left out.
pub(super) const STAGE_WEIGHTS: [&[(usize, f64)]; STAGES] = [
    &[],
    &[(0, 0.052_600_151_958_767_73)],
    &[(0, 0.019_725_056_984_537_9), (1, 0.059_175_170_953_613_7)],
    &[(0, 0.029_587_585_476_806_85), (2, 0.088_762_756_430_420_54)],
    &[(0, 0.241_365_134_159_266_7), (2, -0.884_549_479_328_286_1), (3, 0.924_834_003_261_792)],
    &[(0, 0.037_037_037_037_037_035), (3, 0.170_828_608_729_473_86), (4, 0.125_467_687_566_822_42)],
    &[(0, 0.037_109_375), (3, 0.170_252_211_019_544_05), (4, 0.060_216_538_980_455_96), (5, -0.017_578_125)],
    &[
        (0, 0.037_092_000_118_504_79),
        (3, 0.170_383_925_712_239_98),
        (4, 0.107_262_030_446_373_28),
        (5, -0.015_319_437_748_624_402),
        (6, 0.008_273_789_163_814_023),
    ],
    &[
        (0, 0.624_110_958_716_075_7),
        (3, -3.360_892_629_446_941_4),
        (4, -0.868_219_346_841_726),
        (5, 27.592_099_699_446_71),
        (6, 20.154_067_550_477_894),
        (7, -43.489_884_181_069_96),
    ],
    &[
        (0, 0.477_662_536_438_264_34),
        (3, -2.488_114_619_971_667_7),
        (4, -0.590_290_826_836_843),
        (5, 21.230_051_448_181_193),
        (6, 15.279_233_632_882_423),
        (7, -33.288_210_968_984_86),
        (8, -0.020_331_201_708_508_627),
    ],
    &[
        (0, -0.937_142_430_085_987_3),
        (3, 5.186_372_428_844_064),
        (4, 1.091_437_348_996_729_5),
        (5, -8.149_787_010_746_927),
        (6, -18.520_065_659_996_96),
        (7, 22.739_487_099_350_505),
        (8, 2.493_605_552_679_652_3),
        (9, -3.046_764_471_898_219_6),
    ],
    &[
        (0, 2.273_310_147_516_538),
        (3, -10.534_495_466_737_25),
        (4, -2.000_872_058_224_862_5),
        (5, -17.958_931_863_118_8),
        (6, 27.948_884_529_419_96),
        (7, -2.858_998_277_135_023_5),
        (8, -8.872_856_933_530_63),
        (9, 12.360_567_175_794_303),
        (10, 0.643_392_746_015_763_6),
    ],
];

/// Weights of the step, of order 8.
pub(super) const WEIGHTS: &[(usize, f64)] = &[
    (0, 0.054_293_734_116_568_765),
    (5, 4.450_312_892_752_409),
    (6, 1.891_517_899_314_500_3),
    (7, -5.801_203_960_010_585),
    (8, 0.311_164_366_957_819_9),
    (9, -0.152_160_949_662_516_1),
    (10, 0.201_365_400_804_030_34),
    (11, 0.044_710_615_727_772_59),
];

/// Weights of the error estimate of order 5.
pub(super) const ERROR_5: &[(usize, f64)] = &[
    (0, 0.013_120_044_994_194_88),
    (5, -1.225_156_446_376_204_4),
    (6, -0.495_758_949_657_250_2),
    (7, 1.664_377_182_454_986_4),
    (8, -0.350_328_848_749_973_66),
    (9, 0.334_179_118_713_017_5),
    (10, 0.081_923_206_485_115_71),
    (11, -0.022_355_307_863_886_294),
];

/// What is taken from [`WEIGHTS`] for the error estimate of order 3.
pub(super) const ERROR_3: &[(usize, f64)] =
    &[(0, 0.244_094_488_188_976_4), (8, 0.733_846_688_281_611_8), (11, 0.022_058_823_529_411_766)];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numerics::math::powi;

    #[test]
    fn stages_are_consistent() {
        for (stage, (node, weights)) in NODES.iter().zip(STAGE_WEIGHTS).enumerate() {
            let sum: f64 = weights.iter().map(|(_, weight)| weight).sum();
            assert!((sum - node).abs() < 1e-14, "stage {stage}: {sum} {node}");
            assert!(weights.iter().all(|(earlier, _)| *earlier < stage));
        }
    }

    #[test]
    fn quadrature_conditions_hold_to_order_8() {
        let moment = |weights: &[(usize, f64)], power| -> f64 {
            weights.iter().map(|(stage, weight)| weight * powi(NODES[*stage], power)).sum()
        };
        for power in 0..8 {
            let exact = 1.0 / f64::from(power + 1);
            assert!((moment(WEIGHTS, power) - exact).abs() < 1e-14, "order {}", power + 1);
        }
        // The estimates vanish for what their companion formulas integrate exactly.
        for power in 0..5 {
            assert!(moment(ERROR_5, power).abs() < 1e-14, "order {}", power + 1);
        }
        for power in 0..3 {
            assert!((moment(WEIGHTS, power) - moment(ERROR_3, power)).abs() < 1e-14, "order {}", power + 1);
        }
    }
}
