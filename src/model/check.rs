use super::Model;
use super::dockerignore::{Dockerignore, DockerignoreErrorKind};
use crate::syntax::check_options::CheckOptions;
use crate::syntax::{DirectiveName, ErrorCode, SyntaxError, listed_directives};
use crate::text::Span;

/// The build argument that stands for the directive.
const BUILD_ARG: &str = "BUILDKIT_DOCKERFILE_CHECK";

/// Reads the options of the build checks: a build argument wins over the directive.
pub(super) fn read_options(model: &mut Model) {
    let given = model.options.build_args.get(BUILD_ARG);
    let is_given = given.is_some();
    let Some((value, span)) = given.map(|value| (value.clone(), Span::empty(0))).or_else(|| directive(model))
    else {
        return;
    };
    match CheckOptions::parse(value.split(' ').next().unwrap_or_default()) {
        Ok(options) => model.check_options = options,
        Err(error) => {
            let place =
                if is_given { "the build argument BUILDKIT_DOCKERFILE_CHECK" } else { "the directive" };
            let message = format!("{place} cannot be read: {error}");
            // BuildKit names no line.
            model.errors.push(SyntaxError::new(ErrorCode::InvalidCheckDirective, span, (0, 0), message));
        }
    }
}

/// Whether `.dockerignore` can be read.
pub(super) fn dockerignore(model: &mut Model) {
    let Some(Err(error)) = model.options.dockerignore.as_deref().map(Dockerignore::parse) else { return };
    // Nothing is compared before the context is sent.
    if error.kind == DockerignoreErrorKind::Expression {
        return;
    }
    let text = model.options.dockerignore.as_deref().unwrap_or_default();
    let line = text.get(..error.range.start).unwrap_or_default().matches('\n').count() + 1;
    let message = format!("line {line} of `.dockerignore` cannot be read: {error}");
    model.errors.push(SyntaxError::new(ErrorCode::InvalidDockerignore, Span::empty(0), (0, 0), message));
}

/// The value of the `check` directive.
fn directive(model: &Model) -> Option<(String, Span)> {
    let mut directives = listed_directives(&model.source).into_iter();
    let check = directives.find(|directive| directive.name == DirectiveName::Check)?;
    Some((check.value, check.value_span))
}

#[test]
fn reads_options_and_says_what_is_wrong() {
    let skipped = |source: &str| {
        let model = Model::new(source, &super::Options::default());
        (model.check_options.skip.names.join(","), model.errors.first().map(|error| error.span))
    };
    assert_eq!(skipped("# check=skip=A,B;error=1 x\nFROM a\n"), ("A,B".to_owned(), None));
    assert_eq!(skipped("#!/bin/x\n# check=skip=A\nFROM a\n"), ("A".to_owned(), None));
    assert_eq!(skipped(" # check=skip=A\nFROM a\n"), (String::new(), None));
    assert_eq!(skipped("#!x\n# check=shut=A\nFROM a\n"), (String::new(), Some(Span::new(12, 18))));
}
