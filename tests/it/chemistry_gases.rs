//! Gas reactions against Cantera (`shared/validation/cases`): heats of reaction, ammonia, flames. With rows of their own,
//! because the shelf has no flames: heat capacities over temperature from the JANAF tables (M. W. Chase, 1998), rounded.

use crate::cases::Case;
use crate::chemistry_cases::built;
use gewu::matter::activity::Profile;
use gewu::matter::catalogue::Catalogue;
use gewu::matter::equilibrium::{Conditions, Gases, Workspace};
use gewu::matter::mixture::Mixture;
use gewu::matter::substance::{Constant, ReactionRow, Rows, SpeciesRow};

/// Temperatures of the heat capacities, K.
const AT: [f64; 8] = [298.15, 500.0, 700.0, 1000.0, 1500.0, 2000.0, 2500.0, 3000.0];

/// Enthalpy of formation, kJ/mol; entropy and heat capacities at `AT`, J/(mol K).
const GASES: &[(&str, f64, f64, [f64; 8])] = &[
    ("N2(g)", 0.0, 191.61, [29.12, 29.58, 30.75, 32.70, 34.84, 35.97, 36.62, 37.03]),
    ("O2(g)", 0.0, 205.15, [29.38, 31.09, 32.98, 34.87, 36.54, 37.74, 38.92, 39.98]),
    ("H2(g)", 0.0, 130.68, [28.84, 29.26, 29.44, 30.20, 32.30, 34.28, 35.84, 37.09]),
    ("H2O(g)", -241.83, 188.84, [33.59, 35.23, 37.50, 41.27, 47.09, 51.18, 53.90, 55.74]),
    ("CO2(g)", -393.52, 213.80, [37.13, 44.63, 49.56, 54.31, 58.38, 60.35, 61.47, 62.23]),
    ("CO(g)", -110.53, 197.65, [29.14, 29.79, 31.17, 33.18, 35.22, 36.25, 36.84, 37.22]),
    ("OH(g)", 37.3, 183.71, [29.99, 29.50, 29.66, 30.68, 32.95, 34.67, 35.84, 36.69]),
    ("H(g)", 218.0, 114.72, [20.79; 8]),
    ("O(g)", 249.18, 161.06, [21.91, 21.26, 21.04, 20.92, 20.85, 20.83, 20.85, 20.94]),
    ("NO(g)", 91.27, 210.76, [29.84, 30.49, 32.03, 33.99, 35.83, 36.65, 37.14, 37.47]),
    ("NH3(g)", -45.9, 192.77, [35.65, 42.05, 48.37, 56.49, 66.65, 72.83, 76.66, 79.11]),
    ("CH4(g)", -74.6, 186.3, [35.69, 46.34, 57.79, 71.80, 86.56, 94.40, 98.9, 101.7]),
    ("C2H4(g)", 52.4, 219.3, [42.9, 62.5, 77.7, 93.9, 110.0, 118.0, 122.0, 124.0]),
    ("C2H6(g)", -84.0, 229.2, [52.5, 77.9, 99.1, 122.6, 145.0, 156.0, 162.0, 166.0]),
    ("C3H8(g)", -103.8, 270.3, [73.6, 112.4, 142.7, 174.6, 205.0, 220.0, 228.0, 233.0]),
];

/// A catalogue of these gases and water, with reactions that are always at equilibrium.
fn gases(reactions: &[&str]) -> Catalogue {
    let mut rows = Rows::default();
    rows.species.push(SpeciesRow { id: "H2O(l)".into(), enthalpy: Some(-285.83e3), ..SpeciesRow::default() });
    for (id, enthalpy, entropy, heat) in GASES {
        rows.species.push(SpeciesRow {
            id: (*id).into(),
            enthalpy: Some(1e3 * enthalpy),
            entropy: Some(*entropy),
            heat_capacity: AT.into_iter().zip(*heat).collect(),
            ..SpeciesRow::default()
        });
    }
    for equation in reactions {
        rows.reactions.push(ReactionRow {
            equation: (*equation).into(),
            constant: Constant::Gibbs,
            rate: None,
            activity_only: false,
            tolerance: None,
            source: String::new(),
        });
    }
    built(&rows)
}

fn mixed(catalogue: &Catalogue, temperature: f64, of: &[(&str, f64)]) -> Mixture {
    let mut mixture = Mixture::new(catalogue, temperature);
    for (id, amount) in of {
        assert!(mixture.add(catalogue.find(id).unwrap(), *amount));
    }
    mixture
}

fn under(pressure: f64) -> Conditions<'static> {
    Conditions { profile: Profile::Ideal, gases: Gases::Pressure(pressure), held: &[] }
}

#[test]
fn heats_of_reaction() {
    let Some(case) = Case::open("therm_reaction_enthalpies") else { return };
    // In the order of the case, with gaseous and with liquid water.
    let equations = [
        "CH4(g) + 2 O2(g) = CO2(g) + 2 W",
        "H2(g) + 0.5 O2(g) = W",
        "C3H8(g) + 5 O2(g) = 3 CO2(g) + 4 W",
        "CO(g) + 0.5 O2(g) = CO2(g)",
        "C2H4(g) + H2(g) = C2H6(g)",
        "N2(g) + 3 H2(g) = 2 NH3(g)",
    ];
    for (name, water) in [("dH_gas", "H2O(g)"), ("dH_liquid_water", "H2O(l)")] {
        for (index, equation) in equations.iter().enumerate() {
            // One at a time: they need not be independent. Liquid water has no entropy here, so by enthalpies alone.
            let equation = equation.replace('W', water);
            let catalogue = {
                let mut rows = Rows::default();
                for (id, enthalpy, ..) in GASES {
                    let enthalpy = Some(1e3 * enthalpy);
                    rows.species.push(SpeciesRow { id: (*id).into(), enthalpy, ..SpeciesRow::default() });
                }
                let enthalpy = Some(-285.83e3);
                rows.species.push(SpeciesRow { id: "H2O(l)".into(), enthalpy, ..SpeciesRow::default() });
                rows.reactions.push(ReactionRow {
                    equation,
                    constant: Constant::LogK(0.0),
                    rate: None,
                    activity_only: false,
                    tolerance: None,
                    source: String::new(),
                });
                built(&rows)
            };
            case.expect(name, index, catalogue.reactions[0].enthalpy(&catalogue.species, 298.15), 1.0);
        }
    }
}

#[test]
fn ammonia_under_pressure() {
    let Some(case) = Case::open("therm_haber_equilibrium") else { return };
    let catalogue = gases(&["N2(g) + 3 H2(g) = 2 NH3(g)"]);
    let feed = case.inputs("feed");
    for (index, (temperature, pressure)) in case.inputs("T").into_iter().zip(case.inputs("p")).enumerate() {
        let mut mixture = mixed(&catalogue, temperature, &[("N2(g)", feed[0]), ("H2(g)", feed[1])]);
        mixture.equilibrate(&catalogue, &under(pressure), &mut Workspace::default()).unwrap();
        let ammonia = mixture.amount(catalogue.find("NH3(g)").unwrap());
        case.expect("x_NH3", index, ammonia / mixture.amounts.iter().sum::<f64>(), 1.0);
    }
}

#[test]
fn flames_at_constant_pressure() {
    let Some(case) = Case::open("therm_adiabatic_flame_T") else { return };
    let dissociation = [
        "CO2(g) = CO(g) + 0.5 O2(g)",
        "H2O(g) = H2(g) + 0.5 O2(g)",
        "0.5 H2(g) + 0.5 O2(g) = OH(g)",
        "0.5 H2(g) = H(g)",
        "0.5 O2(g) = O(g)",
        "0.5 N2(g) + 0.5 O2(g) = NO(g)",
    ];
    // Nitrogen with each oxygen of air: 79 to 21.
    let air = 3.76;
    let flames: [(&str, &[(&str, f64)]); 4] = [
        ("CH4(g) + 2 O2(g) = CO2(g) + 2 H2O(g)", &[("CH4(g)", 1.0), ("O2(g)", 2.0), ("N2(g)", 2.0 * air)]),
        ("", &[("H2(g)", 1.0), ("O2(g)", 0.5), ("N2(g)", 0.5 * air)]),
        ("C2H6(g) + 3.5 O2(g) = 2 CO2(g) + 3 H2O(g)", &[("C2H6(g)", 1.0), ("O2(g)", 3.5), ("N2(g)", 3.5 * air)]),
        ("CH4(g) + 2 O2(g) = CO2(g) + 2 H2O(g)", &[("CH4(g)", 1.0), ("O2(g)", 2.0)]),
    ];
    for (index, (fuel, of)) in flames.into_iter().enumerate() {
        let equations: Vec<&str> =
            dissociation.into_iter().chain([fuel].into_iter().filter(|f| !f.is_empty())).collect();
        let catalogue = gases(&equations);
        let mut flame = mixed(&catalogue, case.input("T0"), of);
        let before = flame.enthalpy(&catalogue);
        let mut workspace = Workspace::default();
        flame.equilibrate_with_heat(&catalogue, &under(case.input("p")), 0.0, &mut workspace).unwrap();
        assert!((flame.enthalpy(&catalogue) - before).abs() < 1.0, "energy");
        case.expect("T_ad", index, flame.temperature, 1.0);
        println!("{index}: {} K", flame.temperature);
    }
}
