use crate::instruction::source::SourceKind;
use crate::instruction::{Add, Copy, Kind, Source};
use crate::model::Model;
use crate::model::dockerignore::Dockerignore;
use crate::rules::Equivalent::BuildKit;
use crate::rules::{Findings, Fixable, Severity, rule};
use crate::syntax::Keyword;
use crate::text::clean_path;

rule! {
    /// Copies a file that `.dockerignore` leaves out
    ///
    /// ## Why it matters
    /// What `.dockerignore` leaves out is not sent to the build, so the instruction finds nothing there and fails. The
    /// rule needs the text of the `.dockerignore`, and says nothing where one of its lines takes files back in with `!`.
    /// Such a line behind the one that leaves the file out settles it: `!build.log`.
    ///
    /// ## Examples
    /// With the line `*.log` in `.dockerignore`:
    /// ```dockerfile,bad
    /// FROM alpine:3.22
    /// COPY build.log /srv/
    /// ```
    /// ```dockerfile,good
    /// FROM alpine:3.22
    /// COPY build.txt /srv/
    /// ```
    pub const RULE: Rule = Rule {
        id: "copy-of-ignored-file",
        severity: Severity::Error,
        fixable: Fixable::Never,
        is_default: true,
        equivalents: &[BuildKit("CopyIgnoredFile")],
        check,
    };
}

fn check(model: &Model, findings: &mut Findings) {
    let Some(Ok(ignore)) = model.options.dockerignore.as_deref().map(Dockerignore::parse_for_checks) else {
        return;
    };
    if ignore.patterns.is_empty() || ignore.has_exceptions() {
        return;
    }
    for place in model.dispatched_with(&[Keyword::Add, Keyword::Copy]) {
        let (Kind::Copy(Copy { sources, from: None, .. }) | Kind::Add(Add { sources, .. })) = place.kind
        else {
            continue;
        };
        for source in sources {
            let Source::Path(word) = source else { continue };
            let Some(path) = place.expand(model, word) else { continue };
            if is_ignored(&ignore, &path) {
                let message = format!("`{path}` is left out by `.dockerignore`{}", advice(&path));
                findings.add_dispatched(&place, word.span, message, None);
            }
        }
    }
}

/// The line that takes a file back in; for the whole context, or for a pattern, that is no matter of one line.
fn advice(path: &str) -> String {
    let path = clean_path(path);
    let path = path.trim_start_matches('/');
    let is_plain = !path.is_empty() && path != "." && !path.contains(['*', '?', '[', '\\', '\n']);
    if is_plain { format!("; a line `!{path}` at its end takes it back in") } else { String::new() }
}

/// Follows `validateCopySourcePath` of BuildKit.
fn is_ignored(ignore: &Dockerignore, path: &str) -> bool {
    if !matches!(SourceKind::parse(path), Ok(SourceKind::Local)) {
        return false;
    }
    let path = clean_path(path);
    let is_root = path == "/" || path == ".";
    let is_all = || ignore.patterns.iter().any(|line| matches!(line.pattern.as_str(), "*" | "**" | "**/*"));
    (!is_root || is_all()) && ignore.is_ignored(&path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Options;
    use crate::rules::check_rule;

    fn found(dockerignore: &str, instruction: &str) -> Vec<String> {
        let options = Options { dockerignore: Some(dockerignore.to_owned()), ..Options::default() };
        let model = Model::new(&format!("FROM a\n{instruction}\n"), &options);
        let findings = check_rule(&RULE, &model);
        findings.iter().map(|finding| model.text(finding.span).to_owned()).collect()
    }

    #[test]
    fn the_line_that_takes_it_back_in_does() {
        let findings = |dockerignore: &str| {
            let options = Options { dockerignore: Some(dockerignore.to_owned()), ..Options::default() };
            check_rule(&RULE, &Model::new("FROM a\nCOPY ./src/a.log /x\n", &options))
        };
        assert!(
            findings("*.log\n**/*.log\n")[0]
                .message
                .ends_with("; a line `!src/a.log` at its end takes it back in")
        );
        assert!(findings("*.log\n**/*.log\n!src/a.log\n").is_empty());
        assert_eq!(advice("."), "");
    }

    #[test]
    fn ignored_sources() {
        assert_eq!(found("a\n", "COPY a b a/c /x"), ["a", "a/c"]);
        assert_eq!(found("*.log", "ADD ./x.log $Y.log /x"), ["./x.log", "$Y.log"]);
        assert_eq!(found("**", "COPY . /x"), ["."]);
        assert_eq!(found(".*", "COPY . /x"), [""; 0]);
        assert_eq!((found("[z-a]\n**", "COPY . /x").len(), found("*", "COPY . ./ /x").len()), (0, 2));
        assert_eq!(found("*\n!b", "COPY a /x"), [""; 0]);
        assert_eq!(found("a", "COPY --from=b a /x"), [""; 0]);
        assert_eq!(found("a", "COPY <<a /x\na\n"), [""; 0]);
        assert_eq!(found("**", "ADD https://example.com/a git@example.com:a/b.git /x"), [""; 0]);
        assert_eq!(found("", "COPY a /x"), [""; 0]);
        assert_eq!(
            (found("a\n[z-a]\n", "COPY a b /x"), found("[z-a]\na\n", "COPY a /x")),
            (vec!["a".to_owned()], vec![])
        );
        assert_eq!(found("a", "FROM a AS b\nONBUILD COPY a /x\nFROM b"), ["b"]);
    }
}
