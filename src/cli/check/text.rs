use std::io::{self, Write};

use dockerfile_playground::rules::{self, Fix, Safety};
use dockerfile_playground::text::harmless_text;
use dockerfile_playground::{Finding, Severity};

use super::Report;
use super::excerpt::Excerpt;
use super::paint::Paint;

/// Findings as people read them, and a line that sums up.
pub fn write(reports: &[Report], paint: &Paint, output: &mut impl Write) -> io::Result<()> {
    for report in reports {
        for finding in &report.findings {
            write_finding(report, finding, paint, output)?;
        }
    }
    // Where no file could be read, there is nothing to sum up.
    if reports.is_empty() { Ok(()) } else { writeln!(output, "{}", paint.strong(summary(reports))) }
}

fn write_finding(
    report: &Report,
    finding: &Finding,
    paint: &Paint,
    output: &mut impl Write,
) -> io::Result<()> {
    let place = report.place(finding.span.start);
    let number = place.line.to_string();
    let indent = " ".repeat(number.len());
    let excerpt = Excerpt::new(report, finding.span);
    let head = format!("{}[{}]", finding.severity.name(), finding.rule);
    let head = paint.severity(finding.severity, head);
    writeln!(output, "{head}: {}", paint.strong(harmless_text(&finding.message)))?;
    let path = harmless_text(&report.path);
    writeln!(output, "{indent}{} {path}:{}:{}", paint.frame("-->"), place.line, place.column)?;
    writeln!(output, "{indent} {}", paint.frame("|"))?;
    writeln!(output, "{} {} {}", paint.frame(&number), paint.frame("|"), excerpt.line)?;
    writeln!(output, "{indent} {} {}", paint.frame("|"), paint.severity(finding.severity, &excerpt.carets))?;
    let frame = paint.frame("=");
    if let Some(rule) = rules::find(finding.rule) {
        writeln!(output, "{indent} {frame} {}", rule.title())?;
    } else if let Some(reason) = rules::error_reason(finding.rule) {
        writeln!(output, "{indent} {frame} {reason}")?;
        // Where BuildKit has one text for all of a kind, that is what a build prints.
        if let [quote] = rules::error_quotes(finding.rule).as_slice() {
            writeln!(output, "{indent} {frame} BuildKit says: {quote}")?;
        }
    }
    for fix in &finding.fixes {
        writeln!(output, "{indent} {frame} fix: {}", fix_title(fix))?;
    }
    writeln!(output)
}

fn fix_title(fix: &Fix) -> String {
    let doubt = if fix.safety == Safety::Unsafe { " (may change the build)" } else { "" };
    format!("{}{doubt}", harmless_text(&fix.title))
}

/// How many findings there are of each severity, and how many fix themselves.
fn summary(reports: &[Report]) -> String {
    let files = count(reports.len(), "file");
    let findings: Vec<&Finding> = reports.iter().flat_map(|report| &report.findings).collect();
    if findings.is_empty() {
        return format!("no findings in {files}");
    }
    let counts = Severity::ALL.into_iter().filter_map(|severity| {
        let number = findings.iter().filter(|finding| finding.severity == severity).count();
        let name = match severity {
            Severity::Error | Severity::Warning => severity.name().to_owned(),
            Severity::Info | Severity::Style => format!("{} hint", severity.name()),
        };
        (number > 0).then(|| count(number, &name))
    });
    let counts = counts.collect::<Vec<_>>().join(", ");
    let is_safe = |finding: &&&Finding| finding.fixes.iter().any(|fix| fix.safety == Safety::Safe);
    match findings.iter().filter(is_safe).count() {
        0 => format!("{counts} in {files}"),
        fixable => format!("{counts} in {files}; --fix settles {fixable}"),
    }
}

fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}
