use crate::model::Model;
use crate::rules::programs::Ran;
use crate::rules::{Findings, Fixable, Severity, rule};

rule! {
    /// Runs a package manager as a user who may not
    ///
    /// ## Why it matters
    /// The package managers of distributions write to `/usr` and lock their database, which only root may. After `USER`
    /// with another name the step fails. Some base images set such a user themselves.
    ///
    /// ## Examples
    /// ```dockerfile,bad
    /// FROM debian:13
    /// USER 10001
    /// RUN apt-get update
    /// ```
    /// ```dockerfile,good
    /// FROM debian:13
    /// RUN apt-get update
    /// USER 10001
    /// ```
    pub const RULE: Rule = Rule {
        id: "package-manager-without-root",
        severity: Severity::Warning,
        fixable: Fixable::Never,
        is_default: true,
        equivalents: &[],
        check,
    };
}

const MANAGERS: &[&str] = &["apk", "apt", "apt-get", "aptitude", "dnf", "microdnf", "tdnf", "yum", "zypper"];

/// What writes to the system.
const WRITES: &[&str] = &[
    "add",
    "autoremove",
    "del",
    "dist-upgrade",
    "groupinstall",
    "in",
    "install",
    "reinstall",
    "remove",
    "purge",
    "update",
    "upgrade",
];

fn check(model: &Model, findings: &mut Findings) {
    let ran = MANAGERS.iter().flat_map(|name| findings.programs.named(name));
    for Ran { run, command, .. } in ran.filter(|ran| !ran.run.is_onbuild) {
        let Some(surroundings) = model.surroundings(run.instruction) else { continue };
        let of_base = || run.stage.and_then(|stage| model.base_facts(stage).user);
        let user = match &surroundings.user {
            Some(user) if surroundings.is_root() == Some(false) => user.value.as_str(),
            Some(_) => continue,
            None => of_base().unwrap_or_default(),
        };
        let Some(effective) = command.effective().filter(|_| !user.is_empty()) else { continue };
        let writes = command.invocation().is_some_and(|found| WRITES.contains(&found.subcommand_name()));
        let becomes_root =
            effective.wrappers.iter().any(|name| matches!(*name, "sudo" | "doas" | "fakeroot"));
        let Some(word) = effective.words.first().filter(|_| writes && !becomes_root) else { continue };
        findings.add(word.span, format!("`{}` needs root, and `{user}` runs it", effective.name), None);
    }
}

#[test]
fn vectors() {
    let pass = [
        "FROM a\nRUN apt-get update\nUSER root\nRUN apk add x\n",
        "FROM a\nUSER app\nRUN sudo apt-get update && apt-get --version && pip install x\n",
        "FROM a\nUSER $NOBODY\nRUN yum install -y x\n",
        "FROM a AS b\nUSER app\nFROM b\nUSER 0\nRUN apk add x\n",
    ];
    let fail = [
        "FROM a AS b\nUSER app\nFROM b\nRUN a && «apk» add x\n",
        "FROM jenkins/jenkins:lts\nRUN «apt-get» update\nUSER root\nRUN apt-get update\n",
        "FROM a\nUSER 1000:0\nRUN «apt-get» update && DEBIAN_FRONTEND=x «apt-get» -y install y\n",
    ];
    crate::rules::check_vectors(&RULE, &pass, &fail, &[]);
}
