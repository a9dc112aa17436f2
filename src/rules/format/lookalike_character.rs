use crate::model::Model;
use crate::rules::{Edit, Findings, Fix, Fixable, Severity, rule};
use crate::syntax::{Instruction, Keyword};
use crate::text::{Lookalike, Span, lookalike};

rule! {
    /// Holds a character that only looks like the one that is meant
    ///
    /// ## Why it matters
    /// Web pages and word processors write “ for a quote, – for two dashes, and blanks that do not separate words. BuildKit
    /// and the shell take them for letters: `“a b”` is two words that hold quotes, and `–no-cache` is no option.
    ///
    /// ## Examples
    /// ```dockerfile,bad
    /// FROM alpine:3.22
    /// RUN apk add –no-cache git
    /// ```
    /// ```dockerfile,good
    /// FROM alpine:3.22
    /// RUN apk add --no-cache git
    /// ```
    ///
    /// ## Fix
    /// Writes the plain characters. Unsafe, since words then end elsewhere.
    pub const RULE: Rule = Rule {
        id: "lookalike-character",
        severity: Severity::Warning,
        fixable: Fixable::Always,
        is_default: true,
        equivalents: &[],
        check,
    };
}

/// More of them in one instruction are not replaced at once.
const MAX_EDITS: usize = 200;

fn check(model: &Model, findings: &mut Findings) {
    if model.source.is_ascii() {
        return;
    }
    for node in &model.file.instructions {
        // An author writes as an author does, and what is no instruction has an error.
        if matches!(node.keyword, Keyword::Maintainer | Keyword::Unknown) || node.line.text.is_ascii() {
            continue;
        }
        let found = misleading(node);
        let Some((first, name)) = found.first().map(|(edit, found)| (edit.span, found.name)) else {
            continue;
        };
        let count = match found.len() {
            1 => format!("a {name} stands here, which is"),
            count => format!("a {name} stands here, with {} more such characters, which are", count - 1),
        };
        let edits = found.into_iter().map(|(edit, _)| edit).collect();
        let fix = Fix::unsafe_("Write plain characters", edits);
        findings.add(first, format!("{count} taken for a letter"), Some(fix));
    }
}

/// The characters that mislead, with what is meant: outside of quotes, quotes around a word, dashes before an option and
/// blanks.
fn misleading(node: &Instruction) -> Vec<(Edit, Lookalike)> {
    let text = &node.line.text;
    let mut found = Vec::new();
    let (mut quote, mut previous, mut is_open) = (None, ' ', false);
    for (at, character) in text.char_indices() {
        match (quote, character) {
            (Some(open), _) if open == character => quote = None,
            (None, '"' | '\'') => quote = Some(character),
            _ => {}
        }
        let same = lookalike(character).filter(|_| quote.is_none() && found.len() < MAX_EDITS);
        if let Some(same) = same {
            let next = text.get(at + character.len_utf8()..).and_then(|rest| rest.chars().next());
            let begins = matches!(previous, ' ' | '\t' | '=' | '[' | ',' | '(');
            let is_name = next.is_some_and(|next| next.is_ascii_alphabetic());
            let misleads = match same.plain {
                "\"" | "'" if matches!(character, '«' | '»') => false,
                "\"" | "'" => begins || is_open,
                "-" | "--" => begins && is_name && previous != '=',
                _ => true,
            };
            if misleads {
                is_open = matches!(same.plain, "\"" | "'") && !is_open;
                let behind = text.get(at + character.len_utf8()..).unwrap_or_default();
                let letters = behind.chars().take_while(|next| !next.is_whitespace() && *next != '=').count();
                let plain = if same.plain == "--" && letters == 1 { "-" } else { same.plain };
                let span = node.line.source_span(at..at + character.len_utf8());
                found.push((Edit::replace(Span::new(span.start, span.end), plain), same));
            }
        }
        previous = character;
    }
    found
}

#[test]
fn vectors() {
    let pass = [
        "FROM a\nRUN echo \"“b” – c\" it’s 1–2 – x\nLABEL b=Über\nMAINTAINER “b”\n",
        "# “b”\nFROM a\nRUN <<E\n“b”\nE\n",
    ];
    let fail = ["FROM a\nRUN b«\u{a0}»c\nENV A=b«\u{200b}»c\n"];
    let fix = [
        ("FROM a\nLABEL b=«“»c d”\n", "FROM a\nLABEL b=\"c d\"\n"),
        ("FROM a\nRUN echo «‘»b’ c\n", "FROM a\nRUN echo 'b' c\n"),
        ("FROM a\nRUN b «–»no-cache —y\n", "FROM a\nRUN b --no-cache -y\n"),
        ("FROM a\nCOPY b«\u{a0}»/c\n", "FROM a\nCOPY b /c\n"),
    ];
    crate::rules::check_vectors(&RULE, &pass, &fail, &fix);
}
