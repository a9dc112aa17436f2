use proptest::prelude::*;

use super::*;
use crate::shell::{BlockKind, Operator, PartKind, RedirectKind, Word};

fn read(text: &str) -> Script {
    parse(&Joined::verbatim(text, 0))
}

/// Every command as its words, separated by `/`; assignments come first.
fn commands(text: &str) -> Vec<String> {
    let script = read(text);
    assert_eq!(script.problems, [], "{text}");
    script.commands.iter().map(shown).collect()
}

fn shown(command: &crate::shell::Command) -> String {
    let assignments = command.assignments.iter().map(|one| format!("{}={}", one.name, one.value.text));
    assignments.chain(command.words.iter().map(|word| word.text.clone())).collect::<Vec<_>>().join("/")
}

fn problems(text: &str) -> Vec<String> {
    let script = read(text);
    script.problems.iter().map(|problem| format!("{} @{}", problem.kind, problem.span.of(text))).collect()
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    assert_eq!(commands(text), expected, "{text}");
}

#[test]
fn lists_and_pipelines() {
    check("apt-get update && apt-get install -y curl", &["apt-get/update", "apt-get/install/-y/curl"]);
    check("a | b || c; d & e |& f", &["a", "b", "c", "d", "e", "f"]);
    check("a # not && this\nb", &["a", "b"]);
    check("a#b c", &["a#b/c"]);
    check("a \\\n  b && \\\n\n# note\n c", &["a/b", "c"]);
    let script = read("a | b || ! c\nd");
    let before: Vec<_> = script.commands.iter().map(|command| command.before).collect();
    assert_eq!(before, [None, Some(Operator::Pipe), Some(Operator::Or), Some(Operator::Newline)]);
    let pipelines: Vec<_> = script.commands.iter().map(|command| command.pipeline).collect();
    assert_eq!(pipelines, [0, 0, 1, 2]);
    assert!(script.commands[2].negated && !script.commands[3].negated);
    assert_eq!(script.operators.len(), 3);
}

#[test]
fn quotes_and_expansions() {
    check(r#"echo "a b"'c d'e\ f "" $'g\n'"#, &[r"echo/a bc de f//g\n"]);
    check(r#"echo "$x ${y:-"z"} $(w)" \$v '$u' $"t""#, &[r#"echo/$x ${y:-"z"} $(w)/$v/$u/t"#, "w"]);
    let script = read(r#"echo "$x"y$(b) '$z' *.c ${v:-$w} $((n + 1))"#);
    let words = &script.commands[0].words;
    assert_eq!(words[1].leading(), "");
    assert_eq!(words[2].literal(), Some("$z"));
    assert!(words[3].has_glob() && words[3].literal() == Some("*.c"));
    assert_eq!(words[4].variables().map(|(name, _)| name).collect::<Vec<_>>(), ["v", "w"]);
    assert_eq!(words[5].variables().map(|(name, _)| name).collect::<Vec<_>>(), ["n"]);
    assert!(read("echo {a,b}x").commands[0].words[1].brace_expansion);
    assert!(!read("echo ${a,,} {} {a}").commands[0].words.iter().any(|word| word.brace_expansion));
}

#[test]
fn parts_make_up_the_text() {
    let script = read(r#"x a"b$c"'d'${e:-f}`g`*h"#);
    let word = &script.commands[0].words[1];
    let outer: String =
        word.parts.iter().map(|part| word.text.get(part.text.clone()).unwrap_or_default()).collect();
    assert_eq!(outer, word.text);
    assert_eq!(word.text, "ab$cd${e:-f}`g`*h");
}

#[test]
fn modifiers() {
    use Modifier::*;
    let of = |text: &str| match &read(text).commands[0].words[0].parts[0].kind {
        PartKind::Variable { name, modifier } => (name.clone(), *modifier),
        other => panic!("{other:?}"),
    };
    let cases = [
        ("$x", "x", None),
        ("${x}", "x", None),
        ("${x-y}", "x", Default),
        ("${x:=y}", "x", Assign),
        ("${x:+y}", "x", Alternative),
        ("${x:?}", "x", Required),
        ("${x##*/}", "x", Trim),
        ("${#x}", "x", Length),
        ("${#}", "#", None),
        ("${x/a/b}", "x", Replace),
        ("${x:1:2}", "x", Slice),
        ("${x^^}", "x", Transform),
        ("${!x}", "x", Indirect),
        ("${x[@]}", "x", Index),
        ("$@", "@", None),
        ("$1", "1", None),
        ("${10}", "10", None),
    ];
    for (text, name, modifier) in cases {
        assert_eq!(of(text), (name.to_owned(), modifier), "{text}");
    }
}

use crate::shell::Modifier;

#[test]
fn substitutions() {
    check("a $(b \"$(c)\") d", &["a/$(b \"$(c)\")/d", "b/$(c)", "c"]);
    check("a `b \\`c\\`` d", &["a/`b \\`c\\``/d", "b/`c\\`".replace("`c\\`", "\\`c\\`").as_str(), "c"]);
    check("x=$(y) z", &["x=$(y)/z", "y"]);
    check("diff <(a) >(b)", &["diff/<(a)/>(b)", "a", "b"]);
    check("echo $(( $(a) + (1) )) $(( (2) ))", &["echo/$(( $(a) + (1) ))/$(( (2) ))", "a"]);
    check("echo $((a); b)", &["echo/$((a); b)", "a", "b"]);
    check("a ${b:-$(c)} \"`d \"e\"`\"", &["a/${b:-$(c)}/`d \"e\"`", "c", "d/e"]);
    let script = read("a $(b) && c");
    assert_eq!(script.blocks[0].commands, 1..2);
    assert_eq!(script.blocks[0].command, Some(0));
    assert_eq!(script.commands[2].before, Some(Operator::And));
}

#[test]
fn blocks() {
    check("if a; then b; elif c; then d; else e; fi && f", &["a", "b", "c", "d", "e", "f"]);
    check("for x in 1 $(a) 3; do b $x; done | c", &["a", "b/$x", "c"]);
    check("for x\ndo a; done; for y; do b; done; for ((i=0; i<3; i++)); do c; done", &["a", "b", "c"]);
    check("while a; do b; done < c; until d; do e; done 2>/dev/null", &["a", "b", "d", "e"]);
    check("case $(a) in b|'c') d ;; (e) f;& *) g; esac; h", &["a", "d", "f", "g", "h"]);
    check("{ a; b; } > c && (d; e) || f", &["a", "b", "d", "e", "f"]);
    check("f() { a; }; function g { b; }; function h() ( c )\nf", &["a", "b", "c", "f"]);
    check(
        "[ -f x ] && [[ a && ( b < c ) ]] || ((i++ > 2))",
        &["[/-f/x/]", "[[/a/&&/(/b/</c/)/]]", "((i++ > 2))"],
    );
    check("if [[ $x =~ ^(a|b)$ ]]; then y; fi", &["[[/$x/=~/^(a|b)$/]]", "y"]);
    check("echo if then fi; \"if\" x", &["echo/if/then/fi", "if/x"]);
    let script = read("f() { a; }\nfor x in 1 2; do if b; then c; fi; done");
    let context: Vec<_> = script.commands.iter().map(|command| (command.context, command.depth)).collect();
    assert_eq!(context, [(Context::Function, 1), (Context::Condition, 2), (Context::Branch, 2)]);
    assert_eq!(script.blocks[1].kind, BlockKind::For);
    let words = |block: usize| script.blocks[block].words.iter().map(|word| &*word.text).collect::<Vec<_>>();
    assert_eq!((words(0), words(1)), (vec!["f"], vec!["x", "1", "2"]));
    assert!(script.defines("f") && !script.defines("x"));
}

#[test]
fn assignments() {
    check("A=1 B=\"x y\" c D=2", &["A=1/B=x y/c/D=2"]);
    check("A= b; C=(x 'y z' $(d)) ; E[0]=f G+=h", &["A=/b", "C=(x 'y z' $(d))", "d", "E[0]=f/G=h"]);
    check("declare -a a=(b c) && 1x=2", &["declare/-a/a=(b c)", "1x=2"]);
    let export = read("export A=$(b)");
    assert_eq!(export.commands[0].words[1].assignment(), Some(("A", "$(b)")));
}

#[test]
fn redirects() {
    let text = "a 2>&1 >>b <c {fd}>d &>e 3<<<f >|g x2>h";
    let script = read(text);
    assert_eq!(script.problems, []);
    let redirects = script.commands[0].redirects.iter();
    let shown: Vec<_> =
        redirects.map(|one| (one.kind, one.span.of(text), one.target.text.as_str())).collect();
    use RedirectKind::*;
    let expected = [
        (DuplicateOutput, "2>&1", "1"),
        (Append, ">>b", "b"),
        (Input, "<c", "c"),
        (Output, "{fd}>d", "d"),
        (Both, "&>e", "e"),
        (HereString, "3<<<f", "f"),
        (Clobber, ">|g", "g"),
        (Output, ">h", "h"),
    ];
    assert_eq!(shown, expected);
    assert_eq!(script.commands[0].words.len(), 2);
    assert_eq!(problems("a > && b"), ["the redirect has no target @>"]);
    assert_eq!(read("{ a; } 2> b").blocks[0].redirects.len(), 1);
}

#[test]
fn heredocs() {
    check("cat <<EOF > x && b\n$y $(c) it's\nEOF\nd", &["cat", "b", "c", "d"]);
    check("cat <<-'E' <<F\n\t$(a)\n\tE\nb\nF\nc", &["cat", "c"]);
    check("x=$(cat <<E\n)\"\nE\n)\ny", &["x=$(cat <<E\n)\"\nE\n)", "cat", "y"]);
    let script = read("cat <<E\na $b\nE\n");
    let body: &Word = script.commands[0].redirects[0].body.as_ref().unwrap();
    assert_eq!(body.text, "a $b\n");
    assert_eq!(body.variables().count(), 1);
    assert_eq!(problems("cat <<E\na"), ["the line `E` that ends the heredoc is missing @<<"]);
    assert_eq!(problems("cat <<E > x"), [""; 0]);
}

#[test]
fn says_what_is_wrong() {
    assert_eq!(problems("a 'b"), ["`'` is not closed by `'` @'"]);
    assert_eq!(problems("a \"b $(c"), ["`$(` is not closed by `)` @$(", "`\"` is not closed by `\"` @\""]);
    assert_eq!(problems("a && ; b"), ["`;` cannot stand here @;"]);
    assert_eq!(problems("a &&"), ["no command follows `&&` @&&"]);
    assert_eq!(problems("&& a"), ["`&&` cannot stand here @&&"]);
    assert_eq!(problems("`a` ()"), ["`(` cannot stand here @("]);
    assert_eq!(problems("a ) b"), ["`)` cannot stand here @)"]);
    assert_eq!(problems("if a; then b"), ["`if` is not closed by `fi` @if"]);
    assert_eq!(problems("if a; then for x in y; do b; fi; c"), ["`for` is not closed by `done` @for"]);
    assert_eq!(
        problems("fi; done"),
        ["`fi` cannot stand here @fi", "`;` cannot stand here @;", "`done` cannot stand here @done"]
    );
}

#[test]
fn spans_lead_to_the_source() {
    // The source is `RUN aé \⏎  bc`, of which two bytes are left out inside the last word.
    let source = "RUN aé b\\\nc | d";
    let mut joined = Joined::default();
    joined.push("aé b", 4);
    joined.push("c | d", 11);
    let script = parse(&joined);
    let command = &script.commands[0];
    assert_eq!(command.span.of(source), "aé b\\\nc");
    assert_eq!(command.words[1].span.of(source), "b\\\nc");
    assert_eq!(command.words[1].text, "bc");
    assert_eq!(command.words[1].span_of(0..1), None);
    assert_eq!(script.operators[0].1.of(source), "|");
    assert_eq!(script.command_at(16), Some(&script.commands[1]));
}

#[test]
fn hostile_texts_take_linear_time() {
    let pieces = [
        "(",
        "$(",
        "((",
        "$((",
        "\"",
        "'",
        "`",
        "\\",
        "\\`",
        "&&",
        "a&&",
        "${",
        "${a:-",
        "{ ",
        "if ",
        "for x in a; do ",
        "case x in ",
        "<<a ",
        "<<a\n",
        "[[ ",
        "[",
        "=(",
        "a=(",
        "a() ",
        "\"$(",
        "`a \\`",
        ")",
        ";;",
        "<(",
        "$(cat <<a\n",
        "x=`",
        "{a,",
        ">",
        "#",
        "! ",
        "é\\é",
        "=",
        "**=",
        "x=y ",
    ];
    for piece in pieces {
        let text = piece.repeat(20_000 / piece.len());
        check_invariants(&text);
    }
}

fn check_invariants(text: &str) {
    let script = read(text);
    assert_eq!(script, read(text));
    let inside = |span: Span| assert!(text.get(span.range()).is_some(), "{span:?} of {text:?}");
    let starts: Vec<_> = script.commands.iter().map(|command| command.span.start).collect();
    assert!(starts.is_sorted(), "{text:?}");
    assert!(script.operators.is_sorted_by_key(|(_, span)| span.start), "{text:?}");
    assert!(script.blocks.is_sorted_by_key(|block| block.span.start), "{text:?}");
    for command in &script.commands {
        inside(command.span);
        let values = command.assignments.iter().map(|assignment| &assignment.value);
        let targets = command.redirects.iter().map(|redirect| &redirect.target);
        for word in command.words.iter().chain(values).chain(targets) {
            inside(word.span);
            assert!(command.span.contains(word.span), "{word:?} of {text:?}");
            let mut end = 0;
            for part in word.parts.iter() {
                inside(part.span);
                assert!(word.span.contains(part.span), "{part:?} of {text:?}");
                if !part.nested {
                    assert_eq!(part.text.start, end, "{part:?} of {text:?}");
                    end = part.text.end;
                }
            }
            assert_eq!(end, word.text.len(), "{word:?} of {text:?}");
        }
    }
    for block in &script.blocks {
        inside(block.span);
        assert!(script.commands.get(block.commands.clone()).is_some());
    }
    script.problems.iter().for_each(|problem| inside(problem.span));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_has_an_answer(pieces in proptest::collection::vec(prop_oneof![
        Just("(".to_owned()), Just(")".to_owned()), Just("$(".to_owned()), Just("\"".to_owned()), Just("'".to_owned()),
        Just("`".to_owned()), Just("\\".to_owned()), Just("{ ".to_owned()), Just(" }".to_owned()), Just("; ".to_owned()),
        Just("&&".to_owned()), Just("|".to_owned()), Just("\n".to_owned()), Just("if ".to_owned()), Just(" then ".to_owned()),
        Just(" fi ".to_owned()), Just(" case x in ".to_owned()), Just(" esac ".to_owned()), Just(" for x in ".to_owned()),
        Just(" do ".to_owned()), Just(" done ".to_owned()), Just("<<E ".to_owned()), Just("\nE\n".to_owned()), Just(";; ".to_owned()),
        Just("$((".to_owned()), Just("))".to_owned()), Just("${x:-".to_owned()), Just("}".to_owned()), Just(" [[ ".to_owned()),
        Just(" ]] ".to_owned()), Just("a=".to_owned()), Just("=(".to_owned()), Just("2>".to_owned()), Just("&>".to_owned()),
        Just("é".to_owned()), Just("f() ".to_owned()), Just(" ".to_owned()), Just("#".to_owned()), Just("$'".to_owned()), "\\PC{0,3}",
    ], 0..40)) {
        check_invariants(&pieces.concat());
    }
}
