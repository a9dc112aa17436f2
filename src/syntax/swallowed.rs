//! Lines that look like instructions and are read as parts of the one above.

use super::{Arguments, File, Instruction, Keyword};
use crate::text::{Edit, Fix, Span};

/// A line that begins with a keyword and belongs to the instruction above, whose line ends in the escape character.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Swallowed {
    /// What it looks like.
    pub keyword: Keyword,
    /// Where the keyword stands.
    pub span: Span,
    /// Ends the line above, without what joins commands there.
    pub fix: Fix,
}

impl File {
    /// The lines of an instruction that look like instructions of their own, in order. Such a line begins no further right
    /// than the instruction, outside of quotes, with a keyword in upper case and what can follow that.
    pub fn swallowed(&self, node: &Instruction) -> Vec<Swallowed> {
        let mut found = Vec::new();
        let is_many = node.lines.0 < node.last_command_line;
        if !is_many || node.keyword == Keyword::Unknown || matches!(node.arguments, Arguments::Exec(_)) {
            return found;
        }
        let pieces = node.line.source_spans(0..node.line.text.len());
        // Nearly all lines are told by their first letter.
        let may_begin = |text: &str| text.trim_start_matches([' ', '\t']).starts_with(INITIALS);
        if !pieces.iter().skip(1).any(|piece| may_begin(piece.of(&self.source))) {
            return found;
        }
        let indent = self.column(node.keyword_span.start);
        // The first argument may stand on a line of its own, as CMD of HEALTHCHECK does.
        let first = node.line.source_offset(node.rest.start);
        let mut quote = None;
        let mut previous: Option<Span> = None;
        for piece in pieces {
            let text = piece.of(&self.source);
            if let (Some(above), None) = (previous, quote) {
                let blanks = text.len() - text.trim_start_matches([' ', '\t']).len();
                if blanks <= indent
                    && piece.start + blanks as u32 > first
                    && let Some(keyword) = looks_like(text)
                {
                    let start = piece.start + blanks as u32;
                    let span = Span::new(start, start + keyword.name().len() as u32);
                    found.push(Swallowed { keyword, span, fix: self.end_line(above) });
                }
            }
            quote = open_quote(text, quote);
            previous = Some(piece);
        }
        found
    }

    /// How many bytes stand before an offset on its line.
    fn column(&self, offset: u32) -> usize {
        let before = self.source.get(..offset as usize).unwrap_or_default();
        before.len() - before.rfind('\n').map_or(0, |at| at + 1)
    }

    fn end_line(&self, line: Span) -> Fix {
        let text = line.of(&self.source);
        let mut kept = text.trim_end();
        while let Some(rest) = ["&&", "||", ";", "|", ","].iter().find_map(|joint| kept.strip_suffix(joint)) {
            kept = rest.trim_end();
        }
        let behind = self.source.get(line.end as usize..).unwrap_or_default();
        let end = line.end + behind.find(['\r', '\n']).unwrap_or(behind.len()) as u32;
        let edit = Edit::delete(Span::new(line.start + kept.len() as u32, end));
        Fix::unsafe_("End the line above", vec![edit])
    }
}

/// The letters that keywords begin with.
const INITIALS: [char; 13] = ['A', 'C', 'E', 'F', 'H', 'L', 'M', 'O', 'R', 'S', 'U', 'V', 'W'];

/// The keyword that a line begins with, where the rest fits it.
fn looks_like(text: &str) -> Option<Keyword> {
    let mut words = text.split_whitespace();
    let word = words.next()?;
    let keyword = Keyword::ALL.into_iter().find(|keyword| keyword.name() == word)?;
    let rest: Vec<&str> =
        words.take_while(|word| *word != "\\").filter(|word| !word.starts_with("--")).take(5).collect();
    let first = *rest.first()?;
    let fits = match keyword {
        Keyword::From => {
            rest.len() == 1
                || rest.len() == 3 && rest.get(1).is_some_and(|word| word.eq_ignore_ascii_case("as"))
        }
        Keyword::Copy | Keyword::Add => rest.len() > 1,
        Keyword::Env | Keyword::Label => first.contains('=') || rest.len() == 2,
        Keyword::Arg => rest.len() == 1 || first.contains('='),
        Keyword::Expose => {
            first.starts_with(|character: char| character.is_ascii_digit() || character == '$')
        }
        Keyword::Workdir | Keyword::Volume => first.starts_with(['/', '$', '[', '"', '.']) || rest.len() == 1,
        Keyword::User | Keyword::Stopsignal => rest.len() == 1,
        Keyword::Healthcheck => matches!(first, "CMD" | "NONE"),
        Keyword::Shell => first.starts_with('['),
        Keyword::Onbuild => Keyword::parse(first) != Keyword::Unknown,
        Keyword::Maintainer => false,
        Keyword::Run | Keyword::Cmd | Keyword::Entrypoint | Keyword::Unknown => {
            !first.starts_with(['=', '&', '|', ')'])
        }
    };
    fits.then_some(keyword)
}

/// The quote that is open behind a line.
fn open_quote(text: &str, mut quote: Option<char>) -> Option<char> {
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        match (quote, character) {
            (Some('\''), '\'') | (Some('"'), '"') => quote = None,
            (None, '\'' | '"') => quote = Some(character),
            (None | Some('"'), '\\') => drop(characters.next()),
            _ => {}
        }
    }
    quote
}
