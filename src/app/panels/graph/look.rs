//! How each node of the graph is shown now.

use std::collections::BTreeMap;
use std::rc::Rc;

use dockerfile_playground::graph::{Graph, Row};
use dockerfile_playground::model::StageId;
use yew::prelude::*;

use super::node::Look;
use super::note::StageNote;
use super::steps::{RowLooks, RowMark};
use crate::app::analysis::{Analysed, Drawing};
use crate::app::same::Same;

/// What a screen reader says of each node, and where the arrow keys lead from it. Made once for a graph.
#[hook]
pub fn use_words(graph: &Same<Graph>) -> Rc<Vec<(Rc<str>, Rc<str>)>> {
    use_memo(graph.clone(), |graph| {
        let words = |index: usize| (graph.describe(index).into(), graph.ways(index).into());
        (0..graph.nodes.len()).map(words).collect()
    })
}

/// How each node is shown; `reached` is the one that Tab reaches.
pub fn looks(
    data: &Analysed,
    words: &[(Rc<str>, Rc<str>)],
    (chosen, pointed, reached): (Option<usize>, Option<usize>, usize),
    notes: &[Option<StageNote>],
) -> Vec<Look> {
    let Drawing { picture, stale, stages, .. } = &data.drawing;
    let look = |(index, (key, stage)): (usize, (&Rc<str>, &Option<StageId>))| {
        let (name, ways) = words.get(index).cloned().unwrap_or_else(|| ("".into(), "".into()));
        Look {
            index,
            key: Rc::clone(key),
            name,
            ways,
            is_chosen: chosen == Some(index),
            is_pointed: pointed == Some(index),
            is_stale: stale.contains(key),
            is_reached: index == reached,
            findings: stage.and_then(|stage| data.counts.by_stage.get(&stage).copied()),
            is_related: false,
            is_found: false,
            is_current: false,
            wave: None,
            is_longest: false,
            note: stage.and_then(|stage| notes.get(stage.0)?.clone()),
            rows: RowLooks::default(),
        }
    };
    let mut looks: Vec<Look> = picture.keys.iter().zip(stages).enumerate().map(look).collect();
    relate(&picture.graph, pointed, &mut looks);
    looks
}

/// Lights what the pointed node needs and what needs it.
fn relate(graph: &Graph, pointed: Option<usize>, looks: &mut [Look]) {
    let Some(pointed) = pointed else { return };
    for index in graph.needs(pointed).into_iter().chain(graph.needed_by(pointed)) {
        if let Some(look) = looks.get_mut(index) {
            look.is_related = true;
        }
    }
}

/// Lights the steps that caret and pointer are at, and marks what becomes of each.
pub fn look_at_rows(
    graph: &Graph,
    ([chosen, pointed], marks): ([Option<usize>; 2], &BTreeMap<usize, RowMark>),
    looks: &mut [Look],
) {
    for (node, look) in graph.nodes.iter().zip(looks).filter(|(node, _)| node.is_open()) {
        let row = |instruction: Option<usize>| instruction.and_then(|index| node.row_of(index));
        let mark = |row: &Row| row.instructions.iter().find_map(|index| marks.get(index).copied());
        let marks = node.rows.iter().filter(|_| !marks.is_empty()).map(mark).collect();
        look.rows = RowLooks { chosen: row(chosen), pointed: row(pointed), marks };
    }
}

/// The longest way and what can run at once, in words, with the nodes on that way from first to last.
pub struct Waves {
    /// A sentence on each.
    pub words: String,
    /// The way.
    pub way: Vec<usize>,
}

impl Waves {
    /// Marks the wave of each stage and the longest way. `None` where nothing is built.
    pub fn mark(graph: &Graph, looks: &mut [Look]) -> Option<Self> {
        let waves = graph.waves();
        for (wave, all) in waves.iter().enumerate() {
            for index in all {
                if let Some(look) = looks.get_mut(*index) {
                    look.wave = Some(wave + 1);
                }
            }
        }
        let way = graph.longest_way();
        for index in &way {
            if let Some(look) = looks.get_mut(*index) {
                look.is_longest = true;
            }
        }
        let (longest, waves) = (graph.describe_longest(&way)?, graph.describe_waves(&waves)?);
        Some(Self { words: format!("{longest}. {waves}."), way })
    }
}
