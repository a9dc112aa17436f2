use dockerfile_playground::graph::{Graph, Node};
use dockerfile_playground::text::{within, write_decimal};
use yew::prelude::*;

use super::control::Control;
use super::view::View;
use crate::app::browser::element;

/// Larger graphs have a map.
const LARGE: usize = 20;

/// No larger than this, in CSS pixels.
const MOST_PX: (f64, f64) = (170.0, 110.0);

/// Where there is less room, the map would cover too much of it.
const LEAST_ROOM_PX: (f64, f64) = (480.0, 200.0);

/// Between the map and the edges of its place.
const MARGIN_PX: f64 = 12.0;

/// What a [`Minimap`] shows and does.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The extent of the drawing.
    pub size: (f64, f64),
    /// The class of the corner where it stands.
    pub corner: &'static str,
    /// The boxes of its nodes, as a path each for a kind: its class and the path.
    pub boxes: Vec<(AttrValue, AttrValue)>,
    /// The part that is seen: left, top, width and height.
    pub seen: (f64, f64, f64, f64),
    /// Brings a point of the drawing into the middle.
    pub on_go: Callback<(f64, f64)>,
}

/// The whole drawing in small, with the part that is seen; a pointer on it moves that. It says nothing that the drawing
/// does not, so screen readers and the keyboard pass by.
#[component]
pub fn Minimap(props: &Props) -> Html {
    let place = use_node_ref();
    let Props { size, corner, boxes, seen, on_go } = props;
    let scale = scale(*size);
    let go = {
        let (place, on_go) = (place.clone(), on_go.clone());
        Callback::from(move |event: PointerEvent| {
            if event.buttons() & 1 == 0 {
                return;
            }
            element::capture_pointer(&place, &event);
            if let Some(area) = element::area(&place) {
                let at = |point: i32, start: f64| (f64::from(point) - start) / scale;
                on_go.emit((at(event.client_x(), area.left), at(event.client_y(), area.top)));
            }
        })
    };
    let [width, height] = [size.0, size.1].map(|length| write_decimal(length * scale, 1));
    let number = |length: f64| write_decimal(length, 1);
    html! {
        <svg ref={place} class={classes!("minimap", *corner)} aria-hidden="true" {width} {height}
            viewBox={format!("0 0 {} {}", number(size.0), number(size.1))}
            onpointerdown={go.clone()} onpointermove={go}>
            { for boxes.iter().map(|(class, d)| html! { <path class={class.clone()} d={d.clone()} /> }) }
            <rect x={number(seen.0)} y={number(seen.1)} width={number(seen.2)} height={number(seen.3)} />
        </svg>
    }
}

/// How large a unit of a drawing is on its map.
fn scale(size: (f64, f64)) -> f64 {
    (MOST_PX.0 / size.0.max(1.0)).min(MOST_PX.1 / size.1.max(1.0))
}

/// The map of a graph; nothing where it is small, has no room, or is seen whole anyway and the map would cover some of it.
pub fn minimap(graph: &Graph, control: &Control) -> Html {
    let room = control.room;
    if graph.nodes.len() <= LARGE || room.0 < LEAST_ROOM_PX.0 || room.1 < LEAST_ROOM_PX.1 {
        return html! {};
    }
    let size = (f64::from(graph.width), f64::from(graph.height));
    let (left, top, width, height) = control.view.seen(room);
    let is_whole = left <= 0.0 && top <= 0.0 && left + width >= size.0 && top + height >= size.1;
    // The corner is that of one view, so that the map stays where it is while the view moves.
    let best = |view: View| {
        let all = CORNERS.map(|corner| (covered(graph, view, room, (corner.1, corner.2)), corner.0));
        all.into_iter().reduce(|a, b| if b.0 < a.0 { b } else { a }).unwrap_or_default()
    };
    let corner = best(control.start).1;
    if is_whole && best(control.view).0 > 0.0 {
        return html! {};
    }
    // Only what lies in the drawing is drawn of the part that is seen.
    let (from_x, to_x) = (within(left, 0.0, size.0), within(left + width, 0.0, size.0));
    let (from_y, to_y) = (within(top, 0.0, size.1), within(top + height, 0.0, size.1));
    let seen = (from_x, from_y, to_x - from_x, to_y - from_y);
    let (view, go) = (control.view, control.go.clone());
    let on_go = Callback::from(move |point| go.emit(view.centred(point, room)));
    html! { <Minimap {size} {corner} boxes={boxes(graph)} {seen} {on_go} /> }
}

/// The corners of the place, in the order of preference: their class, and whether they are at the right and at the bottom.
const CORNERS: [(&str, bool, bool); 4] = [
    ("at-bottom at-right", true, true),
    ("at-bottom", false, true),
    ("at-right", true, false),
    ("", false, false),
];

/// To cover the target is so many times as bad as any other node.
const TARGET_WEIGHT: f64 = 20.0;

/// How much of the nodes a map in a corner would cover in a view, in square pixels; the target weighs more.
fn covered(graph: &Graph, view: View, room: (f64, f64), corner: (bool, bool)) -> f64 {
    let start =
        |is_end: bool, room: f64, length: f64| if is_end { room - length - MARGIN_PX } else { MARGIN_PX };
    let scale = scale((graph.width.into(), graph.height.into()));
    let (width, height) = (f64::from(graph.width) * scale, f64::from(graph.height) * scale);
    let (left, top) = (start(corner.0, room.0, width), start(corner.1, room.1, height));
    let shared = |from: f64, length: f32, start: f64, most: f64| {
        let end = (from + f64::from(length) * view.scale).min(start + most);
        (end - from.max(start)).max(0.0)
    };
    let area = |node: &Node| {
        let (x, y) = view.shown((f64::from(node.x), f64::from(node.y)));
        let weight = if node.is_target { TARGET_WEIGHT } else { 1.0 };
        shared(x, node.width, left, width) * shared(y, node.height, top, height) * weight
    };
    graph.nodes.iter().map(area).sum()
}

/// The boxes of the nodes, by hue.
fn boxes(graph: &Graph) -> Vec<(AttrValue, AttrValue)> {
    let hues = (0..dockerfile_playground::graph::HUES).map(Some).chain([None]);
    let path = |hue: Option<usize>| {
        let nodes = graph.nodes.iter().filter(|node| node.hue == hue);
        let d: String = nodes.map(outline).collect();
        let class = hue.map_or_else(|| "other".to_owned(), |hue| format!("hue-{hue}"));
        (!d.is_empty()).then(|| (class.into(), d.into()))
    };
    hues.filter_map(path).collect()
}

fn outline(node: &Node) -> String {
    let [x, y, width, height] =
        [node.x, node.y, node.width, node.height].map(|length| write_decimal(length.into(), 0));
    format!("M{x} {y}h{width}v{height}h-{width}z")
}
