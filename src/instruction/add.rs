use super::Source;
use crate::syntax::Word;

/// ADD: copies files, unpacks archives, downloads URLs and git repositories.
#[derive(Clone, Debug, PartialEq)]
pub struct Add {
    /// What is added, in order.
    pub sources: Vec<Source>,
    /// Where it goes.
    pub destination: Word,
    /// The value of `--chown`.
    pub chown: Option<Word>,
    /// The value of `--chmod`.
    pub chmod: Option<Word>,
    /// The value of `--checksum`.
    pub checksum: Option<Word>,
    /// `--link`.
    pub link: bool,
    /// `--keep-git-dir`.
    pub keep_git_dir: Option<bool>,
    /// `--unpack`.
    pub unpack: Option<bool>,
    /// The values of `--exclude`.
    pub excludes: Vec<Word>,
}
