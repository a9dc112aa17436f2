use std::hash::{DefaultHasher, Hash, Hasher};

/// What enters the cache key of a step beside its inputs: two steps of the same key on the same inputs do the same.
///
/// Follows the cache maps of BuildKit's operations. What does not enter is left out: comments, the name of the stage, the
/// contents of cache mounts, the values of secrets.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// What is not as always, in the order in which it is added.
    pub parts: Vec<(Aspect, String)>,
}

/// One part of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Aspect {
    /// What a source fetches, and for which platform.
    Source,
    /// The command and its arguments, with the shell; a number for them.
    Command,
    /// All variables in the order of their last assignment; a number for them.
    Env,
    /// The directory a command runs in, or that a step makes.
    Directory,
    /// Who runs a command, or owns a directory.
    User,
    /// The name of the machine inside the build.
    Hostname,
    /// `--network`.
    Network,
    /// `--security`.
    Security,
    /// The platform a command runs on.
    Platform,
    /// The mounts by target; a number for them.
    Mounts,
    /// Where files are copied to.
    Destination,
    /// The last parts of the paths that are copied.
    Names,
    /// `--chown`.
    Owner,
    /// `--chmod`.
    Mode,
    /// `--parents`: the paths that are kept.
    Includes,
    /// `--exclude`.
    Excludes,
    /// Whether archives are unpacked.
    Unpack,
    /// Whether there are files below the copied ones.
    Shape,
    /// The file that a heredoc writes; a number for its name and content.
    Content,
}

/// What a step takes from an input by content: it sees no change of anything else there.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Take {
    /// The place in [`super::Step::inputs`].
    pub input: usize,
    /// The path from the root of the input, without `/` at its end; `/` for everything. It may hold wildcards.
    pub path: String,
    /// Whether wildcards in the path count.
    pub is_pattern: bool,
    /// Below the path, only what one of these patterns matches; everything where there is none.
    pub includes: Vec<String>,
    /// Below the path, nothing that one of these patterns matches.
    pub excludes: Vec<String>,
}

impl Key {
    /// A key of one part.
    pub fn of(aspect: Aspect, text: impl Into<String>) -> Self {
        Self { parts: vec![(aspect, text.into())] }
    }

    /// Adds a part; an empty one says nothing.
    pub fn add(&mut self, aspect: Aspect, text: impl Into<String>) {
        let text = text.into();
        if !text.is_empty() {
            self.parts.push((aspect, text));
        }
    }

    /// How many bytes its parts hold.
    pub(super) fn len(&self) -> usize {
        self.parts.iter().map(|(_, text)| text.len()).sum()
    }

    /// The text of a part; empty where it is as always.
    pub fn get(&self, aspect: Aspect) -> &str {
        let part = self.parts.iter().find(|(known, _)| *known == aspect);
        part.map_or("", |(_, text)| text.as_str())
    }
}

impl Take {
    /// The path in words, with what is left out of it.
    pub(super) fn words(&self) -> String {
        let path = match (self.path.as_str(), self.includes.first()) {
            ("/", Some(include)) => include.as_str(),
            ("/", None) => "everything",
            (path, _) => path,
        };
        let path = if path == "everything" { path.to_owned() } else { format!("`{path}`") };
        match self.excludes.first() {
            Some(exclude) => format!("{path} without `{exclude}`"),
            None => path,
        }
    }
}

/// A short number for something long.
pub(super) fn digest(value: &(impl Hash + ?Sized)) -> String {
    format!("{:x}", number(value))
}

/// A number for a value; the same on every run.
pub(super) fn number(value: &(impl Hash + ?Sized)) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}
