use super::error::ExpandErrorKind;
use super::name::is_name_character;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Character(char),
    /// `?`: any character but a line feed.
    Any,
    /// `*`: any run of such characters.
    Star,
}

/// The pattern of `${a#…}`, `${a%…}` and `${a/…/…}`: only `*` and `?` are special.
///
/// BuildKit translates it to a regular expression (`convertShellPatternToRegex`); this finds the same
/// matches by one table of parts by characters, whose size [`Pattern::cost`] tells beforehand.
pub struct Pattern {
    parts: Vec<Part>,
}

/// For each part and each position: whether the parts from there on match a text that starts there.
struct Table {
    text: Vec<char>,
    rows: Vec<Vec<bool>>,
}

impl Table {
    fn matches(&self, part: usize, position: usize) -> bool {
        self.rows.get(part).and_then(|row| row.get(position)).copied().unwrap_or(false)
    }

    fn is_in_line(&self, position: usize) -> bool {
        self.text.get(position).is_some_and(|character| *character != '\n')
    }
}

impl Pattern {
    /// Reads a pattern.
    pub fn new(written: &str) -> Result<Self, ExpandErrorKind> {
        let mut parts = Vec::new();
        let mut characters = written.chars().peekable();
        while let Some(character) = characters.next() {
            match character {
                '*' => parts.push(Part::Star),
                '?' => parts.push(Part::Any),
                '\\' if matches!(characters.peek(), Some('}' | '/')) => {}
                '\\' => match characters.next() {
                    Some(escaped @ ('*' | '?' | '\\')) => parts.push(Part::Character(escaped)),
                    other => {
                        let escaped = other.unwrap_or('\u{fffd}');
                        return Err(ExpandErrorKind::InvalidPattern { pattern: written.to_owned(), escaped });
                    }
                },
                other => parts.push(Part::Character(other)),
            }
        }
        Ok(Self { parts })
    }

    /// Reads a pattern backwards, for a text that is read backwards. Follows `reversePattern`.
    pub fn reversed(written: &str) -> Result<Self, ExpandErrorKind> {
        let mut groups = Vec::new();
        let mut characters = written.chars();
        while let Some(character) = characters.next() {
            let escaped = if character == '\\' { characters.next() } else { None };
            groups.push((character, escaped));
        }
        let backwards: String =
            groups.into_iter().rev().flat_map(|(first, second)| [Some(first), second]).flatten().collect();
        Self::new(&backwards)
    }

    /// How many comparisons matching `text` takes.
    pub fn cost(&self, text: &str) -> usize {
        (self.parts.len() + 1).saturating_mul(text.len() + 1)
    }

    /// `text` without the prefix that matches, if any. Follows `trimPrefix`.
    pub fn without_prefix(&self, text: &str, longest: bool) -> String {
        let table = self.table(text.chars().collect());
        let end = self.end(&table, 0, longest).unwrap_or(0);
        table.text.iter().skip(end).collect()
    }

    /// `text` without the suffix that matches this pattern read backwards. Follows `trimSuffix`.
    pub fn without_suffix(&self, text: &str, longest: bool) -> String {
        let table = self.table(text.chars().rev().collect());
        let end = self.end(&table, 0, longest).unwrap_or(0);
        table.text.iter().skip(end).rev().collect()
    }

    /// `text` with the first match replaced.
    pub fn replace_first(&self, text: &str, replacement: &str) -> String {
        let table = self.table(text.chars().collect());
        let found = (0..=table.text.len()).find_map(|start| Some((start, self.end(&table, start, true)?)));
        let Some((start, end)) = found else { return text.to_owned() };
        let mut result: String = table.text.iter().take(start).collect();
        result.push_str(replacement);
        result.extend(table.text.iter().skip(end));
        result
    }

    /// `text` with every match replaced; `None` where the result is longer than `limit` bytes.
    ///
    /// `$0` in the replacement stands for the match and other `$names` for nothing, since BuildKit
    /// uses `Regexp.ReplaceAllString` of Go here.
    pub fn replace_all(&self, text: &str, replacement: &str, limit: usize) -> Option<String> {
        let table = self.table(text.chars().collect());
        let mut result = String::new();
        let (mut search, mut last_end) = (0, 0);
        while search <= table.text.len() {
            let Some(end) = self.end(&table, search, true) else {
                search += 1;
                continue;
            };
            result.extend(table.text.get(last_end..search).unwrap_or_default());
            if end > last_end || search == 0 {
                let matched: String = table.text.get(search..end).unwrap_or_default().iter().collect();
                push_template(&mut result, replacement, &matched);
            }
            if result.len() > limit {
                return None;
            }
            last_end = end;
            search = end.max(search + 1);
        }
        result.extend(table.text.get(last_end..).unwrap_or_default());
        Some(result)
    }

    fn table(&self, text: Vec<char>) -> Table {
        let mut table = Table { rows: vec![Vec::new(); self.parts.len()], text };
        table.rows.push(vec![true; table.text.len() + 1]);
        for (index, part) in self.parts.iter().enumerate().rev() {
            let mut row = vec![false; table.text.len() + 1];
            let mut after = false;
            for (position, cell) in row.iter_mut().enumerate().rev() {
                let next = table.matches(index + 1, position + 1);
                *cell = match part {
                    Part::Character(wanted) => next && table.text.get(position) == Some(wanted),
                    Part::Any => next && table.is_in_line(position),
                    Part::Star => table.matches(index + 1, position) || (after && table.is_in_line(position)),
                };
                after = *cell;
            }
            if let Some(slot) = table.rows.get_mut(index) {
                *slot = row;
            }
        }
        table
    }

    /// Where the match that starts at `start` ends; each star in turn takes as much or as little as it can.
    fn end(&self, table: &Table, start: usize, longest: bool) -> Option<usize> {
        if !table.matches(0, start) {
            return None;
        }
        let mut position = start;
        for (index, part) in self.parts.iter().enumerate() {
            if *part != Part::Star {
                position += 1;
                continue;
            }
            let line_length = table.text.iter().skip(position).take_while(|text| **text != '\n').count();
            let mut ends = position..=position + line_length;
            let matches = |end: &usize| table.matches(index + 1, *end);
            position = if longest { ends.rfind(matches)? } else { ends.find(matches)? };
        }
        Some(position)
    }
}

/// Adds a replacement. Follows `Regexp.Expand` of Go for an expression without groups.
fn push_template(result: &mut String, template: &str, matched: &str) {
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('$') {
        result.push_str(before);
        if let Some(behind) = after.strip_prefix('$') {
            result.push('$');
            rest = behind;
            continue;
        }
        rest = match template_name(after) {
            Some((name, behind)) => {
                if name == "0" {
                    result.push_str(matched);
                }
                behind
            }
            None => {
                result.push('$');
                after
            }
        };
    }
    result.push_str(rest);
}

/// The name at the start of `text`, with or without braces, and what follows it.
fn template_name(text: &str) -> Option<(&str, &str)> {
    let braced = text.strip_prefix('{');
    let inside = braced.unwrap_or(text);
    let length = inside.find(|character| !is_name_character(character)).unwrap_or(inside.len());
    let (name, behind) = inside.split_at_checked(length)?;
    let behind = if braced.is_some() { behind.strip_prefix('}')? } else { behind };
    (!name.is_empty()).then_some((name, behind))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn prefix(pattern: &str, text: &str, longest: bool) -> String {
        Pattern::new(pattern).unwrap().without_prefix(text, longest)
    }

    #[test]
    fn trims() {
        assert_eq!(prefix("*o", "foo.o", false), "o.o");
        assert_eq!(prefix("*o", "foo.o", true), "");
        assert_eq!(prefix("*o", "fa\no", true), "fa\no");
        assert_eq!(prefix("\\*", "*x", true), "x");
        assert_eq!(Pattern::reversed("\\**b").unwrap().without_suffix("a*xb*b", false), "a*xb");
        assert_eq!(Pattern::reversed(".*").unwrap().without_suffix("é.tar.gz", true), "é");
    }

    #[test]
    fn replaces() {
        let all = |pattern: &str, text: &str, with: &str| {
            Pattern::new(pattern).unwrap().replace_all(text, with, 100)
        };
        assert_eq!(all("", "ab", "-").unwrap(), "-a-b-");
        assert_eq!(all("b*", "abc\nb", "<$0>").unwrap(), "a<bc>\n<b>");
        assert_eq!(all("a", "aa", "$$x${1}y$").unwrap(), "$xy$$xy$");
        assert_eq!(all("a", &"a".repeat(50), "abc"), None);
        assert_eq!(Pattern::new("b?").unwrap().replace_first("abcbd", "$0"), "a$0bd");
    }
}
