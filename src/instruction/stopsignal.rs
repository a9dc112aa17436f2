use super::reader::Reader;
use super::signal::{closest_signal, parse_signal};
use crate::syntax::{ErrorCode, SyntaxError, Word};
use crate::text::{Edit, Fix};

/// STOPSIGNAL: sets the signal that stops the container.
#[derive(Clone, Debug, PartialEq)]
pub struct Stopsignal {
    /// A name or a number, before expansion.
    pub signal: Word,
}

impl Stopsignal {
    /// Follows `parseStopSignal`, which takes flags off without looking at them.
    pub(super) fn read(reader: &mut Reader) -> Option<Self> {
        let signal = reader.only_word()?;
        if reader.literal(&signal).is_some_and(|text| parse_signal(text).is_err()) {
            let message =
                format!("`{}` is no signal; write a name such as `SIGTERM`, or a number", signal.text);
            let error = reader.error(ErrorCode::InvalidValue, signal.span, message).when_reachable();
            let write =
                |name| Fix::unsafe_(format!("Write `{name}`"), vec![Edit::replace(signal.span, name)]);
            reader.push(SyntaxError { fix: closest_signal(&signal.text).map(write), ..error });
        }
        Some(Self { signal })
    }
}

#[test]
fn vectors() {
    use super::vectors::{accepted, refused, repaired};

    repaired("FROM a\nSTOPSIGNAL SIGTREM", "FROM a\nSTOPSIGNAL SIGTERM");
    for source in ["STOPSIGNAL sigterm", "STOPSIGNAL 9", "STOPSIGNAL $S", "STOPSIGNAL --x INT"] {
        accepted(source);
    }
    refused("«STOPSIGNAL»", true);
    refused("STOPSIGNAL «SIGFOO»", false);
}
