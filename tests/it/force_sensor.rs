//! The force sensor: its refresh and mean, its spread, its zero and the key, and the end of its range.

use gewu::instruments::{Convention, INSTRUMENTS, Instrument, InstrumentSetup, Now, ReadingState};
use gewu::numerics::random::Random;
use gewu::systems::{GripId, Pull};

fn sensor(set: &[(&str, f64)]) -> Box<dyn Instrument> {
    let kind = *INSTRUMENTS.iter().find(|kind| kind.id == "force_sensor").unwrap();
    let mut values: Vec<f64> = kind.settings.iter().map(|s| s.start).collect();
    for (name, value) in set {
        values[kind.settings.iter().position(|s| s.name == *name).unwrap()] = *value;
    }
    (kind.build)(&InstrumentSetup { kind, values, follows: false, convention: Convention::default() })
}

fn feel(one: &mut dyn Instrument, random: &mut Random, force: f64, steps: u32) {
    (0..steps).for_each(|_| one.sample(&[force], Now { time: 0.0, dt: 0.01 }, random));
}

#[test]
fn it_shows_the_mean_since_the_last_value() {
    let mut one = sensor(&[("noise", 0.0), ("zero", 0.0), ("refresh", 0.25)]);
    let mut random = Random::new(1);
    one.sample(&[2.0], Now { time: 0.0, dt: 0.0 }, &mut random);
    assert_eq!(one.reading(0).value, 2.0);
    // Ten steps at 2 N, one from 2 N to 4 N, fourteen at 4 N: (0.2 + 0.03 + 0.56)/0.25 N.
    feel(&mut *one, &mut random, 2.0, 10);
    feel(&mut *one, &mut random, 4.0, 14);
    assert_eq!(one.reading(0).value, 2.0, "not yet");
    feel(&mut *one, &mut random, 4.0, 1);
    assert!((one.reading(0).value - 3.16).abs() < 1e-12, "{:?}", one.reading(0));
    feel(&mut *one, &mut random, 4.0, 25);
    assert_eq!((one.reading(0).value, one.exact(0)), (4.0, 4.0));
    feel(&mut *one, &mut random, 12.0, 60);
    assert_eq!(one.reading(0).state, ReadingState::OverRange);
}

#[test]
fn the_key_sets_its_zero_to_a_division() {
    let mut one = sensor(&[("noise", 0.0), ("zero", 0.043)]);
    let mut random = Random::new(1);
    feel(&mut *one, &mut random, 0.0, 60);
    assert!((one.reading(0).value - 0.04).abs() < 1e-12 && (one.exact(1) - 0.043).abs() < 1e-12);
    assert!(one.pull(GripId(0), Pull::Release).is_err());
    one.pull(GripId(0), Pull::Press).unwrap();
    assert!(one.reading(0).value.abs() < 1e-12 && (one.exact(1) - 0.003).abs() < 1e-12, "{}", one.exact(1));
    feel(&mut *one, &mut random, 1.0, 60);
    assert!((one.reading(0).value - 1.0).abs() < 1e-12, "{:?}", one.reading(0));
}

#[test]
fn a_thousand_values_have_the_stated_spread() {
    let mut one = sensor(&[("noise", 0.02), ("zero", 0.0), ("refresh", 0.0), ("division", 1e-4)]);
    let mut random = Random::new(20_261_127);
    let all: Vec<f64> = (0..1000)
        .map(|_| {
            feel(&mut *one, &mut random, 3.0, 1);
            one.reading(0).value
        })
        .collect();
    let mean = all.iter().sum::<f64>() / 1000.0;
    let spread = (all.iter().map(|v| (v - mean) * (v - mean)).sum::<f64>() / 999.0).sqrt();
    // Four standard errors of a mean and of a standard deviation.
    assert!((mean - 3.0).abs() < 4.0 * 0.02 / 1000.0_f64.sqrt(), "{mean}");
    assert!((spread / 0.02 - 1.0).abs() < 4.0 / 2000.0_f64.sqrt(), "{spread}");
}
