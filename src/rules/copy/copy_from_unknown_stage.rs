use crate::model::{EdgeKind, Endpoint, Model, StageId};
use crate::rules::Equivalent::Hadolint;
use crate::rules::{Edit, Findings, Fix, Fixable, Severity, rule};
use crate::text::suggest;

rule! {
    /// Copies from a name that is no stage
    ///
    /// ## Why it matters
    /// What `--from` names is taken for an image where no stage above has the name. A misspelled stage then becomes a
    /// download of whatever the registry has under that name, or the build fails late. A tag makes plain that an image
    /// is meant, and which one.
    ///
    /// ## Examples
    /// ```dockerfile,bad
    /// FROM golang:1.25 AS build
    /// FROM scratch
    /// COPY --from=biuld /go/bin/app /app
    /// ```
    /// ```dockerfile,good
    /// FROM golang:1.25 AS build
    /// FROM scratch
    /// COPY --from=build /go/bin/app /app
    /// COPY --from=busybox:1.37 /bin/busybox /busybox
    /// ```
    ///
    /// ## Fix
    /// Writes the name of a stage above that is almost the same. Unsafe, since an image may be meant.
    pub const RULE: Rule = Rule {
        id: "copy-from-unknown-stage",
        severity: Severity::Warning,
        fixable: Fixable::Sometimes,
        is_default: true,
        equivalents: &[Hadolint("DL3022")],
        check,
    };
}

fn check(model: &Model, findings: &mut Findings) {
    for edge in &model.edges {
        let Endpoint::Image(name) = &edge.from else { continue };
        if edge.kind != EdgeKind::Copy || name.contains(':') {
            continue;
        }
        let message = format!("`{name}` is no stage above, so an image of that name is downloaded");
        let fix = close_stage(model, edge.to, name)
            .map(|stage| Fix::unsafe_(format!("Write `{stage}`"), vec![Edit::replace(edge.span, stage)]));
        findings.add(edge.span, message, fix);
    }
}

/// How many stages above are looked at for a name that is almost the same.
const MAX_NAMES: usize = 50;

fn close_stage(model: &Model, to: StageId, name: &str) -> Option<String> {
    let above =
        model.stages.get(..to.0)?.iter().rev().take(MAX_NAMES).filter_map(|stage| stage.name.as_deref());
    suggest(name, &above.collect::<Vec<_>>(), false)
}

#[test]
fn vectors() {
    let pass = [
        "FROM a AS b\nFROM c\nCOPY --from=b x y\nCOPY --from=0 x y\nCOPY --from=B x y\n",
        "FROM a\nCOPY --from=b:1 x y\nCOPY --from=b@sha256:0000000000000000000000000000000000000000000000000000000000000000 x y\n",
        "FROM a AS b\nRUN --mount=from=c,target=/c x\n",
    ];
    let fail = ["FROM a AS builder\nFROM c\nCOPY --from=«me/tool» x y\n"];
    let fix = [(
        "FROM a AS builder\nFROM c\nCOPY --from=«bulider» x y\n",
        "FROM a AS builder\nFROM c\nCOPY --from=builder x y\n",
    )];
    crate::rules::check_vectors(&RULE, &pass, &fail, &fix);
}
