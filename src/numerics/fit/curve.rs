//! Curves through measured points: least squares by Levenberg-Marquardt, with standard uncertainties.
//!
//! Sources: D. W. Marquardt, SIAM Journal 11 (1963) 431-441; W. H. Press et al., Numerical Recipes, 3rd edition
//! (Cambridge 2007), section 15.5; effective variance: J. Orear, American Journal of Physics 50 (1982) 912-916.

use super::{FitError, Uncertainties};
use crate::numerics::linear::solve;
use crate::numerics::math::{TAU, atan2, exp, hypot, ln, powf, sin, sin_cos, wrap_angle};

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

/// Steps towards the minimum, and steps where there are many points: they begin near it.
const MOST_STEPS: usize = 500;
const MOST_STEPS_OF_MANY: usize = 60;
/// Rounds of effective variance: each comes some digits nearer.
const MOST_ROUNDS: usize = 20;
/// Points that are looked at first, where there are more.
const MOST_SCANNED: usize = 1000;
/// Steps of an eighth of a cycle over the span of x: sines of up to 200 cycles are found.
const MOST_EIGHTHS: usize = 1600;

/// The unknowns of the centred form, and sums over products of their slopes.
type Unknowns = [f64; 4];

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
    fn slopes(self, p: &Unknowns, z: f64) -> (f64, Unknowns) {
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
    fn steepness(self, p: &Unknowns, z: f64) -> f64 {
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

/// Points in a form that is easy on the arithmetic: x about its middle in half ranges (its logarithm for a power), y in
/// its largest.
struct Centred {
    kind: Curve,
    z: Vec<f64>,
    y: Vec<f64>,
    weights: Vec<f64>,
    middle: f64,
    half: f64,
    largest: f64,
}

/// What the normal equations are made of at one place.
struct Normal {
    /// JᵀWJ, row by row of 4.
    matrix: [f64; 16],
    /// JᵀWr.
    gradient: Unknowns,
    /// Σ w·r².
    squares: f64,
}

impl Centred {
    fn new(kind: Curve, x: &[f64], y: &[f64]) -> Result<Centred, FitError> {
        if y.len() != x.len() {
            return Err(FitError::Lengths);
        }
        let (n, want) = (x.len(), kind.terms());
        if n < want {
            return Err(FitError::TooFewPoints { got: n, want });
        }
        if let Some(point) = x.iter().zip(y).position(|(x, y)| !(x.is_finite() && y.is_finite())) {
            return Err(FitError::NotFinite(point));
        }
        if kind == Curve::Power
            && let Some(point) = x.iter().position(|x| *x < 0.0)
        {
            return Err(FitError::Negative(point));
        }
        // As many different x as terms, else any curve fits.
        let mut different: Vec<f64> = Vec::new();
        for x in x {
            if different.len() < want && !different.contains(x) {
                different.push(*x);
            }
        }
        if different.len() < want {
            return Err(FitError::SameX);
        }
        let mut z: Vec<f64> = if kind == Curve::Power { x.iter().map(|x| ln(*x)).collect() } else { x.to_vec() };
        let finite = || z.iter().copied().filter(|z| z.is_finite());
        let (low, high) = (finite().fold(f64::INFINITY, f64::min), finite().fold(f64::NEG_INFINITY, f64::max));
        let (middle, half) = (low / 2.0 + high / 2.0, high / 2.0 - low / 2.0);
        let largest = y.iter().fold(0.0, |largest: f64, y| largest.max(y.abs()));
        if !(half > 0.0 && half.is_finite()) {
            return Err(FitError::SameX);
        }
        if largest == 0.0 {
            return Err(FitError::NotConverged);
        }
        for z in &mut z {
            *z = (*z - middle) / half;
        }
        let y = y.iter().map(|y| y / largest).collect();
        Ok(Centred { kind, z, y, weights: Vec::new(), middle, half, largest })
    }

    fn each(&self) -> impl Iterator<Item = (f64, f64, f64)> {
        let weight = |i: usize| self.weights.get(i).copied().unwrap_or(1.0);
        self.z.iter().zip(&self.y).enumerate().map(move |(i, (z, y))| (*z, *y, weight(i)))
    }

    fn squares(&self, p: &Unknowns) -> f64 {
        self.each()
            .map(|(z, y, w)| {
                let r = y - self.kind.slopes(p, z).0;
                w * r * r
            })
            .sum()
    }

    fn normal(&self, p: &Unknowns) -> Normal {
        let mut sums = Normal { matrix: [0.0; 16], gradient: [0.0; 4], squares: 0.0 };
        for (z, y, w) in self.each() {
            let (value, slopes) = self.kind.slopes(p, z);
            let r = y - value;
            sums.squares += w * r * r;
            for (i, a) in slopes.iter().enumerate() {
                sums.gradient[i] += w * a * r;
                for (j, b) in slopes.iter().enumerate().skip(i) {
                    sums.matrix[4 * i + j] += w * a * b;
                }
            }
        }
        sums
    }

    /// The least sum of squares reached from `p`.
    fn least(&self, mut p: Unknowns) -> Result<Unknowns, FitError> {
        let k = self.kind.terms();
        let mut damping = 1e-3;
        let mut at = self.normal(&p);
        // The length of the last undamped step: at the end steps only shrink to rounding, then nothing is gained.
        let mut last = f64::INFINITY;
        let most = if self.z.len() > MOST_SCANNED { MOST_STEPS_OF_MANY } else { MOST_STEPS };
        for _ in 0..most {
            if !at.squares.is_finite() || self.is_no_sine(&p) {
                return Err(FitError::NotConverged);
            }
            let undamped = damping < 1e-12;
            let Some((step, length)) = at.step(k, if undamped { 0.0 } else { damping }) else {
                return Err(FitError::NotConverged);
            };
            let mut next = p;
            for (next, step) in next.iter_mut().zip(step) {
                *next += step;
            }
            let squares = self.squares(&next);
            // Near the end the sum of squares is flat to rounding: there the length of the step decides.
            let small = length <= 1e-6 * self.size(&at);
            let better = if undamped && small { length < 0.99 * last } else { squares < at.squares };
            if better {
                p = next;
                at = self.normal(&p);
                last = if undamped && small { length } else { f64::INFINITY };
                damping = if small { 0.0 } else { damping * 0.1 };
                if length == 0.0 {
                    return Ok(p);
                }
            } else if small {
                return Ok(p);
            } else {
                damping = if undamped { 1e-6 } else { damping * 10.0 };
                if damping > 1e12 {
                    return Err(FitError::NotConverged);
                }
            }
        }
        Err(FitError::NotConverged)
    }

    /// A hundredth of a cycle is a line or a bow, and any long sine has one.
    fn is_no_sine(&self, p: &Unknowns) -> bool {
        self.kind == Curve::Sine && p[2].abs() < TAU / 200.0
    }

    /// What lengths of steps are compared with: the length of all y.
    fn size(&self, at: &Normal) -> f64 {
        let y: f64 = self.each().map(|(_, y, w)| w * y * y).sum();
        y.max(at.squares).sqrt()
    }

    /// Where the search for the minimum begins: the minimum for some of the points, where there are many.
    fn start(&self) -> Result<Unknowns, FitError> {
        let every = self.z.len().div_ceil(MOST_SCANNED);
        if every > 1 {
            let few = |list: &[f64]| list.iter().step_by(every).copied().collect::<Vec<f64>>();
            let thin = Centred { z: few(&self.z), y: few(&self.y), weights: Vec::new(), ..*self };
            match thin.start().and_then(|p| thin.least(p)) {
                Err(_) if self.kind != Curve::Sine => {}
                found => return found,
            }
        }
        match self.kind {
            Curve::Quadratic => Ok([0.0; 4]),
            Curve::Power | Curve::Exponential => Ok(self.start_exponential()),
            Curve::Sine => self.start_sine(),
        }
    }

    /// The exponent from the logarithms of y, weighted as they deserve; points of the sign that most have.
    fn start_exponential(&self) -> Unknowns {
        let sign = if self.y.iter().sum::<f64>() < 0.0 { -1.0 } else { 1.0 };
        let (mut w, mut wz, mut wl, mut wzz, mut wzl) = (0.0, 0.0, 0.0, 0.0, 0.0);
        for (z, y, _) in self.each() {
            let y = y * sign;
            if y > 0.0 && z.is_finite() {
                let (weight, l) = (y * y, ln(y));
                w += weight;
                wz += weight * z;
                wl += weight * l;
                wzz += weight * z * z;
                wzl += weight * z * l;
            }
        }
        let exponent = (w * wzl - wz * wl) / (w * wzz - wz * wz);
        let exponent = if exponent.is_finite() { exponent } else { 1.0 };
        [sign * exp((wl - exponent * wz) / w), exponent, 0.0, 0.0]
    }

    /// The best of a comb of frequencies, each with its own best amplitude, refined.
    fn start_sine(&self) -> Result<Unknowns, FitError> {
        let last = (4 * (self.z.len() - 1)).min(MOST_EIGHTHS);
        let tried: Vec<(f64, Unknowns)> = (2..=last)
            .map(|eighths| {
                // z goes from -1 to 1.
                let w = TAU * eighths as f64 / 16.0;
                let sums = self.normal(&[0.0, 0.0, w, 0.0]);
                // Linear in the rest: one step from zero, and what it gains.
                let Some(p) = sums.fixed(w) else { return (sums.squares, [0.0, 0.0, w, 0.0]) };
                (sums.squares - sums.gradient[0] * p[0] - sums.gradient[1] * p[1] - sums.gradient[3] * p[3], p)
            })
            .collect();
        let squares = |i: usize| tried.get(i).map_or(f64::INFINITY, |(squares, _)| *squares);
        let mut valleys: Vec<usize> = (0..tried.len())
            .filter(|i| squares(*i) < squares(i.wrapping_sub(1)) && squares(*i) <= squares(i + 1))
            .collect();
        valleys.sort_by(|a, b| squares(*a).total_cmp(&squares(*b)));
        let refined = valleys.iter().take(3).filter_map(|i| self.least(tried.get(*i)?.1).ok());
        let best = refined.min_by(|a, b| self.squares(a).total_cmp(&self.squares(b)));
        best.ok_or(FitError::NotConverged)
    }

    /// a, b, c, d and how they move with the unknowns, row by row of 4.
    fn terms(&self, p: &Unknowns) -> (Unknowns, [f64; 16]) {
        let (m, s, q) = (self.middle / self.half, self.half, self.largest);
        match self.kind {
            Curve::Quadratic => {
                let (a, b) = (q / s / s, q / s);
                let terms = [a * p[0], b * (p[1] - 2.0 * m * p[0]), q * (p[2] - m * (p[1] - m * p[0])), 0.0];
                (terms, rows([[a, 0.0, 0.0, 0.0], [-2.0 * m * b, b, 0.0, 0.0], [q * m * m, -q * m, q, 0.0], [0.0; 4]]))
            }
            Curve::Power | Curve::Exponential => {
                let a = q * exp(-p[1] * m);
                (
                    [a * p[0], p[1] / s, 0.0, 0.0],
                    rows([[a, -a * p[0] * m, 0.0, 0.0], [0.0, 1.0 / s, 0.0, 0.0], [0.0; 4], [0.0; 4]]),
                )
            }
            Curve::Sine => {
                let r = hypot(p[0], p[1]);
                let terms = [q * r, p[2] / s, wrap_angle(atan2(p[1], p[0]) - p[2] * m), q * p[3]];
                let by = [
                    [q * p[0] / r, q * p[1] / r, 0.0, 0.0],
                    [0.0, 0.0, 1.0 / s, 0.0],
                    [-p[1] / r / r, p[0] / r / r, -m, 0.0],
                    [0.0, 0.0, 0.0, q],
                ];
                (terms, rows(by))
            }
        }
    }
}

fn rows(rows: [[f64; 4]; 4]) -> [f64; 16] {
    let mut all = [0.0; 16];
    for (slot, value) in all.iter_mut().zip(rows.into_iter().flatten()) {
        *slot = value;
    }
    all
}

impl Normal {
    fn entry(&self, i: usize, j: usize) -> f64 {
        self.matrix[4 * i.min(j) + i.max(j)]
    }

    /// Solves for the unknowns named, with columns scaled to length 1: answer by unknown, and lengths of the columns.
    fn solved(&self, of: &[usize], damping: f64, right: impl Fn(usize) -> f64) -> Option<(Vec<f64>, Vec<f64>)> {
        let length: Vec<f64> = of.iter().map(|i| self.entry(*i, *i).sqrt()).collect();
        let mut matrix = Vec::with_capacity(of.len() * of.len());
        for (i, a) in of.iter().zip(&length) {
            for (j, b) in of.iter().zip(&length) {
                let own = if i == j { damping } else { 0.0 };
                matrix.push(self.entry(*i, *j) / a / b + own);
            }
        }
        let mut answer: Vec<f64> = of.iter().zip(&length).map(|(i, a)| right(*i) / a).collect();
        solve(&mut matrix, &mut answer).ok()?;
        Some((answer, length))
    }

    /// A damped step, and its length in units of the residuals.
    fn step(&self, k: usize, damping: f64) -> Option<(Unknowns, f64)> {
        let of: Vec<usize> = (0..k).collect();
        let (answer, length) = self.solved(&of, damping, |i| self.gradient[i])?;
        let mut step = [0.0; 4];
        for (slot, (x, a)) in step.iter_mut().zip(answer.iter().zip(&length)) {
            *slot = x / a;
        }
        let norm = answer.iter().fold(0.0, |sum, x| hypot(sum, *x));
        norm.is_finite().then_some((step, norm))
    }

    /// Sine, cosine and constant for a given frequency.
    fn fixed(&self, w: f64) -> Option<Unknowns> {
        let (answer, length) = self.solved(&[0, 1, 3], 0.0, |i| self.gradient[i])?;
        let mut found = answer.iter().zip(&length).map(|(x, a)| x / a);
        Some([found.next()?, found.next()?, w, found.next()?])
    }

    /// (JᵀWJ)⁻¹, row by row of 4.
    fn inverse(&self, k: usize) -> Option<[f64; 16]> {
        let of: Vec<usize> = (0..k).collect();
        let mut inverse = [0.0; 16];
        for column in 0..k {
            let (answer, length) = self.solved(&of, 0.0, |i| if i == column { 1.0 } else { 0.0 })?;
            for (row, (x, a)) in answer.iter().zip(&length).enumerate() {
                inverse[4 * row + column] = x / a;
            }
        }
        Some(inverse)
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
