//! What there is to say of each kind of error: why BuildKit refuses it, in which words, and what to write.

mod build;
mod instruction;
mod text;

use crate::syntax::ErrorCode;
use crate::text::prose::{Block, Inline, blocks};

/// The page of the kind of error with this id, in Markdown.
pub fn error_page(id: &str) -> Option<&'static str> {
    pages().find(|(code, _)| code.id() == id).map(|(_, page)| *page)
}

/// Why BuildKit refuses this kind of error: the first sentence of its page.
pub fn error_reason(id: &str) -> Option<&'static str> {
    let page = error_page(id)?;
    Some(page.split_once(". ").map_or(page, |(first, _)| first).split(".\n").next().unwrap_or(page))
}

/// The texts of BuildKit that the page of this kind of error quotes; `…` in them stands for any text.
pub fn error_quotes(id: &str) -> Vec<String> {
    let mut quotes = Vec::new();
    let mut is_quoting = false;
    for block in blocks(error_page(id).unwrap_or_default()) {
        let lines = match block {
            Block::Paragraph(line) => {
                is_quoting =
                    matches!(line.first(), Some(Inline::Text(text)) if text.starts_with("BuildKit says"));
                vec![line]
            }
            Block::List(lines) => lines,
            _ => continue,
        };
        let pieces = lines.into_iter().flatten().filter(|_| is_quoting);
        quotes.extend(pieces.filter_map(|piece| match piece {
            Inline::Code(text) => Some(text),
            _ => None,
        }));
    }
    quotes
}

/// One a kind, in the order of [`ErrorCode`].
fn pages() -> impl Iterator<Item = &'static (ErrorCode, &'static str)> {
    [text::PAGES, instruction::PAGES, build::PAGES].into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Model, Options};

    #[test]
    fn every_kind_has_its_page() {
        let codes: Vec<usize> = pages().map(|(code, _)| *code as usize).collect();
        assert_eq!(codes, (0..=ErrorCode::TooLarge as usize).collect::<Vec<_>>());
        for code in ErrorCode::ALL.into_iter().filter(|code| *code != ErrorCode::TooLarge) {
            assert!(!error_quotes(code.id()).is_empty(), "{}: no words of BuildKit", code.id());
            assert!(error_reason(code.id()).is_some_and(|reason| !reason.contains('\n')), "{}", code.id());
        }
        assert!(error_page("wrong-arity").is_some() && error_page("relative-workdir").is_none());
    }

    #[test]
    fn examples_are_true() {
        for (code, page) in pages() {
            for block in blocks(page) {
                let Block::Code { info, text } = block else { continue };
                let errors = Model::new(&text, &Options::default()).errors;
                let is_bad = info.ends_with("bad");
                assert_eq!(
                    errors.iter().any(|error| error.code == *code),
                    is_bad,
                    "{}: {errors:?}",
                    code.id()
                );
                assert!(is_bad || errors.is_empty(), "{}: {errors:?}", code.id());
            }
        }
    }
}
