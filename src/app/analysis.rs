//! Runs the analysis: the only caller of `analyze`.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;

use dockerfile_playground::assist::{TokenClass, tokens};
use dockerfile_playground::graph::layout::Direction;
use dockerfile_playground::graph::{Graph, Node, graph};
use dockerfile_playground::rules::Counts;
use dockerfile_playground::text::Span;
use dockerfile_playground::{Analysis, Options, analyze};

use super::browser::clock;
use super::same::Same;

/// What there is to show of a text.
#[derive(Debug)]
pub struct Analysed {
    /// What the library says.
    pub analysis: Analysis,
    /// How many findings there are.
    pub counts: Counts,
    /// The coloured pieces of the text.
    pub tokens: Vec<(Span, TokenClass)>,
    /// The stages as they are drawn.
    pub drawing: Drawing,
    /// How long it took.
    pub time_ms: f64,
}

/// The graph that is shown. While the text is broken, that of the last text that was whole.
#[derive(Clone, Debug)]
pub struct Drawing {
    /// What is drawn.
    pub graph: Same<Graph>,
    /// A name for each node that stays when others come and go; all differ.
    pub keys: Vec<String>,
    /// The keys of the nodes that the present text does not have, or not whole.
    pub stale: BTreeSet<String>,
}

/// Analyses texts and remembers the last one, so that asking twice costs nothing.
#[derive(Default)]
pub struct Analyst {
    last: RefCell<Option<Last>>,
    whole: RefCell<Option<Drawing>>,
}

struct Last {
    text: Rc<str>,
    options: Options,
    direction: Direction,
    result: Same<Analysed>,
}

impl Analyst {
    /// What there is to show of `text`.
    pub fn ask(&self, text: &Rc<str>, options: &Options, direction: Direction) -> Same<Analysed> {
        if let Some(last) = &*self.last.borrow()
            && last.options == *options
            && last.direction == direction
            && (Rc::ptr_eq(&last.text, text) || last.text == *text)
        {
            return last.result.clone();
        }
        let result = Same::new(self.run(text, options, direction));
        let (text, options) = (Rc::clone(text), options.clone());
        let last = Last { text, options, direction, result: result.clone() };
        self.last.replace(Some(last));
        result
    }

    fn run(&self, text: &str, options: &Options, direction: Direction) -> Analysed {
        let start = clock::now_ms();
        let analysis = analyze(text, options);
        let graph = graph(&analysis.model, direction);
        let tokens = tokens(&analysis.model);
        let counts = Counts::new(&analysis.model, &analysis.findings);
        let time_ms = clock::now_ms() - start;
        let drawing = self.draw(&analysis, graph);
        Analysed { analysis, counts, tokens, drawing, time_ms }
    }

    /// The present graph, or the last whole one where the present one is a torn piece of it.
    fn draw(&self, analysis: &Analysis, present: Graph) -> Drawing {
        let present = Drawing { keys: keys(&present), graph: Same::new(present), stale: BTreeSet::new() };
        let last = self.whole.borrow().clone();
        let is_whole = analysis.model.errors.is_empty();
        let last = last.filter(|last| !is_whole && last.graph.direction == present.graph.direction);
        let torn = last.map(|last| Drawing { stale: missing(&last, &present), ..last });
        match torn.filter(|torn| !torn.stale.is_empty() && 2 * torn.stale.len() <= torn.keys.len()) {
            Some(torn) => torn,
            None => {
                self.whole.replace(Some(present.clone()));
                present
            }
        }
    }

    /// How long to wait behind a keystroke before the text is analysed, in milliseconds, and whether each further
    /// keystroke begins the wait anew. A quick analysis follows in the next frame; a slow one when typing pauses.
    pub fn patience(&self) -> (u32, bool) {
        let time_ms = self.last.borrow().as_ref().map_or(0.0, |last| last.result.time_ms);
        if time_ms < QUICK_MS {
            (A_FRAME_MS, false)
        } else {
            ((time_ms * 4.0).min(MOST_PATIENT_MS) as u32, true)
        }
    }
}

/// An analysis that takes less fits between two frames.
const QUICK_MS: f64 = 8.0;

const A_FRAME_MS: u32 = 12;

const MOST_PATIENT_MS: f64 = 400.0;

fn keys(graph: &Graph) -> Vec<String> {
    let mut known = BTreeSet::new();
    let key = |node: &Node| {
        let name = if node.is_stage() { format!("stage {}", node.full_name) } else { node.id() };
        if known.insert(name.clone()) { name } else { format!("{name}, {}", node.id()) }
    };
    graph.nodes.iter().map(key).collect()
}

/// The keys of the nodes of `last` that `present` does not have, or not whole.
fn missing(last: &Drawing, present: &Drawing) -> BTreeSet<String> {
    let nodes = present.keys.iter().zip(&present.graph.nodes);
    let whole: BTreeSet<&String> = nodes.filter(|(_, node)| !node.is_broken).map(|(key, _)| key).collect();
    let nodes = last.keys.iter().zip(&last.graph.nodes);
    let lost = nodes.filter(|(key, node)| !whole.contains(key) && !node.is_broken);
    lost.map(|(key, _)| key.clone()).collect()
}
