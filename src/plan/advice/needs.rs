//! What a RUN needs of the files that a COPY before it brings, and what of it needs none.

use super::copied::{Copied, Part, below, directory};
use super::tools::{FILES, FREE, is_in, paths_of};
use crate::model::{Model, RunScript, ScriptSource};
use crate::shell::{
    Action, Block, BlockKind, Command, Install, Manager, Operator, PackageCommand, Script, Word,
};
use crate::text::{Span, join_path};

/// What a command needs of what a COPY brings.
pub(super) enum Need {
    Nothing,
    /// The files that say what to install.
    Files(Vec<Wanted>),
    /// It may be anything.
    All,
}

/// A file that a command reads.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Wanted {
    /// The command in short.
    pub command: String,
    /// The path of the file in the build context; a directory ends with a slash.
    pub path: String,
    /// Where below the place of the COPY its directory lies.
    pub folder: String,
    /// The source of the COPY that is the file, where there is one.
    pub source: Option<usize>,
}

/// What a RUN needs.
pub(super) struct RunNeed {
    /// What its beginning needs, or what is done before it.
    pub files: Vec<Wanted>,
    /// How it can come behind the COPY nevertheless, where only that is not needed by all of it.
    pub way: Way,
}

/// How a RUN gives way to a COPY.
pub(super) enum Way {
    /// It does not need the COPY.
    Whole,
    /// It is split in two, the second of which may need everything: from the end of the first to the beginning of the
    /// second.
    Cut(Span),
    /// It needs everything, and a command before the COPY can do a part of its work.
    Prepare(String),
}

/// What the RUN at an index needs of a COPY before it; `None` where that may be anything.
pub(super) fn of_run(model: &Model, index: usize, copied: &Copied) -> Option<RunNeed> {
    let run = model.script(index).filter(|run| !run.is_onbuild && run.script.problems.is_empty())?;
    let script = &run.script;
    if script.blocks.iter().any(|block| block.kind == BlockKind::Function) {
        return None;
    }
    let start = directory(model, index);
    let mut cwd = start.clone();
    let mut files: Vec<Wanted> = Vec::new();
    for (at, command) in script.commands.iter().enumerate() {
        let need = match moved_to(command, &cwd) {
            Some(Some(next)) => {
                cwd = next;
                Need::Nothing
            }
            Some(None) => Need::All,
            None => of_command(command, &Place { model, cwd: &cwd, copied }),
        };
        match need {
            Need::Nothing => {}
            Need::Files(wanted) => {
                files.extend(wanted.into_iter().filter(|one| !files.contains(one)).collect::<Vec<_>>());
            }
            Need::All => {
                if let Some(cut) = cut_before(model, run, at).filter(|_| !files.is_empty()) {
                    return Some(RunNeed { files, way: Way::Cut(cut) });
                }
                let (install, way) =
                    super::prepare::of(command).filter(|_| cwd == start && command.depth == 0)?;
                return match of_install(&install, &Place { model, cwd: &cwd, copied }) {
                    Need::Files(files) => Some(RunNeed { files, way: Way::Prepare(way) }),
                    _ => None,
                };
            }
        }
    }
    let sources: Vec<usize> = files.iter().filter_map(|file| file.source).collect();
    let text = model.instruction(index).map(|node| model.text(node.span)).unwrap_or_default();
    (!copied.is_named_in(text, &sources)).then_some(RunNeed { files, way: Way::Whole })
}

/// The directory that `cd` leads to, itself `None` where that is not known; `None` for any other command.
fn moved_to(command: &Command, cwd: &str) -> Option<Option<String>> {
    let name = command.name()?;
    if !matches!(name, "cd" | "pushd" | "popd" | "chroot") {
        return None;
    }
    let [word] = command.args() else { return Some(None) };
    let path =
        word.literal().filter(|text| name == "cd" && command.depth == 0 && !text.starts_with(['-', '~']));
    Some(path.map(|path| resolved(path, cwd)))
}

fn resolved(path: &str, cwd: &str) -> String {
    if path.starts_with('/') { join_path(&[path]) } else { join_path(&["/", cwd, path]) }
}

fn of_command(command: &Command, place: &Place) -> Need {
    let copied = place.copied;
    if command
        .redirects
        .iter()
        .any(|redirect| place.is_touched_by(&redirect.target) && !is_duplicate(redirect))
    {
        return Need::All;
    }
    if command.words.is_empty() {
        return Need::Nothing;
    }
    let Some(effective) = command.effective() else { return Need::All };
    let name = effective.name;
    if effective.wrappers.contains(&"xargs") || copied.brings_program(name) {
        return Need::All;
    }
    if let Some(install) = command.install() {
        return of_install(&install, place);
    }
    let is_path = effective.words.first().is_some_and(|word| word.text.contains('/'));
    let arguments = effective.words.get(1..).unwrap_or_default();
    let is_untouched = match command.package_command() {
        _ if is_path && place.is_touched_by(effective.words.first().unwrap_or(&Word::default())) => false,
        Some(package) => is_free_install(&package, place),
        None if is_in(FREE, name) => {
            !arguments.iter().any(|word| word.text.starts_with(['/', '.']) && place.is_touched_by(word))
        }
        None if is_in(FILES, name) => !paths_of(command).iter().any(|word| place.is_touched_by(word)),
        None => false,
    };
    if is_untouched { Need::Nothing } else { Need::All }
}

fn is_duplicate(redirect: &crate::shell::Redirect) -> bool {
    use crate::shell::RedirectKind::{DuplicateInput, DuplicateOutput, HereString, Heredoc, HeredocTabs};
    matches!(redirect.kind, DuplicateInput | DuplicateOutput | Heredoc | HeredocTabs | HereString)
}

fn of_install(install: &Install, place: &Place) -> Need {
    if install.is_project || !place.copied.is_own_place() {
        return Need::All;
    }
    let mut wanted = Vec::new();
    for file in &install.files {
        let path = resolved(file.trim_end_matches('/'), place.cwd);
        let slash = if file.ends_with('/') { "/" } else { "" };
        let mut add = |found: &str, source| {
            let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
            let folder = if folder.is_empty() { "/" } else { folder };
            let folder = below(folder, &place.copied.place).unwrap_or_default().to_owned();
            let (command, path) = (install.name.clone(), found.to_owned());
            wanted.push(Wanted { command, path, folder, source });
        };
        match place.copied.part_in(&format!("{path}{slash}")) {
            Part::None => {}
            Part::Perhaps => return Need::All,
            // The directory that is copied only holds what else there is.
            Part::Inside(_) if place.copied.is_known_before(place.model, &path) => {}
            Part::Inside(found) => add(&found, None),
            Part::Sources(indices) => indices.into_iter().for_each(|index| {
                add(place.copied.sources.get(index).map_or(file, |word| &word.text), Some(index));
            }),
        }
    }
    if wanted.is_empty() { Need::Nothing } else { Need::Files(wanted) }
}

/// Whether a command of a package manager installs what has nothing to do with the files of the project.
fn is_free_install(package: &PackageCommand, place: &Place) -> bool {
    let words = package.invocation.operands.iter();
    let is_local = |word: &Word| {
        word.text == "."
            || ["/", "~", "./", "../", ".["].iter().any(|start| word.text.starts_with(start))
            || [".whl", ".deb", ".rpm", ".apk", ".tgz", ".gem", ".tar.gz"]
                .iter()
                .any(|end| word.text.ends_with(end) && !word.text.contains("://"))
    };
    if words.clone().any(|word| is_local(word)) || !place.copied.is_own_place() {
        return false;
    }
    let invocation = &package.invocation;
    let is_here = place.copied.meets(place.cwd);
    match package.manager {
        manager if manager.is_system() => true,
        Manager::Npm | Manager::Yarn | Manager::Pnpm | Manager::Bun => match package.action {
            Action::Install => {
                !package.packages.is_empty()
                    && (!is_here || is_global(invocation.has(&["-g", "--global"]), package))
            }
            Action::Clean => true,
            _ => {
                matches!(invocation.subcommand_name(), "config" | "set")
                    || invocation.operands.is_empty() && invocation.has(&["-v", "--version"])
            }
        },
        Manager::Pip | Manager::Uv => {
            package.action == Action::Install
                && !package.packages.is_empty()
                && !invocation.has(&[
                    "-r",
                    "--requirement",
                    "--requirements",
                    "-c",
                    "--constraint",
                    "-e",
                    "--editable",
                ])
        }
        Manager::Cargo => {
            package.action == Action::Install && !package.packages.is_empty() && !invocation.has(&["--path"])
        }
        Manager::Go => {
            (package.action == Action::Install
                && !package.packages.is_empty()
                && package.packages.iter().all(|word| word.text.contains('@')))
                || matches!(invocation.subcommand_name(), "env" | "version")
        }
        Manager::Composer => invocation.subcommand_name() == "global" || package.action == Action::Clean,
        Manager::Gem | Manager::Pecl | Manager::Pipx | Manager::Cpanm | Manager::LuaRocks => {
            package.action == Action::Install && !package.packages.is_empty()
        }
        _ => matches!(package.action, Action::Clean),
    }
}

fn is_global(has_option: bool, package: &PackageCommand) -> bool {
    has_option || package.invocation.subcommand_name() == "global"
}

/// Where a command works, and what it shall not touch.
struct Place<'a> {
    model: &'a Model,
    cwd: &'a str,
    copied: &'a Copied<'a>,
}

impl Place<'_> {
    /// Whether a word may be a path of what the COPY brings.
    fn is_touched_by(&self, word: &Word) -> bool {
        let text = word.leading();
        let is_cut = word.has_expansion();
        let text = if text.starts_with('-') {
            match text.split_once('=') {
                Some((_, value)) => value,
                None => return is_cut && !text.is_empty() && text.len() == 1,
            }
        } else {
            text
        };
        if text.contains("://") || text.starts_with('~') || text.is_empty() && !is_cut {
            return false;
        }
        if is_cut && !text.starts_with('/') {
            return !is_harmless_variable(word);
        }
        let text = if is_cut { text.rsplit_once('/').map_or(text, |(folder, _)| folder) } else { text };
        // A pattern stands for the directory it looks into.
        let text = match text.find(['*', '?', '[', '{']) {
            Some(at) => {
                text.get(..at).and_then(|start| start.rsplit_once('/')).map_or("", |(folder, _)| folder)
            }
            None => text,
        };
        let text = if text.is_empty() && word.text.starts_with('/') { "/" } else { text };
        self.copied.meets(&resolved(text, self.cwd))
    }
}

/// Whether a word that begins with a variable is a home directory or a version rather than a path of the project.
fn is_harmless_variable(word: &Word) -> bool {
    let first = word.variables().next().map(|(name, _)| name);
    first == Some("HOME") && word.text.contains('/')
}

/// Where a RUN can be split so that a command comes first in the second part: both parts do what they did together.
fn cut_before(model: &Model, run: &RunScript, at: usize) -> Option<Span> {
    let node = model.instruction(run.instruction)?;
    let script = &run.script;
    if run.source != ScriptSource::Line || !node.heredocs.is_empty() || !node.comments.is_empty() {
        return None;
    }
    let start = script.commands.get(at)?.span.start;
    let outer =
        |span: Span| script.blocks.iter().any(|block| block.span != span && block.span.contains(span));
    let joins = script.operators.iter().filter(|(operator, span)| !operator.is_pipe() && !outer(*span));
    let mut last = None;
    for (operator, span) in joins {
        if *operator != Operator::And {
            return None;
        }
        if span.end <= start {
            last = Some(*span);
        }
    }
    let join = last?;
    let pieces = || {
        script
            .commands
            .iter()
            .map(|command| command.span)
            .chain(script.blocks.iter().map(|block: &Block| block.span))
    };
    let end = pieces().filter(|span| span.end <= join.start).map(|span| span.end).max()?;
    let next = pieces().filter(|span| span.start >= join.end).map(|span| span.start).min()?;
    (keeps_state(script, join) && !cleans(model, run, join)).then(|| Span::new(end, next))
}

/// Whether what stands behind an operator takes away what would stay in the image then.
fn cleans(model: &Model, run: &RunScript, join: Span) -> bool {
    let target = model.target.into_iter().flat_map(|target| model.base_chain(target));
    let is_kept = target.into_iter().any(|stage| Some(stage.id) == run.stage);
    let mut behind = run.script.commands.iter().filter(|command| command.span.start >= join.end);
    is_kept
        && behind.any(|command| {
            let is_removal =
                |package: PackageCommand| matches!(package.action, Action::Clean | Action::Remove);
            command.name() == Some("rm") || command.package_command().is_some_and(is_removal)
        })
}

/// Whether what stands before an operator changes nothing that the shell behind it would know.
fn keeps_state(script: &Script, join: Span) -> bool {
    const CHANGES: &[&str] = &[
        ".", "alias", "cd", "eval", "exec", "export", "pushd", "read", "set", "shopt", "source", "trap",
        "umask", "unset",
    ];
    let before = script.commands.iter().filter(|command| command.span.start < join.start);
    let is_kept = |command: &Command| {
        let name = command.name().unwrap_or_default();
        command.depth > 0 || !command.words.is_empty() && !is_in(CHANGES, name)
    };
    before.into_iter().all(is_kept)
}

#[cfg(test)]
mod tests {
    use super::super::copied::last_part;
    use super::*;
    use crate::Options;

    /// What a RUN behind `COPY . .` in `/app` needs: `all`, or its files and where it can be split.
    fn need(run: &str) -> String {
        let source = format!("FROM a\nWORKDIR /app\nCOPY . .\n{run}\n");
        let model = Model::new(&source, &Options::default());
        let Some(copied) = Copied::read(&model, 2) else { return String::new() };
        match of_run(&model, 3, &copied) {
            None => "all".to_owned(),
            Some(need) => {
                let files = need.files.iter().map(|file| file.path.as_str()).collect::<Vec<_>>().join(" ");
                let rest = |cut: Span| Span::new(cut.end, model.source.len() as u32);
                let way = match need.way {
                    Way::Whole => String::new(),
                    Way::Cut(cut) => format!(" | {}", model.text(rest(cut)).trim()),
                    Way::Prepare(command) => format!(" < {command}"),
                };
                format!("{files}{way}")
            }
        }
    }

    #[test]
    fn needs_are_told() {
        for (run, expected) in [
            ("RUN npm ci", "package*.json"),
            ("RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*", ""),
            ("RUN make", "all"),
            ("RUN npm ci && npm run build", "package*.json | npm run build"),
            ("RUN npm ci && npm run build && npm prune", "all"),
            ("RUN apt-get install -y x && make", "all"),
            ("RUN npm ci; npm run build", "all"),
            ("RUN npm ci || npm run build", "all"),
            ("RUN cd web && npm ci", "web/package*.json"),
            ("RUN cd web && npm ci && npm run build", "all"),
            ("RUN export A=1 && npm ci && npm run build", "all"),
            ("RUN (npm ci) && (cd web && make)", "package*.json | (cd web && make)"),
            ("RUN mkdir -p /data && chown 1 /data", ""),
            ("RUN mkdir -p dist", "all"),
            ("RUN rm -rf /app/tmp", "all"),
            ("RUN chmod -R 755 /", "all"),
            ("RUN chmod +x ./run.sh", "all"),
            ("RUN curl -fsSL https://example.com/x.tgz | tar xz -C /opt", ""),
            ("RUN curl -O https://example.com/x", ""),
            ("RUN curl -o x https://example.com/x", "all"),
            ("RUN echo a > b", "all"),
            ("RUN echo a > /b 2>&1", ""),
            ("RUN cat < list", "all"),
            ("RUN V=$(cat version) && apt-get install -y x", "all"),
            ("RUN apt-get install -y ./x.deb", "all"),
            ("RUN apk add -t .deps gcc && apk del .deps", ""),
            ("RUN yes | mix deps.get", "mix.exs mix.lock"),
            ("RUN pip install -r requirements.txt flask", "all"),
            ("RUN pip install flask", ""),
            ("RUN pip install .", "all"),
            ("RUN poetry install", "pyproject.toml poetry.lock < poetry install --no-root"),
            ("RUN go build -o /x", "go.mod go.sum < go mod download"),
            ("RUN cd x && go build", "all"),
            ("RUN npm install -g pnpm", ""),
            ("RUN npm install left-pad", "all"),
            ("RUN ./install.sh", "all"),
            ("RUN $TOOL x", "all"),
            ("RUN f() { npm ci; }; f", "all"),
            ("RUN cp -r $SRC /opt", "all"),
            ("RUN cp -r $HOME/.x /opt", ""),
            ("RUN [\"npm\", \"ci\"]", "package*.json"),
            ("RUN <<EOF\nnpm ci\nEOF", "package*.json"),
            ("RUN <<EOF\nnpm ci\nmake\nEOF", "all"),
        ] {
            assert_eq!(need(run), expected, "{run}");
        }
    }

    #[test]
    fn files_are_wanted_once() {
        let model =
            Model::new("FROM a\nCOPY . /app/\nWORKDIR /app/web\nRUN npm ci && npm ci\n", &Options::default());
        let copied = Copied::read(&model, 1).unwrap();
        let files = of_run(&model, 3, &copied).unwrap().files;
        let seen: Vec<_> = files
            .iter()
            .map(|file| (file.path.as_str(), file.folder.as_str(), last_part(&file.path)))
            .collect();
        assert_eq!(seen, [("web/package*.json", "web", "package*.json")]);
    }
}
