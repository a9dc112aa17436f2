//! Which subcommands of the package managers do what, from their manuals.

use super::Action::{Clean, Download, Install, Remove, Run, Update, Upgrade};
use super::{Action, Invocation, Manager, Word};

/// The manager that a program belongs to; also for names with versions such as `pip3.11`.
pub(super) fn find_manager(name: &str) -> Option<Manager> {
    let bare = name.trim_end_matches(|c: char| c == '.' || c == '-' || c.is_ascii_digit());
    let index = MANAGERS.binary_search_by_key(&bare, |(name, _)| name).ok()?;
    MANAGERS.get(index).map(|(_, manager)| *manager)
}

/// What the command does and the packages it names.
pub(super) fn find_action<'a>(manager: Manager, invocation: &Invocation<'a>) -> (Action, Vec<&'a Word>) {
    if manager == Manager::Pacman {
        return (pacman_action(invocation), invocation.operands.clone());
    }
    if let Some(run) = runner_action(manager, invocation) {
        return run;
    }
    if invocation.subcommand.is_none() && invocation.has(&["-V", "-h", "-v", "--help", "--version"]) {
        return (Action::Other, Vec::new());
    }
    let first = invocation.subcommand_name();
    let second = invocation.operands.first().map_or("", |word| word.text.as_str());
    let pair = format!("{first} {second}");
    let find = |key: &str| actions(manager).iter().find(|row| row.has(key));
    let (row, skip) = match (find(&pair), find(first)) {
        (Some(row), _) => (row, 1),
        (None, Some(row)) => (row, 0),
        (None, None) => return (Action::Other, Vec::new()),
    };
    let packages = match row.action {
        Action::Clean | Action::Update => Vec::new(),
        _ if row.is_whole => Vec::new(),
        _ => invocation.operands.iter().skip(skip).copied().collect(),
    };
    (row.action, packages)
}

/// Sorted by name.
const MANAGERS: &[(&str, Manager)] = &[
    ("apk", Manager::Apk),
    ("apt", Manager::Apt),
    ("apt-get", Manager::AptGet),
    ("aptitude", Manager::Aptitude),
    ("bun", Manager::Bun),
    ("bundle", Manager::Bundler),
    ("bundler", Manager::Bundler),
    ("bunx", Manager::Bun),
    ("cargo", Manager::Cargo),
    ("composer", Manager::Composer),
    ("composer.phar", Manager::Composer),
    ("conda", Manager::Conda),
    ("cpanm", Manager::Cpanm),
    ("dnf", Manager::Dnf),
    ("gem", Manager::Gem),
    ("go", Manager::Go),
    ("luarocks", Manager::LuaRocks),
    ("mamba", Manager::Mamba),
    ("microdnf", Manager::Microdnf),
    ("micromamba", Manager::Micromamba),
    ("npm", Manager::Npm),
    ("npx", Manager::Npm),
    ("pacman", Manager::Pacman),
    ("pecl", Manager::Pecl),
    ("pip", Manager::Pip),
    ("pipx", Manager::Pipx),
    ("pnpm", Manager::Pnpm),
    ("pnpx", Manager::Pnpm),
    ("poetry", Manager::Poetry),
    ("swupd", Manager::Swupd),
    ("tdnf", Manager::Tdnf),
    ("uv", Manager::Uv),
    ("uvx", Manager::Uv),
    ("yarn", Manager::Yarn),
    ("yum", Manager::Yum),
    ("zypper", Manager::Zypper),
];

/// Subcommands that do the same.
struct Row {
    action: Action,
    /// The subcommands, separated by commas; some are two words.
    names: &'static str,
    /// Whether their operands are no packages.
    is_whole: bool,
}

impl Row {
    fn has(&self, name: &str) -> bool {
        self.names.split(',').any(|known| known == name)
    }
}

const fn row(action: Action, names: &'static str) -> Row {
    Row { action, names, is_whole: false }
}

const fn whole(action: Action, names: &'static str) -> Row {
    Row { action, names, is_whole: true }
}

const APT: &[Row] = &[
    row(Install, "install,reinstall,build-dep,satisfy"),
    row(Update, "update"),
    row(Upgrade, "upgrade,dist-upgrade,full-upgrade,safe-upgrade"),
    row(Remove, "remove,purge,autoremove,autopurge"),
    row(Clean, "clean,autoclean,dist-clean,distclean"),
    row(Download, "download,source"),
];
const APK: &[Row] = &[
    row(Install, "add,fix"),
    row(Update, "update"),
    row(Upgrade, "upgrade"),
    row(Remove, "del"),
    row(Clean, "cache clean,cache purge"),
    row(Download, "fetch,cache download"),
];
const DNF: &[Row] = &[
    row(
        Install,
        "install,in,install-n,install-na,install-nevra,localinstall,reinstall,rei,groupinstall,builddep",
    ),
    row(Install, "group install,groups install,module install"),
    row(Update, "makecache,check-update,refresh"),
    row(Upgrade, "update,up,upgrade,upgrade-minimal,update-minimal,distro-sync,dsync,groupupdate,downgrade"),
    row(Remove, "remove,rm,erase,autoremove,groupremove,group remove"),
    row(Clean, "clean"),
    row(Download, "download"),
];
const ZYPPER: &[Row] = &[
    row(Install, "install,in,source-install,si,install-new-recommends,inr"),
    row(Update, "refresh,ref"),
    row(Upgrade, "update,up,patch,dist-upgrade,dup"),
    row(Remove, "remove,rm"),
    row(Clean, "clean,cc"),
    row(Download, "download"),
];
const PIP: &[Row] = &[
    row(Install, "install"),
    row(Remove, "uninstall"),
    whole(Clean, "cache purge,cache remove"),
    row(Download, "download,wheel"),
];
const PIPX: &[Row] = &[
    row(Install, "install,install-all"),
    row(Upgrade, "upgrade,upgrade-all"),
    row(Remove, "uninstall,uninstall-all"),
    row(Run, "run"),
];
const UV: &[Row] = &[
    row(Install, "pip install,add,tool install"),
    whole(Install, "sync,pip sync"),
    row(Upgrade, "tool upgrade"),
    row(Remove, "pip uninstall,remove,tool uninstall"),
    row(Clean, "cache clean,cache prune,clean"),
    row(Run, "tool run"),
];
const NPM: &[Row] = &[
    row(Install, "install,i,add,in,ins,inst,isntall"),
    whole(Install, "ci,clean-install,ic,install-clean,install-ci-test,cit,install-test,it"),
    row(Upgrade, "update,up,upgrade,udpate"),
    row(Remove, "uninstall,un,remove,rm,r,unlink,prune"),
    whole(Clean, "cache clean,cache clear,cache rm"),
    row(Run, "exec,x"),
];
const YARN: &[Row] = &[
    row(Install, "add,global add"),
    whole(Install, ",install,workspaces focus"),
    row(Upgrade, "upgrade,up,global upgrade"),
    row(Remove, "remove,global remove"),
    whole(Clean, "cache clean"),
    row(Run, "dlx"),
];
const PNPM: &[Row] = &[
    row(Install, "add"),
    whole(Install, "install,i,install-test,it,ci"),
    row(Upgrade, "update,up,upgrade"),
    row(Remove, "remove,rm,uninstall,un,prune"),
    whole(Clean, "store prune,cache delete"),
    whole(Download, "fetch"),
    row(Run, "dlx"),
];
const BUN: &[Row] = &[
    row(Install, "add,a"),
    whole(Install, "install,i,ci"),
    row(Upgrade, "update"),
    row(Remove, "remove,rm"),
    whole(Clean, "pm cache rm,pm cache"),
    row(Run, "x"),
];
const GEM: &[Row] = &[
    row(Install, "install,i"),
    row(Upgrade, "update"),
    row(Remove, "uninstall"),
    whole(Clean, "cleanup"),
    row(Download, "fetch"),
];
const BUNDLER: &[Row] = &[
    row(Install, "add"),
    whole(Install, ",install"),
    row(Upgrade, "update"),
    row(Remove, "remove"),
    whole(Clean, "clean"),
    whole(Download, "cache,package"),
];
const GO: &[Row] = &[
    row(Install, "install,get"),
    row(Run, "run"),
    whole(Clean, "clean"),
    whole(Download, "mod download,mod vendor"),
];
const CARGO: &[Row] = &[
    row(Install, "install,binstall"),
    row(Remove, "uninstall"),
    whole(Upgrade, "update"),
    whole(Clean, "clean"),
    whole(Download, "fetch,vendor"),
];
const CONDA: &[Row] = &[
    row(Install, "install,create"),
    whole(Install, "env create,env update"),
    row(Upgrade, "update,upgrade"),
    row(Remove, "remove,uninstall"),
    row(Clean, "clean"),
];
const COMPOSER: &[Row] = &[
    row(Install, "require,r,global require,create-project"),
    whole(Install, "install,i"),
    row(Upgrade, "update,u,upgrade,global update"),
    row(Remove, "remove,rm"),
    row(Clean, "clear-cache,clearcache,cc"),
];
const PECL: &[Row] = &[
    row(Install, "install"),
    row(Update, "channel-update,update-channels"),
    row(Upgrade, "upgrade"),
    row(Remove, "uninstall"),
    row(Clean, "clear-cache"),
    row(Download, "download"),
];
const POETRY: &[Row] = &[
    row(Install, "add,self add"),
    whole(Install, "install,sync"),
    row(Upgrade, "update"),
    row(Remove, "remove"),
    whole(Clean, "cache clear"),
];
const LUAROCKS: &[Row] =
    &[row(Install, "install,make,build"), row(Remove, "remove"), row(Download, "download")];
const SWUPD: &[Row] = &[
    row(Install, "bundle-add,3rd-party bundle-add"),
    row(Upgrade, "update"),
    row(Remove, "bundle-remove"),
    row(Clean, "clean"),
];

fn actions(manager: Manager) -> &'static [Row] {
    match manager {
        Manager::Apk => APK,
        Manager::Apt | Manager::AptGet | Manager::Aptitude => APT,
        Manager::Bun => BUN,
        Manager::Bundler => BUNDLER,
        Manager::Cargo => CARGO,
        Manager::Composer => COMPOSER,
        Manager::Conda | Manager::Mamba | Manager::Micromamba => CONDA,
        Manager::Dnf | Manager::Microdnf | Manager::Tdnf | Manager::Yum => DNF,
        Manager::Gem => GEM,
        Manager::Go => GO,
        Manager::LuaRocks => LUAROCKS,
        Manager::Npm => NPM,
        Manager::Cpanm | Manager::Pacman => &[],
        Manager::Pecl => PECL,
        Manager::Pip => PIP,
        Manager::Pipx => PIPX,
        Manager::Pnpm => PNPM,
        Manager::Poetry => POETRY,
        Manager::Swupd => SWUPD,
        Manager::Uv => UV,
        Manager::Yarn => YARN,
        Manager::Zypper => ZYPPER,
    }
}

/// Programs that have no subcommands: `npx` and its like run a package, `cpanm` installs.
fn runner_action<'a>(manager: Manager, invocation: &Invocation<'a>) -> Option<(Action, Vec<&'a Word>)> {
    let runs = matches!(invocation.name, "npx" | "pnpx" | "bunx" | "uvx");
    if runs {
        // What follows the package are its own arguments.
        return Some((Action::Run, invocation.operands.first().copied().into_iter().collect()));
    }
    (manager == Manager::Cpanm).then(|| (Action::Install, invocation.operands.clone()))
}

/// `pacman` says by options what to do.
fn pacman_action(invocation: &Invocation<'_>) -> Action {
    let named = !invocation.operands.is_empty();
    if invocation.has(&["-R", "--remove"]) {
        return Action::Remove;
    }
    if invocation.has(&["-U", "--upgrade"]) {
        return Action::Install;
    }
    if !invocation.has(&["-S", "--sync"]) {
        return Action::Other;
    }
    if invocation.has(&["-c", "--clean"]) {
        Action::Clean
    } else if invocation.has(&["-w", "--downloadonly"]) {
        Action::Download
    } else if named {
        Action::Install
    } else if invocation.has(&["-u", "--sysupgrade"]) {
        Action::Upgrade
    } else {
        Action::Update
    }
}

#[test]
fn tables_are_sorted() {
    assert!(MANAGERS.is_sorted_by_key(|(name, _)| name));
    assert_eq!(find_manager("pip3.11"), Some(Manager::Pip));
    assert_eq!(find_manager("apt-key"), None);
}
