//! Ports of `EXPOSE`: `80`, `8000-8010/udp`.

use std::fmt;
use std::net::IpAddr;
use std::ops::RangeInclusive;

use crate::text::{go_quote, lower};

/// What a word of `EXPOSE` says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PortSpec {
    /// The ports of the container.
    pub ports: RangeInclusive<u16>,
    /// `tcp`, `udp` or `sctp` in the case written; `tcp` where none is.
    pub protocol: String,
    /// The IP address of the host, which means nothing here; empty mostly.
    pub ip: String,
    /// The port of the host, which means nothing here; empty mostly.
    pub host_port: String,
}

impl PortSpec {
    /// Reads a word. Follows `parsePort` of BuildKit.
    pub fn parse(text: &str) -> Result<Self, PortError> {
        let (rest, container) = text.rsplit_once(':').unwrap_or(("", text));
        let (ip, host_port) = rest.rsplit_once(':').unwrap_or(("", rest));
        let (port, protocol) =
            split_protocol(container).map_err(|kind| PortError::Protocol { text: text.to_owned(), kind })?;
        let ip = check_ip(ip)?;
        let ports = parse_range(port).ok_or_else(|| PortError::ContainerPort(port.to_owned()))?;
        if !host_port.is_empty() {
            let host = parse_range(host_port).ok_or_else(|| PortError::HostPort(host_port.to_owned()))?;
            let is_single = ports.start() == ports.end();
            if ports.end() - ports.start() != host.end() - host.start() && !is_single {
                let (container, host) = (port.to_owned(), host_port.to_owned());
                return Err(PortError::Ranges { container, host });
            }
        }
        Ok(Self { ports, protocol: protocol.to_owned(), ip, host_port: host_port.to_owned() })
    }

    /// Whether an address or a port of the host is written.
    pub fn is_mapping(&self) -> bool {
        !self.ip.is_empty() || !self.host_port.is_empty()
    }

    /// Each port with its protocol in lower case, as the image configuration has them: `80/tcp`.
    pub fn exposed(&self) -> impl Iterator<Item = String> + '_ {
        let protocol = lower(&self.protocol);
        self.ports.clone().map(move |port| format!("{port}/{protocol}"))
    }
}

/// Why a word is no port.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PortError {
    /// The port is missing or the protocol not known.
    Protocol {
        /// The word.
        text: String,
        /// Which of both.
        kind: ProtocolError,
    },
    /// The address of the host is none.
    Ip(String),
    /// The address of the host has brackets that do not match.
    Brackets(String),
    /// The port of the container is none.
    ContainerPort(String),
    /// The port of the host is none.
    HostPort(String),
    /// Both ranges have different lengths.
    Ranges {
        /// The ports of the container.
        container: String,
        /// The ports of the host.
        host: String,
    },
}

/// What is wrong around the `/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProtocolError {
    /// No port.
    NoPort,
    /// Another protocol than `tcp`, `udp` and `sctp`.
    Unknown(String),
}

impl fmt::Display for PortError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Protocol { text, kind: ProtocolError::NoPort } => {
                write!(f, "invalid port: {}: no port specified", go_quote(text))
            }
            Self::Protocol { text, kind: ProtocolError::Unknown(protocol) } => {
                write!(f, "invalid port: {}: invalid proto: {protocol}", go_quote(text))
            }
            Self::Ip(ip) => write!(f, "invalid IP address: {ip}"),
            Self::Brackets(ip) => write!(f, "invalid IP address {ip}: address {ip}:: missing ']' in address"),
            Self::ContainerPort(port) => write!(f, "invalid containerPort: {port}"),
            Self::HostPort(port) => write!(f, "invalid hostPort: {port}"),
            Self::Ranges { container, host } => {
                write!(f, "invalid ranges specified for container and host Ports: {container} and {host}")
            }
        }
    }
}

impl std::error::Error for PortError {}

fn split_protocol(container: &str) -> Result<(&str, &str), ProtocolError> {
    let (port, protocol) = container.split_once('/').unwrap_or((container, ""));
    if port.is_empty() {
        return Err(ProtocolError::NoPort);
    }
    match lower(protocol).as_str() {
        "" => Ok((port, "tcp")),
        "tcp" | "udp" | "sctp" => Ok((port, protocol)),
        _ => Err(ProtocolError::Unknown(protocol.to_owned())),
    }
}

fn check_ip(written: &str) -> Result<String, PortError> {
    let ip = match written.strip_prefix('[') {
        Some(inside) => inside.strip_suffix(']').ok_or_else(|| PortError::Brackets(written.to_owned()))?,
        None => written,
    };
    if !ip.is_empty() && ip.parse::<IpAddr>().is_err() {
        return Err(PortError::Ip(ip.to_owned()));
    }
    Ok(ip.to_owned())
}

fn parse_range(text: &str) -> Option<RangeInclusive<u16>> {
    let (start, end) = text.split_once('-').unwrap_or((text, text));
    let (start, end) = (parse_number(start)?, parse_number(end)?);
    (start <= end).then_some(start..=end)
}

/// Takes a sign and leading zeros, as `strconv.ParseInt` does.
fn parse_number(text: &str) -> Option<u16> {
    u16::try_from(text.parse::<i64>().ok()?).ok()
}

#[test]
fn reads_ports() {
    for (text, exposed, is_mapping) in [
        ("80", vec!["80/tcp"], false),
        ("+053/UDP", vec!["53/udp"], false),
        ("7-9/", vec!["7/tcp", "8/tcp", "9/tcp"], false),
        ("8080:80", vec!["80/tcp"], true),
        ("8000-8080:80", vec!["80/tcp"], true),
        ("127.0.0.1::80", vec!["80/tcp"], true),
        ("[::1]:1:80/sctp", vec!["80/sctp"], true),
        ("::1:1:80", vec!["80/tcp"], true),
        (":80", vec!["80/tcp"], false),
    ] {
        let port = PortSpec::parse(text).unwrap();
        assert_eq!(
            (port.exposed().collect::<Vec<_>>(), port.is_mapping()),
            (exposed.iter().map(|port| (*port).to_owned()).collect(), is_mapping),
            "{text}"
        );
    }
    for (text, message) in [
        ("", "invalid port: \"\": no port specified"),
        ("80/http", "invalid port: \"80/http\": invalid proto: http"),
        ("65536", "invalid containerPort: 65536"),
        ("9-8", "invalid containerPort: 9-8"),
        ("x", "invalid containerPort: x"),
        ("a:80", "invalid hostPort: a"),
        ("host:1:80", "invalid IP address: host"),
        ("[::1:1:80", "invalid IP address [::1: address [::1:: missing ']' in address"),
        ("1-2:3-5", "invalid ranges specified for container and host Ports: 3-5 and 1-2"),
    ] {
        assert_eq!(PortSpec::parse(text).map_err(|error| error.to_string()), Err(message.to_owned()));
    }
}
