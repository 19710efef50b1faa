//! Curves through measured points: least squares by Levenberg-Marquardt, with standard uncertainties.
//!
//! Sources: D. W. Marquardt, SIAM Journal 11 (1963) 431-441; W. H. Press et al., Numerical Recipes, 3rd edition
//! (Cambridge 2007), section 15.5; effective variance: J. Orear, American Journal of Physics 50 (1982) 912-916.

use super::least::{Centred, Unknowns};
use super::{FitError, Uncertainties};
use crate::numerics::math::{exp, hypot, powf, sin, sin_cos};

/// The form of a curve.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Curve {
    /// y = a·x² + b·x + c.
    Quadratic,
    /// y = a·x^b, for x not below zero.
    Power,
    /// y = a·exp(b·x).
    Exponential,
    /// y = a·sin(b·x + c) + d, with a and b above zero and c in (-π, π].
    Sine,
}

/// The curve that fits best.
#[derive(Clone, Debug, PartialEq)]
pub struct CurveFit {
    /// a, b and, where the form has them, c and d.
    pub terms: Vec<f64>,
    /// Their covariance, row by row. Without given uncertainties it comes from the residuals; infinite where there are no
    /// more points than terms.
    pub covariance: Vec<f64>,
    /// 1 - Σ residual²/Σ (y - mean)²; NaN where all y are equal.
    pub r_squared: f64,
    /// Standard deviation of the residuals in y; NaN where there are no more points than terms.
    pub residual_sd: f64,
    /// Σ (residual/u)², where uncertainties were given.
    pub chi_squared: Option<f64>,
    /// Number of points.
    pub n: usize,
}

/// Rounds of effective variance: each comes some digits nearer.
const MOST_ROUNDS: usize = 20;

impl Curve {
    /// How many terms it has: from 2 to 4.
    pub fn terms(self) -> usize {
        match self {
            Curve::Quadratic => 3,
            Curve::Power | Curve::Exponential => 2,
            Curve::Sine => 4,
        }
    }

    /// y at `x`; NaN where a term is missing or x is not allowed.
    pub fn at(self, terms: &[f64], x: f64) -> f64 {
        let t = |i: usize| terms.get(i).copied().unwrap_or(f64::NAN);
        match self {
            Curve::Quadratic => (t(0) * x + t(1)) * x + t(2),
            Curve::Power => t(0) * powf(x, t(1)),
            Curve::Exponential => t(0) * exp(t(1) * x),
            Curve::Sine => t(0) * sin(t(1) * x + t(2)) + t(3),
        }
    }

    /// Value and slopes of the centred form: p₀z² + p₁z + p₂; p₀·exp(p₁z); p₀·sin(p₂z) + p₁·cos(p₂z) + p₃.
    pub(super) fn slopes(self, p: &Unknowns, z: f64) -> (f64, Unknowns) {
        match self {
            Curve::Quadratic => ((p[0] * z + p[1]) * z + p[2], [z * z, z, 1.0, 0.0]),
            // A power at x = 0.
            Curve::Power if z == f64::NEG_INFINITY && p[1] > 0.0 => (0.0, [0.0; 4]),
            Curve::Power | Curve::Exponential => {
                let e = exp(p[1] * z);
                (p[0] * e, [e, p[0] * z * e, 0.0, 0.0])
            }
            Curve::Sine => {
                let (s, c) = sin_cos(p[2] * z);
                (p[0] * s + p[1] * c + p[3], [s, c, z * (p[0] * c - p[1] * s), 1.0])
            }
        }
    }

    /// dy/dz of the centred form.
    pub(super) fn steepness(self, p: &Unknowns, z: f64) -> f64 {
        match self {
            Curve::Quadratic => 2.0 * p[0] * z + p[1],
            Curve::Power | Curve::Exponential => p[1] * self.slopes(p, z).0,
            Curve::Sine => {
                let (s, c) = sin_cos(p[2] * z);
                p[2] * (p[0] * c - p[1] * s)
            }
        }
    }
}

/// The least-squares curve. Without uncertainties all points are alike; with them the weights are those of effective
/// variance, 1/(u_y² + (dy/dx)²·u_x²), the slope being that of the curve itself. Start values come from the points, so
/// the same points always give the same curve.
///
/// # Errors
/// Fewer points or different x than terms, numbers that are not finite, an x below zero for a power, or no minimum.
pub fn curve(kind: Curve, x: &[f64], y: &[f64], u: Uncertainties<'_>) -> Result<CurveFit, FitError> {
    let mut points = Centred::new(kind, x, y)?;
    let k = kind.terms();
    let n = x.len();
    let mut p = points.least(points.start()?)?;
    let weighted = !(u.x.is_empty() && u.y.is_empty());
    if weighted {
        let given = |list: &[f64], i: usize| list.get(i).copied().unwrap_or(0.0);
        for round in 0.. {
            let mut weights = Vec::with_capacity(n);
            for (i, (z, x)) in points.z.iter().zip(x).enumerate() {
                // dz/dx is 1/(half·x) for a power, 1/half otherwise; at x = 0 a power is taken as level.
                let per = if kind == Curve::Power { points.half * x } else { points.half };
                let slope = if per == 0.0 { 0.0 } else { kind.steepness(&p, *z) / per };
                let own = hypot(given(u.y, i) / points.largest, slope * given(u.x, i));
                let weight = 1.0 / (own * own);
                if !(weight.is_finite() && weight > 0.0) {
                    return Err(FitError::Uncertainty(i));
                }
                weights.push(weight);
            }
            points.weights = weights;
            let before = p;
            p = points.least(p)?;
            let still = p.iter().zip(&before).all(|(a, b)| (a - b).abs() <= 1e-12 * a.abs());
            if still || u.x.is_empty() || round > MOST_ROUNDS {
                break;
            }
        }
    }
    if kind == Curve::Sine {
        if p[2] < 0.0 {
            (p[0], p[2]) = (-p[0], -p[2]);
        }
        // A level line has any frequency.
        if points.is_no_sine(&p) || hypot(p[0], p[1]) < 1e-12 {
            return Err(FitError::NotConverged);
        }
    }
    let inverse = points.normal(&p).inverse(k).ok_or(FitError::NotConverged)?;
    let (terms, by) = points.terms(&p);
    let chi = points.squares(&p);
    points.weights.clear();
    let squares = points.squares(&p);
    let spare = n - k;
    let variance = match (weighted, spare) {
        (true, _) => 1.0,
        (false, 0) => f64::INFINITY,
        (false, spare) => squares / spare as f64,
    };
    let mut covariance = Vec::with_capacity(k * k);
    for row in 0..k {
        for column in 0..k {
            let mut sum = 0.0;
            for i in 0..k {
                for j in 0..k {
                    sum += by[4 * row + i] * inverse[4 * i + j] * by[4 * column + j];
                }
            }
            covariance.push(sum * variance);
        }
    }
    let terms = terms.get(..k).unwrap_or_default().to_vec();
    if !terms.iter().all(|term| term.is_finite()) {
        return Err(FitError::NotConverged);
    }
    let mean = points.y.iter().sum::<f64>() / n as f64;
    let about: f64 = points.y.iter().map(|y| (y - mean) * (y - mean)).sum();
    Ok(CurveFit {
        terms,
        covariance,
        r_squared: 1.0 - squares / about,
        residual_sd: if spare > 0 { points.largest * (squares / spare as f64).sqrt() } else { f64::NAN },
        chi_squared: weighted.then_some(chi),
        n,
    })
}
