//! The line or curve through the points of a graph: weights, uncertainties, terms with their units.

use super::digits;
use super::graph::Point;
use super::uncertain::Uncertain;
use crate::module::Fit;
use crate::numerics::fit::{
    Curve, CurveFit, FitError, LineFit, Uncertainties, curve, line, line_weighted, proportional, proportional_weighted,
};
use crate::quantity::unit::RADIAN;
use crate::quantity::{Dimension, Unit};

/// Fewer points than the line or curve has unknowns.
pub const TOO_FEW: &str = "fit.too_few";
/// All x are equal, or too few differ.
pub const NO_SPREAD: &str = "fit.no_spread";
/// The numbers are too large or too small to work with.
pub const NO_NUMBER: &str = "fit.no_number";
/// No such curve settles on the points.
pub const NO_CURVE: &str = "fit.no_curve";
/// A power is wanted and some x is below zero.
pub const NEGATIVE: &str = "fit.negative";

/// Size from which the square of a square could overflow.
const LARGE: f64 = 1e75;
/// Points of a curve that is drawn.
const DRAWN: usize = 200;

/// A number that describes the line or curve.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    /// `slope`, `intercept`, or `a`, `b`, `c`, `d`.
    pub id: &'static str,
    /// With uncertainty, such as `4.03 ± 0.02`.
    pub text: String,
    /// Symbol of its unit, such as `s²/m`; empty for a plain number.
    pub unit: String,
    /// In that unit.
    pub value: f64,
    /// Standard uncertainty in that unit; `None` if unknown, as with no more points than terms.
    pub uncertainty: Option<f64>,
}

/// The line in SI, for results.
#[derive(Clone, Debug, PartialEq)]
pub struct SiLine {
    /// SI unit of y per SI unit of x.
    pub slope: Uncertain,
    /// y where x is zero in SI; `None` for a line through the origin, which has none to find.
    pub intercept: Option<Uncertain>,
}

/// A fit as found.
#[derive(Clone, Debug, PartialEq)]
pub struct Fitted {
    /// What describes it.
    pub terms: Vec<Term>,
    /// Ends of a line, or up to 200 points of a curve, in the units of the axes.
    pub line: Vec<[f64; 2]>,
    /// Square of the correlation, or the share of the scatter in y that it explains; NaN where there is none.
    pub r_squared: f64,
    /// Standard deviation of the residuals in the unit of y; NaN where there are no more points than terms.
    pub residual_sd: f64,
    /// A line in SI.
    pub si: Option<SiLine>,
    form: Form,
}

#[derive(Clone, Debug, PartialEq)]
enum Form {
    Line(f64, f64),
    Curve(Curve, Vec<f64>),
}

impl Form {
    fn at(&self, x: f64) -> f64 {
        match self {
            Form::Line(intercept, slope) => intercept + slope * x,
            Form::Curve(kind, terms) => kind.at(terms, x),
        }
    }
}

impl Fitted {
    /// The fit of this kind through the points that are not left out; `None` if none is wanted. `graph` keeps the
    /// sources of uncertainty of several graphs apart.
    pub fn new(kind: Fit, points: &[Point], axes: [&Unit; 2], graph: usize) -> Result<Option<Fitted>, &'static str> {
        match kind {
            Fit::None => Ok(None),
            Fit::Line | Fit::Proportional => {
                let (fit, line) = fitted(points, kind)?;
                let found = Found::new(&fit, kind, graph);
                let [x, y] = axes;
                Ok(Some(Fitted {
                    terms: found.terms(x, y),
                    line,
                    r_squared: fit.r_squared,
                    residual_sd: fit.residual_sd,
                    si: Some(found.si(x, y)),
                    form: Form::Line(fit.intercept, fit.slope),
                }))
            }
            Fit::Quadratic => curved(Curve::Quadratic, points, axes).map(Some),
            Fit::Power => curved(Curve::Power, points, axes).map(Some),
            Fit::Exponential => curved(Curve::Exponential, points, axes).map(Some),
            Fit::Sine => curved(Curve::Sine, points, axes).map(Some),
        }
    }

    /// y of the line or curve at x, both in the units of the axes.
    pub fn at(&self, x: f64) -> f64 {
        self.form.at(x)
    }
}

/// x and y of the points that are not left out, and their least and largest x.
fn used(points: &[Point]) -> (Vec<f64>, Vec<f64>, [f64; 2]) {
    let (x, y): (Vec<f64>, Vec<f64>) = points.iter().filter(|p| !p.excluded).map(|p| (p.x, p.y)).unzip();
    let ends = x.iter().fold([f64::INFINITY, f64::NEG_INFINITY], |[from, to], x| [from.min(*x), to.max(*x)]);
    (x, y, ends)
}

fn curved(kind: Curve, points: &[Point], [ux, uy]: [&Unit; 2]) -> Result<Fitted, &'static str> {
    let (x, y, [from, to]) = used(points);
    let fit =
        match uncertainties(points).and_then(|[ux, uy]| curve(kind, &x, &y, Uncertainties { x: &ux, y: &uy }).ok()) {
            Some(fit) => birge(fit),
            None => curve(kind, &x, &y, Uncertainties::default()).map_err(|error| why(error, &x))?,
        };
    let own = || uy.symbol.to_string();
    let squared = super::axis::AxisUnit::new(ux, crate::module::Scale::Square).shown;
    let units = match kind {
        Curve::Quadratic => vec![quotient(uy, &squared), quotient(uy, ux), own()],
        // x counted in its unit: y = a·(x/[x])^b.
        Curve::Power => vec![own(), String::new()],
        Curve::Exponential => vec![own(), quotient(&Unit::new("", Dimension::NONE, 1.0), ux)],
        Curve::Sine => vec![own(), quotient(&RADIAN, ux), RADIAN.symbol.to_string(), own()],
    };
    let k = fit.terms.len();
    let terms = units.into_iter().zip(["a", "b", "c", "d"]).zip(&fit.terms).enumerate();
    let term = |(i, ((unit, id), value)): (usize, ((String, &'static str), &f64))| {
        let u = fit.covariance.get(i * k + i).map(|square| square.sqrt()).filter(|u| u.is_finite());
        Term { id, text: digits::result(*value, u), unit, value: *value, uncertainty: u }
    };
    let terms = terms.map(term).collect();
    let form = Form::Curve(kind, fit.terms);
    let step = (to - from) / (DRAWN - 1) as f64;
    let drawn = (0..DRAWN).map(|i| if i + 1 == DRAWN { to } else { from + step * i as f64 }).map(|x| [x, form.at(x)]);
    let line: Vec<[f64; 2]> = drawn.filter(|point| point.iter().all(|number| number.is_finite())).collect();
    Ok(Fitted { terms, line, r_squared: fit.r_squared, residual_sd: fit.residual_sd, si: None, form })
}

/// The uncertainties to weigh by, if every point that is not left out has one along x, or one along y.
fn uncertainties(points: &[Point]) -> Option<[Vec<f64>; 2]> {
    let used = || points.iter().filter(|point| !point.excluded);
    let ux: Vec<f64> = used().map(|point| point.ux).collect::<Option<_>>()?;
    let uy: Vec<f64> = used().map(|point| point.uy).collect::<Option<_>>()?;
    let positive = |list: &[f64]| list.iter().all(|u| *u > 0.0);
    (positive(&ux) || positive(&uy)).then_some([ux, uy])
}

/// By how much scatter beyond what the uncertainties explain enlarges those of the fit, R. T. Birge, Physical Review 40
/// (1932) 207; less scatter does not make them smaller.
fn ratio(chi_squared: Option<f64>, spare: usize) -> f64 {
    chi_squared.filter(|_| spare > 0).map_or(1.0, |chi| (chi / spare as f64).sqrt().max(1.0))
}

fn birge(mut fit: CurveFit) -> CurveFit {
    let ratio = ratio(fit.chi_squared, fit.n.saturating_sub(fit.terms.len()));
    for entry in &mut fit.covariance {
        *entry *= ratio * ratio;
    }
    fit
}

/// The line through the points that are not left out, and its ends.
fn fitted(points: &[Point], kind: Fit) -> Result<(LineFit, Vec<[f64; 2]>), &'static str> {
    let (x, y, [mut from, mut to]) = used(points);
    let through_origin = kind == Fit::Proportional;
    let fit = match weighted(points, &x, &y, through_origin) {
        Some(fit) => fit,
        None if through_origin => proportional(&x, &y).map_err(|error| why(error, &x))?,
        None => line(&x, &y).map_err(|error| why(error, &x))?,
    };
    // On to x = 0, where the intercept is read, unless that leads far away from the points.
    let near = if from > 0.0 { from } else { -to };
    if through_origin || near <= to - from {
        (from, to) = (from.min(0.0), to.max(0.0));
    }
    let ends = [from, to].map(|x| [x, fit.intercept + fit.slope * x]);
    let good = ends.iter().flatten().all(|number| number.is_finite());
    if good { Ok((fit, ends.to_vec())) } else { Err(NO_NUMBER) }
}

fn why(error: FitError, x: &[f64]) -> &'static str {
    match error {
        // Squares that overflow look like no spread.
        FitError::SameX if x.iter().any(|x| x.abs() > LARGE) => NO_NUMBER,
        FitError::TooFewPoints { .. } => TOO_FEW,
        FitError::SameX => NO_SPREAD,
        FitError::NotConverged => NO_CURVE,
        FitError::Negative(_) => NEGATIVE,
        FitError::NotFinite(_) | FitError::Uncertainty(_) | FitError::Lengths => NO_NUMBER,
    }
}

/// The weighted fit, if every point has an uncertainty to weigh it by.
fn weighted(points: &[Point], x: &[f64], y: &[f64], through_origin: bool) -> Option<LineFit> {
    let [ux, uy] = uncertainties(points)?;
    let u = Uncertainties { x: &ux, y: &uy };
    let (fit, unknowns) = match through_origin {
        true => (proportional_weighted(x, y, u).ok()?, 1),
        false => (line_weighted(x, y, u).ok()?, 2),
    };
    let ratio = ratio(fit.chi_squared, fit.n.saturating_sub(unknowns));
    let fit = LineFit {
        u_intercept: fit.u_intercept * ratio,
        u_slope: fit.u_slope * ratio,
        covariance: fit.covariance * ratio * ratio,
        ..fit
    };
    [fit.slope, fit.intercept, fit.u_slope, fit.u_intercept].iter().all(|number| number.is_finite()).then_some(fit)
}

/// Slope and intercept in the columns' units. They are not independent: both come from two sources that are.
struct Found {
    slope: (f64, [(usize, f64); 2]),
    intercept: Option<(f64, [(usize, f64); 2])>,
}

impl Found {
    fn new(fit: &LineFit, kind: Fit, graph: usize) -> Found {
        // Two sources a graph. The first moves the intercept by its uncertainty and the slope along with it, the
        // second moves the slope alone (Cholesky's square root of the covariance matrix).
        let (first, second) = (2 * graph, 2 * graph + 1);
        let along = if fit.u_intercept > 0.0 { fit.covariance / fit.u_intercept } else { 0.0 };
        let alone = if along.is_finite() { (fit.u_slope - along) * (fit.u_slope + along) } else { f64::INFINITY };
        Found {
            slope: (fit.slope, [(first, along), (second, alone.max(0.0).sqrt())]),
            intercept: (kind == Fit::Line).then_some((fit.intercept, [(first, fit.u_intercept), (second, 0.0)])),
        }
    }

    fn terms(&self, x: &Unit, y: &Unit) -> Vec<Term> {
        let term = |id, (value, parts): &(f64, [(usize, f64); 2]), unit| {
            let uncertainty = Uncertain::new(*value, parts).uncertainty();
            Term { id, text: digits::result(*value, uncertainty), unit, value: *value, uncertainty }
        };
        let mut terms = vec![term("slope", &self.slope, quotient(y, x))];
        terms.extend(self.intercept.as_ref().map(|intercept| term("intercept", intercept, y.symbol.to_string())));
        terms
    }

    /// With y = f·y' + c and x = g·x' + d, the primes in the columns' units: slope f/g·b, intercept f·a + c - slope·d.
    fn si(&self, x: &Unit, y: &Unit) -> SiLine {
        let per = |value: f64| y.step_to_si(value) / x.step_to_si(1.0);
        let (slope, slope_parts) = &self.slope;
        let si_slope = Uncertain::new(per(*slope), &slope_parts.map(|(source, part)| (source, per(part))));
        let intercept = self.intercept.as_ref().map(|(intercept, parts)| {
            let mut all = parts.map(|(source, part)| (source, y.step_to_si(part))).to_vec();
            if x.offset != 0.0 {
                all.extend(slope_parts.map(|(source, part)| (source, -x.offset * per(part))));
            }
            Uncertain::new(y.to_si(*intercept) - per(*slope) * x.offset, &all)
        });
        SiLine { slope: si_slope, intercept }
    }
}

/// The symbol of a unit over another, in one way of writing; empty where they are equal.
fn quotient(above: &Unit, below: &Unit) -> String {
    let or_one = |unit: &Unit| if unit.symbol.is_empty() { "1".to_owned() } else { unit.symbol.to_string() };
    let (above, below) = (or_one(above), or_one(below));
    // A unit too long to be read back stays as it is.
    let text = format!("({above})/({below})");
    Unit::parse(&text).map_or(text, |unit| unit.symbol.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unit_over_unit() {
        let check = |above: &str, below: &str, want: &str| {
            let unit = |text: &str| Unit::parse(text).unwrap();
            assert_eq!(quotient(&unit(above), &unit(below)), want, "{above} over {below}");
        };
        check("s^2", "m", "s²/m");
        check("m", "m", "");
        check("cm", "m", "cm/m");
        check("m/s", "s", "m/s²");
        check("1", "s", "1/s");
        check("V", "1", "V");
        check("V", "A", "V/A");
        check("1", "1", "");
        check("°C", "min", "°C/min");
        check("°C", "°C", "");
        check("m", "m/s", "s");
    }

    fn points(points: &[(f64, f64, f64)]) -> Vec<Point> {
        let point = |&(x, y, u)| Point {
            x,
            y,
            ux: Some(0.0),
            uy: Some(u),
            row: 1,
            run: 1,
            excluded: false,
            residual: f64::NAN,
        };
        points.iter().map(point).collect()
    }

    #[test]
    fn the_line_reaches_to_zero_where_that_is_near() {
        let check = |list: &[(f64, f64, f64)], kind, ends: [[f64; 2]; 2]| {
            assert_eq!(fitted(&points(list), kind).unwrap().1, ends.to_vec(), "{list:?}");
        };
        check(&[(1.0, 3.0, 0.0), (3.0, 7.0, 0.0)], Fit::Line, [[0.0, 1.0], [3.0, 7.0]]);
        check(&[(4.0, 9.0, 0.0), (6.0, 13.0, 0.0)], Fit::Line, [[4.0, 9.0], [6.0, 13.0]]);
        check(&[(-3.0, -5.0, 0.0), (-1.0, -1.0, 0.0)], Fit::Line, [[-3.0, -5.0], [0.0, 1.0]]);
        check(&[(-1.0, -1.0, 0.0), (1.0, 3.0, 0.0)], Fit::Line, [[-1.0, -1.0], [1.0, 3.0]]);
        check(&[(4.0, 8.0, 0.0)], Fit::Proportional, [[0.0, 0.0], [4.0, 8.0]]);
    }

    #[test]
    fn no_line_says_why() {
        let check = |list: &[(f64, f64, f64)], kind, why| assert_eq!(fitted(&points(list), kind), Err(why), "{list:?}");
        check(&[], Fit::Line, TOO_FEW);
        check(&[], Fit::Proportional, TOO_FEW);
        check(&[(1.0, 1.0, 0.1)], Fit::Line, TOO_FEW);
        check(&[(1.0, 1.0, 0.1), (1.0, 2.0, 0.1)], Fit::Line, NO_SPREAD);
        check(&[(0.0, 1.0, 0.1)], Fit::Proportional, NO_SPREAD);
        check(&[(-1e308, -1e308, 0.1), (1e308, 1e308, 0.1), (0.0, 1e308, 0.1)], Fit::Line, NO_NUMBER);
    }

    /// numpy 2.4.6: weighted normal equations, and χ² = 14.473… for 4 degrees of freedom (see `numerics::fit`).
    #[test]
    fn scatter_enlarges_the_uncertainty() {
        let list = [
            (0.5, 1.12, 0.1),
            (1.0, 1.93, 0.05),
            (1.5, 3.21, 0.1),
            (2.0, 3.88, 0.2),
            (2.5, 5.2, 0.1),
            (3.0, 5.91, 0.05),
        ];
        let (fit, _) = fitted(&points(&list), Fit::Line).unwrap();
        let ratio = (14.473_059_505_002_645_f64 / 4.0).sqrt();
        assert!((fit.u_slope / (0.030_787_453_590_353_97 * ratio) - 1.0).abs() < 1e-11, "{fit:?}");
        // Uncertainties ten times as large explain the scatter, and stay as they are.
        let (fit, _) = fitted(&points(&list.map(|(x, y, u)| (x, y, 10.0 * u))), Fit::Line).unwrap();
        assert!((fit.u_slope / 0.307_874_535_903_539_7 - 1.0).abs() < 1e-11, "{fit:?}");
        // One point without: all alike.
        let mut list = list;
        list[0].2 = 0.0;
        let (fit, _) = fitted(&points(&list), Fit::Line).unwrap();
        assert!((fit.u_slope / 0.079_585_319_809_948_26 - 1.0).abs() < 1e-12, "{fit:?}");
    }
}
