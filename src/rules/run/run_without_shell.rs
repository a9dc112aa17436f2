use crate::instruction::workdir_path::resolve_workdir;
use crate::instruction::{Add, Copy, Kind};
use crate::model::{Base, Model, Stage, base_facts};
use crate::rules::{Findings, Fixable, Severity, rule};
use crate::syntax::{Form, Keyword};

rule! {
    /// Runs a shell in an image that has none
    ///
    /// ## Why it matters
    /// The shell form needs `/bin/sh`. An empty stage from `scratch` has nothing in it, and the distroless images have no
    /// shell, so the step fails, and so does a container whose `CMD` or `ENTRYPOINT` is in shell form. The work belongs
    /// into an earlier stage, whose result is copied, and the command is written as a JSON array.
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
        let Some(name) = name else {
            bare.push(None);
            continue;
        };
        // What is copied may bring a shell.
        let first = brings_files(model, stage);
        check_stage(model, stage, &name, first.unwrap_or(stage.instructions.end), findings);
        bare.push(Some(name).filter(|_| first.is_none()));
    }
}

const STARTS: &[Keyword] = &[Keyword::Cmd, Keyword::Entrypoint, Keyword::Run];

fn check_stage(model: &Model, stage: &Stage, base: &str, end: usize, findings: &mut Findings) {
    for (index, node, kind) in model.stage_with(stage, STARTS).take_while(|(index, ..)| *index < end) {
        let (command, verb) = match kind {
            Some(Kind::Run(run)) => (&run.command, "run"),
            Some(Kind::Cmd(command) | Kind::Entrypoint(command)) => (command, "start"),
            _ => continue,
        };
        let is_default_shell = model.surroundings(index).is_some_and(|found| found.shell.is_none());
        if command.form == Form::Shell && !command.words.is_empty() && is_default_shell {
            findings.add(node.keyword_span, format!("`{base}` has no shell to {verb} this"), None);
        }
    }
}

/// The name of a base that has no shell.
fn shell_less(base: &Base) -> Option<String> {
    match base {
        Base::Scratch => Some("scratch".to_owned()),
        Base::Image(Some(image)) => (base_facts(image).has_shell() == Some(false)).then(|| image.familiar()),
        _ => None,
    }
}

/// The first instruction of the stage that may bring a shell from elsewhere.
fn brings_files(model: &Model, stage: &Stage) -> Option<usize> {
    let mut instructions = model.stage_with(stage, &[Keyword::Add, Keyword::Copy, Keyword::Run]);
    let found = instructions.find(|(index, _, kind)| match kind {
        Some(Kind::Copy(Copy { destination, .. }) | Kind::Add(Add { destination, .. })) => {
            model.expand(*index, destination).is_none_or(|path| may_hold_shell(model, *index, &path))
        }
        Some(Kind::Run(run)) => !run.mounts.is_empty(),
        _ => false,
    });
    found.map(|(index, ..)| index)
}

/// Whether what goes to `path` may become `/bin/sh`, or a folder that holds it.
fn may_hold_shell(model: &Model, index: usize, path: &str) -> bool {
    let directory = model.surroundings(index).map_or("/", |found| found.working_dir());
    let path = resolve_workdir(directory, path);
    let mut names = path.split('/').filter(|name| !matches!(*name, "" | "."));
    names.next().is_none_or(|first| matches!(first, "bin" | "usr" | "lib" | "busybox" | ".."))
}

#[test]
fn vectors() {
    let pass = [
        "FROM scratch\nADD rootfs.tar.gz /\nRUN a\n",
        "FROM scratch\nRUN [\"/app\"]\nRUN --mount=from=busybox:1,target=/bin /bin/sh x\n",
        "FROM gcr.io/distroless/base:debug\nRUN a\n",
        "FROM scratch AS b\nCOPY x /\nFROM b\nRUN a\n",
        "FROM scratch\nWORKDIR /usr\nCOPY x .\nCMD a\n",
        "FROM gcr.io/distroless/cc\nCOPY x /x\nCMD [\"/x\"]\n",
    ];
    let fail = [
        "FROM scratch\n«RUN» a\nCOPY b /\nRUN c\n",
        "FROM gcr.io/distroless/cc\nCOPY x /app/x\n«ENTRYPOINT» /app/x\n",
        "FROM gcr.io/distroless/static AS b\nFROM b\nUSER x\n«RUN» a\n",
    ];
    crate::rules::check_vectors(&RULE, &pass, &fail, &[]);
}
