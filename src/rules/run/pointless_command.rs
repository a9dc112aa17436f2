use crate::model::Model;
use crate::rules::Equivalent::Hadolint;
use crate::rules::{Findings, Fixable, Severity, rule};

rule! {
    /// Runs a command that has no use in a build
    ///
    /// ## Why it matters
    /// A build step has no one at the keyboard, no services and no disks of its own. An editor, `ssh`, `mount` or
    /// `shutdown` does nothing useful there, or waits for input that never comes.
    ///
    /// ## Examples
    /// ```dockerfile,bad
    /// FROM debian:13
    /// RUN service nginx start
    /// ```
    /// ```dockerfile,good
    /// FROM debian:13
    /// CMD ["nginx", "-g", "daemon off;"]
    /// ```
    pub const RULE: Rule = Rule {
        id: "pointless-command",
        severity: Severity::Info,
        fixable: Fixable::Never,
        is_default: true,
        equivalents: &[Hadolint("DL3001")],
        check,
    };
}

/// Commands for people and for machines that keep running.
const POINTLESS: &[&str] = &["free", "kill", "mount", "ps", "service", "shutdown", "ssh", "top", "vim"];

fn check(_: &Model, findings: &mut Findings) {
    for name in POINTLESS {
        let ran = findings.programs.named(name).iter().filter(|ran| ran.command.name() == Some(name));
        for word in ran.filter_map(|ran| ran.command.words.first()) {
            findings.add(word.span, format!("`{name}` has no use in a build step"), None);
        }
    }
}

#[test]
fn vectors() {
    let pass = ["FROM a\nRUN apt-get install ssh vim\n", "FROM a\nRUN ssh-keygen -A\n", "FROM a\nCMD top\n"];
    let fail =
        ["FROM a\nRUN make && «top»\nRUN «/usr/bin/vim» x\n", "FROM a\nONBUILD RUN «service» x start\n"];
    crate::rules::check_vectors(&RULE, &pass, &fail, &[]);
}
