use dockerfile_playground::graph::{Graph, Lane};
use yew::prelude::*;

use super::node::length;

/// The grounds on which the stages of each platform stand.
pub fn lanes(graph: &Graph) -> Html {
    let one = |lane: &Lane| {
        let (x, y) = lane.words_at();
        html! {
            <g class="lane">
                <rect x={length(lane.x)} y={length(lane.y)} width={length(lane.width)} height={length(lane.height)}
                    rx="10" />
                <text x={length(x)} y={length(y)}>{ &lane.words }</text>
            </g>
        }
    };
    html! { { for graph.lanes.iter().map(one) } }
}
