//! What the playground holds, how actions change it and how it is shared. Inputs only (the text, what `docker build`
//! would be called with, what is looked at), never results; nothing of the browser.

mod action;
mod command_line;
mod fix_all;
mod input;
mod notice;
mod panel;
mod reduce;
pub mod samples;
mod settings;
pub mod share;
mod state;
mod turned;
mod what_if;

pub use action::Action;
pub use command_line::{command_line, is_for_posix_shells};
pub use fix_all::fix_all;
pub use input::{Input, count_inputs};
pub use notice::Notice;
pub use panel::Panel;
pub use reduce::reduce;
pub use settings::{GraphView, Settings};
pub use state::{Place, Saved, Session};
pub use turned::moved_starts;
pub use what_if::{OTHER_VALUE, WhatIf, WhatIfKind};

pub use crate::graph::export::Theme;
