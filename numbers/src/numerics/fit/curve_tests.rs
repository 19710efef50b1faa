//! Curves against certified values of the NIST Statistical Reference Datasets (StRD, https://www.itl.nist.gov/div898/strd/),
//! and against Newton's iteration on the normal equations in 50 digits (mpmath 1.4.1), which scipy.optimize.curve_fit
//! (scipy 1.17.1, numpy 2.4.6) confirms to the digits it prints.

#![allow(clippy::excessive_precision, reason = "digits as they were published or printed")]

use super::*;

fn close(got: f64, want: f64, relative: f64) {
    assert!((got - want).abs() <= relative * want.abs(), "{got} {want}");
}

/// Terms and standard uncertainties to 1e-9.
fn agrees(fit: &CurveFit, want: &[(f64, f64)]) {
    let k = want.len();
    assert_eq!((fit.terms.len(), fit.covariance.len()), (k, k * k));
    for (i, (term, u)) in want.iter().enumerate() {
        close(fit.terms[i], *term, 1e-9);
        close(fit.covariance[i * k + i].sqrt(), *u, 1e-9);
    }
}

fn plain(kind: Curve, x: &[f64], y: &[f64]) -> CurveFit {
    curve(kind, x, y, Uncertainties::default()).unwrap_or_else(|error| panic!("{kind:?}: {error}"))
}

/// StRD Norris (2003 archive): linear, 36 points; certified to 15 digits.
#[test]
fn norris_is_as_certified() {
    let data = [
        (0.2, 0.1),
        (337.4, 338.8),
        (118.2, 118.1),
        (884.6, 888.0),
        (10.1, 9.2),
        (226.5, 228.1),
        (666.3, 668.5),
        (996.3, 998.5),
        (448.6, 449.1),
        (777.0, 778.9),
        (558.2, 559.2),
        (0.4, 0.3),
        (0.6, 0.1),
        (775.5, 778.1),
        (666.9, 668.8),
        (338.0, 339.3),
        (447.5, 448.9),
        (11.6, 10.8),
        (556.0, 557.7),
        (228.1, 228.3),
        (995.8, 998.0),
        (887.6, 888.8),
        (120.2, 119.6),
        (0.3, 0.3),
        (0.3, 0.6),
        (556.8, 557.6),
        (339.1, 339.3),
        (887.2, 888.0),
        (999.0, 998.5),
        (779.0, 778.9),
        (11.1, 10.2),
        (118.3, 117.6),
        (229.2, 228.9),
        (669.1, 668.4),
        (448.9, 449.2),
        (0.5, 0.2),
    ];
    let (x, y): (Vec<f64>, Vec<f64>) = data.into_iter().unzip();
    let fit = line(&x, &y).unwrap();
    close(fit.intercept, -0.262323073774029, 1e-9);
    close(fit.slope, 1.00211681802045, 1e-13);
    close(fit.u_intercept, 0.232818234301152, 1e-9);
    close(fit.u_slope, 0.429796848199937e-3, 1e-9);
    close(fit.residual_sd, 0.884796396144373, 1e-9);
    close(fit.r_squared, 0.999993745883712, 1e-13);
}

/// StRD Pontius: quadratic, 40 points; certified to 15 digits.
#[test]
fn pontius_is_as_certified() {
    let y = [
        0.11019, 0.21956, 0.32949, 0.43899, 0.54803, 0.65694, 0.76562, 0.87487, 0.98292, 1.09146, 1.20001, 1.30822,
        1.41599, 1.52399, 1.63194, 1.73947, 1.84646, 1.95392, 2.06128, 2.16844, 0.11052, 0.22018, 0.32939, 0.43886,
        0.54798, 0.65739, 0.76596, 0.87474, 0.98300, 1.09150, 1.20004, 1.30818, 1.41613, 1.52408, 1.63159, 1.73965,
        1.84696, 1.95445, 2.06177, 2.16829,
    ];
    let x: Vec<f64> = (0..40).map(|i| 150_000.0 * f64::from(i % 20 + 1)).collect();
    let fit = plain(Curve::Quadratic, &x, &y);
    agrees(
        &fit,
        &[
            (-0.316081871345029e-14, 0.486652849992036e-16),
            (0.732059160401003e-06, 0.157817399981659e-09),
            (0.673565789473684e-03, 0.107938612033077e-03),
        ],
    );
    close(fit.residual_sd, 0.205177424076185e-03, 1e-9);
    close(fit.r_squared, 0.999999900178537, 1e-13);
}

const DANWOOD: ([f64; 6], [f64; 6]) =
    ([1.309, 1.471, 1.490, 1.565, 1.611, 1.680], [2.138, 3.421, 3.597, 4.340, 4.882, 5.660]);

/// StRD DanWood: y = b1·x^b2, certified to 11 digits; the same in more digits by mpmath.
#[test]
fn danwood_is_as_certified() {
    let (x, y) = DANWOOD;
    let fit = plain(Curve::Power, &x, &y);
    close(fit.terms[0], 7.6886226176e-01, 1e-10);
    close(fit.terms[1], 3.8604055871e+00, 1e-10);
    close(fit.covariance[0].sqrt(), 1.8281973860e-02, 1e-10);
    close(fit.covariance[3].sqrt(), 5.1726610913e-02, 1e-10);
    close(fit.residual_sd, 3.2853114039e-02, 1e-10);
    let want =
        [(0.768_862_261_764_982_93, 0.018_281_973_860_141_821), (3.860_405_587_076_056_6, 0.051_726_610_912_868_223)];
    agrees(&fit, &want);
    close(fit.covariance[1], -0.000_936_937_897_194_317_09, 1e-9);
    close(fit.r_squared, 0.999_432_946_140_917_31, 1e-13);
    // The same set restated: y = b1·exp(b2·ln x).
    let logs: Vec<f64> = x.iter().map(|x| crate::numerics::math::ln(*x)).collect();
    agrees(&plain(Curve::Exponential, &logs, &y), &want);
}

/// mpmath, weights 1/u².
#[test]
fn a_weighted_power_agrees_with_mpmath() {
    let (x, y) = DANWOOD;
    let fit = curve(Curve::Power, &x, &y, Uncertainties { x: &[], y: &[0.02, 0.05, 0.03, 0.08, 0.06, 0.10] }).unwrap();
    agrees(
        &fit,
        &[(0.741_058_077_266_540_17, 0.017_421_965_086_663_834), (3.949_787_877_325_197_5, 0.059_410_496_788_914_972)],
    );
    close(fit.chi_squared.unwrap(), 1.487_636_168_093_522_1, 1e-9);
}

/// A discharge: mpmath without and with weights, and with u(x) = 0.5 by effective variance, iterated to a standstill.
#[test]
fn an_exponential_agrees_with_mpmath() {
    let x = [10.0, 15.0, 20.0, 25.0, 30.0, 40.0, 50.0, 60.0, 80.0, 100.0];
    let y = [7.91, 6.98, 6.22, 5.49, 4.88, 3.79, 3.02, 2.35, 1.42, 0.91];
    let fit = plain(Curve::Exponential, &x, &y);
    agrees(
        &fit,
        &[
            (10.074_429_985_317_716, 0.025_895_281_449_937_149),
            (-0.024_257_816_307_407_198, 9.873_231_986_923_896_9e-5),
        ],
    );
    close(fit.covariance[1], -2.167_586_293_095_137_6e-6, 1e-9);
    close(fit.residual_sd, 0.020_930_528_796_257_103, 1e-9);
    close(fit.r_squared, 0.999_931_469_675_870_84, 1e-13);
    let uy = [0.05, 0.05, 0.05, 0.05, 0.04, 0.04, 0.04, 0.03, 0.03, 0.03];
    let fit = curve(Curve::Exponential, &x, &y, Uncertainties { x: &[], y: &uy }).unwrap();
    agrees(
        &fit,
        &[
            (10.077_473_461_994_912, 0.054_585_646_126_724_004),
            (-0.024_272_158_533_577_967, 0.000_173_391_508_261_075_91),
        ],
    );
    close(fit.chi_squared.unwrap(), 2.526_069_578_198_069_3, 1e-9);
    let fit = curve(Curve::Exponential, &x, &y, Uncertainties { x: &[0.5; 10], y: &uy }).unwrap();
    agrees(
        &fit,
        &[
            (10.076_088_401_226_788, 0.096_320_305_850_937_639),
            (-0.024_268_020_543_874_505, 0.000_247_623_443_688_878_26),
        ],
    );
}

/// mpmath.
#[test]
fn a_sine_agrees_with_mpmath() {
    let x: Vec<f64> = (3..24).map(|i| f64::from(i) / 10.0).collect();
    let y = [
        1.080, 0.870, 0.590, 0.252, -0.074, -0.363, -0.528, -0.541, -0.373, -0.097, 0.211, 0.534, 0.849, 1.113, 1.164,
        1.056, 0.884, 0.558, 0.217, -0.119, -0.388,
    ];
    let fit = plain(Curve::Sine, &x, &y);
    agrees(
        &fit,
        &[
            (0.842_903_598_520_106_72, 0.006_041_701_277_156_563_4),
            (4.211_227_889_981_105_5, 0.010_824_043_049_868_212),
            (0.692_357_687_483_359_38, 0.015_957_891_504_652_393),
            (0.306_996_152_186_479_68, 0.004_268_744_396_420_251_9),
        ],
    );
    close(fit.covariance[1], -1.122_308_486_663_415e-5, 1e-9);
    close(fit.r_squared, 0.999_153_058_308_536_56, 1e-13);
}

/// Curves without scatter come back as they were made, far from the origin and in any size.
#[test]
fn exact_points_give_their_curve() {
    let check = |kind: Curve, terms: &[f64], x: &[f64]| {
        let y: Vec<f64> = x.iter().map(|x| kind.at(terms, *x)).collect();
        let fit = plain(kind, x, &y);
        for (got, want) in fit.terms.iter().zip(terms) {
            assert!((got - want).abs() <= 1e-8 * want.abs(), "{kind:?} {terms:?}: {:?}", fit.terms);
        }
    };
    let ten: Vec<f64> = (0..10).map(f64::from).collect();
    check(Curve::Quadratic, &[4.9, -2.0, 0.3], &ten);
    check(Curve::Quadratic, &[1e-30, 2e-30, 3e-30], &ten);
    check(Curve::Power, &[2.0, 0.5], &ten);
    check(Curve::Power, &[-3e12, -2.0], &ten[1..]);
    check(Curve::Power, &[0.7, 3.0], &ten);
    check(Curve::Exponential, &[5.0, -0.7], &ten);
    check(Curve::Exponential, &[-2.0, 3.0], &ten);
    check(Curve::Sine, &[2.0, 0.9, 1.0, -0.5], &ten);
    check(Curve::Sine, &[0.05, 2.9, -3.0, 9.8], &ten);
    let fine: Vec<f64> = (0..4000).map(|i| 100.0 + f64::from(i) * 0.01).collect();
    check(Curve::Sine, &[0.3, 6.25, 0.5, 0.1], &fine);
    // Less than half of a cycle.
    let half: Vec<f64> = (0..12).map(|i| f64::from(i) * 0.2).collect();
    check(Curve::Sine, &[1.0, 1.0, 0.3, 0.1], &half);
}

/// 20 000 seeded sets of points with known uncertainties: the spread of the terms is the uncertainty within 2 %.
#[test]
fn uncertainties_agree_with_a_monte_carlo() {
    let mut random = crate::numerics::random::Random::new(9);
    let x: Vec<f64> = (0..8).map(|i| f64::from(i) * 0.5).collect();
    let uy = [0.02, 0.02, 0.01, 0.01, 0.02, 0.01, 0.02, 0.01];
    for (kind, terms) in [(Curve::Exponential, &[2.0, -0.5][..]), (Curve::Quadratic, &[1.0, -2.0, 0.5])] {
        let mut fitted = |noise: f64| {
            let y: Vec<f64> =
                x.iter().zip(&uy).map(|(x, u)| kind.at(terms, *x) + noise * u * random.normal()).collect();
            curve(kind, &x, &y, Uncertainties { x: &[], y: &uy }).unwrap()
        };
        let want = fitted(0.0);
        let all: Vec<CurveFit> = (0..20_000).map(|_| fitted(1.0)).collect();
        for (i, term) in terms.iter().enumerate() {
            let squares: f64 = all.iter().map(|fit| (fit.terms[i] - term) * (fit.terms[i] - term)).sum();
            let spread = (squares / all.len() as f64).sqrt();
            let u = want.covariance[i * terms.len() + i].sqrt();
            assert!((spread / u - 1.0).abs() < 0.02, "{kind:?} {i}: {spread} {u}");
        }
    }
}

#[test]
fn what_fits_no_curve_is_refused() {
    let check = |kind: Curve, x: &[f64], y: &[f64], error| {
        assert_eq!(curve(kind, x, y, Uncertainties::default()).unwrap_err(), error, "{kind:?} {x:?} {y:?}");
    };
    check(Curve::Quadratic, &[1.0, 2.0], &[1.0, 2.0], FitError::TooFewPoints { got: 2, want: 3 });
    check(Curve::Sine, &[], &[], FitError::TooFewPoints { got: 0, want: 4 });
    check(Curve::Quadratic, &[1.0, 1.0, 2.0], &[1.0, 2.0, 3.0], FitError::SameX);
    check(Curve::Power, &[0.0, -1.0], &[1.0, 2.0], FitError::Negative(1));
    check(Curve::Power, &[1.0, f64::NAN], &[1.0, 2.0], FitError::NotFinite(1));
    check(Curve::Exponential, &[1.0, 2.0], &[0.0, 0.0], FitError::NotConverged);
    check(Curve::Sine, &[1.0, 2.0, 3.0, 4.0, 5.0], &[1.0; 5], FitError::NotConverged);
    check(Curve::Exponential, &[1.0, 2.0], &[1.0], FitError::Lengths);
    let u = Uncertainties { x: &[], y: &[0.1, 0.0, 0.1] };
    assert_eq!(curve(Curve::Quadratic, &[0.0, 1.0, 2.0], &[0.0, 1.0, 3.0], u), Err(FitError::Uncertainty(1)));
    // As many points as terms: no scatter to judge by.
    let fit = plain(Curve::Quadratic, &[0.0, 1.0, 2.0], &[0.0, 1.0, 4.0]);
    assert!(fit.covariance[0] == f64::INFINITY && fit.residual_sd.is_nan());
}

proptest::proptest! {
    #[test]
    fn any_points_are_fitted_or_refused(
        points in proptest::collection::vec((-1e3..1e3f64, -1e3..1e3f64), 0..12),
        size in proptest::sample::select(vec![1e-160, 1e-3, 1.0, 1e30, 1e154, 1e306]),
    ) {
        let (x, y): (Vec<f64>, Vec<f64>) = points.iter().map(|(x, y)| (x.abs(), y * size)).unzip();
        for kind in [Curve::Quadratic, Curve::Power, Curve::Exponential, Curve::Sine] {
            if let Ok(fit) = curve(kind, &x, &y, Uncertainties::default()) {
                proptest::prop_assert!(fit.terms.iter().all(|term| term.is_finite()), "{fit:?}");
            }
        }
    }
}
