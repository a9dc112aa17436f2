use super::flags::{Flags, Takes};
use super::reader::Reader;
use crate::syntax::{ErrorCode, SyntaxError, Word};
use crate::text::{Edit, Fix, Span, lower};

/// FROM: starts a stage.
#[derive(Clone, Debug, PartialEq)]
pub struct From {
    /// What the stage starts from, before expansion.
    pub base: Word,
    /// The stage name behind `AS`, as written.
    pub name: Option<Word>,
    /// The word `AS`, as written.
    pub as_keyword: Option<Word>,
    /// The value of `--platform`; absent where it is empty.
    pub platform: Option<Word>,
}

impl From {
    /// Follows `parseFrom` and `parseBuildStageName`.
    pub(super) fn read(reader: &mut Reader) -> Option<Self> {
        let words = reader.words()?;
        // A value that is missed stands among the words.
        if reader.node.flags.iter().all(|flag| flag.value.is_some()) {
            check_count(reader, words);
        }
        let as_keyword = words.get(1).filter(|word| is_as(&word.text)).cloned();
        let name = words.get(2).filter(|_| as_keyword.is_some()).cloned();
        if let Some(name) = name.as_ref().filter(|_| words.len() == 3) {
            check_name(reader, name);
        }
        let flags = Flags::read(reader, &[("platform", Takes::Text)]);
        let base = words.first()?.clone();
        Some(Self { base, name, as_keyword, platform: flags.text("platform") })
    }
}

/// Whether a word is `as` in any case, with the one letter beyond ASCII that Go counts as an `s`.
fn is_as(text: &str) -> bool {
    text.eq_ignore_ascii_case("as") || matches!(text, "aſ" | "Aſ")
}

fn check_count(reader: &mut Reader, words: &[Word]) {
    let node = reader.node;
    let error = match words {
        [_] => return,
        [_, word, _] if is_as(&word.text) => return,
        [] => reader.error(
            ErrorCode::WrongArity,
            node.keyword_span,
            "FROM needs either one argument, an image, or three: `FROM image AS name`",
        ),
        [_, word, ..] if word.text.starts_with('#') => {
            let span = Span::new(word.span.start, reader.end());
            let message = "a comment cannot follow an instruction on its line; FROM takes either one argument or three: `FROM image AS name`";
            let fix = reader.without_comment(span);
            SyntaxError { fix, ..reader.error(ErrorCode::WrongArity, span, message) }
        }
        [_, word] if is_as(&word.text) => {
            let message = "the stage name behind `AS` is missing; FROM takes either one argument or three: `FROM image AS name`";
            reader.error(ErrorCode::WrongArity, word.span, message)
        }
        [base, name] => {
            let message = format!(
                "FROM takes either one argument or three; a stage name stands behind `AS`: `FROM {} AS {}`",
                base.text, name.text
            );
            let fix = Fix::unsafe_("Insert `AS`", vec![Edit::insert(name.span.start, "AS ")]);
            reader.error(ErrorCode::WrongArity, name.span, message).with_fix(fix)
        }
        [_, second, third, ..] => {
            let start = if is_as(&second.text) { words.get(3).unwrap_or(third) } else { second };
            let span = Span::new(start.span.start, reader.end());
            let message =
                "FROM takes either one argument or three: `FROM image AS name`, with flags before the image";
            reader.error(ErrorCode::WrongArity, span, message)
        }
    };
    reader.push(error);
}

fn check_name(reader: &mut Reader, name: &Word) {
    let lower = lower(&name.text);
    let mut characters = lower.chars();
    let is_valid = characters.next().is_some_and(|first| first.is_ascii_lowercase())
        && characters.all(is_name_character);
    if is_valid {
        return;
    }
    let message = format!(
        "`{}` is no name for a stage: it starts with a letter, and holds only letters, digits, `-`, `_` and `.`",
        name.text
    );
    let mut repaired: String =
        lower.chars().map(|character| if is_name_character(character) { character } else { '-' }).collect();
    if !repaired.starts_with(|first: char| first.is_ascii_lowercase()) {
        repaired = format!("stage-{}", repaired.trim_start_matches(['-', '_', '.']));
    }
    let repaired = repaired.trim_end_matches('-').to_owned();
    let edit = Edit::replace(name.span, repaired.clone());
    let error = reader.error(ErrorCode::InvalidStageName, name.span, message);
    reader.push(error.with_fix(Fix::unsafe_(format!("Write `{repaired}`"), vec![edit])));
}

fn is_name_character(character: char) -> bool {
    character.is_ascii_lowercase() || character.is_ascii_digit() || matches!(character, '-' | '_' | '.')
}

#[test]
fn vectors() {
    use super::vectors::{accepted, refused, repaired};
    let super::Kind::From(from) = accepted("FROM --platform=linux/amd64 a aS B-1_x.y") else { return };
    assert_eq!(from.name.map(|name| name.text).as_deref(), Some("B-1_x.y"));
    accepted("FROM --platform= a");
    refused("«FROM»", true);
    refused("FROM a «AS»", true);
    refused("FROM a AS b «c d»", true);
    refused("FROM a «--platform=x»", true);
    refused("FROM «--mount»=x a AS «1b»", true);
    repaired("FROM a # b", "FROM a");
    repaired("FROM a b", "FROM a AS b");
    repaired("FROM a AS 2.Build!x", "FROM a AS stage-2.build-x");
}
