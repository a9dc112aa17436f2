use std::collections::BTreeMap;

use super::{Model, StageId};
use crate::instruction::workdir_path::resolve_workdir;
use crate::instruction::{Kind, Source};
use crate::shell::Command;
use crate::syntax::Word;
use crate::text::Span;

/// A file that a COPY or ADD brings into the image and a later RUN removes, while its layer keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deletion {
    /// The path in the image.
    pub path: String,
    /// Where the RUN names it.
    pub word: Span,
    /// The index of the COPY or ADD.
    pub copy: usize,
    /// Whether the name is one of files that hold a secret.
    pub is_secret: bool,
}

/// A longer directory is not followed, in bytes.
const MAX_PATH_BYTES: usize = 4_096;

/// A directory that nothing is copied to.
const NOWHERE: &str = "/dev/null";

/// Names of files that hold a secret.
const SECRETS: &[&str] = &[
    ".netrc",
    ".npmrc",
    ".pgpass",
    ".pypirc",
    ".git-credentials",
    ".yarnrc.yml",
    "credentials",
    "id_dsa",
    "id_ecdsa",
    "id_ed25519",
    "id_rsa",
    "auth.json",
    "service-account.json",
];

impl Model {
    /// What the target and the stages it starts from copy and remove again, in source order.
    pub fn deletions(&self) -> Vec<Deletion> {
        let Some(target) = self.target else { return Vec::new() };
        // Most files remove nothing by name, and then nobody needs to know what they copy.
        let mut commands = self.scripts.iter().flat_map(|run| &run.script.commands);
        if !commands.any(|command| !removed(command).is_empty()) {
            return Vec::new();
        }
        let mut chain: Vec<StageId> = self.base_chain(target).map(|stage| stage.id).collect();
        chain.reverse();
        let mut copied: BTreeMap<String, usize> = BTreeMap::new();
        let mut deletions = Vec::new();
        for stage in chain.into_iter().filter_map(|id| self.stage(id)) {
            for (index, _, kind) in self.instructions_of(stage) {
                match kind {
                    Some(Kind::Copy(copy)) => self.note(index, &copy.sources, &copy.destination, &mut copied),
                    Some(Kind::Add(add)) => self.note(index, &add.sources, &add.destination, &mut copied),
                    Some(Kind::Run(_)) if !copied.is_empty() => {
                        self.removals(index, &mut copied, &mut deletions)
                    }
                    _ => {}
                }
            }
        }
        deletions
    }

    /// Remembers where sources arrive. Of a directory only the destination is known.
    fn note(
        &self,
        index: usize,
        sources: &[Source],
        destination: &Word,
        copied: &mut BTreeMap<String, usize>,
    ) {
        let Some(target) = self.expand(index, destination) else { return };
        let target = target.trim_matches(['"', '\'']);
        let base = self.surroundings(index).map_or("/", |found| found.working_dir());
        let is_directory = target.ends_with('/') || matches!(target, "." | "..") || sources.len() > 1;
        for source in sources {
            let Source::Path(word) = source else { continue };
            let Some(text) = self.expand(index, word) else { continue };
            let name =
                text.trim_matches(['"', '\'']).trim_end_matches('/').rsplit('/').next().unwrap_or_default();
            if name.is_empty() || name == "." || name.contains(['*', '?', '[']) {
                continue;
            }
            let path = if is_directory {
                format!("{}/{name}", target.trim_end_matches('/'))
            } else {
                target.to_owned()
            };
            let path = if target == "/" { format!("/{name}") } else { path };
            copied.insert(resolve_workdir(base, &path), index);
        }
    }

    fn removals(&self, index: usize, copied: &mut BTreeMap<String, usize>, deletions: &mut Vec<Deletion>) {
        let mut directory = self.surroundings(index).map_or("/", |found| found.working_dir()).to_owned();
        for command in self.script(index).into_iter().flat_map(|run| &run.script.commands) {
            if let (Some("cd"), Some(word)) = (command.name(), command.words.get(1)) {
                directory = resolve_workdir(&directory, word.literal().unwrap_or(NOWHERE));
                if directory.len() > MAX_PATH_BYTES {
                    directory = NOWHERE.to_owned();
                }
            }
            for word in removed(command) {
                let path = resolve_workdir(&directory, word.text.trim_end_matches('/'));
                if let Some(copy) = copied.remove(&path) {
                    let name = path.rsplit('/').next().unwrap_or_default();
                    let is_secret = SECRETS.contains(&name);
                    deletions.push(Deletion { path, word: word.span, copy, is_secret });
                }
            }
        }
    }
}

/// What a command removes, where no variable or pattern decides it.
fn removed(command: &Command) -> Vec<&crate::shell::Word> {
    let invocation = match command.program_name() {
        Some("rm" | "unlink") => command.invocation(),
        _ => None,
    };
    match invocation {
        Some(found) => {
            found.operands.into_iter().filter(|word| word.literal().is_some() && !word.has_glob()).collect()
        }
        None => Vec::new(),
    }
}
