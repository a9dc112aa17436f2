//! What the playground holds and how actions change it. Inputs only (the text, what `docker build` would be called
//! with, what is looked at), never results; nothing of the browser.

mod action;
mod notice;
mod panel;
mod reduce;
pub mod samples;
mod settings;
mod state;

pub use action::Action;
pub use notice::Notice;
pub use panel::Panel;
pub use reduce::reduce;
pub use settings::{Settings, Theme};
pub use state::{Place, Saved, Session};
