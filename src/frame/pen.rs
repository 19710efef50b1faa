//! The pen: what systems and instruments draw a frame with.

use super::trig::{angle_of, sin_cos};
use super::{Anchor, Fill, Frame, Group, Item, Outline, Rect, Role, Shade, Span, Stroke, Target, TextSize, Words};
use glam::{DAffine2, DMat2, DVec2};

/// Where a drawing is put: scaled, turned, then moved.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pose {
    /// Where its origin goes, metres.
    pub at: DVec2,
    /// Turned by this angle, radians, counter-clockwise.
    pub angle: f64,
    /// Enlarged by this factor along its own x and y; a negative one mirrors.
    pub scale: DVec2,
}

impl Pose {
    /// Moved only.
    pub const fn at(x: f64, y: f64) -> Self {
        Self { at: DVec2::new(x, y), angle: 0.0, scale: DVec2::ONE }
    }

    /// Turned by an angle, radians.
    pub const fn turned(self, angle: f64) -> Self {
        Self { angle, ..self }
    }

    /// Enlarged by a factor.
    pub const fn scaled(self, factor: f64) -> Self {
        Self { scale: DVec2::new(factor, factor), ..self }
    }

    /// Mirrored left to right. Text stays readable.
    pub fn mirrored(self) -> Self {
        Self { scale: DVec2::new(-self.scale.x, self.scale.y), ..self }
    }

    fn affine(&self) -> DAffine2 {
        let (s, c) = sin_cos(self.angle);
        DAffine2 {
            matrix2: DMat2::from_cols(DVec2::new(c, s) * self.scale.x, DVec2::new(-s, c) * self.scale.y),
            translation: self.at,
        }
    }
}

impl From<DVec2> for Pose {
    fn from(at: DVec2) -> Self {
        Pose::at(at.x, at.y)
    }
}

/// Draws into a frame on behalf of one system or instrument.
pub struct Pen<'a> {
    frame: &'a mut Frame,
    owner: u16,
    pose: DAffine2,
}

impl<'a> Pen<'a> {
    /// A pen for the system or instrument with this index.
    pub fn new(frame: &'a mut Frame, owner: u16) -> Self {
        Self { frame, owner, pose: DAffine2::IDENTITY }
    }

    /// What the picture is about, world metres.
    pub fn world(&self) -> Rect {
        self.frame.world
    }

    /// World metres for a unit of the pen (the mean of both directions).
    pub fn scale(&self) -> f64 {
        self.pose.matrix2.determinant().abs().sqrt()
    }

    /// How the pen is turned, radians, in (−π, π]; a mirrored pen counts as turned, not as facing back.
    pub fn angle(&self) -> f64 {
        let m = self.pose.matrix2;
        angle_of(if m.determinant() < 0.0 { -m.x_axis } else { m.x_axis })
    }

    /// Where a point of the pen is in the world.
    pub fn world_from_local(&self, p: DVec2) -> DVec2 {
        self.pose.transform_point2(p)
    }

    // --- shapes ---

    /// A line through points.
    pub fn path(&mut self, points: impl IntoIterator<Item = DVec2>, stroke: Stroke) {
        self.shape(false, Fill::None, stroke, |o| points.into_iter().for_each(|p| _ = o.point(p)));
    }

    /// The area inside points.
    pub fn polygon(&mut self, points: impl IntoIterator<Item = DVec2>, fill: impl Into<Fill>, stroke: Stroke) {
        self.shape(true, fill, stroke, |o| points.into_iter().for_each(|p| _ = o.point(p)));
    }

    /// A closed shape of lines, arcs and curves.
    pub fn outline(&mut self, fill: impl Into<Fill>, stroke: Stroke, draw: impl FnOnce(&mut Outline<'_>)) {
        self.shape(true, fill, stroke, draw);
    }

    /// An open line of lines, arcs and curves.
    pub fn curve(&mut self, stroke: Stroke, draw: impl FnOnce(&mut Outline<'_>)) {
        self.shape(false, Fill::None, stroke, draw);
    }

    /// A rectangle.
    pub fn rect(&mut self, rect: Rect, fill: impl Into<Fill>, stroke: Stroke) {
        let Rect { min, max } = rect;
        self.polygon([min, DVec2::new(max.x, min.y), max, DVec2::new(min.x, max.y)], fill, stroke);
    }

    /// A rectangle with round corners; the radius is reduced to what fits.
    pub fn rounded_rect(&mut self, rect: Rect, radius: f64, fill: impl Into<Fill>, stroke: Stroke) {
        let Rect { min, max } = rect;
        let r = radius.min(rect.width().abs() * 0.5).min(rect.height().abs() * 0.5);
        let (br, tl) = (DVec2::new(max.x, min.y), DVec2::new(min.x, max.y));
        self.shape(true, fill, stroke, |o| {
            o.corner(tl, min, br, r).corner(min, br, max, r).corner(br, max, tl, r).corner(max, tl, min, r);
        });
    }

    /// A circle or disc.
    pub fn circle(&mut self, centre: DVec2, radius: f64, fill: impl Into<Fill>, stroke: Stroke) {
        let item = Item::Circle {
            centre: self.pose.transform_point2(centre),
            radius: radius * self.scale(),
            fill: self.fill(fill.into()),
            stroke: self.stroke(stroke),
        };
        self.frame.items.push(item);
    }

    /// An ellipse along the pen's axes.
    pub fn ellipse(&mut self, centre: DVec2, rx: f64, ry: f64, fill: impl Into<Fill>, stroke: Stroke) {
        self.outline(fill, stroke, |o| {
            for i in 0..48 {
                let (s, c) = sin_cos(f64::from(i) * std::f64::consts::TAU / 48.0);
                o.to(centre.x + rx * c, centre.y + ry * s);
            }
        });
    }

    /// A segment.
    pub fn line(&mut self, from: DVec2, to: DVec2, stroke: Stroke) {
        self.path([from, to], stroke);
    }

    /// Separate segments in one item: the divisions of a scale.
    pub fn lines(&mut self, segments: impl IntoIterator<Item = (DVec2, DVec2)>, stroke: Stroke) {
        let start = self.start();
        let mut outline = self.pencil();
        segments.into_iter().for_each(|(a, b)| _ = outline.point(a).point(b));
        let points = self.drawn(start);
        let stroke = self.stroke(stroke);
        self.frame.items.push(Item::Lines { points, stroke });
    }

    /// Part of a circle between two angles, radians from the x axis.
    pub fn arc(&mut self, centre: DVec2, radius: f64, from: f64, until: f64, stroke: Stroke) {
        self.curve(stroke, |o| _ = o.arc(centre, radius, from, until));
    }

    /// Many equal discs; radius in metres.
    pub fn dots(&mut self, points: impl IntoIterator<Item = DVec2>, radius: f64, fill: impl Into<Fill>) {
        let start = self.start();
        let mut outline = self.pencil();
        points.into_iter().for_each(|p| _ = outline.point(p));
        let points = self.drawn(start);
        let (radius, fill) = (radius * self.scale(), self.fill(fill.into()));
        self.frame.items.push(Item::Dots { points, radius, fill });
    }

    /// Text along the pen's x axis, as printed on a thing. Under a mirrored pen it is not mirrored.
    pub fn text(&mut self, at: DVec2, words: Words, anchor: Anchor, size: TextSize, role: Role) {
        self.turned_text(at, words, anchor, size, role, self.angle());
    }

    /// Text that stays level, however the pen is turned.
    pub fn level_text(&mut self, at: DVec2, words: Words, anchor: Anchor, size: TextSize, role: Role) {
        self.turned_text(at, words, anchor, size, role, 0.0);
    }

    /// A label in screen points that stays level.
    pub fn label(&mut self, at: DVec2, words: Words, anchor: Anchor, points: f64, role: Role) {
        self.turned_text(at, words, anchor, TextSize::Screen(points), role, 0.0);
    }

    fn turned_text(&mut self, at: DVec2, words: Words, anchor: Anchor, size: TextSize, role: Role, angle: f64) {
        let at = self.pose.transform_point2(at);
        let size = match size {
            TextSize::World(metres) => TextSize::World(metres * self.scale()),
            TextSize::AtLeast { metres, points } => TextSize::AtLeast { metres: metres * self.scale(), points },
            TextSize::Screen(points) => TextSize::Screen(points),
        };
        self.frame.items.push(Item::Text { at, words, anchor, size, role, angle });
    }

    /// A vector quantity from tail to tip, metres.
    pub fn arrow(&mut self, from: DVec2, to: DVec2, role: Role, label: Words) {
        let (from, to) = (self.pose.transform_point2(from), self.pose.transform_point2(to));
        self.frame.items.push(Item::Arrow { from, to, role, label });
    }

    // --- groups ---

    /// What is drawn inside can be taken hold of as this grip.
    pub fn target(&mut self, grip: u16, draw: impl FnOnce(&mut Self)) {
        let target = Some(Target { owner: self.owner, grip });
        self.group(Group { target, ..Group::PLAIN }, draw);
    }

    /// Drawn only while a feature of this size in metres can be told apart.
    pub fn detail(&mut self, size: f64, draw: impl FnOnce(&mut Self)) {
        self.group(Group { detail: size * self.scale(), ..Group::PLAIN }, draw);
    }

    /// Nothing outside the rectangle is drawn. Under a turned pen, the level rectangle around it counts.
    pub fn clip(&mut self, rect: Rect, draw: impl FnOnce(&mut Self)) {
        let Rect { min, max } = rect;
        let corners = [min, max, DVec2::new(min.x, max.y), DVec2::new(max.x, min.y)];
        let clip = Rect::around(&corners.map(|p| self.pose.transform_point2(p)));
        self.group(Group { clip, ..Group::PLAIN }, draw);
    }

    /// Seen through: opacity 0 to 1.
    pub fn alpha(&mut self, alpha: f32, draw: impl FnOnce(&mut Self)) {
        self.group(Group { alpha, ..Group::PLAIN }, draw);
    }

    /// Drawn at a pose within the present one.
    pub fn at(&mut self, pose: impl Into<Pose>, draw: impl FnOnce(&mut Self)) {
        let before = self.enter(pose.into());
        draw(self);
        self.pose = before;
    }

    fn group(&mut self, group: Group, draw: impl FnOnce(&mut Self)) {
        self.begin(group);
        draw(self);
        self.end();
    }

    // What takes a closure is compiled once for each; what can be shared by all of them stands in functions of its own
    // that are not copied into them.

    #[inline(never)]
    fn enter(&mut self, pose: Pose) -> DAffine2 {
        let before = self.pose;
        self.pose = before * pose.affine();
        before
    }

    #[inline(never)]
    fn begin(&mut self, group: Group) {
        self.frame.items.push(Item::Begin(group));
    }

    #[inline(never)]
    fn end(&mut self) {
        self.frame.items.push(Item::End);
    }

    // --- into world metres ---

    fn shape(&mut self, closed: bool, fill: impl Into<Fill>, stroke: Stroke, draw: impl FnOnce(&mut Outline<'_>)) {
        let start = self.start();
        draw(&mut self.pencil());
        self.finish(start, closed, fill.into(), stroke);
    }

    #[inline(never)]
    fn finish(&mut self, start: u32, closed: bool, fill: Fill, stroke: Stroke) {
        let points = self.drawn(start);
        let (fill, stroke) = (self.fill(fill), self.stroke(stroke));
        self.frame.items.push(Item::Path { points, closed, fill, stroke });
    }

    fn start(&self) -> u32 {
        self.frame.points.len() as u32
    }

    fn pencil(&mut self) -> Outline<'_> {
        Outline::new(&mut self.frame.points, self.pose)
    }

    fn drawn(&self, start: u32) -> Span {
        Span { start, end: self.start() }
    }

    fn stroke(&self, stroke: Stroke) -> Stroke {
        Stroke { world_width: stroke.world_width * self.scale(), ..stroke }
    }

    fn fill(&self, fill: Fill) -> Fill {
        let Fill::Shaded { role, shade } = fill else { return fill };
        let map = |p| self.pose.transform_point2(p);
        let shade = match shade {
            Shade::Band { from, to } => Shade::Band { from: map(from), to: map(to) },
            Shade::Ball { centre, radius } => Shade::Ball { centre: map(centre), radius: radius * self.scale() },
            Shade::Down { from, to } => Shade::Down { from: map(from), to: map(to) },
        };
        Fill::Shaded { role, shade }
    }
}
