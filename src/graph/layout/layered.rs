//! Lays out one connected piece: dummies, order, places, columns and routes.

#![expect(clippy::indexing_slicing, reason = "chains and columns hold items of the same arena")]

use super::acyclic::Edge;
use super::lane::Lanes;
use super::order::{self, Problem};
use super::pack::Piece;
use super::place::{self, Spring};
use super::port::{self, Ports};
use super::route::Pen;
use super::sheet::{Sheet, half, half_up, length};
use super::{Before, Direction, NodeSize, Placed, Route, lane};

/// Distance between two nodes of a rank.
pub(super) const NODE_GAP: f32 = 20.0;

/// Distance between a node and a passing route.
const ROUTE_GAP: f32 = 14.0;

/// Distance between two passing routes.
const LANE_GAP: f32 = 9.0;

/// Distance between the routes of parallel links, and the most all of them take.
const PARALLEL_GAP: f32 = 5.0;
const PARALLEL_LIMIT: f32 = 30.0;

/// Distance between two ranks: the least, what the widest swing adds, and the most.
const GUTTER: f32 = 44.0;
const GUTTER_SHARE: f32 = 0.18;
const GUTTER_LIMIT: f32 = 130.0;

/// The items of all ranks: first the nodes of the piece, then the dummies.
pub(super) struct Layers<'a> {
    pub(super) edges: &'a [Edge],
    /// In step with `edges`.
    pub(super) chains: Vec<Chain>,
    pub(super) real: usize,
    /// Along the links and across them.
    pub(super) extents: Vec<(f32, f32)>,
    /// The lane of each item.
    pub(super) lanes: Vec<u8>,
    /// The same, with 0 for dummies between lanes, which may stand in any.
    bound: Vec<u8>,
    ranks: Vec<usize>,
    keys: Vec<usize>,
}

/// The items an edge runs through, one a rank; at least two.
pub(super) struct Chain {
    pub(super) edge: usize,
    pub(super) items: Vec<usize>,
}

/// Lays out a piece whose nodes have these ranks; some of them are in a fan that is spread over several.
pub(super) fn sheet(
    sizes: &[NodeSize],
    piece: &Piece,
    (ranks, is_spread): (&[usize], &[bool]),
    (direction, before): (Direction, Option<&Before>),
) -> Sheet {
    let mut layers = Layers::new(sizes, piece, (ranks, is_spread), direction);
    let links = layers.stretches().map(|(from, to, _)| (from, to)).collect::<Vec<_>>();
    let hints = before.map_or_else(Vec::new, |before| layers.hints(piece, direction, before));
    let mut problem = Problem {
        ranks: &layers.ranks,
        keys: &layers.keys,
        links: &links,
        ends: &layers.slots(),
        lanes: &[],
        real: layers.real,
        hints: &hints,
    };
    let (crossings, mut columns) = order::order(&problem);
    let mut lanes = Vec::new();
    if layers.has_lanes() {
        problem.lanes = &layers.bound;
        let (with_lanes, parted) = order::order(&problem);
        if lane::is_worth(with_lanes, crossings) {
            lanes = Lanes(&layers.bound).settled(&layers.lanes, &parted);
            columns = parted;
        }
    }
    layers.lanes = lanes;
    let mut ports = port::spread(&layers, &columns);
    let springs = layers.springs(&ports);
    let (mut places, start) = match layers.has_lanes() {
        true => (lane::place(&layers, &columns, &springs, direction), lane::start(direction)),
        false => {
            let distance = |before, after| layers.distance(before, after);
            (place::place(&columns, layers.extents.len(), layers.real, &springs, distance), (0.0, 0.0))
        }
    };
    layers.snap(&columns, &mut places);
    places.iter_mut().for_each(|place| *place += start.1);
    port::straighten(&layers, &columns, &places, &mut ports);
    let drawing = Drawing {
        layers: &layers,
        columns: &columns,
        places: &places,
        ports: &ports,
        start: start.0,
        direction,
    };
    let mut sheet = drawing.sheet(piece);
    if layers.has_lanes() {
        lane::draw(&layers, &places, direction, &mut sheet);
    }
    sheet
}

impl<'a> Layers<'a> {
    fn new(
        sizes: &[NodeSize],
        piece: &'a Piece,
        (ranks, is_spread): (&[usize], &[bool]),
        direction: Direction,
    ) -> Self {
        let mut layers = Self {
            edges: &piece.edges,
            chains: Vec::with_capacity(piece.edges.len()),
            real: piece.nodes.len(),
            extents: piece.nodes.iter().map(|&node| direction.extents(sizes[node])).collect(),
            bound: piece.nodes.iter().map(|&node| sizes[node].lane).collect(),
            lanes: piece.nodes.iter().map(|&node| sizes[node].lane).collect(),
            ranks: ranks.to_vec(),
            keys: (0..piece.nodes.len()).collect(),
        };
        for (index, edge) in piece.edges.iter().enumerate() {
            let chain = layers.chain(index, edge, is_spread[edge.to]);
            layers.chains.push(chain);
        }
        layers
    }

    fn chain(&mut self, index: usize, edge: &Edge, is_spread: bool) -> Chain {
        // The lines to a spread fan run between its nodes.
        let key = if is_spread { edge.to } else { edge.from };
        let mut items = vec![edge.from];
        for rank in self.ranks[edge.from] + 1..self.ranks[edge.to] {
            items.push(self.ranks.len());
            self.ranks.push(rank);
            self.keys.push(key);
            let (lane, end) = (self.lanes[edge.from], self.lanes[edge.to]);
            self.lanes.push(lane);
            self.bound.push(if lane == end { lane } else { 0 });
            self.extents.push((0.0, bundle(edge)));
        }
        items.push(edge.to);
        Chain { edge: index, items }
    }

    /// Where each item stood before.
    fn hints(&self, piece: &Piece, direction: Direction, before: &Before) -> Vec<Option<f32>> {
        let node = |node: &usize| before.nodes.get(*node).copied().flatten();
        let mut hints: Vec<Option<f32>> = piece.nodes.iter().map(node).collect();
        for chain in &self.chains {
            let dummies = chain.items.len() - 2;
            let link = self.edges[chain.edge].lanes[0].link;
            let passes = before.passes.get(link).and_then(Option::as_ref);
            match passes.filter(|passes| passes.len() == dummies) {
                Some(passes) => hints.extend(passes.iter().map(|point| Some(direction.turn(*point).1))),
                None => hints.resize(hints.len() + dummies, None),
            }
        }
        hints
    }

    fn has_lanes(&self) -> bool {
        self.lanes.iter().any(|lane| *lane > 0)
    }

    pub(super) fn is_real(&self, item: usize) -> bool {
        item < self.real
    }

    pub(super) fn lanes(&self, chain: &Chain) -> usize {
        self.edges[chain.edge].lanes.len()
    }

    /// Where a lane ends on the side of its node, from the corner of that, where that is given.
    pub(super) fn end(&self, chain: usize, lane: usize) -> Option<f32> {
        self.edges[self.chains[chain].edge].lanes[lane].end
    }

    /// For each stretch, how far along the side of its second item it ends, in parts of [`order::SLOTS`].
    fn slots(&self) -> Vec<u32> {
        let slot = |(_, to, chain): (usize, usize, usize)| {
            let height = self.extents[to].1;
            let ends: Vec<f32> =
                (0..self.lanes(&self.chains[chain])).filter_map(|lane| self.end(chain, lane)).collect();
            if ends.is_empty() || !self.is_real(to) || height <= 0.0 {
                return order::SLOTS / 2;
            }
            let mean = ends.iter().sum::<f32>() / length(ends.len());
            ((mean / height * order::SLOTS as f32) as u32).min(order::SLOTS - 1)
        };
        self.stretches().map(slot).collect()
    }

    /// Where a lane runs, relative to the dummies of its chain.
    pub(super) fn lane_offset(&self, chain: usize, lane: usize) -> f32 {
        let edge = &self.edges[self.chains[chain].edge];
        let gaps = length(edge.lanes.len() - 1).max(1.0);
        half(bundle(edge) * (length(lane) / gaps - 0.5))
    }

    /// Neighbouring items of all chains, with the chain.
    fn stretches(&self) -> impl Iterator<Item = (usize, usize, usize)> {
        let chains = self.chains.iter().enumerate();
        chains.flat_map(|(index, chain)| chain.items.windows(2).map(move |pair| (pair[0], pair[1], index)))
    }

    fn springs(&self, ports: &[Ports]) -> Vec<Spring> {
        let middle = |offsets: &[f32]| (offsets[0] + offsets[offsets.len() - 1]) / 2.0;
        let spring = |(from, to, chain): (usize, usize, usize)| {
            let start = if self.is_real(from) { middle(&ports[chain].first) } else { 0.0 };
            let end = if self.is_real(to) { middle(&ports[chain].last) } else { 0.0 };
            let weight = match (self.is_real(from), self.is_real(to)) {
                (true, true) => 1.0,
                (false, false) => 8.0,
                _ => 2.0,
            };
            Spring { from, to, offset: start - end, weight }
        };
        self.stretches().map(spring).collect()
    }

    pub(super) fn distance(&self, before: usize, after: usize) -> f32 {
        let gap = match (self.is_real(before), self.is_real(after)) {
            (true, true) => NODE_GAP,
            (false, false) => LANE_GAP,
            _ => ROUTE_GAP,
        };
        (self.extents[before].1 + self.extents[after].1) / 2.0 + gap
    }

    /// Moves all centres to half units, keeping the distances, and the topmost border to 0.
    fn snap(&self, columns: &[Vec<usize>], places: &mut [f32]) {
        let tops = places.iter().zip(&self.extents).map(|(place, extent)| place - extent.1 / 2.0);
        let top = tops.fold(f32::INFINITY, f32::min);
        for column in columns {
            let mut least = f32::NEG_INFINITY;
            let mut before = None;
            for &item in column {
                if let Some(before) = before {
                    least = half_up(places[before] + self.distance(before, item));
                }
                let floor = half_up(self.extents[item].1 / 2.0);
                places[item] = half(places[item] - top).max(least).max(floor);
                before = Some(item);
            }
        }
    }
}

/// How broad the parallel links of an edge run.
fn bundle(edge: &Edge) -> f32 {
    (PARALLEL_GAP * length(edge.lanes.len().saturating_sub(1))).min(PARALLEL_LIMIT)
}

/// Everything but the places of the ranks is decided.
struct Drawing<'a> {
    layers: &'a Layers<'a>,
    columns: &'a [Vec<usize>],
    places: &'a [f32],
    ports: &'a [Ports],
    /// Where the first rank begins.
    start: f32,
    direction: Direction,
}

impl Drawing<'_> {
    fn sheet(&self, piece: &Piece) -> Sheet {
        let bounds = self.bounds();
        let mut sheet = Sheet::default();
        for (item, &node) in piece.nodes.iter().enumerate() {
            let extents = self.layers.extents[item];
            let corner = (bounds[self.layers.ranks[item]].0, self.places[item] - extents.1 / 2.0);
            let ((x, y), (width, height)) = (self.direction.turn(corner), self.direction.turn(extents));
            sheet.add(node, Placed { x, y, width, height });
        }
        let free = self.free_from(&bounds);
        for (chain, edge) in self.layers.edges.iter().enumerate() {
            for (lane, link) in edge.lanes.iter().enumerate() {
                let route = self.route(&bounds, &free, chain, lane);
                sheet.routes.push((link.link, if link.is_reversed { route.reversed() } else { route }));
            }
        }
        for chain in &self.layers.chains {
            let inner = chain.items.iter().skip(1).take(chain.items.len() - 2);
            let passes: Vec<(f32, f32)> =
                inner.map(|item| self.direction.turn((0.0, self.places[*item]))).collect();
            for lane in &self.layers.edges[chain.edge].lanes {
                sheet.passes.push((lane.link, passes.clone()));
            }
        }
        // Passing routes may lie outside all nodes.
        let ends = (0..self.places.len()).map(|item| self.places[item] + self.layers.extents[item].1 / 2.0);
        let end = self.direction.turn((0.0, ends.fold(0.0, f32::max)));
        sheet.width = sheet.width.max(end.0);
        sheet.height = sheet.height.max(end.1);
        sheet
    }

    /// Where each rank begins and ends, along the links.
    fn bounds(&self) -> Vec<(f32, f32)> {
        let mut swings = vec![0.0_f32; self.columns.len()];
        for (from, to, _) in self.layers.stretches() {
            let swing = &mut swings[self.layers.ranks[from]];
            *swing = swing.max((self.places[from] - self.places[to]).abs());
        }
        let mut bounds = Vec::with_capacity(self.columns.len());
        let mut start = self.start;
        for (column, swing) in self.columns.iter().zip(swings) {
            let width = column.iter().map(|&item| self.layers.extents[item].0).fold(0.0, f32::max);
            bounds.push((start, start + width));
            start = half_up(start + width + (GUTTER + GUTTER_SHARE * swing).min(GUTTER_LIMIT));
        }
        bounds
    }

    fn route(&self, bounds: &[(f32, f32)], free: &[(f32, f32)], chain: usize, lane: usize) -> Route {
        let items = &self.layers.chains[chain].items;
        let cross = |place: usize| {
            let offset = match place {
                0 => self.ports[chain].first[lane],
                place if place + 1 == items.len() => self.ports[chain].last[lane],
                _ => self.layers.lane_offset(chain, lane),
            };
            self.places[items[place]] + offset
        };
        let rank = self.layers.ranks[items[0]];
        let border = bounds[rank].0 + self.layers.extents[items[0]].0;
        let mut pen = Pen::new(self.direction, (border, cross(0)));
        let mut label = (border, cross(0));
        for place in 1..items.len() {
            let rank = rank + place;
            let (here, there) = (cross(place - 1), cross(place));
            let free = match free.get(items[place - 1]) {
                Some(&(rising, _)) if there < here => rising,
                Some(&(_, sinking)) => sinking,
                None => bounds[rank - 1].1,
            };
            pen.ahead(free);
            pen.swing((bounds[rank].0, there));
            if place == items.len() / 2 {
                label = ((free + bounds[rank].0) / 2.0, (here + there) / 2.0);
            }
            if place + 1 < items.len() {
                pen.ahead(bounds[rank].1);
            }
        }
        pen.finish(label)
    }

    /// From where routes that leave each node meet nothing more of its own rank: those that rise, and those
    /// that sink. All routes of a node in one direction leave together, so that they do not cross.
    fn free_from(&self, bounds: &[(f32, f32)]) -> Vec<(f32, f32)> {
        let mut index = vec![0; self.places.len()];
        for (position, &item) in self.columns.iter().flat_map(|column| column.iter().enumerate()) {
            index[item] = position;
        }
        let mut targets: Vec<(f32, f32)> = self.places.iter().map(|&place| (place, place)).collect();
        for (from, to, chain) in self.layers.stretches() {
            let ports = &self.ports[chain];
            let is_last = self.layers.is_real(to);
            let ends = if is_last { ports.last.as_slice() } else { &[0.0] };
            let (least, most) = &mut targets[from];
            for end in ends.iter().map(|offset| self.places[to] + offset) {
                (*least, *most) = (least.min(end), most.max(end));
            }
        }
        let end = |item: usize| match self.layers.is_real(item) {
            true => bounds[self.layers.ranks[item]].0 + self.layers.extents[item].0,
            false => bounds[self.layers.ranks[item]].1,
        };
        let reach = |item: usize| self.layers.extents[item].1 / 2.0 + ROUTE_GAP;
        let free = |item: usize| {
            let (before, after) = self.columns[self.layers.ranks[item]].split_at(index[item]);
            let (least, most) = targets[item];
            let above =
                before.iter().rev().copied().take_while(|&item| self.places[item] + reach(item) > least);
            let below =
                after.iter().skip(1).copied().take_while(|&item| self.places[item] - reach(item) < most);
            (above.map(end).fold(end(item), f32::max), below.map(end).fold(end(item), f32::max))
        };
        (0..self.layers.real).map(free).collect()
    }
}
