use std::io::Write;

use dockerfile_playground::graph::{self, Graph, Origin};
use serde::Serialize;

use crate::cli::Failure;
use crate::cli::inspect::{EndpointAnswer, edge_kind};
use crate::cli::words::Named;

/// The graph with everything that is drawn.
#[derive(Serialize)]
struct GraphAnswer {
    direction: &'static str,
    width: f32,
    height: f32,
    target: Option<usize>,
    nodes: Vec<NodeAnswer>,
    edges: Vec<EdgeAnswer>,
    /// Stages that can be built at once, by the indices of their nodes.
    waves: Vec<Vec<usize>>,
}

#[derive(Serialize)]
struct NodeAnswer {
    /// As `inspect` names it; none for what only the drawing has.
    id: Option<EndpointAnswer>,
    kind: &'static str,
    name: String,
    labels: Vec<String>,
    lines: Option<(u32, u32)>,
    steps: usize,
    needed: bool,
    broken: bool,
    description: String,
    x: f32,
    y: f32,
    width: f32,
    height: f32,
}

#[derive(Serialize)]
struct EdgeAnswer {
    /// The indices of its nodes.
    from: usize,
    to: usize,
    kind: &'static str,
    lines: Vec<u32>,
    needed: bool,
    description: String,
    path: String,
}

/// Writes the graph as JSON for programs.
pub fn write(graph: &Graph, output: &mut impl Write) -> Result<(), Failure> {
    let answer = GraphAnswer {
        direction: graph.direction.name(),
        width: graph.width,
        height: graph.height,
        target: graph.target(),
        nodes: graph.nodes.iter().enumerate().map(|(index, one)| node(graph, index, one)).collect(),
        edges: graph.edges.iter().enumerate().map(|(index, one)| edge(graph, index, one)).collect(),
        waves: graph.waves(),
    };
    serde_json::to_writer_pretty(&mut *output, &answer).map_err(std::io::Error::from)?;
    writeln!(output)?;
    Ok(())
}

fn node(graph: &Graph, index: usize, node: &graph::Node) -> NodeAnswer {
    let title = std::iter::once(node.title.clone());
    NodeAnswer {
        id: node.origin.endpoint().map(|endpoint| EndpointAnswer::new(&endpoint)),
        kind: kind(&node.origin),
        name: node.full_name.clone(),
        labels: title.chain(node.subtitles.iter().cloned()).collect(),
        lines: node.lines,
        steps: node.step_count,
        needed: node.is_reachable,
        broken: node.is_broken,
        description: graph.describe(index),
        x: node.x,
        y: node.y,
        width: node.width,
        height: node.height,
    }
}

fn edge(graph: &Graph, index: usize, edge: &graph::Edge) -> EdgeAnswer {
    EdgeAnswer {
        from: edge.from,
        to: edge.to,
        kind: edge_kind(edge.kind),
        lines: edge.uses.iter().map(|place| place.line).collect(),
        needed: edge.is_needed,
        description: graph.describe_edge(index),
        path: edge.path.clone(),
    }
}

fn kind(origin: &Origin) -> &'static str {
    match origin {
        Origin::Stage(_) => "stage",
        Origin::Image(_) => "image",
        Origin::Context(_) => "context",
        Origin::BuildContext => "build-context",
        Origin::Git(_) => "git",
        Origin::Url(_) => "url",
        Origin::Scratch(_) => "scratch",
    }
}
