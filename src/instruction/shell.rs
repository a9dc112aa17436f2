use crate::syntax::Word;

/// SHELL: sets the shell of the shell form.
#[derive(Clone, Debug, PartialEq)]
pub struct Shell {
    /// The shell and its arguments.
    pub argv: Vec<Word>,
}
