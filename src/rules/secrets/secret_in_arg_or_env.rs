use crate::instruction::Kind;
use crate::model::Model;
use crate::rules::Equivalent::{BuildKit, Hadolint};
use crate::rules::{Findings, Fixable, Severity, rule};

rule! {
    /// Keeps what looks like a secret in `ARG` or `ENV`
    ///
    /// ## Why it matters
    /// The value of `ENV` is part of the image, and that of `ARG` stays in its history and in build attestations: whoever
    /// gets the image can read both. `RUN --mount=type=secret` shows a secret to one command and leaves no trace. The
    /// name decides: a part such as `password`, `token` or `key`, unless another part is `public`, `file` or `version`.
    ///
    /// ## Examples
    /// ```dockerfile,bad
    /// FROM alpine:3.22
    /// ARG NPM_TOKEN
    /// RUN npm ci
    /// ```
    /// ```dockerfile,good
    /// FROM alpine:3.22
    /// RUN --mount=type=secret,id=npm,env=NPM_TOKEN npm ci
    /// ```
    pub const RULE: Rule = Rule {
        id: "secret-in-arg-or-env",
        severity: Severity::Warning,
        fixable: Fixable::Never,
        is_default: true,
        equivalents: &[BuildKit("SecretsUsedInArgOrEnv"), Hadolint("DL3064")],
        check,
    };
}

fn check(model: &Model, findings: &mut Findings) {
    for place in model.dispatched().filter(|place| place.stage.is_some()) {
        match place.kind {
            Kind::Arg(arg) => {
                for name in arg.args.iter().map(|arg| &arg.name).filter(|name| is_secret(&name.text)) {
                    let message =
                        format!("`{}` looks like a secret, and ARG keeps it in the image history", name.text);
                    findings.add_dispatched(&place, name.span, message, None);
                }
            }
            Kind::Env(env) => {
                for name in env.pairs.iter().map(|pair| &pair.name) {
                    let text = place.expand(model, name).unwrap_or_else(|| name.text.clone());
                    if is_secret(&text) {
                        let message = format!("`{text}` looks like a secret, and ENV keeps it in the image");
                        findings.add_dispatched(&place, name.span, message, None);
                    }
                }
            }
            _ => {}
        }
    }
}

const SECRETS: [&str; 10] =
    ["apikey", "auth", "credential", "credentials", "key", "password", "pword", "passwd", "secret", "token"];
const HARMLESS: [&str; 3] = ["public", "file", "version"];

/// Follows the patterns of BuildKit: whole parts between underscores count.
fn is_secret(name: &str) -> bool {
    let has =
        |words: &[&str]| name.split('_').any(|part| words.iter().any(|word| word.eq_ignore_ascii_case(part)));
    has(&SECRETS) && !has(&HARMLESS)
}

#[test]
fn vectors() {
    let pass =
        ["FROM a\nARG PASSPHRASE monkey\nENV KEYS=1 public_key=x TOKEN_FILE=/run/t\n", "ARG TOKEN\nFROM a\n"];
    let fail = [
        "FROM a\nARG «API_TOKEN» X=1 «auth»=y\n",
        "FROM a\nENV «DB_Password»=x «apikey»= OTHER=1\nENV «secret» x\n",
        "FROM a\nARG N=KEY\nENV «MY_$N»=x\n",
        "FROM a AS b\nONBUILD ARG TOKEN\nFROM «b»\n",
    ];
    crate::rules::check_vectors(&RULE, &pass, &fail, &[]);
}
