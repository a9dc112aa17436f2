use super::flags::{Flags, Takes};
use super::paths::{self, Paths};
use super::reader::Reader;
use super::source::SourceKind;
use crate::syntax::{ErrorCode, SyntaxError, Word};
use crate::text::{Edit, Fix};

/// COPY: copies files into the image.
#[derive(Clone, Debug, PartialEq)]
pub struct Copy {
    /// What is copied, in order.
    pub sources: Vec<Source>,
    /// Where it goes; empty at the end of the line where it is missing.
    pub destination: Word,
    /// The value of `--from`; absent where it is empty.
    pub from: Option<Word>,
    /// The value of `--chown`.
    pub chown: Option<Word>,
    /// The value of `--chmod`.
    pub chmod: Option<Word>,
    /// `--link`.
    pub link: bool,
    /// `--parents`.
    pub parents: bool,
    /// The values of `--exclude`.
    pub excludes: Vec<Word>,
}

/// One source of COPY or ADD.
#[derive(Clone, Debug, PartialEq)]
pub enum Source {
    /// A path, a pattern, or for ADD a URL or a git repository.
    Path(Word),
    /// A heredoc: the word that introduces it and its index among the heredocs of the instruction; past their end where
    /// it has no body, as in a JSON array.
    Heredoc(Word, usize),
}

impl Source {
    /// The word of a source that is no heredoc.
    pub fn path(&self) -> Option<&Word> {
        match self {
            Self::Path(word) => Some(word),
            Self::Heredoc(..) => None,
        }
    }

    /// The word as written.
    pub fn word(&self) -> &Word {
        match self {
            Self::Path(word) | Self::Heredoc(word, _) => word,
        }
    }
}

const FLAGS: &[(&str, Takes)] = &[
    ("from", Takes::Text),
    ("chown", Takes::Text),
    ("chmod", Takes::Text),
    ("link", Takes::Bool),
    ("parents", Takes::Bool),
    ("exclude", Takes::List),
];

impl Copy {
    /// Follows `parseCopy` and what `dispatchCopy` checks.
    pub(super) fn read(reader: &mut Reader) -> Option<Self> {
        let words = reader.words()?;
        paths::check_count(reader, words);
        let flags = Flags::read(reader, FLAGS);
        let mut from = flags.text("from");
        // `--from build a b` is an error, but what it means is clear.
        let (first, words) = match words {
            [first, rest @ ..] if rest.len() > 1 && lacks_from_value(reader) => (Some(first), rest),
            _ => (None, words),
        };
        from = from.or_else(|| first.cloned());
        if words.len() < 2 && from.is_none() {
            return None;
        }
        let Paths { sources, destination } = Paths::read(reader, words);
        let chmod = flags.text("chmod");
        paths::check_chmod(reader, chmod.as_ref());
        check_sources(reader, &sources);
        Some(Self {
            sources,
            destination,
            from,
            chown: flags.text("chown"),
            chmod,
            link: flags.bool("link").unwrap_or(false),
            parents: flags.bool("parents").unwrap_or(false),
            excludes: flags.list("exclude"),
        })
    }
}

/// Whether the last flag is `--from` without a value.
fn lacks_from_value(reader: &Reader) -> bool {
    reader.node.flags.last().is_some_and(|flag| flag.text == "--from")
}

fn check_sources(reader: &mut Reader, sources: &[Source]) {
    for word in sources.iter().filter_map(paths::path) {
        let Some(text) = reader.literal(word) else { continue };
        let message = match SourceKind::parse(text) {
            Ok(SourceKind::Local) => continue,
            Ok(SourceKind::Http) => format!("`{text}` is a URL, which COPY cannot copy; ADD can"),
            Ok(SourceKind::Git(_)) => format!("`{text}` is a git ref, which COPY cannot copy; ADD can"),
            Err(error) => format!("`{text}` is a git ref with an error: {error}"),
        };
        let is_plain = reader.node.flags.is_empty();
        let edit = Edit::replace(reader.node.keyword_span, "ADD");
        let fix = is_plain.then(|| Fix::unsafe_("Write `ADD`", vec![edit]));
        let error = reader.error(ErrorCode::InvalidValue, word.span, message).when_reachable();
        reader.push(SyntaxError { fix, ..error });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::instruction::Kind;
    use crate::instruction::vectors::{accepted, last, refused, repaired};

    #[test]
    fn vectors() {
        let Kind::Copy(copy) = accepted("COPY --from=b --parents x <<A /y\nA\n") else { return };
        assert!(matches!(copy.sources.as_slice(), [Source::Path(_), Source::Heredoc(_, 0)]));
        assert!(copy.parents && !copy.link && copy.destination.text == "/y");
        accepted("COPY --chmod=$MODE $URL/x /");
        repaired("COPY https://example.com/a /a", "ADD https://example.com/a /a");
        repaired("COPY /a <<E\nb\nE\n", "COPY <<E /a\nb\nE\n");
        refused("«COPY»", true);
        refused("COPY «a»", true);
        refused("COPY a «<<E»\nE\n", true);
        refused("COPY --chmod=«999» «https://example.com/a» /", false);
    }

    #[test]
    fn a_value_behind_a_blank_is_understood() {
        let (kind, errors) = last("COPY --from build a b");
        let Some(Kind::Copy(copy)) = kind else { return assert_eq!(errors, []) };
        assert_eq!((errors.len(), copy.from.map(|from| from.text).as_deref()), (1, Some("build")));
        assert_eq!(copy.sources.len(), 1);
    }
}
