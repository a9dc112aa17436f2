use super::flags::Flags;
use super::port::{PortError, PortSpec, ProtocolError};
use super::reader::Reader;
use crate::syntax::{ErrorCode, SyntaxError, Word};
use crate::text::{Edit, Fix, Span, loose_array, lower};

/// EXPOSE: names ports the container listens on.
#[derive(Clone, Debug, PartialEq)]
pub struct Expose {
    /// The ports in the order written.
    pub ports: Vec<Word>,
}

/// A longer list is not repeated in a message, in characters.
const MAX_SHOWN: usize = 200;

impl Expose {
    pub(super) fn read(reader: &mut Reader) -> Option<Self> {
        let ports = reader.words()?.to_vec();
        if ports.is_empty() {
            let message = "EXPOSE needs at least one argument: write a port, such as `EXPOSE 8080`";
            reader.refuse(ErrorCode::WrongArity, reader.node.keyword_span, message);
        }
        Flags::read(reader, &[]);
        if !list(reader, &ports) {
            let mut previous = None;
            for port in &ports {
                if port.text.starts_with('#') {
                    comment(reader, port);
                    break;
                }
                check_port(reader, port, previous);
                previous = Some(port);
            }
        }
        (!ports.is_empty()).then_some(Self { ports })
    }
}

/// Whether the ports are written as a list, which EXPOSE does not take.
fn list(reader: &mut Reader, ports: &[Word]) -> bool {
    let (Some(first), Some(last)) = (ports.first(), ports.last()) else { return false };
    // `[::1]:80:80` is an address, and only the build knows what a variable is worth.
    if first.text.contains('$') || PortSpec::parse(&first.text.replace(['"', '\''], "")).is_ok() {
        return false;
    }
    let span = first.span.cover(last.span);
    let text = reader.node.line.text.get(first.joined.start..last.joined.end).unwrap_or_default();
    let Some(array) = loose_array(text).filter(|array| array.is_closed && !array.members.is_empty()) else {
        return false;
    };
    let is_quote = |character: &char| matches!(character, '"' | '\'');
    let shown: String = text.chars().filter(|character| !is_quote(character)).take(MAX_SHOWN).collect();
    let message =
        format!("`{shown}` is no port; EXPOSE takes ports with blanks between them, and no list in brackets");
    let error = reader.error(ErrorCode::InvalidValue, span, message).when_reachable();
    let are_ports = array.members.iter().all(|port| PortSpec::parse(port).is_ok());
    let meant = array.members.join(" ");
    let fix = Fix::unsafe_(format!("Write `{meant}`"), vec![Edit::replace(span, meant)]);
    reader.push(SyntaxError { fix: are_ports.then_some(fix), ..error });
    true
}

fn check_port(reader: &mut Reader, word: &Word, previous: Option<&Word>) {
    let Some(Err(error)) = reader.literal(word).filter(|text| !text.is_empty()).map(PortSpec::parse) else {
        return;
    };
    let error =
        reader.error(ErrorCode::InvalidValue, word.span, describe(&word.text, &error)).when_reachable();
    let fix = meant(&word.text)
        .map(|meant| Fix::unsafe_(format!("Write `{meant}`"), vec![Edit::replace(word.span, meant)]));
    let is_protocol = matches!(lower(&word.text).as_str(), "tcp" | "udp" | "sctp");
    let protocol = previous.filter(|_| is_protocol).map(|port| {
        let gap = Span::new(port.span.end, word.span.start);
        Fix::unsafe_(format!("Write `{}/{}`", port.text, word.text), vec![Edit::replace(gap, "/")])
    });
    reader.push(SyntaxError { fix: protocol.or(fix), ..error });
}

/// The ports that a text most likely stands for, with blanks between them.
fn meant(text: &str) -> Option<String> {
    let text = text.replace("..", "-").replace([',', ';'], " ").replace('\\', "/");
    let port = |word: &str| {
        let (first, last) = word.split_once('/').unwrap_or((word, ""));
        let word = match (lower(first).as_str(), lower(last).as_str()) {
            ("tcp" | "udp" | "sctp", _) => format!("{last}/{first}"),
            (_, "http" | "https") => first.to_owned(),
            _ => word.to_owned(),
        };
        PortSpec::parse(&word).is_ok().then_some(word)
    };
    let ports: Option<Vec<String>> = text.split_whitespace().map(port).collect();
    ports.filter(|ports| !ports.is_empty()).map(|ports| ports.join(" "))
}

/// What was meant for a comment.
fn comment(reader: &mut Reader, word: &Word) {
    let span = Span::new(word.span.start, reader.end());
    let shown: String = word.text.chars().take(MAX_SHOWN).collect();
    let message = format!(
        "`{shown}` begins no comment, which cannot follow an instruction on its line; EXPOSE takes every word for a port"
    );
    let error = reader.error(ErrorCode::InvalidValue, span, message).when_reachable();
    let fix = reader.comment_above(span);
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
    accepted("EXPOSE [::1]:80:80");
    accepted("EXPOSE [$PORT] 80");
    refused("«EXPOSE»", true);
    refused("EXPOSE 80 «# the web»", false);
    repaired("FROM a\nEXPOSE 80 # the web", "FROM a\n# the web\nEXPOSE 80");
    for (slip, port) in [
        ("80,443", "80 443"),
        ("80..90", "80-90"),
        ("tcp/80", "80/tcp"),
        ("80/https", "80"),
        ("80 tcp", "80/tcp"),
        ("[80]", "80"),
        ("[\"80\", '443']", "80 443"),
    ] {
        repaired(&format!("FROM a\nEXPOSE {slip}"), &format!("FROM a\nEXPOSE {port}"));
    }
    repaired("FROM a\nEXPOSE 80, 443", "FROM a\nEXPOSE 80 443");
    refused("EXPOSE «80/http» 443 «x» «70000»", false);
}
