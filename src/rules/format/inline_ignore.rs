use crate::model::Model;
use crate::rules::Equivalent::Hadolint;
use crate::rules::{Findings, Fixable, Severity, rule};

rule! {
    /// Silences findings by a comment
    ///
    /// ## Why it matters
    /// Where a team wants exceptions in one place to be reviewed, a comment in the file is the wrong one. This rule finds
    /// them all; it is not shown unless asked for.
    ///
    /// ## Examples
    /// ```dockerfile,bad
    /// FROM debian:13
    /// # hadolint ignore=DL3003
    /// RUN cd /tmp && make
    /// ```
    /// ```dockerfile,good
    /// FROM debian:13
    /// WORKDIR /tmp
    /// RUN make
    /// ```
    pub const RULE: Rule = Rule {
        id: "inline-ignore",
        severity: Severity::Info,
        fixable: Fixable::Never,
        is_default: false,
        equivalents: &[Hadolint("DL1001")],
        check,
    };
}

fn check(model: &Model, findings: &mut Findings) {
    for comment in &model.file.comments {
        let text = comment.text.trim_start_matches(['#', ' ', '\t']);
        let Some(rest) = text.strip_prefix("hadolint ").map(str::trim_start) else { continue };
        let rest = rest.strip_prefix("global ").or_else(|| rest.strip_prefix("stage ")).unwrap_or(rest);
        let Some(rest) = rest.trim_start().strip_prefix("ignore") else { continue };
        if let Some(codes) = rest.trim_start().strip_prefix('=') {
            let codes = codes.split('#').next().unwrap_or_default().trim();
            findings.add(comment.span, format!("a comment silences `{codes}`"), None);
        }
    }
}

#[test]
fn vectors() {
    let pass = ["# hadolint shell=pwsh\nFROM a\n# ignore=DL3003\nRUN b\n"];
    let fail =
        ["«# hadolint global ignore=DL3003»\nFROM a\n«# hadolint ignore = DL3001, DL3002 # why»\nRUN b\n"];
    crate::rules::check_vectors(&RULE, &pass, &fail, &[]);
}
