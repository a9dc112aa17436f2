use super::{Kind, read};
use crate::syntax::{SyntaxError, parse};
use crate::text::apply_edits;

/// What the last instruction of a file says, and all errors of typed reading.
pub(super) fn last(source: &str) -> (Option<Kind>, Vec<SyntaxError>) {
    let file = parse(source);
    let mut errors = Vec::new();
    let mut kinds: Vec<Option<Kind>> =
        file.instructions.iter().map(|node| read(node, &file, &mut errors)).collect();
    (kinds.pop().flatten(), errors)
}

/// Checks that a file is accepted and returns what its last instruction says.
pub(super) fn accepted(source: &str) -> Kind {
    let (kind, errors) = last(source);
    assert_eq!(errors, [], "{source}");
    kind.unwrap()
}

/// Checks that exactly the parts between `«` and `»` are refused, whether always or only when the stage is built.
pub(super) fn refused(marked: &str, always: bool) {
    let source = marked.replace(['«', '»'], "");
    let mut spans = Vec::new();
    let mut offset = 0;
    for part in marked.split('«') {
        let mut inner = part.split('»');
        let first = inner.next().unwrap();
        let rest = inner.next();
        if rest.is_some() {
            spans.push((offset, offset + first.len()));
        }
        offset += first.len() + rest.map_or(0, str::len);
    }
    let (_, errors) = last(&source);
    let mut found: Vec<(usize, usize)> =
        errors.iter().map(|error| (error.span.start as usize, error.span.end as usize)).collect();
    found.sort_unstable();
    assert_eq!(found, spans, "{marked}: {errors:?}");
    assert!(errors.iter().all(|error| error.always_fatal == always), "{marked}: {errors:?}");
}

/// Checks what the fix of the first error makes of a file.
pub(super) fn repaired(source: &str, fixed: &str) {
    let (_, errors) = last(source);
    let fix = errors.first().and_then(|error| error.fix.as_ref()).unwrap();
    assert_eq!(apply_edits(source, &fix.edits).unwrap(), fixed, "{source}");
}
