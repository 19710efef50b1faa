//! Reading conventions by region, stage of school and kind of instrument, from `simulations/data/conventions.json`.

use super::json::{self, Node, Value};
use crate::instruments::Convention;
use crate::quantity::Quantity;

const DATA: &str = include_str!("../../simulations/data/conventions.json");

/// How an instrument is read by schools of a stage at a site; estimated tenths where nobody says anything.
pub fn of(site: &str, stage: &str, kind: &str) -> Convention {
    let root = json::read(DATA).root;
    let entry = |region, stage| root.as_ref()?.get("regions")?.get(region)?.get(stage)?.get(kind);
    let order = [(site, stage), (site, "all"), ("default", stage), ("default", "all")];
    order.into_iter().find_map(|(region, stage)| entry(region, stage)).map(read).unwrap_or_default()
}

fn read(node: &Node) -> Convention {
    let mut convention = Convention::default();
    if let Some(Value::Number(part)) = node.get("estimate").map(|node| &node.value) {
        convention.part = *part;
    }
    if let Some(Value::Object(members)) = node.get("digits").map(|node| &node.value) {
        let si = |text: &str| Quantity::parse(text).ok().map(|quantity| quantity.si);
        let pairs = members.iter().filter_map(|m| Some((si(&m.key)?, si(m.node.text()?)?)));
        convention.digits = pairs.collect();
    }
    convention
}

#[cfg(test)]
mod tests {
    use super::super::{STAGES, site};
    use super::*;

    const SOURCES: &str = include_str!("../../simulations/data/conventions.md");

    /// Section 2 of the survey of schools, line by line.
    #[test]
    fn the_digits_are_those_that_schools_keep() {
        for (stage, kind, division, digit) in [
            ("junior", "ruler", 1e-3, 1e-4),
            ("senior", "ruler", 1e-3, 1e-4),
            ("junior", "thermometer", 1.0, 1.0),
            ("senior", "thermometer", 1.0, 0.1),
            ("junior", "measuring_cylinder", 1e-6, 1e-6),
            ("junior", "tray_balance", 2e-4, 2e-4),
            ("senior", "vernier_calliper", 2e-5, 2e-5),
            ("senior", "micrometer", 1e-5, 1e-6),
            ("junior", "stopwatch", 0.1, 0.1),
            ("senior", "burette", 1e-7, 1e-8),
            ("senior", "ammeter", 0.02, 0.01),
            ("senior", "ammeter", 0.1, 0.01),
            ("junior", "ammeter", 0.02, 0.02),
            ("senior", "voltmeter", 0.1, 0.01),
            ("senior", "voltmeter", 0.5, 0.1),
            ("senior", "something_new", 5.0, 0.5),
        ] {
            for site in site::sites() {
                let found = of(&site.id, stage, kind).digit(division);
                assert!((found - digit).abs() < 1e-9 * digit, "{stage} {kind} at {}: {found}", site.id);
            }
        }
    }

    /// A slip in the file would fall back to the default in silence.
    #[test]
    fn every_entry_of_the_file_is_understood() {
        let members = |node: &Node| match &node.value {
            Value::Object(members) => members.clone(),
            other => panic!("{other:?}"),
        };
        let read = json::read(DATA);
        assert!(read.faults.is_empty());
        let root = read.root.unwrap();
        let mut count = 0;
        for region in members(root.get("regions").unwrap()) {
            assert!(region.key == "default" || site::sites().iter().any(|s| s.id == region.key), "{}", region.key);
            for stage in members(&region.node) {
                assert!(stage.key == "all" || STAGES.contains(&stage.key.as_str()), "{}", stage.key);
                for kind in members(&stage.node) {
                    count += 1;
                    let keys: Vec<String> = members(&kind.node).into_iter().map(|m| m.key).collect();
                    assert!(keys.iter().all(|k| ["estimate", "digits"].contains(&k.as_str())), "{keys:?}");
                    let found = super::read(&kind.node);
                    assert!(found.part > 0.0 && found.part <= 1.0, "{}", kind.key);
                    let digits = kind.node.get("digits").map_or(0, |node| members(node).len());
                    assert_eq!(found.digits.len(), digits, "{}", kind.key);
                    // Its source stands in the file beside it.
                    let line = format!("| {} | {} | `{}` | ", region.key, stage.key, kind.key);
                    assert!(SOURCES.contains(&line), "conventions.md has no source: {line}");
                }
            }
        }
        assert!(count >= 15, "{count}");
    }
}
