mod closing;
mod from;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::rc::Rc;

use super::scope::{Binding, BindingKind, Bindings, Missing, Scope, VariableUse};
use super::{Base, Deferred, Model, Setting, StageId, Surroundings, deferred, predefined};
use crate::instruction::workdir_path::resolve_workdir;
use crate::instruction::{self, Add, Arg, BuildArg, Copy, Env, Kind, Source};
use crate::syntax::expand::{Environment, ExpandError, ExpandErrorKind, Expansion, Lexer};
use crate::syntax::{ErrorCode, File, Instruction, SyntaxError, Word};
use crate::text::Span;

/// A longer working directory is cut off, in bytes: no system opens longer paths.
const MAX_PATH_BYTES: usize = 4_096;

/// No more instructions than these run because ONBUILD deferred them: each runs in every stage that starts from its own.
const MAX_DEFERRED: usize = 20_000;

/// All expanded values of a file together are at most this long, in bytes: `ENV A=$A$A` doubles with every line.
const MAX_EXPANDED_BYTES: usize = 16 * 1_048_576;

/// Walks the file once from top to bottom: declares and expands variables, settles what stages start from, and follows
/// user, working directory and shell. Nothing is deferred to the stages of `unneeded`.
pub(super) fn evaluate(model: &mut Model, unneeded: &BTreeSet<StageId>) {
    let mut walk = Walk::new(model, unneeded);
    walk.meta_args();
    for index in 0..walk.model.stages.len() {
        walk.stage(StageId(index));
    }
}

/// The text of a word as instruction `index` sees it.
pub(super) fn expand_at(model: &Model, index: usize, word: &Word) -> Option<String> {
    if let Some(stage) = model.stage_of(index).filter(|stage| stage.from != index) {
        return expand_in(model, stage.id, index, word);
    }
    if model.scope.is_cut_off {
        return None;
    }
    let expansion = Lexer::new(model.file.escape).word(&word.text, &model.scope.meta);
    expansion.ok().map(|expansion| expansion.text)
}

/// The text of a word as a stage sees it right before what instruction `before` declares.
pub(super) fn expand_in(model: &Model, stage: StageId, before: usize, word: &Word) -> Option<String> {
    if model.scope.is_cut_off {
        return None;
    }
    let environment = StageEnvironment { scope: &model.scope, stage, before };
    let expansion = Lexer::new(model.file.escape).word(&word.text, &environment);
    expansion.ok().map(|expansion| expansion.text)
}

/// The words that a word is worth: a variable may hold several, or none.
pub(super) fn expand_to_words(
    model: &Model,
    stage: StageId,
    before: usize,
    word: &Word,
) -> Option<Vec<String>> {
    if model.scope.is_cut_off {
        return None;
    }
    let environment = StageEnvironment { scope: &model.scope, stage, before };
    let (words, _) = Lexer::new(model.file.escape).words(&word.text, &environment).ok()?;
    Some(words.into_iter().map(|piece| piece.text).collect())
}

/// What is expanded: a word of an instruction, or the body of one of its heredocs.
#[derive(Clone, Copy)]
struct Place<'a> {
    index: usize,
    span: Span,
    word: Option<&'a Word>,
}

impl Place<'_> {
    /// Where a part of the text stands in the source.
    fn part(self, node: &Instruction, range: Range<usize>) -> Span {
        match self.word {
            Some(word) => word.part_span(&node.line, range),
            None => Span::new(self.span.start + range.start as u32, self.span.start + range.end as u32),
        }
    }
}

struct Walk<'a> {
    model: &'a mut Model,
    /// The file and what its instructions say, taken out of the model for the walk.
    file: Rc<File>,
    kinds: Rc<Vec<Option<Kind>>>,
    /// The stages to which nothing is deferred.
    unneeded: &'a BTreeSet<StageId>,
    /// The last stage of each name so far.
    named: BTreeMap<String, StageId>,
    /// How many bytes of expanded values may still be kept.
    budget: usize,
}

impl Drop for Walk<'_> {
    fn drop(&mut self) {
        self.model.file = Rc::unwrap_or_clone(std::mem::take(&mut self.file));
        self.model.kinds = Rc::unwrap_or_clone(std::mem::take(&mut self.kinds));
    }
}

impl<'a> Walk<'a> {
    fn new(model: &'a mut Model, unneeded: &'a BTreeSet<StageId>) -> Self {
        let file = Rc::new(std::mem::take(&mut model.file));
        let kinds = Rc::new(std::mem::take(&mut model.kinds));
        for (name, value) in predefined::platform_args(&model.options, model.stages.last()) {
            model.scope.meta.push(predefined_binding(name, value, BindingKind::Platform));
        }
        model.surroundings = vec![Rc::default(); file.instructions.len()];
        Self { model, file, kinds, unneeded, named: BTreeMap::new(), budget: MAX_EXPANDED_BYTES }
    }

    /// ARG before the first FROM.
    fn meta_args(&mut self) {
        let end = self.model.stages.first().map_or(self.file.instructions.len(), |stage| stage.from);
        let kinds = Rc::clone(&self.kinds);
        for (index, kind) in kinds.iter().enumerate().take(end) {
            let Some(Kind::Arg(arg)) = kind else { continue };
            for build_arg in &arg.args {
                self.meta_arg(index, build_arg);
            }
        }
    }

    fn meta_arg(&mut self, index: usize, arg: &BuildArg) {
        let name = &arg.name.text;
        let (value, kind) = if let Some(value) = self.model.options.build_args.get(name) {
            (Some(value.clone()), BindingKind::BuildArg)
        } else if let Some(default) = &arg.default {
            (self.expand_meta(index, default), BindingKind::ArgDefault)
        } else if let Some(platform) = self.model.scope.meta.find_value(name, None) {
            (platform.value.clone(), BindingKind::Platform)
        } else {
            (None, BindingKind::Unset)
        };
        let binding =
            Binding { name: name.clone(), value, kind, instruction: Some(index), span: arg.name.span };
        self.model.scope.meta.push(binding);
    }

    fn stage(&mut self, id: StageId) {
        let Some(stage) = self.model.stages.get(id.0) else { return };
        let (from, range) = (stage.from, stage.instructions.clone());
        let kinds = Rc::clone(&self.kinds);
        if let Some(Some(Kind::From(instruction))) = kinds.get(from) {
            self.from(id, from, instruction);
        }
        let mut surroundings = self.enter(id);
        self.set_surroundings(from, &surroundings);
        self.deferred(id, from, &mut surroundings);
        for index in range {
            self.set_surroundings(index, &surroundings);
            if let Some(Some(kind)) = kinds.get(index) {
                self.instruction(id, index, kind, &mut surroundings);
            }
        }
        self.model.final_surroundings.push(surroundings);
        self.declared_later(id);
    }

    /// Runs what ONBUILD of the base stage deferred. BuildKit reads it only now, and names the FROM where it fails.
    fn deferred(&mut self, id: StageId, from: usize, surroundings: &mut Rc<Surroundings>) {
        let Some(Base::Stage(parent)) = self.model.stage(id).map(|stage| stage.base.clone()) else { return };
        let Some(range) = self.model.stage(parent).map(|parent| parent.instructions.clone()) else { return };
        let (file, kinds) = (Rc::clone(&self.file), Rc::clone(&self.kinds));
        for onbuild in range {
            let (Some(Some(Kind::Onbuild(kind))), Some(node)) =
                (kinds.get(onbuild), file.instructions.get(onbuild))
            else {
                continue;
            };
            if self.model.deferred.len() == MAX_DEFERRED || self.unneeded.contains(&id) {
                return;
            }
            let (uses, errors) = (self.model.scope.uses.len(), self.model.errors.len());
            let before = Rc::clone(surroundings);
            instruction::read_trigger(node, &file, &mut self.model.errors);
            if let Some(kind) = kind.trigger.as_deref() {
                self.instruction(id, onbuild, kind, surroundings);
            }
            let uses = self.model.scope.uses.split_off(uses.min(self.model.scope.uses.len()));
            let error = self.model.errors.get(errors).cloned();
            self.model.errors.truncate(errors);
            let error = error.map(|error| deferred::error_at_from(error, self.model.stage(id), &file, from));
            let one = Deferred { stage: id, onbuild, surroundings: before, uses, error };
            self.model.deferred.push(one);
        }
    }

    /// Tells uses of what is declared nowhere from uses of what the stage declares further down.
    fn declared_later(&mut self, id: StageId) {
        let Scope { stages, uses, .. } = &mut self.model.scope;
        let (Some(stage), Some(bindings)) = (self.model.stages.get(id.0), stages.get(id.0)) else { return };
        let start = uses.partition_point(|found| found.instruction <= stage.from);
        for found in uses.iter_mut().skip(start) {
            let Some(missing) = found.missing else { continue };
            let Some(later) = bindings.find_after(&found.name, found.instruction + 1) else { continue };
            let is_repeated = later.kind != BindingKind::Env;
            let is_later = match missing {
                Missing::Undeclared | Missing::NeedsArg => true,
                Missing::NotInStage(_) => is_repeated,
                _ => false,
            };
            if is_later {
                found.missing = Some(Missing::DeclaredLater(later.span));
            }
        }
    }

    fn set_surroundings(&mut self, index: usize, surroundings: &Rc<Surroundings>) {
        if let Some(slot) = self.model.surroundings.get_mut(index) {
            *slot = Rc::clone(surroundings);
        }
    }

    /// Starts the scope of a stage and returns what its first instruction finds.
    fn enter(&mut self, id: StageId) -> Rc<Surroundings> {
        let base = self.model.stage(id).map(|stage| stage.base.clone());
        let parent = match base {
            // What a context has taken the place of sets nothing.
            Some(Base::Stage(parent)) => {
                self.model.stage(parent).filter(|stage| !stage.is_replaced).map(|stage| stage.id)
            }
            _ => None,
        };
        let mut bindings = Bindings::default();
        let surroundings = match parent {
            Some(parent) => self.model.final_surroundings.get(parent.0).cloned().unwrap_or_default(),
            None => {
                let is_windows = self.model.stage(id).is_some_and(|stage| self.is_windows(stage));
                // On Windows BuildKit leaves it to the image, so where Windows is asked for there is none.
                if !self.model.stage(id).is_some_and(|stage| self.asks_for_windows(stage)) {
                    let path = predefined::default_path(is_windows).to_owned();
                    bindings.push(predefined_binding("PATH", path, BindingKind::Predefined));
                }
                Rc::new(Surroundings { is_windows, ..Surroundings::default() })
            }
        };
        self.model.scope.stages.push(bindings);
        self.model.scope.parents.push(parent);
        surroundings
    }

    fn instruction(&mut self, id: StageId, index: usize, kind: &Kind, surroundings: &mut Rc<Surroundings>) {
        match kind {
            Kind::Arg(arg) => self.arg(id, index, arg),
            Kind::Env(env) => self.env(id, index, env),
            Kind::Workdir(workdir) => {
                let path = self.expanded(id, index, &workdir.path);
                if let Some(path) = path.and_then(|path| join_path(surroundings, &path)) {
                    let setting = Setting { value: path, instruction: index };
                    Rc::make_mut(surroundings).working_dir = Some(setting);
                }
            }
            Kind::User(user) => {
                if let Some(value) = self.expand(id, index, &user.user) {
                    Rc::make_mut(surroundings).user = Some(Setting { value, instruction: index });
                }
            }
            Kind::Shell(shell) => {
                let value = shell.argv.iter().map(|word| word.text.clone()).collect();
                Rc::make_mut(surroundings).shell = Some(Setting { value, instruction: index });
            }
            _ => {
                for word in instruction::expanded_words(kind) {
                    self.expanded(id, index, word);
                }
                if let Kind::Add(Add { sources, .. }) | Kind::Copy(Copy { sources, .. }) = kind {
                    self.heredocs(id, index, sources);
                }
            }
        }
    }

    fn env(&mut self, id: StageId, index: usize, env: &Env) {
        // All values see what was there before the instruction.
        let mut bindings = Vec::new();
        for pair in &env.pairs {
            let name = self.expand(id, index, &pair.name);
            let value = self.expand(id, index, &pair.value);
            let Some(name) = name else { continue };
            let span = pair.name.span;
            bindings.push(Binding { name, value, kind: BindingKind::Env, instruction: Some(index), span });
        }
        if let Some(scope) = self.model.scope.stages.get_mut(id.0) {
            bindings.into_iter().for_each(|binding| scope.push(binding));
        }
    }

    fn arg(&mut self, id: StageId, index: usize, arg: &Arg) {
        for build_arg in &arg.args {
            let name = &build_arg.name.text;
            let meta = self.model.scope.meta.find_value(name, None);
            let (value, kind) = if let Some(value) = self.model.options.build_args.get(name) {
                (Some(value.clone()), BindingKind::BuildArg)
            } else if let Some(default) = &build_arg.default {
                (self.expand(id, index, default), BindingKind::ArgDefault)
            } else if let Some(meta) = meta {
                let kind =
                    if meta.instruction.is_none() { BindingKind::Platform } else { BindingKind::MetaArg };
                (meta.value.clone(), kind)
            } else {
                (None, BindingKind::Unset)
            };
            let span = build_arg.name.span;
            let binding = Binding { name: name.clone(), value, kind, instruction: Some(index), span };
            if let Some(scope) = self.model.scope.stages.get_mut(id.0) {
                scope.push(binding);
            }
        }
    }

    /// Expands a word with the global scope. BuildKit does so for all stages before it looks at which ones it builds.
    fn expand_meta(&mut self, index: usize, word: &Word) -> Option<String> {
        if self.budget == 0 {
            return None;
        }
        let lexer = Lexer::new(self.file.escape);
        let result = lexer.word(&word.text, &self.model.scope.meta);
        let place = Place { index, span: word.span, word: Some(word) };
        let find = |scope: &Scope, name: &str| {
            scope.meta.find_value(name, None).or_else(|| scope.meta.find(name, None)).map(declared)
        };
        let errors = self.model.errors.len();
        let text = self.record(place, result, find, |_, _| None);
        self.model.errors.iter_mut().skip(errors).for_each(|error| error.always_fatal = true);
        text
    }

    /// Expands a word with the scope of a stage as it is at this point of the walk.
    fn expand(&mut self, id: StageId, index: usize, word: &Word) -> Option<String> {
        self.expanded(id, index, word).map(Cow::into_owned)
    }

    /// The same, which most words are as they are written.
    fn expanded<'w>(&mut self, id: StageId, index: usize, word: &'w Word) -> Option<Cow<'w, str>> {
        let lexer = Lexer::new(self.file.escape);
        self.expand_text(id, &lexer, &word.text, Place { index, span: word.span, word: Some(word) })
    }

    /// Expands the bodies of the heredocs that ADD and COPY write to files.
    fn heredocs(&mut self, id: StageId, index: usize, sources: &[Source]) {
        let file = Rc::clone(&self.file);
        let Some(node) = file.instructions.get(index) else { return };
        // The escape character of bodies is always a backslash, and quotes mean nothing.
        let lexer = Lexer { skip_process_quotes: true, ..Lexer::new('\\') };
        for source in sources {
            let Source::Heredoc(word, at) = source else { continue };
            // Of two of one name the word says whether the body is expanded, which is that of the last.
            let of_word = node.heredocs.iter().find(|heredoc| heredoc.span == word.span);
            let is_raw = of_word.is_some_and(|heredoc| !heredoc.expand);
            let Some(heredoc) = node.heredocs.get(*at).filter(|_| !is_raw) else { continue };
            let place = Place { index, span: heredoc.body, word: None };
            self.expand_text(id, &lexer, heredoc.body.of(&file.source), place);
        }
    }

    fn expand_text<'w>(
        &mut self,
        id: StageId,
        lexer: &Lexer,
        text: &'w str,
        place: Place,
    ) -> Option<Cow<'w, str>> {
        if self.budget == 0 {
            return None;
        }
        if let Some(constant) = lexer.constant(text).filter(|constant| constant.len() <= self.budget) {
            self.budget -= constant.len();
            return Some(constant.into());
        }
        let environment = StageEnvironment { scope: &self.model.scope, stage: id, before: usize::MAX };
        let result = lexer.word(text, &environment);
        let find = |scope: &Scope, name: &str| scope.lookup(id, name, usize::MAX).map(declared);
        let missing = |scope: &Scope, name: &str| match scope.meta.find(name, None) {
            Some(meta) if meta.instruction.is_some() => Some(Missing::NotInStage(meta.span)),
            Some(_) => Some(Missing::NeedsArg),
            None => None,
        };
        self.record(place, result, find, missing).map(Cow::Owned)
    }

    /// Keeps the uses and the error of an expansion; returns its text.
    fn record(
        &mut self,
        place: Place,
        result: Result<Expansion, ExpandError>,
        find: impl Fn(&Scope, &str) -> Option<Declared>,
        missing: impl Fn(&Scope, &str) -> Option<Missing>,
    ) -> Option<String> {
        let file = Rc::clone(&self.file);
        let node = deferred::trigger(file.instructions.get(place.index)?);
        let (text, uses, error) = match result {
            Ok(expansion) => (expansion.text, expansion.uses, None),
            Err(mut error) => (String::new(), std::mem::take(&mut error.uses), Some(error)),
        };
        let bytes = uses.iter().map(|found| found.value.as_ref().map_or(0, String::len)).sum::<usize>();
        let is_too_long = error.as_ref().is_some_and(|error| error.kind == ExpandErrorKind::TooLong);
        if is_too_long || text.len() + bytes > self.budget {
            self.over_budget(place);
            return None;
        }
        self.budget -= text.len() + bytes;
        for found in uses {
            let binding = find(&self.model.scope, &found.name);
            let origin = binding.and_then(|(instruction, span)| instruction.map(|_| span));
            let missing = found.value.is_none().then(|| match binding {
                Some((_, span)) => Missing::NoDefault(span),
                None => missing(&self.model.scope, &found.name).unwrap_or(Missing::Undeclared),
            });
            self.model.scope.uses.push(VariableUse {
                span: place.part(node, found.range),
                name: found.name,
                instruction: place.index,
                word: place.span,
                value: found.value,
                origin,
                missing,
                is_shell: false,
            });
        }
        let Some(error) = error else { return Some(text) };
        let (advice, fix) = closing::closing(&error, place, node);
        let message = format!("{}{advice}", error.in_words());
        let error = SyntaxError::new(ErrorCode::InvalidExpansion, place.span, node.lines, message);
        self.model.errors.push(SyntaxError { fix, ..error }.when_reachable());
        None
    }

    /// Says once that values have become too long, and expands nothing more.
    fn over_budget(&mut self, place: Place) {
        if self.budget > 0 {
            let message =
                "the values of variables grow beyond 16 MB here; nothing more is expanded".to_owned();
            self.error(ErrorCode::TooLarge, place.span, place.index, message);
        }
        self.budget = 0;
        self.model.scope.is_cut_off = true;
    }

    fn error(&mut self, code: ErrorCode, span: Span, index: usize, message: String) {
        let lines = self.file.instructions.get(index).map_or((0, 0), |node| node.lines);
        self.model.errors.push(SyntaxError::new(code, span, lines, message));
    }
}

/// Which instruction makes a binding, if one does, and where.
type Declared = (Option<usize>, Span);

fn declared(binding: &Binding) -> Declared {
    (binding.instruction, binding.span)
}

fn predefined_binding(name: &str, value: String, kind: BindingKind) -> Binding {
    Binding { name: name.to_owned(), value: Some(value), kind, instruction: None, span: Span::empty(0) }
}

/// A stage's scope as an environment for expansion.
pub(super) struct StageEnvironment<'a> {
    pub scope: &'a Scope,
    pub stage: StageId,
    /// Only what instructions before this one declare.
    pub before: usize,
}

impl Environment for StageEnvironment<'_> {
    fn get(&self, name: &str) -> Option<&str> {
        self.scope.lookup(self.stage, name, self.before)?.value.as_deref()
    }
}

impl Environment for Bindings {
    fn get(&self, name: &str) -> Option<&str> {
        self.find_value(name, None)?.value.as_deref()
    }
}

/// The working directory after `WORKDIR path`; `None` where it is longer than any that exists.
fn join_path(surroundings: &Surroundings, path: &str) -> Option<String> {
    let current = surroundings.working_dir();
    let may_shrink = path.contains("..") || path.starts_with(['/', '\\']) || path.contains(':');
    if !may_shrink && current.len() + path.len() > MAX_PATH_BYTES {
        return None;
    }
    let joined = if surroundings.is_windows {
        predefined::join_windows_path(current, path)
    } else {
        resolve_workdir(current, path)
    };
    (joined.len() <= MAX_PATH_BYTES).then_some(joined)
}
