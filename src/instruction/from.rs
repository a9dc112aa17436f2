use super::flags::{Flags, Takes};
use super::reader::Reader;
use crate::syntax::{ErrorCode, SyntaxError, Word};
use crate::text::{Edit, Fix, Span, lookalike, lower};

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
        let flag = words.iter().position(is_platform);
        if let Some(word) = flag.and_then(|at| words.get(at)) {
            misread_flag(reader, word, words.first());
        }
        let others: Vec<Word> = words.iter().filter(|word| !is_platform(word)).cloned().collect();
        let comment = others.iter().skip(1).position(|word| word.text.starts_with('#'));
        let (words, comment) = others.split_at_checked(comment.map_or(others.len(), |at| at + 1))?;
        if let Some(first) = comment.first() {
            trailing_comment(reader, first);
        }
        // A value that is missed stands among the words.
        let lacks_value = reader.node.flags.iter().any(|flag| flag.value.is_none());
        let words = if lacks_value && words.len() > 1 { words.get(1..)? } else { words };
        if !lacks_value {
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
        [_, ..] if words.iter().any(|word| word.text.contains("{{")) => {
            let span = words.first().map_or(node.keyword_span, |word| word.span);
            let span = Span::new(span.start, reader.end());
            let message = "FROM holds a placeholder of a template; write the name of the image in its place";
            reader.error(ErrorCode::WrongArity, span, message)
        }
        [base, name] => two_words(reader, base, name),
        [base, second, word, _] if is_as(&word.text) && is_split_tag(base, second) => {
            two_words(reader, base, second)
        }
        [_, second, name] => {
            let message = format!(
                "FROM takes either one argument or three, and between the image and the name of the stage stands `AS`, not `{}`",
                second.text
            );
            let error = reader.error(ErrorCode::WrongArity, second.span, message);
            let is_short =
                second.text.len() <= 3 && name.text.bytes().all(|byte| byte.is_ascii_alphanumeric());
            let fix = Fix::unsafe_("Write `AS`", vec![Edit::replace(second.span, "AS")]);
            if is_short { error.with_fix(fix) } else { error }
        }
        [_, second, name, more, ..] if is_as(&second.text) => {
            let span = Span::new(more.span.start, reader.end());
            let message =
                "a stage has one name; FROM takes either one argument or three: `FROM image AS name`";
            let error = reader.error(ErrorCode::WrongArity, span, message);
            let gap = Span::new(name.span.end, if is_as(&more.text) { span.end } else { more.span.start });
            let (title, text) = if is_as(&more.text) {
                ("Remove the second name".to_owned(), "")
            } else {
                (format!("Write `{}-{}`", name.text, more.text), "-")
            };
            let fix = Fix::unsafe_(title, vec![Edit::replace(gap, text)]);
            let is_clear = is_as(&more.text) || words.len() == 4;
            if is_clear { error.with_fix(fix) } else { error }
        }
        [_, second, ..] => {
            let span = Span::new(second.span.start, reader.end());
            let message =
                "FROM takes either one argument or three: `FROM image AS name`, with flags before the image";
            reader.error(ErrorCode::WrongArity, span, message)
        }
    };
    reader.push(error);
}

/// An image, and one word more.
fn two_words(reader: &Reader, base: &Word, second: &Word) -> SyntaxError {
    let (image, word) = (base.text.as_str(), second.text.as_str());
    let gap = Span::new(base.span.end, second.span.start);
    let error = |message: String| reader.error(ErrorCode::WrongArity, second.span, message);
    let write = |text: String, edit: Edit| Fix::unsafe_(format!("Write `{text}`"), vec![edit]);
    if is_as(word) {
        let message = "the stage name behind `AS` is missing; FROM takes either one argument or three: `FROM image AS name`";
        return error(message.to_owned());
    }
    if let Some(name) = word.get(..3).filter(|start| start.eq_ignore_ascii_case("as=")).and(word.get(3..)) {
        let edit = Edit::replace(second.span, format!("AS {name}"));
        return error("FROM takes either one argument or three; a blank follows `AS`".to_owned())
            .with_fix(write(format!("AS {name}"), edit));
    }
    if is_split_tag(base, second) {
        let message = format!("FROM takes either one argument or three; no blank stands in `{image}{word}`");
        return error(message).with_fix(write(format!("{image}{word}"), Edit::delete(gap)));
    }
    if VARIANTS.contains(&word) {
        let joint = if image.rsplit('/').next().is_some_and(|name| name.contains(':')) { "-" } else { ":" };
        let message = format!(
            "FROM takes either one argument or three; the variant `{word}` is a part of the tag, and the name of a stage stands behind `AS`"
        );
        return error(message).with_fix(write(format!("{image}{joint}{word}"), Edit::replace(gap, joint)));
    }
    let message = format!(
        "FROM takes either one argument or three; a stage name stands behind `AS`: `FROM {image} AS {word}`"
    );
    error(message).with_fix(Fix::unsafe_("Insert `AS`", vec![Edit::insert(second.span.start, "AS ")]))
}

/// Whether blanks stand within the image of a FROM with these words, of which its error tells. The first word alone is
/// then no image.
pub fn is_split_image(words: &[Word]) -> bool {
    match words {
        [_] | [] => false,
        [_, word, _] if is_as(&word.text) => false,
        [base, second, ..] => {
            let is_named = words.get(2).is_some_and(|word| is_as(&word.text)) && words.len() == 4;
            is_split_tag(base, second) && (is_named || words.len() == 2)
                || words.iter().any(|word| word.text.contains("{{"))
        }
    }
}

/// Whether a blank stands before or behind the colon of a tag.
fn is_split_tag(base: &Word, second: &Word) -> bool {
    base.text.ends_with(':') || second.text.starts_with(':')
}

/// Ends of tags that say what an image is built on.
const VARIANTS: [&str; 10] = [
    "alpine",
    "bookworm",
    "bullseye",
    "buster",
    "focal",
    "jammy",
    "noble",
    "slim",
    "trixie",
    "windowsservercore",
];

/// Whether a word is the flag, without its dashes or behind the image.
fn is_platform(word: &Word) -> bool {
    word.text.trim_start_matches(is_dash).starts_with("platform=")
}

fn is_dash(character: char) -> bool {
    character == '-' || lookalike(character).is_some_and(|found| found.plain.starts_with('-'))
}

/// The flag where it is read as an image or a name.
fn misread_flag(reader: &mut Reader, word: &Word, first: Option<&Word>) {
    let flag = format!("--{}", word.text.trim_start_matches(is_dash));
    let is_first = first.is_some_and(|first| first.span == word.span);
    let (problem, edits) = match first {
        Some(first) if !is_first => {
            let delete = Edit::delete(reader.with_blanks_before(word.span));
            (
                "stands before the image".to_owned(),
                vec![Edit::insert(first.span.start, format!("{flag} ")), delete],
            )
        }
        _ => (format!("begins with two dashes: `{flag}`"), vec![Edit::replace(word.span, flag.clone())]),
    };
    let message = format!("FROM takes either one argument or three; the flag `--platform` {problem}");
    let title = if is_first { format!("Write `{flag}`") } else { format!("Move `{flag}` before the image") };
    let error = reader.error(ErrorCode::WrongArity, word.span, message);
    reader.push(error.with_fix(Fix::unsafe_(title, edits)));
}

fn trailing_comment(reader: &mut Reader, first: &Word) {
    let span = Span::new(first.span.start, reader.end());
    let message = "a comment cannot follow an instruction on its line; FROM takes either one argument or three: `FROM image AS name`";
    let fix = reader.comment_above(span);
    reader.push(SyntaxError { fix, ..reader.error(ErrorCode::WrongArity, span, message) });
}

fn check_name(reader: &mut Reader, name: &Word) {
    let lower = lower(&name.text);
    let unquoted = lower.trim_matches(['"', '\'']);
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
    let mut repaired: String = unquoted
        .chars()
        .map(|character| if is_name_character(character) { character } else { '-' })
        .collect();
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
    refused("FROM a AS b «# c»", true);
    refused("FROM «platform=b» a «c»", true);
    refused("FROM {{ «a» }}".replace("{{ «a» }}", "«{{ a }}»").as_str(), true);
    for (slip, meant) in [
        ("a # b", "# b¦a"),
        ("a AS b # c", "# c¦a AS b"),
        ("platform=c a", "--platform=c a"),
        ("-platform=c a AS b", "--platform=c a AS b"),
        ("\u{2014}platform=c a", "--platform=c a"),
        ("a AS b --platform=c", "--platform=c a AS b"),
        ("a AS b c", "a AS b-c"),
        ("a AS b AS c", "a AS b"),
        ("a s b", "a AS b"),
        ("a as=b", "a AS b"),
        ("a: 1", "a:1"),
        ("a :1", "a:1"),
        ("a :1 AS b", "a:1 AS b"),
        ("a: 1 AS b", "a:1 AS b"),
        ("a:1 slim", "a:1-slim"),
        ("a alpine", "a:alpine"),
        ("a AS \"b\"", "a AS b"),
    ] {
        let (above, line) = meant.split_once('¦').map_or(("", meant), |(above, line)| (above, line));
        let above = if above.is_empty() { String::new() } else { format!("{above}\n") };
        repaired(&format!("FROM {slip}"), &format!("{above}FROM {line}"));
    }
    repaired("FROM a b", "FROM a AS b");
    repaired("FROM a AS 2.Build!x", "FROM a AS stage-2.build-x");
}
