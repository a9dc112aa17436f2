//! Gives each node a rank so that edges point to higher ranks and are short in sum (network simplex).

#![expect(clippy::indexing_slicing, reason = "edges hold nodes below `nodes`; all arrays have that length")]

use super::acyclic::Edge;

/// Pivots allowed for each node; the ranks are valid, if not optimal, where they run out.
const PIVOTS_PER_NODE: usize = 4;

const NONE: usize = usize::MAX;

/// The ranks of a connected graph without cycles, from 0.
pub(super) fn ranks(nodes: usize, edges: &[Edge]) -> Vec<usize> {
    if nodes == 0 {
        return Vec::new();
    }
    let mut simplex = Simplex::new(nodes, edges);
    simplex.grow_tree();
    for _ in 0..nodes * PIVOTS_PER_NODE {
        simplex.root_tree();
        if !simplex.pivot() {
            break;
        }
    }
    let least = simplex.rank.iter().min().copied().unwrap_or_default();
    let mut ranks: Vec<usize> =
        simplex.rank.iter().map(|rank| usize::try_from(rank - least).unwrap_or(0)).collect();
    balance(&mut ranks, edges);
    ranks
}

/// The ranks by the longest way from a source, for graphs in any number of pieces; linear time.
pub(super) fn longest_paths(nodes: usize, edges: &[Edge]) -> Vec<usize> {
    let mut outgoing = vec![Vec::new(); nodes];
    let mut waiting = vec![0_usize; nodes];
    for edge in edges {
        outgoing[edge.from].push(edge.to);
        waiting[edge.to] += 1;
    }
    let mut rank = vec![0; nodes];
    let mut ready: Vec<usize> = (0..nodes).filter(|&node| waiting[node] == 0).collect();
    while let Some(node) = ready.pop() {
        for &to in &outgoing[node] {
            rank[to] = rank[to].max(rank[node] + 1);
            waiting[to] -= 1;
            if waiting[to] == 0 {
                ready.push(to);
            }
        }
    }
    rank
}

/// Moves nodes that may stand in several ranks at equal cost to the least crowded one.
fn balance(ranks: &mut [usize], edges: &[Edge]) {
    let mut crowd = vec![0_usize; ranks.iter().max().map_or(0, |rank| rank + 1)];
    for &rank in ranks.iter() {
        crowd[rank] += 1;
    }
    let mut ends = vec![(0_usize, 0_usize); ranks.len()];
    for edge in edges {
        ends[edge.from].1 += 1;
        ends[edge.to].0 += 1;
    }
    let incident = Incident::new(ranks.len(), edges);
    for node in 0..ranks.len() {
        let (incoming, outgoing) = ends[node];
        if incoming != outgoing {
            continue;
        }
        let near = incident.of(node).iter().map(|&index| &edges[index]);
        let low = near.clone().filter(|edge| edge.to == node).map(|edge| ranks[edge.from] + 1).max();
        let high = near.filter(|edge| edge.from == node).map(|edge| ranks[edge.to]).min();
        let (Some(low), Some(high)) = (low, high) else { continue };
        crowd[ranks[node]] -= 1;
        let best = (low..high).min_by_key(|&rank| (crowd[rank], rank)).unwrap_or(ranks[node]);
        crowd[best] += 1;
        ranks[node] = best;
    }
}

/// The edges at each node.
struct Incident {
    start: Vec<usize>,
    list: Vec<usize>,
}

impl Incident {
    fn new(nodes: usize, edges: &[Edge]) -> Self {
        let mut start = vec![0; nodes + 1];
        for edge in edges {
            start[edge.from + 1] += 1;
            start[edge.to + 1] += 1;
        }
        for node in 0..nodes {
            start[node + 1] += start[node];
        }
        let mut cursor = start.clone();
        let mut list = vec![0; edges.len() * 2];
        for (index, edge) in edges.iter().enumerate() {
            for end in [edge.from, edge.to] {
                list[cursor[end]] = index;
                cursor[end] += 1;
            }
        }
        Self { start, list }
    }

    fn of(&self, node: usize) -> &[usize] {
        &self.list[self.start[node]..self.start[node + 1]]
    }
}

/// A spanning tree of edges of length one, as Gansner et al. describe in "A Technique for Drawing Directed
/// Graphs", with cut values summed afresh over the tree at each pivot.
struct Simplex<'a> {
    edges: &'a [Edge],
    incident: Incident,
    rank: Vec<i64>,
    is_tree: Vec<bool>,
    /// Nodes, parents before children.
    order: Vec<usize>,
    parent_edge: Vec<usize>,
    parent: Vec<usize>,
}

impl<'a> Simplex<'a> {
    fn new(nodes: usize, edges: &'a [Edge]) -> Self {
        let rank = longest_paths(nodes, edges);
        Self {
            edges,
            incident: Incident::new(nodes, edges),
            rank: rank.iter().map(|&rank| i64::try_from(rank).unwrap_or(0)).collect(),
            is_tree: vec![false; edges.len()],
            order: Vec::with_capacity(nodes),
            parent_edge: vec![NONE; nodes],
            parent: vec![NONE; nodes],
        }
    }

    fn slack(&self, edge: usize) -> i64 {
        let edge = &self.edges[edge];
        self.rank[edge.to] - self.rank[edge.from] - 1
    }

    fn other_end(&self, edge: usize, node: usize) -> usize {
        let edge = &self.edges[edge];
        if edge.from == node { edge.to } else { edge.from }
    }

    /// Grows a tree of tight edges over all nodes, moving what is grown where no tight edge leads on.
    fn grow_tree(&mut self) {
        let mut is_inside = vec![false; self.rank.len()];
        let mut inside = vec![0];
        is_inside[0] = true;
        let mut visited = 0;
        loop {
            while let Some(&node) = inside.get(visited) {
                visited += 1;
                for place in self.incident.start[node]..self.incident.start[node + 1] {
                    let edge = self.incident.list[place];
                    let other = self.other_end(edge, node);
                    if !is_inside[other] && self.slack(edge) == 0 {
                        self.is_tree[edge] = true;
                        is_inside[other] = true;
                        inside.push(other);
                    }
                }
            }
            let crossing = |&edge: &usize| is_inside[self.edges[edge].from] != is_inside[self.edges[edge].to];
            let Some(nearest) = (0..self.edges.len()).filter(crossing).min_by_key(|&edge| self.slack(edge))
            else {
                return;
            };
            let slack = self.slack(nearest);
            let shift = if is_inside[self.edges[nearest].from] { slack } else { -slack };
            for &node in &inside {
                self.rank[node] += shift;
            }
            visited = 0;
        }
    }

    /// Orders the tree from node 0 on.
    fn root_tree(&mut self) {
        self.order.clear();
        self.order.push(0);
        self.parent_edge[0] = NONE;
        let mut visited = 0;
        while let Some(&node) = self.order.get(visited) {
            visited += 1;
            for place in self.incident.start[node]..self.incident.start[node + 1] {
                let edge = self.incident.list[place];
                if self.is_tree[edge] && edge != self.parent_edge[node] {
                    let child = self.other_end(edge, node);
                    self.parent_edge[child] = edge;
                    self.parent[child] = node;
                    self.order.push(child);
                }
            }
        }
    }

    /// Replaces the tree edge that lengthens the drawing most; false where the ranks are optimal.
    fn pivot(&mut self) -> bool {
        let Some((leaving, child)) = self.leaving() else { return false };
        let is_below = self.subtree(child);
        let is_tail_below = self.edges[leaving].from == child;
        let enters = |&edge: &usize| {
            let edge = &self.edges[edge];
            let (from, to) = (is_below[edge.from], is_below[edge.to]);
            from != to && to == is_tail_below
        };
        let entering = (0..self.edges.len()).filter(enters).min_by_key(|&edge| self.slack(edge));
        let Some(entering) = entering else { return false };
        let slack = self.slack(entering);
        let shift = if is_tail_below { -slack } else { slack };
        for (rank, is_below) in self.rank.iter_mut().zip(is_below) {
            *rank += if is_below { shift } else { 0 };
        }
        self.is_tree[leaving] = false;
        self.is_tree[entering] = true;
        true
    }

    /// The tree edge with the least cut value below 0, and its end away from the root.
    fn leaving(&self) -> Option<(usize, usize)> {
        let mut surplus = vec![0_i64; self.rank.len()];
        for edge in self.edges {
            surplus[edge.from] += 1;
            surplus[edge.to] -= 1;
        }
        let mut best = None;
        let mut least = 0;
        for &node in self.order.iter().skip(1).rev() {
            let edge = self.parent_edge[node];
            let cut = if self.edges[edge].from == node { surplus[node] } else { -surplus[node] };
            surplus[self.parent[node]] += surplus[node];
            if cut < least {
                least = cut;
                best = Some((edge, node));
            }
        }
        best
    }

    fn subtree(&self, top: usize) -> Vec<bool> {
        let mut is_below = vec![false; self.rank.len()];
        is_below[top] = true;
        for &node in self.order.iter().skip(1) {
            if is_below[self.parent[node]] {
                is_below[node] = true;
            }
        }
        is_below
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edges(ends: &[(usize, usize)]) -> Vec<Edge> {
        ends.iter().map(|&(from, to)| Edge { from, to, lanes: Vec::new() }).collect()
    }

    #[test]
    fn a_late_source_stands_near_its_use() {
        let edges = edges(&[(0, 1), (1, 2), (2, 3), (4, 3)]);
        assert_eq!(ranks(5, &edges), [0, 1, 2, 3, 2]);
    }

    #[test]
    fn a_group_moves_as_one() {
        // 5 feeds 6 and 7, which both feed the end of a chain: all three stand late.
        let edges = edges(&[(0, 1), (1, 2), (2, 3), (3, 4), (5, 6), (5, 7), (6, 4), (7, 4)]);
        assert_eq!(ranks(8, &edges), [0, 1, 2, 3, 4, 2, 3, 3]);
    }
}
