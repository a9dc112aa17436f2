//! What comes from outside the file beside images: the build context, git repositories and addresses.

use super::Origin;
use crate::instruction::source::SourceKind;
use crate::instruction::{Kind, MountKind, Source};
use crate::model::{EdgeKind, Model, StageId};
use crate::syntax::Word;
use crate::text::Span;

/// One thing a stage takes from outside.
pub(super) struct Taken {
    pub(super) from: Origin,
    pub(super) to: StageId,
    pub(super) kind: EdgeKind,
    pub(super) instruction: usize,
    pub(super) span: Span,
}

/// Everything that stages take from the build context and from the network, in the order of the file.
pub(super) fn taken(model: &Model) -> Vec<Taken> {
    let mut taken = Vec::new();
    for (instruction, _, kind) in model.instructions() {
        let Some(to) = model.stage_of.get(instruction).copied().flatten() else { continue };
        let mut take = |from: Origin, kind: EdgeKind, span: Span| {
            taken.push(Taken { from, to, kind, instruction, span });
        };
        match kind {
            Some(Kind::Copy(copy)) if copy.from.is_none() => {
                paths(&copy.sources).for_each(|word| take(Origin::BuildContext, EdgeKind::Copy, word.span));
            }
            Some(Kind::Add(add)) => {
                paths(&add.sources)
                    .for_each(|word| take(origin(model, instruction, word), EdgeKind::Add, word.span));
            }
            Some(Kind::Run(run)) => {
                let is_bind = |mount: &&crate::instruction::Mount| {
                    mount.kind == MountKind::Bind && mount.from.is_none()
                };
                let binds = run.mounts.iter().filter(is_bind);
                binds.for_each(|mount| take(Origin::BuildContext, EdgeKind::Mount, mount.word.span));
            }
            _ => {}
        }
    }
    taken
}

fn paths(sources: &[Source]) -> impl Iterator<Item = &Word> {
    sources.iter().filter_map(|source| match source {
        Source::Path(word) => Some(word),
        Source::Heredoc(..) => None,
    })
}

/// Where a source of ADD comes from.
fn origin(model: &Model, instruction: usize, word: &Word) -> Origin {
    let text = model.expand(instruction, word).unwrap_or_else(|| word.text.clone());
    match SourceKind::parse(&text) {
        Ok(SourceKind::Git(git)) => Origin::Git(git.remote),
        Ok(SourceKind::Http) => Origin::Url(text),
        // A repository with a wrong query is one, too.
        Err(_) => Origin::Git(text),
        Ok(SourceKind::Local) => Origin::BuildContext,
    }
}
