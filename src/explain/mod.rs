//! What every part of a Dockerfile means, for readers.
//!
//! Texts are data: [`Entry`] in `instruction`, `concept`, `variable`, `image` and `command`. What depends on the file at
//! hand is put together by `describe`, one file a subject, from facts of the model. [`at()`] joins the two for one place.
//! Knows nothing of rules, findings and the page.

mod at;
mod catalogue;
mod command;
mod concept;
mod describe;
mod draft;
mod entry;
mod explanation;
mod facts;
mod image;
mod instruction;
mod variable;
mod variables;
mod words;

pub use at::{at, hover};
pub use catalogue::{all, entry, variable_entry};
pub use entry::{Entry, Source, Topic};
pub use explanation::{Explanation, Hover, Note, Part, VariableFact};
pub use variables::{VariableWords, variable_words};

#[cfg(test)]
mod tests;
