//! `.dockerignore`: which files of the build context are left out.

use std::fmt;
use std::ops::Range;

use crate::text::clean_path;

mod matcher;

use matcher::Matcher;

/// A line of this many bytes or more is refused; the buffer of Go's scanner.
pub const MAX_LINE_BYTES: usize = 65536;

/// The patterns of a `.dockerignore` file in order.
#[derive(Clone, Debug, Default)]
pub struct Dockerignore {
    /// The patterns; the last one that matches a path decides.
    pub patterns: Vec<IgnorePattern>,
}

/// One pattern.
#[derive(Clone, Debug)]
pub struct IgnorePattern {
    /// The pattern in its shortest form, without `!` and without a `/` in front.
    pub pattern: String,
    /// Whether it takes files back in: `!`.
    pub is_exception: bool,
    /// The line in the file, without white space around it.
    pub range: Range<usize>,
    /// `None` for what is found wrong on use.
    matcher: Option<Matcher>,
}

/// As written, in the shortest form.
impl fmt::Display for IgnorePattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", if self.is_exception { "!" } else { "" }, self.pattern)
    }
}

/// Why a file cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DockerignoreError {
    /// What is wrong.
    pub kind: DockerignoreErrorKind,
    /// The line at fault.
    pub range: Range<usize>,
}

/// What is wrong with a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DockerignoreErrorKind {
    /// A `!` with nothing behind it.
    EmptyException,
    /// A `[` without `]`, an empty or reversed range, or a `\` at the end.
    Syntax,
    /// What BuildKit finds wrong only once it compares a path: `\\w`, a range from high to low.
    Expression,
    /// The line is `MAX_LINE_BYTES` long or longer.
    LineLength,
}

impl fmt::Display for DockerignoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.kind {
            DockerignoreErrorKind::EmptyException => "illegal exclusion pattern: \"!\"",
            DockerignoreErrorKind::Syntax | DockerignoreErrorKind::Expression => "syntax error in pattern",
            DockerignoreErrorKind::LineLength => "bufio.Scanner: token too long",
        })
    }
}

impl std::error::Error for DockerignoreError {}

impl Dockerignore {
    /// Reads a file. Follows `ReadAll` and `New` of moby/patternmatcher; a pattern that BuildKit finds
    /// wrong only when it is first used is an error here already.
    pub fn parse(text: &str) -> Result<Self, DockerignoreError> {
        let (file, found_on_use) = Self::read(text)?;
        found_on_use.map_or(Ok(file), Err)
    }

    /// Reads a file as BuildKit does before it compares a path: a pattern that it finds wrong only then is kept, and
    /// nothing that comes to it is ignored.
    pub fn parse_for_checks(text: &str) -> Result<Self, DockerignoreError> {
        Self::read(text).map(|(file, _)| file)
    }

    fn read(text: &str) -> Result<(Self, Option<DockerignoreError>), DockerignoreError> {
        let mut patterns = Vec::new();
        // What is found on first use comes after what is found in any line.
        let mut found_on_use = None;
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let offset = start;
            start += line.len();
            let skipped = if offset == 0 && line.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
            let written = line.get(skipped..).unwrap_or_default();
            let inner = offset + skipped + (written.len() - written.trim_start().len());
            let range = inner..inner + written.trim().len();
            if line.len() >= MAX_LINE_BYTES {
                return Err(DockerignoreError { kind: DockerignoreErrorKind::LineLength, range });
            }
            if written.starts_with('#') || written.trim().is_empty() {
                continue;
            }
            match IgnorePattern::parse(written.trim(), range.clone()) {
                Ok(pattern) => {
                    if pattern.matcher.is_none() {
                        let kind = DockerignoreErrorKind::Expression;
                        found_on_use = found_on_use.or(Some(DockerignoreError { kind, range }));
                    }
                    patterns.push(pattern);
                }
                Err(kind) => return Err(DockerignoreError { kind, range }),
            }
        }
        Ok((Self { patterns }, found_on_use))
    }

    /// Whether any pattern takes files back in.
    pub fn has_exceptions(&self) -> bool {
        self.patterns.iter().any(|pattern| pattern.is_exception)
    }

    /// Whether `path`, relative to the build context and with slashes, is left out.
    pub fn is_ignored(&self, path: &str) -> bool {
        self.deciding_pattern(path).is_some_and(|pattern| !pattern.is_exception)
    }

    /// The pattern that decides about `path` or a directory it is in; `None` where none matches.
    /// Follows `MatchesOrParentMatches`.
    pub fn deciding_pattern(&self, path: &str) -> Option<&IgnorePattern> {
        let ends = candidates(path);
        let mut deciding: Option<&IgnorePattern> = None;
        for pattern in &self.patterns {
            let is_ignored = deciding.is_some_and(|deciding| !deciding.is_exception);
            if pattern.is_exception == is_ignored && pattern.matcher.as_ref()?.matches(path, &ends) {
                deciding = Some(pattern);
            }
        }
        deciding
    }
}

impl IgnorePattern {
    /// Reads a line that is not blank.
    fn parse(line: &str, range: Range<usize>) -> Result<Self, DockerignoreErrorKind> {
        let (is_exception, written) = match line.strip_prefix('!') {
            Some(rest) => (true, rest.trim()),
            None => (false, line),
        };
        let clean = if written.is_empty() { String::new() } else { clean_path(written) };
        let clean = clean.strip_prefix('/').filter(|rest| !rest.is_empty()).unwrap_or(&clean);
        // The pattern is cleaned once more together with its `!`.
        let whole = clean_path(&format!("{}{clean}", if is_exception { "!" } else { "" }));
        let (is_exception, pattern) = match whole.strip_prefix('!') {
            Some("") => return Err(DockerignoreErrorKind::EmptyException),
            Some(rest) => (true, rest),
            None => (false, whole.as_str()),
        };
        matcher::check_syntax(pattern)?;
        let matcher = Matcher::new(pattern);
        Ok(Self { pattern: pattern.to_owned(), is_exception, range, matcher })
    }
}

/// The lengths of the beginnings of `path` that are tested: its parent directories and itself.
fn candidates(path: &str) -> Vec<usize> {
    let mut ends: Vec<usize> = path.match_indices('/').map(|(offset, _)| offset).collect();
    if ends == [0] {
        ends.push(1);
    }
    ends.push(path.len());
    ends
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ignored(file: &str, path: &str) -> bool {
        Dockerignore::parse(file).unwrap().is_ignored(path)
    }

    #[test]
    fn patterns_start_at_the_root() {
        assert!(ignored("/build/", "build") && ignored("build", "build/x/y"));
        assert!(!ignored("build", "src/build") && !ignored("build", "builds"));
        assert!(
            ignored("*.log", "a.log") && !ignored("*.log", "x/a.log") && ignored("**/*.log", "x/y/a.log")
        );
        assert!(ignored("a?c", "aéc") && !ignored("a?c", "a/c"));
        assert!(ignored("a.b", "a.b") && !ignored("a.b", "axb"));
    }

    #[test]
    fn two_stars_cross_directories() {
        assert!(ignored("**/tmp", "tmp") && ignored("**/tmp", "a/b/tmp/x") && !ignored("**/tmp", "a/xtmp"));
        assert!(ignored("a/**/z", "a/z") && ignored("a/**/z", "a/b/c/z") && !ignored("a/**/z", "b/z"));
        assert!(ignored("a/**", "a/b") && !ignored("a/**", "a"));
        assert!(ignored("**/a/**", "a/x") && ignored("**/a/**", "b/a/x") && !ignored("**/a/**", "b/a"));
        assert!(ignored("**", "x") && ignored("**.md", "docs/x.md"));
    }

    #[test]
    fn classes_and_escapes() {
        assert!(ignored("[a-c]x", "bx") && !ignored("[^a-c]x", "bx") && ignored("[^a-c]x", "dx"));
        assert!(ignored("\\*", "*") && !ignored("\\*", "a") && ignored("[\\]x]", "]"));
        assert!(ignored("x[.+]y", "x+y") && !ignored("x[.+]y", "xay"));
        assert!(ignored("[[:alpha:]_]1", "b1") && !ignored("[[:alpha:]_]1", "21"));
        assert!(ignored("[[:^digit:]]", "b") && !ignored("[[:^digit:]]", "2"));
        assert!(ignored("[\\d.]", "3") && ignored("[\\D]", "b") && !ignored("[^\\D]", "b"));
    }

    #[test]
    fn paths_of_windows_are_expressions() {
        assert!(!ignored("bin\\build", "bin/build") && !ignored("obj\\Debug", "obj/Debug"));
        assert!(ignored("a?\\b", "ab") && !ignored("a?\\Bc", "ab") && ignored("\\Aa", "a"));
        assert!(ignored("obj\\tmp\na", "a"));
    }

    #[test]
    fn the_last_match_decides() {
        let file = "# all but the manifest\n*\n!/src\n!Cargo.toml\nsrc/*.tmp\n";
        assert!(ignored(file, "README") && !ignored(file, "src/main.rs") && ignored(file, "src/x.tmp"));
        let file = Dockerignore::parse(file).unwrap();
        assert!(file.has_exceptions());
        let deciding = file.deciding_pattern("Cargo.toml").unwrap();
        assert_eq!((deciding.to_string().as_str(), deciding.range.clone()), ("!Cargo.toml", 31..42));
    }

    #[test]
    fn lines_that_are_wrong() {
        let error = |file: &str| Dockerignore::parse(file).unwrap_err();
        assert_eq!(
            error("a\n ! \n"),
            DockerignoreError { kind: DockerignoreErrorKind::EmptyException, range: 3..4 }
        );
        for line in ["[a", "[]", "a\\", "[a-]"] {
            assert_eq!(error(line).kind, DockerignoreErrorKind::Syntax, "{line}");
        }
        for line in ["[z-a]x", "\\y"] {
            assert_eq!(error(line).kind, DockerignoreErrorKind::Expression, "{line}");
            assert_eq!(error(&format!("{line}\n[")).kind, DockerignoreErrorKind::Syntax, "{line}");
        }
        assert_eq!(error(&"a".repeat(MAX_LINE_BYTES)).kind, DockerignoreErrorKind::LineLength);
        assert!(Dockerignore::parse("\u{feff}#a\n\n \t\r\n").unwrap().patterns.is_empty());
    }

    #[test]
    fn hostile_patterns_end() {
        let pattern = "*a".repeat(500) + "b";
        assert!(!ignored(&pattern, &"a".repeat(2_000)));
        let pattern = "**/a/".repeat(200) + "b";
        assert!(!ignored(&pattern, &"a/".repeat(2_000)));
    }
}
