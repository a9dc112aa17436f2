use std::ops::Range;

use crate::syntax::words::Piece;

/// Collects words while they are expanded. Follows `wordsStruct`.
///
/// The functions that add take an option, since only the outermost level of an expansion splits.
#[derive(Default)]
pub struct Splitter {
    words: Vec<Piece>,
    word: String,
    range: Option<Range<usize>>,
}

impl Splitter {
    /// Adds the result of a variable or ordinary text, which white space splits.
    pub fn characters(this: &mut Option<Self>, text: &str, range: Range<usize>) {
        let Some(this) = this else { return };
        for character in text.chars() {
            if character.is_whitespace() {
                this.end_word();
            } else {
                this.word.push(character);
                this.cover(range.clone());
            }
        }
    }

    /// Adds text that belongs to the word as it is, white space included.
    pub fn raw(this: &mut Option<Self>, text: &str, range: Range<usize>) {
        let Some(this) = this else { return };
        this.word.push_str(text);
        this.cover(range);
    }

    /// Forgets the word that is being read.
    pub fn discard(&mut self) {
        self.word.clear();
        self.range = None;
    }

    /// The words, none of them empty.
    pub fn finish(mut self) -> Vec<Piece> {
        self.end_word();
        self.words
    }

    fn cover(&mut self, range: Range<usize>) {
        let start = self.range.as_ref().map_or(range.start, |covered| covered.start);
        self.range = Some(start..range.end);
    }

    fn end_word(&mut self) {
        let range = self.range.take();
        let text = std::mem::take(&mut self.word);
        if let (Some(range), false) = (range, text.is_empty()) {
            self.words.push(Piece { text, range });
        }
    }
}
