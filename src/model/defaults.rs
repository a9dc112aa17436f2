use super::Model;
use super::predefined;
use super::scope::{Binding, BindingKind, Bindings};
use crate::instruction::Kind;
use crate::syntax::expand::Lexer;
use crate::text::Span;

/// No longer name is kept, in bytes: a valid reference is shorter.
const MAX_NAME_BYTES: usize = 4_096;

/// Settles what each FROM names when the build is given no build argument. Follows
/// `validateBaseImagesWithDefaultArgs` of BuildKit, which says nothing at all once an expansion fails.
pub(super) fn base_names(model: &mut Model) {
    let Some(args) = default_args(model) else { return };
    let lexer = Lexer::new(model.file.escape);
    let Model { stages, kinds, .. } = model;
    for stage in stages {
        let Some(Some(Kind::From(from))) = kinds.get(stage.from) else { continue };
        let Ok(expansion) = lexer.word(&from.base.text, &args) else { return };
        let end = expansion.text.floor_char_boundary(MAX_NAME_BYTES);
        stage.default_base_name = expansion.text.get(..end).map(str::to_owned);
    }
}

/// What ARG before the first FROM declares, with its defaults.
fn default_args(model: &Model) -> Option<Bindings> {
    let lexer = Lexer::new(model.file.escape);
    let mut args = Bindings::default();
    for (name, value) in predefined::platform_args(&model.options, model.stages.last()) {
        args.push(binding(name, value));
    }
    let end = model.stages.first().map_or(0, |stage| stage.from);
    for kind in model.kinds.iter().take(end) {
        let Some(Kind::Arg(arg)) = kind else { continue };
        for build_arg in &arg.args {
            if let Some(default) = &build_arg.default {
                let value = lexer.word(&default.text, &args).ok()?.text;
                let is_short = value.len() <= MAX_NAME_BYTES;
                args.push(binding(&build_arg.name.text, if is_short { value } else { String::new() }));
            }
        }
    }
    Some(args)
}

fn binding(name: &str, value: String) -> Binding {
    let (kind, span) = (BindingKind::ArgDefault, Span::empty(0));
    Binding { name: name.to_owned(), value: Some(value), kind, instruction: None, span }
}

#[test]
fn build_arguments_are_left_out() {
    let source = "ARG TAG\nARG NAME=alpine\nFROM $NAME:${TAG:-3}\nFROM a$TAG\n";
    let mut options = super::Options::default();
    options.build_args.insert("NAME".to_owned(), "debian".to_owned());
    options.build_args.insert("TAG".to_owned(), "12".to_owned());
    let model = Model::new(source, &options);
    let seen: Vec<_> =
        model.stages.iter().map(|stage| (&*stage.base_name, &stage.default_base_name)).collect();
    assert_eq!(seen, [("debian:12", &Some("alpine:3".to_owned())), ("a12", &Some("a".to_owned()))]);
}
