use super::{Add, Copy, Kind, Mount, Run, Source};
use crate::syntax::{Pair, Word};

/// The words that BuildKit expands in a stage, in the order in which it does; nothing for ARG, ENV, FROM, USER and
/// WORKDIR, whose words it expands one after the other with effects between them.
///
/// Heredoc bodies of ADD and COPY are expanded too; they are no words.
pub fn expanded_words(kind: &Kind) -> Vec<&Word> {
    match kind {
        Kind::Add(add) => of_add(add),
        Kind::Copy(copy) => of_copy(copy),
        Kind::Expose(expose) => expose.ports.iter().collect(),
        Kind::Label(label) => of_pairs(&label.pairs),
        Kind::Stopsignal(stopsignal) => vec![&stopsignal.signal],
        Kind::Volume(volume) => volume.paths.iter().collect(),
        Kind::Run(run) => of_run(run),
        Kind::Arg(_) | Kind::Env(_) | Kind::From(_) | Kind::User(_) | Kind::Workdir(_) => Vec::new(),
        Kind::Cmd(_) | Kind::Entrypoint(_) | Kind::Healthcheck(_) | Kind::Shell(_) => Vec::new(),
        Kind::Maintainer(_) | Kind::Onbuild(_) => Vec::new(),
    }
}

fn of_add(add: &Add) -> Vec<&Word> {
    let flags = [&add.chown, &add.chmod, &add.checksum];
    flags.into_iter().flatten().chain(paths(&add.sources)).chain([&add.destination]).collect()
}

fn of_copy(copy: &Copy) -> Vec<&Word> {
    let flags = [&copy.chown, &copy.chmod];
    flags.into_iter().flatten().chain(paths(&copy.sources)).chain([&copy.destination]).collect()
}

fn paths(sources: &[Source]) -> impl Iterator<Item = &Word> {
    sources.iter().filter_map(super::paths::path)
}

fn of_pairs(pairs: &[Pair]) -> Vec<&Word> {
    pairs.iter().flat_map(|pair| [&pair.name, &pair.value]).collect()
}

fn of_run(run: &Run) -> Vec<&Word> {
    run.mounts.iter().flat_map(|mount: &Mount| &mount.values).collect()
}

#[test]
fn vectors() {
    use super::vectors::accepted;
    for (source, words) in [
        ("COPY --from=$A --chown=$B --exclude=$C $D <<$E /f\n$E\n", vec!["$B", "$D", "/f"]),
        ("ADD --checksum=$A http://x /y", vec!["$A", "http://x", "/y"]),
        ("LABEL $A=$B", vec!["$A", "$B"]),
        ("RUN --mount=type=cache,from=a,target=$T,ro $A", vec!["cache", "$T"]),
        ("EXPOSE $A $B", vec!["$A", "$B"]),
        ("CMD $A", vec![]),
    ] {
        let kind = accepted(source);
        let seen: Vec<&str> = expanded_words(&kind).into_iter().map(|word| word.text.as_str()).collect();
        assert_eq!(seen, words, "{source}");
    }
}
