//! What was pasted with a Dockerfile and is none: fences, prompts, line numbers, diffs, comments of other languages.

use super::words::{is_builder, is_program};
use super::{Told, is_conflict_marker};
use crate::instruction::reader::Reader;
use crate::syntax::heredoc::parse_heredoc_word;
use crate::syntax::{Instruction, Keyword};
use crate::text::{Edit, Fix, Span};

/// Further instructions are not looked at.
const MAX_LINES: usize = 2_000;

/// More edits are not made at once.
const MAX_EDITS: usize = 200;

/// What to say of a line that is of something else; `None` where it does not look so.
pub(super) fn told(reader: &Reader, word: &str) -> Option<Told> {
    let node = reader.node;
    if let Some(told) = fence(reader, word) {
        return Some(told);
    }
    if marker(node).is_some() {
        return Some(marked(reader));
    }
    prompt(reader, word)
        .or_else(|| diff(reader, word))
        .or_else(|| comment(reader, word))
        .or_else(|| builder(reader, word))
        .or_else(|| written_by_program(reader, word))
        .or_else(|| heredoc(reader, word))
}

/// The lines of a span, with their line ends.
fn lines(source: &str, span: Span) -> Span {
    let before = source.get(..span.start as usize).unwrap_or_default();
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let behind = source.get(span.end as usize..).unwrap_or_default();
    let end = behind.find('\n').map_or(source.len(), |at| span.end as usize + at + 1);
    Span::new(start as u32, end as u32)
}

fn without_line(reader: &Reader) -> Fix {
    Fix::unsafe_("Remove the line", vec![Edit::delete(lines(&reader.file.source, reader.node.span))])
}

fn is_fence(node: &Instruction) -> bool {
    ["```", "~~~"].iter().any(|fence| node.keyword_text.starts_with(fence))
}

/// Marks of code in Markdown. Between two of them stands what is meant, and around it what is said of it.
fn fence(reader: &Reader, word: &str) -> Option<Told> {
    let (source, node) = (&reader.file.source, reader.node);
    let all = reader.file.instructions.iter().take(MAX_LINES).filter(|node| is_fence(node)).take(3);
    let spans: Vec<Span> = all.map(|node| lines(source, node.span)).collect();
    let message =
        "this line is no instruction; such characters mark code in Markdown, around the Dockerfile itself";
    match spans.as_slice() {
        [open, close] if is_fence(node) || node.span.end <= open.start || node.span.start >= close.end => {
            let behind = Span::new(close.start, source.len() as u32);
            let edits = vec![Edit::delete(Span::new(0, open.end)), Edit::delete(behind)];
            let message = match is_fence(node) {
                true => message.to_owned(),
                false => format!(
                    "`{word}` is no instruction; the line stands outside of what Markdown marks as code"
                ),
            };
            Some(Told { message, fix: Some(Fix::unsafe_("Keep only what stands between the fences", edits)) })
        }
        _ if is_fence(node) => Some(Told { message: message.to_owned(), fix: Some(without_line(reader)) }),
        _ => None,
    }
}

/// What stands before an instruction in a list, a quote, a listing with line numbers or the output of a build, in bytes of
/// the logical line.
fn marker(node: &Instruction) -> Option<usize> {
    let text = node.line.text.trim_start();
    let indent = node.line.text.len() - text.len();
    let mut at = 0;
    for _ in 0..4 {
        let rest = text.get(at..)?;
        let word = rest.split([' ', '\t']).next()?;
        let is_keyword = Keyword::parse(word) != Keyword::Unknown;
        if is_keyword {
            return (at > 0).then_some(indent + at);
        }
        let digits = word.bytes().filter(u8::is_ascii_digit).count();
        let marks = word.chars().filter(|c| ".:)|>*+-•=/[]#".contains(*c)).count();
        let is_marker = digits + marks == word.chars().count() || word == "Step";
        if !is_marker || word.is_empty() {
            return None;
        }
        at += word.len();
        at += text.get(at..)?.len() - text.get(at..)?.trim_start_matches([' ', '\t']).len();
    }
    None
}

fn marked(reader: &Reader) -> Told {
    let edit = |node: &Instruction| {
        let (start, end) = (node.keyword_span.start, node.line.source_offset(marker(node)?));
        (node.lines.0 == node.last_command_line).then(|| Edit::delete(Span::new(start, end)))
    };
    let others = reader.file.instructions.iter().take(MAX_LINES);
    let others = others.filter(|node| node.keyword == Keyword::Unknown && marker(node).is_some());
    let edits: Option<Vec<Edit>> = others.take(MAX_EDITS).map(edit).collect();
    let word = super::shown(&reader.node.keyword_text);
    let own = edit(reader.node).map(|edit| vec![edit]);
    let fix = edits.filter(|edits| edits.len() > 1).or(own).map(|edits| match edits.len() {
        1 => Fix::unsafe_("Remove what stands before the instruction", edits),
        _ => Fix::unsafe_("Remove what stands before the instructions", edits),
    });
    let message =
        format!("`{word}` is no instruction; it stands before one, as in a list or a listing of lines");
    Told { message, fix }
}

/// The prompt of a shell, copied with its command.
fn prompt(reader: &Reader, word: &str) -> Option<Told> {
    let node = reader.node;
    let is_prompt = matches!(word, "$" | "%" | "❯" | "➜")
        || word.ends_with(['$', '#', '%']) && word.contains(['@', ':']) && word.len() > 2;
    if !is_prompt || node.rest.is_empty() {
        return None;
    }
    let command = node.line.text.get(node.rest.clone())?.split_whitespace().next()?;
    let message = format!("`{word}` is the prompt of a shell, copied with its command");
    if is_builder(command) {
        return Some(Told {
            message: format!("{message}, and `{command}` is run in a terminal"),
            fix: Some(without_line(reader)),
        });
    }
    let fix = Fix::unsafe_("Write `RUN`", vec![Edit::replace(node.keyword_span, "RUN")]);
    Some(Told { message: format!("{message}; write `RUN`"), fix: reader.is_in_stage().then_some(fix) })
}

/// A line of a diff.
fn diff(reader: &Reader, word: &str) -> Option<Told> {
    let node = reader.node;
    let instruction =
        word.strip_prefix(['+', '-']).is_some_and(|word| Keyword::parse(word) != Keyword::Unknown);
    let is_head = matches!(word, "+++" | "@@" | "diff") || word == "---" && !node.rest.is_empty();
    let fix = if is_head || instruction && word.starts_with('-') {
        without_line(reader)
    } else if instruction {
        let start = node.keyword_span.start;
        Fix::unsafe_("Remove the `+`", vec![Edit::delete(Span::new(start, start + 1))])
    } else {
        return None;
    };
    Some(Told { message: format!("`{word}` is no instruction; it is a line of a diff"), fix: Some(fix) })
}

/// A comment as other languages write it.
fn comment(reader: &Reader, word: &str) -> Option<Told> {
    let marks = ["//", "/*", "<!--", "--", ";;", ";", "%", "REM", "rem", "\"\"\""];
    let mark = marks.into_iter().find(|mark| word.starts_with(mark))?;
    let is_whole_word = !matches!(mark, "//" | "/*" | "<!--");
    if is_whole_word && word != mark {
        return None;
    }
    let node = reader.node;
    let start = node.keyword_span.start;
    // Such a line of a command has lost the end of the one above.
    let before = reader.file.source.get(..start as usize).unwrap_or_default();
    if mark == ";" && (node.rest.is_empty() || before.ends_with([' ', '\t'])) {
        return None;
    }
    let text = node.span.of(&reader.file.source).trim_end();
    let end = ["*/", "-->"].into_iter().find(|end| text.ends_with(end)).map_or(0, str::len);
    let gap = if word == mark { "#" } else { "# " };
    let mut edits = vec![Edit::replace(Span::new(start, start + mark.len() as u32), gap)];
    let end_start = node.span.start + (text.len() - end) as u32;
    if end > 0 && end_start >= start + mark.len() as u32 {
        edits.push(Edit::delete(Span::new(end_start, node.span.start + text.len() as u32)));
    }
    let is_one_line = node.lines.0 == node.lines.1;
    let fix = is_one_line.then(|| Fix::unsafe_("Begin it with `#`", edits));
    Some(Told { message: format!("`{word}` is no instruction; comments start with `#`"), fix })
}

/// A command that builds from the file.
fn builder(reader: &Reader, word: &str) -> Option<Told> {
    is_builder(word).then(|| Told {
        message: format!("`{word}` is no instruction; it is run in a terminal, to work with this file"),
        fix: Some(without_line(reader)),
    })
}

/// `cat > Dockerfile <<EOF`: the command that writes the file, pasted with it.
fn written_by_program(reader: &Reader, word: &str) -> Option<Told> {
    let node = reader.node;
    let rest = node.line.text.get(node.rest.clone())?;
    if !is_program(word) || !rest.contains("ockerfile") {
        return None;
    }
    let name = heredoc_name(rest)?;
    let source = &reader.file.source;
    let mut below =
        reader.file.instructions.iter().take(MAX_LINES).skip_while(|other| other.span != node.span);
    let end = below.find(|other| other.line.text.trim() == name);
    let mut edits = vec![Edit::delete(lines(source, node.span))];
    edits.extend(end.map(|end| Edit::delete(lines(source, end.span))));
    Some(Told {
        message: format!("`{word}` is no instruction; the command writes the lines below it to a Dockerfile"),
        fix: Some(Fix::unsafe_("Keep only what it writes", edits)),
    })
}

/// A line of a heredoc that an instruction above does not take.
fn heredoc(reader: &Reader, word: &str) -> Option<Told> {
    let instructions = &reader.file.instructions;
    let index = instructions.partition_point(|other| other.span.start < reader.node.span.start);
    let above = instructions.get(index.saturating_sub(20)..index)?;
    let head = above.iter().rev().find(|other| other.line.text.contains("<<"))?;
    let takes = head.keyword.takes_heredocs() && head.keyword != Keyword::Onbuild;
    if takes || is_conflict_marker(&head.keyword_text) {
        return None;
    }
    let name = heredoc_name(&head.line.text)?;
    let is_closed =
        above.iter().any(|other| other.span.start > head.span.start && other.line.text.trim() == name);
    let message = match head.keyword {
        Keyword::Unknown => {
            format!(
                "`{word}` is no instruction; it is of the heredoc `{name}`, and what begins that is no instruction"
            )
        }
        keyword => format!(
            "`{word}` is no instruction; it is of the heredoc `{name}`, and {keyword} takes none: only RUN, COPY and ADD do"
        ),
    };
    (!is_closed).then_some(Told { message, fix: None })
}

fn heredoc_name(text: &str) -> Option<String> {
    let at = text.find("<<")?;
    let rest = text.get(at..)?;
    let word = rest.split_whitespace().next()?;
    parse_heredoc_word(word).ok().flatten().map(|heredoc| heredoc.name)
}

#[cfg(test)]
mod tests {
    use crate::instruction::vectors::{last, repaired};

    #[test]
    fn fences_go_with_what_is_around_them() {
        repaired("```dockerfile\nFROM a\nRUN b\n```\n", "FROM a\nRUN b\n");
        repaired("See:\n~~~\nFROM a\n~~~\nThat is it.\n", "FROM a\n");
        repaired("FROM a\n```", "FROM a\n");
    }

    #[test]
    fn what_stands_before_instructions_goes() {
        repaired("1 FROM a\n2 RUN b\n", "FROM a\nRUN b\n");
        repaired("  1. FROM a\n 10. RUN b\n", "  FROM a\n RUN b\n");
        repaired(" 1 | FROM a\n 2 | RUN b\n", " FROM a\n RUN b\n");
        repaired("> FROM a\n> RUN b", "FROM a\nRUN b");
        repaired("FROM a\nUSER b\n- RUN c", "FROM a\nUSER b\nRUN c");
        repaired("Step 1/2 : FROM a\nStep 2/2 : RUN b\n", "FROM a\nRUN b\n");
        repaired("FROM a\n => [2/2] RUN b\n", "FROM a\n RUN b\n");
    }

    #[test]
    fn what_is_typed_in_a_terminal_goes() {
        repaired("$ docker build .\nFROM a\n", "FROM a\n");
        repaired("docker build .\nFROM a\n", "FROM a\n");
        repaired("FROM a\n$ apk add b\n", "FROM a\nRUN apk add b\n");
        repaired("FROM a\nroot@b:/# ls\n", "FROM a\nRUN ls\n");
        repaired("cat > Dockerfile <<'EOF'\nFROM a\nEOF\n", "FROM a\n");
    }

    #[test]
    fn lines_of_diffs() {
        repaired("--- a/b\nFROM a\n", "FROM a\n");
        repaired("FROM a\n-RUN b\n", "FROM a\n");
        repaired("FROM a\n+RUN b\n", "FROM a\nRUN b\n");
    }

    #[test]
    fn comments_of_other_languages() {
        repaired("// b\nFROM a\n", "# b\nFROM a\n");
        repaired("//b\nFROM a\n", "# b\nFROM a\n");
        repaired("/* b */\nFROM a\n", "# b \nFROM a\n");
        repaired("<!-- b -->\nFROM a\n", "# b \nFROM a\n");
        repaired("REM b\nFROM a\n", "# b\nFROM a\n");
        repaired("; b\nFROM a\n", "# b\nFROM a\n");
        repaired("RUN b\n\t; c d\n", "RUN b \\\n\t; c d\n");
        repaired("FROM a\n-- b\n", "FROM a\n# b\n");
    }

    #[test]
    fn heredocs_that_nothing_takes() {
        let (_, errors) = last("FROM a\nENV A=<<EOF\nx y\nEOF\nfoo\n");
        let told: Vec<bool> = errors.iter().map(|error| error.message.contains("ENV takes none")).collect();
        assert_eq!(told, [true, true, false]);
    }
}
