//! Lines that belong to the instruction above, whose continuation was lost.

use super::words::is_program;
use super::{Told, closest, is_conflict_marker};
use crate::instruction::reader::Reader;
use crate::syntax::{Arguments, Form, Instruction, Keyword};
use crate::text::{Edit, Fix, lookalike, upper};

/// No more lines than these are taken for parts of one instruction.
const MAX_LINES: usize = 40;

/// What a line lacks at its end.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lacks {
    /// The escape character.
    Escape,
    /// `&&` and the escape character.
    And,
}

/// What to say of a line that continues one above; `None` where it does not look so.
pub(super) fn told(reader: &Reader, word: &str) -> Option<Told> {
    let instructions = &reader.file.instructions;
    let index = instructions.partition_point(|other| other.span.start < reader.node.span.start);
    let head = head_of(reader, index)?;
    let lines = instructions.get(head..)?;
    let head = lines.first()?;
    let chain = Chain { reader, head, keyword: meant(head) };
    if !chain.head.heredocs.is_empty() {
        return None;
    }
    let (mut edits, mut told) = (Vec::new(), None);
    for pair in lines.windows(2).take(MAX_LINES) {
        let [previous, node] = pair else { break };
        let Some(lacks) = chain.lacks(previous, node) else { break };
        let end = End::new(reader, previous, lacks);
        if node.span == reader.node.span {
            told = Some(end.message(word, chain.keyword, lacks));
        }
        edits.extend(end.edits);
    }
    let message = told?;
    let title = match edits.len() {
        0 => return None,
        1 => "Continue the line before",
        _ => "Continue all these lines",
    };
    Some(Told { message, fix: Some(Fix::unsafe_(title, edits)) })
}

/// The index of the instruction that the line at `index` may be a part of: all lines between may be so too.
fn head_of(reader: &Reader, index: usize) -> Option<usize> {
    let instructions = &reader.file.instructions;
    let mut node = instructions.get(index)?;
    for at in (index.saturating_sub(MAX_LINES)..index).rev() {
        let previous = instructions.get(at)?;
        if !may_continue(reader, previous, node) {
            return None;
        }
        if meant(previous) != Keyword::Unknown {
            return Some(at);
        }
        node = previous;
    }
    None
}

/// Whether `node` looks like a part of `previous`, or would below some instruction.
fn may_continue(reader: &Reader, previous: &Instruction, node: &Instruction) -> bool {
    let (word, line) = (&*node.keyword_text, previous.line.text.trim_end());
    let is_start = starts_part(word) || word.contains('=') || word.starts_with(['[', '"']);
    is_start || is_indented(reader, node) || takes_more(line) || is_blocked(reader.file.escape, line)
}

/// Whether blanks stand before the first word of a line.
fn is_indented(reader: &Reader, node: &Instruction) -> bool {
    let before = reader.file.source.get(..node.keyword_span.start as usize).unwrap_or_default();
    before.ends_with([' ', '\t'])
}

/// Whether a line ends in an operator that something follows.
fn takes_more(line: &str) -> bool {
    line.ends_with(['&', '|', ';', '(', '{', ','])
}

/// The instruction that a line is, also where its keyword is mistyped.
fn meant(node: &Instruction) -> Keyword {
    match node.keyword {
        Keyword::Unknown if !node.rest.is_empty() => {
            closest(&node.keyword_text).map_or(Keyword::Unknown, |closest| Keyword::parse(&closest))
        }
        keyword => keyword,
    }
}

/// Whether a line looks like a part of the one above, without a way to tell how.
pub(super) fn starts_part(word: &str) -> bool {
    starts_with_operator(word) || starts_argument(word)
}

/// An instruction and the lines below it that may be parts of it.
struct Chain<'a> {
    reader: &'a Reader<'a>,
    head: &'a Instruction,
    /// What it is, or is meant to be.
    keyword: Keyword,
}

impl Chain<'_> {
    /// What the line of `previous` lacks for `node` to be a part of it; `None` where it does not look so.
    fn lacks(&self, previous: &Instruction, node: &Instruction) -> Option<Lacks> {
        let source = &self.reader.file.source;
        let word = &*node.keyword_text;
        let last_line = previous.span.of(source).lines().next_back().unwrap_or_default();
        if node.keyword != Keyword::Unknown || is_conflict_marker(word) || is_conflict_marker(last_line) {
            return None;
        }
        let is_indented = is_indented(self.reader, node);
        let is_command_line = self.keyword == Keyword::Run;
        let line = previous.line.text.trim_end();
        if starts_part(word) || takes_more(line) || is_blocked(self.reader.file.escape, line) {
            return Some(Lacks::Escape);
        }
        if is_program(word) {
            if !is_command_line || !is_indented || previous.form() == Some(Form::Exec) {
                return None;
            }
            let is_name = node.rest.is_empty() && self.lists_packages(previous);
            return Some(if is_name { Lacks::Escape } else { Lacks::And });
        }
        let is_pair = matches!(self.head.arguments, Arguments::Pairs(_)) && word.contains('=');
        let is_array = matches!(word.chars().next(), Some('[' | '"'));
        let is_word = is_indented
            && !matches!(self.keyword, Keyword::From | Keyword::Workdir | Keyword::User)
            && upper(word) != word
            && closest(word).is_none();
        (is_pair || is_array || is_word).then_some(Lacks::Escape)
    }

    /// Whether the instruction ends with a list of packages.
    fn lists_packages(&self, previous: &Instruction) -> bool {
        let is_list = |text: &str| {
            let last = text.rsplit(['&', ';', '|']).next().unwrap_or_default();
            last.split_whitespace().any(|word| matches!(word, "install" | "add" | "-S" | "in"))
        };
        is_list(&self.head.line.text) && (previous.span == self.head.span || previous.rest.is_empty())
    }
}

/// The end of a line that was to continue.
struct End {
    /// What stands there in place of the escape character, or behind it.
    problem: Option<String>,
    edits: Vec<Edit>,
}

impl End {
    fn new(reader: &Reader, line: &Instruction, lacks: Lacks) -> Self {
        let (source, escape) = (&reader.file.source, reader.file.escape);
        let before = source.get(..line.span.end as usize).unwrap_or_default();
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        let rest = source.get(start..).unwrap_or_default();
        let text = rest.split(['\r', '\n']).next().unwrap_or_default();
        let at = |offset: usize| (start + offset) as u32;
        let span = |range: std::ops::Range<usize>| crate::text::Span::new(at(range.start), at(range.end));
        if let Some(comment) = comment_behind(text, escape) {
            let kept = text.get(..comment).unwrap_or_default().trim_end_matches([' ', '\t']).len();
            let indent = text.get(..text.len() - text.trim_start().len()).unwrap_or_default();
            let comment = text.get(comment..).unwrap_or_default();
            return Self {
                problem: Some(format!("a comment stands behind the `{escape}` of the line above")),
                edits: vec![
                    Edit::insert(at(0), format!("{indent}{comment}\n")),
                    Edit::delete(span(kept..text.len())),
                ],
            };
        }
        let visible = text.trim_end_matches(|c: char| c.is_whitespace() || lookalike(c).is_some());
        if visible.ends_with(escape) && visible.len() < text.len() {
            let found = text.chars().rev().find_map(lookalike);
            let name = found.map_or("blank", |found| found.name);
            return Self {
                problem: Some(format!("a {name} stands behind the `{escape}` of the line above")),
                edits: vec![Edit::delete(span(visible.len()..text.len()))],
            };
        }
        if let Some(other) = other_mark(visible, escape) {
            let start = visible.len() - other.len();
            return Self {
                problem: Some(format!("the line above ends in `{other}`, which does not continue it")),
                edits: vec![Edit::replace(span(start..visible.len()), escape.to_string())],
            };
        }
        let joint = if lacks == Lacks::And { format!(" && {escape}") } else { format!(" {escape}") };
        Self { problem: None, edits: vec![Edit::insert(at(visible.len()), joint)] }
    }

    fn message(&self, word: &str, keyword: Keyword, lacks: Lacks) -> String {
        match (&self.problem, lacks) {
            (Some(problem), _) => {
                format!("`{word}` is no instruction; it looks like a part of {keyword}: {problem}")
            }
            (None, Lacks::Escape) => format!(
                "`{word}` is no instruction; it looks like a part of {keyword}, whose line lacks the `\\` that continues it"
            ),
            (None, Lacks::And) => format!(
                "`{word}` is a program, not an instruction; it looks like a part of {keyword}, whose line lacks `&& \\` at its end"
            ),
        }
    }
}

/// Whether a line ends in what was meant to continue it.
fn is_blocked(escape: char, line: &str) -> bool {
    let visible = line.trim_end_matches(|c: char| c.is_whitespace() || lookalike(c).is_some());
    comment_behind(line, escape).is_some()
        || visible.len() < line.len() && visible.ends_with(escape)
        || other_mark(visible, escape).is_some()
}

/// Where a comment begins that stands behind the escape character and so keeps it from continuing the line.
fn comment_behind(line: &str, escape: char) -> Option<usize> {
    let (at, _) = line.match_indices('#').find(|(at, _)| {
        let before = line.get(..*at).unwrap_or_default();
        let kept = before.trim_end_matches([' ', '\t']);
        kept.len() < before.len() && kept.strip_suffix(escape).is_some_and(|kept| kept.ends_with([' ', '\t']))
    })?;
    Some(at)
}

/// What another shell, or another escape directive, continues a line with.
fn other_mark(line: &str, escape: char) -> Option<&'static str> {
    let is_word = |mark: &str| {
        let kept = line.strip_suffix(mark);
        kept.is_some_and(|kept| kept.ends_with([' ', '\t']))
    };
    let mark = ["\\\\", "``", "^", "`", "\\", "/"].into_iter().find(|mark| is_word(mark))?;
    let kept = line.strip_suffix(mark)?.trim_end();
    // A slash alone is a folder, unless nothing can take one there.
    let is_meant = mark != "/" || kept.ends_with(['&', '|', ';']);
    (is_meant && !mark.chars().eq([escape])).then_some(mark)
}

fn starts_with_operator(word: &str) -> bool {
    ["&&", "||", "|", ";", "&", ")", "}", "]", ">"].iter().any(|operator| word.starts_with(operator))
        && !is_conflict_marker(word)
}

/// Whether a word is an option or a quoted string, which no instruction starts with.
fn starts_argument(word: &str) -> bool {
    (word.starts_with('-') && word.len() > 1 && !word.starts_with("---"))
        || word.starts_with(['"', '\'', '$'])
}

#[cfg(test)]
mod tests {
    use crate::instruction::vectors::{last, repaired};

    #[test]
    fn lost_continuations() {
        repaired("RUN a\n  && b", "RUN a \\\n  && b");
        repaired("RUN a \n\n  --flag", "RUN a \\ \n\n  --flag");
        repaired("# escape=`\nRUN a &&\n  npm b", "# escape=`\nRUN a && `\n  npm b");
        repaired("RUN apt-get update\n  apt-get upgrade", "RUN apt-get update && \\\n  apt-get upgrade");
        repaired("LABEL a=b\nc.d=e", "LABEL a=b \\\nc.d=e");
        repaired("CMD [\"a\",\n\"b\"]", "CMD [\"a\", \\\n\"b\"]");
        repaired("RUN install a\n  some-package", "RUN install a \\\n  some-package");
    }

    #[test]
    fn one_fix_for_all_lines() {
        repaired("RUN a\n  && b\n  && c\nUSER d", "RUN a \\\n  && b \\\n  && c\nUSER d");
        repaired("CMD [\n  \"a\",\n  \"b\"\n]\n", "CMD [ \\\n  \"a\", \\\n  \"b\" \\\n]\n");
        let (_, errors) = last("RUM a\n  && b\n");
        assert!(errors.iter().all(|error| error.fix.is_some()), "{errors:?}");
        repaired("ENV A=1\n  B=2\n  C=3\n", "ENV A=1 \\\n  B=2 \\\n  C=3\n");
        let (_, errors) = last("RUN a\n  && b\n  && c");
        assert_eq!(errors[0].fix, errors[1].fix);
    }

    #[test]
    fn names_of_packages_are_no_commands() {
        repaired("RUN apt-get install -y\n  curl\n  git\n", "RUN apt-get install -y \\\n  curl \\\n  git\n");
        repaired("RUN apt-get install a\n  make install\n", "RUN apt-get install a && \\\n  make install\n");
    }

    #[test]
    fn what_keeps_a_line_from_going_on() {
        repaired("RUN a && \\ # why\n  b c", "# why\nRUN a && \\\n  b c");
        repaired("RUN a \\\n  b \\ # why\n  c", "RUN a \\\n  # why\n  b \\\n  c");
        repaired("RUN a \\\u{a0}\n  b", "RUN a \\\n  b");
        repaired("RUN a \\\u{200b}\n  b", "RUN a \\\n  b");
        repaired("RUN a && /\n  curl b", "RUN a && \\\n  curl b");
        repaired("RUN a && \\\\\n  curl b", "RUN a && \\\n  curl b");
        repaired("RUN a `\n  -b", "RUN a \\\n  -b");
        repaired("RUN ls /\n  -l", "RUN ls / \\\n  -l");
    }

    #[test]
    fn long_chains_take_linear_time() {
        let (_, errors) = last(&format!("RUN a\n{}", "  && b\n".repeat(20_000)));
        assert_eq!(errors.len(), 20_000);
    }
}
