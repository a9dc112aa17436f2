use crate::instruction::{Command, Kind};
use crate::model::Model;
use crate::rules::{Edit, Findings, Fix, Fixable, Severity, rule};
use crate::syntax::{Arguments, Form, Instruction, Keyword, Word};
use crate::text::{Span, lookalike};

rule! {
    /// Writes a flag where it is read as something else
    ///
    /// ## Why it matters
    /// Flags of an instruction begin with two dashes and stand right behind its keyword. Anywhere else BuildKit takes them
    /// for a path or for a part of the command, and says nothing. `COPY` also has none of the options of the program `cp`:
    /// folders are copied whole, without `-r`.
    ///
    /// ## Examples
    /// ```dockerfile,bad
    /// FROM alpine:3.22
    /// COPY -r src /src/
    /// COPY docs /docs --chown=1000
    /// RUN mount=type=cache,target=/var/cache/apk apk add git
    /// ```
    /// ```dockerfile,good
    /// FROM alpine:3.22
    /// COPY src /src/
    /// COPY --chown=1000 docs /docs
    /// RUN --mount=type=cache,target=/var/cache/apk apk add git
    /// ```
    ///
    /// ## Fix
    /// Writes the dashes, moves the flag behind the keyword, or removes what `COPY` does not know. Unsafe, since the build
    /// then does what it says.
    pub const RULE: Rule = Rule {
        id: "misread-flag",
        severity: Severity::Error,
        fixable: Fixable::Sometimes,
        is_default: true,
        equivalents: &[],
        check,
    };
}

const COPY: &[&str] = &["from", "chown", "chmod", "link", "parents", "exclude"];
const ADD: &[&str] = &["chown", "chmod", "checksum", "link", "keep-git-dir", "unpack", "exclude"];
const RUN: &[&str] = &["mount", "network", "security", "device"];
const HEALTHCHECK: &[&str] = &["interval", "timeout", "start-period", "start-interval", "retries"];

/// Programs that have such flags of their own.
const BUILDERS: [&str; 4] = ["docker", "podman", "buildah", "nerdctl"];

fn check(model: &Model, findings: &mut Findings) {
    let keywords = [Keyword::Add, Keyword::Copy, Keyword::Healthcheck, Keyword::Run];
    for (_, node, kind) in model.instructions_with(&keywords) {
        match (node.keyword, &node.arguments) {
            (Keyword::Copy | Keyword::Add, Arguments::List(words)) => paths(node, words, findings),
            (Keyword::Run, Arguments::Text(text)) => command(node, text, findings),
            _ => {}
        }
        if let Some(Kind::Healthcheck(check)) = kind
            && let Some(command) = &check.command
        {
            health(node, command, findings);
        }
    }
}

/// Flags and options among the paths of COPY and ADD.
fn paths(node: &Instruction, words: &[Word], findings: &mut Findings) {
    let keyword = node.keyword;
    let known = if keyword == Keyword::Copy { COPY } else { ADD };
    for (index, word) in words.iter().enumerate() {
        if index + 2 < words.len() && is_option(&word.text) {
            let message = format!(
                "{keyword} has no option `{0}` and takes it for a path; folders are copied whole without it",
                word.text
            );
            let next = words.get(index + 1).map_or(word.span.end, |next| next.span.start);
            let edit = Edit::delete(Span::new(word.span.start, next));
            findings.add(
                word.span,
                message,
                Some(Fix::unsafe_(format!("Remove `{}`", word.text), vec![edit])),
            );
            continue;
        }
        let Some(flag) = flag(&word.text, known) else { continue };
        let place = if index + 1 == words.len() { "destination" } else { "source" };
        let first = words.first().filter(|first| index > 0 && first.span != word.span);
        let is_option = word.text.starts_with("--");
        if index == 0 && is_option {
            findings.add(word.span, ended(keyword, &word.text, place), without_end(node, word.span));
            continue;
        }
        let problem = if is_option { "stands behind the paths" } else { "does not begin with `--`" };
        let message = format!("`{}` {problem}, so {keyword} takes it for a {place}", word.text);
        findings.add(
            word.span,
            message,
            Some(moved(node, word.span, &flag, first.map(|first| first.span.start))),
        );
    }
    empty_from(node, words, findings);
}

/// `--from= build`.
fn empty_from(node: &Instruction, words: &[Word], findings: &mut Findings) {
    let Some(flag) = node.flags.last().filter(|flag| flag.text == "--from=" && words.len() > 2) else {
        return;
    };
    let Some(first) = words.first() else { return };
    let message =
        format!("`--from=` has no value, so `{}` is a source; no blank stands behind `=`", first.text);
    let edit = Edit::delete(Span::new(flag.span.end, first.span.start));
    findings.add(flag.span, message, Some(Fix::unsafe_("Remove the blank", vec![edit])));
}

/// A flag of RUN at the beginning or the end of its command.
fn command(node: &Instruction, text: &Word, findings: &mut Findings) {
    let mut words = text.text.split_whitespace();
    let Some(first) = words.next() else { return };
    // A name without dashes is a variable for the command, which may be meant.
    let is_variable = !first.starts_with(is_dash) && !first.starts_with("mount=type=");
    if let Some(flag) = flag(first, RUN).filter(|_| !is_variable) {
        let end = text.span.start + first.len() as u32;
        let span = Span::new(text.span.start, end);
        if flag == first {
            findings.add(span, ended(node.keyword, first, "part of the command"), without_end(node, span));
            return;
        }
        let message =
            format!("`{first}` does not begin with `--`, so RUN takes it for a part of the command");
        findings.add(span, message, Some(moved(node, span, &flag, None)));
    } else if let Some(last) = words.next_back().filter(|last| last.starts_with("--mount=type="))
        && !BUILDERS.contains(&first)
        && !words.any(|word| BUILDERS.contains(&word))
    {
        let span = Span::new(text.span.end.saturating_sub(last.len() as u32), text.span.end);
        let message = format!("`{last}` stands behind the command, so RUN takes it for a part of that");
        findings.add(span, message, Some(moved(node, span, last, Some(text.span.start))));
    }
}

/// A flag of HEALTHCHECK behind CMD.
fn health(node: &Instruction, command: &Command, findings: &mut Findings) {
    let Some(word) = command.words.first().filter(|_| command.form == Form::Shell) else { return };
    let first = word.text.split_whitespace().next().unwrap_or_default();
    let Some(flag) = flag(first, HEALTHCHECK).filter(|flag| flag == first) else { return };
    let span = Span::new(word.span.start, word.span.start + first.len() as u32);
    let message = format!("`{first}` stands behind CMD, so HEALTHCHECK takes it for a part of the command");
    let start = node.line.source_offset(node.rest.start);
    findings.add(span, message, Some(moved(node, span, &flag, Some(start))));
}

/// The flag as it is written in its place, where a word was meant for one.
fn flag(word: &str, known: &[&str]) -> Option<String> {
    let bare = word.trim_start_matches(is_dash);
    let (name, value) = bare.split_once('=')?;
    (known.contains(&name) && !value.is_empty()).then(|| format!("--{bare}"))
}

fn is_dash(character: char) -> bool {
    character == '-' || lookalike(character).is_some_and(|found| found.plain.starts_with('-'))
}

/// Options of `cp`, alone or together.
fn is_option(word: &str) -> bool {
    let letters = word.strip_prefix('-').unwrap_or_default();
    (1..=4).contains(&letters.len()) && letters.chars().all(|letter| "rRafvpdLP".contains(letter))
}

fn ended(keyword: Keyword, word: &str, taken: &str) -> String {
    format!("`{word}` stands behind the `--` that ends the flags, so {keyword} takes it for a {taken}")
}

/// Takes away the `--` between the flags and a span.
fn without_end(node: &Instruction, span: Span) -> Option<Fix> {
    let start = node.flags.last().map_or(node.keyword_span.end, |flag| flag.span.end);
    let is_there = node.line.text.get(..node.rest.start)?.trim_end().ends_with("--");
    let edit = Edit::replace(Span::new(start, span.start), " ");
    is_there.then(|| Fix::unsafe_("Remove the `--` before it", vec![edit]))
}

/// Writes the flag in place of a span, or at a place before it.
fn moved(node: &Instruction, span: Span, flag: &str, before: Option<u32>) -> Fix {
    let Some(before) = before else {
        return Fix::unsafe_(format!("Write `{flag}`"), vec![Edit::replace(span, flag)]);
    };
    let start = node.line.span().start;
    let joined = node.line.text.get(..(span.start.saturating_sub(start)) as usize).unwrap_or_default();
    let blanks = if joined.ends_with(' ') { 1 } else { 0 };
    let edits = vec![
        Edit::insert(before, format!("{flag} ")),
        Edit::delete(Span::new(span.start - blanks, span.end)),
    ];
    Fix::unsafe_(format!("Move `{flag}` behind the keyword"), edits)
}

#[test]
fn vectors() {
    let pass = [
        "FROM a\nCOPY --from=b -x from /c\nCOPY a --chown\nRUN network=host b\n",
        "FROM a\nRUN docker run x --mount=type=bind,source=/a\nHEALTHCHECK CMD a --timeout=5s\n",
        "FROM a\nCOPY --from= a /b\nCOPY -r /b\nCOPY [\"-r\", \"a\", \"/b\"]\n",
    ];
    let fail = ["FROM a\nCOPY «-r» «from=b» c d «--chown=1»\n"];
    let fix = [
        ("FROM a\nCOPY «-rf» b /c\nADD «-R» b /c\n", "FROM a\nCOPY b /c\nADD b /c\n"),
        (
            "FROM a\nCOPY «from=b» c /d\nCOPY «-from=b» c /d\n",
            "FROM a\nCOPY --from=b c /d\nCOPY --from=b c /d\n",
        ),
        ("FROM a\nADD «—chown=b» c /d\n", "FROM a\nADD --chown=b c /d\n"),
        ("FROM a\nCOPY c /d «--from=b»\n", "FROM a\nCOPY --from=b c /d\n"),
        ("FROM a\nCOPY «--from=» b c /d\n", "FROM a\nCOPY --from=b c /d\n"),
        ("FROM a\nRUN «mount=type=cache,target=/b» c\n", "FROM a\nRUN --mount=type=cache,target=/b c\n"),
        ("FROM a\nRUN «-network=none» c\n", "FROM a\nRUN --network=none c\n"),
        (
            "FROM a\nRUN b c «--mount=type=cache,target=/b»\n",
            "FROM a\nRUN --mount=type=cache,target=/b b c\n",
        ),
        ("FROM a\nRUN -- «--network=none» c\n", "FROM a\nRUN --network=none c\n"),
        ("FROM a\nCOPY --link --  «--chown=1» c /d\n", "FROM a\nCOPY --link --chown=1 c /d\n"),
        ("FROM a\nHEALTHCHECK CMD «--timeout=5s» c\n", "FROM a\nHEALTHCHECK --timeout=5s CMD c\n"),
    ];
    crate::rules::check_vectors(&RULE, &pass, &fail, &fix);
}
