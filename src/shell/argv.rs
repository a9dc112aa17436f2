use super::{Command, Context, Part, PartKind, Quote, Script, Word};
use crate::text::Span;

impl Script {
    /// A script of one command whose arguments are known: nothing in them is special to a shell.
    pub fn of_argv<'a>(words: impl IntoIterator<Item = (&'a str, Span)>) -> Self {
        let words: Vec<Word> = words.into_iter().map(|(text, span)| literal(text, span)).collect();
        let Some(span) = words.iter().map(|word| word.span).reduce(Span::cover) else {
            return Self::default();
        };
        let command = Command {
            assignments: Vec::new(),
            words,
            redirects: Vec::new(),
            span,
            before: None,
            pipeline: 0,
            depth: 0,
            context: Context::Plain,
            block: None,
            negated: false,
            program: None,
        };
        let mut script = Self { commands: vec![command], ..Self::default() };
        script.find_programs();
        script
    }
}

fn literal(text: &str, span: Span) -> Word {
    let part =
        Part { kind: PartKind::Literal, span, text: 0..text.len(), quote: Quote::Single, nested: false };
    Word { text: text.to_owned(), span, parts: part.into(), quoted: true, brace_expansion: false }
}

#[test]
fn one_command_with_its_words() {
    let script = Script::of_argv([("npm", Span::new(1, 6)), ("a $b", Span::new(8, 14))]);
    assert_eq!(script.commands[0].words[1].literal(), Some("a $b"));
    assert_eq!(script.commands[0].span, Span::new(1, 14));
    assert_eq!(Script::of_argv([]), Script::default());
}
