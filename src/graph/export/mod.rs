//! A graph for use elsewhere: as a picture, and as text that other tools draw.
//!
//! What is written is self-contained and has no script, no address and no font of its own.

mod dot;
mod mermaid;
mod paint;
mod svg;
mod theme;

#[cfg(test)]
mod tests;

pub use dot::dot;
pub use mermaid::mermaid;
pub use svg::svg;
pub use theme::Theme;

use super::{Edge, Graph, MountPort, Node};
use crate::model::EdgeKind;

/// What stands in a node, line by line.
fn lines(node: &Node) -> Vec<String> {
    let mut lines = vec![node.title.clone()];
    lines.extend(node.subtitles.iter().cloned());
    lines.extend(node.mounts.iter().map(MountPort::counted));
    for row in &node.rows {
        let words = format!("{} {}", row.keyword, row.words);
        match lines.last_mut().filter(|_| !row.begins_line()) {
            Some(line) => line.push_str(&format!(" · {}", words.trim())),
            None => lines.push(words.trim().to_owned()),
        }
    }
    lines.retain(|line| !line.is_empty());
    lines
}

/// What an edge is called; empty for the plain FROM, which the shape of the line says.
fn label(edge: &Edge) -> String {
    let word = match edge.kind {
        EdgeKind::From => "",
        EdgeKind::Copy => "COPY",
        EdgeKind::Add => "ADD",
        EdgeKind::Mount => "mount",
    };
    match edge.uses.len() {
        0 | 1 => word.to_owned(),
        count => format!("{word} ×{count}").trim_start().to_owned(),
    }
}

/// The nodes of a graph and its edges between nodes that are there.
fn edges(graph: &Graph) -> impl Iterator<Item = &Edge> {
    let count = graph.nodes.len();
    graph.edges.iter().filter(move |edge| edge.from < count && edge.to < count)
}
