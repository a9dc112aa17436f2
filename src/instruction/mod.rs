//! Typed instructions: one file an instruction, and the small grammars their values follow.
//!
//! Reads one [`syntax::Instruction`] at a time and knows nothing of stages and scopes. What BuildKit's `instructions.Parse`
//! refuses becomes a [`SyntaxError`], and so does what it refuses later on the ground of one instruction alone; what can be
//! understood is still returned.

mod add;
mod arg;
pub mod bytes_size;
pub mod chmod;
mod command;
mod copy;
pub mod csv;
mod device;
pub mod duration;
mod env;
mod expanded;
mod expose;
mod flags;
mod from;
mod healthcheck;
mod label;
mod maintainer;
mod mount;
mod onbuild;
mod paths;
mod placed;
pub mod platform;
pub mod port;
mod reader;
pub mod reference;
mod reference_error;
mod run;
mod shell;
pub mod signal;
pub mod source;
mod stopsignal;
mod unknown;
mod user;
#[cfg(test)]
mod vectors;
mod volume;
mod workdir;
pub mod workdir_path;

pub use add::Add;
pub use arg::{Arg, BuildArg};
pub use command::Command;
pub use copy::{Copy, Source};
pub use env::Env;
pub use expanded::expanded_words;
pub use expose::Expose;
pub use from::{From, is_split_image};
pub use healthcheck::Healthcheck;
pub use label::Label;
pub use maintainer::Maintainer;
pub use mount::{Mount, MountKind, Sharing, expand_mount, joined_fields};
pub use onbuild::Onbuild;
pub use platform::Platform;
pub use reader::comment_above;
pub use reference::ImageRef;
pub use reference_error::describe_reference_error;
pub use run::Run;
pub use shell::Shell;
pub use stopsignal::Stopsignal;
pub use user::User;
pub use volume::Volume;
pub use workdir::Workdir;

use reader::Reader;

use crate::syntax::{self, File, Keyword, SyntaxError};
use crate::text::Span;

/// What an instruction says.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "the names are those of the Dockerfile reference")]
pub enum Kind {
    Add(Add),
    Arg(Arg),
    Cmd(Command),
    Copy(Copy),
    Entrypoint(Command),
    Env(Env),
    Expose(Expose),
    From(From),
    Healthcheck(Healthcheck),
    Label(Label),
    Maintainer(Maintainer),
    Onbuild(Onbuild),
    Run(Run),
    Shell(Shell),
    Stopsignal(Stopsignal),
    User(User),
    Volume(Volume),
    Workdir(Workdir),
}

/// What an instruction of `file` says; `None` where that cannot be told. Adds what BuildKit refuses to `errors`, in the
/// order in which it would: first what is refused when the file is read, then what only a build of the stage meets, which
/// is marked so. Values with variables, quotes or escapes are not checked.
pub fn read(node: &syntax::Instruction, file: &File, errors: &mut Vec<SyntaxError>) -> Option<Kind> {
    kind(&mut Reader::new(node, &node.heredocs, file, errors))
}

/// As [`read`], for an instruction whose words are replaced by what they are worth.
pub fn read_expanded(node: &syntax::Instruction, file: &File, errors: &mut Vec<SyntaxError>) -> Option<Kind> {
    let mut reader = Reader::new(node, &node.heredocs, file, errors);
    reader.is_expanded = true;
    kind(&mut reader)
}

/// Adds what BuildKit refuses in the instruction that `node`, an ONBUILD, defers; it only reads it where a stage runs it.
pub fn read_trigger(node: &syntax::Instruction, file: &File, errors: &mut Vec<SyntaxError>) {
    let syntax::Arguments::Trigger(trigger) = &node.arguments else { return };
    // BuildKit stores the text behind ONBUILD, where no `--` ends flags.
    let before = node.line.text.get(..node.rest.start).unwrap_or_default().trim_end();
    if let Some(end) = before.split_whitespace().nth(1).filter(|_| node.flags.is_empty()) {
        let message = format!("`{end}` is no instruction; ONBUILD keeps it as a part of what it defers");
        let gap = Span::new(node.keyword_span.end, trigger.keyword_span.start);
        errors.push(SyntaxError::new(syntax::ErrorCode::UnknownInstruction, gap, node.lines, message));
        return;
    }
    kind(&mut Reader::new(trigger, &node.heredocs, file, errors));
}

fn kind(reader: &mut Reader) -> Option<Kind> {
    Some(match reader.node.keyword {
        Keyword::Add => Kind::Add(Add::read(reader)?),
        Keyword::Arg => Kind::Arg(Arg::read(reader)?),
        Keyword::Cmd => Kind::Cmd(Command::read(reader)?),
        Keyword::Copy => Kind::Copy(Copy::read(reader)?),
        Keyword::Entrypoint => Kind::Entrypoint(Command::read(reader)?),
        Keyword::Env => Kind::Env(Env::read(reader)?),
        Keyword::Expose => Kind::Expose(Expose::read(reader)?),
        Keyword::From => Kind::From(From::read(reader)?),
        Keyword::Healthcheck => Kind::Healthcheck(Healthcheck::read(reader)?),
        Keyword::Label => Kind::Label(Label::read(reader)?),
        Keyword::Maintainer => Kind::Maintainer(Maintainer::read(reader)?),
        Keyword::Onbuild => Kind::Onbuild(Onbuild::read(reader)?),
        Keyword::Run => Kind::Run(Run::read(reader)?),
        Keyword::Shell => Kind::Shell(Shell::read(reader)?),
        Keyword::Stopsignal => Kind::Stopsignal(Stopsignal::read(reader)?),
        Keyword::User => Kind::User(User::read(reader)?),
        Keyword::Volume => Kind::Volume(Volume::read(reader)?),
        Keyword::Workdir => Kind::Workdir(Workdir::read(reader)?),
        Keyword::Unknown => {
            let error = unknown::error(reader);
            reader.push(error);
            return None;
        }
    })
}
