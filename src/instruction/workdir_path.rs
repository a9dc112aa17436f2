//! What directory `WORKDIR` leads to.

use crate::text::join_path;

/// The directory that `WORKDIR path` leads to from `current`. An absolute path stays as written.
/// Follows `NormalizeWorkdir` of BuildKit.
pub fn resolve_workdir(current: &str, path: &str) -> String {
    if path.starts_with('/') { path.to_owned() } else { join_path(&["/", current, path]) }
}

#[test]
fn resolves() {
    assert_eq!(resolve_workdir("/srv", "app/../x"), "/srv/x");
    assert_eq!(resolve_workdir("", ".."), "/");
    assert_eq!(resolve_workdir("/srv", "/a//b/"), "/a//b/");
}
