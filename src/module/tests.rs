//! The modules of the project, and the rules that are easier to see on a small one.

use super::*;

/// A small module that is right: the base that tests break.
pub const SMALL: &str = r#"{
  "format": 1, "id": "small", "subject": "physics", "stage": "senior", "minutes": 5,
  "systems": {
    "swing": { "kind": "motion", "parts": {
      "pivot": { "kind": "anchor", "at": ["0 m", "2 m"] },
      "bob": { "kind": "ball", "mass": "0.2 kg", "radius": "3 cm" },
      "rod": { "kind": "rod", "a": "pivot", "b": "bob", "length": "1 m", "angle": "20 deg" }
    } }
  },
  "controls": {
    "length": { "sets": "swing.rod.length", "as": "slider", "from": "20 cm", "to": "2 m", "step": "0.5 cm" },
    "material": { "sets": "swing.bob.material", "as": "choice", "choices": ["wood", "steel"] }
  },
  "instruments": {
    "watch": { "kind": "stopwatch" },
    "rule": { "kind": "ruler", "reads": "swing.rod", "zero": "-1 mm" },
    "gate": { "kind": "photogate", "reads": "swing.bob", "follows": "swing.rod.rest" }
  },
  "notebook": {
    "columns": {
      "d": { "typed": "6.00 cm" },
      "t": { "reads": "watch.time" },
      "l": { "is": "swing.rod.length + d/2", "unit": "cm" },
      "t2": { "is": "t^2", "unit": "s^2" }
    },
    "graphs": { "line": { "x": "l", "y": "t2", "fit": "line" } },
    "results": { "g": { "is": "4*pi^2/line.slope", "unit": "m/s^2" } }
  },
  "views": { "main": {
    "world": ["-1 m", "0 m", "1 m", "2.2 m"],
    "vectors": [{ "of": "swing.bob", "shows": "weight", "scale": "5 cm per N" }]
  } },
  "graph": { "x": "time", "y": "swing.rod.angle", "window": "10 s" },
  "steps": ["one"],
  "run": { "step": "2 ms", "stop": "1 min" }
}"#;

fn parse(text: &str) -> Module {
    match Module::parse("small", text) {
        Ok(module) => module,
        Err(problems) => panic!("{}", problems.iter().map(|p| format!("{p}\n")).collect::<String>()),
    }
}

#[test]
fn the_modules_of_the_project_are_right() {
    for (name, text) in [
        ("pendulum", include_str!("../../simulations/pendulum/module.json")),
        ("projectile", include_str!("../../simulations/projectile/module.json")),
        ("sliding-friction", include_str!("../../simulations/sliding-friction/module.json")),
        ("spring-force", include_str!("../../simulations/spring-force/module.json")),
    ] {
        assert_eq!(parse(text).id, name);
    }
}

#[test]
fn everything_is_in_si_and_resolved() {
    let module = parse(SMALL);
    let system = module.systems.first().expect("a system");
    let [pivot, bob, rod] = system.parts.as_slice() else { panic!("three parts") };
    assert_eq!(pivot.values, [0.0, 2.0]);
    assert_eq!(bob.values.get(5), Some(&0.03));
    assert_eq!(rod.joined, [Some(0), Some(1)]);
    assert_eq!(rod.given.iter().filter(|given| **given).count(), 2);
    let [length, material] = module.controls.as_slice() else { panic!("two controls") };
    assert_eq!((length.from, length.to, length.step, length.decimals), (0.2, 2.0, 0.005, 1));
    assert_eq!(
        (length.path(), length.target.inside(), length.unit.symbol.as_ref()),
        ("swing.rod.length", "rod.length", "cm")
    );
    assert_eq!(material.choice_names(), ["wood", "steel"]);
    let [watch, rule, gate] = module.instruments.as_slice() else { panic!("three instruments") };
    assert!(watch.reads.is_empty());
    assert_eq!(rule.value("zero"), Some(-0.001));
    assert_eq!(rule.reads.iter().map(|v| v.path.as_str()).collect::<Vec<_>>(), ["swing.rod.x", "swing.rod.y"]);
    assert_eq!(gate.reads.len(), 5);
    assert_eq!(gate.follows.as_ref().map(|[x, _]| x.path.as_str()), Some("swing.rod.rest_x"));
    let [d, t, l, _] = module.notebook.columns.as_slice() else { panic!("four columns") };
    assert!(matches!(&d.source, ColumnSource::Typed { text } if text == "6.00"), "digits as written");
    assert_eq!((d.unit.symbol.as_ref(), t.unit.symbol.as_ref()), ("cm", "s"));
    let ColumnSource::Is(formula) = &l.source else { panic!("a formula") };
    assert!(matches!(formula.names.as_slice(), [Name::Variable(_), Name::Column(0)]));
    let result = module.notebook.results.first().expect("a result");
    let slope = result.is.names.first().expect("a name");
    assert!(matches!(slope, Name::Slope(0)));
    assert_eq!(dimension_of(&module.notebook, slope).map(|d| d.to_string()).as_deref(), Some("s^2/m"));
    let view = module.views.first().expect("a view");
    assert_eq!(view.world, [-1.0, 0.0, 1.0, 2.2]);
    assert_eq!(view.vectors.first().map(|v| (v.shows, v.scale)), Some((Shows::Weight, 0.05)));
    assert_eq!((module.run.step, module.run.stop), (0.002, Some(60.0)));
    assert!(!module.rigid());
}

#[test]
fn earlier_names_still_work() {
    let text = SMALL.replace("\"kind\": \"anchor\"", "\"kind\": \"pivot\"").replace("stopwatch", "timer");
    assert_eq!(parse(&text).instruments.first().map(|i| i.kind.id), Some("stopwatch"));
}

#[test]
fn notes_and_spaces_leave_the_hash() {
    let first = parse(SMALL).hash;
    assert_eq!(first, parse(&SMALL.replace("  ", "\r\n").replacen('{', "{ \"note\": [1],", 1)).hash);
    assert_ne!(first, parse(&SMALL.replace("0.2 kg", "0.3 kg")).hash);
}
