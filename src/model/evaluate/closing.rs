use super::Place;
use crate::syntax::expand::{ExpandError, ExpandErrorKind};
use crate::syntax::{Instruction, Keyword};
use crate::text::{Edit, Fix, json_array, loose_array};

/// What helps where a quote is not closed: a few words behind the message, and a fix unless braces are open too.
pub(super) fn closing(error: &ExpandError, place: Place, node: &Instruction) -> (&'static str, Option<Fix>) {
    let Some(word) = place.word.map(|_| place.span) else { return ("", None) };
    let quote = match error.kind {
        ExpandErrorKind::UnclosedSingleQuote => "'",
        ExpandErrorKind::UnclosedDoubleQuote => "\"",
        _ if error.lacks_brace() && error.word.matches("${").count() == 1 && !error.word.ends_with("${") => {
            let edit = Edit::insert(word.end, "}");
            return ("", Some(Fix::unsafe_("Close it with `}`", vec![edit])));
        }
        _ => return ("", None),
    };
    let splits = matches!(node.keyword, Keyword::Add | Keyword::Copy | Keyword::Volume | Keyword::Expose);
    if splits && node.line.text.matches(quote).count() > 1 {
        return (
            "; here a blank ends every word, also within quotes: write words with blanks as JSON, such as `[\"a b\", \"c\"]`",
            as_json(node),
        );
    }
    let fix = || Fix::unsafe_(format!("Close it with `{quote}`"), vec![Edit::insert(word.end, quote)]);
    let fix = (!error.word.contains("${")).then(fix);
    ("; all up to the end of the line is taken as quoted", fix)
}

/// The arguments as the JSON array that their quotes were meant for.
fn as_json(node: &Instruction) -> Option<Fix> {
    let text = node.line.text.get(node.rest.clone())?;
    let array = match loose_array(text) {
        Some(array) if array.is_closed => array,
        _ => loose_array(&format!("[{text}]")).filter(|array| array.commas == 0)?,
    };
    let array = json_array(&array.members);
    let edit = Edit::replace(node.line.source_span(node.rest.clone()), array.clone());
    let is_listed = !matches!(node.keyword, Keyword::Expose) && node.lines.0 == node.last_command_line;
    is_listed.then(|| Fix::unsafe_(format!("Write `{array}`"), vec![edit]))
}
