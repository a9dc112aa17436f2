//! What an opened stage shows: its steps, line by line, and what it sets besides.

use super::edge::Place;
use super::text::{self, SUBTITLE_SIZE};
use crate::instruction::Kind;
use crate::model::{Model, Stage};
use crate::syntax::{Instruction, Keyword};

/// How high a row is.
pub const ROW_HEIGHT: f32 = 21.0;

/// No more rows for steps are shown; the last of them then says how many there are besides.
pub const MAX_ROWS: usize = 12;

/// Where the keyword of a row begins, from its left border.
pub const ROW_PADDING: f32 = 8.0;

/// Kept free at the right end of a row, for a mark.
pub const ROW_MARK_WIDTH: f32 = 20.0;

/// The font size of keywords, which are bold.
pub const KEYWORD_SIZE: f32 = 11.0;

/// Between the keyword of what is set and what follows it.
const KEYWORD_GAP: f32 = 4.0;

/// Room for the keyword of a step; WORKDIR is the widest.
const KEYWORD_WIDTH: f32 = 68.0;

const MAX_WORDS_WIDTH: f32 = 240.0;

/// What is set stands in lines no wider than this.
const MAX_SETTINGS_WIDTH: f32 = 260.0;

/// No more of an instruction is read, in bytes; a row shows far less.
const MAX_READ: usize = 400;

/// A line inside an opened stage, by what it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowKind {
    /// One step: FROM, RUN, COPY, ADD or WORKDIR.
    Step,
    /// All further steps.
    More,
    /// Instructions of one keyword that only set something.
    Setting,
}

/// A line inside an opened stage, or a part of one.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// What it stands for.
    pub kind: RowKind,
    /// The first, bold word: a keyword. Empty where it stands for further steps.
    pub keyword: &'static str,
    /// What follows the keyword, cut where it is long: a command at its end, all else in the middle. May be empty.
    pub words: String,
    /// The same without a cut, up to a limit.
    pub full_words: String,
    /// The indices of its instructions, ascending; never empty.
    pub instructions: Vec<usize>,
    /// The first line of the first of them, from 1.
    pub line: u32,
    /// The first of them.
    pub place: Place,
    /// Left border, from the left border of its node.
    pub left: f32,
    /// Upper border, from the upper border of its node.
    pub top: f32,
    /// Extent along x.
    pub width: f32,
}

impl Row {
    /// Where its keyword begins, on the baseline, from the corner of its node.
    pub fn keyword_at(&self) -> (f32, f32) {
        (self.left + ROW_PADDING, self.top + ROW_HEIGHT / 2.0 + 4.0)
    }

    /// Where its words begin, on the baseline, from the corner of its node.
    pub fn words_at(&self) -> (f32, f32) {
        let (x, y) = self.keyword_at();
        (x + keyword_width(self.kind, self.keyword), y)
    }

    /// What it says, as a reader says it: `RUN npm ci, line 4`.
    pub fn describe(&self) -> String {
        let words = format!("{} {}", self.keyword, self.full_words);
        format!("{}, line {}", words.trim(), self.line)
    }

    /// Whether nothing stands before it on its line.
    pub fn begins_line(&self) -> bool {
        self.left <= INSET
    }

    fn least_width(&self) -> f32 {
        let words = text::width(&self.words, SUBTITLE_SIZE);
        2.0 * ROW_PADDING + keyword_width(self.kind, self.keyword) + words
    }
}

fn keyword_width(kind: RowKind, keyword: &str) -> f32 {
    match kind {
        RowKind::Step => KEYWORD_WIDTH,
        RowKind::More => 0.0,
        RowKind::Setting => (text::width(keyword, KEYWORD_SIZE) + KEYWORD_GAP).ceil(),
    }
}

/// The rows of a stage, in its order: the steps, then what it sets. They have no place yet.
pub fn stage_rows(model: &Model, stage: &Stage) -> Vec<Row> {
    let mut steps = Vec::new();
    let mut settings: Vec<Row> = Vec::new();
    let from = std::iter::once(stage.from);
    for index in from.chain(stage.instructions.clone()) {
        let Some(node) = model.instruction(index) else { continue };
        match node.keyword {
            Keyword::From | Keyword::Run | Keyword::Copy | Keyword::Add | Keyword::Workdir => {
                steps.push(index);
            }
            Keyword::Unknown => {}
            keyword => match settings.iter_mut().find(|row| row.keyword == keyword.name()) {
                Some(row) => row.instructions.push(index),
                None => {
                    let full_words = text::shown(&words(node, model.kind(index)));
                    let only = row(RowKind::Setting, keyword.name(), String::new(), index, node);
                    settings.push(Row { full_words, ..only });
                }
            },
        }
    }
    let mut rows = step_rows(model, &steps);
    for setting in &mut settings {
        if setting.instructions.len() > 1 {
            setting.full_words = format!("×{}", setting.instructions.len());
            setting.words.clone_from(&setting.full_words);
        }
    }
    rows.append(&mut settings);
    rows
}

fn step_rows(model: &Model, steps: &[usize]) -> Vec<Row> {
    let shown = if steps.len() > MAX_ROWS { MAX_ROWS - 1 } else { steps.len() };
    let (shown, hidden) = steps.split_at_checked(shown).unwrap_or((steps, &[]));
    let step = |index: &usize| {
        let node = model.instruction(*index)?;
        Some(row(RowKind::Step, node.keyword.name(), words(node, model.kind(*index)), *index, node))
    };
    let mut rows: Vec<Row> = shown.iter().filter_map(step).collect();
    if let Some((first, node)) = hidden.first().and_then(|first| Some((*first, model.instruction(*first)?))) {
        let more = row(RowKind::More, "", format!("… {} more", hidden.len()), first, node);
        rows.push(Row { instructions: hidden.to_vec(), ..more });
    }
    rows
}

fn row(kind: RowKind, keyword: &'static str, words: String, index: usize, node: &Instruction) -> Row {
    let cut = if node.keyword == Keyword::Run { text::fitted_at_end } else { text::fitted };
    Row {
        kind,
        keyword,
        words: cut(&words, SUBTITLE_SIZE, MAX_WORDS_WIDTH),
        full_words: text::shown(&words),
        instructions: vec![index],
        line: node.lines.0,
        place: Place(node.span),
        left: 0.0,
        top: 0.0,
        width: 0.0,
    }
}

/// What a step does, in one line: its arguments, and of its flags the one that says where files come from.
fn words(node: &Instruction, kind: Option<&Kind>) -> String {
    let rest = node.line.text.get(node.rest.clone()).unwrap_or_default();
    let (source, rest) = match kind {
        Some(Kind::From(from)) => (None, from.base.text.as_str()),
        Some(Kind::Copy(copy)) => (copy.from.as_ref(), rest),
        _ => (None, rest),
    };
    let mut words = source.map_or_else(String::new, |word| format!("--from={} ", word.text));
    let end = (0..=MAX_READ).rev().find(|end| rest.is_char_boundary(*end)).unwrap_or_default();
    let read = rest.get(..end).unwrap_or(rest);
    for word in read.split_ascii_whitespace() {
        words.push_str(word);
        words.push(' ');
    }
    words.truncate(words.trim_end().len());
    words
}

/// Puts rows into their places below `top`, within a node at least `width` wide; how wide and how high that makes it.
pub(super) fn arrange(rows: &mut [Row], top: f32, width: f32) -> (f32, f32) {
    let widest = rows.iter().filter(|row| row.kind != RowKind::Setting).map(Row::least_width);
    let width = widest.map(|least| least + ROW_MARK_WIDTH + 2.0 * INSET).fold(width, f32::max).ceil();
    let limit = width.max(MAX_SETTINGS_WIDTH) - INSET;
    let (mut x, mut y, mut right) = (INSET, top + GAP, width);
    for row in rows {
        row.width = if row.kind == RowKind::Setting { row.least_width().ceil() } else { width - 2.0 * INSET };
        if x > INSET && x + row.width > limit {
            (x, y) = (INSET, y + ROW_HEIGHT);
        }
        (row.left, row.top) = (x, y);
        right = right.max(x + row.width + INSET);
        (x, y) = if row.kind == RowKind::Setting { (x + row.width, y) } else { (INSET, y + ROW_HEIGHT) };
    }
    let end = if x > INSET { y + ROW_HEIGHT } else { y };
    (right, end + GAP)
}

/// Between the border of a node and its rows.
const INSET: f32 = 5.0;

/// Above the first row and below the last.
const GAP: f32 = 5.0;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Options;
    use crate::graph::layout::Direction;
    use crate::graph::{Graph, Wish, graph_like};

    const FILE: &str = "\
FROM golang:1.25 AS build
WORKDIR /src
ENV A=b
RUN --mount=type=cache,target=/c go \\
  # why
  build
LABEL a=b
ENV C=d
FROM scratch
COPY --link --from=build /app /app
COPY --from=build /etc /etc
USER 10001
";

    fn open(source: &str, direction: Direction) -> Graph {
        let wish = Wish { direction, has_steps: true, ..Wish::default() };
        graph_like(&Model::new(source, &Options::default()), wish, None)
    }

    fn said(graph: &Graph, node: usize) -> Vec<String> {
        graph.nodes[node].rows.iter().map(Row::describe).collect()
    }

    #[test]
    fn an_open_stage_shows_its_steps_and_what_it_sets() {
        let graph = open(FILE, Direction::LeftToRight);
        let build = ["FROM golang:1.25, line 1", "WORKDIR /src, line 2", "RUN go build, line 4"];
        assert_eq!(said(&graph, 0)[..3], build);
        assert_eq!(said(&graph, 0)[3..], ["ENV ×2, line 3", "LABEL a=b, line 7"]);
        let last = ["FROM scratch, line 9", "COPY --from=build /app /app, line 10"];
        assert_eq!(said(&graph, 1)[..2], last);
        assert_eq!(graph.nodes[0].rows[3].instructions, [2, 5]);
        assert!(!graph.nodes[2].is_open(), "an image has no steps");
    }

    #[test]
    fn one_stage_is_open_and_stays_so() {
        let start = FILE.find("FROM scratch").unwrap_or_default() as u32;
        let wish = |has_steps| Wish { has_steps, turned: vec![start], ..Wish::default() };
        let model = Model::new(FILE, &Options::default());
        let opened = |has_steps| {
            let graph = graph_like(&model, wish(has_steps), None);
            graph.nodes.iter().take(2).map(crate::graph::Node::is_open).collect::<Vec<_>>()
        };
        assert_eq!((opened(false), opened(true)), (vec![false, true], vec![true, false]));
    }

    #[test]
    fn lines_end_at_the_row_that_takes() {
        let graph = open(FILE, Direction::LeftToRight);
        let ends: Vec<(Option<usize>, String)> = graph
            .edges
            .iter()
            .map(|edge| (edge.row, edge.path.rsplit([',', ' ', 'V']).next().unwrap_or_default().to_owned()))
            .collect();
        assert_eq!(ends.iter().map(|end| end.0).collect::<Vec<_>>(), [Some(0), Some(1), Some(2)]);
        let node = &graph.nodes[1];
        for (row, y) in ends.iter().skip(1) {
            let row = row.and_then(|row| node.rows.get(row)).unwrap_or_else(|| panic!("{ends:?}"));
            let (wanted, end) = (node.y + row.top + ROW_HEIGHT / 2.0, y.trim_start_matches('H'));
            // A level line says where it is only at its start.
            assert!(
                end.parse::<f32>().is_ok_and(|end| (end - wanted).abs() < 1.0 || y.starts_with('H')),
                "{ends:?}"
            );
        }
    }

    #[test]
    fn many_steps_are_counted() {
        let source = format!("FROM a\n{}COPY --from=b /x /\n", "RUN x\n".repeat(20));
        let graph = open(&source, Direction::TopToBottom);
        let rows = &graph.nodes[0].rows;
        assert_eq!((rows.len(), rows[11].words.as_str(), rows[11].line), (12, "… 11 more", 12));
        assert_eq!(graph.edges[1].row, Some(11));
    }

    #[test]
    fn long_instructions_are_cut() {
        let graph = open(&format!("FROM a\nRUN {}\n", "äx ".repeat(5_000)), Direction::LeftToRight);
        let row = &graph.nodes[0].rows[1];
        assert!(row.full_words.len() <= MAX_READ && row.words.contains('…'), "{}", row.words);
    }
}
