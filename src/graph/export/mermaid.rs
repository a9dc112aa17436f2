use super::{edges, label, lines};
use crate::graph::layout::Direction;
use crate::graph::{Graph, Origin};
use crate::model::EdgeKind;

/// The graph as a Mermaid flowchart, which GitHub and many others draw in Markdown.
pub fn mermaid(graph: &Graph) -> String {
    let mut out = String::from(match graph.direction {
        Direction::LeftToRight => "flowchart LR\n",
        Direction::TopToBottom => "flowchart TB\n",
    });
    for (index, node) in graph.nodes.iter().enumerate() {
        let (open, close) = match node.origin {
            Origin::Stage(_) => ("[", "]"),
            Origin::Image(_) => ("([", "])"),
            _ => ("[/", "/]"),
        };
        let words: Vec<String> = lines(node).iter().map(|line| escape(line)).collect();
        out.push_str(&format!("  n{index}{open}\"{}\"{close}\n", words.join("<br/>")));
    }
    for edge in edges(graph) {
        let line = if edge.kind == EdgeKind::From { "-->" } else { "-.->" };
        let words = label(edge);
        let words = if words.is_empty() { words } else { format!("|\"{}\"|", escape(&words)) };
        out.push_str(&format!("  n{} {line}{words} n{}\n", edge.from, edge.to));
    }
    out.push_str(&class(graph, "target", "stroke-width:3px", |index| graph.target() == Some(index)));
    let is_unneeded = |index: usize| graph.nodes.get(index).is_some_and(|node| !node.is_reachable);
    out.push_str(&class(graph, "unneeded", "opacity:0.45", is_unneeded));
    out
}

/// A class with its style and its members, where it has any.
fn class(graph: &Graph, name: &str, style: &str, has: impl Fn(usize) -> bool) -> String {
    let members: Vec<String> =
        (0..graph.nodes.len()).filter(|index| has(*index)).map(|index| format!("n{index}")).collect();
    if members.is_empty() {
        return String::new();
    }
    format!("  classDef {name} {style}\n  class {} {name}\n", members.join(","))
}

/// The text as a quoted label has it: what means something to Mermaid, to Markdown or to HTML, by its number.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_alphanumeric() || " -./:,…·×".contains(c) {
            escaped.push(c);
        } else {
            escaped.push_str(&format!("#{};", u32::from(c)));
        }
    }
    escaped
}
