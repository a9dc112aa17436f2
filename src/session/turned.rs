use crate::text::difference;

/// Where the FROM lines begin after an edit that began at these offsets before it. One that is written over goes; one
/// whose line is typed anew stays.
pub fn moved_starts(starts: &[u32], before: &str, after: &str) -> Vec<u32> {
    if starts.is_empty() {
        return Vec::new();
    }
    let Some(edit) = difference(before, after) else { return starts.to_vec() };
    let span = edit.span;
    let is_line = edit.text.contains('\n');
    let added = edit.text.len() as u32;
    let moved = |start: &u32| match *start {
        start if start < span.start => Some(start),
        // What is typed where a line began is that line; a line above moves it.
        start if start == span.start && !(is_line && span.is_empty()) => Some(start),
        start if start >= span.end => Some(start - span.len() + added),
        _ => None,
    };
    starts.iter().filter_map(moved).collect()
}

#[test]
fn starts_move_with_their_lines() {
    let text = "FROM a AS x\nRUN y\nFROM b\n";
    let after = |edited: &str| moved_starts(&[0, 18], text, edited);
    assert_eq!(after(text), [0, 18]);
    assert_eq!(after("FROM a AS xyz\nRUN y\nFROM b\n"), [0, 20]);
    assert_eq!(after("# hello\nFROM a AS x\nRUN y\nFROM b\n"), [8, 26]);
    assert_eq!(after("FROM a AS x\nRUN y\n\nFROM b\n"), [0, 19]);
    assert_eq!(after("FROM a AS x\nRUN y\nROM b\n"), [0, 18]);
    assert_eq!(after("FROM a AS x\nRUN y\nfROM b\n"), [0, 18]);
    assert_eq!(after("FROM a AS x\n"), [0]);
    assert_eq!(after(""), [0]);
}
