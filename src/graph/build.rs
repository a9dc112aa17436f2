use std::collections::BTreeMap;

use super::layout::{self, Before, Direction, Link, NodeSize};
use super::node::Counts;
use super::source::{self, Taken};
use super::{Edge, Graph, Node, Origin, Scratch, Use, Wish, order, steady};
use crate::model::{Base, EdgeKind, Model};
use crate::syntax::Keyword;

/// Room on a node's side for each edge that touches it.
const PORT_ROOM: f32 = 10.0;

/// Kept free of edges at the ends of a side, both together.
const PORT_MARGIN: f32 = 14.0;

/// A node does not grow beyond this for its edges.
const MAX_GROWN: f32 = 420.0;

/// The graph of a file.
pub fn graph(model: &Model, direction: Direction) -> Graph {
    graph_like(model, direction.into(), None)
}

/// The graph of a file near the graph before an edit: what stood there keeps its place, as far as its relations do and
/// lines do not cross much more, and a relation whose name is half typed keeps its room. Deterministic for the same
/// `previous`, so a page that wants the same picture of the same text on every visit starts without.
pub fn graph_like(model: &Model, wish: Wish, previous: Option<&Graph>) -> Graph {
    let direction = wish.direction;
    let mut graph = Graph { direction, nodes: stages(model, wish), ..Graph::default() };
    let taken = taken(model, wish);
    let externals = add_externals(model, &taken, &mut graph.nodes);
    graph.edges = edges(model, &taken, &externals);
    light(&mut graph);
    let previous = previous.filter(|previous| previous.direction == direction);
    let matched = previous.map(|previous| steady::matches(&graph, previous));
    let steady = previous.zip(matched.as_deref());
    if let Some((previous, matched)) = steady {
        graph.held = steady::held(model, &graph, previous, matched);
    }
    graph.order = order::order(&graph, steady);
    let before = steady.map(|(previous, matched)| steady::before(&graph, previous, matched));
    place(&mut graph, before);
    graph
}

/// What the stages take, as the wish shows it.
fn taken(model: &Model, wish: Wish) -> Vec<Taken> {
    let edges = model.edges.iter().map(|edge| Taken {
        from: Origin::from(&edge.from),
        to: edge.to,
        kind: edge.kind,
        instruction: edge.instruction,
        span: edge.span,
    });
    let mut taken: Vec<Taken> = edges.collect();
    if wish.scratch == Scratch::Node {
        let stages = model.stages.iter().filter(|stage| stage.base == Base::Scratch);
        taken.extend(stages.map(|stage| Taken {
            from: Origin::Scratch(stage.id),
            to: stage.id,
            kind: EdgeKind::From,
            instruction: stage.from,
            span: stage.base_span,
        }));
    }
    if wish.has_sources {
        taken.extend(source::taken(model));
    }
    taken
}

fn stages(model: &Model, wish: Wish) -> Vec<Node> {
    let mut counts = vec![Counts::default(); model.stages.len()];
    for (index, instruction, _) in model.instructions() {
        let stage = model.stage_of.get(index).copied().flatten();
        let Some(counts) = stage.and_then(|id| counts.get_mut(id.0)) else { continue };
        match instruction.keyword {
            Keyword::Add | Keyword::Copy | Keyword::Run | Keyword::Workdir => counts.steps += 1,
            Keyword::From | Keyword::Arg | Keyword::Unknown => {}
            _ => counts.settings += 1,
        }
    }
    model
        .stages
        .iter()
        .zip(counts)
        .map(|(stage, counts)| Node::of_stage(model, stage, counts, wish))
        .collect()
}

/// One node for each source outside that is named, however often; returns where they are.
fn add_externals<'a>(
    model: &Model,
    taken: &'a [Taken],
    nodes: &mut Vec<Node>,
) -> BTreeMap<&'a Origin, usize> {
    let mut externals = BTreeMap::new();
    for Taken { from, .. } in taken {
        if !matches!(from, Origin::Stage(_)) && !externals.contains_key(from) {
            externals.insert(from, nodes.len());
            nodes.push(Node::of_external(model, from));
        }
    }
    externals
}

/// One edge for each pair of nodes and kind.
fn edges(model: &Model, taken: &[Taken], externals: &BTreeMap<&Origin, usize>) -> Vec<Edge> {
    let mut edges: Vec<Edge> = Vec::new();
    let mut known: BTreeMap<(usize, usize, EdgeKind), usize> = BTreeMap::new();
    for one in taken {
        let from = match &one.from {
            Origin::Stage(id) => model.stage(*id).map(|stage| stage.id.0),
            external => externals.get(external).copied(),
        };
        let Some(from) = from else { continue };
        let index = *known.entry((from, one.to.0, one.kind)).or_insert_with(|| {
            edges.push(blank(from, one.to.0, one.kind));
            edges.len() - 1
        });
        if let Some(merged) = edges.get_mut(index) {
            merged.uses.push(place_of(model, one));
        }
    }
    edges
}

fn blank(from: usize, to: usize, kind: EdgeKind) -> Edge {
    Edge { from, to, kind, uses: Vec::new(), is_needed: false, path: String::new(), label: (0.0, 0.0) }
}

fn place_of(model: &Model, one: &Taken) -> Use {
    let line = model.instruction(one.instruction).map_or(0, |instruction| instruction.lines.0);
    let is_deferred = model.stage_of.get(one.instruction).copied().flatten() != Some(one.to);
    Use { instruction: one.instruction, line, span: one.span, is_deferred }
}

/// Marks what the target needs beside its stages.
fn light(graph: &mut Graph) {
    for edge in &mut graph.edges {
        edge.is_needed = graph.nodes.get(edge.to).is_some_and(|node| node.is_reachable);
        if let Some(from) = graph.nodes.get_mut(edge.from) {
            from.is_reachable |= edge.is_needed;
        }
    }
}

/// Lays the graph out, with its nodes handed over in their order.
fn place(graph: &mut Graph, before: Option<Before>) {
    let sizes = sizes(graph);
    let order = &graph.order;
    let mut rank = vec![0; order.len()];
    for (position, node) in order.iter().enumerate() {
        if let Some(slot) = rank.get_mut(*node) {
            *slot = position;
        }
    }
    let at = |node: usize| rank.get(node).copied().unwrap_or(usize::MAX);
    let sizes: Vec<NodeSize> = order.iter().filter_map(|node| sizes.get(*node).copied()).collect();
    let links: Vec<Link> = graph.links().map(|link| Link { from: at(link.from), to: at(link.to) }).collect();
    let before = before.map(|before| Before {
        nodes: order.iter().map(|node| before.nodes.get(*node).copied().flatten()).collect(),
        ..before
    });
    let layout = layout::layout_like(&sizes, &links, graph.direction, before.as_ref());
    for (placed, node) in layout.nodes.iter().zip(order) {
        if let Some(node) = graph.nodes.get_mut(*node) {
            (node.x, node.y) = (placed.x, placed.y);
            (node.width, node.height) = (placed.width, placed.height);
        }
    }
    for (edge, route) in graph.edges.iter_mut().zip(&layout.routes) {
        edge.path = route.svg_path();
        edge.label = route.label;
    }
    (graph.width, graph.height) = (layout.width, layout.height);
    graph.passes = layout.passes;
    graph.is_simplified = layout.is_simplified;
}

/// Boxes that hold their labels and give each edge room on its side.
fn sizes(graph: &Graph) -> Vec<NodeSize> {
    let mut sides = vec![(0_usize, 0_usize); graph.nodes.len()];
    for edge in graph.links().filter(|edge| edge.from != edge.to) {
        if let Some(side) = sides.get_mut(edge.from) {
            side.1 += 1;
        }
        if let Some(side) = sides.get_mut(edge.to) {
            side.0 += 1;
        }
    }
    let size = |(node, (before, behind)): (&Node, (usize, usize))| {
        let (width, height) = node.least_size();
        let wanted = (PORT_ROOM * before.max(behind) as f32 + PORT_MARGIN).min(MAX_GROWN);
        match graph.direction {
            Direction::LeftToRight => NodeSize { width, height: height.max(wanted) },
            Direction::TopToBottom => NodeSize { width: width.max(wanted), height },
        }
    };
    graph.nodes.iter().zip(sides).map(size).collect()
}
