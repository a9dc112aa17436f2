use dockerfile_playground::Model;
use dockerfile_playground::model::Edge;
use dockerfile_playground::syntax::{
    Arguments, Form, Heredoc, Instruction, ParserDirective, listed_directives,
};
use dockerfile_playground::text::Lines;
use dockerfile_playground::text::upper;
use serde::Serialize;

/// A parser directive.
#[derive(Serialize)]
pub struct DirectiveAnswer {
    name: &'static str,
    value: String,
    line: u32,
}

/// An instruction as BuildKit's parser has it.
#[derive(Serialize)]
pub struct InstructionAnswer {
    keyword: String,
    lines: Lines,
    stage: Option<usize>,
    flags: Vec<String>,
    args: Vec<String>,
    form: Option<&'static str>,
    heredocs: Vec<HeredocAnswer>,
    comments: Vec<String>,
}

#[derive(Serialize)]
struct HeredocAnswer {
    name: String,
    content: String,
    expand: bool,
    chomp: bool,
}

/// The parser directives.
pub fn directives(model: &Model) -> Vec<DirectiveAnswer> {
    let answer = |directive: &ParserDirective| DirectiveAnswer {
        name: directive.name.name(),
        value: directive.value.clone(),
        line: directive.line,
    };
    listed_directives(&model.source).iter().map(answer).collect()
}

/// The instructions.
pub fn instructions(model: &Model) -> Vec<InstructionAnswer> {
    let answer = |(index, node, _): (usize, &Instruction, _)| InstructionAnswer {
        keyword: upper(&node.keyword_text),
        lines: node.lines,
        stage: model.stage_of.get(index).copied().flatten().map(|stage| stage.0),
        flags: node.flags.iter().map(|flag| flag.text.clone()).collect(),
        args: args(node),
        form: node.form().map(form),
        heredocs: node.heredocs.iter().map(|heredoc| answer_heredoc(heredoc, model)).collect(),
        comments: node.comments.iter().map(|comment| comment.text.clone()).collect(),
    };
    model.instructions().map(answer).collect()
}

/// ONBUILD has the text of its trigger as its only argument.
fn args(node: &Instruction) -> Vec<String> {
    match &node.arguments {
        Arguments::Trigger(_) => vec![node.rest().text],
        arguments => arguments.as_listed().into_iter().map(str::to_owned).collect(),
    }
}

const fn form(form: Form) -> &'static str {
    match form {
        Form::Shell => "shell",
        Form::Exec => "exec",
    }
}

fn answer_heredoc(heredoc: &Heredoc, model: &Model) -> HeredocAnswer {
    HeredocAnswer {
        name: heredoc.name.clone(),
        content: model.text(heredoc.body).to_owned(),
        expand: heredoc.expand,
        chomp: heredoc.chomp,
    }
}

/// The first line of the instruction that makes an edge.
pub fn edge_line(model: &Model, edge: &Edge) -> u32 {
    model.instruction(edge.instruction).map_or(0, |node| node.lines.0)
}
