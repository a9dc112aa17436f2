//! Walking through the drawing by keys.

use dockerfile_playground::graph::{Graph, Key};
use yew::prelude::*;

use super::control::{Control, ZOOM_IN, ZOOM_OUT};
use super::node::node_id;
use crate::app::browser::element;

/// What a key does in the drawing; nothing else hears of it then. The arrows go along the edges, or to the nearest node
/// that way; Home goes to the first stage and End to the target. Enter and Space call `choose`.
pub fn act(event: &KeyboardEvent, graph: &Graph, control: &Control, choose: impl FnOnce(usize)) {
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return;
    }
    let node = focused_node();
    let walk = |key: Key| node.and_then(|node| graph.next(node, key));
    let next = match event.key().as_str() {
        "ArrowLeft" => walk(Key::Left),
        "ArrowRight" => walk(Key::Right),
        "ArrowUp" => walk(Key::Up),
        "ArrowDown" => walk(Key::Down),
        "Home" => Some(0),
        "End" => graph.target(),
        "+" | "=" => return control.zoom.emit(ZOOM_IN),
        "-" => return control.zoom.emit(ZOOM_OUT),
        "0" => return control.fit.emit(()),
        "Enter" | " " => {
            event.prevent_default();
            return node.map_or((), choose);
        }
        _ => return,
    };
    event.prevent_default();
    if let Some(next) = next {
        element::focus_id(&node_id(next));
    }
}

/// The node that has the keyboard.
pub fn focused_node() -> Option<usize> {
    element::focused_id()?.strip_prefix("node-")?.parse().ok()
}
