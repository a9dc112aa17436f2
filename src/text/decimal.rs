//! Decimal numbers, read and written by a few lines each.
//!
//! The standard library is right to the last bit, for which it needs tables and code of 30 kB. Nothing here needs that.

/// The number with at most this many digits behind the point, and no zeros at their end: `12.5`, `-3`. What is no
/// number is 0.
pub fn write_decimal(value: f64, places: u32) -> String {
    let unit = 10_u64.pow(places.min(9));
    let scaled = (value.abs() * unit as f64).round_ties_even() as u64;
    let sign = if value < 0.0 && scaled > 0 { "-" } else { "" };
    let (whole, part) = (scaled / unit, scaled % unit);
    if part == 0 {
        return format!("{sign}{whole}");
    }
    let part = format!("{part:0width$}", width = places.min(9) as usize);
    format!("{sign}{whole}.{}", part.trim_end_matches('0'))
}

/// The nearest value within these bounds; what is no number stays so. Unlike `clamp`, it has nothing to say, in words that
/// need all of the above, when the bounds are the wrong way round.
pub fn within<T: PartialOrd>(value: T, least: T, most: T) -> T {
    if value < least {
        least
    } else if value > most {
        most
    } else {
        value
    }
}

/// Reads what `f64::from_str` reads but for `inf` and `nan`: digits with a point, an exponent and signs. Right to the
/// last bit up to 15 digits and powers of 22, else to about as many digits.
pub fn read_decimal(text: &str) -> Option<f64> {
    let (is_negative, text) = sign(text);
    let (number, exponent) = match text.split_once(['e', 'E']) {
        Some((number, exponent)) => (number, power(exponent)?),
        None => (text, 0),
    };
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    if whole.len() + part.len() == 0 {
        return None;
    }
    let (mut digits, mut dropped) = (0_u64, 0_i64);
    for byte in whole.bytes().chain(part.bytes()) {
        let digit = byte.is_ascii_digit().then(|| u64::from(byte - b'0'))?;
        if digits < 100_000_000_000_000_000 {
            digits = digits * 10 + digit;
        } else {
            dropped += 1;
        }
    }
    let value = scaled(digits as f64, exponent.saturating_add(dropped - part.len() as i64));
    Some(if is_negative { -value } else { value })
}

fn sign(text: &str) -> (bool, &str) {
    match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    }
}

/// A whole number, not far from which every exponent makes nothing or too much.
fn power(text: &str) -> Option<i64> {
    let (is_negative, digits) = sign(text);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let power = digits.trim_start_matches('0');
    let power = if power.len() > 12 { 1_000_000_000_000 } else { power.parse().unwrap_or(0) };
    Some(if is_negative { -power } else { power })
}

fn scaled(mut value: f64, mut power: i64) -> f64 {
    // One division is exact where many multiplications are not.
    while power < 0 && value != 0.0 {
        let step = (-power).min(22);
        value /= 10_f64.powi(step as i32);
        power += step;
    }
    while power > 0 && value != 0.0 && value.is_finite() {
        let step = power.min(22);
        value *= 10_f64.powi(step as i32);
        power -= step;
    }
    value
}

#[cfg(test)]
mod tests {
    use super::{read_decimal, write_decimal};

    #[test]
    fn writes() {
        for (value, places, text) in [
            (0.0, 1, "0"),
            (46.0, 1, "46"),
            (12.5, 1, "12.5"),
            (-3.25, 1, "-3.2"),
            (-0.01, 1, "0"),
            (0.062, 3, "0.062"),
            (1.2, 3, "1.2"),
            (f64::NAN, 2, "0"),
        ] {
            assert_eq!(write_decimal(value, places), text);
        }
    }

    #[test]
    fn reads_as_the_standard_library_does() {
        for text in [
            "",
            ".",
            "e1",
            "1e",
            "1e+",
            "+",
            "-",
            "1",
            "+1",
            "-1",
            "1.",
            ".5",
            "1.5",
            "0.25",
            "1e3",
            "1E-3",
            "1e400",
            "-1e400",
            "1e-400",
            "43.7",
            "123456789.125",
            "1.5.5",
            "1_0",
            " 1",
            "0e99999999999999",
            "1e99999999999999",
            "000000000000000000000000001",
            "0.00000000000000000000000001e26",
            "4503599627370496",
            "1e22",
            "64",
            "--1",
        ] {
            assert_eq!(read_decimal(text), text.parse().ok(), "{text}");
        }
        let long = read_decimal("12345678901234567890123456789e-3").unwrap();
        assert!((long / 12_345_678_901_234_567_890_123_456.789 - 1.0).abs() < 1e-15);
        // A number with a million digits takes no longer than its digits.
        assert_eq!(read_decimal(&"9".repeat(1_000_000)), Some(f64::INFINITY));
    }
}
