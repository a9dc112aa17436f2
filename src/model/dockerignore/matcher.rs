use super::DockerignoreErrorKind;

/// How a pattern is matched. Follows `compile` of moby/patternmatcher.
#[derive(Clone, Debug)]
pub enum Matcher {
    /// The path is the text.
    Exact(String),
    /// The path starts with the text.
    Prefix(String),
    /// The path ends with the text, or is the text without its `/` in front.
    Suffix(String),
    /// The path matches all parts in turn.
    Parts(Vec<Part>),
}

/// A part of a pattern with special characters.
#[derive(Clone, Debug)]
pub enum Part {
    /// One character.
    Character(char),
    /// `?`: any character but `/`.
    Any,
    /// `*`: any characters but `/`.
    Star,
    /// `**` at the end: anything.
    Rest,
    /// `**/`: nothing, or anything that ends in `/`.
    Directories,
    /// `[…]`.
    Class {
        /// Whether it starts with `^`.
        is_negated: bool,
        /// First and last characters.
        ranges: Vec<(char, char)>,
    },
    /// `^` outside a class: the start of the path, as in a regular expression.
    Start,
}

impl Matcher {
    /// Reads a pattern; `None` where its regular expression would be wrong.
    pub fn new(pattern: &str) -> Option<Self> {
        let mut reader = Reader { rest: pattern, parts: Vec::new(), has_special: false };
        let mut is_prefix = false;
        let mut is_suffix = false;
        while let Some(character) = reader.next() {
            let is_first = reader.parts.is_empty();
            match character {
                '*' if reader.next_if('*') => {
                    reader.next_if('/');
                    is_prefix = reader.rest.is_empty() && !reader.has_special && !is_suffix && !is_first;
                    is_suffix |= is_first;
                    reader.parts.push(if reader.rest.is_empty() { Part::Rest } else { Part::Directories });
                    reader.has_special |= !is_first && !is_prefix;
                }
                '*' => reader.special(Part::Star),
                '?' => reader.special(Part::Any),
                '\\' => reader.escape()?,
                '[' => reader.class()?,
                ']' => reader.special(Part::Character(']')),
                '^' => reader.parts.push(Part::Start),
                other => reader.parts.push(Part::Character(other)),
            }
        }
        Some(if reader.has_special {
            Self::Parts(reader.parts)
        } else if is_prefix {
            Self::Prefix(pattern.strip_suffix("**").unwrap_or(pattern).to_owned())
        } else if is_suffix {
            Self::Suffix(pattern.strip_prefix("**").unwrap_or(pattern).to_owned())
        } else {
            Self::Exact(pattern.to_owned())
        })
    }

    /// Whether one of the beginnings of `path` with the lengths `ends` matches.
    pub fn matches(&self, path: &str, ends: &[usize]) -> bool {
        let mut beginnings = ends.iter().filter_map(|end| path.get(..*end));
        match self {
            Self::Exact(text) => beginnings.any(|beginning| beginning == text),
            Self::Prefix(text) => beginnings.any(|beginning| beginning.starts_with(text)),
            Self::Suffix(text) => beginnings.any(|beginning| {
                beginning.ends_with(text) || text.strip_prefix('/').is_some_and(|text| beginning == text)
            }),
            Self::Parts(parts) => match_parts(parts, path, ends),
        }
    }
}

/// Runs all ways to match at once: `states` says how many parts may be done before a character.
fn match_parts(parts: &[Part], path: &str, ends: &[usize]) -> bool {
    let mut states = vec![false; parts.len() + 1];
    // Whether a `**/` has been entered and waits for a `/`.
    let mut inside = vec![false; parts.len() + 1];
    if let Some(first) = states.first_mut() {
        *first = true;
    }
    close(parts, &mut states, true);
    for (offset, character) in path.char_indices() {
        if ends.binary_search(&offset).is_ok() && states.last() == Some(&true) {
            return true;
        }
        step(parts, character, &mut states, &mut inside);
        close(parts, &mut states, false);
    }
    states.last() == Some(&true)
}

/// Skips the parts that may match nothing.
fn close(parts: &[Part], states: &mut [bool], is_start: bool) {
    let mut reached = false;
    for (index, state) in states.iter_mut().enumerate() {
        *state |= reached;
        let may_be_empty = match parts.get(index) {
            Some(Part::Star | Part::Rest | Part::Directories) => true,
            Some(Part::Start) => is_start,
            _ => false,
        };
        reached = *state && may_be_empty;
    }
}

fn step(parts: &[Part], character: char, states: &mut [bool], inside: &mut [bool]) {
    let mut arrives = false;
    for (index, part) in parts.iter().enumerate() {
        let (Some(state), Some(inside)) = (states.get_mut(index), inside.get_mut(index)) else { return };
        let (stays, moves) = match part {
            Part::Character(wanted) => (false, *state && character == *wanted),
            Part::Any => (false, *state && character != '/'),
            Part::Star => (*state && character != '/', false),
            Part::Rest => (*state && character != '\n', false),
            Part::Class { is_negated, ranges } => {
                let is_in = ranges.iter().any(|(first, last)| (*first..=*last).contains(&character));
                (false, *state && is_in != *is_negated)
            }
            Part::Directories => {
                *inside = (*inside || *state) && character != '\n';
                (false, *inside && character == '/')
            }
            Part::Start => (false, false),
        };
        *state = stays | arrives;
        arrives = moves;
    }
    if let Some(last) = states.last_mut() {
        *last = arrives;
    }
}

struct Reader<'a> {
    rest: &'a str,
    parts: Vec<Part>,
    has_special: bool,
}

impl Reader<'_> {
    fn peek(&self) -> Option<char> {
        self.rest.chars().next()
    }

    fn next(&mut self) -> Option<char> {
        let mut characters = self.rest.chars();
        let next = characters.next();
        self.rest = characters.as_str();
        next
    }

    fn next_if(&mut self, wanted: char) -> bool {
        let is_next = self.peek() == Some(wanted);
        if is_next {
            self.next();
        }
        is_next
    }

    fn special(&mut self, part: Part) {
        self.has_special = true;
        self.parts.push(part);
    }

    /// An escaped letter or digit means a class or is wrong in a regular expression; only those for
    /// digits, words and white space are known here.
    fn escape(&mut self) -> Option<()> {
        let escaped = self.next()?;
        let part = match escaped {
            'd' | 'D' => Part::Class { is_negated: escaped == 'D', ranges: vec![('0', '9')] },
            'w' | 'W' => Part::Class {
                is_negated: escaped == 'W',
                ranges: vec![('0', '9'), ('A', 'Z'), ('a', 'z'), ('_', '_')],
            },
            's' | 'S' => Part::Class {
                is_negated: escaped == 'S',
                ranges: vec![('\t', '\n'), ('\u{c}', '\r'), (' ', ' ')],
            },
            other if other.is_ascii_alphanumeric() => return None,
            other => Part::Character(other),
        };
        self.special(part);
        Some(())
    }

    fn class(&mut self) -> Option<()> {
        let is_negated = self.next_if('^');
        let mut ranges = Vec::new();
        while !self.next_if(']') {
            let first = self.class_character()?;
            let last = if self.next_if('-') { self.class_character()? } else { first };
            if last < first {
                return None;
            }
            ranges.push((first, last));
        }
        self.special(Part::Class { is_negated, ranges });
        Some(())
    }

    fn class_character(&mut self) -> Option<char> {
        match self.next()? {
            '\\' => self.next(),
            other => Some(other),
        }
    }
}

/// Checks what `filepath.Match` of Go checks: classes are closed and not empty, and no `\` ends the
/// pattern.
pub fn check_syntax(pattern: &str) -> Result<(), DockerignoreErrorKind> {
    let mut reader = Reader { rest: pattern, parts: Vec::new(), has_special: false };
    while let Some(character) = reader.next() {
        let is_fine = match character {
            '\\' => reader.next().is_some(),
            '[' => check_class(&mut reader).is_some(),
            _ => true,
        };
        if !is_fine {
            return Err(DockerignoreErrorKind::Syntax);
        }
    }
    Ok(())
}

fn check_class(reader: &mut Reader<'_>) -> Option<()> {
    reader.next_if('^');
    let mut count = 0;
    while count == 0 || !reader.next_if(']') {
        let character = |reader: &mut Reader<'_>| match reader.next()? {
            '-' | ']' => None,
            '\\' => reader.next(),
            other => Some(other),
        };
        character(reader)?;
        if reader.next_if('-') {
            character(reader)?;
        }
        reader.peek()?;
        count += 1;
    }
    Some(())
}
