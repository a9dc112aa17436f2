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
fn nodes_are_found() {
    let graph = of(SHOP, Direction::TopToBottom);
    for (index, node) in graph.nodes.iter().enumerate() {
        assert_eq!(graph.find(&node.endpoint), Some(index));
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
