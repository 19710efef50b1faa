//! A little catalogue by hand, and what mixtures of it must do.

use super::activity::Profile;
use super::catalogue::Catalogue;
use super::equilibrium::{Conditions, Gases, Workspace};
use super::mixture::{Mixture, Part};
use super::substance::{Constant, ReactionRow, Rows, SpeciesRow};
use crate::numerics::math;

/// Equilibria with log K. Recalled values of the usual tables: enough for these tests.
const REACTIONS: &[(&str, f64)] = &[
    ("H2O(l) = H+ + OH-", -14.0),
    ("CH3COOH(aq) = H+ + CH3COO-", -4.757),
    ("CO2(aq) + H2O(l) = H+ + HCO3-", -6.352),
    ("HCO3- = H+ + CO3^2-", -10.329),
    ("CO2(g) = CO2(aq)", -1.468),
    ("H3PO4(aq) = H+ + H2PO4-", -2.17),
    ("H2PO4- = H+ + HPO4^2-", -7.207),
    ("HPO4^2- = H+ + PO4^3-", -12.346),
    ("NH4+ = H+ + NH3(aq)", -9.252),
    ("NH3(g) = NH3(aq)", 1.797),
    ("HSO4- = H+ + SO4^2-", -1.988),
    ("AgCl(s) = Ag+ + Cl-", -9.75),
    ("Ag+ + NH3(aq) = AgNH3+", 3.31),
    ("Ag+ + 2 NH3(aq) = Ag(NH3)2+", 7.22),
    ("BaSO4(s) = Ba^2+ + SO4^2-", -9.97),
    ("CaCO3(s) = Ca^2+ + CO3^2-", -8.48),
    ("Ca(OH)2(s) = Ca^2+ + 2 OH-", -5.2),
    ("CaO(s) + H2O(l) = Ca(OH)2(s)", 10.0),
    ("Fe^3+ + SCN- = FeSCN^2+", 2.94),
    ("Fe^3+ + H2O(l) = FeOH^2+ + H+", -2.19),
    ("Fe(OH)3(s) + 3 H+ = Fe^3+ + 3 H2O(l)", 4.89),
    ("Cu(OH)2(s) + 2 H+ = Cu^2+ + 2 H2O(l)", 8.64),
    ("Cu^2+ + 4 NH3(aq) = Cu(NH3)4^2+", 13.0),
    ("CuSO4*5H2O(s) = Cu^2+ + SO4^2- + 5 H2O(l)", -2.64),
    ("Al(OH)3(s) + 3 H+ = Al^3+ + 3 H2O(l)", 10.8),
    ("Al^3+ + 4 H2O(l) = Al(OH)4- + 4 H+", -22.7),
    ("NaCl(s) = Na+ + Cl-", 1.57),
    ("HIn:dye = H+ + In-:dye", -7.1),
];

/// The rows of the equilibria above, without any data but their constants.
fn rows() -> Rows {
    let mut rows = Rows::default();
    for id in ["K+", "NO3-", "N2(g)"] {
        rows.species.push(SpeciesRow { id: id.into(), ..SpeciesRow::default() });
    }
    for (equation, log_k) in REACTIONS {
        for term in equation.split(" = ").flat_map(|side| side.split(" + ")) {
            let id = term.rsplit(' ').next().unwrap_or(term);
            if rows.species.iter().all(|row| row.id != id) {
                let molar_mass = (id == "HIn:dye").then_some(0.3);
                rows.species.push(SpeciesRow { id: id.into(), molar_mass, ..SpeciesRow::default() });
            }
        }
        rows.reactions.push(ReactionRow {
            equation: (*equation).into(),
            constant: Constant::LogK(*log_k),
            rate: None,
            tolerance: None,
            source: "recalled".into(),
        });
    }
    rows
}

fn catalogue() -> Catalogue {
    Catalogue::build(&rows()).unwrap_or_else(|faults| panic!("{faults:#?}"))
}

/// Water of a volume in L at 25 °C with amounts in mol.
fn solution(catalogue: &Catalogue, litres: f64, of: &[(&str, f64)]) -> Mixture {
    let mut mixture = Mixture::new(catalogue, 298.15);
    let mass = 1e-3 * litres * super::water::density(298.15);
    assert!(mixture.add(catalogue.water(), mass / super::water::MOLAR_MASS));
    for (id, amount) in of {
        let species = catalogue.find(id).unwrap_or_else(|| panic!("no {id}"));
        assert!(mixture.add(species, *amount));
    }
    mixture
}

fn settle(catalogue: &Catalogue, mixture: &mut Mixture, conditions: &Conditions) {
    let (elements, charge) = (mixture.elements(catalogue), mixture.charge(catalogue));
    let before = mixture.clone();
    let report = mixture
        .equilibrate(catalogue, conditions, &mut Workspace::default())
        .unwrap_or_else(|error| panic!("{error}: {:?}", named(catalogue, &before)));
    let mut after = mixture.elements(catalogue);
    let total: f64 = elements.iter().sum();
    for (at, amount) in &report.exchanged {
        for (element, count) in &catalogue.species[*at].atoms {
            after[*element] -= count * amount;
        }
    }
    for (was, is) in elements.iter().zip(&after) {
        assert!((was - is).abs() <= 1e-12 * total, "{was} {is}");
    }
    assert!((charge - mixture.charge(catalogue)).abs() <= 1e-12 * total);
}

fn named(catalogue: &Catalogue, mixture: &Mixture) -> Vec<(String, f64)> {
    let both = catalogue.species.iter().zip(&mixture.amounts);
    both.filter(|(_, n)| **n != 0.0).map(|(species, n)| (species.id.clone(), *n)).collect()
}

fn get(catalogue: &Catalogue, mixture: &Mixture, id: &str) -> f64 {
    mixture.amount(catalogue.find(id).unwrap_or_else(|| panic!("no {id}")))
}

const IDEAL: Conditions = Conditions { profile: Profile::Ideal, gases: Gases::Apart };

#[test]
fn strong_acid_from_strong_to_nothing() {
    let catalogue = catalogue();
    for ten in -9..=0 {
        let c = math::exp10(f64::from(ten));
        let mut mixture = solution(&catalogue, 0.1, &[("H+", 0.1 * c), ("Cl-", 0.1 * c)]);
        settle(&catalogue, &mut mixture, &IDEAL);
        let exact = 0.5 * (c + (c * c + 4e-14).sqrt());
        let ph = mixture.ph(&catalogue).expect("a solution");
        assert!((ph + math::log10(exact)).abs() < 1e-8, "{c}: {ph}");
    }
}

#[test]
fn neutralisation_leaves_neutral_water() {
    let catalogue = catalogue();
    let mut mixture = solution(&catalogue, 0.1, &[("H+", 0.01), ("Cl-", 0.01), ("Na+", 0.01), ("OH-", 0.01)]);
    settle(&catalogue, &mut mixture, &IDEAL);
    let ph = mixture.ph(&catalogue).expect("a solution");
    assert!((ph - 7.0).abs() < 1e-6, "{ph}");
}

#[test]
fn solids_form_and_dissolve() {
    let catalogue = catalogue();
    let mut mixture = solution(&catalogue, 1.0, &[("AgCl(s)", 0.01)]);
    settle(&catalogue, &mut mixture, &IDEAL);
    let silver = get(&catalogue, &mixture, "Ag+");
    assert!((silver / math::exp10(-4.875) - 1.0).abs() < 1e-6, "{silver}");
    // Ammonia takes it all up.
    assert!(mixture.add(catalogue.find("NH3(aq)").expect("known"), 1.0));
    settle(&catalogue, &mut mixture, &IDEAL);
    assert_eq!(get(&catalogue, &mixture, "AgCl(s)"), 0.0);
    // Acid brings it back.
    for id in ["H+", "NO3-"] {
        assert!(mixture.add(catalogue.find(id).expect("known"), 1.5));
    }
    settle(&catalogue, &mut mixture, &IDEAL);
    assert!((get(&catalogue, &mixture, "AgCl(s)") - 0.01).abs() < 2e-5, "{:?}", named(&catalogue, &mixture));
}

#[test]
fn lime_takes_the_last_water() {
    let catalogue = catalogue();
    let mut mixture = Mixture::new(&catalogue, 298.15);
    assert!(mixture.add(catalogue.find("CaO(s)").expect("known"), 1.0));
    assert!(mixture.add(catalogue.water(), 0.4));
    settle(&catalogue, &mut mixture, &IDEAL);
    assert!((get(&catalogue, &mixture, "Ca(OH)2(s)") - 0.4).abs() < 1e-6, "{:?}", named(&catalogue, &mixture));
    assert!(get(&catalogue, &mixture, "H2O(l)") < 1e-6);
    // And dry lime stays as it is.
    let mut dry = Mixture::new(&catalogue, 298.15);
    assert!(dry.add(catalogue.find("CaO(s)").expect("known"), 1.0));
    let before = dry.clone();
    settle(&catalogue, &mut dry, &IDEAL);
    assert_eq!(dry, before);
}

#[test]
fn gases_dissolve_open_closed_and_under_pressure() {
    let catalogue = catalogue();
    let gas = catalogue.find("CO2(g)").expect("known");
    let open = [(gas, 101_325.0)];
    let mut mixture = solution(&catalogue, 1.0, &[]);
    settle(&catalogue, &mut mixture, &Conditions { profile: Profile::Ideal, gases: Gases::Open(&open) });
    let ph = mixture.ph(&catalogue).expect("a solution");
    assert!((ph - 3.91).abs() < 1e-4, "{ph}");
    let mut bottle = solution(&catalogue, 1.0, &[("CO2(aq)", 0.05)]);
    settle(&catalogue, &mut bottle, &Conditions { profile: Profile::Ideal, gases: Gases::Closed(1e-3) });
    let up = get(&catalogue, &bottle, "CO2(g)");
    let down = 1e-3 * bottle.concentration(&catalogue, catalogue.find("CO2(aq)").expect("known"));
    let pressure = up * 8.314_462_618 * 298.15 / 1e-3 / 101_325.0;
    assert!((down / pressure / math::exp10(-1.468) - 1.0).abs() < 1e-9, "{pressure}");
    let mut piston = solution(&catalogue, 1.0, &[("CO2(aq)", 0.05), ("N2(g)", 0.01)]);
    let conditions = Conditions { profile: Profile::Ideal, gases: Gases::Pressure(101_325.0) };
    let volume = piston.equilibrate(&catalogue, &conditions, &mut Workspace::default()).expect("found").gas_volume;
    let gas = get(&catalogue, &piston, "CO2(g)") + 0.01;
    assert!((gas * 8.314_462_618 * 298.15 / volume / 101_325.0 - 1.0).abs() < 1e-9);
}

#[test]
fn activity_profile_after_davies() {
    let catalogue = catalogue();
    let conditions = Conditions { profile: Profile::Activity, gases: Gases::Apart };
    let mut mixture = solution(&catalogue, 1.0, &[("H+", 0.1), ("Cl-", 0.1)]);
    settle(&catalogue, &mut mixture, &conditions);
    let ph = mixture.ph(&catalogue).expect("a solution");
    assert!((ph - 1.107).abs() < 2e-3, "{ph}");
}

#[test]
fn parts_are_taken_and_poured() {
    let catalogue = catalogue();
    let mut mixture = solution(&catalogue, 0.1, &[("Ba^2+", 0.01), ("SO4^2-", 0.01)]);
    settle(&catalogue, &mut mixture, &IDEAL);
    let (mass, elements) = (mixture.mass(&catalogue), mixture.elements(&catalogue));
    let clear = mixture.take(&catalogue, Part::Solution, 0.5);
    assert_eq!(get(&catalogue, &clear, "BaSO4(s)"), 0.0);
    assert!((clear.volume(&catalogue) - 5e-5).abs() < 1e-7);
    mixture.pour(&catalogue, &clear);
    assert!((mixture.mass(&catalogue) - mass).abs() < 1e-15);
    assert!(mixture.elements(&catalogue).iter().zip(&elements).all(|(a, b)| (a - b).abs() < 1e-14));
}
