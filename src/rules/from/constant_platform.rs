use crate::instruction::{From, Kind, Platform};
use crate::model::Model;
use crate::rules::Equivalent::{BuildKit, Hadolint};
use crate::rules::{Findings, Fixable, Severity, rule};

rule! {
    /// Ties a stage to one platform
    ///
    /// ## Why it matters
    /// With a constant `--platform` the stage is built for that platform whatever `docker build --platform` asks for, so
    /// the file cannot make an image for several. Where that is meant, a stage name that holds the system or the
    /// architecture says so. A compiler stage that should run natively takes `$BUILDPLATFORM`.
    ///
    /// ## Examples
    /// ```dockerfile,bad
    /// FROM --platform=linux/amd64 alpine:3.22 AS tools
    /// ```
    /// ```dockerfile,good
    /// FROM --platform=linux/amd64 alpine:3.22 AS tools-amd64
    /// FROM --platform=$BUILDPLATFORM alpine:3.22 AS build
    /// ```
    pub const RULE: Rule = Rule {
        id: "constant-platform",
        severity: Severity::Warning,
        fixable: Fixable::Never,
        is_default: true,
        equivalents: &[BuildKit("FromPlatformFlagConstDisallowed"), Hadolint("DL3029")],
        check,
    };
}

fn check(model: &Model, findings: &mut Findings) {
    for stage in &model.stages {
        let Some(Kind::From(From { platform: Some(platform), .. })) = model.kind(stage.from) else {
            continue;
        };
        let has_variable = model.scope.uses_of(stage.from).iter().any(|found| found.word == platform.span);
        let Some(Ok(parsed)) = model.expand(stage.from, platform).map(|text| Platform::parse(&text)) else {
            continue;
        };
        let name = stage.name.as_deref().unwrap_or_default();
        let is_named = name.contains(&parsed.os) || name.contains(&parsed.architecture);
        if !has_variable && !is_named {
            let message = format!("The stage is tied to the platform `{}`", platform.text);
            findings.add(platform.span, message, None);
        }
    }
}

#[test]
fn vectors() {
    let pass = [
        "FROM alpine\n",
        "FROM --platform=$BUILDPLATFORM alpine\n",
        "ARG P=linux/arm64\nFROM --platform=$P alpine\n",
        "FROM --platform=linux/x86_64 alpine AS for-amd64\n",
        "FROM --platform=linux/arm64 alpine AS linux\n",
        "FROM --platform=no/such/platform/at/all alpine\n",
    ];
    let fail = ["FROM --platform=«linux/amd64» alpine\nFROM --platform=«arm64» alpine AS build\n"];
    crate::rules::check_vectors(&RULE, &pass, &fail, &[]);
}
