//! The library as a module for Node, so that `make bench` can measure it beside others in one process.

/// Analyses `text` and returns how much was found, so that nothing is optimised away.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn analyze_len(text: &str) -> u32 {
    let analysis = dockerfile_playground::analyze(text, &dockerfile_playground::Options::default());
    (analysis.findings.len() + analysis.model.stages.len()) as u32
}

/// Only reads the syntax of `text` and returns how many instructions there are.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn parse_len(text: &str) -> u32 {
    dockerfile_playground::syntax::parse(text).instructions.len() as u32
}
