use std::collections::BTreeMap;

use crate::instruction::Kind;
use crate::model::Model;
use crate::rules::{Findings, Fixable, Severity, rule};
use crate::syntax::Keyword;
use crate::text::Span;

rule! {
    /// Sets a variable twice in one ENV
    ///
    /// ## Why it matters
    /// The last value counts and the first one is never seen by anything. One of the two names is probably a mistake.
    ///
    /// ## Examples
    /// ```dockerfile,bad
    /// FROM debian:13
    /// ENV LANG=C LANG=C.UTF-8
    /// ```
    /// ```dockerfile,good
    /// FROM debian:13
    /// ENV LANG=C LC_ALL=C.UTF-8
    /// ```
    pub const RULE: Rule = Rule {
        id: "duplicate-env-key",
        severity: Severity::Warning,
        fixable: Fixable::Never,
        is_default: true,
        equivalents: &[],
        check,
    };
}

fn check(model: &Model, findings: &mut Findings) {
    for (_, _, kind) in model.instructions_with(&[Keyword::Env]) {
        let Some(Kind::Env(env)) = kind else { continue };
        if env.pairs.len() < 2 {
            continue;
        }
        let mut last: BTreeMap<&str, Span> = BTreeMap::new();
        for pair in &env.pairs {
            let name = pair.name.text.as_str();
            if let Some(overwritten) = last.insert(name, pair.name.span) {
                findings.add(overwritten, format!("`{name}` is set again further on in this ENV"), None);
            }
        }
    }
}

#[test]
fn vectors() {
    let pass = ["FROM a\nENV A=1 B=2\nENV A=3\nENV a=1 A=2\n"];
    let fail = ["FROM a\nENV «A»=1 B=2 «A»=3 A=4\n"];
    crate::rules::check_vectors(&RULE, &pass, &fail, &[]);
}
