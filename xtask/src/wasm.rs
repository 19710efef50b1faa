//! The wasm builds of the core, each with the JavaScript that loads it.
//! Not the bundling of our own TypeScript: that is `www/build.mjs`. Start at `build`.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use wasm_bindgen_cli_support::Bindgen;

use crate::shell::{self, Outcome};

/// One way to compile the library. The element picks one for a module when it runs.
struct Variant {
    name: &'static str,
    features: Option<&'static str>,
    flags: &'static [&'static str],
}

/// Each has its own target folder: they write the same file name, so sharing one would
/// link each of them again on every run.
static VARIANTS: &[Variant] = &[
    Variant { name: "core", features: None, flags: &[] },
    Variant { name: "bench", features: Some("assess bench"), flags: &[] },
    Variant { name: "chemistry", features: Some("assess bench chemistry"), flags: &[] },
    Variant { name: "rigid", features: Some("assess rigid"), flags: &[] },
    Variant { name: "rigid-simd", features: Some("assess rigid"), flags: &["-C", "target-feature=+simd128"] },
    Variant { name: "whole", features: Some("assess bench chemistry rigid"), flags: &[] },
];

/// How much the compiler should work.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Speed {
    /// Small and quick code, as shipped.
    Release,
    /// Compiled again soon after a change (the first time takes as long): for trying things out.
    /// `rigid-simd` is then a copy of `rigid`.
    Fast,
}

/// Brings `www/pkg/<name>/` of every variant up to date. Most of a release build is link-time optimisation, which runs
/// on one core, so variants are compiled beside one another: as many as there are cores.
pub fn build(speed: Speed) -> Outcome {
    let next = AtomicUsize::new(0);
    let work = || -> Outcome {
        while let Some(variant) = VARIANTS.get(next.fetch_add(1, Ordering::Relaxed)) {
            if (speed, variant.name) != (Speed::Fast, "rigid-simd") {
                compile(variant, speed)?;
            }
        }
        Ok(())
    };
    let cores = thread::available_parallelism().map_or(1, usize::from).min(VARIANTS.len());
    thread::scope(|scope| {
        let workers: Vec<_> = (0..cores).map(|_| scope.spawn(work)).collect();
        workers.into_iter().try_for_each(|worker| {
            worker.join().unwrap_or_else(|_| Err("A wasm build stopped by a mistake of xtask itself.".into()))
        })
    })?;
    for variant in VARIANTS {
        let source = match (speed, variant.name) {
            (Speed::Fast, "rigid-simd") => &VARIANTS[3],
            _ => variant,
        };
        bind(&compiled(source, speed), &shell::www().join("pkg").join(variant.name), speed)?;
    }
    Ok(())
}

/// The folder of a variant's build, and where it leaves its wasm.
fn target(variant: &Variant) -> PathBuf {
    shell::target().join(format!("wasm-{}", variant.name))
}

fn compiled(variant: &Variant, speed: Speed) -> PathBuf {
    let folder = if speed == Speed::Release { "release" } else { "debug" };
    target(variant).join("wasm32-unknown-unknown").join(folder).join("gewu.wasm")
}

fn compile(variant: &Variant, speed: Speed) -> Outcome {
    let profile = if speed == Speed::Release { "release" } else { "dev" };
    let mut cargo = shell::cargo();
    cargo.args(["build", "--quiet", "--package", "gewu", "--lib", "--target", "wasm32-unknown-unknown"]);
    cargo.args(["--no-default-features", "--profile", profile]).arg("--target-dir").arg(target(variant));
    if let Some(features) = variant.features {
        cargo.args(["--features", features]);
    }
    // A full strip would take the list of wasm features too, which wasm-bindgen goes by;
    // it removes the names itself.
    cargo.env("CARGO_PROFILE_RELEASE_STRIP", "debuginfo");
    cargo.env("CARGO_ENCODED_RUSTFLAGS", flags(variant).join("\u{1f}"));
    println!("  wasm {} ({profile})", variant.name);
    shell::run(&mut cargo, &format!("The wasm build `{}` does not compile; mend the errors above.", variant.name))
}

/// A package of the workspace that needs no bindings, as optimised wasm.
pub fn plain(package: &str, name: &'static str, flags: &'static [&'static str]) -> Outcome<PathBuf> {
    let target = shell::target().join(format!("wasm-{name}"));
    let mut cargo = shell::cargo();
    cargo.args(["build", "--quiet", "--release", "--package", package, "--lib"]);
    cargo.args(["--target", "wasm32-unknown-unknown", "--target-dir"]).arg(&target);
    cargo.env("CARGO_ENCODED_RUSTFLAGS", self::flags(&Variant { name, features: None, flags }).join("\u{1f}"));
    println!("  wasm {name}");
    shell::run(&mut cargo, &format!("The wasm build `{name}` does not compile; mend the errors above."))?;
    Ok(target.join("wasm32-unknown-unknown/release").join(format!("{}.wasm", package.replace('-', "_"))))
}

fn flags(variant: &Variant) -> Vec<String> {
    let mut flags: Vec<String> = variant.flags.iter().map(|&flag| flag.to_owned()).collect();
    // Messages of panics hold source paths; where the builder keeps crates is nobody's business,
    // and without it the same sources give the same bytes on every machine.
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    #[allow(deprecated)] // right on every system since Rust 1.85; the mark is older
    let home = home.or_else(|| std::env::home_dir().map(|home| home.join(".cargo")));
    for (path, name) in [(home, "cargo"), (Some(shell::root()), "gewu")] {
        if let Some(path) = path {
            flags.push(format!("--remap-path-prefix={}={name}", path.display()));
        }
    }
    flags
}

/// Writes the loader and the finished wasm to `folder`, unless they come from the same input.
fn bind(wasm: &Path, folder: &Path, speed: Speed) -> Outcome {
    let bytes = fs::read(wasm)
        .map_err(|error| format!("{} cannot be read ({error}); run `cargo clean` and build again.", wasm.display()))?;
    let mark = folder.join(".input");
    let stamp = stamp(&bytes);
    let is_current = fs::read_to_string(&mark).is_ok_and(|found| found == stamp)
        && ["gewu.js", "gewu_bg.wasm"].iter().all(|name| folder.join(name).is_file());
    if is_current {
        return Ok(());
    }
    let failed = |error: String| {
        format!(
            "wasm-bindgen cannot read {} ({error}); check that the versions of wasm-bindgen in Cargo.toml and xtask/Cargo.toml are the same.",
            wasm.display()
        )
    };
    let mut bindgen = Bindgen::new();
    bindgen
        .input_bytes("gewu", bytes)
        .typescript(false)
        .out_name("gewu")
        .remove_producers_section(true)
        // A caller that names no file gets the one beside the loader.
        .omit_default_module_path(false)
        // While trying things out, a stack trace with names is worth the bytes.
        .remove_name_section(speed == Speed::Release);
    bindgen.web(true).and_then(|bindgen| bindgen.generate(folder)).map_err(|error| failed(format!("{error:#}")))?;
    fs::write(&mark, stamp)
        .map_err(|error| format!("{} cannot be written ({error}); check the folder's permissions.", mark.display()))
}

/// Tells one input from another; not safe against malice, which is not the point here.
fn stamp(bytes: &[u8]) -> String {
    let mut hasher = DefaultHasher::new();
    // The options are in this file, so a change of it counts as another input.
    let maker = (wasm_bindgen_cli_support_version(), include_str!("wasm.rs"));
    (bytes, maker).hash(&mut hasher);
    format!("{:016x} {}", hasher.finish(), bytes.len())
}

/// The version that xtask/Cargo.toml pins.
fn wasm_bindgen_cli_support_version() -> &'static str {
    pinned(include_str!("../Cargo.toml"), "wasm-bindgen-cli-support")
}

fn pinned<'a>(manifest: &'a str, package: &str) -> &'a str {
    manifest
        .lines()
        .filter_map(|line| line.split_once('='))
        .find(|(name, _)| name.trim() == package)
        .map_or("", |(_, version)| version.trim().trim_matches('"'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_loader_and_the_library_are_of_one_version() {
        let library = pinned(include_str!("../../Cargo.toml"), "wasm-bindgen");
        assert!(library.starts_with('='), "an exact version is needed, found `{library}`");
        assert_eq!(library, wasm_bindgen_cli_support_version());
    }

    #[test]
    fn another_input_has_another_stamp() {
        assert_eq!(stamp(b"a"), stamp(b"a"));
        assert_ne!(stamp(b"a"), stamp(b"b"));
    }
}
