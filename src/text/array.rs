/// What was meant for a JSON array of strings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LooseArray {
    /// What its members say.
    pub members: Vec<String>,
    /// Whether all of them stand in quotes of some kind.
    pub is_quoted: bool,
    /// How many commas separate them.
    pub commas: usize,
    /// Whether its bracket is closed.
    pub is_closed: bool,
    /// Where it ends, in bytes.
    pub end: usize,
}

/// Reads an array as a person does: with single or typographic quotes, or none, without a comma, with one too many, or
/// without the last bracket. `None` where the text does not begin with a bracket, or holds brackets or braces within.
pub fn loose_array(text: &str) -> Option<LooseArray> {
    let mut at = text.len() - text.trim_start().len();
    let inside = text.get(at..)?.strip_prefix('[')?;
    at = text.len() - inside.len();
    let mut array =
        LooseArray { members: Vec::new(), is_quoted: true, commas: 0, is_closed: false, end: text.len() };
    while let Some(first) = text.get(at..)?.chars().next() {
        if first == ']' {
            array.is_closed = true;
            array.end = at + 1;
            break;
        }
        if first == ',' || first.is_whitespace() {
            array.commas += usize::from(first == ',');
            at += first.len_utf8();
            continue;
        }
        let rest = text.get(at..)?;
        let (member, length) = match quote_of(first) {
            Some(quote) => quoted(rest.get(first.len_utf8()..)?, quote)
                .map(|(text, end)| (text, end + first.len_utf8()))?,
            None => {
                array.is_quoted = false;
                let end =
                    rest.find(|c: char| c == ',' || c == ']' || c.is_whitespace()).unwrap_or(rest.len());
                (rest.get(..end)?.to_owned(), end)
            }
        };
        if !matches!(first, '"' | '\'') && member.contains(['[', '{', '}']) {
            return None;
        }
        array.members.push(member);
        at += length;
    }
    Some(array)
}

/// The members as a JSON array.
pub fn json_array<'a>(members: impl IntoIterator<Item = &'a String>) -> String {
    let members: Vec<String> = members.into_iter().map(|member| super::json_quote(member)).collect();
    format!("[{}]", members.join(", "))
}

/// The ASCII quote that a quote stands for.
fn quote_of(character: char) -> Option<char> {
    match character {
        '"' | '\'' => Some(character),
        _ => super::lookalike(character)
            .and_then(|found| found.plain.chars().next())
            .filter(|c| matches!(c, '"' | '\'')),
    }
}

/// What stands before the closing quote, and the length with it. A quote closes where a member can end.
fn quoted(text: &str, quote: char) -> Option<(String, usize)> {
    let mut member = String::new();
    let mut characters = text.char_indices();
    while let Some((at, character)) = characters.next() {
        if character == '\\' {
            let (_, escaped) = characters.next()?;
            if !matches!(escaped, '\\' | '"' | '\'' | '/') {
                member.push('\\');
            }
            member.push(escaped);
            continue;
        }
        let behind = text.get(at + character.len_utf8()..)?;
        if quote_of(character) == Some(quote) && ends_member(behind) {
            return Some((member, at + character.len_utf8()));
        }
        member.push(character);
    }
    None
}

fn ends_member(behind: &str) -> bool {
    let rest = behind.trim_start();
    let is_next = |c: char| rest.len() < behind.len() && quote_of(c).is_some();
    rest.chars().next().is_none_or(|c| c == ',' || c == ']' || is_next(c))
}

#[test]
fn reads_arrays_as_people_do() {
    let members = |text: &str| loose_array(text).map(|array| array.members.join("|"));
    for (text, expected) in [
        ("['a', 'b c']", "a|b c"),
        (" [ “a”, ‘b’ ] # c", "a|b"),
        ("[\"a\" \"b\",]", "a|b"),
        ("[a, 60]", "a|60"),
        ("[\"sh\", \"-c\", \"echo \"hi\"\"]", "sh|-c|echo \"hi\""),
        ("[\"c:\\app\\x.exe\", \"a\\\"b\"", "c:\\app\\x.exe|a\"b"),
        ("[]", ""),
    ] {
        assert_eq!(members(text).as_deref(), Some(expected), "{text}");
    }
    for text in ["a", "[\"a", "[{a}]", "[[a]]"] {
        assert_eq!(members(text), None, "{text}");
    }
    assert_eq!(json_array(&["a".to_owned(), "\"".to_owned()]), "[\"a\", \"\\\"\"]");
}

#[test]
fn long_arrays_take_linear_time() {
    let text = format!("[{}", "\"a\" ".repeat(100_000));
    assert_eq!(loose_array(&text).map(|array| array.members.len()), Some(100_000));
    assert_eq!(loose_array(&format!("[{}", "\"a ".repeat(100_000))), None);
}
