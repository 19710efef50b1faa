//! What a burning or glowing splint does in a gas.
//!
//! Rules, stated: limits of flammability are added up by Le Chatelier's rule; where nothing burns, a flame needs 16 % of
//! oxygen in nitrogen and more where carbon dioxide cools it, so that a burning splint goes out in air with about 14 %
//! of carbon dioxide; a glowing one relights from 40 % of oxygen on. The last numbers vary with the wood (by some
//! percent of oxygen) and are those that schools go by, not measurements of this project.

/// A splint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Splint {
    /// With a flame.
    Burning,
    /// Glowing, the flame blown out.
    Glowing,
}

/// What it does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SplintOutcome {
    /// It stays as it is.
    GoesOn,
    /// It goes out.
    GoesOut,
    /// It flares up brightly.
    Flares,
    /// Glowing, it bursts into flame.
    Relights,
    /// The gas and its air burn at once: a pop, or a squeak.
    Pops,
    /// The gas burns quietly where it meets the air; inside the splint goes out.
    BurnsAtMouth,
}

/// Between which mole fractions in air a gas burns by itself.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Flammability {
    /// Below it there is too little gas.
    pub lower: f64,
    /// Above it there is too little air.
    pub upper: f64,
}

/// Hydrogen: 4 to 75 % (M. G. Zabetakis, US Bureau of Mines Bulletin 627, 1965).
pub const HYDROGEN: Flammability = Flammability { lower: 0.04, upper: 0.75 };
/// Methane: 5 to 15 % (as above).
pub const METHANE: Flammability = Flammability { lower: 0.05, upper: 0.15 };
/// Carbon monoxide: 12.5 to 74 % (as above).
pub const CARBON_MONOXIDE: Flammability = Flammability { lower: 0.125, upper: 0.74 };

/// Least oxygen for a flame in nitrogen, what carbon dioxide adds to it, least for a glow, for flaring, for relighting.
const FLAME: f64 = 0.16;
const COOLING: f64 = 0.15;
const GLOW: f64 = 0.10;
const FLARE: f64 = 0.30;
const RELIGHT: f64 = 0.40;
/// Least oxygen with which hydrogen burns at all (Zabetakis): pure gas in a jar has none.
const ANY: f64 = 0.05;

/// What a splint does in a gas of these mole fractions; `fuels` are the fractions of what burns, with their limits.
pub fn splint(splint: Splint, oxygen: f64, carbon_dioxide: f64, fuels: &[(f64, Flammability)]) -> SplintOutcome {
    let lower: f64 = fuels.iter().map(|(share, limits)| share / limits.lower).sum();
    let upper: f64 = fuels.iter().map(|(share, limits)| share / limits.upper).sum();
    if lower >= 1.0 {
        return match splint {
            Splint::Burning if upper <= 1.0 && oxygen >= ANY => SplintOutcome::Pops,
            Splint::Burning => SplintOutcome::BurnsAtMouth,
            // A glow is not hot enough for most gases to light.
            Splint::Glowing if oxygen < GLOW => SplintOutcome::GoesOut,
            Splint::Glowing => SplintOutcome::GoesOn,
        };
    }
    match splint {
        Splint::Burning if oxygen < FLAME + COOLING * carbon_dioxide => SplintOutcome::GoesOut,
        Splint::Burning if oxygen > FLARE => SplintOutcome::Flares,
        Splint::Glowing if oxygen < GLOW => SplintOutcome::GoesOut,
        Splint::Glowing if oxygen > RELIGHT => SplintOutcome::Relights,
        _ => SplintOutcome::GoesOn,
    }
}
