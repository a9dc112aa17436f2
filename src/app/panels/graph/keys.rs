//! Walking through the drawing by keys.

use dockerfile_playground::graph::{Graph, Key, Node};
use dockerfile_playground::text::Span;
use yew::prelude::*;

use super::control::{Control, ZOOM_IN, ZOOM_OUT};
use super::node::node_id;
use super::steps::{beside_row, place_of_id};
use crate::app::browser::element;

/// What a key has chosen.
pub enum Chosen {
    /// A node.
    Node(usize),
    /// A step of an open stage, by where it stands.
    Row(Span),
    /// A stage that is to be opened or closed.
    Turn(usize),
}

/// What a key does in the drawing; nothing else hears of it then. The arrows go along the edges, or to the nearest node
/// that way, and through the steps of an open stage; Home goes to the first stage and End to the target. Enter and Space
/// choose, `o` opens a stage and closes it, Escape leaves its steps.
pub fn act(event: &KeyboardEvent, graph: &Graph, control: &Control, choose: impl FnOnce(Chosen)) {
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return;
    }
    let (node, row) = element::focused_id().and_then(|id| place_of_id(&id)).unzip();
    let row = row.flatten();
    let rows = node.and_then(|node| graph.nodes.get(node)).map_or(&[][..], |node| node.rows.as_slice());
    let walk = |key: Key| {
        let inside = node.and_then(|node| beside_row(node, row, rows.len(), key));
        inside.or_else(|| graph.next(node?, key).map(node_id))
    };
    let next = match event.key().as_str() {
        "ArrowLeft" => walk(Key::Left),
        "ArrowRight" => walk(Key::Right),
        "ArrowUp" => walk(Key::Up),
        "ArrowDown" => walk(Key::Down),
        "Home" => Some(node_id(0)),
        "End" => graph.target().map(node_id),
        "Escape" if row.is_some() => node.map(node_id),
        "o" => node.filter(|node| graph.nodes.get(*node).is_some_and(Node::is_stage)).map(node_id),
        "+" | "=" => return control.zoom.emit(ZOOM_IN),
        "-" => return control.zoom.emit(ZOOM_OUT),
        "0" => return control.fit.emit(()),
        "Enter" | " " => {
            event.prevent_default();
            let step = row.and_then(|row| rows.get(row)).map(|row| Chosen::Row(row.place.0));
            return step.or(node.map(Chosen::Node)).map_or((), choose);
        }
        _ => return,
    };
    event.prevent_default();
    if let Some(next) = next {
        element::focus_id(&next);
        if let ("o", Some(node)) = (event.key().as_str(), node) {
            choose(Chosen::Turn(node));
        }
    }
}

/// The node that has the keyboard, or one of whose steps has it.
pub fn focused_node() -> Option<usize> {
    place_of_id(&element::focused_id()?).map(|(node, _)| node)
}
