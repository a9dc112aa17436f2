use std::rc::Rc;

use super::{Model, Stage, StageId, Surroundings, VariableUse, evaluate};
use crate::instruction::Kind;
use crate::syntax::{Arguments, File, Instruction, Keyword, SyntaxError, Word};

/// An instruction that ONBUILD of its base stage runs at the beginning of a stage.
#[derive(Clone, Debug)]
pub struct Deferred {
    /// The stage it runs in.
    pub stage: StageId,
    /// The index of the ONBUILD, which stands in the base stage.
    pub onbuild: usize,
    /// What it finds when it runs.
    pub surroundings: Rc<Surroundings>,
    /// The variables it expands, with what they are worth where it runs.
    pub uses: Vec<VariableUse>,
    /// What BuildKit would refuse, if the target needs the stage.
    pub(super) error: Option<SyntaxError>,
}

/// An instruction as a stage runs it: one of its own, or one that its base deferred.
#[derive(Clone, Copy, Debug)]
pub struct Dispatched<'a> {
    /// The stage that runs it; `None` before the first FROM.
    pub stage: Option<&'a Stage>,
    /// The index of the instruction; for a deferred one that of the ONBUILD.
    pub index: usize,
    /// The instruction, for a deferred one without its ONBUILD.
    pub node: &'a Instruction,
    /// What it says.
    pub kind: &'a Kind,
    /// What it finds when it runs.
    pub surroundings: &'a Surroundings,
    /// What the base of the stage deferred, where it is that.
    deferred: Option<&'a Deferred>,
    /// Whether the base of the stage deferred it.
    pub is_deferred: bool,
}

impl Model {
    /// What the base of a stage deferred to it, in order.
    pub fn deferred_of(&self, id: StageId) -> &[Deferred] {
        let start = self.deferred.partition_point(|one| one.stage < id);
        let end = self.deferred.partition_point(|one| one.stage <= id);
        self.deferred.get(start..end).unwrap_or_default()
    }

    /// What a stage runs behind its FROM, in order. As in BuildKit, what is deferred to a stage that the target does not
    /// need is left out.
    pub fn dispatched_of<'a>(&'a self, stage: &'a Stage) -> impl Iterator<Item = Dispatched<'a>> {
        self.dispatched_of_with(stage, &Keyword::ALL)
    }

    /// The stages that BuildKit checks: all, but where a target is asked for those that it needs and that run.
    pub fn checked_stages(&self) -> impl Iterator<Item = &Stage> {
        let is_asked = self.options.target.as_deref().is_some_and(|target| !target.is_empty());
        self.stages.iter().filter(move |stage| !is_asked || stage.is_reachable && !stage.is_replaced)
    }

    /// What the stages that BuildKit checks run, in their order, behind what stands before the first FROM.
    pub fn dispatched(&self) -> impl Iterator<Item = Dispatched<'_>> {
        self.dispatched_with(&Keyword::ALL)
    }

    pub(super) fn dispatched_own<'a>(
        &'a self,
        stage: Option<&'a Stage>,
        index: usize,
    ) -> Option<Dispatched<'a>> {
        let (node, kind) = (self.instruction(index)?, self.kind(index)?);
        let surroundings = self.surroundings(index)?;
        Some(Dispatched { stage, index, node, kind, surroundings, deferred: None, is_deferred: false })
    }

    pub(super) fn dispatched_deferred<'a>(
        &'a self,
        stage: &'a Stage,
        one: &'a Deferred,
    ) -> Option<Dispatched<'a>> {
        let Some(Kind::Onbuild(onbuild)) = self.kind(one.onbuild) else { return None };
        let node = trigger(self.instruction(one.onbuild)?);
        let kind = onbuild.trigger.as_deref()?;
        let (index, surroundings) = (one.onbuild, &*one.surroundings);
        let (stage, deferred) = (Some(stage), Some(one));
        Some(Dispatched { stage, index, node, kind, surroundings, deferred, is_deferred: true })
    }
}

impl<'a> Dispatched<'a> {
    /// The variables it expands.
    pub fn uses(&self, model: &'a Model) -> &'a [VariableUse] {
        self.deferred.map_or_else(|| model.scope.uses_of(self.index), |deferred| &deferred.uses)
    }

    /// The text of a word with its variables replaced; `None` where that fails.
    pub fn expand(&self, model: &Model, word: &Word) -> Option<String> {
        match self.stage {
            Some(stage) => evaluate::expand_in(model, stage.id, self.index, word),
            None => model.expand(self.index, word),
        }
    }
}

impl Dispatched<'_> {
    /// The words that a word is worth, which a variable may split; `None` where that fails.
    pub fn expand_to_words(&self, model: &Model, word: &Word) -> Option<Vec<String>> {
        evaluate::expand_to_words(model, self.stage?.id, self.index, word)
    }
}

/// The instruction behind ONBUILD; the instruction itself where it is another one.
pub(super) fn trigger(node: &Instruction) -> &Instruction {
    match &node.arguments {
        Arguments::Trigger(trigger) => trigger,
        _ => node,
    }
}

/// An error of a deferred instruction as BuildKit tells it: at the FROM of the stage that runs it.
pub(super) fn error_at_from(
    error: SyntaxError,
    stage: Option<&Stage>,
    file: &File,
    from: usize,
) -> SyntaxError {
    let lines = file.instructions.get(from).map_or((0, 0), |node| node.lines);
    let message =
        format!("what `ONBUILD` on line {} defers to this stage fails: {}", error.lines.0, error.message);
    let span = stage.map_or(error.span, |stage| stage.base_span);
    SyntaxError { fix: None, ..SyntaxError::new(error.code, span, lines, message).when_reachable() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Endpoint, Missing, Options};

    fn model(source: &str) -> Model {
        Model::new(source, &Options::default())
    }

    #[test]
    fn what_is_deferred_runs_in_the_next_stage_only() {
        let model = model(
            "FROM a AS b\nONBUILD ENV A=1\nONBUILD WORKDIR /w$A\nONBUILD CMD x\nFROM b AS c\nFROM c\nENV B=$A\n",
        );
        let last = StageId(2);
        let seen: Vec<_> =
            model.deferred.iter().map(|one| (one.stage, one.onbuild, one.uses.len())).collect();
        assert_eq!(seen, [(StageId(1), 1, 0), (StageId(1), 2, 1), (StageId(1), 3, 0)]);
        let config = model.config(last);
        assert_eq!(config.env.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["A", "B"]);
        assert_eq!(config.working_dir.map(|set| (set.value, set.instruction)), Some(("/w1".to_owned(), 2)));
        assert_eq!(config.cmd.map(|set| set.value), Some(["/bin/sh", "-c", "x"].map(str::to_owned).to_vec()));
        assert!(config.on_build.is_empty());
        assert_eq!(model.config(StageId(0)).on_build.len(), 3);
        assert_eq!(model.config(StageId(0)).cmd, None);
    }

    #[test]
    fn nothing_ends_flags_of_what_is_deferred() {
        let found = model("FROM a AS b\nONBUILD -- RUN x\nFROM b\n");
        let [error] = found.errors.as_slice() else { panic!("{:?}", found.errors) };
        assert!(error.lines == (3, 3) && error.message.contains("`--`"), "{error:?}");
        assert!(model("FROM a AS b\nONBUILD -- RUN x\n").errors.is_empty());
    }

    #[test]
    fn of_two_heredocs_of_one_name_the_word_says_whether_it_is_expanded() {
        let wrong = |source: &str| !model(source).errors.is_empty();
        assert!(wrong("FROM a\nCOPY <<E <<'E' /\nE\n${\nE\n"));
        assert!(wrong("FROM a\nCOPY <<'E' <<E /\nE\n${\nE\n"));
        assert!(!wrong("FROM a\nCOPY <<'E' <<'E' /\nE\n${\nE\n"));
    }

    #[test]
    fn what_it_copies_from_is_needed() {
        let source = "FROM a AS s\nFROM a AS b\nONBUILD COPY --from=s x y\nFROM b\n";
        let found = model(source);
        assert!(found.stages.iter().all(|stage| stage.is_reachable));
        let edge = found.edges.iter().find(|edge| edge.from == Endpoint::Stage(StageId(0)));
        assert_eq!(edge.map(|edge| (edge.to, edge.instruction)), Some((StageId(2), 2)));
        let pruned = model("FROM a AS s\nFROM a AS b\nONBUILD COPY --from=s x y\nFROM b AS c\nFROM a\n");
        assert!(pruned.edges.iter().all(|edge| edge.from != Endpoint::Stage(StageId(0))));
    }

    #[test]
    fn a_named_context_takes_the_place_of_a_stage_or_image() {
        let mut options = Options::default();
        options.named_contexts.insert("b".to_owned(), "local:x".to_owned());
        options.named_contexts.insert("d/e".to_owned(), "docker-image://f".to_owned());
        let source = "FROM a AS s\nFROM a AS b\nENV A=1\nCOPY --from=s x y\nFROM b\nCOPY --from=docker.io/d/e:latest $A x\n";
        let model = Model::new(source, &options);
        let reached: Vec<_> =
            model.stages.iter().map(|stage| (stage.is_reachable, stage.is_replaced)).collect();
        assert_eq!(reached, [(false, false), (true, true), (true, false)]);
        let sources: Vec<_> =
            model.edges.iter().filter(|edge| edge.instruction > 1).map(|edge| &edge.from).collect();
        let context = Endpoint::Context("d/e".to_owned());
        assert_eq!(sources, [&Endpoint::Stage(StageId(1)), &context]);
        assert!(model.config(StageId(2)).env.is_empty());
    }

    #[test]
    fn a_context_in_place_of_a_later_stage_can_be_copied_from() {
        let mut options = Options::default();
        let source = "FROM a\nCOPY --from=b x y\nFROM a AS b\nFROM scratch\nCOPY --from=0 y z\n";
        assert_eq!(Model::new(source, &options).errors.len(), 1);
        options.named_contexts.insert("b".to_owned(), "local:x".to_owned());
        assert_eq!(Model::new(source, &options).errors, []);
    }

    #[test]
    fn nothing_is_deferred_to_what_is_not_needed() {
        let text = "FROM a AS b\nONBUILD ENV A=1\nONBUILD WORKDIR /w\nFROM b AS c\nLABEL x=$A\nFROM a\n";
        let unneeded = model(text);
        assert!(unneeded.deferred.is_empty());
        assert!(unneeded.config(StageId(1)).env.is_empty());
        assert_eq!(unneeded.scope.uses.last().map(|one| one.missing), Some(Some(Missing::Undeclared)));
        let options = Options { target: Some("c".to_owned()), ..Options::default() };
        let needed = Model::new(text, &options);
        assert_eq!(needed.deferred.len(), 2);
        assert_eq!(needed.scope.uses.last().and_then(|one| one.value.as_deref()), Some("1"));
    }

    #[test]
    fn names_of_stages_are_names_of_images() {
        let errors = |name: &str| model(&format!("FROM a AS {name}\n")).errors.len();
        assert_eq!(["a-", "a..b", "a___b"].map(errors), [1; 3]);
        assert_eq!(["a--b", "a__b", "a.b-c", "scratch", "context"].map(errors), [0; 5]);
    }

    #[test]
    fn what_is_wrong_with_it_is_told_at_the_from() {
        let errors = |source: &str| -> Vec<String> {
            let model = model(source);
            model.errors.iter().map(|error| model.text(error.span).to_owned()).collect()
        };
        for deferred in ["COPY --bogus a b", "NOTHING", "WORKDIR \"x", "COPY --from=c/D x y", "EXPOSE $P"] {
            let source = format!("FROM a AS b\nENV P=x\nONBUILD {deferred}\n");
            assert_eq!(errors(&source), [""; 0], "{deferred}");
            assert_eq!(errors(&format!("{source}FROM b\n")), ["b"], "{deferred}");
            assert_eq!(errors(&format!("{source}FROM b AS c\nFROM a\n")), [""; 0], "{deferred}");
        }
    }
}
