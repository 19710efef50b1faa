//! A small dense matrix, factored once and used for several right sides.

use crate::numerics::math::EPSILON;

/// L·U of a matrix with its rows exchanged. Allocates when it grows only.
#[derive(Clone, Debug, Default)]
pub(super) struct Factored {
    /// Row by row: U on and above the diagonal, the factors of L below.
    pub elements: Vec<f64>,
    /// Which row was exchanged with each in turn.
    exchanges: Vec<usize>,
}

impl Factored {
    /// Makes room for `n` unknowns; the caller then writes `elements`.
    pub fn resize(&mut self, n: usize) {
        self.elements.resize(n * n, 0.0);
        self.exchanges.resize(n, 0);
    }

    /// Factors what `elements` hold, by elimination with partial pivoting. False where the matrix has no inverse to the
    /// precision of doubles, or an element is not finite.
    pub fn factor(&mut self) -> bool {
        let n = self.exchanges.len();
        let a = &mut self.elements;
        let largest = a.iter().fold(0.0f64, |largest, element| largest.max(element.abs()));
        if !largest.is_finite() {
            return false;
        }
        for column in 0..n {
            let (pivot, size) = (column..n)
                .map(|row| (row, a[row * n + column].abs()))
                .fold((column, 0.0), |best, next| if next.1 > best.1 { next } else { best });
            // Rows of very different size are natural here (rates from years to microseconds): only what is lost
            // against the least of them is a zero.
            if !(size.is_finite() && size > f64::MIN_POSITIVE && size > EPSILON * EPSILON * largest) {
                return false;
            }
            self.exchanges[column] = pivot;
            if pivot != column {
                for k in 0..n {
                    a.swap(column * n + k, pivot * n + k);
                }
            }
            let (above, below) = a.split_at_mut((column + 1) * n);
            let pivot_row = &above[column * n..];
            for line in below.chunks_exact_mut(n) {
                let factor = line[column] / pivot_row[column];
                line[column] = factor;
                if factor != 0.0 {
                    for (own, pivot) in line[column + 1..].iter_mut().zip(&pivot_row[column + 1..]) {
                        *own -= factor * pivot;
                    }
                }
            }
        }
        true
    }

    /// Makes x of the right side `b`, in place.
    pub fn solve(&self, b: &mut [f64]) {
        let n = self.exchanges.len();
        for (row, other) in self.exchanges.iter().enumerate() {
            b.swap(row, *other);
        }
        for row in 1..n {
            let line = &self.elements[row * n..row * n + row];
            let known: f64 = line.iter().zip(&b[..row]).map(|(factor, x)| factor * x).sum();
            b[row] -= known;
        }
        for row in (0..n).rev() {
            let line = &self.elements[row * n..(row + 1) * n];
            let known: f64 = line[row + 1..].iter().zip(&b[row + 1..]).map(|(factor, x)| factor * x).sum();
            b[row] = (b[row] - known) / line[row];
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn solves_what_it_factored() {
        let matrix = [0.0, 2.0, 1.0, 1.0, 1e-9, 3.0, 4.0, -1.0, 1e6];
        let mut factored = Factored::default();
        factored.resize(3);
        factored.elements.copy_from_slice(&matrix);
        assert!(factored.factor());
        for right in [[1.0, -2.0, 0.5], [3.0, 1.0, 1e-3]] {
            let mut b = [0.0; 3];
            for (row, sum) in b.iter_mut().enumerate() {
                *sum = (0..3).map(|k| matrix[3 * row + k] * right[k]).sum();
            }
            factored.solve(&mut b);
            for (found, right) in b.iter().zip(right) {
                assert!((found - right).abs() < 1e-9, "{b:?}");
            }
        }
    }

    #[test]
    fn refuses_what_has_no_inverse() {
        let mut factored = Factored::default();
        factored.resize(2);
        for matrix in [[1.0, 2.0, 2.0, 4.0], [f64::NAN, 0.0, 0.0, 1.0], [0.0; 4]] {
            factored.elements.copy_from_slice(&matrix);
            assert!(!factored.factor(), "{matrix:?}");
        }
    }
}
