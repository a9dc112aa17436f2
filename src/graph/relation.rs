use crate::text::order;
use std::collections::VecDeque;

use super::Graph;

impl Graph {
    /// All nodes that a node needs, directly or not, ascending and without itself.
    pub fn needs(&self, node: usize) -> Vec<usize> {
        self.closure(node, |edge| (edge.to, edge.from))
    }

    /// All nodes that need a node, directly or not, ascending and without itself.
    pub fn needed_by(&self, node: usize) -> Vec<usize> {
        self.closure(node, |edge| (edge.from, edge.to))
    }

    /// The needed stages in the order in which they can be built: all those of a wave can run at once, when the waves
    /// before it are done. Stages that wait for each other are in none.
    pub fn waves(&self) -> Vec<Vec<usize>> {
        let is_stage = |index: usize| self.nodes.get(index).is_some_and(|node| node.is_stage());
        let is_built =
            |index: &usize| self.nodes.get(*index).is_some_and(|node| node.is_stage() && node.is_reachable);
        let mut waiting = vec![0_usize; self.nodes.len()];
        for edge in self.edges.iter().filter(|edge| is_stage(edge.from)) {
            if let Some(count) = waiting.get_mut(edge.to) {
                *count += 1;
            }
        }
        let after = self.adjacency(|edge| (edge.from, edge.to));
        let mut open: VecDeque<(usize, usize)> = (0..self.nodes.len())
            .filter(|index| is_built(index) && waiting.get(*index) == Some(&0))
            .map(|index| (index, 0))
            .collect();
        let mut waves: Vec<Vec<usize>> = Vec::new();
        while let Some((node, wave)) = open.pop_front() {
            if waves.len() <= wave {
                waves.resize(wave + 1, Vec::new());
            }
            if let Some(members) = waves.get_mut(wave) {
                members.push(node);
            }
            for &next in after.get(node).into_iter().flatten() {
                let Some(count) = waiting.get_mut(next) else { continue };
                *count = count.saturating_sub(1);
                // The queue runs in waves, so what completes a stage last is what it waits for longest.
                if *count == 0 && is_built(&next) {
                    open.push_back((next, wave + 1));
                }
            }
        }
        waves.iter_mut().for_each(|wave| order::sort(wave));
        waves
    }

    /// The needed stages that wait for each other and have most steps in sum, from the first to be built to the last.
    /// Empty where nothing is needed.
    pub fn longest_way(&self) -> Vec<usize> {
        let mut best: Vec<(usize, Option<usize>)> = vec![(0, None); self.nodes.len()];
        let before = self.adjacency(|edge| (edge.to, edge.from));
        let steps = |index: usize| self.nodes.get(index).map_or(0, |node| node.step_count);
        let mut last = None;
        for stage in self.waves().into_iter().flatten() {
            let inputs = before.get(stage).into_iter().flatten();
            let inputs = inputs.filter(|index| self.nodes.get(**index).is_some_and(|node| node.is_stage()));
            let sum = |index: usize| best.get(index).map_or(0, |known| known.0);
            let longest = inputs.copied().reduce(|a, b| if sum(b) > sum(a) { b } else { a });
            let whole = steps(stage) + longest.map_or(0, sum);
            if let Some(slot) = best.get_mut(stage) {
                *slot = (whole, longest);
            }
            last = last.filter(|(most, _)| *most > whole).or(Some((whole, stage)));
        }
        let next = |index: &usize| best.get(*index)?.1;
        let mut way: Vec<usize> = std::iter::successors(last.map(|(_, stage)| stage), next).collect();
        way.reverse();
        way
    }

    /// What is reached from a node along edges.
    fn closure(&self, start: usize, ends: impl Fn(&super::Edge) -> (usize, usize)) -> Vec<usize> {
        let next = self.adjacency(ends);
        let mut seen = vec![false; self.nodes.len()];
        let mut open = vec![start];
        while let Some(node) = open.pop() {
            let Some(slot) = seen.get_mut(node).filter(|slot| !**slot) else { continue };
            *slot = true;
            open.extend(next.get(node).into_iter().flatten().copied());
        }
        let reached = seen.iter().enumerate().filter(|(index, seen)| **seen && *index != start);
        reached.map(|(index, _)| index).collect()
    }

    /// For each node the nodes at the other ends of its edges, one for each edge.
    fn adjacency(&self, ends: impl Fn(&super::Edge) -> (usize, usize)) -> Vec<Vec<usize>> {
        let mut next = vec![Vec::new(); self.nodes.len()];
        for edge in &self.edges {
            let (at, other) = ends(edge);
            if let Some(list) = next.get_mut(at) {
                list.push(other);
            }
        }
        next
    }
}
