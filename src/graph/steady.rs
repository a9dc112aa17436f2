//! What stays of the picture before an edit.

use std::collections::{BTreeMap, BTreeSet};

use super::layout::{Before, Direction, Link};
use super::{Graph, Node, Origin};
use crate::model::{Model, Stage};
use crate::text::order;

/// A relation that the text lacks while the name of its source is being typed. The picture keeps room for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Held {
    /// The node that gave.
    pub(super) from: usize,
    /// The stage that took.
    pub(super) to: usize,
}

/// Gives a graph the places of the one before where it shows the same; returns whether it does.
pub(super) fn stays(graph: &mut Graph, previous: &Graph) -> bool {
    let is_plain = previous.held.is_empty() && previous.lanes.is_empty();
    let counts = |graph: &Graph| (graph.nodes.len(), graph.edges.len());
    if !is_plain || counts(graph) != counts(previous) {
        return false;
    }
    for (edge, was) in graph.edges.iter_mut().zip(&previous.edges) {
        edge.label = was.label;
        edge.path.clone_from(&was.path);
        if edge != was {
            return false;
        }
    }
    for (node, was) in graph.nodes.iter_mut().zip(&previous.nodes) {
        (node.x, node.y) = (was.x, was.y);
        (node.width, node.height) = (was.width, was.height);
        node.settle(graph.direction);
        if node != was {
            return false;
        }
    }
    graph.order.clone_from(&previous.order);
    graph.passes.clone_from(&previous.passes);
    (graph.width, graph.height) = (previous.width, previous.height);
    graph.is_simplified = previous.is_simplified;
    true
}

/// For each node of a graph the node it was in the one before: that of its name. While there are as many stages, the
/// names are what may be typed, so stages go by their index.
pub(super) fn matches(graph: &Graph, previous: &Graph) -> Vec<Option<usize>> {
    let (names, old) = (names(graph), names(previous));
    let by_name: BTreeMap<&String, usize> = order::map(old.iter().zip(0..));
    let stages = |graph: &Graph| graph.nodes.iter().filter(|node| node.is_stage()).count();
    let count = stages(graph);
    if count == stages(previous) {
        let place = |(index, name)| if index < count { Some(index) } else { by_name.get(name).copied() };
        return names.iter().enumerate().map(place).collect();
    }
    let mut found: Vec<Option<usize>> = names.iter().map(|name| by_name.get(name).copied()).collect();
    let mut taken: BTreeSet<usize> = order::set(found.iter().flatten().copied());
    for (slot, node) in found.iter_mut().zip(&graph.nodes) {
        let renamed = || previous.find(&node.origin).filter(|index| !taken.contains(index));
        if slot.is_none()
            && let Some(index) = renamed()
        {
            *slot = Some(index);
            taken.insert(index);
        }
    }
    found
}

/// What each node is called, whatever comes and goes around it; stages without a name by their number among these.
fn names(graph: &Graph) -> Vec<String> {
    let mut unnamed = 0;
    let name = |node: &Node| match node.origin {
        Origin::Stage(id) if node.full_name == format!("stage {}", id.0) => {
            unnamed += 1;
            format!("{unnamed}. stage")
        }
        Origin::Stage(_) => format!("stage {}", node.full_name),
        _ => node.id(),
    };
    let mut known = BTreeSet::new();
    let mut names: Vec<String> = graph.nodes.iter().map(name).collect();
    for (index, name) in names.iter_mut().enumerate() {
        if !known.insert(name.clone()) {
            name.push_str(&format!(", {index}"));
        }
    }
    names
}

/// The relations of the graph before that are missing because a name is half typed: their stage has an error now, or
/// still as many instructions as before, so that none of them went on purpose. One that took the place of another is no
/// loss.
pub(super) fn held(model: &Model, graph: &Graph, previous: &Graph, matched: &[Option<usize>]) -> Vec<Held> {
    let present: BTreeMap<usize, usize> =
        order::map(matched.iter().enumerate().filter_map(|(now, old)| Some(((*old)?, now))));
    let old = previous.links().map(|link| Held { from: link.from, to: link.to });
    let moved = |held: Held| Some(Held { from: *present.get(&held.from)?, to: *present.get(&held.to)? });
    let linked: BTreeSet<Held> =
        order::set(graph.edges.iter().map(|edge| Held { from: edge.from, to: edge.to }));
    let count = |node: &Node| node.step_count + node.setting_count;
    let is_typed = |to: usize| {
        let was = previous.nodes.get(matched.get(to).copied().flatten()?)?;
        let is_broken = |stage: &Stage| model.errors.iter().any(|error| stage.span.contains(error.span));
        Some(count(graph.nodes.get(to)?) == count(was) || model.stages.get(to).is_some_and(is_broken))
    };
    let is_held = |held: &Held| {
        let is_stage = graph.nodes.get(held.from).is_some_and(Node::is_stage);
        is_stage && held.from < held.to && !linked.contains(held) && is_typed(held.to) == Some(true)
    };
    let mut held: Vec<Held> = order::set(old.filter_map(moved).filter(is_held)).into_iter().collect();
    let inputs = |graph: &Graph, to: usize, links: &mut dyn Iterator<Item = Link>| {
        let is_stage = |link: &Link| graph.nodes.get(link.from).is_some_and(Node::is_stage);
        order::set(links.filter(|link| link.to == to && is_stage(link)).map(|link| link.from)).len()
    };
    let mut room: BTreeMap<usize, usize> = BTreeMap::new();
    held.retain(|held| {
        let left = room.entry(held.to).or_insert_with(|| {
            let was = matched.get(held.to).copied().flatten().unwrap_or(usize::MAX);
            let before = inputs(previous, was, &mut previous.links());
            let drawn = graph.edges.iter().map(|edge| Link::new(edge.from, edge.to));
            before.saturating_sub(inputs(graph, held.to, &mut drawn.into_iter()))
        });
        let has_room = *left > 0;
        *left = left.saturating_sub(1);
        has_room
    });
    held
}

/// Where nodes and lines stood.
pub(super) fn before(graph: &Graph, previous: &Graph, matched: &[Option<usize>]) -> Before {
    let across = |node: &Node| match graph.direction {
        Direction::LeftToRight => node.centre().1,
        Direction::TopToBottom => node.centre().0,
    };
    let nodes = matched.iter().map(|old| Some(across(previous.nodes.get((*old)?)?))).collect();
    let mut known = BTreeMap::new();
    for (held, passes) in previous.links().zip(&previous.passes) {
        known.entry((held.from, held.to)).or_insert(passes);
    }
    let was = |index: usize| matched.get(index).copied().flatten();
    let passes = graph
        .links()
        .map(|link| known.get(&(was(link.from)?, was(link.to)?)).map(|passes| (*passes).clone()));
    Before { nodes, passes: passes.collect() }
}
