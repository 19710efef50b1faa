//! Solves for the forces of rows: J·W·Jᵀ within its envelope, or densely where coordinates without mass are unknowns too.

use super::islands::Scope;
use super::rows::Rows;
use crate::numerics::envelope::Envelope;
use crate::numerics::linear::{self, Singular};

/// What solves for the forces of rows.
#[derive(Default)]
pub struct Solver {
    envelope: Envelope,
    by_dof: Vec<Vec<(usize, f64)>>,
    first: Vec<usize>,
    matrix: Vec<f64>,
    right: Vec<f64>,
}

impl Solver {
    /// Factors J·W·Jᵀ for inverse masses W. Coordinates without mass are unknowns of their own.
    ///
    /// # Errors
    /// The first row that depends on those before it.
    pub fn factor(&mut self, rows: &Rows, inverse: &[f64], scope: &Scope) -> Result<(), Singular> {
        let n = rows.len();
        if n == 0 && scope.massless.is_empty() {
            self.envelope.reset([]);
            return Ok(());
        }
        if self.by_dof.len() < inverse.len() {
            self.by_dof.resize_with(inverse.len(), Vec::new);
        }
        for &dof in &scope.dofs {
            if let Some(list) = self.by_dof.get_mut(dof) {
                list.clear();
            }
        }
        self.first.clear();
        self.first.extend(0..n);
        for row in 0..n {
            for &(dof, share) in rows.row(row) {
                let (Some(list), Some(slot)) = (self.by_dof.get_mut(dof), self.first.get_mut(row)) else { continue };
                if let Some(&(earliest, _)) = list.first() {
                    *slot = (*slot).min(earliest);
                }
                list.push((row, share));
            }
        }
        if !scope.massless.is_empty() {
            return Ok(());
        }
        self.envelope.reset(self.first.iter().copied());
        for (list, inverse) in Solver::lists(&self.by_dof, inverse, scope) {
            for (at, &(row, share)) in list.iter().enumerate() {
                for &(column, other) in &list[..=at] {
                    self.envelope.add(row, column, inverse * share * other);
                }
            }
        }
        self.envelope.factor()
    }

    /// The rows on each coordinate of an island that has mass, with their shares, and its inverse mass.
    fn lists<'a>(
        by_dof: &'a [Vec<(usize, f64)>],
        inverse: &'a [f64],
        scope: &'a Scope,
    ) -> impl Iterator<Item = (&'a Vec<(usize, f64)>, f64)> + 'a {
        let one = |&dof: &usize| Some((by_dof.get(dof)?, inverse.get(dof).copied().filter(|inverse| *inverse > 0.0)?));
        scope.dofs.iter().filter_map(one)
    }

    /// Solves J·W·Jᵀ·x = b in place; coordinates without mass feel the forces `pushed` and get their accelerations into
    /// `a`.
    ///
    /// # Errors
    /// The first row that depends on those before it, where there are coordinates without mass.
    pub fn solve(
        &mut self,
        rows: &Rows,
        inverse: &[f64],
        scope: &Scope,
        pushed: &[f64],
        b: &mut [f64],
        a: &mut [f64],
    ) -> Result<(), Singular> {
        let massless = &scope.massless;
        if massless.is_empty() {
            self.envelope.solve(b);
            return Ok(());
        }
        let (n, m) = (rows.len(), massless.len());
        let size = n + m;
        self.matrix.clear();
        self.matrix.resize(size * size, 0.0);
        for (list, inverse) in Solver::lists(&self.by_dof, inverse, scope) {
            for &(row, share) in list {
                for &(column, other) in list {
                    self.matrix[row * size + column] += inverse * share * other;
                }
            }
        }
        self.right.clear();
        self.right.extend_from_slice(b);
        for (at, &dof) in massless.iter().enumerate() {
            for &(row, share) in self.by_dof.get(dof).into_iter().flatten() {
                // J·a of the coordinate goes to the other side; its forces add up to nothing.
                self.matrix[row * size + n + at] = share;
                self.matrix[(n + at) * size + row] = share;
            }
            self.right.push(-pushed.get(dof).copied().unwrap_or(0.0));
        }
        linear::solve(&mut self.matrix, &mut self.right)?;
        for (slot, found) in b.iter_mut().zip(&self.right) {
            *slot = *found;
        }
        for (&dof, found) in massless.iter().zip(&self.right[n..]) {
            if let Some(slot) = a.get_mut(dof) {
                *slot = *found;
            }
        }
        Ok(())
    }
}
