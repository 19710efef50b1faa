//! The coefficients of RODAS.
//!
//! Source: E. Hairer & G. Wanner, Solving Ordinary Differential Equations II, 2nd edition (Springer 1996), section IV.7
//! (the method RODAS, transformed so that no product with the Jacobian is needed), and their program `rodas.f`. The
//! tests hold them to the order of the method and to its behaviour at infinity.

/// Stages of a step.
pub(super) const STAGES: usize = 6;

/// The diagonal coefficient γ of all stages.
pub(super) const GAMMA: f64 = 0.25;

/// Where in the step each stage stands, of its length.
pub(super) const NODES: [f64; STAGES] = [0.0, 0.386, 0.21, 0.63, 1.0, 1.0];

/// What the derivative by the time counts in each stage.
pub(super) const TIME_WEIGHTS: [f64; STAGES] = [0.25, -0.1043, 0.1035, -0.036_2, 0.0, 0.0];

/// Weights of the stages before in the argument of each. The last stages have the weights of the one before and one
/// more of 1, and so has the end of the step.
pub(super) const ARGUMENT: [&[f64]; STAGES] = [
    &[],
    &[1.544],
    &[0.946_678_528_081_582_6, 0.255_701_169_898_328_4],
    &[3.314_825_187_068_521, 2.896_124_015_972_201, 0.998_641_913_997_781_7],
    &LAST,
    &[LAST[0], LAST[1], LAST[2], LAST[3], 1.0],
];

const LAST: [f64; 4] = [1.221_224_509_226_641, 6.019_134_481_288_629, 12.537_083_329_320_87, -0.687_886_036_105_895];

/// Weights, by the length of the step, of the stages before on the right side of the equations of each.
pub(super) const RIGHT_SIDE: [&[f64]; STAGES] = [
    &[],
    &[-5.668_8],
    &[-2.430_093_356_833_875, -0.206_359_915_709_191_5],
    &[-0.107_352_905_815_137_5, -9.594_562_251_023_355, -20.470_286_148_096_16],
    &[7.496_443_313_967_647, -10.246_804_314_643_52, -33.999_903_528_199_05, 11.708_908_932_061_6],
    &[
        8.083_246_795_921_522,
        -7.981_132_988_064_893,
        -31.521_594_328_743_71,
        16.319_305_431_231_36,
        -6.058_818_238_834_054,
    ],
];
