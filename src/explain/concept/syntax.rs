//! How a Dockerfile is written, with its parser directives.

use crate::explain::entry::concept;
use crate::explain::{Entry, Source, Topic};

pub(super) const ENTRIES: &[Entry] = &[
    Entry {
        topic: Topic::Directive("check"),
        title: "# check=",
        summary: "Sets which build checks are skipped and whether a finding fails the build.",
        body: "`skip=all` or `skip=Name,Name` leaves checks out; `error=true` makes findings fail the build.",
        sources: &[Source::Reference("check"), Source::Building("checks/")],
        see_also: &[],
    },
    Entry {
        topic: Topic::Directive("escape"),
        title: "# escape=",
        summary: "Sets the character that joins lines and escapes others: a backslash or a backtick.",
        body: "The backtick is for Windows, where the backslash parts the folders of a path: a line that ends in `C:\\` would otherwise \
            swallow the next one.",
        sources: &[Source::Reference("escape")],
        see_also: &[Topic::Concept("continuation")],
    },
    Entry {
        topic: Topic::Directive("syntax"),
        title: "# syntax=",
        summary: "Names the image of the Dockerfile frontend that BuildKit fetches to read this file.",
        body: "`docker/dockerfile:1` always brings the newest stable features, such as `RUN --mount` and heredocs, whatever the age of the \
            Docker engine; `1.7` stays with that minor version. Without the line the version built into BuildKit is used.\n\nIt has to \
            stand above everything else, on the first line, or it is only a comment.",
        sources: &[Source::Reference("syntax"), Source::Building("buildkit/frontend/")],
        see_also: &[Topic::Concept("heredoc")],
    },
    concept(
        "comment",
        "Comments",
        "A line that begins with `#` is ignored; a `#` further right belongs to the instruction.",
        "Comments may stand between continuation lines. A comment right above a `FROM` or `ARG` that begins with its name describes it in \
            `docker build --call=outline`.",
        &[Source::Reference("format")],
    ),
    concept(
        "continuation",
        "Continuation lines",
        "A backslash at the very end of a line joins it with the next one.",
        "A blank after it is forgiven, an empty line inside is only forgiven with a warning.",
        &[Source::Reference("escape")],
    ),
    concept(
        "heredoc",
        "Heredocs",
        "The lines up to the end word are the script of RUN, or the content of a file for COPY and ADD.",
        "Variables are replaced unless the word is quoted, as in `<<\"EOF\"`; `<<-` removes leading tabs. A script in a heredoc goes on \
            after a failed line unless it begins with `set -e`.",
        &[Source::Reference("here-documents")],
    ),
    concept(
        "instruction",
        "Instructions",
        "A keyword and its arguments. By custom the keyword is in upper case.",
        "",
        &[Source::Reference("format")],
    ),
    concept(
        "variable",
        "Variables",
        "`$NAME` or `${NAME}` is replaced by the value of an ARG or ENV above; `${NAME:-x}` is `x` where it is unset.",
        "BuildKit replaces them in `FROM`, `COPY`, `ENV`, `WORKDIR` and the like. In `RUN`, `CMD` and `ENTRYPOINT` it is the shell that \
            does, so the exec form leaves them as they are.",
        &[Source::Reference("environment-replacement")],
    ),
];
