//! The chemistry bench natively: what is poured, dropped and titrated, against closed forms and conservation.

use gewu::matter::catalogue::Catalogue;
use gewu::matter::mixture::Mixture;
use gewu::numerics::math;
use gewu::numerics::random::Random;
use gewu::quantity::Entries;
use gewu::systems::chemistry_bench::KIND;
use gewu::systems::{Event, GripId, PartSetup, Pull, Setup, StepContext, Surroundings, System, VarId};
use glam::DVec2;
use std::rc::Rc;

const AROUND: Surroundings = Surroundings { gravity: 9.8, pressure: 101_325.0, air_density: 1.2, temperature: 298.15 };
const STEP: f64 = 0.02;

/// A bench with what stands on it.
struct Bench {
    catalogue: Rc<Catalogue>,
    system: Box<dyn System>,
    events: Vec<Event>,
    time: f64,
}

/// A part: id, kind, and values by name.
type Row<'a> = (&'a str, &'a str, &'a [(&'a str, f64)]);
/// A content: vessel, substance, and values by name.
type Filling<'a> = (&'a str, &'a str, &'a [(&'a str, f64)]);

fn setup(parts: &[Row], contents: &[Filling]) -> Setup {
    let catalogue = Rc::new(gewu::module::substances::catalogue().unwrap());
    let part = |id: &str, kind: &str, given: &[(&str, f64)], joined| {
        let kind = KIND.part(kind).unwrap_or_else(|| panic!("no kind {kind}"));
        let mut values: Vec<f64> = kind.variables.iter().map(|spec| spec.start).collect();
        for (name, value) in given {
            let (at, _) = kind.variable(name).unwrap_or_else(|| panic!("{id} has no {name}"));
            values[at] = *value;
        }
        PartSetup { id: id.into(), kind, values, given: vec![true; kind.variables.len()], joined }
    };
    let mut all: Vec<PartSetup> = parts.iter().map(|(id, kind, given)| part(id, kind, given, Vec::new())).collect();
    for (index, (vessel, substance, given)) in contents.iter().enumerate() {
        let at = parts.iter().position(|(id, ..)| id == vessel).unwrap();
        let of = catalogue.substances.iter().position(|one| one.row.id == *substance);
        let of = of.unwrap_or_else(|| panic!("no substance {substance}"));
        all.push(part(&format!("content{index}"), "content", given, vec![Some(at), Some(of)]));
    }
    Setup {
        id: "s".into(),
        parts: all,
        options: Entries::new(),
        surroundings: AROUND,
        open: false,
        catalogue: Some(catalogue),
    }
}

impl Bench {
    fn of(parts: &[Row], contents: &[Filling]) -> Bench {
        let setup = setup(parts, contents);
        let system = (KIND.build)(&setup).unwrap_or_else(|error| panic!("{} {}", error.path, error.sentence));
        Bench { catalogue: setup.catalogue.unwrap(), system, events: Vec::new(), time: 0.0 }
    }

    fn id(&self, path: &str) -> VarId {
        let at = self.system.variables().iter().position(|variable| variable.path == path);
        VarId(at.unwrap_or_else(|| panic!("no {path}")) as u32)
    }

    fn get(&self, path: &str) -> f64 {
        self.system.get(self.id(path))
    }

    fn set(&mut self, path: &str, value: f64) {
        self.system.set(self.id(path), value).unwrap_or_else(|refused| panic!("{path}: {refused}"));
    }

    fn pull(&mut self, grip: &str, pull: Pull) {
        let at = self.system.grips().iter().position(|one| one.path == grip);
        let at = at.unwrap_or_else(|| panic!("no grip {grip}"));
        self.system.pull(GripId(at as u16), pull).unwrap_or_else(|refused| panic!("{grip}: {refused}"));
    }

    /// Carries a thing by this much and lets it go.
    fn carry(&mut self, grip: &str, to: DVec2) {
        self.pull(grip, Pull::Take(DVec2::ZERO));
        let at = DVec2::new(self.get(&format!("{grip}.x")), self.get(&format!("{grip}.y")));
        self.pull(grip, Pull::Move(to - at));
        self.pull(grip, Pull::Release);
    }

    fn run(&mut self, seconds: f64) {
        let mut random = Random::new(1);
        for _ in 0..(seconds / STEP).round() as usize {
            let mut cx = StepContext { time: self.time, random: &mut random, events: &mut self.events };
            self.system.step(STEP, &mut cx).unwrap();
            self.time += STEP;
        }
    }

    fn run_until(&mut self, most: f64, done: impl Fn(&Bench) -> bool) {
        let end = self.time + most;
        while !done(self) {
            assert!(self.time < end, "it never came about");
            self.run(STEP);
        }
    }
}

/// A burette with sodium hydroxide over a flask with hydrochloric acid.
fn titration(bubble: f64) -> Bench {
    Bench::of(
        &[
            ("burette", "burette", &[("x", 0.0), ("y", 0.17), ("bubble", bubble)]),
            ("flask", "conical_flask", &[("x", 0.0), ("y", 0.0)]),
        ],
        &[
            ("burette", "sodium-hydroxide-solution", &[("volume", 5e-5), ("concentration", 100.0)]),
            ("flask", "hydrochloric-acid", &[("volume", 2e-5), ("concentration", 100.0)]),
        ],
    )
}

#[test]
fn a_titration_follows_the_closed_form() {
    let mut bench = titration(0.0);
    assert!((bench.get("flask.ph") - 1.0).abs() < 1e-3, "{}", bench.get("flask.ph"));
    bench.set("flask.swirled", 1.0);
    bench.set("burette.tap", 0.9);
    let start = bench.get("burette.shown");
    bench.run_until(200.0, |bench| bench.get("burette.delivered") > 1.95e-5);
    bench.set("burette.tap", 0.0);
    bench.run(3.0);
    assert_eq!(bench.get("flask.streaks"), 0.0, "swirled for three seconds");
    let delivered = bench.get("burette.delivered");
    // What hangs at the tip has left the tube but not the burette.
    let left = delivered + bench.get("burette.drop");
    assert!((bench.get("burette.shown") - start - left).abs() < 1e-12);
    // Strong acid and base of the ideal profile: excess over the whole volume, with the water's own.
    let volume = bench.get("flask.volume");
    let excess = (2e-5 - delivered) * 100.0 / volume;
    let h = 0.5 * (excess + (excess * excess + 4.0 * 1.008e-8).sqrt());
    let ph = -math::log10(h * 1e-3);
    assert!((bench.get("flask.ph") - ph).abs() < 2e-3, "{} {ph}", bench.get("flask.ph"));
}

#[test]
fn drops_fall_one_by_one_and_the_last_is_touched_off() {
    let mut bench = titration(0.0);
    bench.set("flask.swirled", 1.0);
    bench.set("burette.tap", 0.55);
    bench.run_until(60.0, |bench| bench.get("burette.delivered") > 0.0);
    let first = bench.get("burette.delivered");
    assert!((first / 4.2e-8 - 1.0).abs() < 1e-9, "{first}");
    bench.set("burette.tap", 0.0);
    bench.run(5.0);
    assert_eq!(bench.get("burette.delivered"), first);
    bench.set("burette.tap", 0.55);
    bench.run(0.3);
    bench.set("burette.tap", 0.0);
    let hangs = bench.get("burette.drop");
    assert!(hangs > 0.0 && hangs < 4.2e-8);
    bench.pull("burette.tip", Pull::Press);
    assert!((bench.get("burette.delivered") - first - hangs).abs() < 1e-18 && bench.get("burette.drop") == 0.0);
}

#[test]
fn air_in_the_tip_is_read_as_if_it_had_been_delivered() {
    let mut bench = titration(3e-7);
    let start = bench.get("burette.shown");
    bench.set("burette.tap", 1.5);
    bench.run(5.0);
    bench.set("burette.tap", 0.0);
    assert_eq!(bench.get("burette.bubble"), 0.0);
    let (read, came) = (bench.get("burette.shown") - start, bench.get("burette.delivered") + bench.get("burette.drop"));
    assert!(bench.events.iter().any(|event| event.name == "bubble_out"));
    assert!((read - came - 3e-7).abs() < 1e-12, "{read} {came}");
}

#[test]
fn a_pipette_delivers_its_volume_if_it_is_not_blown_out() {
    let run = |valve: f64| {
        let mut bench = Bench::of(
            &[
                ("beaker", "beaker", &[("x", 0.0)]),
                ("pipette", "pipette", &[("x", 0.0), ("y", 0.01)]),
                ("flask", "conical_flask", &[("x", 0.2)]),
            ],
            &[("beaker", "hydrochloric-acid", &[("volume", 8e-5), ("concentration", 100.0)])],
        );
        bench.set("pipette.valve", -1.0);
        bench.run_until(20.0, |bench| bench.get("pipette.over") > 5e-7);
        bench.set("pipette.valve", 0.0);
        // Out of the liquid and down to the mark.
        bench.carry("pipette", DVec2::new(0.0, 0.062));
        bench.set("pipette.valve", 0.05);
        bench.run_until(60.0, |bench| bench.get("pipette.over") <= 0.0);
        bench.set("pipette.valve", 0.0);
        bench.carry("pipette", DVec2::new(0.2, 0.16));
        bench.set("pipette.valve", valve);
        bench.run(60.0);
        bench.get("flask.volume")
    };
    assert!((run(0.9) / 2e-5 - 1.0).abs() < 1e-4, "{}", run(0.9));
    assert!((run(1.0) / 2.003e-5 - 1.0).abs() < 1e-4, "{}", run(1.0));
}

#[test]
fn what_is_poured_aside_is_lost_but_conserved() {
    let mut bench = Bench::of(
        &[("beaker", "beaker", &[("x", 0.0)]), ("flask", "conical_flask", &[("x", 0.3)])],
        &[("beaker", "copper-sulfate-solution", &[("volume", 8e-5)])],
    );
    let before = elements(&bench);
    bench.pull("beaker.lip", Pull::Nudge(DVec2::new(40.0, 0.0)));
    bench.run(4.0);
    assert!(bench.events.iter().any(|event| event.name == "spilled"));
    let (left, after) = (bench.get("beaker.volume"), elements(&bench));
    assert!(left < 5e-5 && left > 0.0, "{left}");
    for (a, b) in before.iter().zip(&after) {
        assert!((a - b).abs() <= 1e-12 * a.abs(), "{a} {b}");
    }
    // Over the flask.
    bench.pull("beaker.lip", Pull::Release);
    let spilled = bench.events.len();
    bench.carry("beaker", DVec2::new(0.26, 0.1));
    bench.pull("beaker.lip", Pull::Nudge(DVec2::new(60.0, 0.0)));
    bench.run(4.0);
    assert_eq!(bench.events.len(), spilled, "none of it went beside");
    let now = bench.get("flask.volume") + bench.get("beaker.volume");
    assert!((now - left).abs() < 1e-9 * left, "{now} {left}");
}

/// Every element on the bench and beside it, mol: from the snapshot, as a stranger would count.
fn elements(bench: &Bench) -> Vec<f64> {
    let contents = gewu::systems::chemistry_bench::contents(&bench.system.save()).unwrap();
    let mut sums = vec![0.0; bench.catalogue.elements.len()];
    let mut add = |mixture: &Mixture| {
        sums.iter_mut().zip(mixture.elements(&bench.catalogue)).for_each(|(sum, more)| *sum += more);
    };
    contents.vessels.iter().for_each(|one| {
        add(&one.bulk.0);
        add(&one.streaks.0);
    });
    add(&contents.lost.0);
    sums
}

#[test]
fn phenolphthalein_flashes_where_the_drop_falls_and_stays_only_at_the_end() {
    let mut bench = Bench::of(
        &[
            ("burette", "burette", &[("x", 0.0), ("y", 0.17), ("bubble", 0.0)]),
            ("flask", "conical_flask", &[("x", 0.0), ("y", 0.0)]),
            ("dropper", "dropper", &[("x", -0.045), ("y", 0.17)]),
        ],
        &[
            ("burette", "sodium-hydroxide-solution", &[("volume", 5e-5), ("concentration", 100.0)]),
            ("flask", "hydrochloric-acid", &[("volume", 2e-5), ("concentration", 100.0)]),
            ("dropper", "phenolphthalein", &[("volume", 2e-5)]),
        ],
    );
    bench.pull("dropper.press", Pull::Press);
    bench.pull("dropper.press", Pull::Press);
    assert_eq!(bench.get("dropper.drops"), 2.0);
    bench.set("flask.swirled", 1.0);
    bench.run(2.0);
    assert!(bench.get("flask.chroma") < 1.0, "colourless in acid");
    bench.set("burette.tap", 0.9);
    bench.run_until(200.0, |bench| bench.get("burette.delivered") > 1.9e-5);
    assert!(bench.get("flask.chroma") < 2.0, "{}", bench.get("flask.chroma"));
    bench.set("burette.tap", 0.55);
    bench.run_until(200.0, |bench| bench.get("flask.chroma") > 8.0);
    bench.set("burette.tap", 0.0);
    bench.run(30.0);
    assert!(bench.get("flask.chroma") > 8.0, "it stays: {}", bench.get("flask.chroma"));
    let delivered = bench.get("burette.delivered");
    assert!((delivered / 2e-5 - 1.0).abs() < 0.005, "{delivered}");
    let hue = bench.get("flask.hue").to_degrees();
    assert!(!(20.0..=300.0).contains(&hue), "pink: {hue}");
}

#[test]
fn a_snapshot_brings_everything_back() {
    let mut bench = titration(3e-7);
    bench.set("burette.tap", 0.8);
    bench.run(3.0);
    let saved = bench.system.save();
    bench.run(3.0);
    let later: Vec<u64> =
        (0..bench.system.variables().len()).map(|at| bench.system.get(VarId(at as u32)).to_bits()).collect();
    bench.system.restore(&saved).unwrap();
    bench.run(3.0);
    let again: Vec<u64> =
        (0..bench.system.variables().len()).map(|at| bench.system.get(VarId(at as u32)).to_bits()).collect();
    assert_eq!(later, again);
    assert!(bench.system.restore(&saved[..saved.len() / 2]).is_err());
}
