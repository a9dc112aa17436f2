//! Lines as points, and where they cross.

/// x and y.
pub type Point = (f64, f64);

/// A line through points that lie close together.
pub struct Line(pub Vec<Point>);

/// Into so many pieces a curve is cut, and a straight line.
const PIECES: u32 = 24;

impl Line {
    /// The line of an SVG path with absolute commands only.
    pub fn of_path(path: &str) -> Self {
        let mut line = Self(Vec::new());
        let mut rest = path;
        while let Some(letter) = rest.chars().next() {
            let behind = rest.get(1..).unwrap_or_default();
            let end = behind.find(|c: char| c.is_ascii_uppercase()).unwrap_or(behind.len());
            let (numbers, after) = behind.split_at(end);
            let numbers = numbers.split([' ', ',']).filter_map(|number| number.parse().ok());
            line.draw(letter, &numbers.collect::<Vec<f64>>());
            rest = after;
        }
        line
    }

    /// The line through the control points of curves that follow each other.
    pub fn of_curves(points: &[Point]) -> Self {
        let mut line = Self(points.first().copied().into_iter().collect());
        for curve in points.get(1..).unwrap_or_default().chunks_exact(3) {
            if let [a, b, end] = curve {
                line.curve([*a, *b, *end]);
            }
        }
        line
    }

    fn draw(&mut self, command: char, numbers: &[f64]) {
        let (x, y) = self.0.last().copied().unwrap_or_default();
        match (command, numbers) {
            ('M', [x, y]) => self.0.push((*x, *y)),
            ('L', [x, y]) => self.straight((*x, *y)),
            ('H', [x]) => self.straight((*x, y)),
            ('V', [y]) => self.straight((x, *y)),
            ('C', [ax, ay, bx, by, x, y]) => self.curve([(*ax, *ay), (*bx, *by), (*x, *y)]),
            _ => {}
        }
    }

    fn straight(&mut self, end: Point) {
        let start = self.0.last().copied().unwrap_or(end);
        self.curve([start, end, end]);
    }

    fn curve(&mut self, [a, b, end]: [Point; 3]) {
        let start = self.0.last().copied().unwrap_or(a);
        for step in 1..=PIECES {
            let t = f64::from(step) / f64::from(PIECES);
            let s = 1.0 - t;
            let mix = |p: f64, a: f64, b: f64, q: f64| {
                s * s * s * p + 3.0 * s * s * t * a + 3.0 * s * t * t * b + t * t * t * q
            };
            self.0.push((mix(start.0, a.0, b.0, end.0), mix(start.1, a.1, b.1, end.1)));
        }
    }
}

/// How often lines cross that share no end; `pairs` are their ends, in step.
pub fn crossings(pairs: &[(usize, usize)], lines: &[Line]) -> u32 {
    let mut count = 0;
    for (index, ((from, to), line)) in pairs.iter().zip(lines).enumerate() {
        for ((other_from, other_to), other) in pairs.iter().zip(lines).skip(index + 1) {
            if ![from, to].iter().any(|end| [other_from, other_to].contains(end)) {
                count += crossings_of(&line.0, &other.0);
            }
        }
    }
    count
}

fn crossings_of(a: &[Point], b: &[Point]) -> u32 {
    let pairs =
        |points: &[Point]| points.iter().copied().zip(points.iter().copied().skip(1)).collect::<Vec<_>>();
    let (a, b) = (pairs(a), pairs(b));
    let mut count = 0;
    for (p, q) in a {
        let (low, high) = (p.1.min(q.1), p.1.max(q.1));
        count += b
            .iter()
            .filter(|(r, s)| r.1.min(s.1) <= high && r.1.max(s.1) >= low && cross(p, q, *r, *s))
            .count() as u32;
    }
    count
}

fn cross(a: Point, b: Point, c: Point, d: Point) -> bool {
    let side = |p: Point, q: Point, r: Point| (q.0 - p.0) * (r.1 - p.1) - (q.1 - p.1) * (r.0 - p.0);
    side(a, b, c) * side(a, b, d) < -1e-9 && side(c, d, a) * side(c, d, b) < -1e-9
}
