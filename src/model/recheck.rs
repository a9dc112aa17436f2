use std::collections::BTreeSet;

use super::Model;
use crate::instruction;
use crate::syntax::{Arguments, Instruction, Keyword, SyntaxError, Word};

/// Checks values that hold variables once more, with what they are worth: a build reads them only then.
///
/// The instruction is read again with its words replaced. Only what is checked when a stage is built counts; the rest was
/// checked on the words as written.
pub(super) fn recheck(model: &mut Model) {
    if model.scope.is_cut_off {
        return;
    }
    let mut errors = Vec::new();
    for (index, node, kind) in model.instructions() {
        let is_meant = matches!(
            node.keyword,
            Keyword::Add | Keyword::Copy | Keyword::Expose | Keyword::Run | Keyword::Stopsignal
        );
        if kind.is_none() || !is_meant || model.scope.uses_of(index).is_empty() {
            continue;
        }
        let mut found = Vec::new();
        if let Some(expanded) = expanded(model, index, node) {
            instruction::read(&expanded, &model.file, &mut found);
        }
        errors.extend(
            found.into_iter().filter(|error| !error.always_fatal).map(|error| at_value(model, index, error)),
        );
    }
    // What does not depend on a variable was found before.
    let known: BTreeSet<_> = model.errors.iter().map(|error| (error.span, error.code)).collect();
    errors.retain(|error| !known.contains(&(error.span, error.code)));
    model.errors.extend(errors);
}

/// An error of a value says which value is meant, and its repair would write over the variable.
fn at_value(model: &Model, index: usize, error: SyntaxError) -> SyntaxError {
    let holds_variable = model.scope.uses_of(index).iter().any(|found| found.span.overlaps(error.span));
    SyntaxError { fix: error.fix.filter(|_| !holds_variable), ..error }
}

/// The instruction with what its words are worth; `None` where one of them cannot be expanded or nothing is left.
fn expanded(model: &Model, index: usize, node: &Instruction) -> Option<Instruction> {
    let mut copy = node.clone();
    for flag in copy.flags.iter_mut().filter(|flag| !matches!(flag.name.as_str(), "exclude" | "from")) {
        if let Some(value) = &mut flag.value {
            value.text = model.expand(index, value)?;
        }
    }
    copy.arguments = match copy.arguments {
        Arguments::List(words) if node.keyword == Keyword::Expose => {
            let words =
                words.iter().map(|word| split(model, index, word)).collect::<Option<Vec<_>>>()?.concat();
            (!words.is_empty()).then_some(Arguments::List(words))?
        }
        Arguments::List(words) => Arguments::List(all(model, index, words)?),
        Arguments::Exec(words) if node.keyword != Keyword::Run => Arguments::Exec(all(model, index, words)?),
        Arguments::Text(word) if node.keyword == Keyword::Stopsignal => {
            Arguments::Text(all(model, index, vec![word])?.pop()?)
        }
        other => other,
    };
    Some(copy)
}

fn all(model: &Model, index: usize, words: Vec<Word>) -> Option<Vec<Word>> {
    let expand = |word: Word| Some(Word { text: model.expand(index, &word)?, ..word });
    words.into_iter().map(expand).collect()
}

/// The words that a port expands to: a variable may hold several, or none.
fn split(model: &Model, index: usize, word: &Word) -> Option<Vec<Word>> {
    let text = model.expand(index, word)?;
    let part = |text: &str| Word { text: text.to_owned(), ..word.clone() };
    Some(text.split_whitespace().map(part).collect())
}

#[test]
fn values_are_checked_when_they_are_known() {
    let errors = |text: &str| -> Vec<(String, bool)> {
        let model = Model::new(text, &super::Options::default());
        model.errors.iter().map(|error| (model.text(error.span).to_owned(), error.always_fatal)).collect()
    };
    assert_eq!(errors("FROM a\nARG P=80 Q=99999\nEXPOSE $P $Q\n"), [("$Q".to_owned(), false)]);
    assert_eq!(errors("FROM a\nARG S=SIGNOT\nSTOPSIGNAL $S\n"), [("$S".to_owned(), false)]);
    assert_eq!(
        errors("FROM a\nARG D=sha256:12\nADD --checksum=$D https://example.org/a /a\n"),
        [("$D".to_owned(), false)]
    );
    assert_eq!(errors("FROM a\nARG P\nEXPOSE $P\nCOPY --chown=$P a$P /b\n"), []);
    assert_eq!(errors("FROM a\nARG T=foo\nRUN --mount=type=$T,target=/x y\n").len(), 1);
}
