//! Everything that is tested from outside the library, in one binary.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod advice;
mod cli;
mod files;
mod golden;
mod hostile;
mod probes;
mod properties;
mod rebuild;
mod samples;
mod slips;
mod sound;
mod tidy;
