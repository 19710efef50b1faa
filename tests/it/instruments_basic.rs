//! The dynamometer that a learner handles, and the rule along a runway: hands, keys, pictures and readings agree.

use gewu::frame::{Frame, Item, Pen, Rect, Role, Words};
use gewu::instruments::{Convention, INSTRUMENTS, Instrument, InstrumentSetup, Now, ReadingState};
use gewu::numerics::random::Random;
use gewu::systems::{GripId, Pull};
use glam::DVec2;

const WORLD: Rect = Rect { min: DVec2::new(-2.0, -2.0), max: DVec2::new(2.0, 2.0) };

fn build(kind: &str, set: &[(&str, f64)]) -> Box<dyn Instrument> {
    let kind = INSTRUMENTS.iter().find(|k| k.id == kind).unwrap();
    let mut values: Vec<f64> = kind.settings.iter().map(|s| s.start).collect();
    for (name, value) in set {
        let at = kind.settings.iter().position(|s| s.name == *name).unwrap_or_else(|| panic!("{name}"));
        values[at] = *value;
    }
    (kind.build)(&InstrumentSetup { kind, values, follows: false, convention: Convention::default() })
}

fn see(one: &mut dyn Instrument, truth: &[f64]) {
    one.sample(truth, Now { time: 0.0, dt: 0.0 }, &mut Random::new(1));
}

fn frame(one: &dyn Instrument) -> Frame {
    let mut frame = Frame::new(WORLD);
    one.draw(&mut Pen::new(&mut frame, 0));
    frame
}

/// A hanging spring of 50 N/m with this force and permanent extension.
fn hang(one: &mut dyn Instrument, force: f64, permanent: f64) {
    see(one, &[force, 0.0, 1.0 - 0.207 - force / 50.0 - permanent, 0.0, 1.0, 50.0, permanent]);
}

fn grip(one: &dyn Instrument, path: &str) -> GripId {
    one.grips().iter().find(|g| g.path == path).unwrap().id
}

#[test]
fn the_nut_shifts_the_pointer_and_nothing_else_can_be_held_without_it() {
    assert!(build("dynamometer", &[]).grips().is_empty(), "one that only shows");
    let mut one = build("dynamometer", &[("nut", 1.0)]);
    hang(&mut *one, 0.147, 0.0);
    assert!((one.reading(0).value - 0.15).abs() < 1e-12, "{:?}", one.reading(0));
    let nut = grip(&*one, "nut");
    for _ in 0..15 {
        one.pull(nut, Pull::Nudge(DVec2::Y)).unwrap();
    }
    assert_eq!(one.reading(0).value, 0.0);
    hang(&mut *one, 3.087, 0.0);
    assert!((one.reading(0).value - 2.94).abs() < 0.006, "{:?}", one.reading(0));
    // By hand: five times the pointer's way, a newton being 2 cm long; upwards it shows less. The thread ends.
    let before = one.reading(0).value;
    one.pull(nut, Pull::Take(DVec2::new(0.0, 0.99))).unwrap();
    one.pull(nut, Pull::Move(DVec2::new(0.0, 0.99 - 0.02))).unwrap();
    assert!((one.reading(0).value - before - 0.2).abs() < 0.02, "{before} {:?}", one.reading(0));
    one.pull(nut, Pull::Move(DVec2::new(0.0, 9.0))).unwrap();
    one.pull(nut, Pull::Release).unwrap();
    assert!((one.reading(0).value - (3.087 - 0.5)).abs() < 0.006, "{:?}", one.reading(0));
    assert!(one.pull(GripId(1), Pull::Nudge(DVec2::X)).is_err(), "this one does not turn");
}

#[test]
fn askew_it_shows_what_is_left_along_its_case_after_rubbing() {
    let mut one = build("dynamometer", &[("turns", 1.0)]);
    hang(&mut *one, 2.0, 0.0);
    let ring = grip(&*one, "case");
    one.pull(ring, Pull::Take(DVec2::Y)).unwrap();
    for (degrees, side) in [(20.0_f64, 1.0), (20.0, -1.0), (35.0, 1.0)] {
        let angle = degrees.to_radians();
        let hook = DVec2::new(0.0, 1.0 - 0.207 - 0.04);
        let at = hook + DVec2::new(side * libm::sin(angle), libm::cos(angle)) * 0.25;
        one.pull(ring, Pull::Move(at)).unwrap();
        let right = 2.0 * (libm::cos(angle) - 0.2 * libm::sin(angle));
        assert!((one.reading(0).value - right).abs() < 0.0051, "{degrees}: {:?} {right}", one.reading(0));
        assert_eq!(one.exact(0), 2.0);
        frame(&*one);
    }
    // Let go nearly straight it hangs straight; keys turn it by two degrees.
    one.pull(ring, Pull::Move(DVec2::new(0.005, 1.0))).unwrap();
    one.pull(ring, Pull::Release).unwrap();
    assert_eq!(one.reading(0).value, 2.0);
    one.pull(ring, Pull::Nudge(DVec2::X * 5.0)).unwrap();
    let right = 2.0 * (libm::cos(10f64.to_radians()) - 0.2 * libm::sin(10f64.to_radians()));
    assert!((one.reading(0).value - right).abs() < 0.0051);
}

#[test]
fn a_spring_that_has_stayed_longer_shows_it_and_beyond_the_scale_there_is_no_reading() {
    let mut one = build("dynamometer", &[]);
    hang(&mut *one, 0.0, 0.007);
    assert!((one.reading(0).value - 0.35).abs() < 1e-9);
    hang(&mut *one, 5.9, 0.0);
    assert_eq!(one.reading(0).state, ReadingState::OverRange);
    let mut shifted = build("dynamometer", &[("shift", 0.15)]);
    hang(&mut *shifted, 0.0, 0.0);
    assert_eq!(shifted.reading(0).state, ReadingState::OverRange, "the pointer is above its zero");
}

/// Lines and letters of the picture are where the reading says, on any slope.
#[test]
fn marks_of_a_runway_rule_are_read_where_they_are() {
    for incline in [0.0, 0.06, 0.17] {
        let mut one = build("runway_rule", &[("start", 0.3), ("end", 1.1)]);
        see(&mut *one, &[1.2, 0.1, 1.2, incline]);
        let (sin, cos) = (libm::sin(incline), libm::cos(incline));
        let (down, top) = (DVec2::new(cos, -sin), DVec2::new(1.2, 0.1) - DVec2::new(cos, -sin) * 1.2);
        for (output, letter, by) in [(0, "A", 0.0456), (1, "B", -0.2)] {
            let id = GripId(output as u16);
            let before = one.reading(output).value;
            one.pull(id, Pull::Take(top + down * (before + 0.004))).unwrap();
            one.pull(id, Pull::Move(top + down * (before + 0.004 + by))).unwrap();
            one.pull(id, Pull::Release).unwrap();
            let to = one.reading(output).value;
            assert!((to - before - by).abs() < 1e-12, "{to}");
            let frame = frame(&*one);
            let at = frame.items.iter().find_map(|item| match item {
                Item::Text { at, words: Words::Literal(text), .. } if *text == letter => Some(*at),
                _ => None,
            });
            let along = (at.unwrap() - top).dot(down);
            assert!((along - to).abs() < 1e-9, "{letter} stands at {along}, read {to}");
            one.pull(id, Pull::Nudge(DVec2::X * 3.0)).unwrap();
            assert!((one.reading(output).value - to - 0.003).abs() < 1e-12);
            one.pull(id, Pull::Nudge(DVec2::X * 1e4)).unwrap();
            assert!((one.reading(output).value - 1.2).abs() < 1e-12, "not off the board");
        }
        assert!(
            frame(&*one)
                .items
                .iter()
                .any(|item| matches!(item, Item::Lines { stroke, .. } if stroke.role == Role::Scale))
        );
    }
}
