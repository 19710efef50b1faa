//! JSON with places: every value and key knows where it stands in the text, and the order of keys is kept.
//!
//! Stricter than most readers: keys that stand twice, numbers beyond a double, lone surrogates, and texts that are
//! too long, too deep or too full are refused (RFC 8259 leaves these to the reader). Nothing here can panic.

/// Deepest nesting of lists and objects.
pub const DEEPEST: usize = 64;

/// What a text may be at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes.
    pub longest: usize,
    /// Values.
    pub fullest: usize,
}

impl Limits {
    /// For a file of a module.
    pub const FILE: Limits = Limits { longest: 1 << 20, fullest: 100_000 };
    /// For a recording: hours of a hand that never rests.
    pub const RECORDING: Limits = Limits { longest: 1 << 26, fullest: 10_000_000 };
}

/// A piece of the text, in bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

/// A value and its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// What it is.
    pub value: Value,
    /// Where it stands.
    pub span: Span,
}

/// A JSON value.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// `null`.
    Null,
    /// `true` or `false`.
    Flag(bool),
    /// A number; always finite.
    Number(f64),
    /// A text, its escapes resolved.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// An object, in the order of the text.
    Object(Vec<Member>),
}

/// A key and its value.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// The key, its escapes resolved.
    pub key: String,
    /// Where the key stands.
    pub key_span: Span,
    /// The value.
    pub node: Node,
}

impl Node {
    /// What it is, in words for a message: `a text`, `an object`.
    pub fn kind(&self) -> &'static str {
        match self.value {
            Value::Null => "null",
            Value::Flag(_) => "true or false",
            Value::Number(_) => "a number",
            Value::Text(_) => "a text",
            Value::List(_) => "a list",
            Value::Object(_) => "an object",
        }
    }

    /// The value of a key of an object (the first, should it stand twice).
    pub fn get(&self, key: &str) -> Option<&Node> {
        match &self.value {
            Value::Object(members) => members.iter().find(|member| member.key == key).map(|member| &member.node),
            _ => None,
        }
    }

    /// The text, if it is one.
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }
}

/// Something wrong with the text itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where.
    pub span: Span,
    /// `problem.syntax`, `problem.duplicate_key` or `problem.too_large`.
    pub key: &'static str,
    /// What stands there.
    pub found: String,
    /// What should.
    pub expected: String,
    /// What is wrong and what to do.
    pub sentence: String,
}

/// A text as read: the tree if the text is JSON, and what is wrong with it.
/// A text whose only faults are keys that stand twice has both.
pub struct Read {
    /// The tree.
    pub root: Option<Node>,
    /// The faults, in the order of the text.
    pub faults: Vec<Fault>,
}

/// Reads a text of a module.
pub fn read(text: &str) -> Read {
    read_within(text, Limits::FILE)
}

/// Reads a text within limits of its own.
pub fn read_within(text: &str, limits: Limits) -> Read {
    let longest = limits.longest;
    if text.len() > longest {
        let fault = Fault {
            span: Span::default(),
            key: "problem.too_large",
            found: format!("{} bytes", text.len()),
            expected: format!("at most {longest} bytes"),
            sentence: format!("the text is longer than {longest} bytes; move long texts to the lesson or model.md"),
        };
        return Read { root: None, faults: vec![fault] };
    }
    let mut reader = Reader { text, limits, at: 0, count: 0, faults: Vec::new() };
    // Editors on Windows put a byte order mark first; RFC 8259 section 8.1 lets a reader pass over it.
    reader.take("\u{feff}");
    let root = reader.document();
    let mut faults = reader.faults;
    let root = match root {
        Ok(root) => Some(root),
        Err(fault) => {
            faults.push(fault);
            None
        }
    };
    Read { root, faults }
}

/// Which keys an object has so far, by their hashes, so that a long object costs no square of its length.
#[derive(Default)]
struct Keys {
    /// One more than the index of a member, or 0; open addressing, a power of two of places.
    places: Vec<u32>,
}

impl Keys {
    /// Notes the key of the member that comes next; false if an earlier one has it.
    fn insert(&mut self, key: &str, members: &[Member]) -> bool {
        if members.len() * 2 >= self.places.len() {
            let room = (self.places.len() * 2).max(16);
            self.places.clear();
            self.places.resize(room, 0);
            for (at, member) in members.iter().enumerate() {
                self.put(&member.key, members, at);
            }
        }
        self.put(key, members, members.len())
    }

    fn put(&mut self, key: &str, members: &[Member], at: usize) -> bool {
        // FNV-1a.
        let hash = key
            .bytes()
            .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
        let mask = self.places.len() - 1;
        let mut place = (hash >> 20) as usize & mask;
        while let Some(taken) = self.places.get(place).copied().filter(|taken| *taken > 0) {
            if members.get(taken as usize - 1).is_some_and(|member| member.key == key) {
                return false;
            }
            place = (place + 1) & mask;
        }
        if let Some(slot) = self.places.get_mut(place) {
            *slot = at as u32 + 1;
        }
        true
    }
}

struct Reader<'t> {
    text: &'t str,
    limits: Limits,
    at: usize,
    count: usize,
    faults: Vec<Fault>,
}

impl Reader<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn take(&mut self, wanted: &str) -> bool {
        let found = self.rest().starts_with(wanted);
        if found {
            self.at += wanted.len();
        }
        found
    }

    fn spaces(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    /// A fault at the character that comes next.
    fn fault(&self, expected: &str, sentence: String) -> Fault {
        let found = self.rest().chars().next();
        let end = self.at + found.map_or(0, char::len_utf8);
        let found = match found {
            None => "the end of the text".to_owned(),
            Some(c) if c.is_control() => "a control character".to_owned(),
            Some(c) => c.to_string(),
        };
        Fault {
            span: Span { start: self.at, end },
            key: "problem.syntax",
            found,
            expected: expected.to_owned(),
            sentence,
        }
    }

    fn wanted(&self, expected: &str) -> Fault {
        let found = match self.rest().chars().next() {
            Some(c) => format!("\"{}\"", c.escape_debug()),
            None => "the end of the text".to_owned(),
        };
        self.fault(expected, format!("{expected} is wanted here, not {found}"))
    }

    /// A fault after a value, where a comma or an end is wanted; a word after a number is likely to be its unit.
    fn unfinished(&self, expected: &str) -> Fault {
        let before = self.text.get(..self.at).unwrap_or("").trim_end();
        let number = before.ends_with(|c: char| c.is_ascii_digit());
        if number && self.rest().starts_with(|c: char| c.is_alphabetic() || matches!(c, '°' | '%')) {
            let sentence = "a number with a unit is written as a text, such as \"1.2 m\"".to_owned();
            return self.fault(expected, sentence);
        }
        self.wanted(expected)
    }

    fn document(&mut self) -> Result<Node, Fault> {
        self.spaces();
        let root = self.value(0)?;
        self.spaces();
        match self.peek() {
            None => Ok(root),
            Some(_) => Err(self.fault(
                "the end of the text",
                "the text goes on after its end; check the brackets and braces before".to_owned(),
            )),
        }
    }

    fn value(&mut self, depth: usize) -> Result<Node, Fault> {
        let start = self.at;
        self.count += 1;
        let fullest = self.limits.fullest;
        if self.count > fullest {
            return Err(Fault {
                key: "problem.too_large",
                ..self.fault(
                    &format!("at most {fullest} values"),
                    format!("the text has more than {fullest} values; make it smaller"),
                )
            });
        }
        let value = match self.peek() {
            Some(b'{' | b'[') if depth >= DEEPEST => {
                return Err(Fault {
                    key: "problem.too_large",
                    ..self.fault(
                        &format!("at most {DEEPEST} levels"),
                        format!("the text nests deeper than {DEEPEST} levels; make it flatter"),
                    )
                });
            }
            Some(b'{') => self.object(depth)?,
            Some(b'[') => self.list(depth)?,
            Some(b'"') => Value::Text(self.string()?),
            Some(b'-' | b'0'..=b'9') => self.number()?,
            _ if self.word("true") => Value::Flag(true),
            _ if self.word("false") => Value::Flag(false),
            _ if self.word("null") => Value::Null,
            _ => return Err(self.no_value()),
        };
        Ok(Node { value, span: Span { start, end: self.at } })
    }

    /// Takes a word that is not the beginning of a longer one.
    fn word(&mut self, word: &str) -> bool {
        let longer = self.rest().as_bytes().get(word.len()).is_some_and(u8::is_ascii_alphanumeric);
        !longer && self.take(word)
    }

    fn no_value(&self) -> Fault {
        let rest = self.rest();
        let length = rest.bytes().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'+' | b'.')).count();
        let word = rest.get(..length.min(40)).unwrap_or("");
        let mut fault = match rest.bytes().next() {
            Some(b'\'') => self.fault("\"", "texts stand in double quotes, not in single ones".to_owned()),
            Some(b'/' | b'#') => {
                self.fault("a value", "JSON has no comments; put the words into the key \"note\"".to_owned())
            }
            Some(b']' | b'}' | b',') => {
                self.fault("a value", "a value is missing here; take away the comma before, or write one".to_owned())
            }
            _ if matches!(word, "NaN" | "Infinity" | "nan" | "inf") => {
                self.fault("a number", format!("{word} is not a number that may stand here"))
            }
            _ if word.starts_with(['+', '.']) => {
                self.fault("a number", "a number begins with a digit or a minus sign".to_owned())
            }
            _ if !word.is_empty() => {
                self.fault("a value", format!("{word} is not a value; a text stands in double quotes"))
            }
            _ => self.wanted("a value"),
        };
        if length > 0 {
            fault.span.end = self.at + length;
            fault.found = word.to_owned();
        }
        fault
    }

    fn object(&mut self, depth: usize) -> Result<Value, Fault> {
        self.at += 1;
        let mut members: Vec<Member> = Vec::new();
        let mut keys = Keys::default();
        self.spaces();
        if self.take("}") {
            return Ok(Value::Object(members));
        }
        loop {
            self.spaces();
            let start = self.at;
            match self.peek() {
                Some(b'"') => {}
                Some(b'}') => {
                    return Err(self.fault("a key", "a comma stands before the closing brace; take it away".to_owned()));
                }
                Some(b'\'' | b'a'..=b'z' | b'A'..=b'Z' | b'_' | b'$') => {
                    return Err(self.fault("\"", "keys stand in double quotes".to_owned()));
                }
                Some(b'/' | b'#') => return Err(self.no_value()),
                _ => return Err(self.wanted("a key in double quotes")),
            }
            let key = self.string()?;
            let key_span = Span { start, end: self.at };
            self.spaces();
            if !self.take(":") {
                return Err(self.wanted("a colon after the key"));
            }
            self.spaces();
            let node = self.value(depth + 1)?;
            if keys.insert(&key, &members) {
                members.push(Member { key, key_span, node });
            } else {
                self.faults.push(Fault {
                    span: key_span,
                    key: "problem.duplicate_key",
                    found: key.clone(),
                    expected: "each key once".to_owned(),
                    sentence: format!("the key {} stands twice here; take one away", quoted(&key)),
                });
            }
            self.spaces();
            if self.take("}") {
                return Ok(Value::Object(members));
            }
            if !self.take(",") {
                return Err(self.unfinished("a comma or a closing brace"));
            }
        }
    }

    fn list(&mut self, depth: usize) -> Result<Value, Fault> {
        self.at += 1;
        let mut nodes = Vec::new();
        self.spaces();
        if self.take("]") {
            return Ok(Value::List(nodes));
        }
        loop {
            self.spaces();
            if self.peek() == Some(b']') {
                return Err(self.fault("a value", "a comma stands before the closing bracket; take it away".to_owned()));
            }
            nodes.push(self.value(depth + 1)?);
            self.spaces();
            if self.take("]") {
                return Ok(Value::List(nodes));
            }
            if !self.take(",") {
                return Err(self.unfinished("a comma or a closing bracket"));
            }
        }
    }

    fn digits(&mut self) -> usize {
        let start = self.at;
        while self.peek().is_some_and(|b| b.is_ascii_digit()) {
            self.at += 1;
        }
        self.at - start
    }

    fn number(&mut self) -> Result<Value, Fault> {
        let start = self.at;
        self.take("-");
        let first = self.at;
        if self.digits() == 0 {
            return Err(self.wanted("a digit"));
        }
        if self.at - first > 1 && self.text.as_bytes().get(first) == Some(&b'0') {
            self.at = first;
            return Err(self.fault("a number", "a number does not begin with an extra zero".to_owned()));
        }
        if self.take(".") && self.digits() == 0 {
            return Err(self.wanted("a digit after the point"));
        }
        if self.take("e") || self.take("E") {
            let _ = self.take("+") || self.take("-");
            if self.digits() == 0 {
                return Err(self.wanted("a digit of the power of ten"));
            }
        }
        if self.peek().is_some_and(|b| b.is_ascii_alphabetic() || b == b'.' || b == b'%')
            || self.rest().starts_with('°')
        {
            return Err(
                self.fault("a comma", "a number with a unit is written as a text, such as \"1.2 m\"".to_owned())
            );
        }
        let text = self.text.get(start..self.at).unwrap_or("");
        match text.parse::<f64>() {
            Ok(number) if number.is_finite() => Ok(Value::Number(number)),
            _ => {
                self.at = start;
                let mut fault = self.fault("a number", format!("{} is too large a number", shortened(text)));
                fault.key = "problem.too_large";
                fault.found = shortened(text);
                Err(fault)
            }
        }
    }

    fn string(&mut self) -> Result<String, Fault> {
        let start = self.at;
        self.at += 1;
        let mut out = String::new();
        loop {
            let rest = self.rest();
            let plain = rest.bytes().take_while(|&b| b != b'"' && b != b'\\' && b >= 0x20).count();
            out.push_str(rest.get(..plain).unwrap_or(""));
            self.at += plain;
            match self.peek() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(out);
                }
                Some(b'\\') => out.push(self.escape()?),
                Some(b'\n' | b'\r') | None => {
                    let end = self.at;
                    self.at = start;
                    let mut fault = self.fault("\"", "the closing quote of this text is missing".to_owned());
                    fault.span.end = end;
                    return Err(fault);
                }
                Some(_) => {
                    let sentence = "a text holds no tabs or control characters; write a space, or \\t".to_owned();
                    let mut fault = self.fault("a character that can be seen", sentence);
                    fault.found = "a control character".to_owned();
                    return Err(fault);
                }
            }
        }
    }

    fn escape(&mut self) -> Result<char, Fault> {
        let start = self.at;
        self.at += 1;
        let c = match self.peek() {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => {
                self.at += 1;
                let c = self.unicode();
                return c.ok_or_else(|| self.bad_escape(start));
            }
            _ => return Err(self.bad_escape(start)),
        };
        self.at += 1;
        Ok(c)
    }

    /// The character of `XXXX`, or of a pair `XXXX\uXXXX` of surrogates.
    fn unicode(&mut self) -> Option<char> {
        let high = self.hex()?;
        if !(0xd800..0xe000).contains(&high) {
            return char::from_u32(high);
        }
        if high >= 0xdc00 || !self.take("\\u") {
            return None;
        }
        let low = self.hex()?;
        if !(0xdc00..0xe000).contains(&low) {
            return None;
        }
        char::from_u32(0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00))
    }

    fn hex(&mut self) -> Option<u32> {
        let digits = self.rest().get(..4).filter(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()))?;
        let code = u32::from_str_radix(digits, 16).ok()?;
        self.at += 4;
        Some(code)
    }

    fn bad_escape(&mut self, start: usize) -> Fault {
        let found: String = self.text.get(start..).unwrap_or("").chars().take(2).collect();
        self.at = start;
        let mut fault =
            self.fault("an escape", format!("{} is no escape of JSON; a backslash is \\\\", shortened(&found)));
        fault.span.end = start + found.len();
        fault.found = found;
        fault
    }
}

/// A text in double quotes, cut if it is long.
pub fn quoted(text: &str) -> String {
    format!("\"{}\"", shortened(text).escape_debug().to_string().replace("\\'", "'"))
}

/// A text, cut to 60 characters.
pub fn shortened(text: &str) -> String {
    match text.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or("")),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(text: &str) -> Fault {
        let mut read = read(text);
        assert_eq!(read.faults.len(), 1, "{text}: {:?}", read.faults);
        read.faults.remove(0)
    }

    #[test]
    fn keeps_order_and_places() {
        let text = "{ \"b\": [1, -2.5e1],\n \"a\": \"\\u00e9\\ud83d\\ude00\" }";
        let root = read(text).root.expect("valid");
        let Value::Object(members) = &root.value else { panic!("{root:?}") };
        let keys: Vec<&str> = members.iter().map(|m| m.key.as_str()).collect();
        assert_eq!(keys, ["b", "a"]);
        assert_eq!(root.get("a").and_then(Node::text), Some("é😀"));
        let b = root.get("b").expect("b");
        assert_eq!(text.get(b.span.start..b.span.end), Some("[1, -2.5e1]"));
        let Value::List(nodes) = &b.value else { panic!("{b:?}") };
        assert_eq!(nodes.last().map(|n| n.value.clone()), Some(Value::Number(-25.0)));
    }

    #[test]
    fn says_what_is_wrong() {
        let check = |text: &str, start: usize, part: &str| {
            let fault = fault(text);
            assert_eq!(fault.span.start, start, "{text}: {fault:?}");
            assert!(fault.sentence.contains(part), "{text}: {}", fault.sentence);
        };
        check("", 0, "a value is wanted here, not the end");
        check("{\"a\": 1,}", 8, "comma stands before the closing brace");
        check("[1,]", 3, "comma stands before the closing bracket");
        check("[NaN]", 1, "NaN is not a number");
        check("[-Infinity]", 2, "a digit");
        check("[1e999]", 1, "too large");
        check("[01]", 1, "extra zero");
        check("[1.]", 3, "digit after the point");
        check("[1 2]", 3, "a comma or a closing bracket");
        check("{a: 1}", 1, "double quotes");
        check("{'a': 1}", 1, "double quotes");
        check("['a']", 1, "double quotes");
        check("[\"a]", 1, "closing quote");
        check("[\"a\\x\"]", 3, "no escape");
        check("[\"\\ud800\"]", 2, "no escape");
        check("[\"\\udc00\\ud800\"]", 2, "no escape");
        check("[\"\\u00e\"]", 2, "no escape");
        check("[\"a\tb\"]", 3, "control characters");
        check("{\"a\" 1}", 5, "a colon");
        check("{} {}", 3, "goes on after its end");
        check("[trues]", 1, "not a value");
        check("[1.2 m]", 5, "with a unit");
        check("[1.2m]", 4, "with a unit");
        check("// x", 0, "no comments");
        check("[1,,2]", 3, "missing");
    }

    #[test]
    fn has_limits() {
        let deep = |n: usize| "[".repeat(n) + &"]".repeat(n);
        assert!(read(&deep(DEEPEST)).faults.is_empty());
        assert_eq!(fault(&deep(DEEPEST + 1)).key, "problem.too_large");
        assert_eq!(fault(&deep(100_000)).key, "problem.too_large");
        assert_eq!(fault(&format!("[{}0]", "0,".repeat(Limits::FILE.fullest))).key, "problem.too_large");
        assert_eq!(fault(&" ".repeat(Limits::FILE.longest + 1)).key, "problem.too_large");
    }

    #[test]
    fn keys_stand_once() {
        let read = read("{\"a\": 1, \"a\": 2, \"b\": {\"c\": 1, \"c\": 1}}");
        assert_eq!(read.faults.iter().map(|f| f.key).collect::<Vec<_>>(), ["problem.duplicate_key"; 2]);
        assert_eq!(read.root.and_then(|root| root.get("a").map(|a| a.value.clone())), Some(Value::Number(1.0)));
    }
}
