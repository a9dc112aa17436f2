//! What a command comes to, in words.

use crate::explain::words::{code, list, number};

/// What a command comes to. The order is that of weight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Verb {
    Install,
    Wheels,
    Compile,
    CreateUser,
    RunDownload,
    Clone,
    Download,
    Publish,
    Remove,
    Upgrade,
    Verify,
    Unpack,
    Fetch,
    CleanLists,
    CleanCache,
    CleanTemporary,
    Delete,
    Owner,
    Write,
    Append,
    Edit,
    Copy,
    Move,
    Link,
    Permission,
    Folder,
    Lists,
    Program,
}

/// A verb with what it works on.
pub(super) struct Action {
    pub verb: Verb,
    pub objects: Vec<String>,
    /// Whether some objects are not known before the build.
    pub is_open: bool,
}

/// A verb and its objects, without capital and full stop.
pub(super) fn phrase(action: &Action) -> String {
    let objects = named(action);
    let or = |fallback: &str| objects.clone().unwrap_or_else(|| fallback.to_owned());
    match action.verb {
        Verb::Install => format!("installs {}", or("packages")),
        Verb::Wheels => format!("builds {}", action.objects.first().map(String::as_str).unwrap_or("wheels")),
        Verb::Compile => "builds the program from source".to_owned(),
        Verb::Publish => "compiles the project and collects what it needs to run".to_owned(),
        Verb::CreateUser => {
            format!("makes the user {}", action.objects.first().map(String::as_str).unwrap_or_default())
        }
        Verb::RunDownload => match objects {
            Some(hosts) => format!("downloads a script from {hosts} and runs it"),
            None => "downloads a script and runs it".to_owned(),
        },
        Verb::Download => match objects {
            Some(hosts) => format!("downloads from {hosts}"),
            None => "downloads files".to_owned(),
        },
        Verb::Clone => match objects {
            Some(repository) => format!("clones {repository}"),
            None => "clones a repository".to_owned(),
        },
        Verb::Remove => format!("removes {}", or("packages")),
        Verb::Upgrade => "upgrades the installed packages".to_owned(),
        Verb::Verify => "checks that files are what was expected".to_owned(),
        Verb::Unpack => "unpacks an archive".to_owned(),
        Verb::Fetch => "downloads what the project depends on".to_owned(),
        Verb::CleanLists => "deletes the package lists so that they never reach the layer".to_owned(),
        Verb::CleanCache => "cleans up caches".to_owned(),
        Verb::CleanTemporary => "deletes temporary files".to_owned(),
        Verb::Delete => format!("deletes {}", or("files")),
        Verb::Owner => format!("changes the owner of {}", or("files")),
        Verb::Write => format!("writes {}", or("files")),
        Verb::Edit => format!("edits {}", or("files")),
        Verb::Append => format!("adds to {}", or("files")),
        Verb::Copy => match objects {
            Some(places) => format!("copies files to {places}"),
            None => "copies files".to_owned(),
        },
        Verb::Move => match objects {
            Some(places) => format!("moves files to {places}"),
            None => "moves files".to_owned(),
        },
        Verb::Link => format!("links {}", or("files")),
        Verb::Permission => format!("changes the permissions of {}", or("files")),
        Verb::Folder => match (objects, action.objects.len()) {
            (Some(folder), 1) => format!("makes the folder {folder}"),
            (Some(folders), 2..=3) => format!("makes the folders {folders}"),
            (Some(folders), _) => format!("makes {folders}"),
            (None, _) => "makes folders".to_owned(),
        },
        Verb::Lists => "downloads the package lists".to_owned(),
        Verb::Program => format!("runs {}", or("a program")),
    }
}

/// An object that already is a phrase, not a name.
pub(super) fn ready(phrase: &str) -> String {
    format!("{READY}{phrase}")
}

/// What marks a phrase among objects; no shell word holds it.
const READY: char = '\u{1}';

/// The objects by name where they are few, else their number. `None` where nothing is known.
fn named(action: &Action) -> Option<String> {
    let noun = match action.verb {
        Verb::Install | Verb::Remove => "packages",
        Verb::Folder => "folders",
        Verb::Download | Verb::RunDownload => "hosts",
        _ => "files",
    };
    let (ready, names): (Vec<&String>, Vec<&String>) =
        action.objects.iter().partition(|object| object.starts_with(READY));
    let mut shown: Vec<String> = match (names.len(), action.is_open) {
        (0, false) => Vec::new(),
        (0, true) if ready.is_empty() => return None,
        (1..=3, false) => names.iter().map(|name| code(name)).collect(),
        (1..=3, true) if noun == "packages" => {
            let names: Vec<String> = names.iter().map(|name| code(name)).collect();
            return Some(format!("packages, among them {}", list(&names, "and")));
        }
        (count, false) => vec![format!("{} {noun}", number(count))],
        (_, true) => vec![noun.to_owned()],
    };
    shown.extend(ready.iter().map(|phrase| phrase.trim_start_matches(READY).to_owned()));
    (!shown.is_empty()).then(|| list(&shown, "and"))
}
