use super::packages::module;
use super::{Command, Invocation};

/// A command that installs what files of the project list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Install {
    /// The command in short, such as `npm ci`.
    pub name: String,
    /// The files that say what is installed, as sources of COPY: relative to where the command runs, or absolute.
    /// Directories end with a slash.
    pub files: Vec<String>,
    /// Whether it installs the project itself too, for which it needs all of it.
    pub is_project: bool,
}

/// A program, what it is told to do, and the files that it reads then. Several of the latter two are separated by commas
/// and blanks.
struct Row {
    program: &'static str,
    told: &'static str,
    files: &'static str,
}

const fn row(program: &'static str, told: &'static str, files: &'static str) -> Row {
    Row { program, told, files }
}

/// Sorted by program.
const ROWS: &[Row] = &[
    row("bun", "install,i,ci", "package.json bun.lock*"),
    row("bundle", ",install", "Gemfile Gemfile.lock"),
    row("composer", "install,i", "composer.json composer.lock"),
    row("dart", "pub get", "pubspec.yaml pubspec.lock"),
    row("dotnet", "restore", "*.csproj"),
    row("flutter", "pub get", "pubspec.yaml pubspec.lock"),
    row("go", "mod download", "go.mod go.sum"),
    row("gradle", "dependencies", "build.gradle* settings.gradle* gradle.properties*"),
    row("gradlew", "dependencies", "gradlew build.gradle* settings.gradle* gradle.properties* gradle/"),
    row("mix", "deps.get", "mix.exs mix.lock"),
    row("mvn", "dependency:go-offline,dependency:resolve", "pom.xml"),
    row("mvnw", "dependency:go-offline,dependency:resolve", "mvnw pom.xml .mvn/"),
    row("npm", "ci,clean-install,install,i", "package*.json"),
    row("pipenv", "install,sync", "Pipfile Pipfile.lock"),
    row("pnpm", "install,i,ci", "package.json pnpm-lock.yaml"),
    row("pnpm", "fetch", "pnpm-lock.yaml"),
    row("poetry", "install,sync", "pyproject.toml poetry.lock"),
    row("swift", "package resolve", "Package.swift Package.resolved"),
    row("uv", "sync", "pyproject.toml uv.lock"),
    row("yarn", ",install", "package.json yarn.lock"),
];

/// Options by which a program works elsewhere, or on several projects.
const ELSEWHERE: &[&str] = &[
    "-C",
    "-F",
    "-d",
    "-f",
    "-g",
    "-r",
    "-w",
    "--cwd",
    "--dir",
    "--directory",
    "--file",
    "--filter",
    "--gemfile",
    "--global",
    "--prefix",
    "--project",
    "--recursive",
    "--working-dir",
    "--workspace",
    "--workspaces",
];

impl Command {
    /// What the command installs from files of the project; `None` for any other command, and for one that works in
    /// another directory than its own.
    pub fn install(&self) -> Option<Install> {
        let effective = self.effective()?;
        let (name, words) =
            module(effective.name, effective.words).unwrap_or((effective.name, effective.words));
        let bare = name.trim_end_matches(|c: char| c == '.' || c.is_ascii_digit());
        if matches!(bare, "pip" | "uv") {
            let found = Invocation::read(name, words)?;
            if let Some(install) = requirements(bare, &found) {
                return Some(install);
            }
        }
        let rows = ROWS.iter().filter(|row| row.program == name);
        let mut found: Option<(&Row, String, Vec<String>)> = None;
        for row in rows {
            let invocation = Invocation::read(name, words)?;
            if invocation.has(ELSEWHERE) {
                return None;
            }
            let said = invocation.subcommand.into_iter().chain(invocation.operands.iter().copied());
            let said: Vec<&str> = said.map(|word| word.text.as_str()).collect();
            let told = said.join(" ");
            let files = || row.files.split(' ').map(str::to_owned).collect();
            if row.told.split(',').any(|known| known == told) {
                found = Some((row, told, files()));
            } else if let ("dotnet", ["restore", project]) = (name, said.as_slice())
                && project.ends_with("proj")
                && is_below(project)
            {
                found = Some((row, "restore".to_owned(), vec![(*project).to_owned()]));
            }
        }
        let (row, told, files) = found?;
        let is_bare = |flags: &[&str]| !words.iter().any(|word| flags.contains(&word.text.as_str()));
        let is_project = match row.program {
            "poetry" => is_bare(&["--no-root"]),
            "uv" => is_bare(&["--no-install-project", "--no-install-workspace"]),
            _ => false,
        };
        Some(Install { name: format!("{name} {told}").trim().to_owned(), files, is_project })
    }
}

/// `pip install -r file`.
fn requirements(program: &str, found: &Invocation) -> Option<Install> {
    let (first, rest) = match (program, found.subcommand_name()) {
        ("pip", "install" | "wheel") => (found.subcommand_name(), found.operands.as_slice()),
        ("uv", "pip") => {
            let (first, rest) = found.operands.split_first()?;
            (first.text.as_str(), rest)
        }
        _ => return None,
    };
    let sync = program == "uv" && first == "sync";
    let named = if sync { rest } else { &[] };
    let others = if sync { &[] } else { rest };
    if !others.is_empty()
        || !(sync || matches!(first, "install" | "wheel"))
        || found.has(&["-e", "--editable"])
    {
        return None;
    }
    let lists = found.values(&["-r", "--requirement", "--requirements", "-c", "--constraint"]);
    let words = lists.map(|value| value.word).chain(named.iter().copied());
    let mut files = Vec::new();
    for word in words {
        let text = word.literal()?;
        let text = text.split_once('=').filter(|_| text.starts_with("--")).map_or(text, |(_, file)| file);
        let text = text.strip_prefix("./").unwrap_or(text);
        if !is_below(text.trim_start_matches('/')) {
            return None;
        }
        // Lists in a directory of their own name each other.
        let file = text.rsplit_once('/').filter(|(folder, _)| folder.ends_with("requirements"));
        let file = file.map_or_else(|| text.to_owned(), |(folder, _)| format!("{folder}/"));
        if !files.contains(&file) {
            files.push(file);
        }
    }
    let name = format!("{} {}{first}", found.name, if program == "uv" { "pip " } else { "" });
    (!files.is_empty()).then_some(Install { name, files, is_project: false })
}

/// Whether a path leads into the directory it starts from.
fn is_below(path: &str) -> bool {
    let is_plain = |part: &str| !part.is_empty() && part != "." && part != "..";
    path.split('/').all(is_plain) && !path.contains([' ', '*', '?', '[', '$', '~', ':', '"', '\''])
}

#[cfg(test)]
mod tests {
    use crate::shell::parse;
    use crate::text::Joined;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let script = parse(&Joined::verbatim(text, 0));
        let shown = script.commands[0].install().map(|install| {
            let project = if install.is_project { " + project" } else { "" };
            format!("{}: {}{project}", install.name, install.files.join(" "))
        });
        assert_eq!(shown.unwrap_or_default(), expected, "{text}");
    }

    #[test]
    fn files_are_known() {
        check("npm ci --omit=dev", "npm ci: package*.json");
        check("npm install -g x", "");
        check("npm install x", "");
        check("npm ci --prefix web", "");
        check("sudo yarn --frozen-lockfile", "yarn: package.json yarn.lock");
        check("yarn add x", "");
        check("pnpm i", "pnpm i: package.json pnpm-lock.yaml");
        check("bundle install --jobs 4", "bundle install: Gemfile Gemfile.lock");
        check("go mod download -x", "go mod download: go.mod go.sum");
        check("go build ./...", "");
        check("poetry install --no-root", "poetry install: pyproject.toml poetry.lock");
        check("poetry install", "poetry install: pyproject.toml poetry.lock + project");
        check("uv sync --locked --no-install-project", "uv sync: pyproject.toml uv.lock");
        check("./mvnw -B dependency:go-offline", "mvnw dependency:go-offline: mvnw pom.xml .mvn/");
        check("mvn package", "");
        check(
            "gradle dependencies --no-daemon",
            "gradle dependencies: build.gradle* settings.gradle* gradle.properties*",
        );
        check("dotnet restore src/App/App.csproj", "dotnet restore: src/App/App.csproj");
        check("dotnet restore", "dotnet restore: *.csproj");
        check("mix deps.get --only prod", "");
    }

    #[test]
    fn lists_of_python_are_found() {
        check(
            "pip install --no-cache-dir -r requirements.txt -c limits.txt",
            "pip install: requirements.txt limits.txt",
        );
        check("pip3.12 install -r ./a/dev.txt", "pip3.12 install: a/dev.txt");
        check("python3 -m pip install --requirement=r.txt", "pip install: r.txt");
        check("pip install -r requirements/prod.txt", "pip install: requirements/");
        check("pip install -r /app/r.txt", "pip install: /app/r.txt");
        check("uv pip install --system -r r.txt", "uv pip install: r.txt");
        check("uv pip sync r.txt", "uv pip sync: r.txt");
        check("pip wheel -w /w -r r.txt", "pip wheel: r.txt");
        check("pip install -r r.txt .", "");
        check("pip install -r r.txt x", "");
        check("pip install -e . -r r.txt", "");
        check("pip install -r $R", "");
        check("pip install -r ../r.txt", "");
        check("pip install x", "");
    }
}
