use super::{Edit, LineIndex, Span, apply_edits};
use crate::text::order;

/// One line of what edits change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PreviewLine {
    /// What happens to it.
    pub change: Change,
    /// Its number, from 1: in the old text where it is removed, in the new one where it is added.
    pub number: u32,
    /// The line without its line end.
    pub text: String,
}

/// What happens to a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// It goes.
    Removed,
    /// It comes.
    Added,
}

/// The lines that `edits` change, in the order of the text: of each place first the old lines, then the new ones. Empty
/// where the edits do not fit the text.
pub fn preview(source: &str, edits: &[Edit]) -> Vec<PreviewLine> {
    let index = LineIndex::new(source);
    let mut sorted: Vec<&Edit> = edits.iter().collect();
    order::sort_by_key(&mut sorted, |edit| (edit.span.start, edit.span.end));
    let mut places: Vec<(Span, Vec<Edit>)> = Vec::new();
    for edit in sorted {
        let first = index.line_span(index.line(edit.span.start));
        let lines = first.cover(index.line_span(index.line(edit.span.end)));
        match places.last_mut() {
            Some((known, edits)) if lines.start < known.end => {
                *known = known.cover(lines);
                edits.push(edit.clone());
            }
            _ => places.push((lines, vec![edit.clone()])),
        }
    }
    let mut result = Vec::new();
    let mut shift = 0;
    for (lines, edits) in places {
        shift += add_place(source, &index, lines, &edits, shift, &mut result);
    }
    result
}

/// Adds the lines of one place; returns by how many lines it grows.
fn add_place(
    source: &str,
    index: &LineIndex,
    lines: Span,
    edits: &[Edit],
    shift: i64,
    result: &mut Vec<PreviewLine>,
) -> i64 {
    let old_text = lines.of(source);
    let moved =
        |span: Span| Span::new(span.start.saturating_sub(lines.start), span.end.saturating_sub(lines.start));
    let local: Vec<Edit> =
        edits.iter().map(|edit| Edit::replace(moved(edit.span), edit.text.clone())).collect();
    let Ok(new_text) = apply_edits(old_text, &local) else { return 0 };
    let (old, new): (Vec<&str>, Vec<&str>) = (old_text.lines().collect(), new_text.lines().collect());
    let same_start = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let shorter = old.len().min(new.len()) - same_start;
    let same_end = old.iter().rev().zip(new.iter().rev()).take(shorter).take_while(|(a, b)| a == b).count();
    let first = index.line(lines.start) + 1 + same_start as u32;
    let mut add = |change, list: &[&str], number: i64| {
        let changed = list.iter().take(list.len() - same_end).skip(same_start);
        result.extend(changed.enumerate().map(|(at, text)| PreviewLine {
            change,
            number: u32::try_from(number).unwrap_or(0) + at as u32,
            text: (*text).to_owned(),
        }));
    };
    add(Change::Removed, &old, i64::from(first));
    add(Change::Added, &new, i64::from(first) + shift);
    new.len() as i64 - old.len() as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(source: &str, edits: &[Edit]) -> String {
        let sign = |change| if change == Change::Removed { '-' } else { '+' };
        let line = |line: &PreviewLine| format!("{}{} {}\n", sign(line.change), line.number, line.text);
        preview(source, edits).iter().map(line).collect()
    }

    #[test]
    fn only_changed_lines_are_shown() {
        let source = "FROM a\nRUN x\nRUN y\nCMD z";
        assert_eq!(shown(source, &[Edit::replace(Span::new(11, 12), "q")]), "-2 RUN x\n+2 RUN q\n");
        assert_eq!(shown(source, &[Edit::delete(Span::new(7, 13))]), "-2 RUN x\n");
        assert_eq!(shown(source, &[Edit::insert(7, "USER 1\n")]), "+2 USER 1\n");
        assert_eq!(shown(source, &[Edit::insert(24, "\nUSER 1")]), "+5 USER 1\n");
    }

    #[test]
    fn numbers_of_new_lines_count_the_lines_before() {
        let source = "FROM a\nRUN x\nRUN y\nCMD z";
        let edits = [Edit::insert(7, "USER 1\n"), Edit::replace(Span::new(23, 24), "w")];
        assert_eq!(shown(source, &edits), "+2 USER 1\n-4 CMD z\n+5 CMD w\n");
    }

    #[test]
    fn edits_that_do_not_fit_show_nothing() {
        assert_eq!(preview("é", &[Edit::insert(1, "x")]), []);
        assert_eq!(preview("", &[Edit::delete(Span::new(4, 9))]), []);
    }
}
