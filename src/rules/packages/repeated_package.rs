use std::collections::BTreeSet;

use super::commands::can_edit;
use crate::model::Model;
use crate::rules::{Edit, Findings, Fix, Fixable, Severity, rule};
use crate::shell::{Action, Word};
use crate::text::Span;

rule! {
    /// Names a package twice in one command
    ///
    /// ## Why it matters
    /// The second mention does nothing. In a long list it hides what the list really holds, and who removes the package
    /// later may miss one of them. A sorted list shows them beside each other.
    ///
    /// ## Examples
    /// ```dockerfile,bad
    /// FROM alpine:3.22
    /// RUN apk add --no-cache curl git curl
    /// ```
    /// ```dockerfile,good
    /// FROM alpine:3.22
    /// RUN apk add --no-cache curl git
    /// ```
    ///
    /// ## Fix
    /// Safe: deletes the later mention.
    pub const RULE: Rule = Rule {
        id: "repeated-package",
        severity: Severity::Style,
        fixable: Fixable::Sometimes,
        is_default: true,
        equivalents: &[],
        check,
    };
}

fn check(model: &Model, findings: &mut Findings) {
    for one in findings.uses.all().iter().filter(|one| one.package.action == Action::Install) {
        let mut seen = BTreeSet::new();
        for word in one.packages() {
            if word.has_expansion() || seen.insert(word.text.as_str()) {
                continue;
            }
            let edit = can_edit(one.script).then(|| removal(model, &one.command.words, word)).flatten();
            let fix = edit.map(|edit| Fix::safe("Delete the second mention", vec![edit]));
            findings.add(word.span, format!("`{}` is named twice", word.text), fix);
        }
    }
}

/// Takes a word out of a command, with what stands between it and the word before it. None where that is a comment.
pub(super) fn removal(model: &Model, words: &[Word], word: &Word) -> Option<Edit> {
    let index = words.partition_point(|other| other.span.end <= word.span.start);
    let before = words.get(index.checked_sub(1)?)?;
    let gap = Span::new(before.span.end, word.span.start);
    let is_blank = model.text(gap).chars().all(|c| c.is_whitespace() || c == model.file.escape);
    is_blank.then(|| Edit::delete(Span::new(gap.start, word.span.end)))
}

#[test]
fn vectors() {
    let pass = [
        "FROM a\nRUN apk add a b && apk add a\n",
        "FROM a\nRUN apk add a $B $B\n",
        "FROM a\nRUN apk del a a\n",
        "FROM a\nRUN npm install\n",
    ];
    let fail = ["FROM a\nRUN apk add a \\\n # b\n «a»\n", "FROM a\nRUN [\"apk\", \"add\", \"a\", «\"a\"»]\n"];
    let fix = [
        ("FROM a\nRUN apk add a b «a» c\n", "FROM a\nRUN apk add a b c\n"),
        (
            "FROM a\nRUN pip install a==1 \\\n   \"b\" \\\n   «'b'» \\\n   c\n",
            "FROM a\nRUN pip install a==1 \\\n   \"b\" \\\n   c\n",
        ),
        ("FROM a\nRUN apk add a «a» «a»\n", "FROM a\nRUN apk add a\n"),
    ];
    crate::rules::check_vectors(&RULE, &pass, &fail, &fix);
}
