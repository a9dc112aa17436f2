use crate::model::Model;
use crate::rules::Equivalent::BuildKit;
use crate::rules::{Edit, Findings, Fix, Fixable, Severity, rule};

rule! {
    /// Leaves a blank line inside an instruction
    ///
    /// ## Why it matters
    /// An instruction that ends in a continuation character goes on behind blank lines, against what the eye expects.
    /// BuildKit announces that such lines will become an error.
    ///
    /// ## Examples
    /// ```dockerfile,bad
    /// FROM alpine:3.22
    /// RUN echo one && \
    ///
    ///     echo two
    /// ```
    /// ```dockerfile,good
    /// FROM alpine:3.22
    /// RUN echo one && \
    ///     echo two
    /// ```
    ///
    /// ## Fix
    /// Safe: removes the blank lines, which BuildKit skips.
    pub const RULE: Rule = Rule {
        id: "empty-continuation-line",
        severity: Severity::Warning,
        fixable: Fixable::Always,
        is_default: true,
        equivalents: &[BuildKit("NoEmptyContinuation")],
        check,
    };
}

fn check(model: &Model, findings: &mut Findings) {
    for node in &model.file.instructions {
        let Some(first) = node.empty_lines.first() else { continue };
        let line = node.last_command_line;
        let edits = node.empty_lines.iter().map(|span| Edit::delete(*span)).collect();
        let title = if node.empty_lines.len() == 1 { "Remove the line" } else { "Remove the blank lines" };
        let message = format!("A blank line stands inside `{}`", node.keyword_text);
        findings.add_at((line, line), *first, message, Some(Fix::safe(title, edits)));
    }
}

#[test]
fn vectors() {
    let pass = ["FROM a\n\nRUN a \\\n# comment\n  b\n", "FROM a\nRUN <<E\n\nE\n"];
    let fail = ["FROM a\nRUN a \\\n«\n»\n\t\n  b\n", "FROM a\nRUN a \\\n«\n»"];
    let fix = [("FROM a\nRUN a \\\n«  \n»\n  b\n", "FROM a\nRUN a \\\n  b\n")];
    crate::rules::check_vectors(&RULE, &pass, &fail, &fix);
}
