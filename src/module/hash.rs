//! The hash of a module's content: FNV-1a, 64 bit (Fowler, Noll, Vo; draft-eastlake-fnv), of its tree.

use super::json::{Node, Value};

const BASIS: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0000_0100_0000_01b3;

/// The hash of a tree. Spaces, line ends, notes and the editor's `$schema` do not count; the order of keys does,
/// since parts are built in it.
pub fn of(node: &Node) -> u64 {
    let mut hash = BASIS;
    node_into(&mut hash, node);
    hash
}

fn bytes(hash: &mut u64, bytes: &[u8]) {
    for byte in bytes {
        *hash = (*hash ^ u64::from(*byte)).wrapping_mul(PRIME);
    }
}

/// Length first, so that no two trees give the same bytes.
fn text(hash: &mut u64, tag: u8, text: &str) {
    bytes(hash, &[tag]);
    bytes(hash, &(text.len() as u64).to_le_bytes());
    bytes(hash, text.as_bytes());
}

fn node_into(hash: &mut u64, node: &Node) {
    match &node.value {
        Value::Null => bytes(hash, b"0"),
        Value::Flag(flag) => bytes(hash, if *flag { b"t" } else { b"f" }),
        Value::Number(number) => {
            bytes(hash, b"n");
            bytes(hash, &number.to_bits().to_le_bytes());
        }
        Value::Text(own) => text(hash, b's', own),
        Value::List(nodes) => {
            bytes(hash, b"[");
            for node in nodes {
                node_into(hash, node);
            }
            bytes(hash, b"]");
        }
        Value::Object(members) => {
            bytes(hash, b"{");
            for member in members.iter().filter(|member| member.key != "note" && member.key != "$schema") {
                text(hash, b'k', &member.key);
                node_into(hash, &member.node);
            }
            bytes(hash, b"}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::json::read;
    use super::*;

    fn hash(text: &str) -> u64 {
        of(&read(text).root.expect("valid JSON"))
    }

    #[test]
    fn counts_content_only() {
        let first = hash("{\"a\": [1, \"x\"], \"b\": true}");
        assert_eq!(first, hash("{ \"note\": \"n\", \"a\":[1.0,\r\n\"\\u0078\"], \"$schema\": \"s\", \"b\":true }"));
        for other in
            ["{\"b\": true, \"a\": [1, \"x\"]}", "{\"a\": [1, \"y\"], \"b\": true}", "{\"a\": [2, \"x\"], \"b\": true}"]
        {
            assert_ne!(first, hash(other), "{other}");
        }
    }

    /// The test vector of the draft's appendix C for the bytes `foobar`.
    #[test]
    fn is_fnv_1a() {
        let mut own = BASIS;
        bytes(&mut own, b"foobar");
        assert_eq!(own, 0x85944171f73967e8);
    }
}
