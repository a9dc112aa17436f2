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

    /// A shell, where there is one, reads what was meant.
    #[test]
    fn a_shell_agrees() {
        let values =
            ["plain", "a b", "it's \"so\"", "$HOME `id` \\n \\", "two\nlines", "-dash", "", "~", "é*?#!"];
        for value in values {
            let script = format!("printf %s {}", quote(value));
            let Ok(output) = std::process::Command::new("sh").arg("-c").arg(script).output() else { return };
            assert_eq!(String::from_utf8_lossy(&output.stdout), value);
        }
    }
}
