//! Variables in words: where a value comes from, what it hides, and why there is none.

use super::VariableFact;
use super::words::code;
use crate::instruction::Kind;
use crate::model::variables::{Origin, Variable, origin_of, uses_in};
use crate::model::{BindingKind, Missing, Model, StageId};
use crate::text::Span;

/// More uses than this are not listed.
const MAX_VARIABLES: usize = 100;

/// What there is to say of one variable at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VariableWords {
    /// Where the value comes from, or why there is none: a phrase such as `from ENV in line 3`.
    pub remark: String,
    /// The place of the remark.
    pub span: Option<Span>,
    /// What else is to be known, such as what the value hides: phrases with their places, the nearest first.
    pub hidden: Vec<(String, Option<Span>)>,
}

/// Describes a variable as seen in a stage, or where there is none yet.
pub fn variable_words(model: &Model, stage: Option<StageId>, variable: &Variable) -> VariableWords {
    let (remark, span) = match (&variable.missing, &variable.origin) {
        (Some(Missing::Undeclared), _) if of_base(model, stage, &variable.name).is_some() => {
            (of_base(model, stage, &variable.name).unwrap_or_default(), None)
        }
        (Some(missing), _) => (why_missing(model, stage, *missing, variable.is_shell), place_of(*missing)),
        (None, Some(origin)) => (from(model, stage, &variable.name, origin), origin.span),
        // A proxy needs no declaration.
        (None, None) => ("from `--build-arg`".to_owned(), None),
    };
    let hides = |origin: &Origin| {
        let value = origin.value.as_deref().map_or_else(|| "nothing".to_owned(), value);
        (format!("hides {value}, {}", from(model, stage, &variable.name, origin)), origin.span)
    };
    let before = variable.missing_before.map(|missing| {
        (format!("empty where it is used: {}", why_missing(model, stage, missing, false)), place_of(missing))
    });
    let emptied = variable.origin.as_ref().filter(|_| !variable.is_set_here && variable.missing.is_none());
    let emptied =
        emptied.filter(|_| variable.value.as_deref() == Some("")).and_then(|origin| why_empty(model, origin));
    let hidden = before.into_iter().chain(emptied).chain(variable.hidden.iter().map(hides)).collect();
    VariableWords { remark, span, hidden }
}

/// Why a value is empty that is made from another variable.
fn why_empty(model: &Model, origin: &Origin) -> Option<(String, Option<Span>)> {
    let span = origin.span?;
    let index = model.instruction_at(span.start)?;
    let value = match model.kind(index)? {
        Kind::Env(env) => env.pairs.iter().find(|pair| pair.name.span == span)?.value.span,
        Kind::Arg(arg) => arg.args.iter().find(|arg| arg.name.span == span)?.default.as_ref()?.span,
        _ => return None,
    };
    let mut uses = model.scope.uses_of(index).iter().filter(|one| one.word == value);
    let used = uses.find(|one| one.missing.is_some())?;
    let missing = used.missing?;
    let words = format!(
        "empty because {} had no value there: {}",
        code(&used.name),
        why_missing(model, origin.stage, missing, false)
    );
    Some((words, place_of(missing)))
}

/// A value as it is shown in a sentence.
pub(super) fn value(value: &str) -> String {
    if value.is_empty() { "an empty value".to_owned() } else { code(value) }
}

/// The variables an instruction uses.
pub(super) fn variables(model: &Model, index: usize) -> Vec<VariableFact> {
    let stage = model.stage_of(index).filter(|stage| stage.from != index).map(|stage| stage.id);
    let fact = |usage: crate::model::VariableUse| {
        let remark = match (usage.missing, origin_of(model, &usage)) {
            (Some(missing), _) => of_base(model, stage, &usage.name)
                .filter(|_| missing == Missing::Undeclared)
                .unwrap_or_else(|| why_missing(model, stage, missing, usage.is_shell)),
            (None, Some(origin)) => from(model, stage, &usage.name, &origin),
            (None, None) => "predefined".to_owned(),
        };
        let origin = usage.missing.map_or(usage.origin, place_of);
        VariableFact { name: usage.name, span: usage.span, value: usage.value, origin, remark }
    };
    uses_in(model, index).into_iter().take(MAX_VARIABLES).map(fact).collect()
}

/// `from ENV in line 3`: who gives a value, as seen in a stage.
fn from(model: &Model, seen_in: Option<StageId>, name: &str, origin: &Origin) -> String {
    let Origin { kind, line, stage, .. } = origin;
    let place = match (stage, seen_in) {
        (None, Some(_)) => format!("line {line}, before the first FROM"),
        (Some(other), _) if Some(*other) != seen_in => {
            let name = model.stage(*other).map(super::facts::stage_name).unwrap_or_default();
            format!("line {line} of {name}")
        }
        _ => format!("line {line}"),
    };
    match kind {
        BindingKind::Env => format!("from ENV in {place}"),
        BindingKind::ArgDefault | BindingKind::Unset => format!("from ARG in {place}"),
        BindingKind::BuildArg if *line == 0 => "from `--build-arg`".to_owned(),
        BindingKind::BuildArg => format!("from `--build-arg`, declared in {place}"),
        BindingKind::MetaArg => match model.scope.meta.find_value(name, None) {
            Some(meta) => {
                format!("from line {}, by ARG in {place}", model.lines.line(meta.span.start) + 1)
            }
            None => format!("from ARG in {place}"),
        },
        BindingKind::Platform if *line == 0 => "set by BuildKit".to_owned(),
        BindingKind::Platform => format!("set by BuildKit for ARG in {place}"),
        BindingKind::Predefined => "predefined, unless the base image sets another".to_owned(),
    }
}

/// What the base image is known to set a variable to that the file does not set.
fn of_base(model: &Model, stage: Option<StageId>, name: &str) -> Option<String> {
    Some(match model.base_facts(stage?).variable(name)? {
        "" => {
            "not in this file; the base image sets it, as its documentation says, to its version".to_owned()
        }
        value => {
            format!("not in this file; the base image sets it to {}, as its documentation says", code(value))
        }
    })
}

/// The line that would have to be another.
fn place_of(missing: Missing) -> Option<Span> {
    match missing {
        Missing::Undeclared | Missing::NeedsArg | Missing::SetByScript => None,
        Missing::NotInStage(span)
        | Missing::OtherStage(span)
        | Missing::DeclaredLater(span)
        | Missing::NoDefault(span)
        | Missing::BuildOnly(span) => Some(span),
    }
}

fn why_missing(model: &Model, stage: Option<StageId>, missing: Missing, is_shell: bool) -> String {
    let line = |span: Span| model.lines.line(span.start) + 1;
    match missing {
        Missing::Undeclared if is_shell => "the shell's own, or the base image's".to_owned(),
        Missing::Undeclared | Missing::OtherStage(_) if stage.is_none() => {
            "no ARG before the first FROM sets it, and nothing else counts here".to_owned()
        }
        Missing::Undeclared => "nothing above sets it; empty unless the base image does".to_owned(),
        Missing::NotInStage(span) => {
            format!("line {} declares it before the first FROM; repeat ARG in this stage", line(span))
        }
        Missing::NeedsArg => "BuildKit knows it, but only where ARG in this stage asks for it".to_owned(),
        Missing::OtherStage(span) => {
            format!("only line {} in another stage declares it", line(span))
        }
        Missing::DeclaredLater(span) => format!("only line {} below declares it", line(span)),
        Missing::NoDefault(span) => {
            format!("line {} gives no default: empty without `--build-arg`", line(span))
        }
        Missing::BuildOnly(span) => {
            format!("line {} declares it for the build only; a container needs ENV", line(span))
        }
        Missing::SetByScript => "the commands here set it themselves".to_owned(),
    }
}

#[test]
fn variables_in_words() {
    use crate::model::{Options, variables};
    let text = "ARG V=1\nFROM a AS base\nENV E=x\nARG TARGETARCH\nFROM base\nARG V\nENV E=y\nUSER $V$E$TARGETARCH$Z\n";
    let mut options = Options::default();
    options.build_args.insert("X".to_owned(), "1".to_owned());
    let model = Model::new(text, &options);
    let at = variables::at(&model, text.find("USER").unwrap() as u32);
    let told = |name: &str| {
        let one = at.list.iter().find(|one| one.name == name).unwrap();
        let words = variable_words(&model, at.stage, one);
        (words.remark, words.hidden.into_iter().map(|(words, _)| words).collect::<Vec<_>>().join("; "))
    };
    assert_eq!(told("V"), ("from line 1, by ARG in line 6".to_owned(), String::new()));
    assert_eq!(
        told("E"),
        ("from ENV in line 7".to_owned(), "hides `x`, from ENV in line 3 of `base`".to_owned())
    );
    assert_eq!(told("TARGETARCH").0, "set by BuildKit for ARG in line 4 of `base`");
    assert_eq!(told("Z").0, "nothing above sets it; empty unless the base image does");
    assert_eq!(told("PATH").0, "predefined, unless the base image sets another");
    let text = "FROM a\nARG V\nENV V=$V\nRUN x\n";
    let model = Model::new(text, &options);
    let at = variables::at(&model, text.find("RUN").unwrap() as u32);
    let words = variable_words(&model, at.stage, at.list.iter().find(|one| one.name == "V").unwrap());
    assert_eq!(words.remark, "from ENV in line 3");
    assert_eq!(
        words.hidden[0].0,
        "empty because `V` had no value there: line 2 gives no default: empty without `--build-arg`"
    );
    let model = Model::new("FROM golang:1.25\nWORKDIR $GOPATH/src\nRUN echo $GOLANG_VERSION\n", &options);
    let remark = |index| variables(&model, index).remove(0).remark;
    assert_eq!(remark(1), "not in this file; the base image sets it to `/go`, as its documentation says");
    assert!(remark(2).ends_with("to its version"));
}
