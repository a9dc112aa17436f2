//! What ADD and COPY share: sources and destination.

use super::Source;
use super::chmod::parse_chmod;
use super::reader::Reader;
use crate::syntax::heredoc::parse_heredoc_word;
use crate::syntax::{ErrorCode, SyntaxError, Word};
use crate::text::{Edit, Fix, Span, order};

/// The arguments of ADD and COPY.
pub(super) struct Paths {
    /// All but the last.
    pub sources: Vec<Source>,
    /// The last; an empty word where it is missing.
    pub destination: Word,
}

impl Paths {
    /// Follows `parseSourcesAndDest`. One word alone is a source.
    pub fn read(reader: &mut Reader, words: &[Word]) -> Self {
        let (sources, destination) = match words {
            [sources @ .., destination] if !sources.is_empty() => (sources, destination.clone()),
            _ => (words, reader.missing_word()),
        };
        check_destination(reader, &destination, sources);
        // Of two heredocs of one name BuildKit takes the last body for both.
        let by_name = order::map(
            reader.heredocs.iter().enumerate().map(|(index, heredoc)| (heredoc.name.as_str(), index)),
        );
        let none = reader.heredocs.len();
        let source = |word: &Word| match heredoc_name(word) {
            Some(name) => Source::Heredoc(word.clone(), by_name.get(name.as_str()).copied().unwrap_or(none)),
            None => Source::Path(word.clone()),
        };
        Self { sources: sources.iter().map(source).collect(), destination }
    }
}

fn heredoc_name(word: &Word) -> Option<String> {
    if !word.text.contains("<<") {
        return None;
    }
    parse_heredoc_word(&word.text).ok().flatten().map(|heredoc| heredoc.name)
}

/// The word of a source that is no heredoc.
pub(super) fn path(source: &Source) -> Option<&Word> {
    match source {
        Source::Path(word) => Some(word),
        Source::Heredoc(..) => None,
    }
}

/// ADD and COPY need a source and a destination.
pub(super) fn check_count(reader: &mut Reader, words: &[Word]) {
    let keyword = reader.node.keyword;
    let (span, message) = match words {
        [] => (
            reader.node.keyword_span,
            format!("{keyword} needs at least two arguments: write `{keyword} source destination`"),
        ),
        [word] => (
            word.span,
            format!(
                "{keyword} needs at least two arguments, and `{}` is the only one; write where it goes: `{keyword} {} destination`",
                word.text, word.text
            ),
        ),
        _ => return,
    };
    reader.refuse(ErrorCode::WrongArity, span, message);
}

fn check_destination(reader: &mut Reader, destination: &Word, sources: &[Word]) {
    if heredoc_name(destination).is_some() {
        let keyword = reader.node.keyword;
        let message = format!(
            "{keyword} cannot take a heredoc as a destination; write the path behind it: `{keyword} {} /path`",
            destination.text
        );
        let error = reader.error(ErrorCode::InvalidValue, destination.span, message);
        let fix = match sources {
            [path] if heredoc_name(path).is_none() => {
                let gap = Span::new(path.span.start, destination.span.start);
                let edits =
                    vec![Edit::delete(gap), Edit::insert(destination.span.end, format!(" {}", path.text))];
                Some(Fix::unsafe_("Write the path behind the heredoc", edits))
            }
            _ => None,
        };
        reader.push(SyntaxError { fix, ..error });
    }
}

/// `--chmod` is an octal number up to 7777 or a change as chmod(1) writes it.
pub(super) fn check_chmod(reader: &mut Reader, chmod: Option<&Word>) {
    let Some((word, text)) = chmod.and_then(|word| Some((word, reader.literal(word)?))) else { return };
    if parse_chmod(text).is_err() {
        let message = format!(
            "`{text}` is no mode for `--chmod`; write octal digits up to 07777, such as `755`, or a change such as `u=rwX,go=rX`"
        );
        reader.refuse_when_reachable(ErrorCode::InvalidFlagValue, word.span, message);
    }
}
