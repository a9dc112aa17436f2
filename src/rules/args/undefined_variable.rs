use std::collections::BTreeSet;

use crate::model::{BaseFacts, Missing, Model, VariableUse};
use crate::rules::Equivalent::BuildKit;
use crate::rules::{Edit, Findings, Fix, Fixable, Severity, rule};
use crate::syntax::{Instruction, Keyword};
use crate::text::{Span, lower, suggest};

rule! {
    /// Uses a variable that nothing has set
    ///
    /// ## Why it matters
    /// A variable that is not set is replaced by nothing: `COPY $SRC/ .` copies `/`. Often the name has a typing error,
    /// or the `ARG` stands before the first `FROM` and is not repeated in the stage, where it has to be to be seen.
    ///
    /// The environment of the base image is not known here, but for a few well-known ones. A variable that only the image
    /// sets is found too; to settle it, set it in the file, or silence this rule for the line.
    ///
    /// ## Examples
    /// ```dockerfile,bad
    /// ARG VERSION=3.22
    /// FROM alpine:$VERSION
    /// COPY app-$VERSION /srv/
    /// ```
    /// ```dockerfile,good
    /// ARG VERSION=3.22
    /// FROM alpine:$VERSION
    /// ARG VERSION
    /// COPY app-$VERSION /srv/
    /// ```
    ///
    /// ## Fix
    /// Unsafe: repeats the `ARG` of the top of the file in the stage, or writes the name that is most alike. The value
    /// was empty so far.
    pub const RULE: Rule = Rule {
        id: "undefined-variable",
        severity: Severity::Warning,
        fixable: Fixable::Sometimes,
        is_default: true,
        equivalents: &[BuildKit("UndefinedVar")],
        check,
    };
}

/// Similar names are looked for this often in a file.
const MAX_SUGGESTIONS: usize = 100;

fn check(model: &Model, findings: &mut Findings) {
    let deferred = model.deferred.iter().flat_map(|deferred| &deferred.uses);
    if model.scope.uses.iter().chain(deferred).all(is_exempt) {
        return;
    }
    let mut suggestions = 0;
    // Whether the variables of the stage may come from an image.
    let mut is_external = false;
    let mut entered = None;
    let mut base = BaseFacts::default();
    for place in model.dispatched() {
        let Some(stage) = place.stage else { continue };
        if place.node.keyword == Keyword::Expose {
            continue;
        }
        // BuildKit names a variable once a word.
        let mut seen = BTreeSet::new();
        for found in place.uses(model) {
            if is_exempt(found) || !seen.insert((found.word, &found.name)) {
                continue;
            }
            if entered.replace(stage.id) != Some(stage.id) {
                is_external = model.root_base(stage.id).is_some_and(|base| base.is_external());
                base = model.base_facts(stage.id);
            }
            let fix = if let Some(Missing::NotInStage(_)) = found.missing {
                Some(repeat_arg(model, place.node, &found.name))
            } else if suggestions < MAX_SUGGESTIONS && !place.is_deferred {
                suggestions += 1;
                similar(model, found)
            } else {
                None
            };
            let known = base.variable(&found.name);
            let mut finding = findings.finding(found.span, message(found, is_external, known), fix);
            if known.is_some() && found.missing == Some(Missing::Undeclared) {
                // BuildKit reads the image, so it finds the variable there.
                finding.severity = Severity::Info;
                finding.fixes.clear();
            }
            findings.push_dispatched(&place, finding);
        }
    }
}

/// Whether a variable is declared, or never set by anyone.
fn is_exempt(found: &VariableUse) -> bool {
    matches!(found.missing, None | Some(Missing::NoDefault(_))) || NEVER_SET.contains(&found.name.as_str())
}

/// Build arguments that are declared but never become variables.
const NEVER_SET: [&str; 2] = ["BUILDKIT_SBOM_SCAN_CONTEXT", "BUILDKIT_SBOM_SCAN_STAGE"];

fn message(found: &VariableUse, is_external: bool, known: Option<&str>) -> String {
    let name = &found.name;
    match found.missing {
        Some(Missing::Undeclared) if known.is_some_and(|value| !value.is_empty()) => format!(
            "`{name}` is not set in this file; the base image sets it to `{}`, as its documentation says",
            known.unwrap_or_default()
        ),
        Some(Missing::Undeclared) if known.is_some() => {
            format!("`{name}` is not set in this file; the base image sets it, as its documentation says")
        }
        Some(Missing::NotInStage(_)) => {
            format!("`{name}` is declared before the first FROM only, so it is not set in this stage")
        }
        Some(Missing::DeclaredLater(_)) => {
            format!("`{name}` is set further down only, so it is not set here")
        }
        _ => {
            let unless = if is_external { ", unless the base image sets it" } else { "" };
            format!("`{name}` is not set here{unless}")
        }
    }
}

/// Declares the name right before the instruction and the comments above it.
fn repeat_arg(model: &Model, node: &Instruction, name: &str) -> Fix {
    let mut line = node.lines.0.saturating_sub(1);
    for comment in node.comments.iter().rev() {
        if model.lines.line(comment.span.start) + 1 != line {
            break;
        }
        line -= 1;
    }
    let at = model.lines.line_span(line).start;
    let end = if model.text(model.lines.line_span(0)).ends_with("\r\n") { "\r\n" } else { "\n" };
    let is_lower = lower(&node.keyword_text) == node.keyword_text;
    let arg = if is_lower { "arg" } else { "ARG" };
    Fix::unsafe_(
        format!("Declare `{name}` in this stage"),
        vec![Edit::insert(at, format!("{arg} {name}{end}"))],
    )
}

/// Writes the visible name that is most alike.
fn similar(model: &Model, found: &VariableUse) -> Option<Fix> {
    let stage = model.stage_of(found.instruction)?.id;
    let visible = model.scope.visible(stage, found.instruction);
    let names: Vec<&str> =
        visible.iter().filter(|(_, binding)| binding.value.is_some()).map(|(name, _)| *name).collect();
    let wanted = suggest(&found.name, &names, true)?;
    let text = model.text(found.span);
    let start = text.find(&found.name)?;
    let start = found.span.start + start as u32;
    let span = Span::new(start, start + found.name.len() as u32);
    Some(Fix::unsafe_(format!("Write `{wanted}`"), vec![Edit::replace(span, wanted)]))
}

#[test]
fn vectors() {
    let pass = [
        "FROM a\nENV A=1\nCOPY $A ${A} /x\n",
        "FROM a\nARG A\nCOPY x$A /x\n",
        "FROM a AS b\nARG A=1\nFROM b\nCOPY $A /x\n",
        "FROM a\nENV PATH=/opt:$PATH\n",
        "FROM $A\nEXPOSE $B\nRUN echo $C\n",
        "ARG A=$B\nFROM a\n",
        "FROM a\nCOPY <<'E' /x\n$A\nE\n",
    ];
    let fail = [
        "FROM a\nCOPY «$A»$A «${B:-x}» /x\nARG A=1\n",
        "ARG A=1\nFROM a\nWORKDIR /«$A»\n",
        "FROM a\nENV A=1 B=«$A» C=«${A}»\n",
        "FROM scratch\nCOPY <<E /x\na «$B»\nE\n",
        "FROM a\nRUN --mount=type=cache,target=«$T» x\n",
        "FROM a AS b\nENV A=1\nONBUILD COPY $A$B /x\nFROM «b»\n",
    ];
    let fix = [
        ("ARG V=1\nFROM a\n# why\nLABEL v=«$V»\n", "ARG V=1\nFROM a\nARG V\n# why\nLABEL v=$V\n"),
        ("FROM a\nENV PATH=/x:«${PAHT}»\n", "FROM a\nENV PATH=/x:${PATH}\n"),
        ("arg V=1\r\nfrom a\r\nuser «$V»\r\n", "arg V=1\r\nfrom a\r\narg V\r\nuser $V\r\n"),
    ];
    crate::rules::check_vectors(&RULE, &pass, &fail, &fix);
}

#[test]
fn what_the_base_image_is_known_to_set() {
    let found = |text: &str| {
        let model = Model::new(text, &crate::Options::default());
        let findings = crate::rules::check_rule(&RULE, &model);
        findings.into_iter().map(|finding| (finding.severity, finding.message)).collect::<Vec<_>>()
    };
    let told = found("FROM golang:1.25\nWORKDIR $GOPATH/src\n");
    let message =
        "`GOPATH` is not set in this file; the base image sets it to `/go`, as its documentation says";
    assert_eq!(told, [(Severity::Info, message.to_owned())]);
    assert_eq!(found("FROM me/golang\nWORKDIR $GOPATH/src\n")[0].0, Severity::Warning);
}
