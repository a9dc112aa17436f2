//! The exec form: a JSON array of strings, accepted exactly where `encoding/json` of Go accepts it.

use std::ops::Range;

/// How deep arrays and objects may nest; the limit of Go's decoder.
pub const MAX_DEPTH: usize = 10_000;

/// What an argument text is when read as the exec form. Follows `parseJSON` of BuildKit's parser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JsonForm {
    /// No JSON array: the text is a shell command or a list of words.
    NotJson,
    /// A JSON array with a member that is no string, which is an error: where the first such member stands in the text.
    NotStrings(Range<usize>),
    /// The exec form; may be empty.
    Strings(Vec<JsonString>),
}

/// A member of the array.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JsonString {
    /// What it says.
    pub value: String,
    /// Where it stands in the text, with its quotes.
    pub range: Range<usize>,
}

/// Reads `text`, which may start with white space, as an array of strings.
pub fn string_array(text: &str) -> JsonForm {
    let start = text.len() - text.trim_start().len();
    let mut reader = Reader { text, offset: start, open: Vec::new(), strings: Vec::new(), other: None };
    if !text.get(start..).unwrap_or_default().starts_with('[') || reader.document().is_none() {
        return JsonForm::NotJson;
    }
    match reader.other {
        None => JsonForm::Strings(reader.strings),
        Some(start) => {
            let rest = text.get(start..).unwrap_or_default();
            let end =
                if rest.starts_with(['[', '{']) { 1 } else { rest.find([',', ']']).unwrap_or(rest.len()) };
            JsonForm::NotStrings(start..start + rest.get(..end).unwrap_or_default().trim_end().len())
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Container {
    Array,
    Object,
}

enum Expected {
    Value { or_end: bool },
    Key { or_end: bool },
    CommaOrEnd,
}

struct Reader<'a> {
    text: &'a str,
    offset: usize,
    open: Vec<Container>,
    strings: Vec<JsonString>,
    /// Where the first member begins that is no string.
    other: Option<usize>,
}

impl Reader<'_> {
    /// Reads everything; `None` where it is no JSON.
    fn document(&mut self) -> Option<()> {
        let mut expected = Expected::Value { or_end: false };
        loop {
            self.skip_space();
            expected = match expected {
                Expected::CommaOrEnd if self.open.is_empty() => {
                    return (self.offset == self.text.len()).then_some(());
                }
                Expected::CommaOrEnd => self.comma_or_end()?,
                Expected::Value { or_end: true } if self.peek() == Some(b']') => {
                    self.close(Container::Array)?
                }
                Expected::Value { .. } => self.value()?,
                Expected::Key { or_end: true } if self.peek() == Some(b'}') => {
                    self.close(Container::Object)?
                }
                Expected::Key { .. } => self.key()?,
            };
        }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.offset).copied()
    }

    fn next(&mut self) -> Option<u8> {
        let byte = self.peek()?;
        self.offset += 1;
        Some(byte)
    }

    fn skip_space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\r' | b'\n')) {
            self.offset += 1;
        }
    }

    fn comma_or_end(&mut self) -> Option<Expected> {
        match (self.peek()?, self.open.last()?) {
            (b',', Container::Array) => {
                self.offset += 1;
                Some(Expected::Value { or_end: false })
            }
            (b',', Container::Object) => {
                self.offset += 1;
                Some(Expected::Key { or_end: false })
            }
            (b']', Container::Array) => self.close(Container::Array),
            (b'}', Container::Object) => self.close(Container::Object),
            _ => None,
        }
    }

    fn close(&mut self, container: Container) -> Option<Expected> {
        self.offset += 1;
        (self.open.pop()? == container).then_some(Expected::CommaOrEnd)
    }

    fn value(&mut self) -> Option<Expected> {
        let is_member = self.open.len() == 1;
        let first = self.peek()?;
        if first == b'"' {
            let start = self.offset;
            let value = self.string()?;
            if is_member {
                self.strings.push(JsonString { value, range: start..self.offset });
            }
            return Some(Expected::CommaOrEnd);
        }
        if is_member {
            self.other.get_or_insert(self.offset);
        }
        match first {
            b'[' => self.enter(Container::Array, Expected::Value { or_end: true }),
            b'{' => self.enter(Container::Object, Expected::Key { or_end: true }),
            b't' => self.literal("true"),
            b'f' => self.literal("false"),
            b'n' => self.literal("null"),
            _ => self.number(),
        }
    }

    fn enter(&mut self, container: Container, expected: Expected) -> Option<Expected> {
        self.offset += 1;
        self.open.push(container);
        (self.open.len() <= MAX_DEPTH).then_some(expected)
    }

    fn key(&mut self) -> Option<Expected> {
        self.string()?;
        self.skip_space();
        (self.next()? == b':').then_some(Expected::Value { or_end: false })
    }

    fn literal(&mut self, name: &str) -> Option<Expected> {
        self.text.get(self.offset..)?.starts_with(name).then_some(())?;
        self.offset += name.len();
        Some(Expected::CommaOrEnd)
    }

    /// Reads a number. One that is too large for a float is an error in Go too.
    fn number(&mut self) -> Option<Expected> {
        let start = self.offset;
        self.skip_one(b"-");
        if !self.skip_one(b"0") {
            self.digits()?;
        }
        if self.skip_one(b".") {
            self.digits()?;
        }
        if self.skip_one(b"eE") {
            self.skip_one(b"+-");
            self.digits()?;
        }
        let value = crate::text::read_decimal(self.text.get(start..self.offset)?)?;
        value.is_finite().then_some(Expected::CommaOrEnd)
    }

    fn skip_one(&mut self, bytes: &[u8]) -> bool {
        let is_next = self.peek().is_some_and(|byte| bytes.contains(&byte));
        self.offset += usize::from(is_next);
        is_next
    }

    fn digits(&mut self) -> Option<()> {
        let start = self.offset;
        while self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            self.offset += 1;
        }
        (self.offset > start).then_some(())
    }

    fn string(&mut self) -> Option<String> {
        (self.next()? == b'"').then_some(())?;
        let mut value = String::new();
        loop {
            let rest = self.text.get(self.offset..)?;
            let length = rest.find(|character: char| matches!(character, '"' | '\\' | '\0'..='\u{1f}'))?;
            value.push_str(rest.get(..length)?);
            self.offset += length;
            match self.next()? {
                b'"' => return Some(value),
                b'\\' => value.push(self.escape()?),
                _ => return None,
            }
        }
    }

    fn escape(&mut self) -> Option<char> {
        Some(match self.next()? {
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => return self.unicode(),
            same @ (b'"' | b'\\' | b'/') => char::from(same),
            _ => return None,
        })
    }

    /// Reads the digits of `\u`, and a second `\u` where both make up one character. Half a pair
    /// becomes the replacement character.
    fn unicode(&mut self) -> Option<char> {
        let first = self.hexadecimal()?;
        if !(0xd800..0xdc00).contains(&first) {
            return Some(char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER));
        }
        let behind = self.offset;
        if self.text.get(behind..)?.starts_with("\\u") {
            self.offset += 2;
            if let Some(second @ 0xdc00..=0xdfff) = self.hexadecimal() {
                return char::from_u32(0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00));
            }
            self.offset = behind;
        }
        Some(char::REPLACEMENT_CHARACTER)
    }

    fn hexadecimal(&mut self) -> Option<u32> {
        let digits = self.text.get(self.offset..self.offset + 4)?;
        digits.bytes().all(|byte| byte.is_ascii_hexdigit()).then_some(())?;
        self.offset += 4;
        u32::from_str_radix(digits, 16).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strings(text: &str) -> Vec<String> {
        match string_array(text) {
            JsonForm::Strings(strings) => strings.into_iter().map(|string| string.value).collect(),
            other => panic!("{text}: {other:?}"),
        }
    }

    #[test]
    fn reads_strings() {
        assert_eq!(strings("[]"), [""; 0]);
        assert_eq!(
            strings("\u{a0}[ \"sh\",\t\"-c\" , \"a \\\"b\\\" \\u00e9\\n\" ] "),
            ["sh", "-c", "a \"b\" é\n"]
        );
        assert_eq!(strings(r#"["\ud83d\ude00 \ud83d \ud83dA \ude00"]"#), ["😀 \u{fffd} \u{fffd}A \u{fffd}"]);
        assert_eq!(
            string_array(" [\"a\", \"é\"]"),
            JsonForm::Strings(vec![
                JsonString { value: "a".to_owned(), range: 2..5 },
                JsonString { value: "é".to_owned(), range: 7..11 },
            ])
        );
    }

    #[test]
    fn other_members_are_an_error() {
        for text in
            ["[1]", "[\"a\", null]", "[[\"a\"]]", "[{\"a\": [-1.5e+3, true, {}]}, \"b\"]", "[[]]", "[0.10]"]
        {
            assert!(matches!(string_array(text), JsonForm::NotStrings(_)), "{text}");
        }
    }

    #[test]
    fn everything_else_is_shell_form() {
        for text in [
            "",
            "a",
            "\"a\"",
            "{}",
            "['a']",
            "[\"a\",]",
            "[\"a\"] b",
            "[\"a\"",
            "[ -d x ]",
            "[\"\\W\"]",
            "[\"\t\"]",
            "[\"a\" \"b\"]",
            "[,]",
            "[01]",
            "[1.]",
            "[.5]",
            "[+1]",
            "[1e999]",
            "[nul]",
            "[\"\\u12g4\"]",
            "[{\"a\"}]",
            "[}",
            "[\u{a0}\"a\"]",
            "[{\"a\":1,}]",
            "[\"\\u+123\"]",
        ] {
            assert_eq!(string_array(text), JsonForm::NotJson, "{text}");
        }
    }

    #[test]
    fn deep_nesting_ends() {
        assert_eq!(string_array(&"[".repeat(1_000_000)), JsonForm::NotJson);
        let nested = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
        assert_eq!(string_array(&nested(MAX_DEPTH)), JsonForm::NotStrings(1..2));
        assert_eq!(string_array(" [\"a\", 60 ]"), JsonForm::NotStrings(7..9));
        assert_eq!(string_array(&nested(MAX_DEPTH + 1)), JsonForm::NotJson);
    }
}
