//! The picture while someone types: one keystroke after the other on a file of twelve stages.

use std::collections::{BTreeMap, BTreeSet};

use super::*;
use crate::Options;
use crate::model::Model;

const FILE: &str = "\
FROM golang:1.25 AS go
FROM go AS tools
RUN go install example.org/tool@v1
FROM go AS modules
COPY go.mod go.sum ./
RUN go mod download
FROM modules AS generate
COPY --from=tools /go/bin /go/bin
RUN go generate ./...
FROM modules AS build
COPY --from=generate /src /src
RUN go build -o /app ./cmd/app
FROM modules AS test
COPY --from=generate /src /src
RUN go test ./...
FROM node:22 AS node
FROM node AS packages
COPY package.json ./
RUN npm ci
FROM packages AS web
COPY . .
RUN npm run build
FROM packages AS lint
RUN npm run lint
FROM alpine:3.22 AS certs
RUN apk add ca-certificates
FROM scratch
COPY --from=certs /etc/ssl /etc/ssl
COPY --from=build /app /app
COPY --from=web /dist /dist
";

/// What is typed: a place of the text, how much in front of it is deleted, and what is written there.
const SESSIONS: &[(&str, usize, &str)] = &[
    // The name of a stage that others name; then the names of those.
    ("modules AS build", 5, "compile"),
    ("COPY --from=build", 5, "compile"),
    // A source that is retyped.
    ("COPY --from=web", 3, "packages"),
    ("COPY --from=packages", 8, "web"),
    // Steps that are no relations.
    ("RUN npm run lint", 0, " -- --max-warnings 0"),
    ("RUN go test ./...", 3, "cmd/..."),
    // A new line that copies.
    ("RUN npm run build", 0, "\nCOPY --from=generate /api ./api"),
    // An image.
    ("golang:1.25", 4, "1.26"),
    // A name that is added, and one that goes and comes back.
    ("FROM scratch", 0, " AS runtime"),
    ("node AS packages", 8, "packages"),
    // A second relation, of another kind, in the middle of the chain, and away again.
    ("RUN go mod download", 0, "\nRUN --mount=from=tools,target=/t true"),
    ("from=tools", 10, "target=/u"),
    // Whoever goes on has meant it.
    ("=/u,target=/t true", 0, "\nRUN true"),
    ("modules AS test", 4, "checks"),
];

struct Slot {
    relations: BTreeSet<String>,
    rank: usize,
    place: usize,
}

/// Every stage by what its commands are, with its relations and its slot: its rank and its place in the rank.
fn slots(graph: &Graph) -> BTreeMap<usize, Slot> {
    let mut ranks: BTreeMap<i32, Vec<(i32, usize)>> = BTreeMap::new();
    for (index, node) in graph.nodes.iter().enumerate() {
        ranks.entry(node.x as i32).or_default().push((node.y as i32, index));
    }
    let mut slots = BTreeMap::new();
    for (rank, mut column) in ranks.into_values().enumerate() {
        column.sort_unstable();
        for (place, (_, index)) in
            column.into_iter().enumerate().filter(|(_, (_, index))| graph.nodes[*index].is_stage())
        {
            let relation =
                |edge: &Edge| format!("{:?} {} {}", edge.kind, name(graph, edge.from), name(graph, edge.to));
            let edges = graph.edges.iter().filter(|edge| edge.from == index || edge.to == index);
            slots.insert(index, Slot { relations: edges.map(relation).collect(), rank, place });
        }
    }
    slots
}

/// How many slots a stage has moved: ranks, or places among those that share its rank before and after.
fn distance(was: &Slot, is: &Slot, old: &BTreeMap<usize, Slot>, new: &BTreeMap<usize, Slot>) -> usize {
    if was.rank != is.rank {
        return was.rank.abs_diff(is.rank);
    }
    let stays = |index: &usize| {
        [old, new].iter().all(|slots| slots.get(index).is_some_and(|slot| slot.rank == is.rank))
    };
    let before = |slots: &BTreeMap<usize, Slot>, place: usize| {
        slots.iter().filter(|(index, slot)| stays(index) && slot.place < place).count()
    };
    before(old, was.place).abs_diff(before(new, is.place))
}

/// Stages keep their number here; only their names change.
fn name(graph: &Graph, index: usize) -> String {
    let node = &graph.nodes[index];
    if node.is_stage() { index.to_string() } else { node.full_name.clone() }
}

/// Types all sessions; what moved that should not have, and the last picture with the text.
fn type_all(file: &str, wish: &Wish) -> (Vec<String>, Graph, String) {
    let mut text = file.to_owned();
    let draw = |text: &str, last: Option<&Graph>| {
        graph_like(&Model::new(text, &Options::default()), wish.clone(), last)
    };
    let mut graph = draw(&text, None);
    let mut edits = 0;
    let mut moved = Vec::new();
    for (place, deleted, written) in SESSIONS {
        let start = text.find(place).unwrap_or_else(|| panic!("{place} in {text}")) + place.len();
        let deletions = (1..=*deleted).map(|count| (start - count, None));
        let insertions = written.chars().enumerate().map(|(at, c)| (start - deleted + at, Some(c)));
        for (at, typed) in deletions.chain(insertions) {
            match typed {
                Some(c) => text.insert(at, c),
                None => drop(text.remove(at)),
            }
            edits += 1;
            let next = draw(&text, Some(&graph));
            let (old, new) = (slots(&graph), slots(&next));
            for (index, slot) in &new {
                let was = old.get(index).filter(|was| was.relations == slot.relations);
                if was.is_some_and(|was| distance(was, slot, &old, &new) > 1) {
                    moved.push(format!("edit {edits}, {place}: {}", next.nodes[*index].full_name));
                }
            }
            graph = next;
        }
    }
    assert!(edits > 200, "{edits}");
    (moved, graph, text)
}

#[test]
fn nothing_jumps_while_someone_types() {
    for has_steps in [false, true] {
        let wish = Wish { has_steps, ..Wish::default() };
        let (moved, graph, text) = type_all(FILE, &wish);
        assert!(moved.is_empty(), "{moved:#?}");
        let fresh = graph_like(&Model::new(&text, &Options::default()), wish, None);
        assert_eq!(graph.held, []);
        assert_eq!(graph.nodes.len(), fresh.nodes.len());
        assert!(graph.width < 1.1 * fresh.width, "{} beside {}", graph.width, fresh.width);
    }
}

#[test]
fn nothing_jumps_between_lanes() {
    let cross = FILE.replace("FROM golang", "FROM --platform=$BUILDPLATFORM golang");
    let (moved, graph, _) = type_all(&cross, &Wish::default());
    assert_eq!(graph.lanes.len(), 2);
    assert!(moved.is_empty(), "{moved:#?}");
}

#[test]
fn what_is_not_drawn_moves_nothing() {
    for has_steps in [false, true] {
        let wish = Wish { has_steps, ..Wish::default() };
        let draw = |text: &str, last| graph_like(&Model::new(text, &Options::default()), wish.clone(), last);
        let graph = draw(FILE, None);
        let longer = FILE.replace("/etc/ssl /etc/ssl\n", "/etc/ssl /etc/ssl2\n");
        assert!(longer != FILE);
        let mut blank = draw(&longer, None);
        assert_eq!(super::steady::stays(&mut blank, &graph), !has_steps);
        let next = draw(&longer, Some(&graph));
        assert_eq!(next == graph, !has_steps);
        let places = |graph: &Graph| graph.nodes.iter().map(|node| (node.x, node.y)).collect::<Vec<_>>();
        assert_eq!(places(&next), places(&graph));
        // A stage that is named otherwise is drawn otherwise.
        let renamed = draw(&FILE.replace("certs", "trust"), Some(&graph));
        assert!(renamed != graph);
    }
}
