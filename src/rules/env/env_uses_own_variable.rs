use std::collections::BTreeSet;

use crate::instruction::{Env, Kind};
use crate::model::{Model, VariableUse};
use crate::rules::Equivalent::Hadolint;
use crate::rules::{Findings, Fixable, Severity, rule};

rule! {
    /// Uses a variable in the ENV that sets it
    ///
    /// ## Why it matters
    /// All values of one `ENV` see the variables as they were before it. One that uses its neighbour gets what that was
    /// worth above, which is nothing where it is set here for the first time.
    ///
    /// ## Examples
    /// ```dockerfile,bad
    /// FROM debian:13
    /// ENV APP_HOME=/srv/app APP_DATA=$APP_HOME/data
    /// ```
    /// ```dockerfile,good
    /// FROM debian:13
    /// ENV APP_HOME=/srv/app
    /// ENV APP_DATA=$APP_HOME/data
    /// ```
    pub const RULE: Rule = Rule {
        id: "env-uses-own-variable",
        severity: Severity::Warning,
        fixable: Fixable::Never,
        is_default: true,
        equivalents: &[Hadolint("DL3044")],
        check,
    };
}

fn check(model: &Model, findings: &mut Findings) {
    let uses = &model.scope.uses;
    for (index, _, kind) in model.instructions() {
        let Some(Kind::Env(env)) = kind else { continue };
        let Some(stage) = model.stage_of(index) else { continue };
        let first = uses.partition_point(|used| used.instruction < index);
        let own = uses.iter().skip(first).take_while(|used| used.instruction == index);
        let names: BTreeSet<&str> = env.pairs.iter().map(|pair| pair.name.text.as_str()).collect();
        for used in own.filter(|used| names.contains(used.name.as_str()) && !is_its_own(env, used)) {
            let known = model.scope.lookup(stage.id, &used.name, index);
            // `${A:-b}` says what to take where there is nothing.
            let has_fallback = used.span.of(&model.source).contains(':');
            if has_fallback || known.is_some_and(|binding| binding.instruction.is_some()) {
                continue;
            }
            let message =
                format!("`{}` is set by this ENV, and only what comes below sees its value", used.name);
            findings.add(used.span, message, None);
        }
    }
}

/// Whether the only pair that sets the variable is the one that uses it, as in `PATH=/x:$PATH`.
fn is_its_own(env: &Env, used: &VariableUse) -> bool {
    let mut pairs = env.pairs.iter().filter(|pair| pair.name.text == used.name);
    pairs.all(|pair| pair.value.span.contains(used.span))
}

#[test]
fn vectors() {
    let pass = [
        "FROM a\nENV A=1\nENV B=$A\n",
        "FROM a\nENV PATH=/x:$PATH B=c\n",
        "FROM a\nENV A=1\nENV A=2 B=$A\n",
        "FROM a\nENV A=1 C=\\$A D=${A:-1}\n",
    ];
    let fail = ["FROM a\nENV A=1 B=x«${A}» C=«$B»\n", "FROM a\nENV PATH=/x:«$PATH» PATH=/y:«$PATH»\n"];
    crate::rules::check_vectors(&RULE, &pass, &fail, &[]);
}
