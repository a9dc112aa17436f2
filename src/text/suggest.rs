use super::{lower, upper};

/// Names at this distance or more are not suggested.
const MAX_DISTANCE: usize = 3;

/// So many cells around the diagonal matter.
const WIDTH: usize = 2 * MAX_DISTANCE - 1;

/// The option that `value` most likely stands for: the first of those with the fewest characters to
/// insert, delete or replace, at most two. None where `value` is one of the options.
///
/// With `case_sensitive` unset the answer follows the case of `value`: upper where that is upper, else
/// lower. Follows `Search` of BuildKit's package `suggest`.
pub fn suggest(value: &str, options: &[&str], case_sensitive: bool) -> Option<String> {
    let fold = |text: &str| if case_sensitive { text.to_owned() } else { lower(text) };
    let wanted: Vec<char> = fold(value).chars().collect();
    let mut best: Option<String> = None;
    let mut best_distance = MAX_DISTANCE;
    // Most options are told apart by their length alone.
    for option in options.iter().filter(|option| wanted.len().abs_diff(option.chars().count()) < MAX_DISTANCE)
    {
        let option = fold(option);
        let distance = distance(&wanted, &option.chars().collect::<Vec<_>>());
        if distance == 0 {
            return None;
        }
        if distance < best_distance {
            best_distance = distance;
            best = Some(option);
        }
    }
    best.map(|best| if case_sensitive { best } else { match_case(best, value) })
}

fn match_case(name: String, example: &str) -> String {
    let is_upper = lower(example) != example && upper(example) == example;
    if is_upper { upper(&name) } else { name }
}

/// The Levenshtein distance, or `MAX_DISTANCE` where it is that or more. Takes linear time, since only
/// the cells near the diagonal are computed.
fn distance(left: &[char], right: &[char]) -> usize {
    if left.len().abs_diff(right.len()) >= MAX_DISTANCE {
        return MAX_DISTANCE;
    }
    // `row` holds the distances of the first `index` characters of `left` to the beginnings of `right`
    // whose length differs by less than `MAX_DISTANCE`; the middle one has the same length.
    let length_at = |index: usize, column: usize| (index + column + 1).checked_sub(MAX_DISTANCE);
    let mut row: [usize; WIDTH] = std::array::from_fn(|column| length_at(0, column).unwrap_or(MAX_DISTANCE));
    for (index, character) in left.iter().enumerate() {
        let mut next = [MAX_DISTANCE; WIDTH];
        let mut before = MAX_DISTANCE;
        for (column, place) in next.iter_mut().enumerate() {
            let cell = |column: usize| row.get(column).map_or(MAX_DISTANCE, |cost| *cost);
            let cost = match length_at(index + 1, column) {
                None => MAX_DISTANCE,
                Some(length) if length > right.len() => MAX_DISTANCE,
                Some(0) => index + 1,
                Some(length) => {
                    let replaced = cell(column) + usize::from(right.get(length - 1) != Some(character));
                    let deleted = cell(column + 1) + 1;
                    let inserted = before + 1;
                    replaced.min(deleted).min(inserted)
                }
            };
            before = cost.min(MAX_DISTANCE);
            *place = before;
        }
        row = next;
    }
    let column = (right.len() + MAX_DISTANCE - 1).checked_sub(left.len());
    column.and_then(|column| row.get(column)).map_or(MAX_DISTANCE, |cost| *cost)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn between(left: &str, right: &str) -> usize {
        distance(&left.chars().collect::<Vec<_>>(), &right.chars().collect::<Vec<_>>())
    }

    #[test]
    fn distances() {
        for (left, right, expected) in [
            ("", "", 0),
            ("", "ab", 2),
            ("ab", "", 2),
            ("copy", "cpoy", 2),
            ("from", "form", 2),
            ("run", "runs", 1),
            ("kitten", "sitting", 3),
            ("table", "able", 1),
            ("abc", "xyz", 3),
            ("é", "e", 1),
            ("abcdef", "bcdefg", 2),
            ("a", "abc", 2),
            ("abc", "c", 2),
        ] {
            assert_eq!(between(left, right), expected, "{left} {right}");
            assert_eq!(between(right, left), expected, "{right} {left}");
        }
        let long = "a".repeat(1_000_000);
        assert_eq!(between(&long, &format!("{long}b")), 1);
    }

    #[test]
    fn suggestions() {
        let options = ["ADD", "ARG", "COPY", "RUN"];
        assert_eq!(suggest("COYP", &options, false).as_deref(), Some("COPY"));
        assert_eq!(suggest("Coppy", &options, false).as_deref(), Some("copy"));
        assert_eq!(suggest("run", &options, false), None);
        assert_eq!(suggest("run", &options, true), None);
        assert_eq!(suggest("AR", &options, true).as_deref(), Some("ARG"));
        assert_eq!(suggest("AD", &["ARG", "ADD", "AND"], true).as_deref(), Some("ADD"));
    }
}
