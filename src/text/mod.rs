//! Spans, positions, joined lines and edits. Knows nothing of Dockerfiles.

mod array;
mod case;
mod decimal;
mod edit;
mod editor_text;
mod fix;
mod harmless;
mod joined;
mod line_index;
mod lookalike;
pub mod order;
mod path;
mod placed;
mod preview;
pub mod prose;
mod quote;
mod span;
mod suggest;

pub use array::{LooseArray, json_array, loose_array};
pub use case::{capitalized, lower, upper};
pub use decimal::{read_decimal, within, write_decimal};
pub use edit::{Edit, EditError, apply_edits, difference};
pub use editor_text::EditorText;
pub use fix::{Fix, Safety};
pub use harmless::{harmless, harmless_text};
pub use joined::Joined;
pub use line_index::{LineIndex, Lines, Position};
pub use lookalike::{Lookalike, lookalike, plain_text};
pub use path::{clean_path, join_path};
pub(crate) use placed::placed;
pub use placed::{Placed, Shift};
pub use preview::{Change, PreviewLine, preview};
pub use quote::{go_quote, json_quote};
pub use span::Span;
pub use suggest::suggest;
