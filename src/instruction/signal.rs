//! Signals of `STOPSIGNAL`: `SIGTERM`, `term`, `15`.

use crate::text::{suggest, upper};
use std::fmt;

/// The lowest signal that has no name of its own, on Linux with glibc.
const RTMIN: i64 = 34;
/// The highest signal.
const RTMAX: i64 = 64;

const SIGNALS: &[(&str, i64)] = &[
    ("ABRT", 6),
    ("ALRM", 14),
    ("BUS", 7),
    ("CHLD", 17),
    ("CLD", 17),
    ("CONT", 18),
    ("FPE", 8),
    ("HUP", 1),
    ("ILL", 4),
    ("INT", 2),
    ("IO", 29),
    ("IOT", 6),
    ("KILL", 9),
    ("PIPE", 13),
    ("POLL", 29),
    ("PROF", 27),
    ("PWR", 30),
    ("QUIT", 3),
    ("SEGV", 11),
    ("STKFLT", 16),
    ("STOP", 19),
    ("SYS", 31),
    ("TERM", 15),
    ("TRAP", 5),
    ("TSTP", 20),
    ("TTIN", 21),
    ("TTOU", 22),
    ("URG", 23),
    ("USR1", 10),
    ("USR2", 12),
    ("VTALRM", 26),
    ("WINCH", 28),
    ("XCPU", 24),
    ("XFSZ", 25),
];

/// The name of a signal that a text is almost.
pub fn closest_signal(text: &str) -> Option<String> {
    let upper = upper(text);
    let name = upper.strip_prefix("SIG").unwrap_or(&upper);
    let names: Vec<&str> = SIGNALS.iter().map(|(name, _)| *name).collect();
    let close = |name: String| format!("SIG{name}");
    if name.len() < 2 { None } else { suggest(name, &names, true).map(close) }
}

/// A text that is no signal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignalError {
    /// The text.
    pub text: String,
}

impl fmt::Display for SignalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "invalid signal: {}", self.text)
    }
}

impl std::error::Error for SignalError {}

/// The number of a signal on Linux. Any number but 0 passes. Follows `ParseSignal` of moby/sys.
pub fn parse_signal(text: &str) -> Result<i64, SignalError> {
    let number = match text.parse::<i64>() {
        Ok(number) => Some(number).filter(|number| *number != 0),
        Err(_) => named(text),
    };
    number.ok_or_else(|| SignalError { text: text.to_owned() })
}

/// The name of a signal without `SIG`, where it has one.
pub fn signal_name(number: i64) -> Option<&'static str> {
    SIGNALS.iter().find(|(_, known)| *known == number).map(|(name, _)| *name)
}

fn named(text: &str) -> Option<i64> {
    let upper = upper(text);
    let name = upper.strip_prefix("SIG").unwrap_or(&upper);
    if let Some((_, number)) = SIGNALS.iter().find(|(known, _)| *known == name) {
        return Some(*number);
    }
    let offset = |digits: &str, limit: i64| {
        let is_plain = !digits.starts_with(['0', '+', '-']);
        digits.parse::<i64>().ok().filter(|offset| is_plain && *offset <= limit)
    };
    match name {
        "RTMIN" => Some(RTMIN),
        "RTMAX" => Some(RTMAX),
        _ => match (name.strip_prefix("RTMIN+"), name.strip_prefix("RTMAX-")) {
            (Some(digits), _) => Some(RTMIN + offset(digits, 15)?),
            (_, Some(digits)) => Some(RTMAX - offset(digits, 14)?),
            _ => None,
        },
    }
}

#[test]
fn reads_signals() {
    for (text, number) in [
        ("SIGTERM", 15),
        ("hup", 1),
        ("sigQuit", 3),
        ("9", 9),
        ("+9", 9),
        ("-3", -3),
        ("RTMIN", 34),
        ("SIGRTMIN+15", 49),
        ("RTMAX-14", 50),
    ] {
        assert_eq!(parse_signal(text), Ok(number), "{text}");
    }
    for text in [
        "",
        "0",
        "SIG",
        "SIGFOO",
        " TERM",
        "RTMIN+0",
        "RTMIN+16",
        "RTMIN+01",
        "RTMAX-15",
        "SIGSIGTERM",
        "SIG9",
    ] {
        assert_eq!(parse_signal(text), Err(SignalError { text: text.to_owned() }));
    }
    assert_eq!((signal_name(15), signal_name(35)), (Some("TERM"), None));
}
