use super::tool::{Sub, Tool, sub, tool};

/// PHP, Ruby, Perl and R. Sorted by name.
pub(super) const TOOLS: &[Tool] = &[
    Tool {
        subs: &[
            sub("config", "Changes Bundler's settings."),
            sub("exec", "Runs a program with the gems of the project."),
            sub("install", "Installs the gems of the Gemfile."),
            sub("update", "Takes newer gems."),
        ],
        options: &[
            ("-j --jobs", "So many at once."),
            ("--without", "Without these groups."),
            ("--deployment", "Exactly what the lock file names."),
            ("--path", "Where gems go."),
            ("--retry", "Tries again, at most so many times."),
            ("--global", "For this user."),
            ("--local", "For this project; for `install`, only gems that are at hand."),
            ("--no-cache", "Keeps no cache."),
            ("--quiet", "Prints less."),
            ("--frozen", "Does not change the lock file."),
            ("--system", "Into the system."),
            ("--clean", "Removes unused gems."),
            ("--binstubs", "Makes start scripts."),
        ],
        ..tool("bundle bundler", "Manages the gems of a Ruby project.")
    },
    Tool {
        subs: &[
            sub("clear-cache clearcache", "Empties the cache."),
            sub("config", "Changes Composer's settings."),
            sub("create-project", "Starts a project."),
            sub("dump-autoload dumpautoload", "Rebuilds the class map."),
            sub("global", "Works on programs for the user."),
            sub("install i", "Installs what the lock file names."),
            Sub { operands: "The packages.", ..sub("require", "Adds packages.") },
            sub("run-script run", "Runs a script of composer.json."),
            sub("self-update selfupdate", "Updates Composer itself."),
            sub("update", "Takes newer versions."),
        ],
        options: &[
            ("--no-dev", "Without development packages."),
            ("-o --optimize-autoloader --optimize", "A class map, which loads quicker."),
            ("-a --classmap-authoritative", "Only classes of the class map exist: quickest."),
            ("-n --no-interaction", "Asks nothing."),
            ("--no-scripts", "Runs no scripts."),
            ("--prefer-dist", "Archives rather than repositories."),
            ("--no-progress", "Shows no progress."),
            ("--no-autoloader", "Makes no autoloader yet."),
            ("--ignore-platform-reqs", "Ignores which PHP is wanted."),
            ("--ignore-platform-req", "Ignores one such wish."),
            ("-q --quiet", "Prints less."),
            ("-d --working-dir", "Works in this folder."),
            ("--no-plugins", "Without plugins."),
            ("--no-suggest", "Shows no suggestions."),
            ("--no-ansi", "Prints no colours."),
            ("-v -vvv --verbose", "Prints more."),
            ("--no-cache", "Keeps no cache."),
            ("--prefer-source", "Repositories rather than archives."),
            ("--profile", "Prints times."),
            ("-g --global", "For the user."),
            ("--2 --1", "Which version of Composer."),
        ],
        ..tool("composer composer.phar", "PHP's package manager.")
    },
    Tool {
        operands: "The modules.",
        options: &[
            ("-n --notest", "Without tests."),
            ("-q --quiet", "Prints less."),
            ("-f --force", "Even where tests fail."),
        ],
        ..tool("cpanm cpan", "Installs Perl modules.")
    },
    Tool {
        options: &[
            ("--with-", "Builds it with this library or feature."),
            ("--enable-", "Switches this feature on."),
        ],
        operands: "The extension.",
        ..tool("docker-php-ext-configure", "Sets how a PHP extension will be compiled.")
    },
    Tool {
        operands: "The extensions.",
        options: &[("--ini-name", "The name of the settings file.")],
        ..tool("docker-php-ext-enable", "Switches on PHP extensions that are installed.")
    },
    Tool {
        operands: "The extensions to compile.",
        options: &[("-j", "So many jobs at once.")],
        body: "Libraries they need have to be installed first, with their `-dev` packages.",
        ..tool("docker-php-ext-install", "Compiles, installs and switches on PHP extensions.")
    },
    Tool {
        operands: "`extract` or `delete`.",
        ..tool("docker-php-source", "Unpacks or deletes the source of PHP.")
    },
    Tool {
        subs: &[
            Sub { operands: "The gems.", ..sub("install", "Installs gems.") },
            sub("uninstall", "Removes gems."),
            sub("update", "Updates gems; with `--system` gem itself."),
            sub("sources", "Changes where gems come from."),
            sub("cleanup", "Removes old gems."),
        ],
        options: &[
            ("--no-document -N --no-ri --no-rdoc", "Without documentation."),
            ("-v --version", "This version."),
            ("--system", "Gem itself."),
            ("-f --force", "In spite of conflicts."),
            ("-q --quiet", "Prints less."),
            ("--pre", "Also early versions."),
            ("--install-dir -i", "Where gems go."),
            ("--source", "Where gems come from."),
            ("-a --add", "Adds one."),
            ("--bindir -n", "Where programs go."),
        ],
        ..tool("gem", "Ruby's package manager.")
    },
    Tool {
        operands: "The extensions.",
        ..tool("install-php-extensions", "Installs PHP extensions with all they need.")
    },
    Tool {
        operands: "The R package to install.",
        options: &[
            ("-e --error", "Fails where a package fails."),
            ("-s --skipinstalled", "Skips what is installed."),
            ("-n --ncpus", "So many at once."),
            ("-r --repos", "Where packages come from."),
        ],
        ..tool("install2.r", "Installs R packages.")
    },
    Tool {
        subs: &[Sub { operands: "The modules.", ..sub("install", "Installs Lua modules.") }],
        ..tool("luarocks", "Lua's package manager.")
    },
    Tool {
        subs: &[Sub { operands: "The packages.", ..sub("install", "Installs packages.") }],
        ..tool("pear", "An old package manager of PHP.")
    },
    Tool {
        subs: &[
            sub("bundle", "Unpacks an extension."),
            sub("channel-update", "Updates the list."),
            sub("clear-cache", "Empties the cache."),
            Sub {
                operands: "The extensions, with their versions.",
                body: "It only compiles: `docker-php-ext-enable` switches them on.",
                ..sub("install", "Compiles PHP extensions.")
            },
            sub("update-channels", "Updates the lists."),
        ],
        options: &[("-o --onlyreqdeps", "With what is required."), ("-f --force", "In any case.")],
        ..tool("pecl", "Fetches PHP extensions.")
    },
    Tool {
        options: &[
            ("-e -E", "Runs this text."),
            ("-p", "For every line."),
            ("-i", "Changes the file itself."),
            ("-n", "For every line, printing nothing."),
            ("-M", "Loads a module."),
        ],
        ..tool("perl", "Runs Perl.")
    },
    Tool {
        options: &[
            ("-r", "Runs this text."),
            ("-m", "Lists extensions."),
            ("-d", "Sets an option."),
            ("-i", "Prints all settings."),
            ("-v", "Prints the version."),
            ("-f", "Runs a file."),
            ("-l", "Checks the syntax."),
            ("--install-dir", "Where the program goes."),
            ("--filename", "The name of the program."),
        ],
        ..tool("php", "Runs PHP.")
    },
    Tool {
        operands: "The extensions.",
        ..tool("php5enmod phpenmod", "Switches on PHP extensions of Debian.")
    },
    tool("phpize", "Prepares the source of a PHP extension for compiling."),
    Tool {
        options: &[
            ("-e", "Runs this text."),
            ("-q --quiet", "Prints less."),
            ("--no-save", "Stores nothing."),
            ("--slave --no-echo", "Prints only results."),
            ("--vanilla", "Without settings."),
        ],
        ..tool("r rscript", "Runs R.")
    },
    tool("rails rake", "Runs a task of a Ruby project."),
    Tool {
        subs: &[sub("install", "Installs a version of Ruby.")],
        ..tool("rvm rbenv", "Installs versions of Ruby.")
    },
];
