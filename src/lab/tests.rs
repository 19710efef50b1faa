use super::*;
use crate::module::Module;
use crate::systems::Refused;
use std::rc::Rc;

fn module(id: &str) -> Rc<Module> {
    let path = format!("{}/simulations/{id}/module.json", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&path).unwrap();
    match Module::parse(&path, &text) {
        Ok(module) => Rc::new(module),
        Err(problems) => panic!("{}", problems.iter().map(|p| p.to_string()).collect::<Vec<_>>().join("\n")),
    }
}

fn lab(id: &str) -> Lab {
    Lab::new(module(id), Opening::default()).unwrap()
}

fn all() -> Vec<&'static str> {
    let mut ids = vec!["pendulum", "spring-force", "projectile"];
    if cfg!(feature = "rigid") {
        ids.push("sliding-friction");
    }
    ids
}

#[test]
fn any_frame_rate_gives_the_same_bits() {
    for id in all() {
        let hashes: Vec<u64> = [30.0, 60.0, 144.0]
            .into_iter()
            .map(|rate| {
                let mut lab = lab(id);
                lab.apply(Action::Play, Source::Learner).unwrap();
                while lab.clock().steps < 2000 {
                    lab.advance(1.0 / rate);
                }
                // The last frame may have gone further: begin anew and stop at the same step.
                let steps = 2000;
                let mut again = self::lab(id);
                again.apply(Action::Play, Source::Learner).unwrap();
                loop {
                    let due = again.clock().steps;
                    if due >= steps {
                        break;
                    }
                    let left = (steps - due) as f64 * again.clock().step;
                    again.advance((1.0 / rate).min(left + 1e-9));
                }
                again.hash()
            })
            .collect();
        assert!(hashes.windows(2).all(|w| w[0] == w[1]), "{id}: {hashes:x?}");
    }
}

#[test]
fn a_record_replays_to_the_same_state() {
    for id in all() {
        let mut lab = lab(id);
        lab.apply(Action::Play, Source::Learner).unwrap();
        lab.steps(300);
        let grips = lab.grips();
        for grip in &grips {
            if grip.grip.motion == crate::systems::Motion::Button {
                lab.apply(Action::Press { grip: grip.id.clone() }, Source::Learner).unwrap();
            } else {
                lab.apply(Action::Take { at: [0.1, 0.5], grip: grip.id.clone() }, Source::Learner).unwrap();
                lab.steps(7);
                lab.apply(Action::Move { at: [0.15, 0.45] }, Source::Learner).unwrap();
                lab.steps(5);
                lab.apply(Action::Release, Source::Learner).unwrap();
                lab.apply(Action::Nudge { grip: grip.id.clone(), by: [1.0, 0.0] }, Source::Learner).unwrap();
            }
            lab.steps(50);
        }
        lab.apply(Action::Row, Source::Learner).unwrap();
        lab.apply(Action::Reset, Source::Learner).unwrap();
        lab.steps(200);
        let record = lab.record();
        let text = serde_json::to_string(&record).unwrap();
        let again = replay(module(id), &Record::parse(&text).unwrap()).unwrap_or_else(|e| panic!("{id}: {e}"));
        assert_eq!(again.hash(), lab.hash());
    }
}

#[test]
fn a_snapshot_goes_on_with_the_same_bits() {
    for id in all() {
        let (mut a, mut b) = (lab(id), lab(id));
        a.steps(500);
        b.restore(&a.snapshot()).unwrap();
        assert_eq!(a.hash(), b.hash());
        a.steps(500);
        b.steps(500);
        assert_eq!(a.hash(), b.hash(), "{id}");
        assert!(b.restore(&[0; 7]).is_err());
        assert_eq!(a.hash(), b.hash());
    }
}

#[test]
fn reset_is_as_fresh_but_keeps_the_controls() {
    for id in all() {
        let mut lab = lab(id);
        let fresh = lab.hash();
        lab.steps(100);
        lab.apply(Action::Reset, Source::Learner).unwrap();
        assert_eq!(lab.hash(), fresh, "{id}");
    }
    let mut lab = lab("pendulum");
    lab.apply(Action::Control { control: "angle".into(), value: "12 deg".into() }, Source::Learner).unwrap();
    lab.steps(123);
    lab.apply(Action::Reset, Source::Learner).unwrap();
    let angle = lab.get("swing.thread.angle").unwrap().si;
    assert!((angle - 12.0 * std::f64::consts::PI / 180.0).abs() < 1e-12);
}

#[test]
fn drawing_twice_keeps_its_memory() {
    for id in all() {
        let mut lab = lab(id);
        lab.frame();
        lab.steps(10);
        let before = lab.frame().capacity();
        assert!(!lab.frame().items.is_empty());
        assert_eq!(lab.frame().capacity(), before, "{id}");
    }
}

/// A system that asks for smaller steps and writes down those it was given.
struct Careful {
    longest: f64,
    done: std::rc::Rc<std::cell::RefCell<Vec<f64>>>,
}

impl crate::systems::System for Careful {
    fn variables(&self) -> &[crate::systems::Variable] {
        &[]
    }

    fn get(&self, _: crate::systems::VarId) -> f64 {
        f64::NAN
    }

    fn set(&mut self, _: crate::systems::VarId, _: f64) -> Result<(), Refused> {
        Err(Refused::NotHeld)
    }

    fn step(&mut self, dt: f64, _: &mut crate::systems::StepContext<'_>) -> Result<(), crate::systems::Failure> {
        if dt > self.longest {
            return Err(crate::systems::Failure::Retry { max_dt: self.longest });
        }
        self.done.borrow_mut().push(dt);
        Ok(())
    }

    fn draw(&self, _: &mut crate::frame::Pen<'_>) {}

    fn save(&self) -> Vec<u8> {
        Vec::new()
    }

    fn restore(&mut self, _: &[u8]) -> Result<(), crate::systems::BadSnapshot> {
        Ok(())
    }
}

#[test]
fn a_system_that_asks_for_smaller_steps_gets_them_and_one_that_never_has_enough_stops_in_words() {
    let mut lab = lab("pendulum");
    let step = lab.clock.step;
    let done = std::rc::Rc::new(std::cell::RefCell::new(Vec::new()));
    lab.systems[0] = Box::new(Careful { longest: step / 3.0, done: done.clone() });
    lab.steps(2);
    assert_eq!(lab.clock.steps, 2);
    let pieces = done.borrow().clone();
    assert!(pieces.iter().all(|h| *h <= step / 3.0), "{pieces:?}");
    assert!((pieces.iter().sum::<f64>() - 2.0 * step).abs() < 1e-15, "the pieces are not the step: {pieces:?}");
    lab.systems[0] = Box::new(Careful { longest: 0.0, done });
    lab.steps(5);
    assert_eq!(lab.clock.steps, 2, "time went on without the system");
    assert_eq!(lab.stopped().unwrap().key, "stop.step_too_small");
    assert!(lab.apply(Action::Play, Source::Learner).is_err());
}

#[test]
fn energy_and_momentum_are_shown_when_the_module_lets_them() {
    let text =
        std::fs::read_to_string(format!("{}/simulations/pendulum/module.json", env!("CARGO_MANIFEST_DIR"))).unwrap();
    // Open at first in practice, in an examination, and after the work is handed in.
    for (energy, open) in [
        ("offered", [true, false, true]),
        ("shown", [true, true, true]),
        ("handed_in", [false, false, true]),
        ("never", [false, false, false]),
    ] {
        let text = text.replacen("{", &format!("{{ \"energy\": \"{energy}\","), 1);
        let module = Rc::new(Module::parse("module.json", &text).unwrap());
        let opened = |mode| Lab::new(module.clone(), Opening { mode, ..Opening::default() }).unwrap();
        let mut exam = opened(Some(crate::module::Mode::Exam));
        let practice = opened(Some(crate::module::Mode::Practice));
        let before = [practice.accounts_are_open(), exam.accounts_are_open()];
        exam.apply(Action::Submit, Source::Learner).unwrap();
        assert_eq!([before[0], before[1], exam.accounts_are_open()], open, "{energy}");
    }
}

#[cfg(feature = "rigid")]
#[test]
fn momentum_is_what_was_there_and_what_came_in() {
    let mut lab = lab("pendulum");
    lab.apply(Action::Play, Source::Learner).unwrap();
    lab.steps(100);
    let [there, came, out] = lab.momentum().unwrap().map(|sum| sum.parts());
    assert!(there[0].abs() > 1e-3, "{there:?}");
    for ((there, came), out) in there.into_iter().zip(came).zip(out) {
        // It began at rest.
        assert!((there - came).abs() < 1e-12 && out.abs() < 1e-12, "{there} {came} {out}");
    }
    // A snapshot begins the account anew.
    let saved = lab.snapshot();
    lab.restore(&saved).unwrap();
    lab.steps(100);
    assert!(lab.momentum().unwrap()[2].parts().iter().all(|out| out.abs() < 1e-12));
}
