use super::tool::{Opt, Sub, Tool, sub, tool};

/// Sorted by name.
pub(super) const TOOLS: &[Tool] = &[
    tool("easy_install", "Installs Python packages in an old way that `pip` replaced."),
    Tool { subs: PIP, options: PIP_OPTIONS, ..tool("pip pip2 pip3", "Python's package manager.") },
    Tool {
        subs: &[
            Sub { operands: "The packages.", ..sub("install", "Installs packages from the Pipfile.") },
            sub("lock", "Writes exact versions down."),
        ],
        options: &[
            ("--system", "Into the system's Python."),
            ("--deploy", "Fails where the lock file is out of date."),
            ("--ignore-pipfile", "Uses the lock file alone."),
            ("-d --dev", "With development packages."),
        ],
        ..tool("pipenv", "Manages the packages of a Python project.")
    },
    Tool {
        subs: &[
            Sub { operands: "The packages.", ..sub("install", "Installs a program.") },
            sub("inject", "Adds packages to a program's environment."),
            sub("ensurepath", "Puts the programs into PATH."),
        ],
        options: &[
            ("--pip-args", "Options for pip."),
            ("--include-deps", "Also programs of dependencies."),
            ("--system-site-packages", "Sees the system's packages."),
            ("-f --force", "Installs again."),
        ],
        ..tool("pipx", "Installs Python programs, each in an environment of its own.")
    },
    Tool {
        subs: &[
            sub("build", "Builds the package."),
            sub("config", "Changes Poetry's settings."),
            sub("export", "Prints requirements for pip."),
            Sub { operands: "The packages.", ..sub("install", "Installs what the lock file names.") },
            sub("lock", "Writes exact versions down."),
            sub("run", "Runs a command inside the environment."),
            sub("sync", "Installs what the lock file names and removes the rest."),
        ],
        options: &[
            ("--no-dev", "Without development packages."),
            ("--no-root", "Without the project itself, so that the step does not depend on its code."),
            ("--only", "Only this group."),
            ("--with", "Also this group."),
            ("--without", "Without this group."),
            ("--no-interaction -n", "Asks nothing."),
            ("--no-ansi", "Prints no colours."),
            ("--no-cache", "Keeps no cache."),
            ("-f --format", "The format."),
            ("-o --output", "The file to write."),
            ("--without-hashes", "Without checksums."),
            ("-E --extras", "With these extras."),
        ],
        ..tool("poetry", "Manages the packages of a Python project.")
    },
    Tool {
        subs: &[
            sub("install", "Installs a version of Python."),
            sub("global", "Sets the version in use."),
            sub("rehash", "Refreshes the list of programs."),
        ],
        ..tool("pyenv", "Installs versions of Python.")
    },
    Tool {
        options: &[
            ("-m", "Runs a module as a program."),
            ("-c", "Runs this text."),
            ("-u", "Prints at once, without buffering."),
            ("-B", "Writes no `.pyc` files."),
            ("-V --version", "Prints the version."),
            ("-I", "Ignores the user's settings."),
            ("-O", "Leaves out assertions."),
            ("-E", "Ignores `PYTHON` variables."),
        ],
        operands: "The script and its arguments.",
        ..tool("python python2 python3", "Runs Python.")
    },
    Tool {
        subs: &[
            sub("cache", "Works on uv's cache."),
            sub("export", "Prints requirements."),
            sub("lock", "Writes exact versions down."),
            sub("pip", "Works like pip, only faster."),
            sub("python", "Installs versions of Python."),
            sub("run", "Runs a command inside the environment."),
            sub("sync", "Installs what the lock file names."),
            sub("tool", "Installs Python programs."),
            sub("venv", "Makes a virtual environment."),
        ],
        options: &[
            ("--system", "Into the system's Python."),
            ("--frozen", "Uses the lock file as it is, without checking it."),
            ("--locked", "Fails where the lock file is out of date."),
            ("--no-dev", "Without development packages."),
            (
                "--no-install-project",
                "Without the project itself, so that the step does not depend on its code.",
            ),
            ("--no-install-workspace", "Without the packages of the workspace."),
            ("--no-editable", "Copies the project instead of linking to it."),
            ("--no-cache", "Keeps no cache."),
            ("--compile-bytecode", "Compiles `.pyc` files now."),
            ("--extra", "With this extra."),
            ("--all-extras", "With all extras."),
            ("--group", "With this group."),
            ("--no-group", "Without this group."),
            ("-r --requirement --requirements", "Reads the packages from a file."),
            ("-e --editable", "Links to the source folder instead of copying."),
            ("-U --upgrade", "Takes newer versions."),
            ("--python -p", "The Python to use."),
            ("--index-url", "Where packages come from."),
            ("--extra-index-url", "A further place for packages."),
            ("--torch-backend", "Which PyTorch build is taken."),
            ("--prerelease", "Whether early versions are taken."),
            ("--no-build-isolation", "Builds with the packages that are installed."),
            ("--reinstall", "Installs again."),
            ("--no-deps", "Without dependencies."),
            ("--break-system-packages", "Also where the system forbids it."),
            ("--upgrade-package", "Takes a newer version of this package."),
            ("--index-strategy", "How several package indexes are searched."),
            ("--verbose -v", "Prints more."),
            ("--all-packages", "All packages of the workspace."),
        ],
        ..tool("uv", "A fast manager of Python packages and projects.")
    },
    Tool {
        options: &[
            ("-p --python", "The Python to use."),
            ("--system-site-packages", "Sees the system's packages."),
        ],
        operands: "The folder.",
        ..tool("virtualenv", "Makes a Python environment in a folder of its own.")
    },
];

const PIP: &[Sub] = &[
    sub("cache", "Works on pip's cache."),
    sub("check", "Checks that the installed packages fit together."),
    sub("config", "Changes pip's settings."),
    Sub { operands: "The packages.", ..sub("download", "Downloads packages without installing them.") },
    sub("freeze", "Lists installed packages with their versions."),
    Sub {
        operands: "The packages to install; `==` fixes a version.",
        ..sub("install", "Installs Python packages.")
    },
    sub("list", "Lists packages."),
    sub("show", "Describes packages."),
    Sub { operands: "The packages to remove.", ..sub("uninstall", "Removes packages.") },
    Sub {
        operands: "The packages to build.",
        body: "A wheel is a package that is already built: to install it copies files and compiles nothing.",
        ..sub("wheel", "Builds packages and what they need into wheels, without installing them.")
    },
];

const PIP_OPTIONS: &[Opt] = &[
    ("-r --requirement", "Reads the packages from a file."),
    ("-U --upgrade", "Takes the newest version even where one is installed."),
    ("-w --wheel-dir", "The folder the wheels go to."),
    ("--no-cache-dir", "Keeps no download cache, so the layer stays smaller."),
    ("--no-index", "Looks for no package on the network; only what is at hand is installed."),
    ("-f --find-links", "Also looks for packages in this folder or page."),
    ("--no-deps", "Leaves out what the packages depend on."),
    ("-e --editable", "Links to the source folder instead of copying."),
    ("--user", "Installs below the user's home."),
    ("--system", "Into the system's Python, with uv."),
    ("--python", "The Python to install for."),
    ("--no-cache", "Keeps no download cache, with uv."),
    ("--prefix", "Installs below this folder."),
    ("-t --target", "Installs into this folder."),
    ("-i --index-url", "Where packages come from."),
    ("--extra-index-url", "A further place for packages; a name that exists in both may come from either."),
    ("--trusted-host", "Does not check this host's certificate."),
    ("-q --quiet", "Prints less."),
    ("-v --verbose", "Prints more."),
    ("-y --yes", "Asks nothing."),
    ("--no-binary", "Compiles these packages even where a wheel exists."),
    ("--only-binary", "Takes wheels only and compiles nothing."),
    ("--prefer-binary", "Rather takes an older wheel than compiles."),
    ("--force-reinstall", "Installs again."),
    ("-I --ignore-installed", "Ignores what is installed."),
    ("--break-system-packages", "Also installs where the system's own Python forbids it."),
    ("--require-hashes", "Fails unless every package matches its checksum."),
    ("-c --constraint", "Limits versions by a file."),
    ("--pre", "Also takes early versions."),
    ("--disable-pip-version-check", "Does not look for a newer pip."),
    ("--no-build-isolation", "Builds with the packages that are installed."),
    ("--root-user-action", "`ignore` silences the warning about root."),
    ("--default-timeout --timeout", "How long it waits for a server."),
    ("--no-compile", "Writes no `.pyc` files."),
    ("--compile", "Writes `.pyc` files."),
    ("--install-option", "An option for old set-up scripts."),
    ("--global-option", "An option for old set-up scripts."),
    ("--progress-bar", "How progress is shown."),
    ("--no-warn-script-location", "Says nothing where programs land outside PATH."),
    ("--use-pep517", "Builds in the modern way."),
    ("--upgrade-strategy", "Whether dependencies are upgraded too."),
    ("--retries", "How often it tries."),
    ("--config-settings", "A setting for the build."),
    ("--proxy", "Uses this proxy."),
];
