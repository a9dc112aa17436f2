use crate::instruction::Kind;
use crate::instruction::port::{PortError, PortSpec};
use crate::model::Model;
use crate::rules::Equivalent::BuildKit;
use crate::rules::{Edit, Findings, Fix, Fixable, Severity, rule};
use crate::syntax::{Keyword, Word};

rule! {
    /// Names an address or a port of the host in `EXPOSE`
    ///
    /// ## Why it matters
    /// `EXPOSE` says which ports the container listens on. Which port of the host leads there is decided by
    /// `docker run --publish`; BuildKit ignores it here and announces that it will become an error.
    ///
    /// ## Examples
    /// ```dockerfile,bad
    /// FROM alpine:3.22
    /// EXPOSE 8080:80
    /// ```
    /// ```dockerfile,good
    /// FROM alpine:3.22
    /// EXPOSE 80
    /// ```
    ///
    /// ## Fix
    /// Safe: leaves the port of the container.
    pub const RULE: Rule = Rule {
        id: "expose-with-host-port",
        severity: Severity::Warning,
        fixable: Fixable::Sometimes,
        is_default: true,
        equivalents: &[BuildKit("ExposeInvalidFormat")],
        check,
    };
}

fn check(model: &Model, findings: &mut Findings) {
    for place in model.dispatched_with(&[Keyword::Expose]) {
        let Kind::Expose(expose) = place.kind else { continue };
        for word in &expose.ports {
            for port in place.expand_to_words(model, word).unwrap_or_default() {
                if is_mapping(&port) {
                    let message = format!("`{port}` names the host, which `EXPOSE` ignores");
                    findings.add_dispatched(&place, word.span, message, fix(model, word));
                }
            }
        }
    }
}

/// Whether a word names an address or a port of the host, be they right or wrong.
fn is_mapping(port: &str) -> bool {
    match PortSpec::parse(port) {
        Ok(port) => port.is_mapping(),
        Err(PortError::Protocol { .. }) => false,
        Err(_) => port.rsplit_once(':').is_some_and(|(host, _)| !host.trim_matches(':').is_empty()),
    }
}

fn fix(model: &Model, word: &Word) -> Option<Fix> {
    let text = model.text(word.span);
    let (_, port) = text.rsplit_once(':')?;
    let is_plain = !text.contains(['$', '"', '\'', '\\', '`']);
    is_plain.then(|| Fix::safe(format!("Write `{port}`"), vec![Edit::replace(word.span, port)]))
}

#[test]
fn vectors() {
    let pass = ["FROM a\nEXPOSE 80 8000-8010/udp $P\n", "FROM a\nEXPOSE :80 80: x\n"];
    let fail = [
        "FROM a\nEXPOSE 1 «80:80» «[::1]:80:80» «[::1:80:80»\n",
        "FROM a\nENV P=80\nEXPOSE «$P:80»\n",
        "FROM a AS b\nONBUILD EXPOSE 1:80/TCP\nFROM «b»\n",
    ];
    let fix = [("FROM a\nEXPOSE «127.0.0.1:8080:80/tcp» 81\n", "FROM a\nEXPOSE 80/tcp 81\n")];
    crate::rules::check_vectors(&RULE, &pass, &fail, &fix);
}
