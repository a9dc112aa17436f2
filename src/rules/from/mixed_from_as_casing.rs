use crate::model::Model;
use crate::rules::Equivalent::BuildKit;
use crate::rules::{Edit, Findings, Fix, Fixable, Severity, rule};
use crate::syntax::Keyword;
use crate::text::{lower, upper};

rule! {
    /// Writes `FROM` and `AS` of one line in different cases
    ///
    /// ## Why it matters
    /// Both words are keywords of the same instruction. In one case they stand out from the names around them.
    ///
    /// ## Examples
    /// ```dockerfile,bad
    /// FROM alpine:3.22 as build
    /// ```
    /// ```dockerfile,good
    /// FROM alpine:3.22 AS build
    /// ```
    ///
    /// ## Fix
    /// Safe: writes the second keyword in the case of the first.
    pub const RULE: Rule = Rule {
        id: "mixed-from-as-casing",
        severity: Severity::Style,
        fixable: Fixable::Sometimes,
        is_default: true,
        equivalents: &[BuildKit("FromAsCasing")],
        check,
    };
}

fn check(model: &Model, findings: &mut Findings) {
    for (_, node, _) in model.instructions_with(&[Keyword::From]) {
        let [_, word, _, ..] = node.arguments.words() else { continue };
        let from = &*node.keyword_text;
        let wanted = if lower(from) == from {
            lower(&word.text)
        } else if upper(from) == from {
            upper(&word.text)
        } else {
            // Its own casing is another rule's matter.
            continue;
        };
        if word.text != wanted {
            let message = format!("`{}` is not in the case of `{from}`", word.text);
            // BuildKit looks at the second word whatever it is; where it is another, the instruction is refused.
            let is_as = lower(&word.text) == "as";
            let fix = Fix::safe(format!("Write `{wanted}`"), vec![Edit::replace(word.span, wanted)]);
            findings.add(word.span, message, is_as.then_some(fix));
        }
    }
}

#[test]
fn vectors() {
    let pass = [
        "FROM alpine AS build\n",
        "from alpine as build\n",
        "From alpine as build\n",
        "FROM a as\n",
        "FROM a B c\n",
    ];
    let fail = ["FROM alpine «as» build\n", "from alpine «As» build\n", "FROM a «b» c\n"];
    let fix = [("FROM a «aS» b\nfrom a «AS» c\n", "FROM a AS b\nfrom a as c\n")];
    crate::rules::check_vectors(&RULE, &pass, &fail, &fix);
}
