use crate::instruction::Kind;
use crate::model::{Base, Model};
use crate::rules::Equivalent::Hadolint;
use crate::rules::{Edit, Findings, Fix, Fixable, Severity, rule};
use crate::syntax::{Keyword, Word};

rule! {
    /// Copies to a relative path where no WORKDIR is set
    ///
    /// ## Why it matters
    /// A relative destination starts from the working directory. When nothing in the file has set one, that is the
    /// directory of the base image, so a new version of the base image can move the files.
    ///
    /// ## Examples
    /// ```dockerfile,bad
    /// FROM debian:13
    /// COPY start.sh bin/
    /// ```
    /// ```dockerfile,good
    /// FROM debian:13
    /// WORKDIR /srv/app
    /// COPY start.sh bin/
    /// ```
    ///
    /// ## Fix
    /// Puts a `/` in front. Safe on `scratch`; elsewhere the base image may have a working directory other than `/`.
    pub const RULE: Rule = Rule {
        id: "relative-copy-destination",
        severity: Severity::Warning,
        fixable: Fixable::Sometimes,
        is_default: true,
        equivalents: &[Hadolint("DL3045")],
        check,
    };
}

fn check(model: &Model, findings: &mut Findings) {
    for stage in &model.stages {
        let is_scratch = model.root_base(stage.id) == Some(&Base::Scratch);
        for (index, _, kind) in model.stage_with(stage, &[Keyword::Copy]) {
            let Some(Kind::Copy(copy)) = kind else { continue };
            let has_workdir = model.surroundings(index).is_none_or(|found| found.working_dir.is_some());
            let path = copy.destination.text.trim_start_matches(['"', '\'']);
            let has_drive = path.as_bytes().get(1) == Some(&b':');
            if has_workdir || path.is_empty() || path.starts_with(['/', '\\', '$']) || has_drive {
                continue;
            }
            let message = format!("`{path}` is relative, and nothing has set a working directory");
            findings.add(copy.destination.span, message, fix(&copy.destination, is_scratch));
        }
    }
}

fn fix(path: &Word, is_scratch: bool) -> Option<Fix> {
    if path.text.contains(['$', '"', '\'', '\\', '`'])
        || path.text.starts_with("..")
        || path.text.len() != path.joined.len()
    {
        return None;
    }
    let rest = path.text.trim_start_matches("./");
    let absolute = if rest == "." { "/".to_owned() } else { format!("/{rest}") };
    let title = format!("Write `{absolute}`");
    let edits = vec![Edit::replace(path.span, absolute)];
    Some(if is_scratch { Fix::safe(title, edits) } else { Fix::unsafe_(title, edits) })
}

#[test]
fn vectors() {
    let pass = [
        "FROM a\nCOPY b /c\nCOPY b $c\nCOPY b \"/c\"\nCOPY b C:/d\n",
        "FROM a AS b\nWORKDIR /x\nFROM b\nCOPY c d\n",
        "FROM a\nONBUILD COPY b c\n",
    ];
    let fail = ["FROM a AS b\nWORKDIR /x\nFROM c\nCOPY d «\"e\"»\n", "FROM a\nCOPY [\"b\", «\"c d\"»]\n"];
    let fix = [
        ("FROM a\nCOPY b «.»\nCOPY b «./»\n", "FROM a\nCOPY b /\nCOPY b /\n"),
        ("FROM scratch\nCOPY b «./c/»\n", "FROM scratch\nCOPY b /c/\n"),
    ];
    crate::rules::check_vectors(&RULE, &pass, &fail, &fix);
}
