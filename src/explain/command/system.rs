use super::tool::{Opt, Sub, Tool, sub, tool};

/// Package managers beside Debian's, and services. Sorted by name.
pub(super) const TOOLS: &[Tool] = &[
    Tool { operands: "The configurations.", ..tool("a2enconf", "Switches on a configuration of Apache.") },
    Tool { operands: "The modules.", ..tool("a2enmod", "Switches on a module of Apache.") },
    Tool { operands: "The sites.", ..tool("a2ensite", "Switches on a site of Apache.") },
    tool("alternatives update-alternatives", "Chooses which of several programs a common name stands for."),
    Tool {
        subs: &[
            Sub {
                operands: "The packages to install.",
                body: "With `--no-cache` neither `apk update` nor a clean-up is needed.",
                ..sub("add", "Installs Alpine packages and what they depend on.")
            },
            sub("cache", "Works on the package cache."),
            Sub {
                operands: "The packages to remove.",
                ..sub("del", "Removes packages and what only they needed.")
            },
            sub("fetch", "Downloads package files without installing them."),
            sub("fix", "Repairs or upgrades packages."),
            sub("info", "Lists or describes packages."),
            sub("update", "Downloads the package index; `--no-cache` at `apk add` makes it needless."),
            sub("upgrade", "Upgrades all installed packages."),
        ],
        options: &[
            (
                "--no-cache",
                "Fetches the package index for this command only and keeps nothing: no clean-up needed.",
            ),
            ("-t --virtual", "Groups the packages under a name, so that `apk del` can remove them together."),
            (
                "-U --update --update-cache",
                "Updates the package index first; without `--no-cache` it stays in the layer.",
            ),
            ("-u --upgrade", "Upgrades what is installed already."),
            ("-X --repository", "Also takes packages from this repository."),
            ("-q --quiet", "Prints less."),
            ("-f --force", "Skips some safety checks."),
            (
                "--allow-untrusted",
                "Accepts packages without a trusted signature, which anyone on the way could have changed.",
            ),
            ("--purge", "Also deletes changed settings."),
            ("--no-network", "Uses no network."),
            ("-p --root", "Works on the system below this folder."),
            ("--initdb", "Starts a new package database."),
            ("--no-scripts", "Runs no scripts of the packages."),
            ("--rdepends -r", "Shows what needs the package."),
            ("--available -a", "Takes the newest available version even if it is lower."),
            ("--latest -l", "Takes the latest version or fails."),
            ("--keys-dir", "Where trusted keys are."),
            ("--progress", "Shows progress."),
            ("--clean-protected", "Does not leave `.apk-new` files."),
            ("--no-progress", "Shows no progress."),
        ],
        ..tool("apk", "Alpine's package manager.")
    },
    Tool {
        operands: "The packages to install.",
        ..tool("apk-install", "A script of an old Alpine image: installs packages and keeps no index.")
    },
    Tool {
        subs: CONDA,
        options: &[
            ("-y --yes", "Answers every question with yes."),
            ("-c --channel", "Also takes packages from this channel."),
            ("-n --name", "The environment to work on."),
            ("-f --file", "Reads the packages from a file; for `clean`, forces removal."),
            ("-p --prefix", "The environment to work on, by its folder; for `clean`, unused packages."),
            ("-a --all", "Everything."),
            ("-q --quiet", "Prints less."),
            ("--override-channels", "Uses only the channels named here."),
            ("-t --tarballs", "Downloaded archives."),
            ("-i --index-cache", "The cached package index."),
            ("-s --source-cache", "Cached sources."),
            ("--freeze-installed", "Leaves installed packages as they are."),
        ],
        ..tool("conda mamba micromamba", "Installs packages and environments from conda channels.")
    },
    Tool {
        subs: DNF,
        options: DNF_OPTIONS,
        ..tool("dnf dnf5 yum microdnf tdnf", "Installs and removes RPM packages.")
    },
    Tool {
        options: &[
            ("--add-repo", "Adds a repository."),
            ("--enable", "Switches repositories on."),
            ("--disable", "Switches repositories off."),
            ("--save", "Keeps the change."),
        ],
        ..tool("dnf-config-manager yum-config-manager", "Changes package repositories.")
    },
    tool("ldconfig", "Rebuilds the list of shared libraries, so that new ones are found."),
    Tool {
        options: &[
            ("-S --sync", "Installs packages."),
            ("-y --refresh", "Updates the package lists."),
            ("-u --sysupgrade", "Upgrades everything."),
            ("-c --clean", "Deletes cached packages; twice, all of them."),
            ("-R --remove", "Removes packages."),
            ("-s --recursive", "With what only they needed."),
            ("-n --nosave", "With their settings."),
            ("-U --upgrade", "Installs package files."),
            ("-Q --query", "Asks the list of installed packages."),
            ("--noconfirm", "Asks nothing."),
            ("--needed", "Skips what is up to date."),
        ],
        operands: "The packages.",
        ..tool("pacman", "Arch Linux's package manager.")
    },
    Tool {
        options: &[
            ("-i --install", "Installs package files."),
            ("-U --upgrade", "Installs or upgrades package files."),
            ("-v --verbose", "Prints more."),
            ("-h --hash", "Shows progress as a row of marks."),
            ("-e --erase", "Removes packages."),
            ("-q --query", "Asks the list of installed packages."),
            ("-a --all", "All packages."),
            ("--import", "Adds a key that packages are checked with."),
            ("--nodeps", "Ignores dependencies."),
            ("-E --eval", "Prints the value of a macro."),
            ("-K --checksig", "Checks signatures."),
            ("--force", "Overwrites what is there."),
            ("--rebuilddb", "Rebuilds the package database."),
        ],
        operands: "The packages, package files or keys.",
        ..tool("rpm rpmkeys", "Works on RPM packages and their keys.")
    },
    tool("scanelf", "Lists the libraries that programs need; often used to keep just those packages."),
    tool("service", "Starts or stops a service now; it does not outlive the build step."),
    Tool {
        subs: &[
            sub("bundle-add", "Installs bundles."),
            sub("update", "Updates the system."),
            sub("clean", "Deletes cached files."),
        ],
        ..tool("swupd", "Clear Linux's package manager.")
    },
    Tool {
        subs: &[
            sub("enable", "Makes a service start at boot."),
            sub("disable", "Keeps a service from starting at boot."),
            sub("mask", "Makes a service impossible to start."),
        ],
        ..tool("systemctl", "Controls systemd; most containers do not run it.")
    },
    tool(
        "tini dumb-init",
        "Runs a program as a small process 1 that passes signals on and collects ended processes.",
    ),
    Tool {
        options: &[
            ("-n --non-interactive", "Asks nothing."),
            ("-y --no-confirm", "Answers every question with yes."),
        ],
        subs: &[
            sub("install in", "Installs packages."),
            sub("refresh ref", "Downloads package lists."),
            sub("clean", "Deletes cached files."),
            sub("update up", "Updates packages."),
        ],
        ..tool("zypper", "The package manager of SUSE.")
    },
];

const CONDA: &[Sub] = &[
    sub("activate", "Switches to an environment; in a RUN only for the rest of that step."),
    Sub {
        body: "Run it in the same `RUN` as the install, or the files stay in the layer.",
        ..sub("clean", "Deletes downloaded packages and indexes.")
    },
    sub("config", "Changes conda's settings."),
    sub("create", "Makes an environment."),
    sub("env", "Works on environments."),
    sub("init", "Prepares shells for `conda activate`."),
    Sub { operands: "The packages to install.", ..sub("install", "Installs packages.") },
    sub("remove", "Removes packages."),
    sub("run", "Runs a command inside an environment."),
    sub("update", "Updates packages."),
];

const DNF: &[Sub] = &[
    sub("autoremove", "Removes packages that are no longer needed."),
    Sub {
        operands: "The source packages.",
        ..sub("builddep build-dep", "Installs what building a package needs.")
    },
    Sub {
        operands: "What is deleted.",
        body: "It saves space only in the `RUN` that installed, since an earlier layer keeps its files.",
        ..sub("clean", "Deletes cached packages and metadata.")
    },
    sub("config-manager", "Changes package repositories."),
    sub("copr", "Adds a community repository."),
    sub("distro-sync", "Brings all packages to the versions of the repositories."),
    Sub { operands: "The groups to install.", ..sub("groupinstall", "Installs groups of packages.") },
    sub("info", "Describes packages."),
    Sub {
        operands: "The packages to install.",
        ..sub("install localinstall", "Installs packages and what they depend on.")
    },
    sub("list", "Lists packages."),
    sub("makecache", "Downloads the package metadata."),
    sub("module", "Works on modules, which offer several versions of a software."),
    sub("reinstall", "Installs packages again."),
    Sub { operands: "The packages to remove.", ..sub("remove erase", "Removes packages.") },
    sub("repolist", "Lists repositories."),
    sub("swap", "Replaces one package with another."),
    sub("update upgrade", "Upgrades installed packages."),
];

const DNF_OPTIONS: &[Opt] = &[
    ("-y --assumeyes", "Answers every question with yes: a build has nobody to ask."),
    ("-q --quiet", "Prints less."),
    ("-v --verbose", "Prints more."),
    ("--setopt", "Sets an option; `install_weak_deps=0` leaves out what is only recommended."),
    ("--nodocs", "Leaves out documentation."),
    ("--enablerepo --enable-repo", "Switches a repository on for this command."),
    ("--disablerepo --disable-repo", "Switches a repository off for this command."),
    ("--repo --repoid", "Uses only this repository."),
    ("--allowerasing", "May remove packages that are in the way."),
    (
        "--nogpgcheck",
        "Accepts packages without a valid signature, which anyone on the way could have changed.",
    ),
    ("--installroot", "Installs into the system below this folder."),
    ("--releasever", "The release to install from."),
    ("--best", "Takes the newest version or fails."),
    ("--nobest", "Takes an older version where the newest does not fit."),
    ("--refresh", "Downloads the metadata again."),
    ("--skip-broken", "Leaves out packages that cannot be installed."),
    ("--security", "Only security updates."),
    ("--noplugins", "Uses no plugins."),
    ("-x --exclude", "Leaves out these packages."),
    ("-d --debuglevel", "How much is printed."),
    ("-e --errorlevel", "How many errors are printed."),
    ("--add-repo", "Adds a repository."),
    ("--save", "Keeps the change."),
    ("--set-enabled", "Switches repositories on."),
    ("--set-disabled", "Switches repositories off."),
    ("--noautoremove", "Keeps what is no longer needed."),
    ("--advisory", "Only packages of this advisory."),
];
