//! `cargo xtask test`: what is run, in which order, and what to do when it fails.
//! Counting and timing are in `stages.rs`.

use std::path::Path;
use std::process::Command;

use crate::http::Server;
use crate::shell::{self, Outcome};
use crate::stages::Stages;
use crate::wasm::Speed;
use crate::{browser, dist, setup};

const PARTS: &[&str] = &["rust", "modules", "wasm", "browser"];
const WASM: &str = "wasm32-unknown-unknown";

/// `cargo xtask test [part]`.
pub fn command(arguments: &[String]) -> Outcome {
    crate::only_known("test", arguments, PARTS)?;
    let wants = |part: &str| arguments.is_empty() || arguments.iter().any(|word| word == part);
    let mut stages = Stages::default();
    // What is missing is found out first, not after minutes of other tests.
    stages.stage("setup", || {
        setup::for_build()?;
        if wants("browser") { browser::ready().map(drop) } else { Ok(()) }
    });
    if wants("rust") {
        rust(&mut stages);
    }
    if wants("modules") {
        stages.stage("modules", || {
            let advice = "A module has problems; mend what is named above, and see one again with `cargo gewu check simulations/<id>`.";
            shell::run(shell::cargo().args(["run", "--quiet", "--bin", "gewu", "--", "check", "simulations"]), advice)
        });
    }
    if wants("wasm") || wants("browser") {
        stages.stage("build", || dist::build(Speed::Release));
    }
    if wants("wasm") {
        recordings(&mut stages);
    }
    if wants("browser") {
        stages.stage("types", || {
            shell::run(shell::npm("npx").args(["--no-install", "tsc", "--noEmit"]), "The TypeScript does not check; mend the errors above, and see them again with `npx tsc --noEmit` in www.")
        });
        stages.stage("browser", || {
            playwright("chromium", "A browser test fails; see it alone with `cargo xtask test browser`, and its trace in www/test-results.")
        });
    }
    stages.finish()
}

/// `cargo xtask screenshots`.
pub fn screenshots(arguments: &[String]) -> Outcome {
    crate::only_known("screenshots", arguments, &[])?;
    dist::build(Speed::Release)?;
    playwright("screenshots", "The screenshots could not be taken; mend the error above.")?;
    println!("The pictures are in www/screenshots.");
    Ok(())
}

fn rust(stages: &mut Stages) {
    if has_tool("fmt") {
        stages.stage("format", || {
            shell::run(
                shell::cargo().args(["fmt", "--all", "--check"]),
                "Run `cargo fmt --all` to format the Rust sources.",
            )
        });
    } else {
        stages.skip("format", "rustfmt is not installed (`rustup component add rustfmt`)");
    }
    if has_tool("clippy") {
        // The host layer exists only in wasm, so it is looked at there too; without rapier2d, which
        // it does not name, that is soon done.
        let host = ["--workspace", "--all-targets"];
        let wasm =
            ["--package", "gewu", "--lib", "--no-default-features", "--features", "assess bench", "--target", WASM];
        for (name, scope) in [("clippy", &host[..]), ("clippy in wasm", &wasm[..])] {
            stages.stage(name, || {
                let advice = "Clippy has warnings; mend what is named above.";
                shell::run(
                    shell::cargo().args(["clippy", "--quiet"]).args(scope).args(["--", "-D", "warnings"]),
                    advice,
                )
            });
        }
    } else {
        stages.skip("clippy", "it is not installed (`rustup component add clippy`)");
    }
    stages.stage("rust tests", || {
        shell::run(
            shell::cargo().args(["test", "--quiet", "--workspace"]),
            "A Rust test fails; see it alone with `cargo test <its name>`.",
        )
    });
}

fn recordings(stages: &mut Stages) {
    let name = "recordings in wasm";
    if Path::new(&shell::www().join("test/recordings.mjs")).is_file() {
        stages.stage(name, || {
            shell::run(shell::node().arg("test/recordings.mjs"), "A recording ends in another state in wasm than natively; look for float functions outside numerics::math, usize in state and map order.")
        });
    } else {
        stages.skip(name, "www/test/recordings.mjs is not there");
    }
}

/// Runs one Playwright project against a server of our own at a free port.
fn playwright(project: &str, advice: &str) -> Outcome {
    let browser = browser::ready()?;
    let server = Server::start(shell::www().join("dist"), 0).map_err(|error| {
        format!(
            "No port could be opened for the test server ({error}); check that this machine allows local connections."
        )
    })?;
    let mut npx: Command = shell::npm("npx");
    npx.args(["--no-install", "playwright", "test", "--project", project]);
    npx.env("CHROMIUM", browser).env("GEWU_TEST_URL", server.url());
    shell::run(&mut npx, advice)
}

fn has_tool(name: &str) -> bool {
    let mut cargo = shell::cargo();
    cargo.args([name, "--version"]);
    cargo.output().is_ok_and(|output| output.status.success())
}
