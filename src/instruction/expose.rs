use super::flags::Flags;
use super::port::{PortError, PortSpec, ProtocolError};
use super::reader::Reader;
use crate::syntax::{ErrorCode, SyntaxError, Word};
use crate::text::{Edit, Fix, Span};

/// EXPOSE: names ports the container listens on.
#[derive(Clone, Debug, PartialEq)]
pub struct Expose {
    /// The ports in the order written.
    pub ports: Vec<Word>,
}

impl Expose {
    pub(super) fn read(reader: &mut Reader) -> Option<Self> {
        let ports = reader.words()?.to_vec();
        if ports.is_empty() {
            let message = "EXPOSE needs at least one argument: write a port, such as `EXPOSE 8080`";
            reader.refuse(ErrorCode::WrongArity, reader.node.keyword_span, message);
        }
        Flags::read(reader, &[]);
        for port in &ports {
            if port.text.starts_with('#') {
                comment(reader, port);
                break;
            }
            check_port(reader, port);
        }
        (!ports.is_empty()).then_some(Self { ports })
    }
}

fn check_port(reader: &mut Reader, word: &Word) {
    let Some(Err(error)) = reader.literal(word).filter(|text| !text.is_empty()).map(PortSpec::parse) else {
        return;
    };
    let error =
        reader.error(ErrorCode::InvalidValue, word.span, describe(&word.text, &error)).when_reachable();
    let is_listed = word.text.strip_suffix(',').is_some_and(|port| PortSpec::parse(port).is_ok());
    let comma = Edit::delete(Span::new(word.span.end.saturating_sub(1), word.span.end));
    let fix = is_listed.then(|| Fix::unsafe_("Remove the comma", vec![comma]));
    reader.push(SyntaxError { fix, ..error });
}

/// What was meant for a comment.
fn comment(reader: &mut Reader, word: &Word) {
    let span = Span::new(word.span.start, reader.end());
    let message = "a comment cannot follow an instruction on its line; EXPOSE takes every word for a port";
    let error = reader.error(ErrorCode::InvalidValue, span, message).when_reachable();
    let fix = reader.without_comment(span);
    reader.push(SyntaxError { fix, ..error });
}

fn describe(text: &str, error: &PortError) -> String {
    match error {
        PortError::Protocol { kind: ProtocolError::NoPort, .. } => {
            format!("`{text}` has no port; write `port` or `port/protocol`")
        }
        PortError::Protocol { kind: ProtocolError::Unknown(protocol), .. } => {
            format!("`{protocol}` in `{text}` is no protocol; it is `tcp`, `udp` or `sctp`")
        }
        PortError::Ip(ip) | PortError::Brackets(ip) => format!("`{ip}` in `{text}` is no IP address"),
        PortError::ContainerPort(port) => {
            format!("`{port}` is no port; write a number from 0 to 65535, or two with `-` between them")
        }
        PortError::HostPort(port) => {
            format!("`{port}` in `{text}` is no port; EXPOSE needs the port of the container only")
        }
        PortError::Ranges { container, host } => {
            format!(
                "`{container}` and `{host}` are ranges of different lengths; EXPOSE needs the ports of the container only"
            )
        }
    }
}

#[test]
fn vectors() {
    use super::vectors::{accepted, refused, repaired};
    accepted("EXPOSE 80 8000-8010/UDP $PORT");
    refused("«EXPOSE»", true);
    refused("EXPOSE 80 «# the web»", false);
    repaired("FROM a\nEXPOSE 80 # the web", "FROM a\nEXPOSE 80");
    repaired("FROM a\nEXPOSE 80, 443", "FROM a\nEXPOSE 80 443");
    refused("EXPOSE «80/http» 443 «x» «70000»", false);
}
