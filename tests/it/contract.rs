//! What every kind of system and instrument keeps, whatever it is: a new kind is tested on the day it enters its table.
//!
//! Setups are generated from the tables: each kind of part, joined at its terminals to parts with their start values.

use gewu::frame::{Frame, Group, Item, Pen, Rect, hit};
use gewu::instruments::{Convention, INSTRUMENTS, Instrument, InstrumentKind, InstrumentSetup, Now};
use gewu::numerics::random::Random;
use gewu::quantity::Entries;
use gewu::quantity::Unit;
use gewu::systems::{
    CATALOG, Causality, Event, Failure, GripId, Kind, Ledger, Motion, PartKind, PartSetup, Pull, Refused, Setup,
    StepContext, Store, Surroundings, System, SystemKind, VarId, Variability, VariableSpec,
};
use glam::DVec2;

const AROUND: Surroundings = Surroundings { gravity: 9.8, pressure: 101_325.0, air_density: 1.2, temperature: 293.15 };
const STEP: f64 = 0.002;
/// Steps of half a second.
const STEPS: usize = 250;

/// A system in which one part of a kind stands, with what it must be joined to.
#[derive(Clone)]
struct Scene {
    kind: &'static SystemKind,
    name: String,
    setup: Setup,
}

impl Scene {
    fn build(&self) -> Box<dyn System> {
        (self.kind.build)(&self.setup).unwrap_or_else(|e| panic!("{}: {} {}", self.name, e.path, e.sentence))
    }

    /// Whether blocks rub on surfaces: a mechanism is as exact as points are.
    fn in_contact(&self) -> bool {
        self.setup.parts.iter().any(|p| ["block", "surface", "hand"].contains(&p.kind.id))
    }
}

/// Adds a part and what its terminals need; returns its index.
fn add(kind: &'static SystemKind, part: &'static PartKind, parts: &mut Vec<PartSetup>) -> usize {
    let joined = part
        .terminals
        .iter()
        .map(|terminal| {
            if terminal.names_substance() {
                return Some(0);
            }
            let other = match terminal.joins.first() {
                Some(id) => kind.part(id).unwrap_or_else(|| panic!("{}: no kind of part is called {id}", part.id)),
                None => kind.parts[0],
            };
            terminal.required.then(|| add(kind, other, parts))
        })
        .collect();
    parts.push(PartSetup {
        id: format!("{}_{}", part.id, parts.len()).into(),
        kind: part,
        values: part.variables.iter().map(|v| if holds(part, v) { v.nominal } else { v.start }).collect(),
        given: vec![false; part.variables.len()],
        joined,
    });
    parts.len() - 1
}

/// Whether a variable says how much of a substance there is: without it there is nothing to build.
fn holds(part: &PartKind, variable: &VariableSpec) -> bool {
    variable.name == "volume" && part.terminals.iter().any(|terminal| terminal.names_substance())
}

fn scenes() -> Vec<Scene> {
    let mut all = Vec::new();
    let catalogue = gewu::module::substances::catalogue().ok().map(std::rc::Rc::new);
    for kind in CATALOG {
        for part in kind.parts.iter().filter(|part| cfg!(feature = "rigid") || !part.rigid) {
            let mut parts = Vec::new();
            add(kind, part, &mut parts);
            if parts.iter().any(|p| p.kind.rigid) && !cfg!(feature = "rigid") {
                continue;
            }
            let setup = Setup {
                id: "s".into(),
                parts,
                options: Entries::new(),
                surroundings: AROUND,
                open: false,
                catalogue: catalogue.clone(),
            };
            all.push(Scene { kind, name: format!("{} with {}", kind.id, part.id), setup });
        }
    }
    assert!(all.len() >= CATALOG.len(), "nothing was generated");
    all
}

/// Steps a system; what ends the run in words is handed back.
fn run(system: &mut dyn System, dt: f64, steps: usize, seed: u64) -> Result<(), Failure> {
    let mut random = Random::new(seed);
    let mut events: Vec<Event> = Vec::new();
    for step in 0..steps {
        system.step(dt, &mut StepContext { time: step as f64 * dt, random: &mut random, events: &mut events })?;
    }
    Ok(())
}

fn settable(system: &dyn System) -> Vec<VarId> {
    let all = system.variables().iter().enumerate();
    all.filter(|(_, v)| v.spec.is_settable()).map(|(i, _)| VarId(i as u32)).collect()
}

/// A legal value, near the nominal size where the range is wide.
fn legal(spec: &VariableSpec, random: &mut Random) -> f64 {
    match spec.kind {
        Kind::Real(_) => {
            let (min, max) = (spec.min.max(-3.0 * spec.nominal), spec.max.min(3.0 * spec.nominal));
            let (min, max) = if min < max { (min, max) } else { (spec.min, spec.max) };
            min + (max - min) * random.uniform()
        }
        _ => (spec.min + (spec.max - spec.min + 1.0) * random.uniform()).floor().min(spec.max),
    }
}

fn assert_row(spec: &VariableSpec, place: &str) {
    let name = format!("{place}.{}", spec.name);
    assert!(spec.about.ends_with('.') && spec.about.len() > 4, "{name} has no sentence");
    assert!(spec.min <= spec.max && spec.nominal > 0.0 && spec.nominal.is_finite(), "{name}: range or nominal");
    if spec.is_settable() {
        assert!(spec.start >= spec.min && spec.start <= spec.max, "{name}: its start is out of its range");
        assert!(spec.min.is_finite() && spec.max.is_finite(), "{name} can be set without bounds");
    }
    let legal = match (spec.causality, spec.variability) {
        (Causality::Parameter, v) => matches!(v, Variability::Constant | Variability::Fixed | Variability::Tunable),
        (_, v) => matches!(v, Variability::Discrete | Variability::Continuous),
    };
    assert!(legal, "{name} is {:?} and {:?}", spec.causality, spec.variability);
    if let Kind::Choice(names) = spec.kind {
        assert!(names.len() > 1 && spec.max == (names.len() - 1) as f64, "{name}: its choices");
    }
    let unit: Unit = spec.unit();
    assert!(unit.factor > 0.0, "{name}: its unit");
}

/// 1, 2: rows of tables.
#[test]
fn every_variable_has_unit_range_sentence_and_a_legal_causality() {
    for kind in CATALOG {
        kind.options.iter().for_each(|spec| assert_row(spec, kind.id));
        for part in kind.parts {
            let place = format!("{}.{}", kind.id, part.id);
            assert!(part.about.ends_with('.'), "{place} has no sentence");
            part.variables.iter().for_each(|spec| assert_row(spec, &place));
            let mut names: Vec<&str> = part.variables.iter().flat_map(|v| [&[v.name], v.aliases].concat()).collect();
            let count = names.len();
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), count, "{place}: two variables answer to one name");
        }
    }
    for kind in INSTRUMENTS {
        kind.settings.iter().chain(kind.outputs).for_each(|spec| assert_row(spec, kind.id));
    }
}

/// 3, 4: what is set is had, and what is out of range is refused and changes nothing.
#[test]
fn a_value_is_set_or_refused() {
    for scene in scenes() {
        let mut system = scene.build();
        for id in settable(&*system) {
            let variable = system.variables()[id.0 as usize].clone();
            let name = format!("{}: {}", scene.name, variable.path);
            let start = system.get(id);
            let mut random = Random::new(3);
            for value in [start, legal(variable.spec, &mut random)] {
                // A setting that goes against another one is refused in words.
                match system.set(id, value) {
                    Ok(()) => {
                        let found = system.get(id);
                        assert!(
                            (found - value).abs() <= 1e-9 * variable.spec.nominal.max(value.abs()),
                            "{name}: {found} for {value}"
                        );
                    }
                    Err(Refused::Impossible { sentence, .. }) => assert!(sentence.ends_with('.'), "{name}: {sentence}"),
                    Err(other) => panic!("{name}: {other}"),
                }
            }
            let before = system.save();
            let beyond =
                [variable.spec.max + variable.spec.nominal, variable.spec.min - variable.spec.nominal, f64::NAN];
            for value in beyond {
                assert!(matches!(system.set(id, value), Err(Refused::OutOfRange { .. })), "{name} took {value}");
            }
            assert!(system.save() == before, "{name}: a refused value left a trace");
        }
        for (index, variable) in system.variables().to_vec().iter().enumerate().filter(|(_, v)| !v.spec.is_settable()) {
            let refused = system.set(VarId(index as u32), 0.0);
            assert!(matches!(refused, Err(Refused::NotSettable { .. })), "{}: {}", scene.name, variable.path);
        }
        assert!(system.set(VarId(u32::MAX), 0.0).is_err() && system.get(VarId(u32::MAX)).is_nan());
    }
}

/// 5: outputs stay numbers for legal settings, or the run ends in words.
#[test]
fn outputs_are_finite_for_legal_settings() {
    let mut stopped = 0;
    let mut count = 0;
    for scene in scenes() {
        for seed in 1..=4 {
            let mut random = Random::new(seed);
            let mut system = scene.build();
            for id in settable(&*system) {
                let spec = system.variables()[id.0 as usize].spec;
                let _ = system.set(id, legal(spec, &mut random));
            }
            count += 1;
            match run(&mut *system, STEP, 1000, seed) {
                Ok(()) => {}
                Err(Failure::Stop { sentence, .. }) => {
                    assert!(sentence.ends_with('.'), "{sentence}");
                    stopped += 1;
                }
                Err(Failure::Retry { .. }) => panic!("{}: a step of {STEP} s is not too long", scene.name),
            }
            for (index, variable) in system.variables().iter().enumerate() {
                let value = system.get(VarId(index as u32));
                let nothing = variable.spec.optional && value.is_nan();
                assert!(value.is_finite() || nothing, "{} seed {seed}: {} is {value}", scene.name, variable.path);
            }
        }
    }
    assert!(stopped * 10 <= count, "{stopped} of {count} runs could not be computed");
}

/// 6, 7, 14: a saved state goes on to the same bytes; two instances are one another's equal and do not meet.
#[test]
fn saved_and_restored_it_goes_on_to_the_same_bytes() {
    for scene in scenes() {
        let (mut a, mut b) = (scene.build(), scene.build());
        run(&mut *a, STEP, STEPS, 1).unwrap();
        let saved = a.save();
        b.restore(&saved).unwrap_or_else(|e| panic!("{}: {e}", scene.name));
        assert!(b.save() == saved, "{}: what is restored is not what was saved", scene.name);
        run(&mut *a, STEP, STEPS, 2).unwrap();
        // A third one running in between leaves the second alone.
        let mut third = scene.build();
        run(&mut *third, STEP, 7, 3).unwrap();
        run(&mut *b, STEP, STEPS, 2).unwrap();
        assert!(a.save() == b.save(), "{}: the restored one went another way", scene.name);
        let mut fresh = scene.build();
        run(&mut *fresh, STEP, STEPS, 1).unwrap();
        assert!(fresh.save() == saved, "{}: the same steps gave another state", scene.name);
        for bad in [&[][..], &[1, 2, 3], &saved[..saved.len() / 2]] {
            let before = b.save();
            assert!(b.restore(bad).is_err(), "{}: took {} damaged bytes", scene.name, bad.len());
            assert!(b.save() == before, "{}: a refused snapshot left a trace", scene.name);
        }
    }
}

/// 8: halving the step changes the outputs by no more than the kind states.
#[test]
fn halving_the_step_changes_what_the_kind_states() {
    for scene in scenes() {
        let accuracy = if scene.in_contact() { scene.kind.accuracy_in_contact } else { scene.kind.accuracy };
        let (mut whole, mut half) = (scene.build(), scene.build());
        run(&mut *whole, STEP, STEPS, 1).unwrap();
        run(&mut *half, STEP / 2.0, 2 * STEPS, 1).unwrap();
        for (index, variable) in whole.variables().iter().enumerate() {
            let (a, b) = (whole.get(VarId(index as u32)), half.get(VarId(index as u32)));
            let size = variable.spec.nominal.max(a.abs());
            let wrong = if a.is_nan() && b.is_nan() { 0.0 } else { (a - b).abs() / size };
            assert!(wrong <= accuracy.step, "{}: {} is {a} or {b}: {wrong:e}", scene.name, variable.path);
        }
    }
}

/// 9: the ledger closes, of energy and of momentum; a system that reports nothing is listed.
#[test]
fn the_ledger_closes() {
    let book = |system: &dyn System| {
        let mut ledger = Ledger::new();
        system.ledger(&mut ledger);
        ledger
    };
    // As the parts start; then with other settings, so that they move.
    for (scene, seed) in scenes().into_iter().flat_map(|scene| [0, 1, 2, 3].map(|seed| (scene.clone(), seed))) {
        let accuracy = if scene.in_contact() { scene.kind.accuracy_in_contact } else { scene.kind.accuracy };
        let mut system = scene.build();
        let mut random = Random::new(seed);
        for id in settable(&*system).into_iter().filter(|_| seed > 0) {
            let spec = system.variables()[id.0 as usize].spec;
            let _ = system.set(id, legal(spec, &mut random));
        }
        let start = book(&*system);
        if start.is_empty() {
            println!("{} keeps no ledger", scene.name);
            continue;
        }
        for _ in 0..5 {
            // What cannot be computed ends in words: point 5.
            if run(&mut *system, STEP, STEPS / 5, 1).is_err() {
                break;
            }
            let now = book(&*system);
            let stores = [Store::Kinetic, Store::Potential, Store::Elastic, Store::Heat, Store::Work];
            let largest = stores.iter().map(|s| now.get(*s).abs()).fold(1e-3, f64::max);
            let wrong = (now.balance() - start.balance()).abs() / largest;
            assert!(wrong <= accuracy.energy, "{} {seed}: out of balance by {wrong:e}", scene.name);
            let [stored, came] = now.momentum();
            let [left, was] = [now.momentum_balance(), start.momentum_balance()].map(|sum| sum.parts());
            let largest = [stored.parts(), came.parts()].concat().iter().fold(1e-3, |most: f64, p| most.max(p.abs()));
            for (name, (left, was)) in ["x", "y", "turn"].into_iter().zip(left.into_iter().zip(was)) {
                let wrong = (left - was).abs() / largest;
                assert!(
                    wrong <= accuracy.momentum,
                    "{} {seed}: momentum {name} out of balance by {wrong:e}",
                    scene.name
                );
            }
        }
    }
}

/// Every number of a picture is a number.
fn assert_drawn(frame: &Frame, name: &str) {
    let mut open = 0;
    for item in &frame.items {
        let points: Vec<DVec2> = match item {
            Item::Path { points, .. } | Item::Lines { points, .. } => frame.points(*points).to_vec(),
            Item::Dots { points, radius, .. } => {
                assert!(radius.is_finite());
                frame.points(*points).to_vec()
            }
            Item::Circle { centre, radius, .. } => vec![*centre, DVec2::splat(*radius)],
            Item::Text { at, angle, .. } => vec![*at, DVec2::splat(*angle)],
            Item::Arrow { from, to, .. } => vec![*from, *to],
            Item::Begin(Group { .. }) => {
                open += 1;
                continue;
            }
            Item::End => {
                open -= 1;
                continue;
            }
        };
        assert!(points.iter().all(|p| p.is_finite()), "{name} draws {item:?} at {points:?}");
    }
    assert_eq!(open, 0, "{name} leaves a group open");
}

/// 10, 11, 12: it can be drawn, every grip is in the picture, and the arrow keys move what is not a button.
#[test]
fn grips_are_drawn_and_moved_by_keys() {
    for scene in scenes() {
        let mut system = scene.build();
        for steps in [0, 50] {
            run(&mut *system, STEP, steps, 1).unwrap();
            let mut frame = Frame::new(Rect::new(-1.0, -1.0, 1.0, 1.0));
            system.draw(&mut Pen::new(&mut frame, 0));
            assert_drawn(&frame, &scene.name);
            let drawn: Vec<u16> = hit::targets(&frame).iter().map(|t| t.grip).collect();
            for grip in system.grips().to_vec() {
                let name = format!("{}: {}", scene.name, grip.path);
                assert!(drawn.contains(&grip.id.0), "{name} is not drawn");
                let tells =
                    grip.tells.as_deref().and_then(|path| system.variables().iter().position(|v| v.path == path));
                assert!(grip.tells.is_none() || tells.is_some(), "{name} tells {:?}, which there is not", grip.tells);
                if grip.motion == Motion::Button {
                    system.pull(grip.id, Pull::Press).unwrap_or_else(|e| panic!("{name}: {e}"));
                    continue;
                }
                let before = system.save();
                system.pull(grip.id, Pull::Nudge(DVec2::ONE)).unwrap_or_else(|e| panic!("{name}: {e}"));
                assert!(system.save() != before, "{name} does not move by the arrow keys");
                let before = system.save();
                assert!(system.pull(grip.id, Pull::Move(DVec2::ONE)).is_err(), "{name} moved though nobody holds it");
                assert!(system.save() == before, "{name}: a refused move left a trace");
                system.pull(grip.id, Pull::Take(DVec2::new(0.1, 0.2))).unwrap_or_else(|e| panic!("{name}: {e}"));
                let _ = system.pull(grip.id, Pull::Move(DVec2::new(0.15, 0.25)));
                system.pull(grip.id, Pull::Release).unwrap_or_else(|e| panic!("{name}: {e}"));
            }
        }
        assert_eq!(system.pull(GripId(u16::MAX), Pull::Press), Err(Refused::NotHeld), "{}", scene.name);
    }
}

fn instrument(kind: &'static InstrumentKind, follows: bool) -> Box<dyn Instrument> {
    let values = kind.settings.iter().map(|s| s.start).collect();
    (kind.build)(&InstrumentSetup { kind, values, follows, convention: Convention::default() })
}

/// How many true values an instrument sees.
fn width(kind: &InstrumentKind, follows: bool) -> usize {
    let reads = match kind.reads {
        gewu::instruments::Reads::Nothing => 0,
        gewu::instruments::Reads::Variable(_) => 1,
        other => other.variables().len(),
    };
    reads + if follows { 2 } else { 0 }
}

/// The same for instruments: readings are numbers whatever they see, they are drawn, held, saved and restored.
#[test]
fn instruments_read_draw_and_restore() {
    for kind in INSTRUMENTS {
        for follows in [false, true].into_iter().filter(|f| !f || kind.follows) {
            let mut one = instrument(kind, follows);
            let mut random = Random::new(5);
            let mut time = 0.0;
            let wild = [0.0, 1.0, -1.0, 1e300, f64::NAN, f64::INFINITY, 1e-300];
            for value in wild.into_iter().chain((0..50).map(|_| 0.0)) {
                time += STEP;
                let scale = if value == 0.0 { random.normal() } else { value };
                let truth: Vec<f64> = (0..width(kind, follows)).map(|i| scale * (1.0 + 0.1 * i as f64)).collect();
                one.sample(&truth, Now { time, dt: STEP }, &mut random);
                for output in 0..kind.outputs.len() {
                    let reading = one.reading(output);
                    let name = format!("{}.{}", kind.id, kind.outputs[output].name);
                    assert!(reading.value.is_finite() && reading.uncertainty.is_finite(), "{name}: {reading:?}");
                    assert!(reading.uncertainty >= 0.0, "{name}: {reading:?}");
                }
            }
            // After a sane look, what was wild before leaves no trace in the picture.
            let truth: Vec<f64> = (0..width(kind, follows)).map(|i| 0.1 * (1.0 + i as f64)).collect();
            one.sample(&truth, Now { time: time + STEP, dt: STEP }, &mut random);
            let mut frame = Frame::new(Rect::new(-1.0, -1.0, 1.0, 1.0));
            one.draw(&mut Pen::new(&mut frame, 0));
            assert_drawn(&frame, kind.id);
            let drawn: Vec<u16> = hit::targets(&frame).iter().map(|t| t.grip).collect();
            for grip in one.grips().to_vec() {
                let name = format!("{}.{}", kind.id, grip.path);
                assert!(drawn.contains(&grip.id.0), "{name} is not drawn");
                if grip.motion == Motion::Button {
                    one.pull(grip.id, Pull::Press).unwrap_or_else(|e| panic!("{name}: {e}"));
                    continue;
                }
                let before = one.save();
                one.pull(grip.id, Pull::Nudge(DVec2::ONE)).unwrap_or_else(|e| panic!("{name}: {e}"));
                assert!(one.save() != before, "{name} does not move by the arrow keys");
            }
            let mut other = instrument(kind, follows);
            other.restore(&one.save()).unwrap_or_else(|e| panic!("{}: {e}", kind.id));
            assert!(other.save() == one.save(), "{}: restored otherwise", kind.id);
            let before = other.save();
            assert!(other.restore(&[0xff; 3]).is_err(), "{} took damaged bytes", kind.id);
            assert!(other.save() == before, "{}: a refused snapshot left a trace", kind.id);
        }
    }
}

/// The tables and the folders name the same things: a file without its line would never be reached.
#[test]
fn tables_and_folders_agree() {
    let names = |folder: &str, besides: &[&str]| -> Vec<String> {
        let files = crate::files(&crate::root().join(folder), ".rs").into_iter();
        let stems = files.filter_map(|path| Some(path.file_stem()?.to_string_lossy().into_owned()));
        stems.filter(|stem| stem != "mod" && !besides.contains(&stem.as_str())).collect()
    };
    for kind in CATALOG {
        let folder = format!("src/systems/{}", kind.id);
        assert!(crate::root().join(&folder).is_dir(), "{folder} is missing");
        let mut parts: Vec<String> = kind.parts.iter().map(|p| p.id.to_owned()).collect();
        parts.sort();
        assert_eq!(parts, names(&format!("{folder}/parts"), &[]), "{folder}/parts");
    }
    let mut instruments: Vec<String> = INSTRUMENTS.iter().map(|i| i.id.to_owned()).collect();
    instruments.sort();
    assert_eq!(
        instruments,
        names(
            "src/instruments",
            &["convention", "dial", "instrument", "jaws", "kind", "lag", "paper", "placed", "scale", "sight"],
        ),
        "src/instruments"
    );
}
