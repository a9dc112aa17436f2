//! What the model knows about a place, in words; once for all explanations.

use super::words;
use super::words::{capital, code};
use crate::instruction::Kind;
use crate::model::predefined::join_windows_path;
use crate::model::{Endpoint, Model, Stage, StageId, Surroundings};
use crate::syntax::{Form, Instruction, Keyword};
use crate::text::{Lines, clean_path};

/// `Line 3` or `Lines 3 to 5`.
pub(super) fn lines(lines: Lines) -> String {
    if lines.0 == lines.1 { format!("Line {}", lines.0) } else { format!("Lines {} to {}", lines.0, lines.1) }
}

/// `` `builder` `` or `stage 0`.
pub(super) fn stage_name(stage: &Stage) -> String {
    stage.name.as_deref().map_or_else(|| stage.title(), code)
}

/// `` stage `builder` `` or `stage 0`.
pub(super) fn stage_phrase(stage: &Stage) -> String {
    if stage.name.is_some() { format!("stage {}", stage_name(stage)) } else { stage.title() }
}

/// When an instruction has its effect and what it leaves.
pub(super) fn effect(keyword: Keyword) -> &'static [&'static str] {
    match keyword {
        Keyword::Run | Keyword::Copy | Keyword::Add => &["build time", "makes a layer"],
        Keyword::Workdir => &["build and run time", "makes a layer where the folder is missing"],
        Keyword::Cmd | Keyword::Entrypoint | Keyword::Healthcheck | Keyword::Stopsignal => {
            &["run time", "a setting, no layer"]
        }
        Keyword::Env | Keyword::User => &["build and run time", "a setting, no layer"],
        Keyword::Expose | Keyword::Label | Keyword::Volume | Keyword::Maintainer => &["a setting, no layer"],
        Keyword::Arg => &["build time only"],
        Keyword::Shell => &["build and run time", "a setting, no layer"],
        Keyword::Onbuild => &["runs in builds that start from this image"],
        Keyword::From => &["starts a stage"],
        Keyword::Unknown => &[],
    }
}

/// `as root in /app`, as far as the file tells it.
pub(super) fn runs_as(around: &Surroundings) -> String {
    let folder =
        around.working_dir.as_ref().map(|setting| format!(" in {}", setting.value)).unwrap_or_default();
    match &around.user {
        Some(user) => format!("as {}{folder}", user.value),
        None if folder.is_empty() => String::new(),
        None => folder.trim_start().to_owned(),
    }
}

/// The line of facts under the heading of an instruction.
pub(super) fn meta(model: &Model, index: usize, node: &Instruction) -> Vec<String> {
    let mut meta = vec![lines(node.lines)];
    meta.extend(effect(node.keyword).iter().map(|text| (*text).to_owned()));
    if let (Keyword::Run, Some(around)) = (node.keyword, model.surroundings(index)) {
        meta.push(runs_as(around));
    }
    meta.extend(runs_by(model, index));
    let stage = model.stage_of(index).filter(|stage| !stage.is_reachable);
    if let (Some(_), Some(target)) = (stage, model.target.and_then(|id| model.stage(id))) {
        meta.push(format!("not needed for {}", target.title()));
    }
    meta.retain(|text| !text.is_empty());
    meta
}

/// What runs a command in shell form, where the base image is known and the file sets no other shell.
fn runs_by(model: &Model, index: usize) -> Option<String> {
    let command = match model.kind(index)? {
        Kind::Run(run) => &run.command,
        Kind::Cmd(command) | Kind::Entrypoint(command) => command,
        Kind::Healthcheck(health) => health.command.as_ref()?,
        _ => return None,
    };
    let is_default = model.surroundings(index)?.shell.is_none();
    let stage = model.stage_of(index).filter(|_| command.form == Form::Shell && is_default)?;
    let system = model.base_facts(stage.id).system?;
    match system.shell {
        None => Some("the base image has no shell for it".to_owned()),
        Some("" | "bash") => None,
        Some(shell) if system.has_bash => Some(format!("by {shell}, not bash")),
        Some(shell) => Some(format!("by {shell}; there is no bash")),
    }
}

/// A path seen from the working directory; as it is where it holds a variable or names a drive.
pub(super) fn join(around: &Surroundings, path: &str) -> String {
    let has_drive = path.as_bytes().get(1) == Some(&b':');
    match (path.contains('$') || has_drive, around.is_windows) {
        (true, _) => path.to_owned(),
        (false, true) => join_windows_path(around.working_dir(), path),
        (false, false) if path.starts_with('/') => clean_path(path),
        (false, false) => clean_path(&format!("{}/{path}", around.working_dir())),
    }
}

/// What takes something from a stage, by how: `` `runtime` and `test` start from it``.
pub(super) fn users(model: &Model, id: StageId) -> Vec<String> {
    use crate::model::EdgeKind;
    let mut users: [Vec<String>; 3] = Default::default();
    for edge in model.edges.iter().filter(|edge| edge.from == Endpoint::Stage(id)) {
        let Some(stage) = model.stage(edge.to) else { continue };
        let [start, copy, mount] = &mut users;
        let names = match edge.kind {
            EdgeKind::From => start,
            EdgeKind::Copy | EdgeKind::Add => copy,
            EdgeKind::Mount => mount,
        };
        let name = stage_name(stage);
        if !names.contains(&name) && names.len() < MAX_USERS {
            names.push(name);
        }
    }
    let verbs = [("starts from", "start from"), ("copies from", "copy from"), ("mounts", "mount")];
    let groups = users.iter().zip(verbs).filter(|(names, _)| !names.is_empty());
    let phrase = |(names, (one, several)): (&Vec<String>, (&str, &str))| {
        format!("{} {} it", words::list(names, "and"), if names.len() == 1 { one } else { several })
    };
    groups.map(phrase).collect()
}

/// More stages than this are not named.
const MAX_USERS: usize = 6;

/// Sentences joined, each with a capital and a full stop.
pub(super) fn sentence(text: &str) -> String {
    format!("{}.", capital(text))
}

/// The phrases as one sentence: `a, b, then c`.
pub(super) fn then(phrases: &[String]) -> String {
    match phrases {
        [] => String::new(),
        [one] => sentence(one),
        [first @ .., last] => sentence(&format!("{}, then {last}", words::list(&[first.join(", ")], "and"))),
    }
}
