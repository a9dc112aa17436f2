//! Word expansion: quotes, escapes and `$variables`, as in `shell/lex.go` of BuildKit.

use std::borrow::Borrow;
use std::collections::BTreeMap;
use std::ops::Range;

use self::scan::Scan;
use self::split::Splitter;
use super::words::Piece;

mod error;
mod name;
mod pattern;
mod scan;
mod split;

pub use error::{ExpandError, ExpandErrorKind};

/// How deep `${a:-${b:-…}}` may nest.
pub const MAX_DEPTH: usize = 100;
/// How many bytes of values one expansion may look up, and how many comparisons its patterns may take.
pub const MAX_VALUE_BYTES: usize = 8 << 20;

/// Answers what a variable is worth.
pub trait Environment {
    /// The value of `name`; `None` where it is not set.
    fn get(&self, name: &str) -> Option<&str>;
}

/// The environment in which no variable is set.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoEnvironment;

impl Environment for NoEnvironment {
    fn get(&self, _: &str) -> Option<&str> {
        None
    }
}

impl<K: Borrow<str> + Ord, V: AsRef<str>> Environment for BTreeMap<K, V> {
    fn get(&self, name: &str) -> Option<&str> {
        BTreeMap::get(self, name).map(AsRef::as_ref)
    }
}

/// Pairs of name and value; of two pairs with one name the later counts.
impl<K: AsRef<str>, V: AsRef<str>> Environment for [(K, V)] {
    fn get(&self, name: &str) -> Option<&str> {
        self.iter().rev().find(|(key, _)| key.as_ref() == name).map(|(_, value)| value.as_ref())
    }
}

/// The same as for slices, so that a reference to an array is an environment.
impl<K: AsRef<str>, V: AsRef<str>, const N: usize> Environment for [(K, V); N] {
    fn get(&self, name: &str) -> Option<&str> {
        Environment::get(self.as_slice(), name)
    }
}

/// How words are read. Follows `Lex` of BuildKit's `shell/lex.go`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lexer {
    /// The escape character of the Dockerfile: `\` or `` ` ``.
    pub escape: char,
    /// Keeps quotes in the result.
    pub raw_quotes: bool,
    /// Keeps escape characters in the result.
    pub raw_escapes: bool,
    /// Keeps variables that are not set as they are written.
    pub skip_unset: bool,
    /// Takes quotes for ordinary characters.
    pub skip_process_quotes: bool,
}

/// A word after expansion.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Expansion {
    /// The result.
    pub text: String,
    /// Every lookup in the order made, also those inside alternatives that were not taken.
    pub uses: Vec<VariableUse>,
}

/// One lookup of a variable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VariableUse {
    /// The name, without `$` and braces.
    pub name: String,
    /// The whole `$name` or `${…}` in the word.
    pub range: Range<usize>,
    /// The value found, before the modifier is applied.
    pub value: Option<String>,
    /// What follows the name inside the braces.
    pub modifier: Modifier,
}

impl VariableUse {
    /// Whether the variable is set.
    pub const fn is_found(&self) -> bool {
        self.value.is_some()
    }
}

/// What is done with the value of a variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Modifier {
    /// `$a`, `${a}`: nothing.
    None,
    /// `${a-b}`: another text where it is not set; `${a:-b}` also where it is empty.
    Default {
        /// With a colon: empty counts as unset.
        colon: bool,
    },
    /// `${a+b}`, `${a:+b}`: another text where it is set.
    Alternative {
        /// With a colon: empty counts as unset.
        colon: bool,
    },
    /// `${a?b}`, `${a:?b}`: an error where it is not set.
    Required {
        /// With a colon: empty counts as unset.
        colon: bool,
    },
    /// `${a#b}`, `${a##b}`: without a prefix.
    RemovePrefix {
        /// The longest match instead of the shortest.
        longest: bool,
    },
    /// `${a%b}`, `${a%%b}`: without a suffix.
    RemoveSuffix {
        /// The longest match instead of the shortest.
        longest: bool,
    },
    /// `${a/b/c}`, `${a//b/c}`: with a part replaced.
    Replace {
        /// Every match instead of the first.
        all: bool,
    },
}

impl Modifier {
    /// Whether the build goes on where the variable is not set and something stands in for it.
    pub const fn has_fallback(self) -> bool {
        matches!(self, Self::Default { .. } | Self::Alternative { .. })
    }
}

impl Lexer {
    /// The lexer of instructions: quotes and escapes are removed, unset variables become empty.
    pub const fn new(escape: char) -> Self {
        Self { escape, raw_quotes: false, raw_escapes: false, skip_unset: false, skip_process_quotes: false }
    }

    /// Expands `word`, which stays one word. Follows `ProcessWordWithMatches`.
    pub fn word(&self, word: &str, env: &dyn Environment) -> Result<Expansion, ExpandError> {
        if let Some(text) = self.constant(word) {
            return Ok(Expansion { text: text.to_owned(), uses: Vec::new() });
        }
        let mut scan = Scan::new(self, word, env);
        match scan.until(None, self.raw_escapes, &mut None) {
            Ok(text) => Ok(Expansion { text, uses: scan.uses }),
            Err(stop) => Err(stop.into_error(word, scan.uses)),
        }
    }

    /// The text of a word that holds nothing to expand but quotes around all of it, as most words do.
    pub fn constant<'w>(&self, word: &'w str) -> Option<&'w str> {
        if is_plain(word) {
            return Some(word);
        }
        let quoted = |quote: char| word.strip_prefix(quote)?.strip_suffix(quote);
        let inside = quoted('"').or_else(|| quoted('\''))?;
        (!self.raw_quotes && is_plain(inside)).then_some(inside)
    }

    /// Expands `word` and splits it at white space outside quotes, also where the white space comes
    /// from a variable. The ranges are those of the words in `word`. Follows `ProcessWords`.
    pub fn words(
        &self,
        word: &str,
        env: &dyn Environment,
    ) -> Result<(Vec<Piece>, Vec<VariableUse>), ExpandError> {
        let mut scan = Scan::new(self, word, env);
        let mut split = Some(Splitter::default());
        match scan.until(None, self.raw_escapes, &mut split) {
            Ok(_) => Ok((split.unwrap_or_default().finish(), scan.uses)),
            Err(stop) => Err(stop.into_error(word, scan.uses)),
        }
    }
}

/// Whether a word holds nothing that any lexer replaces or takes away, as most words do.
pub fn is_plain(word: &str) -> bool {
    let is_special = |byte: u8| matches!(byte, b'$' | b'\'' | b'"' | b'\\' | b'`') || !byte.is_ascii();
    !word.bytes().any(is_special)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENV: [(&str, &str); 4] =
        [("TAG", "3.13"), ("EMPTY", ""), ("FILE", "/src/app.tar.gz"), ("TWO", "a b")];

    fn word(text: &str) -> String {
        match Lexer::new('\\').word(text, &ENV) {
            Ok(expansion) => expansion.text,
            Err(error) => error.to_string(),
        }
    }

    fn words(text: &str) -> Vec<String> {
        let (words, _) = Lexer::new('\\').words(text, &ENV).unwrap();
        words.into_iter().map(|word| word.text).collect()
    }

    #[test]
    fn quotes_and_escapes() {
        assert_eq!(word(r#"a'b "c'"d 'e""#), "ab \"cd 'e");
        assert_eq!(word(r#"\$TAG \\ "\n\"" '\'"#), "$TAG \\ \\n\" \\");
        assert_eq!(word("end\\"), "end");
        assert_eq!(Lexer::new('`').word("a`'b\\", &NoEnvironment).unwrap().text, "a'b\\");
    }

    #[test]
    fn variables_and_modifiers() {
        assert_eq!(word("v$TAG-${TAG} $ $1x $$ $+"), "v3.13-3.13 $ x  $+");
        assert_eq!(word("${NO:-x} ${NO-} ${EMPTY-x} ${EMPTY:-'}'}"), "x   }");
        assert_eq!(word("${NO+x}${TAG+y}${EMPTY:+z}${NO:-${NO:-$TAG}}"), "y3.13");
        assert_eq!(
            word("${FILE##*/} ${FILE#*/} ${FILE%.*} ${FILE%%.*}"),
            "app.tar.gz src/app.tar.gz /src/app.tar /src/app"
        );
        assert_eq!(
            word("${FILE/a/A} ${FILE//a/A} ${FILE//\\//:}"),
            "/src/App.tar.gz /src/App.tAr.gz :src:app.tar.gz"
        );
        assert_eq!(word("${FILE/?rc/[$TAG]}"), "/[3.13]/app.tar.gz");
    }

    #[test]
    fn splits_words_at_space_from_variables() {
        assert_eq!(words("  x$TWO\u{3000}'y z'  \"\" \"$TWO\""), ["xa", "b", "y z", "a b"]);
        assert_eq!(words("cat << EOF >out"), ["cat", "<< EOF", ">out"]);
        // What stands before such a substitution is lost, as in BuildKit.
        assert_eq!(words("80${NO:-81}"), ["81"]);
        let (words, _) = Lexer::new('\\').words("ab 'c d'e", &NoEnvironment).unwrap();
        assert_eq!(words.into_iter().map(|word| word.range).collect::<Vec<_>>(), [0..2, 3..9]);
    }

    #[test]
    fn errors_say_what_and_where() {
        let cases = [
            ("a'b", "unexpected end of statement while looking for matching single-quote", 1),
            ("\"b", "unexpected end of statement while looking for matching double-quote", 0),
            ("x${}", "syntax error: bad substitution", 1),
            ("x${A:-b", "syntax error: missing '}'", 1),
            ("${A/b}", "syntax error: missing '/' in ${}", 0),
            ("x${A^^}", "unsupported modifier (^) in substitution", 4),
            ("${NO:?}", "NO: is not allowed to be unset", 0),
            ("${EMPTY:?}", "EMPTY: is not allowed to be empty", 0),
            ("${NO?set it}", "NO: set it", 0),
            ("${TAG#\\x}", "invalid pattern (\\x) in substitution: invalid escape '\\x'", 0),
        ];
        for (text, message, offset) in cases {
            let error = Lexer::new('\\').word(text, &ENV).unwrap_err();
            assert_eq!(
                error.to_string(),
                format!("failed to process {}: {message}", crate::text::go_quote(text))
            );
            assert_eq!(error.offset, offset, "{text}");
        }
    }

    #[test]
    fn records_every_lookup() {
        let uses = Lexer::new('\\').word("a$TAG${TAG:-${NO}}", &ENV).unwrap().uses;
        let seen: Vec<_> =
            uses.iter().map(|found| (found.name.as_str(), found.range.clone(), found.is_found())).collect();
        assert_eq!(seen, [("TAG", 1..5, true), ("NO", 12..17, false), ("TAG", 5..18, true)]);
        assert_eq!(uses[2].modifier, Modifier::Default { colon: true });
    }

    #[test]
    fn keeps_unset_variables_where_asked() {
        let lexer = Lexer { skip_unset: true, raw_quotes: true, ..Lexer::new('\\') };
        let text = "'a' $NO ${NO} ${NO:-x} ${NO:1:2} ${NO//a/b} $TAG";
        assert_eq!(lexer.word(text, &ENV).unwrap().text, text.replace("$TAG", "3.13").replace("//", "/"));
    }

    #[test]
    fn hostile_words_end() {
        let deep = "${a:-".repeat(200_000);
        assert_eq!(Lexer::new('\\').word(&deep, &ENV).unwrap_err().kind, ExpandErrorKind::TooDeep);
        let long = "x".repeat(100_000);
        let env = [("L", long.as_str())];
        let many = "$L".repeat(100_000);
        assert_eq!(Lexer::new('\\').word(&many, &env).unwrap_err().kind, ExpandErrorKind::TooLong);
        let stars = format!("${{L#{}y}}", "*x".repeat(10_000));
        assert_eq!(Lexer::new('\\').word(&stars, &env).unwrap_err().kind, ExpandErrorKind::TooLong);
    }
}
