//! What of a script moves with its place in the text.

use super::{Assignment, Block, Command, Part, Problem, Redirect, Script, Word};
use crate::text::{Placed, Shift, placed};

placed! {
    Assignment { value, span; name, append }
    Block { span, words, redirects; kind, parent, command, commands, before, pipeline, negated }
    Command {
        assignments, words, redirects, span;
        before, pipeline, depth, context, block, negated, program
    }
    Part { span; kind, text, quote, nested }
    Problem { span; kind }
    Redirect { target, body, span; kind, descriptor }
}

impl Placed for Word {
    fn shift(&mut self, by: Shift) {
        let Self { text: _, span, parts, quoted: _, brace_expansion: _ } = self;
        span.shift(by);
        parts.iter_mut().for_each(|part| part.shift(by));
    }
}

impl Placed for Script {
    fn shift(&mut self, by: Shift) {
        let Self { commands, blocks, operators, problems } = self;
        commands.shift(by);
        blocks.shift(by);
        operators.iter_mut().for_each(|(_, span)| span.shift(by));
        problems.shift(by);
    }
}
