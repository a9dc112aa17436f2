use crate::model::Model;
use crate::rules::{Findings, Fixable, Severity, rule};

rule! {
    /// Has a stage that nothing needs
    ///
    /// ## Why it matters
    /// The build makes the target stage and what that needs. Other stages are skipped: their checks do not run and their
    /// files go nowhere. That is meant for a stage that is built by `--target`; otherwise a `COPY --from` is missing or
    /// the stage is left over.
    ///
    /// ## Examples
    /// ```dockerfile,bad
    /// FROM golang:1.25
    /// RUN go install example.com/app@v1.0.0
    /// FROM alpine:3.22
    /// COPY app /bin/app
    /// ```
    /// ```dockerfile,good
    /// FROM golang:1.25
    /// RUN go install example.com/app@v1.0.0
    /// FROM alpine:3.22
    /// COPY --from=0 /go/bin/app /bin/app
    /// ```
    pub const RULE: Rule = Rule {
        id: "unreachable-stage",
        severity: Severity::Info,
        fixable: Fixable::Never,
        is_default: true,
        equivalents: &[],
        check,
    };
}

fn check(model: &Model, findings: &mut Findings) {
    let Some(target) = model.target.filter(|_| model.options.target.is_none()) else { return };
    // With a variable in a FROM, another value may lead to any stage with a name.
    let varies = model.stages.iter().any(|stage| match model.kind(stage.from) {
        Some(crate::instruction::Kind::From(from)) => from.base.text.contains('$') && stage.is_reachable,
        _ => false,
    });
    let broken_target = model.stage(target).is_none_or(|stage| stage.is_broken);
    if broken_target {
        return;
    }
    for stage in model.stages.iter().filter(|stage| !stage.is_reachable) {
        match (&stage.name, stage.name_span) {
            (Some(_), _) if varies => {}
            (Some(name), Some(span)) => {
                let message = format!("`{name}` is built only where `--target` asks for it");
                findings.add(span, message, None);
            }
            _ => findings.add(
                stage.base_span,
                "nothing needs this stage, and it has no name to ask for it",
                None,
            ),
        }
    }
}

#[test]
fn vectors() {
    let pass = [
        "FROM a AS b\nFROM c\nCOPY --from=b x y\n",
        "FROM a\nFROM c\nRUN --mount=from=d,target=/d x\nCOPY --from=0 x y\n",
        "ARG V=1\nFROM a AS b-1\nFROM a AS b-2\nFROM b-$V\n",
        "FROM a AS b\nFROM c\nCOPY --from=$x y z\n",
    ];
    let fail = ["FROM a AS «b»\nFROM b AS «c»\nFROM «d»\nFROM e\n"];
    crate::rules::check_vectors(&RULE, &pass, &fail, &[]);
}
