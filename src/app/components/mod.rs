//! Pieces of the page that know nothing of Dockerfiles.

mod change;
mod copy;
mod divider;
mod icon;
mod menu;
mod pair;
mod prose;
mod tabs;

pub use change::Changes;
pub use copy::CopyButton;
pub use divider::{Axis, Divider};
pub use icon::{Icon, Shape, severity_icon};
pub use menu::{Menu, MenuItem};
pub use pair::NewPair;
pub use prose::{Prose, prose_line};
pub use tabs::{Tab, Tabs};
