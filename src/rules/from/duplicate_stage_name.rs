use std::collections::BTreeMap;

use super::rename::rename;
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
    ///
    /// ## Fix
    /// Unsafe: gives the later stage a number behind its name, and every reference that means it. What `--target` asks for
    /// by that name changes.
    pub const RULE: Rule = Rule {
        id: "duplicate-stage-name",
        severity: Severity::Error,
        fixable: Fixable::Sometimes,
        is_default: true,
        equivalents: &[BuildKit("DuplicateStageName"), Hadolint("DL3024")],
        check,
    };
}

/// References are looked for this often in a file.
const MAX_FIXES: usize = 100;

fn check(model: &Model, findings: &mut Findings) {
    let (mut first, mut fixes) = (BTreeMap::new(), 0);
    for stage in &model.stages {
        let (Some(name), Some(span)) = (&stage.name, stage.name_span) else { continue };
        let line = *first.entry(name).or_insert(stage.lines.0);
        if line != stage.lines.0 {
            fixes += 1;
            let fix = if fixes <= MAX_FIXES { rename(model, stage, name) } else { None };
            findings.add(span, format!("The stage of line {line} is named `{name}` too"), fix);
        }
    }
}

#[test]
fn vectors() {
    let pass = ["FROM a AS b\nFROM a AS c\n", "FROM a\nFROM a\n"];
    let fail =
        ["FROM a AS b\nFROM a AS «B»\nFROM a AS «b»\n", "ARG N=b\nFROM a AS b\nFROM a AS «b»\nFROM $N\n"];
    let fix = [
        (
            "FROM a AS b\nFROM b AS c\nFROM c AS «B»\nFROM b\nCOPY --from=b x y\nRUN --mount=from=B,target=/x y\n",
            "FROM a AS b\nFROM b AS c\nFROM c AS b-2\nFROM b-2\nCOPY --from=b-2 x y\nRUN --mount=from=b-2,target=/x y\n",
        ),
        ("FROM a AS b-2\nFROM a AS b\nFROM a AS «b»\n", "FROM a AS b-2\nFROM a AS b\nFROM a AS b-3\n"),
    ];
    crate::rules::check_vectors(&RULE, &pass, &fail, &fix);
}
