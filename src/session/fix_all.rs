use std::collections::BTreeMap;

use crate::text::{Edit, Safety, apply_edits};
use crate::{Options, analyze};

/// A fix may make room for another one; after this many rounds the rest is left.
const MAX_ROUNDS: usize = 8;

/// The text after all safe fixes of what is shown unasked; the same text where there is none.
pub fn fix_all(source: &str, options: &Options) -> String {
    let mut text = source.to_owned();
    for _ in 0..MAX_ROUNDS {
        let edits = safe_edits(&text, options);
        match apply_edits(&text, &edits) {
            Ok(fixed) if fixed != text => text = fixed,
            _ => break,
        }
    }
    text
}

/// The edits of one safe fix a finding, as far as they do not touch each other.
fn safe_edits(source: &str, options: &Options) -> Vec<Edit> {
    let mut chosen: Vec<Edit> = Vec::new();
    // Where the chosen edits begin and end. They do not touch, so the last to begin is the last to end.
    let mut taken: BTreeMap<u32, u32> = BTreeMap::new();
    for finding in analyze(source, options).findings {
        let Some(fix) = finding.fixes.into_iter().find(|fix| fix.safety == Safety::Safe) else { continue };
        let is_free = |edit: &Edit| {
            taken.range(..=edit.span.end).next_back().is_none_or(|(_, end)| *end < edit.span.start)
        };
        if fix.edits.iter().all(is_free) {
            taken.extend(fix.edits.iter().map(|edit| (edit.span.start, edit.span.end)));
            chosen.extend(fix.edits);
        }
    }
    chosen
}
