//! What crosses between core and page has the same fields on both sides: `message.ts` against the Rust types.

use std::collections::{BTreeMap, BTreeSet};

type Types = BTreeMap<String, BTreeSet<String>>;

/// Rust types that are written for the page, with the name that they have there.
const NAMES: &[(&str, &str, &str)] = &[
    ("src/module/problem.rs", "Problem", "Problem"),
    ("src/host/refusal.rs", "Refusal", "Refusal"),
    ("src/host/description.rs", "Description", "Description"),
    ("src/host/description.rs", "Control", "Control"),
    ("src/host/description.rs", "InstrumentInfo", "InstrumentInfo"),
    ("src/host/description.rs", "GripInfo", "GripInfo"),
    ("src/host/description.rs", "Question", "Question"),
    ("src/host/description.rs", "Channel", "LiveChannel"),
    ("src/host/status.rs", "Status", "Status"),
    ("src/host/status.rs", "Reading", "Reading"),
    ("src/host/workbench.rs", "Workbench", "Workbench"),
    ("src/host/workbench.rs", "OfferInfo", "Offer"),
    ("src/host/workbench.rs", "EndInfo", "End"),
    ("src/host/workbench.rs", "PieceInfo", "Piece"),
    ("src/host/workbench.rs", "Property", "Property"),
    ("src/assess/rubric.rs", "Text", "Text"),
    ("src/assess/score.rs", "Score", "Score"),
    ("src/assess/score.rs", "ScoreItem", "ScoreItem"),
    ("src/assess/score.rs", "Reason", "Reason"),
    ("src/assess/score.rs", "ScoreMoment", "ScoreMoment"),
    ("src/notebook/view.rs", "NotebookView", "Notebook"),
    ("src/notebook/view.rs", "CellView", "Cell"),
    ("src/notebook/view.rs", "GraphView", "NotebookGraph"),
    ("src/notebook/view.rs", "AxisView", "Axis"),
    ("src/notebook/view.rs", "ColumnView", "Column"),
];

/// Rust types whose counterpart stands inside a field of an interface.
const INLINE: &[(&str, &str, &str, &str)] = &[
    ("src/host/description.rs", "SiteInfo", "Description", "sites"),
    ("src/host/description.rs", "GraphInfo", "Description", "graph"),
    ("src/host/status.rs", "ControlValue", "Status", "controls"),
    ("src/host/status.rs", "GripValue", "Status", "grips"),
    ("src/host/status.rs", "Happened", "Status", "events"),
    ("src/host/status.rs", "Energy", "Status", "energy"),
    ("src/notebook/view.rs", "RowView", "Notebook", "rows"),
    ("src/notebook/view.rs", "RunView", "Notebook", "runs"),
    ("src/notebook/view.rs", "ResultView", "Notebook", "results"),
    ("src/notebook/view.rs", "PointView", "NotebookGraph", "points"),
    ("src/notebook/view.rs", "FitView", "NotebookGraph", "fit"),
    ("src/notebook/view.rs", "PredictionView", "NotebookGraph", "prediction"),
];

fn without_comments(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(start) = rest.find("/*") {
        out += &rest[..start];
        rest = rest[start..].find("*/").map_or("", |end| &rest[start + end + 2..]);
    }
    out += rest;
    out.lines().map(|line| line.split("//").next().unwrap_or("")).collect::<Vec<_>>().join("\n")
}

/// The text between a brace that opens at `from` and the one that closes it.
fn braced(text: &str, from: usize) -> &str {
    let mut depth = 0;
    for (at, c) in text[from..].char_indices() {
        match c {
            '{' => depth += 1,
            '}' => {
                depth -= 1;
                if depth == 0 {
                    return &text[from + 1..from + at];
                }
            }
            _ => {}
        }
    }
    panic!("a brace is not closed")
}

/// Names before a colon at the outermost level of the inside of an object type.
fn fields(inside: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut depth = 0;
    let mut word = String::new();
    for c in inside.chars() {
        match c {
            '{' | '[' | '(' | '<' => depth += 1,
            '}' | ']' | ')' | '>' => depth -= 1,
            ':' if depth == 0 && !word.is_empty() => {
                found.insert(word.trim_start_matches("r#").to_owned());
            }
            _ => {}
        }
        if c.is_ascii_alphanumeric() || c == '_' || c == '#' {
            word.push(c);
        } else {
            word.clear();
        }
    }
    found
}

fn typescript(text: &str) -> (Types, BTreeMap<String, String>) {
    let text = without_comments(text);
    let mut types = Types::new();
    let mut bodies = BTreeMap::new();
    for (at, _) in text.match_indices("export interface ") {
        let rest = &text[at + "export interface ".len()..];
        let name: String = rest.chars().take_while(char::is_ascii_alphanumeric).collect();
        let open = at + text[at..].find('{').unwrap();
        let body = braced(&text, open);
        let mut all = fields(body);
        let extends = text[at..open].split("extends ").nth(1).map(|base| base.trim().to_owned());
        if let Some(base) = extends {
            all.extend(types.get(&base).unwrap_or_else(|| panic!("{name} extends {base}, which comes later")).clone());
        }
        types.insert(name.clone(), all);
        bodies.insert(name, body.to_owned());
    }
    (types, bodies)
}

fn rust(file: &str, name: &str) -> BTreeSet<String> {
    let text = without_comments(&crate::read(&crate::root().join(file)));
    let at = ["struct ", "pub struct "].iter().find_map(|head| text.find(&format!("{head}{name} {{")));
    let at = at.unwrap_or_else(|| panic!("{file} has no struct {name}"));
    let body = braced(&text, at + text[at..].find('{').unwrap());
    assert!(!body.contains("rename"), "{name}: this test knows no renamed fields");
    // Attributes may hold colons.
    let body: Vec<&str> = body.lines().filter(|line| !line.trim_start().starts_with("#[")).collect();
    fields(&body.join("\n").replace("::", "."))
}

#[test]
fn the_page_and_the_core_name_the_same_fields() {
    let (types, bodies) = typescript(&crate::read(&crate::root().join("www/src/element/message.ts")));
    for (file, name, interface) in NAMES {
        let page = types.get(*interface).unwrap_or_else(|| panic!("message.ts has no {interface}"));
        assert!(page.len() > 1, "{interface} was not read");
        assert_eq!(&rust(file, name), page, "{name} in {file} (left) and {interface} in message.ts");
    }
    for (file, name, interface, field) in INLINE {
        let body = &bodies[*interface];
        let at = body.find(&format!("{field}:")).unwrap_or_else(|| panic!("{interface} has no {field}"));
        let page = fields(braced(body, at + body[at..].find('{').unwrap()));
        assert_eq!(rust(file, name), page, "{name} in {file} (left) and {interface}.{field} in message.ts");
    }
}

/// Every action that the page may send is one of the core's, with the same fields, and the other way about.
#[test]
fn the_page_and_the_core_name_the_same_actions() {
    let text = without_comments(&crate::read(&crate::root().join("www/src/element/message.ts")));
    let start = text.find("export type Action =").unwrap();
    let list = &text[start..start + text[start..].find(';').map_or(0, |_| text[start..].find("\n\n").unwrap())];
    let mut page = Types::new();
    for (at, _) in list.match_indices("do: \"") {
        let name: String = list[at + 5..].chars().take_while(|c| *c != '"').collect();
        let open = list[..at].rfind('{').unwrap();
        let mut all = fields(&braced(list, open).replace('?', ""));
        all.remove("do");
        page.insert(name, all);
    }
    let text = without_comments(&crate::read(&crate::root().join("src/lab/action.rs")));
    let body = braced(&text, text.find("pub enum Action {").map(|at| at + text[at..].find('{').unwrap()).unwrap());
    let mut core = Types::new();
    let mut rest = body;
    while let Some(at) = rest.find(|c: char| c.is_ascii_uppercase()) {
        let name: String = rest[at..].chars().take_while(char::is_ascii_alphanumeric).collect();
        let snake: String = name
            .char_indices()
            .map(|(i, c)| if i > 0 && c.is_ascii_uppercase() { format!("_{c}") } else { c.to_string() })
            .collect::<String>()
            .to_lowercase();
        let after = &rest[at + name.len()..];
        let (inside, left) = match after.trim_start().strip_prefix('{') {
            Some(_) => {
                let inside = braced(after, after.find('{').unwrap());
                (inside, &after[after.find('{').unwrap() + inside.len() + 2..])
            }
            None => ("", &after[after.find(',').unwrap_or(after.len())..]),
        };
        let lines: Vec<&str> = inside.lines().filter(|line| !line.trim_start().starts_with("#[")).collect();
        core.insert(snake, fields(&lines.join("\n").replace("::", ".")));
        rest = left;
    }
    assert!(page.len() > 15, "the actions of message.ts were not read: {page:?}");
    assert_eq!(core, page, "src/lab/action.rs (left) and Action in message.ts");
}

/// Every function of `host/web.rs` and `host/score.rs` is in the interface `Core`, and the other way about.
#[test]
fn the_page_and_the_core_name_the_same_functions() {
    let text = without_comments(&crate::read(&crate::root().join("www/src/element/message.ts")));
    let at = text.find("export interface Core").unwrap();
    let body = braced(&text, at + text[at..].find('{').unwrap());
    let page: BTreeSet<String> =
        body.lines().filter_map(|line| Some(line.trim().split_once('(')?.0.trim_end_matches('?').to_owned())).collect();
    let files = ["src/host/web.rs", "src/host/score.rs"].map(|file| crate::read(&crate::root().join(file)));
    let text = without_comments(&files.concat());
    let mut core = BTreeSet::new();
    for (at, _) in text.match_indices("#[wasm_bindgen") {
        let rest = &text[at..];
        let name = match rest.strip_prefix("#[wasm_bindgen(js_name = ") {
            Some(named) => named.split(')').next(),
            None => rest.split("pub fn ").nth(1).and_then(|f| f.split('(').next()),
        };
        core.insert(name.unwrap().to_owned());
    }
    assert_eq!(core, page, "src/host/web.rs (left) and Core in message.ts");
}
