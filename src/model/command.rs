use std::rc::Rc;

use super::earlier::Earlier;
use super::{Model, StageId, Surroundings};
use crate::instruction::{Kind, Run};
use crate::shell::{self, Dialect, Script};
use crate::syntax::{Form, Heredoc, Instruction};
use crate::text::{Joined, Span};

/// The commands of one RUN.
#[derive(Clone, Debug)]
pub struct RunScript {
    /// The index of the instruction.
    pub instruction: usize,
    /// Its stage; `None` before the first FROM.
    pub stage: Option<StageId>,
    /// Whether the RUN is deferred by ONBUILD.
    pub is_onbuild: bool,
    /// Where its text stands.
    pub source: ScriptSource,
    /// Which shell reads it.
    pub dialect: Dialect,
    /// The commands, with spans in the source.
    pub script: Script,
    /// Which of the commands are those of a package manager, as indices, ascending.
    pub package_commands: Vec<usize>,
}

/// Where the text of a script stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScriptSource {
    /// Behind RUN, in shell form, with its heredocs.
    Line,
    /// In a JSON array: one command, or the text behind `sh -c`.
    Exec,
    /// In a heredoc that is the whole command.
    Heredoc,
}

/// Reads the commands of every RUN that a POSIX shell or bash runs.
pub(super) fn read_scripts(model: &mut Model, earlier: &mut Earlier) {
    let mut scripts = Vec::new();
    for (index, node, kind) in model.instructions() {
        let stage = model.stage_of.get(index).copied().flatten();
        let (run, node, is_onbuild) = match kind {
            Some(Kind::Run(run)) => (run, node, false),
            Some(Kind::Onbuild(onbuild)) => match (onbuild.trigger.as_deref(), &node.arguments) {
                (Some(Kind::Run(run)), crate::syntax::Arguments::Trigger(trigger)) => (run, &**trigger, true),
                _ => continue,
            },
            _ => continue,
        };
        let heredocs = model.instruction(index).map(|node| node.heredocs.as_slice()).unwrap_or_default();
        let surroundings =
            model.surroundings.get(index).cloned().unwrap_or_else(|| Rc::new(Surroundings::default()));
        let dialect = surroundings.dialect();
        let script = earlier.script(index, dialect).unwrap_or_else(|| {
            let (source, dialect, script) = read(&model.source, run, node, heredocs, dialect)?;
            let package_commands = package_commands(&script);
            Some(RunScript {
                instruction: index,
                stage,
                is_onbuild,
                source,
                dialect,
                script,
                package_commands,
            })
        });
        scripts.extend(script.map(|script| RunScript { instruction: index, stage, ..script }));
    }
    model.scripts = scripts;
}

fn package_commands(script: &Script) -> Vec<usize> {
    let commands = script.commands.iter().enumerate();
    commands.filter(|(_, command)| command.is_package_command()).map(|(index, _)| index).collect()
}

fn read(
    source: &str,
    run: &Run,
    node: &Instruction,
    heredocs: &[Heredoc],
    dialect: Dialect,
) -> Option<(ScriptSource, Dialect, Script)> {
    if run.command.form == Form::Exec {
        return exec(run, node);
    }
    if !is_posix(dialect) {
        return None;
    }
    let line = run.command.words.first()?.to_joined(&node.line);
    match heredocs {
        [heredoc] if line.span() == heredoc.span => {
            let body = heredoc.body.of(source);
            let dialect =
                shebang_dialect(body).unwrap_or(Some(dialect)).filter(|dialect| is_posix(*dialect))?;
            Some((ScriptSource::Heredoc, dialect, shell::parse(&Joined::verbatim(body, heredoc.body.start))))
        }
        _ => Some((ScriptSource::Line, dialect, shell::parse(&with_bodies(source, line, heredocs)))),
    }
}

/// A line with the bodies and terminators of its heredocs below it, as the shell gets it.
fn with_bodies(source: &str, mut line: Joined, heredocs: &[Heredoc]) -> Joined {
    for heredoc in heredocs {
        let line_end = Span::new(heredoc.body.start.saturating_sub(1), heredoc.body.start);
        if !line.text.ends_with('\n') && line_end.of(source) == "\n" {
            line.push("\n", line_end.start);
        }
        line.push(heredoc.body.of(source), heredoc.body.start);
        line.push(heredoc.terminator.of(source), heredoc.terminator.start);
    }
    line
}

/// The dialect that the first line of a script asks for, itself `None` where it asks for a program that is no shell;
/// `None` where it asks for nothing.
fn shebang_dialect(body: &str) -> Option<Option<Dialect>> {
    let line = body.lines().next()?.strip_prefix("#!")?;
    let mut words = line.split_whitespace().map(|word| word.rsplit('/').next().unwrap_or(word));
    let program = words.find(|word| *word != "env" && !word.starts_with('-'))?;
    let is_shell = program.ends_with("sh") || program == "busybox";
    Some(is_shell.then(|| Dialect::of_program(program)))
}

fn exec(run: &Run, node: &Instruction) -> Option<(ScriptSource, Dialect, Script)> {
    let words = &run.command.words;
    let argv: Vec<String> = words.iter().map(|word| word.text.clone()).collect();
    let dialect = Dialect::of_shell(&argv);
    let text =
        words.iter().skip_while(|word| word.text != "-c" && word.text != "-ec" && word.text != "-lc").nth(1);
    match text {
        Some(text) if is_posix(dialect) => {
            // A JSON string without escapes is the source text between its quotes.
            let range = text.joined.start + 1..text.joined.end.saturating_sub(1);
            let is_verbatim = node.line.text.get(range.clone()) == Some(text.text.as_str());
            let joined = if is_verbatim {
                node.line.slice(range)
            } else {
                Joined::verbatim(&text.text, text.span.start)
            };
            is_verbatim.then(|| (ScriptSource::Exec, dialect, shell::parse(&joined)))
        }
        Some(_) => None,
        None => {
            let words = words.iter().map(|word| (word.text.as_str(), word.span));
            Some((ScriptSource::Exec, Dialect::Posix, Script::of_argv(words)))
        }
    }
}

fn is_posix(dialect: Dialect) -> bool {
    matches!(dialect, Dialect::Posix | Dialect::Bash)
}
