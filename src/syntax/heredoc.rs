//! Heredoc words: `<<EOF`, `<<-"EOF"`, `3<<EOF`.

use std::ops::Range;

use super::expand::{ExpandError, Lexer, NoEnvironment};

/// What a heredoc word says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeredocWord {
    /// The number before `<<`; 0 without one, `u32::MAX` where it is too large.
    pub fd: u64,
    /// The line that ends the body, without quotes.
    pub name: String,
    /// Whether variables of the body are expanded: no part of the name is quoted.
    pub expand: bool,
    /// Whether leading tabs of the body are removed: `<<-`.
    pub chomp: bool,
}

/// Reads one word; `None` where it is no heredoc. Follows `ParseHeredoc` of BuildKit's parser, which
/// takes `\` for the escape character whatever the Dockerfile says.
pub fn parse_heredoc_word(word: &str) -> Result<Option<HeredocWord>, ExpandError> {
    let Some((fd, chomp, rest)) = split_word(word) else { return Ok(None) };
    let lexer = Lexer { skip_unset: true, ..Lexer::new('\\') };
    let name = single_word(&lexer, rest)?;
    let raw_name = single_word(&Lexer { raw_quotes: true, ..lexer }, rest)?;
    let (Some(name), Some(raw_name)) = (name, raw_name) else { return Ok(None) };
    let expand = count_quotes(&name) == count_quotes(&raw_name);
    Ok(Some(HeredocWord { fd, name, expand, chomp }))
}

/// The heredocs of a joined logical line in order, with their ranges in the line. None at all where
/// the line cannot be split into words, say because of an open quote. Follows `heredocsFromLine`.
pub fn heredocs_of_line(joined_line: &str) -> Vec<(HeredocWord, Range<usize>)> {
    if !joined_line.contains("<<") {
        return Vec::new();
    }
    let lexer = Lexer { raw_quotes: true, raw_escapes: true, skip_unset: true, ..Lexer::new('\\') };
    let Ok((words, _)) = lexer.words(joined_line, &NoEnvironment) else { return Vec::new() };
    words.into_iter().filter_map(|word| Some((parse_heredoc_word(&word.text).ok()??, word.range))).collect()
}

/// `body` without the tabs at the start of its lines. Follows `ChompHeredocContent`.
pub fn chomp_heredoc(body: &str) -> String {
    body.split_inclusive('\n').map(|line| line.trim_start_matches('\t')).collect()
}

/// Matches `^(\d*)<<(-?)\s*([^<]*)$` and asks for the last group to be filled.
fn split_word(word: &str) -> Option<(u64, bool, &str)> {
    let (number, rest) = word.split_once("<<")?;
    if !number.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let fd = if number.is_empty() { 0 } else { number.parse().unwrap_or(u64::MAX) };
    let (chomp, rest) = match rest.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, rest),
    };
    let rest = rest.trim_start_matches(['\t', '\n', '\u{c}', '\r', ' ']);
    (!rest.is_empty() && !rest.contains('<')).then_some((fd, chomp, rest))
}

fn single_word(lexer: &Lexer, text: &str) -> Result<Option<String>, ExpandError> {
    let (words, _) = lexer.words(text, &NoEnvironment)?;
    let mut words = words.into_iter();
    let first = words.next();
    Ok(first.filter(|_| words.next().is_none()).map(|word| word.text))
}

fn count_quotes(text: &str) -> usize {
    text.matches(['\'', '"']).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(text: &str) -> Option<(u64, String, bool, bool)> {
        let word = parse_heredoc_word(text).unwrap()?;
        Some((word.fd, word.name, word.expand, word.chomp))
    }

    #[test]
    fn words() {
        assert_eq!(word("<<END"), Some((0, "END".to_owned(), true, false)));
        assert_eq!(word("4<<-'END OF'"), Some((4, "END OF".to_owned(), false, true)));
        assert_eq!(word("<<E\"N\"D"), Some((0, "END".to_owned(), false, false)));
        assert_eq!(word("<<it\\'s"), Some((0, "it's".to_owned(), true, false)));
        assert_eq!(word("99999999999<<- $X"), Some((99_999_999_999, "$X".to_owned(), true, true)));
        for text in ["", "<", "<<", "<<-", "<<<END", "a<<END", "<<A<B", "<<''", "<<a b", "-1<<A"] {
            assert_eq!(word(text), None, "{text}");
        }
        assert!(parse_heredoc_word("<<'END").is_err());
    }

    #[test]
    fn chomps() {
        assert_eq!(chomp_heredoc("\t\ta\n \tb\n\t\r\n\tc\td"), "a\n \tb\n\r\nc\td");
    }

    #[test]
    fn lines() {
        let line = "RUN cat <<A - 3<< \"B C\" <<<D; sh<<E $((1 << 2))";
        let found = heredocs_of_line(line);
        let seen: Vec<_> = found
            .iter()
            .map(|(word, range)| (word.name.as_str(), line.get(range.clone()).unwrap()))
            .collect();
        assert_eq!(seen, [("A", "<<A"), ("B C", "3<< \"B C\""), ("2))", "<< 2))")]);
        assert_eq!(heredocs_of_line("RUN echo it's <<EOF"), []);
        assert_eq!(heredocs_of_line("RUN echo ${a:1:2} <<EOF").len(), 1);
        assert_eq!(heredocs_of_line(&"<<A ".repeat(100_000)).len(), 100_000);
    }
}
