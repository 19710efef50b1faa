//! The rows that data files have: species, reactions between them, and what bottles on the shelf hold. Numbers in SI.

use std::collections::BTreeMap;

/// A name in each language, by its tag (`en`, `zh-CN`).
pub type Names = BTreeMap<String, String>;

/// An absorption band of a dissolved species or a gas.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Band {
    /// Wavelength of the maximum, m.
    pub peak: f64,
    /// Decadic molar absorptivity there, m²/mol.
    pub absorptivity: f64,
    /// Full width at half maximum, m.
    pub width: f64,
}

/// A species: a formula in a phase. What is `None` is not known; [`super::catalogue::Catalogue::build`] says what is taken
/// in its stead.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SpeciesRow {
    /// The formula with its phase: `CO2(aq)`, `Na+`.
    pub id: String,
    /// Names in the languages.
    pub names: Names,
    /// Standard enthalpy of formation at 25 °C and 1 bar (1 mol/L for what is dissolved; H+ is 0), J/mol.
    pub enthalpy: Option<f64>,
    /// Standard entropy at 25 °C (1 bar; 1 mol/L; H+ is 0), J/(mol K).
    pub entropy: Option<f64>,
    /// Molar heat capacity at constant pressure, J/(mol K); of ions partial molar, often negative. A table of
    /// temperatures, K, with values, or one value for all.
    pub heat_capacity: Vec<(f64, f64)>,
    /// Molar volume of a solid or liquid, apparent molar volume of what is dissolved, m³/mol.
    pub volume: Option<f64>,
    /// Molar conductivity at infinite dilution and 25 °C, S m²/mol (of the ion, not of its equivalent).
    pub conductivity: Option<f64>,
    /// Ion-size parameter of Debye and Hückel, m.
    pub size: Option<f64>,
    /// Its own activity coefficient, log γ = -A z² √I/(1 + B a √I) + b I (Truesdell and Jones): a in m, b in L/mol.
    /// Without it the activity profile takes that of Davies.
    pub debye_huckel: Option<(f64, f64)>,
    /// Molar mass, kg/mol, of a species that holds a body that is no element.
    pub molar_mass: Option<f64>,
    /// Absorption in the visible.
    pub bands: Vec<Band>,
    /// Look of a solid, sRGB `#rrggbb`.
    pub colour: Option<String>,
    /// Where the numbers are from.
    pub source: String,
}

/// How far a reaction goes.
#[derive(Clone, Debug, PartialEq)]
pub enum Constant {
    /// Decadic logarithm of the equilibrium constant at 25 °C: mol/L for what is dissolved, standard atmospheres for gases.
    LogK(f64),
    /// What the enthalpies and entropies of the species give.
    Gibbs,
    /// Solubility of the one solid on the left in pure water: temperature in K and kg of the salt without its water of
    /// crystallisation in 1 kg of water, by rising temperature.
    Solubility(Vec<(f64, f64)>),
}

/// A rate law as the file has it; `rates` knows its meaning.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RateRow {
    /// Numbers with their keys, in SI.
    pub numbers: BTreeMap<String, f64>,
    /// Orders by species id.
    pub orders: BTreeMap<String, f64>,
    /// Concentrations, mol/m³, of species by which the rate is half of its most: a factor c/(c + K).
    pub half_saturation: BTreeMap<String, f64>,
    /// Texts with their keys, such as `surface`.
    pub texts: BTreeMap<String, String>,
}

/// A reaction.
#[derive(Clone, Debug, PartialEq)]
pub struct ReactionRow {
    /// `CH3COOH(aq) = H+ + CH3COO-` for an equilibrium, `->` for what only goes forward.
    pub equation: String,
    /// How far it goes.
    pub constant: Constant,
    /// How fast; without it an equilibrium is always reached at once.
    pub rate: Option<RateRow>,
    /// Whether only the activity profile has it: ion pairs, which textbooks leave out.
    pub activity_only: bool,
    /// How much log K may differ from what enthalpies and entropies of formation give, if more than
    /// [`super::catalogue::HESS`]; the source says why.
    pub tolerance: Option<f64>,
    /// Where the numbers are from.
    pub source: String,
}

/// What a bottle holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SubstanceRow {
    /// Kebab-case id.
    pub id: String,
    /// Names in the languages.
    pub names: Names,
    /// What one portion is made of: species and their amounts, mol.
    pub of: Vec<(String, f64)>,
    /// Volume, m³, to which water is added at 25 °C, of a solution.
    pub solution: Option<f64>,
    /// Concentration on the label, mol/m³.
    pub concentration: Option<f64>,
    /// Density, kg/m³.
    pub density: Option<f64>,
    /// `powder`, `granules`, `chips`, `ribbon`, `crystals`, `liquid`.
    pub looks: Option<String>,
    /// Size of its pieces, m: diameter, or thickness of a strip.
    pub grain: Option<f64>,
    /// GHS pictograms, `GHS05`.
    pub hazards: Vec<String>,
    /// GHS signal word: `danger` or `warning`.
    pub signal: Option<String>,
    /// Where the numbers are from.
    pub source: String,
}

/// Every row of a data file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rows {
    /// The species.
    pub species: Vec<SpeciesRow>,
    /// The reactions.
    pub reactions: Vec<ReactionRow>,
    /// The bottles.
    pub substances: Vec<SubstanceRow>,
}
