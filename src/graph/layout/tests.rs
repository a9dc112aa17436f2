use proptest::prelude::*;

use super::*;

const SLACK: f32 = 0.05;

fn size(width: f32, height: f32) -> NodeSize {
    NodeSize { width, height, lane: 0 }
}

fn link(from: usize, to: usize) -> Link {
    Link::new(from, to)
}

/// Points along a route, close enough to meet every node it passes.
fn samples(route: &Route) -> Vec<(f32, f32)> {
    let mut points: Vec<(f32, f32)> = Vec::new();
    for segment in &route.segments {
        let (x, y) = segment.end();
        let start = points.last().copied().unwrap_or((x, y));
        let (a, b) = match *segment {
            Segment::Cubic(ax, ay, bx, by, ..) => ((ax, ay), (bx, by)),
            _ => (start, (x, y)),
        };
        for step in 1..=24_u8 {
            let t = f32::from(step) / 24.0;
            let s = 1.0 - t;
            let mix = |p: f32, a: f32, b: f32, q: f32| {
                s * s * s * p + 3.0 * s * s * t * a + 3.0 * s * t * t * b + t * t * t * q
            };
            points.push((mix(start.0, a.0, b.0, x), mix(start.1, a.1, b.1, y)));
        }
    }
    points
}

fn is_inside(node: &Placed, (x, y): (f32, f32), slack: f32) -> bool {
    x > node.x + slack
        && x < node.x + node.width - slack
        && y > node.y + slack
        && y < node.y + node.height - slack
}

fn is_on_border(node: &Placed, (x, y): (f32, f32)) -> bool {
    is_inside(node, (x, y), -SLACK) && !is_inside(node, (x, y), SLACK)
}

fn check_nodes(layout: &Layout) {
    for (index, node) in layout.nodes.iter().enumerate() {
        assert!(node.x >= 0.0 && node.x + node.width <= layout.width, "{index} outside: {node:?}");
        assert!(node.y >= 0.0 && node.y + node.height <= layout.height, "{index} outside: {node:?}");
        for other in &layout.nodes[..index] {
            let is_apart_x = node.x >= other.x + other.width || other.x >= node.x + node.width;
            let is_apart_y = node.y >= other.y + other.height || other.y >= node.y + node.height;
            assert!(is_apart_x || is_apart_y, "{node:?} overlaps {other:?}");
        }
    }
}

fn check_routes(links: &[Link], layout: &Layout) {
    assert_eq!(links.len(), layout.routes.len());
    for (link, route) in links.iter().zip(&layout.routes) {
        let points = samples(route);
        assert!(is_on_border(&layout.nodes[link.from], points[0]), "{link:?} starts off {route:?}");
        assert!(
            is_on_border(&layout.nodes[link.to], points[points.len() - 1]),
            "{link:?} ends off {route:?}"
        );
        for point in points.into_iter().chain([route.label]) {
            assert!((0.0..=layout.width).contains(&point.0) && (0.0..=layout.height).contains(&point.1));
            let hit = layout.nodes.iter().position(|node| is_inside(node, point, SLACK));
            assert_eq!(hit, None, "{link:?} passes through a node: {route:?}");
        }
    }
}

/// Sizes and links of graphs as files make them: mostly towards higher indices, some not.
fn graphs(backward: bool) -> impl Strategy<Value = (Vec<NodeSize>, Vec<Link>)> {
    let nodes = prop::collection::vec((10_u16..240, 10_u16..120), 1..24);
    let links = prop::collection::vec((0_usize..24, 0_usize..24), 0..48);
    (nodes, links).prop_map(move |(nodes, links)| {
        let count = nodes.len();
        let ends = links.into_iter().map(|(a, b)| (a % count, b % count));
        let links = match backward {
            true => ends.map(|(a, b)| link(a, b)).collect(),
            false => ends.filter(|(a, b)| a != b).map(|(a, b)| link(a.min(b), a.max(b))).collect(),
        };
        (nodes.into_iter().map(|(width, height)| size(f32::from(width), f32::from(height))).collect(), links)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn pictures_pass_the_gates((nodes, links) in graphs(false), is_down in any::<bool>()) {
        let direction = if is_down { Direction::TopToBottom } else { Direction::LeftToRight };
        let layout = super::layout(&nodes, &links, direction);
        check_nodes(&layout);
        check_routes(&links, &layout);
        prop_assert_eq!(&layout, &super::layout(&nodes, &links, direction));
    }

    #[test]
    fn cycles_and_self_links_pass_the_gates((nodes, links) in graphs(true), is_down in any::<bool>()) {
        let direction = if is_down { Direction::TopToBottom } else { Direction::LeftToRight };
        let layout = super::layout(&nodes, &links, direction);
        check_nodes(&layout);
        check_routes(&links, &layout);
    }
}

#[test]
fn an_empty_graph_and_a_single_node() {
    assert!(layout(&[], &[], Direction::LeftToRight).nodes.is_empty());
    let single = layout(&[size(80.0, 40.0)], &[], Direction::TopToBottom);
    check_nodes(&single);
    assert_eq!((single.width, single.height), (128.0, 88.0));
}

#[test]
fn a_chain_is_one_straight_line() {
    let nodes = [size(80.0, 30.0), size(120.0, 44.0), size(60.0, 44.0)];
    let layout = layout(&nodes, &[link(0, 1), link(1, 2)], Direction::LeftToRight);
    let paths: Vec<String> = layout.routes.iter().map(Route::svg_path).collect();
    assert_eq!(paths, ["M104,46 H148", "M268,46 H312"]);
    assert_eq!((layout.width, layout.height), (396.0, 92.0));
}

#[test]
fn ranks_share_their_left_border() {
    let nodes = [size(80.0, 44.0), size(120.0, 44.0), size(60.0, 44.0)];
    let layout = layout(&nodes, &[link(0, 1), link(0, 2)], Direction::LeftToRight);
    assert_eq!(layout.nodes[1].x, layout.nodes[2].x);
    assert!(layout.nodes[1].y < layout.nodes[2].y);
}

#[test]
fn parallel_links_run_apart() {
    let nodes = [size(80.0, 44.0); 3];
    let links = [link(0, 2), link(0, 1), link(1, 2), link(0, 2)];
    let layout = layout(&nodes, &links, Direction::LeftToRight);
    check_routes(&links, &layout);
    assert_ne!(layout.routes[0], layout.routes[3]);
}

#[test]
fn links_to_nowhere_and_odd_sizes_are_harmless() {
    let nodes = [size(f32::NAN, -3.0), size(f32::INFINITY, 10.0), size(1e30, 1e30)];
    let layout = layout(&nodes, &[link(0, 9), link(0, 1), link(1, 2)], Direction::TopToBottom);
    check_nodes(&layout);
    assert_eq!(layout.routes[0], Route::default());
    assert!(layout.width.is_finite() && layout.height.is_finite());
}

#[test]
fn a_changed_label_moves_no_node_to_another_slot() {
    let links = [link(0, 2), link(1, 2), link(0, 3), link(2, 4), link(3, 4), link(1, 4), link(2, 5)];
    let order = |width: f32| {
        let mut nodes = [size(90.0, 44.0); 6];
        nodes[2].width = width;
        let layout = layout(&nodes, &links, Direction::LeftToRight);
        layout.nodes.iter().map(|node| node.y).collect::<Vec<_>>()
    };
    assert_eq!(order(90.0), order(160.0));
}

#[test]
fn large_graphs_are_placed_in_linear_time() {
    let nodes = vec![size(90.0, 40.0); 5_000];
    let star: Vec<Link> = (1..5_000).map(|index| link(0, index)).collect();
    let chain: Vec<Link> = (1..5_000).map(|index| link(index - 1, index)).collect();
    let knot: Vec<Link> = (0..20_000).map(|index| link(index * 7 % 5_000, index * 31 % 5_000)).collect();
    for links in [&[][..], &star, &chain, &knot] {
        for direction in [Direction::LeftToRight, Direction::TopToBottom] {
            let layout = layout(&nodes, links, direction);
            assert_eq!(layout.routes.len(), links.len());
            let mut corners: Vec<(i32, i32)> =
                layout.nodes.iter().map(|node| (node.x as i32, node.y as i32)).collect();
            corners.sort_unstable();
            corners.dedup();
            assert_eq!(corners.len(), nodes.len());
        }
    }
    check_nodes(&layout(&nodes[..1_500], &star[..1_200], Direction::LeftToRight));
}

#[test]
fn too_many_dummies_lead_to_plain_columns() {
    let chain = (1..300).map(|index| link(index - 1, index));
    let links: Vec<Link> = chain.chain((0..100).map(|index| link(index, 299 - index))).collect();
    check_nodes(&layout(&[size(50.0, 20.0); 300], &links, Direction::LeftToRight));
}
