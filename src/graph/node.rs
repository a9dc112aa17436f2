use super::mount::{self, MountPort};
use super::row::{self, Row};
use super::text::{self, SUBTITLE_SIZE, TITLE_SIZE};
use super::{Direction, Origin, Scratch, Wish};
use crate::instruction::{ImageRef, Kind};
use crate::model::{Base, Model, Stage};
use crate::text::Lines;

/// How many hues there are for stages.
pub const HUES: usize = 8;

/// How round the corners of a node are.
pub const CORNER_RADIUS: f32 = 8.0;

/// Kept free behind the line below the title of a stage, for the sign that opens it.
pub const SIGN_WIDTH: f32 = 18.0;

/// Kept free behind the title of the target.
pub const TARGET_MARK_WIDTH: f32 = 20.0;

const PADDING_X: f32 = 14.0;
const PADDING_Y: f32 = 12.0;
const LINE_HEIGHT: f32 = 18.0;
const MIN_WIDTH: f32 = 112.0;
const MAX_TEXT_WIDTH: f32 = 220.0;

/// The digits of a digest that are shown, with its algorithm.
const DIGEST_CHARS: usize = 14;

/// A stage or what stages take from, in its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// What it stands for.
    pub origin: Origin,
    /// The first, bold line: a name, cut in the middle where it is long.
    pub title: String,
    /// The lines below the title, at least one, each cut in the middle where it is long.
    pub subtitles: Vec<String>,
    /// The whole name: that of the stage, the image as the file names it, or the context.
    pub full_name: String,
    /// Whether it is the stage that is built.
    pub is_target: bool,
    /// Whether the target needs it.
    pub is_reachable: bool,
    /// Whether it cannot be built, or is no valid image.
    pub is_broken: bool,
    /// Which of the [`HUES`] a stage has; `None` for what is not of this file.
    pub hue: Option<usize>,
    /// The lines of a stage, from 1.
    pub lines: Option<Lines>,
    /// How many of its instructions make or change files: RUN, COPY, ADD and WORKDIR.
    pub step_count: usize,
    /// How many of its instructions only set something.
    pub setting_count: usize,
    /// What its commands find mounted, one port for each kind.
    pub mounts: Vec<MountPort>,
    /// Its steps and what it sets, where it is open; empty where it is closed.
    pub rows: Vec<Row>,
    /// Left border.
    pub x: f32,
    /// Upper border.
    pub y: f32,
    /// Extent along x.
    pub width: f32,
    /// Extent along y.
    pub height: f32,
}

/// What a stage does, in numbers.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Counts {
    pub(super) steps: usize,
    pub(super) settings: usize,
}

impl Node {
    /// A name for it that is unique in its graph: `stage 0`, `image python:3.12`, `context shared`.
    pub fn id(&self) -> String {
        match &self.origin {
            Origin::Stage(id) => format!("stage {}", id.0),
            Origin::Image(name) => format!("image {name}"),
            Origin::Context(name) => format!("context {name}"),
            Origin::BuildContext => "build context".to_owned(),
            Origin::Git(remote) => format!("git {remote}"),
            Origin::Url(url) => format!("url {url}"),
            Origin::Scratch(id) => format!("scratch {}", id.0),
        }
    }

    /// Whether it is a stage of the file.
    pub fn is_stage(&self) -> bool {
        matches!(self.origin, Origin::Stage(_))
    }

    /// Where the title begins, on its baseline.
    pub fn title_at(&self) -> (f32, f32) {
        let above = if self.is_open() { PADDING_Y } else { (self.height - self.text_height()) / 2.0 };
        (self.x + PADDING_X, self.y + above + TITLE_SIZE)
    }

    /// Where a line below the title begins, on its baseline.
    pub fn subtitle_at(&self, index: usize) -> (f32, f32) {
        let (x, y) = self.title_at();
        (x, y + LINE_HEIGHT * (index as f32 + 1.0))
    }

    /// Where the mark of the target begins, on the baseline of the title.
    pub fn target_mark_at(&self) -> (f32, f32) {
        let (_, y) = self.title_at();
        (self.x + self.width - PADDING_X - TARGET_MARK_WIDTH * 0.7, y)
    }

    /// The centre of its box.
    pub fn centre(&self) -> (f32, f32) {
        (self.x + self.width / 2.0, self.y + self.height / 2.0)
    }

    /// Whether it shows its steps.
    pub fn is_open(&self) -> bool {
        !self.rows.is_empty()
    }

    /// The middle of the sign that opens and closes a stage: at the right end of the line below the title.
    pub fn sign_at(&self) -> (f32, f32) {
        let (_, y) = self.subtitle_at(0);
        (self.x + self.width - PADDING_X - SIGN_WIDTH / 2.0 + 3.0, y - 4.5)
    }

    /// The row that an instruction is in.
    pub fn row_of(&self, instruction: usize) -> Option<usize> {
        self.rows.iter().position(|row| row.instructions.binary_search(&instruction).is_ok())
    }

    pub(super) fn of_stage(model: &Model, stage: &Stage, counts: Counts, wish: &Wish) -> Self {
        let is_target = model.target == Some(stage.id);
        let mark = if is_target { TARGET_MARK_WIDTH } else { 0.0 };
        let name = stage.title();
        let mut subtitles = vec![activity(model, stage, counts)];
        subtitles.extend(circumstances(model, stage, wish));
        let rows = if wish.is_open(model, stage) { row::stage_rows(model, stage) } else { Vec::new() };
        Self {
            title: text::fitted(&name, TITLE_SIZE, MAX_TEXT_WIDTH - mark),
            is_target,
            is_reachable: stage.is_reachable,
            is_broken: stage.is_broken,
            hue: Some(stage.id.0 % HUES),
            lines: Some(stage.lines),
            step_count: counts.steps,
            setting_count: counts.settings,
            mounts: mount::ports(model, stage),
            rows,
            ..Self::outside(Origin::Stage(stage.id), &name, &name, &subtitles)
        }
    }

    pub(super) fn of_external(model: &Model, origin: &Origin) -> Self {
        let of = |name: &str, title: &str, subtitles: &[&str]| {
            let subtitles: Vec<String> = subtitles.iter().map(|line| (*line).to_owned()).collect();
            Self::outside(origin.clone(), name, title, &subtitles)
        };
        match origin {
            Origin::Image(name) => of_image(name),
            Origin::Context(name) => {
                let source = model.options.named_contexts.get(name).filter(|source| !source.is_empty());
                let lines: Vec<&str> =
                    ["named context"].into_iter().chain(source.map(String::as_str)).collect();
                of(name, name, &lines)
            }
            Origin::BuildContext => of("build context", "build context", &["files sent to the build"]),
            Origin::Git(remote) => {
                let (home, last) = remote.rsplit_once('/').unwrap_or(("", remote));
                let title = last.strip_suffix(".git").unwrap_or(last);
                of(remote, title, &["git repository", without_scheme(home)])
            }
            Origin::Url(url) => {
                let path = url.split(['?', '#']).next().unwrap_or(url);
                let (home, last) = path.rsplit_once('/').unwrap_or(("", path));
                of(url, last, &["download", without_scheme(home)])
            }
            Origin::Scratch(_) => of("scratch", "scratch", &["nothing"]),
            Origin::Stage(_) => of("missing stage", "missing stage", &[""]),
        }
    }

    fn outside(origin: Origin, full_name: &str, title: &str, subtitles: &[String]) -> Self {
        let subtitle = |line: &String| text::fitted(line, SUBTITLE_SIZE, MAX_TEXT_WIDTH);
        Self {
            origin,
            title: text::fitted(title, TITLE_SIZE, MAX_TEXT_WIDTH),
            subtitles: subtitles.iter().filter(|line| !line.is_empty()).map(subtitle).collect(),
            full_name: text::shown(full_name),
            is_target: false,
            is_reachable: false,
            is_broken: false,
            hue: None,
            lines: None,
            step_count: 0,
            setting_count: 0,
            mounts: Vec::new(),
            rows: Vec::new(),
            x: 0.0,
            y: 0.0,
            width: 0.0,
            height: 0.0,
        }
    }

    /// Takes the least size that holds its labels, ports and rows.
    pub(super) fn fit(&mut self, direction: Direction) {
        let mark = if self.is_target { TARGET_MARK_WIDTH } else { 0.0 };
        let title = text::width(&self.title, TITLE_SIZE) + mark;
        let sign = |line: usize| if line == 0 && self.is_stage() { SIGN_WIDTH } else { 0.0 };
        let lines = self.subtitles.iter().enumerate();
        let widest =
            lines.map(|(line, words)| text::width(words, SUBTITLE_SIZE) + sign(line)).fold(title, f32::max);
        let ports = mount::least_size(&self.mounts, direction);
        self.width = (widest.ceil() + 2.0 * PADDING_X).max(MIN_WIDTH).max(ports.0);
        self.height = (self.text_height() + 2.0 * PADDING_Y).max(ports.1);
        if self.is_open() {
            let top = self.text_height() + 1.5 * PADDING_Y;
            let (width, height) = row::arrange(&mut self.rows, top, self.width);
            // Ports on the lower border do not hide the last row.
            let foot = if direction == Direction::LeftToRight && !self.mounts.is_empty() { 7.0 } else { 0.0 };
            (self.width, self.height) = (width, (height + foot).max(self.height));
        }
    }

    /// Spreads what it holds over the size that it was given.
    pub(super) fn settle(&mut self, direction: Direction) {
        mount::arrange(&mut self.mounts, direction, self.height);
        if self.is_open() {
            let top = self.text_height() + 1.5 * PADDING_Y;
            row::arrange(&mut self.rows, top, self.width);
        }
    }

    fn text_height(&self) -> f32 {
        LINE_HEIGHT * (self.subtitles.len() as f32 + 1.0)
    }
}

/// What a stage does: `4 steps · user 10001`, `2 settings, 1 step`.
fn activity(model: &Model, stage: &Stage, counts: Counts) -> String {
    let steps = counted(counts.steps, "step");
    let user = model.final_surroundings(stage.id).and_then(|end| end.user.as_ref());
    let is_own = |instruction| stage.instructions.contains(&instruction);
    let user = user.filter(|user| is_own(user.instruction) || model.target == Some(stage.id));
    match (counts.steps, counts.settings, user) {
        (0, 0, None) => "no steps".to_owned(),
        (0, 0, Some(user)) => format!("user {}", user.value),
        (0, settings, None) => counted(settings, "setting"),
        (0, settings, Some(user)) => format!("{} · user {}", counted(settings, "setting"), user.value),
        (_, _, Some(user)) => format!("{steps} · user {}", user.value),
        (_, 0, None) => steps,
        (_, settings, None) => format!("{}, {steps}", counted(settings, "setting")),
    }
}

/// What else is worth a line: `from scratch`, `on linux/arm64`, `on the build platform`.
fn circumstances(model: &Model, stage: &Stage, wish: &Wish) -> Option<String> {
    let is_said = stage.base == Base::Scratch && wish.scratch == Scratch::Inside;
    let scratch = is_said.then(|| "from scratch".to_owned());
    let is_builder = match model.kind(stage.from) {
        Some(Kind::From(from)) => {
            from.platform.as_ref().is_some_and(|word| word.text.contains("BUILDPLATFORM"))
        }
        _ => false,
    };
    let platform = match &stage.platform {
        _ if is_builder => Some("on the build platform".to_owned()),
        platform => platform.as_ref().map(|platform| format!("on {platform}")),
    };
    let parts: Vec<String> = scratch.into_iter().chain(platform).collect();
    (!parts.is_empty()).then(|| parts.join(" · "))
}

/// The address without `https://`.
fn without_scheme(address: &str) -> &str {
    address.split_once("://").map_or(address, |(_, rest)| rest)
}

fn of_image(name: &str) -> Node {
    let origin = Origin::Image(name.to_owned());
    let Ok(image) = ImageRef::parse(name) else {
        let subtitles = ["not a valid image".to_owned()];
        return Node { is_broken: true, ..Node::outside(origin, name, name, &subtitles) };
    };
    let (path, last) = image.repository.rsplit_once('/').unwrap_or(("", &image.repository));
    let suffix =
        if image.tag.is_some() && image.digest.is_some() { " · image, pinned" } else { " · image" };
    let version = match (image.effective_tag(), &image.digest) {
        (Some(tag), _) => tag.to_owned(),
        (None, Some(digest)) => digest.chars().take(DIGEST_CHARS).chain(['…']).collect(),
        (None, None) => String::new(),
    };
    let room = MAX_TEXT_WIDTH - text::width(suffix, SUBTITLE_SIZE);
    let version = text::fitted(&version, SUBTITLE_SIZE, room) + suffix;
    let is_hub = image.registry == crate::instruction::reference::DEFAULT_REGISTRY;
    let registry = if is_hub { "" } else { image.registry.as_str() };
    let path = if is_hub && path == "library" { "" } else { path };
    let home: Vec<&str> = [registry, path].into_iter().filter(|part| !part.is_empty()).collect();
    let mut subtitles = vec![version];
    if !home.is_empty() {
        subtitles.push(home.join("/"));
    }
    Node::outside(origin, name, last, &subtitles)
}

/// `1 step`, `3 steps`.
pub(super) fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}
