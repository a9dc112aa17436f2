use super::builder::{Builder, Inputs, Task, step};
use super::key::{Aspect, Key, Take, digest};
use super::{Op, Step};
use crate::instruction::chmod::{Chmod, parse_chmod};
use crate::instruction::source::{GitSource, SourceKind};
use crate::instruction::{Add, Copy, Source};
use crate::syntax::expand::Lexer;
use crate::syntax::heredoc::chomp_heredoc;
use crate::syntax::{Heredoc, Word};
use crate::text::{join_path, order};

/// The parts of COPY and ADD that both have.
struct Files<'a> {
    destination: &'a Word,
    chown: Option<&'a Word>,
    chmod: Option<&'a Word>,
    excludes: &'a [Word],
    /// Whether archives are unpacked.
    unpacks: bool,
    is_link: bool,
}

/// What one source needs.
struct Found {
    /// The step that brings it; `None` where there is nothing.
    input: Option<usize>,
    path: String,
    /// What of the directory at the path is copied.
    include: Option<String>,
    unpacks: bool,
    /// Whether it is a file or directory of the context, of a stage or of an image.
    is_path: bool,
}

/// The names of the sources of one instruction are at most this long together, in bytes.
const MAX_NAME_BYTES: usize = 16 * 1_048_576;

impl Builder<'_> {
    /// The steps of COPY; gives the one that makes the state behind it.
    pub(super) fn copy(&mut self, task: &Task, copy: &Copy, state: Option<usize>) -> Option<usize> {
        let from = copy.from.as_ref().map(|from| self.endpoint(task, from.span, Some(task.lines)));
        let found = copy.sources.iter().map(|source| match (from, source) {
            (Some(input), Source::Path(word)) => self.local(task, word, input, copy.parents),
            _ => self.source(task, source, None, copy.parents),
        });
        let found: Vec<Found> = found.collect();
        let files = Files {
            destination: &copy.destination,
            chown: copy.chown.as_ref(),
            chmod: copy.chmod.as_ref(),
            excludes: &copy.excludes,
            unpacks: false,
            is_link: copy.link,
        };
        Some(self.files(task, &files, &found, state))
    }

    /// The steps of ADD.
    pub(super) fn add_files(&mut self, task: &Task, add: &Add, state: Option<usize>) -> Option<usize> {
        let found = add.sources.iter().map(|source| self.source(task, source, Some(add), false));
        let found: Vec<Found> = found.collect();
        let files = Files {
            destination: &add.destination,
            chown: add.chown.as_ref(),
            chmod: add.chmod.as_ref(),
            excludes: &add.excludes,
            unpacks: add.unpack.unwrap_or(true),
            is_link: add.link,
        };
        Some(self.files(task, &files, &found, state))
    }

    /// What one source of ADD, or of COPY from the build context, waits for.
    fn source(&mut self, task: &Task, source: &Source, add: Option<&Add>, keeps_parents: bool) -> Found {
        match source {
            Source::Heredoc(word, at) => {
                let heredoc = task.heredocs.get(*at);
                let body = heredoc.map(|heredoc| self.body(task, heredoc)).unwrap_or_default();
                let name = heredoc.map_or(word.text.as_str(), |heredoc| heredoc.name.as_str());
                let input = self.inline(task, &format!("{name}\n{body}"));
                let path = join_path(&["/", name]);
                Found { input: Some(input), path, include: None, unpacks: false, is_path: false }
            }
            Source::Path(word) => {
                let text = self.expand(task, word);
                let remote = match (SourceKind::parse(&text), add) {
                    (Ok(SourceKind::Http), Some(add)) => self.http(task, &text, add),
                    (Ok(SourceKind::Git(git)), Some(add)) => self.git(task, &text, &git, add),
                    _ => None,
                };
                remote.unwrap_or_else(|| {
                    let context = self.context();
                    self.local(task, word, Some(context), keeps_parents)
                })
            }
        }
    }

    /// A path of an input.
    fn local(&self, task: &Task, word: &Word, input: Option<usize>, keeps_parents: bool) -> Found {
        let text = self.expand(task, word);
        if !keeps_parents {
            return Found {
                input,
                path: join_path(&["/", &text]),
                include: None,
                unpacks: true,
                is_path: true,
            };
        }
        // Parents are kept from the last `/./` on.
        let (root, kept) = text.split_once("/./").unwrap_or(("", &text));
        let include = join_path(&["/", kept]).trim_start_matches('/').to_owned();
        Found { input, path: join_path(&["/", root]), include: Some(include), unpacks: true, is_path: true }
    }

    fn http(&mut self, task: &Task, url: &str, add: &Add) -> Option<Found> {
        let checksum = add.checksum.as_ref().map(|word| self.expand(task, word)).unwrap_or_default();
        let name = url_name(url);
        let input = self.remote(task, add, format!("{url} {checksum}"));
        Some(Found {
            input: Some(input),
            path: format!("/{name}"),
            include: None,
            unpacks: add.unpack == Some(true),
            is_path: false,
        })
    }

    fn git(&mut self, task: &Task, text: &str, git: &GitSource, add: &Add) -> Option<Found> {
        let checksum = add.checksum.as_ref().map(|word| self.expand(task, word)).unwrap_or_default();
        let keeps = add.keep_git_dir.or(git.keep_git_dir).unwrap_or(false);
        let input = self.remote(task, add, format!("{text} {checksum} {keeps}"));
        Some(Found {
            input: Some(input),
            path: "/".to_owned(),
            include: None,
            unpacks: false,
            is_path: false,
        })
    }

    /// Every source has the name of the whole instruction, which is cut where there are very many of them.
    fn remote(&mut self, task: &Task, add: &Add, identity: String) -> usize {
        let key = Key::of(Aspect::Source, identity.trim());
        let length = MAX_NAME_BYTES / add.sources.len().max(1);
        let name = task.name.char_indices().map_while(|(at, one)| (at < length).then_some(one)).collect();
        let step = step(Op::Source, name, Vec::new());
        let step = Step { stage: Some(task.stage), instruction: Some(task.index), key, ..step };
        self.add(step, String::new())
    }

    /// The step that makes a file of a heredoc.
    pub(super) fn inline(&mut self, task: &Task, content: &str) -> usize {
        let inline = step(Op::File, "[internal] preparing inline document".to_owned(), Vec::new());
        let key = Key::of(Aspect::Content, digest(content));
        let inline = Step { stage: Some(task.stage), instruction: Some(task.index), key, ..inline };
        self.add(inline, String::new())
    }

    /// The text that a heredoc writes.
    fn body(&self, task: &Task, heredoc: &Heredoc) -> String {
        let raw = self.model.text(heredoc.body);
        let body = if heredoc.chomp { chomp_heredoc(raw) } else { raw.to_owned() };
        if !heredoc.expand {
            return body;
        }
        let lexer = Lexer { skip_process_quotes: true, ..Lexer::new('\\') };
        lexer.word(&body, &self.at(task)).map_or(body, |expansion| expansion.text)
    }

    /// The step that copies, and where it is linked, the one that lays the copy over the state.
    fn files(&mut self, task: &Task, files: &Files, found: &[Found], state: Option<usize>) -> usize {
        // A link that sets a mode has to see the files below it.
        let is_link = files.is_link && files.chmod.is_none_or(|chmod| self.expand(task, chmod).is_empty());
        let below = state.filter(|_| !is_link);
        let mut inputs = Inputs::default();
        if let Some(below) = below {
            inputs.add(self, below);
        }
        let places: Vec<Option<usize>> =
            found.iter().map(|found| found.input.map(|input| inputs.add(self, input))).collect();
        let key = self.files_key(task, files, found, (below.is_some(), &places));
        let takes = takes(files, found, (below.is_some(), &places));
        let paths: Vec<&str> = found.iter().map(|found| found.path.as_str()).collect();
        let paths = paths.join(" ");
        let copied = self.add(Step { key, takes, ..task.step(Op::File, inputs.list) }, paths);
        let Some(state) = state.filter(|_| below.is_none()) else { return copied };
        let mut merge = task.step(Op::Merge, vec![state, copied]);
        merge.name = match merge.name.split_once("] ") {
            Some((number, text)) => match text.strip_prefix("ONBUILD ") {
                Some(text) => format!("{number}] ONBUILD LINK {text}"),
                None => format!("{number}] LINK {text}"),
            },
            None => merge.name,
        };
        self.add(merge, String::new())
    }

    fn files_key(
        &self,
        task: &Task,
        files: &Files,
        found: &[Found],
        (has_state, places): (bool, &[Option<usize>]),
    ) -> Key {
        let directory = task.surroundings.working_dir();
        let mut key =
            Key::of(Aspect::Destination, destination(directory, &self.expand(task, files.destination)));
        let names: Vec<&str> = found.iter().map(|found| last_part(&found.path)).collect();
        key.add(Aspect::Names, names.join(" "));
        let includes = found.iter().filter_map(|found| found.include.as_deref());
        key.add(Aspect::Includes, includes.collect::<Vec<_>>().join(" "));
        let excludes = files.excludes.iter().map(|word| word.text.as_str());
        key.add(Aspect::Excludes, excludes.collect::<Vec<_>>().join(" "));
        let text = |word: Option<&Word>| word.map(|word| self.expand(task, word)).unwrap_or_default();
        key.add(Aspect::Owner, text(files.chown));
        key.add(Aspect::Mode, mode(&text(files.chmod)));
        let unpacked = found.iter().filter(|found| found.unpacks && files.unpacks).count();
        key.add(Aspect::Unpack, if unpacked == 0 { String::new() } else { unpacked.to_string() });
        let paths = found.iter().filter(|found| found.is_path).count();
        let shape = format!("{has_state} {paths} {places:?}");
        key.add(Aspect::Shape, shape);
        key
    }
}

/// What is taken by content: all that is copied, but from the state itself.
fn takes(files: &Files, found: &[Found], (has_state, places): (bool, &[Option<usize>])) -> Vec<Take> {
    let mut takes = Vec::new();
    for (found, place) in found.iter().zip(places) {
        let Some(input) = place.filter(|place| *place > 0 || !has_state) else { continue };
        takes.push(Take {
            input,
            path: found.path.clone(),
            is_pattern: found.path.contains(['*', '?', '[']) && found.include.is_none(),
            includes: found.include.clone().into_iter().collect(),
            excludes: files.excludes.iter().map(|word| word.text.clone()).collect(),
        });
    }
    order::sort_by_key(&mut takes, |take| take.input);
    takes
}

/// The absolute path of a destination; a slash at the end stays.
fn destination(directory: &str, text: &str) -> String {
    let joined = if text.starts_with('/') { join_path(&[text]) } else { join_path(&["/", directory, text]) };
    let is_directory = text.ends_with('/') || matches!(text, "" | "." | "..") || text.ends_with("/.");
    if is_directory && joined != "/" { format!("{joined}/") } else { joined }
}

/// A mode as it is compared: octal numbers without zeros in front.
fn mode(text: &str) -> String {
    match parse_chmod(text) {
        Ok(Chmod::Octal(mode)) => format!("{mode:o}"),
        _ => text.to_owned(),
    }
}

/// The name of the file behind a URL.
fn url_name(url: &str) -> String {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    let path = path.split_once("://").map_or(path, |(_, rest)| rest);
    let name = path.split_once('/').map_or("", |(_, path)| path).rsplit('/').next().unwrap_or_default();
    if name.is_empty() { "__unnamed__".to_owned() } else { name.to_owned() }
}

fn last_part(path: &str) -> &str {
    path.rsplit('/').next().filter(|name| !name.is_empty()).unwrap_or("/")
}
