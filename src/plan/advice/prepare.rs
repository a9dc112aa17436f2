//! What a command downloads before it needs the project, as a command of its own.

use crate::shell::{Command, Install};

/// A program, what it is told, the command that does a part of it before, and the files which that needs. Words that may be
/// told are separated by blanks.
type Row = (&'static str, &'static str, &'static str, &'static str);

const ROWS: &[Row] = &[
    ("go", "build install run test vet", "go mod download", "go.mod go.sum"),
    ("mvn", "compile install package verify", "mvn -B dependency:go-offline", "pom.xml"),
    ("mvnw", "compile install package verify", "./mvnw -B dependency:go-offline", "mvnw pom.xml .mvn/"),
];

/// What can be done before a command, and how; `None` where nothing is known.
pub(super) fn of(command: &Command) -> Option<(Install, String)> {
    let effective = command.effective()?;
    let words = || effective.words.iter().map(|word| word.text.as_str());
    if let Some(mut install) = command.install().filter(|install| install.is_project) {
        let flag = if effective.name == "uv" { "--no-install-project" } else { "--no-root" };
        let is_plain = effective.wrappers.is_empty() && words().all(is_plain) && command.redirects.is_empty();
        install.is_project = false;
        return is_plain.then(|| (install, format!("{} {flag}", words().collect::<Vec<_>>().join(" "))));
    }
    const ELSEWHERE: &[&str] = &["-mod=vendor", "-C", "-f", "--file", "-pl", "-o", "--offline"];
    let (_, told, before, files) = ROWS.iter().find(|row| row.0 == effective.name)?;
    // An output of `go build` is no offline mode of Maven.
    let is_elsewhere =
        words().any(|word| ELSEWHERE.contains(&word) && !(word == "-o" && effective.name == "go"));
    let is_told = words().skip(1).any(|word| told.split(' ').any(|known| known == word));
    // Without modules there is no list of them.
    let is_old = command.assignments.iter().any(|one| one.name == "GO111MODULE" && one.value.text != "on");
    let is_versioned = words().any(|word| word.contains('@'));
    if !is_told || is_elsewhere || is_versioned || is_old {
        return None;
    }
    let name = before.trim_start_matches("./").replace(" -B", "");
    let files = files.split(' ').map(str::to_owned).collect();
    Some((Install { name, files, is_project: false }, (*before).to_owned()))
}

fn is_plain(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_=.,/".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shell::parse;
    use crate::text::Joined;

    #[test]
    fn vectors() {
        for (text, expected) in [
            ("go build -o /x ./cmd", "go mod download"),
            ("go install x@v1", ""),
            ("go build -mod=vendor", ""),
            ("go version", ""),
            ("GO111MODULE=off go build", ""),
            ("mvn -B -DskipTests package", "mvn -B dependency:go-offline"),
            ("mvn -o package", ""),
            ("uv sync --frozen", "uv sync --frozen --no-install-project"),
            ("poetry install --only main", "poetry install --only main --no-root"),
            ("poetry install --no-root", ""),
            ("poetry install $X", ""),
            ("make", ""),
        ] {
            let script = parse(&Joined::verbatim(text, 0));
            let way = of(&script.commands[0]).map(|(_, way)| way);
            assert_eq!(way.unwrap_or_default(), expected, "{text}");
        }
    }
}
