use dockerfile_playground::graph::{Edge, Graph, mount};
use dockerfile_playground::instruction::MountKind;
use dockerfile_playground::model::EdgeKind;
use dockerfile_playground::text::write_decimal;
use yew::prelude::*;

/// The line of an edge, with an arrow at its end. One that runs otherwise is a new one, which appears by itself.
pub fn edge(index: usize, edge: &Edge, is_pointed: bool, is_longest: bool, is_stale: bool) -> Html {
    let class = classes!(
        "edge",
        look_of(edge),
        edge.is_thin.then_some("edge-fan"),
        is_pointed.then_some("pointed"),
        is_longest.then_some("longest"),
        is_stale.then_some("stale"),
        (!edge.is_needed && !is_pointed).then_some("unneeded"),
    );
    let marker = match (is_pointed, is_longest) {
        (true, _) => "url(#arrow-pointed)",
        (_, true) => "url(#arrow-longest)",
        _ if !edge.is_needed => "url(#arrow-faint)",
        _ => "url(#arrow)",
    };
    html! {
        <g key={format!("{index} {}", edge.path)}>
            <path {class} d={edge.path.clone()} marker-end={marker} />
            if edge.uses.len() > 1 {
                { count(edge) }
            }
        </g>
    }
}

/// The ends of the lines.
pub fn arrows() -> Html {
    let arrow = |id: &'static str, class: &'static str| {
        html! {
            <marker {id} viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7"
                markerUnits="userSpaceOnUse" orient="auto">
                <path {class} d="M0 0.500L8 4L0 7.500z" />
            </marker>
        }
    };
    html! { <defs>{ arrow("arrow", "arrow") }{ arrow("arrow-faint", "arrow faint") }{ arrow("arrow-pointed", "arrow pointed") }{ arrow("arrow-longest", "arrow longest") }</defs> }
}

/// What the lines mean, of the kinds that are drawn.
pub fn legend(graph: &Graph) -> Html {
    let drawn = LOOKS.iter().filter(|(look, _)| graph.edges.iter().any(|edge| look_of(edge) == *look));
    let item = |(look, words): &(&'static str, &'static str)| {
        html! {
            <li>
                <svg viewBox="0 0 22 8" aria-hidden="true"><path class={classes!("edge", *look)} d="M0 4H22" /></svg>
                { *words }
            </li>
        }
    };
    let has =
        |kind: &MountKind| graph.nodes.iter().flat_map(|node| &node.mounts).any(|port| port.kind == *kind);
    let port = |kind: MountKind| {
        html! {
            <li class="port">
                <svg viewBox="0 0 12 12" aria-hidden="true"><path d={mount::shape(kind)} /></svg>
                { mount::word(kind) }
            </li>
        }
    };
    html! {
        <ul class="legend" aria-label="Lines">
            { for drawn.map(item) }
            { for mount::MOUNT_KINDS.into_iter().filter(has).map(port) }
        </ul>
    }
}

/// The classes of lines, and what they mean.
const LOOKS: [(&str, &str); 5] = [
    ("edge-from", "FROM"),
    ("edge-copy", "COPY"),
    ("edge-add", "ADD"),
    ("edge-mount", "mount"),
    ("edge-onbuild", "ONBUILD"),
];

fn look_of(edge: &Edge) -> &'static str {
    match edge.kind {
        _ if edge.is_deferred() => "edge-onbuild",
        EdgeKind::From => "edge-from",
        EdgeKind::Copy => "edge-copy",
        EdgeKind::Add => "edge-add",
        EdgeKind::Mount => "edge-mount",
    }
}

fn count(edge: &Edge) -> Html {
    let (x, y) = edge.label;
    html! {
        <text class="edge-count" x={write_decimal(x.into(), 2)} y={write_decimal((y - 5.0).into(), 2)}>{ format!("×{}", edge.uses.len()) }</text>
    }
}
