use std::fmt::Write;

use crate::graph::export::Theme;
use crate::text::{read_decimal, within, write_decimal};

/// How the page looks on this device. Not part of a shared link.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Settings {
    /// Light, dark or as the system has it.
    pub theme: Theme,
    /// How much of the width the editor has, in percent.
    pub editor_share: f32,
    /// How much of the height beside the editor the graph has, in percent.
    pub graph_share: f32,
    /// Whether long lines of the text are wrapped.
    pub is_wrapped: bool,
    /// Whether the text shows the values of variables behind them.
    pub shows_values: bool,
    /// How the stages are drawn, unless a link says otherwise.
    pub graph: GraphView,
}

/// How the stages are drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct GraphView {
    /// Whether from top to bottom; where it is not said, as it fits the window.
    pub is_down: Option<bool>,
    /// Whether the build context and what ADD downloads are drawn.
    pub has_sources: bool,
    /// Whether the nothing that stages start from is drawn or, if not, not even said; usually the stage says it.
    pub scratch: Option<bool>,
    /// Whether all are opened to their steps.
    pub has_steps: bool,
    /// Whether they are listed, not drawn.
    pub is_outline: bool,
    /// Whether it is shown what can be built at once, and the longest way.
    pub has_waves: bool,
}

/// A word, and what it says.
type GraphWord = (&'static str, fn(&mut GraphView));

/// What settings say of the graph, word by word.
const GRAPH_WORDS: [GraphWord; 8] = [
    ("down", |view| view.is_down = Some(true)),
    ("right", |view| view.is_down = Some(false)),
    ("sources", |view| view.has_sources = true),
    ("scratch", |view| view.scratch = Some(true)),
    ("no-scratch", |view| view.scratch = Some(false)),
    ("steps", |view| view.has_steps = true),
    ("outline", |view| view.is_outline = true),
    ("waves", |view| view.has_waves = true),
];

impl GraphView {
    /// Reads what [`GraphView::to_text`] wrote. Words that are not known are passed over.
    pub fn of_text(text: &str) -> Self {
        let mut view = Self::default();
        for word in text.split([',', ' ']) {
            if let Some((_, set)) = GRAPH_WORDS.iter().find(|(known, _)| *known == word) {
                set(&mut view);
            }
        }
        view
    }

    /// The words that change nothing in it, joined by commas; empty where all is by default.
    pub fn to_text(self) -> String {
        let holds = |(_, set): &&GraphWord| {
            let mut changed = self;
            set(&mut changed);
            changed == self
        };
        let words: Vec<&str> = GRAPH_WORDS.iter().filter(holds).map(|(word, _)| *word).collect();
        words.join(",")
    }
}

impl Settings {
    /// The editor gets no less and no more of the width, in percent.
    pub const EDITOR_SHARES: (f32, f32) = (20.0, 80.0);

    /// The graph gets no less and no more of the height, in percent.
    pub const GRAPH_SHARES: (f32, f32) = (15.0, 85.0);

    /// Reads what [`Settings::to_text`] wrote. What is missing or unknown is as it is by default.
    pub fn of_text(text: &str) -> Self {
        let mut settings = Self::default();
        for (name, value) in text.lines().filter_map(|line| line.split_once('=')) {
            let share = |(least, most): (f32, f32), default: f32| match read_decimal(value) {
                Some(share) if share.is_finite() => within(share as f32, least, most),
                _ => default,
            };
            match name {
                "theme" => settings.theme = Theme::of_id(value),
                "editor-share" => settings.editor_share = share(Self::EDITOR_SHARES, settings.editor_share),
                "graph-share" => settings.graph_share = share(Self::GRAPH_SHARES, settings.graph_share),
                "wrap" => settings.is_wrapped = value == "yes",
                "values" => settings.shows_values = value == "yes",
                "graph" => settings.graph = GraphView::of_text(value),
                _ => {}
            }
        }
        settings
    }

    /// The settings as lines of `name=value`.
    pub fn to_text(&self) -> String {
        let mut text = String::new();
        let word = |is_on: bool| if is_on { "yes" } else { "no" };
        let (wrap, values) = (word(self.is_wrapped), word(self.shows_values));
        // Writing to a string does not fail.
        let _ = write!(
            text,
            "theme={}\neditor-share={}\ngraph-share={}\nwrap={wrap}\nvalues={values}\ngraph={}\n",
            self.theme.id(),
            write_decimal(self.editor_share.into(), 1),
            write_decimal(self.graph_share.into(), 1),
            self.graph.to_text()
        );
        text
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: Theme::System,
            editor_share: 46.0,
            graph_share: 44.0,
            is_wrapped: false,
            shows_values: false,
            graph: GraphView::default(),
        }
    }
}

#[test]
fn settings_round_trip_and_forgive() {
    let settings = Settings {
        theme: Theme::Dark,
        editor_share: 33.5,
        graph_share: 60.0,
        is_wrapped: true,
        shows_values: true,
        graph: GraphView {
            is_down: Some(false),
            has_sources: true,
            scratch: Some(false),
            ..GraphView::default()
        },
    };
    assert_eq!(Settings::of_text(&settings.to_text()), settings);
    assert_eq!(Settings::of_text(""), Settings::default());
    let odd = Settings::of_text("theme=pink\neditor-share=NaN\ngraph-share=1e9\nwrap\nnew=1");
    assert_eq!(odd, Settings { graph_share: 85.0, ..Settings::default() });
}
