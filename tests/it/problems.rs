//! Broken modules and the exact messages expected: `tests/bad/<mistake>.json` with `<mistake>.txt` beside.
//! `UPDATE=1 cargo test problems` writes the messages; read them before you commit them.

use gewu::module::{Module, problem};
use std::collections::BTreeSet;

#[test]
fn broken_modules_get_their_messages() {
    let folder = crate::root().join("tests/bad");
    let paths = crate::files(&folder, ".json");
    assert!(paths.len() >= 40, "{} broken modules", paths.len());
    let mut seen = BTreeSet::new();
    for path in paths {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        // Read as a page would: any bytes.
        let bytes = std::fs::read(&path).unwrap_or_else(|error| panic!("{name}: {error}"));
        let Err(problems) = Module::parse(&name, &String::from_utf8_lossy(&bytes)) else {
            panic!("{name} has no problem")
        };
        assert!(!problems.is_empty(), "{name}");
        let mut text = String::new();
        for problem in &problems {
            seen.insert(problem.key);
            text.push_str(&format!("{problem}\n    {}", problem.key));
            for (what, value) in
                [("found", &problem.found), ("expected", &problem.expected), ("nearest", &problem.nearest)]
            {
                if !value.is_empty() {
                    text.push_str(&format!("\n    {what}: {value}"));
                }
            }
            text.push('\n');
        }
        crate::agree(&path.with_extension("txt"), &text, "run with UPDATE=1 and read what changes");
    }
    let missing: Vec<_> = problem::KEYS.iter().filter(|key| !seen.contains(*key)).collect();
    assert!(missing.is_empty(), "no broken module shows {missing:?}");
}
