use super::Take;
use crate::model::dockerignore::Dockerignore;
use crate::text::clean_path;

/// Whether a path is among what a step takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Selected {
    No,
    /// Some file below the path may be.
    Perhaps,
    Yes,
}

/// Whether `path` of the build context is taken; where `is_below`, whether a file below it is.
pub(super) fn selected(take: &Take, path: &str, is_below: bool, ignore: &Dockerignore) -> Selected {
    if ignore.is_ignored(path) && !(is_below && ignore.has_exceptions()) {
        return Selected::No;
    }
    let source = take.path.trim_start_matches('/');
    let found = match rest_below(source, path, take.is_pattern) {
        Some(rest) => below(take, rest, path),
        // The path is a directory, and the source may lie in it.
        None if is_below && leads_to(source, path, take.is_pattern) => return Selected::Perhaps,
        None => Selected::No,
    };
    match found {
        // An exclusion or a pattern decides about each file.
        Selected::Yes if is_below && is_choosy(take, ignore) => Selected::Perhaps,
        Selected::No if is_below && !take.includes.is_empty() => Selected::Perhaps,
        found => found,
    }
}

fn is_choosy(take: &Take, ignore: &Dockerignore) -> bool {
    ignore.has_exceptions() || !take.includes.is_empty() || !take.excludes.is_empty()
}

/// What of `path` lies below `source`: empty where they are the same.
fn rest_below<'a>(source: &str, path: &'a str, is_pattern: bool) -> Option<&'a str> {
    let mut rest = path;
    for pattern in source.split('/').filter(|part| !part.is_empty()) {
        let (part, after) = rest.split_once('/').unwrap_or((rest, ""));
        let is_same = if is_pattern { matches(pattern, part) } else { pattern == part };
        if part.is_empty() || !is_same {
            return None;
        }
        rest = after;
    }
    Some(rest)
}

/// Whether the source lies below a directory.
fn leads_to(source: &str, directory: &str, is_pattern: bool) -> bool {
    let mut parts = source.split('/');
    directory.split('/').filter(|part| !part.is_empty()).all(|part| {
        parts.next().is_some_and(|pattern| if is_pattern { matches(pattern, part) } else { pattern == part })
    })
}

/// What the patterns of `--parents` and `--exclude` say of a path below the source.
fn below(take: &Take, rest: &str, path: &str) -> Selected {
    // A file that is itself the source goes by its name.
    let name = path.rsplit('/').next().unwrap_or_default();
    let rest = if rest.is_empty() { name } else { rest };
    let is_in = take.includes.is_empty() || take.includes.iter().any(|pattern| is_covered(pattern, rest));
    let is_out = take.excludes.iter().any(|pattern| is_covered(pattern, rest));
    if is_in && !is_out { Selected::Yes } else { Selected::No }
}

/// Whether a pattern, as in `.dockerignore`, matches a path or a directory above it.
fn is_covered(pattern: &str, path: &str) -> bool {
    let pattern = clean_path(pattern);
    matches!(pattern.as_str(), "." | "/")
        || Dockerignore::parse(&pattern).is_ok_and(|patterns| patterns.is_ignored(path))
}

/// Whether a pattern of one name matches. Follows `filepath.Match` of Go for `*`, `?`, classes and `\`.
fn matches(pattern: &str, name: &str) -> bool {
    is_plain(pattern).map_or_else(
        || {
            // In a list of patterns a first `!` or `#` would mean something else.
            let pattern = pattern.replacen(['!', '#'], "?", usize::from(pattern.starts_with(['!', '#'])));
            !pattern.contains("**")
                && Dockerignore::parse(&pattern).is_ok_and(|patterns| patterns.is_ignored(name))
                || pattern.contains("**") && matches(&pattern.replace("**", "*"), name)
        },
        |plain| plain == name,
    )
}

/// A pattern without anything special.
fn is_plain(pattern: &str) -> Option<&str> {
    (!pattern.contains(['*', '?', '[', '\\'])).then_some(pattern)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(path: &str, includes: &[&str], excludes: &[&str], taken: &[&str], left: &[&str]) {
        let own = |patterns: &[&str]| patterns.iter().map(|pattern| (*pattern).to_owned()).collect();
        let take = Take {
            input: 0,
            path: path.to_owned(),
            is_pattern: path.contains(['*', '?', '[']),
            includes: own(includes),
            excludes: own(excludes),
        };
        let ignore = Dockerignore::parse("node_modules\n*.log\n!keep.log\n").unwrap();
        let found = |file: &&&str| {
            let (file, is_below) = file.strip_suffix('/').map_or((**file, false), |file| (file, true));
            selected(&take, file, is_below, &ignore)
        };
        for file in taken {
            assert_eq!(found(&file), Selected::Yes, "{path} takes {file}");
        }
        for file in left {
            assert_eq!(found(&file), Selected::No, "{path} leaves {file}");
        }
    }

    #[test]
    fn sources_select_paths() {
        check("/", &[], &[], &["a", "a/b", "keep.log"], &["node_modules/x", "x.log"]);
        check("/src", &[], &[], &["src", "src/a"], &["srcs", "a/src", "src2/a"]);
        check("/package*.json", &[], &[], &["package.json", "package-lock.json"], &["a/package.json", "pkg"]);
        check("/src/*", &[], &[], &["src/a", "src/a/b"], &["src", "a"]);
        check("/[ab].c", &[], &[], &["a.c"], &["c.c"]);
        check("/", &["src/*.c"], &[], &["src/a.c"], &["src/a.h", "a.c"]);
        check("/", &[], &["*.md", "docs"], &["a", "a/x.md"], &["x.md", "docs/a"]);
        check("/*.txt", &[], &["b*"], &["a.txt"], &["b.txt"]);
    }

    #[test]
    fn a_directory_may_hold_a_source() {
        let take = |path: &str| Take {
            input: 0,
            path: path.to_owned(),
            is_pattern: false,
            includes: Vec::new(),
            excludes: Vec::new(),
        };
        let ignore = Dockerignore::default();
        let below = |path: &str, directory: &str| selected(&take(path), directory, true, &ignore);
        assert_eq!(below("/", "src"), Selected::Yes);
        assert_eq!(below("/src/a.c", "src"), Selected::Perhaps);
        assert_eq!(below("/lib", "src"), Selected::No);
    }
}
