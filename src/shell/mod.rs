//! Reads the shell text of a RUN, CMD, ENTRYPOINT or HEALTHCHECK: commands, words and operators, and what the commands
//! of well-known tools mean. Knows nothing of Dockerfiles; expands nothing and runs nothing.

mod argv;
mod dialect;
mod effective;
mod installs;
mod invocation;
mod managers;
mod options;
mod packages;
mod parse;
mod placed;
mod script;
mod word;

pub use dialect::Dialect;
pub use effective::Effective;
pub use installs::Install;
pub use invocation::{FlagUse, FlagValue, Invocation};
pub use packages::{Action, Manager, PackageCommand};
pub use parse::parse;
pub use script::{
    Assignment, Block, BlockKind, Command, Context, Operator, Problem, ProblemKind, Redirect, RedirectKind,
    Script,
};
pub use word::{Modifier, Part, PartKind, Parts, Quote, Word, is_name};
