use dockerfile_playground::text::{Edit, Span};
use yew::Callback;

/// How panels act on the text and on each other.
#[derive(Clone, Debug, PartialEq)]
pub struct Links {
    /// Puts the caret at the start of a span, shows it and gives the editor the keyboard.
    pub go: Callback<Span>,
    /// Puts the caret at the start of a span and stays.
    pub pick: Callback<Span>,
    /// The pointer is over something that stands at this span, or over nothing.
    pub point: Callback<Option<Span>>,
    /// Makes edits to the text.
    pub edit: Callback<Vec<Edit>>,
}
