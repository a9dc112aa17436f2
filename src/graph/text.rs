//! How wide texts are, without asking a browser.
//!
//! The widths are those of DejaVu Sans Bold, which is wider than the usual system fonts, so that what fits here fits
//! on any screen.

/// The font size of titles, which are bold.
pub const TITLE_SIZE: f32 = 13.0;

/// The font size of what stands below titles.
pub const SUBTITLE_SIZE: f32 = 12.0;

/// Widths of the printable ASCII characters, in hundredths of the font size.
const WIDTHS: [u8; 95] = [
    35, 46, 53, 84, 70, 101, 88, 31, 46, 46, 53, 84, 38, 42, 38, 37, 70, 70, 70, 70, 70, 70, 70, 70, 70, 70,
    40, 40, 84, 84, 84, 59, 100, 78, 77, 74, 84, 69, 69, 83, 84, 38, 38, 78, 64, 100, 84, 86, 74, 86, 78, 73,
    69, 82, 78, 111, 78, 73, 73, 46, 37, 46, 84, 50, 50, 68, 72, 60, 72, 68, 44, 72, 72, 35, 35, 67, 35, 105,
    72, 69, 72, 72, 50, 60, 48, 72, 66, 93, 65, 66, 59, 72, 37, 72, 84,
];

/// The width of any other character: that of the widest common ones.
const OTHER_WIDTH: u8 = 130;

const ELLIPSIS: char = '…';

/// An upper bound for the width of a line of text.
pub fn width(text: &str, size: f32) -> f32 {
    text.chars().map(|c| char_width(c, size)).sum()
}

fn char_width(c: char, size: f32) -> f32 {
    let ascii = (c as usize).checked_sub(0x20).and_then(|index| WIDTHS.get(index)).copied();
    let hundredths = match c {
        ELLIPSIS => 100,
        '·' => 38,
        _ => ascii.unwrap_or(OTHER_WIDTH),
    };
    f32::from(hundredths) * size / 100.0
}

/// The text, cut in the middle where it is wider than `max`. What cannot be shown in a label is replaced.
pub(super) fn fitted(text: &str, size: f32, max: f32) -> String {
    let shown = || text.chars().map(visible);
    let mut total = 0.0;
    let is_short = shown().all(|c| {
        total += char_width(c, size);
        total <= max
    });
    if is_short {
        return shown().collect();
    }
    let room = max - char_width(ELLIPSIS, size);
    let (tail, tail_width) = take(text.chars().rev().map(visible), size, room / 2.0);
    let (mut cut, _) = take(shown(), size, room - tail_width);
    cut.push(ELLIPSIS);
    cut.extend(tail.chars().rev());
    cut
}

/// The same, cut at its end.
pub(super) fn fitted_at_end(text: &str, size: f32, max: f32) -> String {
    if width(text, size) <= max {
        return shown(text);
    }
    let (mut cut, _) = take(text.chars().map(visible), size, max - char_width(ELLIPSIS, size));
    cut.truncate(cut.trim_end().len());
    cut.push(ELLIPSIS);
    cut
}

/// As many characters as fit, and their width.
fn take(chars: impl Iterator<Item = char>, size: f32, room: f32) -> (String, f32) {
    let mut taken = (String::new(), 0.0);
    for c in chars {
        let width = char_width(c, size);
        if taken.1 + width > room {
            break;
        }
        taken.0.push(c);
        taken.1 += width;
    }
    taken
}

/// The whole text, with a mark for what cannot be shown in a label.
pub(super) fn shown(text: &str) -> String {
    text.chars().map(visible).collect()
}

/// Control characters break SVG, and those that turn the direction of writing break labels.
pub(super) fn visible(c: char) -> char {
    let is_turning = matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let is_strange = matches!(c, '\u{2028}' | '\u{2029}' | '\u{fffe}' | '\u{ffff}');
    if c.is_control() || is_turning || is_strange { '\u{fffd}' } else { c }
}

#[test]
fn long_texts_are_cut_in_the_middle() {
    assert_eq!(fitted("builder", 13.0, 100.0), "builder");
    assert_eq!(fitted("a-long-name-of-a-stage", 10.0, 80.0), "a-long…stage");
    assert_eq!(fitted_at_end("a-long-name of a stage", 10.0, 80.0), "a-long-nam…");
    assert_eq!(fitted("日本語日本語", 10.0, 40.0), "日…語");
    assert_eq!(fitted("abc", 10.0, 0.0), "…");
    assert_eq!(fitted("a\0\u{202e}b", 10.0, 100.0), "a\u{fffd}\u{fffd}b");
    for room in 10..200_u8 {
        let cut = fitted("some words of WIDE and narrow iiiiiiiiiiiiiiil", 13.0, f32::from(room));
        assert!(width(&cut, 13.0) <= f32::from(room).max(13.0), "{cut}");
    }
}
