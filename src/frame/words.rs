//! What a text says, before and after a language is chosen.

use std::fmt::Write;
use std::rc::Rc;

/// A language's strings: text for a key, if there is one.
pub type Strings<'a> = dyn Fn(&str) -> Option<String> + 'a;

/// What a text says. Cheap to clone.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Words {
    /// Nothing.
    #[default]
    None,
    /// A number.
    Number {
        /// Its value, in the unit that the reader expects.
        value: f64,
        /// Digits after the point.
        decimals: u8,
    },
    /// Symbol of a quantity, letters in italics; what follows `_` is a subscript: `θ`, `mg`, `F_N`.
    Symbol(&'static str),
    /// Symbol, value and unit: `θ = 18.0°`.
    Equation {
        /// As in [`Words::Symbol`].
        symbol: &'static str,
        /// Its value in `unit`.
        value: f64,
        /// Its unit.
        unit: &'static str,
        /// Digits after the point.
        decimals: u8,
    },
    /// A key of the string table; shown itself if the table lacks it.
    Key(Rc<str>),
    /// The same, for keys that the program itself knows: costs nothing to make.
    Named(&'static str),
    /// The same in all languages: `N`, `cm`.
    Literal(&'static str),
}

/// How a run of letters is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Script {
    /// Upright.
    Upright,
    /// Italic: symbols of quantities.
    Italic,
    /// Upright, small and low.
    Subscript,
}

/// Letters set alike: the part of a line up to byte `end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// Byte where it ends in the text.
    pub end: usize,
    /// How it is set.
    pub script: Script,
}

/// A text in its language, as runs. Its memory is reused.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TextLine {
    text: String,
    runs: Vec<Run>,
}

impl TextLine {
    /// An empty line.
    pub fn new() -> Self {
        Self::default()
    }

    /// The letters alone.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The runs in order, each with how it is set.
    pub fn runs(&self) -> impl Iterator<Item = (&str, Script)> {
        let mut start = 0;
        self.runs.iter().map(move |run| {
            let part = self.text.get(start..run.end).unwrap_or("");
            start = run.end;
            (part, run.script)
        })
    }

    /// Rough width in parts of the text size, where no font is at hand: for posters and touch.
    pub fn rough_width(&self) -> f64 {
        let wide = |c: char| match c {
            '\u{2009}' => 0.2,
            ' ' | '.' | ',' | 'i' | 'l' | '\'' | '°' => 0.3,
            c if (c as u32) >= 0x2e80 => 1.0,
            _ => 0.58,
        };
        self.runs()
            .map(|(t, s)| t.chars().map(wide).sum::<f64>() * if s == Script::Subscript { 0.7 } else { 1.0 })
            .sum()
    }

    fn add(&mut self, script: Script, text: &str) {
        self.text.push_str(text);
        self.close(script);
    }

    fn close(&mut self, script: Script) {
        let end = self.text.len();
        match self.runs.last_mut() {
            Some(last) if last.script == script => last.end = end,
            _ => self.runs.push(Run { end, script }),
        }
    }

    fn symbol(&mut self, symbol: &str) {
        let (body, sub) = symbol.split_once('_').unwrap_or((symbol, ""));
        for c in body.chars() {
            self.text.push(c);
            self.close(if c.is_alphabetic() { Script::Italic } else { Script::Upright });
        }
        if !sub.is_empty() {
            self.add(Script::Subscript, sub);
        }
    }

    fn string(&mut self, key: &str, strings: &Strings<'_>) {
        match strings(key) {
            Some(text) => self.add(Script::Upright, &text),
            None => self.add(Script::Upright, key),
        }
    }

    fn number(&mut self, value: f64, decimals: u8) {
        number(&mut self.text, value, decimals);
        self.close(Script::Upright);
    }
}

/// Writes a number with a true minus sign (U+2212), never `−0`; a dash if it is not finite.
pub fn number(out: &mut String, value: f64, decimals: u8) {
    if !value.is_finite() {
        out.push('–');
        return;
    }
    let start = out.len();
    // Writing to a String cannot fail.
    let _ = write!(out, "{:.*}", usize::from(decimals), value.abs());
    let zero = out.get(start..).is_some_and(|digits| digits.bytes().all(|b| b == b'0' || b == b'.'));
    if value < 0.0 && !zero {
        out.insert(start, '\u{2212}');
    }
}

impl Words {
    /// A string of the table.
    pub fn key(key: &str) -> Self {
        Words::Key(Rc::from(key))
    }

    /// A number.
    pub fn number(value: f64, decimals: u8) -> Self {
        Words::Number { value, decimals }
    }

    /// A whole number.
    pub fn whole(value: i32) -> Self {
        Words::Number { value: f64::from(value), decimals: 0 }
    }

    /// Writes the text of a language into a line, replacing what was there.
    pub fn resolve(&self, strings: &Strings<'_>, line: &mut TextLine) {
        line.text.clear();
        line.runs.clear();
        match self {
            Words::None => {}
            Words::Number { value, decimals } => line.number(*value, *decimals),
            Words::Symbol(symbol) => line.symbol(symbol),
            Words::Equation { symbol, value, unit, decimals } => {
                line.symbol(symbol);
                line.add(Script::Upright, " = ");
                line.number(*value, *decimals);
                // Signs of angle follow the number; other units stand off by a thin space (ISO 80000-1, 7.1.4).
                if !unit.is_empty() && !["°", "′", "″"].contains(unit) {
                    line.add(Script::Upright, "\u{2009}");
                }
                line.add(Script::Upright, unit);
            }
            Words::Key(key) => line.string(key, strings),
            Words::Named(key) => line.string(key, strings),
            Words::Literal(text) => line.add(Script::Upright, text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(words: Words) -> String {
        let mut line = TextLine::new();
        words.resolve(&|key| (key == "ball").then(|| "小球".to_string()), &mut line);
        line.runs()
            .map(|(t, s)| match s {
                Script::Upright => t.to_string(),
                Script::Italic => format!("/{t}/"),
                Script::Subscript => format!("_{t}"),
            })
            .collect()
    }

    #[test]
    fn words_are_set_by_the_rules() {
        for (words, text) in [
            (Words::None, ""),
            (Words::number(-1.25, 1), "\u{2212}1.2"),
            (Words::number(-0.04, 1), "0.0"),
            (Words::number(f64::NAN, 1), "–"),
            (Words::Symbol("mg"), "/mg/"),
            (Words::Symbol("F_N"), "/F/_N"),
            (Words::Symbol("2T"), "2/T/"),
            (Words::Equation { symbol: "θ", value: 18.0, unit: "°", decimals: 1 }, "/θ/ = 18.0°"),
            (Words::Equation { symbol: "v_0", value: 1.5, unit: "m/s", decimals: 2 }, "/v/_0 = 1.50\u{2009}m/s"),
            (Words::Equation { symbol: "n", value: 3.0, unit: "", decimals: 0 }, "/n/ = 3"),
            (Words::key("ball"), "小球"),
            (Words::key("cube"), "cube"),
            (Words::Named("ball"), "小球"),
            (Words::Literal("cm"), "cm"),
        ] {
            assert_eq!(said(words), text);
        }
    }
}
