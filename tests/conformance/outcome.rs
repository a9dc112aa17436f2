//! What comparing a record yields, and the sum over a file.

use std::fmt;

use serde_json::Value;

use crate::known::Known;

/// How many disagreements of a file are printed, unless `CONFORMANCE_ALL` is set.
const SHOWN: usize = 10;

/// A file of records and how one of them is compared.
pub struct Family {
    /// The name of the file.
    pub file: &'static str,
    /// Compares one record.
    pub compare: fn(&Value) -> Outcome,
}

/// Agreement, or what was expected and what we say instead.
pub type Outcome = Result<(), Disagreement>;

/// A record for which we give another answer.
pub struct Disagreement {
    /// The recorded answer.
    pub expected: Value,
    /// Ours.
    pub actual: Value,
}

/// Agreement where both values are equal.
pub fn same(expected: &Value, actual: Value) -> Outcome {
    if *expected == actual {
        return Ok(());
    }
    Err(Disagreement { expected: expected.clone(), actual })
}

/// The text of a field; empty where there is none.
pub fn text<'a>(record: &'a Value, field: &str) -> &'a str {
    field_of(record, field).as_str().unwrap_or_default()
}

/// Whether a field is there and true.
pub fn flag(record: &Value, field: &str) -> bool {
    field_of(record, field).as_bool().unwrap_or(false)
}

/// The value of a field; null where there is none.
pub fn field_of<'a>(record: &'a Value, field: &str) -> &'a Value {
    record.get(field).unwrap_or(&Value::Null)
}

/// The strings of a list field.
pub fn texts<'a>(record: &'a Value, field: &str) -> Vec<&'a str> {
    let values = field_of(record, field).as_array();
    values.into_iter().flatten().filter_map(Value::as_str).collect()
}

/// The figures of a file.
pub struct Tally {
    file: &'static str,
    cases: usize,
    agree: usize,
    known: usize,
    disagree: usize,
    stale: usize,
}

impl Tally {
    /// Compares all `records` and prints the disagreements that are not known.
    pub fn of(family: &Family, records: &[Value], known: &[Known]) -> Self {
        let mut tally =
            Self { file: family.file, cases: records.len(), agree: 0, known: 0, disagree: 0, stale: 0 };
        let shown = if std::env::var_os("CONFORMANCE_ALL").is_some() { usize::MAX } else { SHOWN };
        for (index, record) in records.iter().enumerate() {
            let case = index + 1;
            let entry = known.iter().find(|entry| entry.file == family.file && entry.case == case);
            match ((family.compare)(record), entry) {
                (Ok(()), None) => tally.agree += 1,
                (Ok(()), Some(entry)) => {
                    tally.stale += 1;
                    println!("{}:{case}: no longer differs: {}", family.file, entry.reason);
                }
                (Err(_), Some(_)) => tally.known += 1,
                (Err(disagreement), None) => {
                    tally.disagree += 1;
                    if tally.disagree <= shown {
                        println!("{}:{case}: {record}\n{disagreement}", family.file);
                    }
                }
            }
        }
        let beyond = known.iter().filter(|entry| entry.file == family.file && entry.case > records.len());
        tally.stale += beyond.count();
        tally
    }

    /// Whether nothing disagrees and every known difference is one.
    pub fn is_fine(&self) -> bool {
        self.disagree == 0 && self.stale == 0
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, cases, agree, known, disagree, stale } = self;
        write!(f, "{file:<24}{cases:>7}{agree:>7}{known:>7}{disagree:>10}")?;
        if *stale > 0 {
            write!(f, "  {stale} known differences are none")?;
        }
        Ok(())
    }
}

impl fmt::Display for Disagreement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "  expected {}\n  actual   {}", self.expected, self.actual)
    }
}
