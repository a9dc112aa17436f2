use crate::explain::{Entry, Source, Topic};
use crate::syntax::Keyword;

pub(super) const ENTRIES: &[Entry] = &[Entry {
    topic: Topic::Keyword(Keyword::Stopsignal),
    title: "STOPSIGNAL",
    summary: "Sets the signal that `docker stop` sends first; SIGTERM unless set.",
    body: "After ten seconds, unless told otherwise, `SIGKILL` follows. Set it for programs that finish cleanly on another \
        signal: nginx and php-fpm drain their requests on `SIGQUIT`, PostgreSQL shuts down fast on `SIGINT`.",
    sources: &[Source::Reference("stopsignal")],
    see_also: &[Topic::Concept("pid-1")],
}];
