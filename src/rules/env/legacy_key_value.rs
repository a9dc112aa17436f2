use crate::instruction::Kind;
use crate::model::Model;
use crate::rules::Equivalent::BuildKit;
use crate::rules::{Edit, Findings, Fix, Fixable, Severity, rule};
use crate::syntax::words::parse_words;
use crate::syntax::{Keyword, Pair};
use crate::text::Span;

rule! {
    /// Writes `ENV` or `LABEL` without an equals sign
    ///
    /// ## Why it matters
    /// In the old form `ENV NAME value` everything behind the name is the value, blanks and further `NAME=value` pairs
    /// included. `ENV NAME=value` says where the value ends, takes several pairs and is the only form without a warning.
    ///
    /// ## Examples
    /// ```dockerfile,bad
    /// FROM alpine:3.22
    /// ENV LANG C.UTF-8
    /// ```
    /// ```dockerfile,good
    /// FROM alpine:3.22
    /// ENV LANG=C.UTF-8
    /// ```
    ///
    /// ## Fix
    /// Safe: the value stays the same; it gets quotes where it holds blanks. Unsafe where blanks stand around an equals
    /// sign, which is a part of the value until then.
    pub const RULE: Rule = Rule {
        id: "legacy-key-value",
        severity: Severity::Warning,
        fixable: Fixable::Sometimes,
        is_default: true,
        equivalents: &[BuildKit("LegacyKeyValueFormat")],
        check,
    };
}

fn check(model: &Model, findings: &mut Findings) {
    for place in model.dispatched_with(&[Keyword::Env, Keyword::Label]) {
        let pairs = match place.kind {
            Kind::Env(env) => &env.pairs,
            Kind::Label(label) => &label.pairs,
            _ => continue,
        };
        for pair in pairs.iter().filter(|pair| pair.is_legacy) {
            let name = &pair.name.text;
            let message = format!("`{name}` and its value are not joined by an equals sign");
            let span = place.node.keyword_span.cover(pair.name.span);
            findings.add_dispatched(&place, span, message, spaced(model, pair).or_else(|| fix(model, pair)));
        }
    }
}

/// `NAME = value`, where the equals sign is a part of the value and was not meant to be.
fn spaced(model: &Model, pair: &Pair) -> Option<Fix> {
    let rest = pair.value.text.strip_prefix('=')?;
    let value = rest.trim_start();
    let is_plain = model.text(pair.value.span) == pair.value.text && !value.contains(['"', '\'', '\\', '`']);
    let quoted = if value.contains(char::is_whitespace) { format!("\"{value}\"") } else { value.to_owned() };
    let edit = Edit::replace(Span::new(pair.name.span.end, pair.value.span.end), format!("={quoted}"));
    is_plain.then(|| Fix::unsafe_("Take the equals sign out of the value", vec![edit]))
}

fn fix(model: &Model, pair: &Pair) -> Option<Fix> {
    let (name, value) = (&pair.name, &pair.value);
    let gap = Span::new(name.span.end, value.span.start);
    // Between the lines may stand comments, which are not ours to remove.
    if model.text(gap).contains('#') || name.text.contains(['"', '\'', '\\', '`']) {
        return None;
    }
    let edits = match joined(&value.text, model.file.escape)? {
        Written::AsItIs => vec![Edit::replace(gap, "=")],
        Written::InQuotes => vec![Edit::replace(gap, "=\""), Edit::insert(value.span.end, "\"")],
        Written::Anew(text) if model.text(value.span) == value.text => {
            vec![Edit::replace(gap, "="), Edit::replace(value.span, text)]
        }
        Written::Anew(_) => return None,
    };
    Some(Fix::safe(format!("Join `{}` and its value with `=`", name.text), edits))
}

/// How a value is written behind an equals sign.
enum Written {
    AsItIs,
    InQuotes,
    Anew(String),
}

fn joined(value: &str, escape: char) -> Option<Written> {
    let words = parse_words(value, escape);
    if let [word] = words.as_slice()
        && word.text == value
    {
        return Some(Written::AsItIs);
    }
    if !value.contains(['"', '\'', escape]) {
        return Some(Written::InQuotes);
    }
    // What quotes inside braces mean depends on where they stand.
    if value.contains("${") { None } else { requoted(value, escape).map(Written::Anew) }
}

/// The same value in one pair of double quotes; `None` where a quote is not closed.
fn requoted(value: &str, escape: char) -> Option<String> {
    let is_special = |character| character == '"' || character == '$' || character == escape;
    let mut text = String::from("\"");
    let literal = |text: &mut String, character| {
        if is_special(character) {
            text.push(escape);
        }
        text.push(character);
    };
    let mut quote = None;
    let mut characters = value.chars();
    while let Some(character) = characters.next() {
        match quote {
            Some('\'') if character == '\'' => quote = None,
            Some('\'') => literal(&mut text, character),
            Some(_) if character == '"' => quote = None,
            Some(_) if character == escape => {
                let next = characters.next()?;
                if is_special(next) {
                    text.push(escape);
                    text.push(next);
                } else {
                    // The escape character stays here.
                    literal(&mut text, escape);
                    literal(&mut text, next);
                }
            }
            None if character == '\'' || character == '"' => quote = Some(character),
            None if character == escape => literal(&mut text, characters.next()?),
            _ => text.push(character),
        }
    }
    text.push('"');
    quote.is_none().then_some(text)
}

#[test]
fn vectors() {
    let pass = ["FROM a\nENV A=b C=\nLABEL a=\"b c\"\n", "FROM a\nARG A\n"];
    let fail = [
        "FROM a\n«ENV A» b c=d\n«LABEL a» \"b\n",
        "FROM a\n«env A» \\\n# why\n  b\n",
        "FROM a AS b\nONBUILD LABEL a b\nFROM «b»\n",
    ];
    let fix = [
        ("FROM a\n«ENV A»   b\n«label b» \"c d\"\n", "FROM a\nENV A=b\nlabel b=\"c d\"\n"),
        ("FROM a\n«ENV A» b  $C ${D:-e}\n", "FROM a\nENV A=\"b  $C ${D:-e}\"\n"),
        ("FROM a\n«ENV A» one \\\n  two\n", "FROM a\nENV A=\"one \\\n  two\"\n"),
        ("FROM a\n«ENV A» \"b\" 'c $d' \\$e \"\\\"\\x\"\n", "FROM a\nENV A=\"b c \\$d \\$e \\\"\\\\x\"\n"),
        ("FROM a\n«ENV A» = b\n«LABEL c» = d e\n", "FROM a\nENV A=b\nLABEL c=\"d e\"\n"),
        ("FROM a\n«ENV A» a\\ b\n", "FROM a\nENV A=a\\ b\n"),
    ];
    crate::rules::check_vectors(&RULE, &pass, &fail, &fix);
}

#[test]
fn fixes_keep_the_value() {
    use crate::rules::check_rule;
    for value in
        ["a b", "'a  b' c", "\"a\\b\" \\c d", "a\\\\ b", "it\\'s x", "$A 'b' \"$A\"", "\"\" a", "a \\$A"]
    {
        let source = format!("FROM a\nENV A=v\nENV X {value}\nLABEL l=$X\n");
        let model = Model::new(&source, &Default::default());
        let edits: Vec<Edit> =
            check_rule(&RULE, &model).into_iter().flat_map(|f| f.fixes).flat_map(|fix| fix.edits).collect();
        let fixed = Model::new(&crate::text::apply_edits(&source, &edits).unwrap(), &Default::default());
        let value_of = |model: &Model| model.scope.uses.last().and_then(|found| found.value.clone());
        assert_ne!(model.source, fixed.source);
        assert_eq!(value_of(&model), value_of(&fixed), "{}", fixed.source);
    }
}
