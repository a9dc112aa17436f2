use crate::instruction::Kind;
use crate::model::variables::uses_in;
use crate::model::{BindingKind, Model, VariableUse};
use crate::text::Span;

/// A longer value is cut, in characters.
const MAX_CHARACTERS: usize = 32;

/// A value that is shown in the text without being a part of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inlay {
    /// What it is the value of; it is shown behind that.
    pub span: Span,
    /// What is shown; empty for an empty value.
    pub text: String,
    /// Whether there is a value.
    pub is_set: bool,
}

/// The value of every variable behind its use, and of every ARG that does not have its own default; sorted.
///
/// Where a shell may know a value that the file does not, nothing is shown.
pub fn inlays(model: &Model) -> Vec<Inlay> {
    let mut list = Vec::new();
    for (index, _, kind) in model.instructions() {
        if let Some(Kind::Arg(arg)) = kind {
            for arg in &arg.args {
                let name = arg.name.span;
                let span = arg.default.as_ref().map_or(name, |default| name.cover(default.span));
                list.extend(declared(model, index, &arg.name.text).map(|value| inlay(span, Some(&value))));
            }
        }
        let uses = uses_in(model, index).into_iter().filter(|one| is_told(one, model.text(one.span)));
        list.extend(uses.map(|one| inlay(one.span, one.value.as_deref())));
    }
    crate::text::order::sort_by_key(&mut list, |inlay| (inlay.span.end, std::cmp::Reverse(inlay.span.start)));
    list
}

/// Whether the value of a variable is what its use is worth.
fn is_told(one: &VariableUse, text: &str) -> bool {
    let rest = text.trim_start_matches(['$', '{']).strip_prefix(&one.name).unwrap_or_default();
    let is_plain = rest.is_empty() || rest == "}";
    match &one.value {
        None => is_plain && !one.is_shell,
        Some(value) if value.is_empty() => is_plain,
        Some(_) => is_plain || rest.trim_start_matches(':').starts_with(['-', '?', '=']),
    }
}

/// What ARG makes of a name, where that is not its own default.
fn declared(model: &Model, index: usize, name: &str) -> Option<String> {
    let scope = &model.scope;
    let bindings = match model.stage_of(index) {
        Some(stage) => scope.stages.get(stage.id.0)?,
        None => &scope.meta,
    };
    let binding = bindings.find(name, Some(index + 1)).filter(|one| one.instruction == Some(index))?;
    let is_own = matches!(binding.kind, BindingKind::ArgDefault | BindingKind::Unset);
    binding.value.clone().filter(|_| !is_own)
}

fn inlay(span: Span, value: Option<&str>) -> Inlay {
    let shown = |character: char| if character.is_control() { ' ' } else { character };
    let mut characters = value.unwrap_or_default().chars().map(shown);
    let mut text: String = characters.by_ref().take(MAX_CHARACTERS).collect();
    if characters.next().is_some() {
        text.push('…');
    }
    Inlay { span, text, is_set: value.is_some() }
}

#[test]
fn values_stand_behind_what_uses_them() {
    let shown = |source: &str, given: &[(&str, &str)]| {
        let given = given.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        let options = crate::Options { build_args: given.collect(), ..crate::Options::default() };
        let model = Model::new(source, &options);
        let mut text = source.to_owned();
        for inlay in inlays(&model).iter().rev() {
            let value = if inlay.is_set { &inlay.text } else { "?" };
            text.insert_str(inlay.span.end as usize, &format!("<{value}>"));
        }
        text
    };
    assert_eq!(
        shown("ARG V=1\nFROM a:$V\nARG TARGETARCH W=2\nENV E=${V}x\nRUN $E $HOME\n", &[]),
        "ARG V=1\nFROM a:$V<1>\nARG TARGETARCH<amd64> W=2\nENV E=${V}<?>x\nRUN $E<x> $HOME\n"
    );
    assert_eq!(shown("ARG V=1 W\nFROM a\nARG V\n", &[("V", "9")]), "ARG V=1<9> W\nFROM a\nARG V<9>\n");
    let modified = "FROM a\nENV A=1 B=\nUSER ${A:-2}${B:-2}${A:+2}${C:-2}${A#1}\n";
    assert_eq!(shown(modified, &[]), modified.replace("${A:-2}", "${A:-2}<1>"));
    let long = shown(&format!("FROM a\nENV A=\"{}\"\nUSER $A\n", "é\t".repeat(40)), &[]);
    assert!(long.ends_with(&format!("$A<{}…>\n", "é ".repeat(16))), "{long}");
}
