use std::rc::Rc;

use super::share::Shared;
use super::{GraphView, Input, Notice, Panel, Saved, Theme, WhatIf};
use crate::rules::Severity;
use crate::text::Span;

/// What can happen to a session.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// The visitor has changed the text in the editor.
    Typed(Rc<str>),
    /// The caret or the selection has moved.
    Selected(Span),
    /// An example was chosen: its name and text.
    OpenSample(&'static str, Rc<str>),
    /// A link was opened.
    OpenLink(Shared),
    /// Another change is asked about.
    WhatIf(WhatIf),
    /// The opened link becomes the visitor's own text.
    KeepAsMine,
    /// The opened link is left for the visitor's own text.
    BackToMine(Saved),
    /// The build is called with something else.
    Input(Input),
    /// Another theme.
    Theme(Theme),
    /// Long lines are wrapped or not.
    Wrap(bool),
    /// The text shows the values of variables or not.
    Values(bool),
    /// The stages are drawn otherwise.
    GraphView(GraphView),
    /// The stage whose FROM begins here is opened to its steps, or closed.
    Turn(u32),
    /// A panel is brought to the front.
    Show(Panel),
    /// Findings of a severity are shown or hidden.
    ToggleSeverity(Severity),
    /// The editor gets this share of the width, in percent.
    EditorShare(f32),
    /// The graph gets this share of the height, in percent.
    GraphShare(f32),
    /// Another tab has stored this.
    OtherTab(Saved),
    /// The work of the other tab is taken.
    LoadOther,
    /// The work of this tab is kept and stored over that of the other.
    KeepMine,
    /// Something is to be told.
    Tell(Notice),
    /// A notice was read.
    Dismiss(Notice),
}
