//! Thermometers, measuring cylinder and balance as they are read: what is drawn is what is shown, the eye shifts both,
//! lag and noise are what the settings say. Read off the frame, not off pixels.

use gewu::frame::{Frame, Item, Pen, Rect, Role, Words};
use gewu::instruments::{INSTRUMENTS, Instrument, InstrumentSetup, Now, ReadingState};
use gewu::numerics::math::exp;
use gewu::numerics::random::Random;
use gewu::systems::{GripId, Pull};

const ZERO: f64 = 273.15;

/// An instrument with some of its settings, SI.
fn build(id: &str, settings: &[(&str, f64)]) -> Box<dyn Instrument> {
    let kind = INSTRUMENTS.iter().find(|k| k.id == id).unwrap();
    let value = |name: &str, start: f64| settings.iter().find(|(n, _)| *n == name).map_or(start, |(_, v)| *v);
    assert!(settings.iter().all(|(name, _)| kind.settings.iter().any(|s| s.name == *name)), "{settings:?}");
    let values = kind.settings.iter().map(|s| value(s.name, s.start)).collect();
    (kind.build)(&InstrumentSetup {
        kind,
        values,
        follows: false,
        convention: gewu::instruments::Convention::default(),
    })
}

fn look(one: &mut dyn Instrument, truth: &[f64], dt: f64) {
    one.sample(truth, Now { time: 0.0, dt }, &mut Random::new(1));
}

/// What the bulb of a 30 cm stem at the origin tells, in degrees.
fn bulb(celsius: f64) -> [f64; 6] {
    [celsius + ZERO, 1.0, 0.0, 0.0, 0.3, 0.008]
}

fn drawn(one: &dyn Instrument) -> Frame {
    let mut frame = Frame::new(Rect::new(-1.0, -1.0, 1.0, 1.0));
    one.draw(&mut Pen::new(&mut frame, 0));
    frame
}

/// Heights of every division and of every number with what it says.
fn scale(frame: &Frame) -> (Vec<f64>, Vec<(f64, f64)>) {
    let (mut marks, mut numbers) = (Vec::new(), Vec::new());
    for item in &frame.items {
        match item {
            Item::Lines { points, .. } => marks.extend(frame.points(*points).chunks(2).map(|p| p[0].y)),
            Item::Text { at, words: Words::Number { value, .. }, .. } => numbers.push((at.y, *value)),
            _ => {}
        }
    }
    marks.sort_by(f64::total_cmp);
    (marks, numbers)
}

/// The value at a height: between the two divisions around it, counted from a number.
fn read_off(frame: &Frame, y: f64, division: f64) -> f64 {
    let (marks, numbers) = scale(frame);
    let near = |y: f64| marks.iter().position(|m| (m - y).abs() < 1e-7).expect("a number without its division");
    let (number_y, number) = numbers[0];
    let upper = marks.iter().position(|m| *m > y).unwrap_or(marks.len() - 1).max(1);
    let part = (y - marks[upper - 1]) / (marks[upper] - marks[upper - 1]);
    for (y, value) in &numbers {
        let lines = near(*y) as f64 - near(number_y) as f64;
        assert!((value - number - lines * division).abs() < 1e-9, "{value} stands at a wrong division");
    }
    number + ((upper - 1) as f64 + part - near(number_y) as f64) * division
}

/// Highest point of the column of a thermometer.
fn column(frame: &Frame) -> f64 {
    let lines = frame.items.iter().filter_map(|item| match item {
        Item::Path { points, closed: false, stroke, .. } if matches!(stroke.role, Role::Pointer | Role::Iron) => {
            frame.points(*points).iter().map(|p| p.y).reduce(f64::max)
        }
        _ => None,
    });
    lines.reduce(f64::max).expect("a column")
}

/// Lowest point of the meniscus that a measuring cylinder shows.
fn meniscus(frame: &Frame) -> f64 {
    let lines = frame.items.iter().filter_map(|item| match item {
        Item::Path { points, closed: false, stroke, .. } if stroke.role == Role::Ink => {
            frame.points(*points).iter().map(|p| p.y).reduce(f64::min)
        }
        _ => None,
    });
    lines.reduce(f64::min).expect("a meniscus")
}

#[test]
fn a_drawn_column_stands_where_the_value_is_over_the_whole_scale() {
    for (id, from, to, division) in [("thermometer", -20.0, 110.0, 1.0), ("clinical_thermometer", 35.0, 42.0, 0.1)] {
        for i in 0..=200 {
            let value = from + (to - from) * f64::from(i) / 200.0;
            let mut one =
                build(id, &[("tau", 0.0), ("left", 0.0), ("digits", 1e-6)][..if id == "thermometer" { 1 } else { 3 }]);
            look(&mut *one, &bulb(value), 0.01);
            let frame = drawn(&*one);
            assert_eq!(scale(&frame).0.len() as i32, ((to - from) / division).round() as i32 + 1);
            let seen = read_off(&frame, column(&frame), division);
            assert!((seen - value).abs() < division / 10.0, "{id}: {seen} for {value}");
            assert!((one.exact(0) - ZERO - value).abs() < 1e-9);
            assert_eq!(one.reading(0).state, ReadingState::Ok, "{id} at {value}");
        }
    }
}

#[test]
fn a_drawn_meniscus_stands_where_the_volume_is() {
    for (range, division, radius) in [(1e-4, 1e-6, 0.0135), (1e-5, 2e-7, 0.006)] {
        for i in 1..=150 {
            let volume = range * f64::from(i) / 150.0;
            let mut one = build("measuring_cylinder", &[("range", range), ("division", division)]);
            look(&mut *one, &[volume, 0.1, 0.02, radius], 0.01);
            let frame = drawn(&*one);
            let seen = read_off(&frame, meniscus(&frame), division * 1e6) * 1e-6;
            assert!((seen - volume).abs() < division / 10.0, "{seen} for {volume}");
            assert!((one.reading(0).value - volume).abs() <= division / 20.0 + 1e-15);
        }
    }
}

#[test]
fn the_eye_shifts_drawing_and_reading_by_the_geometry() {
    // Eye 10 cm above, at 25 cm: what lies g behind the divisions is seen 10 cm g/(25 cm + g) higher.
    let shift = |g: f64| 0.1 * g / (0.25 + g);
    let mut one = build("thermometer", &[("tau", 0.0), ("digits", 1e-9), ("depth", 0.002)]);
    look(&mut *one, &bulb(42.0), 0.01);
    let (level, facing) = (column(&drawn(&*one)), one.reading(0).value);
    one.look_from(0.1).unwrap();
    assert_eq!(one.eye(), Some(0.1));
    assert!((column(&drawn(&*one)) - level - shift(0.002)).abs() < 1e-12);
    // 130 K on 73 % of 30 cm.
    let kelvin = shift(0.002) * 130.0 / (0.73 * 0.3);
    assert!((one.reading(0).value - facing - kelvin).abs() < 1e-8, "{kelvin}");
    assert!((one.exact(0) - ZERO - 42.0).abs() < 1e-9 && one.look_from(0.6).is_err());
    one.look_from(-0.1).unwrap();
    assert!((one.reading(0).value - facing + kelvin).abs() < 1e-8);

    let mut one = build("measuring_cylinder", &[("digits", 1e-12)]);
    look(&mut *one, &[5e-5, 0.0, 0.0, 0.0135], 0.01);
    let level = meniscus(&drawn(&*one));
    one.look_from(0.1).unwrap();
    assert!((meniscus(&drawn(&*one)) - level - shift(0.0135)).abs() < 1e-12);
    let more = shift(0.0135) * std::f64::consts::PI * 0.0135 * 0.0135;
    assert!((one.reading(0).value - 5e-5 - more).abs() < 1e-11 && (more - 2.93e-6).abs() < 1e-8, "{more}");
}

#[test]
fn a_thermometer_follows_with_its_time_constant() {
    for (tau, slowness) in [(5.0, 1.0), (10.0, 1.0), (30.0, 1.0), (10.0, 8.0)] {
        let mut one = build("thermometer", &[("tau", tau)]);
        look(&mut *one, &bulb(20.0), 0.01);
        let mut truth = bulb(80.0);
        truth[1] = slowness;
        let (mut time, dt) = (0.0, 0.004);
        while one.exact(0) - ZERO < 80.0 - 60.0 * exp(-1.0) {
            look(&mut *one, &truth, dt);
            time += dt;
            assert_eq!(one.reading(0).state, ReadingState::Settling);
        }
        assert!((time / (tau * slowness) - 1.0).abs() < 0.01, "{time} s for {tau} s times {slowness}");
        // Settled when it is within half a digit: ln(60/0.05) time constants.
        while one.reading(0).state == ReadingState::Settling {
            look(&mut *one, &truth, dt);
            time += dt;
        }
        assert!((time / (tau * slowness) / 7.09 - 1.0).abs() < 0.01, "{time}");
    }
}

#[test]
fn a_clinical_thermometer_holds_until_it_is_shaken_and_bursts_in_hot_water() {
    let mut one = build("clinical_thermometer", &[("left", 37.6 + ZERO), ("tau", 8.0)]);
    let shown = |one: &dyn Instrument| ((one.reading(0).value - ZERO) * 100.0).round() / 100.0;
    look(&mut *one, &bulb(20.0), 0.01);
    assert_eq!(shown(&*one), 37.6);
    (0..5000).for_each(|_| look(&mut *one, &bulb(36.8), 0.1));
    assert_eq!((shown(&*one), one.reading(0).state), (37.6, ReadingState::Ok), "it still shows the last patient");
    one.pull(GripId(0), Pull::Press).unwrap();
    look(&mut *one, &bulb(20.0), 0.01);
    assert_eq!(one.reading(0).state, ReadingState::OverRange, "shaken down it is below its scale");
    (0..200).for_each(|_| look(&mut *one, &bulb(36.8), 0.1));
    assert_eq!(one.reading(0).state, ReadingState::Settling);
    (0..5000).for_each(|_| look(&mut *one, &bulb(36.8), 0.1));
    (0..500).for_each(|_| look(&mut *one, &bulb(20.0), 0.1));
    assert_eq!((shown(&*one), one.reading(0).state), (36.8, ReadingState::Ok));
    (0..100).for_each(|_| look(&mut *one, &bulb(80.0), 0.1));
    (0..100).for_each(|_| look(&mut *one, &bulb(20.0), 0.1));
    assert_eq!(one.reading(0).state, ReadingState::Broken);
    // A laboratory thermometer bears boiling water, not hot oil.
    let mut lab = build("thermometer", &[("tau", 0.0)]);
    look(&mut *lab, &bulb(100.0), 0.1);
    assert_eq!(lab.reading(0).state, ReadingState::Ok);
    look(&mut *lab, &bulb(114.0), 0.1);
    assert_eq!(lab.reading(0).state, ReadingState::OverRange);
    look(&mut *lab, &bulb(130.0), 0.1);
    look(&mut *lab, &bulb(20.0), 0.1);
    assert_eq!(lab.reading(0).state, ReadingState::Broken);
}

#[test]
fn degrees_are_rounded_in_degrees() {
    let mut one = build("thermometer", &[("tau", 0.0), ("digits", 1.0)]);
    for (truth, shown) in [(20.4, 20.0), (20.6, 21.0), (-3.4, -3.0), (0.2, 0.0)] {
        look(&mut *one, &bulb(truth), 0.01);
        let reading = one.reading(0);
        assert!((reading.unit.from_si(reading.value) - shown).abs() < 1e-9, "{truth}: {reading:?}");
        assert_eq!(reading.decimals, 0);
    }
}

#[test]
fn a_balance_comes_to_rest_refreshes_and_says_when_it_is_too_much() {
    let mut one = build("balance", &[("range", 0.2), ("settling", 0.5), ("refresh", 0.2), ("limit", 0.4)]);
    look(&mut *one, &[0.0], 0.01);
    let mut values = Vec::new();
    for _ in 0..100 {
        look(&mut *one, &[0.1], 0.01);
        let reading = one.reading(0);
        if values.last() != Some(&reading.value) {
            values.push(reading.value);
        }
        assert_eq!(reading.state, ReadingState::Settling);
    }
    // A second has five values, the first after 0.2 s: 0.1 kg (1 - exp(-0.2/0.5)), to 0.1 g.
    assert_eq!(values.len(), 6, "{values:?}");
    assert!((values[1] - 0.033).abs() < 5e-5, "{values:?}");
    (0..600).for_each(|_| look(&mut *one, &[0.1], 0.01));
    assert_eq!((one.reading(0).state, one.reading(0).value), (ReadingState::Ok, 0.1));
    one.pull(GripId(0), Pull::Press).unwrap();
    assert_eq!(one.reading(0).value, 0.0);
    // Set to zero it still carries the load: 0.1 and 0.11 kg are too much together.
    (0..800).for_each(|_| look(&mut *one, &[0.21], 0.01));
    assert_eq!(one.reading(0).state, ReadingState::OverRange);
    (0..800).for_each(|_| look(&mut *one, &[0.15], 0.01));
    assert!((one.reading(0).value - 0.05).abs() < 1e-9);
    (0..800).for_each(|_| look(&mut *one, &[0.0], 0.01));
    assert!((one.reading(0).value + 0.1).abs() < 1e-9);
    one.pull(GripId(0), Pull::Press).unwrap();
    assert_eq!(one.reading(0).value, 0.0);
    look(&mut *one, &[0.5], 0.01);
    (0..800).for_each(|_| look(&mut *one, &[0.0], 0.01));
    assert_eq!(one.reading(0).state, ReadingState::Broken);
}

#[test]
fn a_thousand_weighings_have_the_spread_that_is_stated() {
    let mut one = build("balance", &[("division", 1e-7), ("noise", 2e-5)]);
    let mut random = Random::new(11);
    let all: Vec<f64> = (0..1000)
        .map(|_| {
            one.sample(&[0.05], Now { time: 0.0, dt: 0.2 }, &mut random);
            one.reading(0).value
        })
        .collect();
    let mean = all.iter().sum::<f64>() / 1000.0;
    let spread = (all.iter().map(|v| (v - mean) * (v - mean)).sum::<f64>() / 999.0).sqrt();
    // Three standard errors of a mean and of a standard deviation.
    assert!((mean - 0.05).abs() < 3.0 * 2e-5 / 1000.0_f64.sqrt(), "{mean}");
    assert!((spread / 2e-5 - 1.0).abs() < 3.0 / 2000.0_f64.sqrt(), "{spread}");
}

/// Directions of the divisions and of the pointer around its axis, rad, from the first division to the last.
fn dial(frame: &Frame) -> (Vec<f64>, f64) {
    let (mut marks, mut pointer) = (Vec::new(), None);
    for item in &frame.items {
        match item {
            Item::Path { points, closed: false, stroke, .. } if stroke.role == Role::Pointer => {
                let points = frame.points(*points);
                pointer = Some((points[0], points[1] - points[0]));
            }
            Item::Lines { points, .. } => marks.extend(frame.points(*points).chunks(2).map(|p| p[0])),
            _ => {}
        }
    }
    let (axis, along) = pointer.unwrap();
    let angle = |d: glam::DVec2| libm::atan2(d.y, d.x);
    let mut marks: Vec<f64> = marks.into_iter().map(|p| angle(p - axis)).collect();
    marks.sort_by(|a, b| b.total_cmp(a));
    (marks, angle(along))
}

#[test]
fn the_pointer_of_a_dial_stands_where_the_value_is() {
    for (id, from, to, division) in
        [("ammeter", 0.0, 0.6, 0.02), ("voltmeter", 0.0, 3.0, 0.1), ("galvanometer", -3e-4, 3e-4, 2e-5)]
    {
        for i in 0..=100 {
            let value = from + (to - from) * f64::from(i) / 100.0;
            let mut one = build(id, &[("tau", 0.0)]);
            look(&mut *one, &[value], 0.01);
            let (marks, pointer) = dial(&drawn(&*one));
            let count = marks.len() - 1;
            assert_eq!(count as i32, ((to - from) / division).round() as i32, "{id}");
            let seen = from + (marks[0] - pointer) / (marks[0] - marks[count]) * (to - from);
            assert!((seen - value).abs() < division / 10.0, "{id}: {seen} for {value}");
            assert!((one.reading(0).value - value).abs() <= division / 20.0 + 1e-12, "{id}");
        }
    }
}

#[test]
fn a_dial_has_stops_bends_is_set_to_zero_and_is_seen_aside() {
    let mut one = build("voltmeter", &[("tau", 0.5), ("zero", 0.15), ("digits", 1e-9), ("size", 0.12)]);
    look(&mut *one, &[0.0], 0.01);
    assert!((one.reading(0).value - 0.15).abs() < 1e-9);
    // A turn of the screw is a tenth of the scale: 0.15 V are half a turn back.
    for _ in 0..36 {
        one.pull(GripId(0), Pull::Nudge(glam::DVec2::NEG_X)).unwrap();
    }
    assert!(one.reading(0).value.abs() < 1e-9, "{}", one.reading(0).value);
    // It follows with its time constant.
    (0..50).for_each(|_| look(&mut *one, &[2.0], 0.01));
    assert!((one.exact(0) - 2.0 * (1.0 - exp(-1.0))).abs() < 1e-9);
    assert_eq!(one.reading(0).state, ReadingState::Settling);
    (0..2000).for_each(|_| look(&mut *one, &[2.0], 0.01));
    assert_eq!(one.reading(0).state, ReadingState::Ok);
    // The eye 10 cm towards larger numbers sees the pointer, 2 mm before the scale, 0.81 mm nearer to zero.
    one.look_from(0.1).unwrap();
    let metre = 3.0 / (0.42 * 0.12 * (2.0 * 2.4 - std::f64::consts::PI));
    let aside = 0.1 * 0.002 / (0.25 - 0.002) * metre;
    assert!((one.reading(0).value - 2.0 + aside).abs() < 1e-8, "{aside}");
    one.look_from(0.0).unwrap();
    // At its stop, and not broken; then bent, and a twentieth too low for good.
    (0..2000).for_each(|_| look(&mut *one, &[5.0], 0.01));
    assert_eq!((one.reading(0).state, one.exact(0)), (ReadingState::OverRange, 3.12));
    (0..2000).for_each(|_| look(&mut *one, &[2.0], 0.01));
    assert!((one.exact(0) - 2.0).abs() < 1e-9);
    look(&mut *one, &[10.0], 0.01);
    (0..3000).for_each(|_| look(&mut *one, &[2.0], 0.01));
    assert!((one.exact(0) - 1.85).abs() < 1e-9, "{}", one.exact(0));
}

/// Ends of the liquid in a U-tube, left and right, m.
fn columns(frame: &Frame) -> (f64, f64) {
    let found = frame.items.iter().find_map(|item| match item {
        Item::Path { points, closed: false, stroke, .. } if stroke.role == Role::Liquid => {
            let points = frame.points(*points);
            Some((points.first()?.y, points.last()?.y))
        }
        _ => None,
    });
    found.expect("liquid")
}

#[test]
fn a_manometer_stands_as_the_pressure_holds_its_columns_apart() {
    for i in -20..=20 {
        // 95 Pa for every step: 9.7 mm of water.
        let pressure = 95.0 * f64::from(i);
        let mut one = build("manometer", &[("tau", 0.0), ("digits", 1e-9)]);
        look(&mut *one, &[pressure], 0.01);
        let apart = pressure / (998.2 * 9.8);
        assert!((one.reading(1).value - one.reading(0).value - apart).abs() < 3e-9, "{pressure}");
        let (left, right) = columns(&drawn(&*one));
        assert!((right - left - apart).abs() < 1e-4, "{pressure}: {left} {right}");
        let (marks, _) = scale(&drawn(&*one));
        // The scale's zero is its lowest line; both surfaces stand where they are read.
        for (y, output) in [(left, 0), (right, 1)] {
            assert!((y - marks[0] - one.reading(output).value).abs() < 1e-4, "{pressure}");
        }
    }
    let mut one = build("manometer", &[("tau", 0.5), ("digits", 1e-9)]);
    look(&mut *one, &[0.0], 0.01);
    (0..50).for_each(|_| look(&mut *one, &[1000.0], 0.01));
    let half = 1000.0 / (2.0 * 998.2 * 9.8);
    assert!((one.exact(1) - 0.1 - half * (1.0 - exp(-1.0))).abs() < 1e-12);
    assert_eq!(one.reading(0).state, ReadingState::Settling);
    let facing = one.reading(1).value;
    one.look_from(0.1).unwrap();
    assert!((facing - one.reading(1).value - 0.1 * 0.004 / (0.25 - 0.004)).abs() < 3e-9);
    (0..500).for_each(|_| look(&mut *one, &[5000.0], 0.01));
    assert_eq!(one.reading(0).state, ReadingState::Broken);
}
