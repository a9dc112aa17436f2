//! The flags of each instruction, and what can stand behind them.

use crate::syntax::Keyword;

/// A flag and what it does in a few words. A name that ends in `=` takes a value.
pub type FlagEntry = (&'static str, &'static str);

/// The flags of an instruction, in the order of the reference.
pub fn flags_of(keyword: Keyword) -> &'static [FlagEntry] {
    match keyword {
        Keyword::From => &[("--platform=", "platform of the image")],
        Keyword::Run => &[
            ("--mount=", "files from elsewhere, caches, secrets"),
            ("--network=", "default, none or host"),
            ("--security=", "sandbox or insecure"),
            ("--device=", "a device of the builder"),
        ],
        Keyword::Copy => &[
            ("--from=", "a stage, image or context to copy from"),
            ("--chown=", "owner of the copies"),
            ("--chmod=", "permissions of the copies"),
            ("--link", "a layer of its own, whatever lies below"),
            ("--parents", "keep the folders of the sources"),
            ("--exclude=", "files to leave out"),
        ],
        Keyword::Add => &[
            ("--checksum=", "digest a download must have"),
            ("--keep-git-dir=", "keep .git of a repository"),
            ("--chown=", "owner of the copies"),
            ("--chmod=", "permissions of the copies"),
            ("--link", "a layer of its own, whatever lies below"),
            ("--unpack=", "unpack an archive or leave it"),
            ("--exclude=", "files to leave out"),
        ],
        Keyword::Healthcheck => &[
            ("--interval=", "time between checks, 30s unless told"),
            ("--timeout=", "how long a check may take, 30s unless told"),
            ("--start-period=", "time to start, in which failures do not count"),
            ("--start-interval=", "time between checks while it starts"),
            ("--retries=", "failures in a row until it is unhealthy"),
        ],
        _ => &[],
    }
}

/// What may stand in the value of `--mount=` behind a comma, by the type of the mount.
pub fn mount_keys(kind: &str) -> &'static [FlagEntry] {
    match kind {
        "cache" => &[
            ("target=", "where it is mounted"),
            ("id=", "name of the cache; the target unless told"),
            ("sharing=", "shared, private or locked"),
            ("from=", "stage or image it starts with"),
            ("source=", "folder of that stage or image"),
            ("mode=", "permissions of a new cache"),
            ("uid=", "owner of a new cache"),
            ("gid=", "group of a new cache"),
            ("readonly", "refuse to write"),
        ],
        "tmpfs" => &[("target=", "where it is mounted"), ("size=", "most bytes it may hold")],
        "secret" => &[
            ("id=", "name of the secret"),
            ("target=", "file it is mounted as"),
            ("env=", "variable it is put into"),
            ("required", "fail where it is not given"),
            ("mode=", "permissions of the file"),
            ("uid=", "owner of the file"),
            ("gid=", "group of the file"),
        ],
        "ssh" => &[
            ("id=", "name of the agent or key"),
            ("target=", "path of the socket"),
            ("required", "fail where it is not given"),
        ],
        _ => &[
            ("target=", "where it is mounted"),
            ("source=", "what is mounted"),
            ("from=", "stage, image or context it comes from"),
            ("rw", "let the command write; nothing is kept"),
        ],
    }
}

/// The types of a mount.
pub const MOUNT_TYPES: &[FlagEntry] = &[
    ("bind", "files of the context, a stage or an image"),
    ("cache", "a folder that outlives the build"),
    ("secret", "a secret, in no layer"),
    ("ssh", "the agent of the builder"),
    ("tmpfs", "a folder in memory"),
];
