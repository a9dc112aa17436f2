//! Explains, draws and checks Dockerfiles.
//!
//! The analysis is a pure function from a text and [`Options`] to data: see [`analyze`]. Nothing here reads a clock, a
//! file or the network, and no text makes it fail.
//!
//! ```
//! use dockerfile_playground::{Options, analyze, explain};
//!
//! let text = "FROM alpine:3.22\nWORKDIR app\n";
//! let analysis = analyze(text, &Options::default());
//! assert_eq!(analysis.findings[0].rule, "relative-workdir");
//!
//! let offset = text.find("WORKDIR").unwrap() as u32;
//! let explanation = explain::at(&analysis.model, offset).unwrap();
//! assert_eq!(explanation.title, "WORKDIR in stage 0");
//! assert!(explanation.summary.starts_with("Works in `/app`"));
//! ```

pub mod assist;
pub mod explain;
pub mod graph;
pub mod instruction;
pub mod interchange;
pub mod model;
pub mod plan;
pub mod rules;
pub mod session;
pub mod shell;
pub mod syntax;
pub mod text;

pub use model::{Model, Options};
pub use rules::{Finding, Severity};

/// What there is to say about a Dockerfile.
#[derive(Clone, Debug, Default)]
pub struct Analysis {
    /// What the build means.
    pub model: Model,
    /// Errors, and the findings of all rules that are shown unasked; in source order.
    pub findings: Vec<Finding>,
    /// The findings that comments of the file keep from being among these; in source order.
    pub silenced: Vec<rules::Silenced>,
}

/// Analyses a Dockerfile. Never fails: errors are findings.
pub fn analyze(source: &str, options: &Options) -> Analysis {
    analysis_of(Model::new(source, options))
}

/// The same from the analysis of a text that was a little different, in less time.
pub fn analyze_again(source: &str, options: &Options, earlier: Analysis) -> Analysis {
    analysis_of(Model::again(source, options, earlier.model))
}

fn analysis_of(model: Model) -> Analysis {
    let (shown, silenced) = rules::check_told(&model);
    let findings = with_errors(&model, shown);
    Analysis { model, findings, silenced }
}

/// Errors and findings in source order: what is shown unasked, or `all`.
pub fn findings(model: &Model, all: bool) -> Vec<Finding> {
    with_errors(model, if all { rules::check(model) } else { rules::check_shown(model) })
}

fn with_errors(model: &Model, others: Vec<Finding>) -> Vec<Finding> {
    let mut findings: Vec<Finding> = model.errors.iter().map(Finding::of_error).collect();
    findings.extend(others);
    text::order::sort_by(&mut findings, |a, b| {
        (a.span, a.severity, a.rule).cmp(&(b.span, b.severity, b.rule))
    });
    findings
}
