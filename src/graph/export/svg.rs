use super::Theme;
use super::paint::Paint;
use crate::graph::text::{SUBTITLE_SIZE, TITLE_SIZE};
use crate::graph::{CORNER_RADIUS, Edge, Graph, Node};
use crate::model::EdgeKind;
use crate::text::write_decimal;

/// How much of what the target does not need is seen.
const FADED: &str = " opacity=\"0.45\"";

/// The graph as an SVG document that opens alone: it names no font, runs nothing and loads nothing.
pub fn svg(graph: &Graph, theme: Theme) -> String {
    let (width, height) = (short(graph.width.max(1.0)), short(graph.height.max(1.0)));
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" role=\"img\" font-family=\"sans-serif\">\n<title>{}</title>\n",
        escape(&graph.summary())
    );
    out.push_str(&theme.sheet());
    let arrow = theme.attributes(Paint::Muted, Paint::None);
    out.push_str(&format!(
        "<defs><marker id=\"arrow\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"7\" markerHeight=\"7\" \
         markerUnits=\"userSpaceOnUse\" orient=\"auto\"><path d=\"M0 0.5L8 4L0 7.5z\"{arrow}/></marker></defs>\n"
    ));
    let page = theme.attributes(Paint::Page, Paint::None);
    out.push_str(&format!("<rect width=\"{width}\" height=\"{height}\"{page}/>\n"));
    for (index, one) in graph.edges.iter().enumerate().filter(|(_, edge)| !edge.path.is_empty()) {
        out.push_str(&edge(one, &graph.describe_edge(index), theme));
    }
    for (index, one) in graph.nodes.iter().enumerate() {
        out.push_str(&node(one, &graph.describe(index), theme));
    }
    out.push_str("</svg>\n");
    out
}

fn edge(edge: &Edge, said: &str, theme: Theme) -> String {
    let faded = if edge.is_needed { "" } else { FADED };
    let dashes = match edge.kind {
        EdgeKind::From => " stroke-width=\"1.5\"",
        EdgeKind::Copy | EdgeKind::Add => " stroke-width=\"1.5\" stroke-dasharray=\"6 4\"",
        EdgeKind::Mount => " stroke-width=\"2\" stroke-dasharray=\"1.5 4\" stroke-linecap=\"round\"",
    };
    let line = theme.attributes(Paint::None, Paint::Muted);
    let mut out = format!(
        "<g{faded}><title>{}</title><path d=\"{}\"{line}{dashes} marker-end=\"url(#arrow)\"/>",
        escape(said),
        edge.path
    );
    if edge.uses.len() > 1 {
        let ((x, y), halo) = (edge.label, theme.attributes(Paint::Muted, Paint::Page));
        out.push_str(&format!(
            "<text x=\"{}\" y=\"{}\" font-size=\"11\" text-anchor=\"middle\" stroke-width=\"4\" \
             paint-order=\"stroke\"{halo}>×{}</text>",
            short(x),
            short(y - 5.0),
            edge.uses.len()
        ));
    }
    out.push_str("</g>\n");
    out
}

fn node(node: &Node, said: &str, theme: Theme) -> String {
    let faded = if node.is_reachable { "" } else { FADED };
    let (line, look) = match (node.hue, node.is_target) {
        (Some(_), true) => (3.5, ""),
        (Some(_), false) => (2.0, ""),
        (None, _) => (1.0, " stroke-dasharray=\"4 3\""),
    };
    let outline = match node.hue {
        _ if node.is_broken => Paint::Error,
        Some(hue) => Paint::Stage(hue),
        None => Paint::Line,
    };
    let [x, y, width, height] = [node.x, node.y, node.width, node.height].map(short);
    let mut out = format!(
        "<g{faded}><title>{}</title><rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"{}\"{} \
         stroke-width=\"{}\"{look}/>",
        escape(said),
        short(CORNER_RADIUS),
        theme.attributes(Paint::Panel, outline),
        short(line)
    );
    let bold = format!("{}\" font-weight=\"600", short(TITLE_SIZE));
    out.push_str(&words(&node.title, node.title_at(), &bold, &theme.attributes(Paint::Text, Paint::None)));
    let muted = theme.attributes(Paint::Muted, Paint::None);
    for (index, line) in node.subtitles.iter().enumerate() {
        out.push_str(&words(line, node.subtitle_at(index), &short(SUBTITLE_SIZE), &muted));
    }
    if node.is_target {
        out.push_str(&target_mark(node.target_mark_at(), theme));
    }
    out.push_str("</g>\n");
    out
}

fn words(words: &str, (x, y): (f32, f32), size: &str, paint: &str) -> String {
    let (x, y) = (short(x), short(y));
    format!("<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\"{paint}>{}</text>", escape(words))
}

/// Two rings, as a target has.
fn target_mark((x, y): (f32, f32), theme: Theme) -> String {
    let (x, y) = (short(x + 7.0), short(y - 4.5));
    let ring = theme.attributes(Paint::None, Paint::Text);
    let dot = theme.attributes(Paint::Text, Paint::None);
    format!(
        "<circle cx=\"{x}\" cy=\"{y}\" r=\"5.5\" stroke-width=\"1.4\"{ring}/><circle cx=\"{x}\" cy=\"{y}\" r=\"2\"{dot}/>"
    )
}

fn short(value: f32) -> String {
    write_decimal(value.into(), 2)
}

/// The text as XML has it, in an element or an attribute.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars().map(crate::graph::text::visible) {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            c => escaped.push(c),
        }
    }
    escaped
}
