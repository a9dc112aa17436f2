use super::commands::{Use, mount_targets};
use crate::instruction::Kind;
use crate::model::{Model, RunScript};
use crate::rules::Equivalent::Hadolint;
use crate::rules::{Findings, Fixable, Severity, rule};
use crate::shell::{Action, Command, Manager};

rule! {
    /// Keeps the cache of `pip` in the layer
    ///
    /// ## Why it matters
    /// `pip` keeps every file it downloads and every wheel it builds, to be faster the next time. In an image there is
    /// no next time, and the layer carries the packages twice. `--no-cache-dir`, or `ENV PIP_NO_CACHE_DIR=1`, turns the
    /// cache off; a cache mount on `/root/.cache/pip` keeps it outside the image.
    ///
    /// ## Examples
    /// ```dockerfile,bad
    /// FROM python:3.14
    /// RUN pip install flask==3.1.2
    /// ```
    /// ```dockerfile,good
    /// FROM python:3.14
    /// RUN pip install --no-cache-dir flask==3.1.2
    /// ```
    ///
    /// ## Fix
    /// Safe: adds `--no-cache-dir`.
    pub const RULE: Rule = Rule {
        id: "kept-pip-cache",
        severity: Severity::Warning,
        fixable: Fixable::Sometimes,
        is_default: true,
        equivalents: &[Hadolint("DL3042")],
        check,
    };
}

const VARIABLE: &str = "PIP_NO_CACHE_DIR";

fn check(model: &Model, findings: &mut Findings) {
    let before_stages = before_stages(model);
    for script in &model.scripts {
        let mut uses = findings.uses.of(script).iter().peekable();
        let mut exported = None;
        for command in &script.script.commands {
            if command.name() == Some("export") {
                exported = assigned(command).or(exported);
            }
            let Some(one) = uses.next_if(|one| std::ptr::eq(one.command, command)) else { continue };
            if !one.is(Manager::Pip, Action::Install)
                || one.has(&["--no-cache-dir"])
                || is_mounted(model, one)
            {
                continue;
            }
            let image = || of_image(model, script, &before_stages);
            if own(command).or(exported).or_else(image).is_some_and(is_true) {
                continue;
            }
            let message = format!("`{}` keeps its cache in the layer", one.title());
            findings.add(one.span(), message, one.add_option("--no-cache-dir"));
        }
    }
}

fn is_mounted(model: &Model, one: &Use) -> bool {
    let folder = one.package.invocation.values(&["--cache-dir"]).next();
    mount_targets(model, one.script).any(|target| {
        target.ends_with("/.cache")
            || target.contains("pip")
            || folder.is_some_and(|folder| folder.text == target)
    })
}

fn is_true(value: &str) -> bool {
    let value = value.trim_matches(['"', '\'']).to_ascii_lowercase();
    !matches!(value.as_str(), "" | "0" | "false" | "no" | "off")
}

/// The value that a command sets for itself, alone or by `env`.
fn own(command: &Command) -> Option<&str> {
    let own = command.assignments.iter().find(|assignment| assignment.name == VARIABLE);
    let by_env = || {
        let assignments = command.effective()?.assignments;
        assignments.into_iter().find(|(name, _)| *name == VARIABLE).map(|(_, value)| value)
    };
    own.map(|assignment| assignment.value.text.as_str()).or_else(by_env)
}

/// The value among the arguments of `export`.
fn assigned(command: &Command) -> Option<&str> {
    let mut assignments = command.args().iter().filter_map(|word| word.assignment());
    assignments.rfind(|(name, _)| *name == VARIABLE).map(|(_, value)| value)
}

fn of_image<'a>(model: &'a Model, script: &RunScript, before_stages: &[(usize, &'a str)]) -> Option<&'a str> {
    if let Some(stage) = script.stage {
        return model.scope.lookup(stage, VARIABLE, script.instruction)?.value.as_deref();
    }
    let after = before_stages.partition_point(|(index, _)| *index < script.instruction);
    before_stages.get(after.checked_sub(1)?).map(|(_, value)| *value)
}

/// What ENV sets where there is no stage yet.
fn before_stages(model: &Model) -> Vec<(usize, &str)> {
    let instructions = model.instructions().take_while(|(index, ..)| model.stage_of(*index).is_none());
    let pairs = instructions.filter_map(|(index, _, kind)| match kind? {
        Kind::Env(env) => Some(env.pairs.iter().map(move |pair| (index, pair))),
        _ => None,
    });
    let named = pairs.flatten().filter(|(_, pair)| pair.name.text == VARIABLE);
    named.map(|(index, pair)| (index, pair.value.text.as_str())).collect()
}

#[test]
fn vectors() {
    let pass = [
        "FROM a\nRUN pip install --no-cache-dir x\n",
        "FROM a\nENV PIP_NO_CACHE_DIR=1\nRUN pip install x\n",
        "FROM a AS b\nENV PIP_NO_CACHE_DIR=on\nFROM b\nRUN pip install x\n",
        "ENV PIP_NO_CACHE_DIR=\"true\"\nRUN pip install x\n",
        "FROM a\nRUN PIP_NO_CACHE_DIR=yes pip install x && env PIP_NO_CACHE_DIR=1 pip install x\n",
        "FROM a\nRUN export PIP_NO_CACHE_DIR=1; pip install x\n",
        "FROM a\nRUN --mount=type=cache,target=/root/.cache/pip pip install x\n",
        "FROM a\nRUN pipx install x && pipenv install x && pip download x\n",
    ];
    let fail = [
        "FROM a\nENV PIP_NO_CACHE_DIR=off\nRUN «pip install» x\n",
        "FROM a\nRUN PIP_NO_CACHE_DIR=0 «pip install» x\n",
        "FROM a\nRUN [«\"pip\", \"install\"», \"x\"]\n",
    ];
    let fix = [
        ("FROM a\nRUN «pip3.11 install» \\\n  x\n", "FROM a\nRUN pip3.11 install --no-cache-dir \\\n  x\n"),
        ("FROM a\nRUN python -m «pip install» x\n", "FROM a\nRUN python -m pip install --no-cache-dir x\n"),
    ];
    crate::rules::check_vectors(&RULE, &pass, &fail, &fix);
}
