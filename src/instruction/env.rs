use super::flags::Flags;
use super::reader::Reader;
use crate::syntax::{Arguments, ErrorCode, Pair};

/// ENV: sets environment variables.
#[derive(Clone, Debug, PartialEq)]
pub struct Env {
    /// Names and values in order.
    pub pairs: Vec<Pair>,
}

impl Env {
    pub(super) fn read(reader: &mut Reader) -> Option<Self> {
        pairs(reader).map(|pairs| Self { pairs })
    }
}

/// The pairs of ENV and LABEL. Follows `parseKvps`.
pub(super) fn pairs(reader: &mut Reader) -> Option<Vec<Pair>> {
    Flags::read(reader, &[]);
    let keyword = reader.node.keyword;
    match &reader.node.arguments {
        Arguments::Pairs(pairs) => {
            let named = |pair: &&Pair| {
                if pair.name.text.is_empty() {
                    let span = pair.name.span.cover(pair.value.span);
                    let message =
                        format!("the name before the equals sign is blank; {keyword} names cannot be blank");
                    reader.refuse(ErrorCode::InvalidValue, span, message);
                }
                !pair.name.text.is_empty()
            };
            let pairs: Vec<Pair> = pairs.iter().filter(named).cloned().collect();
            (!pairs.is_empty()).then_some(pairs)
        }
        _ => {
            let message = format!("{keyword} needs at least one argument: write `{keyword} name=value`");
            reader.refuse(ErrorCode::WrongArity, reader.node.keyword_span, message);
            None
        }
    }
}

#[test]
fn vectors() {
    use super::vectors::{accepted, refused};
    accepted("ENV a=b c=");
    accepted("LABEL a b c");
    refused("«ENV»", true);
    refused("ENV a=b «=c»", true);
    refused("LABEL «--x» a=b", true);
}
