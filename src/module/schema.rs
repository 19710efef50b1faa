//! The JSON Schema of module files, made from the tables: editors complete kinds and keys with it.
//!
//! It knows types, names and shapes; units, ranges and references are the checker's.

use super::plan::{Bars, ControlAs, Fit};
use super::question::{Mode, QuestionKind};
use super::scale::{ReadingMode, Scale};
use super::values::pairs;
use super::{FORMAT, SCENERY, STAGES, SUBJECTS};
use crate::instruments::{INSTRUMENTS, Reads};
use crate::systems::{CATALOG, Kind, PartKind, SystemKind, VariableSpec};
use serde_json::{Map, Value, json};

/// The schema (draft 2020-12) as text, ending in a line end.
pub fn schema() -> String {
    let mut text = serde_json::to_string_pretty(&root()).unwrap_or_default();
    text.push('\n');
    text
}

fn root() -> Value {
    let systems = json!({
        "type": "object", "minProperties": 1,
        "propertyNames": { "$ref": "#/$defs/id" },
        "additionalProperties": kinds("A system.", CATALOG.iter().map(|kind| (kind.id, system(kind)))),
    });
    let instruments = INSTRUMENTS.iter().map(|kind| {
        let mut keys = settings(kind.settings);
        let mut required = vec!["kind"];
        if kind.reads != Reads::Nothing {
            required.push("reads");
            let reads = match kind.reads {
                Reads::Point => json!({ "$ref": "#/$defs/point", "description": "The point it is held against." }),
                #[cfg(feature = "rigid")]
                Reads::Flags => json!({ "oneOf": [
                    { "$ref": "#/$defs/path" },
                    { "type": "array", "items": { "$ref": "#/$defs/path" }, "minItems": 1 },
                ], "description": "The flag that it reads, or several." }),
                _ => json!({ "$ref": "#/$defs/path", "description": "What it reads." }),
            };
            keys.insert("reads".to_owned(), reads);
        }
        if kind.follows {
            keys.insert(
                "follows".to_owned(),
                json!({ "$ref": "#/$defs/point", "description": "The point it moves with." }),
            );
        }
        (kind.id, object(kind.id, kind.about, keys, &required))
    });
    let scenery = SCENERY.iter().map(|kind| (kind.id, object(kind.id, kind.about, settings(kind.settings), &["kind"])));
    let view = plain(
        json!({
            "world": { "type": "array", "items": quantity("A length."), "minItems": 4, "maxItems": 4,
                "description": "What is seen: least x and y, largest x and y." },
            "scenery": { "type": "array", "items": kinds("What only stands there.", scenery) },
            "vectors": { "type": "array", "items": plain(json!({
                "of": { "$ref": "#/$defs/path" },
                "shows": { "type": "string", "description": "velocity, acceleration, weight, or a force of the part." },
                "scale": { "type": "string", "description": "A length for one unit, such as 0.1 m per N." },
            }), &["of", "shows", "scale"]) },
            "traces": { "type": "array", "items": plain(json!({
                "of": { "$ref": "#/$defs/path" }, "every": quantity("Time between dots."),
            }), &["of", "every"]) },
        }),
        &["world"],
    );
    let columns = json!({
        "reads": { "type": "string", "description": "What an instrument shows: instrument.output." },
        "typed": { "type": "string", "description": "What the learner types; begins as this, digits as written." },
        "value": { "$ref": "#/$defs/path", "description": "The exact value of a variable." },
        "is": { "$ref": "#/$defs/formula" },
        "unit": { "$ref": "#/$defs/unit" },
    });
    let mut column = plain(columns, &[]);
    if let Value::Object(column) = &mut column {
        column.insert("oneOf".to_owned(), json!([
            { "required": ["reads"] }, { "required": ["typed"] }, { "required": ["value"] }, { "required": ["is", "unit"] },
        ]));
    }
    let notebook = plain(
        json!({
            "columns": by_id(column),
            "graphs": by_id(plain(json!({
                "x": { "type": "string", "description": "A column." },
                "y": { "type": "string", "description": "A column." },
                "fit": { "enum": Fit::NAMES },
                "scale": plain(json!({ "x": { "enum": Scale::NAMES }, "y": { "enum": Scale::NAMES } }), &[]),
            }), &["x", "y"])),
            "reading": { "type": "array", "items": { "enum": ReadingMode::NAMES }, "minItems": 1, "uniqueItems": true,
                "description": "Who may take the reading; the first does so at the start." },
            "results": by_id(plain(json!({
                "is": { "$ref": "#/$defs/formula" }, "unit": { "$ref": "#/$defs/unit" },
            }), &["is", "unit"])),
        }),
        &["columns"],
    );
    let control = plain(
        json!({
            "sets": { "$ref": "#/$defs/path" },
            "as": { "enum": ControlAs::NAMES },
            "from": quantity("Least value."), "to": quantity("Largest value."), "step": quantity("Smallest step."),
            "choices": { "type": "array", "items": { "type": "string" }, "description": "The names that are offered." },
        }),
        &["sets", "as"],
    );
    let mut root = plain(
        json!({
            "$schema": { "type": "string" },
            "format": { "const": FORMAT },
            "id": { "type": "string", "pattern": "^[a-z][a-z0-9]*(-[a-z0-9]+)*$", "description": "The name of the folder." },
            "subject": { "enum": SUBJECTS },
            "stage": { "enum": STAGES },
            "minutes": { "type": "integer", "minimum": 1, "maximum": 600, "description": "How long the work takes." },
            "standards": { "type": "array", "items": { "type": "string" } },
            "systems": systems,
            "connections": { "type": "array", "items": plain(json!({
                "from": { "$ref": "#/$defs/path", "description": "An output." },
                "to": { "$ref": "#/$defs/path", "description": "An input." },
            }), &["from", "to"]) },
            "controls": by_id(control),
            "instruments": by_id(kinds("An instrument.", instruments)),
            "notebook": notebook,
            "views": { "type": "object", "required": ["main"], "propertyNames": { "$ref": "#/$defs/id" },
                "additionalProperties": view },
            "graph": plain(json!({
                "x": { "$ref": "#/$defs/path", "description": "time, or a variable." },
                "y": { "$ref": "#/$defs/path" },
                "x_unit": { "$ref": "#/$defs/unit", "description": "Unit of the axis x; as usual for the variable if not given." },
                "unit": { "$ref": "#/$defs/unit", "description": "Unit of the axis y, likewise." },
                "window": quantity("How much of the past is shown."),
            }), &["x", "y", "window"]),
            "steps": { "type": "array", "items": { "$ref": "#/$defs/id" }, "uniqueItems": true },
            "questions": by_id(plain(json!({
                "kind": { "enum": QuestionKind::NAMES, "description": "What kind of answer is wanted." },
                "unit": { "$ref": "#/$defs/unit", "description": "Unit of a plain number." },
                "asks_unit": { "type": "boolean", "description": "The learner writes the unit: the page does not name it." },
                "options": { "type": "array", "items": { "$ref": "#/$defs/id" }, "uniqueItems": true },
                "before": { "type": "string", "description": "A step, row, play or submit: it is to be answered before." },
            }), &["kind"])),
            "mode": { "enum": Mode::NAMES, "description": "exam: no hints." },
            "variants": { "type": "object", "additionalProperties": { "type": "array", "minItems": 1 },
                "description": "Paths of settings, each with the values among which the seed chooses." },
            "hidden": { "type": "array", "items": { "$ref": "#/$defs/path" }, "description": "What the learner is not told." },
            "energy": { "enum": Bars::NAMES, "description": "When the learner sees the bars of energy and momentum." },
            "workbench": workbench(),
            "run": plain(json!({ "step": quantity("The fixed step."), "stop": quantity("When the run ends.") }), &["step"]),
        }),
        &["format", "id", "subject", "stage", "minutes", "systems", "views", "run"],
    );
    if let Value::Object(root) = &mut root {
        root.insert("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
        root.insert("title".to_owned(), json!("Gewu module"));
        root.insert("$defs".to_owned(), json!({
            "id": { "anyOf": [{ "type": "string", "pattern": "^[a-z][a-z0-9_]*$" }, { "const": "note" }] },
            "path": { "type": "string", "description": "system.part.variable, system.part or system.option." },
            "point": { "anyOf": [
                { "$ref": "#/$defs/path" },
                { "type": "array", "items": { "$ref": "#/$defs/path" }, "minItems": 2, "maxItems": 2 },
            ] },
            "quantity": { "type": "string", "pattern": "^\\s*[+\\-−]?[0-9.]", "description": "A number with its unit, such as 1.2 m." },
            "unit": { "type": "string", "description": "A unit, such as m/s^2; 1 for a plain number." },
            "formula": { "type": "string", "description": "Names, numbers, + - * / ^, sqrt and the like; units are checked." },
        }));
    }
    root
}

/// What a learner may build with: parts without their ends.
fn workbench() -> Value {
    let parts = CATALOG.iter().flat_map(|system| system.parts.iter());
    let offers = parts.map(|part| {
        let mut keys = settings(part.variables);
        let about = "Whether it is put up on an anchor of its own.";
        keys.insert("stands".to_owned(), json!({ "type": "boolean", "description": about }));
        (part.id, object(part.id, part.about, keys, &["kind"]))
    });
    let mut workbench = plain(
        json!({
            "system": { "type": "string", "description": "Id of the system whose parts the learner adds and takes away." },
            "offers": by_id(kinds("A part that is offered.", offers)),
            "most": { "type": "integer", "minimum": 1, "maximum": 400, "description": "Most parts that there may be." },
            "grid": quantity("Places are rounded to this."),
            "arrows": { "type": "object", "additionalProperties": { "type": "string" },
                "description": "Arrows of all parts: velocity or weight, each with a length for one unit." },
        }),
        &["system", "offers"],
    );
    if let Value::Object(workbench) = &mut workbench {
        let about = "The learner builds: nothing else of the module may name a part of this system.";
        workbench.insert("description".to_owned(), json!(about));
    }
    workbench
}

/// An object with these keys and no others.
fn plain(keys: Value, required: &[&str]) -> Value {
    let mut keys = match keys {
        Value::Object(keys) => keys,
        _ => Map::new(),
    };
    keys.insert("note".to_owned(), json!({}));
    json!({ "type": "object", "properties": keys, "required": required, "additionalProperties": false })
}

fn by_id(entry: Value) -> Value {
    let mut object =
        json!({ "type": "object", "propertyNames": { "$ref": "#/$defs/id" }, "additionalProperties": entry });
    if let Value::Object(object) = &mut object {
        object.insert("properties".to_owned(), json!({ "note": {} }));
    }
    object
}

/// An object of one kind.
fn object(id: &str, about: &str, mut keys: Map<String, Value>, required: &[&str]) -> Value {
    keys.insert("kind".to_owned(), json!({ "const": id }));
    let mut object = plain(Value::Object(keys), required);
    if let Value::Object(object) = &mut object {
        object.insert("description".to_owned(), json!(about));
    }
    object
}

/// An object whose `kind` decides about the rest. `if` and `then`, so that an editor speaks of the right kind only.
fn kinds<'a>(about: &str, kinds: impl Iterator<Item = (&'a str, Value)>) -> Value {
    let (ids, cases): (Vec<&str>, Vec<Value>) = kinds
        .map(|(id, schema)| {
            let case =
                json!({ "if": { "properties": { "kind": { "const": id } }, "required": ["kind"] }, "then": schema });
            (id, case)
        })
        .unzip();
    json!({
        "type": "object", "description": about, "required": ["kind"],
        "properties": { "kind": { "enum": ids } }, "allOf": cases,
    })
}

fn system(kind: &'static SystemKind) -> Value {
    let mut keys = settings(kind.options);
    let parts = kinds("A part.", kind.parts.iter().map(|part| (part.id, self::part(part))));
    keys.insert("parts".to_owned(), by_id(parts));
    object(kind.id, kind.about, keys, &["kind", "parts"])
}

fn part(kind: &'static PartKind) -> Value {
    let mut keys = settings(kind.variables);
    let mut required = vec!["kind"];
    for terminal in kind.terminals {
        let joins = match terminal.joins {
            _ if terminal.names_substance() => "Id of a substance, as in simulations/data/substances.json.".to_owned(),
            [] => "Id of the part that is joined here.".to_owned(),
            joins => format!("Id of the part that is joined here: {}.", joins.join(" or ")),
        };
        keys.insert(terminal.name.to_owned(), json!({ "type": "string", "description": joins }));
        if terminal.required {
            required.push(terminal.name);
        }
    }
    object(kind.id, kind.about, keys, &required)
}

fn settings(specs: &'static [VariableSpec]) -> Map<String, Value> {
    let mut keys = Map::new();
    for spec in specs.iter().filter(|spec| spec.is_settable()) {
        let schema = match &spec.kind {
            Kind::Real(unit) if unit.symbol.is_empty() => {
                json!({ "type": ["string", "number"], "description": spec.about })
            }
            Kind::Real(unit) => quantity(&format!("{} In {} or the like.", spec.about, unit.symbol)),
            Kind::Whole => {
                json!({ "type": "integer", "minimum": spec.min, "maximum": spec.max, "description": spec.about })
            }
            Kind::Flag => json!({ "type": "boolean", "description": spec.about }),
            Kind::Choice(names) => json!({ "enum": names, "description": spec.about }),
        };
        keys.insert(spec.name.to_owned(), schema);
    }
    for (key, x, y) in pairs(specs) {
        let name = |i: usize| specs.get(i).map_or("", |spec| spec.name);
        let about = format!("Both {} and {}.", name(x), name(y));
        keys.insert(
            key.to_owned(),
            json!({
                "type": "array", "items": quantity("A length."), "minItems": 2, "maxItems": 2, "description": about,
            }),
        );
    }
    keys
}

fn quantity(about: &str) -> Value {
    json!({ "$ref": "#/$defs/quantity", "description": about })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_every_kind() {
        let text = schema();
        let kinds = CATALOG.iter().flat_map(|system| system.parts.iter().map(|part| part.id).chain([system.id]));
        for id in kinds.chain(INSTRUMENTS.iter().map(|kind| kind.id)).chain(SCENERY.iter().map(|kind| kind.id)) {
            assert!(text.contains(&format!("\"const\": \"{id}\"")), "{id}");
        }
        assert!(serde_json::from_str::<Value>(&text).is_ok());
    }
}
