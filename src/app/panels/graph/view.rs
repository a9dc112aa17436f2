use dockerfile_playground::text::{within, write_decimal};

/// Where the drawing lies in its panel: a point of it is shown at `offset + scale * point`, in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct View {
    /// How large one unit is.
    pub scale: f64,
    /// Where the corner of the drawing lies.
    pub offset: (f64, f64),
}

/// The drawing is shown no smaller and no larger.
const SCALES: (f64, f64) = (0.05, 4.0);

/// Fitting does not enlarge beyond this.
const LARGEST_FIT: f64 = 1.15;

/// Smaller words cannot be read.
const SMALLEST_LEGIBLE: f64 = 0.6;

/// How large a drawing is shown at first that would be smaller as a whole.
const COMFORTABLE: f64 = 0.75;

/// The margin around a fitted drawing, which has one of its own.
const TOP_PX: f64 = 4.0;
const MARGIN_PX: f64 = 8.0;

impl View {
    /// The view that shows a whole drawing of `size` in the middle of a panel of `room`.
    pub fn fit(size: (f64, f64), room: (f64, f64)) -> Self {
        let free = ((room.0 - 2.0 * MARGIN_PX).max(1.0), (room.1 - TOP_PX - MARGIN_PX).max(1.0));
        let wanted = (free.0 / size.0.max(1.0)).min(free.1 / size.1.max(1.0));
        let scale = within(wanted, SCALES.0, LARGEST_FIT);
        let left = MARGIN_PX + (free.0 - size.0 * scale) / 2.0;
        let top = TOP_PX + (free.1 - size.1 * scale) / 2.0;
        Self { scale, offset: (left, top) }
    }

    /// Whether words can be read in it.
    pub fn is_legible(self) -> bool {
        self.scale >= SMALLEST_LEGIBLE
    }

    /// This view where words can be read in it; else a larger one, with `middle` of the drawing in the middle as far as
    /// that leaves no room empty.
    pub fn legible(self, size: (f64, f64), room: (f64, f64), middle: Option<(f32, f32)>) -> Self {
        if self.is_legible() {
            return self;
        }
        let middle = middle.map_or((0.0, 0.0), |(x, y)| (f64::from(x), f64::from(y)));
        let place = |start: f64, room: f64, size: f64, middle: f64| {
            let (free, shown) = (room - start - MARGIN_PX, size * COMFORTABLE);
            if shown <= free {
                return start + (free - shown) / 2.0;
            }
            within(start + free / 2.0 - middle * COMFORTABLE, start + free - shown, start)
        };
        let left = place(MARGIN_PX, room.0, size.0, middle.0);
        let top = place(TOP_PX, room.1, size.1, middle.1);
        Self { scale: COMFORTABLE, offset: (left, top) }
    }

    /// The same view, `factor` times as large around a point of the panel.
    pub fn zoomed(self, factor: f64, around: (f64, f64)) -> Self {
        let scale = within(self.scale * factor, SCALES.0, SCALES.1);
        let ratio = scale / self.scale;
        let moved = |offset: f64, point: f64| point - (point - offset) * ratio;
        Self { scale, offset: (moved(self.offset.0, around.0), moved(self.offset.1, around.1)) }
    }

    /// The same view, moved by a distance.
    pub fn moved(self, by: (f64, f64)) -> Self {
        Self { offset: (self.offset.0 + by.0, self.offset.1 + by.1), ..self }
    }

    /// Where a point of the drawing is shown.
    pub fn shown(self, point: (f64, f64)) -> (f64, f64) {
        (self.offset.0 + self.scale * point.0, self.offset.1 + self.scale * point.1)
    }

    /// The part of the drawing that is seen in a panel of `room`: left, top, width and height.
    pub fn seen(self, room: (f64, f64)) -> (f64, f64, f64, f64) {
        let part = |length: f64| length / self.scale;
        (part(-self.offset.0), part(-self.offset.1), part(room.0), part(room.1))
    }

    /// The same view with a point of the drawing in the middle of a panel of `room`.
    pub fn centred(self, point: (f64, f64), room: (f64, f64)) -> Self {
        let (x, y) = self.shown(point);
        self.moved((room.0 / 2.0 - x, room.1 / 2.0 - y))
    }

    /// The same view, moved so little that a box of the drawing is seen in a panel of `room`; its corner where it is larger.
    pub fn showing(self, corner: (f32, f32), size: (f32, f32), room: (f64, f64)) -> Self {
        let (x, y) = self.shown((corner.0.into(), corner.1.into()));
        let by = |start: f64, length: f32, room: f64| {
            let most = room - MARGIN_PX - f64::from(length) * self.scale;
            within(start, MARGIN_PX, most.max(MARGIN_PX)) - start
        };
        self.moved((by(x, size.0, room.0), by(y, size.1, room.1)))
    }

    /// The attributes `x`, `y`, `width` and `height` of an inner `svg` element whose `viewBox` is 1 by 1.
    pub fn place(self) -> [String; 3] {
        [write_decimal(self.offset.0, 1), write_decimal(self.offset.1, 1), write_decimal(self.scale, 3)]
    }
}
