//! Whole pages, put together from panels and components.

mod banner;
mod damaged;
mod editor;
mod embed;
mod events;
mod header;
mod keep;
mod link;
mod playground;
mod share;
mod side;
mod state;
mod status;

pub use editor::{complete, show, show_rebuilds, show_values};
pub use header::{TargetMenu, TargetProps};
pub use playground::{Playground, Props as PlaygroundProps};
pub use side::{Props as SideProps, Side};
