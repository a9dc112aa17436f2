use std::collections::BTreeMap;

use super::{Finding, Severity};
use crate::model::{Model, StageId};
use crate::text::Safety;

/// How many findings there are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// By severity; those without findings are absent.
    pub by_severity: BTreeMap<Severity, usize>,
    /// By stage, with the gravest severity in it; stages without findings are absent.
    pub by_stage: BTreeMap<StageId, (usize, Severity)>,
    /// How many findings have a safe fix.
    pub safe_fixes: usize,
}

impl Counts {
    /// Counts findings by the stage whose lines they stand in.
    pub fn new(model: &Model, findings: &[Finding]) -> Self {
        let mut counts = Self::default();
        for finding in findings {
            *counts.by_severity.entry(finding.severity).or_default() += 1;
            let is_safe = finding.fixes.iter().any(|fix| fix.safety == Safety::Safe);
            counts.safe_fixes += usize::from(is_safe);
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
        let parts: Vec<String> =
            self.by_severity.iter().map(|(severity, count)| severity.counted(*count)).collect();
        if parts.is_empty() { "no findings".to_owned() } else { parts.join(", ") }
    }
}

impl Severity {
    /// A number of findings in words, such as `2 warnings`.
    pub fn counted(self, count: usize) -> String {
        let plural = if count != 1 && matches!(self, Self::Error | Self::Warning) { "s" } else { "" };
        format!("{count} {}{plural}", self.name())
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
            silenced_at: 1,
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
