//! `cargo xtask bench`: the benchmarks of the benches folder, Rust (`*.rs`) and Node (`*.mjs`, and those with a folder
//! of the same name beside them, which compare with packages of their own).

use std::fs;
use std::path::Path;

use crate::http::Server;
use crate::shell::{self, Outcome};
use crate::wasm::{self, Speed};
use crate::{browser, dist, nearest, setup};

/// `cargo xtask bench [name]`.
pub fn command(arguments: &[String]) -> Outcome {
    let name = match arguments {
        [] => None,
        [name] => Some(name.as_str()),
        _ => return Err("`cargo xtask bench` takes one name, or none for all.".into()),
    };
    let folder = shell::root().join("benches");
    let all: Vec<(String, Language)> = list(&folder);
    if all.is_empty() {
        println!("There are no benchmarks yet: they are files benches/<name>.rs or benches/<name>.mjs.");
        return Ok(());
    }
    let chosen: Vec<_> = all.iter().filter(|(found, _)| name.is_none_or(|name| name == found)).collect();
    if let (Some(name), true) = (name, chosen.is_empty()) {
        let near = nearest(name, all.iter().map(|(found, _)| found.as_str()));
        return Err(format!("There is no benchmark `{name}`; the nearest is `cargo xtask bench {near}`."));
    }
    if chosen.iter().any(|(_, language)| *language == Language::Page) {
        dist::build(Speed::Release)?;
    }
    for (name, language) in chosen {
        println!("\n== {name}");
        let advice = format!("The benchmark `{name}` did not finish; mend the error above.");
        match language {
            Language::Rust => {
                shell::run(shell::cargo().args(["bench", "--package", "gewu", "--bench", name]), &advice)?
            }
            Language::Peers => peers(&folder, name, &advice)?,
            Language::Page => {
                // A benchmark may look at the pages in a browser, as the browser tests do.
                let server = Server::start(shell::www().join("dist"), 0)
                    .map_err(|error| format!("No port could be opened for the pages ({error})."))?;
                let mut node = shell::node();
                node.arg(folder.join(format!("{name}.mjs"))).env("GEWU_TEST_URL", server.url());
                shell::run(node.env("CHROMIUM", browser::ready()?), &advice)?;
            }
        }
    }
    Ok(())
}

/// Runs a benchmark in Node that has a folder of its own: npm packages to compare with (package.json), and a crate
/// (runner) that makes wasm of what is measured.
fn peers(folder: &Path, name: &str, advice: &str) -> Outcome {
    setup::node()?;
    setup::wasm_target()?;
    setup::npm_packages_of(&format!("benches/{name}"))?;
    let package = format!("gewu-bench-{name}");
    let simd = wasm::plain(&package, "bench-simd", &["-C", "target-feature=+simd128"])?;
    let plain = wasm::plain(&package, "bench-plain", &[])?;
    let mut node = shell::node();
    node.arg(folder.join(format!("{name}.mjs"))).env("GEWU_BENCH_SIMD", simd).env("GEWU_BENCH_PLAIN", plain);
    shell::run(&mut node, advice)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Language {
    Rust,
    /// Node, with the pages and a browser.
    Page,
    /// Node, with packages of its own.
    Peers,
}

/// Name and language of each benchmark, by name.
fn list(folder: &Path) -> Vec<(String, Language)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let language = match path.extension().and_then(|ending| ending.to_str()) {
            Some("rs") => Language::Rust,
            Some("mjs") if path.with_extension("").join("package.json").is_file() => Language::Peers,
            Some("mjs") => Language::Page,
            _ => continue,
        };
        if let Some(name) = path.file_stem() {
            found.push((name.to_string_lossy().into_owned(), language));
        }
    }
    found.sort();
    found
}
