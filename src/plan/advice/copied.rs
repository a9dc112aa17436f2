//! What a COPY or ADD brings and where it goes, as far as an order of steps depends on it.

use crate::instruction::source::SourceKind;
use crate::instruction::{Kind, Source};
use crate::model::Model;
use crate::syntax::{Instruction, Word};
use crate::text::join_path;

/// The directory that a stage starts in, where only the base image says which one that is.
const UNKNOWN: &str = "/?";

/// A COPY or ADD whose sources are paths.
pub(super) struct Copied<'a> {
    /// The index of the instruction.
    pub index: usize,
    pub node: &'a Instruction,
    pub sources: Vec<&'a Word>,
    pub destination: &'a Word,
    /// Whether the sources are paths of the build context.
    pub is_context: bool,
    /// The directory or file that it writes; everything else stays as it is.
    pub place: String,
}

/// How a COPY takes part in bringing a file.
pub(super) enum Part {
    /// It does not bring it.
    None,
    /// The sources of these indices are the file.
    Sources(Vec<usize>),
    /// A directory holds it; the path of the file in the build context.
    Inside(String),
    /// It may bring it.
    Perhaps,
}

impl<'a> Copied<'a> {
    /// Reads the instruction at an index. `None` for any other instruction, and where a source is no path.
    pub fn read(model: &'a Model, index: usize) -> Option<Self> {
        let node = model.instruction(index)?;
        let (sources, destination, is_context) = match model.kind(index)? {
            Kind::Copy(copy) if !copy.parents => (&copy.sources, &copy.destination, copy.from.is_none()),
            Kind::Add(add) => (&add.sources, &add.destination, true),
            _ => return None,
        };
        let sources: Vec<&Word> = sources.iter().map(Source::path).collect::<Option<_>>()?;
        let is_local = |word: &&Word| matches!(SourceKind::parse(&word.text), Ok(SourceKind::Local));
        let is_context = is_context && sources.iter().all(is_local);
        let place = join_path(&["/", &directory(model, index), &model.expand(index, destination)?]);
        let place = match model.expand(index, destination)?.starts_with('/') {
            true => join_path(&[&model.expand(index, destination)?]),
            false => place,
        };
        Some(Self { index, node, sources, destination, is_context, place })
    }

    /// How it takes part in bringing a file of the image; the last part of the path may be a pattern.
    pub fn part_in(&self, path: &str) -> Part {
        let is_whole = |word: &&Word| matches!(word.text.as_str(), "." | "./" | "/");
        if let (Some(rest), [source]) = (below(path, UNKNOWN), self.sources.as_slice())
            && !is_unknown(&self.place)
            && self.is_context
            && is_whole(source)
            && self.is_own_place()
        {
            // Where everything is copied, there the project is installed.
            return Part::Inside(rest.to_owned());
        }
        if is_unknown(path) != is_unknown(&self.place) {
            return if self.meets(path) { Part::Perhaps } else { Part::None };
        }
        let folder =
            |path: &str| path.trim_end_matches('/').rsplit_once('/').map(|(folder, _)| folder.to_owned());
        let is_it = folder(path) == folder(&self.place) && is_alike(last_part(path), last_part(&self.place));
        if is_it && self.is_context {
            return Part::Sources((0..self.sources.len()).collect());
        }
        let Some(rest) = below(path, &self.place) else {
            // It may lie in the directory that is asked for.
            let is_within = is_it || below(&self.place, path).is_some();
            return if is_within { Part::Perhaps } else { Part::None };
        };
        if !self.is_context {
            return Part::Perhaps;
        }
        let is_direct = !rest.trim_end_matches('/').contains('/');
        let is_named = |word: &Word| is_direct && is_alike(last_part(&word.text), rest);
        let named: Vec<usize> = (0..self.sources.len())
            .filter(|index| self.sources.get(*index).is_some_and(|word| is_named(word)))
            .collect();
        if !named.is_empty() {
            return Part::Sources(named);
        }
        match self.sources.as_slice() {
            sources if sources.iter().any(is_whole) => Part::Inside(rest.to_owned()),
            [source] if is_file(&source.text) => Part::None,
            [source] if matches!(source.text.as_str(), "*" | "./*") && is_direct && !rest.ends_with('/') => {
                Part::Inside(rest.to_owned())
            }
            [source] if is_plain(&source.text) => {
                let folder = join_path(&["/", &source.text]);
                Part::Inside(format!("{}/{rest}", folder.trim_start_matches('/')))
            }
            sources if sources.iter().all(|word| is_plain(&word.text)) => Part::None,
            _ => Part::Perhaps,
        }
    }

    /// Whether a file of the image was brought, by its name, before this COPY.
    pub fn is_known_before(&self, model: &Model, path: &str) -> bool {
        let stages = model.stage_of(self.index).into_iter().flat_map(|stage| model.base_chain(stage.id));
        let mut before =
            stages.flat_map(|stage| stage.instructions.clone()).filter(|index| *index < self.index);
        before.any(|index| {
            Copied::read(model, index).is_some_and(|other| matches!(other.part_in(path), Part::Sources(_)))
        })
    }

    /// Whether a text names one of its sources, but for those at some indices.
    pub fn is_named_in(&self, text: &str, but: &[usize]) -> bool {
        let sources = self.sources.iter().enumerate().filter(|(index, _)| !but.contains(index));
        let mut names = sources.map(|(_, word)| last_part(&word.text));
        names.any(|name| name.len() > 3 && is_plain(name) && text.contains(name))
            || self.sources.iter().any(|word| !is_plain(&word.text) && text.contains(&word.text))
    }

    /// Whether a program of this name may be among what it brings.
    pub fn brings_program(&self, name: &str) -> bool {
        self.sources.iter().any(|word| last_part(&word.text) == name) || last_part(&self.place) == name
    }

    /// Whether its place is one that only the application of the image uses.
    pub fn is_own_place(&self) -> bool {
        is_own(&self.place)
    }

    /// Whether a path may be among what it writes.
    pub fn meets(&self, path: &str) -> bool {
        match (is_unknown(path), is_unknown(&self.place)) {
            // The directory that the base image begins in is hardly one of the system.
            (true, false) => is_own(&self.place),
            (false, true) => is_own(path) && !path.starts_with("/tmp"),
            _ => overlap(path, &self.place),
        }
    }
}

fn is_unknown(path: &str) -> bool {
    below(path, UNKNOWN).is_some()
}

/// Whether a path is one that only the application of an image uses.
fn is_own(path: &str) -> bool {
    const SHARED: &[&str] = &[
        "/bin",
        "/boot",
        "/dev",
        "/etc",
        "/lib",
        "/lib32",
        "/lib64",
        "/proc",
        "/root",
        "/run",
        "/sbin",
        "/sys",
        "/usr/bin",
        "/usr/etc",
        "/usr/include",
        "/usr/lib",
        "/usr/lib64",
        "/usr/libexec",
        "/usr/local",
        "/usr/sbin",
        "/usr/share",
        "/var/cache",
        "/var/lib",
        "/var/log",
        "/var/run",
        "/var/spool",
        "/var/tmp",
    ];
    const OWN: &[&str] = &["/usr/local/app", "/usr/local/src/", "/usr/share/nginx/"];
    OWN.iter().any(|own| path.starts_with(own))
        || !matches!(path, "/" | "/usr" | "/usr/src" | "/var" | "/home")
            && !SHARED.iter().any(|shared| below(path, shared).is_some())
        || path.strip_prefix("/root/").is_some_and(|rest| !rest.starts_with('.'))
}

/// The working directory of an instruction, with a directory that only the base image knows in front where it has to be.
pub(super) fn directory(model: &Model, index: usize) -> String {
    if let Some(known) = model.surroundings(index).and_then(|around| around.working_dir.as_ref()) {
        return known.value.clone();
    }
    let facts = model.stage_of(index).map(|stage| model.base_facts(stage.id));
    facts.and_then(|facts| facts.working_dir).unwrap_or(UNKNOWN).to_owned()
}

/// What of `path` lies below `place`: empty where they are the same, `None` where it does not.
pub(super) fn below<'a>(path: &'a str, place: &str) -> Option<&'a str> {
    let rest = path.strip_prefix(place.trim_end_matches('/'))?;
    if rest.is_empty() { Some(rest) } else { rest.strip_prefix('/') }
}

/// Whether one of two paths lies below the other.
pub(super) fn overlap(a: &str, b: &str) -> bool {
    below(a, b).is_some() || below(b, a).is_some()
}

/// The last part of a path.
pub(super) fn last_part(path: &str) -> &str {
    path.trim_end_matches('/').rsplit('/').next().unwrap_or_default()
}

/// Whether a source is surely a file: its name has an ending, or begins with a capital as that of a `Makefile`.
/// Directories are seldom called so.
fn is_file(source: &str) -> bool {
    let name = last_part(source);
    let has_ending = name.rsplit_once('.').is_some_and(|(stem, end)| !stem.is_empty() && end != "d");
    (has_ending || name.starts_with(|first: char| first.is_ascii_uppercase()))
        && !source.ends_with('/')
        && is_plain(source)
}

fn is_plain(source: &str) -> bool {
    !source.contains(['*', '?', '[', '$', '\\', '"', '\''])
}

/// Whether two names, each of which may hold one `*`, may be the same.
fn is_alike(a: &str, b: &str) -> bool {
    let fits = |pattern: &str, name: &str| {
        pattern.split_once('*').is_some_and(|(start, end)| {
            pattern.len() > 1
                && name.len() >= start.len() + end.len()
                && name.starts_with(start)
                && name.ends_with(end)
        })
    };
    let (a, b) = (a.trim_end_matches('/'), b.trim_end_matches('/'));
    a == b || fits(a, b) || fits(b, a)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Options;

    fn part(copy: &str, path: &str) -> String {
        let model = Model::new(&format!("FROM a\nWORKDIR /app\n{copy}\n"), &Options::default());
        let copied = Copied::read(&model, 2).unwrap();
        match copied.part_in(path) {
            Part::None => "none".to_owned(),
            Part::Sources(indices) => format!("source {indices:?}"),
            Part::Inside(path) => path,
            Part::Perhaps => "perhaps".to_owned(),
        }
    }

    #[test]
    fn files_are_found_in_copies() {
        for (copy, path, expected) in [
            ("COPY . .", "/app/package*.json", "package*.json"),
            ("COPY . /srv", "/app/package*.json", "none"),
            ("COPY . .", "/app/web/go.mod", "web/go.mod"),
            ("COPY ./web ./", "/app/go.mod", "web/go.mod"),
            ("COPY package.json src ./", "/app/package*.json", "source [0]"),
            ("COPY package.json src package-lock.json ./", "/app/package*.json", "source [0, 2]"),
            ("COPY a.txt src ./", "/app/package*.json", "none"),
            ("COPY src ./src", "/app/go.mod", "none"),
            ("COPY server.js .", "/app/package*.json", "none"),
            ("COPY Gemfile* .", "/app/Gemfile.lock", "source [0]"),
            ("COPY * ./", "/app/go.mod", "go.mod"),
            ("COPY Makefile .", "/app/go.mod", "none"),
            ("COPY *.txt ./", "/app/go.mod", "perhaps"),
            ("COPY a.json /app/package.json", "/app/package*.json", "source [0]"),
            ("COPY a.json ./package.json", "/app/package.json", "source [0]"),
            ("COPY a.txt ./requirements/a.txt", "/app/requirements/", "perhaps"),
            ("COPY requirements ./requirements", "/app/requirements/", "source [0]"),
            ("COPY --from=x . .", "/app/go.mod", "perhaps"),
        ] {
            assert_eq!(part(copy, path), expected, "{copy}");
        }
    }
}
