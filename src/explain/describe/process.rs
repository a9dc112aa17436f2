use super::script;
use crate::explain::Topic;
use crate::explain::draft::{Draft, MAX_PARTS, Scene};
use crate::explain::words::{code, count, duration};
use crate::instruction::{Command, Healthcheck, Shell};
use crate::model::ImageConfig;
use crate::shell;
use crate::syntax::{Form, Word};

/// The command as it is run: a shell form stands behind its shell.
fn argv(scene: &Scene, command: &Command) -> Vec<String> {
    let words = command.words.iter().map(|word| word.text.clone());
    match command.form {
        Form::Exec => words.collect(),
        Form::Shell => scene.around.shell().into_iter().chain(words).collect(),
    }
}

fn config(scene: &Scene) -> Option<ImageConfig> {
    Some(scene.model.config(scene.stage?.id))
}

/// CMD: what a container runs, and how it meets ENTRYPOINT.
pub(super) fn cmd(scene: &Scene, command: &Command, draft: &mut Draft) {
    let own = argv(scene, command);
    let config = config(scene).unwrap_or_default();
    let line = |index: usize| format!("line {}", scene.line(index));
    let replaced =
        config.cmd.as_ref().filter(|cmd| cmd.instruction > scene.index).map(|cmd| line(cmd.instruction));
    let discarded = config
        .discarded_cmd
        .as_ref()
        .filter(|cmd| cmd.instruction == scene.index)
        .and(config.entrypoint.as_ref());
    draft.summary = match (&config.entrypoint, replaced) {
        (_, Some(line)) => format!("Has no effect on this stage's image: {line} sets CMD again."),
        (Some(entrypoint), None) if discarded.is_some() => {
            format!("Has no effect: ENTRYPOINT in {} discards it.", line(entrypoint.instruction))
        }
        (Some(entrypoint), None) if config.is_shell_entrypoint => {
            format!(
                "Is ignored: ENTRYPOINT in {} is in shell form, which takes no arguments.",
                line(entrypoint.instruction)
            )
        }
        (Some(entrypoint), None) => {
            let all: Vec<String> = entrypoint.value.iter().chain(&own).cloned().collect();
            format!("Gives the entrypoint its default arguments, so a container runs {}.", run_text(&all))
        }
        (None, None) if own.is_empty() => "Clears the default command.".to_owned(),
        (None, None) => format!("A container of this image runs {} unless told otherwise.", run_text(&own)),
    };
    let entrypoint = config.entrypoint.as_ref().and_then(|entrypoint| entrypoint.value.first());
    match (command.form, command.words.as_slice()) {
        (Form::Exec, words @ [first, ..])
            if first.text.starts_with('-') || entrypoint.is_some_and(|program| !starts_others(program)) =>
        {
            arguments(words, draft);
        }
        _ => command_parts(scene, command, draft),
    }
    draft.topics.extend([Topic::Concept("shell-and-exec-form"), Topic::Concept("pid-1")]);
}

/// Whether a program, by its name, is there to start the one that its arguments name.
fn starts_others(program: &str) -> bool {
    let name = program.rsplit('/').next().unwrap_or(program);
    let known =
        ["tini", "dumb-init", "gosu", "su-exec", "env", "sh", "bash", "exec", "catatonit", "sudo", "nice"];
    name.ends_with(".sh") || name.contains("entry") || name.contains("init") || known.contains(&name)
}

/// The words of CMD where they only go to the entrypoint.
fn arguments(words: &[Word], draft: &mut Draft) {
    for word in words.iter().take(MAX_PARTS) {
        draft.part(
            word.span,
            &word.text,
            "argument",
            "An argument of the entrypoint, passed on as it is.",
            None,
        );
    }
}

/// ENTRYPOINT: the program, and what CMD adds.
pub(super) fn entrypoint(scene: &Scene, command: &Command, draft: &mut Draft) {
    let own = argv(scene, command);
    let config = config(scene).unwrap_or_default();
    let later = config.entrypoint.as_ref().filter(|entrypoint| entrypoint.instruction > scene.index);
    draft.summary = match (&config.cmd, later) {
        (_, Some(later)) => {
            format!(
                "Has no effect on this stage's image: line {} sets ENTRYPOINT again.",
                scene.line(later.instruction)
            )
        }
        _ if own.is_empty() => "Clears the entrypoint of the base image.".to_owned(),
        (_, None) if command.form == Form::Shell => {
            format!("Every container runs {}; CMD and arguments of `docker run` are ignored.", run_text(&own))
        }
        (Some(cmd), None) => {
            let all: Vec<String> = own.iter().chain(&cmd.value).cloned().collect();
            format!(
                "Every container starts this program; with the CMD of line {} it runs {}.",
                scene.line(cmd.instruction),
                run_text(&all)
            )
        }
        (None, None) => {
            format!("Every container runs {}, with the arguments of `docker run` behind it.", run_text(&own))
        }
    };
    command_parts(scene, command, draft);
    draft.topics.extend([Topic::Concept("shell-and-exec-form"), Topic::Concept("pid-1")]);
}

fn run_text(argv: &[String]) -> String {
    if let [one] = argv {
        return code(one);
    }
    let quoted: Vec<String> = argv
        .iter()
        .map(|word| if word.contains(' ') { format!("\"{word}\"") } else { word.clone() })
        .collect();
    code(&quoted.join(" "))
}

/// The words of a command: those of an array one by one, those of a shell form as a script.
fn command_parts(scene: &Scene, command: &Command, draft: &mut Draft) {
    match command.form {
        Form::Exec => {
            let words = command.words.iter().map(|word| (word.text.as_str(), word.span));
            let script = shell::Script::of_argv(words);
            let before = draft.parts.len();
            script::parts(scene, &script, draft);
            if draft.parts.len() == before {
                exec_words(&command.words, draft);
            }
        }
        Form::Shell if scene.around.dialect().is_read() => {
            if let Some(word) = command.words.first() {
                script::parts(scene, &shell::parse(&word.to_joined(&scene.node.line)), draft);
            }
        }
        Form::Shell => {}
    }
}

fn exec_words(words: &[Word], draft: &mut Draft) {
    for (index, word) in words.iter().enumerate() {
        if index == 0 {
            draft.part(
                word.span,
                &word.text,
                "program",
                "The program that is started, as process 1.",
                Some(Topic::Concept("pid-1")),
            );
        } else {
            draft.member(word.span, &word.text, "argument", "An argument, passed on as it is.", None);
        }
    }
}

/// HEALTHCHECK: the command and its times, defaults included.
pub(super) fn healthcheck(scene: &Scene, check: &Healthcheck, draft: &mut Draft) {
    let Some(command) = &check.command else {
        draft.summary = "Switches off the health check of the base image.".to_owned();
        return;
    };
    let time = |value: &Option<(i64, Word)>, default: i64| {
        let set = value.as_ref().map(|(time, _)| *time).filter(|time| *time != 0);
        duration(set.unwrap_or(default * 1_000_000_000))
    };
    let retries =
        check.retries.as_ref().map(|(retries, _)| *retries).filter(|retries| *retries > 0).unwrap_or(3);
    let text = command.words.iter().map(|word| word.text.clone()).collect::<Vec<_>>();
    draft.summary = format!(
        "Runs {} every {} inside the container; after {} in a row it is unhealthy.",
        run_text(&text),
        every(&time(&check.interval, 30)),
        count(usize::try_from(retries).unwrap_or(3), "failure"),
    );
    for flag in scene.node.flags.iter().take(MAX_PARTS) {
        draft.flag(scene, flag, "");
    }
    command_parts(scene, command, draft);
}

/// `minute` for `1 minute`.
fn every(time: &str) -> &str {
    time.strip_prefix("1 ").filter(|unit| !unit.contains(' ')).unwrap_or(time)
}

/// SHELL: the program and its options.
pub(super) fn shell(shell: &Shell, draft: &mut Draft) {
    let text: Vec<String> = shell.argv.iter().map(|word| word.text.clone()).collect();
    draft.summary = format!("The lines below that are no JSON array are run by {}.", run_text(&text));
    for (index, word) in shell.argv.iter().enumerate() {
        let detail = shell_word(&word.text);
        if index == 0 {
            draft.part(word.span, &word.text, "shell", format!("The shell: {}.", code(&word.text)), None);
        } else if let Some(detail) = detail {
            draft.member(word.span, &word.text, "option", detail, None);
        }
    }
    if text.iter().any(|word| word.contains("pipefail")) {
        draft.topics.push(Topic::Concept("pipefail"));
    }
}

/// What a word of a shell's command line does.
fn shell_word(word: &str) -> Option<String> {
    let fixed = match word.to_ascii_lowercase().as_str() {
        "-command" => "Runs the text that follows.",
        "/s" => "Takes the text as it is, quotes included.",
        "/c" => "Runs the text that follows, then ends.",
        "-noprofile" => "Reads no settings of the user.",
        "-executionpolicy" => "Decides which scripts may run.",
        "-noninteractive" => "Asks nothing.",
        "pipefail" => "Makes a pipe fail when any of its commands fails.",
        "errexit" => "Stops at the first failure.",
        "nounset" => "Fails on unset variables.",
        "-login" | "--login" => "Reads the settings of a login.",
        _ => "",
    };
    if !fixed.is_empty() {
        return Some(fixed.to_owned());
    }
    if word.contains("ErrorActionPreference") {
        return Some("Makes PowerShell stop at the first error; it would go on otherwise.".to_owned());
    }
    let letters = word.strip_prefix('-')?;
    let mut sentences = Vec::new();
    for letter in letters.chars() {
        sentences.push(match letter {
            'c' => "Runs the text that follows.",
            'e' => "Stops at the first failure.",
            'u' => "Fails on unset variables.",
            'x' => "Prints each command before it runs.",
            'o' => "Sets the option named next.",
            'l' => "Reads the settings of a login.",
            'i' => "Reads the settings of a terminal.",
            _ => return None,
        });
    }
    Some(sentences.join(" "))
}
