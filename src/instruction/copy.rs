use crate::syntax::Word;

/// COPY: copies files into the image.
#[derive(Clone, Debug, PartialEq)]
pub struct Copy {
    /// What is copied, in order.
    pub sources: Vec<Source>,
    /// Where it goes.
    pub destination: Word,
    /// The value of `--from`; absent where it is empty.
    pub from: Option<Word>,
    /// The value of `--chown`.
    pub chown: Option<Word>,
    /// The value of `--chmod`.
    pub chmod: Option<Word>,
    /// `--link`.
    pub link: bool,
    /// `--parents`.
    pub parents: bool,
    /// The values of `--exclude`.
    pub excludes: Vec<Word>,
}

/// One source of COPY or ADD.
#[derive(Clone, Debug, PartialEq)]
pub enum Source {
    /// A path, a pattern, or for ADD a URL or a git repository.
    Path(Word),
    /// A heredoc: the word that introduces it and its index among the heredocs of the instruction.
    Heredoc(Word, usize),
}

impl Source {
    /// The word as written.
    pub fn word(&self) -> &Word {
        match self {
            Self::Path(word) | Self::Heredoc(word, _) => word,
        }
    }
}
