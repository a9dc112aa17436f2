//! Runs the analysis: the only caller of `analyze`.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use dockerfile_playground::assist::tokens_around;
use dockerfile_playground::graph::{Graph, Node, Origin, Wish, graph_like};
use dockerfile_playground::model::{Model, StageId};
use dockerfile_playground::rules::Counts;
use dockerfile_playground::syntax::{ErrorCode, Keyword, SyntaxError};
use dockerfile_playground::text::{Span, difference, order};
use dockerfile_playground::{Analysis, Options, analyze, analyze_again};

use super::browser::clock;
use super::same::Same;

/// What there is to show of a text.
#[derive(Debug)]
pub struct Analysed {
    /// What the library says.
    pub analysis: Rc<Analysis>,
    /// How many findings there are.
    pub counts: Counts,
    /// The stages as they are drawn.
    pub drawing: Drawing,
    /// How long it took.
    pub time_ms: f64,
    colours: RefCell<(Span, Option<Coloured>)>,
}

/// Coloured pieces, each with its class as a number.
type Coloured = Rc<[(Span, u32)]>;

impl Analysed {
    /// The coloured pieces of a part of the text, and maybe others around it.
    pub fn colours(&self, part: Span) -> Coloured {
        let known = self.colours.borrow().clone();
        if let (whole, Some(known)) = known
            && whole.contains(part)
        {
            return known;
        }
        let (whole, list) = tokens_around(&self.analysis.model, part);
        let list: Coloured = list.into_iter().map(|(span, class)| (span, class as u32)).collect();
        self.colours.replace((whole, Some(Rc::clone(&list))));
        list
    }

    /// The word at an offset, or else its line.
    pub fn thing_at(&self, offset: u32) -> Span {
        let tokens = self.colours(Span::empty(offset));
        let after = tokens.partition_point(|(span, _)| span.end < offset);
        let token = tokens.get(after).map(|(span, _)| *span).filter(|span| span.start <= offset);
        let lines = &self.analysis.model.lines;
        token.unwrap_or_else(|| Span::empty(lines.line_span(lines.line(offset)).start))
    }
}

/// The graph that is shown. While the text is broken, that of the last text that was whole.
#[derive(Clone, Debug)]
pub struct Drawing {
    /// What is drawn, with its places in the present text.
    pub graph: Same<Graph>,
    /// What is drawn, as it is seen: the same as long as nothing seen of it changes.
    pub picture: Picture,
    /// The nodes that the present text does not have, by their keys.
    pub stale: BTreeSet<Rc<str>>,
    /// For each node, the stage of the present text that it stands for.
    pub stages: Vec<Option<StageId>>,
    /// For each node, where the text speaks of it: its stage, or where it is named first.
    pub places: Vec<Span>,
}

/// The graph as it is seen. Its places in the text may be those of an earlier one.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// All of it.
    pub graph: Same<Graph>,
    /// Its nodes; one that looks as it did before is the same.
    pub nodes: Rc<[Same<Node>]>,
    /// A name for each node that stays when others come and go; all differ.
    pub keys: Rc<[Rc<str>]>,
}

impl Picture {
    /// The picture of a graph, made after `last`.
    fn new(graph: &Same<Graph>, last: Option<&Self>) -> Self {
        if let Some(last) = last.filter(|last| *last.graph == **graph) {
            return last.clone();
        }
        let known = |index: usize| last.and_then(|last| last.nodes.get(index));
        let node = |(index, node): (usize, &Node)| {
            let same = known(index).filter(|known| ***known == *node);
            same.cloned().unwrap_or_else(|| Same::new(node.clone()))
        };
        let nodes = graph.nodes.iter().enumerate().map(node).collect();
        Self { graph: graph.clone(), nodes, keys: keys(graph) }
    }
}

impl Drawing {
    fn new(model: &Model, graph: Same<Graph>, picture: Picture, stale: BTreeSet<Rc<str>>) -> Self {
        let mut by_name: BTreeMap<String, StageId> = BTreeMap::new();
        let mut unnamed = 0;
        for stage in &model.stages {
            by_name.entry(stage_name(stage.name.as_deref(), &mut unnamed)).or_insert(stage.id);
        }
        let names = names(&graph);
        let is_present = graph.nodes.iter().filter(|node| node.is_stage()).count() == model.stages.len();
        let stage = |(index, node): (usize, &Node)| match node.is_stage() {
            true if is_present && stale.is_empty() => model.stages.get(index).map(|stage| stage.id),
            true => names.get(index).and_then(|name| by_name.get(name)).copied(),
            false => None,
        };
        let stages: Vec<Option<StageId>> = graph.nodes.iter().enumerate().map(stage).collect();
        let mut named: BTreeMap<usize, Span> = BTreeMap::new();
        for edge in &graph.edges {
            if let Some(place) = edge.uses.first() {
                named.entry(edge.from).or_insert(place.place.0);
            }
        }
        let place = |(index, stage): (usize, &Option<StageId>)| {
            let stage = stage.and_then(|id| model.stage(id)).map(|stage| stage.span);
            stage.or_else(|| named.get(&index).copied()).unwrap_or_default()
        };
        let places = stages.iter().enumerate().map(place).collect();
        Self { graph, picture, stale, stages, places }
    }

    /// The node of a stage of the present text.
    pub fn node_of(&self, stage: Option<StageId>) -> Option<usize> {
        stage.and_then(|stage| self.stages.iter().position(|known| *known == Some(stage)))
    }

    /// Where the text speaks of a node, or of one of its rows.
    pub fn place_of(&self, (node, row): (usize, Option<usize>)) -> Span {
        let rows = self.graph.nodes.get(node).map_or(&[][..], |node| &node.rows);
        let row = row.and_then(|row| rows.get(row)).map(|row| row.place.0);
        row.or_else(|| self.places.get(node).copied()).unwrap_or_default()
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
    /// The analysis before the last. Once nothing shows it any more, what is still true of it is taken over into the next.
    earlier: RefCell<Option<Rc<Analysis>>>,
    shown: RefCell<Option<Shown>>,
}

/// The graph that was drawn last of a text that has all of it.
#[derive(Clone)]
struct Shown {
    graph: Same<Graph>,
    picture: Picture,
    /// How many errors of its text may each have hidden a stage.
    tears: usize,
}

struct Last {
    text: Rc<str>,
    options: Options,
    wish: Wish,
    result: Same<Analysed>,
}

impl Analyst {
    /// What there is to show of `text`.
    pub fn ask(&self, text: &Rc<str>, options: &Options, wish: Wish) -> Same<Analysed> {
        if let Some(last) = &*self.last.borrow()
            && last.options == *options
            && last.wish == wish
            && last.text == *text
        {
            return last.result.clone();
        }
        let result = Same::new(self.run(text, options, &wish));
        let (text, options) = (Rc::clone(text), options.clone());
        let last = self.last.replace(Some(Last { text, options, wish, result: result.clone() }));
        let last = last.filter(|last| last.result.time_ms < A_PAUSE_MS);
        self.earlier.replace(last.map(|last| Rc::clone(&last.result.analysis)));
        result
    }

    fn run(&self, text: &Rc<str>, options: &Options, wish: &Wish) -> Analysed {
        let start = clock::now_ms();
        let mut analysis = match self.earlier.take().and_then(|earlier| Rc::try_unwrap(earlier).ok()) {
            Some(earlier) => analyze_again(text, options, earlier),
            None => analyze(text, options),
        };
        // The same text twice would be compared in full.
        analysis.model.source = Rc::clone(text);
        let previous = self.shown.borrow().as_ref().map(|shown| shown.graph.clone());
        let previous = previous.filter(|_| self.is_typed(text, wish));
        let graph = graph_like(&analysis.model, wish.clone(), previous.as_deref());
        let counts = Counts::new(&analysis.model, &analysis.findings);
        let time_ms = clock::now_ms() - start;
        let drawing = self.draw(&analysis, graph);
        let analysis = Rc::new(analysis);
        Analysed { analysis, counts, drawing, time_ms, colours: RefCell::default() }
    }

    /// Whether the text is the last one but for a few letters. What is pasted or opened is drawn afresh.
    fn is_typed(&self, text: &str, wish: &Wish) -> bool {
        let last = self.last.borrow();
        let Some(last) = last.as_ref().filter(|last| last.wish.is_like(wish)) else { return false };
        let edit = difference(&last.text, text);
        edit.is_none_or(|edit| edit.span.len() as usize + edit.text.len() <= MOST_TYPED)
    }

    /// The present graph; where the text is being typed and lacks a piece of the last one for the moment, that.
    fn draw(&self, analysis: &Analysis, present: Graph) -> Drawing {
        let model = &analysis.model;
        let tears = tears(model);
        let shown = self.shown.borrow().clone();
        let is_broken = tears > 0 || !model.errors.is_empty();
        let is_torn = |last: &&Shown| is_broken && last.graph.direction == present.direction;
        if let Some(last) = shown.as_ref().filter(is_torn) {
            let keys = keys(&present);
            let lost = lost(last, (&present, &keys), tears);
            let stale = lost.or_else(|| is_half_typed(model, last, (&present, &keys)).then(BTreeSet::new));
            if let Some(stale) = stale {
                return Drawing::new(model, last.graph.clone(), last.picture.clone(), stale);
            }
        }
        let graph = Same::new(present);
        let picture = Picture::new(&graph, shown.as_ref().map(|last| &last.picture));
        self.shown.replace(Some(Shown { graph: graph.clone(), picture: picture.clone(), tears }));
        Drawing::new(model, graph, picture, BTreeSet::new())
    }

    /// How many milliseconds to wait for a pause in typing before the text is analysed; `None` where that takes so little
    /// that it is shown in the frame of the letter.
    pub fn patience(&self) -> Option<u32> {
        let time_ms = self.last_time_ms();
        (time_ms > QUICK_MS).then_some((time_ms * 4.0).min(MOST_PATIENT_MS) as u32)
    }

    /// Whether an analysis takes no longer than a pause between two keystrokes.
    pub fn is_quick(&self) -> bool {
        self.last_time_ms() < A_PAUSE_MS
    }

    fn last_time_ms(&self) -> f64 {
        self.last.borrow().as_ref().map_or(0.0, |last| last.result.time_ms)
    }
}

/// An analysis that takes less fits into a frame beside what the letter itself costs.
const QUICK_MS: f64 = 10.0;

/// No more is typed between two analyses, in bytes.
const MOST_TYPED: usize = 64;

const A_PAUSE_MS: f64 = 40.0;

const MOST_PATIENT_MS: f64 = 400.0;

fn keys(graph: &Graph) -> Rc<[Rc<str>]> {
    let mut known = BTreeSet::new();
    let key = |(node, name): (&Node, String)| {
        let key = if node.is_stage() { format!("stage {name}") } else { node.id() };
        let key = if known.insert(key.clone()) { key } else { format!("{key}, {}", node.id()) };
        Rc::from(key)
    };
    graph.nodes.iter().zip(names(graph)).map(key).collect()
}

/// What each node is called, whatever comes and goes around it.
fn names(graph: &Graph) -> Vec<String> {
    let mut unnamed = 0;
    let name = |node: &Node| match node.origin {
        // A stage without a name is called by its number.
        Origin::Stage(id) => {
            let own = Some(node.full_name.as_str()).filter(|name| *name != format!("stage {}", id.0));
            stage_name(own, &mut unnamed)
        }
        _ => node.full_name.clone(),
    };
    graph.nodes.iter().map(name).collect()
}

/// The name of a stage; one without is counted among those without.
fn stage_name(name: Option<&str>, unnamed: &mut usize) -> String {
    name.map_or_else(
        || {
            *unnamed += 1;
            format!("unnamed {unnamed}")
        },
        str::to_owned,
    )
}

/// The keys of the last graph that the present one lacks, where that is the only difference, not the most of it, and due
/// to errors that were not there before: a stage that is deleted on purpose goes, whatever else is wrong. What was the
/// name of a stage may be taken for that of an image meanwhile.
fn lost(last: &Shown, present: (&Graph, &[Rc<str>]), tears: usize) -> Option<BTreeSet<Rc<str>>> {
    let names = |graph: &Graph| order::set(names(graph));
    let known: BTreeSet<&Rc<str>> = order::set(present.1);
    let lost = order::set(last.picture.keys.iter().filter(|key| !known.contains(key)).cloned());
    let is_piece = tears > last.tears
        && !lost.is_empty()
        && 2 * lost.len() <= last.picture.keys.len()
        && names(present.0).is_subset(&names(&last.graph));
    is_piece.then_some(lost)
}

/// How much there is that may hide a stage: FROM lines that cannot be read, or that something swallows.
fn tears(model: &Model) -> usize {
    let hides = |error: &&SyntaxError| match error.code {
        ErrorCode::UnknownInstruction
        | ErrorCode::InvalidStageName
        | ErrorCode::UnterminatedHeredoc
        | ErrorCode::MissingStage
        | ErrorCode::NoStages => true,
        ErrorCode::WrongArity => {
            let index = model.instruction_at(error.span.start);
            index.and_then(|index| model.instruction(index)).is_some_and(|node| node.keyword == Keyword::From)
        }
        _ => false,
    };
    let nodes = model.file.instructions.iter();
    let swallowed =
        nodes.flat_map(|node| model.file.swallowed(node)).filter(|one| one.keyword == Keyword::From);
    model.errors.iter().filter(hides).count() + swallowed.count()
}

/// Whether the present graph only has one image more than the last, named by an instruction that is not whole yet: the
/// beginning of the name of a stage is no image.
fn is_half_typed(model: &Model, last: &Shown, present: (&Graph, &[Rc<str>])) -> bool {
    let (known, keys): (BTreeSet<&Rc<str>>, BTreeSet<&Rc<str>>) =
        (order::set(&*last.picture.keys), order::set(present.1));
    let broken: Vec<Span> = model.errors.iter().map(|error| error.span).collect();
    let is_broken = |span: Span| {
        let index = model.instruction_at(span.start);
        let whole = index.and_then(|index| model.instruction(index)).map(|node| node.span);
        whole.is_some_and(|whole| broken.iter().any(|error| whole.contains(*error)))
    };
    let is_guess = |index: usize| {
        let uses = present.0.edges.iter().filter(|edge| edge.from == index).flat_map(|edge| &edge.uses);
        let is_image = present.0.nodes.get(index).is_some_and(|node| !node.is_stage());
        is_image && uses.into_iter().all(|one| is_broken(one.place.0))
    };
    let new: Vec<usize> = present
        .1
        .iter()
        .enumerate()
        .filter(|(_, key)| !known.contains(key))
        .map(|(index, _)| index)
        .take(2)
        .collect();
    matches!(new.as_slice(), [index] if known.is_subset(&keys) && is_guess(*index))
}

#[cfg(test)]
#[path = "../../tests/suite/hostile.rs"]
mod hostile;

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;

    /// The stack of a page is far smaller than that of a program.
    #[wasm_bindgen_test]
    async fn what_may_be_deep_does_not_overflow_the_stack() {
        for (name, text) in hostile::all(50_000) {
            let is_deep = DEEP.contains(&name);
            let large = is_deep.then(|| hostile::all(1_000_000)).into_iter().flatten();
            let large = large.filter(|one| one.0 == name).map(|(_, text)| text);
            for text in [text].into_iter().chain(large) {
                let analyst = Analyst::default();
                let text: Rc<str> = text.into();
                let analysed = analyst.ask(&text, &Options::default(), Wish::default());
                assert_eq!(*analysed.analysis.model.source, *text);
                clock::breathe().await;
            }
        }
    }

    /// What nests is tried at its full size.
    const DEEP: [&str; 6] = [
        "nested expansions",
        "nested substitutions",
        "nested arrays",
        "open expansions",
        "open substitutions",
        "ONBUILD in itself",
    ];
}
