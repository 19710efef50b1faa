//! Systems of linear equations: small dense ones in place, and least squares with covariance.

use std::fmt;

use nalgebra::{DMatrix, DVector};

use super::math::EPSILON;

/// The matrix of a linear system has no inverse, to the precision of doubles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Singular {
    /// The column (unknown), from 0, at which elimination found no pivot.
    pub row: usize,
}

impl fmt::Display for Singular {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the equations do not determine unknown {}", self.row + 1)
    }
}

impl std::error::Error for Singular {}

/// Solves A·x = b in place: `a` holds A row by row and is destroyed, `b` becomes x. Gaussian elimination with partial
/// pivoting, without allocation, for matrices of tens of rows.
///
/// # Errors
/// [`Singular`] where a pivot is no larger than the rounding errors of the numbers it was computed from (so the units
/// of equations and unknowns do not matter), where an element is not finite, or where `a` does not have the square of
/// the length of `b`.
pub fn solve(a: &mut [f64], b: &mut [f64]) -> Result<(), Singular> {
    let n = b.len();
    if a.len() != n * n || n == 0 {
        return if n == 0 && a.is_empty() { Ok(()) } else { Err(Singular { row: 0 }) };
    }
    for column in 0..n {
        let (pivot, size) = (column..n)
            .map(|row| (row, a[row * n + column].abs()))
            .fold((column, 0.0), |best, next| if next.1 > best.1 { next } else { best });
        // The pivot is a sum of products of earlier factors (left of it) and eliminated rows (above it).
        let terms: f64 = (0..column).map(|k| (a[pivot * n + k] * a[k * n + column]).abs()).sum();
        if !(size > n as f64 * EPSILON * (size + terms) && size.is_finite() && b[pivot].is_finite()) {
            return Err(Singular { row: column });
        }
        if pivot != column {
            for k in 0..n {
                a.swap(column * n + k, pivot * n + k);
            }
            b.swap(column, pivot);
        }
        let (above, below) = a.split_at_mut((column + 1) * n);
        let pivot_row = &above[column * n..];
        for (row, line) in below.chunks_exact_mut(n).enumerate() {
            let factor = line[column] / pivot_row[column];
            line[column] = factor;
            if factor != 0.0 {
                for (own, pivot) in line[column + 1..].iter_mut().zip(&pivot_row[column + 1..]) {
                    *own -= factor * pivot;
                }
                b[column + 1 + row] -= factor * b[column];
            }
        }
    }
    for row in (0..n).rev() {
        let line = &a[row * n..(row + 1) * n];
        let known: f64 = line[row + 1..].iter().zip(&b[row + 1..]).map(|(a, x)| a * x).sum();
        b[row] = (b[row] - known) / line[row];
        if !b[row].is_finite() {
            return Err(Singular { row });
        }
    }
    Ok(())
}

/// The coefficients that fit best, and how well they are known.
#[derive(Clone, Debug, PartialEq)]
pub struct LeastSquares {
    /// One for each column of the design.
    pub coefficients: Vec<f64>,
    /// Row by row, (AᵀWA)⁻¹: the covariance of the coefficients where the weights are 1/u². Without weights multiply by
    /// [`LeastSquares::variance`].
    pub covariance: Vec<f64>,
    /// Measured less fitted value, not weighted.
    pub residuals: Vec<f64>,
    /// Weighted sum of squared residuals (χ² where the weights are 1/u²).
    pub sum_of_squares: f64,
    /// Rows less columns.
    pub degrees_of_freedom: usize,
}

impl LeastSquares {
    /// Weighted sum of squares per degree of freedom, or `None` where there are as many unknowns as rows.
    pub fn variance(&self) -> Option<f64> {
        (self.degrees_of_freedom > 0).then(|| self.sum_of_squares / self.degrees_of_freedom as f64)
    }
}

/// Least squares: the coefficients c that make Σ w·(rhs − design·c)² least. `design` holds one row per value of `rhs`,
/// row by row; `weights` one positive number a row, or none at all for equal weights. By Householder QR (nalgebra).
///
/// # Errors
/// [`Singular`] where there are fewer rows than columns, a column depends on those before it, a number is not finite,
/// a weight not positive, or the lengths do not match.
pub fn least_squares(design: &[f64], rhs: &[f64], weights: &[f64]) -> Result<LeastSquares, Singular> {
    let rows = rhs.len();
    let columns = design.len().checked_div(rows).unwrap_or(0);
    let matching = columns > 0 && columns * rows == design.len() && (weights.is_empty() || weights.len() == rows);
    let finite = design.iter().chain(rhs).chain(weights).all(|x| x.is_finite()) && weights.iter().all(|w| *w > 0.0);
    if !matching || !finite || rows < columns {
        return Err(Singular { row: rows.min(columns.saturating_sub(1)) });
    }
    let root_weight = |row: usize| weights.get(row).map_or(1.0, |w| w.sqrt());
    let mut matrix = DMatrix::from_row_slice(rows, columns, design);
    for (row, mut line) in matrix.row_iter_mut().enumerate() {
        line *= root_weight(row);
    }
    let target = DVector::from_iterator(rows, rhs.iter().enumerate().map(|(row, y)| y * root_weight(row)));
    let lengths: Vec<f64> = matrix.column_iter().map(|column| column.norm()).collect();
    let qr = matrix.qr();
    let upper = qr.r();
    for (column, length) in lengths.iter().enumerate() {
        let pivot = upper.get((column, column)).map_or(0.0, |pivot| pivot.abs());
        if pivot.is_nan() || pivot <= rows as f64 * EPSILON * length {
            return Err(Singular { row: column });
        }
    }
    let last = Singular { row: columns - 1 };
    let projected = qr.q().transpose() * target;
    let solution = upper.solve_upper_triangular(&projected).ok_or(last)?;
    let inverse = upper.solve_upper_triangular(&DMatrix::identity(columns, columns)).ok_or(last)?;
    let covariance = &inverse * inverse.transpose();
    let coefficients: Vec<f64> = solution.iter().copied().collect();
    let fitted = |line: &[f64]| -> f64 { line.iter().zip(&coefficients).map(|(a, c)| a * c).sum() };
    let residuals: Vec<f64> = design.chunks_exact(columns).zip(rhs).map(|(line, y)| y - fitted(line)).collect();
    let sum_of_squares =
        residuals.iter().enumerate().map(|(row, r)| weights.get(row).map_or(1.0, |w| *w) * r * r).sum();
    // Symmetric, so the order of storage does not show.
    let covariance = covariance.iter().copied().collect();
    Ok(LeastSquares { coefficients, covariance, residuals, sum_of_squares, degrees_of_freedom: rows - columns })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn solves_small_systems() {
        let check = |a: &[f64], x: &[f64], tolerance: f64| {
            let n = x.len();
            let mut b: Vec<f64> = a.chunks(n).map(|row| row.iter().zip(x).map(|(a, x)| a * x).sum()).collect();
            solve(&mut a.to_vec(), &mut b).expect("regular");
            assert!(b.iter().zip(x).all(|(got, want)| (got - want).abs() <= tolerance * want.abs()), "{b:?} {x:?}");
        };
        check(&[4.0], &[0.5], 0.0);
        check(&[0.0, 1.0, 1.0, 0.0], &[3.0, 7.0], 0.0);
        check(&[1e-20, 1.0, 1.0, 1.0], &[1.0, 2.0], 1e-15);
        check(&[2.0, 1.0, -1.0, -3.0, -1.0, 2.0, -2.0, 1.0, 2.0], &[2.0, 3.0, -1.0], 1e-14);
        // Unknowns in very different units.
        check(&[1e-12, 2.0, 3e-12, 5.0], &[1e12, 1.0], 1e-14);
        // Equations in very different units.
        check(&[1.0, 1e6, 0.0, 1e-12], &[1.0, 2.0], 1e-9);
        let hilbert: Vec<f64> = (0..25).map(|i| 1.0 / (1 + i / 5 + i % 5) as f64).collect();
        check(&hilbert, &[1.0, -2.0, 3.0, -4.0, 5.0], 1e-9);
        assert_eq!(solve(&mut [], &mut []), Ok(()));
    }

    #[test]
    fn singular_systems_are_refused() {
        let check = |a: &[f64], b: &[f64], row| {
            assert_eq!(solve(&mut a.to_vec(), &mut b.to_vec()), Err(Singular { row }), "{a:?}");
        };
        check(&[1.0, 2.0, 2.0, 4.0], &[1.0, 2.0], 1);
        check(&[0.0, 1.0, 0.0, 1.0], &[1.0, 2.0], 0);
        check(&[0.1, 0.3, 0.3, 0.9], &[1.0, 3.0], 1);
        check(&[f64::NAN], &[1.0], 0);
        check(&[1.0], &[f64::INFINITY], 0);
        check(&[1.0, 2.0], &[1.0], 0);
    }

    /// numpy.linalg.lstsq and inv (numpy, x = 0..4, parabola through y, weights w).
    #[test]
    fn least_squares_agree_with_numpy() {
        let x = [0.0, 1.0, 2.0, 3.0, 4.0];
        let y = [1.1, 2.9, 9.2, 18.8, 33.1];
        let w = [1.0, 4.0, 2.0, 1.0, 0.25];
        let design: Vec<f64> = x.iter().flat_map(|x| [1.0, *x, x * x]).collect();
        let fit = least_squares(&design, &y, &w).expect("regular");
        let close = |got: &[f64], want: &[f64]| {
            assert!(got.iter().zip(want).all(|(a, b)| (a - b).abs() < 1e-12 * b.abs().max(1.0)), "{got:?} {want:?}");
        };
        close(&fit.coefficients, &NUMPY_COEFFICIENTS);
        close(&fit.covariance, &NUMPY_COVARIANCE);
        close(&[fit.sum_of_squares], &[NUMPY_CHI_SQUARED]);
        assert_eq!(fit.degrees_of_freedom, 2);
    }

    #[test]
    fn dependent_columns_are_refused() {
        let check = |design: &[f64], y: &[f64], w: &[f64], row| {
            assert_eq!(least_squares(design, y, w), Err(Singular { row }));
        };
        check(&[1.0, 2.0, 1.0, 2.0, 1.0, 2.0], &[1.0, 2.0, 3.0], &[], 1);
        check(&[0.0, 1.0, 0.0, 2.0], &[1.0, 2.0], &[], 0);
        check(&[1.0, 2.0], &[1.0], &[], 1);
        check(&[1.0, 2.0], &[1.0, 2.0], &[1.0, 0.0], 0);
        check(&[1.0, f64::NAN], &[1.0, 2.0], &[], 0);
        check(&[], &[], &[], 0);
    }

    const NUMPY_COEFFICIENTS: [f64; 3] = [0.9882521489971288, 0.002722063037252642, 1.999570200573066];
    const NUMPY_COVARIANCE: [f64; 9] = [
        0.7965616045845255,
        -0.8553008595988513,
        0.18767908309455522,
        -0.8553008595988515,
        1.243911174785097,
        -0.3148280802292256,
        0.1876790830945553,
        -0.3148280802292256,
        0.08918338108882504,
    ];
    const NUMPY_CHI_SQUARED: f64 = 0.17180515759312204;
}
