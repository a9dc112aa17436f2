use crate::instruction::Kind;
use crate::model::Model;
use crate::rules::Equivalent::{BuildKit, Hadolint};
use crate::rules::{Edit, Findings, Fix, Fixable, Severity, rule};
use crate::syntax::{Instruction, Keyword, Word};
use crate::text::lower;

rule! {
    /// Uses `MAINTAINER`
    ///
    /// ## Why it matters
    /// `MAINTAINER` is deprecated. A label says the same where tools look for it, and there may be more than one.
    ///
    /// ## Examples
    /// ```dockerfile,bad
    /// FROM alpine:3.22
    /// MAINTAINER me@example.org
    /// ```
    /// ```dockerfile,good
    /// FROM alpine:3.22
    /// LABEL org.opencontainers.image.authors="me@example.org"
    /// ```
    ///
    /// ## Fix
    /// Safe: writes the label of the OCI specification. The build steps stay the same; the author moves from a field of
    /// the image config to a label.
    pub const RULE: Rule = Rule {
        id: "maintainer-instruction",
        severity: Severity::Warning,
        fixable: Fixable::Sometimes,
        is_default: true,
        equivalents: &[BuildKit("MaintainerDeprecated"), Hadolint("DL4000")],
        check,
    };
}

fn check(model: &Model, findings: &mut Findings) {
    for (_, node, kind) in model.instructions_with(&[Keyword::Maintainer]) {
        let message = format!("`{}` is deprecated in favour of a label", node.keyword_text);
        let name = match kind {
            Some(Kind::Maintainer(maintainer)) => Some(&maintainer.name),
            _ => None,
        };
        findings.add(node.keyword_span, message, name.and_then(|name| fix(model, node, name)));
    }
}

fn fix(model: &Model, node: &Instruction, name: &Word) -> Option<Fix> {
    let is_one_piece = model.text(name.span) == name.text;
    let is_lower = lower(&node.keyword_text) == node.keyword_text;
    let label = if is_lower { "label" } else { "LABEL" };
    let value = quoted(unquoted(&name.text), model.file.escape);
    let text = format!("{label} org.opencontainers.image.authors={value}");
    let edit = Edit::replace(node.keyword_span.cover(name.span), text);
    is_one_piece.then(|| Fix::safe("Write a label", vec![edit]))
}

/// The name without the quotes around it.
fn unquoted(name: &str) -> &str {
    let inner = |quote| name.strip_prefix(quote)?.strip_suffix(quote).filter(|rest| !rest.contains(quote));
    inner('"').or_else(|| inner('\'')).unwrap_or(name)
}

/// The text in double quotes, so that nothing in it is expanded.
fn quoted(text: &str, escape: char) -> String {
    let mut quoted = String::from("\"");
    for character in text.chars() {
        if character == '"' || character == '$' || character == escape {
            quoted.push(escape);
        }
        quoted.push(character);
    }
    quoted.push('"');
    quoted
}

#[test]
fn vectors() {
    let pass = ["FROM a\nLABEL maintainer=me\n", "FROM a\n# MAINTAINER me\n"];
    let fail = ["FROM a\n«maintainer» me\n", "FROM a\n«MAINTAINER» a \\\n  b\n", "FROM a\n«MAINTAINER»\n"];
    let fix = [
        (
            "FROM a\n«MAINTAINER»  Ann Example <ann@example.org> \n",
            "FROM a\nLABEL org.opencontainers.image.authors=\"Ann Example <ann@example.org>\" \n",
        ),
        ("FROM a\n«maintainer» \"A $B\"\n", "FROM a\nlabel org.opencontainers.image.authors=\"A \\$B\"\n"),
        (
            "# escape=`\nFROM a\n«MAINTAINER» \"A\" `b\n",
            "# escape=`\nFROM a\nLABEL org.opencontainers.image.authors=\"`\"A`\" ``b\"\n",
        ),
    ];
    crate::rules::check_vectors(&RULE, &pass, &fail, &fix);
}
