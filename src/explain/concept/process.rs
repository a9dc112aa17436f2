//! How commands run, in the build and in the container.

use crate::explain::entry::concept;
use crate::explain::{Entry, Source};

pub(super) const ENTRIES: &[Entry] = &[
    concept(
        "and-list",
        "&&",
        "Runs the next command only if this one succeeded, so that a failure stops the build.",
        "With `;` the step goes on after a failure and only the last command decides whether it succeeded.",
        &[Source::Reference("shell-form")],
    ),
    concept(
        "background",
        "&",
        "Runs the command in the background while the next one starts; at the end of a build step it is killed.",
        "",
        &[],
    ),
    concept(
        "glob",
        "Patterns",
        "`*` stands for any characters but `/`, `?` for one, and `[ab]` for one of a set.",
        "`COPY` follows the pattern rules of Go, the shell its own; a pattern that matches nothing makes `COPY` fail.",
        &[Source::Reference("copy")],
    ),
    concept("group", "Group", "Groups commands, so that they share redirects or a condition.", "", &[]),
    concept(
        "or-list",
        "||",
        "Runs the next command only if this one failed; `|| true` hides every failure.",
        "",
        &[Source::Reference("shell-form")],
    ),
    concept(
        "pid-1",
        "Process 1 and signals",
        "The first process of a container gets the signal of `docker stop` and has to end on it.",
        "The kernel ignores signals that process 1 has no handler for, and a shell in its place does not pass them on: the container is \
            then killed after ten seconds.\n\nWrite `CMD` in exec form, let scripts end with `exec \"$@\"`, and use `docker run --init` or \
            `tini` where nobody collects ended child processes.",
        &[
            Source::Reference("shell-form-entrypoint-example"),
            Source::Page("https://docs.docker.com/reference/cli/docker/container/run/#init"),
        ],
    ),
    concept(
        "pipe",
        "|",
        "Feeds the output of one command into the next; the shell only looks at whether the last one succeeded.",
        "A failed download in front of a pipe so goes unnoticed, unless the shell has `set -o pipefail`, which bash and BusyBox \
            `ash` know and the `dash` of Debian 13 and older does not.",
        &[Source::Building("building/best-practices/#using-pipes")],
    ),
    concept(
        "pipefail",
        "pipefail",
        "Makes a pipe fail when any of its commands fails, not just the last.",
        "Set it for all steps with `SHELL [\"/bin/bash\", \"-o\", \"pipefail\", \"-c\"]`.",
        &[Source::Building("building/best-practices/#using-pipes")],
    ),
    concept(
        "redirect",
        "Redirects",
        "`>` writes the output to a file, `>>` appends, `<` reads, and `2>&1` joins errors to the output.",
        "",
        &[],
    ),
    concept(
        "shell-and-exec-form",
        "Shell and exec form",
        "A plain command is run by a shell; a JSON array is run as it is, word by word.",
        "Only the shell form knows `$VARIABLES`, `&&`, pipes and patterns; only the exec form starts the program itself as process 1. An \
            array needs double quotes: with single quotes it is no JSON and becomes a shell command.",
        &[Source::Reference("shell-and-exec-form")],
    ),
    concept("substitution", "$(…)", "Runs the command inside and puts its output here.", "", &[]),
];
