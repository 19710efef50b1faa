//! Lines and curves through measured points, with standard uncertainties.
//! Not here: units, and what a fit means to the notebook.
//! Start at `line` (sums in `points.rs`) and `curve` (parabola, power, exponential, sine; the search for the
//! least squares is in `least.rs`).
//!
//! Sources: JCGM 100:2008 (GUM), annex H.3; W. H. Press et al., Numerical Recipes, 3rd edition (Cambridge 2007), sections
//! 15.2 and 15.3; D. York et al., American Journal of Physics 72 (2004) 367-375.

use std::fmt;

pub use curve::{Curve, CurveFit, curve};
use points::{Points, Shape};

mod curve;
mod least;
mod points;

/// The line y = intercept + slope·x that fits best.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LineFit {
    /// Where the line meets x = 0, in units of y; exactly 0 for a proportional fit.
    pub intercept: f64,
    /// Units of y per unit of x.
    pub slope: f64,
    /// Standard uncertainty of the intercept. Without given uncertainties it comes from the residuals, and is infinite
    /// where there are no more points than unknowns.
    pub u_intercept: f64,
    /// Standard uncertainty of the slope, likewise.
    pub u_slope: f64,
    /// Covariance of intercept and slope, likewise (NaN there).
    pub covariance: f64,
    /// Square of the correlation of x and y, from 0 to 1; 1 - Σ residual²/Σ y² for a proportional fit. NaN where all y
    /// are equal (or zero).
    pub r_squared: f64,
    /// Standard deviation of the residuals in y; NaN where there are no more points than unknowns.
    pub residual_sd: f64,
    /// Σ (residual/u)², where uncertainties were given.
    pub chi_squared: Option<f64>,
    /// Number of points.
    pub n: usize,
}

/// Why no line fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FitError {
    /// Fewer points than unknowns.
    TooFewPoints {
        /// Points given.
        got: usize,
        /// Points needed.
        want: usize,
    },
    /// All x are equal (or zero, for a proportional fit): any slope fits.
    SameX,
    /// A number is not finite, at this point (from 0).
    NotFinite(usize),
    /// An uncertainty is negative or not finite, or both are zero, at this point (from 0).
    Uncertainty(usize),
    /// Lists of different lengths.
    Lengths,
    /// The iteration did not settle: the points fit no such line or curve.
    NotConverged,
    /// A power is wanted and x is below zero at this point (from 0).
    Negative(usize),
}

impl fmt::Display for FitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FitError::TooFewPoints { got, want } => {
                write!(f, "this needs at least {want} points, there are {got}")
            }
            FitError::SameX => f.write_str("all points have the same x, so the slope is not determined"),
            FitError::NotFinite(point) => write!(f, "point {} is not a pair of numbers", point + 1),
            FitError::Uncertainty(point) => {
                write!(f, "point {} needs an uncertainty above zero", point + 1)
            }
            FitError::Lengths => f.write_str("there are not as many uncertainties as points, or y as x"),
            FitError::NotConverged => f.write_str("nothing settles: the points are too far from it"),
            FitError::Negative(point) => write!(f, "x is below zero at point {}", point + 1),
        }
    }
}

impl std::error::Error for FitError {}

/// The known standard uncertainties of the points; one number each, or none at all for zero.
#[derive(Clone, Copy, Debug, Default)]
pub struct Uncertainties<'a> {
    /// Of x.
    pub x: &'a [f64],
    /// Of y.
    pub y: &'a [f64],
}

/// The least-squares line, all points alike; its uncertainties come from the scatter of the points.
pub fn line(x: &[f64], y: &[f64]) -> Result<LineFit, FitError> {
    Points::new(x, y, Uncertainties::default())?.unweighted(Shape::Line)
}

/// The least-squares line through the origin, all points alike.
pub fn proportional(x: &[f64], y: &[f64]) -> Result<LineFit, FitError> {
    Points::new(x, y, Uncertainties::default())?.unweighted(Shape::Proportional)
}

/// The line that makes Σ (y - a - b·x)²/(u_y² + b²·u_x²) least: weighted least squares where only y is uncertain,
/// effective variance where x is too. The uncertainties of the result come from those given, not from the scatter.
pub fn line_weighted(x: &[f64], y: &[f64], u: Uncertainties<'_>) -> Result<LineFit, FitError> {
    Points::new(x, y, u)?.weighted(Shape::Line)
}

/// The line through the origin, weighted as in [`line_weighted`].
pub fn proportional_weighted(x: &[f64], y: &[f64], u: Uncertainties<'_>) -> Result<LineFit, FitError> {
    Points::new(x, y, u)?.weighted(Shape::Proportional)
}

#[cfg(test)]
mod curve_tests;
#[cfg(test)]
mod tests;
