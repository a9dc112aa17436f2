use super::reader::Reader;
use crate::syntax::{ErrorCode, SyntaxError, Word};
use crate::text::{Edit, Fix, Span};

/// ARG: declares build arguments.
#[derive(Clone, Debug, PartialEq)]
pub struct Arg {
    /// The arguments in order.
    pub args: Vec<BuildArg>,
}

/// One build argument that ARG declares.
#[derive(Clone, Debug, PartialEq)]
pub struct BuildArg {
    /// The name; never expanded.
    pub name: Word,
    /// The default, before expansion.
    pub default: Option<Word>,
}

impl Arg {
    /// Follows `parseArg`, which takes flags off without looking at them.
    pub(super) fn read(reader: &mut Reader) -> Option<Self> {
        let words = reader.words()?;
        if words.is_empty() {
            let message = "ARG needs at least one argument: write `ARG NAME` or `ARG NAME=default`";
            reader.refuse(ErrorCode::WrongArity, reader.node.keyword_span, message);
            return None;
        }
        let args: Vec<BuildArg> = words.iter().filter_map(|word| build_arg(reader, word)).collect();
        (!args.is_empty()).then_some(Self { args })
    }
}

fn build_arg(reader: &mut Reader, word: &Word) -> Option<BuildArg> {
    let Some((name, default)) = word.text.split_once('=') else {
        return Some(BuildArg { name: word.clone(), default: None });
    };
    if name.is_empty() {
        let message =
            format!("the name before the equals sign of `{}` is blank; ARG names cannot be blank", word.text);
        let fix = joined(reader, word);
        reader.push(SyntaxError { fix, ..reader.error(ErrorCode::InvalidValue, word.span, message) });
        return None;
    }
    let start = name.len() + 1;
    let default = reader.part(word, start..start + default.len());
    Some(BuildArg { name: reader.part(word, 0..name.len()), default: Some(default) })
}

/// Takes the blanks away around an equals sign that stands between a name and a default.
fn joined(reader: &Reader, word: &Word) -> Option<Fix> {
    let words = reader.words()?;
    let index = words.iter().position(|other| other.span == word.span)?;
    let name = words.get(index.checked_sub(1)?)?;
    let mut edits = vec![Edit::delete(Span::new(name.span.end, word.span.start))];
    if let Some(default) = words.get(index + 1).filter(|_| word.text == "=") {
        edits.push(Edit::delete(Span::new(word.span.end, default.span.start)));
    }
    let is_one_line = reader.node.lines.0 == reader.node.last_command_line;
    let is_name = !name.text.contains('=');
    (is_one_line && is_name).then(|| Fix::unsafe_("Remove the blanks around `=`", edits))
}

#[test]
fn vectors() {
    use super::vectors::{accepted, refused, repaired};
    let super::Kind::Arg(arg) = accepted("ARG A B=\"x y\" C=") else { return };
    let seen: Vec<_> =
        arg.args.iter().map(|arg| (&*arg.name.text, arg.default.as_ref().map(|word| &*word.text))).collect();
    assert_eq!(seen, [("A", None), ("B", Some("\"x y\"")), ("C", Some(""))]);
    refused("«ARG»", true);
    refused("ARG A «=b»", true);
    repaired("ARG A = b", "ARG A=b");
    repaired("ARG A =b", "ARG A=b");
}
