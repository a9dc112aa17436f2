//! What every part of a Dockerfile means, for readers.
//!
//! Texts are data: [`Entry`] in `instruction`, `concept`, `variable`, `image` and `command`.

mod catalogue;
mod command;
mod concept;
mod entry;
mod image;
mod instruction;
mod variable;
mod words;

pub use catalogue::{all, entry, variable_entry};
pub use entry::{Entry, Source, Topic};
