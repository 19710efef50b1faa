use super::*;

const X: [f64; 6] = [0.5, 1.0, 1.5, 2.0, 2.5, 3.0];
const Y: [f64; 6] = [1.12, 1.93, 3.21, 3.88, 5.2, 5.91];
const U: [f64; 6] = [0.1, 0.05, 0.1, 0.2, 0.1, 0.05];

fn close(got: f64, want: f64, relative: f64) {
    assert!((got - want).abs() <= relative * want.abs(), "{got} {want}");
}

fn only_y(y: &[f64]) -> Uncertainties<'_> {
    Uncertainties { x: &[], y }
}

/// scipy.stats.linregress (scipy 1.17.1) and numpy.polyfit with its covariance (numpy 2.4.6).
#[test]
fn unweighted_line_agrees_with_scipy() {
    let fit = line(&X, &Y).unwrap();
    close(fit.intercept, 0.098_666_666_666_666_46, 1e-13);
    close(fit.slope, 1.967_428_571_428_571_5, 1e-14);
    close(fit.u_intercept, 0.154_970_145_614_393_07, 1e-13);
    close(fit.u_slope, 0.079_585_319_809_948_26, 1e-13);
    close(fit.covariance, -0.011_084_190_476_190_51, 1e-12);
    close(fit.r_squared, 0.993_497_285_902_996_5, 1e-14);
    close(fit.residual_sd, 0.166_464_639_459_785_18, 1e-13);
    assert_eq!((fit.n, fit.chi_squared), (6, None));
}

/// The calibration of a thermometer, GUM (JCGM 100:2008) H.3: correction against temperature less 20 °C.
#[test]
fn gum_example_h3() {
    let t = [21.521, 22.012, 22.512, 23.003, 23.507, 23.999, 24.513, 25.002, 25.503, 26.010, 26.511];
    let b = [-0.171, -0.169, -0.166, -0.159, -0.164, -0.165, -0.156, -0.157, -0.159, -0.161, -0.160];
    let fit = line(&t.map(|t| t - 20.0), &b).unwrap();
    // As printed there, to half of the last digit.
    assert!((fit.intercept + 0.1712).abs() < 0.5e-4 && (fit.u_intercept - 0.0029).abs() < 0.5e-4, "{fit:?}");
    assert!((fit.slope - 0.00218).abs() < 0.5e-5 && (fit.u_slope - 0.00067).abs() < 0.5e-5, "{fit:?}");
    assert!((fit.covariance / (fit.u_intercept * fit.u_slope) + 0.930).abs() < 0.5e-3);
    assert!((fit.residual_sd - 0.0035).abs() < 0.5e-4);
}

/// The normal equations solved with numpy 2.4.6.
#[test]
fn weighted_line_agrees_with_numpy() {
    let fit = line_weighted(&X, &Y, only_y(&U)).unwrap();
    close(fit.intercept, 0.037_746_182_201_156_22, 1e-11);
    close(fit.slope, 1.973_112_164_296_999_5, 1e-13);
    close(fit.u_intercept, 0.064_743_183_668_168_96, 1e-12);
    close(fit.u_slope, 0.030_787_453_590_353_97, 1e-12);
    close(fit.covariance, -0.001_769_352_290_679_306_2, 1e-12);
    close(fit.chi_squared.unwrap(), 14.473_059_505_002_645, 1e-12);
    let fit = proportional_weighted(&X, &Y, only_y(&U)).unwrap();
    close(fit.slope, 1.989_045_226_130_653_7, 1e-14);
    close(fit.u_slope, 0.014_177_624_100_166_72, 1e-13);
}

/// numpy 2.4.6.
#[test]
fn proportional_line_agrees_with_numpy() {
    let fit = proportional(&X, &Y).unwrap();
    close(fit.slope, 2.012_967_032_967_033, 1e-14);
    close(fit.u_slope, 0.032_759_493_250_347_486, 1e-13);
    close(fit.residual_sd, 0.156_252_824_150_301_5, 1e-13);
    assert_eq!((fit.intercept, fit.u_intercept, fit.covariance), (0.0, 0.0, 0.0));
}

/// Pearson's points with York's weights (York 1966). The line by scipy's Nelder-Mead minimum of χ², the uncertainties
/// by scipy.odr (scipy 1.17.1), which stops at a relative 1e-7.
#[test]
fn uncertain_x_agrees_with_york() {
    let x = [0.0, 0.9, 1.8, 2.6, 3.3, 4.4, 5.2, 6.1, 6.5, 7.4];
    let y = [5.9, 5.4, 4.4, 4.6, 3.5, 3.7, 2.8, 2.8, 2.4, 1.5];
    let u_x = [1e3, 1e3, 500.0, 800.0, 200.0, 80.0, 60.0, 20.0, 1.8, 1.0].map(|w: f64| 1.0 / w.sqrt());
    let u_y = [1.0, 1.8, 4.0, 8.0, 20.0, 20.0, 70.0, 70.0, 100.0, 500.0].map(|w: f64| 1.0 / w.sqrt());
    let u = Uncertainties { x: &u_x, y: &u_y };
    let fit = line_weighted(&x, &y, u).unwrap();
    close(fit.intercept, 5.479_910_229, 3e-9);
    close(fit.slope, -0.480_533_408, 3e-9);
    close(fit.chi_squared.unwrap(), 11.866_353_194_061_436, 1e-12);
    close(fit.u_intercept, 0.294_970_8, 1e-6);
    close(fit.u_slope, 0.057_985_03, 1e-6);
    close(fit.covariance, -0.016_472_556, 1e-6);
    let fit = proportional_weighted(&x, &y, u).unwrap();
    close(fit.slope, 0.605_297_428, 1e-8);
    close(fit.chi_squared.unwrap(), 322.615_735_500_148_2, 1e-12);
}

#[test]
fn exact_points_give_an_exact_line() {
    let x = [1e6, 1e6 + 1.0, 1e6 + 2.0];
    let fit = line(&x, &[3.0, 5.0, 7.0]).unwrap();
    assert_eq!((fit.slope, fit.intercept, fit.u_slope), (2.0, 3.0 - 2e6, 0.0));
    let two = line(&[0.0, 1.0], &[1.0, 3.0]).unwrap();
    assert_eq!((two.slope, two.intercept, two.u_slope), (2.0, 1.0, f64::INFINITY));
    assert!(two.covariance.is_nan() && two.residual_sd.is_nan());
    let level = line(&[0.0, 1.0, 2.0], &[0.5, 0.5, 0.5]).unwrap();
    assert!(level.slope == 0.0 && level.r_squared.is_nan());
    assert_eq!(proportional(&[2.0], &[4.0]).unwrap().slope, 2.0);
    // Both level and uncertain in x.
    let u = Uncertainties { x: &[0.1; 3], y: &[0.1; 3] };
    assert_eq!(line_weighted(&[0.0, 1.0, 2.0], &[0.5, 0.5, 0.5], u).unwrap().slope, 0.0);
}

#[test]
fn what_fits_no_line_is_refused() {
    let check = |x: &[f64], y: &[f64], error| assert_eq!(line(x, y), Err(error), "{x:?} {y:?}");
    check(&[], &[], FitError::TooFewPoints { got: 0, want: 2 });
    check(&[1.0], &[1.0], FitError::TooFewPoints { got: 1, want: 2 });
    check(&[0.1, 0.1, 0.1], &[1.0, 2.0, 3.0], FitError::SameX);
    check(&[1.0, 2.0], &[1.0], FitError::Lengths);
    check(&[1.0, f64::NAN], &[1.0, 2.0], FitError::NotFinite(1));
    assert_eq!(proportional(&[0.0, 0.0], &[1.0, 2.0]), Err(FitError::SameX));
    assert_eq!(proportional(&[], &[]), Err(FitError::TooFewPoints { got: 0, want: 1 }));
    let weighted = |u: Uncertainties<'_>| line_weighted(&X[..2], &Y[..2], u);
    assert_eq!(weighted(only_y(&[0.1, 0.0])), Err(FitError::Uncertainty(1)));
    assert_eq!(weighted(only_y(&[0.1, -0.1])), Err(FitError::Uncertainty(1)));
    assert_eq!(weighted(only_y(&[])), Err(FitError::Uncertainty(0)));
    assert_eq!(weighted(only_y(&[0.1])), Err(FitError::Lengths));
    assert_eq!(weighted(Uncertainties { x: &[], y: &[f64::NAN, 0.1] }), Err(FitError::Uncertainty(0)));
}
