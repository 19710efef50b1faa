use super::super::substance::{Constant, RateRow, ReactionRow, Rows, SpeciesRow};
use super::*;

/// Enthalpies in kJ/mol (CRC), heat capacities left to the catalogue.
const SPECIES: &[(&str, f64)] = &[
    ("H2O(l)", -285.83),
    ("H+", 0.0),
    ("OH-", -229.99),
    ("Na+", -240.12),
    ("Cl-", -167.16),
    ("CH3COOH(aq)", -485.76),
    ("CH3COO-", -486.01),
    ("CO2(g)", -393.51),
    ("CO2(aq)", -413.8),
    ("HCO3-", -691.99),
    ("CO3^2-", -677.14),
    ("Ca^2+", -542.83),
    ("CaCO3(s)", -1206.92),
    ("S2O3^2-", -652.3),
    ("S(s)", 0.0),
    ("SO2(aq)", -322.98),
    ("HSO3-", -626.22),
    ("H2O2(aq)", -191.17),
    ("O2(aq)", -11.7),
    ("O2(g)", 0.0),
    ("MnO2(s)", -520.0),
    ("C12H22O11(aq)", -2215.0),
];

const FAST: &[(&str, f64)] = &[
    ("H2O(l) = H+ + OH-", -13.995),
    ("CH3COOH(aq) = H+ + CH3COO-", -4.757),
    ("CO2(aq) + H2O(l) = H+ + HCO3-", -6.352),
    ("CO2(g) = CO2(aq)", -1.468),
    ("O2(g) = O2(aq)", -2.898),
    ("SO2(aq) + H2O(l) = H+ + HSO3-", -1.85),
    ("HCO3- = H+ + CO3^2-", -10.329),
    ("CaCO3(s) = Ca^2+ + CO3^2-", -8.48),
];

/// Equations with frequency factor (SI), activation energy (J/mol), orders, half saturation (mol/m³), surface.
type Slow =
    (&'static str, f64, f64, &'static [(&'static str, f64)], &'static [(&'static str, f64)], Option<&'static str>);

const SLOW: &[Slow] = &[
    ("S2O3^2- + 2 H+ -> S(s) + SO2(aq) + H2O(l)", 2.46e6, 52e3, &[("S2O3^2-", 1.0)], &[("H+", 2.0)], None),
    ("CaCO3(s) + 2 H+ -> Ca^2+ + CO2(aq) + H2O(l)", 9.01, 30e3, &[("H+", 1.0)], &[], Some("CaCO3(s)")),
    ("2 H2O2(aq) -> 2 H2O(l) + O2(aq)", 1.23e5, 58e3, &[("H2O2(aq)", 1.0)], &[], Some("MnO2(s)")),
];

fn catalogue() -> Catalogue {
    let mut rows = Rows::default();
    for (id, enthalpy) in SPECIES {
        let row = SpeciesRow { id: (*id).into(), enthalpy: Some(1e3 * enthalpy), ..SpeciesRow::default() };
        rows.species.push(row);
    }
    let reaction = |equation: &str, constant, rate| ReactionRow {
        equation: equation.into(),
        constant,
        rate,
        activity_only: false,
        tolerance: None,
        source: "recalled".into(),
    };
    for (equation, log_k) in FAST {
        rows.reactions.push(reaction(equation, Constant::LogK(*log_k), None));
    }
    let table = |list: &[(&str, f64)]| list.iter().map(|(id, number)| ((*id).to_owned(), *number)).collect();
    for (equation, factor, energy, orders, half, surface) in SLOW {
        let rate = RateRow {
            numbers: table(&[("frequency_factor", *factor), ("activation_energy", *energy)]),
            orders: table(orders),
            half_saturation: table(half),
            texts: surface.iter().map(|solid| ("surface".to_owned(), (*solid).to_owned())).collect(),
        };
        rows.reactions.push(reaction(equation, Constant::Gibbs, Some(rate)));
    }
    Catalogue::build(&rows).unwrap_or_else(|faults| panic!("{faults:#?}"))
}

/// Water of a volume in L at 20 °C with amounts in mol.
fn solution(catalogue: &Catalogue, litres: f64, of: &[(&str, f64)]) -> Mixture {
    let mut mixture = Mixture::new(catalogue, 293.15);
    assert!(mixture.add(catalogue.water(), litres * 0.9982 / water::MOLAR_MASS));
    for (id, amount) in of {
        assert!(mixture.add(find(catalogue, id), *amount));
    }
    mixture.equilibrate(catalogue, &Conditions::default(), &mut Workspace::default()).expect("equilibrium");
    mixture
}

fn find(catalogue: &Catalogue, id: &str) -> usize {
    catalogue.find(id).unwrap_or_else(|| panic!("no {id}"))
}

fn get(catalogue: &Catalogue, mixture: &Mixture, id: &str) -> f64 {
    mixture.amount(find(catalogue, id))
}

const PASSING: Passing = Passing { surface: 1e-6, bubbling: 5.0, threshold: 0.1 };

/// Runs and holds elements, charge and energy; tells the most inner steps.
fn run(catalogue: &Catalogue, reacting: &mut Reacting, mixture: &mut Mixture, above: Above, seconds: f64) {
    let elements = mixture.elements(catalogue);
    let (charge, enthalpy) = (mixture.charge(catalogue), mixture.enthalpy(catalogue));
    let count = (seconds / 0.05).round() as u32;
    let mut most = 0;
    for _ in 0..count {
        reacting.advance(catalogue, mixture, above, 0.05).unwrap_or_else(|failure| panic!("{failure}"));
        most = most.max(reacting.kinetics().steps());
        assert!(mixture.amounts.iter().all(|amount| *amount >= 0.0 && amount.is_finite()));
    }
    println!("at most {most} inner steps in {count} of 50 ms");
    let total: f64 = elements.iter().sum();
    for (was, is) in elements.iter().zip(mixture.elements(catalogue)) {
        assert!((was - is).abs() < 1e-12 * total, "{was} {is}");
    }
    assert!((charge - mixture.charge(catalogue)).abs() < 1e-12 * total);
    let energy = (mixture.enthalpy(catalogue) - enthalpy).abs() / enthalpy.abs();
    assert!(energy < 1e-9, "{energy:e}");
}

#[test]
fn marble_dissolves_until_the_acid_is_used_up() {
    let catalogue = catalogue();
    let (carbonate, gas) = (find(&catalogue, "CaCO3(s)"), find(&catalogue, "CO2(g)"));
    let volume = catalogue.species[carbonate].volume;
    let air = [(gas, 42.0)];
    let left = |size: f64, seconds: f64| {
        let mut mixture = solution(&catalogue, 0.05, &[("H+", 0.05), ("Cl-", 0.05)]);
        assert!(mixture.add(carbonate, 0.1));
        let grains = [(carbonate, Grains::new(Shape::Grain, size, 0.1, volume).expect("grains"))];
        let mut reacting = Reacting::new(&catalogue, &mixture, &grains, Some(PASSING)).expect("reacting");
        assert_eq!(reacting.reactions().len(), 2);
        run(&catalogue, &mut reacting, &mut mixture, Above::Open(101_325.0, &air), seconds);
        mixture
    };
    // Chips of 6 mm: minutes; grains of 1 mm: quicker by their surface.
    let (chips, grit) = (left(6e-3, 20.0), left(1e-3, 20.0));
    let used = |mixture: &Mixture| 0.1 - mixture.amount(carbonate);
    assert!(used(&grit) > 3.0 * used(&chips), "{} {}", used(&grit), used(&chips));
    let end = left(1e-3, 400.0);
    // Two of acid for one of marble; what is left is a solution of bicarbonate and carbon dioxide.
    assert!((0.0248..0.0252).contains(&used(&end)), "{}", used(&end));
    let ph = end.ph(&catalogue).expect("a solution");
    assert!((3.5..6.5).contains(&ph), "pH {ph}");
    // Most of the gas has bubbled away, and its heat warmed the solution a little.
    assert!(end.amount(gas) > 0.022, "{}", end.amount(gas));
    assert!((0.5..5.0).contains(&(end.temperature - 293.15)), "{}", end.temperature);
}

/// The catalogue has marble in fast equilibrium too: a fresh precipitate is at once what it says, pieces are not.
#[test]
fn a_precipitate_dissolves_at_once_and_pieces_by_their_rate() {
    let catalogue = catalogue();
    let carbonate = find(&catalogue, "CaCO3(s)");
    let mut mixture = solution(&catalogue, 0.05, &[("CaCO3(s)", 1e-3)]);
    assert!(mixture.amount(carbonate) > 0.9e-3);
    assert!(mixture.add(find(&catalogue, "H+"), 1e-3) && mixture.add(find(&catalogue, "Cl-"), 1e-3));
    let fresh = Reacting::new(&catalogue, &mixture, &[], None).expect("reacting");
    assert!(fresh.reactions().is_empty() && fresh.held().is_empty());
    let pieces = Grains::new(Shape::Grain, 5e-3, mixture.amount(carbonate), 3.69e-5).expect("grains");
    let mut held = Reacting::new(&catalogue, &mixture, &[(carbonate, pieces)], None).expect("reacting");
    assert_eq!(held.held(), [carbonate]);
    run(&catalogue, &mut held, &mut mixture, Above::Open(101_325.0, &[]), 1.0);
    assert!(mixture.amount(carbonate) > 0.9e-3, "{}", mixture.amount(carbonate));
}

#[test]
fn a_rate_takes_hydrons_out_of_a_buffer() {
    // 0.05 mol/L of thiosulfate in acetic acid: it needs a hundred times the hydrons that are free.
    let catalogue = catalogue();
    let mut mixture = solution(&catalogue, 0.01, &[("S2O3^2-", 5e-4), ("Na+", 1e-3), ("CH3COOH(aq)", 2e-3)]);
    let free = get(&catalogue, &mixture, "H+");
    let mut reacting = Reacting::new(&catalogue, &mixture, &[], None).expect("reacting");
    run(&catalogue, &mut reacting, &mut mixture, Above::Open(101_325.0, &[]), 200.0);
    let sulfur = get(&catalogue, &mixture, "S(s)");
    assert!(2.0 * sulfur > 4.0 * free, "{sulfur} {free}");
    // Sulfur and thiosulfate are kept, and acetate stands for the hydrons that were taken.
    assert!((sulfur + get(&catalogue, &mixture, "S2O3^2-") - 5e-4).abs() < 1e-15);
    let taken = 2.0 * sulfur - get(&catalogue, &mixture, "HSO3-");
    let given = get(&catalogue, &mixture, "CH3COO-") - get(&catalogue, &mixture, "H+");
    assert!((taken / given - 1.0).abs() < 1e-6, "{taken} {given}");
}

#[test]
fn the_cross_fades_in_a_real_mixture_too() {
    let catalogue = catalogue();
    let mut mixture = solution(&catalogue, 0.01, &[("S2O3^2-", 5e-4), ("Na+", 1e-3), ("H+", 1e-3), ("Cl-", 1e-3)]);
    let mut reacting = Reacting::new(&catalogue, &mixture, &[], None).expect("reacting");
    run(&catalogue, &mut reacting, &mut mixture, Above::Open(101_325.0, &[]), 30.0);
    // 1.9 mmol/L: see the turbidity of sulfur.
    let sulfur = get(&catalogue, &mixture, "S(s)") / 0.01;
    assert!((1.8e-3..2.0e-3).contains(&sulfur), "{sulfur}");
}

#[test]
fn peroxide_on_manganese_dioxide_warms_and_foams() {
    let catalogue = catalogue();
    let gas = find(&catalogue, "O2(g)");
    let mut mixture = solution(&catalogue, 0.1, &[("H2O2(aq)", 0.15)]);
    assert!(mixture.add(find(&catalogue, "MnO2(s)"), 0.0115));
    let mut reacting = Reacting::new(&catalogue, &mixture, &[], Some(PASSING)).expect("reacting");
    let air = [(gas, 21_200.0)];
    run(&catalogue, &mut reacting, &mut mixture, Above::Open(101_325.0, &air), 300.0);
    assert!(get(&catalogue, &mixture, "H2O2(aq)") < 0.01);
    assert!((0.068..0.0755).contains(&mixture.amount(gas)), "{}", mixture.amount(gas));
    // 94.7 kJ/mol from the solution over 0.42 kJ/K: 33 K, the gas having taken up its little.
    let rise = mixture.temperature - 293.15;
    let right = (0.15 - get(&catalogue, &mixture, "H2O2(aq)")) * 94.66e3 / mixture.heat_capacity(&catalogue);
    assert!((rise / right - 1.0).abs() < 0.05, "{rise} {right}");
}

#[test]
fn a_closed_bottle_comes_under_pressure() {
    let catalogue = catalogue();
    let (carbonate, gas) = (find(&catalogue, "CaCO3(s)"), find(&catalogue, "CO2(g)"));
    let mut mixture = solution(&catalogue, 0.05, &[("H+", 0.01), ("Cl-", 0.01)]);
    assert!(mixture.add(carbonate, 0.1) && mixture.add(gas, 1e-9));
    let mut reacting = Reacting::new(&catalogue, &mixture, &[], Some(PASSING)).expect("reacting");
    run(&catalogue, &mut reacting, &mut mixture, Above::Closed(1e-4), 600.0);
    // Henry: what is dissolved is in balance with the pressure.
    let pressure = mixture.amount(gas) * GAS.value * mixture.temperature / 1e-4 / STANDARD_PRESSURE;
    let dissolved = mixture.concentration(&catalogue, find(&catalogue, "CO2(aq)")) / 1000.0;
    let solubility = Balance { log_k: -1.468, enthalpy: -20_290.0 }.at(mixture.temperature);
    assert!(pressure > 0.5, "{pressure}");
    assert!((dissolved / (solubility * pressure) - 1.0).abs() < 0.01, "{dissolved} {pressure}");
}

#[test]
fn the_same_steps_give_the_same_bits_from_any_memory() {
    let catalogue = catalogue();
    let start = || solution(&catalogue, 0.01, &[("S2O3^2-", 5e-4), ("Na+", 1e-3), ("CH3COOH(aq)", 2e-3)]);
    let above = Above::Open(101_325.0, &[]);
    let (mut kept, mut anew) = (start(), start());
    let mut reacting = Reacting::new(&catalogue, &kept, &[], None).expect("reacting");
    for step in 0..40 {
        reacting.advance(&catalogue, &mut kept, above, 0.05).expect("advance");
        let mut fresh = Reacting::new(&catalogue, &anew, &[], None).expect("reacting");
        fresh.advance(&catalogue, &mut anew, above, 0.05).expect("advance");
        for (one, other) in kept.amounts.iter().zip(&anew.amounts) {
            assert_eq!(one.to_bits(), other.to_bits(), "step {step}: {one:e} {other:e}");
        }
    }
}
