use std::collections::BTreeMap;

use crate::model::Model;
use crate::rules::Equivalent::{BuildKit, Hadolint};
use crate::rules::{Findings, Fixable, Severity, rule};

rule! {
    /// Gives two stages the same name
    ///
    /// ## Why it matters
    /// A name leads to the last stage that has it. The earlier stage can only be reached by its number, and whoever reads
    /// `COPY --from` has to know which of both is meant. Names differ in more than their case.
    ///
    /// ## Examples
    /// ```dockerfile,bad
    /// FROM alpine:3.22 AS build
    /// FROM debian:13 AS build
    /// ```
    /// ```dockerfile,good
    /// FROM alpine:3.22 AS build-alpine
    /// FROM debian:13 AS build-debian
    /// ```
    pub const RULE: Rule = Rule {
        id: "duplicate-stage-name",
        severity: Severity::Error,
        fixable: Fixable::Never,
        is_default: true,
        equivalents: &[BuildKit("DuplicateStageName"), Hadolint("DL3024")],
        check,
    };
}

fn check(model: &Model, findings: &mut Findings) {
    let mut first = BTreeMap::new();
    for stage in &model.stages {
        let (Some(name), Some(span)) = (&stage.name, stage.name_span) else { continue };
        let line = *first.entry(name).or_insert(stage.lines.0);
        if line != stage.lines.0 {
            findings.add(span, format!("The stage of line {line} is named `{name}` too"), None);
        }
    }
}

#[test]
fn vectors() {
    let pass = ["FROM a AS b\nFROM a AS c\n", "FROM a\nFROM a\n"];
    let fail = ["FROM a AS b\nFROM a AS «B»\nFROM a AS «b»\n"];
    crate::rules::check_vectors(&RULE, &pass, &fail, &[]);
}
