use crate::instruction::comment_above;
use crate::model::Model;
use crate::rules::{Findings, Fixable, Severity, rule};
use crate::syntax::json::{JsonForm, string_array};
use crate::syntax::{Arguments, Instruction, Keyword, Word};
use crate::text::loose_array;

rule! {
    /// Ends an instruction with what was meant for a comment
    ///
    /// ## Why it matters
    /// A comment is a line of its own. Behind an instruction, `#` and what follows are arguments: further paths of `COPY`,
    /// a part of the directory of `WORKDIR`, more names of `ARG`. Behind an exec form they make it no JSON any more, so a
    /// shell gets the brackets. Only a command that a shell reads may end in a comment.
    ///
    /// ## Examples
    /// ```dockerfile,bad
    /// FROM alpine:3.22
    /// COPY app.conf /etc/ # the defaults
    /// CMD ["app"] # starts it
    /// ```
    /// ```dockerfile,good
    /// FROM alpine:3.22
    /// # the defaults
    /// COPY app.conf /etc/
    /// # starts it
    /// CMD ["app"]
    /// ```
    ///
    /// ## Fix
    /// Moves the comment to a line of its own. Unsafe, since it is no argument any more. Not offered for instructions of
    /// several lines.
    pub const RULE: Rule = Rule {
        id: "trailing-comment",
        severity: Severity::Error,
        fixable: Fixable::Sometimes,
        is_default: true,
        equivalents: &[],
        check,
    };
}

fn check(model: &Model, findings: &mut Findings) {
    for node in &model.file.instructions {
        let Some((start, what)) = comment(node) else { continue };
        let range = start..node.rest.end;
        let span = node.line.source_span(range.clone());
        let text = node.line.text.get(range).unwrap_or_default();
        let shown: String = text.chars().take(40).collect();
        let message = format!("`{shown}` is no comment behind {}: {what}", node.keyword);
        findings.add(span, message, comment_above(node, &model.source, span));
    }
}

/// Where the comment begins in the logical line, and what it is taken for.
fn comment(node: &Instruction) -> Option<(usize, &'static str)> {
    let is_mark = |word: &&Word| word.text.starts_with('#');
    let among = |words: &[Word]| words.iter().skip(1).find(is_mark).map(|word| word.joined.start);
    match (node.keyword, &node.arguments) {
        (Keyword::Copy | Keyword::Add | Keyword::Volume, Arguments::List(words)) => {
            if let Some(array) = behind_array(node) {
                return Some((array, "with it, the array is no JSON"));
            }
            Some((among(words)?, "its words are paths"))
        }
        (Keyword::Arg, Arguments::List(words)) => Some((among(words)?, "its words are names")),
        (Keyword::Env | Keyword::Label, Arguments::Pairs(pairs)) => {
            let value = &pairs.iter().find(|pair| pair.is_legacy)?.value;
            Some((behind_blank(node, value)?, "it is a part of the value"))
        }
        (Keyword::Workdir, Arguments::Text(word)) => {
            Some((behind_blank(node, word)?, "it is a part of the path"))
        }
        (Keyword::User, Arguments::Text(word)) => {
            Some((behind_blank(node, word)?, "it is a part of the name"))
        }
        (Keyword::Run | Keyword::Cmd | Keyword::Entrypoint, Arguments::Text(_)) => {
            Some((behind_array(node)?, "with it, the array is no JSON, so a shell gets it"))
        }
        (Keyword::Healthcheck, Arguments::Health { command, .. }) if !command.is_exec() => {
            Some((behind_array(node)?, "with it, the array is no JSON, so a shell gets it"))
        }
        _ => None,
    }
}

/// `# ` behind a blank, outside of quotes.
fn behind_blank(node: &Instruction, word: &Word) -> Option<usize> {
    let text = node.line.text.get(word.joined.clone())?;
    let at = text.find(" # ").or_else(|| text.find("\t# "))? + 1;
    let before = text.get(..at)?;
    let is_open = |quote: char| before.matches(quote).count() % 2 == 1;
    (!is_open('"') && !is_open('\'')).then_some(word.joined.start + at)
}

/// What follows a whole JSON array.
fn behind_array(node: &Instruction) -> Option<usize> {
    let rest = node.line.text.get(node.rest.clone())?;
    let start = rest
        .find('[')
        .filter(|start| matches!(rest.get(..*start).map(str::trim), Some("" | "CMD" | "cmd")))?;
    let text = rest.get(start..)?;
    let array = loose_array(text).filter(|array| array.is_closed)?;
    let tail = text.get(array.end..)?;
    let is_comment = tail.starts_with([' ', '\t']) && tail.trim_start().starts_with('#');
    let is_array = matches!(string_array(text.get(..array.end)?), JsonForm::Strings(_));
    let at = node.rest.start + start + array.end + tail.len() - tail.trim_start().len();
    (is_comment && is_array).then_some(at)
}

#[test]
fn vectors() {
    let pass = [
        "FROM a\nRUN b # c\nCMD b # c\nWORKDIR /b#c\nENV A b #c\nUSER \"b # c\"\n",
        "FROM a\nCOPY [\"b\", \"#\", \"/c\"]\nCOPY #b /c\nENTRYPOINT [ -d b ] # c\n",
    ];
    let fail = ["FROM a\nCOPY b \\\n  /c «# d»\n"];
    let fix = [
        ("FROM a\nCOPY b c/ «# d e»\n", "FROM a\n# d e\nCOPY b c/\n"),
        ("FROM a\nADD b c «#d»\n  VOLUME /b «# c»\n", "FROM a\n#d\nADD b c\n  # c\n  VOLUME /b\n"),
        ("FROM a\nWORKDIR /b «# c»\nUSER b «# c»\n", "FROM a\n# c\nWORKDIR /b\n# c\nUSER b\n"),
        ("FROM a\nARG B=c «# d»\nENV C d «# e»\n", "FROM a\n# d\nARG B=c\n# e\nENV C d\n"),
        ("FROM a\nCMD [\"b\"] «# c»\n", "FROM a\n# c\nCMD [\"b\"]\n"),
        ("FROM a\nHEALTHCHECK CMD [\"b\"] «# c»\n", "FROM a\n# c\nHEALTHCHECK CMD [\"b\"]\n"),
    ];
    crate::rules::check_vectors(&RULE, &pass, &fail, &fix);
}
