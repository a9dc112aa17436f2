use super::Command;
use super::duration::parse_duration;
use super::flags::{Flags, Takes};
use super::reader::{Reader, is_refused_array};
use crate::syntax::{Arguments, ErrorCode, Keyword, SyntaxError, Word};
use crate::text::{Edit, Fix, json_array, loose_array, lower, upper};

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
            let error = reader.error(ErrorCode::WrongArity, node.keyword_span, message);
            reader.push(SyntaxError { fix: continued(reader), ..error });
            return None;
        };
        // Flags of NONE are taken off without looking at them.
        let is_none = upper(&kind.text) == "NONE";
        let flags = Flags::read_unless(is_none, reader, FLAGS);
        // A value that is missed stands in place of the type.
        let lacks_value = node.flags.last().is_some_and(|flag| flag.value.is_none());
        let test = match is_none {
            true => Some(none(reader, command)),
            false if lacks_value && upper(&kind.text) != "CMD" => None,
            false => test(reader, kind, command).map(Some),
        };
        let [interval, timeout, start_period, start_interval] =
            ["interval", "timeout", "start-period", "start-interval"]
                .map(|name| duration(reader, &flags, name));
        let retries = retries(reader, &flags);
        Some(Self { command: test?, interval, timeout, start_period, start_interval, retries })
    }
}

fn none(reader: &mut Reader, command: &Arguments) -> Option<Command> {
    if let Some(first) = command.words().first() {
        let span = first.span.cover(command.words().last().unwrap_or(first).span);
        let message = "HEALTHCHECK NONE takes no arguments; write NONE alone, or CMD in its place";
        let error = reader.error(ErrorCode::WrongArity, span, message);
        let comment = first.text.starts_with('#').then(|| reader.comment_above(span)).flatten();
        let remove =
            || Fix::unsafe_("Remove the arguments", vec![Edit::delete(reader.with_blanks_before(span))]);
        let fix = comment.or_else(|| Some(remove()));
        reader.push(SyntaxError { fix, ..error });
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
        let fix = meant(reader, kind);
        reader.push(error.with_fix(fix));
        return None;
    }
    if command.words().is_empty() && !is_refused_array(reader.node, command) {
        let message = "the command behind HEALTHCHECK CMD is missing";
        reader.refuse(ErrorCode::WrongArity, kind.span, message);
        return None;
    }
    Command::of(reader, command)
}

/// Flags alone, whose line was to go on in a CMD below.
fn continued(reader: &Reader) -> Option<Fix> {
    let instructions = &reader.file.instructions;
    let next = instructions.partition_point(|other| other.span.start <= reader.node.span.start);
    let is_command = instructions.get(next)?.keyword == Keyword::Cmd && !reader.node.flags.is_empty();
    let edit = Edit::insert(reader.end(), format!(" {}", reader.file.escape));
    is_command.then(|| Fix::unsafe_("Continue the line", vec![edit]))
}

/// What was most likely meant by a type that is none.
fn meant(reader: &Reader, kind: &Word) -> Fix {
    let rest = reader.node.rest.clone();
    let text = reader.node.line.text.get(rest.clone()).unwrap_or_default();
    let flag = kind.text.trim_start_matches('-');
    let name = flag.split_once('=').map_or("", |(name, _)| name);
    if FLAGS.iter().any(|(known, _)| *known == name) {
        let title = format!("Write `--{flag}`");
        return Fix::unsafe_(title, vec![Edit::replace(kind.span, format!("--{flag}"))]);
    }
    if upper(&kind.text) == "RUN" {
        return Fix::unsafe_("Write `CMD`", vec![Edit::replace(kind.span, "CMD")]);
    }
    if upper(&kind.text).starts_with("CMD[") {
        return Fix::unsafe_("Insert a blank", vec![Edit::insert(kind.span.start + 3, " ")]);
    }
    // The form that compose files have.
    if let Some(array) = loose_array(text)
        && let Some((first, command)) = array.members.split_first()
        && matches!(first.as_str(), "CMD" | "CMD-SHELL")
    {
        let command = if first == "CMD" { json_array(command) } else { command.join(" ") };
        let edit = Edit::replace(reader.node.line.source_span(rest), format!("CMD {command}"));
        return Fix::unsafe_(format!("Write `CMD {command}`"), vec![edit]);
    }
    Fix::unsafe_("Insert `CMD`", vec![Edit::insert(kind.span.start, "CMD ")])
}

/// A duration whose unit is missing, or written out.
fn with_unit(text: &str) -> Option<String> {
    let digits = text.trim_end_matches(|character: char| character.is_ascii_alphabetic());
    let unit = match lower(text.get(digits.len()..)?).as_str() {
        "" | "sec" | "secs" | "second" | "seconds" => "s",
        "min" | "mins" | "minute" | "minutes" => "m",
        "hr" | "hrs" | "hour" | "hours" => "h",
        "msec" | "millis" | "milliseconds" => "ms",
        _ => return None,
    };
    let meant = format!("{digits}{unit}");
    parse_duration(&meant).is_ok().then_some(meant)
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
            let fix = with_unit(&word.text)
                .map(|meant| Fix::unsafe_(format!("Write `{meant}`"), vec![Edit::replace(word.span, meant)]));
            reader.push(SyntaxError { fix, ..error });
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
    refused("HEALTHCHECK --interval=«x» «a» b", true);
    refused("HEALTHCHECK «--interval» 5s CMD a", true);
    for (slip, meant) in [
        ("curl localhost", "CMD curl localhost"),
        ("interval=5s CMD a", "--interval=5s CMD a"),
        ("-interval=5s CMD a", "--interval=5s CMD a"),
        ("RUN a", "CMD a"),
        ("CMD[\"a\"]", "CMD [\"a\"]"),
        ("[\"CMD\", \"a\"]", "CMD [\"a\"]"),
        ("['CMD-SHELL', 'a b']", "CMD a b"),
        ("--timeout=5sec CMD a", "--timeout=5s CMD a"),
        ("--timeout=2Minutes CMD a", "--timeout=2m CMD a"),
        ("NONE a", "NONE"),
    ] {
        repaired(&format!("HEALTHCHECK {slip}"), &format!("HEALTHCHECK {meant}"));
    }
    repaired("HEALTHCHECK --retries=1\n  CMD a", "HEALTHCHECK --retries=1 \\\n  CMD a");
    repaired("HEALTHCHECK NONE # why", "# why\nHEALTHCHECK NONE");
}
