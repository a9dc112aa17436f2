use crate::instruction::csv::{Field, parse_csv};
use crate::text::lower;

/// The value of a `--mount` with the values of its fields expanded, each on its own: what a variable is worth may hold
/// commas. Keys and `from` are not expanded.
pub fn expand_mount(text: &str, mut expand: impl FnMut(&str) -> Option<String>) -> Option<String> {
    let Ok(fields) = parse_csv(text) else { return Some(text.to_owned()) };
    let mut expanded = Vec::new();
    for Field { text, .. } in fields {
        let field = match text.split_once('=') {
            Some((key, value)) if lower(key) != "from" => format!("{key}={}", expand(value)?),
            _ => text,
        };
        let is_plain = !field.contains([',', '"']);
        expanded.push(if is_plain { field } else { format!("\"{}\"", field.replace('"', "\"\"")) });
    }
    Some(expanded.join(","))
}

#[test]
fn values_are_expanded_on_their_own() {
    let expand = |value: &str| Some(value.replace("$A", "x,\"y").replace('\'', ""));
    for (written, expanded) in [
        ("type=cache,id=$A,ro", "type=cache,\"id=x,\"\"y\",ro"),
        ("from='a',target='b'", "from='a',target=b"),
        ("\"target=a,b\",$A", "\"target=a,b\",$A"),
    ] {
        assert_eq!(expand_mount(written, expand).as_deref(), Some(expanded));
    }
}
