//! What well-known environment variables and build arguments do, by subject.

mod language;
mod platform;
mod system;

use super::Entry;

/// Every table of this folder.
pub(super) const TABLES: &[&[Entry]] = &[language::ENTRIES, platform::ENTRIES, system::ENTRIES];

/// What a name tells by its ending, where no entry has it: ending and sentence. The longest endings come first.
pub(super) const ENDINGS: &[(&str, &str)] = &[
    ("_CHECKSUM", "By its name, a checksum that a download is compared with."),
    ("_PASSWORD", "By its name, a password: anyone who has the image can read it."),
    ("_ENDPOINT", "By its name, the address of a service."),
    ("_VERSION", "By its name, a version that other lines use."),
    ("_OPTIONS", "By its name, options for a program."),
    ("_SECRET", "By its name, a secret: anyone who has the image can read it."),
    ("_SHA256", "By its name, a checksum that a download is compared with."),
    ("_SHA512", "By its name, a checksum that a download is compared with."),
    ("_DIGEST", "By its name, a checksum that a download is compared with."),
    ("_PREFIX", "By its name, a folder under which something is installed."),
    ("_FLAGS", "By its name, options for a program."),
    ("_TOKEN", "By its name, a token: anyone who has the image can read it."),
    ("_HOME", "By its name, the folder of an installation."),
    ("_HOST", "By its name, the host of a service."),
    ("_PORT", "By its name, the port of a service."),
    ("_PATH", "By its name, a path."),
    ("_ROOT", "By its name, the folder of an installation."),
    ("_OPTS", "By its name, options for a program."),
    ("_ARGS", "By its name, options for a program."),
    ("_USER", "By its name, the name of a user."),
    ("_DIR", "By its name, a folder."),
    ("_URL", "By its name, the address of a download or service."),
    ("_URI", "By its name, the address of a download or service."),
    ("_MD5", "By its name, a checksum that a download is compared with."),
    ("_VER", "By its name, a version that other lines use."),
    ("_UID", "By its name, the number of a user."),
    ("_GID", "By its name, the number of a group."),
];
