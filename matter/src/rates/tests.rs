use super::*;
use crate::numerics::math;
use crate::numerics::ode::{Dop853, Equations, OdeFailure};

fn law(value: f64, changes: &[(usize, f64)]) -> Law {
    Law::mass_action(Arrhenius::fixed(1000.0 * value), changes)
}

fn reaction(changes: &[(usize, f64)], law: Law) -> Reaction {
    Reaction { changes: changes.to_vec(), process: Process::Law(law) }
}

fn batch(reactions: &[Reaction], amounts: &[f64]) -> Batch {
    let mut batch = Batch::new(reactions, vec![Phase::Dissolved; amounts.len()]);
    batch.start.amounts = amounts.to_vec();
    // A millilitre.
    batch.start.solution = 1e-6;
    batch
}

fn run(kinetics: &mut Kinetics, medium: &mut Batch, seconds: f64, steps: u32) {
    for _ in 0..steps {
        let extents = kinetics.advance(medium, seconds).expect("advance").to_vec();
        medium.apply(&extents);
        assert!(medium.start.amounts.iter().all(|amount| *amount >= 0.0), "{:?}", medium.start.amounts);
    }
}

#[test]
fn orders_zero_to_two_are_their_closed_forms() {
    let check = |order: f64, right: &dyn Fn(f64) -> f64| {
        let mut law = law(0.02, &[]);
        law.orders = vec![(0, order)];
        let reactions = vec![reaction(&[(0, -1.0), (1, 1.0)], law)];
        let (mut kinetics, mut medium) =
            (Kinetics::new(reactions.clone(), 2).expect("kinetics"), batch(&reactions, &[1e-4, 0.0]));
        for step in 1..=200 {
            run(&mut kinetics, &mut medium, 0.05, 1);
            let (found, right) = (medium.start.amounts[0] / 1e-3, right(0.05 * f64::from(step)));
            // A micromole per litre is where the order zero fades.
            let allowed = if order == 0.0 { 1.5e-6 } else { 2e-8 };
            assert!((found - right).abs() < allowed, "order {order}, step {step}: {found} {right}");
        }
        assert!((medium.start.amounts[0] + medium.start.amounts[1] - 1e-4).abs() < 1e-18);
    };
    check(1.0, &|t| 0.1 * math::exp(-0.02 * t));
    check(2.0, &|t| 0.1 / (1.0 + 0.1 * 0.02 * t));
    check(0.0, &|t| (0.1 - 0.02 * t).max(0.0));
    check(0.5, &|t| math::powi((0.1f64.sqrt() - 0.01 * t).max(0.0), 2));
    check(1.5, &|t| math::powi(0.1f64.sqrt() / (1.0 + 0.1f64.sqrt() * 0.01 * t), 2));
}

#[test]
fn what_is_used_up_stops_the_reaction_whatever_its_law() {
    // Order 1 in A and 0 in B, of which there is too little: all of B goes, and half of A stays.
    let mut first = law(5.0, &[]);
    first.orders = vec![(0, 1.0)];
    let reactions = vec![reaction(&[(0, -1.0), (1, -1.0), (2, 1.0)], first)];
    let mut kinetics = Kinetics::new(reactions.clone(), 3).expect("kinetics");
    let mut medium = batch(&reactions, &[2e-4, 1e-4, 0.0]);
    run(&mut kinetics, &mut medium, 0.05, 400);
    let [a, b, c] = medium.start.amounts[..] else { panic!() };
    assert!((a - 1e-4).abs() < 1e-12 && b < 1e-12 && (c - 1e-4).abs() < 1e-12, "{a} {b} {c}");
    assert!((a + c - 2e-4).abs() < 1e-18 && (b + c - 1e-4).abs() < 1e-18);
}

#[test]
fn overdrafts_are_given_back_by_those_who_took() {
    let none = || Law::mass_action(Arrhenius::fixed(0.0), &[]);
    let reactions = vec![
        reaction(&[(0, -1.0), (1, 1.0)], none()),
        reaction(&[(0, -2.0), (2, 1.0)], none()),
        reaction(&[(1, -1.0), (3, 1.0)], none()),
    ];
    let amounts = [1.0, 0.0, 0.0, 0.0];
    let mut extents = [0.6, 0.3, 0.58];
    limit(&reactions, &amounts, |_| true, &mut extents);
    // 1.2 were taken of 1: both takers give back a sixth; then 0.5 of species 1 are there, not 0.58.
    for (found, right) in extents.iter().zip([0.5, 0.25, 0.5]) {
        assert!((found - right).abs() < 1e-14, "{extents:?}");
    }
    let mut extents = [0.6, 0.3, 0.58];
    limit(&reactions, &amounts, |species| species == 1, &mut extents);
    assert_eq!(extents, [0.6, 0.3, 0.58]);
}

#[test]
fn reversible_reactions_end_at_their_equilibrium() {
    // A + B = C, K = 50 at 25 °C, endothermic.
    let changes = [(0, -1.0), (1, -1.0), (2, 1.0)];
    let balance = Balance { log_k: math::log10(50.0), enthalpy: 30_000.0 };
    let mut with_balance = law(3.0, &changes);
    with_balance.constant = Arrhenius::through(3000.0, 298.15, 50_000.0);
    let mut with_constant = with_balance.clone();
    with_balance.reverse = Reverse::Equilibrium(balance);
    let back = Arrhenius::through(3000.0 / 50.0, 298.15, 20_000.0);
    with_constant.reverse = Reverse::Constant(back, vec![(2, 1.0)]);
    for temperature in [278.15, 298.15, 348.15] {
        let mut ends = Vec::new();
        for law in [&with_balance, &with_constant] {
            let reactions = vec![reaction(&changes, law.clone())];
            let mut kinetics = Kinetics::new(reactions.clone(), 3).expect("kinetics");
            let mut medium = batch(&reactions, &[1e-4, 2e-4, 0.0]);
            medium.start.temperature = temperature;
            run(&mut kinetics, &mut medium, 0.5, 6);
            ends.push(medium.start.amounts.clone());
            run(&mut kinetics, &mut medium, 100.0, 20);
            let [a, b, c] = medium.start.amounts[..] else { panic!() };
            let quotient = 1e-3 * c / (a * b);
            assert!((quotient / balance.at(temperature) - 1.0).abs() < 1e-5, "{quotient}");
        }
        // The way there is the same, as the back constants are.
        assert!((ends[0][2] / ends[1][2] - 1.0).abs() < 1e-9);
    }
}

#[test]
fn a_shrinking_sphere_is_gone_when_the_closed_form_says() {
    // Rate per area k·c with c held by an excess: the diameter falls linearly, d = d0 - 2 k c Vm t.
    let (mole, size, amount) = (3.69e-5, 1e-3, 1e-3);
    let grains = Grains::new(Shape::Grain, size, amount, mole).expect("grains");
    let constant = 0.05;
    let law = Law {
        constant: Arrhenius::fixed(constant),
        orders: vec![(1, 1.0)],
        saturation: Vec::new(),
        place: Place::Surface { solid: 0, grains },
        reverse: Reverse::Never,
    };
    let reactions = vec![reaction(&[(0, -1.0), (1, -1e-9)], law)];
    let mut kinetics = Kinetics::new(reactions.clone(), 2).expect("kinetics");
    let mut medium = Batch::new(&reactions, vec![Phase::Pure, Phase::Dissolved]);
    medium.start.amounts = vec![amount, 1e-3];
    medium.start.solution = 1e-6;
    let gone = size / (2.0 * constant * mole);
    for tenth in 1..=9 {
        run(&mut kinetics, &mut medium, gone / 200.0, 20);
        let share = 1.0 - f64::from(tenth) / 10.0;
        let found = medium.start.amounts[0] / amount;
        assert!((found / math::powi(share, 3) - 1.0).abs() < 2e-5, "{tenth}: {found}");
    }
    run(&mut kinetics, &mut medium, gone / 200.0, 60);
    assert!(medium.start.amounts[0] < 1e-9 * amount, "{}", medium.start.amounts[0]);
}

#[test]
fn a_catalyst_speeds_up_and_stays() {
    let mut on_surface = law(0.0, &[]);
    on_surface.orders = vec![(0, 1.0)];
    on_surface.constant = Arrhenius::fixed(1e-4 * 1000.0);
    let grains = Grains::new(Shape::Grain, 1e-4, 0.01, 1.73e-5).expect("grains");
    on_surface.place = Place::Surface { solid: 2, grains };
    let mut by_amount = on_surface.clone();
    by_amount.place = Place::Amount { of: 2 };
    let area = grains.area(0.01);
    for (law, rate) in [(on_surface, 0.1 * area), (by_amount, 0.1 * 0.01)] {
        let reactions = vec![reaction(&[(0, -1.0), (1, 1.0)], law)];
        let mut kinetics = Kinetics::new(reactions.clone(), 3).expect("kinetics");
        let mut medium = Batch::new(&reactions, vec![Phase::Dissolved, Phase::Dissolved, Phase::Pure]);
        medium.start.amounts = vec![1e-3, 0.0, 0.01];
        medium.start.solution = 1e-6;
        run(&mut kinetics, &mut medium, 0.02, 50);
        let right = 1e-3 * math::exp(-rate / 1e-3);
        assert!((medium.start.amounts[0] / right - 1.0).abs() < 1e-6, "{}", medium.start.amounts[0]);
        assert_eq!(medium.start.amounts[2], 0.01);
    }
}

/// A dissolved gas made at a steady rate bubbles off; without supersaturation it leaves through the surface alone.
#[test]
fn gas_leaves_through_the_surface_and_in_bubbles() {
    let transfer = Transfer {
        dissolved: 0,
        gas: 1,
        solubility: Balance { log_k: -1.468, enthalpy: -19_400.0 },
        surface: 1e-6,
        bubbling: 5.0,
        threshold: 0.2,
    };
    let reactions = vec![Reaction { changes: vec![(0, -1.0), (1, 1.0)], process: Process::Transfer(transfer) }];
    let mut kinetics = Kinetics::new(reactions.clone(), 2).expect("kinetics");
    let mut medium = Batch::new(&reactions, vec![Phase::Dissolved, Phase::Gas]);
    (medium.start.solution, medium.start.gas) = (1e-4, 1e3);
    let solubility = transfer.solubility.at(298.15);
    // A tenth of the saturation: no bubbles, and the amount decays by the coefficient.
    medium.start.amounts = vec![0.1 * solubility * 0.1, 0.0];
    run(&mut kinetics, &mut medium, 0.05, 1000);
    let right = 0.1 * solubility * 0.1 * math::exp(-50.0 * 1e-6 / 1e-4);
    assert!((medium.start.amounts[0] / right - 1.0).abs() < 1e-6);
    // Four times the saturation foams down to the threshold, and quietly on from there.
    medium.start.amounts = vec![4.0 * solubility * 0.1, 0.0];
    let mut contents = Contents::default();
    medium.contents(&[0.0], &mut contents).expect("contents");
    let over = kinetics.supersaturation(&contents);
    assert!((over - 3.0).abs() < 1e-9, "{over}");
    assert!(transfer.in_bubbles(&contents, over) > 20.0 * transfer.through_surface(&contents));
    run(&mut kinetics, &mut medium, 0.05, 40);
    medium.contents(&[0.0], &mut contents).expect("contents");
    let over = kinetics.supersaturation(&contents);
    assert!((0.15..0.25).contains(&over), "{over}");
    // Less pressure above, and it foams again: an opened bottle, or a mountain.
    contents.pressure *= 0.7;
    assert!(transfer.in_bubbles(&contents, kinetics.supersaturation(&contents)) > 0.0);
    // What is above dissolves until it is in balance, whichever way.
    let mut closed = Batch::new(&reactions, vec![Phase::Dissolved, Phase::Gas]);
    (closed.start.solution, closed.start.gas) = (1e-4, 1e-4);
    closed.start.amounts = vec![0.0, 4e-3];
    run(&mut kinetics, &mut closed, 5.0, 500);
    closed.contents(&[0.0], &mut contents).expect("contents");
    assert!((contents.activities[0] / contents.activities[1] / solubility - 1.0).abs() < 1e-5);
}

/// A medium whose temperature rises with what has reacted: the difference path, and a runaway.
struct Hot {
    amount: f64,
    start: f64,
    rise: f64,
}

impl Medium for Hot {
    fn contents(&mut self, extents: &[f64], contents: &mut Contents) -> Result<(), &'static str> {
        let left = self.amount - extents[0];
        contents.amounts = vec![left];
        contents.activities = vec![left / 0.1];
        contents.temperature = self.start + self.rise * extents[0];
        (contents.solution, contents.gas, contents.pressure) = (1e-4, 1e-4, 101_325.0);
        if contents.temperature > 1000.0 { Err("the vessel is red hot") } else { Ok(()) }
    }
}

#[test]
fn a_runaway_follows_the_independent_solution() {
    // 100 mL of 4.4 mol/L hydrogen peroxide on manganese dioxide: 98 kJ/mol warms 420 J/K by up to 103 K.
    let constant = Arrhenius { factor: 1.45e8 * 1000.0, energy: 58_000.0 };
    let mut law = Law::mass_action(constant, &[(0, -1.0)]);
    law.orders = vec![(0, 1.0)];
    let mut kinetics = Kinetics::new(vec![reaction(&[(0, -1.0)], law)], 1).expect("kinetics");
    let mut medium = Hot { amount: 0.44, start: 293.15, rise: 98_000.0 / 420.0 };

    struct Same(Arrhenius);
    impl Equations for Same {
        fn len(&self) -> usize {
            1
        }
        fn rates(&mut self, _: f64, y: &[f64], dy: &mut [f64]) -> Result<(), OdeFailure> {
            dy[0] = self.0.at(293.15 + 98_000.0 / 420.0 * y[0]) / 1000.0 * (0.44 - y[0]);
            Ok(())
        }
    }
    let (mut t, mut y) = (0.0, [0.0]);
    let (mut gone, mut most) = (0.0, 0);
    for step in 1..=3000 {
        let time = 0.05 * f64::from(step);
        Dop853::default().advance(&mut Same(constant), &mut t, &mut y, time).expect("advance");
        let extent = kinetics.advance(&mut medium, 0.05).expect("advance")[0];
        most = most.max(kinetics.steps());
        gone += extent;
        medium.amount -= extent;
        medium.start += medium.rise * extent;
        assert!((gone - y[0]).abs() < 1e-6 * 0.44, "t = {time}: {gone} {}", y[0]);
    }
    assert!(gone > 0.439, "{gone}");
    println!("at most {most} inner steps in a step of 50 ms");
    assert!(most < 20, "{most}");
}

#[test]
fn michaelis_menten_and_inhibition() {
    let mut enzyme = law(2.0, &[]);
    enzyme.orders = vec![(1, 1.0), (2, -1.0)];
    enzyme.saturation = vec![(0, 5e-3)];
    let kinetics = Kinetics::new(vec![reaction(&[(0, -1.0)], enzyme)], 3).expect("kinetics");
    let mut medium = batch(kinetics.reactions(), &[2e-5, 1e-6, 5e-4]);
    let (mut contents, mut rates) = (Contents::default(), [0.0]);
    medium.contents(&[0.0], &mut contents).expect("contents");
    kinetics.rates(&contents, &mut rates);
    let right = 2.0 * 1e-3 * 0.02 / 0.025 / 0.5 * 1e-3;
    assert!((rates[0] / right - 1.0).abs() < 1e-12, "{rates:?} {right}");
}

#[test]
fn the_same_steps_give_the_same_bits() {
    let changes = [(0, -1.0), (1, -1.0), (2, 1.0)];
    let reactions =
        vec![reaction(&changes, law(900.0, &changes)), reaction(&[(2, -1.0), (0, 1.0)], law(0.3, &[(2, -1.0)]))];
    let once = |kinetics: &mut Kinetics| {
        let mut medium = batch(&reactions, &[1e-4, 5e-5, 0.0]);
        run(kinetics, &mut medium, 0.01, 30);
        medium.start.amounts.iter().map(|amount| amount.to_bits()).collect::<Vec<_>>()
    };
    let mut kinetics = Kinetics::new(reactions.clone(), 3).expect("kinetics");
    assert_eq!(once(&mut kinetics), once(&mut kinetics));
}

#[test]
fn faults_and_failures_are_told_in_words() {
    let first = law(1.0, &[(0, -1.0)]);
    let fault = |change: &dyn Fn(&mut Law)| {
        let mut law = first.clone();
        change(&mut law);
        Kinetics::new(vec![reaction(&[(0, -1.0)], law)], 2).expect_err("a fault").to_string()
    };
    assert_eq!(
        fault(&|law| law.orders = vec![(2, 1.0)]),
        "the rate of reaction 1: it names a species that is not there"
    );
    assert_eq!(
        fault(&|law| law.constant.factor = -1.0),
        "the rate of reaction 1: a constant is below zero or not finite"
    );
    assert_eq!(fault(&|law| law.constant.energy = f64::NAN), "the rate of reaction 1: a number is not finite");
    let mut kinetics = Kinetics::new(vec![reaction(&[(0, -1.0)], first)], 1).expect("kinetics");
    let mut medium = Hot { amount: 1.0, start: 1200.0, rise: 0.0 };
    let failure = kinetics.advance(&mut medium, 0.05).expect_err("a failure").to_string();
    assert_eq!(failure, "the reactions cannot be followed, 0 s into the step: the vessel is red hot");
}
