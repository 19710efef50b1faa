//! Whatever the bytes, a module is read or refused; nothing panics and every refusal says why.

use gewu::module::Module;
use proptest::prelude::*;

fn modules() -> Vec<String> {
    crate::files(&crate::root().join("simulations"), "module.json").iter().map(|path| crate::read(path)).collect()
}

fn is_judged(text: &str) {
    if let Err(problems) = Module::parse("fuzz", text) {
        assert!(!problems.is_empty(), "refused without a word: {text}");
        for problem in &problems {
            assert!(!problem.sentence.is_empty() && problem.line > 0 && problem.column > 0, "{problem:?}");
            assert!(gewu::module::problem::KEYS.contains(&problem.key), "{problem:?}");
        }
    }
}

/// Pieces that a mutation may put in: what JSON, quantities, formulas and paths are made of.
const PIECES: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "\\",
    "\\u0000",
    "\\ud800",
    "null",
    "true",
    "-",
    "1e308",
    "1e-320",
    "-0",
    "0",
    "\"\"",
    "\"note\"",
    "\"1e308 m\"",
    "\"-1 kg\"",
    "\"nan\"",
    "\"0/0\"",
    "\"((((\"",
    "\"a.b.c.d\"",
    "\".\"",
    "°",
    "格",
    "\u{202e}",
    "\"m^99\"",
    "\"swing\"",
    "\"pivot\"",
    "\"kind\"",
    "\"reads\"",
    "[[[[",
    "\"5 m per N\"",
    "\"20 per 3\"",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        is_judged(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn any_soup(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..80)) {
        is_judged(&pieces.concat());
    }

    /// A right module with pieces cut out, doubled, swapped or put in.
    #[test]
    fn mutated_modules(
        which in any::<prop::sample::Index>(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), 0..24usize, 0..4u8, prop::sample::select(PIECES)), 1..4),
    ) {
        let modules = modules();
        let mut text: Vec<char> = which.get(&modules).chars().collect();
        for (at, length, how, piece) in changes {
            if text.is_empty() {
                break;
            }
            let at = at.index(text.len());
            let end = (at + length).min(text.len());
            match how {
                0 => drop(text.drain(at..end)),
                1 => drop(text.splice(at..at, piece.chars())),
                2 => drop(text.splice(at..end, piece.chars())),
                _ => {
                    let copy = text[at..end].to_vec();
                    text.splice(at..at, copy);
                }
            }
        }
        is_judged(&text.into_iter().collect::<String>());
    }

    /// Values of a right module replaced whole, so that the text stays JSON and the checker has to judge.
    #[test]
    fn replaced_values(which in any::<prop::sample::Index>(), at in any::<prop::sample::Index>(), piece in prop::sample::select(PIECES)) {
        let modules = modules();
        let text = which.get(&modules);
        let strings: Vec<(usize, &str)> = text.match_indices('"').collect();
        let pair = at.index(strings.len() / 2);
        let (start, end) = (strings[2 * pair].0, strings[2 * pair + 1].0 + 1);
        is_judged(&format!("{}{piece}{}", &text[..start], &text[end..]));
    }
}
