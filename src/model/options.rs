use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The platform that is built for where none is asked for.
pub const DEFAULT_PLATFORM: &str = "linux/amd64";

/// What `docker build` would be called with.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Options {
    /// `--target`: a stage name; the last stage where it is absent.
    pub target: Option<String>,
    /// `--platform`: [`DEFAULT_PLATFORM`] where it is absent.
    pub platform: Option<String>,
    /// `--build-arg`.
    pub build_args: BTreeMap<String, String>,
    /// `--build-context`: name and source.
    pub named_contexts: BTreeMap<String, String>,
    /// The text of `.dockerignore`.
    pub dockerignore: Option<String>,
}

impl Options {
    /// The platform that is built for.
    pub fn platform(&self) -> &str {
        self.platform.as_deref().filter(|platform| !platform.is_empty()).unwrap_or(DEFAULT_PLATFORM)
    }
}
