use crate::model::{Model, RunScript, ScriptSource};
use crate::rules::Equivalent::Hadolint;
use crate::rules::programs::Ran;
use crate::rules::{Edit, Findings, Fix, Fixable, Severity, rule};
use crate::shell::{Command, Context, Operator};
use crate::text::Span;

rule! {
    /// Changes the directory inside a build step
    ///
    /// ## Why it matters
    /// A `cd` holds until the end of its `RUN` only, so the next one starts where `WORKDIR` says. `WORKDIR` is seen at
    /// a glance, creates the directory where it is missing, and holds for everything below.
    ///
    /// ## Examples
    /// ```dockerfile,bad
    /// FROM alpine:3.22
    /// RUN cd /srv/app && make
    /// ```
    /// ```dockerfile,good
    /// FROM alpine:3.22
    /// WORKDIR /srv/app
    /// RUN make
    /// ```
    ///
    /// ## Fix
    /// Makes a `cd` at the beginning of a `RUN` a `WORKDIR` above it. Unsafe, since it holds for what follows too.
    pub const RULE: Rule = Rule {
        id: "cd-in-run",
        severity: Severity::Info,
        fixable: Fixable::Sometimes,
        is_default: true,
        equivalents: &[Hadolint("DL3003")],
        check,
    };
}

fn check(model: &Model, findings: &mut Findings) {
    let mut told = None;
    for Ran { run, command, .. } in findings.programs.named("cd") {
        let is_meant = !run.is_onbuild && run.source != ScriptSource::Exec && command.name() == Some("cd");
        // One `cd` says it all: others mostly go back, or deeper.
        if !is_meant || told.replace(run.instruction) == Some(run.instruction) {
            continue;
        }
        let end = if command.context == Context::Subshell {
            "the closing parenthesis"
        } else {
            "the end of this RUN"
        };
        let path = command.words.get(1).map(|path| format!(" {}", path.span.of(&model.source)));
        let message = format!("`cd{}` holds until {end} only", path.unwrap_or_default());
        let span = command.words.first().map_or(command.span, |word| word.span);
        findings.add(span, message, fix(model, run, command));
    }
}

/// Where the first of several commands is `cd` to a plain absolute path, and no flag has to be kept.
fn fix(model: &Model, run: &RunScript, command: &Command) -> Option<Fix> {
    let node = model.instruction(run.instruction)?;
    let [first, second, ..] = run.script.commands.as_slice() else { return None };
    let [_, path] = command.words.as_slice() else { return None };
    let is_first = first.span == command.span && second.before == Some(Operator::And) && command.depth == 0;
    let is_plain = path.text.starts_with('/') && !path.has_expansion() && !path.quoted;
    // Another `cd` may build on this one.
    let is_only = run.script.commands.iter().filter(|command| command.name() == Some("cd")).count() == 1;
    if !is_first || !is_plain || !is_only || !node.flags.is_empty() || !node.heredocs.is_empty() {
        return None;
    }
    if second.depth > 0 {
        return None;
    }
    let title = format!("Write `WORKDIR {}` above", path.text);
    let span = Span::new(node.keyword_span.start, second.span.start);
    let text = format!("WORKDIR {}\n{} ", path.text, node.keyword_text);
    Some(Fix::unsafe_(title, vec![Edit::replace(span, text)]))
}

#[test]
fn vectors() {
    let pass = [
        "FROM a\nWORKDIR /srv\nRUN make\n",
        "FROM a\nRUN echo cd /srv && git -C cd status\n",
        "FROM a\nONBUILD RUN cd /srv && make\n",
        "FROM a\nRUN [\"cd\", \"/srv\"]\n",
    ];
    let fail = [
        "FROM a\nRUN make && («cd» x && make) && cd y\n",
        "FROM a\nRUN «cd» \"$x\" && make\nRUN --network=none «cd» /x && make\nRUN «cd» /x; make\n",
        "FROM a\nRUN «cd» /x && for a in b; do make; done\n",
        "FROM a\nRUN <<E\n«cd» /x\nE\n",
    ];
    let fix = [("FROM a\nrun «cd» /x && \\\n  make && b\n", "FROM a\nWORKDIR /x\nrun make && b\n")];
    crate::rules::check_vectors(&RULE, &pass, &fail, &fix);
}
