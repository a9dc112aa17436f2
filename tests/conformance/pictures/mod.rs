//! The pictures of the stage graphs of every multi-stage file of the corpus, in both directions.
//!
//! Each passes the gates: no two nodes overlap, no line runs through a foreign node, every label is inside its box, and
//! the same text gives the same picture. Where Graphviz is installed, the crossings of the largest graphs are counted
//! beside those that `dot` draws of the same nodes and edges, in one run.

mod dot;
mod line;

use std::collections::BTreeSet;

use dockerfile_playground::graph::layout::Direction;
use dockerfile_playground::graph::{Graph, Node, ROW_HEIGHT, Wish, graph, graph_like, text};
use dockerfile_playground::{Model, Options};

use line::{Line, Point};

/// So many graphs are drawn beside `dot`'s.
const LARGEST: usize = 30;

/// Crossings may be so many times those of `dot`, in sum.
const MOST: f64 = 1.15;

/// What is closer than this touches.
const SLACK: f64 = 0.05;

/// How many pictures that fail are named.
const SHOWN: usize = 10;

/// Draws everything and prints what is wrong; whether all gates hold.
pub fn run(corpus: &[(String, String)]) -> bool {
    let models: Vec<(&str, Model)> = corpus
        .iter()
        .map(|(name, text)| (name.as_str(), Model::new(text, &Options::default())))
        .filter(|(_, model)| model.stages.len() > 1)
        .collect();
    let mut wrong = Vec::new();
    for direction in Direction::ALL {
        for (name, model) in &models {
            for has_steps in [false, true] {
                let wish = Wish { direction, has_steps, ..Wish::default() };
                let drawn = graph_like(model, wish.clone(), None);
                let said = format!("{name} {direction:?}{}", if has_steps { ", opened" } else { "" });
                if drawn != graph_like(model, wish, None) {
                    wrong.push(format!("{said}: two pictures of one text"));
                }
                wrong.extend(gates(&drawn).into_iter().map(|what| format!("{said}: {what}")));
            }
        }
    }
    println!(
        "{} multi-stage files drawn both ways, with steps and without: {} gates broken",
        models.len(),
        wrong.len()
    );
    wrong.iter().take(SHOWN).for_each(|what| println!("  {what}"));
    Direction::ALL.into_iter().all(|direction| beside_dot(&models, direction)) && wrong.is_empty()
}

/// What is wrong with a picture.
fn gates(graph: &Graph) -> Vec<String> {
    let mut wrong = Vec::new();
    for (index, node) in graph.nodes.iter().enumerate() {
        let others = graph.nodes.iter().skip(index + 1);
        wrong.extend(
            others
                .filter(|other| overlaps(node, other))
                .map(|other| format!("{} overlaps {}", node.full_name, other.full_name)),
        );
        wrong.extend(loose_labels(node).into_iter().map(|label| format!("`{label}` leaves its box")));
    }
    for edge in &graph.edges {
        let line = Line::of_path(&edge.path);
        let foreign = graph.nodes.iter().enumerate().filter(|(at, _)| *at != edge.from && *at != edge.to);
        wrong.extend(foreign.filter(|(_, node)| line.0.iter().any(|point| holds(node, *point))).map(
            |(_, node)| {
                format!(
                    "the line from node {} to node {} runs through {}",
                    edge.from, edge.to, node.full_name
                )
            },
        ));
    }
    wrong
}

fn overlaps(a: &Node, b: &Node) -> bool {
    let apart_x = a.x >= b.x + b.width || b.x >= a.x + a.width;
    let apart_y = a.y >= b.y + b.height || b.y >= a.y + a.height;
    !apart_x && !apart_y
}

fn holds(node: &Node, (x, y): Point) -> bool {
    let [left, top, width, height] = [node.x, node.y, node.width, node.height].map(f64::from);
    x > left + SLACK && x < left + width - SLACK && y > top + SLACK && y < top + height - SLACK
}

/// The labels of a node that are not wholly inside its box.
fn loose_labels(node: &Node) -> Vec<&str> {
    let end = node.x + node.width;
    let title_end = if node.is_target { node.target_mark_at().0 } else { end };
    let mut labels = vec![(node.title.as_str(), node.title_at(), text::TITLE_SIZE, title_end)];
    for (at, line) in node.subtitles.iter().enumerate() {
        labels.push((line, node.subtitle_at(at), text::SUBTITLE_SIZE, end));
    }
    labels.retain(|(words, (x, y), size, end)| {
        let is_inside = *x >= node.x && x + text::width(words, *size) <= *end;
        !is_inside || y - size < node.y || *y > node.y + node.height
    });
    let loose_rows = node.rows.iter().filter(|row| {
        let end = row.words_at().0 + text::width(&row.words, text::SUBTITLE_SIZE);
        end > row.left + row.width || row.left + row.width > node.width || row.top + ROW_HEIGHT > node.height
    });
    labels.into_iter().map(|label| label.0).chain(loose_rows.map(|row| row.words.as_str())).collect()
}

/// Counts the crossings of the largest graphs beside those of `dot` and prints the table; whether there are few enough.
fn beside_dot(models: &[(&str, Model)], direction: Direction) -> bool {
    if !dot::is_installed() {
        println!("Graphviz is not installed, so no crossings were compared.");
        return true;
    }
    let mut graphs: Vec<(&str, Graph)> =
        models.iter().map(|(name, model)| (*name, graph(model, direction))).collect();
    graphs.sort_by_key(|(name, graph)| (std::cmp::Reverse(graph.nodes.len() + graph.edges.len()), *name));
    println!("{:<16}{:>7}{:>7}{:>10}{:>7}  {direction:?}", "crossings", "nodes", "edges", "ours", "dot");
    let mut sum = (0, 0);
    for (name, graph) in graphs.iter().take(LARGEST) {
        let pairs: BTreeSet<(usize, usize)> = graph.edges.iter().map(|edge| (edge.from, edge.to)).collect();
        let Some(theirs) = dot::lines(graph, &pairs) else {
            println!("{name:<16} dot does not draw it");
            return false;
        };
        let ours: Vec<Line> = pairs.iter().filter_map(|pair| line_between(graph, *pair)).collect();
        let pairs: Vec<(usize, usize)> = pairs.into_iter().collect();
        let counts = (line::crossings(&pairs, &ours), line::crossings(&pairs, &theirs));
        println!("{name:<16}{:>7}{:>7}{:>10}{:>7}", graph.nodes.len(), pairs.len(), counts.0, counts.1);
        sum = (sum.0 + counts.0, sum.1 + counts.1);
    }
    let ratio = f64::from(sum.0) / f64::from(sum.1.max(1));
    println!("{:<16}{:>24}{:>7}  {ratio:.3} times, at most {MOST}", "in all", sum.0, sum.1);
    ratio <= MOST
}

/// The first line between two nodes.
fn line_between(graph: &Graph, pair: (usize, usize)) -> Option<Line> {
    let edge = graph.edges.iter().find(|edge| (edge.from, edge.to) == pair)?;
    Some(Line::of_path(&edge.path))
}
