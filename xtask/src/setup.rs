//! What a build needs besides Rust: Node, the wasm target, the npm packages.
//! Browsers are in `browser.rs`. Each function does nothing when its thing is there already.

use std::fs;
use std::path::Path;
use std::time::SystemTime;

use crate::shell::{self, Outcome};

const WASM_TARGET: &str = "wasm32-unknown-unknown";
const OLDEST_NODE: u32 = 20;

/// Everything that `cargo xtask build` needs.
pub fn for_build() -> Outcome {
    node()?;
    wasm_target()?;
    npm_packages()
}

/// Node of at least the oldest version that the tools take.
pub fn node() -> Outcome {
    let version = shell::ask("node", &["--version"]);
    check_node(version.as_deref())
}

fn check_node(version: Option<&str>) -> Outcome {
    let Some(version) = version else {
        return Err(format!(
            "Node {OLDEST_NODE} or later is needed, and `node` was not found; install it from https://nodejs.org/ or with the system's package manager."
        ));
    };
    let major = version.trim_start_matches('v').split('.').next().and_then(|text| text.parse::<u32>().ok());
    if major.is_some_and(|major| major >= OLDEST_NODE) {
        Ok(())
    } else {
        Err(format!("Node {OLDEST_NODE} or later is needed; `node --version` says {version}."))
    }
}

/// The standard library for wasm.
pub fn wasm_target() -> Outcome {
    let library = shell::ask("rustc", &["--print", "target-libdir", "--target", WASM_TARGET]);
    if library.is_some_and(|path| Path::new(&path).is_dir()) {
        return Ok(());
    }
    if shell::ask("rustup", &["--version"]).is_none() {
        return Err(format!(
            "Rust's target {WASM_TARGET} is missing and `rustup` was not found; install Rust from https://rustup.rs/, or the target with the system's package manager."
        ));
    }
    println!("Adding Rust's target {WASM_TARGET}");
    let mut rustup = std::process::Command::new("rustup");
    rustup.current_dir(shell::root()).args(["target", "add", WASM_TARGET]);
    shell::run(
        &mut rustup,
        &format!("Rust's target could not be added; check the network and run `rustup target add {WASM_TARGET}`."),
    )
}

/// The packages of www/package-lock.json.
pub fn npm_packages() -> Outcome {
    npm_packages_of("www")
}

/// The packages of the lock file in a folder of the workspace.
pub fn npm_packages_of(name: &str) -> Outcome {
    let folder = shell::root().join(name);
    if is_current(changed(&folder.join("node_modules/.package-lock.json")), changed(&folder.join("package-lock.json")))
    {
        return Ok(());
    }
    println!("Installing the npm packages of {name}");
    let advice =
        format!("The npm packages could not be installed; check the network, then run `npm ci` in {name} to see why.");
    let mut npm = shell::npm("npm");
    npm.current_dir(folder).args(["ci", "--no-fund", "--no-audit", "--loglevel=error"]);
    shell::run(&mut npm, &advice)
}

fn changed(path: &Path) -> Option<SystemTime> {
    fs::metadata(path).and_then(|about| about.modified()).ok()
}

fn is_current(installed: Option<SystemTime>, wanted: Option<SystemTime>) -> bool {
    match (installed, wanted) {
        (Some(installed), Some(wanted)) => installed >= wanted,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn old_node_is_refused_with_its_version() {
        assert!(check_node(Some("v20.0.0")).is_ok());
        assert!(check_node(Some("v24.1.0")).is_ok());
        let answer = check_node(Some("v16.20.2")).unwrap_err();
        assert_eq!(answer, "Node 20 or later is needed; `node --version` says v16.20.2.");
        assert!(check_node(None).unwrap_err().contains("`node` was not found"));
    }

    #[test]
    fn packages_are_current_when_installed_after_the_lock() {
        let then = SystemTime::UNIX_EPOCH;
        let now = then + Duration::from_secs(5);
        for (installed, wanted, expected) in
            [(Some(now), Some(then), true), (Some(then), Some(now), false), (None, Some(then), false)]
        {
            assert_eq!(is_current(installed, wanted), expected);
        }
    }
}
