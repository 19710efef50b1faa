//! The species by which the others are expressed, exchanged as amounts change: the most abundant ones serve best, because
//! their amounts then follow from balances without loss of digits.

use super::network::{Network, tidy};

/// Basis and dependent species with the composition of the latter.
#[derive(Clone, Debug, Default)]
pub(super) struct Basis {
    /// Places in the network of the basis species.
    pub basis: Vec<usize>,
    /// Places of the dependent species.
    pub dependent: Vec<usize>,
    /// One row for each dependent species: how many of each basis species make it.
    pub composition: Vec<f64>,
    line: Vec<f64>,
}

impl Basis {
    /// Starts from the basis of a network.
    pub fn begin(&mut self, network: &Network) {
        self.basis.clone_from(&network.basis);
        self.dependent.clone_from(&network.dependent);
        self.composition.clone_from(&network.composition);
    }

    /// The composition of a dependent species.
    pub fn row(&self, row: usize) -> &[f64] {
        let width = self.basis.len();
        &self.composition[row * width..(row + 1) * width]
    }

    /// Exchanges a dependent species with a basis species that it holds.
    pub fn exchange(&mut self, row: usize, slot: usize) {
        let width = self.basis.len();
        let pivot = self.composition[row * width + slot];
        self.line.clear();
        self.line.extend_from_slice(&self.composition[row * width..(row + 1) * width]);
        for (other, own) in self.composition.chunks_exact_mut(width).enumerate() {
            if other == row {
                for (at, value) in own.iter_mut().enumerate() {
                    *value = tidy(if at == slot { 1.0 / pivot } else { 0.0 - *value / pivot });
                }
                continue;
            }
            let factor = own[slot];
            if factor != 0.0 {
                for (at, (value, line)) in own.iter_mut().zip(&self.line).enumerate() {
                    *value = tidy(if at == slot { factor / pivot } else { *value - factor * line / pivot });
                }
            }
        }
        std::mem::swap(&mut self.basis[slot], &mut self.dependent[row]);
    }

    /// Exchanges until no dependent species of positive weight outweighs a basis species that it holds by more than four
    /// times; tells whether any was exchanged. `free` says which basis species may go.
    pub fn improve(&mut self, weight: &[f64], free: impl Fn(usize) -> bool) -> bool {
        let mut changed = false;
        let width = self.basis.len();
        // Each exchange multiplies the product of the weights by more than four, so that it ends; the bound is for zeros.
        for _ in 0..20 * (width + 1) {
            let mut best: Option<(usize, usize, f64)> = None;
            for (row, species) in self.dependent.iter().enumerate() {
                let own = weight[*species];
                if own <= 0.0 || best.is_some_and(|(_, _, other)| own <= other) {
                    continue;
                }
                let slot = (0..width)
                    .filter(|slot| self.composition[row * width + slot].abs() > 1e-9 && free(self.basis[*slot]))
                    .filter(|slot| own > 4.0 * weight[self.basis[*slot]])
                    .min_by(|a, b| weight[self.basis[*a]].total_cmp(&weight[self.basis[*b]]));
                if let Some(slot) = slot {
                    best = Some((row, slot, own));
                }
            }
            let Some((row, slot, _)) = best else { break };
            self.exchange(row, slot);
            changed = true;
        }
        changed
    }
}
