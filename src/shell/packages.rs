use super::managers::{find_action, find_manager};
use super::{Command, Effective, Invocation, PartKind, Word};

/// A command of a package manager.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackageCommand<'a> {
    /// Which one.
    pub manager: Manager,
    /// What it does.
    pub action: Action,
    /// The packages, files or addresses it names, as written; empty where it takes them from a file, or all.
    pub packages: Vec<&'a Word>,
    /// Its options. Named after the manager also for `python -m pip`.
    pub invocation: Invocation<'a>,
}

/// A package manager.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Manager {
    /// Alpine.
    Apk,
    /// Debian, for people.
    Apt,
    /// Debian, for scripts.
    AptGet,
    /// Debian, with menus.
    Aptitude,
    /// JavaScript.
    Bun,
    /// Ruby, from a Gemfile.
    Bundler,
    /// Rust.
    Cargo,
    /// PHP.
    Composer,
    /// Anaconda.
    Conda,
    /// Perl.
    Cpanm,
    /// Fedora and relatives.
    Dnf,
    /// Ruby.
    Gem,
    /// Go.
    Go,
    /// Lua.
    LuaRocks,
    /// Conda in C++.
    Mamba,
    /// Fedora and relatives, small.
    Microdnf,
    /// Mamba, small.
    Micromamba,
    /// JavaScript.
    Npm,
    /// Arch.
    Pacman,
    /// PHP extensions.
    Pecl,
    /// Python.
    Pip,
    /// Python programs.
    Pipx,
    /// JavaScript.
    Pnpm,
    /// Python, from a project file.
    Poetry,
    /// Clear Linux.
    Swupd,
    /// Photon and Azure Linux.
    Tdnf,
    /// Python.
    Uv,
    /// JavaScript.
    Yarn,
    /// Red Hat, before Dnf.
    Yum,
    /// openSUSE.
    Zypper,
}

/// What a command of a package manager does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Action {
    /// Installs packages.
    Install,
    /// Fetches the list of available packages.
    Update,
    /// Replaces installed packages by newer versions.
    Upgrade,
    /// Removes packages.
    Remove,
    /// Deletes what the manager keeps in its caches.
    Clean,
    /// Fetches packages without installing them.
    Download,
    /// Runs a package without keeping it.
    Run,
    /// Anything else.
    Other,
}

impl Command {
    /// The command as one of a package manager, behind `sudo` and its like. `None` for any other command.
    pub fn package_command(&self) -> Option<PackageCommand<'_>> {
        let (name, words, manager) = self.package_manager()?;
        let invocation = Invocation::read(name, words)?;
        let (action, packages) = find_action(manager, &invocation);
        let packages = packages.into_iter().filter(|word| !word.text.is_empty()).collect();
        Some(PackageCommand { manager, action, packages, invocation })
    }

    /// Whether [`Self::package_command`] is one, which is much quicker to see than what it does.
    pub fn is_package_command(&self) -> bool {
        self.package_manager().is_some()
    }

    /// The name of a package manager, its words and which one it is.
    fn package_manager(&self) -> Option<(&str, &[Word], Manager)> {
        let Effective { name, words, .. } = self.effective()?;
        let (name, words) = module(name, words).unwrap_or((name, words));
        Some((name, words, find_manager(name)?))
    }
}

/// The module that `python -m` runs, and the words from there on.
pub(super) fn module<'a>(name: &str, words: &'a [Word]) -> Option<(&'a str, &'a [Word])> {
    if !name.starts_with("python") && !name.starts_with("pypy") {
        return None;
    }
    let index = words.iter().position(|word| word.text == "-m")? + 1;
    let options = words.get(1..index)?.iter();
    let only_options = options.clone().all(|word| word.text.starts_with('-'));
    let rest = words.get(index..)?;
    only_options.then_some((rest.first()?.literal()?, rest))
}

impl Manager {
    /// The command most people run it by.
    pub const fn command(self) -> &'static str {
        match self {
            Self::Apk => "apk",
            Self::Apt => "apt",
            Self::AptGet => "apt-get",
            Self::Aptitude => "aptitude",
            Self::Bun => "bun",
            Self::Bundler => "bundle",
            Self::Cargo => "cargo",
            Self::Composer => "composer",
            Self::Conda => "conda",
            Self::Cpanm => "cpanm",
            Self::Dnf => "dnf",
            Self::Gem => "gem",
            Self::Go => "go",
            Self::LuaRocks => "luarocks",
            Self::Mamba => "mamba",
            Self::Microdnf => "microdnf",
            Self::Micromamba => "micromamba",
            Self::Npm => "npm",
            Self::Pacman => "pacman",
            Self::Pecl => "pecl",
            Self::Pip => "pip",
            Self::Pipx => "pipx",
            Self::Pnpm => "pnpm",
            Self::Poetry => "poetry",
            Self::Swupd => "swupd",
            Self::Tdnf => "tdnf",
            Self::Uv => "uv",
            Self::Yarn => "yarn",
            Self::Yum => "yum",
            Self::Zypper => "zypper",
        }
    }

    /// Whether it installs packages of the Debian family.
    pub const fn is_apt(self) -> bool {
        matches!(self, Self::Apt | Self::AptGet | Self::Aptitude)
    }

    /// Whether it installs RPM packages with the options of `dnf`.
    pub const fn is_dnf(self) -> bool {
        matches!(self, Self::Yum | Self::Dnf | Self::Microdnf | Self::Tdnf)
    }

    /// Whether it installs packages of the system rather than those of a language.
    pub const fn is_system(self) -> bool {
        self.is_apt()
            || self.is_dnf()
            || matches!(self, Self::Apk | Self::Pacman | Self::Swupd | Self::Zypper)
    }
}

impl PackageCommand<'_> {
    /// Whether a variable, a command or a file decides which packages are meant, at least in part.
    pub fn is_open(&self) -> bool {
        let from_file = ["-r", "--requirement", "--requirements"];
        let computed = |word: &&Word| {
            word.parts.iter().any(|part| part.is_expansion() && !is_version(word, part.text.start))
        };
        let python = matches!(self.manager, Manager::Pip | Manager::Uv);
        self.packages.iter().any(computed) || python && self.invocation.has(&from_file)
    }
}

/// Whether what stands at `start` of a package word comes behind the sign that begins a version.
fn is_version(word: &Word, start: usize) -> bool {
    let before = word.text.get(..start).unwrap_or_default();
    let is_first = matches!(word.parts.first(), Some(part) if part.kind != PartKind::Literal);
    !is_first && before.trim_start_matches('@').contains(['=', '<', '>', '~', '@', ':'])
}

#[cfg(test)]
mod tests {
    use super::Manager;
    use crate::shell::parse;
    use crate::text::Joined;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let script = parse(&Joined::verbatim(text, 0));
        let shown = script.commands[0].package_command().map(|command| {
            let packages: Vec<_> = command.packages.iter().map(|word| word.text.as_str()).collect();
            format!("{:?} {:?} {}", command.manager, command.action, packages.join(" "))
        });
        assert_eq!(shown.unwrap_or_default().trim(), expected, "{text}");
    }

    #[test]
    fn system_packages() {
        check(
            "apt-get install -y --no-install-recommends -t sid curl 'git=1:2*' $X",
            "AptGet Install curl git=1:2* $X",
        );
        check("sudo apt -qq update", "Apt Update");
        check("apt-get dist-upgrade -y", "AptGet Upgrade");
        check("apt-get purge -y --auto-remove gcc", "AptGet Remove gcc");
        check("apt-get autoclean", "AptGet Clean");
        check("apt-get download x", "AptGet Download x");
        check("apk add --no-cache --virtual .deps gcc musl-dev~=1", "Apk Install gcc musl-dev~=1");
        check("apk --no-cache upgrade", "Apk Upgrade");
        check("apk del .deps", "Apk Remove .deps");
        check("apk cache clean", "Apk Clean");
        check("yum -y --enablerepo epel install a-1.0 b", "Yum Install a-1.0 b");
        check("yum groupinstall -y 'Development Tools'", "Yum Install Development Tools");
        check("yum update -y", "Yum Upgrade");
        check("dnf clean all", "Dnf Clean");
        check("microdnf makecache", "Microdnf Update");
        check("dnf5 in x", "Dnf Install x");
        check("dnf group install x", "Dnf Install x");
        check("dnf config-manager --add-repo x", "Dnf Other");
        check("zypper -n in -y x", "Zypper Install x");
        check("zypper ref", "Zypper Update");
        check("pacman -Syu --noconfirm git", "Pacman Install git");
        check("pacman -Sy", "Pacman Update");
        check("pacman -Syyu", "Pacman Upgrade");
        check("pacman -Scc --noconfirm", "Pacman Clean");
        check("swupd bundle-add x y", "Swupd Install x y");
    }

    #[test]
    fn language_packages() {
        check("pip install --no-cache-dir -r r.txt -U 'x>=1' .", "Pip Install x>=1 .");
        check("python3.11 -u -m pip --quiet install -U pip", "Pip Install pip");
        check("pip3 cache purge", "Pip Clean");
        check("pip wheel -w /w x", "Pip Download x");
        check("pipx install x", "Pipx Install x");
        check("uv pip install --system x", "Uv Install x");
        check("uv sync --frozen", "Uv Install");
        check("uv tool install x", "Uv Install x");
        check("uvx x", "Uv Run x");
        check("npm install", "Npm Install");
        check("npm i -g x@1 @y/z", "Npm Install x@1 @y/z");
        check("npm ci --omit dev", "Npm Install");
        check("npm cache clean --force", "Npm Clean");
        check("npx -y x", "Npm Run x");
        check("npm run build", "Npm Other");
        check("yarn", "Yarn Install");
        check("yarn --version", "Yarn Other");
        check("yarn global add x", "Yarn Install x");
        check("yarn cache clean && x", "Yarn Clean");
        check("pnpm dlx x", "Pnpm Run x");
        check("bun add x", "Bun Install x");
        check("gem install -N x -v 1.2", "Gem Install x");
        check("bundle install -j4", "Bundler Install");
        check("bundle", "Bundler Install");
        check("go install golang.org/x/y@v1", "Go Install golang.org/x/y@v1");
        check("go mod download", "Go Download");
        check("go build ./...", "Go Other");
        check("go clean -modcache", "Go Clean");
        check("cargo install --locked --version 1 x", "Cargo Install x");
        check("conda create -n e -c conda-forge python=3", "Conda Install python=3");
        check("micromamba clean -afy", "Micromamba Clean");
        check("mamba env update -f e.yml", "Mamba Install");
        check("composer global require x/y", "Composer Install x/y");
        check("composer clear-cache", "Composer Clean");
        check("pecl install -o x-1", "Pecl Install x-1");
        check("cpanm -n X::Y", "Cpanm Install X::Y");
        check("poetry install --no-root", "Poetry Install");
        check("luarocks install x", "LuaRocks Install x");
        check("python setup.py -m pip", "");
        check("echo pip install", "");
    }

    #[test]
    fn open_lists() {
        let is_open = |text: &str| {
            let script = parse(&Joined::verbatim(text, 0));
            script.commands[0].package_command().is_some_and(|command| command.is_open())
        };
        assert!(is_open("apk add $X") && is_open("apk add a-$X") && is_open("pip install -r x"));
        assert!(!is_open("apk add x=$V y") && !is_open("npm i @a/b@$V"));
        assert!(Manager::Tdnf.is_system() && Manager::Tdnf.is_dnf() && !Manager::Npm.is_system());
    }
}
