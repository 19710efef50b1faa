//! Seven-segment displays: digits as the real ones show them.

use crate::frame::{Fill, Pen, Rect, Role, Stroke, Tone};
use glam::DVec2;
use std::fmt::{self, Write};

/// Text of a display without allocation: at most 16 characters of `0123456789-.: ` and `E`.
#[derive(Clone, Copy, Default)]
struct Shown {
    bytes: [u8; 16],
    len: usize,
}

impl Write for Shown {
    fn write_str(&mut self, s: &str) -> fmt::Result {
        for b in s.bytes() {
            *self.bytes.get_mut(self.len).ok_or(fmt::Error)? = b;
            self.len += 1;
        }
        Ok(())
    }
}

/// What a display shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Clock {
    /// A number with some digits after the point.
    Number(f64, u8),
    /// Seconds as minutes, seconds and decimals: `1:02.35`.
    Minutes(f64, u8),
    /// Dashes: nothing measured, or out of range.
    Blank,
}

impl Clock {
    fn shown(self) -> Shown {
        let mut out = Shown::default();
        let done = match self {
            Clock::Number(v, d) if v.is_finite() => write!(out, "{v:.*}", usize::from(d)),
            Clock::Minutes(s, d) if s.is_finite() => {
                let unit = (0..d).fold(1.0, |u, _| u * 10.0);
                // Rounded down as counters do, with a guard against 0.30 being held as 0.2999….
                let ticks = (s.max(0.0) * unit + 1e-6).floor();
                let minutes = (ticks / (60.0 * unit)).floor();
                let rest = (ticks - minutes * 60.0 * unit) / unit;
                write!(out, "{minutes:.0}:{rest:0width$.*}", usize::from(d), width = 3 + usize::from(d))
            }
            _ => out.write_str("----"),
        };
        if done.is_err() {
            out = Shown::default();
            let _ = out.write_str("E");
        }
        out
    }
}

/// Which of the segments a to g are lit, bit 0 for a.
fn lit(c: u8) -> u8 {
    match c {
        b'0' => 0b011_1111,
        b'1' => 0b000_0110,
        b'2' => 0b101_1011,
        b'3' => 0b100_1111,
        b'4' => 0b110_0110,
        b'5' => 0b110_1101,
        b'6' => 0b111_1101,
        b'7' => 0b000_0111,
        b'8' => 0b111_1111,
        b'9' => 0b110_1111,
        b'-' => 0b100_0000,
        b'E' => 0b111_1001,
        _ => 0,
    }
}

/// Segments a to g as ends in units of a digit's width and height.
const SEGMENTS: [[f64; 4]; 7] = [
    [0.0, 1.0, 1.0, 1.0],
    [1.0, 1.0, 1.0, 0.5],
    [1.0, 0.5, 1.0, 0.0],
    [0.0, 0.0, 1.0, 0.0],
    [0.0, 0.5, 0.0, 0.0],
    [0.0, 1.0, 0.0, 0.5],
    [0.0, 0.5, 1.0, 0.5],
];

/// Digits filling the height of a rectangle, against its right side (shrunk to fit its width).
pub fn digits(pen: &mut Pen<'_>, rect: Rect, value: Clock, role: Role) {
    let shown = value.shown();
    let text = shown.bytes.get(..shown.len).unwrap_or(&[]);
    let narrow = |c: u8| c == b'.' || c == b':';
    // In units of the height: a digit is 0.5 wide with 0.2 between, points take 0.2.
    let units: f64 = text.iter().map(|c| if narrow(*c) { 0.22 } else { 0.7 }).sum();
    let height = rect.height().min(rect.width() / units.max(0.1));
    let (base, lean) = (rect.centre().y - height * 0.5, 0.08);
    let mut x = rect.max.x - units * height;
    let put = |x: f64, u: f64, v: f64| DVec2::new(x + (0.1 + 0.48 * u + lean * v) * height, base + v * height);
    let wide = height * 0.105;
    for c in text {
        if narrow(*c) {
            let low = put(x - 0.02 * height, 0.0, 0.02);
            let dot = |pen: &mut Pen<'_>, p: DVec2| pen.rect(Rect::centred(p, wide, wide), role, Stroke::NONE);
            if *c == b'.' {
                dot(pen, low);
            } else {
                dot(pen, put(x - 0.02 * height, 0.0, 0.28));
                dot(pen, put(x - 0.02 * height, 0.0, 0.72));
            }
            x += 0.22 * height;
            continue;
        }
        let on = lit(*c);
        for (i, [u0, v0, u1, v1]) in SEGMENTS.iter().enumerate() {
            let fill = if on >> i & 1 == 1 { Fill::Solid(role) } else { continue };
            let (a, b) = (put(x, *u0, *v0), put(x, *u1, *v1));
            let along = (b - a).normalize_or_zero() * wide * 0.5;
            let across = along.perp();
            let (a, b) = (a + along * 0.24, b - along * 0.24);
            let six = [a, a + along + across, b - along + across, b, b - along - across, a + along - across];
            pen.polygon(six, fill, Stroke::NONE);
        }
        x += 0.7 * height;
    }
}

/// A display window with its digits: liquid crystal, or lit on dark glass.
pub(super) fn window(pen: &mut Pen<'_>, rect: Rect, value: Clock, lit: bool) {
    let (ground, ink) = if lit { (Role::LedPanel, Role::Led) } else { (Role::Display, Role::DisplayInk) };
    let h = rect.height();
    pen.rounded_rect(rect, h * 0.1, ground, Stroke::edge(ground));
    // The frame's own shadow on the glass.
    let top = Rect::new(rect.min.x + h * 0.05, rect.max.y - h * 0.09, rect.max.x - h * 0.05, rect.max.y - h * 0.02);
    pen.alpha(0.5, |pen| pen.rounded_rect(top, h * 0.04, (ground, Tone::Dark), Stroke::NONE));
    let inner = Rect { min: rect.min + DVec2::new(h * 0.14, h * 0.2), max: rect.max - DVec2::new(h * 0.2, h * 0.2) };
    digits(pen, inner, value, ink);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn displays_show_what_counters_show() {
        for (value, text) in [
            (Clock::Number(-1.25, 1), "-1.2"),
            (Clock::Minutes(62.358, 2), "1:02.35"),
            (Clock::Minutes(0.3, 2), "0:00.30"),
            (Clock::Minutes(59.999, 2), "0:59.99"),
            (Clock::Number(f64::NAN, 1), "----"),
            (Clock::Blank, "----"),
            (Clock::Number(1e300, 1), "E"),
        ] {
            let shown = value.shown();
            assert_eq!(std::str::from_utf8(&shown.bytes[..shown.len]), Ok(text));
        }
    }
}
