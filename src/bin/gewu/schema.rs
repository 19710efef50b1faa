//! `gewu schema`: the JSON Schema of module files.

use crate::arguments::{once, parse};

/// Prints it, or writes it to a file.
pub fn run(words: &[String]) -> Result<bool, String> {
    let arguments = parse(words, &[once("--out", "a file")])?;
    arguments.none()?;
    let schema = gewu::module::schema::schema();
    match arguments.value("--out") {
        None => print!("{schema}"),
        Some(file) => std::fs::write(file, schema).map_err(|error| format!("{file}: {error}"))?,
    }
    Ok(true)
}
