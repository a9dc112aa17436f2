//! `SOURCE_DATE_EPOCH`: the time that files and image get, as a number or as what it is read from.

use super::{Model, Stage};
use crate::instruction::source::SourceKind;
use crate::instruction::{Add, Kind, Source};
use crate::syntax::expand::{Environment, Lexer};
use crate::syntax::{ErrorCode, SyntaxError};
use crate::text::{Span, lower};

const NAME: &str = "SOURCE_DATE_EPOCH";

/// Checks the value that a build argument or an ARG before the first FROM gives. Follows `resolveSourceDateEpochValue`.
pub(super) fn check(model: &mut Model) {
    let given = model.options.build_args.get(NAME);
    let declared = model.scope.meta.find_value(NAME, None);
    let Some(value) = given.or(declared.and_then(|binding| binding.value.as_ref())) else { return };
    let is_time = value.is_empty() || value.parse::<i64>().is_ok();
    if is_time || value == "context" || model.options.named_context(value, None).is_some() {
        return;
    }
    let is_meant = |stage: &&Stage| stage.name.as_deref() == Some(lower(value).as_str());
    let error = match model.stages.iter().find(is_meant) {
        Some(stage) => {
            let Some(problem) = problem(model, stage) else { return };
            let lines = model.instruction(stage.from).map_or(stage.lines, |node| node.lines);
            let message = format!("`{value}` cannot give `{NAME}`: {problem}");
            SyntaxError::new(ErrorCode::InvalidEpoch, stage.base_span, lines, message)
        }
        None => {
            let span = declared.map_or(Span::empty(0), |binding| binding.span);
            let message = format!(
                "`{value}` is no value for `{NAME}`: write a number of seconds, `context` or the name of a stage"
            );
            SyntaxError::new(ErrorCode::InvalidEpoch, span, (0, 0), message)
        }
    };
    model.errors.push(error);
}

/// Why a stage is not one that only fetches a single remote source. Follows `sourceDateEpochStageSource`.
fn problem(model: &Model, stage: &Stage) -> Option<String> {
    if stage.base_name != "scratch" {
        return Some("the stage has to start from scratch".to_owned());
    }
    let mut sources = 0;
    for (_, node, kind) in model.instructions_of(stage) {
        match kind {
            Some(Kind::Arg(_)) => {}
            Some(Kind::Add(add)) if is_remote(model, stage, add) && sources == 0 => sources += 1,
            Some(Kind::Add(_)) => {
                return Some("the stage has to hold one ADD, of one URL or git repository".to_owned());
            }
            Some(_) => {
                return Some(format!("the stage may only hold ARG and ADD, and it holds {}", node.keyword));
            }
            // What cannot be read has its own error.
            None => return None,
        }
    }
    (sources == 0).then(|| "the stage has to hold an ADD of a URL or git repository".to_owned())
}

fn is_remote(model: &Model, stage: &Stage, add: &Add) -> bool {
    let [Source::Path(word)] = add.sources.as_slice() else { return false };
    let expansion = Lexer::new(model.file.escape).word(&word.text, &Known { model, stage });
    // An expansion that fails has its own error.
    expansion.map_or(true, |found| !matches!(SourceKind::parse(&found.text), Ok(SourceKind::Local)))
}

/// The variables of such a stage: here those before the first FROM are seen too.
struct Known<'a> {
    model: &'a Model,
    stage: &'a Stage,
}

impl Environment for Known<'_> {
    fn get(&self, name: &str) -> Option<&str> {
        let scope = &self.model.scope;
        let own = scope.stages.get(self.stage.id.0).and_then(|own| own.find_value(name, None));
        own.or_else(|| scope.meta.find_value(name, None))?.value.as_deref()
    }
}

#[test]
fn vectors() {
    let errors = |source: &str, given: Option<&str>| -> Vec<(String, u32)> {
        let mut options = super::Options::default();
        options.build_args.extend(given.map(|given| (NAME.to_owned(), given.to_owned())));
        let model = Model::new(source, &options);
        model.errors.iter().map(|error| (model.text(error.span).to_owned(), error.lines.0)).collect()
    };
    let none: [(String, u32); 0] = [];
    assert_eq!(errors("ARG SOURCE_DATE_EPOCH=1\nFROM a\n", Some("-5")), none);
    assert_eq!(errors("ARG SOURCE_DATE_EPOCH=\nFROM a\n", None), none);
    assert_eq!(errors("FROM a\nARG SOURCE_DATE_EPOCH=x\n", Some("context")), none);
    assert_eq!(errors("FROM a\nARG SOURCE_DATE_EPOCH=x\n", None), none);
    assert_eq!(errors("ARG SOURCE_DATE_EPOCH=now\nFROM a\n", None), [(NAME.to_owned(), 0)]);
    assert_eq!(errors("FROM a\n", Some("now")), [(String::new(), 0)]);
    let stage = |body: &str| {
        errors(
            &format!("ARG SOURCE_DATE_EPOCH=S\nARG U=https://h/x\nFROM scratch AS s\n{body}\nFROM a\n"),
            None,
        )
    };
    assert_eq!(stage("ARG A\nADD $U /"), none);
    assert_eq!(stage("ADD https://h/x.git /"), none);
    for body in ["ADD a /", "ADD $U $U /", "ADD $U /\nADD $U /", "ARG A", "COPY a /", "ADD <<E /\nE"] {
        assert_eq!(stage(body), [("scratch".to_owned(), 3)], "{body}");
    }
    assert_eq!(errors("FROM a AS s\nADD https://h/x /\n", Some("s")), [("a".to_owned(), 1)]);
}
