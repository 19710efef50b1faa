//! The browser's side: what paints frames on a canvas and what JavaScript may call.
//! Not here: physics, rules or anything that a native test could not run; this is the only folder that names the web.
//! Start with `canvas`, which paints a frame.

#[cfg(target_arch = "wasm32")]
pub mod canvas;
