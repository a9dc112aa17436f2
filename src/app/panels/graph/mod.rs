//! The stages and what they take from each other, as a drawing.

mod edge;
mod node;
mod panel;
mod view;

pub use panel::GraphPanel;
