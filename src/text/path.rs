/// `path` in its shortest form: no `.` and no `..` that a name before it settles, single slashes, no
/// slash at the end; `.` where nothing is left. Follows `path.Clean` of Go.
pub fn clean_path(path: &str) -> String {
    let is_absolute = path.starts_with('/');
    let mut names: Vec<&str> = Vec::new();
    for name in path.split('/') {
        match name {
            "" | "." => {}
            ".." if names.last().is_some_and(|last| *last != "..") => {
                names.pop();
            }
            ".." if is_absolute => {}
            _ => names.push(name),
        }
    }
    match (is_absolute, names.join("/")) {
        (true, names) => format!("/{names}"),
        (false, names) if names.is_empty() => ".".to_owned(),
        (false, names) => names,
    }
}

/// The parts that are not empty with slashes between them, cleaned; empty where all are. Follows
/// `path.Join` of Go.
pub fn join_path(parts: &[&str]) -> String {
    let parts: Vec<&str> = parts.iter().copied().filter(|part| !part.is_empty()).collect();
    if parts.is_empty() { String::new() } else { clean_path(&parts.join("/")) }
}

#[test]
fn cleans_and_joins() {
    for (path, clean) in [
        ("", "."),
        ("a//b/", "a/b"),
        ("./a/../..", ".."),
        ("../../a/..", "../.."),
        ("/../a/./b", "/a/b"),
        ("//", "/"),
    ] {
        assert_eq!(clean_path(path), clean, "{path}");
    }
    assert_eq!(join_path(&["", "/x", "..", "y"]), "/y");
    assert_eq!(join_path(&["", ""]), "");
}
