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
mod rebuild_advice;
mod rebuild_form;
mod rebuild_step;
mod silenced;
mod variables;

pub use explain::ExplainPanel;
pub use graph::{GraphPanel, RowMarks, StageNotes};
pub use image::{ImagePanel, Props as ImageProps};
pub use inputs::{InputsPanel, Props as InputsProps};
pub use links::Links;
pub use problems::ProblemsPanel;
pub use rebuild::{Props as RebuildProps, RebuildPanel, Simulated};
pub use rebuild_advice::Notes;
pub use variables::{Props as VariablesProps, VariablesPanel};
