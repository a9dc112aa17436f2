use super::KEYS;
use crate::syntax::{Instruction, Word};
use crate::text::{Edit, Fix, Span};

/// The fix that closes a blank which ends a mount too early: what follows is `key=value` of a mount.
pub fn joined_fields(node: &Instruction, mount: &Word) -> Option<Fix> {
    let flag = node.flags.last()?;
    let is_last = flag.value.as_ref().is_some_and(|value| value.joined == mount.joined);
    let rest = node.line.text.get(node.rest.clone())?;
    let (key, _) = rest.split_whitespace().next()?.split_once('=')?;
    let gap = Span::new(flag.span.end, node.line.source_offset(node.rest.start));
    let comma = if mount.text.ends_with(',') { "" } else { "," };
    let fix = || Fix::unsafe_("Join the fields of the mount", vec![Edit::replace(gap, comma)]);
    (is_last && KEYS.contains(&key)).then(fix)
}
