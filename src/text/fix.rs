use serde::{Deserialize, Serialize};

use super::Edit;

/// Whether a fix keeps what the build means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Safety {
    /// The build means the same afterwards; "Fix all" uses it.
    Safe,
    /// The build may change; shown with a preview, one at a time.
    Unsafe,
}

/// A titled set of edits that settles a finding or an error.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Fix {
    /// What to do, as an imperative without a full stop.
    pub title: String,
    /// Whether the build means the same afterwards.
    pub safety: Safety,
    /// The edits; they never overlap.
    pub edits: Vec<Edit>,
}

impl Fix {
    /// A fix after which the build means the same.
    pub fn safe(title: impl Into<String>, edits: Vec<Edit>) -> Self {
        Self { title: title.into(), safety: Safety::Safe, edits }
    }

    /// A fix that may change what the build means.
    pub fn unsafe_(title: impl Into<String>, edits: Vec<Edit>) -> Self {
        Self { title: title.into(), safety: Safety::Unsafe, edits }
    }
}
