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
    /// `\b`: a word starts or ends here; or `\B`: none does.
    Border {
        /// Whether it is `\B`.
        is_negated: bool,
    },
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
    close(parts, &mut states, true, is_border(path, 0));
    for (offset, character) in path.char_indices() {
        if ends.binary_search(&offset).is_ok() && states.last() == Some(&true) {
            return true;
        }
        step(parts, character, &mut states, &mut inside);
        close(parts, &mut states, false, is_border(path, offset + character.len_utf8()));
    }
    states.last() == Some(&true)
}

/// Whether a word starts or ends at `offset`.
fn is_border(path: &str, offset: usize) -> bool {
    let is_word = |byte: Option<&u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_');
    let byte = |at: Option<usize>| at.and_then(|at| path.as_bytes().get(at));
    is_word(byte(offset.checked_sub(1))) != is_word(byte(Some(offset)))
}

/// Skips the parts that may match nothing.
fn close(parts: &[Part], states: &mut [bool], is_start: bool, is_border: bool) {
    let mut reached = false;
    for (index, state) in states.iter_mut().enumerate() {
        *state |= reached;
        let may_be_empty = match parts.get(index) {
            Some(Part::Star | Part::Rest | Part::Directories) => true,
            Some(Part::Start) => is_start,
            Some(Part::Border { is_negated }) => is_border != *is_negated,
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
            Part::Start | Part::Border { .. } => (false, false),
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

    /// An escaped letter or digit means what it means in a regular expression, or is wrong there. Numbers of characters
    /// and classes of Unicode are not known here.
    fn escape(&mut self) -> Option<()> {
        let part = match self.next()? {
            'A' => Part::Start,
            border @ ('b' | 'B') => Part::Border { is_negated: border == 'B' },
            class @ ('d' | 'D' | 's' | 'S' | 'w' | 'W') => {
                let ranges = class_ranges(class.to_ascii_lowercase())?.to_vec();
                Part::Class { is_negated: class.is_ascii_uppercase(), ranges }
            }
            other => Part::Character(escaped(other)?),
        };
        self.special(part);
        Some(())
    }

    fn class(&mut self) -> Option<()> {
        let is_negated = self.next_if('^');
        let mut ranges = Vec::new();
        while !self.next_if(']') {
            if let Some(named) = self.named_class() {
                ranges.extend(named?);
                continue;
            }
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

    /// `[:alpha:]` or `\d` within a class; within, `None` where there is no such class.
    fn named_class(&mut self) -> Option<Option<Vec<(char, char)>>> {
        if let Some(rest) = self.rest.strip_prefix("[:") {
            let (name, rest) = rest.split_once(":]")?;
            self.rest = rest;
            let (is_negated, name) = name.strip_prefix('^').map_or((false, name), |name| (true, name));
            return Some(posix_ranges(name).map(|ranges| turned(ranges, is_negated)));
        }
        let class = self.rest.strip_prefix('\\')?.chars().next()?;
        let ranges = class_ranges(class.to_ascii_lowercase())?;
        self.rest = self.rest.get(2..)?;
        Some(Some(turned(ranges, class.is_ascii_uppercase())))
    }

    fn class_character(&mut self) -> Option<char> {
        match self.next()? {
            '\\' => escaped(self.next()?),
            other => Some(other),
        }
    }
}

/// The character that stands for itself, or for which a letter stands, behind a `\`.
fn escaped(character: char) -> Option<char> {
    Some(match character {
        'a' => '\u{7}',
        'f' => '\u{c}',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'v' => '\u{b}',
        other if other.is_ascii_alphanumeric() => return None,
        other => other,
    })
}

/// The characters of `\d`, `\s` and `\w`.
fn class_ranges(class: char) -> Option<&'static [(char, char)]> {
    Some(match class {
        'd' => &[('0', '9')],
        's' => &[('\t', '\n'), ('\u{c}', '\r'), (' ', ' ')],
        'w' => &[('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z')],
        _ => return None,
    })
}

/// The characters of a class of POSIX.
fn posix_ranges(name: &str) -> Option<&'static [(char, char)]> {
    Some(match name {
        "alnum" => &[('0', '9'), ('A', 'Z'), ('a', 'z')],
        "alpha" => &[('A', 'Z'), ('a', 'z')],
        "ascii" => &[('\0', '\u{7f}')],
        "blank" => &[('\t', '\t'), (' ', ' ')],
        "cntrl" => &[('\0', '\u{1f}'), ('\u{7f}', '\u{7f}')],
        "digit" => &[('0', '9')],
        "graph" => &[('!', '~')],
        "lower" => &[('a', 'z')],
        "print" => &[(' ', '~')],
        "punct" => &[('!', '/'), (':', '@'), ('[', '`'), ('{', '~')],
        "space" => &[('\t', '\r'), (' ', ' ')],
        "upper" => &[('A', 'Z')],
        "word" => &[('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z')],
        "xdigit" => &[('0', '9'), ('A', 'F'), ('a', 'f')],
        _ => return None,
    })
}

/// Sorted ranges, or what lies between them.
fn turned(ranges: &[(char, char)], is_negated: bool) -> Vec<(char, char)> {
    if !is_negated {
        return ranges.to_vec();
    }
    let step = |character: char, by: i64| {
        u32::try_from(i64::from(u32::from(character)) + by).ok().and_then(char::from_u32)
    };
    let starts = std::iter::once(Some('\0')).chain(ranges.iter().map(|(_, last)| step(*last, 1)));
    let ends = ranges.iter().map(|(first, _)| step(*first, -1)).chain([Some(char::MAX)]);
    starts.zip(ends).filter_map(|(start, end)| Some((start?, end?))).collect()
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
