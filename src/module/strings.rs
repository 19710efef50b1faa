//! The words of a module: which keys its string tables need, and what is wrong with a table.

use super::check::{Checker, Wrong, join};
use super::json::{self, Span, Value, quoted};
use super::plan::{Channel, ColumnSource, ControlAs, Module};
use super::values::meant;
use super::{Problem, site};
use crate::instruments::{Convention, InstrumentSetup};
use crate::systems::Kind;
use std::collections::BTreeSet;

/// The words that a module needs and may have.
pub struct Words {
    /// Keys that every locale must have, sorted.
    pub needed: BTreeSet<String>,
    /// Keys that a locale may have besides: outputs that no column reads, and grips of systems that this build
    /// cannot make.
    pub allowed: BTreeSet<String>,
}

/// Beginnings of keys that come from ids of the module: a key with one of them that is not needed is a slip.
const FAMILIES: &[&str] = &[
    "control.",
    "choice.",
    "instrument.",
    "output.",
    "column.",
    "graph.",
    "result.",
    "step.",
    "grip.",
    "question.",
    "option.",
    "offer.",
];

/// The words of a module.
pub fn words(module: &Module) -> Words {
    let mut allowed = BTreeSet::new();
    let mut keys = BTreeSet::new();
    keys.extend(["title", "summary", "alt"].map(str::to_owned));
    for control in &module.controls {
        keys.insert(format!("control.{}", control.id));
        if control.shape == ControlAs::Choice {
            keys.extend(control.choice_names().iter().map(|name| format!("choice.{}.{name}", control.id)));
        }
    }
    keys.extend(module.instruments.iter().map(|instrument| format!("instrument.{}", instrument.id)));
    for instrument in &module.instruments {
        let outputs = instrument.kind.outputs.iter();
        allowed.extend(outputs.map(|output| format!("output.{}.{}", instrument.id, output.name)));
        let follows = instrument.follows.is_some();
        let (kind, values) = (instrument.kind, instrument.values.clone());
        let setup = InstrumentSetup { kind, values, follows, convention: Convention::default() };
        let built = (instrument.kind.build)(&setup);
        keys.extend(built.grips().iter().map(|grip| format!("grip.{}.{}", instrument.id, grip.path)));
    }
    #[cfg(feature = "rigid")]
    keys.extend(module.workbench.iter().flat_map(|bench| &bench.offers).map(|offer| format!("offer.{}", offer.id)));
    // Parts of a workbench are called by what was offered.
    for plan in module.systems.iter().filter(|plan| !plan.open) {
        match (plan.kind.build)(&plan.setup(site::textbook())) {
            Ok(system) => keys.extend(system.grips().iter().map(|grip| format!("grip.{}.{}", plan.id, grip.path))),
            Err(_) => allowed.extend(plan.parts.iter().map(|part| format!("grip.{}.{}", plan.id, part.id))),
        }
    }
    #[cfg(feature = "chemistry")]
    for plan in &module.systems {
        let bottles = plan.parts.iter().filter(|part| crate::systems::chemistry_bench::has_label(part.kind));
        keys.extend(bottles.map(|part| crate::systems::chemistry_bench::label(&plan.id, &part.id)));
    }
    for column in &module.notebook.columns {
        keys.insert(format!("column.{}", column.id));
        keys.insert(format!("symbol.{}", column.id));
        if let ColumnSource::Reads { instrument, output } = column.source
            && let Some(instrument) = module.instruments.get(instrument)
            && let Some(output) = instrument.kind.outputs.get(output)
        {
            keys.insert(format!("output.{}.{}", instrument.id, output.name));
        }
    }
    keys.extend(module.notebook.graphs.iter().map(|graph| format!("graph.{}", graph.id)));
    for result in &module.notebook.results {
        keys.insert(format!("result.{}", result.id));
        keys.insert(format!("symbol.{}", result.id));
    }
    if let Some(graph) = &module.graph {
        keys.insert("graph.live".to_owned());
        for channel in [&graph.x, &graph.y] {
            if let Channel::Variable(variable) = channel
                && !matches!(variable.spec.kind, Kind::Choice(_))
            {
                keys.insert(format!("symbol.{}", variable.path));
            }
        }
    }
    keys.extend(module.steps.iter().map(|step| format!("step.{step}")));
    for question in &module.questions {
        keys.insert(format!("question.{}", question.id));
        keys.extend(question.options.iter().map(|option| format!("option.{}.{option}", question.id)));
    }
    Words { needed: keys, allowed }
}

/// Checks one table: a flat object of texts with every needed key, and no key of a known family that nothing needs.
/// Returns its keys, for comparing locales.
pub fn check_table(file: &str, text: &str, words: &Words) -> (BTreeSet<String>, Vec<Problem>) {
    let mut ck = Checker::new(file, text);
    let mut keys = BTreeSet::new();
    let read = json::read(text);
    for fault in read.faults {
        ck.fault(fault);
    }
    let Some(root) = read.root else { return (keys, ck.finish()) };
    let Value::Object(members) = &root.value else {
        ck.wrong_type(&root, "", "an object of texts");
        return (keys, ck.finish());
    };
    for member in members {
        let known = words.needed.contains(&member.key) || words.allowed.contains(&member.key);
        if ck.text(&member.node, &member.key, "a text").is_some_and(|text| text.trim().is_empty()) {
            let wrong = Wrong {
                key: "problem.missing_key",
                expected: "words".to_owned(),
                sentence: "the text is empty; write it".to_owned(),
                ..Wrong::default()
            };
            ck.report(member.node.span, &member.key, wrong);
        }
        if !known && FAMILIES.iter().any(|family| member.key.starts_with(family)) {
            let (nearest, hint) = meant(&member.key, words.needed.union(&words.allowed).map(String::as_str));
            let wrong = Wrong {
                key: "problem.unknown_key",
                found: member.key.clone(),
                expected: "the id of something in module.json".to_owned(),
                nearest,
                sentence: format!("nothing in module.json has the text {}{hint}", quoted(&member.key)),
            };
            ck.report(member.key_span, &member.key, wrong);
        }
        keys.insert(member.key.clone());
    }
    for key in words.needed.difference(&keys) {
        missing(&mut ck, key, "module.json needs it");
    }
    (keys, ck.finish())
}

/// Reports keys that another locale has and this one lacks, but for needed ones, which are reported already.
pub fn compare(
    file: &str,
    text: &str,
    keys: &BTreeSet<String>,
    other: &BTreeSet<String>,
    words: &Words,
) -> Vec<Problem> {
    let mut ck = Checker::new(file, text);
    for key in other.difference(keys).filter(|key| !words.needed.contains(*key)) {
        missing(&mut ck, key, "another locale has it");
    }
    ck.finish()
}

fn missing(ck: &mut Checker<'_>, key: &str, why: &str) {
    let wrong = Wrong {
        key: "problem.missing_key",
        expected: "a text".to_owned(),
        sentence: format!("the text {} is missing; {why}", quoted(key)),
        ..Wrong::default()
    };
    ck.report(Span::default(), &join("", key), wrong);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_has_what_is_needed_and_no_slips() {
        let needed = ["alt", "control.length", "title"].map(str::to_owned).into();
        let words = Words { needed, allowed: BTreeSet::new() };
        let text = "{\n \"title\": \"T\",\n \"control.lenght\": \"L\",\n \"alt\": \" \",\n \"spoken.x\": \"free\", \"more\": 1\n}";
        let (keys, problems) = check_table("en.json", text, &words);
        assert_eq!(keys.len(), 5);
        let found: Vec<String> = problems.iter().map(Problem::to_string).collect();
        assert_eq!(
            found,
            [
                "en.json:1:1: control.length: the text \"control.length\" is missing; module.json needs it",
                "en.json:3:2: control.lenght: nothing in module.json has the text \"control.lenght\"; did you mean \"control.length\"?",
                "en.json:4:9: alt: the text is empty; write it",
                "en.json:5:30: more: a text is wanted here, not a number",
            ]
        );
        let other = ["alt", "spoken.y"].map(str::to_owned).into_iter().collect();
        let found = compare("en.json", text, &keys, &other, &words);
        assert_eq!(found.len(), 1);
    }
}
