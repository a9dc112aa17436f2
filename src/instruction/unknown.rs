//! Words that are no instruction, and what was meant.

mod foreign;
mod lost;
mod words;

use super::reader::Reader;
use crate::syntax::{Arguments, ErrorCode, Instruction, Keyword, SyntaxError};
use crate::text::{Edit, Fix, Span, lookalike, lower, order, plain_text, suggest, upper};

/// A longer word is not repeated in a message, in characters.
const MAX_SHOWN: usize = 200;

/// What to say of a word, and a repair where it is clear what was meant.
struct Told {
    message: String,
    fix: Option<Fix>,
}

/// The error for a word that is no instruction.
pub(super) fn error(reader: &Reader) -> SyntaxError {
    let node = reader.node;
    let word = shown(&node.keyword_text);
    let told = unseen(node)
        .or_else(|| foreign::told(reader, &word))
        .or_else(|| stage_name(reader))
        .or_else(|| pair_below(reader, &word))
        .or_else(|| glued(node, &word))
        .or_else(|| lost::told(reader, &word))
        .or_else(|| yaml(reader, &word))
        .or_else(|| program(reader, &word))
        .unwrap_or_else(|| similar(reader, &word));
    SyntaxError {
        fix: told.fix,
        ..reader.error(ErrorCode::UnknownInstruction, node.keyword_span, told.message)
    }
}

fn shown(word: &str) -> String {
    match word.char_indices().nth(MAX_SHOWN) {
        Some((end, _)) => format!("{}…", word.get(..end).unwrap_or_default()),
        None => word.to_owned(),
    }
}

/// A character in an instruction that cannot be told from another, or not be seen.
fn unseen(node: &Instruction) -> Option<Told> {
    let text = &node.keyword_text;
    let found = text.chars().find_map(lookalike)?;
    let plain = plain_text(text);
    let keyword = plain.split_whitespace().next().filter(|word| Keyword::parse(word) != Keyword::Unknown)?;
    let message = format!(
        "`{}` is no instruction: a {} stands in or behind `{keyword}`, which BuildKit takes for a part of the word",
        shown(text),
        found.name
    );
    let title = if found.plain == " " { "Write a plain blank" } else { "Remove it" };
    let fix = Fix::unsafe_(title, vec![Edit::replace(node.keyword_span, plain)]);
    Some(Told { message, fix: Some(fix) })
}

/// `AS name` on a line of its own.
fn stage_name(reader: &Reader) -> Option<Told> {
    let node = reader.node;
    let index = reader.file.instructions.partition_point(|other| other.span.start < node.span.start);
    let previous = reader.file.instructions.get(index.checked_sub(1)?)?;
    let lacks_name = previous.keyword == Keyword::From && previous.arguments.words().len() == 1;
    if !lacks_name || !node.keyword_text.eq_ignore_ascii_case("as") || node.rest.is_empty() {
        return None;
    }
    let gap = Span::new(previous.line.span().end, node.keyword_span.start);
    let is_free = gap.of(&reader.file.source).trim().is_empty();
    let fix = is_free.then(|| Fix::unsafe_("Join both lines", vec![Edit::replace(gap, " ")]));
    let message = "`AS` is no instruction; it stands on the line of its FROM".to_owned();
    Some(Told { message, fix })
}

/// `NAME=value` below pairs, which is no instruction with an equals sign in place of a blank.
fn pair_below(reader: &Reader, word: &str) -> Option<Told> {
    let index = reader.file.instructions.partition_point(|other| other.span.start < reader.node.span.start);
    let previous = reader.file.instructions.get(index.checked_sub(1)?)?;
    let is_pair = is_assignment(word) && matches!(previous.arguments, Arguments::Pairs(_));
    if is_pair { lost::told(reader, word) } else { None }
}

/// Keys of YAML, and items of its lists.
fn yaml(reader: &Reader, word: &str) -> Option<Told> {
    let key = word.strip_suffix(':').unwrap_or_default();
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    let is_key = key.starts_with(|first: char| first.is_ascii_lowercase()) && key.bytes().all(is_name);
    let is_item = word == "-" && !reader.is_in_stage();
    let what = if is_key { "a key" } else { "an item" };
    (is_key || is_item).then(|| Told {
        message: format!("`{word}` is no instruction; it is {what} of YAML, as a compose file has"),
        fix: None,
    })
}

/// A command without RUN, and what other languages have for an instruction.
fn program(reader: &Reader, word: &str) -> Option<Told> {
    let node = reader.node;
    let rest = node.line.text.get(node.rest.clone()).unwrap_or_default();
    let write = |text: String, message: String| {
        let fix = Fix::unsafe_(format!("Write `{text}`"), vec![Edit::replace(node.keyword_span, text)]);
        Some(Told { message, fix: reader.is_in_stage().then_some(fix) })
    };
    if let Some(keyword) = words::synonym(&upper(word), rest) {
        return write(
            keyword.name().to_owned(),
            format!("`{word}` is no instruction; {keyword} is the one for it"),
        );
    }
    let name = lower(word);
    if words::is_program(&name) && (name == word || upper(word) == word) {
        let message = format!("`{word}` is a program, not an instruction; write `RUN {name} …`");
        if name != word {
            return write(format!("RUN {name}"), message);
        }
        let fix = Fix::unsafe_("Insert `RUN`", vec![Edit::insert(node.keyword_span.start, "RUN ")]);
        return Some(Told { message, fix: reader.is_in_stage().then_some(fix) });
    }
    if is_assignment(word) {
        let message =
            format!("`{word}` is no instruction; write `ENV {word}`, or `ARG {word}` for the build alone");
        let edit = Edit::insert(node.keyword_span.start, "ENV ");
        return Some(Told {
            message,
            fix: reader.is_in_stage().then(|| Fix::unsafe_("Insert `ENV`", vec![edit])),
        });
    }
    None
}

/// The instruction that a word resembles.
fn similar(reader: &Reader, word: &str) -> Told {
    let text = &reader.node.keyword_text;
    match closest(text) {
        Some(closest) => {
            let edit = Edit::replace(reader.node.keyword_span, closest.clone());
            let fix = Fix::unsafe_(format!("Write `{closest}`"), vec![edit]);
            Told { message: format!("`{word}` is no instruction; is it `{closest}`?"), fix: Some(fix) }
        }
        None => {
            let hint = if is_conflict_marker(text) {
                "; a merge conflict is not resolved here"
            } else if lost::starts_part(text) {
                "; it looks like a part of the line above, which is none either"
            } else {
                words::hint(&upper(word))
            };
            Told { message: format!("`{word}` is no instruction{hint}"), fix: None }
        }
    }
}

/// The instruction that a word resembles, in its case. Follows `suggest.WrapError` of BuildKit, but needs more of a short
/// word to be right.
fn closest(word: &str) -> Option<String> {
    let upper = upper(word);
    if !may_be_keyword(&upper) {
        return None;
    }
    let near = || {
        let near = suggest(&upper, &Keyword::ALL.map(Keyword::name), true)?;
        let same = upper.chars().filter(|character| near.contains(*character)).count();
        let length = upper.chars().count();
        let is_long = length > 3 || near.len() == length;
        (length > 1 && same + usize::from(is_long) >= length).then_some(near)
    };
    let closest = begun(&upper).or_else(|| transposed(&upper)).or_else(near)?;
    Some(if word == upper { closest } else { lower(&closest) })
}

/// Whether a word has the letters of a keyword, all but one. Tells most words apart at little cost.
fn may_be_keyword(upper: &str) -> bool {
    let mut masks = Keyword::ALL.iter().map(|keyword| letters(keyword.name()));
    let count = |mask: u32| upper.chars().filter(|letter| mask & letter_bit(*letter) != 0).count();
    // No keyword is longer than 11 letters, and two more make it another word.
    let length = upper.chars().take(14).count();
    length < 14 && masks.any(|mask| count(mask) + 1 >= length)
}

/// The letters of a word, a bit each.
fn letters(word: &str) -> u32 {
    word.chars().fold(0, |mask, letter| mask | letter_bit(letter))
}

fn letter_bit(letter: char) -> u32 {
    if letter.is_ascii_uppercase() { 1 << (letter as u32 - 'A' as u32) } else { 0 }
}

/// The only instruction that begins with these letters.
fn begun(upper: &str) -> Option<String> {
    let mut begun =
        Keyword::ALL.into_iter().filter(|keyword| upper.len() > 1 && keyword.name().starts_with(upper));
    let first = begun.next()?;
    begun.next().is_none().then(|| first.name().to_owned())
}

/// `NAME=value`.
fn is_assignment(word: &str) -> bool {
    let name = word.split_once('=').map_or("", |(name, _)| name);
    name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

/// The instruction with the same letters in another order, as in `FORM`.
fn transposed(upper: &str) -> Option<String> {
    let sorted = |word: &str| {
        let mut letters: Vec<u8> = word.bytes().collect();
        order::sort(&mut letters);
        letters
    };
    let same =
        |keyword: &Keyword| keyword.name().len() == upper.len() && sorted(keyword.name()) == sorted(upper);
    Keyword::ALL.into_iter().find(same).map(|keyword| keyword.name().to_owned())
}

/// Whether a line is one that git leaves where it cannot merge.
fn is_conflict_marker(line: &str) -> bool {
    ["<<<<<<<", "=======", ">>>>>>>"].iter().any(|marker| line.starts_with(marker))
}

/// `ENTRYPOINT["a"]`, `MAINTAINER:`: a keyword and what sticks to it.
fn glued(node: &Instruction, shown: &str) -> Option<Told> {
    let text = &node.keyword_text;
    let end = text.find(|character: char| !character.is_ascii_alphabetic())?;
    let (word, rest) = text.split_at_checked(end)?;
    let keyword = Keyword::parse(word);
    if keyword == Keyword::Unknown || node.keyword_span.len() as usize != text.len() {
        return None;
    }
    let at = node.keyword_span.start + end as u32;
    let told = |problem: String, title: String, edit: Edit| Told {
        message: format!("`{shown}` is no instruction; {problem}"),
        fix: Some(Fix::unsafe_(title, vec![edit])),
    };
    let mark = rest.get(..1).filter(|mark| matches!(*mark, ":" | "="));
    if let Some(mark) = mark {
        let blank = if rest.len() > 1 { " " } else { "" };
        let edit = Edit::replace(Span::new(at, at + 1), blank);
        return Some(told(format!("no `{mark}` follows {keyword}"), format!("Remove the `{mark}`"), edit));
    }
    let is_argument = rest.starts_with(['[', '"', '\'', '$', '/', '.', '<']);
    let problem = format!("a blank is missing behind {keyword}");
    is_argument.then(|| told(problem, "Insert a blank".to_owned(), Edit::insert(at, " ")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::instruction::vectors::{last, refused, repaired};

    #[test]
    fn slips_of_the_finger() {
        repaired("FORM alpine", "FROM alpine");
        repaired("FROM a\nEXPOST 80", "FROM a\nEXPOSE 80");
        repaired("FROM a\nCoppy a b", "FROM a\ncopy a b");
        repaired("FROM a\nENTRYPOINT[\"a\"]", "FROM a\nENTRYPOINT [\"a\"]");
        repaired("FROM a\nCMD: a", "FROM a\nCMD a");
        repaired("FROM a\nEXPOSE=80", "FROM a\nEXPOSE 80");
        repaired("FR alpine", "FROM alpine");
        repaired("FROM a\nwork /a", "FROM a\nworkdir /a");
        repaired("FROM a\nA=b", "FROM a\nENV A=b");
        repaired("FROM a\nUSR b", "FROM a\nUSER b");
        refused("FROM a\n«INCLUDE» b", true);
    }

    #[test]
    fn short_words_are_no_slips() {
        for word in ["on:", "REM", "EOF", "SET", "AS", "a", "C"] {
            assert_eq!(closest(word), None, "{word}");
        }
    }

    #[test]
    fn words_of_other_languages() {
        repaired("FROM a\nPORT 80", "FROM a\nEXPOSE 80");
        repaired("FROM a\nexport A=b", "FROM a\nENV A=b");
        repaired("FROM a\ncd /b", "FROM a\nWORKDIR /b");
        repaired("FROM a\nECHO b", "FROM a\nRUN echo b");
        for word in ["services:", "  web:", "{", "</html>"] {
            let (_, errors) = last(word);
            assert!(errors.iter().all(|error| error.fix.is_none()), "{errors:?}");
        }
    }

    #[test]
    fn what_cannot_be_seen() {
        repaired("FROM a\nRUN\u{a0}b c", "FROM a\nRUN b c");
        repaired("\u{200b}FROM a", "FROM a");
        repaired("FROM a\n\u{feff}RUN b", "FROM a\nRUN b");
    }

    #[test]
    fn names_of_stages_on_the_next_line() {
        repaired("FROM a\n  AS b\nRUN c", "FROM a AS b\nRUN c");
    }

    #[test]
    fn forgotten_runs() {
        repaired("FROM a\n  npm install", "FROM a\n  RUN npm install");
        repaired("FROM x\nRUN a\nnpm install", "FROM x\nRUN a\nRUN npm install");
        repaired("FROM x\nCOPY <<E /a\nE\nnpm install", "FROM x\nCOPY <<E /a\nE\nRUN npm install");
    }

    #[test]
    fn merge_conflicts_are_left_alone() {
        let (_, errors) = last("RUN a && \\\n<<<<<<< HEAD\n  apk add b\n=======\n>>>>>>> other");
        assert!(errors.iter().all(|error| error.fix.as_ref().is_none_or(|fix| fix.title == "Insert `RUN`")));
    }
}
