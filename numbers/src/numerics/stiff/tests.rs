use super::*;
use crate::numerics::math;

/// Equations from a closure, with unknowns of a size.
struct System<R> {
    len: usize,
    unit: f64,
    autonomous: bool,
    rates: R,
}

impl<R: FnMut(f64, &[f64], &mut [f64]) -> Result<(), OdeFailure>> Equations for System<R> {
    fn len(&self) -> usize {
        self.len
    }
    fn rates(&mut self, t: f64, y: &[f64], dy: &mut [f64]) -> Result<(), OdeFailure> {
        (self.rates)(t, y, dy)
    }
}

impl<R: FnMut(f64, &[f64], &mut [f64]) -> Result<(), OdeFailure>> Stiff for System<R> {
    fn unit(&self, _: usize) -> f64 {
        self.unit
    }
    fn autonomous(&self) -> bool {
        self.autonomous
    }
}

fn system(len: usize, mut rates: impl FnMut(f64, &[f64], &mut [f64])) -> impl Stiff {
    let rates = move |t: f64, y: &[f64], dy: &mut [f64]| {
        rates(t, y, dy);
        Ok(())
    };
    System { len, unit: 1.0, autonomous: false, rates }
}

fn robertson(_: f64, y: &[f64], dy: &mut [f64]) {
    let (slow, pair, back) = (0.04 * y[0], 3e7 * y[1] * y[1], 1e4 * y[1] * y[2]);
    dy[0] = back - slow;
    dy[1] = slow - back - pair;
    dy[2] = pair;
}

#[test]
fn the_order_is_four_and_three() {
    // y' = -2 t y² from 1 has y = 1 / (1 + t²): neither linear nor without the time.
    let mut equations = system(1, |t, y, dy| dy[0] = -2.0 * t * y[0] * y[0]);
    let mut errors = Vec::new();
    for steps in [16, 32, 64] {
        let mut solver = Rodas::new(1e9, 1e9);
        let (mut t, mut y) = (0.0, [1.0]);
        for step in 1..=steps {
            solver.advance(&mut equations, &mut t, &mut y, 2.0 * f64::from(step) / f64::from(steps)).expect("step");
            assert_eq!(solver.steps(), 1);
        }
        errors.push((y[0] - 0.2).abs());
    }
    for pair in errors.windows(2) {
        let order = math::log2(pair[0] / pair[1]);
        assert!((3.7..4.6).contains(&order), "order {order} {errors:?}");
    }
    // The estimate is the difference from a method of order 3, whose local error is of order 4.
    let mut estimates = Vec::new();
    for step in [0.02, 0.01, 0.005] {
        let mut solver = Rodas::new(1e-12, 1e-12);
        solver.resize(1);
        equations.rates(0.7, &[0.9], &mut solver.start_rates).expect("rates");
        solver.derivatives(&mut equations, 0.7, &[0.9], 1e-3).expect("derivatives");
        estimates.push(solver.trial(&mut equations, 0.7, &[0.9], step).expect("trial"));
    }
    for pair in estimates.windows(2) {
        let order = math::log2(pair[0] / pair[1]);
        assert!((3.7..4.4).contains(&order), "order {order} {estimates:?}");
    }
}

#[test]
fn the_error_is_held() {
    for tolerance in [1e-4, 1e-6, 1e-8, 1e-10] {
        let mut equations = system(2, |_, y, dy| (dy[0], dy[1]) = (y[1], -y[0]));
        let (mut t, mut y) = (0.0, [1.0, 0.0]);
        Rodas::new(tolerance, tolerance).advance(&mut equations, &mut t, &mut y, 10.0).expect("advance");
        let error = (y[0] - math::cos(10.0)).abs().max((y[1] + math::sin(10.0)).abs());
        assert!(error < 30.0 * tolerance, "{error:e} at {tolerance:e}");
        assert!(t == 10.0);
    }
}

#[test]
fn fast_decays_die_out_within_a_step() {
    // The exact solution is cos t after a first moment, at any stiffness (Prothero & Robinson 1974).
    for stiffness in [1e3, 1e6, 1e9] {
        let mut equations = system(1, |t, y, dy| dy[0] = -stiffness * (y[0] - math::cos(t)) - math::sin(t));
        let (mut t, mut y) = (0.0, [2.0]);
        let mut solver = Rodas::default();
        solver.advance(&mut equations, &mut t, &mut y, 3.0).expect("advance");
        assert!((y[0] - math::cos(3.0)).abs() < 1e-5, "{stiffness:e}: {}", y[0]);
        assert!(solver.steps() < 250, "{} steps at {stiffness:e}", solver.steps());
    }
    // A single step a million times longer than the decay leaves next to nothing.
    let mut equations = system(1, |_, y, dy| dy[0] = -1e6 * y[0]);
    let mut solver = Rodas::new(1.0, 1e9);
    solver.resize(1);
    equations.rates(0.0, &[1.0], &mut solver.start_rates).expect("rates");
    solver.derivatives(&mut equations, 0.0, &[1.0], 1.0).expect("derivatives");
    solver.trial(&mut equations, 0.0, &[1.0], 1.0).expect("trial");
    assert!(solver.argument[0].abs() < 1e-4, "{}", solver.argument[0]);
}

/// scipy 1.18.1, Radau, rtol 1e-11: the case `kin_robertson_stiff`, restated.
const ROBERTSON: [(f64, [f64; 3]); 4] = [
    (0.4, [0.985_172_113_860_985_2, 3.386_395_378_973_104e-5, 0.014_794_022_185_224_714]),
    (40.0, [0.715_827_068_717_991_2, 9.185_534_764_651_478e-6, 0.284_163_745_747_243_6]),
    (4000.0, [0.183_202_257_779_047_56, 8.942_371_252_917_644e-7, 0.816_796_847_983_827_9]),
    (4e5, [0.004_938_274_521_001_436, 1.984_994_087_963_107e-8, 0.995_061_705_629_058_5]),
];

#[test]
fn robertson_within_a_ten_thousandth() {
    let mut equations = system(3, robertson);
    let mut solver = Rodas::new(1e-7, 1e-12);
    let (mut t, mut y, mut steps) = (0.0, [1.0, 0.0, 0.0], 0);
    for (time, right) in ROBERTSON {
        solver.advance(&mut equations, &mut t, &mut y, time).expect("advance");
        steps += solver.steps();
        for (found, right) in y.iter().zip(right) {
            let relative = (found / right - 1.0).abs();
            println!("t = {time}: {found:e} off by {relative:e}, {steps} steps");
            assert!(relative < 1e-5, "t = {time}: {y:?}");
        }
        assert!((y.iter().sum::<f64>() - 1.0).abs() < 1e-12);
    }
    assert!(steps < 1500, "{steps}");
}

#[test]
fn a_gentle_step_is_taken_only_where_nothing_is_fast() {
    struct Decay(f64, u32);
    impl Equations for Decay {
        fn len(&self) -> usize {
            1
        }
        fn rates(&mut self, _: f64, y: &[f64], dy: &mut [f64]) -> Result<(), OdeFailure> {
            self.1 += 1;
            dy[0] = -self.0 * y[0];
            Ok(())
        }
    }
    impl Stiff for Decay {
        fn autonomous(&self) -> bool {
            true
        }
        fn gentle(&self) -> bool {
            true
        }
    }
    for rate in [1e-3, 0.1, 2.0, 50.0, 1e4] {
        let mut equations = Decay(rate, 0);
        let (mut solver, mut t, mut y) = (Rodas::default(), 0.0, [1.0]);
        for step in 1..=20 {
            solver.advance(&mut equations, &mut t, &mut y, 0.05 * f64::from(step)).expect("advance");
        }
        assert!((y[0] - math::exp(-rate)).abs() < 2e-6, "{rate}: {}", y[0]);
        // Four evaluations a step where it is gentle.
        assert_eq!(equations.1 == 80, rate < 0.5, "{rate}: {}", equations.1);
    }
    // Of order 3.
    let error = |step: f64| {
        let (mut t, mut y) = (0.0, [1.0]);
        Rodas::new(1e9, 1e9).advance(&mut Decay(1.0, 0), &mut t, &mut y, step).expect("advance");
        (y[0] - math::exp(-step)).abs()
    };
    let order = math::log2(error(0.1) / error(0.05));
    assert!((3.8..4.2).contains(&order), "{order}");
}

#[test]
fn equal_calls_give_equal_bits() {
    let run = |again: &mut Rodas, parts: u32| {
        let mut equations = system(3, robertson);
        let (mut t, mut y) = (0.0, [1.0, 0.0, 0.0]);
        for part in 1..=parts {
            again.advance(&mut equations, &mut t, &mut y, f64::from(part) * 0.05).expect("advance");
        }
        y.map(f64::to_bits)
    };
    let mut used = Rodas::default();
    run(&mut used, 7);
    assert_eq!(run(&mut Rodas::default(), 40), run(&mut used, 40));
}

#[test]
fn failures_are_named() {
    let advance = |equations: &mut dyn Stiff, solver: &mut Rodas, to: f64| {
        let (mut t, mut y) = (0.0, [1.0]);
        let failure = solver.advance(equations, &mut t, &mut y, to).expect_err("a failure");
        assert!(y[0].is_finite() && t.is_finite());
        failure
    };
    // y' = y² from 1 runs away at t = 1.
    let mut away = system(1, |_, y, dy| dy[0] = y[0] * y[0]);
    let failure = advance(&mut away, &mut Rodas::default(), 2.0);
    assert!(
        matches!(failure, OdeFailure::StepTooSmall { time } | OdeFailure::NotFinite { time }
            | OdeFailure::NotConverged { time } if (time - 1.0).abs() < 1e-3),
        "{failure:?}"
    );
    let mut swing = system(1, |t, _, dy| dy[0] = math::cos(100.0 * t));
    let failure = advance(&mut swing, &mut Rodas::default().with_most_steps(5), 100.0);
    assert!(matches!(failure, OdeFailure::TooManySteps { .. }), "{failure:?}");
    let failure = advance(&mut swing, &mut Rodas::default(), -1.0);
    assert!(matches!(failure, OdeFailure::Backwards { .. }), "{failure:?}");
    let mut none = system(1, |_, _, dy| dy[0] = f64::NAN);
    assert!(matches!(advance(&mut none, &mut Rodas::default(), 1.0), OdeFailure::NotFinite { .. }));
    let mut two = system(2, robertson);
    let failure = advance(&mut two, &mut Rodas::default(), 1.0);
    assert_eq!(failure, OdeFailure::WrongLength { got: 1, want: 2 });
}

#[test]
fn a_place_without_rates_is_stepped_around() {
    // Beyond 1.01 there are no rates; the solution goes up to 1 and no further.
    let rates = |_: f64, y: &[f64], dy: &mut [f64]| {
        if y[0] > 1.01 {
            return Err(OdeFailure::Equations { time: 0.0, reason: "beyond" });
        }
        dy[0] = 50.0 * (1.0 - y[0]);
        Ok(())
    };
    let mut equations = System { len: 1, unit: 1.0, autonomous: true, rates };
    let (mut t, mut y) = (0.0, [0.0]);
    Rodas::default().advance(&mut equations, &mut t, &mut y, 1.0).expect("advance");
    assert!((y[0] - 1.0).abs() < 1e-6, "{}", y[0]);
}

#[test]
fn a_known_jacobian_gives_the_same() {
    struct Given;
    impl Equations for Given {
        fn len(&self) -> usize {
            3
        }
        fn rates(&mut self, t: f64, y: &[f64], dy: &mut [f64]) -> Result<(), OdeFailure> {
            robertson(t, y, dy);
            Ok(())
        }
    }
    impl Stiff for Given {
        fn autonomous(&self) -> bool {
            true
        }
        fn jacobian(&mut self, _: f64, y: &[f64], d: &mut [f64]) -> Result<bool, OdeFailure> {
            d.copy_from_slice(&[
                -0.04,
                1e4 * y[2],
                1e4 * y[1],
                0.04,
                -1e4 * y[2] - 6e7 * y[1],
                -1e4 * y[1],
                0.0,
                6e7 * y[1],
                0.0,
            ]);
            Ok(true)
        }
    }
    let (mut t, mut y) = (0.0, [1.0, 0.0, 0.0]);
    Rodas::new(1e-7, 1e-12).advance(&mut Given, &mut t, &mut y, 40.0).expect("advance");
    for (found, right) in y.iter().zip(ROBERTSON[1].1) {
        assert!((found / right - 1.0).abs() < 1e-5, "{y:?}");
    }
}
