use crate::model::{Model, RunScript};
use crate::rules::Equivalent::Hadolint;
use crate::rules::programs::Ran;
use crate::rules::{Edit, Findings, Fix, Fixable, Severity, rule};
use crate::shell::Command;
use crate::text::Span;

rule! {
    /// Uses sudo in a build step
    ///
    /// ## Why it matters
    /// Build steps run as root unless `USER` says otherwise, so `sudo` adds nothing there. It resets the environment,
    /// hides signals from what it starts, and an image that holds it lets a process become root again. Where a step
    /// needs another user, `USER` says so for everyone to see.
    ///
    /// ## Examples
    /// ```dockerfile,bad
    /// FROM debian:13
    /// RUN sudo apt-get update
    /// ```
    /// ```dockerfile,good
    /// FROM debian:13
    /// USER root
    /// RUN apt-get update
    /// ```
    ///
    /// ## Fix
    /// Removes `sudo` where no `USER` before it names anyone but root. Unsafe, since the base image may set a user, and
    /// since `sudo` changes the environment.
    pub const RULE: Rule = Rule {
        id: "sudo-in-run",
        severity: Severity::Warning,
        fixable: Fixable::Sometimes,
        is_default: true,
        equivalents: &[Hadolint("DL3004")],
        check,
    };
}

fn check(model: &Model, findings: &mut Findings) {
    for Ran { run, command, .. } in findings.programs.named("sudo") {
        let Some(word) = command.words.first().filter(|_| command.name() == Some("sudo")) else { continue };
        let message = match command.program_name() {
            None | Some("sudo") => "`sudo` in a build step".to_owned(),
            Some(runs) => format!("`sudo` in front of `{runs}`, in a build step"),
        };
        findings.add(word.span, message, fix(model, run, command));
    }
}

fn fix(model: &Model, run: &RunScript, command: &Command) -> Option<Fix> {
    let may_be_root = model.surroundings(run.instruction)?.is_root().unwrap_or(true);
    let [sudo, program, ..] = command.words.as_slice() else { return None };
    if !may_be_root || program.text.starts_with('-') || program.assignment().is_some() {
        return None;
    }
    let edit = Edit::delete(Span::new(sudo.span.start, program.span.start));
    Some(Fix::unsafe_("Remove `sudo`", vec![edit]))
}

#[test]
fn vectors() {
    let pass = ["FROM a\nRUN apt-get install -y sudo\n", "FROM a\nRUN echo sudo make\n"];
    let fail = [
        "FROM a\nUSER app\nRUN make && «sudo» make install\n",
        "FROM a\nRUN «sudo» -u app make\nRUN «sudo» A=b make\n",
    ];
    let fix = [
        ("FROM a\nRUN «sudo» make && «sudo»  \\\n make install\n", "FROM a\nRUN make && make install\n"),
        ("FROM a\nUSER root\nONBUILD RUN «sudo» make\n", "FROM a\nUSER root\nONBUILD RUN make\n"),
    ];
    crate::rules::check_vectors(&RULE, &pass, &fail, &fix);
}
