use super::*;
use crate::numerics::math::{self, PI, TAU};

/// Equations from closures.
struct System<R, G> {
    len: usize,
    rates: R,
    events: usize,
    values: G,
}

impl<R, G> Equations for System<R, G>
where
    R: FnMut(f64, &[f64], &mut [f64]) -> Result<(), OdeFailure>,
    G: FnMut(f64, &[f64], &mut [f64]),
{
    fn len(&self) -> usize {
        self.len
    }
    fn rates(&mut self, t: f64, y: &[f64], dy: &mut [f64]) -> Result<(), OdeFailure> {
        (self.rates)(t, y, dy)
    }
    fn event_count(&self) -> usize {
        self.events
    }
    fn event_values(&mut self, t: f64, y: &[f64], g: &mut [f64]) {
        (self.values)(t, y, g);
    }
}

fn system(len: usize, mut rates: impl FnMut(f64, &[f64], &mut [f64])) -> impl Equations {
    let rates = move |t: f64, y: &[f64], dy: &mut [f64]| {
        rates(t, y, dy);
        Ok(())
    };
    System { len, rates, events: 0, values: |_: f64, _: &[f64], _: &mut [f64]| {} }
}

fn with_events<const N: usize>(
    len: usize,
    mut rates: impl FnMut(f64, &[f64], &mut [f64]),
    values: impl Fn(f64, &[f64]) -> [f64; N],
) -> impl Equations {
    let rates = move |t: f64, y: &[f64], dy: &mut [f64]| {
        rates(t, y, dy);
        Ok(())
    };
    System { len, rates, events: N, values: move |t: f64, y: &[f64], g: &mut [f64]| g.copy_from_slice(&values(t, y)) }
}

/// Equations in which nothing is fast.
struct Gentle<E>(E);

impl<E: Equations> Equations for Gentle<E> {
    fn len(&self) -> usize {
        self.0.len()
    }
    fn rates(&mut self, t: f64, y: &[f64], dy: &mut [f64]) -> Result<(), OdeFailure> {
        self.0.rates(t, y, dy)
    }
    fn pace(&self) -> f64 {
        0.0
    }
}

/// A tolerance that order 5 does not reach is reached by order 8, whatever the pace is said to be.
#[test]
fn a_gentle_step_that_is_not_accurate_is_taken_at_order_8() {
    let (mut solver, mut t, mut y) = (Dop853::default(), 0.0, [1.0, 0.0]);
    assert_eq!(solver.advance(&mut Gentle(system(2, oscillator)), &mut t, &mut y, 0.5), Ok(Advance::Done));
    assert_eq!(solver.end_rates(), None);
    assert!((y[0] - math::cos(0.5)).abs() < 1e-13 && (y[1] + math::sin(0.5)).abs() < 1e-13, "{y:?}");
}

fn oscillator(_: f64, y: &[f64], dy: &mut [f64]) {
    dy[0] = y[1];
    dy[1] = -y[0];
}

fn pendulum(_: f64, y: &[f64], dy: &mut [f64]) {
    dy[0] = y[1];
    dy[1] = -9.8 * math::sin(y[0]);
}

fn fall(_: f64, y: &[f64], dy: &mut [f64]) {
    dy[0] = y[1];
    dy[1] = -9.8;
}

/// y' = y cos t, whose solution is exp(sin t).
fn swell(t: f64, y: &[f64], dy: &mut [f64]) {
    dy[0] = y[0] * math::cos(t);
}

fn order(error: impl Fn(u32) -> f64, coarse: u32) -> f64 {
    math::log2(error(coarse) / error(2 * coarse))
}

#[test]
fn orders_of_convergence() {
    let exact = math::exp(math::sin(2.0));
    // With boundless tolerance each call is one step.
    let dop = |steps: u32| {
        let mut solver = Dop853::new(1e300, 1e300);
        let (mut t, mut y) = (0.0, [1.0]);
        for i in 1..=steps {
            let to = 2.0 * f64::from(i) / f64::from(steps);
            solver.advance(&mut system(1, swell), &mut t, &mut y, to).unwrap();
        }
        (y[0] - exact).abs()
    };
    assert!((order(dop, 6) - 8.0).abs() < 0.6, "{}", order(dop, 6));
    let gentle = |steps: u32| {
        let mut solver = Dop853::new(1e300, 1e300);
        let (mut t, mut y) = (0.0, [1.0]);
        for i in 1..=steps {
            let to = 2.0 * f64::from(i) / f64::from(steps);
            solver.advance(&mut Gentle(system(1, swell)), &mut t, &mut y, to).unwrap();
            let mut rate = [0.0];
            swell(t, &y, &mut rate);
            assert_eq!(solver.end_rates(), Some(&rate[..]));
        }
        (y[0] - exact).abs()
    };
    assert!((order(gentle, 16) - 5.0).abs() < 0.3, "{}", order(gentle, 16));
    let fixed = |step: &dyn Fn(f64, &mut [f64], f64), steps: u32| {
        let (mut y, h) = ([1.0], 2.0 / f64::from(steps));
        for i in 0..steps {
            step(f64::from(i) * h, &mut y, h);
        }
        (y[0] - exact).abs()
    };
    let rk4 = |steps| fixed(&|t, y, h| Rk4::default().step(&mut system(1, swell), t, y, h).unwrap(), steps);
    assert!((order(rk4, 32) - 4.0).abs() < 0.2, "{}", order(rk4, 32));
    let midpoint = |steps| fixed(&|t, y, h| Midpoint::default().step(&mut system(1, swell), t, y, h).unwrap(), steps);
    assert!((order(midpoint, 32) - 2.0).abs() < 0.1, "{}", order(midpoint, 32));
}

#[test]
fn oscillator_keeps_its_amplitude_for_100_periods() {
    for frames in [1, 24_000] {
        let (mut solver, mut t, mut y) = (Dop853::default(), 0.0, [1.0, 0.0]);
        for i in 1..=frames {
            let to = 100.0 * TAU * f64::from(i) / f64::from(frames);
            assert_eq!(solver.advance(&mut system(2, oscillator), &mut t, &mut y, to), Ok(Advance::Done));
            assert_eq!(t, to);
        }
        assert!((y[0] - 1.0).abs() < 1e-10 && y[1].abs() < 1e-10, "{y:?} in {frames}");
        assert!((math::hypot(y[0], y[1]) - 1.0).abs() < 1e-11, "{y:?} in {frames}");
    }
}

#[test]
fn pendulum_has_its_exact_period_and_energy() {
    let amplitude: f64 = 2.5;
    let period = 4.0 / 9.8f64.sqrt() * math::elliptic_k(math::powi(math::sin(amplitude / 2.0), 2));
    let (mut solver, mut t, mut y) = (Dop853::default(), 0.0, [amplitude, 0.0]);
    solver.advance(&mut system(2, pendulum), &mut t, &mut y, 100.0 * period).unwrap();
    // The angle is at its turning point, where an error in time shows only squared: the speed shows it.
    let late = y[1] / (9.8 * math::sin(amplitude));
    assert!((y[0] / amplitude - 1.0).abs() < 1e-11 && (late / t).abs() < 1e-12, "{y:?}");
    let energy = |y: [f64; 2]| 0.5 * y[1] * y[1] - 9.8 * math::cos(y[0]);
    assert!((energy(y) - energy([amplitude, 0.0])).abs() < 1e-10);
}

#[test]
fn kepler_orbit_closes() {
    let eccentricity: f64 = 0.6;
    let gravity = |_: f64, y: &[f64], dy: &mut [f64]| {
        let cube = math::powi(math::hypot(y[0], y[1]), 3);
        dy.copy_from_slice(&[y[2], y[3], -y[0] / cube, -y[1] / cube]);
    };
    let start = [1.0 - eccentricity, 0.0, 0.0, ((1.0 + eccentricity) / (1.0 - eccentricity)).sqrt()];
    let energy = |y: &[f64; 4]| 0.5 * (y[2] * y[2] + y[3] * y[3]) - 1.0 / math::hypot(y[0], y[1]);
    let (mut solver, mut t, mut y) = (Dop853::default(), 0.0, start);
    solver.advance(&mut system(4, gravity), &mut t, &mut y, 10.0 * TAU).unwrap();
    assert!(y.iter().zip(start).all(|(end, start)| (end - start).abs() < 1e-9), "{y:?}");
    // Some hundred steps of 1e-13 each.
    assert!((energy(&y) + 0.5).abs() < 1e-11, "{}", energy(&y) + 0.5);
    let momentum = y[0] * y[3] - y[1] * y[2];
    assert!((momentum - start[0] * start[3]).abs() < 1e-12);
}

#[test]
fn midpoint_does_not_drift() {
    let (mut solver, mut y) = (Midpoint::default(), [1.0, 0.0]);
    for i in 0..20_000 {
        solver.step(&mut system(2, oscillator), 0.1 * f64::from(i), &mut y, 0.1).unwrap();
    }
    assert!((math::hypot(y[0], y[1]) - 1.0).abs() < 1e-11, "{y:?}");
}

#[test]
fn ball_falls_exactly() {
    let (mut solver, mut t, mut y) = (Dop853::default(), 0.0, [10.0, 3.0]);
    for i in 1..=240 {
        solver.advance(&mut system(2, fall), &mut t, &mut y, f64::from(i) / 240.0).unwrap();
    }
    assert!((y[0] - (10.0 + 3.0 - 4.9)).abs() < 1e-12 && (y[1] - (3.0 - 9.8)).abs() < 1e-12, "{y:?}");
}

#[test]
fn ball_hits_the_ground_on_time() {
    let hit = (2.0 * 10.0 / 9.8f64).sqrt();
    let mut ball = with_events(2, fall, |_, y| [y[0]]);
    for frame in [5.0, 1.0, 1.0 / 240.0] {
        let (mut solver, mut t, mut y) = (Dop853::default(), 0.0, [10.0, 0.0]);
        let time = loop {
            let to = t + frame;
            match solver.advance(&mut ball, &mut t, &mut y, to).unwrap() {
                Advance::Event { index: 0, time } => break time,
                other => assert_eq!(other, Advance::Done),
            }
        };
        assert_eq!(time, t);
        assert!((time - hit).abs() < 1e-12 && y[0] <= 0.0 && y[0] > -1e-12, "{time} {hit} {y:?}");
        // It does not fire again on the way down.
        assert_eq!(solver.advance(&mut ball, &mut t, &mut y, 6.0), Ok(Advance::Done));
    }
}

#[test]
fn bouncing_ball_bounces_on_time() {
    // Restitution 0.5 from 4.9 m: first hit at 1 s, then flights of 1, 0.5, 0.25 ... s.
    let mut ball = with_events(2, fall, |_, y| [y[0]]);
    let (mut solver, mut t, mut y) = (Dop853::default(), 0.0, [4.9, 0.0]);
    let mut hits = Vec::new();
    while t < 2.9 {
        if let Advance::Event { time, .. } = solver.advance(&mut ball, &mut t, &mut y, 2.9).unwrap() {
            hits.push(time);
            y[1] *= -0.5;
        }
    }
    let expected = [1.0, 2.0, 2.5, 2.75, 2.875];
    assert_eq!(hits.len(), expected.len(), "{hits:?}");
    assert!(hits.iter().zip(expected).all(|(hit, right)| (hit - right).abs() < 1e-12), "{hits:?}");
}

#[test]
fn earliest_event_wins() {
    let events = |_: f64, y: &[f64]| [y[0] - 0.5, y[0] - 0.7, y[0] - 0.7, -1.0, 0.7 - y[0]];
    let mut swing = with_events(2, oscillator, events);
    let (mut solver, mut t, mut y) = (Dop853::default(), 0.0, [1.0, 0.0]);
    let mut next = |to| {
        let advance = solver.advance(&mut swing, &mut t, &mut y, to).unwrap();
        (advance, t)
    };
    let check = |got: (Advance, f64), index: usize, time: f64| {
        assert!(matches!(got.0, Advance::Event { index: found, .. } if found == index), "{got:?}");
        assert!((got.1 - time).abs() < 1e-12, "{got:?} {time}");
    };
    check(next(TAU), 1, math::acos(0.7));
    // The equal value fell in the same instant; what remains is the lower mark, and the way back up.
    check(next(TAU), 0, PI / 3.0);
    check(next(TAU), 4, TAU - math::acos(0.7));
    assert_eq!(next(TAU).0, Advance::Done);
}

#[test]
fn dip_inside_a_step_is_seen() {
    // Constant rates: one step of any length is exact, and both its ends are above the mark.
    let mut throw = with_events(2, fall, |_, y| [8.0 - y[0]]);
    let (mut solver, mut t, mut y) = (Dop853::default(), 0.0, [0.0, 14.0]);
    let advance = solver.advance(&mut throw, &mut t, &mut y, 14.0 / 4.9).unwrap();
    let right = (14.0 - (14.0 * 14.0 - 2.0 * 9.8 * 8.0f64).sqrt()) / 9.8;
    assert!(
        matches!(advance, Advance::Event { index: 0, time } if (time - right).abs() < 1e-12),
        "{advance:?} {right}"
    );
}

#[test]
fn event_at_the_very_end_and_at_the_start() {
    let clock = |_: f64, _: &[f64], dy: &mut [f64]| dy[0] = 1.0;
    let mut mark = with_events(1, clock, |t, _| [0.5 - t]);
    let (mut solver, mut t, mut y) = (Dop853::default(), 0.0, [0.0]);
    assert_eq!(solver.advance(&mut mark, &mut t, &mut y, 0.5), Ok(Advance::Event { index: 0, time: 0.5 }));
    assert_eq!(solver.advance(&mut mark, &mut t, &mut y, 1.0), Ok(Advance::Done));
}

#[test]
fn same_calls_give_same_bits() {
    // One solver through all, or a fresh one for each call, as after a restored snapshot.
    let run = |fresh: bool| {
        let mut swing = with_events(2, pendulum, |_, y| [y[0]]);
        let (mut solver, mut t, mut y) = (Dop853::default(), 0.0, [2.0, 0.0]);
        let mut bits = Vec::new();
        for i in 1..200 {
            while t < f64::from(i) * 0.05 {
                if fresh {
                    solver = Dop853::default();
                }
                solver.advance(&mut swing, &mut t, &mut y, f64::from(i) * 0.05).unwrap();
                bits.extend([t.to_bits(), y[0].to_bits(), y[1].to_bits()]);
            }
        }
        bits
    };
    assert_eq!(run(true), run(false));
}

#[test]
fn failures_are_told() {
    let check = |rates: fn(f64, &[f64], &mut [f64]), to: f64, right: fn(&OdeFailure) -> bool| {
        let (mut solver, mut t, mut y) = (Dop853::default().with_most_steps(2000), 0.0, [1.0]);
        let failure = solver.advance(&mut system(1, rates), &mut t, &mut y, to).unwrap_err();
        assert!(right(&failure), "{failure:?}");
        assert!(failure.to_string().len() > 20);
        assert!(t.is_finite() && y[0].is_finite());
    };
    // y' = y² from 1 runs to infinity at t = 1.
    check(
        |_, y, dy| dy[0] = y[0] * y[0],
        2.0,
        |f| matches!(f, OdeFailure::StepTooSmall { time } if (time - 1.0).abs() < 1e-9),
    );
    check(|_, _, dy| dy[0] = f64::NAN, 1.0, |f| *f == OdeFailure::NotFinite { time: 0.0 });
    check(
        |t, _, dy| dy[0] = if t > 0.5 { f64::NAN } else { 1.0 },
        1.0,
        |f| matches!(f, OdeFailure::NotFinite { time } if (time - 0.5).abs() < 1e-9),
    );
    check(|_, y, dy| dy[0] = -1e9 * y[0], 1.0, |f| matches!(f, OdeFailure::TooManySteps { .. }));
    check(|_, _, dy| dy[0] = 0.0, -1.0, |f| *f == OdeFailure::Backwards { time: 0.0 });
    check(|_, _, dy| dy[0] = 0.0, f64::NAN, |f| *f == OdeFailure::NotFinite { time: 0.0 });
    let short = Dop853::default().advance(&mut system(2, oscillator), &mut 0.0, &mut [1.0], 1.0);
    assert_eq!(short, Err(OdeFailure::WrongLength { got: 1, want: 2 }));
    let stiff = Midpoint::default().step(&mut system(1, |_, y, dy| dy[0] = -50.0 * y[0]), 0.0, &mut [1.0], 1.0);
    assert!(stiff.is_err());
    let none = Dop853::default().advance(&mut system(0, |_, _, _| {}), &mut 0.0, &mut [], 1.0);
    assert_eq!(none, Ok(Advance::Done));
}

#[test]
fn rates_refused_on_a_trial_make_it_shorter() {
    let failure = OdeFailure::Equations { time: 0.0, reason: "the string is longer than itself" };
    let root = |_: f64, y: &[f64], dy: &mut [f64]| {
        dy[0] = -y[0].abs().sqrt();
        if y[0] < 0.0 { Err(failure) } else { Ok(()) }
    };
    let mut equations = System { len: 1, rates: root, events: 0, values: |_: f64, _: &[f64], _: &mut [f64]| {} };
    let (mut solver, mut t, mut y) = (Dop853::new(1e-10, 1e-10), 0.0, [1.0]);
    solver.advance(&mut equations, &mut t, &mut y, 1.5).unwrap();
    assert!((y[0] - 0.0625).abs() < 1e-9);
    assert_eq!(solver.advance(&mut equations, &mut t, &mut [-1.0], 2.0), Err(failure));
}
