use std::collections::BTreeSet;

use crate::instruction::Kind;
use crate::model::{Model, Stage, StageId};
use crate::rules::{Findings, Fixable, Severity, rule};
use crate::shell::Invocation;
use crate::text::{Span, order};

rule! {
    /// Adds a user and stays root
    ///
    /// ## Why it matters
    /// A user that nobody becomes protects nothing: without `USER` the container runs as whoever the base image names,
    /// which is mostly root.
    ///
    /// ## Examples
    /// ```dockerfile,bad
    /// FROM debian:13
    /// RUN useradd --uid 10001 app
    /// CMD ["my-server"]
    /// ```
    /// ```dockerfile,good
    /// FROM debian:13
    /// RUN useradd --uid 10001 app
    /// USER 10001
    /// CMD ["my-server"]
    /// ```
    pub const RULE: Rule = Rule {
        id: "unused-user",
        severity: Severity::Info,
        fixable: Fixable::Never,
        is_default: true,
        equivalents: &[],
        check,
    };
}

/// What becomes another user when the container starts.
const SWITCHERS: &[&str] = &[
    "gosu",
    "su-exec",
    "setpriv",
    "sudo",
    "runuser",
    "supervisord",
    "supervisor",
    "s6-",
    "s6_",
    "openrc",
    "systemd",
    "sshd",
    "dumb-init",
    "chpst",
    "entrypoint",
    "start.sh",
    "run.sh",
    "init",
    "su ",
    "su-",
];

fn check(model: &Model, findings: &mut Findings) {
    let Some(target) = model.target.and_then(|target| model.stage(target)) else { return };
    let chain: Vec<&Stage> = model.base_chain(target.id).collect();
    let has_user = model.final_surroundings(target.id).is_none_or(|found| found.user.is_some());
    let stages: BTreeSet<Option<StageId>> = order::set(chain.iter().map(|stage| Some(stage.id)));
    let ran = ["useradd", "adduser"].iter().flat_map(|name| findings.programs.named(name));
    let mut ran = ran.filter(|ran| stages.contains(&ran.run.stage)).peekable();
    // A service with a user of its own mostly becomes that user itself, and so do scripts.
    if has_user || ran.peek().is_none() || chain.iter().any(|stage| may_switch(model, stage)) {
        return;
    }
    for ran in ran {
        if let Some((name, span)) = ran.command.invocation().as_ref().and_then(added) {
            findings.add(span, format!("nothing runs as `{name}`"), None);
        }
    }
}

/// Whether the stage holds something that may change the user later.
fn may_switch(model: &Model, stage: &Stage) -> bool {
    model.instructions_of(stage).any(|(_, node, kind)| match kind {
        Some(Kind::Run(_) | Kind::Copy(_) | Kind::Add(_) | Kind::Cmd(_) | Kind::Entrypoint(_)) => {
            let text = node.line.text.to_ascii_lowercase();
            SWITCHERS.iter().any(|word| text.contains(word))
        }
        _ => false,
    })
}

/// The person that a command adds; users for services are none.
fn added<'a>(invocation: &Invocation<'a>) -> Option<(&'a str, Span)> {
    if invocation.has(&["-r", "--system", "-S", "-G", "--ingroup-only"]) {
        return None;
    }
    let [name] = invocation.operands.as_slice() else { return None };
    let is_name = !name.has_expansion() && !name.text.is_empty() && !name.quoted;
    is_name.then_some((name.text.as_str(), name.span))
}

#[test]
fn vectors() {
    let pass = [
        "FROM a\nRUN useradd app\nUSER app\n",
        "FROM a\nRUN useradd --system app && adduser -S app\n",
        "FROM a\nRUN useradd app && apt-get install -y gosu\n",
        "FROM a\nRUN useradd app\nENTRYPOINT [\"/entrypoint.sh\"]\n",
        "FROM a AS b\nRUN useradd app\nFROM c\n",
        "FROM a\nRUN useradd $NAME\n",
    ];
    let fail = ["FROM a AS b\nRUN useradd -m -u 1000 «app»\nFROM b\nRUN adduser -D «web»\nCMD [\"x\"]\n"];
    crate::rules::check_vectors(&RULE, &pass, &fail, &[]);
}
