//! Fields of a message: an object of JSON whose keys are taken one by one, each with its type, and whose rest is a
//! mistake. For actions, recordings and what the page asks for; the sentences name the field and its place.
//!
//! serde_json could read these too, but its readers are written out anew for every type: together they would cost the
//! wasm file a dozen kilobytes (brotli), and would not tell where in the text a mistake stands.

use super::json::{self, Limits, Member, Node, Value, quoted};
use super::problem::place;

/// A message that cannot be read: what is wrong, as half a sentence, and where (byte of the text).
#[derive(Clone, Debug, PartialEq)]
pub struct Wrong {
    /// Such as: missing field `path`.
    pub what: String,
    /// Byte of the text.
    pub at: usize,
}

impl Wrong {
    /// A mistake at a node.
    pub fn at(node: &Node, what: &str) -> Wrong {
        Wrong { what: what.to_owned(), at: node.span.start }
    }
}

/// Reads a text as one value, and says in words what is wrong and where.
pub fn parse<T: Read>(text: &str, limits: Limits) -> Result<T, String> {
    let told = |what: &str, at: usize| {
        let (line, column) = place(text, at);
        format!("{what} (line {line}, column {column})")
    };
    let read = json::read_within(text, limits);
    if let Some(fault) = read.faults.first() {
        return Err(told(&fault.sentence, fault.span.start));
    }
    let Some(root) = read.root else { return Err("it is empty".into()) };
    T::read(&root).map_err(|wrong| told(&wrong.what, wrong.at))
}

/// What can be read from a node.
pub trait Read: Sized {
    /// The value of a node.
    fn read(node: &Node) -> Result<Self, Wrong>;
}

fn expected<T>(node: &Node, what: &str) -> Result<T, Wrong> {
    Err(Wrong::at(node, &format!("{what} is wanted, not {}", node.kind())))
}

impl Read for String {
    fn read(node: &Node) -> Result<String, Wrong> {
        node.text().map_or_else(|| expected(node, "a text"), |text| Ok(text.to_owned()))
    }
}

impl Read for bool {
    fn read(node: &Node) -> Result<bool, Wrong> {
        match node.value {
            Value::Flag(flag) => Ok(flag),
            _ => expected(node, "true or false"),
        }
    }
}

impl Read for f64 {
    fn read(node: &Node) -> Result<f64, Wrong> {
        match node.value {
            Value::Number(number) => Ok(number),
            _ => expected(node, "a number"),
        }
    }
}

impl Read for u64 {
    fn read(node: &Node) -> Result<u64, Wrong> {
        /// Whole numbers up to here are exact as a double.
        const MOST: f64 = 9_007_199_254_740_991.0;
        match node.value {
            Value::Number(n) if (0.0..=MOST).contains(&n) && n.fract() == 0.0 => Ok(n as u64),
            _ => expected(node, "a whole number from 0 to 2^53 - 1"),
        }
    }
}

impl Read for u32 {
    fn read(node: &Node) -> Result<u32, Wrong> {
        let number = u64::read(node)?;
        u32::try_from(number).map_err(|_| Wrong::at(node, &format!("{number} is too large")))
    }
}

impl<T: Read> Read for Vec<T> {
    fn read(node: &Node) -> Result<Vec<T>, Wrong> {
        match &node.value {
            Value::List(nodes) => nodes.iter().map(T::read).collect(),
            _ => expected(node, "a list"),
        }
    }
}

impl<T: Read, const N: usize> Read for [T; N] {
    fn read(node: &Node) -> Result<[T; N], Wrong> {
        let all: Vec<T> = Vec::read(node)?;
        let count = all.len();
        all.try_into().map_err(|_| Wrong::at(node, &format!("{N} values are wanted, not {count}")))
    }
}

/// The fields of an object.
pub struct Fields<'n> {
    node: &'n Node,
    members: &'n [Member],
    taken: Vec<bool>,
}

impl<'n> Fields<'n> {
    /// The fields of a node.
    pub fn of(node: &'n Node) -> Result<Fields<'n>, Wrong> {
        match &node.value {
            Value::Object(members) => Ok(Fields { node, members, taken: vec![false; members.len()] }),
            _ => expected(node, "an object"),
        }
    }

    /// A field that may be left out; `null` counts as left out.
    pub fn may<T: Read>(&mut self, key: &str) -> Result<Option<T>, Wrong> {
        match self.find(key) {
            None => Ok(None),
            Some(node) => T::read(node).map(Some).map_err(|wrong| named(key, wrong)),
        }
    }

    /// A field that must be there.
    pub fn need<T: Read>(&mut self, key: &str) -> Result<T, Wrong> {
        match self.find(key) {
            None => Err(self.missing(key)),
            Some(node) => T::read(node).map_err(|wrong| named(key, wrong)),
        }
    }

    // What does not depend on the type is compiled once.

    #[inline(never)]
    fn find(&mut self, key: &str) -> Option<&'n Node> {
        let at = self.members.iter().position(|member| member.key == key)?;
        if let Some(taken) = self.taken.get_mut(at) {
            *taken = true;
        }
        self.members.get(at).map(|member| &member.node).filter(|node| node.value != Value::Null)
    }

    #[inline(never)]
    fn missing(&self, key: &str) -> Wrong {
        Wrong::at(self.node, &format!("missing field `{key}`"))
    }

    /// Every field must have been taken by now.
    pub fn close(self) -> Result<(), Wrong> {
        match self.members.iter().zip(&self.taken).find(|(_, taken)| !**taken) {
            Some((member, _)) => Err(Wrong {
                what: format!("the field {} does not belong here", quoted(&member.key)),
                at: member.key_span.start,
            }),
            None => Ok(()),
        }
    }
}

#[inline(never)]
fn named(key: &str, wrong: Wrong) -> Wrong {
    Wrong { what: format!("`{key}`: {}", wrong.what), ..wrong }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq)]
    struct Point {
        at: [f64; 2],
        name: Option<String>,
    }

    impl Read for Point {
        fn read(node: &Node) -> Result<Point, Wrong> {
            let mut fields = Fields::of(node)?;
            let point = Point { at: fields.need("at")?, name: fields.may("name")? };
            fields.close()?;
            Ok(point)
        }
    }

    #[test]
    fn a_message_is_read_or_its_mistake_named_with_its_place() {
        let read = |text: &str| parse::<Vec<Point>>(text, Limits::FILE);
        let right = vec![Point { at: [1.0, -2.5], name: None }];
        assert_eq!(read(r#"[{"at": [1, -2.5], "name": null}]"#), Ok(right));
        for (text, says) in [
            ("", "a value"),
            ("[{]", "line 1, column 3"),
            ("{}", "a list is wanted, not an object (line 1, column 1)"),
            ("[\n {}]", "missing field `at` (line 2, column 2)"),
            ("[{\"at\": [1]}]", "`at`: 2 values are wanted, not 1"),
            ("[{\"at\": [1, \"2\"]}]", "`at`: a number is wanted, not a text"),
            ("[{\"at\": [1, 2], \"nam\": 1}]", "the field \"nam\" does not belong here (line 1, column 17)"),
        ] {
            let error = read(text).unwrap_err();
            assert!(error.contains(says), "{text}: {error}");
        }
        for (text, right) in [("9007199254740991", true), ("9007199254740992", false), ("-1", false), ("1.5", false)] {
            assert_eq!(parse::<u64>(text, Limits::FILE).is_ok(), right, "{text}");
        }
    }
}
