//! Values of variables: quantities as text with units, whole numbers, flags, names and points, by the tables.

use super::check::Wrong;
use super::check::{Checker, Fields, choice, index};
use super::json::{Node, Value, quoted, shortened};
use crate::quantity::{Dimension, Quantity, QuantityError, QuantityProblem, Unit, UnitProblem, nearest};
use crate::systems::{Kind, VariableSpec};

/// The values of an object's keys by a table, in its order, and which of them the file gives.
pub struct Given {
    pub values: Vec<f64>,
    pub given: Vec<bool>,
}

/// Reads every settable variable of a table from an object. A key `K` with two quantities stands for `K_x` and
/// `K_y`, and `at` for `x` and `y`.
pub fn settings(ck: &mut Checker<'_>, fields: &mut Fields<'_>, specs: &'static [VariableSpec]) -> Given {
    let mut given = Given { values: specs.iter().map(|spec| spec.start).collect(), given: vec![false; specs.len()] };
    for (i, spec) in specs.iter().enumerate() {
        if !spec.is_settable() {
            if let Some(member) = fields.take_silently(spec.name) {
                let wrong = Wrong {
                    key: "problem.not_settable",
                    found: spec.name.to_owned(),
                    sentence: format!("{} is computed, so it cannot be given here; take it away", quoted(spec.name)),
                    ..Wrong::default()
                };
                ck.report(member.key_span, &fields.at(spec.name), wrong);
            }
            continue;
        }
        let member = fields.take(spec.name);
        let earlier = spec.aliases.iter().filter_map(|alias| fields.take_silently(alias)).collect::<Vec<_>>();
        for member in member.into_iter().chain(earlier) {
            let path = fields.at(&member.key);
            if given.has(i) {
                let sentence = format!("{} is given twice, by two of its names; take one away", quoted(spec.name));
                ck.conflict(member.key_span, &path, &member.key, sentence);
                continue;
            }
            let value = read_value(ck, &member.node, &path, spec);
            given.put(i, value);
        }
    }
    for (key, x, y) in pairs(specs) {
        let Some(member) = fields.take(key) else { continue };
        let path = fields.at(key);
        let Value::List(nodes) = &member.node.value else {
            ck.wrong_type(&member.node, &path, "a list of two quantities, such as [\"0 m\", \"1 m\"],");
            continue;
        };
        if nodes.len() != 2 {
            let wrong = Wrong {
                key: "problem.wrong_type",
                found: format!("{} entries", nodes.len()),
                expected: "two quantities".to_owned(),
                sentence: format!("a point has two quantities, such as [\"0 m\", \"1 m\"], not {}", nodes.len()),
                ..Wrong::default()
            };
            ck.report(member.node.span, &path, wrong);
            continue;
        }
        for ((which, node), i) in nodes.iter().enumerate().zip([x, y]) {
            let Some(spec) = specs.get(i) else { continue };
            if given.has(i) {
                let sentence = format!("{} and {} both give the place; take one away", quoted(key), quoted(spec.name));
                ck.conflict(member.key_span, &path, key, sentence);
                continue;
            }
            let value = read_value(ck, node, &index(&path, which), spec);
            given.put(i, value);
        }
    }
    given
}

impl Given {
    fn has(&self, i: usize) -> bool {
        self.given.get(i).copied().unwrap_or(false)
    }

    fn put(&mut self, i: usize, value: Option<f64>) {
        if let (Some(slot), Some(given)) = (self.values.get_mut(i), self.given.get_mut(i)) {
            *given = true;
            if let Some(value) = value {
                *slot = value;
            }
        }
    }
}

/// The keys that stand for two variables of a table, and the indices of the two.
pub fn pairs(specs: &'static [VariableSpec]) -> Vec<(&'static str, usize, usize)> {
    let find = |name: &str| specs.iter().position(|spec| spec.name == name && spec.is_settable());
    let mut pairs = Vec::new();
    if let (Some(x), Some(y)) = (find("x"), find("y")) {
        pairs.push(("at", x, y));
    }
    for (x, spec) in specs.iter().enumerate().filter(|(_, spec)| spec.is_settable()) {
        if let Some(key) = spec.name.strip_suffix("_x")
            && let Some(y) = find(&format!("{key}_y"))
        {
            pairs.push((key, x, y));
        }
    }
    pairs
}

/// Yes or no.
pub fn flag(ck: &mut Checker<'_>, node: &Node, path: &str) -> Option<bool> {
    match node.value {
        Value::Flag(flag) => Some(flag),
        _ => {
            ck.wrong_type(node, path, "true or false");
            None
        }
    }
}

/// The SI value of a variable.
pub fn read_value(ck: &mut Checker<'_>, node: &Node, path: &str, spec: &VariableSpec) -> Option<f64> {
    match &spec.kind {
        Kind::Flag => flag(ck, node, path).map(|flag| f64::from(u8::from(flag))),
        Kind::Choice(names) => choice(ck, node, path, names).map(|i| i as f64),
        Kind::Whole => whole(ck, node, path, spec.min, spec.max),
        Kind::Real(unit) => quantity(ck, node, path, unit, spec.min, spec.max).map(|quantity| quantity.si),
    }
}

/// A whole number in a range.
pub fn whole(ck: &mut Checker<'_>, node: &Node, path: &str, min: f64, max: f64) -> Option<f64> {
    let Value::Number(number) = node.value else {
        ck.wrong_type(node, path, "a whole number without quotes");
        return None;
    };
    if number.fract() != 0.0 {
        let wrong = Wrong {
            key: "problem.wrong_type",
            found: shortened(ck.written(node.span)),
            expected: "a whole number".to_owned(),
            sentence: format!("a whole number is wanted here, not {number}"),
            ..Wrong::default()
        };
        ck.report(node.span, path, wrong);
        return None;
    }
    in_range(ck, node, path, &Quantity { si: number, unit: crate::quantity::unit::ONE }, min, max).then_some(number)
}

/// A quantity of the dimension of `unit`, in a range.
pub fn quantity(ck: &mut Checker<'_>, node: &Node, path: &str, unit: &Unit, min: f64, max: f64) -> Option<Quantity> {
    let quantity = read_quantity(ck, node, path, unit)?;
    in_range(ck, node, path, &quantity, min, max).then_some(quantity)
}

/// A quantity of the dimension of `unit`.
pub fn read_quantity(ck: &mut Checker<'_>, node: &Node, path: &str, unit: &Unit) -> Option<Quantity> {
    let example = example(unit);
    let text = match &node.value {
        Value::Text(text) => text,
        // A plain number has no unit to be forgotten.
        Value::Number(number) if unit.dimension == Dimension::NONE => {
            return Quantity::new(*number, crate::quantity::unit::ONE);
        }
        Value::Number(number) if unit.symbol.is_empty() => return Quantity::new(*number, unit.clone()),
        _ => {
            ck.wrong_type(node, path, &format!("a text with a number and its unit, such as {example},"));
            return None;
        }
    };
    let quantity = match Quantity::parse(text) {
        Ok(quantity) => quantity,
        Err(error) => {
            bad_quantity(ck, node, path, text, &error, &example);
            return None;
        }
    };
    // The radian counts here: "30" for an angle is more likely to be degrees.
    if quantity.unit.dimension != unit.dimension {
        wrong_unit(ck, node, path, text, &quantity.unit, unit);
        return None;
    }
    Some(quantity)
}

fn bad_quantity(ck: &mut Checker<'_>, node: &Node, path: &str, text: &str, error: &QuantityError, example: &str) {
    let near = match &error.problem {
        QuantityProblem::Unit(unit) => unit.nearest.clone().unwrap_or_default(),
        _ => String::new(),
    };
    let sentence = match &error.problem {
        QuantityProblem::Unit(unit) if unit.problem == UnitProblem::Unknown && near.is_empty() => {
            format!("{error}; a unit such as that of {example} is wanted")
        }
        _ => error.to_string(),
    };
    let wrong = Wrong {
        key: "problem.bad_quantity",
        found: shortened(text),
        expected: format!("a quantity such as {example}"),
        nearest: near,
        sentence,
    };
    ck.report(node.span, path, wrong);
}

/// A quantity whose unit measures something else.
pub fn wrong_unit(ck: &mut Checker<'_>, node: &Node, path: &str, text: &str, found: &Unit, wanted: &Unit) {
    let sentence = if found.symbol.is_empty() {
        format!("{} has no unit; write one, as in {}", quoted(text), example(wanted))
    } else {
        format!("{} is in {}, but a unit such as {} is wanted here", quoted(text), named(found), named(wanted))
    };
    let wrong =
        Wrong { key: "problem.wrong_unit", found: named(found), expected: named(wanted), sentence, ..Wrong::default() };
    ck.report(node.span, path, wrong);
}

/// A unit of a dimension, given as a text of its own; an empty one and `1` are a plain number.
pub fn read_unit(ck: &mut Checker<'_>, node: &Node, path: &str) -> Option<Unit> {
    let text = ck.text(node, path, "a unit")?;
    if matches!(text, "1" | "") {
        return Some(crate::quantity::unit::ONE);
    }
    match Unit::parse(text) {
        Ok(unit) => Some(unit),
        Err(error) => {
            let wrong = Wrong {
                key: "problem.bad_quantity",
                found: shortened(text),
                expected: "a unit".to_owned(),
                nearest: error.nearest.clone().unwrap_or_default(),
                sentence: error.to_string(),
            };
            ck.report(node.span, path, wrong);
            None
        }
    }
}

/// Reports a value outside its range, the limits printed in the unit of the text.
pub fn in_range(ck: &mut Checker<'_>, node: &Node, path: &str, quantity: &Quantity, min: f64, max: f64) -> bool {
    if quantity.si >= min && quantity.si <= max {
        return true;
    }
    let limit = |si: f64| limit(si, &quantity.unit);
    let expected = match (min.is_finite(), max.is_finite()) {
        (true, true) => format!("from {} to {}", limit(min), limit(max)),
        (true, false) => format!("at least {}", limit(min)),
        _ => format!("at most {}", limit(max)),
    };
    let found = limit_text(quantity.value(), &quantity.unit);
    let wrong = Wrong {
        key: "problem.out_of_range",
        sentence: format!("{found} is out of range; it can be {expected}"),
        found,
        expected,
        ..Wrong::default()
    };
    ck.report(node.span, path, wrong);
    false
}

/// An SI value in a unit, to four digits.
pub fn limit(si: f64, unit: &Unit) -> String {
    let value = Quantity { si, unit: unit.clone() }.value();
    // Through text, so that 0.30000000000000004 is 0.3.
    let value = format!("{value:.3e}").parse::<f64>().unwrap_or(value);
    limit_text(value, unit)
}

fn limit_text(value: f64, unit: &Unit) -> String {
    let plain = value == 0.0 || (1e-4..1e7).contains(&value.abs());
    let number = if plain { format!("{value}") } else { format!("{value:e}") };
    if unit.symbol.is_empty() { number } else { format!("{number} {}", unit.symbol) }
}

/// The symbol of a unit, or words for none.
pub fn named(unit: &Unit) -> String {
    if unit.symbol.is_empty() { "no unit".to_owned() } else { unit.symbol.to_string() }
}

/// A quantity in this unit as it is written in files.
fn example(unit: &Unit) -> String {
    match unit.symbol.as_ref() {
        "" => "\"0.5\"".to_owned(),
        // Nobody writes radians by hand.
        "rad" => "\"20 deg\"".to_owned(),
        symbol => format!("\"1.2 {symbol}\""),
    }
}

/// The nearest of some names in a sentence's tail: `; did you mean "x"?`, or nothing.
pub fn meant<'a>(found: &str, names: impl IntoIterator<Item = &'a str>) -> (String, String) {
    match nearest(found, names) {
        Some(near) => (near.to_owned(), format!("; did you mean {}?", quoted(near))),
        None => (String::new(), String::new()),
    }
}
