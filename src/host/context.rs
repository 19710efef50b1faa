//! The drawing context of a canvas, as far as frames need it (HTML Living Standard, section 4.12.5.1). Declared here:
//! the crates that declare all of the web bring an executor of promises with them, which nothing here uses.

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// `CanvasRenderingContext2D`.
    #[derive(Clone, PartialEq)]
    #[wasm_bindgen(js_name = CanvasRenderingContext2D)]
    pub type Context;

    #[wasm_bindgen(method, setter, js_name = globalAlpha)]
    pub fn set_global_alpha(this: &Context, alpha: f64);
    #[wasm_bindgen(method, setter, js_name = fillStyle)]
    pub fn set_fill_colour(this: &Context, colour: &str);
    #[wasm_bindgen(method, setter, js_name = fillStyle)]
    pub fn set_fill_gradient(this: &Context, gradient: &Gradient);
    #[wasm_bindgen(method, setter, js_name = strokeStyle)]
    pub fn set_stroke_colour(this: &Context, colour: &str);
    #[wasm_bindgen(method, setter, js_name = lineWidth)]
    pub fn set_line_width(this: &Context, width: f64);
    #[wasm_bindgen(method, setter, js_name = lineCap)]
    pub fn set_line_cap(this: &Context, cap: &str);
    #[wasm_bindgen(method, setter, js_name = lineJoin)]
    pub fn set_line_join(this: &Context, join: &str);
    #[wasm_bindgen(method, js_name = setLineDash)]
    pub fn set_line_dash(this: &Context, dashes: &[f64]);
    #[wasm_bindgen(method, setter)]
    pub fn set_font(this: &Context, font: &str);

    #[wasm_bindgen(method)]
    pub fn save(this: &Context);
    #[wasm_bindgen(method)]
    pub fn restore(this: &Context);
    #[wasm_bindgen(method, js_name = setTransform)]
    pub fn set_transform(this: &Context, a: f64, b: f64, c: f64, d: f64, e: f64, f: f64);
    #[wasm_bindgen(method)]
    pub fn translate(this: &Context, x: f64, y: f64);
    #[wasm_bindgen(method)]
    pub fn rotate(this: &Context, angle: f64);

    #[wasm_bindgen(method, js_name = beginPath)]
    pub fn begin_path(this: &Context);
    #[wasm_bindgen(method, js_name = closePath)]
    pub fn close_path(this: &Context);
    #[wasm_bindgen(method, js_name = moveTo)]
    pub fn move_to(this: &Context, x: f64, y: f64);
    #[wasm_bindgen(method, js_name = lineTo)]
    pub fn line_to(this: &Context, x: f64, y: f64);
    #[wasm_bindgen(method)]
    pub fn arc(this: &Context, x: f64, y: f64, radius: f64, from: f64, to: f64);
    #[wasm_bindgen(method)]
    pub fn rect(this: &Context, x: f64, y: f64, width: f64, height: f64);
    #[wasm_bindgen(method)]
    pub fn clip(this: &Context);
    #[wasm_bindgen(method)]
    pub fn fill(this: &Context);
    #[wasm_bindgen(method)]
    pub fn stroke(this: &Context);
    #[wasm_bindgen(method, js_name = fillRect)]
    pub fn fill_rect(this: &Context, x: f64, y: f64, width: f64, height: f64);
    #[wasm_bindgen(method, js_name = fillText)]
    pub fn fill_text(this: &Context, text: &str, x: f64, y: f64);
    #[wasm_bindgen(method, js_name = measureText)]
    pub fn measure_text(this: &Context, text: &str) -> TextMetrics;

    #[wasm_bindgen(method, js_name = createLinearGradient)]
    pub fn create_linear_gradient(this: &Context, x0: f64, y0: f64, x1: f64, y1: f64) -> Gradient;
    #[wasm_bindgen(method, js_name = createRadialGradient)]
    pub fn create_radial_gradient(this: &Context, x0: f64, y0: f64, r0: f64, x1: f64, y1: f64, r1: f64) -> Gradient;

    /// `CanvasGradient`.
    #[wasm_bindgen(js_name = CanvasGradient)]
    pub type Gradient;
    #[wasm_bindgen(method, js_name = addColorStop)]
    pub fn add_stop(this: &Gradient, at: f64, colour: &str);

    /// `TextMetrics`.
    pub type TextMetrics;
    #[wasm_bindgen(method, getter)]
    pub fn width(this: &TextMetrics) -> f64;
}
