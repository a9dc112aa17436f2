use super::reader::Reader;
use super::signal::parse_signal;
use crate::syntax::{ErrorCode, Word};

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
            reader.refuse_when_reachable(ErrorCode::InvalidValue, signal.span, message);
        }
        Some(Self { signal })
    }
}

#[test]
fn vectors() {
    use super::vectors::{accepted, refused};
    for source in ["STOPSIGNAL sigterm", "STOPSIGNAL 9", "STOPSIGNAL $S", "STOPSIGNAL --x INT"] {
        accepted(source);
    }
    refused("«STOPSIGNAL»", true);
    refused("STOPSIGNAL «SIGFOO»", false);
}
