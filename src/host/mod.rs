//! The browser's side of the boundary: painting on a canvas, the functions that JavaScript may call, their messages.
//! Not here: any physics, and any decision that a native run would also have to take.
//! Start with `web.rs`. The messages' fields are those of `www/src/element/message.ts`: a test compares them.

#[cfg(target_arch = "wasm32")]
mod canvas;
#[cfg(target_arch = "wasm32")]
mod context;
mod description;
#[cfg(any(target_arch = "wasm32", test))]
mod json_text;
mod refusal;
#[cfg(all(target_arch = "wasm32", feature = "assess"))]
mod score;
mod status;
#[cfg(target_arch = "wasm32")]
mod web;
#[cfg(feature = "rigid")]
mod workbench;

pub use description::Description;
pub use refusal::Refusal;
pub use status::Status;
#[cfg(feature = "rigid")]
pub use workbench::{Property, Workbench, properties};

use crate::quantity::Unit;
use crate::quantity::unit::{CENTIMETRE, DEGREE, GRAM, MILLILITRE};

/// At most four significant digits, without zeros at the end.
fn short(value: f64) -> String {
    let text = crate::quantity::significant(value, 4);
    if text.contains('.') && !text.contains('e') {
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        text
    }
}

/// The unit a learner meets for a variable: degrees, centimetres, grams and millilitres rather than SI where those are usual.
pub fn usual(unit: &Unit) -> Unit {
    match unit.symbol.as_ref() {
        "rad" => DEGREE,
        "m" => CENTIMETRE,
        "kg" => GRAM,
        "m³" => MILLILITRE,
        _ => unit.clone(),
    }
}
