//! What a source of `ADD` or `COPY` is: a path, a URL or a Git repository.

use std::collections::BTreeMap;
use std::fmt;

use crate::syntax::check_options::parse_go_bool;
use crate::text::{go_quote, join_path};

/// A source by its kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SourceKind {
    /// A path of the build context, or of the stage of `--from`.
    Local,
    /// A file behind `http://` or `https://`.
    Http,
    /// A Git repository.
    Git(Box<GitSource>),
}

impl SourceKind {
    /// The kind of `text` after expansion. Follows `dispatchCopy` of BuildKit; an error means that the
    /// build fails, since it is a Git repository with a wrong query.
    pub fn parse(text: &str) -> Result<Self, GitError> {
        match GitSource::parse(text) {
            Ok(git) if !git.looks_local => Ok(Self::Git(Box::new(git))),
            Err(error) if error.is_git() => Err(error),
            _ if text.starts_with("http://") || text.starts_with("https://") => Ok(Self::Http),
            _ => Ok(Self::Local),
        }
    }
}

/// A Git repository and what of it is meant.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GitSource {
    /// The repository without query and fragment.
    pub remote: String,
    /// The branch, tag or commit; empty for the default branch.
    pub reference: String,
    /// The directory in the repository; empty for all of it.
    pub subdirectory: String,
    /// The commit that is expected; empty for none.
    pub checksum: String,
    /// Whether it is `github.com/…` without a scheme, which is a path for `ADD` and `COPY`.
    pub looks_local: bool,
    /// Whether it is fetched without encryption: `http://`, `git://`.
    pub is_unencrypted: bool,
    /// Whether the directory `.git` is kept.
    pub keep_git_dir: Option<bool>,
    /// Whether submodules are fetched.
    pub submodules: Option<bool>,
    /// Which times files get: `checkout` or `commit`; empty for the default.
    pub mtime: String,
    /// Whether the checksum is trusted as the commit to fetch.
    pub fetch_by_commit: bool,
}

/// Why a text is no Git repository, or one with a wrong query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GitError {
    /// It has a form that is not taken for a repository.
    NotGit,
    /// It has no scheme that is known.
    UnknownProtocol,
    /// It has another scheme.
    InvalidProtocol(String),
    /// A message about the query.
    Query(String),
}

impl GitError {
    /// Whether it is a repository nevertheless.
    pub const fn is_git(&self) -> bool {
        matches!(self, Self::Query(_))
    }
}

impl fmt::Display for GitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotGit => f.write_str("invalid argument"),
            Self::UnknownProtocol => f.write_str("unknown protocol"),
            Self::InvalidProtocol(protocol) => write!(f, "{protocol}: invalid protocol"),
            Self::Query(message) => f.write_str(message),
        }
    }
}

impl std::error::Error for GitError {}

impl GitSource {
    /// Reads a repository. Follows `ParseGitRef` of BuildKit.
    pub fn parse(text: &str) -> Result<Self, GitError> {
        if text.starts_with("./") || text.starts_with("../") {
            return Err(GitError::NotGit);
        }
        let looks_local = text.starts_with("github.com/");
        let url = Url::split(text);
        let (remote, is_unencrypted) = match split_scheme(url.base) {
            None if looks_local => (url.base.to_owned(), false),
            // Without a scheme a query that Go cannot read makes it a path.
            None if is_scp_style(url.base) && !has_wrong_escape(url.query) && !url.query.contains(';') => {
                (url.base.to_owned(), false)
            }
            None => return Err(GitError::UnknownProtocol),
            // Control characters are for fragments only.
            Some(_)
                if text
                    .split('#')
                    .next()
                    .is_some_and(|url| url.contains(|one: char| one.is_ascii_control())) =>
            {
                return Err(GitError::NotGit);
            }
            Some((scheme, rest)) => {
                check_url(&scheme, rest)?;
                (format!("{scheme}://{rest}"), matches!(scheme.as_str(), "http" | "git"))
            }
        };
        let (reference, subdirectory) = url.fragment_parts();
        let mut git =
            Self { remote, reference, subdirectory, looks_local, is_unencrypted, ..Self::default() };
        git.read_query(&url.query_values()).map_err(GitError::Query)?;
        Ok(git)
    }

    /// The name of the repository: the last part of its path without `.git`.
    pub fn short_name(&self) -> &str {
        let last = self.remote.rsplit('/').next().unwrap_or_default();
        last.strip_suffix(".git").unwrap_or(last)
    }

    /// Follows `loadQuery`.
    fn read_query(&mut self, query: &BTreeMap<String, Vec<String>>) -> Result<(), String> {
        let (mut tag, mut branch) = (None, None);
        for (key, values) in query {
            let value = match values.as_slice() {
                [value] => value.as_str(),
                _ => return Err(format!("query {} has multiple values", go_quote(key))),
            };
            let is_flag = matches!(key.as_str(), "submodules" | "keep-git-dir" | "fetch-by-commit");
            if value.is_empty() && !is_flag {
                return Err(format!("query {} has no value", go_quote(key)));
            }
            match key.as_str() {
                "ref" => set_once(&mut self.reference, value, "ref")?,
                "subdir" => set_once(&mut self.subdirectory, value, "subdir")?,
                "tag" => tag = Some(with_prefix("refs/tags/", value)),
                "branch" => branch = Some(with_prefix("refs/heads/", value)),
                "checksum" | "commit" => value.clone_into(&mut self.checksum),
                "keep-git-dir" => self.keep_git_dir = Some(read_flag(key, value)?),
                "submodules" => self.submodules = Some(read_flag(key, value)?),
                "fetch-by-commit" => self.fetch_by_commit = read_flag(key, value)?,
                "mtime" if matches!(value, "checkout" | "commit") => value.clone_into(&mut self.mtime),
                "mtime" => {
                    let value = go_quote(value);
                    return Err(format!("invalid mtime value: {value} (must be \"checkout\" or \"commit\")"));
                }
                _ => return Err(format!("unexpected query {}", go_quote(key))),
            }
        }
        match (tag, branch) {
            (Some(_), Some(_)) => Err("branch conflicts with tag".to_owned()),
            (Some(reference), None) | (None, Some(reference)) => {
                set_once(&mut self.reference, &reference, "ref")
            }
            (None, None) => Ok(()),
        }
    }
}

fn set_once(field: &mut String, value: &str, name: &str) -> Result<(), String> {
    if !field.is_empty() && field != value {
        return Err(format!("{name} conflicts: {} vs {}", go_quote(field), go_quote(value)));
    }
    value.clone_into(field);
    Ok(())
}

fn with_prefix(prefix: &str, name: &str) -> String {
    if name.starts_with(prefix) { name.to_owned() } else { format!("{prefix}{name}") }
}

fn read_flag(key: &str, value: &str) -> Result<bool, String> {
    if value.is_empty() {
        return Ok(true);
    }
    parse_go_bool(value).ok_or_else(|| format!("invalid {key} value: {}", go_quote(value)))
}

/// A text cut at its query and fragment.
struct Url<'a> {
    base: &'a str,
    query: &'a str,
    fragment: &'a str,
}

impl<'a> Url<'a> {
    fn split(text: &'a str) -> Self {
        let (before, fragment) = text.split_once('#').unwrap_or((text, ""));
        let (base, query) = before.split_once('?').unwrap_or((before, ""));
        Self { base, query, fragment }
    }

    /// What the fragment says of reference and directory. Follows `parseOpts`.
    fn fragment_parts(&self) -> (String, String) {
        let fragment = decode(self.fragment, false);
        let (reference, subdirectory) = fragment.split_once(':').unwrap_or((&fragment, ""));
        let clean = join_path(&["/", subdirectory]);
        (reference.to_owned(), clean.trim_start_matches('/').to_owned())
    }

    fn query_values(&self) -> BTreeMap<String, Vec<String>> {
        let mut values: BTreeMap<String, Vec<String>> = BTreeMap::new();
        // As in Go, a pair with a wrong escape is passed over.
        let is_read = |pair: &&str| !pair.is_empty() && !pair.contains(';') && !has_wrong_escape(pair);
        for pair in self.query.split('&').filter(is_read) {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            values.entry(decode(key, true)).or_default().push(decode(value, true));
        }
        values
    }
}

/// Resolves `%2F` and, in a query, `+`. What is no such escape stays.
fn decode(text: &str, is_query: bool) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(byte) = rest.bytes().next() {
        let digits = rest
            .get(1..3)
            .filter(|digits| byte == b'%' && digits.bytes().all(|digit| digit.is_ascii_hexdigit()));
        let (decoded, length) = match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(decoded) => (vec![decoded], 3),
            None if is_query && byte == b'+' => (vec![b' '], 1),
            None => {
                let length = rest.chars().next().map_or(1, char::len_utf8);
                (rest.bytes().take(length).collect(), length)
            }
        };
        bytes.extend(decoded);
        rest = rest.get(length..).unwrap_or_default();
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Whether a `%` stands without two digits behind it.
fn has_wrong_escape(text: &str) -> bool {
    let is_digit = |byte: u8| byte.is_ascii_hexdigit();
    text.split('%').skip(1).any(|rest| rest.bytes().take(2).filter(|byte| is_digit(*byte)).count() < 2)
}

/// The scheme in lower case and what follows `://`.
fn split_scheme(text: &str) -> Option<(String, &str)> {
    let (scheme, rest) = text.split_once("://")?;
    let is_scheme = !scheme.is_empty() && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric());
    is_scheme.then(|| (scheme.to_ascii_lowercase(), rest))
}

fn check_url(scheme: &str, rest: &str) -> Result<(), GitError> {
    let (authority, path) = rest.split_once('/').unwrap_or((rest, ""));
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    let behind_brackets = host.rsplit_once(']').map_or(host, |(_, behind)| behind);
    let has_wrong_port = behind_brackets
        .split_once(':')
        .is_some_and(|(_, port)| !port.bytes().all(|byte| byte.is_ascii_digit()));
    match scheme {
        "http" | "https" | "ssh" | "git" if has_wrong_port => Err(GitError::NotGit),
        "ssh" | "git" => Ok(()),
        "http" | "https" if decode(path, false).ends_with(".git") => Ok(()),
        "http" | "https" => Err(GitError::NotGit),
        _ => Err(GitError::InvalidProtocol(scheme.to_owned())),
    }
}

/// Whether it is `user@host:path`.
fn is_scp_style(text: &str) -> bool {
    let Some((user, rest)) = text.split_once('@') else { return false };
    let Some((host, _)) = rest.split_once(':') else { return false };
    let fits = |name: &str, extra: &[u8]| {
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || extra.contains(&byte))
    };
    fits(user, b"-_") && fits(host, b"-.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_kinds_apart() {
        for (text, kind) in [
            ("src/", "local"),
            ("x.git", "local"),
            ("./x.git", "local"),
            ("github.com/me/tool", "local"),
            ("ftp://host/x.git", "local"),
            ("https://host/file.tar.gz", "http"),
            ("https://host/x.git/", "http"),
            ("https://host:x/y.git", "http"),
            ("https://host/x.git", "git"),
            ("HTTPS://host/x.git#v1", "git"),
            ("ssh://host/x", "git"),
            ("me@host:tool", "git"),
            ("me@host/tool", "local"),
            ("https://h/x.git?a\u{1}", "http"),
            ("https://h/x.git#a\u{1}", "git"),
        ] {
            let seen = match SourceKind::parse(text) {
                Ok(SourceKind::Local) => "local",
                Ok(SourceKind::Http) => "http",
                Ok(SourceKind::Git(_)) => "git",
                Err(_) => "error",
            };
            assert_eq!(seen, kind, "{text}");
        }
    }

    #[test]
    fn reads_fragments_and_queries() {
        let git =
            GitSource::parse("https://me@host/a/tool.git?branch=main&keep-git-dir&checksum=abc").unwrap();
        assert_eq!((git.remote.as_str(), git.short_name()), ("https://me@host/a/tool.git", "tool"));
        assert_eq!(
            (git.reference.as_str(), git.checksum.as_str(), git.keep_git_dir),
            ("refs/heads/main", "abc", Some(true))
        );
        let git = GitSource::parse("git@host:me/tool.git#v1%2E0:/a/../docs/").unwrap();
        assert_eq!((git.reference.as_str(), git.subdirectory.as_str()), ("v1.0", "docs"));
        let message = |text: &str| SourceKind::parse(text).unwrap_err().to_string();
        assert_eq!(message("https://h/x.git?ref=a#b"), "ref conflicts: \"b\" vs \"a\"");
        assert_eq!(message("https://h/x.git?tag=a&branch=b"), "branch conflicts with tag");
        assert_eq!(message("https://h/x.git?depth=1"), "unexpected query \"depth\"");
        assert_eq!(message("https://h/x.git?submodules=yes"), "invalid submodules value: \"yes\"");
        assert_eq!(message("https://h/x.git?ref=a&ref=b"), "query \"ref\" has multiple values");
        assert_eq!(message("https://h/x.git?ref"), "query \"ref\" has no value");
        assert_eq!(message("https://h/x.git?%&depth=%31"), "unexpected query \"depth\"");
        assert!(GitSource::parse("https://h/x.git?%&a%zz=b").is_ok());
        assert!(GitSource::parse("git@h:x.git?ref=%31").is_ok());
        assert_eq!(SourceKind::parse("git@h:x.git?%"), Ok(SourceKind::Local));
    }
}
