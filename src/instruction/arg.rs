use crate::syntax::Word;

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
