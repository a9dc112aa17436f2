use crate::instruction::Kind;
use crate::model::Model;
use crate::rules::{Findings, Fixable, Severity, rule};
use crate::syntax::{Form, Keyword};

rule! {
    /// Sets a CMD that the ENTRYPOINT ignores
    ///
    /// ## Why it matters
    /// `CMD` and the arguments of `docker run` are handed to `ENTRYPOINT`. One in shell form hands them to `/bin/sh`,
    /// which does nothing with them unless its text asks for `$@`. Only the exec form passes them on.
    ///
    /// ## Examples
    /// ```dockerfile,bad
    /// FROM python:3.14
    /// ENTRYPOINT python server.py
    /// CMD ["--port", "8080"]
    /// ```
    /// ```dockerfile,good
    /// FROM python:3.14
    /// ENTRYPOINT ["python", "server.py"]
    /// CMD ["--port", "8080"]
    /// ```
    pub const RULE: Rule = Rule {
        id: "cmd-ignored-by-entrypoint",
        severity: Severity::Warning,
        fixable: Fixable::Never,
        is_default: true,
        equivalents: &[],
        check,
    };
}

fn check(model: &Model, findings: &mut Findings) {
    for stage in &model.stages {
        let (mut shell_entrypoint, mut cmd) = (false, None);
        for (_, node, kind) in model.stage_with(stage, &[Keyword::Cmd, Keyword::Entrypoint]) {
            match kind {
                Some(Kind::Entrypoint(command)) => {
                    let text = command.words.first().map_or("", |word| word.text.as_str());
                    let takes_arguments =
                        ["$@", "$*", "$0", "$1", "${@", "${1"].iter().any(|arg| text.contains(arg));
                    shell_entrypoint = command.form == Form::Shell && !text.is_empty() && !takes_arguments;
                }
                Some(Kind::Cmd(command)) => cmd = Some(node).filter(|_| !command.words.is_empty()),
                _ => {}
            }
        }
        if let Some(cmd) = cmd.filter(|_| shell_entrypoint) {
            findings.add(cmd.keyword_span, "the ENTRYPOINT in shell form ignores this CMD", None);
        }
    }
}

#[test]
fn vectors() {
    let pass = [
        "FROM a\nENTRYPOINT [\"b\"]\nCMD c\n",
        "FROM a\nENTRYPOINT exec b \"$@\"\nCMD [\"c\"]\n",
        "FROM a\nENTRYPOINT b\nCMD []\n",
        "FROM a AS b\nCMD c\nFROM b\nENTRYPOINT d\n",
        "FROM a\nENTRYPOINT b\nENTRYPOINT [\"b\"]\nCMD c\n",
    ];
    let fail = ["FROM a\nCMD x\n«CMD» [\"c\"]\nENTRYPOINT b\n", "FROM a\nENTRYPOINT b\n«CMD» c\n"];
    crate::rules::check_vectors(&RULE, &pass, &fail, &[]);
}
