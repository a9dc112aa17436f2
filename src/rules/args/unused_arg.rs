use std::collections::BTreeSet;

use crate::instruction::Kind;
use crate::model::{Model, Stage, StageId};
use crate::rules::{Findings, Fixable, Severity, rule};
use crate::shell::Word;
use crate::syntax::Keyword;
use crate::text::order;

rule! {
    /// Declares a build argument that nothing uses
    ///
    /// ## Why it matters
    /// An `ARG` before the first `FROM` is there for `FROM` lines, and for stages that declare it again. In a stage, one
    /// that nothing names and no later step can see does nothing, and whoever passes a value with `--build-arg` waits in
    /// vain for an effect.
    ///
    /// ## Examples
    /// ```dockerfile,bad
    /// ARG VERSION=13
    /// FROM debian:12
    /// ```
    /// ```dockerfile,good
    /// ARG VERSION=13
    /// FROM debian:$VERSION
    /// ```
    pub const RULE: Rule = Rule {
        id: "unused-arg",
        severity: Severity::Warning,
        fixable: Fixable::Never,
        is_default: true,
        equivalents: &[],
        check,
    };
}

fn check(model: &Model, findings: &mut Findings) {
    check_meta(model, findings);
    // A stage that starts from another sees its ARG; with a variable in its FROM, that may be any stage with a name.
    let bases: BTreeSet<StageId> = order::set(model.scope.parents.iter().copied().flatten());
    let varies = |stage: &&Stage| match model.kind(stage.from) {
        Some(Kind::From(from)) => from.base.text.contains('$'),
        _ => false,
    };
    let last_varying = model.stages.iter().rfind(varies).map(|stage| stage.id);
    for stage in &model.stages {
        let may_be_base = stage.name.is_some() && last_varying > Some(stage.id);
        if !may_be_base && !bases.contains(&stage.id) {
            check_stage(model, stage, findings);
        }
    }
}

/// ARG before the first FROM: nothing uses it, and no stage declares it again.
fn check_meta(model: &Model, findings: &mut Findings) {
    let Some(first) = model.stages.first().map(|stage| stage.from) else { return };
    let meta = || model.instructions_with(&[Keyword::Arg]).take_while(|(index, ..)| *index < first);
    if meta().next().is_none() {
        return;
    }
    let mut unused: BTreeSet<&str> = order::set(meta().flat_map(|(.., kind)| names(kind)));
    // A stage that uses it without declaring it has a finding of its own.
    for used in &model.scope.uses {
        unused.remove(used.name.as_str());
    }
    for command in model.scripts.iter().flat_map(|run| &run.script.commands) {
        for (name, _) in command.words.iter().flat_map(Word::variables) {
            unused.remove(name);
        }
    }
    for (_, _, kind) in
        model.instructions_with(&[Keyword::Arg, Keyword::Onbuild]).skip_while(|(index, ..)| *index < first)
    {
        let trigger = match kind {
            Some(Kind::Onbuild(onbuild)) => onbuild.trigger.as_deref(),
            _ => kind,
        };
        for name in names(trigger) {
            unused.remove(name);
        }
    }
    for (_, _, kind) in meta() {
        let Some(Kind::Arg(arg)) = kind else { continue };
        for arg in arg.args.iter().filter(|arg| unused.contains(arg.name.text.as_str())) {
            // BuildKit reads those itself.
            if !arg.name.text.starts_with("BUILDKIT_") {
                findings.add(arg.name.span, format!("nothing uses `{}`", arg.name.text), None);
            }
        }
    }
}

/// What an ARG declares.
fn names(kind: Option<&Kind>) -> impl Iterator<Item = &str> {
    let args = match kind {
        Some(Kind::Arg(arg)) => arg.args.as_slice(),
        _ => &[],
    };
    args.iter().map(|arg| arg.name.text.as_str())
}

/// ARG in a stage: no instruction names it, and no RUN follows that could see it.
fn check_stage(model: &Model, stage: &Stage, findings: &mut Findings) {
    if model.stage_with(stage, &[Keyword::Arg]).next().is_none() {
        return;
    }
    let mut last_run = stage.from;
    for (index, _, kind) in model.stage_with(stage, &[Keyword::Run, Keyword::Onbuild]) {
        if kind.is_some() {
            last_run = index;
        }
    }
    let uses: BTreeSet<&str> = {
        let uses = &model.scope.uses;
        let start = uses.partition_point(|used| used.instruction <= last_run);
        let end = uses.partition_point(|used| used.instruction < stage.instructions.end);
        order::set(uses.get(start..end).unwrap_or_default().iter().map(|used| used.name.as_str()))
    };
    for (index, _, kind) in model.stage_with(stage, &[Keyword::Arg]) {
        let Some(Kind::Arg(arg)) = kind else { continue };
        for arg in arg.args.iter().filter(|arg| !uses.contains(arg.name.text.as_str())) {
            if index > last_run {
                let message =
                    format!("nothing uses `{}`, and no RUN follows that could see it", arg.name.text);
                findings.add(arg.name.span, message, None);
            }
        }
    }
}

#[test]
fn vectors() {
    let pass = [
        "ARG A\nARG B=$A\nFROM b:$B\nARG C\nRUN x\n",
        "ARG A=1 B C\nFROM b\nARG A\nENV A=$A D=$B\nRUN x $C\n",
        "FROM a AS b\nARG C\nFROM b\nRUN x\n",
        "FROM a\nONBUILD ARG B\nARG C\nCOPY x $C\n",
        "FROM a AS b-arm64\nARG C\nFROM b-$TARGETARCH\nRUN x\n",
        "ARG BUILDKIT_SBOM_SCAN_STAGE=true\nFROM a\n",
    ];
    let fail = ["ARG «A»=1 B\nFROM b:$B\n", "FROM a\nRUN x\nARG «B» C\nLABEL x=$C\n"];
    crate::rules::check_vectors(&RULE, &pass, &fail, &[]);
}
