use std::collections::BTreeMap;

use super::layout::{self, Before, Direction, Link, NodeSize, Placed};
use super::node::Counts;
use super::source::{self, Taken};
use super::{Edge, Graph, Lane, Node, Origin, Place, Scratch, Use, Wish, lane, order, steady};
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
    let mut graph = Graph { direction, nodes: stages(model, &wish), ..Graph::default() };
    let taken = taken(model, &wish);
    let externals = add_externals(model, &taken, &mut graph.nodes);
    graph.edges = edges(model, &taken, &externals, &graph.nodes);
    light(&mut graph);
    let previous = previous.filter(|previous| previous.direction == direction);
    let ends: Vec<(usize, usize)> = graph.edges.iter().map(|edge| (edge.from, edge.to)).collect();
    let lanes = lane::lanes(model, &graph.nodes, &ends);
    if lanes.1.is_empty() && previous.is_some_and(|previous| steady::stays(&mut graph, previous)) {
        return graph;
    }
    let matched = previous.map(|previous| steady::matches(&graph, previous));
    let steady = previous.zip(matched.as_deref());
    if let Some((previous, matched)) = steady {
        graph.held = steady::held(model, &graph, previous, matched);
    }
    graph.order = order::order(&graph, steady);
    let before = steady.map(|(previous, matched)| steady::before(&graph, previous, matched));
    place(&mut graph, before, lanes);
    graph
}

/// What the stages take, as the wish shows it.
fn taken(model: &Model, wish: &Wish) -> Vec<Taken> {
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

fn stages(model: &Model, wish: &Wish) -> Vec<Node> {
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

/// One edge for each pair of nodes, kind and, where the stage is open, row; what ONBUILD defers apart.
fn edges(model: &Model, taken: &[Taken], externals: &BTreeMap<&Origin, usize>, nodes: &[Node]) -> Vec<Edge> {
    let mut edges: Vec<Edge> = Vec::new();
    let mut known: BTreeMap<(usize, usize, EdgeKind, bool, Option<usize>), usize> = BTreeMap::new();
    for one in taken {
        let from = match &one.from {
            Origin::Stage(id) => model.stage(*id).map(|stage| stage.id.0),
            external => externals.get(external).copied(),
        };
        let Some(from) = from else { continue };
        let (to, kind, place) = (one.to.0, one.kind, place_of(model, one));
        let open = nodes.get(to).filter(|node| node.is_open());
        // What ONBUILD of the base defers runs right behind FROM.
        let row = open.map(|node| node.row_of(one.instruction).unwrap_or(0));
        let index = *known.entry((from, to, kind, place.is_deferred, row)).or_insert_with(|| {
            edges.push(Edge { row, ..blank(from, to, kind) });
            edges.len() - 1
        });
        if let Some(merged) = edges.get_mut(index) {
            merged.uses.push(place);
        }
    }
    edges
}

fn blank(from: usize, to: usize, kind: EdgeKind) -> Edge {
    let (uses, path) = (Vec::new(), String::new());
    Edge { from, to, kind, row: None, uses, is_needed: false, is_thin: false, path, label: (0.0, 0.0) }
}

fn place_of(model: &Model, one: &Taken) -> Use {
    let line = model.instruction(one.instruction).map_or(0, |instruction| instruction.lines.0);
    let is_deferred = model.stage_of.get(one.instruction).copied().flatten() != Some(one.to);
    Use { instruction: one.instruction, line, place: Place(one.span), is_deferred }
}

/// From so many lines on, those of one side of a node are thin.
const FAN: usize = 12;

/// Marks what the target needs beside its stages, and which lines are many.
fn light(graph: &mut Graph) {
    let mut counts = vec![(0_usize, 0_usize); graph.nodes.len()];
    for edge in &graph.edges {
        if let Some(count) = counts.get_mut(edge.from) {
            count.0 += 1;
        }
        if let Some(count) = counts.get_mut(edge.to) {
            count.1 += 1;
        }
    }
    for edge in &mut graph.edges {
        let at = |node: usize| counts.get(node).copied().unwrap_or_default();
        edge.is_thin = at(edge.from).0 >= FAN || at(edge.to).1 >= FAN;
        edge.is_needed = graph.nodes.get(edge.to).is_some_and(|node| node.is_reachable);
        if let Some(from) = graph.nodes.get_mut(edge.from) {
            from.is_reachable |= edge.is_needed;
        }
    }
}

/// Lays the graph out, with its nodes handed over in their order.
fn place(graph: &mut Graph, before: Option<Before>, (words, lanes): (Vec<String>, Vec<u8>)) {
    fit(graph);
    let order = &graph.order;
    let mut rank = vec![0; order.len()];
    for (position, node) in order.iter().enumerate() {
        if let Some(slot) = rank.get_mut(*node) {
            *slot = position;
        }
    }
    let at = |node: usize| rank.get(node).copied().unwrap_or(usize::MAX);
    let size = |index: &usize| {
        let node = graph.nodes.get(*index)?;
        let lane = lanes.get(*index).copied().unwrap_or_default();
        Some(NodeSize { width: node.width, height: node.height, lane })
    };
    let sizes: Vec<NodeSize> = order.iter().filter_map(size).collect();
    let moved = |link: Link| Link { from: at(link.from), to: at(link.to), ..link };
    let links: Vec<Link> = graph.links().map(moved).collect();
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
    let lane = |(number, placed): &(u8, Placed)| Lane {
        words: words.get(usize::from(*number).saturating_sub(1)).cloned().unwrap_or_default(),
        x: placed.x,
        y: placed.y,
        width: placed.width,
        height: placed.height,
    };
    graph.lanes = layout.lanes.iter().map(lane).collect();
    (graph.width, graph.height) = (layout.width, layout.height);
    graph.passes = layout.passes;
    graph.is_simplified = layout.is_simplified;
}

/// Boxes that hold their labels and give each edge room on its side.
fn fit(graph: &mut Graph) {
    let mut sides = vec![(0_usize, 0_usize); graph.nodes.len()];
    for edge in graph.links().filter(|edge| edge.from != edge.to) {
        if let Some(side) = sides.get_mut(edge.from) {
            side.1 += 1;
        }
        if let Some(side) = sides.get_mut(edge.to) {
            side.0 += 1;
        }
    }
    for (node, (before, behind)) in graph.nodes.iter_mut().zip(sides) {
        node.fit(graph.direction);
        let wanted = (PORT_ROOM * before.max(behind) as f32 + PORT_MARGIN).min(MAX_GROWN);
        match graph.direction {
            Direction::LeftToRight => node.height = node.height.max(wanted),
            Direction::TopToBottom => node.width = node.width.max(wanted),
        }
        node.settle(graph.direction);
    }
}
