//! Pieces of the source as edits move them: whole lines, with the comments that belong to them.

use crate::model::Model;
use crate::text::Span;

/// The lines of an instruction with the comment lines right above it, from the beginning of the first to the end of the
/// last without its line end.
pub(super) fn block(model: &Model, index: usize) -> Option<Span> {
    let node = model.instruction(index)?;
    let mut start = model.lines.line_span(model.lines.line(node.span.start)).start;
    let before = model.file.comments.partition_point(|comment| comment.span.start < start);
    for comment in model.file.comments.get(..before).unwrap_or_default().iter().rev() {
        let line = model.lines.line_span(model.lines.line(comment.span.start));
        if line.end != start {
            break;
        }
        start = line.start;
    }
    Some(Span::new(start, node.span.end))
}

/// A span with the line end behind it, and with a blank line that would be one too many.
pub(super) fn with_line_end(model: &Model, span: Span) -> Span {
    let rest = model.source.get(span.end as usize..).unwrap_or_default();
    let blanks = rest.len() - rest.trim_start_matches([' ', '\t', '\r']).len();
    let is_end = rest.get(blanks..).is_some_and(|rest| rest.starts_with('\n'));
    if !is_end {
        return span;
    }
    let end = span.end + blanks as u32 + 1;
    let (before, after) = (model.source.get(..span.start as usize), model.source.get(end as usize..));
    let is_between =
        before.is_some_and(|text| text.ends_with("\n\n")) && after.is_some_and(|text| text.starts_with('\n'));
    Span::new(span.start, end + u32::from(is_between))
}

/// How lines end.
pub(super) fn line_end(model: &Model) -> &'static str {
    if model.source.contains("\r\n") { "\r\n" } else { "\n" }
}

/// The flags of an instruction as they are written, with a blank behind them.
pub(super) fn flags(model: &Model, index: usize) -> String {
    let flags = model.instruction(index).map(|node| node.flags.as_slice()).unwrap_or_default();
    let texts = flags.iter().map(|flag| format!("{} ", model.text(flag.span)));
    texts.collect()
}

/// An instruction in one line, in backticks and no longer than a sentence bears.
pub(super) fn named(model: &Model, index: usize) -> String {
    let text = model.instruction(index).map(|node| node.line.text.as_str()).unwrap_or_default();
    format!("`{}`", crate::plan::why::shortened(text))
}

/// Things in a row: `a`, `a and b`, `a, b and c`; of many, how many more there are.
pub(super) fn listed(names: &[String]) -> String {
    const MAX_NAMES: usize = 4;
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [rest @ .., last] if names.len() <= MAX_NAMES => format!("{} and {last}", rest.join(", ")),
        _ => {
            let shown = names.get(..MAX_NAMES - 1).unwrap_or_default();
            format!("{} and {} more", shown.join(", "), names.len() - shown.len())
        }
    }
}
