use super::csv::parse_csv;
use super::reader::Reader;
use crate::syntax::check_options::parse_go_bool;
use crate::syntax::{DirectiveName, ErrorCode, Word};
use crate::text::lower;

/// Checks the value of one `--device`. Follows `ParseDevice`.
pub(super) fn check(reader: &mut Reader, word: &Word) {
    if let Some(message) = problem(&word.text) {
        let span = if word.text.is_empty() { reader.flag_span(word) } else { word.span };
        reader.refuse(ErrorCode::InvalidFlagValue, span, message);
    } else if !is_labs(reader) {
        let message = "`--device` works only in the labs channel of the Dockerfile syntax; write `# syntax=docker/dockerfile:1-labs` on the first line";
        reader.refuse_when_reachable(ErrorCode::InvalidFlagValue, reader.flag_span(word), message);
    }
}

fn problem(text: &str) -> Option<String> {
    let fields = match parse_csv(text) {
        Ok(fields) => fields,
        Err(_) if text.is_empty() => {
            return Some(
                "`--device=` is empty; write the name of a device, such as `vendor.com/class=name`"
                    .to_owned(),
            );
        }
        Err(error) => return Some(format!("the fields of `--device` cannot be told apart: {error}")),
    };
    let mut name: Option<&str> = None;
    for field in &fields {
        let (key, value) = match field.text.split_once('=') {
            Some((key, value)) => (lower(key), Some(value)),
            None => (lower(&field.text), None),
        };
        match (key.as_str(), value, name) {
            ("required", None, _) => {}
            ("required", Some(value), _) if parse_go_bool(value).is_some() => {}
            ("required", Some(value), _) => {
                return Some(format!("`{value}` is no value for `required`; write `true` or `false`"));
            }
            ("name", Some(_), Some(first)) => {
                return Some(format!("the name of the device is already set to `{first}`"));
            }
            ("name", Some(value), None) => name = Some(value).filter(|name| !name.is_empty()),
            // An empty name is none.
            (_, _, None) => name = Some(field.text.as_str()).filter(|name| !name.is_empty()),
            (_, None, Some(_)) => {
                return Some(format!("`{}` is no field of `--device`; write a `key=value` pair", field.text));
            }
            (_, Some(_), Some(_)) => {
                return Some(format!("`--device` has no key `{key}`, as in `{}`", field.text));
            }
        }
    }
    None
}

/// Whether the `syntax` directive names a frontend of the labs channel.
fn is_labs(reader: &Reader) -> bool {
    let mut directives = reader.file.directives.iter();
    directives.any(|directive| directive.name == DirectiveName::Syntax && directive.value.contains("labs"))
}
