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

pub use playground::{Playground, Props as PlaygroundProps};
