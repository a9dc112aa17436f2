use crate::instruction::Kind;
use crate::model::Model;
use crate::rules::Equivalent::Hadolint;
use crate::rules::{Findings, Fixable, Severity, rule};
use crate::syntax::Keyword;

rule! {
    /// Copies all of a stage over the root
    ///
    /// ## Why it matters
    /// `COPY --from=x / /` brings build tools, caches and whatever else the stage holds, and lays it over the files of
    /// the base image, so the image is neither of the two. Naming the directories that are needed keeps it small;
    /// starting from the stage keeps it whole.
    ///
    /// ## Examples
    /// ```dockerfile,bad
    /// FROM debian:13 AS build
    /// FROM debian:13
    /// COPY --from=build / /
    /// ```
    /// ```dockerfile,good
    /// FROM debian:13 AS build
    /// FROM debian:13
    /// COPY --from=build /srv/app /srv/app
    /// ```
    pub const RULE: Rule = Rule {
        id: "copy-of-whole-stage",
        severity: Severity::Warning,
        fixable: Fixable::Never,
        is_default: true,
        equivalents: &[Hadolint("DL3067")],
        check,
    };
}

fn check(model: &Model, findings: &mut Findings) {
    let is_root = |text: &str| text.trim_matches(['"', '\'']) == "/";
    for (_, _, kind) in model.instructions_with(&[Keyword::Copy]) {
        let Some(Kind::Copy(copy)) = kind else { continue };
        let (Some(from), true) = (&copy.from, is_root(&copy.destination.text)) else { continue };
        if let Some(source) = copy.sources.iter().find(|source| is_root(&source.word().text)) {
            let message = format!("all of `{}` is copied over the root of this stage", from.text);
            findings.add(source.word().span, message, None);
        }
    }
}

#[test]
fn vectors() {
    let pass = ["FROM a\nCOPY / /\nCOPY --from=b:1 / /b\nCOPY --from=b:1 /b /\n"];
    let fail = ["FROM a\nCOPY --from=b:1 «/» /\nCOPY --from=b:1 [«\"/\"», \"/\"]\n"];
    crate::rules::check_vectors(&RULE, &pass, &fail, &[]);
}
