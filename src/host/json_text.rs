//! Messages as text of JSON, with numbers written by the standard library.
//!
//! serde_json brings a writer of numbers of its own, whose table of powers of ten (10 KB that nothing compresses) the
//! wasm file can do without: the standard library's is there already. Both write the shortest digits that read back as
//! the same number.

use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::Formatter;
use std::io;

struct Plain;

impl Formatter for Plain {
    // No message has any; the default would bring the table back.
    fn write_f32<W: ?Sized + io::Write>(&mut self, writer: &mut W, value: f32) -> io::Result<()> {
        self.write_f64(writer, f64::from(value))
    }

    fn write_f64<W: ?Sized + io::Write>(&mut self, writer: &mut W, value: f64) -> io::Result<()> {
        // Hundreds of zeros are no way to write a number.
        let size = value.abs();
        if size != 0.0 && !(1e-5..1e17).contains(&size) {
            write!(writer, "{value:e}")
        } else {
            write!(writer, "{value}")
        }
    }
}

/// A message as text; `null` for what cannot be written.
pub fn written(value: &impl Serialize) -> String {
    let mut text = Vec::new();
    let mut serializer = Serializer::with_formatter(&mut text, Plain);
    match value.serialize(&mut serializer) {
        Ok(()) => String::from_utf8(text).unwrap_or_else(|_| "null".into()),
        Err(_) => "null".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_back_as_they_were() {
        for value in [0.0, -0.0, 1.5, -2.0, 0.1 + 0.2, 1e300, 5e-324, 1.7976931348623157e308, 123456789.123, 1e-5, 9e-6]
        {
            let text = written(&value);
            assert_eq!(serde_json::from_str::<f64>(&text).unwrap(), value, "{text}");
            assert!(text.len() < 30, "{text}");
        }
        // JSON has no other numbers.
        assert_eq!(written(&[f64::NAN, f64::INFINITY]), "[null,null]");
        assert_eq!(written(&("a\"b", 3_u8, true, None::<u8>)), r#"["a\"b",3,true,null]"#);
    }
}
