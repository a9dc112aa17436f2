use crate::model::Model;
use crate::rules::{Findings, Fixable, Severity, rule};

rule! {
    /// Manages keys with `apt-key`, which newer releases no longer have
    ///
    /// ## Why it matters
    /// A key that `apt-key` adds is trusted for every repository, also for those of the distribution itself. The command
    /// is deprecated since Debian 11 and gone in Debian 13, so the step fails on a newer base image. A key in
    /// `/etc/apt/keyrings` that the source names with `signed-by` is trusted for that source only.
    ///
    /// ## Examples
    /// ```dockerfile,bad
    /// FROM debian:12
    /// RUN curl -fsSL https://example.com/key.asc | apt-key add -
    /// ```
    /// ```dockerfile,good
    /// FROM debian:12
    /// ADD https://example.com/key.asc /etc/apt/keyrings/example.asc
    /// RUN echo "deb [signed-by=/etc/apt/keyrings/example.asc] https://example.com/debian stable main" \
    ///     > /etc/apt/sources.list.d/example.list
    /// ```
    pub const RULE: Rule = Rule {
        id: "apt-key",
        severity: Severity::Warning,
        fixable: Fixable::Never,
        is_default: true,
        equivalents: &[],
        check,
    };
}

fn check(_: &Model, findings: &mut Findings) {
    for effective in findings.programs.named("apt-key").iter().filter_map(|ran| ran.command.effective()) {
        if let Some(word) = effective.words.first() {
            findings.add(word.span, "`apt-key` is deprecated, and gone in Debian 13", None);
        }
    }
}

#[test]
fn vectors() {
    let pass = ["FROM a\nRUN gpg --dearmor < k > /etc/apt/keyrings/k.gpg\n", "FROM a\nRUN echo apt-key\n"];
    let fail = ["FROM a\nRUN curl k | «apt-key» add - && sudo «apt-key» adv --recv-keys 1\n"];
    crate::rules::check_vectors(&RULE, &pass, &fail, &[]);
}
