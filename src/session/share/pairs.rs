use super::Shared;
use crate::text::Span;

/// The pairs behind the text; empty where everything is default.
pub(super) fn write(shared: &Shared) -> String {
    let options = &shared.options;
    let selection = shared.selection.map(|span| format!("{}-{}", span.start, span.end));
    let single = [
        ("target", options.target.as_deref()),
        ("platform", options.platform.as_deref()),
        ("panel", shared.panel.as_deref()),
        ("if", shared.what_if.as_deref()),
        ("graph", shared.graph.as_deref()),
        ("sel", selection.as_deref()),
        ("ignore", options.dockerignore.as_deref()),
    ];
    let single = single.into_iter().filter_map(|(key, value)| Some(format!("{key}={}", escape(value?))));
    let named = |prefix: &'static str| {
        move |(name, value): (&String, &String)| format!("{prefix}.{}={}", escape(name), escape(value))
    };
    let pairs: Vec<String> = single
        .chain(options.build_args.iter().map(named("arg")))
        .chain(options.named_contexts.iter().map(named("ctx")))
        .collect();
    pairs.join("&")
}

/// Reads pairs into `shared`, whose text is already there.
pub(super) fn read(pairs: &str, shared: &mut Shared) {
    for (key, value) in pairs.split('&').filter_map(|pair| pair.split_once('=')) {
        let (Some(key), Some(value)) = (unescape(key), unescape(value)) else { continue };
        let options = &mut shared.options;
        match key.as_str() {
            "target" => options.target = Some(value),
            "platform" => options.platform = Some(value),
            "panel" => shared.panel = Some(value),
            "if" => shared.what_if = Some(value),
            "graph" => shared.graph = Some(value),
            "sel" => shared.selection = selection(&value, &shared.text),
            "ignore" => options.dockerignore = Some(value),
            _ => {
                if let Some(name) = key.strip_prefix("arg.") {
                    options.build_args.insert(name.to_owned(), value);
                } else if let Some(name) = key.strip_prefix("ctx.") {
                    options.named_contexts.insert(name.to_owned(), value);
                }
            }
        }
    }
}

/// A selection that lies within the text.
fn selection(value: &str, text: &str) -> Option<Span> {
    let (start, end) = value.split_once('-')?;
    let (start, end): (u32, u32) = (start.parse().ok()?, end.parse().ok()?);
    text.get(start as usize..end as usize).map(|_| Span::new(start, end))
}

/// Percent-encodes everything but letters, digits and the marks that mean nothing here.
fn escape(value: &str) -> String {
    let mut escaped = String::with_capacity(value.len());
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/:,@".contains(&byte) {
            escaped.push(char::from(byte));
        } else {
            escaped.push_str(&format!("%{byte:02X}"));
        }
    }
    escaped
}

/// The value that was percent-encoded; `None` where it is no UTF-8.
fn unescape(escaped: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(escaped.len());
    let mut rest = escaped;
    while let Some((before, after)) = rest.split_once('%') {
        bytes.extend_from_slice(before.as_bytes());
        let digits = after.get(..2).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
        bytes.push(u8::from_str_radix(digits?, 16).ok()?);
        rest = after.get(2..)?;
    }
    bytes.extend_from_slice(rest.as_bytes());
    String::from_utf8(bytes).ok()
}

#[test]
fn values_are_percent_encoded() {
    assert_eq!(escape("linux/arm64 a=b&c\0é"), "linux/arm64%20a%3Db%26c%00%C3%A9");
    assert_eq!(unescape("linux/arm64%20a%3Db%26c%00%C3%A9").as_deref(), Some("linux/arm64 a=b&c\0é"));
    assert_eq!(unescape("a+b%"), None);
    assert_eq!(unescape("%+1"), None);
    assert_eq!(unescape("%FF"), None);
}
