//! The rules of the house that a program can check: layers, sizes of files, headers of folders, banned functions.

use std::path::{Path, PathBuf};

/// Layers from left to right; a file uses only its own and those before it.
const LAYERS: [&str; 11] = [
    "quantity",
    "numerics",
    "frame",
    "matter",
    "systems",
    "instruments",
    "module",
    "lab",
    "notebook",
    "assess",
    "host",
];
const NOTICE: usize = 600;
const FAIL: usize = 900;
/// Files that may be longer, each with its reason.
const LONG: &[(&str, &str)] = &[];

/// Methods of `f64` whose result depends on the platform (std documents them as having unspecified precision).
const BANNED: &[&str] = &[
    "sin", "cos", "tan", "sin_cos", "asin", "acos", "atan", "atan2", "sinh", "cosh", "tanh", "asinh", "acosh", "atanh",
    "exp", "exp2", "exp_m1", "ln", "ln_1p", "log", "log2", "log10", "powf", "powi", "cbrt", "hypot",
];

fn sources() -> Vec<PathBuf> {
    ["src", "numbers/src", "matter/src"]
        .iter()
        .flat_map(|folder| crate::files(&crate::root().join(folder), ".rs"))
        .collect()
}

fn name(path: &Path) -> String {
    path.strip_prefix(crate::root()).unwrap_or(path).to_string_lossy().replace('\\', "/")
}

/// Calls that look like a banned method and are none, each with its reason.
const ALLOWED: &[(&str, &[&str], &str)] =
    &[("src/systems/motion/contact.rs", &["sin", "cos"], "rapier2d keeps a rotation as its sine and cosine")];

/// The code of a file before its tests, comments cut off.
fn code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let end = text.find("#[cfg(test)]\nmod tests {").unwrap_or(text.len());
    text[..end].lines().enumerate().map(|(i, line)| (i + 1, line.split("//").next().unwrap_or("")))
}

/// Files of modules that are compiled for tests only.
fn tests() -> Vec<PathBuf> {
    let mut found = Vec::new();
    for path in sources() {
        let text = crate::read(&path);
        for (at, _) in text.match_indices("#[cfg(test)]\nmod ") {
            let rest = &text[at + "#[cfg(test)]\nmod ".len()..];
            if let Some(name) = rest.lines().next().and_then(|line| line.strip_suffix(';')) {
                found.push(path.with_file_name(format!("{name}.rs")));
            }
        }
    }
    found
}

#[test]
fn a_layer_uses_only_those_before_it() {
    let mut wrong = Vec::new();
    for path in sources() {
        let inside = name(&path);
        let within = inside.strip_prefix("numbers/").unwrap_or(&inside);
        let own = within.strip_prefix("src/").unwrap_or(within).split(['/', '.']).next().unwrap_or("").to_owned();
        let Some(level) = LAYERS.iter().position(|layer| *layer == own) else { continue };
        for (number, line) in code(&crate::read(&path)) {
            for (at, _) in line.match_indices("crate::") {
                let rest = &line[at + "crate::".len()..];
                let used: String = rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
                if LAYERS.iter().position(|layer| *layer == used).is_some_and(|other| other > level) {
                    wrong.push(format!("{inside}:{number}: {own} uses {used}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "layers are {}:\n{}", LAYERS.join(" < "), wrong.join("\n"));
}

#[test]
fn only_some_files_name_the_browser_and_the_contact_solver() {
    let mut wrong = Vec::new();
    let tests = tests();
    for path in sources().into_iter().filter(|path| !tests.contains(path)) {
        let inside = name(&path);
        for (number, line) in code(&crate::read(&path)) {
            for browser in ["web_sys", "js_sys", "wasm_bindgen"] {
                if line.contains(browser) && !inside.starts_with("src/host/") {
                    wrong.push(format!("{inside}:{number}: {browser} outside src/host"));
                }
            }
            if line.contains("rapier2d") && !inside.starts_with("src/systems/motion/") {
                wrong.push(format!("{inside}:{number}: rapier2d outside src/systems/motion"));
            }
            for world in ["std::fs", "std::net", "std::env", "SystemTime", "Instant::now", "HashMap", "HashSet"] {
                if line.contains(world) && !inside.starts_with("src/bin/") {
                    wrong.push(format!("{inside}:{number}: {world} in the core"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn files_are_short() {
    let mut wrong = Vec::new();
    for folder in ["src", "numbers/src", "matter/src", "tests/it", "xtask/src", "www/src"] {
        for end in [".rs", ".ts"] {
            for path in crate::files(&crate::root().join(folder), end) {
                let (inside, lines) = (name(&path), crate::read(&path).lines().count());
                let allowed = LONG.iter().any(|(long, _)| *long == inside);
                if lines > FAIL && !allowed {
                    wrong.push(format!("{inside} has {lines} lines; {FAIL} is the most"));
                } else if lines > NOTICE {
                    println!("notice: {inside} has {lines} lines");
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn folders_open_with_three_lines() {
    let mut wrong = Vec::new();
    for path in sources().into_iter().filter(|path| path.ends_with("mod.rs")) {
        let text = crate::read(&path);
        let head: Vec<&str> = text.lines().take_while(|line| line.starts_with("//!")).collect();
        let whole = head.join(" ").to_lowercase();
        if head.len() < 3 || !whole.contains("not here") || !whole.contains("start ") {
            wrong.push(format!("{}: what it is, what is not here, where to start", name(&path)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn float_functions_come_from_numerics_math() {
    let mut wrong = Vec::new();
    let tests = tests();
    for path in sources() {
        let inside = name(&path);
        if inside.starts_with("numbers/src/numerics/math") || tests.contains(&path) || inside.starts_with("src/bin/") {
            continue;
        }
        for (number, line) in code(&crate::read(&path)) {
            for method in BANNED {
                if ALLOWED.iter().any(|(file, methods, _)| *file == inside && methods.contains(method)) {
                    continue;
                }
                for call in [format!(".{method}("), format!("f64::{method}("), format!("f64::{method})")] {
                    // A table method of the same name, such as `Dimension::powi`, takes no float: it is named so.
                    let table = line.contains("Dimension") || inside.starts_with("numbers/src/quantity/");
                    if line.contains(&call) && !table && !line.contains(&format!("math{call}")) {
                        wrong.push(format!("{inside}:{number}: {method}"));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "use crate::numerics::math:\n{}", wrong.join("\n"));
}

#[test]
fn wasm_bindgen_has_one_version() {
    let version = |file: &str, package: &str| {
        let text = crate::read(&crate::root().join(file));
        let line = text.lines().find(|line| line.starts_with(&format!("{package} =")));
        let line = line.unwrap_or_else(|| panic!("{file} names no {package}")).to_owned();
        let version = line.split('"').find(|word| word.starts_with('=')).map(str::to_owned);
        version.unwrap_or_else(|| panic!("{file}: {package} is not pinned with ="))
    };
    assert_eq!(version("Cargo.toml", "wasm-bindgen"), version("xtask/Cargo.toml", "wasm-bindgen-cli-support"));
}

/// Names in backticks that look like paths of the repository exist.
#[test]
fn the_map_of_the_house_is_right() {
    let map = crate::root().join("src/ARCHITECTURE.md");
    if !map.exists() {
        return;
    }
    let text = crate::read(&map);
    assert!(text.lines().count() < 200, "the map has {} lines; 200 is the most", text.lines().count());
    let mut wrong = Vec::new();
    for word in text.split('`').skip(1).step_by(2) {
        let plain = word.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'/' | b'.' | b'_' | b'-'));
        let path = word.ends_with('/') || [".rs", ".ts", ".json", ".md", ".toml"].iter().any(|end| word.ends_with(end));
        let folders = ["", "src", "numbers/src", "simulations", "www", "www/src"];
        if plain && path && !folders.iter().any(|folder| crate::root().join(folder).join(word).exists()) {
            wrong.push(word);
        }
    }
    assert!(wrong.is_empty(), "src/ARCHITECTURE.md names what does not exist: {wrong:?}");
}
