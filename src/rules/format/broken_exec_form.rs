use crate::model::Model;
use crate::rules::{Edit, Findings, Fix, Fixable, Severity, rule};
use crate::syntax::{Arguments, Instruction, Keyword};
use crate::text::{LooseArray, json_array, loose_array};

rule! {
    /// Writes an array that is no JSON
    ///
    /// ## Why it matters
    /// The exec form is JSON: strings in double quotes, commas between them and none behind the last. What only resembles
    /// that is no error. `CMD ['app']` is a command for the shell, which looks for a program of the name `[app]`; `COPY`
    /// splits the array at its blanks.
    ///
    /// ## Examples
    /// ```dockerfile,bad
    /// FROM alpine:3.22
    /// CMD ['app', '--port', '80']
    /// ```
    /// ```dockerfile,good
    /// FROM alpine:3.22
    /// CMD ["app", "--port", "80"]
    /// ```
    ///
    /// ## Fix
    /// Writes the array as JSON. Unsafe, since it then means what it says. Not offered where it holds variables without
    /// quotes, which no array replaces.
    pub const RULE: Rule = Rule {
        id: "broken-exec-form",
        severity: Severity::Error,
        fixable: Fixable::Sometimes,
        is_default: true,
        equivalents: &[],
        check,
    };
}

fn check(model: &Model, findings: &mut Findings) {
    for node in &model.file.instructions {
        let (range, is_run) = match (node.keyword, &node.arguments) {
            (Keyword::Run, Arguments::Text(word)) => (word.joined.clone(), true),
            (Keyword::Cmd | Keyword::Entrypoint, Arguments::Text(word)) => (word.joined.clone(), false),
            (Keyword::Copy | Keyword::Add | Keyword::Volume, Arguments::List(_)) => {
                (node.rest.clone(), false)
            }
            (Keyword::Healthcheck, Arguments::Health { command, .. }) if !command.is_exec() => {
                let Some(word) = command.words().first() else { continue };
                (word.joined.clone(), false)
            }
            _ => continue,
        };
        let text = node.line.text.get(range.clone()).unwrap_or_default();
        let Some(array) = loose_array(text).filter(|array| is_meant(array, text, is_run)) else { continue };
        let json = json_array(&array.members);
        let message = format!("what stands in brackets is no JSON, so {}", taken_for(node));
        let span = node.line.source_span(range);
        let fix = Fix::unsafe_(format!("Write `{json}`"), vec![Edit::replace(span, json)]);
        // An array holds no variables, which a shell would replace.
        let is_plain = array.is_quoted || !text.contains('$');
        findings.add(span, message, is_plain.then_some(fix));
    }
}

/// Whether a text in brackets was meant for an array, and is no test of the shell and no pattern for paths.
fn is_meant(array: &LooseArray, text: &str, is_run: bool) -> bool {
    let tail = text.get(array.end..).unwrap_or_default().trim();
    // What ends in a comma goes on in the next line, which is an error.
    let is_whole = matches!(tail, "" | ";" | ",") && (array.is_closed || !text.trim_end().ends_with(','));
    // A comparison of the shell holds quotes between quotes.
    let is_word = |member: &String| !member.contains(['"', '\'']);
    let is_one = matches!(array.members.as_slice(), [member] if is_word(member));
    let is_list = array.commas > 0 || array.is_quoted && is_one;
    let is_shell = is_run && !array.members.iter().all(is_word);
    let is_array = match is_run || !array.is_closed {
        true => array.is_quoted && is_list,
        false => is_list || array.is_quoted && array.members.len() > 1,
    };
    !array.members.is_empty() && is_whole && is_array && !is_shell
}

fn taken_for(node: &Instruction) -> &'static str {
    match node.keyword {
        Keyword::Copy | Keyword::Add => "it is split at its blanks into paths",
        Keyword::Volume => "it is split at its blanks into volumes",
        _ => "a shell gets it as it is",
    }
}

#[test]
fn vectors() {
    let pass = [
        "FROM a\nCMD [\"b\"]\nENTRYPOINT []\nRUN [ -d b ]\nRUN [ \"$b\" = \"c\" ]\nCMD [ -f b ]\n",
        "FROM a\nCOPY [ab]*.c /d\nCMD [\"b\",\n\"c\"]\nRUN [ \"b\" ] && c\nCMD b ['c']\n",
    ];
    let fail = ["FROM a\nRUN «['b', \"c\"]»\nVOLUME «['/b']»\nCMD «[b, $C]»\n"];
    let fix = [
        ("FROM a\nCMD «['b', 'c d']»\n", "FROM a\nCMD [\"b\", \"c d\"]\n"),
        ("FROM a\nENTRYPOINT «[\"b\", \"c\",]»\n", "FROM a\nENTRYPOINT [\"b\", \"c\"]\n"),
        ("FROM a\nCMD «[“b”, ‘c’];»\n", "FROM a\nCMD [\"b\", \"c\"]\n"),
        ("FROM a\nCMD «[b, c]»\n", "FROM a\nCMD [\"b\", \"c\"]\n"),
        ("FROM a\nCMD «[\"b\" \"c\"]»\n", "FROM a\nCMD [\"b\", \"c\"]\n"),
        ("FROM a\nCMD «[\"b\", \"c\"»\n", "FROM a\nCMD [\"b\", \"c\"]\n"),
        ("FROM a\nCMD «[\"c:\\app\\x.exe\"]»\n", "FROM a\nCMD [\"c:\\\\app\\\\x.exe\"]\n"),
        ("FROM a\nCOPY «['b','/c']»\n", "FROM a\nCOPY [\"b\", \"/c\"]\n"),
        ("FROM a\nHEALTHCHECK CMD «['b']»\n", "FROM a\nHEALTHCHECK CMD [\"b\"]\n"),
    ];
    crate::rules::check_vectors(&RULE, &pass, &fail, &fix);
}
