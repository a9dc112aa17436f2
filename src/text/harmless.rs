/// A text in which nothing moves the cursor, changes colours or reverses what follows.
pub fn harmless_text(text: &str) -> String {
    text.chars().map(harmless).collect()
}

/// A character that is only shown: the picture of a control character, and no mark that reverses the order of what
/// follows.
pub fn harmless(character: char) -> char {
    match character {
        // The pictures of the control characters stand in the same order.
        '\0'..='\x1f' => char::from_u32(0x2400 + u32::from(character)).unwrap_or('\u{fffd}'),
        '\x7f' => '\u{2421}',
        // Control characters of the second kind, and marks that reverse the order of what follows.
        '\u{80}'..='\u{9f}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            '\u{fffd}'
        }
        character => character,
    }
}

#[test]
fn control_characters_have_pictures() {
    assert_eq!(harmless_text("a\0b\r\u{1b}[1m\x7f\u{202e}é"), "a␀b␍␛[1m␡\u{fffd}é");
}
