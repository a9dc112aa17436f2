use super::{edges, label, lines};
use crate::graph::Graph;
use crate::graph::layout::Direction;
use crate::model::EdgeKind;

/// The graph in the language of Graphviz.
pub fn dot(graph: &Graph) -> String {
    let direction = match graph.direction {
        Direction::LeftToRight => "LR",
        Direction::TopToBottom => "TB",
    };
    let mut out = format!(
        "digraph stages {{\n  graph [rankdir={direction}]\n  node [shape=box, fontname=\"sans-serif\", fontsize=12]\n  \
         edge [fontname=\"sans-serif\", fontsize=10]\n"
    );
    for (index, node) in graph.nodes.iter().enumerate() {
        let words: Vec<String> = lines(node).iter().map(|line| escape(line)).collect();
        let style = if node.is_stage() { "rounded" } else { "rounded,dashed" };
        let line = if node.is_target { ", penwidth=3" } else { "" };
        let faded = faded(node.is_reachable);
        out.push_str(&format!(
            "  n{index} [label=\"{}\", style=\"{style}\"{line}{faded}]\n",
            words.join("\\n")
        ));
    }
    for edge in edges(graph) {
        let style = match edge.kind {
            EdgeKind::From => "solid",
            EdgeKind::Copy | EdgeKind::Add => "dashed",
            EdgeKind::Mount => "dotted",
        };
        let (words, faded) = (escape(&label(edge)), faded(edge.is_needed));
        out.push_str(&format!(
            "  n{} -> n{} [style={style}, label=\"{words}\"{faded}]\n",
            edge.from, edge.to
        ));
    }
    out.push_str("}\n");
    out
}

fn faded(is_needed: bool) -> &'static str {
    if is_needed { "" } else { ", color=gray60, fontcolor=gray60" }
}

/// The text as a quoted label has it; `&` would begin the name of a character.
fn escape(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"").replace('&', "&amp;")
}
