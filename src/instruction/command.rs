use crate::syntax::{Form, Word};

/// The command of RUN, CMD, ENTRYPOINT and HEALTHCHECK.
#[derive(Clone, Debug, PartialEq)]
pub struct Command {
    /// How it is written.
    pub form: Form,
    /// Exec form: one word an argument. Shell form: the whole text as one word, or nothing.
    pub words: Vec<Word>,
}
