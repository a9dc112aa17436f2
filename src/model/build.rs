use std::collections::BTreeSet;

use super::earlier::Earlier;
use super::{
    Base, Edge, EdgeKind, Endpoint, MAX_SOURCE_BYTES, MAX_STAGES, Model, Options, Stage, StageId, check,
    command, defaults, epoch, evaluate, recheck, resolve,
};
use crate::instruction::{self, Kind};
use crate::syntax::{self, ErrorCode, File, Keyword, SyntaxError};
use crate::text::{LineIndex, Span, lower, order};

/// Builds the model. Only once all references are known it is clear which stages the target does not need: what ONBUILD
/// defers to them does not run, as in BuildKit, so where there is any the model is built once more without.
pub(super) fn build(source: &str, options: &Options, earlier: Option<Model>) -> Model {
    let model = build_without(source, options, &BTreeSet::new(), earlier);
    let is_needed = |id: StageId| model.stage(id).is_some_and(|stage| stage.is_reachable);
    let deferred = model.deferred.iter().map(|one| one.stage);
    let unneeded: BTreeSet<StageId> = order::set(deferred.filter(|id| !is_needed(*id)));
    if unneeded.is_empty() { model } else { build_without(source, options, &unneeded, Some(model)) }
}

/// Builds the model in the order in which BuildKit works: parse, stages, global scope, references, then each stage. What
/// ONBUILD defers to the stages of `unneeded` is left out.
fn build_without(
    source: &str,
    options: &Options,
    unneeded: &BTreeSet<StageId>,
    earlier: Option<Model>,
) -> Model {
    let lines = LineIndex::new(source);
    let mut model = Model { source: source.into(), lines, options: options.clone(), ..Model::default() };
    if source.len() > MAX_SOURCE_BYTES {
        let message = format!(
            "the text is {} bytes long; at most {MAX_SOURCE_BYTES} bytes are analysed, so nothing below is checked",
            source.len()
        );
        model.errors.push(SyntaxError::new(ErrorCode::TooLarge, Span::empty(0), (1, 1), message));
        model.file = File::unread(source);
        return model;
    }
    let (file, mut earlier) = Earlier::read(source, earlier);
    model.file = file;
    model.source = model.file.source.clone();
    model.errors = std::mem::take(&mut model.file.errors);
    model.keywords = model.file.instructions.iter().map(|node| node.keyword).collect();
    model.first_lines = model.file.instructions.iter().map(|node| node.lines.0).collect();
    check::read_options(&mut model);
    read_instructions(&mut model, &mut earlier);
    collect_stages(&mut model);
    evaluate::evaluate(&mut model, unneeded);
    defaults::base_names(&mut model);
    defaults::offer(&mut model);
    epoch::check(&mut model);
    check::dockerignore(&mut model);
    recheck::recheck(&mut model);
    resolve::resolve(&mut model);
    command::read_scripts(&mut model, &mut earlier);
    order::sort_by_key(&mut model.errors, |error| (error.span, error.code));
    model.errors.dedup();
    model
}

/// Once there are so many errors, lines that are no instruction are no further ones.
const MAX_ERRORS: usize = 10_000;

fn read_instructions(model: &mut Model, earlier: &mut Earlier) {
    let Model { file, kinds, is_sound, errors, .. } = model;
    for (index, node) in file.instructions.iter().enumerate() {
        if let Some(kind) = earlier.kind(index) {
            kinds.push(Some(kind));
            is_sound.push(true);
            continue;
        }
        let is_told = node.keyword != Keyword::Unknown || errors.len() < MAX_ERRORS;
        if is_told {
            let before = errors.len();
            kinds.push(instruction::read(node, file, errors));
            is_sound.push(errors.len() == before);
            continue;
        }
        kinds.push(None);
        is_sound.push(false);
        if errors.len() == MAX_ERRORS {
            let message = format!(
                "the file has {MAX_ERRORS} errors; further lines that are no instruction are not told"
            );
            errors.push(SyntaxError::new(ErrorCode::TooLarge, node.keyword_span, node.lines, message));
        }
    }
}

/// Splits the file at its FROMs.
fn collect_stages(model: &mut Model) {
    let Model { file, kinds, stages, stage_of, errors, .. } = model;
    for (index, node) in file.instructions.iter().enumerate() {
        if node.keyword == Keyword::From {
            if stages.len() == MAX_STAGES {
                let message = format!("the file has more than {MAX_STAGES} stages; the rest is not analysed");
                errors.push(SyntaxError::new(ErrorCode::TooLarge, node.keyword_span, node.lines, message));
                break;
            }
            stages.push(stage(StageId(stages.len()), index, node, kinds.get(index).and_then(Option::as_ref)));
        } else if let Some(stage) = stages.last_mut() {
            stage.instructions.end = index + 1;
            stage.span.end = node.span.end;
            stage.lines.1 = node.lines.1;
        } else if !matches!(node.keyword, Keyword::Arg | Keyword::Unknown) {
            let message = format!(
                "`{}` stands before the first FROM, where only ARG and comments may stand",
                node.keyword_text
            );
            errors.push(SyntaxError::new(ErrorCode::MissingStage, node.keyword_span, node.lines, message));
        }
        stage_of.push(stages.last().map(|stage| stage.id));
    }
    stage_of.resize(file.instructions.len(), None);
    let end = model.source.trim_end().len() as u32;
    if model.stages.is_empty() && model.errors.is_empty() {
        let message = "the file has no stage; it needs at least one FROM";
        model.errors.push(SyntaxError::new(ErrorCode::NoStages, Span::empty(end), (0, 0), message));
    }
}

fn stage(id: StageId, index: usize, node: &syntax::Instruction, kind: Option<&Kind>) -> Stage {
    let from = match kind {
        Some(Kind::From(from)) => Some(from),
        _ => None,
    };
    let name = from.and_then(|from| from.name.as_ref());
    Stage {
        id,
        name: name.map(|name| lower(&name.text)),
        name_span: name.map(|name| name.span),
        from: index,
        instructions: index + 1..index + 1,
        span: node.span,
        lines: node.lines,
        base: Base::Image(None),
        base_name: from.map(|from| from.base.text.clone()).unwrap_or_default(),
        default_base_name: None,
        base_span: from.map_or(node.keyword_span, |from| from.base.span),
        platform: None,
        is_replaced: false,
        found_in_pass: 0,
        is_reachable: false,
        is_broken: from.is_none(),
    }
}

/// The edge of a stage to what it starts from; `None` for scratch and for what is no valid image.
pub(super) fn base_edge(stage: &Stage) -> Option<Edge> {
    let from = match &stage.base {
        Base::Stage(id) => Endpoint::Stage(*id),
        Base::Image(_) if stage.base_name.is_empty() => return None,
        Base::Image(_) => Endpoint::Image(stage.base_name.clone()),
        Base::Context(name) => Endpoint::Context(name.clone()),
        Base::Scratch => return None,
    };
    Some(Edge { from, to: stage.id, kind: EdgeKind::From, instruction: stage.from, span: stage.base_span })
}
