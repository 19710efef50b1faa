//! Levenberg-Marquardt on centred points: start values, normal equations, the way to the least sum of squares.

use super::FitError;
use super::curve::Curve;
use crate::numerics::linear::solve;
use crate::numerics::math::{TAU, atan2, exp, hypot, ln, wrap_angle};

/// Steps towards the minimum, and steps where there are many points: they begin near it.
const MOST_STEPS: usize = 500;
const MOST_STEPS_OF_MANY: usize = 60;
/// Points that are looked at first, where there are more.
const MOST_SCANNED: usize = 1000;
/// Steps of an eighth of a cycle over the span of x: sines of up to 200 cycles are found.
const MOST_EIGHTHS: usize = 1600;

/// The unknowns of the centred form, and sums over products of their slopes.
pub(super) type Unknowns = [f64; 4];

/// Points in a form that is easy on the arithmetic: x about its middle in half ranges (its logarithm for a power), y in
/// its largest.
pub(super) struct Centred {
    kind: Curve,
    pub z: Vec<f64>,
    pub y: Vec<f64>,
    pub weights: Vec<f64>,
    middle: f64,
    pub half: f64,
    pub largest: f64,
}

/// What the normal equations are made of at one place.
pub(super) struct Normal {
    /// JᵀWJ, row by row of 4.
    matrix: [f64; 16],
    /// JᵀWr.
    gradient: Unknowns,
    /// Σ w·r².
    squares: f64,
}

impl Centred {
    pub fn new(kind: Curve, x: &[f64], y: &[f64]) -> Result<Centred, FitError> {
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

    pub fn squares(&self, p: &Unknowns) -> f64 {
        self.each()
            .map(|(z, y, w)| {
                let r = y - self.kind.slopes(p, z).0;
                w * r * r
            })
            .sum()
    }

    pub fn normal(&self, p: &Unknowns) -> Normal {
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
    pub fn least(&self, mut p: Unknowns) -> Result<Unknowns, FitError> {
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
    pub fn is_no_sine(&self, p: &Unknowns) -> bool {
        self.kind == Curve::Sine && p[2].abs() < TAU / 200.0
    }

    /// What lengths of steps are compared with: the length of all y.
    fn size(&self, at: &Normal) -> f64 {
        let y: f64 = self.each().map(|(_, y, w)| w * y * y).sum();
        y.max(at.squares).sqrt()
    }

    /// Where the search for the minimum begins: the minimum for some of the points, where there are many.
    pub fn start(&self) -> Result<Unknowns, FitError> {
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
        // The deepest first.
        let mut valleys: Vec<usize> = Vec::new();
        for i in (0..tried.len()).filter(|&i| squares(i) < squares(i.wrapping_sub(1)) && squares(i) <= squares(i + 1)) {
            valleys.insert(valleys.partition_point(|&other| squares(other) <= squares(i)), i);
        }
        let refined = valleys.iter().take(3).filter_map(|i| self.least(tried.get(*i)?.1).ok());
        let best = refined.min_by(|a, b| self.squares(a).total_cmp(&self.squares(b)));
        best.ok_or(FitError::NotConverged)
    }

    /// a, b, c, d and how they move with the unknowns, row by row of 4.
    pub fn terms(&self, p: &Unknowns) -> (Unknowns, [f64; 16]) {
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
    pub fn inverse(&self, k: usize) -> Option<[f64; 16]> {
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
