//! Runs the analysis: the only caller of `analyze`.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use dockerfile_playground::assist::{TokenClass, tokens};
use dockerfile_playground::graph::layout::Direction;
use dockerfile_playground::graph::{Graph, Node, graph};
use dockerfile_playground::model::{Model, StageId};
use dockerfile_playground::rules::Counts;
use dockerfile_playground::text::{Span, order};
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
    /// The keys of the nodes that the present text does not have.
    pub stale: BTreeSet<String>,
    /// For each node, the stage of the present text that it stands for.
    pub stages: Vec<Option<StageId>>,
    /// For each node, where the text speaks of it: its stage, or where it is named first.
    pub places: Vec<Span>,
}

impl Drawing {
    fn new(model: &Model, graph: Same<Graph>, keys: Vec<String>, stale: BTreeSet<String>) -> Self {
        let mut by_title: BTreeMap<String, StageId> = BTreeMap::new();
        for stage in &model.stages {
            by_title.entry(stage.title()).or_insert(stage.id);
        }
        let is_present = graph.nodes.iter().filter(|node| node.is_stage()).count() == model.stages.len();
        let stage = |(index, node): (usize, &Node)| match node.is_stage() {
            true if is_present && stale.is_empty() => model.stages.get(index).map(|stage| stage.id),
            true => by_title.get(&node.full_name).copied(),
            false => None,
        };
        let stages: Vec<Option<StageId>> = graph.nodes.iter().enumerate().map(stage).collect();
        let mut named: BTreeMap<usize, Span> = BTreeMap::new();
        for edge in &graph.edges {
            if let Some(place) = edge.uses.first() {
                named.entry(edge.from).or_insert(place.span);
            }
        }
        let place = |(index, stage): (usize, &Option<StageId>)| {
            let stage = stage.and_then(|id| model.stage(id)).map(|stage| stage.span);
            stage.or_else(|| named.get(&index).copied()).unwrap_or_default()
        };
        let places = stages.iter().enumerate().map(place).collect();
        Self { graph, keys, stale, stages, places }
    }

    /// The node of a stage of the present text.
    pub fn node_of(&self, stage: Option<StageId>) -> Option<usize> {
        stage.and_then(|stage| self.stages.iter().position(|known| *known == Some(stage)))
    }

    /// The node that a place of the text is about: the image named there, or else the stage around it.
    pub fn node_at(&self, model: &Model, span: Span) -> Option<usize> {
        let is_named = |index: &usize| self.places.get(*index).is_some_and(|place| place.contains(span));
        let externals = (model.stages.len()..self.places.len()).filter(|_| !span.is_empty());
        let external = externals.filter(|index| self.stages.get(*index) == Some(&None)).find(is_named);
        external.or_else(|| self.node_of(model.stage_at(span.start).map(|stage| stage.id)))
    }
}

/// Analyses texts and remembers the last one, so that asking twice costs nothing.
#[derive(Default)]
pub struct Analyst {
    last: RefCell<Option<Last>>,
    whole: RefCell<Option<(Same<Graph>, Vec<String>)>>,
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

    /// The present graph; where it is a torn piece of the last whole one, that.
    fn draw(&self, analysis: &Analysis, present: Graph) -> Drawing {
        let keys = keys(&present);
        let is_whole = analysis.model.errors.is_empty();
        let whole = self.whole.borrow().clone();
        let whole = whole.filter(|(graph, _)| !is_whole && graph.direction == present.direction);
        if let Some((graph, known)) = whole
            && let Some(stale) = lost((&graph, &known), (&present, &keys))
        {
            return Drawing::new(&analysis.model, graph, known, stale);
        }
        let graph = Same::new(present);
        self.whole.replace(Some((graph.clone(), keys.clone())));
        Drawing::new(&analysis.model, graph, keys, BTreeSet::new())
    }

    /// How long to wait behind a keystroke before the text is analysed, in milliseconds, and whether each further
    /// keystroke begins the wait anew. A quick analysis follows in the next frame; a slow one when typing pauses.
    pub fn patience(&self) -> (u32, bool) {
        match self.last_time_ms() {
            time_ms if time_ms < QUICK_MS => (A_FRAME_MS, false),
            time_ms => ((time_ms * 4.0).min(MOST_PATIENT_MS) as u32, true),
        }
    }

    /// Whether an analysis takes no longer than a pause between two keystrokes.
    pub fn is_quick(&self) -> bool {
        self.last_time_ms() < A_PAUSE_MS
    }

    fn last_time_ms(&self) -> f64 {
        self.last.borrow().as_ref().map_or(0.0, |last| last.result.time_ms)
    }
}

/// An analysis that takes less fits between two frames.
const QUICK_MS: f64 = 8.0;

const A_PAUSE_MS: f64 = 40.0;

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

/// The keys of the last graph that the present one lacks, where that is the only difference and not the most of it. What
/// was the name of a stage may be taken for that of an image meanwhile.
fn lost(last: (&Graph, &[String]), present: (&Graph, &[String])) -> Option<BTreeSet<String>> {
    let names = |graph: &Graph| order::set(graph.nodes.iter().map(|node| node.full_name.clone()));
    let known: BTreeSet<&String> = order::set(present.1);
    let lost = order::set(last.1.iter().filter(|key| !known.contains(key)).cloned());
    let is_piece =
        !lost.is_empty() && 2 * lost.len() <= last.1.len() && names(present.0).is_subset(&names(last.0));
    is_piece.then_some(lost)
}
