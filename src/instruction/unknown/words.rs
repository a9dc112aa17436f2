//! Words that are no instruction and often stand where one is expected.

use crate::syntax::Keyword;

/// Programs that often stand alone on a line whose RUN or continuation was forgotten. Sorted.
pub(super) const PROGRAMS: &[&str] = &[
    "adduser",
    "apk",
    "apt",
    "apt-get",
    "awk",
    "bash",
    "bundle",
    "cargo",
    "cat",
    "cd",
    "chmod",
    "chown",
    "cmake",
    "composer",
    "conda",
    "cp",
    "curl",
    "dnf",
    "docker",
    "dpkg",
    "echo",
    "exit",
    "export",
    "find",
    "gem",
    "git",
    "go",
    "gpg",
    "gradle",
    "grep",
    "groupadd",
    "gunzip",
    "install",
    "java",
    "ln",
    "ls",
    "make",
    "mkdir",
    "mv",
    "mvn",
    "node",
    "npm",
    "npx",
    "php",
    "pip",
    "pip3",
    "pnpm",
    "poetry",
    "printf",
    "python",
    "python3",
    "rm",
    "rpm",
    "ruby",
    "rustup",
    "sed",
    "service",
    "set",
    "sh",
    "sleep",
    "source",
    "sudo",
    "systemctl",
    "tar",
    "tee",
    "test",
    "touch",
    "unzip",
    "useradd",
    "usermod",
    "uv",
    "wget",
    "xargs",
    "yarn",
    "yum",
    "zip",
    "zypper",
];

/// Words that stand for an instruction elsewhere, in upper case, and the instruction.
const SYNONYMS: &[(&str, Keyword)] = &[
    ("BASE", Keyword::From),
    ("CD", Keyword::Workdir),
    ("CHDIR", Keyword::Workdir),
    ("COMMAND", Keyword::Cmd),
    ("DIR", Keyword::Workdir),
    ("DIRECTORY", Keyword::Workdir),
    ("DOWNLOAD", Keyword::Add),
    ("ENVIRONMENT", Keyword::Env),
    ("EXEC", Keyword::Run),
    ("EXECUTE", Keyword::Run),
    ("EXPORT", Keyword::Env),
    ("IMAGE", Keyword::From),
    ("MOUNT", Keyword::Volume),
    ("PORT", Keyword::Expose),
    ("PORTS", Keyword::Expose),
    ("SCRIPT", Keyword::Run),
    ("SET", Keyword::Env),
    ("START", Keyword::Cmd),
];

/// Programs that are run on a Dockerfile, in a terminal.
const BUILDERS: [&str; 6] = ["buildah", "docker", "docker-buildx", "docker-compose", "nerdctl", "podman"];

/// Whether a word is a program that stands in RUN.
pub(super) fn is_program(word: &str) -> bool {
    PROGRAMS.binary_search(&word).is_ok()
}

/// Whether a word is a program that builds from a Dockerfile.
pub(super) fn is_builder(word: &str) -> bool {
    BUILDERS.contains(&word)
}

/// The instruction that a word in upper case stands for elsewhere, with what follows it.
pub(super) fn synonym(upper: &str, rest: &str) -> Option<Keyword> {
    let (_, keyword) = *SYNONYMS.iter().find(|(word, _)| *word == upper)?;
    let is_whole = !rest.is_empty() && (keyword != Keyword::Env || rest.contains('='));
    is_whole.then_some(keyword)
}

/// What to say of words that come from elsewhere.
pub(super) fn hint(upper: &str) -> &'static str {
    match upper {
        "INCLUDE" | "IMPORT" => {
            "; a Dockerfile cannot include another: start a stage from it with FROM, or copy from it with `COPY --from`"
        }
        "VERSION" => "; Dockerfiles have no version, apart from `# syntax=` on the first line",
        "AUTHOR" => "; write `LABEL org.opencontainers.image.authors=\"…\"`",
        "IF" | "ELSE" | "ENDIF" | "FOR" | "WHILE" => {
            "; there are no conditions or loops: use them inside RUN, or pick a stage with `FROM $NAME`"
        }
        "FI" | "DONE" | "THEN" | "DO" | "ESAC" => {
            "; it is of a shell: each line of RUN but the last ends in `\\`, or all stand in a heredoc"
        }
        "SAVE" | "LOCALLY" | "TARGET" => "; it is one of an Earthfile",
        _ if upper.starts_with('<') && upper.len() > 2 => {
            "; it is of HTML or XML, as in a page that was saved in place of the file"
        }
        "{" | "}" | "[" | "]" => "; it is of JSON or of a program",
        _ => "",
    }
}

#[test]
fn tables_are_sorted_and_hold_no_instructions() {
    assert!(PROGRAMS.is_sorted() && SYNONYMS.is_sorted_by_key(|(word, _)| word));
    let words = PROGRAMS.iter().chain(SYNONYMS.iter().map(|(word, _)| word)).chain(&BUILDERS);
    assert!(words.into_iter().all(|word| Keyword::parse(word) == Keyword::Unknown));
}
