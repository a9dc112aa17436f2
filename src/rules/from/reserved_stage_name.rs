use super::rename::rename;
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
    ///
    /// ## Fix
    /// Unsafe: gives the stage and every reference to it another name. `--target` may ask for the old one.
    pub const RULE: Rule = Rule {
        id: "reserved-stage-name",
        severity: Severity::Warning,
        fixable: Fixable::Sometimes,
        is_default: true,
        equivalents: &[BuildKit("ReservedStageName"), Hadolint("DL3063")],
        check,
    };
}

/// References are looked for this often in a file.
const MAX_FIXES: usize = 100;

fn check(model: &Model, findings: &mut Findings) {
    let mut fixes = 0;
    for stage in &model.stages {
        let (Some(name), Some(span)) = (&stage.name, stage.name_span) else { continue };
        let (means, other) = match name.as_str() {
            "scratch" => ("the empty image", "empty"),
            "context" => ("the build context", "files"),
            _ => continue,
        };
        fixes += 1;
        let fix = if fixes <= MAX_FIXES { rename(model, stage, other) } else { None };
        findings.add(span, format!("`{name}` is reserved: it means {means}"), fix);
    }
}

#[test]
fn vectors() {
    let pass = ["FROM scratch\n", "FROM scratch AS contexts\n"];
    let fail = ["FROM a AS «Scratch»\nFROM a AS «context»\n"];
    let fix = [(
        "FROM a AS «Scratch»\nFROM scratch\nCOPY --from=scratch x y\n",
        "FROM a AS empty\nFROM empty\nCOPY --from=empty x y\n",
    )];
    crate::rules::check_vectors(&RULE, &pass, &fail, &fix);
}
