//! The integration tests, in one crate so that they link once.

#[cfg(feature = "rigid")]
mod accuracy;
mod allocations;
mod cases;
mod cases_mechanism;
#[cfg(feature = "rigid")]
mod chemistry_bench;
mod chemistry_cases;
mod chemistry_gases;
mod chemistry_mixtures;
mod contract;
#[cfg(feature = "rigid")]
mod force_sensor;
mod fuzz;
#[cfg(feature = "rigid")]
mod gate_timer;
mod instruments;
mod instruments_basic;
mod instruments_thermal;
mod instruments_weighing;
mod kinetics_cases;
mod messages;
mod modules;
mod problems;
mod recordings;
mod schema;
mod scores;
mod scores_basic;
mod scores_falling;
mod scores_forces;
mod scores_lever;
mod scores_measuring;
#[cfg(feature = "rigid")]
mod scores_rotor;
mod scores_ticker;
#[cfg(feature = "rigid")]
mod scores_tracks;
mod ticker;
mod tidy;
#[cfg(feature = "rigid")]
mod titration;
mod workbench;

use std::path::{Path, PathBuf};

/// The root of the repository.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_path_buf()
}

/// Text of a file of the repository.
fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Compares a generated text with its file; `UPDATE=1` writes the file instead.
fn agree(path: &Path, found: &str, made_by: &str) {
    if std::env::var("UPDATE").is_ok_and(|value| value == "1") {
        std::fs::write(path, found).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        return;
    }
    let expected = std::fs::read_to_string(path).unwrap_or_default();
    assert!(expected.replace("\r\n", "\n") == found, "{} is stale; {made_by}\nfound:\n{found}", path.display());
}

/// Files below a folder whose name ends so, sorted.
fn files(folder: &Path, end: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(files(&path, end));
        } else if path.to_string_lossy().ends_with(end) {
            found.push(path);
        }
    }
    found.sort();
    found
}
