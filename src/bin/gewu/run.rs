//! `gewu run`: runs a module and prints what it computes.

use super::arguments::{self, RUN};
use super::open::open;
use gewu::lab::{Action, Lab, Opening, Source};
use std::fmt::Write as _;
use std::rc::Rc;

/// Runs a module as the words say.
pub fn run(words: &[String]) -> Result<bool, String> {
    let words = arguments::parse(words, RUN)?;
    let Some(module) = open(words.one("a module folder or file")?)? else { return Ok(false) };
    let first = Opening::default();
    let opening = Opening {
        seed: words.whole("--seed")?.unwrap_or(first.seed),
        site: words.value("--site").map(str::to_owned).unwrap_or(first.site),
        profile: words.value("--profile").map(str::to_owned).unwrap_or(first.profile),
        mode: None,
    };
    let time = words.seconds("--for")?.ok_or("--for is missing; say how long, as in --for 20s")?;
    let mut lab = Lab::new(Rc::new(module), opening).map_err(|e| e.sentence)?;
    for (path, value) in words.pairs("--set")? {
        let action = Action::Set { path: path.trim().into(), value: value.trim().into() };
        lab.apply(action, Source::Page).map_err(|refused| refused.to_string())?;
    }
    let step = lab.clock().step;
    let every = words.seconds("--every")?.unwrap_or(step.max(0.01));
    if every < step {
        return Err(format!("--every is shorter than the step of the module, {step} s"));
    }
    let asked: Vec<&str> = words.values("--read").collect();
    let paths: Vec<String> =
        if asked.is_empty() { outputs(&lab) } else { asked.into_iter().map(str::to_owned).collect() };
    let mut text = header(&lab, &paths)?;
    row(&lab, &paths, &mut text)?;
    let steps = (time / step).round() as u64;
    let mut due = every;
    for _ in 0..steps {
        lab.steps(1);
        if let Some(stopped) = lab.stopped() {
            eprintln!("gewu run: stopped at {} s: {}", lab.clock().time(), stopped.sentence);
            break;
        }
        if lab.clock().time() >= due - step * 1e-6 {
            row(&lab, &paths, &mut text)?;
            due += every;
        }
    }
    let failed = lab.stopped().is_some_and(|s| s.key != "stop.finished");
    match words.value("--csv") {
        None | Some("-") => print!("{text}"),
        Some(file) => std::fs::write(file, text).map_err(|e| format!("{file} cannot be written: {e}"))?,
    }
    if let Some(error) = lab.energy_error() {
        eprintln!("gewu run: {} s, energy balance within {error:.1e}, hash {:016x}", lab.clock().time(), lab.hash());
    }
    Ok(!failed)
}

/// Every output of systems and instruments.
fn outputs(lab: &Lab) -> Vec<String> {
    let module = lab.module();
    let systems = module.systems.iter().zip(lab.systems()).flat_map(|(plan, system)| {
        let outputs = system.variables().iter().filter(|v| v.spec.causality == gewu::systems::Causality::Output);
        outputs.map(|v| format!("{}.{}", plan.id, v.path)).collect::<Vec<_>>()
    });
    let instruments =
        module.instruments.iter().flat_map(|i| i.kind.outputs.iter().map(|o| format!("{}.{}", i.id, o.name)));
    systems.chain(instruments).collect()
}

fn header(lab: &Lab, paths: &[String]) -> Result<String, String> {
    let mut line = String::from("time / s");
    for path in paths {
        let value = lab.get(path).map_err(|refused| refused.to_string())?;
        // Numbers are SI: the unit is the base one, not the one an instrument shows.
        let unit = value.unit.dimension.to_string();
        let symbol =
            if value.unit.factor == 1.0 && value.unit.offset == 0.0 { value.unit.symbol.to_string() } else { unit };
        match symbol.as_str() {
            "" | "1" => _ = write!(line, ",{path}"),
            symbol if symbol.contains('/') => _ = write!(line, ",{path} / ({symbol})"),
            symbol => _ = write!(line, ",{path} / {symbol}"),
        }
    }
    line.push('\n');
    Ok(line)
}

fn row(lab: &Lab, paths: &[String], text: &mut String) -> Result<(), String> {
    // The clock counts steps; its product with the step shows rounding that means nothing.
    let time = format!("{:.9}", lab.clock().time());
    text.push_str(time.trim_end_matches('0').trim_end_matches('.'));
    for path in paths {
        let value = lab.get(path).map_err(|refused| refused.to_string())?;
        // Nothing to tell is an empty cell.
        let _ = if value.si.is_nan() { write!(text, ",") } else { write!(text, ",{}", value.si) };
    }
    text.push('\n');
    Ok(())
}
