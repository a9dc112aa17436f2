use super::{Lines, Span};

/// How far a part of a text has moved because of an edit before it. May be backwards: all counts wrap.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shift {
    /// In bytes.
    pub bytes: u32,
    /// In lines.
    pub lines: u32,
}

impl Shift {
    /// From a place and its line to where both are now.
    pub const fn between(from: (u32, u32), to: (u32, u32)) -> Self {
        Self { bytes: to.0.wrapping_sub(from.0), lines: to.1.wrapping_sub(from.1) }
    }

    /// Whether nothing has moved.
    pub const fn is_none(self) -> bool {
        self.bytes == 0 && self.lines == 0
    }

    /// Where an offset is now.
    pub const fn offset(self, offset: u32) -> u32 {
        offset.wrapping_add(self.bytes)
    }

    /// The number of a line now.
    pub const fn line(self, line: u32) -> u32 {
        line.wrapping_add(self.lines)
    }

    /// The numbers of the first and the last line now.
    pub const fn lines(self, lines: Lines) -> Lines {
        (self.line(lines.0), self.line(lines.1))
    }
}

/// What knows its places in a text, and can be told that the text has moved.
pub trait Placed {
    /// Moves all places.
    fn shift(&mut self, by: Shift);
}

/// Says which fields of a struct have places and which have none, so that a new field is not forgotten.
macro_rules! placed {
    ($($name:ident { $($placed:ident),* ; $($other:ident),* })*) => {$(
        impl $crate::text::Placed for $name {
            fn shift(&mut self, by: $crate::text::Shift) {
                let Self { $($placed,)* $($other: _,)* } = self;
                $($crate::text::Placed::shift($placed, by);)*
            }
        }
    )*};
}

pub(crate) use placed;

impl Placed for Span {
    fn shift(&mut self, by: Shift) {
        *self = Self { start: by.offset(self.start), end: by.offset(self.end) };
    }
}

impl<T: Placed> Placed for Vec<T> {
    fn shift(&mut self, by: Shift) {
        self.iter_mut().for_each(|one| one.shift(by));
    }
}

impl<T: Placed> Placed for Option<T> {
    fn shift(&mut self, by: Shift) {
        if let Some(one) = self {
            one.shift(by);
        }
    }
}

impl<T: Placed> Placed for Box<T> {
    fn shift(&mut self, by: Shift) {
        (**self).shift(by);
    }
}

#[test]
fn places_move_both_ways() {
    let mut span = Span::new(5, 9);
    let by = Shift::between((5, 2), (3, 1));
    span.shift(by);
    assert_eq!((span, by.lines((2, 4)), by.is_none()), (Span::new(3, 7), (1, 3), false));
    vec![Some(Box::new(span))].shift(Shift::between((3, 1), (5, 2)));
}
