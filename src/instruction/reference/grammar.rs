use std::ops::Range;

use super::ReferenceErrorKind as Kind;
use super::{
    DEFAULT_REGISTRY, ImageRef, ImageRefRanges, LEGACY_REGISTRY, MAX_REPOSITORY_BYTES, MAX_TAG_BYTES,
    OFFICIAL, ReferenceError,
};
use crate::text::lower;

/// The digest algorithms that are known, with the number of their hexadecimal digits.
const ALGORITHMS: [(&str, usize); 3] = [("sha256", 64), ("sha384", 96), ("sha512", 128)];
/// The least number of digits that any digest has.
const MIN_DIGEST_DIGITS: usize = 32;

/// Follows `ParseNormalizedNamed`.
pub fn parse(text: &str) -> Result<ImageRef, ReferenceError> {
    if text.is_empty() {
        return error(Kind::Empty, 0);
    }
    if text.len() == 64 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')) {
        return error(Kind::Identifier(text.to_owned()), 0);
    }
    let (registry, start) = split_registry(text);
    let rest = Part { text: text.get(start..).unwrap_or_default(), start };
    let is_official = registry.unwrap_or(DEFAULT_REGISTRY) == DEFAULT_REGISTRY && !rest.text.contains('/');
    let prefix = if is_official { OFFICIAL } else { "" };
    check_case(prefix, &rest)?;
    let result = parse_rest(registry, prefix, &rest, text);
    match result {
        Err(wrong) if is_format(&wrong.kind) && has_uppercase_registry(text, registry) => {
            error(Kind::UppercaseRegistry, text.find(char::is_uppercase).unwrap_or(wrong.offset))
        }
        result => result,
    }
}

/// A part of the text and where it starts.
struct Part<'a> {
    text: &'a str,
    start: usize,
}

impl<'a> Part<'a> {
    fn range(&self) -> Range<usize> {
        self.start..self.start + self.text.len()
    }

    /// What stands before and after the first `separator`.
    fn cut(self, separator: char) -> (Self, Option<Self>) {
        match self.text.split_once(separator) {
            Some((before, after)) => (
                Part { text: before, start: self.start },
                Some(Part { text: after, start: self.start + before.len() + 1 }),
            ),
            None => (self, None),
        }
    }
}

fn error<T>(kind: Kind, offset: usize) -> Result<T, ReferenceError> {
    Err(ReferenceError { kind, offset })
}

fn is_format(kind: &Kind) -> bool {
    matches!(kind, Kind::Registry | Kind::Repository)
}

/// The registry, if any is written, and where the rest starts. Follows `splitDockerDomain`.
fn split_registry(text: &str) -> (Option<&str>, usize) {
    match text.split_once('/') {
        Some((LEGACY_REGISTRY, _)) => (Some(DEFAULT_REGISTRY), LEGACY_REGISTRY.len() + 1),
        Some((first, _))
            if first == "localhost" || first.contains(['.', ':']) || first.contains(char::is_uppercase) =>
        {
            (Some(first), first.len() + 1)
        }
        _ => (None, 0),
    }
}

fn check_case(prefix: &str, rest: &Part<'_>) -> Result<(), ReferenceError> {
    let repository = rest.text.split_once(':').map_or(rest.text, |(before, _)| before);
    if !repository.contains(char::is_uppercase) {
        return Ok(());
    }
    let upper = repository.find(char::is_uppercase);
    let offset = rest.start + upper.unwrap_or(0);
    error(Kind::Uppercase(format!("{prefix}{repository}")), offset)
}

/// Whether the text would be a repository without a registry if it were in lower case.
fn has_uppercase_registry(text: &str, registry: Option<&str>) -> bool {
    let has_upper = |text: &str| text.contains(char::is_uppercase);
    if !registry.is_some_and(has_upper) {
        return false;
    }
    // Letters beyond the common alphabets stay as they are.
    let lower = lower(text);
    !has_upper(&lower) && parse(&lower).is_ok()
}

fn parse_rest(
    registry: Option<&str>,
    prefix: &str,
    rest: &Part<'_>,
    text: &str,
) -> Result<ImageRef, ReferenceError> {
    let rest = Part { text: rest.text, start: rest.start };
    let (before, digest) = rest.cut('@');
    let (path, tag) = before.cut(':');
    // A registry that is none is taken for the first component of the repository.
    let wrong_registry = registry.map_or(Ok(()), |registry| check_registry(text, registry));
    let is_path = |registry: &str| check_repository(&Part { text: registry, start: 0 }).is_ok();
    if let (Err(wrong), false) = (&wrong_registry, registry.is_some_and(is_path)) {
        return Err(wrong.clone());
    }
    check_repository(&path)?;
    tag.as_ref().map_or(Ok(()), check_tag)?;
    digest.as_ref().map_or(Ok(()), check_digest_form)?;
    let written = Range { start: if wrong_registry.is_ok() { path.start } else { 0 }, end: path.range().end };
    let repository = [prefix, text.get(written.clone()).unwrap_or_default()].concat();
    if repository.len() > MAX_REPOSITORY_BYTES {
        return error(Kind::RepositoryLength, written.start + MAX_REPOSITORY_BYTES - prefix.len());
    }
    digest.as_ref().map_or(Ok(()), check_digest)?;
    Ok(ImageRef {
        registry: if wrong_registry.is_ok() { registry.unwrap_or(DEFAULT_REGISTRY) } else { "" }.to_owned(),
        repository,
        tag: tag.as_ref().map(|tag| tag.text.to_owned()),
        digest: digest.as_ref().map(|digest| digest.text.to_owned()),
        ranges: ImageRefRanges {
            registry: registry.filter(|_| wrong_registry.is_ok()).map(|_| 0..path.start - 1),
            repository: written,
            tag: tag.map(|tag| tag.range()),
            digest: digest.map(|digest| digest.range()),
        },
    })
}

/// Checks for a host name or a bracketed IPv6 address, and a port.
fn check_registry(text: &str, registry: &str) -> Result<(), ReferenceError> {
    if text.get(registry.len()..).is_some_and(|rest| rest.starts_with("//")) && registry.ends_with(':') {
        return error(Kind::Url, 0);
    }
    let (host, port) = match registry.strip_prefix('[').and_then(|inside| inside.split_once(']')) {
        Some((address, behind)) => {
            let is_digit = |character: char| character.is_ascii_hexdigit() || character == ':';
            if address.is_empty() || !address.chars().all(is_digit) {
                return error(Kind::Registry, 1);
            }
            let port_start = registry.len() - behind.len();
            match behind.strip_prefix(':') {
                Some(port) => (None, Some((port, port_start + 1))),
                None if behind.is_empty() => (None, None),
                None => return error(Kind::Registry, port_start),
            }
        }
        None => match registry.split_once(':') {
            Some((host, port)) => (Some(host), Some((port, host.len() + 1))),
            None => (Some(registry), None),
        },
    };
    host.map_or(Ok(()), check_host)?;
    let Some((port, start)) = port else { return Ok(()) };
    match port.find(|character: char| !character.is_ascii_digit()) {
        Some(wrong) => error(Kind::Port, start + wrong),
        None if port.is_empty() => error(Kind::Port, start),
        None => Ok(()),
    }
}

fn check_host(host: &str) -> Result<(), ReferenceError> {
    let mut start = 0;
    for label in host.split('.') {
        let is_edge = |character: char| character.is_ascii_alphanumeric();
        if !label.starts_with(is_edge) {
            return error(Kind::Registry, start);
        }
        if let Some(wrong) = label.find(|character: char| !is_edge(character) && character != '-') {
            return error(Kind::Registry, start + wrong);
        }
        if !label.ends_with(is_edge) {
            return error(Kind::Registry, start + label.len() - 1);
        }
        start += label.len() + 1;
    }
    Ok(())
}

fn check_repository(path: &Part<'_>) -> Result<(), ReferenceError> {
    let mut start = path.start;
    for component in path.text.split('/') {
        if component.is_empty() {
            return error(Kind::EmptyComponent, start);
        }
        if let Some(wrong) = wrong_in_component(component) {
            return error(Kind::Repository, start + wrong);
        }
        start += component.len() + 1;
    }
    Ok(())
}

/// The first byte that does not fit `[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*`.
fn wrong_in_component(component: &str) -> Option<usize> {
    let mut separator = String::new();
    for (offset, character) in component.char_indices() {
        match character {
            'a'..='z' | '0'..='9' => separator.clear(),
            '.' | '_' | '-' if offset > 0 => {
                separator.push(character);
                let fits =
                    separator.len() == 1 || separator == "__" || separator.bytes().all(|byte| byte == b'-');
                if !fits {
                    return Some(offset);
                }
            }
            _ => return Some(offset),
        }
    }
    (!separator.is_empty()).then(|| component.len() - separator.len())
}

fn check_tag(tag: &Part<'_>) -> Result<(), ReferenceError> {
    let is_word = |character: char| character.is_ascii_alphanumeric() || character == '_';
    let fits =
        |offset: usize, character: char| is_word(character) || (offset > 0 && matches!(character, '.' | '-'));
    match tag.text.char_indices().find(|(offset, character)| !fits(*offset, *character)) {
        Some((offset, ':')) if offset > 0 => error(Kind::SecondColon, tag.start + offset),
        Some((offset, _)) => error(Kind::Tag, tag.start + offset),
        None if tag.text.is_empty() => error(Kind::EmptyTag, tag.start),
        None if tag.text.len() > MAX_TAG_BYTES => error(Kind::TagLength, tag.start + MAX_TAG_BYTES),
        None => Ok(()),
    }
}

/// Checks for `[A-Za-z][A-Za-z0-9]*([-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}`.
fn check_digest_form(digest: &Part<'_>) -> Result<(), ReferenceError> {
    let fits = digest.text.split_once(':').is_some_and(|(algorithm, digits)| {
        let is_part = |part: &str| {
            part.starts_with(|first: char| first.is_ascii_alphabetic())
                && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        };
        algorithm.split(['-', '_', '+', '.']).all(is_part)
            && digits.len() >= MIN_DIGEST_DIGITS
            && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
    });
    if fits { Ok(()) } else { error(Kind::Digest, digest.start) }
}

/// Follows `Digest.Validate` of opencontainers/go-digest.
fn check_digest(digest: &Part<'_>) -> Result<(), ReferenceError> {
    let (algorithm, digits) = digest.text.split_once(':').unwrap_or_default();
    let start = digest.start + algorithm.len() + 1;
    match ALGORITHMS.iter().find(|(name, _)| *name == algorithm) {
        None if algorithm.bytes().any(|byte| byte.is_ascii_uppercase()) => {
            error(Kind::DigestDigits, digest.start)
        }
        None => error(Kind::DigestAlgorithm, digest.start),
        Some((_, length)) if digits.len() != *length => error(Kind::DigestLength, start),
        Some(_) => match digits.find(|digit: char| digit.is_ascii_uppercase()) {
            Some(wrong) => error(Kind::DigestDigits, start + wrong),
            None => Ok(()),
        },
    }
}

#[test]
fn capitals_of_rare_alphabets_are_refused() {
    for text in ["\u{4cb}/b", "\u{141}/b", "a/\u{4cb}", "\u{1d7ca}.io/b", "\u{10a0}:5000/a"] {
        assert!(parse(text).is_err(), "{text}");
    }
}
