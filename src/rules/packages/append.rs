//! Appends a command to a RUN, in the layout the RUN already has.

use super::commands::can_edit;
use crate::model::{Model, RunScript, ScriptSource};
use crate::shell::Operator;
use crate::text::{Edit, Fix, Span};

/// A safe fix that runs one more command at the end of a RUN. None where its end cannot be told for sure.
pub(super) fn append(model: &Model, script: &RunScript, command: &str) -> Option<Fix> {
    let end = end(model, script)?;
    let text = if script.source == ScriptSource::Heredoc {
        format!("{}{}{command}", line_break(model, script), indent(model, end))
    } else {
        joint(model, script, end, command)
    };
    Some(Fix::safe(format!("Add `{command}` at the end"), vec![Edit::insert(end, text)]))
}

/// Where the last command of the outermost list ends, if a command can follow there.
fn end(model: &Model, script: &RunScript) -> Option<u32> {
    let node = model.instruction(script.instruction)?;
    let has_heredoc = script.source == ScriptSource::Line && !node.heredocs.is_empty();
    if !can_edit(script) || has_heredoc || !script.script.problems.is_empty() {
        return None;
    }
    let commands = script.script.commands.iter().filter(|command| command.block.is_none());
    let blocks =
        script.script.blocks.iter().filter(|block| block.parent.is_none() && block.command.is_none());
    let leaves = |name: Option<&str>| matches!(name, Some("exit" | "exec" | "return" | "set"));
    let last = script.script.commands.iter().rfind(|command| command.block.is_none());
    let redirects = blocks.clone().flat_map(|block| &block.redirects).map(|redirect| redirect.span.end);
    let end =
        commands.map(|one| one.span.end).chain(blocks.map(|one| one.span.end)).chain(redirects).max()?;
    let stops = last.is_some_and(|command| command.span.end == end && leaves(command.name()));
    let has_bodies =
        script.script.commands.iter().flat_map(|one| &one.redirects).any(|one| one.body.is_some());
    let is_followed = script.script.operators.iter().any(|(operator, span)| {
        span.start >= end && !matches!(operator, Operator::Semicolon | Operator::Newline)
    });
    (!stops && !has_bodies && !is_followed).then_some(end)
}

/// The text that joins a command to the last one of a line, as the line joins its own.
fn joint(model: &Model, script: &RunScript, end: u32, command: &str) -> String {
    let (lines, escape) = (line_break(model, script), model.file.escape);
    let outer: Vec<Span> =
        script.script.blocks.iter().filter(|block| block.parent.is_none()).map(|block| block.span).collect();
    let is_outside = |span: Span| {
        let after = outer.partition_point(|block| block.start <= span.start);
        after.checked_sub(1).and_then(|last| outer.get(last)).is_none_or(|block| block.end <= span.start)
    };
    let mut operators = script.script.operators.iter();
    let last = operators.rfind(|(operator, span)| {
        span.end <= end && matches!(operator, Operator::And | Operator::Semicolon) && is_outside(*span)
    });
    // Only after `set -e` is a semicolon as strict as `&&`.
    let is_strict =
        last.is_some_and(|(operator, _)| *operator == Operator::Semicolon) && stops_at_errors(script);
    let (mark, blank) = if is_strict { (";", "") } else { ("&&", " ") };
    if let Some((_, span)) = last {
        let before = model.text(Span::new(line_start(model, span.start), span.start));
        let after = model.text(Span::new(span.end, end));
        let after = after.get(..after.find('\n').unwrap_or(0)).unwrap_or_default();
        if before.trim().is_empty() {
            return format!(" {escape}{lines}{before}{mark} {command}");
        }
        if after.trim() == escape.to_string() {
            return format!("{blank}{mark} {escape}{lines}{}{command}", indent_behind(model, span.end, end));
        }
    }
    let first = script.script.commands.first().map_or(end, |command| command.span.start);
    if line_start(model, end) <= first {
        return format!("{blank}{mark} {command}");
    }
    // Its words go on over several lines: the command gets one of its own.
    let indent = Some(indent(model, end)).filter(|indent| !indent.is_empty()).unwrap_or("    ");
    if is_strict {
        format!("; {escape}{lines}{indent}{command}")
    } else {
        format!(" {escape}{lines}{indent}{mark} {command}")
    }
}

fn stops_at_errors(script: &RunScript) -> bool {
    let first = script.script.commands.first().and_then(|command| command.invocation());
    first.is_some_and(|invocation| invocation.name == "set" && invocation.has(&["-e"]))
}

/// The blanks that begin the line of `offset`.
fn indent(model: &Model, offset: u32) -> &str {
    let line = model.text(Span::new(line_start(model, offset), offset));
    let blanks = line.len() - line.trim_start().len();
    line.get(..blanks).unwrap_or_default()
}

/// The blanks that begin the line of the first command behind an operator at the end of a line.
fn indent_behind(model: &Model, operator: u32, end: u32) -> &str {
    let behind = model.text(Span::new(operator, end));
    let first_line = behind.split('\n').skip(1).find(|line| {
        let line = line.trim();
        !line.is_empty() && !line.starts_with('#')
    });
    let line = first_line.unwrap_or_default();
    line.get(..line.len() - line.trim_start().len()).unwrap_or_default()
}

fn line_start(model: &Model, offset: u32) -> u32 {
    let before = model.source.get(..offset as usize).unwrap_or_default();
    before.rfind('\n').map_or(0, |at| at as u32 + 1)
}

fn line_break(model: &Model, script: &RunScript) -> &'static str {
    let span = model.instruction(script.instruction).map(|node| node.span).unwrap_or_default();
    if model.text(span).contains("\r\n") { "\r\n" } else { "\n" }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Options;
    use crate::text::apply_edits;

    #[track_caller]
    fn check(run: &str, expected: &str) {
        let source = format!("FROM a\n{run}\nUSER b\n");
        let model = Model::new(&source, &Options::default());
        let script = model.scripts.first().unwrap();
        let fixed = append(&model, script, "x y").map(|fix| apply_edits(&source, &fix.edits).unwrap());
        let expected =
            if expected.is_empty() { String::new() } else { format!("FROM a\n{expected}\nUSER b\n") };
        assert_eq!(fixed.unwrap_or_default(), expected, "{run}");
    }

    #[test]
    fn keeps_the_layout() {
        check("RUN a", "RUN a && x y");
        check("RUN a && b", "RUN a && b && x y");
        check("RUN a; b;", "RUN a; b && x y;");
        check("RUN a \\\n    && b", "RUN a \\\n    && b \\\n    && x y");
        check("RUN a && \\\n  b \\\n    c", "RUN a && \\\n  b \\\n    c && \\\n  x y");
        check("RUN set -eux; \\\n\ta; \\\n\tb", "RUN set -eux; \\\n\ta; \\\n\tb; \\\n\tx y");
        check("RUN a && b \\\n    c", "RUN a && b \\\n    c \\\n    && x y");
        check("RUN a \\\nb", "RUN a \\\nb \\\n    && x y");
        check("RUN set -e; a; b", "RUN set -e; a; b; x y");
        check("RUN a && (b; c)", "RUN a && (b; c) && x y");
        check("RUN if a; then b; fi", "RUN if a; then b; fi && x y");
        check("RUN a > $(b && c) # d", "RUN a > $(b && c) && x y # d");
        check("RUN <<E\n  a\n  b\nE", "RUN <<E\n  a\n  b\n  x y\nE");
        check("ONBUILD RUN a", "ONBUILD RUN a && x y");
        check("RUN a \\\r\n && b", "RUN a \\\r\n && b \\\r\n && x y");
    }

    #[test]
    fn leaves_unclear_ends_alone() {
        check("RUN a &", "");
        check("RUN exec a", "");
        check("RUN [\"a\"]", "");
        check("RUN cat <<E > f\nE", "");
        check("RUN a && (b", "");
    }
}
