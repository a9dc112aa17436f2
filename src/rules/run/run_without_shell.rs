use crate::instruction::Kind;
use crate::model::{Base, Model, Stage};
use crate::rules::{Findings, Fixable, Severity, rule};
use crate::syntax::Form;

rule! {
    /// Runs a shell in an image that has none
    ///
    /// ## Why it matters
    /// The shell form needs `/bin/sh`. An empty stage from `scratch` has nothing in it, and the distroless images have no
    /// shell, so the step fails. The work belongs into an earlier stage, whose result is copied.
    ///
    /// ## Examples
    /// ```dockerfile,bad
    /// FROM gcr.io/distroless/static-debian12:nonroot
    /// RUN mkdir /data
    /// ```
    /// ```dockerfile,good
    /// FROM debian:13 AS build
    /// RUN mkdir /data
    /// FROM gcr.io/distroless/static-debian12:nonroot
    /// COPY --from=build /data /data
    /// ```
    pub const RULE: Rule = Rule {
        id: "run-without-shell",
        severity: Severity::Error,
        fixable: Fixable::Never,
        is_default: true,
        equivalents: &[],
        check,
    };
}

fn check(model: &Model, findings: &mut Findings) {
    // For each stage: the base without a shell at whose files nothing has been added by its end.
    let mut bare: Vec<Option<String>> = Vec::new();
    for stage in &model.stages {
        let name = match &stage.base {
            Base::Stage(base) => bare.get(base.0).cloned().flatten(),
            base => shell_less(base),
        };
        // What is copied may bring a shell.
        let first = brings_files(model, stage);
        if let Some(name) = &name {
            check_stage(model, stage, name, first.unwrap_or(stage.instructions.end), findings);
        }
        bare.push(name.filter(|_| first.is_none()));
    }
}

fn check_stage(model: &Model, stage: &Stage, base: &str, end: usize, findings: &mut Findings) {
    for (index, node, kind) in model.instructions_of(stage).take_while(|(index, ..)| *index < end) {
        let Some(Kind::Run(run)) = kind else { continue };
        let is_default_shell = model.surroundings(index).is_some_and(|found| found.shell.is_none());
        if run.command.form == Form::Shell && !run.command.words.is_empty() && is_default_shell {
            findings.add(node.keyword_span, format!("`{base}` has no shell to run this"), None);
        }
    }
}

/// The name of a base that has no shell.
fn shell_less(base: &Base) -> Option<String> {
    match base {
        Base::Scratch => Some("scratch".to_owned()),
        Base::Image(Some(image)) => {
            let name = image.familiar();
            let is_debug = image.effective_tag().is_some_and(|tag| tag.contains("debug"));
            (name.starts_with("gcr.io/distroless/") && !is_debug).then_some(name)
        }
        _ => None,
    }
}

/// The first instruction of the stage that brings files from elsewhere.
fn brings_files(model: &Model, stage: &Stage) -> Option<usize> {
    let mut instructions = model.instructions_of(stage);
    let found = instructions.find(|(_, _, kind)| match kind {
        Some(Kind::Copy(_) | Kind::Add(_)) => true,
        Some(Kind::Run(run)) => !run.mounts.is_empty(),
        _ => false,
    });
    found.map(|(index, ..)| index)
}

#[test]
fn vectors() {
    let pass = [
        "FROM scratch\nADD rootfs.tar.gz /\nRUN a\n",
        "FROM scratch\nRUN [\"/app\"]\nRUN --mount=from=busybox:1,target=/bin /bin/sh x\n",
        "FROM gcr.io/distroless/base:debug\nRUN a\n",
        "FROM scratch AS b\nCOPY x /\nFROM b\nRUN a\n",
    ];
    let fail = [
        "FROM scratch\n«RUN» a\nCOPY b /\nRUN c\n",
        "FROM gcr.io/distroless/static AS b\nFROM b\nUSER x\n«RUN» a\n",
    ];
    crate::rules::check_vectors(&RULE, &pass, &fail, &[]);
}
