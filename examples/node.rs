//! The library as a module for Node, so that `make bench` can measure it beside others in one process.

/// Analyses `text` and returns how much was found, so that nothing is optimised away.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn analyze_len(text: &str) -> u32 {
    let analysis = dockerfile_playground::analyze(text, &dockerfile_playground::Options::default());
    (analysis.findings.len() + analysis.model.stages.len()) as u32
}

/// Only finds out what `text` means and returns how many stages there are.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn model_len(text: &str) -> u32 {
    dockerfile_playground::Model::new(text, &dockerfile_playground::Options::default()).stages.len() as u32
}

/// Only reads the syntax of `text` and returns how many instructions there are.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn parse_len(text: &str) -> u32 {
    dockerfile_playground::syntax::parse(text).instructions.len() as u32
}

/// Lays out a graph of so many stages, each of which takes from two before it, and returns how wide it is.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn layout_width(stages: usize) -> f32 {
    use dockerfile_playground::graph::layout::{Direction, Link, NodeSize, layout};

    let nodes = vec![NodeSize { width: 150.0, height: 60.0, lane: 0 }; stages];
    let link = |to: usize, step: usize, reach: usize| Link::new(to - 1 - to * step % to.min(reach), to);
    let links: Vec<Link> = (1..stages).flat_map(|to| [link(to, 7, 5), link(to, 13, 16)]).collect();
    layout(&nodes, &links, Direction::LeftToRight).width
}
