//! What directory `WORKDIR` leads to.

use crate::text::join_path;

/// The directory that `WORKDIR path` leads to from `current`. An absolute path stays as written, and an empty one changes
/// nothing. Follows `NormalizeWorkdir` of BuildKit.
pub fn resolve_workdir(current: &str, path: &str) -> String {
    match path {
        "" if current.starts_with('/') => current.to_owned(),
        path if path.starts_with('/') => path.to_owned(),
        path => join_path(&["/", current, path]),
    }
}

#[test]
fn resolves() {
    assert_eq!(resolve_workdir("/srv", "app/../x"), "/srv/x");
    assert_eq!(resolve_workdir("", ".."), "/");
    assert_eq!(resolve_workdir("/srv", "/a//b/"), "/a//b/");
    assert_eq!(resolve_workdir("/a//b/", ""), "/a//b/");
}
