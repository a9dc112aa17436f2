//! English: lists, plurals and numbers.

/// `a, b and c`.
pub(super) fn list<T: AsRef<str>>(items: &[T], last: &str) -> String {
    let mut text = String::new();
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            text += &if index + 1 == items.len() { format!(" {last} ") } else { ", ".to_owned() };
        }
        text += item.as_ref();
    }
    text
}

/// `` `a`, `b` and `c` ``; a long list ends in a count: `` `a`, `b` and 5 more``.
pub(super) fn code_list<T: AsRef<str>>(items: &[T], most: usize) -> String {
    let mut shown: Vec<String> = items.iter().take(most).map(|item| code(item.as_ref())).collect();
    if let Some(more) = items.len().checked_sub(most).filter(|more| *more > 0) {
        shown.push(format!("{more} more"));
    }
    list(&shown, "and")
}

/// A text in backticks, cut where it is long; blanks and line ends become single blanks.
pub(super) fn code(text: &str) -> String {
    let flat = shorten(text, 80).replace('`', "'");
    if flat.is_empty() { "an empty text".to_owned() } else { format!("`{flat}`") }
}

/// A text on one line, cut at a length in characters.
pub(super) fn shorten(text: &str, most: usize) -> String {
    let mut short = String::new();
    let mut length = 0;
    for word in text.split_whitespace() {
        for character in (!short.is_empty()).then_some(' ').into_iter().chain(word.chars()) {
            if length == most {
                return short + "…";
            }
            short.push(character);
            length += 1;
        }
    }
    short
}

/// `one`, `two`, …, `12`.
pub(super) fn number(count: usize) -> String {
    const WORDS: [&str; 10] = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
    WORDS.get(count).map_or_else(|| count.to_string(), |word| (*word).to_owned())
}

/// `one package`, `three packages`.
pub(super) fn count(count: usize, noun: &str) -> String {
    format!("{} {}", number(count), plural(count, noun))
}

/// The noun with or without an `s`; `-y` becomes `-ies`.
pub(super) fn plural(count: usize, noun: &str) -> String {
    match noun.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'o'])) {
        _ if count == 1 => noun.to_owned(),
        Some(stem) => format!("{stem}ies"),
        None => format!("{noun}s"),
    }
}

pub(super) use crate::text::capitalized as capital;

/// Nanoseconds as `30 seconds` or `1 minute 30 seconds`.
pub(super) fn duration(nanoseconds: i64) -> String {
    let milliseconds = nanoseconds / 1_000_000;
    let (seconds, rest) = (milliseconds / 1000, milliseconds % 1000);
    let mut parts = Vec::new();
    for (value, unit) in [
        (seconds / 3600, "hour"),
        (seconds / 60 % 60, "minute"),
        (seconds % 60, "second"),
        (rest, "millisecond"),
    ] {
        if value > 0 {
            parts.push(format!("{value} {}", plural(value as usize, unit)));
        }
    }
    if parts.is_empty() { "no time".to_owned() } else { parts.join(" ") }
}

#[test]
fn english() {
    assert_eq!(list(&["a", "b", "c"], "and"), "a, b and c");
    assert_eq!(code_list(&["a", "b", "c", "d"], 2), "`a`, `b` and 2 more");
    assert_eq!(count(3, "package"), "three packages");
    assert_eq!(count(12, "repository"), "12 repositories");
    assert_eq!(count(2, "key"), "two keys");
    assert_eq!(shorten("a  b\nc", 3), "a b…");
    assert_eq!(duration(90_000_000_000), "1 minute 30 seconds");
    assert_eq!(duration(500_000_000), "500 milliseconds");
}
