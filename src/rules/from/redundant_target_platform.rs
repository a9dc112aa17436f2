use super::flag::without_platform;
use crate::instruction::{From, Kind};
use crate::model::Model;
use crate::rules::Equivalent::{BuildKit, Hadolint};
use crate::rules::{Findings, Fix, Fixable, Severity, rule};
use crate::syntax::Keyword;

rule! {
    /// Asks for the platform that `FROM` has anyway
    ///
    /// ## Why it matters
    /// Without `--platform` a stage is built for the target platform, so `--platform=$TARGETPLATFORM` says nothing. It
    /// makes readers look for a difference that is not there.
    ///
    /// ## Examples
    /// ```dockerfile,bad
    /// FROM --platform=$TARGETPLATFORM alpine:3.22
    /// ```
    /// ```dockerfile,good
    /// FROM alpine:3.22
    /// ```
    ///
    /// ## Fix
    /// Safe: takes the flag out.
    pub const RULE: Rule = Rule {
        id: "redundant-target-platform",
        severity: Severity::Info,
        fixable: Fixable::Sometimes,
        is_default: true,
        equivalents: &[BuildKit("RedundantTargetPlatform"), Hadolint("DL3065")],
        check,
    };
}

fn check(model: &Model, findings: &mut Findings) {
    for (index, node, kind) in model.instructions_with(&[Keyword::From]) {
        let Some(Kind::From(from @ From { platform: Some(platform), .. })) = kind else { continue };
        let uses = model.scope.uses_of(index).iter().filter(|found| found.word == platform.span);
        let mut values = uses.map(|found| (found.name.as_str(), found.value.as_deref()));
        let Some(("TARGETPLATFORM", Some(value))) = values.next() else { continue };
        let is_only = values.all(|(name, _)| name == "TARGETPLATFORM");
        if !is_only || model.expand(index, platform).as_deref() != Some(value) {
            continue;
        }
        let Some(flag) = node.flag("platform") else { continue };
        let fix = without_platform(model, node, from).map(|edit| Fix::safe("Remove the flag", vec![edit]));
        findings.add(flag.span, "The target platform is what `FROM` takes anyway", fix);
    }
}

#[test]
fn vectors() {
    let pass = [
        "FROM --platform=$BUILDPLATFORM a\n",
        "FROM --platform=${TARGETPLATFORM:+linux/arm64} a\n",
        "FROM --platform=$TARGETOS/$TARGETARCH a\n",
        "FROM --platform=linux/amd64 a\n",
    ];
    let fail = ["FROM «--platform=${TARGETPLATFORM:-linux/arm64}» \\\n  a AS b\n"];
    let fix = [("FROM «--platform=$TARGETPLATFORM»  a AS b\n", "FROM a AS b\n")];
    crate::rules::check_vectors(&RULE, &pass, &fail, &fix);
}
