use std::collections::BTreeMap;

use crate::instruction::{Env, Kind};
use crate::model::Model;
use crate::rules::Equivalent::Hadolint;
use crate::rules::{Findings, Fixable, Severity, rule};
use crate::syntax::Keyword;
use crate::text::Span;

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
    for (index, _, kind) in model.instructions_with(&[Keyword::Env]) {
        let Some(Kind::Env(env)) = kind else { continue };
        let Some(stage) = model.stage_of(index) else { continue };
        let first = uses.partition_point(|used| used.instruction < index);
        let own = uses.iter().skip(first).take_while(|used| used.instruction == index);
        let pairs = values(env);
        for used in own {
            match pairs.get(used.name.as_str()) {
                Some(Some(value)) if !value.contains(used.span) => {}
                Some(None) => {}
                _ => continue,
            }
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

/// Where each variable gets its value; `None` where it does so twice. One that is used there only, as in `PATH=/x:$PATH`,
/// is meant as it was before.
fn values(env: &Env) -> BTreeMap<&str, Option<Span>> {
    let mut values = BTreeMap::new();
    for pair in &env.pairs {
        let value = values.entry(pair.name.text.as_str()).or_insert(Some(pair.value.span));
        *value = value.filter(|span| *span == pair.value.span);
    }
    values
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
