use crate::syntax::Word;

/// One `--mount` of RUN.
#[derive(Clone, Debug, PartialEq)]
pub struct Mount {
    /// The whole value of the flag.
    pub word: Word,
    /// `type=`, bind where it is not given.
    pub kind: MountKind,
    /// `from=`: a stage, an image or a named context.
    pub from: Option<Word>,
    /// `source=`.
    pub source: Option<Word>,
    /// `target=`.
    pub target: Option<Word>,
    /// `id=`.
    pub id: Option<Word>,
    /// `sharing=` of a cache mount.
    pub sharing: Option<Sharing>,
    /// `readonly` or `readwrite`, where given.
    pub read_only: Option<bool>,
    /// `required`, where given.
    pub required: Option<bool>,
    /// `size=` of a tmpfs mount in bytes.
    pub size: Option<u64>,
    /// `mode=`, octal.
    pub mode: Option<u32>,
    /// `uid=`.
    pub uid: Option<u64>,
    /// `gid=`.
    pub gid: Option<u64>,
    /// `env=` of a secret mount.
    pub env: Option<Word>,
}

/// What a mount is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are those of the Dockerfile reference")]
pub enum MountKind {
    Bind,
    Cache,
    Tmpfs,
    Secret,
    Ssh,
}

/// How concurrent builds share a cache mount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are those of the Dockerfile reference")]
pub enum Sharing {
    Shared,
    Private,
    Locked,
}
