use super::commands::can_edit;
use crate::model::Model;
use crate::rules::Equivalent::Hadolint;
use crate::rules::{Edit, Findings, Fix, Fixable, Severity, rule};
use crate::shell::Manager;

rule! {
    /// Calls `apt`, which is made for people
    ///
    /// ## Why it matters
    /// `apt` says itself that its command line is not stable: options and output may change between releases, and it
    /// draws a progress bar where nobody looks. `apt-get` and `apt-cache` do the same and stay as they are.
    ///
    /// ## Examples
    /// ```dockerfile,bad
    /// FROM debian:13
    /// RUN apt update && apt install -y curl
    /// ```
    /// ```dockerfile,good
    /// FROM debian:13
    /// RUN apt-get update && apt-get install -y curl
    /// ```
    ///
    /// ## Fix
    /// Safe, for the subcommands that `apt-get` or `apt-cache` have as well.
    pub const RULE: Rule = Rule {
        id: "apt-in-script",
        severity: Severity::Warning,
        fixable: Fixable::Sometimes,
        is_default: true,
        equivalents: &[Hadolint("DL3027")],
        check,
    };
}

fn check(model: &Model, findings: &mut Findings) {
    for one in findings.uses.all().iter().filter(|one| one.package.manager == Manager::Apt) {
        let program = one.package.invocation.program;
        let stable = match one.subcommand() {
            "autoclean" | "autoremove" | "build-dep" | "clean" | "download" | "install" | "purge"
            | "reinstall" | "remove" | "source" | "update" | "upgrade" => Some("apt-get"),
            "depends" | "policy" | "rdepends" | "search" | "show" | "showsrc" => Some("apt-cache"),
            _ => None,
        };
        let is_verbatim = model.text(program.span) == "apt" && can_edit(one.script);
        let fix = stable
            .filter(|_| is_verbatim)
            .map(|name| Fix::safe(format!("Write `{name}`"), vec![Edit::replace(program.span, name)]));
        findings.add(program.span, "`apt` is made for people, and its command line may change", fix);
    }
}

#[test]
fn vectors() {
    let pass = ["FROM a\nRUN apt-get update\n", "FROM a\nRUN echo apt\n", "FROM a\nCMD apt update\n"];
    let fail = ["FROM a\nRUN «apt» list && sudo «apt» moo\n", "FROM a\nRUN [«\"apt\"», \"update\"]\n"];
    let fix = [
        (
            "FROM a\nRUN «apt» update \\\n && «apt» show x\n",
            "FROM a\nRUN apt-get update \\\n && apt-cache show x\n",
        ),
        ("FROM a\nONBUILD RUN «apt» -y install x\n", "FROM a\nONBUILD RUN apt-get -y install x\n"),
        ("FROM a\nRUN <<E\n«apt» update\nE\n", "FROM a\nRUN <<E\napt-get update\nE\n"),
    ];
    crate::rules::check_vectors(&RULE, &pass, &fail, &fix);
}
