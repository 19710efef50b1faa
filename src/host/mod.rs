//! The browser's side of the boundary: painting on a canvas, the functions that JavaScript may call, their messages.
//! Not here: any physics, and any decision that a native run would also have to take.
//! Start with `web.rs`.

#[cfg(target_arch = "wasm32")]
mod canvas;
pub mod message;
#[cfg(target_arch = "wasm32")]
mod web;
