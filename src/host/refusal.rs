//! A refusal as it crosses to the page: `Refusal` in `www/src/element/message.ts`.

use super::short;
use crate::lab::Stopped;
use crate::quantity::Entries;
use crate::quantity::Unit;
use crate::systems::Refused;
use serde::Serialize;

/// Something that was refused.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Refusal {
    /// Key of the sentence in the page's strings.
    pub key: String,
    /// Named values for that sentence.
    pub values: Entries<String, String>,
    /// The sentence in English.
    pub sentence: String,
}

impl Refusal {
    /// A refusal by the lab; `unit` is that of the value that was refused, if it was one.
    pub fn new(refused: &Refused, unit: Option<&Unit>) -> Refusal {
        let mut values = Entries::new();
        let mut put = |key: &str, value: String| values.insert(key.to_owned(), value);
        match refused {
            Refused::Unknown { path, nearest } => {
                put("path", path.clone());
                put("nearest", nearest.clone().unwrap_or_default());
            }
            Refused::NotSettable { path } | Refused::Running { path } => put("path", path.clone()),
            Refused::OutOfRange { path, value, min, max } => {
                let text = |si: f64| match unit {
                    Some(unit) => short(unit.from_si(si)),
                    None => short(si),
                };
                put("path", path.clone());
                put("value", text(*value));
                put("min", text(*min));
                put("max", text(*max));
                put("unit", unit.map(|u| u.symbol.to_string()).unwrap_or_default());
            }
            Refused::NotAQuantity { path, sentence } => {
                put("path", path.clone());
                put("detail", sentence.clone());
            }
            Refused::NotHeld => {}
            Refused::Impossible { part, sentence, .. } => {
                put("detail", sentence.clone());
                if cfg!(feature = "rigid") && !part.is_empty() {
                    put("part", part.clone());
                }
            }
        }
        Refusal { key: refused.key().into(), values, sentence: refused.to_string() }
    }

    /// Why a run stopped.
    pub fn stopped(stopped: &Stopped) -> Refusal {
        let values = [("path", &stopped.path), ("detail", &stopped.sentence)];
        Refusal {
            key: stopped.key.clone(),
            values: values.into_iter().map(|(k, v)| (k.to_owned(), v.clone())).collect(),
            sentence: stopped.sentence.clone(),
        }
    }
}
