use crate::instruction::Kind;
use crate::instruction::port::PortSpec;
use crate::model::Model;
use crate::rules::Equivalent::BuildKit;
use crate::rules::{Edit, Findings, Fix, Fixable, Severity, rule};
use crate::syntax::Word;
use crate::text::Span;

rule! {
    /// Writes the protocol of `EXPOSE` with upper case letters
    ///
    /// ## Why it matters
    /// Protocols are written in lower case everywhere else: in the image config, in `docker port`, in Compose files.
    ///
    /// ## Examples
    /// ```dockerfile,bad
    /// FROM alpine:3.22
    /// EXPOSE 53/UDP
    /// ```
    /// ```dockerfile,good
    /// FROM alpine:3.22
    /// EXPOSE 53/udp
    /// ```
    ///
    /// ## Fix
    /// Safe: BuildKit stores the protocol in lower case.
    pub const RULE: Rule = Rule {
        id: "uppercase-expose-protocol",
        severity: Severity::Style,
        fixable: Fixable::Sometimes,
        is_default: true,
        equivalents: &[BuildKit("ExposeProtoCasing")],
        check,
    };
}

fn check(model: &Model, findings: &mut Findings) {
    for (index, _, kind) in model.instructions() {
        let Some(Kind::Expose(expose)) = kind else { continue };
        for word in &expose.ports {
            let Some(text) = model.expand(index, word) else { continue };
            for port in text.split_whitespace().filter_map(|port| PortSpec::parse(port).ok()) {
                let lower = port.protocol.to_lowercase();
                if port.protocol == lower {
                    continue;
                }
                let message = format!("The protocol `{}` is not in lower case", port.protocol);
                let span = protocol_span(model, word);
                let fix = span.map(|span| {
                    Fix::safe(format!("Write `{lower}`"), vec![Edit::replace(span, lower.as_str())])
                });
                findings.add(span.unwrap_or(word.span), message, fix);
            }
        }
    }
}

/// Where the protocol stands, if it is written there and not in a variable.
fn protocol_span(model: &Model, word: &Word) -> Option<Span> {
    let text = model.text(word.span);
    let (_, protocol) = text.rsplit_once('/')?;
    let is_plain = protocol.bytes().all(|byte| byte.is_ascii_alphabetic());
    is_plain.then(|| Span::new(word.span.end - protocol.len() as u32, word.span.end))
}

#[test]
fn vectors() {
    let pass = ["FROM a\nEXPOSE 80 80/tcp 53/udp $P\n", "FROM a\nEXPOSE 80/HTTP\n"];
    let fail = ["FROM a\nEXPOSE 80/«TCP» 1-9/«Udp» 81\n", "FROM a\nENV P=80/TCP\nEXPOSE «$P»\n"];
    let fix = [("FROM a\nENV P=53\nEXPOSE 80/«TCP» $P/«Udp»\n", "FROM a\nENV P=53\nEXPOSE 80/tcp $P/udp\n")];
    crate::rules::check_vectors(&RULE, &pass, &fail, &fix);
}
