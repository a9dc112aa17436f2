use crate::explain::{Entry, Source, Topic};
use crate::syntax::Keyword;

pub(super) const ENTRIES: &[Entry] = &[Entry {
    topic: Topic::Keyword(Keyword::Cmd),
    title: "CMD",
    summary: "Sets what a container runs by default; words behind the image name in `docker run` replace it.",
    body: "Nothing runs during the build. Only the last `CMD` of a stage counts. With an `ENTRYPOINT` in exec form, `CMD` holds \
        its default arguments.\n\nWrite it as a JSON array: the shell form puts `/bin/sh` in front, and that shell does not pass \
        signals on.",
    sources: &[Source::Reference("cmd"), Source::Reference("understand-how-cmd-and-entrypoint-interact")],
    see_also: &[
        Topic::Keyword(Keyword::Entrypoint),
        Topic::Concept("shell-and-exec-form"),
        Topic::Concept("pid-1"),
    ],
}];
