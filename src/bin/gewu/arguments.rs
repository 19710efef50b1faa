//! The words of a command line: flags with values, and what is left.

use gewu::quantity::{Dimension, Quantity, nearest};

/// A flag that a command knows.
pub struct Flag {
    /// Its name with the dashes.
    pub name: &'static str,
    /// What its value is, such as `a time`; every flag has a value.
    pub value: &'static str,
    /// Whether it may stand more than once.
    pub many: bool,
}

/// A flag that may stand once.
pub const fn once(name: &'static str, value: &'static str) -> Flag {
    Flag { name, value, many: false }
}

/// A flag that may stand often.
#[allow(dead_code, reason = "for `run`")]
pub const fn many(name: &'static str, value: &'static str) -> Flag {
    Flag { name, value, many: true }
}

/// The words, sorted out.
#[derive(Debug, Default, PartialEq)]
pub struct Arguments {
    /// Words that belong to no flag, in order.
    pub rest: Vec<String>,
    flags: Vec<(&'static str, String)>,
}

/// Sorts out words: `--flag value`, `--flag=value`; after `--` all is rest.
pub fn parse(words: &[String], flags: &[Flag]) -> Result<Arguments, String> {
    let mut found = Arguments::default();
    let mut words = words.iter();
    while let Some(word) = words.next() {
        if word == "--" {
            found.rest.extend(words.by_ref().cloned());
            break;
        }
        if !word.starts_with("--") {
            found.rest.push(word.clone());
            continue;
        }
        let (name, value) = match word.split_once('=') {
            Some((name, value)) => (name, Some(value.to_owned())),
            None => (word.as_str(), None),
        };
        let Some(flag) = flags.iter().find(|flag| flag.name == name) else {
            return Err(unknown("flag", name, &flags.iter().map(|flag| flag.name).collect::<Vec<_>>()));
        };
        let Some(value) = value.or_else(|| words.next().cloned()) else {
            return Err(format!("{name} needs {}", flag.value));
        };
        if !flag.many && found.flags.iter().any(|(known, _)| *known == flag.name) {
            return Err(format!("{name} stands twice"));
        }
        found.flags.push((flag.name, value));
    }
    Ok(found)
}

impl Arguments {
    /// The value of a flag.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.flags.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
    }

    /// Every value of a flag.
    #[allow(dead_code, reason = "for `run`")]
    pub fn values<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.flags.iter().filter(move |(known, _)| *known == name).map(|(_, value)| value.as_str())
    }

    /// The one word that is left, or a sentence that says what is wanted.
    pub fn one(&self, what: &str) -> Result<&str, String> {
        match self.rest.as_slice() {
            [one] => Ok(one),
            [] => Err(format!("{what} is missing")),
            [_, extra, ..] => Err(format!("\"{extra}\" is one word too many; {what} is all that is wanted")),
        }
    }

    /// No word is left.
    pub fn none(&self) -> Result<(), String> {
        match self.rest.first() {
            None => Ok(()),
            Some(extra) => Err(format!("\"{extra}\" is one word too many")),
        }
    }

    /// The time of a flag, s, more than 0.
    #[allow(dead_code, reason = "for `run`")]
    pub fn seconds(&self, name: &str) -> Result<Option<f64>, String> {
        let Some(text) = self.value(name) else { return Ok(None) };
        let quantity = Quantity::parse(text).map_err(|error| format!("{name}: {error}"))?;
        if quantity.unit.dimension != Dimension::TIME || quantity.si <= 0.0 {
            return Err(format!("{name} needs a time such as 20s, not \"{text}\""));
        }
        Ok(Some(quantity.si))
    }

    /// The whole number of a flag.
    #[allow(dead_code, reason = "for `run`")]
    pub fn whole(&self, name: &str) -> Result<Option<u64>, String> {
        let Some(text) = self.value(name) else { return Ok(None) };
        text.parse().map(Some).map_err(|_| format!("{name} needs a whole number, not \"{text}\""))
    }

    /// The pairs `key=value` of a flag.
    #[allow(dead_code, reason = "for `run`")]
    pub fn pairs(&self, name: &str) -> Result<Vec<(&str, &str)>, String> {
        let pair = |text: &str| format!("{name} needs path=quantity, not \"{text}\"");
        self.flags
            .iter()
            .filter(|(known, _)| *known == name)
            .map(|(_, text)| text.split_once('=').ok_or_else(|| pair(text)))
            .collect()
    }
}

/// The flags of `gewu run`.
#[allow(dead_code, reason = "for `run`")]
pub const RUN: &[Flag] = &[
    once("--for", "a time such as 20s"),
    once("--every", "a time such as 10ms"),
    many("--set", "path=quantity"),
    many("--read", "a path"),
    once("--seed", "a whole number"),
    once("--site", "the id of a site"),
    once("--profile", "the id of a profile"),
    once("--csv", "a file, or -"),
];

/// The sentence for a word that is not known.
pub fn unknown(what: &str, word: &str, known: &[&str]) -> String {
    match nearest(word, known.iter().copied()) {
        Some(near) => format!("unknown {what} \"{word}\"; did you mean \"{near}\"?"),
        None if known.is_empty() => format!("unknown {what} \"{word}\"; there is none here"),
        None => format!("unknown {what} \"{word}\"; there is {}", known.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(line: &str) -> Result<Arguments, String> {
        parse(&line.split_whitespace().map(str::to_owned).collect::<Vec<_>>(), RUN)
    }

    #[test]
    fn reads_the_flags_of_run() {
        let found = run("simulations/pendulum --for 20s --every=10ms --set a.b=1m --set a.c=2m --seed 7 --csv -")
            .expect("right");
        assert_eq!(found.one("a module"), Ok("simulations/pendulum"));
        assert_eq!(found.seconds("--for"), Ok(Some(20.0)));
        assert_eq!(found.seconds("--every"), Ok(Some(0.01)));
        assert_eq!(found.pairs("--set"), Ok(vec![("a.b", "1m"), ("a.c", "2m")]));
        assert_eq!(found.whole("--seed"), Ok(Some(7)));
        assert_eq!((found.value("--csv"), found.value("--site")), (Some("-"), None));
    }

    #[test]
    fn says_what_is_wrong() {
        let check = |line: &str, sentence: &str| assert_eq!(run(line), Err(sentence.to_owned()));
        check("--evry 1s", "unknown flag \"--evry\"; did you mean \"--every\"?");
        check("--for", "--for needs a time such as 20s");
        check("--for 1s --for 2s", "--for stands twice");
        let seconds = |line: &str| run(line).and_then(|found| found.seconds("--for"));
        assert_eq!(seconds("--for 2m"), Err("--for needs a time such as 20s, not \"2m\"".to_owned()));
        assert_eq!(seconds("--for=-2s"), Err("--for needs a time such as 20s, not \"-2s\"".to_owned()));
        assert!(run("--set x").and_then(|found| found.pairs("--set").map(|_| ())).is_err());
        assert!(run("--seed x").and_then(|found| found.whole("--seed")).is_err());
        assert_eq!(
            run("a b").expect("read").one("a module"),
            Err("\"b\" is one word too many; a module is all that is wanted".to_owned())
        );
        assert_eq!(run("-- --for").expect("read").rest, ["--for"]);
    }
}
