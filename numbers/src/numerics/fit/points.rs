//! The sums over points from which a line and its uncertainties follow.

use super::{FitError, LineFit, Uncertainties};

/// With an intercept, or through the origin.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Shape {
    Line,
    Proportional,
}

impl Shape {
    fn unknowns(self) -> usize {
        match self {
            Shape::Line => 2,
            Shape::Proportional => 1,
        }
    }

    /// Through the centre of the points, or the origin.
    fn intercept(self, slope: f64, centre: &Sums) -> f64 {
        match self {
            Shape::Line => centre.y - slope * centre.x,
            Shape::Proportional => 0.0,
        }
    }
}

pub(super) struct Points<'a> {
    x: &'a [f64],
    y: &'a [f64],
    u: Uncertainties<'a>,
}

/// Sums over the points about a centre: the weighted mean, or the origin.
struct Sums {
    weight: f64,
    x: f64,
    y: f64,
    xx: f64,
    xy: f64,
    yy: f64,
}

impl<'a> Points<'a> {
    pub fn new(x: &'a [f64], y: &'a [f64], u: Uncertainties<'a>) -> Result<Points<'a>, FitError> {
        let fits = |list: &[f64]| list.is_empty() || list.len() == x.len();
        if y.len() != x.len() || !fits(u.x) || !fits(u.y) {
            return Err(FitError::Lengths);
        }
        let bad = |list: &[f64], good: fn(&f64) -> bool| list.iter().position(|value| !good(value));
        if let Some(point) = bad(x, |v| v.is_finite()).or(bad(y, |v| v.is_finite())) {
            return Err(FitError::NotFinite(point));
        }
        let known: fn(&f64) -> bool = |v| v.is_finite() && *v >= 0.0;
        if let Some(point) = bad(u.x, known).or(bad(u.y, known)) {
            return Err(FitError::Uncertainty(point));
        }
        Ok(Points { x, y, u })
    }

    fn check_count(&self, shape: Shape) -> Result<usize, FitError> {
        let (got, want) = (self.x.len(), shape.unknowns());
        if got < want { Err(FitError::TooFewPoints { got, want }) } else { Ok(got) }
    }

    fn each(&self) -> impl Iterator<Item = (f64, f64)> {
        self.x.iter().copied().zip(self.y.iter().copied())
    }

    fn sums(&self, shape: Shape, weight: impl Fn(usize) -> f64) -> Result<Sums, FitError> {
        let mut sums = Sums { weight: 0.0, x: 0.0, y: 0.0, xx: 0.0, xy: 0.0, yy: 0.0 };
        sums.weight = (0..self.x.len()).map(&weight).sum();
        if shape == Shape::Line {
            for (i, (x, y)) in self.each().enumerate() {
                sums.x += weight(i) / sums.weight * x;
                sums.y += weight(i) / sums.weight * y;
            }
        }
        let mut square_x = 0.0;
        for (i, (x, y)) in self.each().enumerate() {
            let (dx, dy) = (x - sums.x, y - sums.y);
            sums.xx += weight(i) * dx * dx;
            sums.xy += weight(i) * dx * dy;
            sums.yy += weight(i) * dy * dy;
            square_x += weight(i) * x * x;
        }
        // What is left of equal x is rounding: some ε² of x².
        if sums.xx.is_nan() || sums.xx <= 1e-28 * square_x || sums.xx == 0.0 {
            return Err(FitError::SameX);
        }
        Ok(sums)
    }

    fn squares(&self, intercept: f64, slope: f64, weight: impl Fn(usize) -> f64) -> f64 {
        let residual = |(i, (x, y)): (usize, (f64, f64))| {
            let residual = y - intercept - slope * x;
            weight(i) * residual * residual
        };
        self.each().enumerate().map(residual).sum()
    }

    pub fn unweighted(&self, shape: Shape) -> Result<LineFit, FitError> {
        let n = self.check_count(shape)?;
        let sums = self.sums(shape, |_| 1.0)?;
        let slope = sums.xy / sums.xx;
        let intercept = shape.intercept(slope, &sums);
        if n > shape.unknowns() {
            let variance = self.squares(intercept, slope, |_| 1.0) / (n - shape.unknowns()) as f64;
            return Ok(self.report(shape, intercept, slope, &sums, variance));
        }
        let fit = self.report(shape, intercept, slope, &sums, f64::INFINITY);
        Ok(LineFit { covariance: f64::NAN, ..fit })
    }

    pub fn weighted(&self, shape: Shape) -> Result<LineFit, FitError> {
        self.check_count(shape)?;
        // A first slope without weights, then York's iteration. (u_y² + b²·u_x²)⁻¹ is the weight of a point.
        let mut slope = self.unweighted(shape)?.slope;
        let squared = |list: &[f64], i: usize| list.get(i).map_or(0.0, |u| u * u);
        let effective =
            |slope: f64| move |i: usize| 1.0 / (squared(self.u.y, i) + slope * slope * squared(self.u.x, i));
        for point in 0..self.x.len() {
            // A level line has no use for the uncertainty of x alone.
            if squared(self.u.y, point) + squared(self.u.x, point) == 0.0 || !effective(slope)(point).is_finite() {
                return Err(FitError::Uncertainty(point));
            }
        }
        // A point as adjusted within its uncertainties, seen from the centre.
        let adjusted = |slope: f64| {
            move |i: usize, dx: f64, dy: f64| {
                effective(slope)(i) * (dx * squared(self.u.y, i) + slope * dy * squared(self.u.x, i))
            }
        };
        let mut change = f64::INFINITY;
        for _ in 0..500 {
            let centre = self.sums(shape, effective(slope))?;
            let (mut above, mut below) = (0.0, 0.0);
            for (i, (x, y)) in self.each().enumerate() {
                let (dx, dy) = (x - centre.x, y - centre.y);
                let weight = effective(slope)(i) * adjusted(slope)(i, dx, dy);
                above += weight * dy;
                below += weight * dx;
            }
            let next = above / below;
            if !next.is_finite() {
                return Err(FitError::NotConverged);
            }
            let last_change = std::mem::replace(&mut change, (next - slope).abs());
            slope = next;
            if change <= 1e-15 * slope.abs() || (change <= 1e-12 * slope.abs() && change >= last_change) {
                return self.weighted_report(shape, slope, effective(slope), adjusted(slope));
            }
        }
        Err(FitError::NotConverged)
    }

    /// The fit at the slope where York's iteration settled.
    fn weighted_report(
        &self,
        shape: Shape,
        slope: f64,
        weight: impl Fn(usize) -> f64 + Copy,
        adjusted: impl Fn(usize, f64, f64) -> f64,
    ) -> Result<LineFit, FitError> {
        let centre = self.sums(shape, weight)?;
        let intercept = shape.intercept(slope, &centre);
        // The uncertainties use the adjusted points, which are the given ones where x is certain.
        let points: Vec<(f64, f64)> =
            (self.each().enumerate()).map(|(i, (x, y))| (weight(i), adjusted(i, x - centre.x, y - centre.y))).collect();
        let mean = match shape {
            Shape::Line => points.iter().map(|(w, x)| w / centre.weight * x).sum(),
            Shape::Proportional => 0.0,
        };
        let spread = points.iter().map(|(w, x)| w * (x - mean) * (x - mean)).sum();
        let sums = Sums { xx: spread, x: centre.x + mean, ..centre };
        let chi_squared = Some(self.squares(intercept, slope, weight));
        Ok(LineFit { chi_squared, ..self.report(shape, intercept, slope, &sums, 1.0) })
    }

    /// The fit of a line, its uncertainties from `sums` for a variance of unit weight.
    fn report(&self, shape: Shape, intercept: f64, slope: f64, sums: &Sums, variance: f64) -> LineFit {
        let n = self.x.len();
        let line = shape == Shape::Line;
        let slope_variance = variance / sums.xx;
        let intercept_variance = variance / sums.weight + sums.x * sums.x * slope_variance;
        let squares = self.squares(intercept, slope, |_| 1.0);
        let spare = n.saturating_sub(shape.unknowns());
        // Without weights: it describes the picture of the points.
        let r_squared = match (line, self.sums(shape, |_| 1.0)) {
            (true, Ok(plain)) => plain.xy / plain.xx * (plain.xy / plain.yy),
            (false, Ok(plain)) => 1.0 - squares / plain.yy,
            (_, Err(_)) => f64::NAN,
        };
        LineFit {
            intercept,
            slope,
            u_intercept: if line { intercept_variance.sqrt() } else { 0.0 },
            u_slope: slope_variance.sqrt(),
            covariance: if line { -sums.x * slope_variance } else { 0.0 },
            r_squared,
            residual_sd: if spare > 0 { (squares / spare as f64).sqrt() } else { f64::NAN },
            chi_squared: None,
            n,
        }
    }
}
