//! Upper and lower case of what BuildKit reads in any case: keywords, names and values.
//!
//! Next to ASCII these are the letters that Go, and so BuildKit, makes ASCII, and the common ones of Latin, Greek and
//! Cyrillic. The tables of the standard library, which know all others too, are 25 kB of the page.

/// The text in lower case; letters beyond those of the common alphabets stay as they are.
pub fn lower(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let one = |character: char| match character {
        'İ' => 'i',
        '\u{212a}' => 'k', // The sign of the Kelvin.
        'À'..='Ö' | 'Ø'..='Þ' | 'Α'..='Ρ' | 'Σ'..='Ϋ' | 'А'..='Я' => moved(character, 32),
        'Ѐ'..='Џ' => moved(character, 80),
        other => other.to_ascii_lowercase(),
    };
    text.chars().map(one).collect()
}

/// The text in upper case; letters beyond those of the common alphabets stay as they are.
pub fn upper(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_uppercase();
    }
    let one = |character: char| match character {
        'ı' => 'I',
        'ſ' => 'S',
        'ς' => 'Σ',
        'µ' => 'Μ', // The sign of the millionth.
        'à'..='ö' | 'ø'..='þ' | 'α'..='ρ' | 'σ'..='ϋ' | 'а'..='я' => moved(character, -32),
        'ѐ'..='џ' => moved(character, -80),
        other => other.to_ascii_uppercase(),
    };
    text.chars().map(one).collect()
}

fn moved(character: char, distance: i32) -> char {
    u32::from(character).checked_add_signed(distance).and_then(char::from_u32).unwrap_or(character)
}

/// The text with a capital letter at its beginning, as a sentence has.
pub fn capitalized(text: &str) -> String {
    let mut text = text.to_owned();
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    text
}

#[test]
fn cases() {
    assert_eq!(lower("Ab-\u{212a}İ ÀÞ×ΑΩЀЯ"), "ab-ki àþ×αωѐя");
    assert_eq!(upper("aB-ıſµ àþ÷αωςѐя"), "AB-ISΜ ÀÞ÷ΑΩΣЀЯ");
    assert_eq!(capitalized("a b"), "A b");
    assert_eq!(capitalized("ä"), "ä");
    assert_eq!(capitalized(""), "");
}
