use crate::model::Model;
use crate::rules::Equivalent::{BuildKit, Hadolint};
use crate::rules::{Findings, Fixable, Severity, rule};

rule! {
    /// Names a stage `scratch` or `context`
    ///
    /// ## Why it matters
    /// `scratch` is the empty image and `context` the build context. A later `FROM scratch` would start from the stage
    /// of that name instead of nothing.
    ///
    /// ## Examples
    /// ```dockerfile,bad
    /// FROM alpine:3.22 AS scratch
    /// ```
    /// ```dockerfile,good
    /// FROM alpine:3.22 AS build
    /// ```
    pub const RULE: Rule = Rule {
        id: "reserved-stage-name",
        severity: Severity::Warning,
        fixable: Fixable::Never,
        is_default: true,
        equivalents: &[BuildKit("ReservedStageName"), Hadolint("DL3063")],
        check,
    };
}

fn check(model: &Model, findings: &mut Findings) {
    for stage in &model.stages {
        let (Some(name), Some(span)) = (&stage.name, stage.name_span) else { continue };
        let means = match name.as_str() {
            "scratch" => "the empty image",
            "context" => "the build context",
            _ => continue,
        };
        findings.add(span, format!("`{name}` is reserved: it means {means}"), None);
    }
}

#[test]
fn vectors() {
    let pass = ["FROM scratch\n", "FROM scratch AS contexts\n"];
    let fail = ["FROM a AS «Scratch»\nFROM a AS «context»\n"];
    crate::rules::check_vectors(&RULE, &pass, &fail, &[]);
}
