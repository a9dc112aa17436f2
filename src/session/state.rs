use std::collections::BTreeSet;
use std::rc::Rc;

use super::{GraphView, Notice, Panel, Settings, WhatIf, samples};
use crate::model::Options;
use crate::rules::Severity;
use crate::text::Span;

/// Everything the playground holds between two actions.
#[derive(Clone, Debug, PartialEq)]
pub struct Session {
    /// The text as the editor last told it.
    pub text: Rc<str>,
    /// Counts how often the text came from elsewhere than the editor, which then has to take it over.
    pub loads: u32,
    /// What `docker build` would be called with.
    pub options: Options,
    /// The caret or the selection.
    pub selection: Span,
    /// The panel in front on a narrow screen.
    pub panel: Panel,
    /// The tab in front on a wide screen; one of [`Panel::TABS`].
    pub tab: Panel,
    /// The change whose effect is asked for.
    pub what_if: WhatIf,
    /// Whose text it is.
    pub place: Place,
    /// How the page looks on this device.
    pub settings: Settings,
    /// How the stages are drawn now: as the settings have it, or as a link asks for.
    pub graph: GraphView,
    /// The stages that are opened to their steps, or closed where all are opened: by the offsets at which their FROM
    /// lines begin.
    pub turned: Vec<u32>,
    /// The severities whose findings are not listed.
    pub hidden: BTreeSet<Severity>,
    /// What the visitor is told, oldest first.
    pub notices: Vec<Notice>,
}

/// Whose text a session holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Place {
    /// The visitor's own; it is stored.
    #[default]
    Own,
    /// That of a link; it is not stored, and the visitor's own stays as it is.
    Link,
}

/// What is stored of the visitor's own work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    /// The text.
    pub text: Rc<str>,
    /// What it is built with.
    pub options: Options,
}

impl Session {
    /// A session with the visitor's own work.
    pub fn new(saved: Saved, settings: Settings) -> Self {
        Self {
            what_if: WhatIf::new(Rc::clone(&saved.text)),
            text: saved.text,
            loads: 0,
            options: saved.options,
            selection: Span::default(),
            panel: Panel::Edit,
            tab: Panel::Explain,
            place: Place::Own,
            graph: settings.graph,
            turned: Vec::new(),
            settings,
            hidden: BTreeSet::new(),
            notices: Vec::new(),
        }
    }

    /// Whether the text may be stored now: it is the visitor's own and no other tab has stored another one.
    pub fn is_stored(&self) -> bool {
        let asks = |notice: &Notice| matches!(notice, Notice::OtherTab(_));
        self.place == Place::Own && !self.notices.iter().any(asks)
    }

    /// What is stored.
    pub fn saved(&self) -> Saved {
        Saved { text: Rc::clone(&self.text), options: self.options.clone() }
    }
}

impl Default for Saved {
    /// What a first visit shows.
    fn default() -> Self {
        Self { text: samples::DEFAULT.text.into(), options: Options::default() }
    }
}

impl Default for Session {
    fn default() -> Self {
        Self::new(Saved::default(), Settings::default())
    }
}
