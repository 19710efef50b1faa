//! A little catalogue by hand, and what mixtures of it must do.

use super::activity::Profile;
use super::catalogue::Catalogue;
use super::equilibrium::{Conditions, Gases, Workspace};
use super::mixture::{Mixture, Part};
use super::substance::{Constant, ReactionRow, Rows, SpeciesRow};
use crate::numerics::math;
use crate::numerics::random::Random;

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
                let heat_capacity = vec![(298.15, 40.0)];
                rows.species.push(SpeciesRow { id: id.into(), molar_mass, heat_capacity, ..SpeciesRow::default() });
            }
        }
        rows.reactions.push(ReactionRow {
            equation: (*equation).into(),
            constant: Constant::LogK(*log_k),
            rate: None,
            activity_only: false,
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

const IDEAL: Conditions = Conditions { profile: Profile::Ideal, gases: Gases::Apart, held: &[] };

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
    settle(&catalogue, &mut mixture, &Conditions { profile: Profile::Ideal, gases: Gases::Open(&open), held: &[] });
    let ph = mixture.ph(&catalogue).expect("a solution");
    assert!((ph - 3.91).abs() < 1e-4, "{ph}");
    let mut bottle = solution(&catalogue, 1.0, &[("CO2(aq)", 0.05)]);
    settle(&catalogue, &mut bottle, &Conditions { profile: Profile::Ideal, gases: Gases::Closed(1e-3), held: &[] });
    let up = get(&catalogue, &bottle, "CO2(g)");
    let down = 1e-3 * bottle.concentration(&catalogue, catalogue.find("CO2(aq)").expect("known"));
    let pressure = up * 8.314_462_618 * 298.15 / 1e-3 / 101_325.0;
    assert!((down / pressure / math::exp10(-1.468) - 1.0).abs() < 1e-9, "{pressure}");
    let mut piston = solution(&catalogue, 1.0, &[("CO2(aq)", 0.05), ("N2(g)", 0.01)]);
    let conditions = Conditions { profile: Profile::Ideal, gases: Gases::Pressure(101_325.0), held: &[] };
    let volume = piston.equilibrate(&catalogue, &conditions, &mut Workspace::default()).expect("found").gas_volume;
    let gas = get(&catalogue, &piston, "CO2(g)") + 0.01;
    assert!((gas * 8.314_462_618 * 298.15 / volume / 101_325.0 - 1.0).abs() < 1e-9);
}

#[test]
fn activity_profile_after_davies() {
    let catalogue = catalogue();
    let conditions = Conditions { profile: Profile::Activity, gases: Gases::Apart, held: &[] };
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

/// Neutral portions of which random mixtures are made.
const PORTIONS: &[&[(&str, f64)]] = &[
    &[("H+", 1.0), ("Cl-", 1.0)],
    &[("H+", 2.0), ("SO4^2-", 1.0)],
    &[("H+", 1.0), ("NO3-", 1.0)],
    &[("CH3COOH(aq)", 1.0)],
    &[("H3PO4(aq)", 1.0)],
    &[("CO2(aq)", 1.0)],
    &[("CO2(g)", 1.0)],
    &[("NH3(aq)", 1.0)],
    &[("NH3(g)", 1.0)],
    &[("N2(g)", 1.0)],
    &[("Na+", 1.0), ("OH-", 1.0)],
    &[("K+", 1.0), ("OH-", 1.0)],
    &[("Na+", 2.0), ("CO3^2-", 1.0)],
    &[("Na+", 1.0), ("HCO3-", 1.0)],
    &[("Na+", 1.0), ("CH3COO-", 1.0)],
    &[("K+", 1.0), ("SCN-", 1.0)],
    &[("Na+", 3.0), ("PO4^3-", 1.0)],
    &[("NH4+", 1.0), ("Cl-", 1.0)],
    &[("NaCl(s)", 1.0)],
    &[("AgCl(s)", 1.0)],
    &[("Ag+", 1.0), ("NO3-", 1.0)],
    &[("Ba^2+", 1.0), ("Cl-", 2.0)],
    &[("Ca^2+", 1.0), ("Cl-", 2.0)],
    &[("CaCO3(s)", 1.0)],
    &[("CaO(s)", 1.0)],
    &[("Ca(OH)2(s)", 1.0)],
    &[("Fe^3+", 1.0), ("Cl-", 3.0)],
    &[("Cu^2+", 1.0), ("SO4^2-", 1.0)],
    &[("CuSO4*5H2O(s)", 1.0)],
    &[("Cu(OH)2(s)", 1.0)],
    &[("Al^3+", 2.0), ("SO4^2-", 3.0)],
    &[("HIn:dye", 1.0)],
];

/// Issue 5: ten thousand random mixtures all come to equilibrium, with everything conserved.
#[test]
fn ten_thousand_random_mixtures() {
    let catalogue = catalogue();
    let gas = [(catalogue.find("CO2(g)").expect("known"), 42.0)];
    let mut random = Random::new(2024);
    let mut workspace = Workspace::default();
    let mut most = 0;
    let mut failures = Vec::new();
    for number in 0..10_000 {
        let mut mixture = Mixture::new(&catalogue, random.range(273.15, 373.15));
        if random.below(10) > 0 {
            assert!(mixture.add(catalogue.water(), math::exp10(random.range(-4.0, 2.0))));
        }
        for _ in 0..=random.below(10) {
            let portion = PORTIONS[random.below(PORTIONS.len() as u64) as usize];
            let least = if random.below(20) == 0 { -30.0 } else { -9.0 };
            let amount = math::exp10(random.range(least, 1.0));
            for (id, count) in portion {
                assert!(mixture.add(catalogue.find(id).expect("known"), amount * count));
            }
        }
        let conditions = Conditions {
            profile: if number % 2 == 0 { Profile::Ideal } else { Profile::Activity },
            gases: match random.below(4) {
                0 => Gases::Closed(math::exp10(random.range(-5.0, -2.0))),
                1 => Gases::Pressure(math::exp10(random.range(4.0, 6.0))),
                2 => Gases::Open(&gas),
                _ => Gases::Apart,
            },
            held: &[],
        };
        let before = mixture.clone();
        let start = mixture.elements(&catalogue);
        let total: f64 = start.iter().sum();
        let with_heat = number % 3 == 0 && !matches!(conditions.gases, Gases::Open(_));
        let size: f64 = catalogue.species.iter().zip(&before.amounts).map(|(one, n)| (one.enthalpy * n).abs()).sum();
        let found = if with_heat {
            mixture.equilibrate_with_heat(&catalogue, &conditions, 0.0, &mut workspace)
        } else {
            mixture.equilibrate(&catalogue, &conditions, &mut workspace)
        };
        let report = match found {
            Ok(report) => report,
            Err(error) => {
                failures.push(format!(
                    "{number}: {error}: {with_heat} {} K {conditions:?} {:?}",
                    before.temperature,
                    named(&catalogue, &before)
                ));
                continue;
            }
        };
        most = most.max(report.rounds);
        assert!(mixture.amounts.iter().all(|amount| *amount >= 0.0 && amount.is_finite()), "{number}");
        let mut after = mixture.elements(&catalogue);
        for (at, amount) in &report.exchanged {
            for (element, count) in &catalogue.species[*at].atoms {
                after[*element] -= count * amount;
            }
        }
        for (was, is) in start.iter().zip(&after) {
            assert!((was - is).abs() <= 1e-12 * total, "{number}: {was} {is}");
        }
        assert!(mixture.charge(&catalogue).abs() <= 1e-12 * total, "{number}");
        if with_heat {
            let difference = mixture.enthalpy(&catalogue) - before.enthalpy(&catalogue);
            let size = size.max(before.heat_capacity(&catalogue) * 298.15);
            if difference.abs() > 1e-9 * size {
                let both = (named(&catalogue, &before), named(&catalogue, &mixture));
                let temperatures = (before.temperature, mixture.temperature);
                failures
                    .push(format!("{number}: heat {difference} of {size} {temperatures:?} {conditions:?} {both:?}"));
            }
        }
    }
    println!("at most {most} rounds");
    assert!(failures.is_empty(), "{} failures:\n{}", failures.len(), failures.join("\n"));
}
