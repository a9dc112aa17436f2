//! The comma-separated values of `--mount` and `--device`.

use std::fmt;
use std::ops::Range;

/// A field and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// What it says, without quotes.
    pub text: String,
    /// What is written, with quotes, as a byte range of the text.
    pub range: Range<usize>,
}

/// Why a text is no record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CsvError {
    /// It is empty.
    Empty,
    /// A `"` at this offset inside a field that does not start with one.
    BareQuote(usize),
    /// A quoted field that does not end, or goes on after its second `"` at this offset.
    Quote(usize),
}

impl fmt::Display for CsvError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let wrong = |f: &mut fmt::Formatter<'_>, offset: usize, what: &str| {
            write!(f, "parse error on line 1, column {}: {what}", offset + 1)
        };
        match self {
            Self::Empty => f.write_str("EOF"),
            Self::BareQuote(offset) => wrong(f, *offset, "bare \" in non-quoted field"),
            Self::Quote(offset) => wrong(f, *offset, "extraneous or missing \" in quoted-field"),
        }
    }
}

impl std::error::Error for CsvError {}

/// The fields of one record, at least one. Follows `Fields` of go-csvvalue.
pub fn parse_csv(text: &str) -> Result<Vec<Field>, CsvError> {
    let line = text.strip_suffix('\n').map_or(text, |line| line.strip_suffix('\r').unwrap_or(line));
    if line.is_empty() {
        return Err(CsvError::Empty);
    }
    let mut fields = Vec::new();
    let mut start = 0;
    loop {
        let rest = line.get(start..).unwrap_or_default();
        let (text, length) = if rest.starts_with('"') { quoted(rest, start)? } else { plain(rest, start)? };
        fields.push(Field { text, range: start..start + length });
        if length >= rest.len() {
            return Ok(fields);
        }
        start += length + 1;
    }
}

/// A field without quotes and its length.
fn plain(rest: &str, start: usize) -> Result<(String, usize), CsvError> {
    let field = rest.split_once(',').map_or(rest, |(field, _)| field);
    match field.find('"') {
        Some(quote) => Err(CsvError::BareQuote(start + quote)),
        None => Ok((field.to_owned(), field.len())),
    }
}

/// A field that starts with a quote and its length.
fn quoted(rest: &str, start: usize) -> Result<(String, usize), CsvError> {
    let mut text = String::new();
    let mut offset = 1;
    loop {
        let inside = rest.get(offset..).unwrap_or_default();
        let Some((part, behind)) = inside.split_once('"') else {
            return Err(CsvError::Quote(start + offset));
        };
        text.push_str(part);
        offset += part.len() + 1;
        match behind.chars().next() {
            Some('"') => {
                text.push('"');
                offset += 1;
            }
            None | Some(',') => return Ok((text, offset)),
            Some(_) => return Err(CsvError::Quote(start + offset - 1)),
        }
    }
}

#[test]
fn reads_records() {
    let fields = parse_csv("type=bind,\"a=\"\"x,y\"\"\",,b").unwrap();
    let seen: Vec<_> = fields.iter().map(|field| (field.text.as_str(), field.range.clone())).collect();
    assert_eq!(seen, [("type=bind", 0..9), ("a=\"x,y\"", 10..21), ("", 22..22), ("b", 23..24)]);
    assert_eq!(parse_csv("a,").unwrap().len(), 2);
    assert_eq!(parse_csv("\"\"\r\n").unwrap().len(), 1);
    for (text, message) in [
        ("", "EOF"),
        ("a,b\"c", "parse error on line 1, column 4: bare \" in non-quoted field"),
        ("\"a\"b", "parse error on line 1, column 3: extraneous or missing \" in quoted-field"),
        ("a,\"b", "parse error on line 1, column 4: extraneous or missing \" in quoted-field"),
    ] {
        assert_eq!(parse_csv(text).map_err(|error| error.to_string()), Err(message.to_owned()));
    }
}
