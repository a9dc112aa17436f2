use super::flag::without_platform;
use crate::instruction::{From, Kind, Platform};
use crate::model::{EdgeKind, Endpoint, Model, Stage};
use crate::rules::Equivalent::{BuildKit, Hadolint};
use crate::rules::{Edit, Findings, Fix, Fixable, Severity, rule};
use crate::text::Span;

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
    ///
    /// ## Fix
    /// Unsafe: takes the flag away, so that the stage is built for the asked platform, or writes `$BUILDPLATFORM` where
    /// other stages only take files from this one. The latter suits stages that compile for another platform.
    pub const RULE: Rule = Rule {
        id: "constant-platform",
        severity: Severity::Warning,
        fixable: Fixable::Sometimes,
        is_default: true,
        equivalents: &[BuildKit("FromPlatformFlagConstDisallowed"), Hadolint("DL3029")],
        check,
    };
}

fn check(model: &Model, findings: &mut Findings) {
    for stage in &model.stages {
        let Some(Kind::From(from @ From { platform: Some(platform), .. })) = model.kind(stage.from) else {
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
            findings.add(platform.span, message, fixes(model, stage, from, platform.span));
        }
    }
}

/// The asked platform for all, and the build's own for what only gives files to others.
fn fixes(model: &Model, stage: &Stage, from: &From, platform: Span) -> Vec<Fix> {
    let node = model.instruction(stage.from);
    let remove = node.and_then(|node| without_platform(model, node, from));
    let remove = remove.map(|edit| Fix::unsafe_("Build the stage for the asked platform", vec![edit]));
    let users = || model.edges.iter().filter(|edge| edge.from == Endpoint::Stage(stage.id));
    let gives_files = users().next().is_some() && users().all(|edge| edge.kind != EdgeKind::From);
    let native = (gives_files && model.target != Some(stage.id)).then(|| {
        let edit = Edit::replace(platform, "$BUILDPLATFORM");
        Fix::unsafe_("Build the stage for the platform of the builder", vec![edit])
    });
    remove.into_iter().chain(native).collect()
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
    let fix = [
        ("FROM --platform=«linux/amd64» alpine AS build\n", "FROM alpine AS build\n"),
        (
            "FROM --platform=«arm64» \\\n  a\nFROM --platform=«arm64» b\n",
            "FROM --platform=arm64 \\\n  a\nFROM b\n",
        ),
    ];
    crate::rules::check_vectors(&RULE, &pass, &fail, &fix);
}

#[test]
fn what_only_gives_files_may_be_native() {
    let titles = |rest: &str| {
        let text = format!("FROM --platform=linux/amd64 a AS b\nFROM c\n{rest}");
        let found = crate::rules::check_rule(&RULE, &Model::new(&text, &crate::Options::default()));
        found[0].fixes.iter().map(|fix| fix.edits[0].text.clone()).collect::<Vec<_>>()
    };
    assert_eq!(titles("COPY --from=b x y\n"), ["", "$BUILDPLATFORM"]);
    assert_eq!(titles(""), [""]);
    assert_eq!(titles("COPY --from=b x y\nFROM b\n"), [""]);
}
