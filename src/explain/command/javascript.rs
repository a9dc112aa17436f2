use super::tool::{Opt, Sub, Tool, sub, tool};

/// Sorted by name.
pub(super) const TOOLS: &[Tool] = &[
    Tool {
        subs: &[sub("install", "Installs packages.")],
        options: &[("--allow-root", "Also as root.")],
        ..tool("bower", "An old package manager for web pages.")
    },
    Tool {
        subs: &[
            Sub { operands: "The packages.", ..sub("add", "Adds packages.") },
            sub("build", "Bundles the program."),
            sub("install i", "Installs packages."),
            sub("run", "Runs a script of package.json."),
        ],
        options: &[
            ("--frozen-lockfile", "Fails where the lock file is out of date."),
            ("-p --production", "Without development packages."),
        ],
        ..tool("bun", "Runs JavaScript and manages its packages.")
    },
    Tool {
        subs: &[
            sub("enable", "Makes yarn and pnpm available, in the version the project names."),
            sub("install", "Fetches a package manager."),
            sub("prepare", "Fetches a package manager in advance."),
            sub("use", "Sets the package manager."),
        ],
        options: &[("--activate", "Makes it the default.")],
        ..tool("corepack", "Provides yarn and pnpm.")
    },
    Tool {
        options: &[
            ("-e --eval", "Runs this text."),
            ("-v --version", "Prints the version."),
            ("-p", "Prints the value of this text."),
        ],
        ..tool("node nodejs", "Runs JavaScript.")
    },
    Tool { subs: NPM, options: OPTIONS, ..tool("npm", "Node's package manager.") },
    Tool {
        options: &[("-y --yes", "Asks nothing.")],
        operands: "The program and its arguments.",
        ..tool("npx", "Runs a program of an npm package, fetching it if needed.")
    },
    Tool {
        subs: &[
            sub("install", "Installs a version of Node."),
            sub("use", "Switches to a version."),
            sub("alias", "Names a version."),
        ],
        ..tool("nvm", "Installs versions of Node; a shell function that each RUN has to load again.")
    },
    Tool {
        subs: PNPM,
        options: OPTIONS,
        ..tool("pnpm", "A package manager for Node that stores each package once.")
    },
    Tool {
        subs: YARN,
        options: OPTIONS,
        ..tool("yarn yarnpkg", "A package manager for Node; alone it installs.")
    },
];

const NPM: &[Sub] = &[
    sub("audit", "Looks for known weaknesses."),
    sub("build", "An internal step of npm."),
    sub("cache", "Works on npm's cache; `clean --force` empties it."),
    Sub {
        body: "It deletes `node_modules` first and never changes the lock file, so every build gets the same versions.",
        ..sub("ci clean-install", "Installs exactly what the lock file names.")
    },
    sub("config", "Changes npm's settings."),
    Sub { operands: "The program.", ..sub("exec", "Runs a program of a package.") },
    Sub {
        operands: "The packages to install.",
        body: "It may choose newer versions and change the lock file; `npm ci` does not.",
        ..sub("install i add", "Installs packages.")
    },
    sub("link", "Links a package."),
    sub("prune", "Removes packages that are not needed."),
    sub("rebuild", "Compiles native packages again."),
    Sub {
        operands: "The script and its arguments.",
        ..sub("run run-script", "Runs a script of package.json.")
    },
    sub("set", "Changes a setting."),
    sub("start", "Starts the program as package.json says."),
    sub("test", "Runs the tests."),
    sub("uninstall", "Removes packages."),
    sub("update", "Takes newer versions."),
];

const PNPM: &[Sub] = &[
    Sub { operands: "The packages.", ..sub("add", "Adds packages.") },
    sub("build", "Runs the script `build`."),
    sub("config", "Changes settings."),
    sub("deploy", "Copies one package with what it needs into a folder."),
    sub("fetch", "Downloads what the lock file names, without package.json."),
    sub("install i", "Installs packages."),
    sub("prune", "Removes packages that are not needed."),
    Sub { operands: "The script and its arguments.", ..sub("run", "Runs a script of package.json.") },
];

const YARN: &[Sub] = &[
    Sub { operands: "The packages.", ..sub("add", "Adds packages.") },
    sub("build", "Runs the script `build`."),
    sub("cache", "Works on yarn's cache."),
    sub("config", "Changes settings."),
    Sub { operands: "The packages.", ..sub("global", "Works on programs for everyone.") },
    sub("install", "Installs packages."),
    Sub { operands: "The script and its arguments.", ..sub("run", "Runs a script of package.json.") },
    sub("set", "Changes the version of yarn."),
    sub("workspace workspaces", "Works on packages of this repository."),
];

const OPTIONS: &[Opt] = &[
    ("-g --global --location=global", "For everyone, as programs, not for this project."),
    ("--production --prod -P", "Without development packages."),
    ("--omit", "Leaves out `dev`, `optional` or `peer` packages."),
    ("--only", "Only this kind of packages, such as `production`."),
    ("--include", "Also installs this kind of packages."),
    ("--frozen-lockfile", "Fails where the lock file is out of date."),
    ("--immutable", "Fails where the lock file would change."),
    ("--no-save", "Does not write to package.json."),
    ("-S --save", "Writes to package.json, which is the default."),
    ("-D --save-dev --dev", "As a development package."),
    ("--save-exact -E", "With an exact version."),
    ("--unsafe-perm", "Lets scripts of packages run as root, before npm 7."),
    ("--ignore-scripts", "Runs no scripts of packages."),
    ("--legacy-peer-deps", "Ignores conflicts between peer packages."),
    ("-f --force", "Goes on in spite of conflicts."),
    ("--no-audit", "Does not look for known weaknesses."),
    ("--no-fund", "Does not ask for funding."),
    ("--no-optional --ignore-optional", "Without optional packages."),
    ("--no-package-lock", "Ignores the lock file."),
    ("--no-update-notifier", "Does not look for a newer version."),
    ("--prefix", "Works in this folder."),
    ("--cache", "Where downloads are kept."),
    ("--registry", "Where packages come from."),
    ("--loglevel", "How much is printed."),
    ("-s --silent", "Prints nothing."),
    ("-q --quiet", "Prints less."),
    ("--verbose -d", "Prints more."),
    ("--no-progress", "Shows no progress."),
    ("--progress", "Whether progress is shown."),
    ("--prefer-offline", "Prefers what is already downloaded."),
    ("--offline", "Uses only what is already downloaded."),
    ("--network-timeout", "How long it waits, in milliseconds."),
    ("--non-interactive", "Asks nothing."),
    ("--ignore-engines", "Ignores which Node version packages want."),
    ("--no-bin-links", "Links no programs."),
    ("--pure-lockfile", "Does not write the lock file."),
    ("--cwd -C --dir", "Works in this folder."),
    ("-r --recursive", "In all packages of the workspace."),
    ("-w --workspace-root", "In the root of the workspace."),
    ("--filter -F", "Only in these packages."),
    ("--workspace", "Only in this package."),
    ("--depth", "How deep it goes."),
    ("-y --yes", "Asks nothing."),
    ("--", "Passes what follows to the script."),
];
