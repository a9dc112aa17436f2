use crate::instruction::Kind;
use crate::model::Model;
use crate::rules::Equivalent::BuildKit;
use crate::rules::{Edit, Findings, Fix, Fixable, Severity, rule};
use crate::syntax::{Keyword, Word};
use crate::text::{Span, lower};

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
    for place in model.dispatched_with(&[Keyword::Expose]) {
        let Kind::Expose(expose) = place.kind else { continue };
        for word in &expose.ports {
            let words = place.expand_to_words(model, word).unwrap_or_default();
            for protocol in words.iter().filter_map(|word| protocol(word)) {
                let lower = lower(protocol);
                if protocol == lower {
                    continue;
                }
                let message = format!("The protocol `{protocol}` is not in lower case");
                let span = protocol_span(model, word);
                let fix = span.map(|span| {
                    Fix::safe(format!("Write `{lower}`"), vec![Edit::replace(span, lower.as_str())])
                });
                findings.add_dispatched(&place, span.unwrap_or(word.span), message, fix);
            }
        }
    }
}

/// The protocol of a port, be its number right or wrong; `None` where it is none that there is.
fn protocol(port: &str) -> Option<&str> {
    let (number, protocol) = port.rsplit_once(':').map_or(port, |(_, port)| port).split_once('/')?;
    let is_known = ["tcp", "udp", "sctp"].iter().any(|known| known.eq_ignore_ascii_case(protocol));
    (is_known && !number.is_empty()).then_some(protocol)
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
    let fail = [
        "FROM a\nEXPOSE x/«UDP» 80/«TCP» 1-9/«Udp» 81\n",
        "FROM a\nENV P=80/TCP\nEXPOSE «$P»\n",
        "FROM a AS b\nONBUILD EXPOSE 1:80/TCP\nFROM «b»\n",
    ];
    let fix = [("FROM a\nENV P=53\nEXPOSE 80/«TCP» $P/«Udp»\n", "FROM a\nENV P=53\nEXPOSE 80/tcp $P/udp\n")];
    crate::rules::check_vectors(&RULE, &pass, &fail, &fix);
}
