use super::Kind;
use super::flags::Flags;
use super::reader::Reader;
use crate::syntax::{Arguments, ErrorCode, Instruction, Keyword};
use crate::text::{Edit, Fix, Span};

/// ONBUILD: an instruction for the stage that starts from this image.
#[derive(Clone, Debug, PartialEq)]
pub struct Onbuild {
    /// The deferred instruction; `None` where it could not be understood.
    pub trigger: Option<Box<Kind>>,
    /// The trigger as BuildKit stores it: the original text without `ONBUILD`, with heredocs.
    pub text: String,
}

impl Onbuild {
    /// Follows `parseOnBuild`. BuildKit looks at the trigger only when another image starts from this one.
    pub(super) fn read(reader: &mut Reader) -> Option<Self> {
        let node = reader.node;
        let Arguments::Trigger(trigger) = &node.arguments else {
            if node.rest.is_empty() {
                let message = "ONBUILD needs at least one argument: write an instruction behind it, such as `ONBUILD RUN make`";
                reader.refuse(ErrorCode::WrongArity, node.keyword_span, message);
            }
            return None;
        };
        Flags::read(reader, &[]);
        check_trigger(reader, trigger);
        let mut ignored = Vec::new();
        let kind = super::kind(&mut Reader::new(trigger, reader.heredocs, reader.file, &mut ignored));
        Some(Self { trigger: kind.map(Box::new), text: text(reader) })
    }
}

fn check_trigger(reader: &mut Reader, trigger: &Instruction) {
    let error = match trigger.keyword {
        Keyword::Onbuild => {
            let span = trigger.keyword_span;
            let message = "ONBUILD cannot be chained: `ONBUILD ONBUILD` is not allowed, write it once";
            let start = reader.node.keyword_span.end;
            let fix =
                Fix::unsafe_("Remove the second `ONBUILD`", vec![Edit::delete(Span::new(start, span.end))]);
            reader.error(ErrorCode::InvalidOnbuild, span, message).with_fix(fix)
        }
        Keyword::From | Keyword::Maintainer => {
            let message = format!("{} cannot be deferred by ONBUILD", trigger.keyword);
            reader.error(ErrorCode::InvalidOnbuild, trigger.keyword_span, message)
        }
        _ => return,
    };
    reader.push(error);
}

/// The logical line without its ONBUILD, then every heredoc.
fn text(reader: &Reader) -> String {
    let node = reader.node;
    let line = node.line.text.trim_start_matches(is_blank);
    // BuildKit does not find a keyword with letters beyond ASCII again, which it has taken for ONBUILD.
    let keyword = if node.keyword_text.is_ascii() { node.keyword_text.len() } else { 0 };
    let rest = line.get(keyword..).unwrap_or_default().trim_start_matches(is_blank);
    let mut text = rest.to_owned();
    for heredoc in reader.heredocs {
        text.push('\n');
        text.push_str(heredoc.body.of(&reader.file.source));
        text.push_str(&heredoc.name);
    }
    text
}

/// `\s` of Go's regular expressions.
fn is_blank(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\n' | '\r' | '\x0c')
}

#[test]
fn vectors() {
    use super::vectors::{accepted, refused, repaired};
    let super::Kind::Onbuild(onbuild) = accepted("ONBUILD  RUN \\\n  <<E cat\nbody\nE\n") else { return };
    assert_eq!(onbuild.text, "RUN   <<E cat\nbody\nE");
    assert!(onbuild.trigger.is_some());
    let super::Kind::Onbuild(onbuild) = accepted("ONBU\u{130}LD RUN x") else { return };
    assert_eq!(onbuild.text, "ONBU\u{130}LD RUN x");
    accepted("ONBUILD COPY --bogus a");
    accepted("ONBUILD NOTHING");
    refused("«ONBUILD»", true);
    refused("ONBUILD «FROM» a", true);
    refused("ONBUILD «--x» «maintainer» a", true);
    repaired("ONBUILD ONBUILD RUN a", "ONBUILD RUN a");
}
