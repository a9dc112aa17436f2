use crate::explain::{Entry, Source, Topic};
use crate::syntax::Keyword;

pub(super) const ENTRIES: &[Entry] = &[Entry {
    topic: Topic::Keyword(Keyword::Expose),
    title: "EXPOSE",
    summary: "Notes on which ports the container listens; it opens nothing by itself.",
    body: "`docker run -p 8080:80` publishes a port, with or without `EXPOSE`; `-P` publishes all the exposed ones on random \
        ports. Containers on the same network reach each other without it.\n\nThe protocol is TCP unless `/udp` follows.",
    sources: &[Source::Reference("expose")],
    see_also: &[],
}];
