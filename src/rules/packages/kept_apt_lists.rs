use super::append::append;
use super::commands::{KeptStages, Use, Uses, is_mounted, relying, removals};
use crate::model::{Model, RunScript};
use crate::rules::Equivalent::Hadolint;
use crate::rules::{Findings, Fix, Fixable, Safety, Severity, rule};
use crate::shell::{Action, Command, Manager};

rule! {
    /// Leaves the package lists of `apt-get update` in the layer
    ///
    /// ## Why it matters
    /// The lists below `/var/lib/apt/lists` are 20 to 50 MB and of no use in the finished image. A layer holds what is
    /// there at the end of its `RUN`, so they have to be deleted in the same one; deleting them later hides them without
    /// saving a byte. A cache mount keeps them out of the layer as well, and saves the next build the download.
    ///
    /// ## Examples
    /// ```dockerfile,bad
    /// FROM debian:13
    /// RUN apt-get update && apt-get install -y curl
    /// ```
    /// ```dockerfile,good
    /// FROM debian:13
    /// RUN apt-get update && apt-get install -y curl \
    ///     && rm -rf /var/lib/apt/lists/*
    /// ```
    ///
    /// ## Fix
    /// Deletes the lists at the end of the `RUN`. Offered where no `RUN` further down installs packages from them; safe
    /// where this one does, unsafe where no install is in sight.
    pub const RULE: Rule = Rule {
        id: "kept-apt-lists",
        severity: Severity::Info,
        fixable: Fixable::Sometimes,
        is_default: true,
        equivalents: &[Hadolint("DL3009")],
        check,
    };
}

const LISTS: &[&str] = &["/var/lib/apt/lists"];

fn check(model: &Model, findings: &mut Findings) {
    let uses = findings.uses;
    let kept = KeptStages::new(model);
    let relying = relying(model, uses, Manager::is_apt);
    for script in model.scripts.iter().filter(|script| kept.has(script)) {
        let Some(update) = uses.of(script).iter().rfind(|one| is_update(one)) else { continue };
        if is_mounted(model, script, "/var/lib/apt/lists") || is_deleted(uses, script, update.command) {
            continue;
        }
        let message = format!("the package lists of `{}` stay in the layer", update.title());
        let fix = fix(model, uses, update).filter(|_| !relying.contains_key(&script.instruction));
        findings.add(update.span(), message, fix);
    }
}

fn is_update(one: &Use) -> bool {
    one.package.manager.is_apt() && one.package.action == Action::Update
}

fn is_deleted(uses: &Uses, script: &RunScript, update: &Command) -> bool {
    let by_hand = removals(script, LISTS).any(|command| command.span.start > update.span.start);
    let by_apt = uses.of(script).iter().any(|one| {
        one.package.manager.is_apt()
            && matches!(one.subcommand(), "dist-clean" | "distclean")
            && one.command.span.start > update.span.start
    });
    by_hand || by_apt
}

fn fix(model: &Model, uses: &Uses, update: &Use) -> Option<Fix> {
    let sudo = update.command.effective().is_some_and(|effective| effective.wrappers.contains(&"sudo"));
    let command = if sudo { "sudo rm -rf /var/lib/apt/lists/*" } else { "rm -rf /var/lib/apt/lists/*" };
    let fix = append(model, update.script, command)?;
    // Lists that are not read here may be for a program that calls `apt-get` on its own.
    let is_read = uses
        .of(update.script)
        .iter()
        .any(|one| one.package.manager.is_apt() && one.package.action == Action::Install);
    Some(if is_read { fix } else { Fix { safety: Safety::Unsafe, ..fix } })
}

#[test]
fn vectors() {
    let pass = [
        "FROM a\nRUN apt-get update && apt-get install x && rm -rf /var/lib/apt/lists/*\n",
        "FROM a\nRUN apt-get update; rm -fr /var/lib/{apt,dpkg}/\n",
        "FROM a\nRUN apt-get update; find /var/lib/apt/lists -type f -delete\n",
        "FROM a\nRUN apt-get update; apt-get dist-clean\n",
        "FROM a\nRUN --mount=type=cache,target=/var/lib/apt apt-get update\n",
        "FROM a AS b\nRUN apt-get update\nFROM c\nRUN x\n",
    ];
    let fail = [
        "FROM a\nRUN rm -rf /var/lib/apt/lists/* && «apt-get update»\n",
        "FROM a\nRUN «apt-get update» && rm -rf /tmp/x\n",
        "FROM a AS b\nRUN «apt-get update»\nFROM b\nRUN x\n",
        "FROM a\nRUN «apt-get update»\nRUN apt-get install x\n",
        "FROM a\nRUN --mount=type=cache,target=/var/cache/apt «apt update»\n",
        "FROM a\nRUN apt-get update && «aptitude update»\n",
        "RUN «apt-get update»\n",
    ];
    let fix = [
        (
            "FROM a\nRUN «apt-get update» \\\n    && apt-get install -y x\nCMD y\n",
            "FROM a\nRUN apt-get update \\\n    && apt-get install -y x \\\n    && rm -rf /var/lib/apt/lists/*\nCMD y\n",
        ),
        (
            "FROM a\nONBUILD RUN sudo «apt-get -qq update»\n",
            "FROM a\nONBUILD RUN sudo apt-get -qq update && sudo rm -rf /var/lib/apt/lists/*\n",
        ),
        (
            "FROM a\nRUN <<E\nset -e\n«apt-get update»\napt-get install -y x\nE\n",
            "FROM a\nRUN <<E\nset -e\napt-get update\napt-get install -y x\nrm -rf /var/lib/apt/lists/*\nE\n",
        ),
    ];
    crate::rules::check_vectors(&RULE, &pass, &fail, &fix);
}
