//! The stages and what they take from each other, as a drawing.

mod control;
mod drawn;
mod edge;
mod export;
mod find;
mod grips;
mod keys;
mod lane;
mod look;
mod minimap;
mod node;
mod note;
mod options;
mod outline;
mod panel;
mod search;
mod steps;
mod view;

pub use note::{StageNote, StageNotes};
pub use panel::GraphPanel;
pub use steps::{RowMark, RowMarks};
