//! The problems of kinetics and chance with answers of independent programs (`shared/validation/cases`), and the standard
//! case of the cross-fade. Where the cases are not beside this checkout, the tests say so and pass.

use crate::cases::{Case, folder};
use gewu::matter::catalogue::Catalogue;
use gewu::matter::chance::{Counts, Event, Population};
use gewu::matter::gas;
use gewu::matter::mixture::Mixture;
use gewu::matter::rates::{
    Arrhenius, Balance, Batch, Contents, Kinetics, Law, Medium, Phase, Place, Process, Reaction, Reverse,
};
use gewu::matter::reacting::{Above, Reacting};
use gewu::matter::turbidity::{Bath, SULFUR, Suspension, mark_is_seen};
use gewu::matter::water;
use gewu::numerics::math;
use gewu::numerics::random::Random;
use gewu::numerics::root;
use gewu::quantity::constants::STANDARD_ATMOSPHERE;

/// A reaction of an order in each of some species, with its constant in mol/(L s) at 1 mol/L.
fn reaction(constant: f64, orders: &[(usize, f64)], changes: &[(usize, f64)]) -> Reaction {
    let mut law = Law::mass_action(Arrhenius::fixed(1000.0 * constant), &[]);
    law.orders = orders.to_vec();
    Reaction { changes: changes.to_vec(), process: Process::Law(law) }
}

/// A litre of solution: amounts in mol are concentrations in mol/L.
struct Litre {
    kinetics: Kinetics,
    batch: Batch,
    time: f64,
}

impl Litre {
    fn new(reactions: Vec<Reaction>, amounts: &[f64]) -> Litre {
        let mut batch = Batch::new(&reactions, vec![Phase::Dissolved; amounts.len()]);
        batch.start.amounts = amounts.to_vec();
        let kinetics = Kinetics::new(reactions, amounts.len()).unwrap();
        Litre { kinetics, batch, time: 0.0 }
    }

    /// Goes on to a time in steps no longer than this.
    fn to(&mut self, time: f64, longest: f64) -> &[f64] {
        let parts = ((time - self.time) / longest - 1e-9).ceil().max(1.0);
        let step = (time - self.time) / parts;
        for _ in 0..parts as u64 {
            let extents = self.kinetics.advance(&mut self.batch, step).unwrap().to_vec();
            self.batch.apply(&extents);
        }
        self.time = time;
        &self.batch.start.amounts
    }
}

#[test]
fn every_case_of_kinetics_is_answered() {
    let Some(folder) = folder() else { return };
    let answered = [
        "kin_H2O2_decay_O2_volume",
        "kin_N2O4_NO2_pressure_shift",
        "kin_arrhenius",
        "kin_brusselator_limit_cycle",
        "kin_enzyme_full_mechanism",
        "kin_michaelis_menten",
        "kin_radioactive_chain",
        "kin_robertson_stiff",
        "kin_ssa_batch_immigration",
        "kin_ssa_dimerisation",
    ];
    for path in crate::files(&folder, ".json") {
        let id = path.file_stem().unwrap().to_string_lossy().into_owned();
        assert!(!id.starts_with("kin_") || answered.contains(&id.as_str()), "{id} is not answered");
    }
}

#[test]
fn rate_constants_rise_with_temperature() {
    let Some(case) = Case::open("kin_arrhenius") else { return };
    let law = Arrhenius { factor: case.input("A"), energy: case.input("Ea") };
    for (index, temperature) in case.inputs("T").into_iter().enumerate() {
        case.expect("k", index, law.at(temperature), 1e-4);
    }
    case.expect("Q10", 0, law.at(308.15) / law.at(298.15), 1e-4);
    let found = Arrhenius::through_two((298.15, law.at(298.15)), (308.15, law.at(308.15)));
    assert!((found.energy / law.energy - 1.0).abs() < 1e-10);
}

#[test]
fn peroxide_gives_its_oxygen() {
    let Some(case) = Case::open("kin_H2O2_decay_O2_volume") else { return };
    let volume = case.input("V");
    let reactions = vec![reaction(case.input("k"), &[(0, 1.0)], &[(0, -2.0), (1, 1.0)])];
    // The constant is that of the concentration: two of it go in each reaction.
    let reactions: Vec<Reaction> = reactions
        .into_iter()
        .map(|mut reaction| {
            if let Process::Law(law) = &mut reaction.process {
                law.constant.factor /= 2.0;
            }
            reaction
        })
        .collect();
    let start = || {
        let mut vessel = Litre::new(reactions.clone(), &[0.0, 0.0]);
        vessel.batch.start.solution = volume;
        vessel.batch.start.amounts[0] = case.input("c0") * volume;
        vessel
    };
    let mut vessel = start();
    for (index, time) in case.inputs("t").into_iter().enumerate() {
        let amounts = vessel.to(time, 0.05);
        case.expect("c", index, amounts[0] / volume, 1e-3);
        let oxygen = gas::volume(amounts[1], 298.15, STANDARD_ATMOSPHERE.value);
        case.expect("V_O2", index, oxygen, 1e-3);
    }
    let left = |time: f64| start().to(time, 1e9)[0] / volume - 0.5 * case.input("c0");
    let half_life = root::root(left, 100.0, 3000.0, 1e-6, 100).unwrap();
    case.expect("half_life", 0, half_life, 1e-2);
}

#[test]
fn enzymes_follow_michaelis_and_their_own_mechanism() {
    let Some(case) = Case::open("kin_michaelis_menten") else { return };
    // Per litre: the inputs are SI.
    let mut saturated = reaction(case.input("Vmax") / 1000.0, &[], &[(0, -1.0)]);
    if let Process::Law(law) = &mut saturated.process {
        law.saturation = vec![(0, case.input("Km") / 1000.0)];
    }
    let mut vessel = Litre::new(vec![saturated], &[case.input("S0") / 1000.0]);
    for (index, time) in case.inputs("t").into_iter().enumerate() {
        case.expect("S", index, 1000.0 * vessel.to(time, 0.05)[0], 1e-2);
    }

    let Some(case) = Case::open("kin_enzyme_full_mechanism") else { return };
    let [on, off, turn] = case.inputs("k")[..] else { panic!() };
    // E, S, ES, P.
    let reactions = vec![
        reaction(on, &[(0, 1.0), (1, 1.0)], &[(0, -1.0), (1, -1.0), (2, 1.0)]),
        reaction(off, &[(2, 1.0)], &[(0, 1.0), (1, 1.0), (2, -1.0)]),
        reaction(turn, &[(2, 1.0)], &[(0, 1.0), (2, -1.0), (3, 1.0)]),
    ];
    let mut vessel = Litre::new(reactions, &[case.input("E0") / 1000.0, case.input("S0") / 1000.0, 0.0, 0.0]);
    for (index, time) in case.inputs("t").into_iter().enumerate() {
        let amounts = vessel.to(time, 0.05).to_vec();
        for (name, species) in [("S", 1), ("ES", 2), ("P", 3)] {
            case.expect(name, index, 1000.0 * amounts[species], 1e-2);
        }
        assert!((amounts[0] + amounts[2] - case.input("E0") / 1000.0).abs() < 1e-15);
    }
}

#[test]
fn a_decay_chain_is_batemans() {
    let Some(case) = Case::open("kin_radioactive_chain") else { return };
    let constants: Vec<f64> = case.inputs("half_lives").iter().map(|half| std::f64::consts::LN_2 / half).collect();
    let decay = |index: usize| {
        let mut changes = vec![(index, -1.0)];
        if index < 2 {
            changes.push((index + 1, 1.0));
        }
        reaction(constants[index], &[(index, 1.0)], &changes)
    };
    let mut vessel = Litre::new((0..3).map(decay).collect(), &[case.input("N0"), 0.0, 0.0]);
    for (index, time) in case.inputs("t").into_iter().enumerate() {
        let amounts = vessel.to(time, 60.0).to_vec();
        for (name, amount) in ["A", "B", "C"].into_iter().zip(amounts) {
            case.expect(name, index, amount, 1e-2);
        }
    }
}

#[test]
fn robertsons_problem_within_a_ten_thousandth() {
    let Some(case) = Case::open("kin_robertson_stiff") else { return };
    let [slow, pair, back] = case.inputs("k")[..] else { panic!() };
    let reactions = vec![
        reaction(slow, &[(0, 1.0)], &[(0, -1.0), (1, 1.0)]),
        reaction(pair, &[(1, 2.0)], &[(1, -1.0), (2, 1.0)]),
        reaction(back, &[(1, 1.0), (2, 1.0)], &[(1, -1.0), (0, 1.0)]),
    ];
    let mut vessel = Litre::new(reactions, &case.inputs("y0"));
    let mut worst = 0.0f64;
    for (time, right) in case.inputs("t").into_iter().zip(case.table("y")) {
        let amounts = vessel.to(time, 1e9).to_vec();
        for (found, right) in amounts.iter().zip(&right) {
            worst = worst.max((found / right - 1.0).abs());
        }
        assert!((amounts.iter().sum::<f64>() - 1.0).abs() < 1e-12);
    }
    println!("Robertson: at most {worst:.1e} off, with the tolerances of every vessel");
    assert!(worst < 1e-4, "{worst:e}");
}

#[test]
fn the_brusselator_goes_round() {
    let Some(case) = Case::open("kin_brusselator_limit_cycle") else { return };
    let (feed, turn) = (case.input("A"), case.input("B"));
    let start = || {
        let reactions = vec![
            reaction(feed, &[], &[(0, 1.0)]),
            reaction(1.0, &[(0, 2.0), (1, 1.0)], &[(0, 1.0), (1, -1.0)]),
            reaction(turn, &[(0, 1.0)], &[(0, -1.0), (1, 1.0)]),
            reaction(1.0, &[(0, 1.0)], &[(0, -1.0)]),
        ];
        Litre::new(reactions, &[1.0, 1.0])
    };
    let mut vessel = start();
    let mut worst = 0.0f64;
    for (index, time) in case.inputs("t").into_iter().enumerate() {
        let amounts = vessel.to(time, 0.05).to_vec();
        for (name, amount) in [("X", amounts[0]), ("Y", amounts[1])] {
            case.expect(name, index, amount, 1.0);
            worst = worst.max((amount / case.expected(name)[index] - 1.0).abs());
        }
    }
    println!("Brusselator: at most {worst:.1e} off");
    assert!(worst < 1e-4, "{worst:e}");

    let mut vessel = start();
    vessel.to(50.0, 0.05);
    let (mut last, mut crossings, mut least, mut most) = (vessel.batch.start.amounts[0], Vec::new(), 9.0f64, 0.0f64);
    for step in 1..=10_000 {
        let time = 50.0 + 0.005 * f64::from(step);
        let now = vessel.to(time, 0.05)[0];
        if last < 1.0 && now >= 1.0 {
            crossings.push(time - 0.005 * (now - 1.0) / (now - last));
        }
        (least, most, last) = (least.min(now), most.max(now), now);
    }
    let periods = (crossings.len() - 1) as f64;
    case.expect("period", 0, (crossings[crossings.len() - 1] - crossings[0]) / periods, 0.1);
    case.expect("X_max", 0, most, 0.1);
    case.expect("X_min", 0, least, 0.1);
}

/// Nitrogen dioxide and its dimer at a fixed pressure: the volume follows the amounts.
struct Piston {
    pressure: f64,
    start: [f64; 2],
}

impl Medium for Piston {
    fn contents(&mut self, extents: &[f64], contents: &mut Contents) -> Result<(), &'static str> {
        let amounts = [self.start[0] - extents[0], self.start[1] + 2.0 * extents[0]];
        let total: f64 = amounts.iter().sum();
        contents.temperature = 298.15;
        contents.pressure = self.pressure;
        contents.solution = 0.0;
        contents.gas = gas::volume(total, 298.15, self.pressure);
        contents.amounts = amounts.to_vec();
        let share = self.pressure / STANDARD_ATMOSPHERE.value / total;
        contents.activities = amounts.iter().map(|amount| amount * share).collect();
        Ok(())
    }
}

#[test]
fn pressure_shifts_dinitrogen_tetroxide() {
    let Some(case) = Case::open("kin_N2O4_NO2_pressure_shift") else { return };
    let constant = math::log10(case.input("Kp") / STANDARD_ATMOSPHERE.value);
    let law = Law {
        constant: Arrhenius::fixed(1000.0),
        orders: vec![(0, 1.0)],
        saturation: Vec::new(),
        place: Place::Gas,
        reverse: Reverse::Equilibrium(Balance { log_k: constant, enthalpy: 57_200.0 }),
    };
    let reactions = vec![Reaction { changes: vec![(0, -1.0), (1, 2.0)], process: Process::Law(law) }];
    let mut kinetics = Kinetics::new(reactions, 2).unwrap();
    for (index, pressure) in case.inputs("p").into_iter().enumerate() {
        let mut piston = Piston { pressure, start: [1.0, 0.0] };
        for _ in 0..200 {
            let extent = kinetics.advance(&mut piston, 1.0).unwrap()[0];
            piston.start = [piston.start[0] - extent, piston.start[1] + 2.0 * extent];
        }
        let [dimer, single] = piston.start;
        case.expect("alpha", index, 1.0 - dimer, 1e-2);
        case.expect("x_NO2", index, single / (single + dimer), 1e-2);
    }
}

/// Means and standard deviations of each species at each time, over 10 000 runs.
fn moments(events: &[Event], start: &[u64], times: &[f64]) -> Vec<Vec<(f64, f64)>> {
    let runs = 10_000;
    let seed = Random::new(20_240_601);
    let mut population = Population::new(events.to_vec(), start.len(), 1_000_000).unwrap();
    let mut sums = vec![vec![(0.0, 0.0); times.len()]; start.len()];
    let mut happened = 0;
    for run in 0..runs {
        let mut counts = Counts::new(start.to_vec(), seed.fork(&run.to_string()));
        for (index, time) in times.iter().enumerate() {
            happened += population.advance(&mut counts, *time).unwrap();
            for (sum, count) in sums.iter_mut().zip(&counts.particles) {
                sum[index].0 += *count as f64;
                sum[index].1 += (*count as f64) * (*count as f64);
            }
        }
    }
    println!("{runs} runs, {happened} reactions");
    let count = f64::from(runs);
    for (sum, squares) in sums.iter_mut().flatten() {
        let mean = *sum / count;
        (*sum, *squares) = (mean, ((*squares / count - mean * mean) * count / (count - 1.0)).sqrt());
    }
    sums
}

/// The tests of the stochastic suite: the mean within three of its standard errors, the variance within five.
fn agree(case: &Case, name: &str, found: &[(f64, f64)]) {
    let (means, spreads) = (case.expected(&format!("{name}-mean")), case.expected(&format!("{name}-sd")));
    for (index, (mean, spread)) in found.iter().enumerate() {
        let (right, right_spread) = (means[index], spreads[index]);
        let z = 100.0 * (mean - right) / right_spread;
        let y = (10_000f64 / 2.0).sqrt() * (spread * spread / (right_spread * right_spread) - 1.0);
        println!("{name}[{index}]: mean {mean:.4} ({right}), z = {z:.2}; sd {spread:.4} ({right_spread}), y = {y:.2}");
        assert!(z.abs() < 3.0 && y.abs() < 5.0, "{name}[{index}]: z = {z}, y = {y}");
        case.expect(&format!("{name}-mean"), index, *mean, 1.0);
        case.expect(&format!("{name}-sd"), index, *spread, 1.0);
    }
}

#[test]
fn chance_has_the_known_means_and_spreads() {
    let Some(case) = Case::open("kin_ssa_dimerisation") else { return };
    let events = [
        Event { meeting: vec![(0, 2)], changes: vec![(0, -2), (1, 1)], constant: 0.001 },
        Event { meeting: vec![(1, 1)], changes: vec![(0, 2), (1, -1)], constant: 0.01 },
    ];
    let found = moments(&events, &[100, 0], &case.inputs("t"));
    agree(&case, "P", &found[0]);
    agree(&case, "P2", &found[1]);

    let Some(case) = Case::open("kin_ssa_batch_immigration") else { return };
    let events = [
        Event { meeting: vec![], changes: vec![(0, 5)], constant: 1.0 },
        Event { meeting: vec![(0, 1)], changes: vec![(0, -1)], constant: 0.2 },
    ];
    let found = moments(&events, &[0], &case.inputs("t"));
    agree(&case, "X", &found[0]);
}

#[test]
fn gases_have_their_number_density() {
    let Some(case) = Case::open("gas_kinetic_numbers") else { return };
    let mole = gas::volume(1.0, case.input("T"), case.input("p"));
    case.expect("n", 0, gewu::quantity::constants::AVOGADRO.value / mole, 1e-3);
}

/// Seconds until a mark under the test tube can no longer be seen: 5 mL each of thiosulfate and sulfuric acid, 0.1 mol/L,
/// with the rows of the shelf.
fn fades(catalogue: &Catalogue, thiosulfate: f64, celsius: f64) -> f64 {
    let volume = 1e-5;
    let mut mixture = Mixture::new(catalogue, 273.15 + celsius);
    let find = |id: &str| catalogue.find(id).unwrap_or_else(|| panic!("no {id}"));
    assert!(mixture.add(catalogue.water(), volume * water::density(mixture.temperature) / water::MOLAR_MASS));
    for (id, concentration) in [("S2O3^2-", thiosulfate), ("Na+", 2.0 * thiosulfate), ("H+", 0.1), ("SO4^2-", 0.05)] {
        assert!(mixture.add(find(id), 1000.0 * volume * concentration));
    }
    let mut reacting = Reacting::new(catalogue, &mixture, &[], None).unwrap();
    let path = volume / (std::f64::consts::FRAC_PI_4 * 0.015 * 0.015);
    let bath = Bath {
        volume,
        depth: path,
        density: 1000.0,
        viscosity: 1e-3,
        temperature: mixture.temperature,
        gravity: 9.8,
        stirred: false,
    };
    let (sulfur, mut sol) = (find("S(s)"), Suspension::default());
    for step in 1..10_000 {
        reacting.advance(catalogue, &mut mixture, Above::Open(101_325.0, &[]), 0.05).unwrap();
        // A water bath.
        mixture.temperature = 273.15 + celsius;
        sol.advance(&SULFUR, &bath, 0.032_06 * mixture.amount(sulfur), 0.05);
        if !mark_is_seen(sol.optical_depth(&SULFUR, volume, path)) {
            return 0.05 * f64::from(step);
        }
    }
    panic!("the mark is seen for ever");
}

#[test]
fn the_cross_fades_in_its_time() {
    // The data sheet's: 5 + 5 mL of 0.1 mol/L.
    let catalogue = gewu::module::substances::catalogue().unwrap_or_else(|faults| panic!("{faults:#?}"));
    for (celsius, right) in [(10.0, 63.7), (20.0, 30.0), (30.0, 14.8), (40.0, 7.7), (50.0, 4.1)] {
        let found = fades(&catalogue, 0.05, celsius);
        println!("{celsius} °C: {found:.2} s ({right})");
        assert!((found / right - 1.0).abs() < 0.03, "{celsius} °C: {found} s");
    }
    // First order in thiosulfate: half of it takes twice as long, but for what is used up.
    let twice = fades(&catalogue, 0.025, 20.0) / fades(&catalogue, 0.05, 20.0);
    assert!((twice - 2.0).abs() < 0.1, "{twice}");
}
