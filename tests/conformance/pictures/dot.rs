//! The same graphs as Graphviz draws them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::Write as _;
use std::process::{Command, Stdio};

use dockerfile_playground::graph::Graph;
use dockerfile_playground::graph::layout::Direction;

use super::line::{Line, Point};

/// Units of ours in one of Graphviz's inches.
const UNITS: f32 = 72.0;

/// Whether `dot` can be called.
pub fn is_installed() -> bool {
    let quiet = Command::new("dot").arg("-V").stdout(Stdio::null()).stderr(Stdio::null()).status();
    quiet.is_ok_and(|status| status.success())
}

/// The lines of `dot` between these nodes, in their order; `None` where it does not draw them.
pub fn lines(graph: &Graph, pairs: &BTreeSet<(usize, usize)>) -> Option<Vec<Line>> {
    let mut child = Command::new("dot")
        .arg("-Tplain")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    child.stdin.take()?.write_all(asked(graph, pairs).as_bytes()).ok()?;
    let output = child.wait_with_output().ok()?;
    let drawn = read(&String::from_utf8_lossy(&output.stdout));
    pairs.iter().map(|pair| Some(Line::of_curves(drawn.get(pair)?))).collect()
}

/// The nodes in their sizes and the edges, without labels.
fn asked(graph: &Graph, pairs: &BTreeSet<(usize, usize)>) -> String {
    let rankdir = if graph.direction == Direction::LeftToRight { "LR" } else { "TB" };
    let mut text =
        format!("digraph g {{ graph [rankdir={rankdir}] node [shape=box fixedsize=true label=\"\"]\n");
    for (index, node) in graph.nodes.iter().enumerate() {
        let (width, height) = (node.width / UNITS, node.height / UNITS);
        let _ = writeln!(text, "{index} [width={width} height={height}]");
    }
    for (from, to) in pairs {
        let _ = writeln!(text, "{from} -> {to}");
    }
    text + "}\n"
}

/// Lines of the form `edge FROM TO COUNT X Y X Y …`; a long one may be broken by a backslash.
fn read(plain: &str) -> BTreeMap<(usize, usize), Vec<Point>> {
    let mut drawn = BTreeMap::new();
    for line in plain.replace("\\\n", "").lines() {
        let mut words = line.split_whitespace();
        let (Some("edge"), Some(from), Some(to), Some(count)) =
            (words.next(), words.next(), words.next(), words.next())
        else {
            continue;
        };
        let (Ok(from), Ok(to), Ok(count)) = (from.parse(), to.parse(), count.parse::<usize>()) else {
            continue;
        };
        let numbers: Vec<f64> = words.take(2 * count).filter_map(|word| word.parse().ok()).collect();
        let points = numbers.chunks_exact(2).filter_map(|pair| Some((*pair.first()?, *pair.last()?)));
        drawn.insert((from, to), points.collect());
    }
    drawn
}
