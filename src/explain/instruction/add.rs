use crate::explain::entry::flag;
use crate::explain::{Entry, Source, Topic};
use crate::syntax::Keyword;

pub(super) const ENTRIES: &[Entry] = &[
    Entry {
        topic: Topic::Keyword(Keyword::Add),
        title: "ADD",
        summary: "Copies files like COPY, and can also unpack local archives and fetch URLs and git repositories.",
        body: "A local tar archive is unpacked at the destination; an archive from a URL is stored as it is unless `--unpack` \
            says otherwise.\n\nUse `COPY` for plain files, because it has no surprises, and `ADD --checksum` rather than \
            `curl` for a download that only feeds the build: it is cached and verified.",
        sources: &[Source::Reference("add"), Source::Building("building/best-practices/#add-or-copy")],
        see_also: &[Topic::Keyword(Keyword::Copy)],
    },
    flag(
        Keyword::Add,
        "checksum",
        "ADD --checksum",
        "Fails the build unless the download has this checksum.",
        "It works for one HTTP or git source. What was verified once cannot change later without anybody noticing.",
        &[Source::Reference("add---checksum")],
    ),
    flag(
        Keyword::Add,
        "chmod",
        "ADD --chmod",
        "Sets the permissions of what is added.",
        "",
        &[Source::Reference("add---chmod")],
    ),
    flag(
        Keyword::Add,
        "chown",
        "ADD --chown",
        "Sets the owner of what is added; without it everything belongs to root.",
        "Without it an unpacked archive keeps the owners that it names itself.",
        &[Source::Reference("add---chown")],
    ),
    flag(
        Keyword::Add,
        "exclude",
        "ADD --exclude",
        "Leaves out the files that match this pattern; may be given more than once.",
        "",
        &[Source::Reference("add---exclude")],
    ),
    flag(
        Keyword::Add,
        "keep-git-dir",
        "ADD --keep-git-dir",
        "Keeps the `.git` folder of a repository that is added.",
        "",
        &[Source::Reference("add---keep-git-dir")],
    ),
    flag(
        Keyword::Add,
        "link",
        "ADD --link",
        "Puts the files into a layer of their own, which stays valid when earlier layers change.",
        "",
        &[Source::Reference("add---link")],
    ),
    flag(
        Keyword::Add,
        "unpack",
        "ADD --unpack",
        "Decides whether a tar archive is unpacked: by default a local one is and a downloaded one is not.",
        "",
        &[Source::Reference("add---unpack")],
    ),
];
