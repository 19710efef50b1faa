//! Symmetric positive definite systems whose rows couple with few others: Cholesky's method (L·D·Lᵀ) within the envelope,
//! so that a chain of links costs in proportion to its length.
//!
//! Source: A. George & J. W. Liu, Computer Solution of Large Sparse Positive Definite Systems (1981), chapter 4.

use super::linear::Singular;
use super::math::EPSILON;

/// A symmetric matrix of which each row is kept from its first element that is not zero to the diagonal.
#[derive(Clone, Debug, Default)]
pub struct Envelope {
    /// Column of the first element kept of each row.
    first: Vec<usize>,
    /// Where each row starts in `values`.
    start: Vec<usize>,
    values: Vec<f64>,
    /// Diagonal before the elimination, for telling what is zero.
    size: Vec<f64>,
}

impl Envelope {
    /// A matrix of zeros; `first` gives for each row the first column that it couples with, at most its own.
    pub fn reset(&mut self, first: impl IntoIterator<Item = usize>) {
        self.first.clear();
        self.start.clear();
        let mut at = 0;
        for (row, first) in first.into_iter().enumerate() {
            let first = first.min(row);
            self.first.push(first);
            self.start.push(at);
            at += row - first + 1;
        }
        self.values.clear();
        self.values.resize(at, 0.0);
    }

    /// Number of rows.
    pub fn len(&self) -> usize {
        self.first.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.first.is_empty()
    }

    /// Adds to an element at or below the diagonal; nothing outside of the envelope.
    pub fn add(&mut self, row: usize, column: usize, value: f64) {
        if let (Some(&first), Some(&start)) = (self.first.get(row), self.start.get(row))
            && (first..=row).contains(&column)
            && let Some(slot) = self.values.get_mut(start + column - first)
        {
            *slot += value;
        }
    }

    fn row(&self, row: usize) -> &[f64] {
        let start = self.start[row];
        &self.values[start..start + row - self.first[row] + 1]
    }

    /// Factors the matrix in place.
    ///
    /// # Errors
    /// [`Singular`] with the first row that depends on those before it, or is not finite.
    pub fn factor(&mut self) -> Result<(), Singular> {
        let n = self.len();
        self.size.clear();
        for row in 0..n {
            let first = self.first[row];
            let start = self.start[row];
            let diagonal = start + row - first;
            self.size.push(self.values[diagonal]);
            // L(row, k) D(k) for k before the diagonal.
            for column in first..row {
                let from = self.first[column].max(first);
                let other = self.start[column] - self.first[column];
                let known: f64 = (from..column)
                    .map(|k| self.values[start + k - first] * self.values[other + k])
                    .fold(0.0, |sum, x| sum + x);
                self.values[start + column - first] -= known;
            }
            let mut pivot = self.values[diagonal];
            for column in first..row {
                let scaled = self.values[start + column - first];
                let d = self.values[self.start[column] + column - self.first[column]];
                let l = scaled / d;
                pivot -= l * scaled;
                self.values[start + column - first] = l;
            }
            if !(pivot > 64.0 * EPSILON * self.size[row] && pivot.is_finite()) {
                return Err(Singular { row });
            }
            self.values[diagonal] = pivot;
        }
        Ok(())
    }

    /// Solves with the factors: `b` becomes the answer.
    pub fn solve(&self, b: &mut [f64]) {
        let n = self.len().min(b.len());
        for row in 0..n {
            let first = self.first[row];
            let line = &self.row(row)[..row - first];
            let known: f64 = line.iter().zip(&b[first..row]).fold(0.0, |sum, (l, x)| sum + l * x);
            b[row] -= known;
        }
        for (row, x) in b.iter_mut().enumerate().take(n) {
            *x /= self.values[self.start[row] + row - self.first[row]];
        }
        for row in (0..n).rev() {
            let x = b[row];
            let first = self.first[row];
            for (k, l) in (first..row).zip(self.row(row)) {
                b[k] -= l * x;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numerics::linear;
    use crate::numerics::random::Random;

    #[test]
    fn it_agrees_with_elimination_and_refuses_what_depends() {
        let mut random = Random::new(7);
        for n in 1..20_usize {
            // B Bᵀ + I is positive definite; its far corners are left out of the envelope where the seed says so.
            let b: Vec<f64> = (0..n * n).map(|_| random.uniform() - 0.5).collect();
            let band = 1 + n / 2;
            let element = |i: usize, j: usize| {
                if i.abs_diff(j) >= band {
                    return 0.0;
                }
                let sum: f64 = (0..n).map(|k| b[i * n + k] * b[j * n + k]).sum();
                sum + if i == j { n as f64 } else { 0.0 }
            };
            let mut dense: Vec<f64> = (0..n * n).map(|at| element(at / n, at % n)).collect();
            let mut right: Vec<f64> = (0..n).map(|i| i as f64 - 2.5).collect();
            let mut mine = right.clone();
            let mut envelope = Envelope::default();
            envelope.reset((0..n).map(|i| (i + 1).saturating_sub(band)));
            for i in 0..n {
                for j in 0..=i {
                    envelope.add(i, j, element(i, j));
                }
            }
            envelope.factor().unwrap();
            envelope.solve(&mut mine);
            linear::solve(&mut dense, &mut right).unwrap();
            for (a, b) in mine.iter().zip(&right) {
                assert!((a - b).abs() < 1e-13 * (1.0 + b.abs()), "{n}: {a} {b}");
            }
        }
        let mut envelope = Envelope::default();
        envelope.reset([0, 0]);
        for (i, j, v) in [(0, 0, 1.0), (1, 0, 2.0), (1, 1, 4.0)] {
            envelope.add(i, j, v);
        }
        assert_eq!(envelope.factor(), Err(Singular { row: 1 }));
    }
}
