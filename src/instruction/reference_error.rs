use super::reference::{ReferenceError, ReferenceErrorKind};
use crate::syntax::{ErrorCode, SyntaxError, Word};
use crate::text::{Edit, Fix, Joined, Lines, Span, lower};

/// How image references are written.
const FORMAT: &str = "an image is written `[registry/]repository[:tag][@digest]`";

/// The error for `name`, which is what `word` of a logical line expands to and no image reference.
///
/// `stages` are the names of the stages that could be meant.
pub fn describe_reference_error(
    name: &str,
    error: &ReferenceError,
    word: &Word,
    line: &Joined,
    lines: Lines,
    stages: &[&str],
) -> SyntaxError {
    let place = Place { name, word, line, is_written: word.text == name };
    let stage = stages.iter().find(|stage| stage.eq_ignore_ascii_case(name));
    let (problem, range, fix) = if is_placeholder(name) {
        let problem = format!("`{name}` holds a placeholder; write the name of the image in its place");
        (problem, 0..name.len(), None)
    } else if let Some(stage) = stage {
        let problem = format!(
            "`{name}` is no image, and the stage is named `{stage}`: here the case of letters counts"
        );
        (problem, 0..name.len(), place.write((*stage).to_owned()))
    } else {
        let (problem, range) = problem(name, error);
        (problem, range, fix(&place, error))
    };
    let subject = match place.is_written {
        true if name.is_empty() || problem.contains(name) => String::new(),
        true => format!("`{}` is no image: ", shown(name)),
        false => format!("`{}` is `{}` here: ", word.text, shown(name)),
    };
    let code = ErrorCode::InvalidImageReference;
    let described = SyntaxError::new(code, place.span(range), lines, format!("{subject}{problem}"));
    SyntaxError { fix, ..described }
}

/// A name as messages tell it: not more than [`MAX_SHOWN`] characters of it.
fn shown(name: &str) -> String {
    match name.char_indices().nth(MAX_SHOWN) {
        Some((end, _)) => format!("{}…", name.get(..end).unwrap_or_default()),
        None => name.to_owned(),
    }
}

/// Longer names are cut off in messages, in characters.
const MAX_SHOWN: usize = 200;

/// Where a reference stands.
struct Place<'a> {
    name: &'a str,
    word: &'a Word,
    line: &'a Joined,
    /// Whether the word says what is meant, without variables and quotes.
    is_written: bool,
}

impl Place<'_> {
    fn span(&self, range: std::ops::Range<usize>) -> Span {
        if self.is_written && !self.name.is_empty() {
            self.word.part_span(self.line, range)
        } else {
            self.word.span
        }
    }

    /// Replaces the whole word, where it says what is meant.
    fn write(&self, text: String) -> Option<Fix> {
        let is_new = !text.is_empty() && text != self.name;
        (self.is_written && is_new)
            .then(|| Fix::unsafe_(format!("Write `{text}`"), vec![Edit::replace(self.word.span, text)]))
    }
}

/// A sentence without a full stop, and the bytes of the name it is about.
fn problem(name: &str, error: &ReferenceError) -> (String, std::ops::Range<usize>) {
    let at = error.offset.min(name.len());
    let rest = name.get(at..).unwrap_or_default();
    let character = rest.chars().next();
    let one = at..at + character.map_or(0, char::len_utf8);
    let here = character.map_or_else(|| "its end".to_owned(), |character| format!("`{character}`"));
    let to_end = at..name.len();
    match &error.kind {
        ReferenceErrorKind::Empty => (format!("the image is missing; {FORMAT}"), 0..name.len()),
        ReferenceErrorKind::Url => {
            let end = name.find("://").map_or(name.len(), |end| end + 3);
            (format!("an image has no `{}` before it; {FORMAT}", name.get(..end).unwrap_or_default()), 0..end)
        }
        ReferenceErrorKind::Identifier(_) => {
            ("64 hexadecimal digits look like the id of an image, which cannot be a name; write its name, and the digest behind `@sha256:`".to_owned(), 0..name.len())
        }
        ReferenceErrorKind::Uppercase(_) => {
            (format!("the repository `{}` has upper case letters; it must be lowercase", name.get(repository_range(name)).unwrap_or(name)), repository_range(name))
        }
        ReferenceErrorKind::UppercaseRegistry => {
            ("what stands before the first `/` has upper case letters and so is read as a registry, which it is not; write it in lowercase".to_owned(), 0..name.find('/').unwrap_or(name.len()))
        }
        ReferenceErrorKind::Registry => {
            (format!("`{}` is no host name of a registry; {FORMAT}", name.split('/').next().unwrap_or_default()), 0..name.find('/').unwrap_or(name.len()))
        }
        ReferenceErrorKind::Port => ("the port of the registry, between `:` and `/`, is a number".to_owned(), at..name.find('/').unwrap_or(name.len()).max(at)),
        ReferenceErrorKind::EmptyComponent => {
            ("a part between slashes is empty here; one slash separates registry and repository".to_owned(), one)
        }
        ReferenceErrorKind::Repository => {
            (format!("a repository cannot have {here} here; its parts are lower case letters and digits with `.`, `_` or `-` between them"), one)
        }
        ReferenceErrorKind::RepositoryLength => ("the repository is longer than 255 bytes".to_owned(), 0..name.len()),
        ReferenceErrorKind::EmptyTag => {
            (format!("nothing follows the `:`, where a tag is expected; {FORMAT}"), at.saturating_sub(1)..at)
        }
        ReferenceErrorKind::Tag => (format!("a tag cannot have {here} here; it starts with a letter, a digit or `_`, and goes on with those, `.` and `-`"), one),
        ReferenceErrorKind::SecondColon => {
            (format!("a tag follows the only colon, and here is a second one; {FORMAT}"), one)
        }
        ReferenceErrorKind::TagLength => ("the tag is longer than 128 characters".to_owned(), to_end),
        ReferenceErrorKind::Digest => {
            ("what follows the `@` is no digest; write the algorithm, a colon and hexadecimal digits: `@sha256:…`".to_owned(), to_end)
        }
        ReferenceErrorKind::DigestDigits => {
            ("the digits of a digest are `0` to `9` and `a` to `f`".to_owned(), to_end)
        }
        ReferenceErrorKind::DigestLength => {
            ("the digest has the wrong number of digits; `sha256` has 64".to_owned(), to_end)
        }
        ReferenceErrorKind::DigestAlgorithm => {
            ("the algorithm of the digest is not known; write `sha256`".to_owned(), to_end)
        }
    }
}

/// Whether a name is one that someone was to fill in.
fn is_placeholder(name: &str) -> bool {
    [("<", ">"), ("[", "]"), ("{{", "}}"), ("%%", "%%"), ("@@", "@@")]
        .iter()
        .any(|(open, close)| name.split_once(open).is_some_and(|(_, rest)| rest.contains(close)))
}

/// The repository without tag and digest.
fn repository_range(name: &str) -> std::ops::Range<usize> {
    let name = name.split('@').next().unwrap_or_default();
    let last_part = name.rfind('/').map_or(0, |slash| slash + 1);
    let tag = name.get(last_part..).and_then(|part| part.find(':'));
    0..tag.map_or(name.len(), |tag| last_part + tag)
}

fn fix(place: &Place, error: &ReferenceError) -> Option<Fix> {
    let name = place.name;
    let repository = repository_range(name);
    let (before, behind) = (name.get(repository.clone())?, name.get(repository.end..)?);
    let at = error.offset.min(name.len());
    match &error.kind {
        ReferenceErrorKind::Uppercase(_) | ReferenceErrorKind::UppercaseRegistry => {
            place.write(format!("{}{behind}", lower(before)))
        }
        ReferenceErrorKind::Url => {
            let path = name.split_once("://")?.1.trim_end_matches('/');
            // The pages of Docker Hub, where people copy addresses from.
            let page = path
                .strip_prefix("hub.docker.com/")
                .map(|page| page.strip_prefix("_/").or_else(|| page.strip_prefix("r/")).unwrap_or(page));
            place.write(page.unwrap_or(path).to_owned())
        }
        ReferenceErrorKind::EmptyTag => {
            place.write(format!("{}{}", name.get(..at.checked_sub(1)?)?, name.get(at..)?))
        }
        ReferenceErrorKind::SecondColon => {
            let (first, second) = (name.get(..at)?, name.get(at + 1..)?);
            let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
            let tag = first.rsplit(':').next()?;
            let next = second.split(['-', '.', '@']).next()?;
            // `3:10-slim` is a version with a slip of the finger.
            let joint = if is_number(next) && tag.split('.').all(is_number) { '.' } else { '-' };
            place.write(format!("{first}{joint}{second}")).filter(|_| !second.is_empty())
        }
        ReferenceErrorKind::EmptyComponent => {
            let joined: Vec<&str> = name.split('/').filter(|part| !part.is_empty()).collect();
            place.write(joined.join("/"))
        }
        ReferenceErrorKind::DigestDigits => {
            let digest = name.get(name.find('@')?..)?;
            place.write(format!("{}{}", name.get(..name.find('@')?)?, lower(digest)))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::instruction::{ImageRef, Kind, read};
    use crate::syntax::parse;
    use crate::text::apply_edits;

    /// The text at fault and, where there is a fix, the fixed file.
    fn described(name: &str, stages: &[&str]) -> (String, Option<String>) {
        let source = format!("FROM {name}");
        let file = parse(&source);
        let node = file.instructions.first().unwrap();
        let Some(Kind::From(from)) = read(node, &file, &mut Vec::new()) else { return Default::default() };
        let error = ImageRef::parse(name).unwrap_err();
        let error = describe_reference_error(name, &error, &from.base, &node.line, node.lines, stages);
        let fixed = error.fix.map(|fix| apply_edits(&source, &fix.edits).unwrap());
        (error.span.of(&source).to_owned(), fixed)
    }

    #[test]
    fn names_the_byte_and_repairs() {
        for (name, at, fixed) in [
            ("python:3:10-slim", ":", "FROM python:3.10-slim"),
            ("node:lts:alpine", ":", "FROM node:lts-alpine"),
            ("Node:20", "Node", "FROM node:20"),
            ("python:", ":", "FROM python"),
            ("ghcr.io//org/app", "/", "FROM ghcr.io/org/app"),
            ("https://ghcr.io/org/app", "https://", "FROM ghcr.io/org/app"),
            ("https://hub.docker.com/_/nginx/", "https://", "FROM nginx"),
            ("https://hub.docker.com/r/org/app", "https://", "FROM org/app"),
        ] {
            assert_eq!(described(name, &[]), (at.to_owned(), Some(fixed.to_owned())), "{name}");
        }
    }

    #[test]
    fn names_the_stage_of_another_case() {
        let fixed = Some("FROM build".to_owned());
        assert_eq!(described("Build", &["base", "build"]), ("Build".to_owned(), fixed));
    }

    #[test]
    fn says_what_has_no_repair() {
        let long = format!("app:{}", "a".repeat(129));
        for (name, at) in [
            ("gcr.io/<project>/app", "gcr.io/<project>/app"),
            ("app:-1", "-"),
            ("app@sha256:12", "sha256:12"),
            (long.as_str(), "a"),
        ] {
            assert_eq!(described(name, &[]), (at.to_owned(), None), "{name}");
        }
    }

    #[test]
    fn tells_what_a_variable_is_worth() {
        let file = parse("FROM $IMAGE");
        let node = file.instructions.first().unwrap();
        let Some(Kind::From(from)) = read(node, &file, &mut Vec::new()) else { return };
        let error = ImageRef::parse("a:b:c").unwrap_err();
        let error = describe_reference_error("a:b:c", &error, &from.base, &node.line, node.lines, &[]);
        assert!(error.message.starts_with("`$IMAGE` is `a:b:c` here: "), "{}", error.message);
        assert_eq!((error.span, error.fix), (from.base.span, None));
    }
}
