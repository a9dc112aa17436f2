//! What the commands of a stage find mounted, as ports on the border of its node.

use super::layout::Direction;
use super::node::counted;
use super::text::{self, SUBTITLE_SIZE};
use crate::instruction::{Kind, Mount, MountKind};
use crate::model::{Model, Stage};

/// How high a port is, and how wide one without a count.
pub const PORT_SIZE: f32 = 18.0;

/// How large the square is that the shape of a port is drawn in.
pub const PORT_SHAPE_SIZE: f32 = 12.0;

/// From the corner of a node to its first port, and from port to port.
const START: f32 = 12.0;
const GAP: f32 = 5.0;

/// No more mounts are named one by one.
const MAX_NAMES: usize = 6;

/// All mounts of one kind that the commands of a stage have.
#[derive(Clone, Debug, PartialEq)]
pub struct MountPort {
    /// What they are.
    pub kind: MountKind,
    /// How many there are.
    pub count: usize,
    /// What they are, in words: `2 cache mounts: /root/.npm and /var/cache/apt`.
    pub words: String,
    /// The first instruction that has one.
    pub instruction: usize,
    /// Upper left corner, from that of the node.
    pub at: (f32, f32),
    /// Extent along x; along y it is [`PORT_SIZE`].
    pub width: f32,
}

impl MountPort {
    /// The kind and the number: `2 cache mounts`.
    pub fn counted(&self) -> String {
        counted(self.count, &format!("{} mount", word(self.kind)))
    }

    /// What stands behind the shape: nothing for a single one.
    pub fn count_words(&self) -> String {
        if self.count > 1 { self.count.to_string() } else { String::new() }
    }

    /// The corner of the square of its shape, from the corner of the node.
    pub fn shape_at(&self) -> (f32, f32) {
        let inset = (PORT_SIZE - PORT_SHAPE_SIZE) / 2.0;
        (self.at.0 + inset, self.at.1 + inset)
    }

    /// Where its count begins, on the baseline, from the corner of the node.
    pub fn count_at(&self) -> (f32, f32) {
        (self.at.0 + PORT_SIZE - 1.0, self.at.1 + PORT_SIZE / 2.0 + 4.0)
    }
}

/// All kinds in the order in which their ports stand.
pub const MOUNT_KINDS: [MountKind; 5] =
    [MountKind::Bind, MountKind::Cache, MountKind::Secret, MountKind::Ssh, MountKind::Tmpfs];

/// What a kind is called.
pub const fn word(kind: MountKind) -> &'static str {
    match kind {
        MountKind::Bind => "bind",
        MountKind::Cache => "cache",
        MountKind::Secret => "secret",
        MountKind::Ssh => "ssh",
        MountKind::Tmpfs => "tmpfs",
    }
}

/// The shape of a kind, as the `d` attribute of an SVG path that is drawn as a line: a folder, a store, a padlock, a
/// prompt, an hourglass.
pub const fn shape(kind: MountKind) -> &'static str {
    match kind {
        MountKind::Bind => "M1.500 2.500h3.500l1 1.500h4.500v6h-9z",
        MountKind::Cache => "M2 3.200c0-2 8-2 8 0v5.600c0 2-8 2-8 0zM2 3.200c0 2 8 2 8 0M2 6c0 2 8 2 8 0",
        MountKind::Secret => "M2.500 5.500h7v5h-7zM4 5.500v-1.500a2 2 0 0 1 4 0v1.500",
        MountKind::Ssh => "M1.500 2.500l3.500 3.500l-3.500 3.500M6.500 9.500h4",
        MountKind::Tmpfs => "M2.500 1.500h7l-7 9h7zM2.500 1.500l7 9",
    }
}

/// The ports of a stage, one for each kind of mount it has.
pub(super) fn ports(model: &Model, stage: &Stage) -> Vec<MountPort> {
    let mut mounts: Vec<(usize, &Mount)> = Vec::new();
    for (index, _, kind) in model.instructions_of(stage) {
        if let Some(Kind::Run(run)) = kind {
            // What is taken from a stage or an image is a line of its own.
            let own = run.mounts.iter().filter(|mount| mount.from.is_none());
            mounts.extend(own.map(|mount| (index, mount)));
        }
    }
    MOUNT_KINDS.into_iter().filter_map(|kind| port(kind, &mounts)).collect()
}

fn port(kind: MountKind, mounts: &[(usize, &Mount)]) -> Option<MountPort> {
    let of_kind = || mounts.iter().filter(|(_, mount)| mount.kind == kind);
    let instruction = of_kind().next()?.0;
    let mut names: Vec<&str> = Vec::new();
    for (_, mount) in of_kind() {
        let name = name(mount);
        if !name.is_empty() && names.len() <= MAX_NAMES && !names.contains(&name) {
            names.push(name);
        }
    }
    if names.len() > MAX_NAMES {
        names.truncate(MAX_NAMES);
        names.push("…");
    }
    let count = of_kind().count();
    let count_width = if count > 1 { text::width(&count.to_string(), SUBTITLE_SIZE) + 4.0 } else { 0.0 };
    let width = PORT_SIZE + count_width.ceil();
    let blank = MountPort { kind, count, words: String::new(), instruction, at: (0.0, 0.0), width };
    let mut words = blank.counted();
    if !names.is_empty() {
        words.push_str(": ");
        words.push_str(&text::shown(&names.join(", ")));
    }
    Some(MountPort { words, ..blank })
}

/// What tells one mount from others of its kind.
fn name(mount: &Mount) -> &str {
    let word = match mount.kind {
        MountKind::Secret | MountKind::Ssh => mount.id.as_ref().or(mount.target.as_ref()),
        _ => mount.target.as_ref().or(mount.id.as_ref()),
    };
    word.map_or("", |word| word.text.as_str())
}

/// The least size of a node that has these ports, and room beside them for a note.
pub(super) fn least_size(ports: &[MountPort], direction: Direction) -> (f32, f32) {
    const NOTE: f32 = 76.0;
    let count = ports.len() as f32;
    match direction {
        _ if ports.is_empty() => (0.0, 0.0),
        Direction::LeftToRight => {
            (START + NOTE + ports.iter().map(|port| port.width + GAP).sum::<f32>(), 0.0)
        }
        Direction::TopToBottom => (0.0, START + count * (PORT_SIZE + GAP)),
    }
}

/// Puts the ports where no line begins or ends: side by side on the lower border, or below each other on the left one.
pub(super) fn arrange(ports: &mut [MountPort], direction: Direction, height: f32) {
    let (mut x, mut y) = (START, START);
    for port in ports {
        port.at = match direction {
            Direction::LeftToRight => (x, height - PORT_SIZE / 2.0),
            // What counts stands out of the node, not on its words.
            Direction::TopToBottom => (PORT_SIZE / 2.0 - port.width, y),
        };
        (x, y) = (x + port.width + GAP, y + PORT_SIZE + GAP);
    }
}
