//! Texts that make slow or deep what is quadratic or recursive.

/// A text of about `bytes` for each thing that may stand many times or in itself, with its name.
pub fn all(bytes: usize) -> Vec<(&'static str, String)> {
    let row = |head: &str, piece: &str| format!("{head}{}", piece.repeat(bytes / piece.len()));
    let nested = |head: &str, open: &str, close: &str| {
        let depth = bytes / (open.len() + close.len());
        format!("{head}{}x{}", open.repeat(depth), close.repeat(depth))
    };
    let numbered = |head: &str, line: &dyn Fn(usize) -> String| {
        let lines: String = (0..bytes / 20).map(line).collect();
        format!("{head}{lines}")
    };
    vec![
        ("continuation lines", row("FROM a\nRUN ", "x \\\n")),
        ("blank continuation lines", row("FROM a\nRUN x \\\n", "\n")),
        ("comments within a line", row("FROM a\nRUN x \\\n", "# c\n")),
        ("heredoc words", row("FROM a\nRUN cat ", "<<A ")),
        ("heredocs", row("FROM a\n", "RUN <<E\nx\nE\n")),
        ("heredocs without an end", row("FROM a\n", "RUN <<E\n")),
        ("copied heredocs without an end", row("FROM a\n", "COPY <<-E /x\n")),
        ("flags", row("FROM a\nCOPY ", "--x ")),
        ("mounts", row("FROM a\nRUN ", "--mount=type=cache,target=/x ")),
        ("fields of a mount", row("FROM a\nRUN --mount=", "a=b,")),
        ("quoted fields", row("FROM a\nRUN --mount='", "\"a\",")),
        ("open expansions", row("FROM a\nENV A=", "${a:-")),
        ("double quotes", row("FROM a\nRUN ", "\"")),
        ("single quotes", row("FROM a\nENV A=", "'")),
        ("mixed quotes", row("FROM a\nENV A=", "\"'")),
        ("dollars", row("FROM a\nENV A=", "$")),
        ("brackets", row("FROM a\nCMD ", "[")),
        ("JSON strings", row("FROM a\nCMD [\"a\"", ",\"a\"")),
        ("operators", row("FROM a\nRUN a", "&& a")),
        ("pipes", row("FROM a\nRUN a", "| a")),
        ("open substitutions", row("FROM a\nRUN ", "$(")),
        ("open arithmetic", row("FROM a\nRUN ", "$((")),
        ("backquotes", row("FROM a\nRUN ", "`")),
        ("escaped backquotes", row("FROM a\nRUN ", "`\\")),
        ("subshells", row("FROM a\nRUN ", "(")),
        ("braces", row("FROM a\nRUN ", "{ ")),
        ("ifs", row("FROM a\nRUN ", "if ")),
        ("cases", row("FROM a\nRUN ", "case a in a) ")),
        ("heredocs of the shell", row("FROM a\nRUN <<E\n", "cat <<A\n")),
        ("ONBUILD in itself", row("FROM a\n", "ONBUILD ")),
        ("ONBUILD lines", row("FROM a\n", "ONBUILD RUN x\n")),
        ("ARG lines", row("", "ARG A=$A\n")),
        ("ENV lines", row("FROM a\nENV A=1\n", "ENV A=$A$A\n")),
        ("WORKDIR lines", row("FROM a\n", "WORKDIR a\n")),
        ("RUN lines", row("FROM a\n", "RUN a\n")),
        ("COPY words", row("FROM a\nCOPY ", "a ")),
        ("packages", row("FROM a\nRUN apt-get install -y ", "x ")),
        ("stages", row("", "FROM a AS b\n")),
        ("no instructions", row("", "x\n")),
        ("shell lines", row("FROM a\n", "&& x\n")),
        ("directives", row("", "# escape=`\n")),
        ("comments", row("", "# x\n")),
        ("line ends", row("", "\n")),
        ("one word", row("", "x")),
        ("zeros", row("", "\0")),
        ("emoji", row("", "😀")),
        ("components of an image", row("FROM ", "a/")),
        ("ports", row("FROM a\nEXPOSE ", "80 ")),
        ("nested expansions", nested("FROM a\nENV A=", "${a:-", "}")),
        ("nested expansions of the shell", nested("FROM a\nRUN echo ", "${a:-", "}")),
        ("nested substitutions", nested("FROM a\nRUN ", "$(", ")")),
        ("nested arrays", nested("FROM a\nCMD ", "[", "]")),
        ("variables", numbered("FROM a\n", &|index| format!("ENV A{index}=$A{}\n", index.saturating_sub(1)))),
        ("build arguments", numbered("", &|index| format!("ARG A{index}=b{}\n", index.saturating_sub(1)))),
        (
            "a chain of stages",
            numbered("FROM a AS s0\n", &|index| format!("FROM s{} AS s{index}\n", index.saturating_sub(1))),
        ),
        (
            "images",
            numbered("FROM a\n", &|index| format!("COPY --from=i{index} a b{}\n", index.saturating_sub(1))),
        ),
    ]
}
