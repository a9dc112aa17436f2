use super::append::append;
use super::commands::{KeptStages, Use, Uses, mount_targets};
use crate::model::{Model, RunScript};
use crate::rules::Equivalent::Hadolint;
use crate::rules::{Findings, Fixable, Severity, rule};
use crate::shell::{Action, Manager};

rule! {
    /// Leaves the cache of `yarn` in the layer
    ///
    /// ## Why it matters
    /// `yarn` keeps every package it downloads besides `node_modules`, so the layer carries them twice. The cache has to
    /// be cleaned in the same `RUN`; a cache mount keeps it outside the image as well.
    ///
    /// ## Examples
    /// ```dockerfile,bad
    /// FROM node:24
    /// RUN yarn install --frozen-lockfile
    /// ```
    /// ```dockerfile,good
    /// FROM node:24
    /// RUN yarn install --frozen-lockfile && yarn cache clean
    /// ```
    ///
    /// ## Fix
    /// Safe: cleans the cache at the end of the `RUN`.
    pub const RULE: Rule = Rule {
        id: "kept-yarn-cache",
        severity: Severity::Info,
        fixable: Fixable::Sometimes,
        is_default: true,
        equivalents: &[Hadolint("DL3060")],
        check,
    };
}

fn check(model: &Model, findings: &mut Findings) {
    let uses = findings.uses;
    let kept = KeptStages::new(model);
    for script in model.scripts.iter().filter(|script| kept.has(script)) {
        let Some(last) = uses.of(script).iter().rfind(|one| one.is(Manager::Yarn, Action::Install)) else {
            continue;
        };
        let in_mount = |target: &str| target.ends_with("/.cache") || target.contains("yarn");
        if mount_targets(model, script).any(in_mount) || is_cleaned(uses, script, last) {
            continue;
        }
        let code = (last.subcommand() == "install").then_some(Hadolint("DL3060"));
        let message = format!("`{}` leaves its cache in the layer", last.title());
        findings.add_as(code, last.span(), message, append(model, script, "yarn cache clean"));
    }
}

fn is_cleaned(uses: &Uses, script: &RunScript, last: &Use) -> bool {
    let start = last.command.span.start;
    let cleans = |one: &Use| one.is(Manager::Yarn, Action::Clean) && one.command.span.start > start;
    uses.of(script).iter().any(cleans)
        || script.script.commands.iter().filter(|command| command.span.start > start).any(|command| {
            let names = |text: &str| text.contains(".cache") || text.contains("yarn");
            command.effective().is_some_and(|one| one.name == "rm")
                && command.args().iter().any(|word| names(&word.text))
        })
}

#[test]
fn vectors() {
    let pass = [
        "FROM a\nRUN yarn install && yarn cache clean\n",
        "FROM a\nRUN yarn && rm -rf /usr/local/share/.cache\n",
        "FROM a\nRUN --mount=type=cache,target=/root/.cache/yarn yarn install\n",
        "FROM a AS b\nRUN yarn install\nFROM c\nRUN x\n",
        "FROM a\nRUN yarn build\n",
    ];
    let fail = ["FROM a\nRUN yarn cache clean && «yarn install»\n", "FROM a AS b\nRUN «yarn»\nFROM b\n"];
    let fix = [(
        "FROM a\nRUN «yarn install» && \\\n    yarn build\n",
        "FROM a\nRUN yarn install && \\\n    yarn build && \\\n    yarn cache clean\n",
    )];
    crate::rules::check_vectors(&RULE, &pass, &fail, &fix);
}
