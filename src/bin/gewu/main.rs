//! The native command `gewu`: check, run and replay modules, draw their posters, print their schema, begin a new one.

mod arguments;
mod check;
mod new;
mod open;
mod poster;
mod replay;
mod run;
mod schema;
mod score;

use std::process::ExitCode;

const HELP: &str = "\
gewu: the command for those who write modules

  gewu check [PATH…]        check module folders or files (all of simulations/ if none is named)
  gewu new ID [--like ID]   begin a module as a copy of another (the pendulum if none is named)
  gewu run PATH --for TIME  run a module and print what it computes as CSV:
      [--every TIME]          time between rows (10 ms)
      [--set path=quantity]…  settings, in order
      [--read path]…          columns (every output if none is named)
      [--seed N] [--site ID] [--profile ID] [--csv FILE|-]
  gewu replay FILE          run a recording again and compare the final state
  gewu score RECORDING      score a recording by the rubric of its module:
      [--rubric FILE] [--lang zh|en] [--module PATH] [--judged FILE]
  gewu poster [PATH…]       draw poster.svg of modules (all if none is named)
  gewu schema [--out FILE]  print the JSON Schema of module files
  gewu help                 print this

Every command ends with 0 if all is well, 1 if there are problems, 2 if it was called wrongly.
";

fn main() -> ExitCode {
    let mut words = std::env::args().skip(1);
    let command = words.next().unwrap_or_else(|| "help".to_owned());
    let words: Vec<String> = words.collect();
    let outcome = match command.as_str() {
        "check" => check::run(&words),
        "new" => new::run(&words),
        "run" => run::run(&words),
        "replay" => replay::run(&words),
        "score" => score::run(&words),
        "poster" => poster::run(&words),
        "schema" => schema::run(&words),
        "help" | "--help" | "-h" => {
            print!("{HELP}");
            Ok(true)
        }
        other => Err(arguments::unknown(
            "command",
            other,
            &["check", "new", "run", "replay", "score", "poster", "schema", "help"],
        )),
    };
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(sentence) => {
            eprintln!("gewu {command}: {sentence}");
            ExitCode::from(2)
        }
    }
}
