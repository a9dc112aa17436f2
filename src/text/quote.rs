/// `text` in double quotes, as the `%q` of Go (`strconv.Quote`) writes it, so that messages of BuildKit
/// can be repeated word for word.
///
/// Invisible characters outside ASCII are told from visible ones by their most common kinds only.
pub fn go_quote(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for character in text.chars() {
        push_quoted(&mut quoted, character);
    }
    quoted.push('"');
    quoted
}

/// `text` as a JSON string.
pub fn json_quote(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for character in text.chars() {
        match character {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            hidden if hidden < ' ' => quoted.push_str(&format!("\\u{:04x}", u32::from(hidden))),
            shown => quoted.push(shown),
        }
    }
    quoted.push('"');
    quoted
}

fn push_quoted(quoted: &mut String, character: char) {
    match character {
        '"' => quoted.push_str("\\\""),
        '\\' => quoted.push_str("\\\\"),
        '\u{7}' => quoted.push_str("\\a"),
        '\u{8}' => quoted.push_str("\\b"),
        '\u{c}' => quoted.push_str("\\f"),
        '\n' => quoted.push_str("\\n"),
        '\r' => quoted.push_str("\\r"),
        '\t' => quoted.push_str("\\t"),
        '\u{b}' => quoted.push_str("\\v"),
        shown if is_printable(shown) => quoted.push(shown),
        hidden if hidden.is_ascii() => quoted.push_str(&format!("\\x{:02x}", u32::from(hidden))),
        hidden if u32::from(hidden) <= 0xffff => quoted.push_str(&format!("\\u{:04x}", u32::from(hidden))),
        hidden => quoted.push_str(&format!("\\U{:08x}", u32::from(hidden))),
    }
}

fn is_printable(character: char) -> bool {
    let is_format = matches!(character, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{e000}'..='\u{f8ff}' | '\u{e0000}'..='\u{e007f}');
    character == ' ' || !(character.is_control() || character.is_whitespace() || is_format)
}

#[test]
fn quotes_as_go_does() {
    assert_eq!(go_quote("it's"), "\"it's\"");
    assert_eq!(go_quote("a\"b\\c\td\n"), "\"a\\\"b\\\\c\\td\\n\"");
    assert_eq!(go_quote("\u{1}\u{7f}é\u{a0}"), "\"\\x01\\x7fé\\u00a0\"");
}

#[test]
fn quotes_as_json_does() {
    for text in ["", "plain", "a\"b\\c", "tab\tline\nreturn\r", "\u{1}\u{1f}\u{7f}", "münchen 🐳", "/"] {
        let quoted = json_quote(text);
        assert_eq!(serde_json::from_str::<String>(&quoted).unwrap(), text, "{quoted}");
    }
}
