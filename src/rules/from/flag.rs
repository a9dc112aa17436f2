use crate::instruction::From;
use crate::model::Model;
use crate::syntax::Instruction;
use crate::text::{Edit, Span};

/// Takes `--platform` away, with the blanks behind it; `None` where something else stands between it and the name.
pub(super) fn without_platform(model: &Model, node: &Instruction, from: &From) -> Option<Edit> {
    let flag = node.flag("platform")?;
    let gap = Span::new(flag.span.start, from.base.span.start);
    let is_next_to_base = !model.text(Span::new(flag.span.end, gap.end)).contains(['\n', '-']);
    is_next_to_base.then(|| Edit::delete(gap))
}
