use crate::instruction::Kind;
use crate::model::predefined::is_absolute;
use crate::model::{Base, Model};
use crate::rules::Equivalent::{BuildKit, Hadolint};
use crate::rules::{Edit, Findings, Fix, Fixable, Severity, rule};
use crate::syntax::{Keyword, Word};

rule! {
    /// Sets the first working directory with a relative path
    ///
    /// ## Why it matters
    /// A relative `WORKDIR` starts from the directory set before it. When nothing in the file has set one, that is the
    /// directory of the base image, so a new version of the base image can move the files.
    ///
    /// ## Examples
    /// ```dockerfile,bad
    /// FROM alpine:3.22
    /// WORKDIR app
    /// ```
    /// ```dockerfile,good
    /// FROM alpine:3.22
    /// WORKDIR /srv
    /// WORKDIR app
    /// ```
    ///
    /// ## Fix
    /// Puts a `/` in front. Safe on `scratch`; elsewhere the base image may have a working directory other than `/`.
    pub const RULE: Rule = Rule {
        id: "relative-workdir",
        severity: Severity::Warning,
        fixable: Fixable::Sometimes,
        is_default: true,
        equivalents: &[BuildKit("WorkdirRelativePath"), Hadolint("DL3000")],
        check,
    };
}

fn check(model: &Model, findings: &mut Findings) {
    for place in model.dispatched_with(&[Keyword::Workdir]) {
        let Kind::Workdir(workdir) = place.kind else { continue };
        let Some(path) = place.expand(model, &workdir.path) else { continue };
        if place.surroundings.working_dir.is_some() || is_absolute(&path, place.surroundings.is_windows) {
            continue;
        }
        let message = format!("`{path}` is a relative working directory, and nothing has set one before");
        findings.add_dispatched(&place, workdir.path.span, message, fix(model, place.index, &workdir.path));
    }
}

fn fix(model: &Model, index: usize, path: &Word) -> Option<Fix> {
    let is_plain = !path.text.contains(['$', '"', '\'', '\\', '`', ':']);
    if !is_plain {
        return None;
    }
    let title = format!("Write `/{}`", path.text.trim_start_matches("./"));
    let edits = vec![Edit::replace(path.span, format!("/{}", path.text.trim_start_matches("./")))];
    let is_scratch =
        model.stage_of(index).and_then(|stage| model.root_base(stage.id)) == Some(&Base::Scratch);
    Some(if is_scratch { Fix::safe(title, edits) } else { Fix::unsafe_(title, edits) })
}

#[test]
fn vectors() {
    let pass = [
        "FROM alpine\nWORKDIR /srv\n",
        "FROM alpine\nENV ROOT=/srv\nWORKDIR $ROOT/app\n",
        "FROM alpine\nWORKDIR /srv\nWORKDIR app\n",
        "FROM alpine AS a\nWORKDIR /srv\nFROM a\nWORKDIR app\n",
        "FROM mcr.microsoft.com/windows/nanoserver:ltsc2022\nWORKDIR C:/app\n",
    ];
    let fail = [
        "FROM alpine\nWORKDIR «app»\nWORKDIR more\n",
        "FROM a\nWORKDIR /x\nFROM b\nWORKDIR «y»\n",
        "FROM alpine\nENV ROOT=srv\nWORKDIR «$ROOT/app»\n",
        "FROM alpine\nWORKDIR «\"app\"»\n",
        "FROM a AS b\nONBUILD WORKDIR x\nFROM «b»\nWORKDIR y\n",
    ];
    let fix = [
        ("FROM alpine\nWORKDIR «app»\n", "FROM alpine\nWORKDIR /app\n"),
        ("FROM scratch\nWORKDIR «./app»\n", "FROM scratch\nWORKDIR /app\n"),
    ];
    crate::rules::check_vectors(&RULE, &pass, &fail, &fix);
}
