use crate::instruction::{ImageRef, Platform};
use crate::model::{Model, base_facts, platform_prefix};
use crate::rules::Equivalent::BuildKit;
use crate::rules::{Edit, Findings, Fix, Fixable, Severity, rule};
use crate::text::Span;

rule! {
    /// Starts from an image for another platform
    ///
    /// ## Why it matters
    /// The images below `arm64v8/`, `amd64/` and the like are for one platform each, and those of Windows are for Windows
    /// only. Built for another platform, the stage takes them all the same: its commands run under emulation or not at
    /// all. The name without the prefix leads to the right image for every platform.
    ///
    /// BuildKit asks the registry and finds this for any image (`InvalidBaseImagePlatform`). Without the network only names
    /// tell, and only where `--platform` says what is built for. An image of any other name, or a stage without
    /// `--platform`, may be for another platform too, and this rule does not see it.
    ///
    /// ## Examples
    /// ```dockerfile,bad
    /// FROM --platform=linux/amd64 arm64v8/alpine:3.22 AS amd64
    /// ```
    /// ```dockerfile,good
    /// FROM --platform=linux/amd64 alpine:3.22 AS amd64
    /// ```
    ///
    /// ## Fix
    /// Unsafe: takes the platform out of the name, where one is in it; the image of the plain name fits the platform.
    pub const RULE: Rule = Rule {
        id: "mismatched-base-platform",
        severity: Severity::Warning,
        fixable: Fixable::Sometimes,
        is_default: true,
        equivalents: &[BuildKit("InvalidBaseImagePlatform")],
        check,
    };
}

fn check(model: &Model, findings: &mut Findings) {
    for stage in model.checked_stages() {
        let Some(image) = stage.image() else { continue };
        let Some(Ok(only)) = base_facts(image).platform.map(Platform::parse) else { continue };
        let Some(asked) = model.asked_platform(stage.id) else { continue };
        if (&only.os, &only.architecture) != (&asked.os, &asked.architecture) {
            let message = format!("`{}` is for {only}, and this stage is built for {asked}", stage.base_name);
            // Whether BuildKit says so too, only the registry knows.
            findings.add_as(None, stage.base_span, message, fix(model, stage.base_span, image));
        }
    }
}

/// Writes the name without its platform.
fn fix(model: &Model, span: Span, image: &ImageRef) -> Option<Fix> {
    let prefix = platform_prefix(image)?;
    let written = model.text(span);
    let at = written.find(prefix)?;
    let start = span.start + at as u32;
    let title = format!("Write `{}`", written.replacen(prefix, "", 1));
    Some(Fix::unsafe_(title, vec![Edit::delete(Span::new(start, start + prefix.len() as u32))]))
}

#[test]
fn vectors() {
    let pass = [
        "FROM arm64v8/alpine\n",
        "FROM --platform=linux/arm64 arm64v8/alpine\n",
        "FROM --platform=linux/arm/v7 arm32v6/alpine\n",
        "FROM --platform=linux/amd64 me/alpine\n",
    ];
    let fail = [
        "FROM --platform=linux/amd64 «arm64v8/alpine»\n",
        "FROM --platform=linux/amd64 «golang:1.25-nanoserver»\n",
        "FROM --platform=linux/arm64 «mcr.microsoft.com/windows/nanoserver:ltsc2025»\n",
    ];
    let fix = [(
        "FROM --platform=linux/amd64 «docker.io/arm64v8/alpine:3.22» AS x\n",
        "FROM --platform=linux/amd64 docker.io/alpine:3.22 AS x\n",
    )];
    crate::rules::check_vectors(&RULE, &pass, &fail, &fix);
}
