use super::commands::is_mounted;
use crate::model::Model;
use crate::rules::Equivalent::Hadolint;
use crate::rules::{Findings, Fixable, Severity, rule};
use crate::shell::Manager;

rule! {
    /// Installs Alpine packages without `--no-cache`
    ///
    /// ## Why it matters
    /// Without `--no-cache`, `apk` works on a package index that a separate `apk update` has fetched, and leaves that
    /// index in the layer. With it, the index is fetched for this command only, is always fresh, and needs no cleaning.
    ///
    /// ## Examples
    /// ```dockerfile,bad
    /// FROM alpine:3.22
    /// RUN apk update && apk add curl
    /// ```
    /// ```dockerfile,good
    /// FROM alpine:3.22
    /// RUN apk add --no-cache curl
    /// ```
    ///
    /// ## Fix
    /// Safe: adds `--no-cache`.
    pub const RULE: Rule = Rule {
        id: "kept-apk-cache",
        severity: Severity::Info,
        fixable: Fixable::Sometimes,
        is_default: true,
        equivalents: &[Hadolint("DL3019")],
        check,
    };
}

fn check(model: &Model, findings: &mut Findings) {
    for one in findings
        .uses
        .all()
        .iter()
        .filter(|one| one.package.manager == Manager::Apk && one.subcommand() == "add")
    {
        if one.has(&["--no-cache", "--no-network"]) || is_mounted(model, one.script, "/var/cache/apk") {
            continue;
        }
        findings.add(one.span(), "`apk add` stands without `--no-cache`", one.add_option("--no-cache"));
    }
}

#[test]
fn vectors() {
    let pass = [
        "FROM a\nRUN apk --no-cache add x && apk add --no-cache x && apk del x\n",
        "FROM a\nRUN apk add --no-network x\n",
        "FROM a\nRUN --mount=type=cache,target=/var/cache/apk/ apk add x\n",
        "FROM a\nRUN --mount=type=tmpfs,target=/var/cache apk add x\n",
    ];
    let fail = [
        "FROM a\nRUN --mount=type=cache,target=/var/cache/apk2 «apk add» x\n",
        "FROM a\nRUN [«\"apk\", \"add\"», \"x\"]\n",
    ];
    let fix = [
        (
            "FROM a\nRUN apk update && «apk -U add» \\\n  x\n",
            "FROM a\nRUN apk update && apk -U add --no-cache \\\n  x\n",
        ),
        ("FROM a\nONBUILD RUN (sudo «apk add» x)\n", "FROM a\nONBUILD RUN (sudo apk add --no-cache x)\n"),
    ];
    crate::rules::check_vectors(&RULE, &pass, &fail, &fix);
}
