//! What an editor asks for while a Dockerfile is typed: colours, folds, completions, texts for the pointer; and the
//! few summaries that a page shows beside the text. All of it works on half-written text.

mod completion;
mod flag;
mod fold;
mod image;
mod inlay;
mod token;
mod value;

pub use completion::{Completion, CompletionKind, Completions, completions};
pub use fold::folds;
pub use image::{ImageFact, ImageOrigin, ImageValue, image_facts, image_json};
pub use inlay::{Inlay, inlays};
pub use token::{TokenClass, syntax_tokens, tokens, tokens_around};
