use std::ops::Range;

use crate::instruction::{Kind, Mount, Source};
use crate::model::{Base, Model, RunScript};
use crate::shell::{PartKind, Quote};
use crate::syntax::{Arguments, File, Instruction, Keyword, TokenKind, Word, parse};
use crate::text::{Span, order};

/// What a piece of the text is, for colouring.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TokenClass {
    /// An instruction, and `AS`.
    Keyword,
    /// A flag of an instruction or of a command.
    Flag,
    /// The name of an image, with its registry.
    ImageName,
    /// The tag of an image with its colon.
    ImageTag,
    /// The digest of an image with its `@`.
    ImageDigest,
    /// Something quoted.
    String,
    /// A variable, where it is used or declared.
    Variable,
    /// A path.
    Path,
    /// The name of a command.
    Command,
    /// A comment.
    Comment,
    /// A parser directive.
    Directive,
    /// The body or the end of a heredoc.
    Heredoc,
    /// What joins commands, and redirects.
    Operator,
    /// A number.
    Number,
    /// The name of a stage.
    Stage,
    /// A word that is no instruction.
    Error,
}

/// The coloured pieces of a text: sorted, never empty, never overlapping. What has no class is left out.
pub fn tokens(model: &Model) -> Vec<(Span, TokenClass)> {
    tokens_around(model, Span::new(0, model.source.len() as u32)).1
}

/// The same of a part of the text: of all instructions that touch it, and the span that these have together with it.
pub fn tokens_around(model: &Model, part: Span) -> (Span, Vec<(Span, TokenClass)>) {
    let mut layers: [Vec<(Span, TokenClass)>; 3] = Default::default();
    let [syntax, meaning, variables] = &mut layers;
    let (instructions, whole) = model.file.around(part);
    add_syntax(&model.file, (instructions.clone(), whole), syntax);
    for index in instructions.clone() {
        let Some(node) = model.instruction(index) else { continue };
        add_arguments(&node.arguments, meaning);
        if let Some(kind) = model.kind(index) {
            add_kind(model, index, node, kind, meaning);
        }
        variables.extend(model.scope.uses_of(index).iter().map(|one| (one.span, TokenClass::Variable)));
    }
    let first = model.scripts.partition_point(|script| script.instruction < instructions.start);
    let scripts = model.scripts.get(first..).unwrap_or_default();
    for script in scripts.iter().take_while(|script| script.instruction < instructions.end) {
        add_script(script, meaning, variables);
    }
    let [syntax, meaning, variables] = layers;
    (whole, over(over(tidy(syntax), &tidy(meaning)), &tidy(variables)))
}

/// The same without what asks for the meaning: no images, stages, commands, paths and uses of variables.
pub fn syntax_tokens(source: &str) -> Vec<(Span, TokenClass)> {
    let file = parse(source);
    let mut layers: [Vec<(Span, TokenClass)>; 2] = Default::default();
    let [syntax, arguments] = &mut layers;
    add_syntax(&file, file.around(Span::new(0, source.len() as u32)), syntax);
    file.instructions.iter().for_each(|node| add_arguments(&node.arguments, arguments));
    let [syntax, arguments] = layers;
    over(tidy(syntax), &tidy(arguments))
}

fn add_syntax(file: &File, part: (Range<usize>, Span), list: &mut Vec<(Span, TokenClass)>) {
    let is_unknown = |span: Span| {
        let index = file.instructions.partition_point(|node| node.span.end <= span.start);
        file.instructions.get(index).is_some_and(|node| node.keyword == Keyword::Unknown)
    };
    let nodes = file.instructions.get(part.0.clone()).unwrap_or_default();
    for token in file.words_in(part) {
        let class = match token.kind {
            TokenKind::Keyword if is_unknown(token.span) => TokenClass::Error,
            TokenKind::Keyword => TokenClass::Keyword,
            TokenKind::Comment => TokenClass::Comment,
            TokenKind::Directive => TokenClass::Directive,
            TokenKind::HeredocBody | TokenKind::HeredocEnd => TokenClass::Heredoc,
            TokenKind::Continuation => TokenClass::Operator,
            _ => continue,
        };
        list.push((token.span, class));
    }
    for node in nodes {
        add_flags(node, list);
    }
}

fn add_flags(node: &Instruction, list: &mut Vec<(Span, TokenClass)>) {
    for flag in &node.flags {
        let end = flag.value.as_ref().map_or(flag.span.end, |value| value.span.start);
        list.push((Span::new(flag.name_span.start, end.max(flag.name_span.end)), TokenClass::Flag));
    }
    if let Arguments::Trigger(trigger) = &node.arguments {
        add_flags(trigger, list);
    }
}

fn add_arguments(arguments: &Arguments, list: &mut Vec<(Span, TokenClass)>) {
    match arguments {
        Arguments::Exec(words) => {
            list.extend(words.iter().map(|word| (word.span, TokenClass::String)));
        }
        Arguments::Pairs(pairs) => {
            for pair in pairs {
                list.push((pair.name.span, TokenClass::Variable));
                let quote = |word: &&Word| word.text.starts_with(['"', '\'']);
                let value = Some(&pair.value).filter(quote);
                list.extend(value.map(|value| (value.span, TokenClass::String)));
            }
        }
        Arguments::Health { kind, command } => {
            list.push((kind.span, TokenClass::Keyword));
            add_arguments(command, list);
        }
        Arguments::Trigger(trigger) => add_arguments(&trigger.arguments, list),
        _ => {}
    }
}

fn add_kind(
    model: &Model,
    index: usize,
    node: &Instruction,
    kind: &Kind,
    list: &mut Vec<(Span, TokenClass)>,
) {
    match kind {
        Kind::From(from) => {
            list.extend(from.as_keyword.iter().map(|word| (word.span, TokenClass::Keyword)));
            list.extend(from.name.iter().map(|word| (word.span, TokenClass::Stage)));
            let is_stage = model.stage_of(index).is_some_and(|stage| matches!(stage.base, Base::Stage(_)));
            add_image(node, &from.base, is_stage, list);
        }
        Kind::Copy(copy) => {
            list.extend(copy.from.iter().map(|word| (word.span, TokenClass::Stage)));
            add_paths(&copy.sources, &copy.destination, list);
        }
        Kind::Add(add) => add_paths(&add.sources, &add.destination, list),
        Kind::Workdir(workdir) => list.push((workdir.path.span, TokenClass::Path)),
        Kind::Run(run) => list.extend(run.mounts.iter().flat_map(mount_parts)),
        Kind::Arg(arg) => {
            for arg in &arg.args {
                list.push((arg.name.span, TokenClass::Variable));
                let quoted = |word: &&Word| word.text.starts_with(['"', '\'']);
                let default = arg.default.as_ref().filter(quoted);
                list.extend(default.map(|word| (word.span, TokenClass::String)));
            }
        }
        Kind::Expose(expose) => {
            list.extend(expose.ports.iter().map(|word| (word.span, TokenClass::Number)));
        }
        Kind::User(user) if user.user.text.starts_with(|first: char| first.is_ascii_digit()) => {
            list.push((user.user.span, TokenClass::Number));
        }
        Kind::Onbuild(onbuild) => {
            if let (Some(trigger), Arguments::Trigger(node)) = (&onbuild.trigger, &node.arguments) {
                add_kind(model, index, node, trigger, list);
            }
        }
        _ => {}
    }
}

fn add_image(node: &Instruction, base: &Word, is_stage: bool, list: &mut Vec<(Span, TokenClass)>) {
    if is_stage || base.text == "scratch" {
        list.push((base.span, TokenClass::Stage));
        return;
    }
    let text = &base.text;
    let digest = text.find('@').unwrap_or(text.len());
    let name = text.get(..digest).unwrap_or_default();
    let file = name.rfind('/').map_or(0, |slash| slash + 1);
    let tag = name.get(file..).and_then(|name| name.find(':')).map_or(digest, |colon| file + colon);
    let mut add = |range: std::ops::Range<usize>, class| {
        if !range.is_empty() && base.is_verbatim(&node.line) {
            list.push((base.part_span(&node.line, range), class));
        }
    };
    add(0..tag, TokenClass::ImageName);
    add(tag..digest, TokenClass::ImageTag);
    add(digest..text.len(), TokenClass::ImageDigest);
}

fn add_paths(sources: &[Source], destination: &Word, list: &mut Vec<(Span, TokenClass)>) {
    for source in sources {
        let class = match source {
            Source::Path(_) => TokenClass::Path,
            Source::Heredoc(..) => TokenClass::Operator,
        };
        list.push((source.word().span, class));
    }
    list.push((destination.span, TokenClass::Path));
}

fn mount_parts(mount: &Mount) -> Vec<(Span, TokenClass)> {
    let paths =
        [&mount.source, &mount.target].into_iter().flatten().map(|word| (word.span, TokenClass::Path));
    paths.chain(mount.from.iter().map(|word| (word.span, TokenClass::Stage))).collect()
}

fn add_script(
    script: &RunScript,
    list: &mut Vec<(Span, TokenClass)>,
    variables: &mut Vec<(Span, TokenClass)>,
) {
    for command in &script.script.commands {
        for (position, word) in command.words.iter().enumerate() {
            if position == 0 {
                list.push((word.span, TokenClass::Command));
            } else if word.text.starts_with('-') && word.text.len() > 1 && !word.quoted {
                let name = word.text.find('=').and_then(|end| word.span_of(0..end));
                list.push((name.unwrap_or(word.span), TokenClass::Flag));
            }
            add_parts(word, variables);
        }
        for assignment in &command.assignments {
            add_parts(&assignment.value, variables);
        }
        for redirect in &command.redirects {
            add_parts(&redirect.target, variables);
        }
    }
    let is_line_end = |operator: &crate::shell::Operator| *operator == crate::shell::Operator::Newline;
    let operators = script.script.operators.iter().filter(|(operator, _)| !is_line_end(operator));
    list.extend(operators.map(|(_, span)| (*span, TokenClass::Operator)));
}

fn add_parts(word: &crate::shell::Word, variables: &mut Vec<(Span, TokenClass)>) {
    for part in word.parts.iter().filter(|part| !part.nested) {
        match part.kind {
            PartKind::Variable { .. } => variables.push((part.span, TokenClass::Variable)),
            PartKind::Literal if part.quote != Quote::None => variables.push((part.span, TokenClass::String)),
            _ => {}
        }
    }
}

/// Sorted, without what is empty or begins inside the one before.
fn tidy(mut list: Vec<(Span, TokenClass)>) -> Vec<(Span, TokenClass)> {
    order::sort_by_key(&mut list, |(span, _)| (span.start, std::cmp::Reverse(span.end)));
    let mut end = 0;
    list.retain(|(span, _)| {
        let is_kept = !span.is_empty() && span.start >= end;
        if is_kept {
            end = span.end;
        }
        is_kept
    });
    list
}

/// `upper` laid over `lower`: what lies below it is cut away. Both tidy.
fn over(lower: Vec<(Span, TokenClass)>, upper: &[(Span, TokenClass)]) -> Vec<(Span, TokenClass)> {
    let mut result = Vec::with_capacity(lower.len() + upper.len());
    let mut next = 0;
    for (span, class) in lower {
        let mut start = span.start;
        while let Some(&(cover, upper_class)) = upper.get(next).filter(|(cover, _)| cover.start < span.end) {
            if start < cover.start {
                result.push((Span::new(start, cover.start), class));
            }
            start = start.max(cover.end);
            if cover.end > span.end {
                break;
            }
            result.push((cover, upper_class));
            next += 1;
        }
        if start < span.end {
            result.push((Span::new(start, span.end), class));
        }
    }
    result.extend(upper.iter().skip(next));
    result
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Options;

    fn shown(text: &str) -> String {
        let model = Model::new(text, &Options::default());
        let list = tokens(&model);
        for pair in list.windows(2) {
            assert!(matches!(pair, [(a, _), (b, _)] if a.end <= b.start), "{text:?}: {list:?}");
        }
        let one = |(span, class): &(Span, TokenClass)| format!("{class:?}:{}", span.of(text));
        list.iter().map(one).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn instructions() {
        assert_eq!(
            shown("FROM ghcr.io:443/a/b:1@sha256:ff AS x"),
            "Keyword:FROM ImageName:ghcr.io:443/a/b ImageTag::1 ImageDigest:@sha256:ff Keyword:AS Stage:x"
        );
        assert_eq!(
            shown("FROM a AS x\nCOPY --from=x /b ./\n"),
            "Keyword:FROM ImageName:a Keyword:AS Stage:x Keyword:COPY Flag:--from= Stage:x Path:/b Path:./"
        );
        assert_eq!(
            shown("ARG V=1\nFROM a:$V\nENV A=\"$V\" B=c"),
            "Keyword:ARG Variable:V Keyword:FROM ImageName:a ImageTag:: Variable:$V \
             Keyword:ENV Variable:A String:\" Variable:$V String:\" Variable:B"
        );
        assert_eq!(shown("FROM a\nCMD [\"b\"]"), "Keyword:FROM ImageName:a Keyword:CMD String:\"b\"");
    }

    #[test]
    fn commands() {
        assert_eq!(
            shown("FROM a\nRUN apt-get -y update && \\\n  echo \"$HOME\""),
            "Keyword:FROM ImageName:a Keyword:RUN Command:apt-get Flag:-y Operator:&& Operator:\\ \
             Command:echo Variable:$HOME"
        );
    }

    #[test]
    fn broken_text_has_colours_too() {
        for text in [
            "",
            "\u{feff}",
            "FRO",
            "FROM",
            "FROM a AS",
            "RUN --mount=",
            "FROM a\nENV",
            "COPY <<E /\nx",
            "# é",
        ] {
            shown(text);
        }
        assert_eq!(shown("FROMM a"), "Error:FROMM");
    }

    #[test]
    fn of_a_part() {
        let text = "# escape=`\n# c\nFROM a AS x\nRUN <<A <<B cat $V `\n  # d\n  && b\n1\nA\n2\nB\n\nONBUILD RUN \"e\"\n\
                    # f\nFORM b\nCOPY --from=x /a `\n";
        let model = Model::new(text, &Options::default());
        let all = tokens(&model);
        for start in 0..=text.len() as u32 {
            for end in start..=text.len() as u32 {
                let (whole, part) = tokens_around(&model, Span::new(start, end));
                let touches = |span: Span| span.start < whole.end && whole.start < span.end;
                assert!(whole.start <= start && end <= whole.end);
                assert!(part.iter().eq(all.iter().filter(|(span, _)| touches(*span))), "{start}..{end}");
            }
        }
    }

    #[test]
    fn by_syntax_alone() {
        let text = "# c\nFROM a AS x\nENV A=\"b\"\nONBUILD COPY --from=x . .\nCMD [\"a\"]\nFORM b\n";
        let list = syntax_tokens(text);
        let all = tokens(&Model::new(text, &Options::default()));
        let one = |(span, class): &(Span, TokenClass)| format!("{class:?}:{}", span.of(text));
        assert_eq!(
            list.iter().map(one).collect::<Vec<_>>().join(" "),
            "Comment:# c Keyword:FROM Keyword:ENV Variable:A String:\"b\" Keyword:ONBUILD Keyword:COPY \
             Flag:--from= Keyword:CMD String:\"a\" Error:FORM"
        );
        assert!(list.iter().all(|token| all.contains(token)));
    }
}
