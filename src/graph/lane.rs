//! On which platform stages run, where a file uses more than one.

use super::{Node, Origin};
use crate::instruction::Kind;
use crate::model::{Base, Model, Stage};

/// More platforms than this are not told apart by lanes.
const MAX_LANES: usize = 4;

/// Where the stages of one platform stand in the picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Lane {
    /// What they have in common: `build platform`.
    pub words: String,
    /// Left border.
    pub x: f32,
    /// Upper border.
    pub y: f32,
    /// Extent along x.
    pub width: f32,
    /// Extent along y.
    pub height: f32,
}

impl Lane {
    /// Where its words begin, on the baseline.
    pub fn words_at(&self) -> (f32, f32) {
        (self.x + 10.0, self.y + 16.0)
    }
}

/// What a stage runs on, in the order of the lanes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Runs {
    OnBuilder,
    On(String),
    OnTarget,
}

impl Runs {
    fn words(&self) -> String {
        match self {
            Self::OnBuilder => "runs on the build platform".to_owned(),
            Self::On(platform) => format!("runs on {platform}"),
            Self::OnTarget => "for the target platform".to_owned(),
        }
    }
}

/// The words of all lanes, and the lane of each node, counted from 1. Both are empty where all stages run on one
/// platform.
pub(super) fn lanes(model: &Model, nodes: &[Node], ends: &[(usize, usize)]) -> (Vec<String>, Vec<u8>) {
    let mut of_stage: Vec<Runs> = Vec::with_capacity(model.stages.len());
    for stage in &model.stages {
        let base = match stage.base {
            Base::Stage(id) => of_stage.get(id.0),
            _ => None,
        };
        let runs = own(model, stage).or_else(|| base.cloned()).unwrap_or(Runs::OnTarget);
        of_stage.push(runs);
    }
    let mut all: Vec<&Runs> = Vec::new();
    for runs in &of_stage {
        if !all.contains(&runs) && all.len() <= MAX_LANES {
            all.push(runs);
        }
    }
    if !(2..=MAX_LANES).contains(&all.len()) {
        return (Vec::new(), Vec::new());
    }
    crate::text::order::sort(&mut all);
    let number =
        |runs: &Runs| (1..).zip(&all).find(|(_, known)| **known == runs).map_or(0, |(number, _)| number);
    let mut lanes: Vec<u8> = of_stage.iter().map(number).collect();
    // What comes from outside stands beside the stage that takes it first.
    lanes.resize(nodes.len(), 0);
    for &(from, to) in ends {
        let taker = lanes.get(to).copied().unwrap_or(0);
        let is_outside = nodes.get(from).is_some_and(|node| !matches!(node.origin, Origin::Stage(_)));
        if let Some(lane) = lanes.get_mut(from).filter(|lane| is_outside && **lane == 0) {
            *lane = taker;
        }
    }
    (all.into_iter().map(Runs::words).collect(), lanes)
}

/// What the FROM of a stage says itself. A stage that starts from another runs where that does.
fn own(model: &Model, stage: &Stage) -> Option<Runs> {
    let Some(Kind::From(from)) = model.kind(stage.from) else { return None };
    let word = from.platform.as_ref().filter(|_| !matches!(stage.base, Base::Stage(_)))?;
    if word.text.contains("BUILDPLATFORM") {
        return Some(Runs::OnBuilder);
    }
    match &stage.platform {
        Some(platform) if platform != model.options.platform() && !word.text.contains("TARGETPLATFORM") => {
            Some(Runs::On(platform.clone()))
        }
        _ => Some(Runs::OnTarget),
    }
}

#[cfg(test)]
mod tests {
    use crate::Options;
    use crate::graph::layout::Direction;
    use crate::graph::{Graph, graph};
    use crate::model::Model;

    fn drawn(source: &str, direction: Direction) -> Graph {
        graph(&Model::new(source, &Options::default()), direction)
    }

    const CROSS: &str = "\
FROM --platform=$BUILDPLATFORM golang AS build
FROM build AS more
FROM alpine AS run
COPY --from=more /a /a
FROM scratch AS only
COPY --from=build /a /a
";

    #[test]
    fn stages_stand_in_the_lane_of_their_platform() {
        for direction in Direction::ALL {
            let graph = drawn(CROSS, direction);
            let words: Vec<&str> = graph.lanes.iter().map(|lane| lane.words.as_str()).collect();
            assert_eq!(words, ["runs on the build platform", "for the target platform"]);
            for (index, node) in graph.nodes.iter().enumerate() {
                let lane = &graph.lanes[usize::from(matches!(index, 2 | 3 | 5))];
                let is_inside = node.x > lane.x
                    && node.y > lane.y
                    && node.x + node.width < lane.x + lane.width
                    && node.y + node.height < lane.y + lane.height;
                assert!(is_inside, "{direction:?} {}: {lane:?}", node.full_name);
            }
            let [a, b] = graph.lanes.as_slice() else { panic!("{:?}", graph.lanes) };
            assert!(a.y + a.height <= b.y || a.x + a.width <= b.x, "lanes lie apart");
            assert!(b.x + b.width <= graph.width && b.y + b.height <= graph.height);
        }
    }

    #[test]
    fn one_platform_has_no_lane() {
        assert!(
            drawn("FROM a AS b\nFROM --platform=$TARGETPLATFORM c\n", Direction::LeftToRight)
                .lanes
                .is_empty()
        );
        let own = "FROM --platform=linux/amd64 a AS b\nFROM --platform=linux/arm64 c\nCOPY --from=b / /\n";
        let words: Vec<String> =
            drawn(own, Direction::LeftToRight).lanes.into_iter().map(|lane| lane.words).collect();
        assert_eq!(words, ["runs on linux/arm64", "for the target platform"]);
    }
}
