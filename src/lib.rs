//! Explains, draws and checks Dockerfiles.

pub mod assist;
pub mod explain;
pub mod graph;
pub mod instruction;
pub mod interchange;
pub mod model;
pub mod plan;
pub mod rules;
pub mod session;
pub mod shell;
pub mod syntax;
pub mod text;
