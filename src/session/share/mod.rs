//! Share links: a text and how it is looked at, carried by the fragment of a URL.
//!
//! A link of version 0 is `#0.` and the base64url alphabet without padding over raw deflate of a payload. The payload is
//! the text, and where something is not default a NUL and `key=value` pairs joined by `&` behind it. Names and values
//! are percent-encoded, so no pair holds a NUL, and the *last* NUL of a payload is where the text ends. A text that holds
//! a NUL itself is therefore always followed by one more, with or without pairs behind it.
//!
//! Keys: `target`, `platform`, `panel`, `if` (a change that is asked about), `graph` (how the stages are drawn), `sel`
//! (`from-to` in bytes), `arg.NAME`, `ctx.NAME`, `ignore` (the text of `.dockerignore`). Keys that are not known, and values that make no sense, are passed over, so that links of later
//! programs open here. Every link that was ever made opens for ever: `tests/golden/links.txt` only grows.

mod base64;
mod deflate;
mod error;
mod pairs;

#[cfg(test)]
mod tests;

pub use error::{ShareError, ShareErrorKind};

use crate::model::Options;
use crate::text::Span;

/// The longest payload of a link, in characters behind `#0.`.
pub const MAX_LINK_BYTES: usize = 64 * 1024;

/// The most that a link may unpack to, in bytes.
pub const MAX_UNPACKED_BYTES: usize = 512 * 1024;

/// What the payload of version 0 follows.
const VERSION: &str = "0.";

/// What a link carries.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shared {
    /// The Dockerfile.
    pub text: String,
    /// What it is built with.
    pub options: Options,
    /// The panel that is open.
    pub panel: Option<String>,
    /// The change that is asked about, as `WhatIf::to_text` writes it.
    pub what_if: Option<String>,
    /// How the stages are drawn, as `GraphView::to_text` writes it.
    pub graph: Option<String>,
    /// What is selected; lies within the text and on character boundaries, or a reader of the link drops it.
    pub selection: Option<Span>,
}

impl Shared {
    /// A text with everything at its default.
    pub fn of_text(text: &str) -> Self {
        Self { text: text.to_owned(), ..Self::default() }
    }
}

/// The fragment that carries `shared`, from its `#`.
///
/// # Errors
/// The text or the link is longer than a link may be.
pub fn encode(shared: &Shared) -> Result<String, ShareError> {
    let pairs = pairs::write(shared);
    let mut payload = shared.text.clone();
    if !pairs.is_empty() || payload.contains('\0') {
        payload.push('\0');
        payload.push_str(&pairs);
    }
    if payload.len() > MAX_UNPACKED_BYTES {
        return Err(ShareError::new(ShareErrorKind::TooLarge));
    }
    let encoded = base64::encode(&deflate::compress(payload.as_bytes()));
    if encoded.len() > MAX_LINK_BYTES {
        return Err(ShareError::new(ShareErrorKind::TooLong));
    }
    Ok(format!("#{VERSION}{encoded}"))
}

/// What a fragment carries, with or without its `#`.
///
/// # Errors
/// It is no share link, or a damaged one; the error keeps what could be read.
pub fn decode(fragment: &str) -> Result<Shared, ShareError> {
    let fragment = fragment.strip_prefix('#').unwrap_or(fragment);
    let Some(encoded) = fragment.strip_prefix(VERSION) else {
        return Err(ShareError::new(foreign(fragment)));
    };
    if encoded.len() > MAX_LINK_BYTES {
        return Err(ShareError::new(ShareErrorKind::TooLong));
    }
    let (compressed, is_clean) = base64::decode(encoded);
    let unpacked = deflate::unpack(&compressed, MAX_UNPACKED_BYTES);
    let problem = match unpacked.problem {
        None if !is_clean => Some(ShareErrorKind::TrailingData),
        // The stream ends where the characters stop making sense.
        Some(ShareErrorKind::CutOff) if !is_clean => Some(ShareErrorKind::Damaged),
        problem => problem,
    };
    if let Some(kind) = problem {
        return Err(ShareError { kind, partial: partial(&unpacked.bytes) });
    }
    match String::from_utf8(unpacked.bytes) {
        Ok(payload) => Ok(read(&payload)),
        Err(error) => Err(ShareError { kind: ShareErrorKind::Damaged, partial: partial(error.as_bytes()) }),
    }
}

/// Options as the pairs of a link, to be kept; empty where all are default.
pub fn write_options(options: &Options) -> String {
    pairs::write(&Shared { options: options.clone(), ..Shared::default() })
}

/// The options that [`write_options`] wrote. What makes no sense is passed over.
pub fn read_options(text: &str) -> Options {
    let mut shared = Shared::default();
    pairs::read(text, &mut shared);
    shared.options
}

/// Why a fragment without the mark of version 0 is none of ours.
fn foreign(fragment: &str) -> ShareErrorKind {
    let version = fragment.split_once('.').map_or("", |(version, _)| version);
    let is_version =
        !version.is_empty() && version.len() <= 9 && version.bytes().all(|byte| byte.is_ascii_digit());
    if is_version { ShareErrorKind::UnknownVersion(version.to_owned()) } else { ShareErrorKind::NoLink }
}

fn read(payload: &str) -> Shared {
    let (text, pairs) = payload.rsplit_once('\0').unwrap_or((payload, ""));
    let mut shared = Shared { text: text.to_owned(), ..Shared::default() };
    pairs::read(pairs, &mut shared);
    shared
}

/// The text in what a damaged link holds; `None` where nothing is left of it.
fn partial(bytes: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(bytes);
    // A character that the damage cut in two is no part of the text.
    let text = text.trim_end_matches('\u{fffd}');
    let text = text.rsplit_once('\0').map_or(text, |(text, _)| text);
    (!text.trim().is_empty()).then(|| text.to_owned())
}
