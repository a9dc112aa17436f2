use std::collections::BTreeSet;

use super::layout::Direction;
use super::node::counted;
use super::{Edge, Graph, Key, MountPort, Node, Origin};
use crate::model::EdgeKind;

/// More names than this are not read out one by one.
const MAX_NAMES: usize = 6;

/// What a node takes, then what is taken from it, in the order in which it is said.
const TAKES: [(EdgeKind, &str); 4] = [
    (EdgeKind::From, "starts from"),
    (EdgeKind::Copy, "copies from"),
    (EdgeKind::Add, "adds from"),
    (EdgeKind::Mount, "mounts"),
];
const GIVES: [(EdgeKind, &str); 4] = [
    (EdgeKind::From, "base of"),
    (EdgeKind::Copy, "copied from by"),
    (EdgeKind::Add, "added from by"),
    (EdgeKind::Mount, "mounted by"),
];

impl Graph {
    /// A node and its relations as a reader says them: `Stage builder, 3 steps, starts from base, copied from by
    /// runtime, needed for the target`. Empty where there is no such node.
    pub fn describe(&self, index: usize) -> String {
        let Some(node) = self.nodes.get(index) else { return String::new() };
        let mut parts = vec![name(node)];
        if node.is_stage() {
            parts.extend(node.subtitles.first().map(|line| line.replace(" · ", ", ")));
            parts.extend(node.subtitles.get(1).map(|line| line.replace(" · ", ", ")));
            parts.extend(node.mounts.iter().map(MountPort::counted));
        }
        for (kind, words) in TAKES {
            let from = self.edges.iter().filter(|edge| edge.to == index && edge.kind == kind);
            parts.extend(self.relation(words, from.map(|edge| edge.from)));
        }
        for (kind, words) in GIVES {
            let to = self.edges.iter().filter(|edge| edge.from == index && edge.kind == kind);
            parts.extend(self.relation(words, to.map(|edge| edge.to)));
        }
        parts.extend(self.state(node).map(str::to_owned));
        parts.join(", ")
    }

    /// A node by its kind and name: `Stage builder`. Empty where there is no such node.
    pub fn name_of(&self, index: usize) -> String {
        self.nodes.get(index).map(name).unwrap_or_default()
    }

    /// Where the arrow keys lead from a node along its edges: `Left arrow: base. Right arrow: runtime, and on to docs and
    /// web`. Empty where no edge leads anywhere.
    pub fn ways(&self, index: usize) -> String {
        let keys = match self.direction {
            Direction::LeftToRight => [(Key::Left, "Left"), (Key::Right, "Right")],
            Direction::TopToBottom => [(Key::Up, "Up"), (Key::Down, "Down")],
        };
        let way = |(key, word): (Key, &str)| {
            let linked = self.linked(index, key);
            let names: Vec<&str> = linked
                .iter()
                .filter_map(|at| self.nodes.get(*at))
                .map(|node| node.full_name.as_str())
                .collect();
            let (first, others) = names.split_first()?;
            let others =
                if others.is_empty() { String::new() } else { format!(", and on to {}", listed(others)) };
            Some(format!("{word} arrow: {first}{others}"))
        };
        let ways: Vec<String> = keys.into_iter().filter_map(way).collect();
        ways.join(". ")
    }

    /// What takes longest, by steps: `The longest chain: 14 steps through base → build → web`. `None` where nothing is
    /// needed.
    pub fn describe_longest(&self, way: &[usize]) -> Option<String> {
        let nodes = || way.iter().filter_map(|index| self.nodes.get(*index));
        let steps: usize = nodes().map(|node| node.step_count).sum();
        let names: Vec<&str> = nodes().map(|node| node.full_name.as_str()).collect();
        (!names.is_empty())
            .then(|| format!("The longest chain: {} through {}", counted(steps, "step"), chained(&names)))
    }

    /// How much can run at once: `These 3 stages can run at once: docs, test and web`, or that nothing can. `None` where
    /// nothing is needed.
    pub fn describe_waves(&self, waves: &[Vec<usize>]) -> Option<String> {
        let widest = waves.iter().reduce(|a, b| if b.len() > a.len() { b } else { a })?;
        let names: Vec<&str> =
            widest.iter().filter_map(|at| self.nodes.get(*at)).map(|node| node.full_name.as_str()).collect();
        let waves = counted(waves.len(), "wave");
        Some(match names.len() {
            0 | 1 => format!("{waves}: no two stages can run at once"),
            count => format!("{waves}; these {count} stages can run at once: {}", listed(&names)),
        })
    }

    /// What the drawing shows, in one line: `Stage graph: 5 stages, the target is runtime`.
    pub fn summary(&self) -> String {
        let stages = self.nodes.iter().filter(|node| node.is_stage()).count();
        let mut said = format!("Stage graph: {}", counted(stages, "stage"));
        if let Some(target) = self.target().and_then(|index| self.nodes.get(index)) {
            said.push_str(&format!(", the target is {}", target.full_name));
        }
        said
    }

    /// An edge as a reader says it: `COPY from builder to runtime, lines 20 and 24`. Empty where there is none.
    pub fn describe_edge(&self, index: usize) -> String {
        let Some(edge) = self.edges.get(index) else { return String::new() };
        let name =
            |index: usize| self.nodes.get(index).map(|node| node.full_name.as_str()).unwrap_or_default();
        let (from, to) = (name(edge.from), name(edge.to));
        let kind = match edge.kind {
            EdgeKind::From => return format!("{to} starts from {from}, {}", places(edge)),
            EdgeKind::Copy => "COPY",
            EdgeKind::Add => "ADD",
            EdgeKind::Mount => "Mount",
        };
        format!("{kind} from {from} to {to}, {}", places(edge))
    }

    fn relation(&self, words: &str, nodes: impl Iterator<Item = usize>) -> Option<String> {
        let mut names: Vec<&str> = Vec::new();
        let mut seen = BTreeSet::new();
        for index in nodes.filter(|index| seen.insert(*index)) {
            names.extend(self.nodes.get(index).map(|node| node.full_name.as_str()));
        }
        (!names.is_empty()).then(|| format!("{words} {}", listed(&names)))
    }

    fn state(&self, node: &Node) -> Option<&'static str> {
        if node.is_broken {
            return Some(if node.is_stage() { "cannot be built" } else { "not a valid image" });
        }
        match (node.is_target, node.is_reachable) {
            (true, _) => Some("the target"),
            (_, true) => Some("needed for the target"),
            (_, false) => self.target().map(|_| "not needed for the target"),
        }
    }
}

fn name(node: &Node) -> String {
    match &node.origin {
        Origin::Stage(id) if node.full_name == format!("stage {}", id.0) => format!("Stage {}", id.0),
        Origin::Stage(_) => format!("Stage {}", node.full_name),
        Origin::Image(_) => format!("Image {}", node.full_name),
        Origin::Context(_) => format!("Named context {}", node.full_name),
        Origin::Git(_) => format!("Git repository {}", node.full_name),
        Origin::Url(_) => format!("Download {}", node.full_name),
        Origin::BuildContext => "Build context".to_owned(),
        Origin::Scratch(_) => "Scratch".to_owned(),
    }
}

fn places(edge: &Edge) -> String {
    let lines: Vec<String> = edge.uses.iter().map(|place| place.line.to_string()).collect();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let deferred = if edge.is_deferred() { "ONBUILD, " } else { "" };
    format!("{deferred}{} {}", if lines.len() == 1 { "line" } else { "lines" }, listed(&lines))
}

/// `a → b → c`; of a long chain its beginning and its end.
fn chained(names: &[&str]) -> String {
    let (Some(first), Some(last)) = (names.get(..MAX_NAMES - 2), names.get(names.len().saturating_sub(2)..))
    else {
        return names.join(" → ");
    };
    if names.len() <= MAX_NAMES + 1 {
        return names.join(" → ");
    }
    format!("{} → {} more → {}", first.join(" → "), names.len() - MAX_NAMES, last.join(" → "))
}

/// `a`, `a and b`, `a, b and c`, or the first and how many more there are.
fn listed(names: &[&str]) -> String {
    let (shown, hidden) = names.split_at_checked(MAX_NAMES).unwrap_or((names, &[]));
    match (shown.split_last(), hidden.len()) {
        (None, _) => String::new(),
        (Some((last, [])), 0) => (*last).to_owned(),
        (Some((last, first)), 0) => format!("{} and {last}", first.join(", ")),
        (Some(_), more) => format!("{} and {more} more", shown.join(", ")),
    }
}
