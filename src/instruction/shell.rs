use super::flags::Flags;
use super::reader::Reader;
use crate::syntax::{Arguments, ErrorCode, Word};
use crate::text::{Edit, Fix};

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
            let array = json_array(&word.text);
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
fn json_array(text: &str) -> String {
    let text =
        text.trim_matches(|character: char| matches!(character, '[' | ']') || character.is_whitespace());
    let words = text.split(|character: char| character == ',' || character.is_whitespace());
    let words = words.map(|word| word.trim_matches(['\'', '"'])).filter(|word| !word.is_empty());
    let words: Vec<String> = words.map(crate::text::json_quote).collect();
    format!("[{}]", words.join(", "))
}

#[test]
fn vectors() {
    use super::vectors::{accepted, refused, repaired};
    accepted("SHELL [\"bash\", \"-c\"]");
    refused("«SHELL» []", true);
    refused("SHELL «bash -c»", true);
    repaired("SHELL ['bash', '-c']", "SHELL [\"bash\", \"-c\"]");
}
