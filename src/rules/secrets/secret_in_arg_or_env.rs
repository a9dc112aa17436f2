use std::cell::LazyCell;
use std::collections::BTreeMap;

use crate::instruction::Kind;
use crate::model::variables::uses_in;
use crate::model::{Dispatched, Missing, Model, is_secret_name};
use crate::rules::Equivalent::{BuildKit, Hadolint};
use crate::rules::{Edit, Findings, Fix, Fixable, Severity, rule};
use crate::syntax::{DirectiveName, Keyword, Word};
use crate::text::Span;

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
    ///
    /// ## Fix
    /// Unsafe, and offered for an `ARG` without a default that only shells of `RUN` use: each such `RUN` mounts the secret
    /// as a variable of the same name, and the `ARG` goes. Build with `--secret id=NAME` then, which takes the value from
    /// the environment. A program that reads the variable without being given it needs the mount as well.
    pub const RULE: Rule = Rule {
        id: "secret-in-arg-or-env",
        severity: Severity::Warning,
        fixable: Fixable::Sometimes,
        is_default: true,
        equivalents: &[BuildKit("SecretsUsedInArgOrEnv"), Hadolint("DL3064")],
        check,
    };
}

fn check(model: &Model, findings: &mut Findings) {
    let uses = LazyCell::new(|| uses_by_origin(model));
    for place in model.dispatched_with(&[Keyword::Arg, Keyword::Env]).filter(|place| place.stage.is_some()) {
        match place.kind {
            Kind::Arg(arg) => {
                for one in arg.args.iter().filter(|arg| is_secret_name(&arg.name.text)) {
                    let name = &one.name;
                    let message =
                        format!("`{}` looks like a secret, and ARG keeps it in the image history", name.text);
                    let is_alone = arg.args.len() == 1 && one.default.is_none() && !place.is_deferred;
                    let fix = if is_alone { as_mount(model, &place, name, &uses) } else { None };
                    findings.add_dispatched(&place, name.span, message, fix);
                }
            }
            Kind::Env(env) => {
                for name in env.pairs.iter().map(|pair| &pair.name) {
                    let text = place.expand(model, name).unwrap_or_else(|| name.text.clone());
                    if is_secret_name(&text) {
                        let message = format!("`{text}` looks like a secret, and ENV keeps it in the image");
                        findings.add_dispatched(&place, name.span, message, None);
                    }
                }
            }
            _ => {}
        }
    }
}

/// The instructions that use what is declared at a place, and whether only their shells do.
type Uses = BTreeMap<Span, Vec<(usize, bool)>>;

fn uses_by_origin(model: &Model) -> Uses {
    let mut found = Uses::new();
    for index in 0..model.file.instructions.len() {
        for one in uses_in(model, index) {
            let declared = match one.missing {
                Some(Missing::NoDefault(span) | Missing::BuildOnly(span)) => Some(span),
                _ => one.origin,
            };
            if let Some(span) = declared {
                found.entry(span).or_default().push((index, one.is_shell));
            }
        }
    }
    found
}

/// Mounts the secret where it is used, instead of declaring it.
fn as_mount(model: &Model, place: &Dispatched, name: &Word, uses: &Uses) -> Option<Fix> {
    let (text, mut users) = (name.text.as_str(), uses.get(&name.span)?.clone());
    users.dedup();
    // Whoever starts from the stage may use it too, and so may what ONBUILD defers.
    let mut others = model.instructions().skip(place.index + 1);
    let is_deferred = others.any(|(_, node, kind)| {
        matches!(kind, Some(Kind::Onbuild(_))) && model.text(node.span).contains(text)
    });
    if is_deferred || !has_secret_variables(model) || !name.is_verbatim(&place.node.line) {
        return None;
    }
    let mount = format!(" --mount=type=secret,id={text},env={text}");
    let mut edits = vec![Edit::delete(whole_line(model, place.node.span))];
    for (index, is_shell) in users {
        let (node, Some(Kind::Run(run))) = (model.instruction(index)?, model.kind(index)) else {
            return None;
        };
        let is_mounted = run.mounts.iter().any(|mount| mount.env.is_some());
        if !is_shell || is_mounted {
            return None;
        }
        edits.push(Edit::insert(node.keyword_span.end, mount.as_str()));
    }
    Some(Fix::unsafe_(format!("Mount `{text}` as a secret where it is used"), edits))
}

/// Whether the frontend that the file asks for can mount a secret as a variable, which came with version 1.10.
fn has_secret_variables(model: &Model) -> bool {
    let syntax = model.file.directives.iter().find(|directive| directive.name == DirectiveName::Syntax);
    let Some(syntax) = syntax else { return true };
    let Some(version) = syntax.value.strip_prefix("docker/dockerfile:") else { return false };
    let version = version.strip_suffix("-labs").unwrap_or(version);
    let minor = version.strip_prefix("1.").and_then(|rest| rest.split('.').next());
    match minor {
        Some(minor) => minor.parse::<u32>().is_ok_and(|minor| minor >= 10),
        None => matches!(version, "1" | "latest" | "labs"),
    }
}

/// The span with the line end behind it.
fn whole_line(model: &Model, span: Span) -> Span {
    let rest = model.source.get(span.end as usize..).unwrap_or_default();
    let blank = rest.find('\n').map_or(rest.len(), |at| at + 1);
    let is_blank = rest.get(..blank).is_some_and(|text| text.trim().is_empty());
    Span::new(span.start, if is_blank { span.end + blank as u32 } else { span.end })
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
    let fix = [
        (
            "FROM a\nARG «NPM_TOKEN»\nRUN echo $NPM_TOKEN > x && echo \"$NPM_TOKEN\"\nRUN y\n",
            "FROM a\nRUN --mount=type=secret,id=NPM_TOKEN,env=NPM_TOKEN echo $NPM_TOKEN > x && echo \"$NPM_TOKEN\"\nRUN y\n",
        ),
        (
            "FROM a AS b\r\nARG «TOKEN»\r\nFROM b\r\nrun --network=none x $TOKEN\r\n",
            "FROM a AS b\r\nFROM b\r\nrun --mount=type=secret,id=TOKEN,env=TOKEN --network=none x $TOKEN\r\n",
        ),
    ];
    crate::rules::check_vectors(&RULE, &pass, &fail, &fix);
}

#[test]
fn no_mount_is_offered_where_it_is_not_clear() {
    let fixes = |text: &str| {
        let found = crate::rules::check_rule(&RULE, &Model::new(text, &crate::Options::default()));
        found.iter().map(|finding| finding.fixes.len()).sum::<usize>()
    };
    assert_eq!(fixes("FROM a\nARG TOKEN\nRUN x $TOKEN\n"), 1);
    assert_eq!(fixes("# syntax=docker/dockerfile:1.10\nFROM a\nARG TOKEN\nRUN x $TOKEN\n"), 1);
    let unclear = [
        "FROM a\nARG TOKEN\nRUN npm ci\n",
        "FROM a\nARG TOKEN\nLABEL a=$TOKEN\nRUN x $TOKEN\n",
        "FROM a\nARG TOKEN\nENV T=$TOKEN\nRUN x $TOKEN\n",
        "FROM a\nARG TOKEN=1\nRUN x $TOKEN\n",
        "FROM a\nARG TOKEN A\nRUN x $TOKEN\n",
        "FROM a\nARG TOKEN\nRUN x $TOKEN\nONBUILD RUN x $TOKEN\n",
        "FROM a\nARG TOKEN\nRUN x $TOKEN\nCMD echo $TOKEN\n",
        "FROM a\nARG TOKEN\nRUN --mount=type=secret,id=x,env=TOKEN x $TOKEN\n",
        "# syntax=docker/dockerfile:1.4\nFROM a\nARG TOKEN\nRUN x $TOKEN\n",
    ];
    assert!(unclear.iter().all(|text| fixes(text) == 0));
}
