use crate::instruction::{Command, Kind};
use crate::model::Model;
use crate::rules::Equivalent::{BuildKit, Hadolint};
use crate::rules::{Edit, Findings, Fix, Fixable, Severity, rule};
use crate::shell;
use crate::syntax::{Form, Instruction, Keyword};

rule! {
    /// Starts the container through a shell
    ///
    /// ## Why it matters
    /// `CMD server --port 80` runs `/bin/sh -c "server --port 80"`. The shell is process 1 then: it gets the signals of
    /// `docker stop` and does not pass them on, so the server is killed after ten seconds instead of ending in order. An
    /// `ENTRYPOINT` in shell form also ignores `CMD` and the arguments of `docker run`. Where `SHELL` is set, the shell is
    /// taken to be wanted.
    ///
    /// ## Examples
    /// ```dockerfile,bad
    /// FROM nginx:1.29
    /// CMD nginx -g "daemon off;"
    /// ```
    /// ```dockerfile,good
    /// FROM nginx:1.29
    /// CMD ["nginx", "-g", "daemon off;"]
    /// ```
    ///
    /// ## Fix
    /// Unsafe, and offered where the command needs nothing of the shell: writes it as a JSON array. The process runs
    /// without a shell then, and an `ENTRYPOINT` gets the arguments of `CMD`.
    pub const RULE: Rule = Rule {
        id: "shell-form-process",
        severity: Severity::Warning,
        fixable: Fixable::Sometimes,
        is_default: true,
        equivalents: &[BuildKit("JSONArgsRecommended"), Hadolint("DL3025")],
        check,
    };
}

fn check(model: &Model, findings: &mut Findings) {
    for place in model.dispatched_with(&[Keyword::Cmd, Keyword::Entrypoint]) {
        let (Kind::Cmd(command) | Kind::Entrypoint(command)) = place.kind else { continue };
        let (node, surroundings) = (place.node, place.surroundings);
        if command.form == Form::Exec || surroundings.shell.is_some() || place.stage.is_none() {
            continue;
        }
        let message = format!("`{}` runs in a shell, which does not pass signals on", node.keyword_text);
        let fix = if surroundings.is_windows { None } else { fix(model, node, command) };
        findings.add_dispatched(&place, node.keyword_span, message, fix);
    }
}

fn fix(model: &Model, node: &Instruction, command: &Command) -> Option<Fix> {
    let word = command.words.first()?;
    let source = model.text(word.span);
    let script = shell::parse(&word.to_joined(&node.line));
    let words = plain_words(&script)?;
    let has_comment = source.contains('#');
    let array: Vec<String> = words.iter().map(|word| crate::text::json_quote(word)).collect();
    let text = format!("[{}]", array.join(", "));
    let edit = Edit::replace(word.span, text);
    (!has_comment).then(|| Fix::unsafe_("Write a JSON array", vec![edit]))
}

/// The words of a script that is one command and needs nothing of the shell. An `exec` in front is what the array does.
fn plain_words(script: &shell::Script) -> Option<Vec<&str>> {
    let [command] = script.commands.as_slice() else { return None };
    let is_alone = script.blocks.is_empty() && script.operators.is_empty() && script.problems.is_empty();
    let is_simple = command.assignments.is_empty() && command.redirects.is_empty() && !command.negated;
    if !is_alone || !is_simple {
        return None;
    }
    let is_plain = |word: &shell::Word| {
        !word.has_glob() && !word.brace_expansion && (word.quoted || !word.text.starts_with('~'))
    };
    let words: Option<Vec<&str>> =
        command.words.iter().map(|word| word.literal().filter(|_| is_plain(word))).collect();
    let mut words = words?;
    if words.first() == Some(&"exec") {
        words.remove(0);
    }
    let first = words.first()?;
    (!BUILTINS.contains(first) && !first.starts_with('-')).then_some(words)
}

/// What only a shell can run.
const BUILTINS: [&str; 14] = [
    ".", ":", "alias", "cd", "command", "eval", "exec", "exit", "export", "set", "source", "trap", "ulimit",
    "umask",
];

#[test]
fn vectors() {
    let pass = [
        "FROM a\nCMD [\"a\"]\nENTRYPOINT []\n",
        "FROM a\nSHELL [\"bash\", \"-c\"]\nCMD a\n",
        "FROM a AS b\nSHELL [\"bash\", \"-c\"]\nFROM b\nENTRYPOINT a\n",
        "FROM a\nRUN a\nHEALTHCHECK CMD a\n",
    ];
    let fail = [
        "FROM a\n«CMD» a && b\n«ENTRYPOINT»\n",
        "FROM a\n«CMD» a $B\n«cmd» cd /x\n«CMD» ['a']\n«CMD» A=b c\n«CMD» ls *.x ~\n",
        "FROM a\nSHELL [\"bash\", \"-c\"]\nFROM b\n«CMD» $X\n",
        "FROM a AS b\nONBUILD CMD a\nFROM «b»\n",
    ];
    let fix = [
        (
            "FROM a\n«CMD» nginx -g 'daemon off;' \\\n  -q\n",
            "FROM a\nCMD [\"nginx\", \"-g\", \"daemon off;\", \"-q\"]\n",
        ),
        ("FROM a\n«ENTRYPOINT» exec /a/b \"c\\\\d\"\n", "FROM a\nENTRYPOINT [\"/a/b\", \"c\\\\d\"]\n"),
    ];
    crate::rules::check_vectors(&RULE, &pass, &fail, &fix);
}
