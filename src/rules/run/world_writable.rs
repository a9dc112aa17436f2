use crate::instruction::{Kind, chmod};
use crate::model::Model;
use crate::rules::{Findings, Fixable, Severity, rule};
use crate::syntax::Keyword;
use crate::text::Span;

rule! {
    /// Lets everyone write to files
    ///
    /// ## Why it matters
    /// With `chmod 777` any process in the container may replace a program or a configuration, whichever user it runs
    /// as. Mostly it stands for a missing owner: `chown`, `COPY --chown` or a group that may write say who is meant.
    ///
    /// ## Examples
    /// ```dockerfile,bad
    /// FROM debian:13
    /// RUN chmod -R 777 /srv/app/data
    /// ```
    /// ```dockerfile,good
    /// FROM debian:13
    /// RUN chown -R 10001:10001 /srv/app/data
    /// ```
    pub const RULE: Rule = Rule {
        id: "world-writable",
        severity: Severity::Warning,
        fixable: Fixable::Never,
        is_default: true,
        equivalents: &[],
        check,
    };
}

fn check(model: &Model, findings: &mut Findings) {
    for ran in findings.programs.named("chmod") {
        let Some(effective) = ran.command.effective() else { continue };
        let args = effective.words.get(1..).unwrap_or_default();
        // A change such as `-w` is no option, but takes rights away.
        let Some(mode) = args.iter().find(|word| !word.text.starts_with('-')) else { continue };
        report(&mode.text, mode.span, findings);
    }
    for (_, _, kind) in model.instructions_with(&[Keyword::Add, Keyword::Copy]) {
        let chmod = match kind {
            Some(Kind::Copy(copy)) => copy.chmod.as_ref(),
            Some(Kind::Add(add)) => add.chmod.as_ref(),
            _ => None,
        };
        if let Some(mode) = chmod {
            report(&mode.text, mode.span, findings);
        }
    }
}

fn report(mode: &str, span: Span, findings: &mut Findings) {
    if lets_others_write(mode) {
        findings.add(span, format!("`{mode}` lets everyone write"), None);
    }
}

/// Whether others may write afterwards, without the sticky bit that protects files in a shared directory.
fn lets_others_write(mode: &str) -> bool {
    if mode.bytes().all(|byte| byte.is_ascii_digit()) {
        let bits = u32::from_str_radix(mode, 8).unwrap_or(0);
        return bits & 0o1000 == 0 && bits & 0o002 != 0;
    }
    chmod::parse_chmod(mode).is_ok()
        && !mode.contains('t')
        && mode.split(',').any(|change| {
            let at = change.find(['+', '=', '-']).unwrap_or(change.len());
            let (who, what) = change.split_at_checked(at).unwrap_or_default();
            // Without a letter in front the umask keeps `w` from others.
            !what.starts_with('-') && what.contains('w') && who.contains(['o', 'a'])
        })
}

#[test]
fn vectors() {
    let pass = [
        "FROM a\nRUN chmod 755 x && chmod 1777 /tmp && chmod +w x && chmod o-w x && chmod g+w,o+x x\n",
        "FROM a\nRUN chmod $MODE x && chmod a+rwxt /tmp\nCOPY --chmod=644 777 777\n",
    ];
    let fail = [
        "FROM a\nRUN chmod -R «777» x && sudo chmod «0666» y\nCOPY --chmod=«777» a b\n",
        "FROM a\nRUN chmod «a+rwx» x; chmod «ugo+w» y; chmod «u+x,o=rw» z\n",
    ];
    crate::rules::check_vectors(&RULE, &pass, &fail, &[]);
}
