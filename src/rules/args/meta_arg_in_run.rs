use std::collections::BTreeSet;

use crate::model::{Model, RunScript};
use crate::rules::{Edit, Findings, Fix, Fixable, Severity, rule};
use crate::shell::{BlockKind, Command, Part, PartKind, Quote, Word};
use crate::text::order;

rule! {
    /// Uses an argument of FROM in a build step
    ///
    /// ## Why it matters
    /// An `ARG` before the first `FROM` is known to `FROM` lines only. In a stage the shell finds nothing under that name,
    /// so `$VERSION` is empty there and the step goes on with half an address or path. A stage that needs the value
    /// declares the `ARG` again, without a default.
    ///
    /// ## Examples
    /// ```dockerfile,bad
    /// ARG VERSION=1.2.3
    /// FROM debian:13
    /// RUN curl -f -o app.tar.gz https://example.com/app-$VERSION.tar.gz
    /// ```
    /// ```dockerfile,good
    /// ARG VERSION=1.2.3
    /// FROM debian:13
    /// ARG VERSION
    /// RUN curl -f -o app.tar.gz https://example.com/app-$VERSION.tar.gz
    /// ```
    ///
    /// ## Fix
    /// Puts an `ARG` above the step. Unsafe, since the step then gets the value in place of nothing.
    pub const RULE: Rule = Rule {
        id: "meta-arg-in-run",
        severity: Severity::Warning,
        fixable: Fixable::Sometimes,
        is_default: true,
        equivalents: &[],
        check,
    };
}

fn check(model: &Model, findings: &mut Findings) {
    let meta = model.scope.meta.list.iter().filter(|binding| binding.instruction.is_some());
    let meta = order::set(meta.map(|binding| binding.name.as_str()));
    if meta.is_empty() {
        return;
    }
    for run in model.scripts.iter().filter(|run| !run.is_onbuild) {
        check_run(model, run, &meta, findings);
    }
}

fn check_run(model: &Model, run: &RunScript, meta: &BTreeSet<&str>, findings: &mut Findings) {
    let Some(stage) = run.stage else { return };
    let mut done = None;
    for word in run.script.commands.iter().flat_map(words) {
        for part in word.parts.iter() {
            let Some(name) = expanded(part).filter(|name| meta.contains(name)) else { continue };
            let is_set = model.scope.lookup(stage, name, run.instruction).is_some();
            if is_set || !done.get_or_insert_with(|| assigned(run)).insert(name.to_owned()) {
                continue;
            }
            let message = format!("`{name}` is an ARG before the first FROM, which this stage does not know");
            findings.add(part.span, message, fix(model, run, name));
        }
    }
}

/// Every word of a command, also those of assignments and redirects.
fn words(command: &Command) -> impl Iterator<Item = &Word> {
    let assigned = command.assignments.iter().map(|assignment| &assignment.value);
    let redirected = command.redirects.iter().map(|redirect| &redirect.target);
    command.words.iter().chain(assigned).chain(redirected)
}

/// The variable a part is replaced by.
fn expanded(part: &Part) -> Option<&str> {
    match &part.kind {
        PartKind::Variable { name, .. } if part.quote != Quote::Single => Some(name),
        _ => None,
    }
}

/// The variables that the script sets itself, wherever it does.
fn assigned(run: &RunScript) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for command in &run.script.commands {
        names.extend(command.assignments.iter().map(|assignment| assignment.name.clone()));
        if matches!(command.name(), Some("export" | "read" | "local" | "declare" | "readonly" | "typeset")) {
            names.extend(command.args().iter().map(|word| match word.assignment() {
                Some((name, _)) => name.to_owned(),
                None => word.text.clone(),
            }));
        }
        // A file that is read may set anything.
        if matches!(command.name(), Some("." | "source" | "eval")) {
            names.extend(command.args().iter().flat_map(Word::variables).map(|(name, _)| name.to_owned()));
        }
    }
    let loops =
        run.script.blocks.iter().filter(|block| matches!(block.kind, BlockKind::For | BlockKind::Select));
    names.extend(loops.filter_map(|block| block.words.first()).map(|word| word.text.clone()));
    names
}

fn fix(model: &Model, run: &RunScript, name: &str) -> Option<Fix> {
    let node = model.instruction(run.instruction)?;
    let edit = Edit::insert(node.keyword_span.start, format!("ARG {name}\n"));
    Some(Fix::unsafe_(format!("Write `ARG {name}` above"), vec![edit]))
}

#[test]
fn vectors() {
    let pass = [
        "ARG V=1\nFROM a\nARG V\nRUN x $V\n",
        "ARG V=1\nFROM a\nENV V=2\nRUN x $V '$W'\n",
        "ARG V=1\nFROM a AS b\nARG V\nFROM b\nRUN x $V\n",
        "ARG V=1 W=2\nFROM a\nRUN V=3; x $V; for W in 1 2; do x $W; done\n",
        "ARG V=1\nFROM a\nRUN x '$V' \\$V $X\n",
    ];
    let fail = [
        "ARG V=1\nFROM a\nRUN x «$V» \"$V\"\n",
        "ARG V=1\nFROM a\nRUN [\"sh\", \"-c\", \"x «${V}»\"]\nARG V\nRUN x $V\n",
    ];
    let fix = [("ARG V=1\nFROM a\nRUN A=x «$V» > y\n", "ARG V=1\nFROM a\nARG V\nRUN A=x $V > y\n")];
    crate::rules::check_vectors(&RULE, &pass, &fail, &fix);
}
