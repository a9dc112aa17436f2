use crate::explain::{Entry, Source, Topic};
use crate::syntax::Keyword;

pub(super) const ENTRIES: &[Entry] = &[Entry {
    topic: Topic::Keyword(Keyword::Shell),
    title: "SHELL",
    summary: "Sets the shell that runs the shell form of the RUN, CMD, ENTRYPOINT and HEALTHCHECK lines below.",
    body: "It is `/bin/sh -c` on Linux and `cmd /S /C` on Windows otherwise. `[\"/bin/bash\", \"-o\", \"pipefail\", \"-c\"]` makes a \
        pipe fail when any part of it fails. Podman and other builders of OCI images ignore it unless they write the Docker \
        format.",
    sources: &[Source::Reference("shell")],
    see_also: &[Topic::Concept("pipefail"), Topic::Concept("shell-and-exec-form")],
}];
