use super::reader::Reader;
use crate::syntax::{ErrorCode, Word};

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
        reader.refuse(ErrorCode::InvalidValue, word.span, message);
        return None;
    }
    let start = name.len() + 1;
    let default = reader.part(word, start..start + default.len());
    Some(BuildArg { name: reader.part(word, 0..name.len()), default: Some(default) })
}

#[test]
fn vectors() {
    use super::vectors::{accepted, refused};
    let super::Kind::Arg(arg) = accepted("ARG A B=\"x y\" C=") else { return };
    let seen: Vec<_> =
        arg.args.iter().map(|arg| (&*arg.name.text, arg.default.as_ref().map(|word| &*word.text))).collect();
    assert_eq!(seen, [("A", None), ("B", Some("\"x y\"")), ("C", Some(""))]);
    refused("«ARG»", true);
    refused("ARG A «=b»", true);
}
