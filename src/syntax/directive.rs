use super::{ErrorCode, SyntaxError};
use crate::text::{Edit, Fix, Span};

/// The parser directives that BuildKit knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DirectiveName {
    /// `# syntax=`: the frontend image that reads the file.
    Syntax,
    /// `# escape=`: the escape character.
    Escape,
    /// `# check=`: settings of the build checks.
    Check,
}

impl DirectiveName {
    /// The directive spelled by `text` in any case.
    fn parse(text: &str) -> Option<Self> {
        [Self::Syntax, Self::Escape, Self::Check]
            .into_iter()
            .find(|name| name.name().eq_ignore_ascii_case(text))
    }

    /// The name in lower case.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Syntax => "syntax",
            Self::Escape => "escape",
            Self::Check => "check",
        }
    }
}

/// `# name=value` at the very top of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParserDirective {
    /// Which directive.
    pub name: DirectiveName,
    /// The value, trimmed.
    pub value: String,
    /// From `#` to the end of the line, without its line end.
    pub span: Span,
    /// Where the value stands.
    pub value_span: Span,
    /// The line, from 1.
    pub line: u32,
    /// Whether blanks stand before the `#`. BuildKit then honours `escape` but neither `syntax` nor `check`.
    pub is_indented: bool,
}

/// Reads directives until the first line that is none. Follows `possibleParserDirective` of BuildKit's parser.
#[derive(Default)]
pub(super) struct DirectiveReader {
    is_done: bool,
    pub directives: Vec<ParserDirective>,
}

impl DirectiveReader {
    /// Reads one line, without its line end and without leading blanks, that stands at `offset`. Returns whether it is
    /// a directive.
    pub fn read(
        &mut self,
        text: &str,
        offset: u32,
        line: u32,
        is_indented: bool,
        errors: &mut Vec<SyntaxError>,
    ) -> bool {
        if self.is_done {
            return false;
        }
        let Some((name, value, value_at)) = split(text) else {
            self.is_done = true;
            return false;
        };
        let span = Span::new(offset, offset + text.trim_end().len() as u32);
        let value_span = Span::new(offset + value_at as u32, offset + (value_at + value.len()) as u32);
        if self.directives.iter().any(|directive| directive.name == name) {
            let message = format!("only one `{}` directive can be used", name.name());
            // BuildKit counts the line after it has read it, so it names the one before.
            let error = SyntaxError::new(ErrorCode::DuplicateDirective, span, (line - 1, line - 1), message);
            errors.push(error.with_fix(Fix::unsafe_("Make it an ordinary comment", vec![disarm(span)])));
            return true;
        }
        if name == DirectiveName::Escape && !matches!(value, "\\" | "`") {
            let message = format!("the escape character is either a backslash or a backtick, not `{value}`");
            let error = SyntaxError::new(
                ErrorCode::InvalidEscapeDirective,
                value_span,
                (line - 1, line - 1),
                message,
            );
            errors
                .push(error.with_fix(Fix::unsafe_("Use a backslash", vec![Edit::replace(value_span, "\\")])));
        }
        let value = value.to_owned();
        self.directives.push(ParserDirective { name, value, span, value_span, line, is_indented });
        true
    }

    /// The escape character in force.
    pub fn escape(&self) -> char {
        let is_backtick =
            |directive: &ParserDirective| directive.name == DirectiveName::Escape && directive.value == "`";
        if self.directives.iter().any(is_backtick) { '`' } else { '\\' }
    }
}

/// The directives as BuildKit's frontend lists them for `syntax` and `check`: unlike the parser, which reads `escape`, it
/// passes over a first line `#!…` and stops at an indented line. Follows `ParseDirective`.
pub fn listed_directives(source: &str) -> Vec<ParserDirective> {
    let rest = source.strip_prefix('\u{feff}').unwrap_or(source);
    let mut offset = source.len() - rest.len();
    let mut reader = DirectiveReader::default();
    for (index, line) in rest.split_inclusive('\n').enumerate() {
        let is_shebang = index == 0 && line.starts_with("#!");
        let text = line.trim_end_matches(['\r', '\n']);
        let number = index as u32 + 1;
        let errors = &mut Vec::new();
        let is_read =
            is_shebang || line.starts_with('#') && reader.read(text, offset as u32, number, false, errors);
        if !is_read {
            break;
        }
        offset += line.len();
    }
    reader.directives
}

/// An edit that keeps the text of a directive as a comment.
fn disarm(span: Span) -> Edit {
    Edit::insert(span.start, "# ")
}

/// Name, value and the offset of the value of a line that has the form of a known directive.
pub(super) fn split(line: &str) -> Option<(DirectiveName, &str, usize)> {
    let (name, value, at) = split_comment(line.strip_prefix('#')?)?;
    Some((name, value, at + 1))
}

/// As `split`, for the text behind the `#`. BuildKit reads the comments above an instruction so.
pub fn split_comment(line: &str) -> Option<(DirectiveName, &str, usize)> {
    let text = line.trim_start();
    let end = text.find(|character: char| !character.is_ascii_alphanumeric())?;
    let (name, rest) = text.split_at_checked(end)?;
    let value = rest.trim_start_matches(is_blank).strip_prefix('=')?.trim_start_matches(is_blank);
    let mut at = line.len() - value.len();
    let mut value = value.trim_end_matches(is_blank);
    if value.is_empty() {
        // Something has to follow the equals sign: of blanks, the last one is the value.
        value = line.get(at.checked_sub(1)?..).filter(|last| *last != "=")?;
        at -= 1;
    }
    Some((DirectiveName::parse(name)?, value, at))
}

/// `\s` of Go's regular expressions.
fn is_blank(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\n' | '\r' | '\x0c')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splits_known_directives_only() {
        assert_eq!(split("#  Syntax = a b  "), Some((DirectiveName::Syntax, "a b", 12)));
        assert_eq!(split("# escape="), None);
        assert_eq!(split("# escape= \t"), Some((DirectiveName::Escape, "\t", 10)));
        assert_eq!(split("# note=x"), None);
        assert_eq!(split("# es-cape=x"), None);
    }

    #[test]
    fn lists_past_a_shebang_and_up_to_an_indented_line() {
        let listed = |source: &str| -> Vec<(u32, String)> {
            listed_directives(source).into_iter().map(|directive| (directive.line, directive.value)).collect()
        };
        assert_eq!(
            listed("\u{feff}#!/x\n# syntax=a\n# check=b\n"),
            [(2, "a".to_owned()), (3, "b".to_owned())]
        );
        assert_eq!(listed("# syntax=a\n # check=b\n"), [(1, "a".to_owned())]);
        assert_eq!(listed("#!/x\n#!/y\n# check=b\n"), []);
        let source = "#!/x\n# check=skip=all";
        assert_eq!(listed_directives(source).first().map(|one| one.value_span.of(source)), Some("skip=all"));
    }
}
