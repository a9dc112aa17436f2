use crate::instruction::Kind;
use crate::model::Model;
use crate::rules::Equivalent::Hadolint;
use crate::rules::{Findings, Fixable, Severity, rule};
use crate::syntax::Keyword;

rule! {
    /// Gives a label a key that tools may not accept
    ///
    /// ## Why it matters
    /// Docker asks for keys of lower-case letters, digits, and single dots and hyphens, and reserves the namespaces
    /// `com.docker`, `io.docker` and `org.dockerproject`. Other keys are stored, but tools that filter and display
    /// labels may miss them, and a reserved key can come to mean something.
    ///
    /// ## Examples
    /// ```dockerfile,bad
    /// FROM debian:13
    /// LABEL Version="1.2"
    /// ```
    /// ```dockerfile,good
    /// FROM debian:13
    /// LABEL org.opencontainers.image.version="1.2"
    /// ```
    pub const RULE: Rule = Rule {
        id: "invalid-label-key",
        severity: Severity::Style,
        fixable: Fixable::Never,
        is_default: true,
        equivalents: &[Hadolint("DL3048")],
        check,
    };
}

const RESERVED: &[&str] = &["com.docker.", "io.docker.", "org.dockerproject."];

fn check(model: &Model, findings: &mut Findings) {
    for (_, _, kind) in model.instructions_with(&[Keyword::Label]) {
        let Some(Kind::Label(label)) = kind else { continue };
        for pair in &label.pairs {
            let key = pair.name.text.trim_matches(['"', '\'']);
            if let Some(problem) = problem(key) {
                findings.add(pair.name.span, format!("the label key `{key}` {problem}"), None);
            }
        }
    }
}

/// What is wrong with a key.
fn problem(key: &str) -> Option<&'static str> {
    let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    let strange = |c: char| !is_plain(c) && !matches!(c, '.' | '-' | '_' | '/');
    let is_double = |pair: &[u8]| matches!(pair, [b'.', b'.'] | [b'-', b'-']);
    if RESERVED.iter().any(|prefix| key.starts_with(prefix)) {
        Some("is in a namespace that Docker reserves")
    } else if key.contains(|c: char| c.is_ascii_uppercase()) {
        Some("has upper-case letters")
    } else if key.contains(strange) {
        Some("has characters other than letters, digits, dots and hyphens")
    } else if !key.starts_with(|c: char| c.is_ascii_lowercase()) || !key.ends_with(is_plain) {
        Some("does not begin with a letter and end with a letter or digit")
    } else if key.as_bytes().windows(2).any(is_double) {
        Some("has two dots or two hyphens in a row")
    } else {
        None
    }
}

#[test]
fn vectors() {
    let pass = ["FROM a\nLABEL a=b org.example.a-b_c/d1=\"x\" \"e.f\"=g\n", "FROM a\nLABEL maintainer me\n"];
    let fail = [
        "FROM a\nLABEL «Name»=x a=b «io.docker.x»=y\n",
        "FROM a\nLABEL «a..b»=x «1a»=y «a-»=z «\"a b\"»=c\n",
    ];
    crate::rules::check_vectors(&RULE, &pass, &fail, &[]);
}
