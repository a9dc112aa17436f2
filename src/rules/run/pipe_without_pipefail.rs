use crate::model::{Base, Model, RunScript, ScriptSource};
use crate::rules::Equivalent::Hadolint;
use crate::rules::{Edit, Findings, Fix, Fixable, Severity, rule};
use crate::text::Span;

rule! {
    /// Loses the failure of a command in a pipe
    ///
    /// ## Why it matters
    /// A shell asks only the last command of a pipe whether it worked. `curl … | tar x` with a wrong address goes on
    /// with nothing, and the layer is cached as if all were well. With `pipefail` every command of the pipe counts.
    ///
    /// ## Examples
    /// ```dockerfile,bad
    /// FROM debian:13
    /// RUN curl --fail https://example.com/key.asc | gpg --dearmor --output /etc/apt/keyrings/example.gpg
    /// ```
    /// ```dockerfile,good
    /// FROM debian:13
    /// SHELL ["/bin/bash", "-o", "pipefail", "-c"]
    /// RUN curl --fail https://example.com/key.asc | gpg --dearmor --output /etc/apt/keyrings/example.gpg
    /// ```
    /// ```dockerfile,good
    /// FROM alpine:3.22
    /// RUN set -o pipefail && wget -q -O - https://example.com/a.tar.gz | tar -xz
    /// ```
    ///
    /// ## Fix
    /// Puts a `SHELL` with `pipefail` above the first such `RUN` of a stage: `ash` for Alpine and BusyBox, else `bash`. Unsafe: the
    /// image may lack that shell, and a pipe that has failed in silence so far fails the build.
    pub const RULE: Rule = Rule {
        id: "pipe-without-pipefail",
        severity: Severity::Warning,
        fixable: Fixable::Sometimes,
        is_default: true,
        equivalents: &[Hadolint("DL4006")],
        check,
    };
}

fn check(model: &Model, findings: &mut Findings) {
    let mut fixed = None;
    for run in model.scripts.iter().filter(|run| !run.is_onbuild && run.source != ScriptSource::Exec) {
        let Some(pipe) = unsafe_pipe(model, run) else { continue };
        let fix = if fixed == run.stage { None } else { fix(model, run) };
        fixed = run.stage;
        findings.add(pipe, "what stands before this `|` may fail in silence", fix);
    }
}

/// The first pipe without `pipefail` in the shell or in the script before it.
fn unsafe_pipe(model: &Model, run: &RunScript) -> Option<Span> {
    let shell = model.surroundings(run.instruction)?.shell.as_ref();
    let has_option = shell.is_some_and(|shell| shell.value.iter().any(|word| word.contains("pipefail")));
    // Who escapes with a backquote writes for Windows, whose base images often set PowerShell.
    if model.file.escape == '`' || has_option {
        return None;
    }
    let (_, pipe) = run.script.operators.iter().find(|(operator, _)| operator.is_pipe())?;
    let is_set =
        run.script.commands.iter().take_while(|command| command.span.start < pipe.start).any(|command| {
            command
                .invocation_of("set")
                .is_some_and(|found| found.values(&["-o"]).any(|value| value.text == "pipefail"))
        });
    (!is_set).then_some(*pipe)
}

fn fix(model: &Model, run: &RunScript) -> Option<Fix> {
    let node = model.instruction(run.instruction)?;
    if model.surroundings(run.instruction)?.shell.is_some() || node.lines.0 == 0 {
        return None;
    }
    let system = model.base_facts(run.stage?).system;
    let shell = match system {
        Some(system) if system.shell.is_none() => return None,
        Some(system) if !system.has_bash => "/bin/ash",
        None if is_alpine(model.root_base(run.stage?)?) => "/bin/ash",
        _ => "/bin/bash",
    };
    let text = format!("SHELL [\"{shell}\", \"-o\", \"pipefail\", \"-c\"]");
    let edit = Edit::insert(node.keyword_span.start, format!("{text}\n"));
    Some(Fix::unsafe_(format!("Write `{text}` above"), vec![edit]))
}

/// Whether the tag of an image that is not known says so.
fn is_alpine(base: &Base) -> bool {
    let Base::Image(Some(image)) = base else { return false };
    image.effective_tag().is_some_and(|tag| tag.contains("alpine"))
}

#[test]
fn vectors() {
    let pass = [
        "FROM a\nSHELL [\"/bin/bash\", \"-eo\", \"pipefail\", \"-c\"]\nRUN a | b\n",
        "FROM a AS b\nSHELL [\"/bin/bash\", \"-o\", \"pipefail\", \"-c\"]\nFROM b\nRUN a | b\n",
        "FROM a\nRUN set -eux -o pipefail; a | b\n",
        "FROM a\nRUN set -euxo pipefail && a | b\n",
        "FROM a\nRUN a || b\nRUN echo 'a | b'\n",
        "# escape=`\nFROM a\nRUN a | b\n",
        "FROM a\nSHELL [\"pwsh\", \"-c\"]\nRUN a | b\n",
    ];
    let fail = ["FROM a\nSHELL [\"/bin/bash\", \"-c\"]\nRUN a «|» b | c\nRUN x=$(a «|» b)\n"];
    let fix = [
        (
            "FROM node:22-alpine\nRUN a «|» b\nRUN a «|» b\n",
            "FROM node:22-alpine\nSHELL [\"/bin/ash\", \"-o\", \"pipefail\", \"-c\"]\nRUN a | b\nRUN a | b\n",
        ),
        (
            "FROM debian\nRUN a «|» b\n",
            "FROM debian\nSHELL [\"/bin/bash\", \"-o\", \"pipefail\", \"-c\"]\nRUN a | b\n",
        ),
    ];
    crate::rules::check_vectors(&RULE, &pass, &fail, &fix);
}
