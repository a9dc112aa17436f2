//! Sizes of `--mount=type=tmpfs,size=`: `64m`, `1.5 GiB`.

use std::fmt;

use crate::text::{go_quote, lower};

/// Why a text is no size.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SizeError {
    /// It has no digit, or is negative.
    Invalid(String),
    /// What stands before the unit is no number.
    Number(String),
    /// The unit, given here, does not exist.
    Suffix(String),
}

impl fmt::Display for SizeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Invalid(text) => write!(f, "invalid size: '{text}'"),
            Self::Number(number) => {
                write!(f, "strconv.ParseFloat: parsing {}: invalid syntax", go_quote(number))
            }
            Self::Suffix(suffix) => write!(f, "invalid suffix: '{suffix}'"),
        }
    }
}

impl std::error::Error for SizeError {}

/// The bytes of a size; units count by 1024. Follows `RAMInBytes` of docker/go-units.
pub fn parse_size(text: &str) -> Result<i64, SizeError> {
    let invalid = || SizeError::Invalid(text.to_owned());
    let separator = text
        .rfind(|character: char| character.is_ascii_digit() || matches!(character, '.' | ' '))
        .ok_or_else(invalid)?;
    let (number, suffix) = text.split_at_checked(separator + 1).ok_or_else(invalid)?;
    // One space may stand between the number and the unit.
    let number = number.strip_suffix(' ').unwrap_or(number);
    let size = parse_float(number).ok_or_else(|| SizeError::Number(number.to_owned()))?;
    if size < 0.0 {
        return Err(invalid());
    }
    Ok((size * multiplier(suffix)?) as i64)
}

fn multiplier(suffix: &str) -> Result<f64, SizeError> {
    if suffix.len() > 3 {
        return Err(SizeError::Suffix(suffix.to_owned()));
    }
    let lower = lower(suffix);
    let unit = lower.strip_suffix("ib").filter(|unit| !unit.is_empty());
    let unit = unit.or_else(|| lower.strip_suffix('b')).unwrap_or(&lower);
    Ok(match unit {
        "" => 1.0,
        "k" => 1024.0,
        "m" => 1024_f64.powi(2),
        "g" => 1024_f64.powi(3),
        "t" => 1024_f64.powi(4),
        "p" => 1024_f64.powi(5),
        _ => return Err(SizeError::Suffix(lower)),
    })
}

/// A decimal number. Go also takes `1e3`, `0x1p4`, `1_000`, `inf` and `nan`; the first is taken here too.
fn parse_float(number: &str) -> Option<f64> {
    let is_decimal =
        number.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'+' | b'-' | b'e' | b'E'));
    if is_decimal { crate::text::read_decimal(number) } else { None }
}

#[test]
fn reads_sizes() {
    for (text, bytes) in [
        ("0", 0),
        ("64m", 64 << 20),
        ("1.5 GiB", 3 << 29),
        ("2kB", 2048),
        ("3b", 3),
        ("1P", 1 << 50),
        ("1e3k", 1_024_000),
    ] {
        assert_eq!(parse_size(text), Ok(bytes), "{text}");
    }
    for (text, message) in [
        ("", "invalid size: ''"),
        ("m", "invalid size: 'm'"),
        ("-5m", "invalid size: '-5m'"),
        ("1  m", "strconv.ParseFloat: parsing \"1 \": invalid syntax"),
        ("$X1", "strconv.ParseFloat: parsing \"$X1\": invalid syntax"),
        ("1bb", "invalid suffix: 'bb'"),
        ("1ib", "invalid suffix: 'ib'"),
        ("1MBIT", "invalid suffix: 'MBIT'"),
        ("1X", "invalid suffix: 'x'"),
    ] {
        assert_eq!(parse_size(text).map_err(|error| error.to_string()), Err(message.to_owned()));
    }
}
