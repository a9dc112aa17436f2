//! What a file means: stages, scopes, variables, and what belongs to the build around it.

pub mod dockerignore;
