//! The little Markdown that explanations and rule pages are written in: headings, paragraphs, lists, code blocks, and
//! inside a line `code`, **strong** words and [links](https://example.org).

/// A block of prose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading, without its marks.
    Heading(String),
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A list, one entry an item.
    List(Vec<Vec<Inline>>),
    /// A code block: the words behind its fence and its lines.
    Code {
        /// What stands behind the fence, such as `dockerfile,bad`.
        info: String,
        /// The lines, each with its line end.
        text: String,
    },
}

/// A piece of a line of prose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inline {
    /// Plain words.
    Text(String),
    /// Between backticks; control characters are replaced by their pictures.
    Code(String),
    /// Between double stars.
    Strong(String),
    /// The words and the address.
    Link(String, String),
}

/// The blocks of a text.
pub fn blocks(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut open = Open::default();
    for line in text.lines() {
        open.read(line, &mut blocks);
    }
    open.close(&mut blocks);
    blocks
}

/// The pieces of a line.
pub fn inlines(text: &str) -> Vec<Inline> {
    let mut pieces = Vec::new();
    let mut plain = String::new();
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        let Some((piece, after)) = marked(rest) else {
            plain.push(character);
            rest = rest.get(character.len_utf8()..).unwrap_or_default();
            continue;
        };
        if !plain.is_empty() {
            pieces.push(Inline::Text(std::mem::take(&mut plain)));
        }
        pieces.push(piece);
        rest = after;
    }
    if !plain.is_empty() {
        pieces.push(Inline::Text(plain));
    }
    pieces
}

/// The marked piece that `text` begins with, and what follows it.
fn marked(text: &str) -> Option<(Inline, &str)> {
    // Two backticks on either side hold code that has one itself.
    if let Some((code, after)) = text.strip_prefix("``").and_then(|rest| rest.split_once("``"))
        && code.contains('`')
    {
        let inner = code.strip_prefix(' ').and_then(|code| code.strip_suffix(' ')).unwrap_or(code);
        return Some((Inline::Code(super::harmless_text(inner)), after));
    }
    if let Some(rest) = text.strip_prefix('`') {
        let (code, after) = rest.split_once('`')?;
        return Some((Inline::Code(super::harmless_text(code)), after));
    }
    if let Some(rest) = text.strip_prefix("**") {
        let (strong, after) = rest.split_once("**")?;
        return Some((Inline::Strong(strong.to_owned()), after));
    }
    let (words, rest) = text.strip_prefix('[')?.split_once("](")?;
    let (address, after) = rest.split_once(')')?;
    let is_link = address.starts_with("https://") && !words.contains(['[', '\n']);
    is_link.then(|| (Inline::Link(words.to_owned(), address.to_owned()), after))
}

/// The block that is being read.
#[derive(Default)]
struct Open {
    paragraph: String,
    items: Vec<String>,
    code: Option<(String, String)>,
}

impl Open {
    fn read(&mut self, line: &str, blocks: &mut Vec<Block>) {
        let trimmed = line.trim();
        if let Some((info, mut text)) = self.code.take() {
            if trimmed == "```" {
                blocks.push(Block::Code { info, text });
            } else {
                text.push_str(line);
                text.push('\n');
                self.code = Some((info, text));
            }
        } else if let Some(info) = trimmed.strip_prefix("```") {
            self.close(blocks);
            self.code = Some((info.to_owned(), String::new()));
        } else if let Some(title) = trimmed.strip_prefix('#') {
            self.close(blocks);
            blocks.push(Block::Heading(title.trim_start_matches('#').trim().to_owned()));
        } else if let Some(item) = trimmed.strip_prefix("- ") {
            self.close_paragraph(blocks);
            self.items.push(item.to_owned());
        } else if trimmed.is_empty() {
            self.close(blocks);
        } else {
            let into = self.items.last_mut().unwrap_or(&mut self.paragraph);
            if !into.is_empty() {
                into.push(' ');
            }
            into.push_str(trimmed);
        }
    }

    fn close_paragraph(&mut self, blocks: &mut Vec<Block>) {
        if !self.paragraph.is_empty() {
            blocks.push(Block::Paragraph(inlines(&std::mem::take(&mut self.paragraph))));
        }
    }

    fn close(&mut self, blocks: &mut Vec<Block>) {
        self.close_paragraph(blocks);
        if !self.items.is_empty() {
            blocks.push(Block::List(self.items.drain(..).map(|item| inlines(&item)).collect()));
        }
        if let Some((info, text)) = self.code.take() {
            blocks.push(Block::Code { info, text });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inline_marks() {
        let text = |text: &str| Inline::Text(text.to_owned());
        let code = |text: &str| Inline::Code(text.to_owned());
        assert_eq!(inlines("a `b` c"), [text("a "), code("b"), text(" c")]);
        assert_eq!(inlines("`` a`b` `` c"), [code("a`b`"), text(" c")]);
        assert_eq!(inlines("`` c ``"), [code(""), text(" c "), code("")]);
        assert_eq!(inlines("**x** é"), [Inline::Strong("x".to_owned()), text(" é")]);
        let link = Inline::Link("d".to_owned(), "https://e.org/".to_owned());
        assert_eq!(inlines("[d](https://e.org/)."), [link, text(".")]);
        assert_eq!(inlines("[x](javascript:y) `z **"), [text("[x](javascript:y) `z **")]);
    }

    #[test]
    fn block_marks() {
        let page =
            "Title\n\n## Why\none\ntwo\n- a\n- b\n  c\n\n```dockerfile,bad\nFROM x\n\nRUN y\n```\n```open\nz";
        let kinds: Vec<String> = blocks(page).iter().map(|block| format!("{block:?}")).collect();
        assert_eq!(
            kinds,
            [
                r#"Paragraph([Text("Title")])"#,
                r#"Heading("Why")"#,
                r#"Paragraph([Text("one two")])"#,
                r#"List([[Text("a")], [Text("b c")]])"#,
                r#"Code { info: "dockerfile,bad", text: "FROM x\n\nRUN y\n" }"#,
                r#"Code { info: "open", text: "z\n" }"#,
            ]
        );
    }
}
