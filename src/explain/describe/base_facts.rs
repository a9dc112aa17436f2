use crate::explain::words::{code, list};
use crate::model::{BaseFacts, System};

/// What a well-known image brings, in sentences behind another; empty where nothing is known.
pub(super) fn sentences(known: &BaseFacts) -> String {
    let mut text = String::new();
    if let Some(inside) = known.system.map(inside).filter(|words| !words.is_empty()) {
        text += &format!(" {inside}.");
    }
    let settings = settings(known);
    if !settings.is_empty() {
        text += &format!(" As its documentation says, it sets {}.", list(&settings, "and"));
    }
    if let Some(user) = known.spare_user {
        text += &format!(" It has a user {}, but runs as root until `USER` says otherwise.", code(user));
    }
    text
}

fn inside(system: &System) -> String {
    let mut words = Vec::new();
    match (system.shell, system.has_bash) {
        (None, _) => return "It has no shell, so commands in shell form do not run".to_owned(),
        (Some("" | "bash"), _) => {}
        (Some(shell), true) => words.push(format!("its `/bin/sh` is {shell}, not bash")),
        (Some(shell), false) => words.push(format!("its `/bin/sh` is {shell}, and there is no bash")),
    }
    if system.libc == "musl" {
        words.push("its C library is musl, so programs built for glibc do not run".to_owned());
    }
    if !system.packages.is_empty() {
        words.push(format!("packages come with {}", code(system.packages)));
    }
    crate::text::capitalized(&words.join("; "))
}

/// What its config holds besides variables whose values change with the version.
fn settings(known: &BaseFacts) -> Vec<String> {
    let mut words = Vec::new();
    words.extend(known.user.map(|user| format!("the user {}", code(user))));
    words.extend(known.working_dir.map(|dir| format!("the folder {}", code(dir))));
    let variables = known.env.iter().filter(|(_, value)| !value.is_empty());
    words.extend(variables.map(|(name, value)| code(&format!("{name}={value}"))));
    words.extend(
        known
            .process
            .filter(|(entrypoint, _)| !entrypoint.is_empty())
            .map(|(entrypoint, _)| format!("the entrypoint {}", code(&entrypoint.join(" ")))),
    );
    if !known.ports.is_empty() {
        words.push(format!("the port {}", known.ports.join(" and ")));
    }
    words
}

#[test]
fn what_is_told() {
    use crate::instruction::ImageRef;
    let told = |name: &str| sentences(&crate::model::base_facts(&ImageRef::parse(name).unwrap()));
    assert_eq!(
        told("alpine:3.22"),
        " Its `/bin/sh` is BusyBox ash, and there is no bash; its C library is musl, so programs built for glibc do not run; \
         packages come with `apk`."
    );
    assert_eq!(told("me/app"), "");
    assert!(told("gcr.io/distroless/cc:nonroot").contains("It has no shell, so commands in shell form do not run. As its documentation says, it sets the user `65532`."));
    assert!(told("node:22").ends_with("It has a user `node`, but runs as root until `USER` says otherwise."));
    assert!(told("fedora:43").contains(" Packages come with `dnf`."));
}
