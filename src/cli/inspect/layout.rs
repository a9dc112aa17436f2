use dockerfile_playground::Model;
use dockerfile_playground::graph::layout::Direction;
use dockerfile_playground::graph::{self, Edge, Node};
use serde::Serialize;

use super::answer::{EndpointAnswer, edge_kind};

/// The stage graph as the page draws it.
#[derive(Serialize)]
pub struct LayoutAnswer {
    width: f32,
    height: f32,
    nodes: Vec<NodeAnswer>,
    edges: Vec<PathAnswer>,
}

#[derive(Serialize)]
struct NodeAnswer {
    id: Option<EndpointAnswer>,
    x: f32,
    y: f32,
    width: f32,
    height: f32,
}

#[derive(Serialize)]
struct PathAnswer {
    from: Option<EndpointAnswer>,
    to: Option<EndpointAnswer>,
    kind: &'static str,
    path: String,
}

/// The layout from left to right.
pub fn layout(model: &Model) -> LayoutAnswer {
    let graph = graph::graph(model, Direction::LeftToRight);
    let id = |index: usize| graph.nodes.get(index).and_then(id_of);
    let path = |edge: &Edge| PathAnswer {
        from: id(edge.from),
        to: id(edge.to),
        kind: edge_kind(edge.kind),
        path: edge.path.clone(),
    };
    LayoutAnswer {
        width: graph.width,
        height: graph.height,
        nodes: graph.nodes.iter().map(node).collect(),
        edges: graph.edges.iter().map(path).collect(),
    }
}

fn node(node: &Node) -> NodeAnswer {
    let Node { x, y, width, height, .. } = *node;
    NodeAnswer { id: id_of(node), x, y, width, height }
}

/// The layout has no other nodes than the edges name, so that all have one.
fn id_of(node: &Node) -> Option<EndpointAnswer> {
    node.origin.endpoint().map(|endpoint| EndpointAnswer::new(&endpoint))
}
