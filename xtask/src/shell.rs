//! Running other programs, with a sentence for each way in which that can fail.
//! No build knowledge here. Start at `run`.

use std::io::ErrorKind;
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// Success, or one sentence that says what to do.
pub type Outcome<T = ()> = Result<T, String>;

/// The folder that holds the workspace.
pub fn root() -> PathBuf {
    // `cargo run` tells where the package is now; the built-in path is for a binary started by hand.
    let package = std::env::var_os("CARGO_MANIFEST_DIR")
        .map(PathBuf::from)
        .filter(|path| path.ends_with("xtask"))
        .unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")));
    package.parent().map(PathBuf::from).unwrap_or(package)
}

/// The folder of the TypeScript side.
pub fn www() -> PathBuf {
    root().join("www")
}

/// Where cargo keeps what it builds.
pub fn target() -> PathBuf {
    match std::env::var_os("CARGO_TARGET_DIR") {
        Some(path) => root().join(path),
        None => root().join("target"),
    }
}

/// The cargo that runs us, at the root of the workspace.
pub fn cargo() -> Command {
    let program = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(program);
    command.current_dir(root());
    // What `cargo run` says about xtask itself would make build scripts of the inner build stale.
    for name in ["CARGO_MANIFEST_DIR", "CARGO_MANIFEST_PATH", "CARGO_PKG_NAME", "CARGO_PKG_VERSION"] {
        command.env_remove(name);
    }
    command
}

/// Node, in the folder of the TypeScript side.
pub fn node() -> Command {
    let mut command = Command::new("node");
    command.current_dir(www());
    command
}

/// A program that comes as a script with npm (`npm`, `npx`), in the folder of the TypeScript side.
pub fn npm(program: &str) -> Command {
    let mut command = Command::new(if cfg!(windows) { format!("{program}.cmd") } else { program.into() });
    // A browser comes from the system, never from a download of Playwright's own.
    command.current_dir(www()).env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    command
}

/// Runs to the end, showing the output. `advice` is the sentence for a run that ends in failure.
pub fn run(command: &mut Command, advice: &str) -> Outcome {
    match command.stdin(Stdio::null()).status() {
        Ok(status) if status.success() => Ok(()),
        Ok(_) => Err(advice.into()),
        Err(error) => Err(not_started(command, &error)),
    }
}

/// Runs to the end and returns what it printed; its error messages are shown.
pub fn output(command: &mut Command, advice: &str) -> Outcome<String> {
    match command.stdin(Stdio::null()).stderr(Stdio::inherit()).output() {
        Ok(output) if output.status.success() => Ok(String::from_utf8_lossy(&output.stdout).into_owned()),
        Ok(_) => Err(advice.into()),
        Err(error) => Err(not_started(command, &error)),
    }
}

/// What a program prints, or nothing if it is absent or fails: for looking around.
pub fn ask(program: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program).args(arguments).stdin(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

fn not_started(command: &Command, error: &std::io::Error) -> String {
    let program = command.get_program().to_string_lossy();
    if error.kind() == ErrorKind::NotFound {
        format!("`{program}` was not found; install it, or add its folder to PATH, and run the command again.")
    } else {
        format!("`{program}` could not be started ({error}); check that it is installed and may be run.")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_program_is_named() {
        let answer = run(&mut Command::new("no-such-program-of-gewu"), "").unwrap_err();
        assert!(answer.contains("`no-such-program-of-gewu` was not found"), "{answer}");
    }

    #[test]
    fn the_root_holds_the_workspace() {
        assert!(root().join("xtask/Cargo.toml").is_file());
    }
}
