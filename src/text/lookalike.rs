/// A character that looks like another, or like nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lookalike {
    /// What it is called.
    pub name: &'static str,
    /// The plain character in its place; empty for one that cannot be seen.
    pub plain: &'static str,
}

/// What a character only looks like: word processors and web pages write such where a keyboard has a plain one.
pub fn lookalike(character: char) -> Option<Lookalike> {
    let (name, plain) = match character {
        '\u{a0}' | '\u{2007}' | '\u{202f}' => ("no-break space", " "),
        '\u{2000}'..='\u{200a}' | '\u{205f}' | '\u{3000}' => ("wide space", " "),
        '\u{200b}'..='\u{200d}' | '\u{2060}' => ("zero-width space", ""),
        '\u{feff}' => ("byte order mark", ""),
        '\u{ad}' => ("soft hyphen", ""),
        '\u{201c}'..='\u{201f}' | '«' | '»' => ("typographic quote", "\""),
        '\u{2018}'..='\u{201b}' => ("typographic quote", "'"),
        '\u{2010}'..='\u{2012}' | '\u{2212}' => ("typographic hyphen", "-"),
        '\u{2013}'..='\u{2015}' => ("dash", "--"),
        _ => return None,
    };
    Some(Lookalike { name, plain })
}

/// A text with plain characters for those that look like them.
pub fn plain_text(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for character in text.chars() {
        match lookalike(character) {
            Some(found) => plain.push_str(found.plain),
            None => plain.push(character),
        }
    }
    plain
}

#[test]
fn writes_plain_characters() {
    assert_eq!(plain_text("RUN\u{a0}a \u{2014}b=“c” ‘d’\u{200b}é"), "RUN a --b=\"c\" 'd'é");
    assert_eq!(lookalike('a').or(lookalike('"')), None);
}
