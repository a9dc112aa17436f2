use super::flags::Flags;
use super::reader::Reader;
use crate::syntax::Word;

/// WORKDIR: sets and creates the working directory.
#[derive(Clone, Debug, PartialEq)]
pub struct Workdir {
    /// The path, before expansion.
    pub path: Word,
}

impl Workdir {
    pub(super) fn read(reader: &mut Reader) -> Option<Self> {
        let path = reader.only_word();
        Flags::read(reader, &[]);
        Some(Self { path: path? })
    }
}

#[test]
fn vectors() {
    use super::vectors::{accepted, refused};
    for source in ["WORKDIR /a b", "USER a:b", "MAINTAINER a <b>"] {
        accepted(source);
    }
    refused("«WORKDIR»", true);
    refused("USER «--x» root", true);
    refused("«MAINTAINER»", true);
}
