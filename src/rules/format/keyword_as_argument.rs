use crate::model::Model;
use crate::rules::{Edit, Findings, Fix, Fixable, Severity, rule};
use crate::syntax::{Arguments, Instruction, Keyword, Word};
use crate::text::Span;

rule! {
    /// Begins the arguments of an instruction with a keyword
    ///
    /// ## Why it matters
    /// A line has one instruction. A second keyword behind the first is no error: `RUN COPY a b` asks the shell for a
    /// program of the name `COPY`, and `COPY COPY a b` copies a file of that name, too.
    ///
    /// ## Examples
    /// ```dockerfile,bad
    /// FROM alpine:3.22
    /// RUN RUN apk add git
    /// RUN COPY app /app/
    /// ```
    /// ```dockerfile,good
    /// FROM alpine:3.22
    /// RUN apk add git
    /// COPY app /app/
    /// ```
    ///
    /// ## Fix
    /// Removes a keyword that is written twice, or `RUN` before another. Unsafe, since the keyword was an argument.
    pub const RULE: Rule = Rule {
        id: "keyword-as-argument",
        severity: Severity::Error,
        fixable: Fixable::Sometimes,
        is_default: true,
        equivalents: &[],
        check,
    };
}

fn check(model: &Model, findings: &mut Findings) {
    for node in &model.file.instructions {
        let Some((keyword, span, next)) = nested(node) else { continue };
        let what = match node.keyword {
            Keyword::Run | Keyword::Cmd | Keyword::Entrypoint => "a program",
            Keyword::Arg => "a name",
            _ => "a path",
        };
        let message =
            format!("`{}` stands behind `{}`, which takes it for {what}", keyword.name(), node.keyword);
        let fix = if keyword == node.keyword {
            Some((Span::new(span.start, next), format!("Remove the second `{}`", keyword.name())))
        } else {
            let is_outer = node.keyword == Keyword::Run && node.flags.is_empty();
            is_outer.then(|| (Span::new(node.keyword_span.start, span.start), "Remove the `RUN`".to_owned()))
        };
        let fix = fix.map(|(span, title)| Fix::unsafe_(title, vec![Edit::delete(span)]));
        findings.add(span, message, fix);
    }
}

/// The keyword that the arguments begin with, and where the next argument begins.
fn nested(node: &Instruction) -> Option<(Keyword, Span, u32)> {
    let is_shell = matches!(node.keyword, Keyword::Run | Keyword::Cmd | Keyword::Entrypoint);
    let (word, next) = match (node.keyword, &node.arguments) {
        (Keyword::Run | Keyword::Cmd | Keyword::Entrypoint | Keyword::Workdir, Arguments::Text(word)) => {
            let end = word.text.find([' ', '\t'])?;
            let next = end + word.text.get(end..)?.find(|character: char| !character.is_whitespace())?;
            (part(node, word, 0..end)?, part(node, word, next..next)?.1.start)
        }
        (Keyword::Copy | Keyword::Add, Arguments::List(words)) if words.len() > 2 => first(words)?,
        (Keyword::Volume | Keyword::Arg, Arguments::List(words)) if words.len() > 1 => first(words)?,
        _ => return None,
    };
    let (text, span) = word;
    let keyword = Keyword::ALL.into_iter().find(|keyword| keyword.name() == text)?;
    (is_shell || keyword == node.keyword).then_some((keyword, span, next))
}

fn part<'a>(node: &Instruction, word: &'a Word, range: std::ops::Range<usize>) -> Option<(&'a str, Span)> {
    Some((word.text.get(range.clone())?, word.part_span(&node.line, range)))
}

fn first(words: &[Word]) -> Option<((&str, Span), u32)> {
    let [first, second, ..] = words else { return None };
    Some(((&first.text, first.span), second.span.start))
}

#[test]
fn vectors() {
    let pass = [
        "FROM a\nRUN run b\nRUN Copy a\nRUN COPY\nRUN [\"RUN\", \"b\"]\nCMD RUNS b\nENV ENV b\nENV ENV=b\n",
        "FROM a\nCOPY COPY b\nCOPY ADD b c/\nARG ARG\nARG ARG=b c\nWORKDIR WORKDIR\nRUN \"RUN\" b\n",
    ];
    let fail = ["FROM a\nCMD «RUN» b\nENTRYPOINT «CMD» b\n", "FROM a\nRUN --network=none «COPY» b c\n"];
    let fix = [
        ("FROM a\nRUN «RUN» b\n", "FROM a\nRUN b\n"),
        ("FROM a\nRUN «COPY» b c\n", "FROM a\nCOPY b c\n"),
        ("FROM a\nCOPY «COPY» b c\nADD «ADD» b c\n", "FROM a\nCOPY b c\nADD b c\n"),
        ("FROM a\nWORKDIR «WORKDIR» /b\nARG «ARG» B=c\n", "FROM a\nWORKDIR /b\nARG B=c\n"),
        ("FROM a\nCMD «CMD» b \\\n  c\n", "FROM a\nCMD b \\\n  c\n"),
    ];
    crate::rules::check_vectors(&RULE, &pass, &fail, &fix);
}
