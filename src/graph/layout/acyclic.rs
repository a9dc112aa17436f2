//! Makes the links a simple graph without cycles.

#![expect(
    clippy::indexing_slicing,
    reason = "all indices are nodes below `nodes` or come from the same arena"
)]

use std::cmp::Ordering;

use super::Link;
use crate::text::order;

/// All links between two nodes as one edge; following edges never leads back.
pub(super) struct Edge {
    pub(super) from: usize,
    pub(super) to: usize,
    /// The links it stands for, in their order; never empty.
    pub(super) lanes: Vec<Lane>,
}

/// One link of an edge.
pub(super) struct Lane {
    pub(super) link: usize,
    /// Whether the link points against the edge.
    pub(super) is_reversed: bool,
    /// Where on the side of the second node it ends, from the corner of that, where that is given.
    pub(super) end: Option<f32>,
}

/// The links as edges, sorted by their ends; links that close a cycle are turned, self links left out.
pub(super) fn edges(nodes: usize, links: &[Link]) -> Vec<Edge> {
    let is_back = back_links(nodes, links);
    let mut lanes: Vec<(usize, usize, Lane)> = links
        .iter()
        .enumerate()
        .filter(|(_, link)| is_proper(nodes, link))
        .map(|(index, link)| {
            let is_reversed = is_back[index];
            let lane = Lane { link: index, is_reversed, end: link.end.filter(|_| !is_reversed) };
            if lane.is_reversed { (link.to, link.from, lane) } else { (link.from, link.to, lane) }
        })
        .collect();
    order::sort_by_key(&mut lanes, |(from, to, lane)| (*from, *to, lane.link));
    let mut edges: Vec<Edge> = Vec::new();
    for (from, to, lane) in lanes {
        match edges.last_mut() {
            Some(edge) if (edge.from, edge.to) == (from, to) => edge.lanes.push(lane),
            _ => edges.push(Edge { from, to, lanes: vec![lane] }),
        }
    }
    for edge in edges.iter_mut().filter(|edge| edge.lanes.len() > 1) {
        order::sort_by(&mut edge.lanes, |a, b| a.end.partial_cmp(&b.end).unwrap_or(Ordering::Equal));
    }
    edges
}

fn is_proper(nodes: usize, link: &Link) -> bool {
    link.from != link.to && link.from < nodes && link.to < nodes
}

/// Which links point at a node they are reached from, by depth-first search in index order.
fn back_links(nodes: usize, links: &[Link]) -> Vec<bool> {
    let mut outgoing = vec![Vec::new(); nodes];
    for (index, link) in links.iter().enumerate().filter(|(_, link)| is_proper(nodes, link)) {
        outgoing[link.from].push(index);
    }
    let mut is_back = vec![false; links.len()];
    let mut is_open = vec![false; nodes];
    let mut next = vec![0; nodes];
    for root in 0..nodes {
        let mut path = Vec::new();
        if next[root] == 0 {
            is_open[root] = true;
            path.push(root);
        }
        while let Some(&node) = path.last() {
            let Some(&index) = outgoing[node].get(next[node]) else {
                is_open[node] = false;
                next[node] = usize::MAX;
                path.pop();
                continue;
            };
            next[node] += 1;
            let to = links[index].to;
            is_back[index] = is_open[to];
            if next[to] == 0 && !is_open[to] {
                is_open[to] = true;
                path.push(to);
            }
        }
    }
    is_back
}

#[test]
fn cycles_are_turned_and_parallels_merged() {
    let link = Link::new;
    let edges = edges(3, &[link(0, 1), link(1, 2), link(2, 0), link(0, 1), link(1, 1), link(7, 0)]);
    let ends: Vec<_> = edges.iter().map(|edge| (edge.from, edge.to, edge.lanes.len())).collect();
    assert_eq!(ends, [(0, 1, 2), (0, 2, 1), (1, 2, 1)]);
    assert!(edges[1].lanes[0].is_reversed);
}
