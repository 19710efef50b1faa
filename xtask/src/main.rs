//! `cargo xtask`: builds, serves, tests and measures Gewu.
//!
//! Not part of what a page loads, and the only place with build logic: CI, the README and the
//! pages call these commands and nothing else. Start in `COMMANDS` below, then `dist.rs`.
//!
//! Every failure is one sentence that says what to do, so functions return `Result<_, String>`.

mod bench;
mod browser;
mod dist;
mod files;
mod http;
mod serve;
mod setup;
mod shell;
mod sizes;
mod stages;
mod test;
mod wasm;
mod watch;

use std::process::ExitCode;

use shell::Outcome;

/// One command of `cargo xtask`.
struct Command {
    name: &'static str,
    arguments: &'static str,
    about: &'static str,
    run: fn(&[String]) -> Outcome,
}

static COMMANDS: &[Command] = &[
    Command {
        name: "serve",
        arguments: "[--port N] [--fast] [--watch] [--no-build]",
        about: "build if needed and show the pages at http://localhost:8000/",
        run: serve::command,
    },
    Command {
        name: "build",
        arguments: "[--fast]",
        about: "write www/dist, ready to copy to any static host, and print its sizes",
        run: dist::command,
    },
    Command {
        name: "test",
        arguments: "[rust|modules|wasm|browser]",
        about: "install what is missing, then run every test, or one part",
        run: test::command,
    },
    Command { name: "bench", arguments: "[name]", about: "run the benchmarks, or one of them", run: bench::command },
    Command {
        name: "screenshots",
        arguments: "",
        about: "write pictures of the pages to www/screenshots",
        run: test::screenshots,
    },
    Command { name: "help", arguments: "", about: "this list", run: help },
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match dispatch(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            // An empty sentence means that the command has already said what went wrong.
            if !sentence.is_empty() {
                eprintln!("\n{sentence}");
            }
            ExitCode::FAILURE
        }
    }
}

fn dispatch(arguments: &[String]) -> Outcome {
    let Some((name, rest)) = arguments.split_first() else {
        return help(&[]);
    };
    if matches!(name.as_str(), "-h" | "--help") {
        return help(&[]);
    }
    match COMMANDS.iter().find(|command| command.name == name) {
        Some(command) if rest.iter().any(|word| word == "--help" || word == "-h") => {
            print_command(command);
            Ok(())
        }
        Some(command) => (command.run)(rest),
        None => {
            let near = nearest(name, COMMANDS.iter().map(|command| command.name));
            Err(format!(
                "There is no command `{name}`; the nearest is `cargo xtask {near}`, and `cargo xtask help` lists all."
            ))
        }
    }
}

fn help(_: &[String]) -> Outcome {
    println!("cargo xtask <command>\n");
    COMMANDS.iter().for_each(print_command);
    println!("\nNeeded: Rust through rustup, Node 20 or later, git. The rest is fetched when it is first needed.");
    Ok(())
}

fn print_command(command: &Command) {
    println!("  {:<12} {}", command.name, command.about);
    if !command.arguments.is_empty() {
        println!("  {:<12} {}", "", command.arguments);
    }
}

/// The name that takes the fewest single-letter changes to reach from `wrong`.
fn nearest<'a>(wrong: &str, names: impl Iterator<Item = &'a str>) -> &'a str {
    names.min_by_key(|name| distance(wrong, name)).unwrap_or("help")
}

/// Levenshtein distance.
fn distance(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (i, a) in from.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, b) in to.iter().enumerate() {
            let cost = diagonal + usize::from(a != *b);
            diagonal = row[j + 1];
            row[j + 1] = cost.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[to.len()]
}

/// Refuses words that a command does not know, naming the nearest that it does.
fn only_known(command: &str, arguments: &[String], known: &[&str]) -> Outcome {
    for word in arguments {
        if !known.contains(&word.as_str()) {
            return Err(if known.is_empty() {
                format!("`cargo xtask {command}` takes no arguments; leave out `{word}`.")
            } else {
                let near = nearest(word, known.iter().copied());
                format!("`cargo xtask {command}` does not know `{word}`; did you mean `{near}`?")
            });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_name_finds_the_nearest() {
        for (wrong, right) in [("sevre", "serve"), ("tests", "test"), ("biuld", "build"), ("screenshot", "screenshots")]
        {
            assert_eq!(nearest(wrong, COMMANDS.iter().map(|command| command.name)), right, "{wrong}");
        }
    }

    #[test]
    fn distances() {
        for (from, to, expected) in [("", "abc", 3), ("abc", "abc", 0), ("kitten", "sitting", 3), ("abc", "", 3)] {
            assert_eq!(distance(from, to), expected, "{from} {to}");
        }
    }

    #[test]
    fn an_unknown_command_is_answered_with_a_sentence() {
        let answer = dispatch(&["serv".into()]).unwrap_err();
        assert!(answer.contains("`cargo xtask serve`"), "{answer}");
    }
}
