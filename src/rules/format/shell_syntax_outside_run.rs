use crate::model::Model;
use crate::rules::{Edit, Findings, Fix, Fixable, Severity, rule};
use crate::syntax::{Arguments, Instruction, Keyword, Word};
use crate::text::Span;

rule! {
    /// Writes shell syntax where no shell reads it
    ///
    /// ## Why it matters
    /// Only `RUN`, and `CMD`, `ENTRYPOINT` and `HEALTHCHECK` in shell form, are read by a shell. Elsewhere `||`, `2>` and
    /// `&&` are paths like any other, `~` is a directory of that name, and `$(date)` is kept as it is written.
    ///
    /// ## Examples
    /// ```dockerfile,bad
    /// FROM alpine:3.22
    /// COPY package.json yarn.lock /app/ || true
    /// ENV BUILT=$(date)
    /// ```
    /// ```dockerfile,good
    /// FROM alpine:3.22
    /// COPY package.json yarn.loc[k] /app/
    /// ARG BUILT
    /// ENV BUILT=$BUILT
    /// ```
    ///
    /// ## Fix
    /// Offered for redirections and what follows `||` at the end of `COPY` and `ADD`, which it removes. Unsafe, since these
    /// were paths.
    pub const RULE: Rule = Rule {
        id: "shell-syntax-outside-run",
        severity: Severity::Warning,
        fixable: Fixable::Sometimes,
        is_default: true,
        equivalents: &[],
        check,
    };
}

fn check(model: &Model, findings: &mut Findings) {
    for node in &model.file.instructions {
        match (node.keyword, &node.arguments) {
            (Keyword::Copy | Keyword::Add, Arguments::List(words)) => paths(node, words, findings),
            (Keyword::Workdir, Arguments::Text(word)) => {
                home(node, word, findings);
                substitution(model, node, word, findings);
            }
            (Keyword::Env | Keyword::Label, Arguments::Pairs(pairs)) => {
                pairs.iter().for_each(|pair| substitution(model, node, &pair.value, findings));
            }
            (Keyword::Arg, Arguments::List(words)) => {
                words.iter().for_each(|word| substitution(model, node, word, findings));
            }
            _ => {}
        }
    }
}

/// Operators among the paths of COPY and ADD. All behind the first is of the same mistake.
fn paths(node: &Instruction, words: &[Word], findings: &mut Findings) {
    let Some(at) = words.iter().position(|word| is_operator(&word.text)) else {
        words.iter().for_each(|word| home(node, word, findings));
        return;
    };
    let (Some(word), Some(last)) = (words.get(at), words.last()) else { return };
    let message =
        format!("`{}` is of a shell, and {} runs none: it is taken for a path", word.text, node.keyword);
    let before = words.get(at.wrapping_sub(1)).filter(|_| at > 1);
    let is_needless = word.text == "||" || word.text.contains('>');
    let fix = before.filter(|_| is_needless).map(|before| {
        let edit = Edit::delete(Span::new(before.span.end, last.span.end));
        Fix::unsafe_("Remove what a shell would read", vec![edit])
    });
    findings.add(word.span, message, fix);
}

fn is_operator(word: &str) -> bool {
    let redirect = word.trim_start_matches(|character: char| character.is_ascii_digit() || character == '&');
    matches!(word, "&&" | "||" | "|" | ";") || redirect.starts_with('>') || word == "<"
}

/// A home directory, which only a shell knows.
fn home(node: &Instruction, word: &Word, findings: &mut Findings) {
    if word.text == "~" || word.text.starts_with("~/") {
        let message = format!(
            "`~` is no home directory here: {} runs no shell, and takes `{}` for a path",
            node.keyword, word.text
        );
        let span = Span::new(word.span.start, word.span.start + 1);
        findings.add(span, message, None);
    }
}

/// `$(command)` outside of single quotes.
fn substitution(model: &Model, node: &Instruction, word: &Word, findings: &mut Findings) {
    let text = &word.text;
    let Some(at) = text.find("$(").filter(|at| !text.get(at + 2..).unwrap_or_default().starts_with('('))
    else {
        return;
    };
    let before = text.get(..at).unwrap_or_default();
    let is_quoted = before.matches('\'').count() % 2 == 1 || before.ends_with(model.file.escape);
    let end = text.get(at..).and_then(|rest| rest.find(')')).map(|length| at + length + 1);
    let Some(end) = end.filter(|_| !is_quoted) else { return };
    let shown = text.get(at..end).unwrap_or_default();
    let message = format!("`{shown}` is not run: {} keeps it as it is written", node.keyword);
    findings.add(word.part_span(&node.line, at..end), message, None);
}

#[test]
fn vectors() {
    let pass = [
        "FROM a\nRUN cp a b || true > ~/c $(d)\nCMD a && b\nCOPY a; b~ /c\nCOPY [\"a\", \"||\", \"/b\"]\n",
        "FROM a\nENV A='$(b)' C=\\$(d) E=$((1+1)) F=$G\nWORKDIR /a~\n",
    ];
    let fail = [
        "FROM a\nCOPY a b «&&» RUN c\nADD a b «;» c\n",
        "FROM a\nCOPY «~»/a «~»\nWORKDIR «~»/b\n",
        "FROM a\nENV A=«$(b)»\nLABEL a=\"x «$(b c)»\"\nARG A=«$(b)»\nWORKDIR «$(pwd)»\n",
    ];
    let fix = [
        ("FROM a\nCOPY a b «||» true\n", "FROM a\nCOPY a b\n"),
        ("FROM a\nADD a b «2>/dev/null» || :\n", "FROM a\nADD a b\n"),
    ];
    crate::rules::check_vectors(&RULE, &pass, &fail, &fix);
}
