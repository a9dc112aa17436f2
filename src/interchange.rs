//! Our syntax tree in the types of the crate `dockerfile-parser`, for programs that know those.
//!
//! The crate has eight typed instructions; the rest become [`dp::MiscInstruction`], as its own parser does. It has no
//! place for parser directives, heredoc bodies and the flags of RUN: the shell text of a RUN is what follows its flags,
//! and heredoc bodies are appended to it as the shell gets them. Broken instructions are left out.

use std::ops::Range;

use dockerfile_parser as dp;

use crate::syntax::expand::{Lexer, NoEnvironment};
use crate::syntax::{Arguments, File, Flag, Instruction, Keyword, Pair, Word};
use crate::text::{Span, order};

impl From<&File> for dp::Dockerfile {
    fn from(file: &File) -> Self {
        let mut instructions = Vec::new();
        let mut global_args = Vec::new();
        let mut stages = 0;
        for node in &file.instructions {
            if node.keyword == Keyword::Arg && stages == 0 {
                global_args.extend(build_args(node));
            }
            instructions.extend(convert(file, node, stages));
            stages += usize::from(node.keyword == Keyword::From);
        }
        Self { content: file.source.to_string(), global_args, instructions }
    }
}

/// The instructions that one of ours becomes: an ARG of several names becomes several.
fn convert(file: &File, node: &Instruction, index: usize) -> Vec<dp::Instruction> {
    let lexer = Lexer { skip_unset: true, ..Lexer::new(file.escape) };
    let converted = match node.keyword {
        Keyword::From => from(node, index).map(dp::Instruction::From),
        Keyword::Arg => return build_args(node).into_iter().map(dp::Instruction::Arg).collect(),
        Keyword::Label => Some(dp::Instruction::Label(dp::LabelInstruction {
            span: span(node.span),
            labels: pairs(node)
                .map(|pair| dp::Label {
                    span: span(label_span(node, pair)),
                    name: unquoted(&pair.name, &lexer),
                    value: unquoted(&pair.value, &lexer),
                })
                .collect(),
        })),
        Keyword::Env => Some(dp::Instruction::Env(dp::EnvInstruction {
            span: span(env_span(node)),
            vars: pairs(node).map(|pair| variable(file, node, pair, &lexer)).collect(),
        })),
        Keyword::Run => Some(dp::Instruction::Run(dp::RunInstruction {
            span: span(command_span(node)),
            expr: expression(file, node),
        })),
        Keyword::Cmd => Some(dp::Instruction::Cmd(dp::CmdInstruction {
            span: span(command_span(node)),
            expr: expression(file, node),
        })),
        Keyword::Entrypoint => Some(dp::Instruction::Entrypoint(dp::EntrypointInstruction {
            span: span(command_span(node)),
            expr: expression(file, node),
        })),
        Keyword::Copy => copy(node, &lexer).map(dp::Instruction::Copy),
        _ => Some(dp::Instruction::Misc(dp::MiscInstruction {
            span: span(node.span),
            instruction: dp::SpannedString {
                span: span(node.keyword_span),
                content: node.keyword_text.clone().into_owned(),
            },
            arguments: breakable(file, node, node.keyword_text.len()..node.line.text.len()),
        })),
    };
    converted.into_iter().collect()
}

fn from(node: &Instruction, index: usize) -> Option<dp::FromInstruction> {
    let mut words = node.arguments.words().iter();
    let image = words.next()?;
    let alias = words.nth(1);
    Some(dp::FromInstruction {
        span: span(trimmed(node)),
        flags: flags(node).map(|(span, name, value)| dp::FromFlag { span, name, value }).collect(),
        image: spanned(image),
        image_parsed: dp::ImageRef::parse(&image.text),
        index,
        alias: alias.map(spanned),
    })
}

fn copy(node: &Instruction, lexer: &Lexer) -> Option<dp::CopyInstruction> {
    let (destination, sources) = node.arguments.words().split_last()?;
    let path = |word: &Word| if node.arguments.is_exec() { spanned(word) } else { unquoted(word, lexer) };
    Some(dp::CopyInstruction {
        span: span(trimmed(node)),
        flags: flags(node).map(|(span, name, value)| dp::CopyFlag { span, name, value }).collect(),
        sources: sources.iter().map(path).collect(),
        destination: path(destination),
    })
}

fn build_args(node: &Instruction) -> Vec<dp::ArgInstruction> {
    let words = node.arguments.words().iter();
    words
        .map(|word| {
            let (name, value) = match word.text.split_once('=') {
                Some((name, value)) => (name, Some(value)),
                None => (word.text.as_str(), None),
            };
            let middle = word.span.start + name.len() as u32;
            let value_span = Span::new((middle + 1).min(word.span.end), word.span.end);
            let unquote = |value: &str| value.trim_matches(['"', '\'']).to_owned();
            dp::ArgInstruction {
                span: span(node.keyword_span.cover(word.span)),
                name: dp::SpannedString {
                    span: span(Span::new(word.span.start, middle)),
                    content: name.to_owned(),
                },
                value: value
                    .map(|value| dp::SpannedString { span: span(value_span), content: unquote(value) }),
            }
        })
        .collect()
}

fn pairs(node: &Instruction) -> impl Iterator<Item = &Pair> {
    match &node.arguments {
        Arguments::Pairs(pairs) => pairs.iter(),
        _ => [].iter(),
    }
}

/// Span, name and value of every flag; the crate knows none without a value, which becomes an empty one.
fn flags(node: &Instruction) -> impl Iterator<Item = (dp::Span, dp::SpannedString, dp::SpannedString)> {
    node.flags.iter().map(|flag: &Flag| {
        let name = dp::SpannedString {
            span: span(Span::new((flag.name_span.start + 2).min(flag.name_span.end), flag.name_span.end)),
            content: flag.name.clone(),
        };
        let empty = || dp::SpannedString { span: span(Span::empty(flag.span.end)), content: String::new() };
        (span(flag.span), name, flag.value.as_ref().map_or_else(empty, spanned))
    })
}

fn expression(file: &File, node: &Instruction) -> dp::ShellOrExecExpr {
    match &node.arguments {
        Arguments::Exec(words) => dp::ShellOrExecExpr::Exec(dp::StringArray {
            span: span(node.line.source_span(node.rest.clone())),
            elements: words.iter().map(spanned).collect(),
        }),
        _ => dp::ShellOrExecExpr::Shell(breakable(file, node, node.rest.start..node.line.text.len())),
    }
}

/// A part of the logical line: its pieces, the comment lines between them, and the heredocs behind it.
fn breakable(file: &File, node: &Instruction, range: Range<usize>) -> dp::BreakableString {
    let whole = node.line.source_span(range.clone());
    let comments = file.comments.iter().filter(|comment| whole.contains(comment.span));
    let mut parts: Vec<(Span, bool)> =
        node.line.source_spans(range).into_iter().map(|span| (span, false)).collect();
    parts.extend(comments.map(|comment| (comment.span, true)));
    for heredoc in &node.heredocs {
        parts.extend([(Span::new(heredoc.body.start.saturating_sub(1), heredoc.terminator.end), false)]);
    }
    order::sort(&mut parts);
    let end = parts.last().map_or(whole.end, |(span, _)| span.end);
    parts.into_iter().fold(
        dp::BreakableString::new(span(Span::new(whole.start, end))),
        |string, (part, is_comment)| {
            let text = part.of(&file.source).to_owned();
            if is_comment {
                string.add_comment(span(part), text)
            } else {
                string.add_string(span(part), text)
            }
        },
    )
}

fn command_span(node: &Instruction) -> Span {
    if node.arguments.is_exec() { trimmed(node) } else { node.span }
}

/// From the keyword to the last argument; the crate counts the blanks behind it only where they may be part of it.
fn trimmed(node: &Instruction) -> Span {
    Span::new(node.span.start, node.line.source_span(node.rest.clone()).end.max(node.keyword_span.end))
}

/// Where a label stands; the crate counts the blanks before one without `=`.
fn label_span(node: &Instruction, pair: &Pair) -> Span {
    let whole = pair.name.span.cover(pair.value.span);
    if pair.is_legacy { whole.cover(Span::empty(node.keyword_span.end)) } else { whole }
}

/// Where an ENV stands; the crate counts the blanks behind it unless a quote ends it.
fn env_span(node: &Instruction) -> Span {
    let is_closed = pairs(node).any(|pair| pair.is_legacy && is_quoted(&pair.value));
    if is_closed { trimmed(node) } else { node.span }
}

fn variable(file: &File, node: &Instruction, pair: &Pair, lexer: &Lexer) -> dp::EnvVar {
    let value = env_value(file, node, pair, lexer);
    let start = pair.name.span.start as usize;
    dp::EnvVar { span: dp::Span::new(start, value.span.end), key: unquoted(&pair.name, lexer), value }
}

/// The value of a variable: without its quotes, or in pieces.
fn env_value(file: &File, node: &Instruction, pair: &Pair, lexer: &Lexer) -> dp::BreakableString {
    let value = &pair.value;
    if is_quoted(value) {
        let content = unquoted(value, lexer).content;
        return dp::BreakableString::new(span(value.span)).add_string(span(value.span), content);
    }
    let end = if pair.is_legacy { node.line.text.len() } else { value.joined.end };
    breakable(file, node, value.joined.start..end)
}

fn is_quoted(word: &Word) -> bool {
    word.text.starts_with(['"', '\''])
}

/// A word without the quotes around it; what is not quoted stays as it is written.
fn unquoted(word: &Word, lexer: &Lexer) -> dp::SpannedString {
    let inner = is_quoted(word).then(|| lexer.word(&word.text, &NoEnvironment).ok()).flatten();
    let content = inner.map_or_else(|| word.text.clone(), |word| word.text);
    dp::SpannedString { span: span(word.span), content }
}

fn spanned(word: &Word) -> dp::SpannedString {
    dp::SpannedString { span: span(word.span), content: word.text.clone() }
}

fn span(span: Span) -> dp::Span {
    dp::Span::new(span.start as usize, span.end as usize)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::parse;

    /// Keyword and span of every instruction, and the whole where the crate is right about all of it.
    fn both(source: &str) -> (dp::Dockerfile, dp::Dockerfile) {
        (dp::Dockerfile::from(&parse(source)), dp::Dockerfile::parse(source).unwrap())
    }

    #[test]
    fn agrees_with_the_crate_where_it_reads_a_file_rightly() {
        for source in [
            "FROM alpine:3.22\n",
            "ARG V=3\nFROM --platform=linux/amd64 alpine:$V AS base\nRUN echo a\n",
            "FROM a\nCOPY --from=b --chown=1:1 x y /z/\n",
            "FROM a\nCMD [\"a\", \"b\"]\nENTRYPOINT [\"x\"]\n",
            "FROM a\nLABEL k=v\nENV A=1 B=2\n",
            "FROM a\nWORKDIR /app\nEXPOSE 80\n",
            "FROM a\nRUN one && \\\n    # why\n    two\n",
        ] {
            let (ours, theirs) = both(source);
            assert_eq!(ours, theirs, "{source}");
        }
    }

    #[test]
    fn holds_what_the_crate_cannot_read() {
        let file = dp::Dockerfile::from(&parse("# escape=`\nFROM a\nRUN <<EOF\necho\nEOF\nARG A=1 B\n"));
        assert_eq!(file.instructions.len(), 4);
        let run = file.instructions[1].as_run().unwrap();
        assert_eq!(run.as_shell().unwrap().to_string(), "<<EOF\necho\nEOF");
        assert_eq!(file.instructions[3].as_arg().unwrap().name.content, "B");
    }
}
