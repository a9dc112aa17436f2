use std::collections::BTreeSet;

use crate::instruction::Kind;
use crate::model::Model;
use crate::rules::Equivalent::Hadolint;
use crate::rules::{Findings, Fixable, Severity, rule};
use crate::syntax::Keyword;

rule! {
    /// Sets a user by name
    ///
    /// ## Why it matters
    /// Only the image's `/etc/passwd` tells which id a name is. Kubernetes refuses to start a container with
    /// `runAsNonRoot` when its user is a name, since it cannot tell that the name is not root. Users of Windows have
    /// names only.
    ///
    /// ## Examples
    /// ```dockerfile,bad
    /// FROM debian:13
    /// RUN useradd --uid 10001 app
    /// USER app
    /// ```
    /// ```dockerfile,good
    /// FROM debian:13
    /// RUN useradd --uid 10001 app
    /// USER 10001
    /// ```
    pub const RULE: Rule = Rule {
        id: "non-numeric-user",
        severity: Severity::Info,
        fixable: Fixable::Never,
        is_default: true,
        equivalents: &[Hadolint("DL3066")],
        check,
    };
}

fn check(model: &Model, findings: &mut Findings) {
    if model.instructions_with(&[Keyword::User]).next().is_none() {
        return;
    }
    let mut args: BTreeSet<&str> = BTreeSet::new();
    for (index, _, kind) in model.instructions_with(&[Keyword::Arg, Keyword::User]) {
        match kind {
            Some(Kind::Arg(arg)) => args.extend(arg.args.iter().map(|arg| arg.name.text.as_str())),
            Some(Kind::User(user)) => {
                let written = name(&user.user.text);
                let expanded = model.expand(index, &user.user).unwrap_or_default();
                let is_windows = model.surroundings(index).is_some_and(|now| now.is_windows);
                // The build command decides what an ARG is worth.
                let is_arg = variable(written).is_some_and(|name| args.contains(name));
                if !is_number(written) && !is_number(name(&expanded)) && !is_arg && !is_windows {
                    findings.add(user.user.span, format!("`{written}` is a name, not a number"), None);
                }
            }
            _ => {}
        }
    }
}

/// The part before the group.
fn name(user: &str) -> &str {
    let user = user.trim_matches('"');
    // In `${a:-b}:c` only the last colon separates.
    match user.rfind('}') {
        Some(end) => user.get(..end + 1).unwrap_or(user),
        None => user.split(':').next().unwrap_or_default(),
    }
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The name of the variable that the text is.
fn variable(text: &str) -> Option<&str> {
    let text = text.strip_prefix('$')?;
    let text = text.strip_prefix('{').map_or(text, |text| text.strip_suffix('}').unwrap_or(text));
    text.split(':').next()
}

#[test]
fn vectors() {
    let pass = [
        "FROM a\nUSER 1000\nUSER 1000:app\nUSER \"1000\"\n",
        "ARG WHO\nFROM a\nUSER $WHO\nUSER ${WHO:-app}:app\n",
        "FROM a\nENV WHO=1000\nUSER $WHO:$WHO\n",
        "FROM mcr.microsoft.com/windows/nanoserver:ltsc2022\nUSER ContainerUser\n",
    ];
    let fail = ["FROM a\nUSER «app»\nUSER «app:1000»\n", "FROM a\nENV WHO=app\nUSER «${WHO}»\n"];
    crate::rules::check_vectors(&RULE, &pass, &fail, &[]);
}
