use std::collections::BTreeMap;

use super::{Finding, Severity};
use crate::model::{Model, StageId};

/// How many findings there are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// By severity; those without findings are absent.
    pub by_severity: BTreeMap<Severity, usize>,
    /// By stage, with the gravest severity in it; stages without findings are absent.
    pub by_stage: BTreeMap<StageId, (usize, Severity)>,
}

impl Counts {
    /// Counts findings by the stage whose lines they stand in.
    pub fn new(model: &Model, findings: &[Finding]) -> Self {
        let mut counts = Self::default();
        for finding in findings {
            *counts.by_severity.entry(finding.severity).or_default() += 1;
            if let Some(stage) = model.stage_at(finding.span.start) {
                let (count, gravest) = counts.by_stage.entry(stage.id).or_insert((0, finding.severity));
                *count += 1;
                *gravest = (*gravest).min(finding.severity);
            }
        }
        counts
    }

    /// How many findings of a severity there are.
    pub fn of(&self, severity: Severity) -> usize {
        self.by_severity.get(&severity).copied().unwrap_or(0)
    }

    /// How many findings there are.
    pub fn total(&self) -> usize {
        self.by_severity.values().sum()
    }

    /// The counts in words, such as `1 error, 2 warnings`; `no findings` where there are none.
    pub fn in_words(&self) -> String {
        let one = |(severity, count): (&Severity, &usize)| match (*severity, *count) {
            (Severity::Error, 1) => "1 error".to_owned(),
            (Severity::Error, count) => format!("{count} errors"),
            (Severity::Warning, 1) => "1 warning".to_owned(),
            (Severity::Warning, count) => format!("{count} warnings"),
            (Severity::Info, count) => format!("{count} info"),
            (Severity::Style, count) => format!("{count} style"),
        };
        let parts: Vec<String> = self.by_severity.iter().map(one).collect();
        if parts.is_empty() { "no findings".to_owned() } else { parts.join(", ") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Options;
    use crate::text::Span;

    #[test]
    fn counts_by_severity_and_stage() {
        let model = Model::new("ARG A\nFROM a\nRUN x\nFROM b\n", &Options::default());
        let finding = |at, severity| Finding {
            rule: "x",
            equivalents: &[],
            severity,
            span: Span::new(at, at + 1),
            lines: (1, 1),
            message: String::new(),
            fixes: Vec::new(),
        };
        let list = [
            finding(0, Severity::Style),
            finding(8, Severity::Warning),
            finding(14, Severity::Error),
            finding(20, Severity::Warning),
        ];
        let counts = Counts::new(&model, &list);
        assert_eq!(counts.in_words(), "1 error, 2 warnings, 1 style");
        assert_eq!(counts.by_stage.get(&StageId(0)), Some(&(2, Severity::Error)));
        assert_eq!((counts.total(), counts.of(Severity::Info)), (4, 0));
        assert_eq!(Counts::default().in_words(), "no findings");
    }
}
