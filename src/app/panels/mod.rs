//! The parts of the page beside the text.

mod explain;
mod finding;
mod graph;
mod image;
mod inputs;
mod inputs_rows;
mod links;
mod problems;
mod rebuild;
mod rebuild_form;
mod rebuild_step;
mod silenced;
mod variables;

pub use explain::ExplainPanel;
pub use graph::GraphPanel;
pub use image::ImagePanel;
pub use inputs::InputsPanel;
pub use links::Links;
pub use problems::ProblemsPanel;
pub use rebuild::{RebuildPanel, Simulated};
pub use variables::VariablesPanel;
