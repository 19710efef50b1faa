//! A mistake in a file, with its place, and what to do about it.

use serde::Serialize;
use std::fmt;

/// Every key of a problem; the page's strings have a sentence for each.
pub static KEYS: &[&str] = &[
    "problem.syntax",
    "problem.unknown_key",
    "problem.missing_key",
    "problem.wrong_type",
    "problem.unknown_kind",
    "problem.unknown_name",
    "problem.bad_quantity",
    "problem.out_of_range",
    "problem.wrong_unit",
    "problem.bad_formula",
    "problem.bad_id",
    "problem.duplicate_key",
    "problem.later_format",
    "problem.bad_join",
    "problem.not_settable",
    "problem.conflict",
    "problem.too_large",
    "problem.bad_build",
];

/// A mistake in a module, with its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// Name of the file, as given.
    pub file: String,
    /// JSON path, such as `systems.swing.parts.bob.mass`; empty for the whole file.
    pub path: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// Key of the sentence in the page's strings: one of [`KEYS`].
    pub key: &'static str,
    /// What stands there.
    pub found: String,
    /// What should.
    pub expected: String,
    /// The nearest right name, or empty.
    pub nearest: String,
    /// The whole sentence in English.
    pub sentence: String,
}

/// As editors and terminals know it: `file:line:column: path: sentence`.
impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}: ", self.file, self.line, self.column)?;
        if !self.path.is_empty() {
            write!(f, "{}: ", self.path)?;
        }
        f.write_str(&self.sentence)
    }
}

/// Line and column, from 1, of a byte of a text; a column is a character.
pub fn place(text: &str, byte: usize) -> (usize, usize) {
    let mut end = byte.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let before = text.get(..end).unwrap_or("");
    let line = before.bytes().filter(|&b| b == b'\n').count() + 1;
    let last = before.rsplit('\n').next().unwrap_or("");
    (line, last.trim_start_matches('\u{feff}').chars().count() + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_lines_and_characters() {
        let check = |text, byte, at| assert_eq!(place(text, byte), at, "{text:?} {byte}");
        check("", 0, (1, 1));
        check("ab\ncd", 4, (2, 2));
        check("ab\r\ncd", 4, (2, 1));
        check("格物x", 6, (1, 3));
        check("格", 1, (1, 1));
        check("a", 99, (1, 2));
    }
}
