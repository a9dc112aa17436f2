use crate::model::Model;
use crate::rules::Equivalent::BuildKit;
use crate::rules::{Edit, Findings, Fix, Fixable, Severity, rule};
use crate::syntax::Keyword;
use crate::text::lower;

rule! {
    /// Names a stage with upper case letters
    ///
    /// ## Why it matters
    /// BuildKit turns stage names into lower case. `COPY --from` and `--target` find the stage in any case, but `FROM`
    /// compares exactly, so a later `FROM Build` is taken for an image of that name.
    ///
    /// ## Examples
    /// ```dockerfile,bad
    /// FROM alpine:3.22 AS Build
    /// ```
    /// ```dockerfile,good
    /// FROM alpine:3.22 AS build
    /// ```
    ///
    /// ## Fix
    /// Safe: BuildKit knows the stage by its name in lower case anyway.
    pub const RULE: Rule = Rule {
        id: "uppercase-stage-name",
        severity: Severity::Style,
        fixable: Fixable::Always,
        is_default: true,
        equivalents: &[BuildKit("StageNameCasing")],
        check,
    };
}

fn check(model: &Model, findings: &mut Findings) {
    for (_, node, _) in model.instructions_with(&[Keyword::From]) {
        let [_, _, name] = node.arguments.words() else { continue };
        let lower = lower(&name.text);
        if name.text != lower {
            let fix = Fix::safe(format!("Write `{lower}`"), vec![Edit::replace(name.span, lower)]);
            findings.add(
                name.span,
                format!("The stage name `{}` is not in lower case", name.text),
                Some(fix),
            );
        }
    }
}

#[test]
fn vectors() {
    let pass = ["FROM alpine AS build\n", "FROM Alpine\n", "FROM alpine AS build-1.x\n"];
    let fail = ["FROM alpine AS «BuildMe»\n", "from a as «B»\nFROM a AS «É»\n"];
    let fix = [("FROM a AS «Base»\nCOPY --from=Base x y\n", "FROM a AS base\nCOPY --from=Base x y\n")];
    crate::rules::check_vectors(&RULE, &pass, &fail, &fix);
}
