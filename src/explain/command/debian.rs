use super::tool::{Opt, Sub, Tool, sub, tool};

/// Sorted by name.
pub(super) const TOOLS: &[Tool] = &[
    Tool {
        options: &[("-y --yes", "Asks nothing."), ("-u --update", "Updates the package lists afterwards.")],
        operands: "The repository to add.",
        ..tool("add-apt-repository apt-add-repository", "Adds a package repository to apt's sources.")
    },
    Tool {
        subs: APT,
        options: APT_OPTIONS,
        ..tool("apt", "Debian's package manager for people; `apt-get` is the stable form for scripts.")
    },
    Tool {
        subs: &[Sub {
            operands: "The package to show.",
            ..sub("policy", "Shows which versions of a package there are.")
        }],
        ..tool("apt-cache", "Asks the package lists.")
    },
    Tool { subs: APT, options: APT_OPTIONS, ..tool("apt-get", "Installs and removes Debian packages.") },
    Tool {
        body: "Newer Debian has no `apt-key`: put the key into `/etc/apt/keyrings` and name it with `signed-by=` in the source.",
        subs: &[
            Sub {
                operands: "The file with the key; `-` reads it from the pipe.",
                ..sub("add", "Trusts a key for all package sources.")
            },
            sub("adv", "Calls gpg, here mostly to fetch a key from a key server."),
        ],
        options: &[
            ("--keyserver", "The server the key comes from."),
            ("--recv-keys --recv", "Fetches the key with this id."),
            ("--keyserver-options", "Settings for the key server, such as a proxy."),
            ("--fetch-keys", "Fetches a key from an address."),
            ("--batch", "Asks nothing."),
        ],
        ..tool("apt-key", "Adds keys that packages are checked with; deprecated.")
    },
    Tool {
        subs: &[
            Sub {
                operands: "The packages.",
                ..sub("auto", "Marks packages as installed only for others, so that autoremove takes them.")
            },
            Sub { operands: "The packages.", ..sub("hold", "Keeps packages at their version.") },
            Sub {
                operands: "The packages.",
                ..sub("manual", "Marks packages as wanted, so that autoremove leaves them.")
            },
            sub("showmanual", "Lists the packages that were asked for, not pulled in."),
            Sub { operands: "The packages.", ..sub("unhold", "Lets packages be updated again.") },
        ],
        ..tool("apt-mark", "Notes why packages are installed.")
    },
    Tool {
        options: &[("-y --assume-yes", "Answers every question with yes.")],
        ..tool("aptitude", "Another front end to apt.")
    },
    tool("debconf-set-selections", "Answers in advance the questions that packages ask at installation."),
    Tool {
        options: &[
            ("-i --install", "Installs the package file."),
            ("-r --remove", "Removes the package but keeps its settings."),
            ("-P --purge", "Removes the package with its settings."),
            ("-l --list", "Lists packages."),
            ("-L --listfiles", "Lists the files of a package."),
            ("-S --search", "Finds the package a file belongs to."),
            ("-s --status", "Shows the state of a package."),
            ("--print-architecture", "Prints the architecture, such as `amd64`."),
            ("--add-architecture", "Allows packages of a further architecture, such as `i386`."),
            ("--configure", "Finishes the installation of unpacked packages."),
            ("-a --pending", "Takes all packages that wait for it."),
            ("--force-depends", "Turns missing dependencies into warnings."),
        ],
        operands: "The package files or packages.",
        body: "It does not fetch dependencies; `apt-get install ./file.deb` does.",
        ..tool("dpkg", "Installs a package file and answers questions about packages.")
    },
    Tool {
        options: &[
            ("--query -q", "Prints the value of one variable."),
            ("--export -s", "Prints commands that set all variables."),
        ],
        ..tool("dpkg-architecture", "Prints the names of this architecture.")
    },
    Tool {
        options: &[
            ("-W --show", "Shows packages in the given format."),
            ("-f --showformat", "How they are shown."),
            ("-S --search", "Finds the package a file belongs to."),
        ],
        ..tool("dpkg-query", "Asks the list of installed packages.")
    },
    Tool {
        options: &[
            ("-f --frontend", "How questions are asked."),
            ("-p --priority", "The least important question that is asked."),
            ("--force", "Also where the package is broken."),
        ],
        operands: "The package.",
        ..tool("dpkg-reconfigure", "Runs the set-up of an installed package again.")
    },
    Tool {
        operands: "The locales to make.",
        ..tool("locale-gen", "Makes locales, so that LANG can name them.")
    },
    Tool {
        options: &[
            ("-i --inputfile", "The language and country."),
            ("-f --charmap", "The encoding."),
            ("-c --force", "Goes on despite warnings."),
            ("-A --alias-file", "Where aliases are listed."),
        ],
        operands: "The locale to make.",
        ..tool("localedef", "Makes one locale.")
    },
    Tool {
        options: &[
            ("-c --codename", "The code name."),
            ("-s --short", "Without the label in front."),
            ("-i --id", "The distributor."),
            ("-r --release", "The number."),
        ],
        ..tool("lsb_release", "Prints the name and version of the distribution.")
    },
    tool(
        "update-ca-certificates",
        "Rebuilds the list of trusted certificates, with those of `/usr/local/share/ca-certificates`.",
    ),
    tool("update-locale", "Writes the system's language settings, which only login shells read."),
];

const APT: &[Sub] = &[
    sub("autoclean", "Deletes downloaded package files that are outdated."),
    sub("autoremove", "Removes packages that were pulled in by others and are no longer needed."),
    Sub {
        operands: "The source packages.",
        ..sub("build-dep", "Installs what building a source package needs.")
    },
    Sub {
        body: "The official Debian and Ubuntu images already do this after every install.",
        ..sub("clean", "Deletes the downloaded package files.")
    },
    sub("dist-clean", "Deletes downloaded package files and package lists."),
    sub("dist-upgrade full-upgrade", "Upgrades all packages, even where others must go for it."),
    Sub {
        operands: "The packages to download.",
        ..sub("download", "Downloads package files without installing them.")
    },
    Sub {
        operands: "The packages to install, with what they depend on.",
        body: "Sort the names, one a line, so that changes are easy to read.",
        ..sub("install", "Installs packages and what they depend on.")
    },
    Sub { operands: "The packages to remove.", ..sub("purge", "Removes packages with their settings.") },
    Sub {
        operands: "The packages to remove.",
        ..sub("remove", "Removes packages but keeps their settings.")
    },
    Sub { operands: "The source packages.", ..sub("source", "Downloads source packages.") },
    Sub {
        body: "Keep it in one `RUN` with the install: alone it is cached, and a later install then asks for versions that are gone. \
            The lists take 20 to 50 MB that no container needs, so delete `/var/lib/apt/lists/*` in the same `RUN`.",
        ..sub("update", "Downloads the lists of available packages; installs nothing.")
    },
    sub("upgrade", "Upgrades all installed packages; a newer base image does the same with less space."),
];

const APT_OPTIONS: &[Opt] = &[
    ("-y --yes --assume-yes", "Answers every question with yes: a build has nobody to ask."),
    ("--no-install-recommends", "Leaves out packages that are only recommended; often half the size."),
    ("--no-install-suggests", "Leaves out suggested packages, which is the default anyway."),
    ("--install-recommends", "Also installs what is only recommended."),
    ("-q --quiet -qq", "Prints less; twice, errors only."),
    ("-o --option", "Sets an option of apt."),
    ("-t --target-release --default-release", "Takes packages from this release, such as backports."),
    ("-f --fix-broken", "Repairs broken dependencies."),
    ("-m --fix-missing --ignore-missing", "Goes on where packages cannot be fetched."),
    ("--auto-remove --autoremove", "Also removes what is then no longer needed."),
    ("--purge", "Also removes settings."),
    (
        "--allow-unauthenticated",
        "Accepts packages without a valid signature, which anyone on the way could have changed.",
    ),
    ("--allow-downgrades", "May install older versions."),
    ("--allow-change-held-packages", "May change packages that are held."),
    ("--allow-remove-essential", "May remove packages the system needs."),
    ("--allow-releaseinfo-change", "Accepts that a release changed its name or state."),
    ("--allow-insecure-repositories", "Accepts repositories without a signature."),
    ("--force-yes", "Goes on whatever happens; dangerous and deprecated."),
    ("--reinstall", "Installs again even where the version is already there."),
    ("-d --download-only", "Downloads without installing."),
    ("-s --simulate --dry-run", "Only shows what would happen."),
    ("-u --show-upgraded", "Lists what is upgraded."),
    ("-V --verbose-versions", "Shows full versions."),
    ("--only-upgrade", "Upgrades but installs nothing new."),
    ("--no-upgrade", "Leaves installed packages at their version."),
    ("--ignore-hold", "Ignores that packages are held."),
    ("-b --build --compile", "Builds the source package after the download."),
];
