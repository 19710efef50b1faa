//! The equilibrium composition at a given volume of the solution, given activity coefficients and temperature.
//!
//! Among all compositions with the same totals it is the one of least Gibbs energy. Its dual is solved: with the
//! logarithms λ of the activities of the basis species as unknowns, the amounts of dissolved species and gases are
//! n = V exp(ln K + Σ ν λ), and the convex function Φ(λ) = Σ n - Σ T λ has its least value, subject to a·λ <= ln K for
//! every pure phase, where its slope says that all totals T are met; the amounts of the pure phases are the multipliers of
//! their bounds (S. P. Boyd, L. Vandenberghe, Convex Optimization (2004), chapter 5). Newton's method with an exact line
//! search goes downhill from anywhere; a pure phase enters when its bound is met and leaves when its amount would be
//! negative. Every face is left for a lower one, and there are finitely many, so that the search ends.

use super::basis::Basis;
use super::network::{Kind, Network};
use crate::numerics::math;

/// More rounds than any composition has been seen to need.
const MOST: usize = 3000;
/// Logarithms of amounts are kept above this, so that nothing underflows to zero.
const LOWEST: f64 = -600.0;

/// State of the search; kept between calls, so that nothing is allocated again.
#[derive(Clone, Debug, Default)]
pub(super) struct Speciation {
    /// What the totals are made of: amounts of the network's species, mol.
    pub given: Vec<f64>,
    /// The equilibrium amounts, mol; of a reservoir what it took up.
    pub amounts: Vec<f64>,
    /// ln of the amount that a species has at an activity of 1 (dissolved, gas).
    pub capacity: Vec<f64>,
    /// ln of the highest activity of a pure phase, of the fixed one of a reservoir.
    pub bound: Vec<f64>,
    /// Standard potentials in units of RT, up to what reactions do not tell.
    pub potential: Vec<f64>,
    /// Newton rounds since the last `begin`.
    pub rounds: usize,
    activity: Vec<f64>,
    active: Vec<bool>,
    basis: Basis,
    total: Vec<f64>,
    noise: Vec<f64>,
    constant: Vec<f64>,
    gradient: Vec<f64>,
    direction: Vec<f64>,
    slope: Vec<f64>,
    hessian: Vec<f64>,
    free: Vec<usize>,
    weight: Vec<f64>,
    stalled: bool,
}

/// Where a step ends.
enum Step {
    /// In the open.
    Free,
    /// At the bound of this pure phase.
    Bound(usize),
}

impl Speciation {
    /// Starts from the amounts given: `given`, `capacity`, `bound` and `potential` are set.
    pub fn begin(&mut self, network: &Network) {
        let n = network.species.len();
        self.rounds = 0;
        self.basis.begin(network);
        self.activity.clear();
        self.activity.resize(n, 0.0);
        self.amounts.clone_from(&self.given);
        self.active.clear();
        self.active.resize(n, false);
        self.weight.clone_from(&self.given);
        for (at, kind) in network.kinds.iter().enumerate() {
            if *kind == Kind::Reservoir {
                self.weight[at] = f64::INFINITY;
            }
        }
        self.basis.improve(&self.weight, |_| true);
        for slot in 0..self.basis.basis.len() {
            let at = self.basis.basis[slot];
            let given = self.given[at];
            self.activity[at] = match network.kinds[at] {
                Kind::Pure => {
                    self.active[at] = given > 0.0;
                    self.bound[at]
                }
                Kind::Reservoir => {
                    self.active[at] = true;
                    self.bound[at]
                }
                _ if given > 0.0 => math::ln(given) - self.capacity[at],
                // Nothing is known: the concentration of neutral water.
                _ => -7.0 * math::LN_10,
            };
        }
        self.changed();
    }

    /// Whether no gas of fixed pressure is made of others alone.
    pub fn reservoirs_agree(&self, network: &Network) -> bool {
        self.basis.dependent.iter().all(|at| network.kinds[*at] != Kind::Reservoir)
    }

    /// After an exchange: totals and constants in the new basis.
    fn changed(&mut self) {
        let Basis { basis, dependent, .. } = &self.basis;
        let width = basis.len();
        self.total.clear();
        self.total.extend(basis.iter().map(|at| self.given[*at]));
        self.noise.clear();
        self.noise.extend(basis.iter().map(|at| self.given[*at]));
        self.constant.clear();
        for (row, at) in dependent.iter().enumerate() {
            let given = self.given[*at];
            let mut constant = -self.potential[*at];
            let composition = &self.basis.composition[row * width..(row + 1) * width];
            for (slot, count) in composition.iter().enumerate().filter(|(_, count)| **count != 0.0) {
                constant += count * self.potential[basis[slot]];
                self.total[slot] += count * given;
                self.noise[slot] += count.abs() * given;
            }
            self.constant.push(constant);
        }
    }

    /// Activities of the dependent species from those of the basis, and amounts.
    fn evaluate(&mut self, network: &Network) {
        for row in 0..self.basis.dependent.len() {
            let at = self.basis.dependent[row];
            let mut sum = self.constant[row];
            for (count, species) in self.basis.row(row).iter().zip(&self.basis.basis) {
                if *count != 0.0 {
                    sum += count * self.activity[*species];
                }
            }
            self.activity[at] = sum;
        }
        for (at, kind) in network.kinds.iter().enumerate() {
            self.amounts[at] = match kind {
                Kind::Dissolved(_) | Kind::Gas => {
                    math::exp((self.capacity[at] + self.activity[at]).clamp(LOWEST, -LOWEST))
                }
                _ => 0.0,
            };
        }
    }

    /// The pure phase that is the farthest above its bound, and how far, among those that `of` takes.
    fn worst(&self, network: &Network, of: impl Fn(usize) -> bool) -> Option<(usize, f64)> {
        let mut worst: Option<(usize, f64)> = None;
        for (at, kind) in network.kinds.iter().enumerate() {
            let over = self.activity[at] - self.bound[at];
            if *kind == Kind::Pure && !self.active[at] && over > worst.map_or(1e-10, |(_, most)| most) && of(at) {
                worst = Some((at, over));
            }
        }
        worst
    }

    /// Brings one pure phase to its bound by less of the rarest free species that makes it.
    fn repair(&mut self, at: usize, over: f64, given: &[f64]) -> bool {
        let Some(row) = self.basis.dependent.iter().position(|own| *own == at) else {
            self.activity[at] = self.bound[at];
            return true;
        };
        let composition = self.basis.row(row);
        let slot = (0..self.basis.basis.len())
            .filter(|slot| composition[*slot] > 1e-9 && !self.active[self.basis.basis[*slot]])
            .min_by(|a, b| given[self.basis.basis[*a]].total_cmp(&given[self.basis.basis[*b]]));
        let Some(slot) = slot else { return false };
        let change = over / composition[slot];
        self.activity[self.basis.basis[slot]] -= change * (1.0 + 1e-9) + 1e-9;
        true
    }

    /// Brings all pure phases within their bounds: a few by less of what makes them; else all species go down together,
    /// by so much for each of their atoms of an element that neither water nor an open gas has: every reaction keeps these.
    fn make_feasible(&mut self, network: &Network) -> bool {
        for (at, kind) in network.kinds.iter().enumerate() {
            if *kind == Kind::Pure && self.active[at] {
                self.activity[at] = self.bound[at];
            }
        }
        let given = std::mem::take(&mut self.given);
        let start = self.activity.clone();
        let done = self.repair_all(network, &given, 8, |_| true) || {
            self.activity.clone_from(&start);
            for (at, kind) in network.kinds.iter().enumerate() {
                if *kind == Kind::Pure {
                    self.active[at] = false;
                }
            }
            self.repair_all(network, &given, 100, |at| network.bodies[at] == 0.0) && self.lower(network)
        };
        self.given = given;
        done
    }

    fn repair_all(&mut self, network: &Network, given: &[f64], rounds: usize, of: impl Fn(usize) -> bool) -> bool {
        for _ in 0..rounds {
            self.evaluate(network);
            let Some((at, over)) = self.worst(network, &of) else { return true };
            if !self.repair(at, over, given) {
                return false;
            }
        }
        false
    }

    fn lower(&mut self, network: &Network) -> bool {
        let mut far: f64 = 0.0;
        self.slope.clear();
        self.slope.resize(network.species.len(), 0.0);
        for at in &self.basis.basis {
            if network.kinds[*at] != Kind::Reservoir {
                self.slope[*at] = -network.bodies[*at];
            }
        }
        for (row, at) in self.basis.dependent.iter().enumerate() {
            let both = self.basis.row(row).iter().zip(&self.basis.basis);
            self.slope[*at] = both.map(|(count, species)| count * self.slope[*species]).sum();
        }
        for (at, kind) in network.kinds.iter().enumerate() {
            let over = self.activity[at] - self.bound[at];
            if *kind == Kind::Pure && !self.active[at] && over > 0.0 {
                if self.slope[at] >= 0.0 {
                    return over < 1e-10;
                }
                far = far.max(over / -self.slope[at]);
            }
        }
        let far = far + 1e-6;
        for at in &self.basis.basis {
            self.activity[*at] += far * self.slope[*at];
            if network.kinds[*at] == Kind::Pure && self.slope[*at] < 0.0 {
                self.active[*at] = false;
            }
        }
        self.evaluate(network);
        self.worst(network, |_| true).is_none()
    }

    /// Finds the equilibrium. `false` if it was not found.
    pub fn solve(&mut self, network: &Network) -> bool {
        if !self.make_feasible(network) {
            return false;
        }
        let start = self.rounds;
        while self.rounds < start + MOST {
            self.rounds += 1;
            self.rebase(network);
            if self.face(network) {
                self.stalled = false;
                match self.leaving(network, 0.0) {
                    None => return self.settle(network),
                    Some(slot) => self.active[self.basis.basis[slot]] = false,
                }
            }
        }
        false
    }

    /// Chooses the most abundant species for the basis.
    fn rebase(&mut self, network: &Network) {
        self.weight.clone_from(&self.amounts);
        for (at, kind) in network.kinds.iter().enumerate() {
            if matches!(kind, Kind::Pure | Kind::Reservoir) {
                self.weight[at] = if self.active[at] { f64::INFINITY } else { 0.0 };
            }
        }
        let active = &self.active;
        if self.basis.improve(&self.weight, |at| !active[at]) {
            self.changed();
        }
    }

    /// One Newton step on the present face; `true` when the face's least value is reached.
    fn face(&mut self, network: &Network) -> bool {
        let width = self.basis.basis.len();
        self.free.clear();
        self.free.extend((0..width).filter(|slot| !self.active[self.basis.basis[*slot]]));
        if self.free.is_empty() {
            return true;
        }
        let quiet = self.slopes();
        self.newton();
        // Slopes of the logarithms along the direction.
        self.slope.clear();
        self.slope.resize(network.species.len(), 0.0);
        let mut largest: f64 = 0.0;
        for (at, slot) in self.free.iter().enumerate() {
            self.slope[self.basis.basis[*slot]] = self.direction[at];
            largest = largest.max(self.direction[at].abs());
        }
        for (row, at) in self.basis.dependent.iter().enumerate() {
            let composition = self.basis.row(row);
            self.slope[*at] = self.free.iter().zip(&self.direction).map(|(slot, d)| composition[*slot] * d).sum();
        }
        let last = largest < 1e-9 || quiet && largest < 0.1;
        if self.hides(network) {
            return true;
        }
        let blind = std::mem::take(&mut self.stalled);
        if blind {
            // Rounding hides the slope along the direction: a phase may have to leave before it shows.
            if self.leaving(network, 0.0).is_some() {
                return true;
            }
            let short = 1.0 / largest.max(1.0);
            self.slope.iter_mut().for_each(|slope| *slope *= short);
        }
        match self.step(network, last || blind) {
            Step::Free => last,
            Step::Bound(at) => {
                self.stalled = false;
                self.enter(at);
                false
            }
        }
    }

    /// Whether phases that cannot be there hold up far more than there is, the face's least value is found but for what
    /// that rounds off, and so one of them must leave first.
    fn hides(&self, network: &Network) -> bool {
        let all: f64 = self.given.iter().sum();
        let held: f64 = self.amounts.iter().sum();
        let decrement: f64 = self.gradient.iter().zip(&self.direction).map(|(g, d)| (g * d).abs()).sum();
        held > 1e3 * all && decrement < 1e-10 * held && self.leaving(network, 10.0 * all).is_some()
    }

    /// Gradient and Hessian on the face; tells whether the gradient is down to rounding.
    fn slopes(&mut self) -> bool {
        let m = self.free.len();
        self.gradient.clear();
        self.hessian.clear();
        self.hessian.resize(m * m, 0.0);
        let mut size = std::mem::take(&mut self.weight);
        size.clear();
        for (at, slot) in self.free.iter().enumerate() {
            let species = self.basis.basis[*slot];
            let amount = self.amounts[species];
            self.gradient.push(amount - self.total[*slot]);
            size.push(amount + self.noise[*slot]);
            self.hessian[at * m + at] = amount;
        }
        for (row, species) in self.basis.dependent.iter().enumerate() {
            let amount = self.amounts[*species];
            if amount == 0.0 {
                continue;
            }
            let composition = self.basis.row(row);
            for (a, slot) in self.free.iter().enumerate() {
                let count = composition[*slot];
                if count == 0.0 {
                    continue;
                }
                self.gradient[a] += count * amount;
                size[a] += count.abs() * amount;
                for (b, other) in self.free.iter().enumerate().take(a + 1) {
                    self.hessian[a * m + b] += count * composition[*other] * amount;
                }
            }
        }
        // Where an amount is far too small its slope says nothing: no logarithm goes further than 30 at once.
        for (at, gradient) in self.gradient.iter().enumerate() {
            let own = &mut self.hessian[at * m + at];
            *own = own.max(gradient.abs() / 30.0);
        }
        let quiet = self.gradient.iter().zip(&size).all(|(g, size)| g.abs() <= 8.0 * math::EPSILON * size);
        self.weight = size;
        quiet
    }

    /// Newton's direction, by Cholesky factors of the Hessian scaled to a diagonal of ones. A pivot that rounding has eaten
    /// is lifted, so that the direction goes downhill in any case.
    fn newton(&mut self) {
        let m = self.free.len();
        let h = &mut self.hessian;
        self.weight.clear();
        self.weight.extend((0..m).map(|a| 1.0 / h[a * m + a].max(1e-300).sqrt()));
        let scale = &self.weight;
        for a in 0..m {
            for b in 0..=a {
                h[a * m + b] *= scale[a] * scale[b];
            }
        }
        for a in 0..m {
            for b in 0..=a {
                let mut sum = h[a * m + b];
                for k in 0..b {
                    sum -= h[a * m + k] * h[b * m + k];
                }
                h[a * m + b] = if a == b { sum.max(1e-15).sqrt() } else { sum / h[b * m + b] };
            }
        }
        self.direction.clear();
        for a in 0..m {
            let mut sum = -self.gradient[a] * scale[a];
            for k in 0..a {
                sum -= h[a * m + k] * self.direction[k];
            }
            self.direction.push(sum / h[a * m + a]);
        }
        for a in (0..m).rev() {
            let mut sum = self.direction[a];
            for k in a + 1..m {
                sum -= h[k * m + a] * self.direction[k];
            }
            self.direction[a] = sum / h[a * m + a];
        }
        for (direction, scale) in self.direction.iter_mut().zip(scale) {
            *direction *= scale;
        }
    }

    /// Slope of Φ so far along the direction, and the size of the terms that it is the sum of.
    fn derivative(&self, network: &Network, far: f64) -> (f64, f64) {
        let (mut sum, mut size) = (0.0, 0.0);
        for (at, slot) in self.free.iter().enumerate() {
            sum -= self.total[*slot] * self.direction[at];
            size += self.noise[*slot] * self.direction[at].abs();
        }
        for (at, kind) in network.kinds.iter().enumerate() {
            let slope = self.slope[at];
            if slope != 0.0 && matches!(kind, Kind::Dissolved(_) | Kind::Gas) {
                let ln = self.capacity[at] + self.activity[at] + far * slope;
                let term = slope * math::exp(ln.clamp(LOWEST, -LOWEST));
                sum += term;
                size += term.abs();
            }
        }
        (sum, size)
    }

    /// Goes along the direction to about the least value, or the whole of it, or to the first bound.
    fn step(&mut self, network: &Network, whole: bool) -> Step {
        let mut most = f64::INFINITY;
        let mut blocking = None;
        for (at, kind) in network.kinds.iter().enumerate() {
            if *kind == Kind::Pure && !self.active[at] && self.slope[at] > 0.0 {
                let room = (self.bound[at] - self.activity[at]).max(0.0) / self.slope[at];
                if room < most {
                    (most, blocking) = (room, Some(at));
                }
            }
        }
        // Where no amount changes by more than a tenth, Newton's step needs no search (and rounding would spoil it).
        let far = if whole || self.small(network) { 1.0_f64.min(most) } else { self.least(network, most) };
        self.stalled = far == 0.0 && most > 0.0;
        for slot in &self.free {
            let at = self.basis.basis[*slot];
            self.activity[at] += far * self.slope[at];
        }
        self.evaluate(network);
        match blocking {
            Some(at) if far >= most => Step::Bound(at),
            _ => Step::Free,
        }
    }

    /// Whether the direction changes no amount by more than a tenth.
    fn small(&self, network: &Network) -> bool {
        let both = network.kinds.iter().zip(&self.slope);
        both.filter(|(kind, _)| matches!(kind, Kind::Dissolved(_) | Kind::Gas)).all(|(_, slope)| slope.abs() < 0.1)
    }

    /// How far along the direction Φ is about least: where its slope is below a tenth of that at the start. Zero where
    /// rounding hides the slope.
    fn least(&self, network: &Network, most: f64) -> f64 {
        let (start, size) = self.derivative(network, 0.0);
        let steep = -start;
        if steep <= 4.0 * math::EPSILON * size {
            return 0.0;
        }
        let (mut low, mut high) = (0.0, f64::INFINITY);
        let mut far = 1.0_f64.min(most);
        for _ in 0..200 {
            let (slope, _) = self.derivative(network, far);
            if slope > 0.1 * steep {
                high = far;
            } else if slope < -0.1 * steep && far < most {
                low = far;
            } else {
                return far;
            }
            far = if high.is_finite() { 0.5 * (low + high) } else { (2.0 * far).min(most) };
            if far == low || far == high {
                break;
            }
        }
        low
    }

    /// A pure phase whose bound was met enters the basis.
    fn enter(&mut self, at: usize) {
        self.active[at] = true;
        self.activity[at] = self.bound[at];
        if let Some(row) = self.basis.dependent.iter().position(|own| *own == at) {
            let slot = self
                .free
                .iter()
                .copied()
                .filter(|slot| self.basis.row(row)[*slot].abs() > 1e-9)
                .min_by(|a, b| self.amounts[self.basis.basis[*a]].total_cmp(&self.amounts[self.basis.basis[*b]]));
            if let Some(slot) = slot {
                self.basis.exchange(row, slot);
                self.changed();
            }
        }
    }

    /// What a basis species must have so that its total is met.
    fn rest(&self, slot: usize) -> f64 {
        let made = self.basis.dependent.iter().enumerate();
        self.total[slot] - made.map(|(row, at)| self.basis.row(row)[slot] * self.amounts[*at]).sum::<f64>()
    }

    /// The active pure phase whose amount would be the most negative, if that is beyond `least`.
    fn leaving(&self, network: &Network, least: f64) -> Option<usize> {
        let mut worst: Option<(usize, f64)> = None;
        for (slot, at) in self.basis.basis.iter().enumerate() {
            if network.kinds[*at] != Kind::Pure || !self.active[*at] {
                continue;
            }
            let amount = self.rest(slot);
            let beyond = amount < -least - 4.0 * math::EPSILON * self.noise[slot];
            if beyond && worst.is_none_or(|(_, lowest)| amount < lowest) {
                worst = Some((slot, amount));
            }
        }
        worst.map(|(slot, _)| slot)
    }

    /// Amounts of the basis species from the balances.
    fn settle(&mut self, network: &Network) -> bool {
        self.rebase(network);
        for slot in 0..self.basis.basis.len() {
            let at = self.basis.basis[slot];
            let amount = self.rest(slot);
            self.amounts[at] = match network.kinds[at] {
                Kind::Reservoir => amount,
                Kind::Pure if self.active[at] => amount.max(0.0),
                Kind::Pure => 0.0,
                _ if amount > 0.0 => amount,
                // What is missing is below the rounding of the totals: the amount that its activity says.
                _ if amount >= -64.0 * math::EPSILON * self.noise[slot] => self.amounts[at],
                _ => return false,
            };
        }
        self.amounts.iter().all(|amount| amount.is_finite())
    }
}
