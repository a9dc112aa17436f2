//! Whole files through the parser.

use super::{Arguments, ErrorCode, File, Keyword, TokenKind, parse};
use crate::text::Span;

/// One line an instruction: keyword, lines, flags, arguments as BuildKit lists them, form and heredocs.
fn show(source: &str) -> Vec<String> {
    parse(source)
        .instructions
        .iter()
        .map(|instruction| {
            let mut line =
                format!("{} {}-{}", instruction.keyword_text, instruction.lines.0, instruction.lines.1);
            for flag in &instruction.flags {
                line.push_str(&format!(" {}", flag.text));
            }
            line.push_str(&format!(" {:?}", instruction.arguments.as_listed()));
            if instruction.arguments.is_exec() {
                line.push_str(" exec");
            }
            for heredoc in &instruction.heredocs {
                line.push_str(&format!(" <<{}:{:?}", heredoc.name, heredoc.body.of(source)));
            }
            line
        })
        .collect()
}

fn errors(file: &File) -> Vec<(ErrorCode, u32, u32)> {
    file.errors.iter().map(|error| (error.code, error.lines.0, error.lines.1)).collect()
}

/// Tokens tile the source, before and after words are split off.
fn assert_tiles(source: &str) {
    let file = parse(source);
    for tokens in [&file.tokens, &file.words()] {
        let mut at = 0;
        for token in tokens {
            assert_eq!(token.span.start, at, "{source:?}: {token:?}");
            assert!(source.is_char_boundary(token.span.end as usize) && token.span.end > at, "{source:?}");
            at = token.span.end;
        }
        assert_eq!(at as usize, source.len(), "{source:?}");
    }
}

#[test]
fn continuations_join_lines() {
    let source = "FROM a\nRUN one \\\n  # a note\n\n  && two\\\n&& three\nUSER x";
    assert_eq!(show(source), ["FROM 1-1 [\"a\"]", "RUN 2-6 [\"one   && two&& three\"]", "USER 7-7 [\"x\"]"]);
    let file = parse(source);
    assert_eq!(file.instructions[1].empty_lines, [Span::new(28, 29)]);
    assert_eq!(file.comments.len(), 1);
    assert_tiles(source);
}

#[test]
fn escape_characters() {
    assert_eq!(
        show("# escape=`\nFROM a\nRUN dir C:\\\nUSER `\n x"),
        ["FROM 2-2 [\"a\"]", "RUN 3-3 [\"dir C:\\\\\"]", "USER 4-5 [\"x\"]"]
    );
    // Two at the end of a line do not continue it, and an ordinary comment ends the directives.
    assert_eq!(show("# note\n# escape=`\nRUN a\\\\\nRUN b `\nRUN c").len(), 3);
    assert_eq!(show("FR\\\nOM a\\"), ["FROM 1-2 [\"a\"]"]);
}

#[test]
fn forms_of_arguments() {
    assert_eq!(show("CMD [\"a\", \"b c\"]"), ["CMD 1-1 [\"a\", \"b c\"] exec"]);
    assert_eq!(show("CMD ['a']"), ["CMD 1-1 [\"['a']\"]"]);
    assert_eq!(show("COPY --from=x --link a b /c"), ["COPY 1-1 --from=x --link [\"a\", \"b\", \"/c\"]"]);
    assert_eq!(show("ENV A=1 B=\"x y\""), ["ENV 1-1 [\"A\", \"1\", \"=\", \"B\", \"\\\"x y\\\"\", \"=\"]"]);
    assert_eq!(show("ENV A b  c"), ["ENV 1-1 [\"A\", \"b  c\", \"\"]"]);
    assert_eq!(
        show("HEALTHCHECK --retries=2 CMD [\"x\"]"),
        ["HEALTHCHECK 1-1 --retries=2 [\"CMD\", \"x\"] exec"]
    );
    let file = parse("ONBUILD COPY --link a b");
    let Arguments::Trigger(trigger) = &file.instructions[0].arguments else { panic!("no trigger") };
    assert_eq!((trigger.keyword, trigger.flags[0].span), (Keyword::Copy, Span::new(13, 19)));
}

#[test]
fn heredocs_are_bodies() {
    let source = "RUN <<EOF cat && <<-\"X\" tr a b\necho\nEOF\n\ty\n\tX\nUSER a\n";
    assert_eq!(
        show(source)[0],
        "RUN 1-5 [\"<<EOF cat && <<-\\\"X\\\" tr a b\"] <<EOF:\"echo\\n\" <<X:\"\\ty\\n\""
    );
    assert_eq!(show(source).len(), 2);
    assert_tiles(source);
    assert_eq!(show("RUN echo it's <<EOF\nEOF").len(), 2);
}

#[test]
fn an_unclosed_heredoc_ends_where_an_instruction_seems_to_begin() {
    let source = "FROM a\nRUN <<EOF\necho\nCOPY a b\n";
    let file = parse(source);
    assert_eq!(errors(&file), [(ErrorCode::UnterminatedHeredoc, 2, 4)]);
    assert_eq!(file.instructions.len(), 3);
    assert_tiles(source);
}

#[test]
fn errors_do_not_hide_each_other() {
    let file = parse("FROM a\nENV A=1 B\nLABEL x\nCMD [1]\nRUN ok\n");
    let expected = [
        (ErrorCode::MissingEquals, 2, 2),
        (ErrorCode::MissingValue, 3, 3),
        (ErrorCode::InvalidJsonArray, 4, 4),
    ];
    assert_eq!(errors(&file), expected);
    assert_eq!(file.instructions.len(), 5);
    assert_eq!(
        errors(&parse("# escape=x\n# escape=`\nFROM a")),
        [(ErrorCode::InvalidEscapeDirective, 0, 0), (ErrorCode::DuplicateDirective, 1, 1)]
    );
    assert_eq!(errors(&parse("")), [(ErrorCode::EmptyFile, 0, 0)]);
    assert_eq!(errors(&parse("# a\n\n")), [(ErrorCode::NoInstructions, 2, 2)]);
}

#[test]
fn long_lines_are_refused_but_read() {
    let source = format!("FROM a\nRUN {}\nUSER x\n", "y".repeat(super::MAX_LINE_BYTES));
    let file = parse(&source);
    assert_eq!(errors(&file), [(ErrorCode::LineTooLong, 1, 1)]);
    assert_eq!(file.instructions.len(), 3);
}

#[test]
fn everything_tiles() {
    for source in [
        "\u{feff}FROM a\r\n",
        " \t FROM\u{a0}a",
        "#\n # x\n\tRUN \\\n\\\n\n \\ \nb",
        "RUN --mount=a --\tx\rb",
        "ONBUILD RUN <<A\nb\nA\nx",
        "\\\n",
        "\\",
        "ENV é=\"ü\\\n ö\" x=1",
        "HEALTHCHECK  CMD  [\"a\"]  ",
        "COPY [\"a b\", \"c\"] \n#",
    ] {
        assert_tiles(source);
    }
}

#[test]
fn comments_belong_to_the_next_instruction() {
    let file = parse("# forgotten\n#\n# kept\n\n  # indented\nFROM a\nRUN b");
    let texts: Vec<&str> =
        file.instructions[0].comments.iter().map(|comment| comment.text.as_str()).collect();
    assert_eq!(texts, ["kept", "# indented"]);
    assert!(file.instructions[1].comments.is_empty());
}

#[test]
fn words_know_their_kind() {
    let source = "COPY --from=b x \\\n  /y";
    let kinds: Vec<(TokenKind, &str)> =
        parse(source).words().iter().map(|token| (token.kind, token.span.of(source))).collect();
    assert_eq!(kinds[0], (TokenKind::Keyword, "COPY"));
    assert_eq!(kinds[2], (TokenKind::Flag, "--from=b"));
    assert_eq!(kinds[4], (TokenKind::Word, "x"));
    assert!(kinds.contains(&(TokenKind::Word, "/y")));
}

#[test]
fn heredocs_behind_one_without_an_end_are_found() {
    let ends = |source: &str| -> Vec<bool> {
        let file = parse(source);
        file.instructions
            .iter()
            .flat_map(|node| &node.heredocs)
            .map(|heredoc| heredoc.is_terminated)
            .collect()
    };
    assert_eq!(ends("RUN <<A\nRUN <<B\nb\nB\nRUN <<A\nRUN <<B\nx"), [false, true, false, false]);
    assert_eq!(ends("RUN <<-A\nRUN <<-B\nb\n\tB\nRUN <<B\n\tB"), [false, true, false]);
    assert_eq!(ends("RUN <<A\nRUN <<-A\n\tA\n"), [false, true]);
    assert_eq!(ends(&"RUN <<A\n".repeat(50_000)), [false; 50_000]);
}
