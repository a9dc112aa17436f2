use proptest::prelude::*;

use super::*;
use crate::Options;
use crate::model::{EdgeKind, Model};

const SHOP: &str = "\
FROM node:22-slim AS assets
RUN npm ci
FROM ghcr.io/acme/python:3.12@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef AS base
ENV A=b
WORKDIR /app
FROM base AS builder
RUN --mount=from=assets,target=/a pip wheel .
FROM --platform=linux/arm64 scratch AS unused
FROM base
COPY --from=builder /wheels /wheels
COPY --from=assets /dist /dist
COPY --from=assets /more /more
USER 10001
CMD [\"x\"]
";

fn of(source: &str, direction: Direction) -> Graph {
    graph(&Model::new(source, &Options::default()), direction)
}

#[test]
fn nodes_say_what_stages_do() {
    let graph = of(SHOP, Direction::LeftToRight);
    let labels: Vec<String> =
        graph.nodes.iter().map(|node| format!("{}: {}", node.title, node.subtitles.join(" / "))).collect();
    let wanted = [
        "assets: 1 step",
        "base: 1 setting, 1 step",
        "builder: 1 step",
        "unused: no steps / from scratch · on linux/arm64",
        "stage 4: 3 steps · user 10001",
        "node: 22-slim · image",
        "python: 3.12 · image, pinned / ghcr.io/acme",
    ];
    assert_eq!(labels, wanted);
    assert_eq!(graph.target(), Some(4));
    let faded: Vec<usize> = (0..7).filter(|index| !graph.nodes[*index].is_reachable).collect();
    assert_eq!(faded, [3]);
}

#[test]
fn long_tags_leave_room_for_what_follows() {
    let tag = "RELEASE.2025-08-13T08-35-41Z-with-more";
    let graph =
        of(&format!("FROM quay.io/minio/mc:{tag}@sha256:{}\n", "0a".repeat(32)), Direction::LeftToRight);
    assert_eq!(graph.nodes[1].subtitles, ["RELEA…h-more · image, pinned", "quay.io/minio"]);
    let graph = of(&format!("FROM mc@sha256:{}\n", "0a".repeat(32)), Direction::LeftToRight);
    assert_eq!(graph.nodes[1].subtitles, ["sha256:0a0a0a0… · image"]);
}

#[test]
fn edges_are_merged_by_kind() {
    let graph = of(SHOP, Direction::LeftToRight);
    let merged = graph.edges.iter().find(|edge| edge.from == 0 && edge.to == 4).unwrap();
    assert_eq!((merged.kind, merged.uses.len(), merged.is_needed), (EdgeKind::Copy, 2, true));
    assert_eq!(merged.uses.iter().map(|place| place.line).collect::<Vec<_>>(), [11, 12]);
    assert!(graph.edges.iter().all(|edge| edge.path.starts_with('M')));
}

#[test]
fn nodes_and_edges_are_described() {
    let graph = of(SHOP, Direction::LeftToRight);
    assert_eq!(
        graph.describe(2),
        "Stage builder, 1 step, starts from base, mounts assets, copied from by stage 4, needed for the target"
    );
    assert_eq!(
        graph.describe(4),
        "Stage 4, 3 steps, user 10001, starts from base, copies from builder and assets, the target"
    );
    assert_eq!(graph.describe(5), "Image node:22-slim, base of assets, needed for the target");
    assert_eq!(graph.describe(99), "");
    let copy = graph.edges.iter().position(|edge| edge.uses.len() == 2).unwrap();
    assert_eq!(graph.describe_edge(copy), "COPY from assets to stage 4, lines 11 and 12");
}

#[test]
fn relations_are_transitive() {
    let graph = of(SHOP, Direction::LeftToRight);
    assert_eq!(graph.needs(2), [0, 1, 5, 6]);
    assert_eq!(graph.needed_by(6), [1, 2, 4]);
    assert_eq!(graph.waves(), [vec![0, 1], vec![2], vec![4]]);
    let circle = of("FROM a AS x\nCOPY --from=y / /\nFROM x AS y\n", Direction::LeftToRight);
    assert_eq!((circle.needs(0), circle.waves().len()), (vec![1, 2], 0));
}

#[test]
fn the_longest_way_has_most_steps() {
    let graph = of(SHOP, Direction::LeftToRight);
    assert_eq!(graph.longest_way(), [1, 2, 4]);
    assert!(of("", Direction::LeftToRight).longest_way().is_empty());
}

#[test]
fn ways_waves_and_the_longest_way_are_said() {
    let graph = of(SHOP, Direction::LeftToRight);
    assert_eq!(graph.ways(0), "Left arrow: node:22-slim. Right arrow: builder, and on to stage 4");
    assert_eq!(graph.ways(3), "");
    let down = of(SHOP, Direction::TopToBottom);
    assert!(down.ways(4).starts_with("Up arrow: "), "{}", down.ways(4));
    assert_eq!(
        graph.describe_longest(&graph.longest_way()).unwrap(),
        "The longest chain: 5 steps through base → builder → stage 4"
    );
    assert_eq!(
        graph.describe_waves(&graph.waves()).unwrap(),
        "3 waves; these 2 stages can run at once: assets and base"
    );
    let chain: String = (0..12).map(|at| format!("FROM s{at} AS s{}\nRUN x\n", at + 1)).collect();
    let chain = of(&chain, Direction::LeftToRight);
    assert_eq!(
        chain.describe_longest(&chain.longest_way()).unwrap(),
        "The longest chain: 12 steps through s1 → s2 → s3 → s4 → 6 more → s11 → s12"
    );
    assert_eq!(chain.describe_waves(&chain.waves()).unwrap(), "12 waves: no two stages can run at once");
    let none = of("", Direction::LeftToRight);
    assert_eq!((none.describe_longest(&[]), none.describe_waves(&[])), (None, None));
}

#[test]
fn sources_scratch_and_mounts_are_shown_as_wished() {
    let source = "FROM --platform=$BUILDPLATFORM golang AS build\n\
        ADD https://example.org/a/b.tgz?x https://github.com/moby/buildkit.git#v1 c /src/\n\
        RUN --mount=type=cache,target=/a --mount=type=cache,target=/b --mount=type=secret,id=s --mount=target=/c make\n\
        FROM scratch\nCOPY a b /\nCOPY --from=build /x /\n";
    let wish = |scratch| Wish { has_sources: true, scratch, ..Wish::default() };
    let draw = |scratch| graph_like(&Model::new(source, &Options::default()), wish(scratch), None);
    let graph = draw(Scratch::Node);
    let labels: Vec<String> =
        graph.nodes.iter().map(|node| format!("{}: {}", node.title, node.subtitles.join(" / "))).collect();
    let wanted = [
        "build: 2 steps / on the build platform",
        "stage 1: 2 steps",
        "golang: latest · image",
        "scratch: nothing",
        "b.tgz: download / example.org/a",
        "buildkit: git repository / github.com/moby",
        "build context: files sent to the build",
    ];
    assert_eq!(labels, wanted);
    let ports: Vec<&str> = graph.nodes[0].mounts.iter().map(|port| port.words.as_str()).collect();
    assert_eq!(ports, ["1 bind mount: /c", "2 cache mounts: /a, /b", "1 secret mount: s"]);
    let uses = |to: usize| {
        graph
            .edges
            .iter()
            .filter(|edge| (edge.from, edge.to) == (6, to))
            .map(|edge| (edge.kind, edge.uses.len()))
            .collect::<Vec<_>>()
    };
    assert_eq!(uses(0), [(EdgeKind::Add, 1), (EdgeKind::Mount, 1)]);
    assert_eq!(uses(1), [(EdgeKind::Copy, 2)]);
    assert_eq!(draw(Scratch::Inside).nodes[1].subtitles, ["2 steps", "from scratch"]);
    assert_eq!(draw(Scratch::Hidden).nodes[1].subtitles, ["2 steps"]);
}

#[test]
fn what_onbuild_defers_is_an_edge_of_the_stage_it_runs_in() {
    let graph = of("FROM a AS s\nFROM a AS b\nONBUILD COPY --from=s x y\nFROM b\n", Direction::LeftToRight);
    let edge = graph.edges.iter().position(|edge| edge.is_deferred()).unwrap();
    assert_eq!(graph.describe_edge(edge), "COPY from s to stage 2, ONBUILD, line 3");
}

#[test]
fn arrow_keys_walk_along_edges() {
    for direction in [Direction::LeftToRight, Direction::TopToBottom] {
        let graph = of(SHOP, direction);
        let (back, ahead) = match direction {
            Direction::LeftToRight => (Key::Left, Key::Right),
            Direction::TopToBottom => (Key::Up, Key::Down),
        };
        assert_eq!(graph.next(5, ahead), Some(0));
        assert_eq!(graph.next(0, back), Some(5));
        assert!([1, 2].contains(&graph.next(4, back).unwrap()));
        assert_eq!(graph.next(99, ahead), None);
    }
}

#[test]
fn pictures_stay_while_relations_stay() {
    let before = of(SHOP, Direction::LeftToRight);
    let like = |source: &str, previous| {
        graph_like(&Model::new(source, &Options::default()), Direction::LeftToRight.into(), Some(previous))
    };
    assert_eq!(like(SHOP, &before), before);
    let linked = like(&SHOP.replace("USER 10001", "COPY --from=unused / /"), &before);
    let again = like(&SHOP.replace("USER 10001", "COPY --from=unused /a /"), &linked);
    let places = |graph: &Graph| graph.nodes.iter().map(Node::centre).collect::<Vec<_>>();
    assert_eq!(places(&again), places(&linked));
    let other =
        graph_like(&Model::new(SHOP, &Options::default()), Direction::TopToBottom.into(), Some(&before));
    assert_eq!(other, of(SHOP, Direction::TopToBottom));
}

#[test]
fn nodes_are_found() {
    let graph = of(SHOP, Direction::TopToBottom);
    for (index, node) in graph.nodes.iter().enumerate() {
        assert_eq!(graph.find(&node.origin), Some(index));
        let (x, y) = node.centre();
        assert_eq!(graph.node_at(x, y), Some(index));
    }
    assert_eq!(graph.find_stage(StageId(5)), None);
    assert_eq!(graph.node_at(-1.0, 0.0), None);
}

#[test]
fn an_empty_file_has_an_empty_graph() {
    let graph = of("# nothing\n", Direction::LeftToRight);
    assert!(graph.nodes.is_empty() && graph.edges.is_empty() && graph.target().is_none());
}

/// Small files from lines that relate stages in right and wrong ways.
fn files() -> impl Strategy<Value = String> {
    let line = prop_oneof![
        (0..12_usize, "[a-z]{1,3}|[A-Za-z日é-]{30,60}").prop_map(|(base, name)| match base {
            0..6 => format!("FROM s{base} AS {name}"),
            6 => "FROM scratch".to_owned(),
            7 => format!("FROM ghcr.io/some-long-owner/some/deep/path/{name}:1@sha256:{}", "0a".repeat(32)),
            8 => "FROM --platform=linux/arm/v7 scratch AS s3".to_owned(),
            _ => format!("FROM image:{base} AS s{}", base - 9),
        }),
        (0..8_usize).prop_map(|from| format!("COPY --from={from} / /")),
        (0..8_usize).prop_map(|from| format!("COPY --from=s{from} / /")),
        (0..8_usize).prop_map(|from| format!("RUN --mount=from=s{from},target=/x y")),
        "[ -~]{0,40}",
        Just("USER an-account-with-a-name-that-nobody-types".to_owned()),
        Just("ENV A=b".to_owned()),
    ];
    prop::collection::vec(line, 0..30).prop_map(|lines| lines.join("\n"))
}

fn assert_fits(graph: &Graph, node: &Node) {
    let right = node.x + node.width;
    let (x, y) = node.title_at();
    let end = if node.is_target { node.target_mark_at().0 } else { right };
    assert!(
        x + text::width(&node.title, text::TITLE_SIZE) <= end && y - text::TITLE_SIZE > node.y,
        "{node:?}"
    );
    for (index, line) in node.subtitles.iter().enumerate() {
        let (x, y) = node.subtitle_at(index);
        assert!(
            x + text::width(line, text::SUBTITLE_SIZE) < right && y + 4.0 < node.y + node.height,
            "{node:?}"
        );
    }
    for row in &node.rows {
        let end = node.x + row.words_at().0 + text::width(&row.words, text::SUBTITLE_SIZE);
        assert!(end <= node.x + row.left + row.width && row.left + row.width <= node.width, "{row:?}");
        assert!(row.top > 0.0 && row.top + ROW_HEIGHT <= node.height, "{row:?}");
    }
    assert!(node.x >= 0.0 && node.y >= 0.0 && right <= graph.width && node.y + node.height <= graph.height);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn any_file_has_a_sound_graph(source in files(), is_down in any::<bool>(), has_steps in any::<bool>()) {
        let direction = if is_down { Direction::TopToBottom } else { Direction::LeftToRight };
        let wish = Wish { direction, has_steps, ..Wish::default() };
        let of = || graph_like(&Model::new(&source, &Options::default()), wish.clone(), None);
        let graph = of();
        for (index, node) in graph.nodes.iter().enumerate() {
            assert_fits(&graph, node);
            prop_assert_eq!(graph.find(&node.origin), Some(index));
            prop_assert!(!graph.describe(index).is_empty());
            prop_assert!(!graph.needs(index).contains(&index));
            for other in &graph.nodes[..index] {
                let is_apart_x = node.x >= other.x + other.width || other.x >= node.x + node.width;
                let is_apart_y = node.y >= other.y + other.height || other.y >= node.y + node.height;
                prop_assert!(is_apart_x || is_apart_y, "{:?} overlaps {:?}", node, other);
            }
        }
        let in_waves = graph.waves().concat();
        prop_assert!(in_waves.iter().all(|index| graph.nodes[*index].is_stage()));
        prop_assert_eq!(&graph, &of());
        let model = Model::new(&source, &Options::default());
        let like = graph_like(&model, wish, Some(&graph));
        prop_assert_eq!(like, graph);
    }
}
