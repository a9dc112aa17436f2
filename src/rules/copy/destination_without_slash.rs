use crate::instruction::Kind;
use crate::model::Model;
use crate::rules::Equivalent::Hadolint;
use crate::rules::{Edit, Findings, Fix, Fixable, Severity, rule};
use crate::syntax::Keyword;

rule! {
    /// Copies several sources to a destination without a slash
    ///
    /// ## Why it matters
    /// Several files need a directory to go to, and only a `/` at the end says that the destination is one. Without it
    /// the classic builder refuses the instruction, and with BuildKit one file can take the place of another.
    ///
    /// ## Examples
    /// ```dockerfile,bad
    /// FROM debian:13
    /// COPY go.mod go.sum /src
    /// ```
    /// ```dockerfile,good
    /// FROM debian:13
    /// COPY go.mod go.sum /src/
    /// ```
    ///
    /// ## Fix
    /// Adds the `/`. Unsafe, since the files then go into the directory in place of becoming it.
    pub const RULE: Rule = Rule {
        id: "destination-without-slash",
        severity: Severity::Error,
        fixable: Fixable::Always,
        is_default: true,
        equivalents: &[Hadolint("DL3021")],
        check,
    };
}

fn check(model: &Model, findings: &mut Findings) {
    for (_, _, kind) in model.instructions_with(&[Keyword::Copy]) {
        let Some(Kind::Copy(copy)) = kind else { continue };
        let word = &copy.destination;
        let path = word.text.trim_end_matches(['"', '\'']);
        let is_directory = path.ends_with(['/', '\\']) || matches!(path, "." | "..") || path.ends_with("/.");
        if copy.sources.len() < 2 || is_directory || path.is_empty() {
            continue;
        }
        let quote = word.span.of(&model.source).ends_with(['"', '\'']);
        let edit = Edit::insert(word.span.end - u32::from(quote), "/");
        let message =
            format!("`{path}` gets {} sources and is not written as a directory", copy.sources.len());
        findings.add(word.span, message, Some(Fix::unsafe_("Add `/`", vec![edit])));
    }
}

#[test]
fn vectors() {
    let pass = ["FROM a\nCOPY a b c/\nCOPY a b .\nCOPY a b\n", "FROM a\nCOPY [\"a\", \"b\", \"/c/\"]\n"];
    let fail = ["FROM a\nCOPY --link a b «$c»\n"];
    let fix = [
        ("FROM a\nCOPY a b «/c»\nCOPY a b «\"/c\"»\n", "FROM a\nCOPY a b /c/\nCOPY a b \"/c/\"\n"),
        ("FROM a\nCOPY [\"a\", \"b\", «\"/c\"»]\n", "FROM a\nCOPY [\"a\", \"b\", \"/c/\"]\n"),
    ];
    crate::rules::check_vectors(&RULE, &pass, &fail, &fix);
}
