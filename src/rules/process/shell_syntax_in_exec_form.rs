use crate::instruction::{Command, Kind};
use crate::model::Model;
use crate::rules::{Findings, Fixable, Severity, rule};
use crate::shell::is_name;
use crate::syntax::{Form, Keyword, Word};

rule! {
    /// Writes shell syntax in exec form
    ///
    /// ## Why it matters
    /// No shell reads the exec form. The program gets `$HOME` or `&&` as plain text, as one of its arguments.
    ///
    /// ## Examples
    /// ```dockerfile,bad
    /// FROM node:24
    /// CMD ["node", "server.js", "--port", "$PORT"]
    /// ```
    /// ```dockerfile,good
    /// FROM node:24
    /// CMD ["/bin/sh", "-c", "exec node server.js --port \"$PORT\""]
    /// ```
    pub const RULE: Rule = Rule {
        id: "shell-syntax-in-exec-form",
        severity: Severity::Warning,
        fixable: Fixable::Never,
        is_default: true,
        equivalents: &[],
        check,
    };
}

const OPERATORS: &[&str] = &["&&", "||", "|", ";", ">", ">>", "2>&1", "<", "&"];

/// Programs that expand variables in their arguments themselves, or run what stands in them with a shell.
const READ_THEMSELVES: &[&str] = &[
    "sh",
    "bash",
    "ash",
    "dash",
    "zsh",
    "ksh",
    "fish",
    "cmd",
    "cmd.exe",
    "powershell",
    "powershell.exe",
    "pwsh",
    "pwsh.exe",
    "su",
    "eval",
    "envsubst",
    "awk",
    "gawk",
    "perl",
    "php",
    "find",
    "xargs",
    "sed",
    "jq",
    "nu",
];

fn check(model: &Model, findings: &mut Findings) {
    for (_, _, kind) in
        model.instructions_with(&[Keyword::Run, Keyword::Cmd, Keyword::Entrypoint, Keyword::Healthcheck])
    {
        match kind {
            Some(Kind::Run(run)) => check_command(&run.command, findings),
            Some(Kind::Cmd(command) | Kind::Entrypoint(command)) => check_command(command, findings),
            Some(Kind::Healthcheck(health)) => {
                if let Some(command) = &health.command {
                    check_command(command, findings);
                }
            }
            _ => {}
        }
    }
}

fn check_command(command: &Command, findings: &mut Findings) {
    let reads = |word: &Word| {
        let name = word.text.rsplit(['/', '\\']).next().unwrap_or_default().to_ascii_lowercase();
        READ_THEMSELVES.contains(&name.as_str())
    };
    let is_meant = |word: &Word| word.text.contains('$') || OPERATORS.contains(&word.text.as_str());
    // A shell may stand behind `tini --` and the like.
    if command.form != Form::Exec || !command.words.iter().any(is_meant) || command.words.iter().any(reads) {
        return;
    }
    for word in &command.words {
        if OPERATORS.contains(&word.text.as_str()) && command.words.len() > 1 {
            let message = format!("no shell reads `{}` here; the program gets it as an argument", word.text);
            findings.add(word.span, message, None);
        } else if let Some(name) = variable(&word.text) {
            findings.add(
                word.span,
                format!("no shell replaces `${name}` here; the program gets the text"),
                None,
            );
        }
    }
}

/// The first `$NAME` or `${NAME}` in capital letters; others may be meant for the program.
fn variable(text: &str) -> Option<&str> {
    text.match_indices('$').find_map(|(at, _)| {
        let rest = text.get(at + 1..)?;
        let rest = rest.strip_prefix('{').unwrap_or(rest);
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len());
        let name = rest.get(..end)?;
        (is_name(name) && !name.contains(|c: char| c.is_ascii_lowercase())).then_some(name)
    })
}

#[test]
fn vectors() {
    let pass = [
        "FROM a\nCMD [\"sh\", \"-c\", \"echo $HOME && b\"]\nCMD echo $HOME && b\n",
        "FROM a\nENTRYPOINT [\"tini\", \"--\", \"bash\", \"-c\", \"$X\"]\n",
        "FROM a\nRUN [\"cmd\", \"/c\", \"echo $HOME\"]\nCMD [\"a\", \"^x$\", \"$1\", \"$remote_addr\"]\n",
    ];
    let fail = [
        "FROM a\nCMD [\"npm\", \"start\", «\"&&\"», \"b\"]\nRUN [\"echo\", «\"${HOME}/x\"»]\n",
        "FROM a\nHEALTHCHECK CMD [\"curl\", «\"http://localhost:$PORT\"»]\nENTRYPOINT [«\"$JAVA_HOME/bin/java\"»]\n",
    ];
    crate::rules::check_vectors(&RULE, &pass, &fail, &[]);
}
