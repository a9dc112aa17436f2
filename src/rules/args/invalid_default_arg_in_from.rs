use crate::instruction::ImageRef;
use crate::model::Model;
use crate::rules::Equivalent::BuildKit;
use crate::rules::{Findings, Fixable, Severity, rule};

rule! {
    /// Names no valid image where no build argument is given
    ///
    /// ## Why it matters
    /// With a usable default in `ARG` the file builds as it is, and tools that read it know what it starts from. Without
    /// one `docker build .` fails until somebody finds out which build argument is needed.
    ///
    /// ## Examples
    /// ```dockerfile,bad
    /// ARG VARIANT
    /// FROM alpine:$VARIANT
    /// ```
    /// ```dockerfile,good
    /// ARG VARIANT=3.22
    /// FROM alpine:$VARIANT
    /// ```
    ///
    /// ## Fix
    /// Unsafe: gives the argument a default where it is clear what is missing: `latest` where it is the whole tag, and
    /// `docker.io` where its name says that it is a registry. Builds that set the argument stay as they are.
    pub const RULE: Rule = Rule {
        id: "invalid-default-arg-in-from",
        severity: Severity::Warning,
        fixable: Fixable::Sometimes,
        is_default: true,
        equivalents: &[BuildKit("InvalidDefaultArgInFrom")],
        check,
    };
}

fn check(model: &Model, findings: &mut Findings) {
    for stage in &model.stages {
        let Some(name) = &stage.default_base_name else { continue };
        if ImageRef::parse(name).is_ok() {
            continue;
        }
        let message = if name.is_empty() {
            "Without build arguments this is empty".to_owned()
        } else if model.scope.uses_of(stage.from).is_empty() {
            format!("`{name}` is no valid image name")
        } else {
            format!("Without build arguments this is `{name}`, which is no valid image name")
        };
        findings.add(stage.base_span, message, model.missing_default(stage));
    }
}

#[test]
fn vectors() {
    let pass = [
        "ARG TAG=3\nFROM alpine:$TAG\n",
        "ARG TAG\nFROM alpine:${TAG:-3}\n",
        "ARG TAG\nFROM alpine$TAG\n",
        "FROM scratch\n",
        "ARG A=${B\nFROM $A\n",
    ];
    let fail = [
        "ARG TAG\nFROM «alpine:$TAG»\nFROM «$TAG»\n",
        "ARG NAME=Up\nFROM a\nFROM «$NAME»\n",
        "FROM «Base»\n",
        "ARG TAG\nARG ORG\nFROM «alpine:$TAG-slim»\nFROM «$ORG/app»\nFROM «a:$TAG$ORG»\n",
    ];
    let fix = [
        ("ARG TAG\nFROM «alpine:${TAG}»\n", "ARG TAG=latest\nFROM alpine:${TAG}\n"),
        ("ARG A TAG= B\nFROM «x/y:$TAG» AS a\n", "ARG A TAG=latest B\nFROM x/y:$TAG AS a\n"),
        ("ARG TAG=\"\"\nFROM «alpine:$TAG»\n", "ARG TAG=latest\nFROM alpine:$TAG\n"),
        ("ARG REGISTRY\nFROM «$REGISTRY/a/b:1»\n", "ARG REGISTRY=docker.io\nFROM $REGISTRY/a/b:1\n"),
    ];
    crate::rules::check_vectors(&RULE, &pass, &fail, &fix);
}
