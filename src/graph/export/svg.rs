use super::Theme;
use super::paint::Paint;
use crate::graph::mount::{PORT_SIZE, shape};
use crate::graph::text::{SUBTITLE_SIZE, TITLE_SIZE};
use crate::graph::{CORNER_RADIUS, Edge, Graph, KEYWORD_SIZE, Lane, MountPort, Node, Row, RowKind};
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
    for lane in &graph.lanes {
        out.push_str(&band(lane, theme));
    }
    for (index, one) in graph.edges.iter().enumerate().filter(|(_, edge)| !edge.path.is_empty()) {
        out.push_str(&edge(one, &graph.describe_edge(index), theme));
    }
    for (index, one) in graph.nodes.iter().enumerate() {
        out.push_str(&node(one, &graph.describe(index), theme));
    }
    out.push_str("</svg>\n");
    out
}

fn band(lane: &Lane, theme: Theme) -> String {
    let [x, y, width, height] = [lane.x, lane.y, lane.width, lane.height].map(short);
    let (ground, muted) =
        (theme.attributes(Paint::Band, Paint::None), theme.attributes(Paint::Muted, Paint::None));
    format!(
        "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"10\"{ground}/>{}",
        words(&lane.words, lane.words_at(), "12", &muted)
    )
}

fn edge(edge: &Edge, said: &str, theme: Theme) -> String {
    let faded = if edge.is_needed { "" } else { FADED };
    let dashes = match edge.kind {
        _ if edge.is_deferred() => " stroke-dasharray=\"9 3 2 3\"",
        EdgeKind::From => "",
        EdgeKind::Copy | EdgeKind::Add => " stroke-dasharray=\"6 4\"",
        EdgeKind::Mount => " stroke-dasharray=\"1.5 4\" stroke-linecap=\"round\"",
    };
    let width = match edge.kind {
        _ if edge.is_thin => "1",
        EdgeKind::Mount => "2",
        _ => "1.5",
    };
    let line = theme.attributes(Paint::None, Paint::Muted);
    let mut out = format!(
        "<g{faded}><title>{}</title><path d=\"{}\"{line} stroke-width=\"{width}\"{dashes} marker-end=\"url(#arrow)\"/>",
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
    for row in &node.rows {
        out.push_str(&one_row(node, row, theme));
    }
    for port in &node.mounts {
        out.push_str(&mount(node, port, theme));
    }
    if node.is_target {
        out.push_str(&target_mark(node.target_mark_at(), theme));
    }
    out.push_str("</g>\n");
    out
}

/// A row of an open stage, with a line above the first.
fn one_row(node: &Node, row: &Row, theme: Theme) -> String {
    let at = |(x, y): (f32, f32)| (node.x + x, node.y + y);
    let paint = if row.kind == RowKind::Setting { Paint::Muted } else { Paint::Text };
    let bold = format!("{KEYWORD_SIZE}\" font-weight=\"600");
    let muted = theme.attributes(Paint::Muted, Paint::None);
    let mut out = words(row.keyword, at(row.keyword_at()), &bold, &muted);
    let paint = theme.attributes(paint, Paint::None);
    out.push_str(&words(&row.words, at(row.words_at()), &SUBTITLE_SIZE.to_string(), &paint));
    if node.rows.first() == Some(row) {
        let (x, y, end) = (short(node.x), short(node.y + row.top - 4.0), short(node.x + node.width));
        let line = theme.attributes(Paint::None, Paint::Line);
        out.push_str(&format!("<path d=\"M{x} {y}H{end}\"{line} stroke-width=\"0.5\"/>"));
    }
    out
}

/// A port on the border.
fn mount(node: &Node, port: &MountPort, theme: Theme) -> String {
    let at = |(x, y): (f32, f32)| (short(node.x + x), short(node.y + y));
    let ((x, y), (shape_x, shape_y)) = (at(port.at), at(port.shape_at()));
    let (ground, line) =
        (theme.attributes(Paint::Panel, Paint::Line), theme.attributes(Paint::None, Paint::Muted));
    let count = port.count_at();
    format!(
        "<g><title>{}</title><rect x=\"{x}\" y=\"{y}\" width=\"{}\" height=\"{PORT_SIZE}\" rx=\"4\"{ground}/>\
         <path transform=\"translate({shape_x} {shape_y})\" d=\"{}\"{line} stroke-width=\"1.2\"/>{}</g>",
        escape(&port.words),
        short(port.width),
        shape(port.kind),
        words(
            &port.count_words(),
            (node.x + count.0, node.y + count.1),
            "11",
            &theme.attributes(Paint::Text, Paint::None)
        )
    )
}

fn words(words: &str, (x, y): (f32, f32), size: &str, paint: &str) -> String {
    if words.is_empty() {
        return String::new();
    }
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
