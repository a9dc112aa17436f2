use super::Walk;
use crate::instruction::{self, From, ImageRef, Platform};
use crate::model::{Base, Options, Stage, StageId, predefined};
use crate::syntax::{ErrorCode, Word};
use crate::text::{Edit, Fix, lower};

impl Walk<'_> {
    /// Settles what a stage starts from.
    pub fn from(&mut self, id: StageId, index: usize, from: &From) {
        let name = self.expand_meta(index, &from.base);
        let platform = from.platform.as_ref().and_then(|word| self.platform(index, word));
        let errors = self.model.errors.len();
        self.stage_name(index, from);
        let context = self.replacing_context(id, platform.as_deref());
        let base = match &name {
            Some(name) => self.base(id, index, name, &from.base, context.clone(), platform.as_deref()),
            None => Base::Image(None),
        };
        let is_broken = name.is_none() || self.model.errors.len() > errors;
        let parent_platform = match base {
            Base::Stage(parent) => self.model.stage(parent).and_then(|parent| parent.platform.clone()),
            _ => None,
        };
        if let Some(stage) = self.model.stages.get_mut(id.0) {
            stage.is_broken |= is_broken;
            stage.is_replaced = context.is_some();
            stage.base_name = name.unwrap_or_else(|| from.base.text.clone());
            stage.platform = if matches!(base, Base::Stage(_)) { parent_platform } else { platform };
            stage.base = base;
            self.named.extend(stage.name.clone().map(|name| (name, id)));
        }
    }

    /// The name of a stage is looked up among the named contexts too, whose names are those of images.
    fn stage_name(&mut self, index: usize, from: &From) {
        let Some(word) = &from.name else { return };
        let name = lower(&word.text);
        // Other characters are refused when the instruction is read.
        let is_read = name.starts_with(|first: char| first.is_ascii_lowercase())
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte));
        if is_read && ImageRef::parse(&name).is_err() {
            let message = format!(
                "`{}` cannot name a stage: like the name of an image it ends in a letter or digit, and no two of `-_.` \
                 follow each other but `--` and `__`",
                word.text
            );
            self.error(ErrorCode::InvalidStageName, word.span, index, message);
        }
    }

    /// The named context that takes the place of a stage.
    fn replacing_context(&self, id: StageId, platform: Option<&str>) -> Option<String> {
        let name = self.model.stage(id)?.name.as_deref()?;
        self.model.options.named_context(name, platform).map(str::to_owned)
    }

    fn base(
        &mut self,
        id: StageId,
        index: usize,
        name: &str,
        word: &Word,
        context: Option<String>,
        platform: Option<&str>,
    ) -> Base {
        if name.is_empty() {
            let message = format!("`{}` is empty here, so the stage has nothing to start from", word.text);
            self.error(ErrorCode::InvalidImageReference, word.span, index, message);
            return Base::Image(None);
        }
        // The later of two stages of the same name counts, and the comparison is exact, as BuildKit's.
        let earlier = self.model.stages.get(..id.0).unwrap_or_default();
        if context.is_none() {
            if let Some(stage) = self.named.get(name) {
                return Base::Stage(*stage);
            }
            if name == "scratch" {
                return Base::Scratch;
            }
        }
        match ImageRef::parse(name) {
            Ok(image) => {
                let options = &self.model.options;
                let context = context.or_else(|| options.named_context(name, platform).map(str::to_owned));
                let problem = context.as_deref().and_then(|key| options.named_context_problem(key));
                if let Some(problem) = problem {
                    self.error(ErrorCode::InvalidImageReference, word.span, index, problem);
                    if let Some(error) = self.model.errors.last_mut() {
                        error.always_fatal = false;
                    }
                }
                context.map_or(Base::Image(Some(image)), Base::Context)
            }
            Err(error) => {
                let stages: Vec<&str> = earlier.iter().filter_map(|stage| stage.name.as_deref()).collect();
                let node = self.file.instructions.get(index);
                let line = node.map(|node| (&node.line, node.lines));
                let is_told = node.is_some_and(|node| instruction::is_split_image(node.arguments.words()));
                if let Some((line, lines)) = line.filter(|_| !is_told) {
                    let error =
                        instruction::describe_reference_error(name, &error, word, line, lines, &stages);
                    self.model.errors.push(error);
                }
                Base::Image(None)
            }
        }
    }

    fn platform(&mut self, index: usize, word: &Word) -> Option<String> {
        let text = self.expand_meta(index, word)?;
        if text.is_empty() {
            let message = format!("`--platform={}` is empty here", word.text);
            self.error(ErrorCode::InvalidPlatform, word.span, index, message);
            return None;
        }
        match Platform::parse(&text) {
            Ok(platform) => Some(platform.normalized().to_string()),
            Err(_) => {
                let message =
                    format!("`{text}` is no platform; write `os/architecture`, such as `linux/arm64`");
                self.error(ErrorCode::InvalidPlatform, word.span, index, message);
                let meant = word.text.replace(['\\', ':', ',', '-'], "/");
                let is_clear = meant != word.text && !meant.contains('$') && Platform::parse(&meant).is_ok();
                if let Some(error) = self.model.errors.last_mut().filter(|_| is_clear) {
                    let edit = Edit::replace(word.span, meant.clone());
                    error.fix = Some(Fix::unsafe_(format!("Write `{meant}`"), vec![edit]));
                }
                None
            }
        }
    }

    /// The platform says it; where none is asked for, the base image does.
    pub fn is_windows(&self, stage: &Stage) -> bool {
        match asked_platform(stage, &self.model.options) {
            Some(platform) => platform.starts_with("windows"),
            None => stage.image().is_some_and(predefined::is_windows_image),
        }
    }

    /// Whether the platform is given, and is Windows.
    pub fn asks_for_windows(&self, stage: &Stage) -> bool {
        asked_platform(stage, &self.model.options).is_some_and(|platform| platform.starts_with("windows"))
    }
}

/// The platform of FROM, which scratch ignores, or that of the command line.
fn asked_platform<'a>(stage: &'a Stage, options: &'a Options) -> Option<&'a str> {
    let own = stage.platform.as_deref().filter(|_| stage.base != Base::Scratch);
    own.or(options.platform.as_deref())
}
