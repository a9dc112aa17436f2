//! Takes the graph apart into connected pieces and puts their sheets together.

#![expect(
    clippy::indexing_slicing,
    reason = "edges hold nodes of the graph; sheets hold indices handed to them"
)]

use super::acyclic::Edge;
use super::sheet::{Sheet, half_up};
use super::{Layout, Link, NodeSize, Placed, Route, Segment};

/// Distance between two pieces.
const GAP: f32 = 32.0;

/// Free on all sides of the picture; also holds what self links draw beside a node.
const MARGIN: f32 = 24.0;

/// How far the line of a self link reaches, and half its height.
const LOOP_REACH: f32 = 24.0;
const LOOP_HALF: f32 = 6.0;

/// The shape pieces are packed into: width through height.
const ASPECT: f32 = 1.6;

/// Nodes that hang together; its edges count its own nodes.
pub(super) struct Piece {
    /// Indices in the whole graph, ascending.
    pub(super) nodes: Vec<usize>,
    pub(super) edges: Vec<Edge>,
}

/// The pieces by their first nodes, and the nodes without edges.
pub(super) fn pieces(nodes: usize, edges: Vec<Edge>) -> (Vec<Piece>, Vec<usize>) {
    let root = roots(nodes, &edges);
    let mut is_linked = vec![false; nodes];
    for edge in &edges {
        is_linked[edge.from] = true;
        is_linked[edge.to] = true;
    }
    let mut piece_of = vec![0; nodes];
    let mut local = vec![0; nodes];
    let mut pieces: Vec<Piece> = Vec::new();
    for node in (0..nodes).filter(|&node| is_linked[node]) {
        // A root is the least node of its piece.
        if root[node] == node {
            piece_of[node] = pieces.len();
            pieces.push(Piece { nodes: Vec::new(), edges: Vec::new() });
        }
        let piece = &mut pieces[piece_of[root[node]]];
        local[node] = piece.nodes.len();
        piece.nodes.push(node);
    }
    for edge in edges {
        let piece = &mut pieces[piece_of[root[edge.from]]];
        piece.edges.push(Edge { from: local[edge.from], to: local[edge.to], ..edge });
    }
    let alone = (0..nodes).filter(|&node| !is_linked[node]).collect();
    (pieces, alone)
}

/// The least node of each node's piece.
fn roots(nodes: usize, edges: &[Edge]) -> Vec<usize> {
    let mut parent: Vec<usize> = (0..nodes).collect();
    for edge in edges {
        let (a, b) = (find(&mut parent, edge.from), find(&mut parent, edge.to));
        parent[a.max(b)] = a.min(b);
    }
    (0..nodes).map(|node| find(&mut parent, node)).collect()
}

fn find(parent: &mut [usize], mut node: usize) -> usize {
    while parent[node] != node {
        parent[node] = parent[parent[node]];
        node = parent[node];
    }
    node
}

/// The width that packed sheets, and nodes of this area in sum, may take.
pub(super) fn width_limit(sheets: &[Sheet], more_area: f32) -> f32 {
    let area: f32 = sheets.iter().map(|sheet| (sheet.width + GAP) * (sheet.height + GAP)).sum();
    let widest = sheets.iter().map(|sheet| sheet.width).fold(0.0, f32::max);
    let wanted = ((area + more_area) * ASPECT).sqrt();
    // A small sheet beside a wide one would stand forlorn.
    if widest * 2.0 > wanted { widest } else { wanted }
}

/// Puts the sheets beside and below each other, in their order, and draws the self links.
pub(super) fn join(sizes: &[NodeSize], links: &[Link], sheets: Vec<Sheet>) -> Layout {
    let mut layout = Layout {
        nodes: vec![Placed::default(); sizes.len()],
        routes: vec![Route::default(); links.len()],
        passes: vec![Vec::new(); links.len()],
        ..Layout::default()
    };
    let mut skyline = Skyline { limit: width_limit(&sheets, 0.0), steps: Vec::new() };
    for sheet in sheets {
        let (x, y) = skyline.put(sheet.width, sheet.height);
        let (dx, dy) = (x + MARGIN, y + MARGIN);
        layout.width = layout.width.max(dx + sheet.width + MARGIN);
        layout.height = layout.height.max(dy + sheet.height + MARGIN);
        for (node, placed) in sheet.nodes {
            layout.nodes[node] = Placed { x: placed.x + dx, y: placed.y + dy, ..placed };
        }
        for (link, mut route) in sheet.routes {
            route.shift(dx, dy);
            layout.routes[link] = route;
        }
        for (lane, placed) in sheet.lanes {
            layout.lanes.push((lane, Placed { x: placed.x + dx, y: placed.y + dy, ..placed }));
        }
        for (link, passes) in sheet.passes {
            layout.passes[link] = passes.into_iter().map(|(x, y)| (x + dx, y + dy)).collect();
        }
    }
    for (route, link) in layout.routes.iter_mut().zip(links).filter(|(_, link)| link.from == link.to) {
        if let Some(node) = layout.nodes.get(link.from) {
            *route = self_link(node);
        }
    }
    layout
}

fn self_link(node: &Placed) -> Route {
    let (x, y) = (node.x + node.width, node.y + node.height / 2.0);
    let half = LOOP_HALF.min(node.height / 2.0);
    let curve = Segment::Cubic(x + LOOP_REACH, y - half, x + LOOP_REACH, y + half, x, y + half);
    Route { segments: vec![Segment::Move(x, y - half), curve], label: (x + LOOP_REACH * 0.75, y) }
}

/// The lower border of what is packed so far, from left to right.
struct Skyline {
    limit: f32,
    /// Where each step begins, and its height; the last one reaches on without end.
    steps: Vec<(f32, f32)>,
}

impl Skyline {
    /// Finds the highest, then leftmost place for a sheet.
    fn put(&mut self, width: f32, height: f32) -> (f32, f32) {
        if self.steps.is_empty() {
            self.steps.push((0.0, 0.0));
        }
        let end_of = |x: f32| x + half_up(width) + GAP;
        let fits = |&&(x, _): &&(f32, f32)| x == 0.0 || x + width <= self.limit;
        let candidates = self.steps.iter().filter(fits).map(|&(x, _)| (x, self.floor(x, end_of(x))));
        let best = candidates.min_by(|a, b| a.1.total_cmp(&b.1).then(a.0.total_cmp(&b.0)));
        let (x, y) = best.unwrap_or_default();
        self.raise(x, end_of(x), y + half_up(height) + GAP);
        (x, y)
    }

    /// The lowest free place between two ends.
    fn floor(&self, start: f32, end: f32) -> f32 {
        let next = self.steps.iter().skip(1).map(|step| step.0).chain([f32::INFINITY]);
        let touched = self.steps.iter().zip(next).filter(|(step, next)| step.0 < end && *next > start);
        touched.map(|(step, _)| step.1).fold(0.0, f32::max)
    }

    fn raise(&mut self, start: f32, end: f32, height: f32) {
        let behind = self.steps.iter().rev().find(|step| step.0 <= end).map_or(0.0, |step| step.1);
        self.steps.retain(|step| step.0 < start || step.0 > end);
        let place = self.steps.iter().take_while(|step| step.0 < start).count();
        self.steps.splice(place..place, [(start, height), (end, behind)]);
    }
}

#[test]
fn small_sheets_fill_the_room_below_a_wide_one() {
    let mut skyline = Skyline { limit: 400.0, steps: Vec::new() };
    assert_eq!(skyline.put(400.0, 100.0), (0.0, 0.0));
    assert_eq!(skyline.put(150.0, 50.0), (0.0, 132.0));
    assert_eq!(skyline.put(150.0, 80.0), (182.0, 132.0));
    assert_eq!(skyline.put(150.0, 50.0), (0.0, 214.0));
}
