//! Durations of `HEALTHCHECK`: `1m30s`.

use std::fmt;

use crate::text::go_quote;

/// Why a text is no duration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DurationError {
    /// It is not made of numbers with units, or too long for 64 bits of nanoseconds.
    Invalid(String),
    /// A number without a unit.
    MissingUnit(String),
    /// A unit that does not exist.
    UnknownUnit {
        /// The duration.
        text: String,
        /// The unit.
        unit: String,
    },
}

impl fmt::Display for DurationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Invalid(text) => write!(f, "time: invalid duration {}", go_quote(text)),
            Self::MissingUnit(text) => write!(f, "time: missing unit in duration {}", go_quote(text)),
            Self::UnknownUnit { text, unit } => {
                write!(f, "time: unknown unit {} in duration {}", go_quote(unit), go_quote(text))
            }
        }
    }
}

impl std::error::Error for DurationError {}

/// The nanoseconds of a duration, which may be negative. Follows `time.ParseDuration` of Go.
pub fn parse_duration(text: &str) -> Result<i64, DurationError> {
    let invalid = || DurationError::Invalid(text.to_owned());
    let (is_negative, mut rest) = match (text.strip_prefix('-'), text.strip_prefix('+')) {
        (Some(rest), _) => (true, rest),
        (_, Some(rest)) => (false, rest),
        _ => (false, text),
    };
    if rest == "0" {
        return Ok(0);
    }
    if rest.is_empty() {
        return Err(invalid());
    }
    let mut total: u64 = 0;
    while !rest.is_empty() {
        let (nanoseconds, behind) = parse_part(text, rest)?;
        total = total.checked_add(nanoseconds).filter(|total| *total <= 1 << 63).ok_or_else(invalid)?;
        rest = behind;
    }
    let signed = if is_negative { 0_i64.checked_sub_unsigned(total) } else { i64::try_from(total).ok() };
    signed.ok_or_else(invalid)
}

/// The nanoseconds of a number with its unit, and what follows.
fn parse_part<'a>(text: &str, part: &'a str) -> Result<(u64, &'a str), DurationError> {
    let invalid = || DurationError::Invalid(text.to_owned());
    let (whole, rest) = split_digits(part);
    let (fraction, rest) = rest.strip_prefix('.').map_or(("", rest), split_digits);
    if whole.is_empty() && fraction.is_empty() {
        return Err(invalid());
    }
    let value: u64 = if whole.is_empty() { 0 } else { whole.parse().map_err(|_| invalid())? };
    let unit_length = rest.find(|character: char| character == '.' || character.is_ascii_digit());
    let (unit, rest) = rest.split_at_checked(unit_length.unwrap_or(rest.len())).unwrap_or((rest, ""));
    if unit.is_empty() {
        return Err(DurationError::MissingUnit(text.to_owned()));
    }
    let scale = unit_nanoseconds(unit)
        .ok_or_else(|| DurationError::UnknownUnit { text: text.to_owned(), unit: unit.to_owned() })?;
    let whole = value.checked_mul(scale).filter(|whole| *whole <= 1 << 63).ok_or_else(invalid)?;
    let sum = whole.checked_add(fraction_nanoseconds(fraction, scale)).filter(|sum| *sum <= 1 << 63);
    Ok((sum.ok_or_else(invalid)?, rest))
}

fn split_digits(text: &str) -> (&str, &str) {
    let length = text.find(|character: char| !character.is_ascii_digit()).unwrap_or(text.len());
    text.split_at_checked(length).unwrap_or((text, ""))
}

/// Follows `leadingFraction`: digits beyond 63 bits are ignored.
fn fraction_nanoseconds(digits: &str, unit: u64) -> u64 {
    let (mut value, mut scale) = (0_u64, 1.0);
    for digit in digits.bytes() {
        if value > (i64::MAX as u64) / 10 {
            break;
        }
        value = value * 10 + u64::from(digit - b'0');
        scale *= 10.0;
    }
    (value as f64 * (unit as f64 / scale)) as u64
}

fn unit_nanoseconds(unit: &str) -> Option<u64> {
    Some(match unit {
        "ns" => 1,
        "us" | "µs" | "μs" => 1_000,
        "ms" => 1_000_000,
        "s" => 1_000_000_000,
        "m" => 60_000_000_000,
        "h" => 3_600_000_000_000,
        _ => return None,
    })
}

#[test]
fn reads_durations() {
    for (text, nanoseconds) in [
        ("0", 0),
        ("-0", 0),
        ("1m30s", 90_000_000_000),
        ("+1.5h", 5_400_000_000_000),
        ("-.3ms", -300_000),
        ("1.s", 1_000_000_000),
        ("2μs", 2_000),
        ("0.999999999s", 999_999_999),
        ("2562047h47m16.854775807s", i64::MAX),
    ] {
        assert_eq!(parse_duration(text), Ok(nanoseconds), "{text}");
    }
    for (text, message) in [
        ("", "time: invalid duration \"\""),
        ("-", "time: invalid duration \"-\""),
        (".s", "time: invalid duration \".s\""),
        ("30", "time: missing unit in duration \"30\""),
        ("1m30", "time: missing unit in duration \"1m30\""),
        ("1w", "time: unknown unit \"w\" in duration \"1w\""),
        ("3000000h", "time: invalid duration \"3000000h\""),
    ] {
        assert_eq!(parse_duration(text).map_err(|error| error.to_string()), Err(message.to_owned()));
    }
}
