use dockerfile_playground::model::{Base, Edge, EdgeKind, Endpoint, Stage};
use dockerfile_playground::plan::{self, Change, Step, Verdict};
use dockerfile_playground::rules::{self, Equivalent, Finding, Fix, Safety, Severity};
use dockerfile_playground::session::share::{self, Shared};
use dockerfile_playground::syntax::SyntaxError;
use dockerfile_playground::text::{Lines, Span};
use dockerfile_playground::{Model, Options};
use serde::Serialize;
use serde_json::Value;

use super::Part;
use super::config::{ConfigAnswer, config};
use super::explanation::{ExplanationAnswer, explanations};
use super::layout::{LayoutAnswer, layout};
use super::request::Question;
use super::syntax::{DirectiveAnswer, InstructionAnswer, directives, edge_line, instructions};

/// The answer to a question: the parts that were asked for.
#[derive(Default, Serialize)]
pub struct Answer {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    directives: Option<Vec<DirectiveAnswer>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    instructions: Option<Vec<InstructionAnswer>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    errors: Option<Vec<ErrorAnswer>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    stages: Option<Vec<StageAnswer>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    edges: Option<Vec<EdgeAnswer>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    findings: Option<Vec<FindingAnswer>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    config: Option<Option<ConfigAnswer>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    steps: Option<Vec<StepAnswer>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rebuild: Option<Vec<VerdictAnswer>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    layout: Option<LayoutAnswer>,
    #[serde(skip_serializing_if = "Option::is_none")]
    explanations: Option<Vec<Option<ExplanationAnswer>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    share: Option<ShareAnswer>,
}

/// Why there is no answer.
#[derive(Serialize)]
pub struct Refusal {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<String>,
    error: String,
}

/// Something BuildKit would refuse.
#[derive(Serialize)]
pub struct ErrorAnswer {
    message: String,
    span: [u32; 2],
    lines: Lines,
    fatal: bool,
}

#[derive(Serialize)]
struct StageAnswer {
    index: usize,
    name: Option<String>,
    base: BaseAnswer,
    platform: Option<String>,
    lines: Lines,
    reachable: bool,
}

#[derive(Serialize)]
struct BaseAnswer {
    kind: &'static str,
    name: String,
    stage: Option<usize>,
}

#[derive(Serialize)]
struct EdgeAnswer {
    from: EndpointAnswer,
    to: EndpointAnswer,
    kind: &'static str,
    line: u32,
}

/// What an edge joins.
#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
pub enum EndpointAnswer {
    /// The index of a stage.
    Stage(usize),
    /// An image as the file names it.
    Image(String),
    /// The name of a context.
    Context(String),
}

/// One place where a rule applies.
#[derive(Serialize)]
pub struct FindingAnswer {
    rule: &'static str,
    severity: Severity,
    span: [u32; 2],
    lines: Lines,
    message: String,
    codes: Vec<String>,
    default: bool,
    fixes: Vec<FixAnswer>,
}

#[derive(Serialize)]
struct FixAnswer {
    title: String,
    safety: Safety,
    edits: Vec<EditAnswer>,
}

#[derive(Serialize)]
struct EditAnswer {
    span: [u32; 2],
    text: String,
}

#[derive(Serialize)]
struct StepAnswer {
    id: usize,
    stage: Option<usize>,
    lines: Option<Lines>,
    name: String,
    inputs: Vec<usize>,
    op: &'static str,
}

/// What becomes of a step, from the previous text to this one.
#[derive(Serialize)]
struct VerdictAnswer {
    step: usize,
    status: &'static str,
    why: String,
}

#[derive(Serialize)]
struct ShareAnswer {
    link: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
}

impl Refusal {
    /// For a file.
    pub fn to_file(path: String, error: String) -> Self {
        Self { id: None, path: Some(path), error }
    }

    /// For a request.
    pub fn to_request(id: Value, error: String) -> Self {
        Self { id: Some(id), path: None, error }
    }
}

impl Answer {
    /// For a file.
    pub fn to_file(path: String, question: &Question, parts: &[Part]) -> Self {
        Self { path: Some(path), ..Self::new(question, parts) }
    }

    /// For a request.
    pub fn to_request(id: Value, question: &Question, parts: &[Part]) -> Self {
        Self { id: Some(id), ..Self::new(question, parts) }
    }

    fn new(question: &Question, parts: &[Part]) -> Self {
        // The platform does not depend on what the base image seems to be for: programs compare with a real build.
        let platform = question.options.platform().to_owned();
        let options = Options { platform: Some(platform), ..question.options.clone() };
        let model = &Model::new(&question.text, &options);
        let mut answer = Self::default();
        for part in parts {
            match part {
                Part::Directives => answer.directives = Some(directives(model)),
                Part::Instructions => answer.instructions = Some(instructions(model)),
                Part::Errors => {
                    let errors = model.errors.iter();
                    answer.errors = Some(errors.map(|error| ErrorAnswer::new(error, model)).collect());
                }
                Part::Stages => answer.stages = Some(model.stages.iter().map(stage).collect()),
                Part::Edges => answer.edges = Some(model.edges.iter().map(|one| edge(one, model)).collect()),
                Part::Findings => {
                    let findings = rules::check(model);
                    answer.findings = Some(findings.into_iter().map(FindingAnswer::new).collect());
                }
                Part::Config => answer.config = Some(model.target.map(|id| config(model, id))),
                Part::Steps => answer.steps = Some(steps(model)),
                Part::Layout => answer.layout = Some(layout(model)),
                Part::Explanations => {
                    let offsets = question.explain.as_deref();
                    answer.explanations = offsets.map(|offsets| explanations(model, offsets));
                }
                Part::Rebuild => {
                    let previous = question.previous.as_ref();
                    answer.rebuild = previous.map(|previous| rebuild(model, previous));
                }
                Part::Share => answer.share = Some(share_link(question)),
            }
        }
        answer
    }
}

impl ErrorAnswer {
    /// An error of a model.
    pub fn new(error: &SyntaxError, model: &Model) -> Self {
        // BuildKit names no lines for some errors; the place is known all the same.
        let lines = if error.lines.1 == 0 { model.lines.lines(error.span) } else { error.lines };
        let stage = model.stage_at(error.span.start);
        let is_run =
            |stage: &Stage| !stage.is_replaced || model.instruction_at(error.span.start) == Some(stage.from);
        let is_reachable = stage.is_none_or(|stage| stage.is_reachable && is_run(stage));
        Self {
            message: error.message.clone(),
            span: ends(error.span),
            lines,
            fatal: error.always_fatal || is_reachable,
        }
    }
}

impl FindingAnswer {
    /// A finding of a rule.
    pub fn new(finding: Finding) -> Self {
        let rule = rules::find(finding.rule);
        Self {
            rule: finding.rule,
            severity: finding.severity,
            span: ends(finding.span),
            lines: finding.lines,
            message: finding.message,
            codes: finding.equivalents.iter().copied().map(Equivalent::code).collect(),
            // An error has no rule and is always shown.
            default: rule.is_none_or(|rule| rule.is_default),
            fixes: finding.fixes.into_iter().map(fix).collect(),
        }
    }
}

/// First byte and one past the last.
const fn ends(span: Span) -> [u32; 2] {
    [span.start, span.end]
}

fn fix(fix: Fix) -> FixAnswer {
    let edits = fix.edits.into_iter().map(|edit| EditAnswer { span: ends(edit.span), text: edit.text });
    FixAnswer { title: fix.title, safety: fix.safety, edits: edits.collect() }
}

fn stage(stage: &Stage) -> StageAnswer {
    let (kind, parent) = match &stage.base {
        Base::Image(_) => ("image", None),
        Base::Stage(id) => ("stage", Some(id.0)),
        Base::Context(_) => ("context", None),
        Base::Scratch => ("scratch", None),
    };
    StageAnswer {
        index: stage.id.0,
        name: stage.name.clone(),
        base: BaseAnswer { kind, name: stage.base_name.clone(), stage: parent },
        platform: stage.platform.clone(),
        lines: stage.lines,
        reachable: stage.is_reachable,
    }
}

fn edge(edge: &Edge, model: &Model) -> EdgeAnswer {
    EdgeAnswer {
        from: EndpointAnswer::new(&edge.from),
        to: EndpointAnswer::Stage(edge.to.0),
        kind: edge_kind(edge.kind),
        line: edge_line(model, edge),
    }
}

impl EndpointAnswer {
    /// The name of an endpoint.
    pub fn new(endpoint: &Endpoint) -> Self {
        match endpoint {
            Endpoint::Stage(id) => Self::Stage(id.0),
            Endpoint::Image(name) => Self::Image(name.clone()),
            Endpoint::Context(name) => Self::Context(name.clone()),
        }
    }
}

/// The word for a kind of edge.
pub const fn edge_kind(kind: EdgeKind) -> &'static str {
    match kind {
        EdgeKind::From => "from",
        EdgeKind::Copy => "copy",
        EdgeKind::Add => "add",
        EdgeKind::Mount => "mount",
    }
}

fn steps(model: &Model) -> Vec<StepAnswer> {
    let answer = |(id, step): (usize, Step)| StepAnswer {
        id,
        stage: step.stage.map(|stage| stage.0),
        lines: step.lines,
        name: step.name,
        inputs: step.inputs,
        op: step.op.name(),
    };
    plan::plan(model).steps.into_iter().enumerate().map(answer).collect()
}

fn rebuild(model: &Model, previous: &str) -> Vec<VerdictAnswer> {
    let rebuild = plan::simulate(model, &Change::Text(previous.to_owned()));
    let answer = |(step, verdict): (usize, Verdict)| VerdictAnswer {
        step,
        status: verdict.status.name(),
        why: verdict.why,
    };
    rebuild.verdicts.into_iter().enumerate().map(answer).collect()
}

fn share_link(question: &Question) -> ShareAnswer {
    let shared =
        Shared { text: question.text.clone(), options: question.options.clone(), ..Shared::default() };
    match share::encode(&shared) {
        Ok(link) => ShareAnswer { link: Some(link), error: None },
        Err(error) => ShareAnswer { link: None, error: Some(error.to_string()) },
    }
}
