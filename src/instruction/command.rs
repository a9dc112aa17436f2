use super::flags::Flags;
use super::reader::{Reader, is_refused_array};
use crate::syntax::{Arguments, Form, Word};

/// The command of RUN, CMD, ENTRYPOINT and HEALTHCHECK.
#[derive(Clone, Debug, PartialEq)]
pub struct Command {
    /// How it is written.
    pub form: Form,
    /// Exec form: one word an argument. Shell form: the whole text as one word, or nothing.
    pub words: Vec<Word>,
}

impl Command {
    /// Reads CMD and ENTRYPOINT, which have no flags and may be empty.
    pub(super) fn read(reader: &mut Reader) -> Option<Self> {
        Flags::read(reader, &[]);
        Self::of(reader, &reader.node.arguments)
    }

    /// The command that `arguments` spell; `None` where the parser has refused them.
    pub(super) fn of(reader: &Reader, arguments: &Arguments) -> Option<Self> {
        if is_refused_array(reader.node, arguments) {
            return None;
        }
        let form = if arguments.is_exec() { Form::Exec } else { Form::Shell };
        Some(Self { form, words: arguments.words().to_vec() })
    }
}
