use super::Source;
use super::flags::{Flags, Takes};
use super::paths::{self, Paths};
use super::reader::Reader;
use super::source::{GitSource, SourceKind};
use crate::syntax::{ErrorCode, Word};

/// ADD: copies files, unpacks archives, downloads URLs and git repositories.
#[derive(Clone, Debug, PartialEq)]
pub struct Add {
    /// What is added, in order.
    pub sources: Vec<Source>,
    /// Where it goes.
    pub destination: Word,
    /// The value of `--chown`.
    pub chown: Option<Word>,
    /// The value of `--chmod`.
    pub chmod: Option<Word>,
    /// The value of `--checksum`.
    pub checksum: Option<Word>,
    /// `--link`.
    pub link: bool,
    /// `--keep-git-dir`.
    pub keep_git_dir: Option<bool>,
    /// `--unpack`.
    pub unpack: Option<bool>,
    /// The values of `--exclude`.
    pub excludes: Vec<Word>,
}

const FLAGS: &[(&str, Takes)] = &[
    ("chown", Takes::Text),
    ("chmod", Takes::Text),
    ("checksum", Takes::Text),
    ("link", Takes::Bool),
    ("keep-git-dir", Takes::Bool),
    ("unpack", Takes::Bool),
    ("exclude", Takes::List),
];

impl Add {
    /// Follows `parseAdd` and what `dispatchCopy` checks.
    pub(super) fn read(reader: &mut Reader) -> Option<Self> {
        let words = reader.words()?;
        paths::check_count(reader, words);
        let flags = Flags::read(reader, FLAGS);
        if words.len() < 2 {
            return None;
        }
        let Paths { sources, destination } = Paths::read(reader, words);
        let (chmod, checksum) = (flags.text("chmod"), flags.text("checksum"));
        paths::check_chmod(reader, chmod.as_ref());
        let keep_git_dir = flags.bool("keep-git-dir");
        check_remotes(reader, &sources, keep_git_dir, checksum.as_ref());
        if let Some(checksum) = &checksum {
            check_checksum(reader, checksum, &sources);
        }
        Some(Self {
            sources,
            destination,
            chown: flags.text("chown"),
            chmod,
            checksum,
            link: flags.bool("link").unwrap_or(false),
            keep_git_dir,
            unpack: flags.bool("unpack"),
            excludes: flags.list("exclude"),
        })
    }
}

/// A checksum goes with one URL or git repository.
fn check_checksum(reader: &mut Reader, checksum: &Word, sources: &[Source]) {
    let Some(known) = reader.literal(checksum) else { return };
    if known.is_empty() {
        return;
    }
    let paths: Vec<&Word> = sources.iter().filter_map(paths::path).collect();
    let [word] = paths.as_slice() else {
        let message = "`--checksum` goes with one source, and here are several; write an ADD for each";
        reader.refuse_when_reachable(ErrorCode::InvalidFlagValue, checksum.span, message);
        return;
    };
    let Some(text) = reader.literal(word) else { return };
    match SourceKind::parse(text) {
        // A repository without a scheme is a path here, but may have a checksum all the same.
        Ok(SourceKind::Local) if GitSource::parse(text).is_err() => not_remote(reader, checksum, word),
        Ok(SourceKind::Http) if !is_digest(known) => {
            let message = format!(
                "`{}` is no checksum; write the algorithm, a colon and the hexadecimal digits: `sha256:…` with 64 digits",
                checksum.text
            );
            reader.refuse_when_reachable(ErrorCode::InvalidFlagValue, checksum.span, message);
        }
        _ => {}
    }
}

/// A git repository may have parameters, which may be wrong, and which hold for all sources behind it.
fn check_remotes(reader: &mut Reader, sources: &[Source], keeps: Option<bool>, checksum: Option<&Word>) {
    let mut keeps = keeps;
    // That several sources have one of `--checksum` is told on its own.
    let mut checksum = checksum
        .filter(|_| sources.len() == 1)
        .map_or(Some(""), |word| reader.literal(word))
        .map(str::to_owned);
    for word in sources.iter().filter_map(paths::path) {
        let Some(kind) = reader.literal(word).map(SourceKind::parse) else { continue };
        let expected = checksum.as_deref().filter(|expected| !expected.is_empty());
        let problem = match &kind {
            Err(error) => format!("`{}` is a git ref with an error: {error}", word.text),
            Ok(SourceKind::Git(git))
                if keeps.is_some() && git.keep_git_dir.is_some_and(|own| Some(own) != keeps) =>
            {
                format!("`{}` says otherwise about `keep-git-dir` than what stands before it", word.text)
            }
            Ok(SourceKind::Git(git))
                if !git.checksum.is_empty() && expected.is_some_and(|one| one != git.checksum) =>
            {
                let expected = expected.unwrap_or_default();
                format!(
                    "the checksum `{}` is another one than `{expected}`, which stands before it",
                    git.checksum
                )
            }
            // That of `--checksum` is looked at on its own.
            Ok(SourceKind::Http) if sources.len() > 1 && expected.is_some_and(|one| !is_digest(one)) => {
                let expected = expected.unwrap_or_default();
                format!(
                    "the checksum `{expected}` of the repository before it is no digest, which `{}` needs",
                    word.text
                )
            }
            _ => String::new(),
        };
        if !problem.is_empty() {
            reader.refuse_when_reachable(ErrorCode::InvalidValue, word.span, problem);
        }
        if let Ok(SourceKind::Git(git)) = kind {
            keeps = git.keep_git_dir.or(keeps);
            checksum = if git.checksum.is_empty() { checksum } else { Some(git.checksum) };
        }
    }
}

fn not_remote(reader: &mut Reader, checksum: &Word, source: &Word) {
    let message =
        format!("`--checksum` goes with HTTP(S) or git sources only, and `{}` is neither", source.text);
    reader.refuse_when_reachable(ErrorCode::InvalidFlagValue, checksum.span, message);
}

/// Whether a text is a digest. Follows `digest.Parse` of opencontainers/go-digest.
fn is_digest(text: &str) -> bool {
    let Some((algorithm, digits)) = text.split_once(':') else { return false };
    let length = match algorithm {
        "sha256" => 64,
        "sha384" => 96,
        "sha512" => 128,
        _ => return false,
    };
    digits.len() == length && digits.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

#[test]
fn vectors() {
    use super::vectors::{accepted, refused};
    let digits = "0".repeat(64);
    accepted(&format!("ADD --checksum=sha256:{digits} https://example.com/a /a"));
    accepted("ADD --keep-git-dir --checksum=1234 https://example.com/a.git /a");
    refused("ADD --checksum=«sha256:12» https://example.com/a /a", false);
    refused("ADD --checksum=«sha256:12» a /a", false);
    refused("ADD --checksum=«x» https://example.com/a https://example.com/b /a", false);
    refused("ADD «--from»=x a b", true);
    accepted("ADD --checksum=1234 https://example.com/a.git?checksum=1234 /a");
    refused("ADD --checksum=12 «https://example.com/a.git?checksum=1234» /a", false);
    refused("ADD https://example.com/a.git?checksum=12 «https://example.com/b.git?checksum=1» /a/", false);
    refused("ADD https://example.com/a.git?checksum=12 «https://example.com/b» /a/", false);
    refused("ADD --keep-git-dir «https://example.com/a.git?keep-git-dir=false» /a", false);
}
