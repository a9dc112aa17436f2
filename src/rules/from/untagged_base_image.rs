use crate::instruction::Kind;
use crate::model::{Base, Model};
use crate::rules::Equivalent::Hadolint;
use crate::rules::{Findings, Fixable, Severity, rule};

rule! {
    /// Starts from an image without a tag
    ///
    /// ## Why it matters
    /// Without a tag `latest` is meant, which is whatever the publisher last called so. The same file builds something
    /// else tomorrow, and nothing tells which version the image holds.
    ///
    /// ## Examples
    /// ```dockerfile,bad
    /// FROM debian
    /// ```
    /// ```dockerfile,good
    /// FROM debian:13-slim
    /// ```
    pub const RULE: Rule = Rule {
        id: "untagged-base-image",
        severity: Severity::Warning,
        fixable: Fixable::Never,
        is_default: true,
        equivalents: &[Hadolint("DL3006")],
        check,
    };
}

fn check(model: &Model, findings: &mut Findings) {
    for stage in &model.stages {
        let (Base::Image(Some(image)), Some(Kind::From(from))) = (&stage.base, model.kind(stage.from)) else {
            continue;
        };
        // A variable may hold a tag when the build is called with another value.
        let is_chosen_later = from.base.text.starts_with('$');
        if image.tag.is_none() && image.digest.is_none() && !is_chosen_later {
            findings.add(
                stage.base_span,
                format!("`{}` has no tag, so `latest` is meant", stage.base_name),
                None,
            );
        }
    }
}

#[test]
fn vectors() {
    let pass = [
        "FROM scratch\n",
        "FROM a:1 AS b\nFROM b\n",
        "ARG BASE=a\nFROM $BASE\n",
        "ARG V=1\nFROM a:$V\nFROM localhost:5000/a:1\n",
        "FROM a@sha256:0000000000000000000000000000000000000000000000000000000000000000\n",
    ];
    let fail = [
        "FROM --platform=linux/arm64 «alpine» AS b\nFROM «localhost:5000/b»\n",
        "ARG NAME=b\nFROM «a/${NAME}»\n",
    ];
    crate::rules::check_vectors(&RULE, &pass, &fail, &[]);
}
