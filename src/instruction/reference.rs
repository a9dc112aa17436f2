//! Image references: `registry/repository:tag@digest`.

use std::fmt;
use std::ops::Range;

mod grammar;

/// The registry of references that name none.
pub const DEFAULT_REGISTRY: &str = "docker.io";
/// The tag of references that name neither tag nor digest.
pub const DEFAULT_TAG: &str = "latest";
/// The longest repository name in bytes.
pub const MAX_REPOSITORY_BYTES: usize = 255;
/// The longest tag in bytes.
pub const MAX_TAG_BYTES: usize = 128;

const LEGACY_REGISTRY: &str = "index.docker.io";
const OFFICIAL: &str = "library/";

/// An image reference in full: `python` is `docker.io/library/python` here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImageRef {
    /// The registry with its port; empty in the odd case that a name such as `a_b.c/d` looks like one
    /// with a registry but has none.
    pub registry: String,
    /// The path in the registry, with `library/` where that is implied.
    pub repository: String,
    /// The tag, if written.
    pub tag: Option<String>,
    /// The digest with its algorithm, if written.
    pub digest: Option<String>,
    /// Where the parts stand in the text.
    pub ranges: ImageRefRanges,
}

/// Byte ranges of the parts of a reference in its text, without the characters between them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImageRefRanges {
    /// The registry, if written.
    pub registry: Option<Range<usize>>,
    /// The repository as written.
    pub repository: Range<usize>,
    /// The tag.
    pub tag: Option<Range<usize>>,
    /// The digest.
    pub digest: Option<Range<usize>>,
}

/// Why a text is no image reference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReferenceError {
    /// What is wrong.
    pub kind: ReferenceErrorKind,
    /// The first byte of the text at fault; its length where something is missing at the end.
    pub offset: usize,
}

/// What is wrong with an image reference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReferenceErrorKind {
    /// Nothing is written.
    Empty,
    /// It is a URL with `https://` or the like.
    Url,
    /// It is 64 hexadecimal digits, which look like an image id.
    Identifier(String),
    /// The repository, given here, has upper case letters.
    Uppercase(String),
    /// What stands where a registry is expected is none, and would be a repository but for its case.
    UppercaseRegistry,
    /// What stands before the first `/` looks like a registry but is no host name.
    Registry,
    /// What follows the `:` of the registry is no port number.
    Port,
    /// A part of the repository between slashes is empty.
    EmptyComponent,
    /// A part of the repository has a character that does not belong there, or separators where a
    /// letter or digit is needed.
    Repository,
    /// The repository is longer than `MAX_REPOSITORY_BYTES`.
    RepositoryLength,
    /// Nothing follows the `:`.
    EmptyTag,
    /// The tag starts with a character that a tag cannot start with, or contains one that it cannot.
    Tag,
    /// A second `:` in the tag.
    SecondColon,
    /// The tag is longer than `MAX_TAG_BYTES`.
    TagLength,
    /// What follows the `@` has not the form of a digest.
    Digest,
    /// The digits of the digest are not what its algorithm yields.
    DigestDigits,
    /// The digest has not as many digits as its algorithm yields.
    DigestLength,
    /// The algorithm of the digest is not known.
    DigestAlgorithm,
}

impl ImageRef {
    /// Reads a reference. Follows `ParseNormalizedNamed` of distribution/reference.
    pub fn parse(text: &str) -> Result<Self, ReferenceError> {
        grammar::parse(text)
    }

    /// Registry and repository: `docker.io/library/python`.
    pub fn name(&self) -> String {
        match self.registry.as_str() {
            "" => self.repository.clone(),
            registry => format!("{registry}/{}", self.repository),
        }
    }

    /// The shortest way to write it: `python:3.13`.
    pub fn familiar(&self) -> String {
        let name = match self.registry.as_str() {
            DEFAULT_REGISTRY => match self.repository.strip_prefix(OFFICIAL) {
                Some(official) if !official.contains('/') => official.to_owned(),
                _ => self.repository.clone(),
            },
            _ => self.name(),
        };
        name + &self.suffix()
    }

    /// The whole reference with the tag that is implied: `docker.io/library/python:latest`.
    pub fn with_default_tag(&self) -> String {
        match (&self.tag, &self.digest) {
            (None, None) => format!("{}:{DEFAULT_TAG}", self.name()),
            _ => self.to_string(),
        }
    }

    /// The tag that counts: the one written, or the one implied where no digest settles it.
    pub fn effective_tag(&self) -> Option<&str> {
        match (&self.tag, &self.digest) {
            (Some(tag), _) => Some(tag),
            (None, None) => Some(DEFAULT_TAG),
            (None, Some(_)) => None,
        }
    }

    fn suffix(&self) -> String {
        let tag = self.tag.as_ref().map(|tag| format!(":{tag}")).unwrap_or_default();
        let digest = self.digest.as_ref().map(|digest| format!("@{digest}")).unwrap_or_default();
        tag + &digest
    }
}

/// The whole reference without an implied tag: `docker.io/library/python:3.13`.
impl fmt::Display for ImageRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.name(), self.suffix())
    }
}

/// The text of distribution/reference, which BuildKit shows.
impl fmt::Display for ReferenceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            ReferenceErrorKind::Identifier(text) => {
                write!(f, "invalid repository name ({text}), cannot specify 64-byte hexadecimal strings")
            }
            ReferenceErrorKind::Uppercase(repository) => {
                write!(f, "invalid reference format: repository name ({repository}) must be lowercase")
            }
            ReferenceErrorKind::UppercaseRegistry => f.write_str("repository name must be lowercase"),
            ReferenceErrorKind::RepositoryLength => {
                write!(f, "repository name must not be more than {MAX_REPOSITORY_BYTES} characters")
            }
            ReferenceErrorKind::DigestDigits => f.write_str("invalid checksum digest format"),
            ReferenceErrorKind::DigestLength => f.write_str("invalid checksum digest length"),
            ReferenceErrorKind::DigestAlgorithm => f.write_str("unsupported digest algorithm"),
            _ => f.write_str("invalid reference format"),
        }
    }
}

impl std::error::Error for ReferenceError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fills_in_what_is_implied() {
        for (text, full, familiar) in [
            ("python", "docker.io/library/python:latest", "python"),
            ("docker.io/python:3", "docker.io/library/python:3", "python:3"),
            ("index.docker.io/me/tool", "docker.io/me/tool:latest", "me/tool"),
            ("me/tool:v1", "docker.io/me/tool:v1", "me/tool:v1"),
            ("localhost/a", "localhost/a:latest", "localhost/a"),
            ("Host/a", "Host/a:latest", "Host/a"),
            ("[::1]:5000/a__b--c", "[::1]:5000/a__b--c:latest", "[::1]:5000/a__b--c"),
            ("host:5000", "docker.io/library/host:5000", "host:5000"),
            ("a_b.c/d", "a_b.c/d:latest", "a_b.c/d"),
        ] {
            let reference = ImageRef::parse(text).unwrap();
            assert_eq!(
                (reference.with_default_tag().as_str(), reference.familiar().as_str()),
                (full, familiar)
            );
        }
    }

    #[test]
    fn says_where_the_parts_are() {
        let digest = format!("sha256:{}", "0a".repeat(32));
        let text = format!("ghcr.io/me/tool:1.0@{digest}");
        let reference = ImageRef::parse(&text).unwrap();
        assert_eq!(reference.to_string(), text);
        assert_eq!(
            reference.ranges,
            ImageRefRanges {
                registry: Some(0..7),
                repository: 8..15,
                tag: Some(16..19),
                digest: Some(20..91),
            }
        );
        assert_eq!(ImageRef::parse("python:3").unwrap().ranges.repository, 0..6);
    }

    #[test]
    fn says_what_is_wrong_and_where() {
        use ReferenceErrorKind::*;
        let long = "a".repeat(256);
        let digest = |digits: &str| format!("a@sha256:{digits}");
        for (text, kind, offset) in [
            ("", Empty, 0),
            ("python:3:10-slim", SecondColon, 8),
            ("python:", EmptyTag, 7),
            ("python:3.10 slim", Tag, 11),
            ("python:-3", Tag, 7),
            ("a//b", EmptyComponent, 2),
            ("a/", EmptyComponent, 2),
            ("a..b", Repository, 2),
            ("a-/b", Repository, 1),
            ("a/$x", Repository, 2),
            ("https://ghcr.io/a", Url, 0),
            ("host:/a", Port, 5),
            ("host:80x/a", Port, 7),
            ("-h.o/A$", Uppercase("A$".to_owned()), 5),
            ("-h.o/a", Registry, 0),
            ("Python:3", Uppercase("library/Python".to_owned()), 0),
            ("docker.io/Me/x", Uppercase("Me/x".to_owned()), 10),
            ("A_b.c/d", UppercaseRegistry, 0),
            (&long, RepositoryLength, 247),
            (&format!("a:{long}"), TagLength, 130),
            (&digest("00"), Digest, 2),
            (&digest(&"0".repeat(63)), DigestLength, 9),
            (&digest(&"A".repeat(64)), DigestDigits, 9),
            (&format!("a@md5:{}", "0".repeat(32)), DigestAlgorithm, 2),
            (&"ab".repeat(32), Identifier("ab".repeat(32)), 0),
        ] {
            assert_eq!(ImageRef::parse(text).unwrap_err(), ReferenceError { kind, offset }, "{text}");
        }
    }
}
