//! Colour: what light looks like after a liquid, a gas or a cloud of particles, computed from its spectrum.
//!
//! Light of CIE D65 passes; the CIE 1931 observer of 2° sees it; the screen is sRGB (IEC 61966-2-1). The tables are those
//! of CIE 15:2018 at 10 nm. White in front of clear water is white exactly.

use super::spectrum::{POINTS, Spectrum};
use crate::numerics::math;

/// A colour in linear sRGB: each share from 0 to 1, white is (1, 1, 1).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Colour {
    /// Red.
    pub red: f64,
    /// Green.
    pub green: f64,
    /// Blue.
    pub blue: f64,
}

/// Particles in a liquid as they look.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cloud {
    /// The share of the light that they scatter back on its way through, 0 (clear) to 1 (opaque).
    pub share: f64,
    /// The colour of the particles themselves; white for sulfur, silver chloride or calcium carbonate that is fine.
    pub colour: Colour,
}

/// A colour in CIELAB (CIE 15:2018) for the white D65: how an eye compares.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lab {
    /// Lightness, 0 black to 100 white.
    pub lightness: f64,
    /// Green (negative) to red.
    pub a: f64,
    /// Blue (negative) to yellow.
    pub b: f64,
}

impl Colour {
    /// White.
    pub const WHITE: Colour = Colour { red: 1.0, green: 1.0, blue: 1.0 };

    /// White light after it passed a share of `passed` at each wavelength of the grid of [`super::spectrum`]. What is more
    /// saturated than the screen can show is moved towards grey, its hue in linear light kept.
    pub fn of_light(passed: &[f64; POINTS]) -> Colour {
        let mut sum = [0.0; 3];
        for ((share, power), observer) in passed.iter().zip(D65).zip(OBSERVER) {
            for (own, weight) in sum.iter_mut().zip(observer) {
                *own += share * power * weight;
            }
        }
        let [x, y, z] = sum;
        let [x_white, y_white, z_white] = WHITE_SUM;
        let (x, y, z) = (x / x_white, y / y_white, z / z_white);
        let [red, green, blue] = into_gamut(XYZ_TO_RGB.map(|row| row[0] * x + row[1] * y + row[2] * z), y);
        Colour { red, green, blue }
    }

    /// White light from behind, after a path in m through what absorbs so. A cloud sends its share of the light back
    /// after half of the path on the mean, in the colour of its particles.
    pub fn seen(absorbing: &Spectrum, path: f64, cloud: Option<Cloud>) -> Colour {
        let through = Colour::of_light(&absorbing.transmittance(path));
        match cloud {
            Some(Cloud { share, colour }) if share > 0.0 => {
                let back = Colour::of_light(&absorbing.transmittance(0.5 * path)).times(colour);
                through.mixed(back, share.min(1.0))
            }
            _ => through,
        }
    }

    /// The colour of this light on something of the other colour, or of both filters in a row.
    pub fn times(self, other: Colour) -> Colour {
        Colour { red: self.red * other.red, green: self.green * other.green, blue: self.blue * other.blue }
    }

    /// A share of the other colour, 0 to 1, and the rest of this one, as lights mix.
    pub fn mixed(self, other: Colour, share: f64) -> Colour {
        let mix = |own: f64, its: f64| own + (its - own) * share;
        Colour { red: mix(self.red, other.red), green: mix(self.green, other.green), blue: mix(self.blue, other.blue) }
    }

    /// As `#rrggbb`.
    pub fn hex(self) -> String {
        let byte = |linear: f64| (255.0 * gamma(linear.clamp(0.0, 1.0))).round() as u8;
        format!("#{:02x}{:02x}{:02x}", byte(self.red), byte(self.green), byte(self.blue))
    }

    /// Reads `#rrggbb`.
    pub fn from_hex(text: &str) -> Option<Colour> {
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii())?;
        let part = |at: usize| {
            let byte = u8::from_str_radix(digits.get(at..at + 2)?, 16).ok()?;
            Some(linear(f64::from(byte) / 255.0))
        };
        Some(Colour { red: part(0)?, green: part(2)?, blue: part(4)? })
    }

    /// In CIELAB.
    pub fn lab(self) -> Lab {
        let share = |row: [f64; 3]| row[0] * self.red + row[1] * self.green + row[2] * self.blue;
        let [x, y, z] = RGB_TO_XYZ.map(share).map(lightness_root);
        Lab { lightness: 116.0 * y - 16.0, a: 500.0 * (x - y), b: 200.0 * (y - z) }
    }
}

impl Lab {
    /// Chroma: how far from grey.
    pub fn chroma(self) -> f64 {
        (self.a * self.a + self.b * self.b).sqrt()
    }

    /// Hue, degrees from 0 (red) over 90 (yellow), 180 (green) and 270 (blue) to 360.
    pub fn hue(self) -> f64 {
        let degrees = math::atan2(self.b, self.a) * (180.0 / math::PI);
        if degrees < 0.0 { degrees + 360.0 } else { degrees }
    }

    /// Difference of two colours (CIE 1976): 2 is hardly seen, 10 at a glance.
    pub fn difference(self, other: Lab) -> f64 {
        let (l, a, b) = (self.lightness - other.lightness, self.a - other.a, self.b - other.b);
        (l * l + a * a + b * b).sqrt()
    }
}

/// What is brighter than the screen in one part is dimmed as a whole; then it is moved towards the grey of its luminance
/// until no part is below 0.
fn into_gamut(linear: [f64; 3], luminance: f64) -> [f64; 3] {
    let brightest = linear.into_iter().fold(1.0, f64::max);
    let grey = luminance / brightest;
    let mut keep: f64 = 1.0;
    for part in linear.map(|part| part / brightest) {
        if part < 0.0 {
            keep = keep.min(grey / (grey - part));
        }
    }
    linear.map(|part| (grey + (part / brightest - grey) * keep).clamp(0.0, 1.0))
}

/// From linear to the screen's number (IEC 61966-2-1), both 0 to 1.
fn gamma(linear: f64) -> f64 {
    if linear <= 0.003_130_8 { 12.92 * linear } else { 1.055 * math::powf(linear, 1.0 / 2.4) - 0.055 }
}

fn linear(screen: f64) -> f64 {
    if screen <= 0.040_45 { screen / 12.92 } else { math::powf((screen + 0.055) / 1.055, 2.4) }
}

/// The function f of CIELAB.
fn lightness_root(share: f64) -> f64 {
    if share > 216.0 / 24_389.0 { math::cbrt(share) } else { (24_389.0 / 27.0 * share + 16.0) / 116.0 }
}

/// From shares of white's own X, Y, Z to linear sRGB: the matrix of IEC 61966-2-1 with its columns times X, Y and Z of the
/// white, so that each row adds up to 1.
const XYZ_TO_RGB: [[f64; 3]; 3] = [
    [3.079_955_11, -1.537_139_00, -0.542_816_11],
    [-0.921_258_63, 1.876_011_12, 0.045_247_51],
    [0.052_887_40, -0.204_025_87, 1.151_138_47],
];

/// Its inverse: the matrix of IEC 61966-2-1 with its rows over X, Y, Z of the white.
const RGB_TO_XYZ: [[f64; 3]; 3] = [
    [0.433_949_94, 0.376_209_77, 0.189_840_29],
    [0.212_672_88, 0.715_152_13, 0.072_174_99],
    [0.017_756_58, 0.109_467_96, 0.872_775_46],
];

/// Relative spectral power of D65 at the points of the grid.
const D65: [f64; POINTS] = [
    49.976, 54.648, 82.755, 91.486, 93.432, 86.682, 104.865, 117.008, 117.812, 114.861, 115.923, 108.811, 109.354,
    107.802, 104.790, 107.689, 104.405, 104.046, 100.0, 96.334, 95.788, 88.686, 90.006, 89.599, 87.699, 83.289, 83.699,
    80.027, 80.215, 82.278, 78.284, 69.721, 71.609, 74.349, 61.604, 69.886, 75.087, 63.593, 46.418, 66.805, 63.383,
];

/// Colour-matching functions x, y, z of the observer of 1931 at the points of the grid.
#[rustfmt::skip]
const OBSERVER: [[f64; 3]; POINTS] = [
    [0.001_368, 0.000_039, 0.006_45], [0.004_243, 0.000_12, 0.020_05], [0.014_31, 0.000_396, 0.067_85],
    [0.043_51, 0.001_21, 0.207_4], [0.134_38, 0.004, 0.645_6], [0.283_9, 0.011_6, 1.385_6],
    [0.348_28, 0.023, 1.747_06], [0.336_2, 0.038, 1.772_11], [0.290_8, 0.06, 1.669_2],
    [0.195_36, 0.090_98, 1.287_64], [0.095_64, 0.139_02, 0.812_95], [0.032_01, 0.208_02, 0.465_18],
    [0.004_9, 0.323, 0.272], [0.009_3, 0.503, 0.158_2], [0.063_27, 0.71, 0.078_25],
    [0.165_5, 0.862, 0.042_16], [0.290_4, 0.954, 0.020_3], [0.433_45, 0.994_95, 0.008_75],
    [0.594_5, 0.995, 0.003_9], [0.762_1, 0.952, 0.002_1], [0.916_3, 0.87, 0.001_65],
    [1.026_3, 0.757, 0.001_1], [1.062_2, 0.631, 0.000_8], [1.002_6, 0.503, 0.000_34],
    [0.854_45, 0.381, 0.000_19], [0.642_4, 0.265, 0.000_05], [0.447_9, 0.175, 0.000_02],
    [0.283_5, 0.107, 0.0], [0.164_9, 0.061, 0.0], [0.087_4, 0.032, 0.0],
    [0.046_77, 0.017, 0.0], [0.022_7, 0.008_21, 0.0], [0.011_359, 0.004_102, 0.0],
    [0.005_79, 0.002_091, 0.0], [0.002_899, 0.001_047, 0.0], [0.001_44, 0.000_52, 0.0],
    [0.000_69, 0.000_249, 0.0], [0.000_332, 0.000_12, 0.0], [0.000_166, 0.000_06, 0.0],
    [0.000_083, 0.000_03, 0.0], [0.000_042, 0.000_015, 0.0],
];

/// Sums of power times observer: what clear water shows.
const WHITE_SUM: [f64; 3] = white_sum();

const fn white_sum() -> [f64; 3] {
    let mut sum = [0.0; 3];
    let mut point = 0;
    while point < POINTS {
        let mut part = 0;
        while part < 3 {
            sum[part] += D65[point] * OBSERVER[point][part];
            part += 1;
        }
        point += 1;
    }
    sum
}

#[cfg(test)]
#[path = "colour_tests.rs"]
mod tests;
