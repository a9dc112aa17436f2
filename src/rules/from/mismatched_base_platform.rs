use crate::instruction::Platform;
use crate::model::{Model, base_facts};
use crate::rules::Equivalent::BuildKit;
use crate::rules::{Findings, Fixable, Severity, rule};

rule! {
    /// Starts from an image for another platform
    ///
    /// ## Why it matters
    /// The images below `arm64v8/`, `amd64/` and the like are for one platform each, and those of Windows are for Windows
    /// only. Built for another platform, the stage takes them all the same: its commands run under emulation or not at
    /// all. The name without the prefix leads to the right image for every platform.
    ///
    /// BuildKit asks the registry and finds this for any image (`InvalidBaseImagePlatform`). Here only names tell, and only
    /// where `--platform` says what is built for.
    ///
    /// ## Examples
    /// ```dockerfile,bad
    /// FROM --platform=linux/amd64 arm64v8/alpine:3.22 AS amd64
    /// ```
    /// ```dockerfile,good
    /// FROM --platform=linux/amd64 alpine:3.22 AS amd64
    /// ```
    pub const RULE: Rule = Rule {
        id: "mismatched-base-platform",
        severity: Severity::Warning,
        fixable: Fixable::Never,
        is_default: true,
        equivalents: &[BuildKit("InvalidBaseImagePlatform")],
        check,
    };
}

fn check(model: &Model, findings: &mut Findings) {
    for stage in model.checked_stages() {
        let (Some(image), Some(asked)) = (stage.image(), model.asked_platform(stage.id)) else { continue };
        let Some(Ok(only)) = base_facts(image).platform.map(Platform::parse) else { continue };
        if (&only.os, &only.architecture) != (&asked.os, &asked.architecture) {
            let message = format!("`{}` is for {only}, and this stage is built for {asked}", stage.base_name);
            // Whether BuildKit says so too, only the registry knows.
            findings.add_as(None, stage.base_span, message, None);
        }
    }
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
        "FROM --platform=linux/arm64 «mcr.microsoft.com/windows/nanoserver:ltsc2025»\n",
    ];
    crate::rules::check_vectors(&RULE, &pass, &fail, &[]);
}
