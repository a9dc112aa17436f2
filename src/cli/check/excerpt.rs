use dockerfile_playground::text::{Span, harmless};

use super::Report;

/// How many characters of a line are shown at most.
const MAX_WIDTH: usize = 160;

/// How many characters of a long line are shown before the place.
const LEAD: usize = 40;

/// How many blanks stand for a tab.
const TAB_WIDTH: usize = 4;

/// The line a span begins on, and the carets below it.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Excerpt {
    /// The line, without what a terminal would act on.
    pub line: String,
    /// Blanks up to the span, then one `^` a character, at least one.
    pub carets: String,
}

impl Excerpt {
    /// The excerpt of a report at `span`. A span of several lines is marked to the end of its first.
    pub fn new(report: &Report, span: Span) -> Self {
        let line = report.lines.line_span(report.lines.line(span.start));
        let text = line.of(&report.source).trim_end_matches(['\n', '\r']);
        let first = Span::new(line.start, span.start).of(&report.source).chars().count();
        let marked = Span::new(span.start, span.end.min(line.start + text.len() as u32));
        // An empty span is marked where it stands, also behind the line.
        let last = first + marked.of(&report.source).chars().count().max(1);
        let is_long = text.chars().nth(MAX_WIDTH).is_some();
        let skipped = if is_long { first.saturating_sub(LEAD) } else { 0 };
        let mut excerpt = Self::default();
        if skipped > 0 {
            excerpt.push('…', false);
        }
        let shown = text.chars().chain([' ']).enumerate().skip(skipped).take(MAX_WIDTH);
        for (index, character) in shown {
            let is_marked = (first..last).contains(&index);
            match character {
                '\t' => (0..TAB_WIDTH).for_each(|_| excerpt.push(' ', is_marked)),
                character => excerpt.push(harmless(character), is_marked),
            }
        }
        if text.chars().nth(skipped + MAX_WIDTH).is_some() {
            excerpt.push('…', false);
        }
        excerpt.line.truncate(excerpt.line.trim_end().len());
        excerpt.carets.truncate(excerpt.carets.trim_end().len());
        excerpt
    }

    fn push(&mut self, character: char, is_marked: bool) {
        self.line.push(character);
        self.carets.push(if is_marked { '^' } else { ' ' });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::check::Check;

    fn check(source: &str, start: u32, end: u32, line: &str, carets: &str) {
        let report = Report::new(String::new(), source.to_owned(), &Check::default());
        let excerpt = Excerpt::new(&report, Span::new(start, end));
        assert_eq!((excerpt.line.as_str(), excerpt.carets.as_str()), (line, carets), "{source:?}");
    }

    #[test]
    fn carets_stand_below_the_span() {
        check("FROM a\nRUN b \\\n  c\n", 11, 18, "RUN b \\", "    ^^^");
        check("FROM a\r\n", 6, 6, "FROM a", "      ^");
        check("\tRUN é x", 8, 9, "    RUN é x", "          ^");
        check("RUN \u{1b}[31m", 4, 5, "RUN ␛[31m", "    ^");
        check("", 0, 0, "", "^");
    }

    #[test]
    fn long_lines_are_cut() {
        let source = format!("RUN {}X{}", "a".repeat(1000), "b".repeat(1000));
        let report = Report::new(String::new(), source, &Check::default());
        let excerpt = Excerpt::new(&report, Span::new(1004, 1005));
        assert_eq!(excerpt.line.chars().count(), MAX_WIDTH + 2);
        assert_eq!(excerpt.line.chars().nth(excerpt.carets.chars().count() - 1), Some('X'));
    }
}
