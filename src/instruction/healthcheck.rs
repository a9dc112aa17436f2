use super::Command;
use super::duration::parse_duration;
use super::flags::{Flags, Takes};
use super::reader::{Reader, is_refused_array};
use crate::syntax::{Arguments, ErrorCode, Word};
use crate::text::{Edit, Fix, upper};

/// HEALTHCHECK: how to tell whether the container works.
#[derive(Clone, Debug, PartialEq)]
pub struct Healthcheck {
    /// The command; `None` for `HEALTHCHECK NONE`.
    pub command: Option<Command>,
    /// `--interval` in nanoseconds, with the word that says so.
    pub interval: Option<(i64, Word)>,
    /// `--timeout` in nanoseconds.
    pub timeout: Option<(i64, Word)>,
    /// `--start-period` in nanoseconds.
    pub start_period: Option<(i64, Word)>,
    /// `--start-interval` in nanoseconds.
    pub start_interval: Option<(i64, Word)>,
    /// `--retries`.
    pub retries: Option<(i32, Word)>,
}

const FLAGS: &[(&str, Takes)] = &[
    ("interval", Takes::Text),
    ("timeout", Takes::Text),
    ("start-period", Takes::Text),
    ("start-interval", Takes::Text),
    ("retries", Takes::Text),
];

/// The shortest time that is not zero, in nanoseconds.
const MIN_DURATION: i64 = 1_000_000;

impl Healthcheck {
    /// Follows `parseHealthcheck`.
    pub(super) fn read(reader: &mut Reader) -> Option<Self> {
        let node = reader.node;
        let Arguments::Health { kind, command } = &node.arguments else {
            let message = "HEALTHCHECK needs at least one argument: write `HEALTHCHECK CMD command` or `HEALTHCHECK NONE`";
            reader.refuse(ErrorCode::WrongArity, node.keyword_span, message);
            return None;
        };
        // Flags of NONE are taken off without looking at them.
        let is_none = upper(&kind.text) == "NONE";
        let flags = Flags::read_unless(is_none, reader, FLAGS);
        let command = if is_none { none(reader, command) } else { Some(test(reader, kind, command)?) };
        Some(Self {
            command,
            interval: duration(reader, &flags, "interval"),
            timeout: duration(reader, &flags, "timeout"),
            start_period: duration(reader, &flags, "start-period"),
            start_interval: duration(reader, &flags, "start-interval"),
            retries: retries(reader, &flags),
        })
    }
}

fn none(reader: &mut Reader, command: &Arguments) -> Option<Command> {
    if let Some(first) = command.words().first() {
        let span = first.span.cover(command.words().last().unwrap_or(first).span);
        let message = "HEALTHCHECK NONE takes no arguments; write NONE alone, or CMD in its place";
        reader.refuse(ErrorCode::WrongArity, span, message);
    }
    None
}

/// The command behind CMD; `None` where there is none.
fn test(reader: &mut Reader, kind: &Word, command: &Arguments) -> Option<Command> {
    if upper(&kind.text) != "CMD" {
        let name = upper(&kind.text);
        let message = format!(
            "`{name}` is no type of HEALTHCHECK; write `HEALTHCHECK CMD command` or `HEALTHCHECK NONE`"
        );
        let error = reader.error(ErrorCode::InvalidValue, kind.span, message);
        let fix = Fix::unsafe_("Insert `CMD`", vec![Edit::insert(kind.span.start, "CMD ")]);
        let is_command = !name.starts_with("CMD");
        reader.push(if is_command { error.with_fix(fix) } else { error });
        return None;
    }
    if command.words().is_empty() && !is_refused_array(reader.node, command) {
        let message = "the command behind HEALTHCHECK CMD is missing";
        reader.refuse(ErrorCode::WrongArity, kind.span, message);
        return None;
    }
    Command::of(reader, command)
}

/// Follows `parseOptInterval`.
fn duration(reader: &mut Reader, flags: &Flags, name: &str) -> Option<(i64, Word)> {
    let word = flags.text(name)?;
    match parse_duration(&word.text) {
        Ok(nanoseconds) if nanoseconds != 0 && nanoseconds < MIN_DURATION => {
            let message = format!("`--{name}` cannot be less than 1ms, and `{}` is", word.text);
            reader.refuse(ErrorCode::InvalidFlagValue, word.span, message);
            None
        }
        Ok(nanoseconds) => Some((nanoseconds, word)),
        Err(_) => {
            let message = format!(
                "`{}` is no duration for `--{name}`; write numbers with the units `h`, `m`, `s`, `ms`, such as `1m30s`",
                word.text
            );
            let error = reader.error(ErrorCode::InvalidFlagValue, word.span, message);
            let is_number = word.text.bytes().all(|byte| byte.is_ascii_digit());
            let edit = Edit::replace(word.span, format!("{}s", word.text));
            let fix = Fix::unsafe_(format!("Write `{}s`", word.text), vec![edit]);
            reader.push(if is_number { error.with_fix(fix) } else { error });
            None
        }
    }
}

fn retries(reader: &mut Reader, flags: &Flags) -> Option<(i32, Word)> {
    let word = flags.text("retries")?;
    let message = match word.text.parse::<i32>() {
        Ok(retries) if retries >= 0 => return Some((retries, word)),
        Ok(retries) => format!("`--retries` cannot be negative, and {retries} is"),
        Err(_) => {
            format!("`{}` is no whole number for `--retries`; write one from 0 to {}", word.text, i32::MAX)
        }
    };
    reader.refuse(ErrorCode::InvalidFlagValue, word.span, message);
    None
}

#[test]
fn vectors() {
    use super::vectors::{accepted, refused, repaired};
    let super::Kind::Healthcheck(check) = accepted("HEALTHCHECK --interval=1m30s --retries=+3 CMD [\"a\"]")
    else {
        return;
    };
    assert_eq!(check.interval.map(|(time, _)| time), Some(90_000_000_000));
    assert_eq!(check.retries.map(|(count, _)| count), Some(3));
    accepted("HEALTHCHECK --nonsense none");
    accepted("HEALTHCHECK --interval= --timeout=0 cmd x");
    refused("«HEALTHCHECK»", true);
    refused("HEALTHCHECK NONE «x y»", true);
    refused("HEALTHCHECK «CMD» []", true);
    refused("HEALTHCHECK --interval=«1us» --retries=«-1» --timeout=«x» CMD a", true);
    repaired("HEALTHCHECK --interval=30 CMD a", "HEALTHCHECK --interval=30s CMD a");
    repaired("HEALTHCHECK curl localhost", "HEALTHCHECK CMD curl localhost");
}
