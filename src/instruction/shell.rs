use super::flags::Flags;
use super::reader::Reader;
use crate::syntax::{Arguments, ErrorCode, Word};
use crate::text::{Edit, Fix, json_array, loose_array};

/// SHELL: sets the shell of the shell form.
#[derive(Clone, Debug, PartialEq)]
pub struct Shell {
    /// The shell and its arguments.
    pub argv: Vec<Word>,
}

impl Shell {
    /// Follows `parseShell`.
    pub(super) fn read(reader: &mut Reader) -> Option<Self> {
        Flags::read(reader, &[]);
        let argv = reader.words()?.to_vec();
        let span = reader.node.keyword_span;
        if argv.is_empty() {
            let message = "SHELL needs at least one argument: write `SHELL [\"/bin/sh\", \"-c\"]`";
            reader.refuse(ErrorCode::WrongArity, span, message);
            return None;
        }
        if let Arguments::Text(word) = &reader.node.arguments {
            let array = array_of(&word.text);
            let message = format!("SHELL takes its arguments in JSON form only: write `SHELL {array}`");
            let error = reader.error(ErrorCode::InvalidValue, word.span, message);
            let edit = Edit::replace(word.span, array.clone());
            reader.push(error.with_fix(Fix::unsafe_(format!("Write `{array}`"), vec![edit])));
            return None;
        }
        Some(Self { argv })
    }
}

/// The words of a text as a JSON array of strings.
fn array_of(text: &str) -> String {
    let words = || text.split_whitespace().map(|word| word.trim_matches(['\'', '"']).to_owned()).collect();
    let members: Vec<String> = loose_array(text).map_or_else(words, |array| array.members);
    json_array(&members)
}

#[test]
fn vectors() {
    use super::vectors::{accepted, refused, repaired};
    accepted("SHELL [\"bash\", \"-c\"]");
    refused("«SHELL» []", true);
    refused("SHELL «bash -c»", true);
    repaired("SHELL ['bash', '-c']", "SHELL [\"bash\", \"-c\"]");
    repaired("SHELL [\"bash\"] # why", "SHELL [\"bash\"]");
    repaired("SHELL bash -c", "SHELL [\"bash\", \"-c\"]");
}
