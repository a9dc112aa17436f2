use std::io::{self, Write};

use serde::Serialize;

use super::{Place, Report};
use crate::cli::inspect::FindingAnswer;

/// A finding as `inspect` has it, with the file and the places as people count.
#[derive(Serialize)]
struct Entry<'a> {
    path: &'a str,
    start: Place,
    end: Place,
    #[serde(flatten)]
    finding: FindingAnswer,
}

/// One array of all findings.
pub fn write(reports: &[Report], output: &mut impl Write) -> io::Result<()> {
    let entries: Vec<Entry> = reports.iter().flat_map(entries).collect();
    serde_json::to_writer_pretty(&mut *output, &entries)?;
    writeln!(output)
}

fn entries(report: &Report) -> impl Iterator<Item = Entry<'_>> {
    report.findings.iter().map(|finding| Entry {
        path: &report.path,
        start: report.place(finding.span.start),
        end: report.place(finding.span.end),
        finding: FindingAnswer::new(finding.clone()),
    })
}
