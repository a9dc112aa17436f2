use std::collections::BTreeSet;
use std::io::{self, Write};

use dockerfile_playground::rules::{self, Fix, Rule};
use dockerfile_playground::text::Span;
use dockerfile_playground::{Finding, Severity};
use serde_json::{Value, json};

use super::Report;

/// One SARIF 2.1.0 log with one run.
pub fn write(reports: &[Report], output: &mut impl Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *output, &log(reports))?;
    writeln!(output)
}

fn log(reports: &[Report]) -> Value {
    let findings = reports.iter().flat_map(|report| &report.findings);
    let ids: Vec<&str> = findings.map(|finding| finding.rule).collect::<BTreeSet<_>>().into_iter().collect();
    let results: Vec<Value> = reports
        .iter()
        .flat_map(|report| report.findings.iter().map(|finding| result(report, finding, &ids)))
        .collect();
    let artifacts: Vec<Value> =
        reports.iter().map(|report| json!({ "location": { "uri": uri(&report.path) } })).collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": env!("CARGO_PKG_NAME"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": ids.iter().map(|id| descriptor(id)).collect::<Vec<_>>(),
            } },
            // What `Position` counts.
            "columnKind": "utf16CodeUnits",
            "artifacts": artifacts,
            "results": results,
        }],
    })
}

fn descriptor(id: &str) -> Value {
    let Some(rule) = rules::find(id) else {
        let text = format!("BuildKit refuses the file: {}.", id.replace('-', " "));
        let page = rules::error_page(id).unwrap_or_default();
        return json!({
            "id": id,
            "shortDescription": { "text": text },
            "help": { "text": page, "markdown": page },
            "defaultConfiguration": { "level": "error" },
        });
    };
    json!({
        "id": id,
        "shortDescription": { "text": rule.title() },
        "fullDescription": { "text": full_description(rule) },
        "help": { "text": plain(rule), "markdown": plain(rule) },
        "defaultConfiguration": { "level": level(rule.severity) },
        "properties": { "tags": rule.equivalents.iter().map(|same| same.code()).collect::<Vec<_>>() },
    })
}

/// Why it matters, or what it finds where the page does not say why.
fn full_description(rule: &Rule) -> String {
    let why = rule.section("Why it matters");
    if why.is_empty() { rule.title().to_owned() } else { why }
}

/// The page without the blank that each line of a doc comment begins with.
fn plain(rule: &Rule) -> String {
    let lines: Vec<&str> = rule.page.lines().map(|line| line.strip_prefix(' ').unwrap_or(line)).collect();
    lines.join("\n").trim().to_owned()
}

fn result(report: &Report, finding: &Finding, ids: &[&str]) -> Value {
    let mut result = json!({
        "ruleId": finding.rule,
        "ruleIndex": ids.iter().position(|id| *id == finding.rule),
        "level": level(finding.severity),
        "message": { "text": finding.message },
        "locations": [{ "physicalLocation": {
            "artifactLocation": { "uri": uri(&report.path) },
            "region": region(report, finding.span),
        } }],
    });
    if let (Some(object), false) = (result.as_object_mut(), finding.fixes.is_empty()) {
        let fixes: Vec<Value> = finding.fixes.iter().map(|one| fix(report, one)).collect();
        object.insert("fixes".to_owned(), fixes.into());
    }
    result
}

fn fix(report: &Report, fix: &Fix) -> Value {
    let replacements: Vec<Value> = fix
        .edits
        .iter()
        .map(|edit| json!({ "deletedRegion": region(report, edit.span), "insertedContent": { "text": edit.text } }))
        .collect();
    json!({
        "description": { "text": fix.title },
        "artifactChanges": [{
            "artifactLocation": { "uri": uri(&report.path) },
            "replacements": replacements,
        }],
    })
}

fn region(report: &Report, span: Span) -> Value {
    let (start, end) = (report.lines.position(span.start), report.lines.position(span.end));
    json!({
        "startLine": start.line + 1,
        "startColumn": start.column + 1,
        "endLine": end.line + 1,
        "endColumn": end.column + 1,
    })
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info | Severity::Style => "note",
    }
}

/// A path as a relative or absolute URI reference.
fn uri(path: &str) -> String {
    let path = if path == crate::cli::input::STANDARD_INPUT { "stdin" } else { path };
    let path = path.strip_prefix("./").unwrap_or(path);
    let mut uri = if path.starts_with('/') { "file://".to_owned() } else { String::new() };
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    uri
}

#[test]
fn paths_become_uris() {
    assert_eq!(uri("./a b/Dockerfile"), "a%20b/Dockerfile");
    assert_eq!(uri("/srv/ü"), "file:///srv/%C3%BC");
    assert_eq!(uri("-"), "stdin");
}
