use std::collections::BTreeSet;

use crate::model::{Missing, Model, VariableUse};
use crate::rules::Equivalent::BuildKit;
use crate::rules::{Edit, Findings, Fix, Fixable, Severity, rule};
use crate::text::{Span, suggest};

rule! {
    /// Uses a variable in `FROM` that no `ARG` at the top declares
    ///
    /// ## Why it matters
    /// `FROM` sees only what `ARG` declares before the first `FROM`, and the platform arguments. Anything else is
    /// replaced by nothing, which leaves a wrong image name, or a valid one that nobody meant.
    ///
    /// ## Examples
    /// ```dockerfile,bad
    /// FROM alpine:3.22 AS base
    /// ARG VARIANT=-slim
    /// FROM debian:13${VARIANT}
    /// ```
    /// ```dockerfile,good
    /// ARG VARIANT=-slim
    /// FROM alpine:3.22 AS base
    /// FROM debian:13${VARIANT}
    /// ```
    ///
    /// ## Fix
    /// Unsafe: writes the declared name that is most alike.
    pub const RULE: Rule = Rule {
        id: "undefined-arg-in-from",
        severity: Severity::Warning,
        fixable: Fixable::Sometimes,
        is_default: true,
        equivalents: &[BuildKit("UndefinedArgInFrom")],
        check,
    };
}

/// Similar names are looked for this often in a file.
const MAX_SUGGESTIONS: usize = 100;

fn check(model: &Model, findings: &mut Findings) {
    let names: Vec<&str> = model.scope.meta.names().collect();
    let mut suggestions = 0;
    for stage in &model.stages {
        let mut seen = BTreeSet::new();
        for found in model.scope.uses_of(stage.from) {
            if found.missing != Some(Missing::Undeclared) || !seen.insert((found.word, &found.name)) {
                continue;
            }
            suggestions += 1;
            let fix = if suggestions <= MAX_SUGGESTIONS { similar(model, found, &names) } else { None };
            let message = format!("No ARG before the first FROM declares `{}`", found.name);
            findings.add(found.span, message, fix);
        }
    }
}

fn similar(model: &Model, found: &VariableUse, names: &[&str]) -> Option<Fix> {
    let wanted = suggest(&found.name, names, true)?;
    let start = found.span.start + model.text(found.span).find(&found.name)? as u32;
    let span = Span::new(start, start + found.name.len() as u32);
    Some(Fix::unsafe_(format!("Write `{wanted}`"), vec![Edit::replace(span, wanted)]))
}

#[test]
fn vectors() {
    let pass = [
        "ARG A=b\nFROM $A\n",
        "ARG A\nFROM x${A:-y}\n",
        "FROM --platform=$BUILDPLATFORM a$TARGETARCH\n",
        "FROM a\nCOPY $A /x\n",
    ];
    let fail = ["FROM a\nARG B=c\nFROM x«$B»\n", "FROM --platform=«${P:-linux/amd64}» x«${A:-b}»\n"];
    let fix = [("ARG VERSION=1\nFROM a:«$VERSON»\n", "ARG VERSION=1\nFROM a:$VERSION\n")];
    crate::rules::check_vectors(&RULE, &pass, &fail, &fix);
}
