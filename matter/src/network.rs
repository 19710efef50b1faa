//! The network of fast reactions that the contents of a vessel can take part in.

use super::catalogue::Catalogue;
use super::formula::Phase;

/// What governs the amount of a species at equilibrium.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Dissolved, with its charge: its activity goes with its concentration.
    Dissolved(i32),
    /// In a closed gas space: its activity goes with its pressure.
    Gas,
    /// A phase of its own: its activity is fixed while it is there.
    Pure,
    /// A gas of fixed pressure that there is no end of.
    Reservoir,
}

/// Species that can turn into each other, and the reactions between them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Network {
    /// Index in the catalogue of each species.
    pub species: Vec<usize>,
    /// How many atoms each has of elements other than hydrogen, oxygen and those of open gases.
    pub bodies: Vec<f64>,
    /// What governs each.
    pub kinds: Vec<Kind>,
    /// Index in the catalogue of each reaction.
    pub reactions: Vec<usize>,
    /// Place here of water, if there is any.
    pub water: Option<usize>,
    /// Species that are expressed by others, one for each reaction (places here).
    pub dependent: Vec<usize>,
    /// The others.
    pub basis: Vec<usize>,
    /// One row for each dependent species: how many of each basis species make it.
    pub composition: Vec<f64>,
    /// One row for each dependent species: how many times each reaction makes it from the basis.
    pub route: Vec<f64>,
}

/// Which gases exchange with the liquid.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Exchange<'a> {
    /// None: what bubbles there are stay as they are.
    None,
    /// All, with a closed space.
    All,
    /// Those listed (index in the catalogue, pressure in Pa).
    Listed(&'a [(usize, f64)]),
}

/// What does not react though it could.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct LeftOut<'a> {
    /// Species that are held back (index in the catalogue).
    pub held: &'a [usize],
    /// Whether ion pairs are, as the ideal profile has it.
    pub pairs: bool,
}

impl Network {
    /// The network that opens from what is present: a reaction can run when all of one side can be there. Without water,
    /// and where none can form, nothing that is dissolved reacts.
    pub fn reachable(catalogue: &Catalogue, amounts: &[f64], exchange: Exchange, left_out: LeftOut) -> Network {
        let mut network = Network::default();
        let mut there = network.open(catalogue, amounts, exchange, left_out, true);
        if there.get(catalogue.water()) != Some(&true) {
            there = network.open(catalogue, amounts, exchange, left_out, false);
        }
        network.fill(catalogue, exchange, there.get(catalogue.water()) == Some(&true));
        network
    }

    /// Finds the reactions that can run, with or without those in solution; tells which species can be there.
    fn open(
        &mut self,
        catalogue: &Catalogue,
        amounts: &[f64],
        exchange: Exchange,
        left_out: LeftOut,
        wet: bool,
    ) -> Vec<bool> {
        let takes_part = |at: usize| {
            !left_out.held.contains(&at)
                && catalogue.species.get(at).is_some_and(|one| match one.phase {
                    Phase::Gas => match exchange {
                        Exchange::None => false,
                        Exchange::All => true,
                        Exchange::Listed(gases) => gases.iter().any(|(gas, _)| *gas == at),
                    },
                    Phase::Dissolved => wet,
                    _ => true,
                })
        };
        let mut there: Vec<bool> =
            amounts.iter().enumerate().map(|(at, amount)| *amount > 0.0 && takes_part(at)).collect();
        if let Exchange::Listed(gases) = exchange {
            for (gas, _) in gases {
                if let Some(own) = there.get_mut(*gas) {
                    *own = true;
                }
            }
        }
        self.reactions.clear();
        loop {
            let before = self.reactions.len();
            for (index, reaction) in catalogue.reactions.iter().enumerate() {
                let pair = left_out.pairs && reaction.activity_only;
                if pair || !reaction.is_fast() || self.reactions.contains(&index) {
                    continue;
                }
                let terms = &reaction.terms;
                let is_there = |at: usize| there.get(at) == Some(&true);
                let left = terms.iter().filter(|(_, n)| *n < 0.0).all(|(at, _)| is_there(*at));
                let right = terms.iter().filter(|(_, n)| *n > 0.0).all(|(at, _)| is_there(*at));
                if (left || right) && terms.iter().all(|(at, _)| takes_part(*at)) {
                    self.reactions.push(index);
                    for (at, _) in terms {
                        there[*at] = true;
                    }
                }
            }
            if self.reactions.len() == before {
                break;
            }
        }
        self.reactions.sort_unstable();
        there
    }

    fn fill(&mut self, catalogue: &Catalogue, exchange: Exchange, watery: bool) {
        let mut takes: Vec<bool> = vec![false; catalogue.species.len()];
        for reaction in self.reactions.iter().filter_map(|at| catalogue.reactions.get(*at)) {
            for (at, _) in &reaction.terms {
                takes[*at] = true;
            }
        }
        if watery {
            takes[catalogue.water()] = true;
        }
        let open = match exchange {
            Exchange::Listed(gases) => gases,
            _ => &[],
        };
        let free: Vec<bool> = (0..catalogue.elements.len())
            .map(|element| {
                let holds =
                    |gas: usize| catalogue.species.get(gas).is_some_and(|one| one.atoms.iter().any(|a| a.0 == element));
                !matches!(catalogue.elements[element].as_str(), "H" | "O") && !open.iter().any(|(gas, _)| holds(*gas))
            })
            .collect();
        for (at, one) in catalogue.species.iter().enumerate().filter(|(at, _)| takes[*at]) {
            if at == catalogue.water() {
                self.water = Some(self.species.len());
            }
            self.bodies.push(one.atoms.iter().filter(|(element, _)| free[*element]).map(|(_, n)| n).sum());
            self.species.push(at);
            self.kinds.push(match (one.phase, exchange) {
                (Phase::Dissolved, _) => Kind::Dissolved(one.charge),
                (Phase::Gas, Exchange::Listed(_)) => Kind::Reservoir,
                (Phase::Gas, _) => Kind::Gas,
                _ => Kind::Pure,
            });
        }
        self.eliminate(catalogue);
    }

    /// Gauss-Jordan elimination: each reaction makes one species, which no other reaction then has.
    fn eliminate(&mut self, catalogue: &Catalogue) {
        let (n, r) = (self.species.len(), self.reactions.len());
        let width = n + r;
        let mut table = vec![0.0; r * width];
        for (row, at) in self.reactions.iter().enumerate() {
            for (species, count) in catalogue.reactions.get(*at).map_or(&[][..], |reaction| &reaction.terms) {
                if let Some(place) = self.species.iter().position(|own| own == species) {
                    table[row * width + place] = *count;
                }
            }
            table[row * width + n + row] = 1.0;
        }
        self.dependent.clear();
        for row in 0..r {
            // Pivots that keep whole numbers whole where there are any; never water, which everything is made with.
            let candidate = (0..n)
                .filter(|column| table[row * width + column].abs() > 1e-9)
                .min_by_key(|column| (Some(*column) == self.water, table[row * width + column].abs() != 1.0));
            let Some(column) = candidate else { continue };
            let pivot = table[row * width + column];
            for value in &mut table[row * width..(row + 1) * width] {
                *value = tidy(*value / pivot);
            }
            let line = table[row * width..(row + 1) * width].to_vec();
            for other in (0..r).filter(|other| *other != row) {
                let factor = table[other * width + column];
                if factor != 0.0 {
                    for (own, pivot) in table[other * width..(other + 1) * width].iter_mut().zip(&line) {
                        *own = tidy(*own - factor * pivot);
                    }
                }
            }
            self.dependent.push(column);
        }
        self.basis = (0..n).filter(|at| !self.dependent.contains(at)).collect();
        self.composition.clear();
        self.route.clear();
        for row in 0..r {
            self.composition.extend(self.basis.iter().map(|at| 0.0 - table[row * width + at]));
            self.route.extend_from_slice(&table[row * width + n..(row + 1) * width]);
        }
    }
}

/// Takes the rounding off what should be a fraction with a small denominator.
pub(super) fn tidy(value: f64) -> f64 {
    let whole = (value * 60.0).round() / 60.0;
    if (value - whole).abs() < 1e-11 { whole } else { value }
}
