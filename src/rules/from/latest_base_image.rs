use crate::instruction::Kind;
use crate::model::{Base, Model};
use crate::rules::Equivalent::Hadolint;
use crate::rules::{Findings, Fixable, Severity, rule};

rule! {
    /// Starts from an image with the tag latest
    ///
    /// ## Why it matters
    /// `latest` is whatever the publisher last called so. The same file builds something else tomorrow, and a new major
    /// version comes without a change that anyone could review.
    ///
    /// ## Examples
    /// ```dockerfile,bad
    /// FROM debian:latest
    /// ```
    /// ```dockerfile,good
    /// FROM debian:13-slim
    /// ```
    pub const RULE: Rule = Rule {
        id: "latest-base-image",
        severity: Severity::Warning,
        fixable: Fixable::Never,
        is_default: true,
        equivalents: &[Hadolint("DL3007")],
        check,
    };
}

fn check(model: &Model, findings: &mut Findings) {
    for stage in &model.stages {
        let (Base::Image(Some(image)), Some(Kind::From(from))) = (&stage.base, model.kind(stage.from)) else {
            continue;
        };
        // A variable has another value when the build is called with one.
        let is_literal = from.base.text.ends_with(":latest") || !from.base.text.contains('$');
        if is_literal && image.tag.as_deref() == Some("latest") && image.digest.is_none() {
            let message = format!("`{}` is another image whenever a new one is published", stage.base_name);
            findings.add(stage.base_span, message, None);
        }
    }
}

#[test]
fn vectors() {
    let pass = [
        "FROM a:1\nFROM b\nFROM scratch\n",
        "ARG TAG=latest\nFROM a:$TAG\n",
        "FROM a:latest@sha256:0000000000000000000000000000000000000000000000000000000000000000\n",
    ];
    let fail = ["FROM «a:latest» AS b\nFROM b\n", "ARG A=a\nFROM «$A:latest»\n"];
    crate::rules::check_vectors(&RULE, &pass, &fail, &[]);
}
