use super::*;

#[test]
fn untangles_and_keeps_the_index_order_among_equals() {
    let links = [(0, 5), (1, 4), (2, 3)];
    let ranks = [0, 0, 0, 1, 1, 1];
    let problem = Problem {
        ranks: &ranks,
        keys: &[0, 1, 2, 3, 4, 5],
        links: &links,
        ends: &[],
        lanes: &[],
        real: 6,
        hints: &[],
    };
    let columns = order(&problem).1;
    assert_eq!(State { columns, ..State::new(&problem) }.refreshed_crossings(), 0);
    let links = [(0, 1), (0, 2), (0, 3)];
    let star = Problem {
        ranks: &[0, 1, 1, 1],
        keys: &[0, 3, 2, 1],
        links: &links,
        ends: &[],
        lanes: &[],
        real: 4,
        hints: &[],
    };
    assert_eq!(order(&star).1, [vec![0], vec![3, 2, 1]]);
}

impl State<'_> {
    fn refreshed_crossings(mut self) -> usize {
        self.refresh_all();
        self.crossings()
    }
}

#[test]
fn what_stood_before_stays_unless_that_is_much_worse() {
    let (ranks, keys) = ([0, 0, 0, 1, 1, 1], [0, 1, 2, 3, 4, 5]);
    let hints = [Some(0.0), Some(10.0), Some(20.0), Some(5.0), None, Some(15.0)];
    let problem =
        |links| Problem { ranks: &ranks, keys: &keys, links, ends: &[], lanes: &[], real: 6, hints: &hints };
    // Only the new item moves.
    let columns = order(&problem(&[(0, 5), (1, 4), (2, 3)])).1;
    assert_eq!(columns[1].iter().filter(|item| **item != 4).collect::<Vec<_>>(), [&3, &5]);
    let many = [(0, 5), (0, 4), (0, 1), (1, 5), (1, 4), (2, 3)];
    assert_eq!(columns[0], [0, 1, 2], "{many:?}");
}
