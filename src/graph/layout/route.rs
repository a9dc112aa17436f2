//! The line of a link.

use std::fmt::Write;

use super::Direction;

/// One stroke, in absolute coordinates.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Segment {
    /// Starts here.
    Move(f32, f32),
    /// A straight line to here.
    Line(f32, f32),
    /// A cubic curve: first control point, second control point, end.
    Cubic(f32, f32, f32, f32, f32, f32),
}

/// The line of a link, from the border of its first node to the border of its second.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Route {
    /// A `Move`, then lines and curves; empty where a node does not exist.
    pub segments: Vec<Segment>,
    /// A point on the line, between two ranks, where a label may stand.
    pub label: (f32, f32),
}

impl Route {
    /// The `d` attribute of an SVG path, with absolute commands only.
    pub fn svg_path(&self) -> String {
        let mut path = String::new();
        let mut at = (String::new(), String::new());
        for segment in &self.segments {
            if !path.is_empty() {
                path.push(' ');
            }
            let (x, y) = segment.end();
            let end = (short(x), short(y));
            // Writing into a string cannot fail.
            let _ = match *segment {
                Segment::Move(..) => write!(path, "M{},{}", end.0, end.1),
                Segment::Line(..) if end.1 == at.1 => write!(path, "H{}", end.0),
                Segment::Line(..) if end.0 == at.0 => write!(path, "V{}", end.1),
                Segment::Line(..) => write!(path, "L{},{}", end.0, end.1),
                Segment::Cubic(ax, ay, bx, by, ..) => {
                    let (ax, ay, bx, by) = (short(ax), short(ay), short(bx), short(by));
                    write!(path, "C{ax},{ay} {bx},{by} {},{}", end.0, end.1)
                }
            };
            at = end;
        }
        path
    }

    pub(super) fn shift(&mut self, dx: f32, dy: f32) {
        for segment in &mut self.segments {
            *segment = segment.map(|(x, y)| (x + dx, y + dy));
        }
        self.label = (self.label.0 + dx, self.label.1 + dy);
    }

    /// The same line from its end.
    pub(super) fn reversed(self) -> Self {
        let mut segments = Vec::with_capacity(self.segments.len());
        if let Some(last) = self.segments.last() {
            let (x, y) = last.end();
            segments.push(Segment::Move(x, y));
        }
        let ends = self.segments.iter().map(Segment::end);
        for ((x, y), segment) in ends.zip(self.segments.iter().skip(1)).collect::<Vec<_>>().into_iter().rev()
        {
            segments.push(match *segment {
                Segment::Cubic(ax, ay, bx, by, ..) => Segment::Cubic(bx, by, ax, ay, x, y),
                Segment::Move(..) | Segment::Line(..) => Segment::Line(x, y),
            });
        }
        Self { segments, label: self.label }
    }
}

impl Segment {
    /// Where the stroke ends.
    pub fn end(&self) -> (f32, f32) {
        match *self {
            Self::Move(x, y) | Self::Line(x, y) | Self::Cubic(.., x, y) => (x, y),
        }
    }

    fn map(self, point: impl Fn((f32, f32)) -> (f32, f32)) -> Self {
        match self {
            Self::Move(x, y) => {
                let (x, y) = point((x, y));
                Self::Move(x, y)
            }
            Self::Line(x, y) => {
                let (x, y) = point((x, y));
                Self::Line(x, y)
            }
            Self::Cubic(ax, ay, bx, by, x, y) => {
                let ((ax, ay), (bx, by), (x, y)) = (point((ax, ay)), point((bx, by)), point((x, y)));
                Self::Cubic(ax, ay, bx, by, x, y)
            }
        }
    }
}

/// Draws a route along the links; coordinates are (along the links, across them).
pub(super) struct Pen {
    direction: Direction,
    segments: Vec<Segment>,
    at: (f32, f32),
}

impl Pen {
    pub(super) fn new(direction: Direction, start: (f32, f32)) -> Self {
        Self { direction, segments: vec![Segment::Move(start.0, start.1)], at: start }
    }

    /// Goes straight on, along the links.
    pub(super) fn ahead(&mut self, main: f32) {
        if main <= self.at.0 {
            return;
        }
        self.at.0 = main;
        match self.segments.last_mut() {
            Some(Segment::Line(end, _)) => *end = main,
            _ => self.segments.push(Segment::Line(main, self.at.1)),
        }
    }

    /// Swings over to another place across the links, leaving and arriving along them.
    pub(super) fn swing(&mut self, (main, cross): (f32, f32)) {
        if cross == self.at.1 {
            return self.ahead(main);
        }
        let middle = (self.at.0 + main) / 2.0;
        self.segments.push(Segment::Cubic(middle, self.at.1, middle, cross, main, cross));
        self.at = (main, cross);
    }

    pub(super) fn straight(&mut self, (main, cross): (f32, f32)) {
        self.segments.push(Segment::Line(main, cross));
        self.at = (main, cross);
    }

    pub(super) fn finish(self, label: (f32, f32)) -> Route {
        let turn = |point| self.direction.turn(point);
        let segments = self.segments.into_iter().map(|segment| segment.map(turn)).collect();
        Route { segments, label: turn(label) }
    }
}

/// A number with at most one decimal.
fn short(value: f32) -> String {
    crate::text::write_decimal(value.into(), 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_short_and_absolute() {
        let mut pen = Pen::new(Direction::LeftToRight, (0.0, 5.0));
        pen.ahead(10.0);
        pen.swing((20.0, 7.25));
        pen.ahead(25.0);
        pen.ahead(30.0);
        let route = pen.finish((15.0, 6.0));
        assert_eq!(route.svg_path(), "M0,5 H10 C15,5 15,7.2 20,7.2 H30");
        assert_eq!(route.clone().reversed().svg_path(), "M30,7.2 H20 C15,7.2 15,5 10,5 H0");
        assert_eq!(route.clone().reversed().reversed(), route);
    }

    #[test]
    fn downwards_turns_the_axes() {
        let mut pen = Pen::new(Direction::TopToBottom, (0.0, 5.0));
        pen.ahead(10.0);
        assert_eq!(pen.finish((0.0, 0.0)).svg_path(), "M5,0 V10");
    }
}
