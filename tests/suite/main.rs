//! Everything that is tested from outside the library, in one binary.

mod cli;
mod files;
mod golden;
mod properties;
mod samples;
mod tidy;
