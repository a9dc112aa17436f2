use super::env::At;
use super::{Aspect, Op, Step};
use crate::model::{Base, Model, Stage};
use crate::syntax::expand::Lexer;
use crate::syntax::heredoc::parse_heredoc_word;
use crate::syntax::{Heredoc, Instruction, Keyword};
use crate::text::upper;

/// How the steps of one stage are named: `[build 2/5] RUN make`.
pub(super) struct Namer {
    title: String,
    total: usize,
    next: usize,
}

impl Namer {
    /// For a stage with this many steps. `is_alone` where the file has no other stage.
    pub fn new(stage: &Stage, total: usize, is_alone: bool) -> Self {
        let title = match &stage.name {
            _ if is_alone => String::new(),
            Some(name) => format!("{name} "),
            None => format!("stage-{} ", stage.id.0),
        };
        // BuildKit names an image anew in every pass that does not need it yet.
        let is_fetched = matches!(stage.base, Base::Image(_) | Base::Context(_));
        let passes = if is_fetched { stage.found_in_pass } else { 0 };
        Self { title, total, next: 1 + passes }
    }

    /// The name of the next step.
    pub fn next(&mut self, text: &str) -> String {
        let total = self.total.to_string();
        let name = format!("[{}{:>width$}/{total}] {text}", self.title, self.next, width = total.len());
        self.next += 1;
        name
    }
}

/// How many steps of a stage have a number.
pub(super) fn count(model: &Model, stage: &Stage) -> usize {
    let is_numbered = |node: &&Instruction| {
        matches!(node.keyword, Keyword::Add | Keyword::Copy | Keyword::Run | Keyword::Workdir)
    };
    let own = model.instructions_of(stage).filter(|(_, node, _)| is_numbered(node)).count();
    let is_fetched = matches!(stage.base, Base::Image(_) | Base::Context(_));
    own + model.deferred_of(stage.id).len() + usize::from(is_fetched)
}

/// The text of an instruction as the progress shows it: the keyword in upper case, variables replaced.
pub(super) fn describe(model: &Model, (node, heredocs): (&Instruction, &[Heredoc]), env: &At) -> String {
    let is_run = node.keyword == Keyword::Run;
    let lexer = Lexer {
        escape: model.file.escape,
        raw_quotes: is_run,
        raw_escapes: false,
        skip_unset: is_run,
        skip_process_quotes: false,
    };
    let mut text = node.line.text.trim().to_owned();
    if let Some(body) = script(model, node, heredocs) {
        text = format!("{text} ({})", summary(body));
    }
    let text = lexer.word(&text, env).map_or(text, |expansion| expansion.text);
    match text.split_once(' ') {
        Some((keyword, rest)) => format!("{} {rest}", upper(keyword)),
        None => upper(&text),
    }
}

/// The image that a step fetches.
pub(super) fn image(step: &Step) -> Option<&str> {
    let is_image = step.op == Op::Source && !step.key.get(Aspect::Platform).is_empty();
    is_image.then(|| step.text().trim_start_matches("FROM "))
}

/// The heredoc that is the whole command of a RUN.
pub(super) fn script<'a>(model: &'a Model, node: &Instruction, heredocs: &[Heredoc]) -> Option<&'a str> {
    let [heredoc] = heredocs else { return None };
    // What follows may belong to its word: an escape character at the end, or a pair of quotes with nothing in it.
    let is_word = || matches!(parse_heredoc_word(&node.rest().text), Ok(Some(_)));
    let is_whole = node.keyword == Keyword::Run && (node.rest().span() == heredoc.span || is_word());
    is_whole.then(|| model.text(heredoc.body))
}

/// The first line of a heredoc.
fn summary(body: &str) -> String {
    let mut lines = body.trim().split('\n').map(|line| line.strip_suffix('\r').unwrap_or(line));
    let first = lines.next().unwrap_or_default().to_owned();
    if lines.next().is_some() { format!("{first}...") } else { first }
}
