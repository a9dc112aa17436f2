use crate::model::Options;

/// A longer command is written with an option a line, in characters.
const MAX_LINE: usize = 72;

/// The command that builds with these options, for a POSIX shell: on one line, or with an option a line where that would
/// be long. The text is taken to be in the file `Dockerfile` of the current folder.
pub fn command_line(options: &Options) -> String {
    let mut words = vec!["docker buildx build".to_owned(), option("--file", "Dockerfile")];
    let single = [("--target", &options.target), ("--platform", &options.platform)];
    let single = single.into_iter().filter_map(|(name, value)| Some(option(name, value.as_deref()?)));
    words.extend(single);
    let pairs =
        |name: &'static str| move |(key, value): (&String, &String)| option(name, &format!("{key}={value}"));
    words.extend(options.build_args.iter().map(pairs("--build-arg")));
    words.extend(options.named_contexts.iter().map(pairs("--build-context")));
    words.push(".".to_owned());
    let line = words.join(" ");
    if line.chars().count() > MAX_LINE { words.join(" \\\n  ") } else { line }
}

/// Whether a command is written as PowerShell or cmd would not read it: quoted, or on several lines.
pub fn is_for_posix_shells(line: &str) -> bool {
    line.contains(['\'', '\n'])
}

/// An option and its value, so that the value is never taken for another option.
fn option(name: &str, value: &str) -> String {
    let between = if value.starts_with('-') || value.is_empty() { "=" } else { " " };
    format!("{name}{between}{}", quote(value))
}

/// A word that any POSIX shell reads as `text`. No command can be given a NUL, so that is left out.
fn quote(text: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_./:,@%+=".contains(&byte);
    // A word that begins with `=` names a program to zsh.
    if !text.is_empty() && !text.starts_with('=') && text.bytes().all(is_plain) {
        return text.to_owned();
    }
    format!("'{}'", text.replace('\0', "").replace('\'', "'\\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(set: impl Fn(&mut Options)) -> String {
        let mut options = Options::default();
        set(&mut options);
        command_line(&options)
    }

    #[test]
    fn plain_values_stand_as_they_are() {
        assert_eq!(with(|_| {}), "docker buildx build --file Dockerfile .");
        let target = with(|options| options.target = Some("runtime".to_owned()));
        assert_eq!(target, "docker buildx build --file Dockerfile --target runtime .");
        let all = with(|options| {
            options.platform = Some("linux/arm64,linux/arm/v7".to_owned());
            options.build_args.insert("TAG".to_owned(), "3.12-slim@x".to_owned());
            options.named_contexts.insert("src".to_owned(), "docker-image://alpine:3.22".to_owned());
        });
        assert_eq!(
            all,
            "docker buildx build \\\n  --file Dockerfile \\\n  --platform linux/arm64,linux/arm/v7 \\\n  \
             --build-arg TAG=3.12-slim@x \\\n  --build-context src=docker-image://alpine:3.22 \\\n  ."
        );
    }

    #[test]
    fn what_a_shell_would_read_is_quoted() {
        let quoted = [
            ("", "''"),
            ("a b", "'a b'"),
            ("it's", "'it'\\''s'"),
            ("'", "''\\'''"),
            ("\"x\"", "'\"x\"'"),
            ("$HOME `id` \\", "'$HOME `id` \\'"),
            ("a\nb", "'a\nb'"),
            ("~/src", "'~/src'"),
            ("a!b*?[c]{d};&|<>()#", "'a!b*?[c]{d};&|<>()#'"),
            ("münchen", "'münchen'"),
            ("=ls", "'=ls'"),
            ("a\0b", "'ab'"),
            ("%@:/.,+=_-", "%@:/.,+=_-"),
        ];
        for (text, word) in quoted {
            assert_eq!(quote(text), word);
        }
    }

    #[test]
    fn values_are_never_taken_for_options() {
        let line = with(|options| {
            options.target = Some("-x".to_owned());
            options.build_args.insert("-A".to_owned(), "--b".to_owned());
        });
        assert_eq!(line, "docker buildx build --file Dockerfile --target=-x --build-arg=-A=--b .");
        assert!(with(|options| options.target = Some(String::new())).contains("--target='' "));
    }

    const ODD: [&str; 16] = [
        "plain",
        "a b",
        " a ",
        "it's \"so\"",
        "$HOME `id` $(id) \\n \\",
        "two\nlines\n",
        "tab\tand\rreturn",
        "-dash",
        "--build-arg=X=1",
        "",
        "~",
        "~root/x",
        "é*?#!{a,b}[c]",
        "a=b=c",
        "!history",
        "''a''",
    ];

    /// What a shell makes of the command, without its first word; `None` where there is no such shell.
    fn words(shell: &str, line: &str) -> Option<Vec<String>> {
        let script = format!("docker() {{ printf '%s\\0' \"$@\"; }}\n{line}\n");
        let output = std::process::Command::new(shell).arg("-c").arg(script).output().ok()?;
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        Some(text.split_terminator('\0').map(str::to_owned).collect())
    }

    /// A shell, where there is one, reads what was meant: every odd value in every place.
    #[test]
    fn a_shell_agrees() {
        let mut options = Options::default();
        for (at, value) in ODD.iter().enumerate() {
            options.build_args.insert(format!("A{at:02}"), (*value).to_owned());
            options.named_contexts.insert(format!("c{at:02}"), (*value).to_owned());
        }
        let pairs = |name: &str, key: &str| {
            let pair = |(at, value)| [name.to_owned(), format!("{key}{at:02}={value}")];
            ODD.iter().enumerate().flat_map(pair).collect::<Vec<_>>()
        };
        let mut expected = ["buildx", "build", "--file", "Dockerfile"].map(str::to_owned).to_vec();
        expected.extend(pairs("--build-arg", "A"));
        expected.extend(pairs("--build-context", "c"));
        expected.push(".".to_owned());
        for shell in ["bash", "sh"] {
            let Some(words) = words(shell, &command_line(&options)) else { continue };
            assert_eq!(words, expected, "{shell}");
        }
        for value in ODD {
            let line = with(|options| options.target = Some(value.to_owned()));
            let Some(words) = words("bash", &line) else { continue };
            let joined = words.join(" ");
            let forms = ["=", " "].map(|between| format!("--target{between}{value}"));
            assert!(forms.iter().any(|form| joined.contains(form)), "{line}");
        }
    }

    #[test]
    fn what_only_a_posix_shell_reads_is_told() {
        assert!(!is_for_posix_shells(&with(|_| {})));
        assert!(is_for_posix_shells(&with(|options| options.target = Some("a b".to_owned()))));
        assert!(is_for_posix_shells(&with(|options| options.target = Some("a".repeat(80)))));
    }
}
