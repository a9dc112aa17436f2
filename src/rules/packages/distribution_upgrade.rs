use crate::model::Model;
use crate::rules::Equivalent::Hadolint;
use crate::rules::{Findings, Fixable, Severity, rule};
use crate::shell::Manager;

rule! {
    /// Upgrades the whole distribution with `zypper dup`
    ///
    /// ## Why it matters
    /// `zypper dist-upgrade` may move the image to another release of the distribution than its tag says, and what it
    /// installs changes with every build. A newer base image is the way to a newer distribution.
    ///
    /// ## Examples
    /// ```dockerfile,bad
    /// FROM opensuse/leap:15.6
    /// RUN zypper --non-interactive dup
    /// ```
    /// ```dockerfile,good
    /// FROM opensuse/leap:16.0
    /// RUN zypper --non-interactive patch
    /// ```
    pub const RULE: Rule = Rule {
        id: "distribution-upgrade",
        severity: Severity::Warning,
        fixable: Fixable::Never,
        is_default: true,
        equivalents: &[Hadolint("DL3035")],
        check,
    };
}

fn check(_: &Model, findings: &mut Findings) {
    for one in findings.uses.all().iter().filter(|one| one.package.manager == Manager::Zypper) {
        if matches!(one.subcommand(), "dup" | "dist-upgrade") {
            let message = format!("`{}` upgrades the distribution away from the base image", one.title());
            findings.add(one.span(), message, None);
        }
    }
}

#[test]
fn vectors() {
    let pass = ["FROM a\nRUN zypper up && zypper patch\n"];
    let fail = ["FROM a\nRUN «zypper dup»\n", "FROM a\nONBUILD RUN «zypper -n dist-upgrade» -l\n"];
    crate::rules::check_vectors(&RULE, &pass, &fail, &[]);
}
