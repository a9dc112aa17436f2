use crate::explain::{Entry, Source, Topic};
use crate::syntax::Keyword;

pub(super) const ENTRIES: &[Entry] = &[Entry {
    topic: Topic::Keyword(Keyword::Env),
    title: "ENV",
    summary: "Sets environment variables for the rest of the stage and for every container of the image.",
    body: "Stages that start from this one inherit them. A value in the same `ENV` still sees the old values of its \
        neighbours.\n\nAnyone with the image can read them, so they are no place for secrets. `unset` in a later `RUN` does not \
        remove one; set it inside a single `RUN` where only that step needs it.",
    sources: &[Source::Reference("env"), Source::Reference("environment-replacement")],
    see_also: &[Topic::Keyword(Keyword::Arg), Topic::Concept("arg-and-env"), Topic::Concept("build-secret")],
}];
