use super::commands::{Use, can_edit, relying};
use crate::model::Model;
use crate::rules::{Edit, Findings, Fix, Fixable, Severity, rule};
use crate::shell::{Action, Manager, Operator};

rule! {
    /// Fetches package lists in another `RUN` than the install that reads them
    ///
    /// ## Why it matters
    /// The `RUN` that fetches the lists never changes, so the build cache keeps its layer for as long as it can. When
    /// the install below is edited months later, it works on the old lists: it installs old versions, or fails since the
    /// archive no longer has them. In one `RUN` both happen together.
    ///
    /// ## Examples
    /// ```dockerfile,bad
    /// FROM debian:13
    /// RUN apt-get update
    /// RUN apt-get install -y curl
    /// ```
    /// ```dockerfile,good
    /// FROM debian:13
    /// RUN apt-get update && apt-get install -y curl
    /// ```
    ///
    /// ## Fix
    /// Fetches the lists again where they are read. Unsafe: newer versions may be installed than before.
    pub const RULE: Rule = Rule {
        id: "stale-package-lists",
        severity: Severity::Warning,
        fixable: Fixable::Sometimes,
        is_default: true,
        equivalents: &[],
        check,
    };
}

fn check(model: &Model, findings: &mut Findings) {
    for is_manager in [Manager::is_apt as fn(Manager) -> bool, |manager| manager == Manager::Apk] {
        let uses = findings.uses;
        for (instruction, relying) in relying(model, uses, is_manager) {
            let Some(script) = model.script(instruction).filter(|script| !script.is_onbuild) else {
                continue;
            };
            let is = |one: &Use, actions: &[Action]| {
                is_manager(one.package.manager) && actions.contains(&one.package.action)
            };
            let reads = [Action::Download, Action::Install, Action::Upgrade];
            let Some(update) = uses.of(script).iter().find(|one| is(one, &[Action::Update])) else {
                continue;
            };
            let Some(first) = relying.first().filter(|_| !uses.of(script).iter().any(|one| is(one, &reads)))
            else {
                continue;
            };
            let line = model.instruction(first.script.instruction).map_or(0, |node| node.lines.0);
            let message =
                format!("`{}` and the install on line {line} are in different layers", update.title());
            findings.add(update.span(), message, fix(update, &relying));
        }
    }
}

/// Updates right before every install that relies on the lists.
fn fix(update: &Use, relying: &[&Use]) -> Option<Fix> {
    let title = update.title();
    let mut edits = Vec::new();
    for one in relying {
        let joins = matches!(
            one.command.before,
            None | Some(Operator::And | Operator::Semicolon | Operator::Newline)
        );
        if !joins || one.command.negated || !can_edit(one.script) {
            return None;
        }
        let sudo = one.command.effective().is_some_and(|effective| effective.wrappers.contains(&"sudo"));
        let prefix = if sudo { "sudo " } else { "" };
        edits.push(Edit::insert(one.command.span.start, format!("{prefix}{title} && ")));
    }
    Some(Fix::unsafe_(format!("Run `{title}` before the install as well"), edits))
}

#[test]
fn vectors() {
    let pass = [
        "FROM a\nRUN apt-get update && apt-get install x\nRUN apt-get install y\n",
        "FROM a\nRUN apt-get update\nRUN apt-get update && apt-get install x\n",
        "FROM a AS b\nRUN apt-get update\nFROM c\nRUN apt-get install x\n",
        "FROM a\nRUN apk update\nRUN apk add --no-cache x\n",
    ];
    let fail = ["FROM a\nRUN «apt-get update»\nRUN [\"apt-get\", \"install\", \"x\"]\n"];
    let fix = [
        (
            "FROM a\nRUN «apt-get update»\nRUN apt-get install -y x\nRUN A=b apt-get install -y y\n",
            "FROM a\nRUN apt-get update\nRUN apt-get update && apt-get install -y x\nRUN apt-get update && A=b apt-get install -y y\n",
        ),
        (
            "FROM a AS b\nRUN «apk update»\nFROM b\nRUN x && apk add y\n",
            "FROM a AS b\nRUN apk update\nFROM b\nRUN x && apk update && apk add y\n",
        ),
    ];
    crate::rules::check_vectors(&RULE, &pass, &fail, &fix);
}
