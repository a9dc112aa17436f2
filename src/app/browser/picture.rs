//! Drawings as PNG, saved or copied.

use wasm_bindgen::prelude::{Closure, JsValue, wasm_bindgen};
use yew::Callback;

#[wasm_bindgen(module = "/static/gen/editor.js")]
extern "C" {
    #[wasm_bindgen(js_name = savePicture)]
    fn save_picture(svg: &str, scale: f64, name: &str, done: &JsValue);
    #[wasm_bindgen(js_name = copyPicture)]
    fn copy_picture(svg: &str, scale: f64, done: &JsValue);
}

/// Offers an SVG document as a PNG file, `scale` times as large, and tells whether that worked.
pub fn save(svg: &str, scale: f64, name: &str, done: Callback<bool>) {
    save_picture(svg, scale, name, &told(done));
}

/// Puts an SVG document into the clipboard as a PNG, `scale` times as large, and tells whether that worked. To be called
/// from a click or a key.
pub fn copy(svg: &str, scale: f64, done: Callback<bool>) {
    copy_picture(svg, scale, &told(done));
}

fn told(done: Callback<bool>) -> JsValue {
    Closure::once_into_js(move |worked: bool| done.emit(worked))
}
