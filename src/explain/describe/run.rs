use super::{action, mount, script};
use crate::explain::draft::{Draft, MAX_PARTS, Scene};
use crate::explain::words::{code, count};
use crate::explain::{Topic, command};
use crate::instruction::Run;
use crate::model::ScriptSource;
use crate::syntax::{Form, Keyword};
use crate::text::order;

/// RUN: its flags, then its commands.
pub(super) fn run(scene: &Scene, run: &Run, draft: &mut Draft) {
    for flag in scene.node.flags.iter().take(MAX_PARTS) {
        match flag.name.as_str() {
            "mount" => mount::flag(scene, run, flag, draft),
            _ => draft.flag(scene, flag, ""),
        }
    }
    let Some(script) = scene.model.script(scene.index) else {
        unread(scene, run, draft);
        return;
    };
    draft.summary = action::summary(&script.script);
    heredocs(scene, draft);
    script::parts(scene, &script.script, draft);
    order::sort_by_key(&mut draft.parts, |part| part.span.start);
    if script.source == ScriptSource::Exec && run.command.form == Form::Exec {
        draft.topics.push(Topic::Concept("shell-and-exec-form"));
    }
    if run.mounts.iter().any(|mount| mount.target.is_none() && mount.env.is_none()) {
        draft.topics.push(Topic::Flag(Keyword::Run, "mount"));
    }
}

/// The heredocs of the instruction.
fn heredocs(scene: &Scene, draft: &mut Draft) {
    let Some(node) = scene.model.instruction(scene.index) else { return };
    for heredoc in &node.heredocs {
        let lines = heredoc.body.of(&scene.model.source).lines().count();
        let detail = format!("The {} below, up to `{}`.", count(lines, "line"), heredoc.name);
        let topic = Topic::Concept("heredoc");
        draft.part(heredoc.span, heredoc.span.of(&scene.model.source), "heredoc", detail, Some(topic));
        draft.topics.push(topic);
    }
}

/// A script that is not taken apart: that of PowerShell or cmd.
fn unread(scene: &Scene, run: &Run, draft: &mut Draft) {
    let argv = scene.around.shell();
    let shell = argv.first().map(String::as_str).unwrap_or_default();
    let Some(word) = run.command.words.first() else {
        draft.summary = "Runs nothing: no command is written here.".to_owned();
        return;
    };
    draft.summary = match run.command.form {
        Form::Shell => format!("Runs a script with {}.", code(shell)),
        Form::Exec => format!("Runs {} without a shell in front.", code(&word.text)),
    };
    // The words of the text, without reading the language.
    let line = &scene.node.line;
    for word in &run.command.words {
        let mut seen = 0;
        for piece in word.text.split([' ', '\t', ';', '|', '(', ')', '{', '}', '&', '"', '\'', '=']) {
            let start = seen;
            seen += piece.len() + 1;
            let Some(tool) = command::find(piece).filter(|_| piece.len() > 1) else { continue };
            let Some(part) = word.part(line, start..start + piece.len()) else { continue };
            let span = line.source_span(part);
            draft.part(span, piece, tool.name(), tool.summary, Some(Topic::Command(tool.name(), "")));
            if !draft.has_room() {
                return;
            }
        }
    }
}
