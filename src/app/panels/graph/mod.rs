//! The stages and what they take from each other, as a drawing.

mod edge;
mod export;
mod node;
mod note;
mod options;
mod outline;
mod panel;
mod view;

pub use note::StageNote;
pub use panel::GraphPanel;
