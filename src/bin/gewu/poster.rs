//! `gewu poster`: the first picture of a module as SVG, shown until its lab has loaded.

use super::arguments;
use super::open::{file_of, open};
use gewu::frame::svg::svg;
use gewu::frame::{Align, Camera, Palette, Theme};
use gewu::lab::{Lab, Opening};
use std::collections::BTreeMap;
use std::rc::Rc;

/// Width and height of a poster, CSS pixels: the shape of a card in the gallery, so that nothing is cut there.
const SIZE: (f64, f64) = (720.0, 450.0);

/// Writes `poster.svg` into each module folder that is named, or into all of `simulations/`.
pub fn run(words: &[String]) -> Result<bool, String> {
    let words = arguments::parse(words, &[])?;
    let folders = if words.rest.is_empty() {
        let all = super::check::modules(std::path::Path::new("simulations"));
        all.into_iter().map(|p| p.display().to_string()).collect()
    } else {
        words.rest
    };
    let mut well = true;
    for folder in &folders {
        let file = file_of(folder);
        let Some(text) = poster(folder)? else {
            well = false;
            continue;
        };
        let out = file.with_file_name("poster.svg");
        std::fs::write(&out, text).map_err(|e| format!("{} cannot be written: {e}", out.display()))?;
        println!("{}", out.display());
    }
    Ok(well)
}

fn poster(folder: &str) -> Result<Option<String>, String> {
    let Some(module) = open(folder)? else { return Ok(None) };
    let words = file_of(folder).with_file_name("strings").join("en.json");
    let strings: BTreeMap<String, String> =
        std::fs::read_to_string(words).ok().and_then(|t| serde_json::from_str(&t).ok()).unwrap_or_default();
    let mut lab = Lab::new(Rc::new(module), Opening::default()).map_err(|e| e.sentence)?;
    let frame = lab.frame();
    let camera = Camera::new(frame.world, SIZE.0, SIZE.1).aligned(Align::BOTTOM);
    Ok(Some(svg(frame, &camera, &Palette::new(Theme::Light), &|key| {
        Some(strings.get(key).cloned().unwrap_or_default())
    })))
}
