use std::io::{self, Write};

use dockerfile_playground::{Finding, Severity};

use super::Report;

/// One workflow command a finding, which GitHub shows beside the line.
pub fn write(reports: &[Report], output: &mut impl Write) -> io::Result<()> {
    for report in reports {
        for finding in &report.findings {
            writeln!(output, "{}", command(report, finding))?;
        }
    }
    Ok(())
}

fn command(report: &Report, finding: &Finding) -> String {
    let name = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info | Severity::Style => "notice",
    };
    let start = report.place(finding.span.start);
    let (_, last) = report.lines.lines(finding.span);
    // GitHub takes columns only where the annotation stays on its line.
    let columns = if last == start.line {
        let end = report.place(finding.span.end);
        format!(",col={},endColumn={}", start.column, end.column)
    } else {
        String::new()
    };
    format!(
        "::{name} file={},line={},endLine={last}{columns},title={}::{}",
        property(&report.path),
        start.line,
        property(finding.rule),
        data(&finding.message)
    )
}

/// Text behind `::`.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[test]
fn commands_are_escaped() {
    assert_eq!(data("100 %\r\na:b,c"), "100 %25%0D%0Aa:b,c");
    assert_eq!(property("a:b,c%"), "a%3Ab%2Cc%25");
}
