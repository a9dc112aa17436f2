use crate::instruction::Kind;
use crate::model::Model;
use crate::rules::{Edit, Findings, Fix, Fixable, Severity, rule};
use crate::syntax::{Instruction, Keyword, Word};

rule! {
    /// Writes two paths where one is read
    ///
    /// ## Why it matters
    /// `VOLUME` names directories of the container. Which directory of the host is mounted there is decided by `docker run`
    /// or compose, and a colon is a part of the path here. `WORKDIR` takes the whole line for one directory, blanks
    /// included. BuildKit accepts both.
    ///
    /// ## Examples
    /// ```dockerfile,bad
    /// FROM alpine:3.22
    /// WORKDIR /app /data
    /// VOLUME ./data:/data
    /// ```
    /// ```dockerfile,good
    /// FROM alpine:3.22
    /// WORKDIR /app
    /// VOLUME /data
    /// ```
    ///
    /// ## Fix
    /// Offered for `VOLUME`: leaves the path of the container. Unsafe, since the volume then has another path.
    pub const RULE: Rule = Rule {
        id: "misread-path",
        severity: Severity::Warning,
        fixable: Fixable::Sometimes,
        is_default: true,
        equivalents: &[],
        check,
    };
}

fn check(model: &Model, findings: &mut Findings) {
    for (_, node, kind) in model.instructions_with(&[Keyword::Volume, Keyword::Workdir]) {
        match kind {
            Some(Kind::Volume(volume)) => volume.paths.iter().for_each(|word| mapping(word, findings)),
            Some(Kind::Workdir(workdir)) => directories(node, &workdir.path, findings),
            _ => {}
        }
    }
}

/// `host:container`, which compose and `docker run` take.
fn mapping(word: &Word, findings: &mut Findings) {
    let text = word.text.trim_end_matches(":ro").trim_end_matches(":rw");
    let Some((host, path)) = text.split_once(":/") else { return };
    // A letter alone is a drive of Windows, and a variable may hold one.
    let is_here = ["$PWD", "${PWD}", "$(pwd)"].iter().any(|here| host.starts_with(here));
    let is_host = is_here || host.len() > 1 && !host.contains([':', '$', '\\', '"', '\'']);
    if !is_host || path.contains([':', '"', '\'']) {
        return;
    }
    let message =
        format!("`{}` is one path with a colon in it: VOLUME mounts nothing of the host", word.text);
    let fix = Fix::unsafe_(format!("Write `/{path}`"), vec![Edit::replace(word.span, format!("/{path}"))]);
    findings.add(word.span, message, Some(fix));
}

/// A second path behind a blank.
fn directories(node: &Instruction, word: &Word, findings: &mut Findings) {
    let text = &*word.text;
    let is_path = |part: &str| part.starts_with('/') || part == "." || part.starts_with("./");
    let (Some(first), Some(second)) = (text.split_whitespace().next(), text.split_whitespace().nth(1)) else {
        return;
    };
    if !is_path(second) || first.ends_with('\\') || text.contains(['"', '\'']) {
        return;
    }
    let message =
        format!("`{text}` is one directory with a blank in its name: {} takes no two", node.keyword);
    findings.add(word.span, message, None);
}

#[test]
fn vectors() {
    let pass = [
        "FROM a\nVOLUME /b /c C:/d C:\\e b: [\"/f\"] $A:/g ${A:-b}:/c\nVOLUME [\"/a:b\", \"C:/d\"]\n",
        "FROM a\nWORKDIR /b c\nWORKDIR \"/b /c\"\nWORKDIR /b\\ /c\nWORKDIR C:/Program Files/b\nWORKDIR /b\n",
    ];
    let fail = ["FROM a\nWORKDIR «/b /c»\nWORKDIR «. /b»\n", "FROM a\nVOLUME /b «$PWD:/c»\n"];
    let fix = [
        ("FROM a\nVOLUME «./b:/c»\n", "FROM a\nVOLUME /c\n"),
        ("FROM a\nVOLUME «b_d:/c:ro» /e\n", "FROM a\nVOLUME /c /e\n"),
    ];
    crate::rules::check_vectors(&RULE, &pass, &fail, &fix);
}
