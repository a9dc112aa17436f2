use super::flags::Flags;
use super::reader::Reader;
use crate::syntax::{ErrorCode, Word};

/// VOLUME: names paths that become volumes.
#[derive(Clone, Debug, PartialEq)]
pub struct Volume {
    /// The paths in order, trimmed.
    pub paths: Vec<Word>,
}

impl Volume {
    /// Follows `parseVolume`.
    pub(super) fn read(reader: &mut Reader) -> Option<Self> {
        let words = reader.words()?;
        if words.is_empty() {
            let message = "VOLUME needs at least one argument: write a path, such as `VOLUME /data`";
            reader.refuse(ErrorCode::WrongArity, reader.node.keyword_span, message);
        }
        Flags::read(reader, &[]);
        let mut paths = Vec::new();
        for word in words {
            let path = word.text.trim();
            if path.is_empty() {
                let message = "a path of VOLUME is an empty string; write a path, such as `/data`";
                reader.refuse(ErrorCode::InvalidValue, word.span, message);
            } else {
                paths.push(Word { text: path.to_owned(), ..word.clone() });
            }
        }
        (!paths.is_empty()).then_some(Self { paths })
    }
}

#[test]
fn vectors() {
    use super::vectors::{accepted, refused};
    let super::Kind::Volume(volume) = accepted("VOLUME [\" /a \", \"b\"]") else { return };
    assert_eq!(volume.paths.iter().map(|word| word.text.as_str()).collect::<Vec<_>>(), ["/a", "b"]);
    refused("«VOLUME» []", true);
    refused("VOLUME [\"a\", «\" \"»]", true);
}
