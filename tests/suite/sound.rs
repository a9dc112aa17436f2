//! What holds for every text. The properties, the conformance runner and the fuzz target all ask it.

use std::hash::{DefaultHasher, Hash, Hasher};

use dockerfile_playground::assist::{completions, folds, tokens};
use dockerfile_playground::explain::{at, hover};
use dockerfile_playground::graph::layout::Direction;
use dockerfile_playground::graph::{Graph, graph};
use dockerfile_playground::model::Model;
use dockerfile_playground::plan::plan;
use dockerfile_playground::syntax::Token;
use dockerfile_playground::text::{Span, apply_edits, preview};
use dockerfile_playground::{Analysis, Options, analyze, analyze_again};

/// How many places of a text are explained and completed.
const PLACES: u64 = 8;

/// How many fixes of a text are applied and analysed again.
const FIXES: usize = 8;

/// More nodes than this are not compared with each other.
const MAX_NODES: usize = 100;

/// Asserts what holds for the analysis of `source`, and returns it.
pub fn assert_sound(source: &str, options: &Options) -> Analysis {
    let analysis = analyze(source, options);
    assert_analysis(source, &analysis);
    assert_fixes(source, options, &analysis);
    analysis
}

/// How many places of a text are changed before it is analysed again.
const CHANGES: usize = 3;

/// Asserts that the analysis of `source` after changes to another text is that of `source` itself, whatever the changes:
/// a few bytes more, a few less, half of the text elsewhere.
pub fn assert_again(source: &str, options: &Options) {
    let expected = format!("{:?}", analyze(source, options));
    for (index, at) in places(source).skip(2).take(CHANGES).enumerate() {
        let (at, other) = (at as usize, floor(source, (at as usize + 1 + index * 9).min(source.len())));
        let (before, after) = source.split_at(at);
        let longer = format!("{before}{}{after}", source.get(at..other).unwrap_or_default());
        let shorter = format!("{before}{}", source.get(other..).unwrap_or_default());
        for earlier in [longer, shorter, format!("{after}{before}")] {
            assert_follows(&earlier, source, options, &expected);
        }
    }
}

/// Asserts that the analysis of `source` after a change from `earlier` is what is `expected`.
pub fn assert_follows(earlier: &str, source: &str, options: &Options, expected: &str) {
    let again = format!("{:?}", analyze_again(source, options, analyze(earlier, options)));
    let same = expected.bytes().zip(again.bytes()).take_while(|(a, b)| a == b).count();
    let part = |text: &str| {
        text.get(floor(text, same.saturating_sub(200))..floor(text, (same + 100).min(text.len())))
            .map(str::to_owned)
    };
    assert_eq!(part(expected), part(&again), "after {earlier:?}\nread again as {source:?}");
    assert_eq!(expected.len(), again.len());
}

/// Asserts what holds for what every panel shows of `model`.
pub fn assert_shown(source: &str, model: &Model) {
    assert_editor(source, model);
    for direction in [Direction::LeftToRight, Direction::TopToBottom] {
        assert_graph(&graph(model, direction));
    }
    let steps = plan(model).steps.len();
    assert!(steps <= 4 * model.file.instructions.len() + 4 * model.edges.len() + 4, "{steps} steps");
    for offset in places(source) {
        if let Some(explanation) = at(model, offset) {
            assert_on_boundaries(source, explanation.span);
        }
        if let Some(hover) = hover(model, offset) {
            assert_on_boundaries(source, hover.span);
        }
        if let Some(found) = completions(model, offset) {
            assert!(!found.items.is_empty());
            assert!(found.from <= offset, "the completions at {offset} begin behind it");
            assert_on_boundaries(source, Span::new(found.from, offset));
        }
    }
}

/// Asserts that tokens tile `source`, and that whatever points into it does so on character boundaries.
pub fn assert_analysis(source: &str, analysis: &Analysis) {
    let model = &analysis.model;
    assert_eq!(&*model.source, source);
    assert_tiles(source, &model.file.tokens);
    assert_tiles(source, &model.file.words());
    let instructions = model.file.instructions.iter().flat_map(|node| [node.span, node.keyword_span]);
    let stages = model.stages.iter().map(|stage| stage.span);
    let edges = model.edges.iter().map(|edge| edge.span);
    let uses = model.scope.uses.iter().map(|found| found.span);
    let commands = model.scripts.iter().flat_map(|run| run.script.commands.iter().map(|one| one.span));
    let findings = analysis.findings.iter().map(|finding| finding.span);
    instructions
        .chain(stages)
        .chain(edges)
        .chain(uses)
        .chain(commands)
        .chain(findings)
        .for_each(|span| assert_on_boundaries(source, span));
    assert!(analysis.findings.is_sorted_by_key(|finding| finding.span));
}

fn assert_fixes(source: &str, options: &Options, analysis: &Analysis) {
    let fixes =
        analysis.findings.iter().flat_map(|finding| finding.fixes.iter().map(move |fix| (finding, fix)));
    for (index, (finding, fix)) in fixes.enumerate() {
        fix.edits.iter().for_each(|edit| assert_on_boundaries(source, edit.span));
        let fixed = apply_edits(source, &fix.edits);
        assert!(fixed.is_ok(), "{}: {fixed:?}", finding.rule);
        let fixed = fixed.unwrap_or_default();
        assert_ne!(fixed, source, "a fix of {} changes nothing", finding.rule);
        if index < FIXES {
            preview(source, &fix.edits);
            assert_analysis(&fixed, &analyze(&fixed, options));
        }
    }
}

/// Asserts that colours and folds lie in `source` and in order.
fn assert_editor(source: &str, model: &Model) {
    let mut end = 0;
    for (span, _) in tokens(model) {
        assert!(span.start >= end && span.end > span.start, "colours overlap at {span:?}");
        assert_on_boundaries(source, span);
        end = span.end;
    }
    let folds = folds(model);
    assert!(folds.is_sorted_by_key(|fold| (fold.start, std::cmp::Reverse(fold.end))));
    folds.into_iter().for_each(|fold| assert_on_boundaries(source, fold));
}

/// Asserts that no nodes overlap and that all is within the picture.
fn assert_graph(graph: &Graph) {
    for (index, node) in graph.nodes.iter().enumerate() {
        let (right, bottom) = (node.x + node.width, node.y + node.height);
        assert!(node.x >= 0.0 && right <= graph.width + 0.5, "{} is not within the picture", node.title);
        assert!(node.y >= 0.0 && bottom <= graph.height + 0.5, "{} is not within the picture", node.title);
        for other in graph.nodes.iter().take(MAX_NODES).skip(index + 1) {
            let is_beside = right <= other.x || other.x + other.width <= node.x;
            let is_below = bottom <= other.y || other.y + other.height <= node.y;
            assert!(is_beside || is_below, "{} overlaps {}", node.title, other.title);
        }
    }
}

/// Asserts that tokens follow each other without a gap from the start to the end of `source`.
pub fn assert_tiles(source: &str, tokens: &[Token]) {
    let mut at = 0;
    for token in tokens {
        assert_eq!(token.span.start, at, "{token:?} does not begin where the last one ends");
        assert!(token.span.end > at, "{token:?} is empty");
        assert_on_boundaries(source, token.span);
        at = token.span.end;
    }
    assert_eq!(at as usize, source.len(), "the last token does not end with the text");
}

fn assert_on_boundaries(source: &str, span: Span) {
    assert!(source.get(span.range()).is_some(), "{span:?} does not lie on character boundaries");
}

/// Some places of a text: its ends, and others that depend on nothing but the text.
fn places(source: &str) -> impl Iterator<Item = u32> {
    let mut hasher = DefaultHasher::new();
    source.hash(&mut hasher);
    let seed = hasher.finish();
    let inner = (1..PLACES).map(move |index| {
        let at = seed.rotate_left(index as u32 * 7) % (source.len() as u64 + 1);
        floor(source, at as usize) as u32
    });
    [0, source.len() as u32].into_iter().chain(inner)
}

/// The next character boundary at or below `at`.
pub fn floor(text: &str, at: usize) -> usize {
    (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}
