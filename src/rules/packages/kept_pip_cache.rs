use super::commands::{Use, mount_targets, uses};
use crate::instruction::Kind;
use crate::model::Model;
use crate::rules::Equivalent::Hadolint;
use crate::rules::{Findings, Fixable, Severity, rule};
use crate::shell::{Action, Manager};

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
    for one in uses(model).filter(|one| one.is(Manager::Pip, Action::Install)) {
        if one.has(&["--no-cache-dir"]) || is_mounted(model, &one) || is_turned_off(model, &one) {
            continue;
        }
        let message = format!("`{}` keeps its cache in the layer", one.title());
        findings.add(one.span(), message, one.add_option("--no-cache-dir"));
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

/// Whether a variable turns the cache off, for this command, in the script so far, or in the image.
fn is_turned_off(model: &Model, one: &Use) -> bool {
    let own = one.command.assignments.iter().find(|assignment| assignment.name == VARIABLE);
    let own = own.map(|assignment| assignment.value.text.as_str());
    let by_env = one.command.effective();
    let by_env = by_env
        .and_then(|effective| effective.assignments.iter().find(|(name, _)| *name == VARIABLE).copied());
    let value =
        own.or(by_env.map(|(_, value)| value)).or_else(|| exported(one)).or_else(|| of_image(model, one));
    value.is_some_and(|value| {
        let value = value.trim_matches(['"', '\'']).to_ascii_lowercase();
        !matches!(value.as_str(), "" | "0" | "false" | "no" | "off")
    })
}

fn exported<'a>(one: &Use<'a>) -> Option<&'a str> {
    let before =
        one.script.script.commands.iter().take_while(|other| other.span.start < one.command.span.start);
    let exports = before.filter(|other| other.name() == Some("export"));
    exports
        .flat_map(|other| other.args())
        .filter_map(|word| word.assignment())
        .filter(|(name, _)| *name == VARIABLE)
        .last()
        .map(|(_, value)| value)
}

fn of_image<'a>(model: &'a Model, one: &Use) -> Option<&'a str> {
    if let Some(stage) = one.script.stage {
        return model.scope.lookup(stage, VARIABLE, one.script.instruction)?.value.as_deref();
    }
    let before = model.kinds.iter().take(one.script.instruction).flatten();
    let pairs =
        before.filter_map(|kind| if let Kind::Env(env) = kind { Some(&env.pairs) } else { None }).flatten();
    pairs.filter(|pair| pair.name.text == VARIABLE).last().map(|pair| pair.value.text.as_str())
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
