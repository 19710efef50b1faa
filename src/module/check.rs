//! The checker: walks the tree of a file, collects every problem with its place, and hands out the keys of objects.

use super::json::{Fault, Member, Node, Span, Value, quoted, shortened};
use super::problem::{Problem, place};
use crate::quantity::nearest;

/// Most entries of one list or object of a module.
pub const MOST: usize = 1000;
/// Most problems that are reported.
const MOST_PROBLEMS: usize = 200;
/// Longest id.
const LONGEST_ID: usize = 48;

/// What is wrong, without its place.
#[derive(Default)]
pub struct Wrong {
    pub key: &'static str,
    pub found: String,
    pub expected: String,
    pub nearest: String,
    pub sentence: String,
}

/// Collects the problems of one file.
pub struct Checker<'t> {
    file: &'t str,
    text: &'t str,
    problems: Vec<(Span, Problem)>,
    /// The catalogue of substances, from when the first is named.
    #[cfg(feature = "chemistry")]
    catalogue: Option<std::rc::Rc<crate::matter::catalogue::Catalogue>>,
}

impl<'t> Checker<'t> {
    pub fn new(file: &'t str, text: &'t str) -> Self {
        Self {
            file,
            text,
            problems: Vec::new(),
            #[cfg(feature = "chemistry")]
            catalogue: None,
        }
    }

    /// The catalogue of substances; `None` if the project's own data is broken, which a test sees to.
    #[cfg(feature = "chemistry")]
    pub fn catalogue(&mut self) -> Option<std::rc::Rc<crate::matter::catalogue::Catalogue>> {
        if self.catalogue.is_none() {
            self.catalogue = super::substances::catalogue().ok().map(std::rc::Rc::new);
        }
        self.catalogue.clone()
    }

    /// No problem so far.
    pub fn is_clean(&self) -> bool {
        self.problems.is_empty()
    }

    /// The problems, in the order of the text.
    pub fn finish(self) -> Vec<Problem> {
        self.problems.into_iter().map(|(_, problem)| problem).collect()
    }

    /// The text of a place.
    pub fn written(&self, span: Span) -> &'t str {
        self.text.get(span.start..span.end).unwrap_or("")
    }

    pub fn report(&mut self, span: Span, path: &str, wrong: Wrong) {
        if self.problems.len() >= MOST_PROBLEMS {
            return;
        }
        let (line, column) = place(self.text, span.start);
        let Wrong { key, found, expected, nearest, sentence } = wrong;
        let (file, path) = (self.file.to_owned(), path.to_owned());
        let problem = Problem { file, path, line, column, key, found, expected, nearest, sentence };
        // Kept in the order of the text.
        let at = self.problems.partition_point(|(other, _)| other.start <= span.start);
        self.problems.insert(at, (span, problem));
    }

    /// A fault of the text itself.
    pub fn fault(&mut self, fault: Fault) {
        let Fault { span, key, found, expected, sentence } = fault;
        self.report(span, "", Wrong { key, found, expected, sentence, ..Wrong::default() });
    }

    /// A value of the wrong type.
    pub fn wrong_type(&mut self, node: &Node, path: &str, expected: &str) {
        let found = node.kind();
        let sentence = format!("{expected} is wanted here, not {found}");
        let (found, expected) = (found.to_owned(), expected.to_owned());
        self.report(
            node.span,
            path,
            Wrong { key: "problem.wrong_type", found, expected, sentence, ..Wrong::default() },
        );
    }

    /// A name that is none of the candidates. `what` is the word for it, such as `key` or `kind of part`.
    pub fn unknown(&mut self, span: Span, path: &str, key: &'static str, what: &str, found: &str, candidates: &[&str]) {
        let near = nearest(found, candidates.iter().copied()).unwrap_or("");
        let all = listed(candidates);
        let hint = match (near, candidates.len()) {
            ("", 0) => "there is none here".to_owned(),
            ("", _) => format!("it can be {all}"),
            (near, _) => format!("did you mean {}?", quoted(near)),
        };
        let wrong = Wrong {
            key,
            found: shortened(found),
            expected: all,
            nearest: near.to_owned(),
            sentence: format!("unknown {what} {}; {hint}", quoted(found)),
        };
        self.report(span, path, wrong);
    }

    /// A key that must be there and is not.
    pub fn missing(&mut self, object: &Node, path: &str, key: &str, expected: &str) {
        let wrong = Wrong {
            key: "problem.missing_key",
            expected: expected.to_owned(),
            sentence: format!("the key {} is missing: {expected}", quoted(key)),
            ..Wrong::default()
        };
        self.report(Span { start: object.span.start, end: object.span.start + 1 }, &join(path, key), wrong);
    }

    /// Two things that cannot both be.
    pub fn conflict(&mut self, span: Span, path: &str, found: &str, sentence: String) {
        let found = found.to_owned();
        self.report(span, path, Wrong { key: "problem.conflict", found, sentence, ..Wrong::default() });
    }

    /// The text of a node.
    pub fn text<'n>(&mut self, node: &'n Node, path: &str, expected: &str) -> Option<&'n str> {
        if let Value::Text(text) = &node.value {
            return Some(text);
        }
        self.wrong_type(node, path, expected);
        None
    }

    /// The nodes of a list.
    pub fn list<'n>(&mut self, node: &'n Node, path: &str, expected: &str) -> &'n [Node] {
        match &node.value {
            Value::List(nodes) if nodes.len() <= MOST => nodes,
            Value::List(nodes) => {
                self.too_many(node, path, nodes.len());
                &[]
            }
            _ => {
                self.wrong_type(node, path, expected);
                &[]
            }
        }
    }

    /// The entries of an object whose keys are ids; `note` is passed over and bad ids are reported.
    pub fn entries<'n>(&mut self, node: &'n Node, path: &str, expected: &str) -> Vec<&'n Member> {
        match &node.value {
            Value::Object(members) if members.len() > MOST => self.too_many(node, path, members.len()),
            Value::Object(members) => {
                let members: Vec<&Member> = members.iter().filter(|member| member.key != "note").collect();
                for member in &members {
                    self.inner_id(member.key_span, &join(path, &member.key), &member.key);
                }
                return members;
            }
            _ => self.wrong_type(node, path, expected),
        }
        Vec::new()
    }

    fn too_many(&mut self, node: &Node, path: &str, found: usize) {
        let wrong = Wrong {
            key: "problem.too_large",
            found: found.to_string(),
            expected: format!("at most {MOST}"),
            sentence: format!("{found} entries are too many; {MOST} is the most"),
            ..Wrong::default()
        };
        self.report(node.span, path, wrong);
    }

    /// Reports an id that is not lower_snake.
    pub fn inner_id(&mut self, span: Span, path: &str, id: &str) {
        let letters = id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
        if !letters || !id.starts_with(|c: char| c.is_ascii_lowercase()) || id.len() > LONGEST_ID {
            let rule = "lower-case letters, digits and _, beginning with a letter";
            self.bad_id(span, path, id, rule, &format!("such as {}", quoted(&as_id(id, '_'))));
        }
    }

    /// Reports a module id that is not kebab-case.
    pub fn module_id(&mut self, span: Span, path: &str, id: &str) {
        let words = id
            .split('-')
            .all(|word| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()));
        if !words || !id.starts_with(|c: char| c.is_ascii_lowercase()) || id.len() > LONGEST_ID {
            let rule = "lower-case words joined by -";
            self.bad_id(span, path, id, rule, &format!("such as {}", quoted(&as_id(id, '-'))));
        }
    }

    fn bad_id(&mut self, span: Span, path: &str, id: &str, rule: &str, hint: &str) {
        let wrong = Wrong {
            key: "problem.bad_id",
            found: shortened(id),
            expected: rule.to_owned(),
            sentence: format!("{} is no id; an id is {rule}, {hint}", quoted(id)),
            ..Wrong::default()
        };
        self.report(span, path, wrong);
    }
}

/// The nearest id to a text: `Watch 2` becomes `watch_2`.
fn as_id(text: &str, gap: char) -> String {
    let mut id = String::new();
    for c in text.chars() {
        match c {
            _ if id.len() >= LONGEST_ID => break,
            'a'..='z' => id.push(c),
            'A'..='Z' => id.push(c.to_ascii_lowercase()),
            '0'..='9' if !id.is_empty() => id.push(c),
            _ if !id.is_empty() && !id.ends_with(gap) => id.push(gap),
            _ => {}
        }
    }
    let id = id.trim_end_matches(gap);
    if id.is_empty() { "x".to_owned() } else { id.to_owned() }
}

/// A path with one more key.
pub fn join(path: &str, key: &str) -> String {
    if path.is_empty() { shortened(key) } else { format!("{path}.{}", shortened(key)) }
}

/// A path with one more index.
pub fn index(path: &str, index: usize) -> String {
    format!("{path}[{index}]")
}

/// Names with commas, at most two dozen.
pub fn listed(names: &[&str]) -> String {
    let shown: Vec<&str> = names.iter().copied().take(24).collect();
    let more = if names.len() > shown.len() { ", …" } else { "" };
    format!("{}{more}", shown.join(", "))
}

/// The keys of an object, handed out one by one; what is left over is unknown.
pub struct Fields<'n> {
    pub node: &'n Node,
    pub path: String,
    members: &'n [Member],
    taken: Vec<bool>,
    known: Vec<&'static str>,
}

impl<'n> Fields<'n> {
    /// The keys of an object, or a problem.
    pub fn of(ck: &mut Checker<'_>, node: &'n Node, path: &str) -> Option<Fields<'n>> {
        let Value::Object(members) = &node.value else {
            ck.wrong_type(node, path, "an object");
            return None;
        };
        let taken = members.iter().map(|member| member.key == "note").collect();
        Some(Fields { node, path: path.to_owned(), members, taken, known: Vec::new() })
    }

    /// A key that may be there.
    pub fn take(&mut self, key: &'static str) -> Option<&'n Member> {
        self.known.push(key);
        self.take_silently(key)
    }

    /// A key that may be there, but is not suggested: an earlier name, or one that never may.
    pub fn take_silently(&mut self, key: &str) -> Option<&'n Member> {
        let at = self.members.iter().position(|member| member.key == key)?;
        if let Some(taken) = self.taken.get_mut(at) {
            *taken = true;
        }
        self.members.get(at)
    }

    /// A key that must be there; `expected` says what is to be given.
    pub fn need(&mut self, ck: &mut Checker<'_>, key: &'static str, expected: &str) -> Option<&'n Member> {
        let member = self.take(key);
        if member.is_none() {
            ck.missing(self.node, &self.path, key, expected);
        }
        member
    }

    /// A text that must be there.
    pub fn need_text(
        &mut self,
        ck: &mut Checker<'_>,
        key: &'static str,
        expected: &str,
    ) -> Option<(&'n Node, &'n str)> {
        let node = &self.need(ck, key, expected)?.node;
        let text = ck.text(node, &self.at(key), expected)?;
        Some((node, text))
    }

    /// One of some names, that must be there.
    pub fn need_choice(&mut self, ck: &mut Checker<'_>, key: &'static str, names: &[&'static str]) -> Option<usize> {
        let member = self.need(ck, key, &format!("one of {}", listed(names)))?;
        choice(ck, &member.node, &self.at(key), names)
    }

    /// All its keys but `note`, for an object whose keys are no fixed set.
    pub fn members(self) -> impl Iterator<Item = &'n Member> {
        self.members.iter().filter(|member| member.key != "note")
    }

    /// The path of a key.
    pub fn at(&self, key: &str) -> String {
        join(&self.path, key)
    }

    /// Reports every key that was not asked for.
    pub fn close(self, ck: &mut Checker<'_>) {
        for (member, taken) in self.members.iter().zip(&self.taken) {
            if !taken {
                let path = join(&self.path, &member.key);
                ck.unknown(member.key_span, &path, "problem.unknown_key", "key", &member.key, &self.known);
            }
        }
    }

    /// Takes every key without a word: for an object whose kind is unknown.
    pub fn give_up(self) {}
}

/// The index of a name.
pub fn choice(ck: &mut Checker<'_>, node: &Node, path: &str, names: &[&str]) -> Option<usize> {
    let text = ck.text(node, path, &format!("one of {}", listed(names)))?;
    let found = names.iter().position(|name| *name == text);
    if found.is_none() {
        ck.unknown(node.span, path, "problem.unknown_name", "name", text, names);
    }
    found
}
