//! The catalogue: every species, reaction and substance, checked and cross-referenced.

use std::fmt;

use super::formula::{Formula, Phase};
use super::reaction::{Law, Reaction};
use super::substance::{Band, Constant, Names, ReactionRow, Rows, SpeciesRow, SubstanceRow};
use super::{elements, water};
use crate::numerics::math;
use crate::quantity::nearest;

/// How far log K may be from what enthalpies and entropies of formation give, if the row does not say otherwise.
pub const HESS: f64 = 0.15;

/// A mistake in the rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Which row: `species CO2(aq)`, `reaction H2O(l) = H+ + OH-`.
    pub row: String,
    /// Which key of it.
    pub key: &'static str,
    /// What is wrong.
    pub words: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}: {}", self.row, self.key, self.words)
    }
}

/// A species of the catalogue.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Species {
    /// Its formula, `CO2(aq)`.
    pub id: String,
    /// Names in the languages.
    pub names: Names,
    /// Where it is.
    pub phase: Phase,
    /// Charge in elementary charges.
    pub charge: i32,
    /// Molar mass, kg/mol.
    pub molar_mass: f64,
    /// Atoms: index into [`Catalogue::elements`] and how many.
    pub atoms: Vec<(usize, f64)>,
    /// Standard enthalpy of formation at 25 °C, J/mol.
    pub enthalpy: f64,
    /// Standard entropy at 25 °C, J/(mol K).
    pub entropy: Option<f64>,
    /// Heat capacity, J/(mol K), over temperature, K; straight lines between, constant beyond. Water has its own function.
    pub heat_capacity: Vec<(f64, f64)>,
    /// Molar volume (solids, liquids), apparent molar volume (what is dissolved), m³/mol; 0 for gases.
    pub volume: f64,
    /// Molar conductivity of the ion, S m²/mol.
    pub conductivity: Option<f64>,
    /// Ion-size parameter, m.
    pub size: Option<f64>,
    /// Size a, m, and b, L/mol, of an activity coefficient of its own.
    pub debye_huckel: Option<(f64, f64)>,
    /// Absorption in the visible.
    pub bands: Vec<Band>,
    /// Look of a solid, sRGB `#rrggbb`.
    pub colour: Option<String>,
    /// Where the numbers are from.
    pub source: String,
}

impl Species {
    fn is_water(&self) -> bool {
        self.id == WATER
    }

    /// Whether it is a phase of its own: a solid, or a liquid that is not the solvent (water counts too).
    pub fn is_pure(&self) -> bool {
        matches!(self.phase, Phase::Solid | Phase::Liquid)
    }

    /// Molar enthalpy at a temperature in K, J/mol.
    pub fn enthalpy_at(&self, temperature: f64) -> f64 {
        if self.is_water() {
            return self.enthalpy + self.molar_mass * water::specific_enthalpy(temperature);
        }
        self.enthalpy + self.warming(temperature).0
    }

    /// Molar heat capacity at a temperature in K, J/(mol K).
    pub fn heat_capacity_at(&self, temperature: f64) -> f64 {
        if self.is_water() {
            return self.molar_mass * water::specific_heat_capacity(temperature);
        }
        super::reaction::interpolate(&self.heat_capacity, temperature)
    }

    /// What enthalpy (J/mol) and entropy (J/(mol K)) are above those at 25 °C: integrals of the tabled heat capacity.
    pub fn warming(&self, temperature: f64) -> (f64, f64) {
        if let [(_, one)] = self.heat_capacity.as_slice() {
            let standard = water::STANDARD_TEMPERATURE;
            return (one * (temperature - standard), one * math::ln(temperature / standard));
        }
        let high = self.table_integrals(temperature);
        let low = self.table_integrals(water::STANDARD_TEMPERATURE);
        (high.0 - low.0, high.1 - low.1)
    }

    /// The integrals of the table from its first temperature.
    fn table_integrals(&self, temperature: f64) -> (f64, f64) {
        let Some(first) = self.heat_capacity.first() else { return (0.0, 0.0) };
        let piece = |from: (f64, f64), to: (f64, f64)| {
            if to.0 == from.0 {
                return (0.0, 0.0);
            }
            let slope = (to.1 - from.1) / (to.0 - from.0);
            let at_zero = from.1 - slope * from.0;
            let width = to.0 - from.0;
            (0.5 * (from.1 + to.1) * width, at_zero * math::ln(to.0 / from.0) + slope * width)
        };
        if temperature <= first.0 {
            return piece(*first, (temperature, first.1));
        }
        let mut sum = (0.0, 0.0);
        let mut from = *first;
        for point in self.heat_capacity.iter().skip(1) {
            let whole = temperature >= point.0;
            let to = if whole { *point } else { (temperature, self.heat_capacity_at(temperature)) };
            let (h, s) = piece(from, to);
            sum = (sum.0 + h, sum.1 + s);
            from = to;
            if !whole {
                return sum;
            }
        }
        let (h, s) = piece(from, (temperature, from.1));
        (sum.0 + h, sum.1 + s)
    }
}

/// What a bottle holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Substance {
    /// The row; its `of` names species that exist.
    pub row: SubstanceRow,
    /// Species and amounts of one portion, mol.
    pub amounts: Vec<(usize, f64)>,
    /// Mass of that portion, kg.
    pub mass: f64,
}

/// Everything that the rows say, checked.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Catalogue {
    /// The species, in the order of the rows: their index is what mixtures and reactions use.
    pub species: Vec<Species>,
    /// The reactions.
    pub reactions: Vec<Reaction>,
    /// The bottles.
    pub substances: Vec<Substance>,
    /// Symbols of the elements that occur (and bodies of dyes).
    pub elements: Vec<String>,
    water: usize,
    hydron: Option<usize>,
}

const WATER: &str = "H2O(l)";
/// Densities that are taken where no molar volume is given, kg/m³.
const SOLID_DENSITY: f64 = 2500.0;
const LIQUID_DENSITY: f64 = 1000.0;
/// Heat capacities where none is given: of a solid's or liquid's atom and of a gas, J/(mol K).
const ATOM_HEAT: f64 = 20.0;
const GAS_HEAT: f64 = 29.1;

impl Catalogue {
    /// Checks rows and joins them. Every mistake is told: formulas, unknown species, atoms or charges that do not balance,
    /// reactions that follow from others, log K that disagrees with enthalpies and entropies.
    ///
    /// What a row leaves out: a molar volume is that of the density 2500 kg/m³ (solids) or 1000 kg/m³ (liquids), and
    /// none at all for what is dissolved; the heat capacity of a solid or liquid is 20 J/(mol K) for each atom (Kopp's
    /// rule of thumb), of a gas 29.1 J/(mol K); an enthalpy, and the heat capacity of what is dissolved, are such that the
    /// one fast reaction that has the species as its only unknown has a change of zero; else they are 0.
    pub fn build(rows: &Rows) -> Result<Catalogue, Vec<Fault>> {
        let mut faults = Vec::new();
        let mut catalogue = Catalogue::default();
        catalogue.read_species(&rows.species, &mut faults);
        let enthalpies = rows.species.iter().map(|row| row.enthalpy.is_some()).collect::<Vec<bool>>();
        match catalogue.find(WATER) {
            Some(at) => catalogue.water = at,
            None => faults.push(fault("species", WATER, "id", "every catalogue needs water".into())),
        }
        catalogue.hydron = catalogue.find("H+");
        for row in &rows.reactions {
            if let Some(reaction) = catalogue.read_reaction(row, &mut faults) {
                catalogue.reactions.push(reaction);
            }
        }
        if faults.is_empty() {
            catalogue.fill(&rows.species);
            catalogue.constants(&rows.reactions, &enthalpies, &mut faults);
            catalogue.independent(&mut faults);
        }
        for row in &rows.substances {
            catalogue.read_substance(row, &mut faults);
        }
        if faults.is_empty() { Ok(catalogue) } else { Err(faults) }
    }

    /// Index of a species by its id.
    pub fn find(&self, id: &str) -> Option<usize> {
        self.species.iter().position(|one| one.id == id)
    }

    /// A substance by its id.
    pub fn substance(&self, id: &str) -> Option<&Substance> {
        self.substances.iter().find(|one| one.row.id == id)
    }

    /// Index of liquid water.
    pub fn water(&self) -> usize {
        self.water
    }

    /// Index of H+, if there is one.
    pub fn hydron(&self) -> Option<usize> {
        self.hydron
    }

    fn read_species(&mut self, rows: &[SpeciesRow], faults: &mut Vec<Fault>) {
        let mut bodies: Vec<(String, f64)> = Vec::new();
        let mut formulas = Vec::new();
        for row in rows {
            let formula = match Formula::parse(&row.id) {
                Ok(formula) => formula,
                Err(error) => {
                    faults.push(fault("species", &row.id, "id", error.words));
                    continue;
                }
            };
            let Some(phase) = formula.phase else {
                let words = format!("\"{}\" needs a phase: (s), (l), (g) or (aq)", row.id);
                faults.push(fault("species", &row.id, "id", words));
                continue;
            };
            if formulas.iter().any(|(_, other, _): &(Formula, &SpeciesRow, Phase)| other.id == row.id) {
                faults.push(fault("species", &row.id, "id", "it is there twice".into()));
                continue;
            }
            if let (Some(mass), Some((body, count))) = (row.molar_mass, body_of(&formula)) {
                let rest = mass - elements_mass(&formula);
                if rest > 0.0 && !bodies.iter().any(|(name, _)| *name == body) {
                    bodies.push((body, rest / f64::from(count)));
                }
            }
            formulas.push((formula, row, phase));
        }
        for (formula, row, phase) in formulas {
            let body = body_of(&formula).and_then(|(name, count)| {
                let mass = bodies.iter().find(|(own, _)| *own == name).map(|(_, mass)| mass * f64::from(count));
                if mass.is_none() {
                    let words = format!("\"{name}\" is no element: one of its species needs a molar mass");
                    faults.push(fault("species", &row.id, "molar_mass", words));
                }
                mass
            });
            let molar_mass = elements_mass(&formula) + body.unwrap_or(0.0);
            if let Some(given) = row.molar_mass.filter(|given| (given / molar_mass - 1.0).abs() > 1e-3) {
                let words = format!("{given} kg/mol is not what the formula gives, {molar_mass} kg/mol");
                faults.push(fault("species", &row.id, "molar_mass", words));
            }
            if row.heat_capacity.windows(2).any(|pair| pair.first().map(|p| p.0) >= pair.get(1).map(|p| p.0)) {
                faults.push(fault("species", &row.id, "heat_capacity", "temperatures must rise".into()));
            }
            let atoms = formula.atoms.iter().map(|(symbol, n)| (self.element(symbol), f64::from(*n))).collect();
            self.species.push(Species {
                id: row.id.clone(),
                names: row.names.clone(),
                phase,
                charge: formula.charge,
                molar_mass,
                atoms,
                enthalpy: row.enthalpy.unwrap_or(0.0),
                entropy: row.entropy,
                heat_capacity: row.heat_capacity.clone(),
                volume: row.volume.unwrap_or(match phase {
                    Phase::Solid => molar_mass / SOLID_DENSITY,
                    Phase::Liquid => molar_mass / LIQUID_DENSITY,
                    _ => 0.0,
                }),
                conductivity: row.conductivity,
                size: row.size,
                debye_huckel: row.debye_huckel,
                bands: row.bands.clone(),
                colour: row.colour.clone(),
                source: row.source.clone(),
            });
        }
    }

    fn element(&mut self, symbol: &str) -> usize {
        if let Some(at) = self.elements.iter().position(|own| own == symbol) {
            return at;
        }
        self.elements.push(symbol.to_owned());
        self.elements.len() - 1
    }

    /// Species and counts of an equation's side.
    fn side(&self, text: &str, row: &str, faults: &mut Vec<Fault>) -> Vec<(usize, f64)> {
        let mut terms = Vec::new();
        for term in text.split(" + ") {
            let term = term.trim();
            let (count, id) = match term.split_once(' ') {
                Some((count, id)) => (count.parse::<f64>().ok(), id.trim()),
                None => (Some(1.0), term),
            };
            let Some(count) = count.filter(|count| *count > 0.0 && count.is_finite()) else {
                faults.push(fault("reaction", row, "equation", format!("\"{term}\" has no count that can be read")));
                continue;
            };
            match self.find(id) {
                Some(at) => terms.push((at, count)),
                None => {
                    let known = self.species.iter().map(|one| one.id.as_str());
                    let guess = nearest(id, known).map_or(String::new(), |known| format!("; is \"{known}\" meant?"));
                    faults.push(fault("reaction", row, "equation", format!("there is no species \"{id}\"{guess}")));
                }
            }
        }
        terms
    }

    fn read_reaction(&self, row: &ReactionRow, faults: &mut Vec<Fault>) -> Option<Reaction> {
        let before = faults.len();
        let (left, right, forward) = match (row.equation.split_once(" = "), row.equation.split_once(" -> ")) {
            (Some((left, right)), None) => (left, right, false),
            (None, Some((left, right))) => (left, right, true),
            _ => {
                let words = "it needs \" = \" or \" -> \" between its sides".to_owned();
                faults.push(fault("reaction", &row.equation, "equation", words));
                return None;
            }
        };
        let mut terms: Vec<(usize, f64)> = Vec::new();
        let left = self.side(left, &row.equation, faults).into_iter().map(|(at, count)| (at, -count));
        for (at, count) in left.chain(self.side(right, &row.equation, faults)) {
            match terms.iter_mut().find(|(own, _)| *own == at) {
                Some((_, own)) => *own += count,
                None => terms.push((at, count)),
            }
        }
        terms.retain(|(_, count)| *count != 0.0);
        if faults.len() > before {
            return None;
        }
        self.balance(&terms, &row.equation, faults);
        if forward && row.rate.is_none() {
            faults.push(fault("reaction", &row.equation, "rate", "what only goes forward needs a rate".into()));
        }
        if let Constant::Solubility(curve) = &row.constant {
            let of =
                |phase| terms.iter().filter(move |(at, _)| self.species.get(*at).is_some_and(|s| s.phase == phase));
            let solid = of(Phase::Solid).count() == 1 && of(Phase::Solid).all(|(_, n)| *n == -1.0);
            let right = of(Phase::Dissolved).all(|(_, n)| *n > 0.0) && of(Phase::Gas).count() == 0;
            if !solid || !right || curve.is_empty() || curve.iter().any(|point| point.1 <= 0.0) {
                let words = "a solubility needs one solid on the left and only what it dissolves to on the right";
                faults.push(fault("reaction", &row.equation, "solubility", words.into()));
            }
        }
        (faults.len() == before).then(|| Reaction {
            equation: row.equation.clone(),
            terms,
            law: if forward { Law::OneWay } else { Law::Hess(0.0) },
            rate: row.rate.clone(),
            activity_only: row.activity_only,
            source: row.source.clone(),
        })
    }

    fn balance(&self, terms: &[(usize, f64)], row: &str, faults: &mut Vec<Fault>) {
        let mut sums = vec![0.0; self.elements.len()];
        let mut charge = 0.0;
        for (at, count) in terms {
            let Some(one) = self.species.get(*at) else { continue };
            charge += count * f64::from(one.charge);
            for (element, number) in &one.atoms {
                if let Some(sum) = sums.get_mut(*element) {
                    *sum += count * number;
                }
            }
        }
        for (symbol, sum) in self.elements.iter().zip(&sums).filter(|(_, sum)| sum.abs() > 1e-9) {
            let side = if *sum > 0.0 { "right" } else { "left" };
            let words = format!("{} {symbol} too many on the {side} side", sum.abs());
            faults.push(fault("reaction", row, "equation", words));
        }
        if charge.abs() > 1e-9 {
            let words = format!("the charge of the right side is {charge:+} against the left side");
            faults.push(fault("reaction", row, "equation", words));
        }
    }

    /// Fills in enthalpies and heat capacities that no row gives.
    fn fill(&mut self, rows: &[SpeciesRow]) {
        let mut enthalpy: Vec<bool> = rows.iter().map(|row| row.enthalpy.is_some()).collect();
        let standard = water::STANDARD_TEMPERATURE;
        for one in self.species.iter_mut().filter(|one| one.heat_capacity.is_empty()) {
            let atoms: f64 = one.atoms.iter().map(|(_, number)| number).sum();
            match one.phase {
                Phase::Solid | Phase::Liquid => one.heat_capacity = vec![(standard, ATOM_HEAT * atoms)],
                Phase::Gas => one.heat_capacity = vec![(standard, GAS_HEAT)],
                Phase::Dissolved => {}
            }
        }
        let mut heat: Vec<bool> = self.species.iter().map(|one| !one.heat_capacity.is_empty()).collect();
        loop {
            let mut found = false;
            for reaction in self.reactions.iter().filter(|reaction| reaction.is_fast()) {
                let unknown = |known: &[bool]| {
                    let mut open = reaction.terms.iter().filter(|(at, _)| known.get(*at) == Some(&false));
                    open.next().filter(|_| open.next().is_none()).copied()
                };
                if let Some((at, count)) = unknown(&enthalpy) {
                    let rest: f64 = others(&reaction.terms, at)
                        .filter_map(|(other, n)| self.species.get(*other).map(|one| n * one.enthalpy))
                        .sum();
                    set(&mut self.species, &mut enthalpy, at, |one| one.enthalpy = -rest / count);
                    found = true;
                }
                if let Some((at, count)) = unknown(&heat) {
                    let rest: f64 = others(&reaction.terms, at)
                        .filter_map(|(other, n)| self.species.get(*other).map(|one| n * one.heat_capacity_at(standard)))
                        .sum();
                    set(&mut self.species, &mut heat, at, |one| one.heat_capacity = vec![(standard, -rest / count)]);
                    found = true;
                }
            }
            if !found {
                break;
            }
        }
        for one in self.species.iter_mut().filter(|one| one.heat_capacity.is_empty()) {
            one.heat_capacity = vec![(standard, 0.0)];
        }
    }

    /// Equilibrium constants, and whether they agree with the formation data.
    fn constants(&mut self, rows: &[ReactionRow], enthalpies: &[bool], faults: &mut Vec<Fault>) {
        let mut laws = Vec::new();
        for (reaction, row) in self.reactions.iter().zip(rows) {
            let known = reaction.terms.iter().all(|(at, _)| enthalpies.get(*at) == Some(&true));
            let hess = reaction.hess_ln_k(&self.species).filter(|_| known);
            let is = |equation: &str| row.equation == equation;
            laws.push(match &row.constant {
                _ if reaction.law == Law::OneWay => Law::OneWay,
                Constant::Gibbs if is("H2O(l) = H2O(g)") => Law::Vapour,
                Constant::LogK(log_k) if is("H2O(l) = H+ + OH-") => Law::Ionisation(math::LN_10 * log_k),
                Constant::Solubility(curve) => Law::Solubility(curve.clone()),
                Constant::LogK(log_k) => {
                    let allowed = row.tolerance.unwrap_or(HESS);
                    if let Some(hess) = hess.map(|hess| hess / math::LN_10).filter(|h| (h - log_k).abs() > allowed) {
                        let words = format!(
                            "{log_k} differs by more than {allowed} from {hess:.3}, what enthalpies and entropies give"
                        );
                        faults.push(fault("reaction", &row.equation, "log_k", words));
                    }
                    Law::Hess(math::LN_10 * log_k)
                }
                Constant::Gibbs => match hess {
                    Some(hess) => Law::Hess(hess),
                    None => {
                        let words = "without it every species needs an enthalpy and an entropy".to_owned();
                        faults.push(fault("reaction", &row.equation, "log_k", words));
                        Law::Hess(0.0)
                    }
                },
            });
        }
        for (reaction, law) in self.reactions.iter_mut().zip(laws) {
            reaction.law = law;
        }
    }

    /// Fast reactions must not follow from others: their constants could contradict each other.
    fn independent(&self, faults: &mut Vec<Fault>) {
        let mut rows: Vec<(usize, Vec<f64>)> = Vec::new();
        for reaction in self.reactions.iter().filter(|reaction| reaction.is_fast()) {
            let mut line = vec![0.0; self.species.len()];
            for (at, count) in &reaction.terms {
                if let Some(own) = line.get_mut(*at) {
                    *own = *count;
                }
            }
            for (pivot, other) in &rows {
                let factor = line.get(*pivot).copied().unwrap_or(0.0);
                if factor != 0.0 {
                    for (own, theirs) in line.iter_mut().zip(other) {
                        *own -= factor * theirs;
                    }
                }
            }
            let largest = line
                .iter()
                .enumerate()
                .fold((0, 0.0_f64), |best, (at, value)| if value.abs() > best.1.abs() { (at, *value) } else { best });
            if largest.1.abs() < 1e-9 {
                let words = "it follows from reactions before it".to_owned();
                faults.push(fault("reaction", &reaction.equation, "equation", words));
                continue;
            }
            line.iter_mut().for_each(|own| *own /= largest.1);
            rows.push((largest.0, line));
        }
    }

    fn read_substance(&mut self, row: &SubstanceRow, faults: &mut Vec<Fault>) {
        if self.substances.iter().any(|other| other.row.id == row.id) {
            faults.push(fault("substance", &row.id, "id", "it is there twice".into()));
        }
        let mut amounts = Vec::new();
        for (id, amount) in &row.of {
            match self.find(id) {
                Some(at) if *amount >= 0.0 && amount.is_finite() => amounts.push((at, *amount)),
                Some(_) => faults.push(fault("substance", &row.id, "of", format!("{amount} mol of {id} cannot be"))),
                None => faults.push(fault("substance", &row.id, "of", format!("there is no species \"{id}\""))),
            }
        }
        let sum = |of: &dyn Fn(&Species) -> f64| -> f64 {
            amounts.iter().filter_map(|(at, n)| self.species.get(*at).map(|one| n * of(one))).sum()
        };
        let total = sum(&|one| f64::from(one.charge * one.charge));
        let charge = sum(&|one| f64::from(one.charge));
        if charge.abs() > 1e-9 * total {
            faults.push(fault("substance", &row.id, "of", format!("it has a charge of {charge} mol")));
        }
        if let Some(volume) = row.solution {
            let dissolved = sum(&|one| if one.phase == Phase::Dissolved { one.volume } else { 0.0 });
            let water = (volume - dissolved) * water::density(water::STANDARD_TEMPERATURE) / water::MOLAR_MASS;
            if water > 0.0 {
                amounts.push((self.water, water));
            } else {
                faults.push(fault("substance", &row.id, "solution", "it leaves no room for water".into()));
            }
        }
        let mass = amounts.iter().filter_map(|(at, n)| self.species.get(*at).map(|one| n * one.molar_mass)).sum();
        self.substances.push(Substance { row: row.clone(), amounts, mass });
    }
}

fn fault(kind: &str, row: &str, key: &'static str, words: String) -> Fault {
    Fault { row: format!("{kind} {row}"), key, words }
}

fn others(terms: &[(usize, f64)], at: usize) -> impl Iterator<Item = &(usize, f64)> {
    terms.iter().filter(move |(other, _)| *other != at)
}

fn set(species: &mut [Species], known: &mut [bool], at: usize, change: impl Fn(&mut Species)) {
    if let (Some(one), Some(known)) = (species.get_mut(at), known.get_mut(at)) {
        change(one);
        *known = true;
    }
}

/// The body of a formula that is no element, and how many of it.
fn body_of(formula: &Formula) -> Option<(String, u32)> {
    formula.atoms.iter().find(|(symbol, _)| elements::element(symbol).is_none()).cloned()
}

/// Molar mass of the elements in a formula, kg/mol.
fn elements_mass(formula: &Formula) -> f64 {
    let weight = |symbol: &str| elements::element(symbol).map_or(0.0, |element| element.weight);
    formula.atoms.iter().map(|(symbol, number)| 1e-3 * weight(symbol) * f64::from(*number)).sum()
}
