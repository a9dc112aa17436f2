//! Splitting an instruction line into words before anything is expanded.

use std::ops::Range;

/// A part of a text after quotes or escapes were looked at, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// What it says, which may differ from what is written.
    pub text: String,
    /// What is written, as a byte range of the text that was split.
    pub range: Range<usize>,
}

impl Piece {
    fn of(text: &str, range: Range<usize>) -> Self {
        Self { text: text.get(range.clone()).unwrap_or_default().to_owned(), range }
    }
}

/// The flags of an instruction and what follows them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BuilderFlags {
    /// The flags with their dashes. Quotes and escapes are removed, and characters outside ASCII
    /// are mangled, as BuildKit does.
    pub flags: Vec<Piece>,
    /// The rest without white space around it.
    pub rest: Range<usize>,
}

/// The range of `text` without the Unicode white space around it; empty at the end where that is all.
pub fn trimmed(text: &str) -> Range<usize> {
    let start = text.len() - text.trim_start().len();
    start..start.max(text.trim_end().len())
}

/// Splits `text` at runs of tab, vertical tab, form feed, carriage return and space. White space at an
/// end yields an empty piece there, an empty text no piece. Follows `parseStringsWhitespaceDelimited`.
pub fn split_whitespace(text: &str) -> impl Iterator<Item = Piece> {
    let mut next = Some(0).filter(|_| !text.is_empty());
    std::iter::from_fn(move || {
        let start = next?;
        let gap = next_gap(text, start);
        next = gap.as_ref().map(|gap| gap.end);
        Some(Piece::of(text, start..gap.map_or(text.len(), |gap| gap.start)))
    })
}

/// Splits `text` at the first such run: keyword and rest, or name and value of the old `ENV` form.
pub fn split_once_whitespace(text: &str) -> Option<(Piece, Piece)> {
    let gap = next_gap(text, 0)?;
    Some((Piece::of(text, 0..gap.start), Piece::of(text, gap.end..text.len())))
}

/// The type of a HEALTHCHECK and where its command begins. Goes by bytes, as [`builder_flags`] does; what a cut leaves of
/// a character is no text. Follows `parseHealthConfig`.
pub fn split_health_type(text: &str) -> (Piece, usize) {
    let is_blank = |byte: &u8| char::from(*byte).is_whitespace();
    let bytes = text.as_bytes();
    let end = bytes.iter().position(is_blank).unwrap_or(bytes.len());
    let blanks = bytes.iter().skip(end).take_while(|byte| is_blank(byte)).count();
    let kind = String::from_utf8_lossy(bytes.get(..end).unwrap_or_default()).into_owned();
    (Piece { text: kind, range: 0..boundary(text, end) }, boundary(text, end + blanks))
}

/// Splits the arguments of `ENV`, `LABEL` and `ARG` at white space outside quotes; quotes and escapes
/// stay in the words. Follows `parseWords` of BuildKit's parser.
pub fn parse_words(text: &str, escape: char) -> Vec<Piece> {
    let mut words = Vec::new();
    let mut word = OpenWord::default();
    let mut characters = text.char_indices().peekable();
    while let Some((offset, character)) = characters.next() {
        if word.quote.is_none() && character.is_whitespace() {
            words.extend(std::mem::take(&mut word).close_verbatim(text, offset));
            continue;
        }
        word.start.get_or_insert(offset);
        match word.quote {
            None if matches!(character, '\'' | '"') => {
                word.quote = Some(character);
                word.may_be_blank = true;
            }
            Some(quote) if character == quote => word.quote = None,
            _ => {}
        }
        let is_escape = character == escape && word.quote != Some('\'');
        if is_escape && characters.next().is_none() {
            // An escape at the very end is dropped.
            words.extend(
                word.close_verbatim(text, offset)
                    .map(|piece| Piece { range: piece.range.start..text.len(), ..piece }),
            );
            return words;
        }
    }
    words.extend(word.close_verbatim(text, text.len()));
    words
}

/// Takes the flags, words that start with `--`, off the front of `text`. A lone `--` ends them and is
/// dropped. Follows `extractBuilderFlags`, which goes by bytes: each byte from 0x80 on becomes the
/// Latin-1 character of that number, and 0x85 and 0xa0 are white space.
pub fn builder_flags(text: &str, escape: char) -> BuilderFlags {
    let mut flags = Vec::new();
    let mut word = OpenWord::default();
    let mut bytes = text.bytes().enumerate();
    while let Some((offset, byte)) = bytes.next() {
        let character = char::from(byte);
        if word.start.is_none() {
            if character.is_whitespace() {
                continue;
            }
            if !text.as_bytes().get(offset..).is_some_and(|rest| rest.starts_with(b"--")) {
                return BuilderFlags { flags, rest: rest_from(text, offset) };
            }
            word.start = Some(offset);
        }
        match word.quote {
            None if character.is_whitespace() => {
                if word.text == "--" {
                    return BuilderFlags { flags, rest: rest_from(text, offset) };
                }
                flags.extend(std::mem::take(&mut word).close(boundary(text, offset)));
            }
            None if matches!(character, '\'' | '"') => {
                word.quote = Some(character);
                word.may_be_blank = true;
            }
            Some(quote) if character == quote => word.quote = None,
            _ if character == escape => {
                word.text.extend(bytes.next().map(|(_, escaped)| char::from(escaped)))
            }
            _ => word.text.push(character),
        }
    }
    if word.text != "--" {
        flags.extend(word.close(text.len()));
    }
    BuilderFlags { flags, rest: text.len()..text.len() }
}

/// A word that is being read; outside words its `start` is `None`.
#[derive(Default)]
struct OpenWord {
    start: Option<usize>,
    text: String,
    quote: Option<char>,
    may_be_blank: bool,
}

impl OpenWord {
    /// The word with everything that is written.
    fn close_verbatim(self, text: &str, end: usize) -> Option<Piece> {
        let range = self.start?..end;
        (self.may_be_blank || !range.is_empty()).then(|| Piece::of(text, range))
    }

    fn close(self, end: usize) -> Option<Piece> {
        let range = self.start?..end;
        (self.may_be_blank || !self.text.is_empty()).then_some(Piece { text: self.text, range })
    }
}

/// The first run of such white space that starts at `from` or behind it.
pub fn next_gap(text: &str, from: usize) -> Option<Range<usize>> {
    let is_blank = |byte: &u8| matches!(byte, b'\t' | 0x0b | 0x0c | b'\r' | b' ');
    let rest = text.as_bytes().get(from..)?;
    let start = rest.iter().position(is_blank)?;
    let length = rest.iter().skip(start).position(|byte| !is_blank(byte));
    Some(from + start..length.map_or(text.len(), |length| from + start + length))
}

fn rest_from(text: &str, offset: usize) -> Range<usize> {
    let start = boundary(text, offset);
    let inner = trimmed(text.get(start..).unwrap_or_default());
    start + inner.start..start + inner.end
}

/// The next character boundary at or behind `offset`: a byte that counts as white space may stand within a character.
fn boundary(text: &str, offset: usize) -> usize {
    (offset..=text.len()).find(|offset| text.is_char_boundary(*offset)).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(pieces: Vec<Piece>) -> Vec<String> {
        pieces.into_iter().map(|piece| piece.text).collect()
    }

    #[test]
    fn white_space() {
        let split = |text: &str| texts(split_whitespace(text).collect());
        assert_eq!(trimmed("\u{a0} a b\u{3000}\n"), 3..6);
        assert_eq!(trimmed(" \t"), 2..2);
        assert_eq!(split("a \t\"b c\"\u{a0}d"), ["a", "\"b", "c\"\u{a0}d"]);
        assert_eq!(split(" a "), ["", "a", ""]);
        assert_eq!(split(""), [""; 0]);
        let (keyword, rest) = split_once_whitespace("RUN \r x y").unwrap();
        assert_eq!((keyword.text.as_str(), rest.text.as_str(), rest.range), ("RUN", "x y", 6..9));
        assert_eq!(split_once_whitespace("RUN"), None);
    }

    #[test]
    fn names_and_values() {
        assert_eq!(
            texts(parse_words(r#"a=1  b="x 'y' z" c='\' d=\ e \""#, '\\')),
            ["a=1", "b=\"x 'y' z\"", "c='\\'", "d=\\ e", "\\\"",]
        );
        assert_eq!(texts(parse_words("a=\"b c", '\\')), ["a=\"b c"]);
        assert_eq!(texts(parse_words("a\\ \\", '\\')), ["a\\ "]);
        assert_eq!(texts(parse_words("a=` b=\\ c", '`')), ["a=` b=\\", "c"]);
        assert_eq!(parse_words(" \\", '\\'), []);
        let ranges: Vec<_> =
            parse_words("é=1\u{3000}b='c d'", '\\').into_iter().map(|word| word.range).collect();
        assert_eq!(ranges, [0..4, 7..14]);
    }

    #[test]
    fn health_types() {
        let split = |text: &str| {
            let (kind, next) = split_health_type(text);
            (kind.text, kind.range, next)
        };
        assert_eq!(split("CMD  a"), ("CMD".to_owned(), 0..3, 5));
        assert_eq!(split("NONE"), ("NONE".to_owned(), 0..4, 4));
        assert_eq!(split("CMD\u{a0}a"), ("CMD\u{fffd}".to_owned(), 0..5, 5));
    }

    #[test]
    fn flags() {
        let text = " --a=\"x y\"  --b\\ c=1 -- \tsrc dst ";
        let found = builder_flags(text, '\\');
        assert_eq!(text.get(found.rest.clone()), Some("src dst"));
        assert_eq!(found.flags.iter().map(|flag| flag.range.clone()).collect::<Vec<_>>(), [1..10, 12..20]);
        assert_eq!(texts(found.flags), ["--a=x y", "--b c=1"]);
        assert_eq!(texts(builder_flags("--a='b c", '\\').flags), ["--a=b c"]);
        assert_eq!(texts(builder_flags("--a=é --b", '\\').flags), ["--a=Ã©", "--b"]);
        let nbsp = builder_flags("--a\u{a0}b", '\\');
        assert_eq!((nbsp.flags[0].range.clone(), nbsp.rest.clone()), (0..5, 5..6));
        assert_eq!(texts(nbsp.flags), ["--aÂ"]);
        assert_eq!(builder_flags("-a --b", '\\'), BuilderFlags { flags: Vec::new(), rest: 0..6 });
        assert_eq!(builder_flags("--", '\\'), BuilderFlags { flags: Vec::new(), rest: 2..2 });
        assert_eq!(builder_flags("--x=\u{2800}y", '\\').rest, 7..8);
    }
}
