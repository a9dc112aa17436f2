//! A COPY behind the steps that do not need what it brings.

use super::copied::{Copied, overlap};
use super::lines::{block, flags, line_end, listed, named, with_line_end};
use super::needs::{self, Wanted, Way};
use super::{AdviceKind, Draft};
use crate::instruction::Kind;
use crate::model::Model;
use crate::model::dockerignore::Dockerignore;
use crate::plan::{Rebuild, Status};
use crate::syntax::Word;
use crate::text::{Edit, Fix, Span};

/// No more copies are looked at.
const MAX_COPIES: usize = 16;

/// Looks at every COPY and ADD with which a chain begins.
pub(super) fn drafts(model: &Model, rebuild: &Rebuild, drafts: &mut Vec<Draft>) {
    let mut seen: Vec<usize> = Vec::new();
    for (index, (step, verdict)) in rebuild.plan.steps.iter().zip(&rebuild.verdicts).enumerate() {
        let begins = matches!(verdict.status, Status::Rebuild | Status::ContentDependent);
        let is_own = verdict.root == Some(index) || verdict.status == Status::ContentDependent;
        let Some(at) = step.instruction.filter(|_| begins && is_own && step.lines.is_some()) else {
            continue;
        };
        if seen.len() < MAX_COPIES && !seen.contains(&at) {
            seen.push(at);
            drafts.extend(draft(model, at));
        }
    }
}

/// How far down a COPY can go. Behind another COPY alone it saves nothing that counts.
struct Stop {
    /// The last instruction that comes before it then, at least in part.
    after: usize,
    /// How that gives way.
    way: Way,
    /// The RUN which that is about.
    run: usize,
    /// The files that have to be copied before, as they are.
    files: Vec<Wanted>,
}

fn draft(model: &Model, index: usize) -> Option<Draft> {
    let copied = Copied::read(model, index)?;
    // What is downloaded is often meant to make the steps behind it rerun.
    let is_download = matches!(model.kind(index), Some(Kind::Add(_))) && !copied.is_context;
    if is_download || model.surroundings(index)?.is_windows {
        return None;
    }
    let stop = stop(model, index, &copied)?;
    let stays = stay(model, &copied, &stop.files);
    let moved = moved(model, &copied, &stop.files)?;
    if !stop.files.is_empty() && stays.is_none() {
        return None;
    }
    let lines = block(model, index)?;
    let comments = model.text(Span::new(lines.start, copied.node.span.start));
    let end = line_end(model);
    let stays = stays.map(|stays| stays.join(end));
    let run = format!("{} {}", model.instruction(stop.run)?.keyword_text, flags(model, stop.run));
    let first = match &stays {
        Some(stays) => Edit::replace(lines, stays.as_str()),
        None => Edit::delete(with_line_end(model, lines)),
    };
    let second = match &stop.way {
        Way::Cut(cut) => Edit::replace(*cut, format!("{end}{comments}{moved}{end}{run}")),
        Way::Prepare(command) => {
            Edit::insert(block(model, stop.run)?.start, format!("{run}{command}{end}{comments}{moved}{end}"))
        }
        Way::Whole => {
            Edit::insert(model.instruction(stop.after)?.span.end, format!("{end}{comments}{moved}"))
        }
    };
    Some(told(model, (index, &copied), &stop, vec![first, second]))
}

fn stop(model: &Model, index: usize, copied: &Copied) -> Option<Stop> {
    let stage = model.stage_of(index)?;
    let names: Vec<&str> = model.scope.uses_of(index).iter().map(|one| one.name.as_str()).collect();
    let is_relative = !copied.destination.text.starts_with('/');
    let mut files: Vec<Wanted> = Vec::new();
    let mut best: Option<Stop> = None;
    for next in index + 1..stage.instructions.end {
        match model.kind(next)? {
            Kind::Run(_) => {
                let Some(need) = needs::of_run(model, next, copied) else { break };
                let all = files.iter().chain(need.files.iter().filter(|one| !files.contains(one)));
                let all: Vec<Wanted> = all.cloned().collect();
                match need.way {
                    Way::Whole => {
                        files = all;
                        best = Some(Stop { after: next, way: Way::Whole, run: next, files: files.clone() });
                        continue;
                    }
                    way => best = Some(Stop { after: next, way, run: next, files: all }),
                }
                break;
            }
            Kind::Copy(_) | Kind::Add(_) => {
                let Some(other) = Copied::read(model, next) else { break };
                if overlap(&other.place, &copied.place) {
                    break;
                }
            }
            Kind::Env(env) if env.pairs.iter().any(|pair| names.contains(&pair.name.text.as_str())) => break,
            Kind::Arg(arg) if arg.args.iter().any(|arg| names.contains(&arg.name.text.as_str())) => break,
            Kind::Workdir(_) if is_relative => break,
            Kind::Volume(_) => break,
            _ => {}
        }
    }
    best
}

/// The lines that copy what has to be there before; `None` where that cannot be written.
fn stay(model: &Model, copied: &Copied, files: &[Wanted]) -> Option<Vec<String>> {
    if files.is_empty() || copied.node.arguments.is_exec() {
        return None;
    }
    let start = format!("{} {}", copied.node.keyword_text, own_flags(model, copied));
    let base = match copied.destination.text.trim_end_matches('/') {
        "" | "." => ["/", "./"]
            .get(usize::from(copied.destination.text.starts_with('.')))
            .map(|base| (*base).to_owned())?,
        text => format!("{text}/"),
    };
    // Files that go to the same directory share a line; a directory has its own.
    let mut lines: Vec<(String, Vec<String>)> = Vec::new();
    for file in files {
        let folder = if file.folder.is_empty() { base.clone() } else { format!("{base}{}/", file.folder) };
        let source = match file.source.and_then(|source| copied.sources.get(source)) {
            Some(word) => model.text(word.span).to_owned(),
            None => file.path.clone(),
        };
        match source.strip_suffix('/') {
            Some(directory) => {
                let name = directory.rsplit('/').next().unwrap_or_default();
                lines.push((format!("{folder}{name}/"), vec![source]));
            }
            None => match lines.iter_mut().find(|(known, _)| *known == folder) {
                Some((_, sources)) if sources.contains(&source) => {}
                Some((_, sources)) => sources.push(source),
                None => lines.push((folder, vec![source])),
            },
        }
    }
    Some(
        lines.into_iter().map(|(folder, sources)| format!("{start}{} {folder}", sources.join(" "))).collect(),
    )
}

/// The flags without those that choose among the files.
fn own_flags(model: &Model, copied: &Copied) -> String {
    let flags = copied.node.flags.iter().filter(|flag| flag.name != "exclude");
    flags.map(|flag| format!("{} ", model.text(flag.span))).collect()
}

/// The instruction as it stands further down: without the sources that stay. `None` where none is left.
fn moved(model: &Model, copied: &Copied, files: &[Wanted]) -> Option<String> {
    let is_left = |(index, _): &(usize, &&Word)| !files.iter().any(|file| file.source == Some(*index));
    let left: Vec<&Word> = copied.sources.iter().enumerate().filter(is_left).map(|(_, word)| *word).collect();
    if left.len() == copied.sources.len() {
        return Some(model.text(copied.node.span).to_owned());
    }
    if left.is_empty() || copied.node.arguments.is_exec() {
        return None;
    }
    let flags: String = copied.node.flags.iter().map(|flag| format!("{} ", model.text(flag.span))).collect();
    let sources: Vec<&str> = left.iter().map(|word| model.text(word.span)).collect();
    let destination = model.text(copied.destination.span);
    Some(format!("{} {flags}{} {destination}", copied.node.keyword_text, sources.join(" ")))
}

fn told(model: &Model, (index, copied): (usize, &Copied), stop: &Stop, edits: Vec<Edit>) -> Draft {
    let copy = named(model, index);
    let last = named(model, stop.after);
    if stop.files.is_empty() {
        let split = if matches!(stop.way, Way::Cut(_)) { ", which is split in two" } else { "" };
        return Draft {
            kind: AdviceKind::Later,
            fix: Fix::unsafe_(format!("Move {copy} behind {last}{split}"), edits),
            why: format!("The steps in between do not read what {copy} brings."),
            caution: "Look whether one of them reads it in a way that does not show in its command."
                .to_owned(),
            count: usize::from(!split.is_empty()),
            ignore: None,
        };
    }
    let mut commands: Vec<String> = Vec::new();
    let mut names: Vec<String> = Vec::new();
    for file in &stop.files {
        let (command, name) = (format!("`{}`", file.command), format!("`{}`", file.path));
        let is_new = |known: &Vec<String>, one: &String| !known.contains(one);
        if is_new(&commands, &command) {
            commands.push(command);
        }
        if is_new(&names, &name) {
            names.push(name);
        }
    }
    let verb = if commands.len() == 1 { "needs" } else { "need" };
    let it = match (names.as_slice(), &stop.files.first().map(|file| file.path.contains('*'))) {
        ([_], Some(false)) => "it changes",
        _ => "these change",
    };
    let (commands, files) = (listed(&commands), listed(&names));
    let title = match &stop.way {
        Way::Whole => format!("Copy {files} first, and the rest behind {commands}"),
        Way::Cut(_) => format!("Copy {files} first, run {commands} alone, and the rest behind the copy"),
        Way::Prepare(command) => format!("Copy {files} first, and run `{command}` before the rest is copied"),
    };
    let mut caution = caution(&stop.files);
    let takes_all = copied.sources.iter().any(|word| word.text.starts_with('.'));
    if takes_all && stop.files.iter().any(|file| file.path.contains("package")) && !ignores_modules(model) {
        caution.push_str(
            " Keep `node_modules` in `.dockerignore`, or your own copy is laid over what is installed.",
        );
    }
    Draft {
        kind: AdviceKind::Manifests,
        fix: Fix::unsafe_(title, edits),
        why: format!(
            "Of all that {copy} brings, {commands} {verb} only {files}, and comes from the cache until {it}."
        ),
        caution,
        count: usize::from(!matches!(stop.way, Way::Whole)),
        ignore: None,
    }
}

/// What else an installation may read, by the program.
fn caution(files: &[Wanted]) -> String {
    let mut told: Vec<&str> = Vec::new();
    for file in files {
        let program = file.command.split(' ').next().unwrap_or_default();
        let more = match program.trim_end_matches(|c: char| c == '.' || c.is_ascii_digit()) {
            "npm" | "yarn" | "pnpm" | "bun" => {
                "an `.npmrc`, workspaces, patches, or what a `postinstall` or `prepare` script reads"
            }
            "pip" => "a list that names another one, or a directory",
            "uv" | "poetry" | "pipenv" => {
                "a readme that the project names, or packages of the same repository"
            }
            "go" => "a module that `replace` takes from a directory, and whether there is a `go.mod`",
            "bundle" => "a gemspec, or `.ruby-version`",
            "composer" => "what its scripts and its class map read",
            "dotnet" => "projects that this one refers to, `Directory.Build.props` or `NuGet.config`",
            "mvn" | "mvnw" => "modules with a `pom.xml` of their own",
            "gradle" | "gradlew" => "build scripts of other projects, or a version catalogue",
            "mix" => "what `config/` says",
            _ => "a file that they name",
        };
        if !told.contains(&more) {
            told.push(more);
        }
    }
    format!("Look whether it needs more, and copy that first too: {}.", told.join("; "))
}

fn ignores_modules(model: &Model) -> bool {
    let ignore = model.options.dockerignore.as_deref().unwrap_or_default();
    Dockerignore::parse(ignore).is_ok_and(|ignore| ignore.is_ignored("node_modules"))
}
