//! How shapes are filled and outlined.

use super::{Role, Tone};
use glam::DVec2;

/// A colour with opacity, each 0 to 255, sRGB.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rgba {
    /// Red.
    pub r: u8,
    /// Green.
    pub g: u8,
    /// Blue.
    pub b: u8,
    /// Opacity.
    pub a: u8,
}

impl Rgba {
    /// From `0xRRGGBBAA`.
    pub const fn hex(v: u32) -> Self {
        let [r, g, b, a] = v.to_be_bytes();
        Self { r, g, b, a }
    }

    /// Part `t` (0 to 1) of the way to another colour.
    pub fn mix(self, to: Rgba, t: f64) -> Rgba {
        let m = |a: u8, b: u8| (f64::from(a) + (f64::from(b) - f64::from(a)) * t).round() as u8;
        Rgba { r: m(self.r, to.r), g: m(self.g, to.g), b: m(self.b, to.b), a: m(self.a, to.a) }
    }
}

/// The inside of a shape.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Fill {
    /// Not filled.
    None,
    /// The role's base colour.
    Solid(Role),
    /// Another tone of the role.
    Toned(Role, Tone),
    /// Light falls on it.
    Shaded {
        /// What it is made of.
        role: Role,
        /// How the light runs over it.
        shade: Shade,
    },
    /// A colour that is physics, the same in every theme.
    Colour(Rgba),
}

impl From<Role> for Fill {
    fn from(role: Role) -> Self {
        Fill::Solid(role)
    }
}

impl From<Rgba> for Fill {
    fn from(colour: Rgba) -> Self {
        Fill::Colour(colour)
    }
}

impl From<(Role, Tone)> for Fill {
    fn from((role, tone): (Role, Tone)) -> Self {
        Fill::Toned(role, tone)
    }
}

impl Fill {
    /// A cylinder between two sides: dark, light, base, dark.
    pub fn band(role: Role, from: DVec2, to: DVec2) -> Self {
        Fill::Shaded { role, shade: Shade::Band { from, to } }
    }

    /// A sphere lit from the upper left.
    pub fn ball(role: Role, centre: DVec2, radius: f64) -> Self {
        Fill::Shaded { role, shade: Shade::Ball { centre, radius } }
    }

    /// A flat face: light at `from`, base at `to`.
    pub fn down(role: Role, from: DVec2, to: DVec2) -> Self {
        Fill::Shaded { role, shade: Shade::Down { from, to } }
    }
}

/// How light runs over a shape. Places are world metres.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Shade {
    /// A cylinder, from one side to the other: dark, light, base, dark.
    Band {
        /// The lit side.
        from: DVec2,
        /// The other side.
        to: DVec2,
    },
    /// A sphere lit from the upper left of the picture, however it is turned.
    Ball {
        /// Its middle.
        centre: DVec2,
        /// Its radius.
        radius: f64,
    },
    /// A flat face: from light to base.
    Down {
        /// Where it is lightest.
        from: DVec2,
        /// Where it has the base colour.
        to: DVec2,
    },
}

/// Ends and corners of a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Cap {
    /// Rounded.
    #[default]
    Round,
    /// Cut at the point: divisions of a scale.
    Butt,
}

/// Pattern of a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Dash {
    /// Unbroken.
    #[default]
    Solid,
    /// 5 on, 4 off (screen points): reference lines.
    Dashed,
    /// 2 on, 3 off: light beams.
    Dotted,
    /// 10 on, 3 off, 2 on, 3 off: axes of symmetry.
    DashDot,
}

impl Dash {
    /// Lengths on and off in turn, screen points.
    pub fn pattern(self) -> &'static [f64] {
        match self {
            Dash::Solid => &[],
            Dash::Dashed => &[5.0, 4.0],
            Dash::Dotted => &[2.0, 3.0],
            Dash::DashDot => &[10.0, 3.0, 2.0, 3.0],
        }
    }
}

/// The line of a shape.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stroke {
    /// Its colour.
    pub role: Role,
    /// Which tone of the colour.
    pub tone: Tone,
    /// Width in screen points; 0 for none.
    pub width: f64,
    /// Width in metres, for threads and wires that are true to scale: the larger of both is drawn.
    pub world_width: f64,
    /// Pattern.
    pub dash: Dash,
    /// Ends.
    pub cap: Cap,
}

impl Stroke {
    /// No line.
    pub const NONE: Stroke =
        Stroke { role: Role::Ink, tone: Tone::Base, width: 0.0, world_width: 0.0, dash: Dash::Solid, cap: Cap::Round };

    /// A line of a width in screen points.
    pub const fn new(role: Role, width: f64) -> Self {
        Stroke { role, width, ..Stroke::NONE }
    }

    /// The even outline of a thing: the dark tone of what it is made of.
    pub const fn edge(role: Role) -> Self {
        Stroke { role, width: 0.9, tone: Tone::Dark, ..Stroke::NONE }
    }

    /// In another tone.
    pub const fn tone(self, tone: Tone) -> Self {
        Stroke { tone, ..self }
    }

    /// At least this wide in metres.
    pub const fn world(self, metres: f64) -> Self {
        Stroke { world_width: metres, ..self }
    }

    /// With another pattern.
    pub const fn dash(self, dash: Dash) -> Self {
        Stroke { dash, ..self }
    }

    /// With cut ends.
    pub const fn butt(self) -> Self {
        Stroke { cap: Cap::Butt, ..self }
    }

    /// True if nothing is drawn.
    pub fn is_none(&self) -> bool {
        self.width <= 0.0 && self.world_width <= 0.0
    }

    /// Width in screen points at a scale in screen points a metre.
    pub fn drawn_width(&self, points_per_metre: f64) -> f64 {
        self.width.max(self.world_width * points_per_metre)
    }
}
