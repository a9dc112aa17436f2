use super::predefined;
use super::scope::{Binding, BindingKind, Bindings};
use super::{Model, Stage};
use crate::instruction::{ImageRef, Kind};
use crate::syntax::ErrorCode;
use crate::syntax::expand::Lexer;
use crate::text::{Edit, Fix, Span, lower};

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

impl Model {
    /// Gives the build argument a default without which FROM names no image: `latest` for a tag, Docker Hub for a registry.
    /// `None` where it is not clear what is missing.
    pub fn missing_default(&self, stage: &Stage) -> Option<Fix> {
        let Some(Kind::From(from)) = self.kind(stage.from) else { return None };
        let mut uses = self.scope.uses_of(stage.from).iter().filter(|one| one.word == from.base.span);
        let name = uses.next().filter(|_| uses.next().is_none())?.name.as_str();
        let default = sensible_default(&from.base.text, name)?;
        let binding = self.scope.meta.find(name, None)?;
        let Some(Kind::Arg(arg)) = self.kind(binding.instruction?) else { return None };
        let arg = arg.args.iter().find(|arg| arg.name.span == binding.span)?;
        let edit = match &arg.default {
            None => Edit::insert(arg.name.span.end, format!("={default}")),
            Some(word) if matches!(word.text.as_str(), "" | "\"\"" | "''") => {
                Edit::replace(word.span, default)
            }
            Some(_) => return None,
        };
        Some(Fix::unsafe_(format!("Give `{name}` the default `{default}`"), vec![edit]))
    }
}

/// What a variable has to be worth in a name of an image.
fn sensible_default(base: &str, name: &str) -> Option<&'static str> {
    let forms = [format!("${name}"), format!("${{{name}}}")];
    let is_valid = |text: &str| ImageRef::parse(text).is_ok();
    if let Some(rest) = forms.iter().find_map(|form| base.strip_suffix(form.as_str())) {
        let repository = rest.strip_suffix(':')?;
        return (is_valid(repository) && is_valid(&format!("{repository}:latest"))).then_some("latest");
    }
    let rest = forms.iter().find_map(|form| base.strip_prefix(form.as_str()))?.strip_prefix('/')?;
    let is_registry = ["registry", "mirror"].iter().any(|word| lower(name).contains(word));
    (is_registry && is_valid(&format!("docker.io/{rest}"))).then_some("docker.io")
}

/// Tells the default that is missing where FROM names no image.
pub(super) fn offer(model: &mut Model) {
    for index in 0..model.errors.len() {
        let Some(error) = model.errors.get(index).filter(|error| error.fix.is_none()) else { continue };
        if error.code != ErrorCode::InvalidImageReference {
            continue;
        }
        let stage = model.stage_at(error.span.start).filter(|stage| stage.base_span == error.span);
        let fix = stage.and_then(|stage| model.missing_default(stage));
        if let Some(error) = model.errors.get_mut(index) {
            error.fix = fix;
        }
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
