//! (being written)

pub mod layout;
