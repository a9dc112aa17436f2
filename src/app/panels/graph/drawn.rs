use std::rc::Rc;

use dockerfile_playground::graph::Edge;
use yew::prelude::*;

use super::edge::edge;
use super::grips::Grips;
use super::lane::lanes;
use super::node::{Look, NodeView};
use crate::app::analysis::Picture;

/// What [`Drawn`] shows and reports.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The graph as it is seen.
    pub picture: Picture,
    /// How each node is shown.
    pub looks: Rc<[Look]>,
    /// The nodes on the longest way from first to last, where that is shown.
    pub way: Option<Vec<usize>>,
    /// What can be done with the nodes.
    pub grips: Grips,
}

/// The lanes, the lines above them, and the nodes above these. Most letters that are typed change nothing of it.
#[component]
pub fn Drawn(props: &Props) -> Html {
    let Props { picture, looks, way, grips } = props;
    let is_lit = |index: usize| looks.get(index).is_some_and(|look| look.is_pointed || look.is_related);
    let is_old = |index: usize| looks.get(index).is_some_and(|look| look.is_stale);
    let is_longest =
        |one: &Edge| way.as_ref().is_some_and(|way| way.windows(2).any(|pair| pair == [one.from, one.to]));
    let lines = picture.graph.edges.iter().enumerate().map(|(index, one)| {
        let is_stale = is_old(one.from) || is_old(one.to);
        edge(index, one, is_lit(one.from) && is_lit(one.to), is_longest(one), is_stale)
    });
    let nodes = picture.nodes.iter().zip(&**looks).map(|(node, look)| {
        html! { <NodeView key={Rc::clone(&look.key)} node={node.clone()} look={look.clone()} grips={grips.clone()} /> }
    });
    html! { <>{ lanes(&picture.graph) }{ for lines }{ for nodes }</> }
}
