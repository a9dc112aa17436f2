use crate::instruction::Kind;
use crate::model::Model;
use crate::rules::{Findings, Fixable, Severity, rule};
use crate::syntax::Keyword;
use crate::text::Span;

rule! {
    /// Writes a password into a URL
    ///
    /// ## Why it matters
    /// The history of the image shows every command and variable, and `git clone` keeps the address in `.git/config`. Who
    /// can pull the image can read the password, also where a build argument brings it in. A secret mount leaves no trace,
    /// as long as the command stores the secret nowhere: `git -c` hands a header over for one command.
    ///
    /// ## Examples
    /// ```dockerfile,bad
    /// FROM alpine:3.22
    /// RUN git clone https://bot:s3cr3t@git.example.com/team/app.git
    /// ```
    /// ```dockerfile,good
    /// FROM alpine:3.22
    /// RUN --mount=type=secret,id=token \
    ///     git -c http.extraHeader="Authorization: Bearer $(cat /run/secrets/token)" \
    ///     clone https://git.example.com/team/app.git
    /// ```
    pub const RULE: Rule = Rule {
        id: "credentials-in-url",
        severity: Severity::Warning,
        fixable: Fixable::Never,
        is_default: true,
        equivalents: &[],
        check,
    };
}

fn check(model: &Model, findings: &mut Findings) {
    for run in &model.scripts {
        // Most texts are told by this one character, which is quicker to look for.
        let text = model.instruction(run.instruction).map_or("", |node| model.text(node.span));
        if !text.contains('@') {
            continue;
        }
        let mounts = match model.kind(run.instruction) {
            Some(Kind::Run(run)) => run.mounts.as_slice(),
            _ => &[],
        };
        let has_secret = mounts.iter().any(|mount| mount.kind == crate::instruction::MountKind::Secret);
        for word in run.script.commands.iter().flat_map(|command| &command.words) {
            if !has_secret {
                report(&word.text, word.span, findings);
            }
        }
    }
    for (_, _, kind) in model.instructions_with(&[Keyword::Add, Keyword::Arg, Keyword::Env]) {
        match kind {
            Some(Kind::Add(add)) => {
                add.sources
                    .iter()
                    .for_each(|source| report(&source.word().text, source.word().span, findings));
            }
            Some(Kind::Env(env)) => {
                env.pairs.iter().for_each(|pair| report(&pair.value.text, pair.value.span, findings));
            }
            Some(Kind::Arg(arg)) => {
                let defaults = arg.args.iter().filter_map(|arg| arg.default.as_ref());
                defaults.for_each(|word| report(&word.text, word.span, findings));
            }
            _ => {}
        }
    }
}

fn report(text: &str, span: Span, findings: &mut Findings) {
    if !text.contains('@') {
        return;
    }
    if let Some(host) = text.split("://").skip(1).find_map(with_credentials) {
        findings.add(span, format!("a password for `{host}` stands in a URL"), None);
    }
}

/// The host of what follows a scheme, where a password stands before it.
fn with_credentials(rest: &str) -> Option<&str> {
    let end = rest.find(['/', '?', '#', ' ', '\t', '"', '\'', '\n', '\\', ';', '|']).unwrap_or(rest.len());
    let (user, host) = rest.get(..end)?.rsplit_once('@')?;
    let (name, password) = user.split_once(':').unwrap_or((user, ""));
    let is_token = |text: &str| {
        ["ghp_", "gho_", "ghs_", "github_pat_", "glpat-", "oauth2"]
            .iter()
            .any(|prefix| text.starts_with(prefix))
    };
    let lower = name.to_ascii_lowercase();
    let is_secret_variable = name.starts_with('$') && (lower.contains("token") || lower.contains("secret"));
    let has_password = !password.is_empty() && !password.starts_with(['<', '{', '[', '*']);
    (!host.is_empty() && (has_password || is_token(name) || is_secret_variable)).then_some(host)
}

#[test]
fn vectors() {
    let pass = [
        "FROM a\nRUN git clone https://git@example.com/a.git && curl http://b:80/x@1\n",
        "FROM a\nRUN --mount=type=secret,id=t git clone https://x:$(cat /run/secrets/t)@example.com/a.git\n",
        "FROM a\nRUN sed s/a:b@c/d/ https://$HOST:80/\nENV A=b:c@d\n",
    ];
    let fail = [
        "FROM a\nRUN git clone «https://me:pw@example.com/a.git» && x «https://$TOKEN@e.com/b»\n",
        "FROM a\nENV URL=«postgres://me:pw@db/x»\nADD «https://ghp_x@example.com/a» /x\n",
    ];
    crate::rules::check_vectors(&RULE, &pass, &fail, &[]);
}
