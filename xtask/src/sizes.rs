//! How many bytes a page loads: raw, and as hosts send them (gzip, brotli), beside the budget.
//! Node compresses (www/sizes.mjs), so that no compression crate is needed here.

use std::collections::BTreeMap;

use crate::shell::{self, Outcome};

/// Budgets in bytes after brotli. Going over is marked, not refused: the reviewer decides.
static BUDGETS: &[(&str, u64)] = &[
    ("wasm/core/gewu_bg.wasm", 250_000),
    ("wasm/bench/gewu_bg.wasm", 350_000),
    ("wasm/chemistry/gewu_bg.wasm", 500_000),
    ("wasm/rigid/gewu_bg.wasm", 600_000),
    ("wasm/rigid-simd/gewu_bg.wasm", 600_000),
    ("wasm/whole/gewu_bg.wasm", 650_000),
    ("gewu.js", 60_000),
];

/// One line of the table.
#[derive(Debug, Default, PartialEq)]
struct Size {
    files: u64,
    raw: u64,
    gzip: u64,
    brotli: u64,
}

/// Prints the table for `www/dist`.
pub fn print() -> Outcome {
    let advice = "The sizes could not be measured; run `node sizes.mjs` in www to see why.";
    let report = shell::output(shell::node().arg("sizes.mjs"), advice)?;
    print!("\n{}", table(&gather(&report)));
    Ok(())
}

/// Lines of `raw gzip brotli path`; the files of one module are added up.
fn gather(report: &str) -> BTreeMap<String, Size> {
    let mut sizes: BTreeMap<String, Size> = BTreeMap::new();
    for line in report.lines() {
        let mut words = line.splitn(4, ' ');
        let mut number = || words.next().and_then(|word| word.parse::<u64>().ok());
        let (Some(raw), Some(gzip), Some(brotli)) = (number(), number(), number()) else {
            continue;
        };
        let Some(path) = words.next() else { continue };
        let size = sizes.entry(row(path)).or_default();
        size.files += 1;
        size.raw += raw;
        size.gzip += gzip;
        size.brotli += brotli;
    }
    sizes
}

fn row(path: &str) -> String {
    match path.strip_prefix("simulations/").and_then(|rest| rest.split_once('/')) {
        Some((module, _)) => format!("simulations/{module}/"),
        None => path.to_owned(),
    }
}

fn table(sizes: &BTreeMap<String, Size>) -> String {
    let mut text = format!("{:<40} {:>9} {:>9} {:>9} {:>9}\n", "KB", "raw", "gzip", "brotli", "budget");
    for (path, size) in sizes {
        let budget = BUDGETS.iter().find(|(name, _)| name == path).map(|(_, bytes)| *bytes);
        let name = if size.files > 1 { format!("{path} ({} files)", size.files) } else { path.clone() };
        text +=
            &format!("{name:<40} {:>9} {:>9} {:>9}", kilobytes(size.raw), kilobytes(size.gzip), kilobytes(size.brotli));
        if let Some(budget) = budget {
            text += &format!(" {:>9}", kilobytes(budget));
            if size.brotli > budget {
                text += "  OVER";
            }
        }
        text += "\n";
    }
    text
}

fn kilobytes(bytes: u64) -> String {
    format!("{}.{}", bytes / 1000, bytes % 1000 / 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_a_module_are_added_up() {
        let sizes = gather(
            "10 5 4 simulations/a b/module.json\n20 6 5 simulations/a b/strings/en.json\n3 2 1 simulations/index.json\n",
        );
        assert_eq!(sizes["simulations/a b/"], Size { files: 2, raw: 30, gzip: 11, brotli: 9 });
        assert_eq!(sizes["simulations/index.json"].files, 1);
    }

    #[test]
    fn over_budget_is_marked() {
        let marked = |brotli: u64| table(&gather(&format!("900000 300000 {brotli} gewu.js"))).contains("OVER");
        assert!(marked(60_001));
        assert!(!marked(60_000));
    }
}
