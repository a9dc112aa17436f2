use super::{Graph, Node};
use crate::model::{Model, StageId};
use crate::text::{Span, lower};

/// A node that a search found, and the first line that made it one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The index of the node.
    pub node: usize,
    /// The first line of its instructions that holds what was searched, from 1, with its text without blanks around it.
    /// `None` where only the name does.
    pub line: Option<(u32, Span)>,
    /// How many more lines do.
    pub more: usize,
}

impl Graph {
    /// The nodes whose name or, for a stage, any line of whose instructions holds `query`, whatever the case of letters,
    /// by index. `stages` tells for each node the stage of `model` that it stands for. None where `query` is blank.
    pub fn search(&self, model: &Model, stages: &[Option<StageId>], query: &str) -> Vec<Hit> {
        let query = lower(query.trim());
        if query.is_empty() {
            return Vec::new();
        }
        let hit = |(node, one): (usize, &Node)| {
            let mut lines = stages.get(node).map(|stage| lines(model, *stage, &query)).unwrap_or_default();
            let is_named = lower(&one.full_name).contains(&query);
            let count = lines.len();
            let first = (count > 0).then(|| lines.swap_remove(0));
            (is_named || count > 0).then(|| Hit { node, line: first, more: count.saturating_sub(1) })
        };
        self.nodes.iter().enumerate().filter_map(hit).collect()
    }

    /// A hit as a reader says it: `Stage build, line 12 and 2 more: RUN npm ci`.
    pub fn describe_hit(&self, model: &Model, hit: &Hit) -> String {
        let name = self.name_of(hit.node);
        let Some((line, span)) = hit.line else { return name };
        let more = if hit.more == 0 { String::new() } else { format!(" and {} more", hit.more) };
        format!("{name}, line {line}{more}: {}", super::text::shown(span.of(&model.source)))
    }
}

/// The lines of the instructions of a stage that hold `query`, which is in lower case.
fn lines(model: &Model, stage: Option<StageId>, query: &str) -> Vec<(u32, Span)> {
    let Some(stage) = stage.and_then(|id| model.stage(id)) else { return Vec::new() };
    let numbers = model.instructions_of(stage).flat_map(|(_, node, _)| node.lines.0..=node.lines.1);
    let line = |number: u32| {
        let span = model.lines.line_span(number.saturating_sub(1));
        let text = span.of(&model.source);
        let start = span.start + (text.len() - text.trim_start().len()) as u32;
        let trimmed = Span::new(start, start + text.trim().len() as u32);
        lower(text).contains(query).then_some((number, trimmed))
    };
    numbers.filter_map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::graph;
    use crate::graph::layout::Direction;
    use crate::model::Options;

    #[test]
    fn names_images_and_lines_are_found() {
        let source = "FROM node:24 AS deps\nRUN npm ci \\\n  && npm test\nFROM deps\nRUN make\nCOPY --from=deps /a /b\n";
        let model = Model::new(source, &Options::default());
        let graph = graph(&model, Direction::LeftToRight);
        let stages = [Some(StageId(0)), Some(StageId(1)), None];
        let said = |query: &str| -> Vec<String> {
            let hits = graph.search(&model, &stages, query);
            hits.iter().map(|hit| graph.describe_hit(&model, hit)).collect()
        };
        assert_eq!(said("NPM"), ["Stage deps, line 2 and 1 more: RUN npm ci \\"]);
        assert_eq!(said("node"), ["Image node:24"]);
        assert_eq!(said("stage 1"), ["Stage 1"]);
        assert_eq!(said("npm test"), ["Stage deps, line 3: && npm test"]);
        assert_eq!(said(" "), [""; 0]);
        assert_eq!(said("rust"), [""; 0]);
        assert_eq!(graph.search(&model, &[], "make"), []);
    }
}
