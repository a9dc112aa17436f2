//! The library as a module for Node, so that `make bench` can measure it beside others in one process.

/// Analyses `text` and returns how much was found, so that nothing is optimised away.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn analyze_len(text: &str) -> u32 {
    dockerfile_playground::text::LineIndex::new(text).len()
}
