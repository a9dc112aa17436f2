use crate::model::{Model, RunScript, ScriptSource};
use crate::rules::{Edit, Findings, Fix, Fixable, Severity, rule};
use crate::shell::{Command, Operator};
use crate::syntax::Heredoc;

rule! {
    /// Goes on after a failing line of a heredoc
    ///
    /// ## Why it matters
    /// The lines of a `RUN` heredoc are a script, and a shell goes on after a line that fails. Only the last line decides
    /// whether the step worked, so a broken image is built and cached. `set -e` ends the script at the first failure.
    ///
    /// ## Examples
    /// ```dockerfile,bad
    /// FROM debian:13
    /// RUN <<EOF
    /// make
    /// make install
    /// EOF
    /// ```
    /// ```dockerfile,good
    /// FROM debian:13
    /// RUN <<EOF
    /// set -e
    /// make
    /// make install
    /// EOF
    /// ```
    ///
    /// ## Fix
    /// Adds `set -e`. Unsafe, since a line that has failed in silence then fails the build.
    pub const RULE: Rule = Rule {
        id: "heredoc-without-errexit",
        severity: Severity::Warning,
        fixable: Fixable::Always,
        is_default: true,
        equivalents: &[],
        check,
    };
}

fn check(model: &Model, findings: &mut Findings) {
    for run in model.scripts.iter().filter(|run| run.source == ScriptSource::Heredoc) {
        let Some([heredoc]) = model.instruction(run.instruction).map(|node| node.heredocs.as_slice()) else {
            continue;
        };
        let body = model.text(heredoc.body);
        let first_line = body.lines().next().unwrap_or_default();
        let shell = model.surroundings(run.instruction).map(|found| found.shell()).unwrap_or_default();
        let text = if heredoc.chomp { first_line.trim_start_matches('\t') } else { first_line };
        let has_shebang = text.starts_with("#!");
        let has_option = if has_shebang {
            text.split(' ').skip(1).any(is_errexit)
        } else {
            shell.iter().skip(1).any(|word| is_errexit(word))
        };
        if has_option || !goes_on(run) {
            continue;
        }
        let message = "only the last line of this script can fail the build";
        findings.add(heredoc.span, message, Some(fix(heredoc, first_line, has_shebang)));
    }
}

/// Whether a shell option such as `-e` or `-euo` ends a script that fails.
fn is_errexit(option: &str) -> bool {
    option == "errexit" || option.starts_with('-') && !option.starts_with("--") && option.contains('e')
}

/// Whether a line of the script follows another that may fail, without `set -e` before.
fn goes_on(run: &RunScript) -> bool {
    let mut may_fail = false;
    for command in run.script.commands.iter().filter(|command| command.depth == 0) {
        if sets_errexit(command) {
            return false;
        }
        if may_fail && matches!(command.before, Some(Operator::Newline | Operator::Semicolon)) {
            return true;
        }
        let name = command.name().unwrap_or_default();
        may_fail |= !command.words.is_empty()
            && !matches!(name, "set" | "echo" | "export" | "shopt" | "umask" | "true");
    }
    false
}

fn sets_errexit(command: &Command) -> bool {
    command.name() == Some("set") && command.args().iter().any(|word| is_errexit(&word.text))
}

/// Adds it in front of the first line, or behind it where that names the program.
fn fix(heredoc: &Heredoc, first_line: &str, has_shebang: bool) -> Fix {
    let skip = if has_shebang { first_line.len() as u32 + 1 } else { 0 };
    let tabs: String = first_line.chars().take_while(|c| *c == '\t').collect();
    let edit = Edit::insert(heredoc.body.start + skip, format!("{tabs}set -e\n"));
    Fix::unsafe_("Add `set -e`", vec![edit])
}

#[test]
fn vectors() {
    let pass = [
        "FROM a\nRUN <<E\nset -eux\nb\nc\nE\n",
        "FROM a\nRUN <<E\n#!/bin/bash -e\nb\nc\nE\n",
        "FROM a\nSHELL [\"/bin/bash\", \"-euo\", \"pipefail\", \"-c\"]\nRUN <<E\nb\nc\nE\n",
        "FROM a\nRUN <<E\nb && \\\n c\nE\nRUN <<E\necho x\nb\nE\n",
        "FROM a\nRUN <<E\n#!/usr/bin/env python3\nb\nc\nE\n",
        "FROM a\nCOPY <<E /x\nb\nc\nE\n",
    ];
    let fail = ["FROM a\nRUN --network=none «<<E»\nset -x\nb; c\nE\n"];
    let fix = [
        ("FROM a\nRUN «<<E»\nb\nc\nE\n", "FROM a\nRUN <<E\nset -e\nb\nc\nE\n"),
        (
            "FROM a\nRUN «<<-E»\n\t#!/bin/sh\n\tb\n\tc\n\tE\n",
            "FROM a\nRUN <<-E\n\t#!/bin/sh\n\tset -e\n\tb\n\tc\n\tE\n",
        ),
    ];
    crate::rules::check_vectors(&RULE, &pass, &fail, &fix);
}
