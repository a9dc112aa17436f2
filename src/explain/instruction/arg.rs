use crate::explain::{Entry, Source, Topic};
use crate::syntax::Keyword;

pub(super) const ENTRIES: &[Entry] = &[Entry {
    topic: Topic::Keyword(Keyword::Arg),
    title: "ARG",
    summary: "Declares a build argument: a variable that only the build sees, set by `--build-arg` or by its default.",
    body: "The container does not get it, yet the image history can show it: never pass secrets this way.\n\nAn `ARG` before \
        the first `FROM` can be used in `FROM` lines only; a stage sees it after it repeats `ARG NAME`. Where a value changes, \
        the cache is lost from the first step that can see it, so declare it as late as possible.",
    sources: &[Source::Reference("arg"), Source::Reference("scope")],
    see_also: &[Topic::Keyword(Keyword::Env), Topic::Concept("arg-and-env")],
}];
