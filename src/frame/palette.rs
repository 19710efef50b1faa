//! Themes: which colours the roles have, and how heavy lines and letters are.

use super::{Rgba, Role, Tone};

/// A complete set of colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// A light room.
    #[default]
    Light,
    /// A dark page.
    Dark,
    /// A board read from the back row: stronger contrast, heavier lines, larger labels.
    Projector,
}

impl Theme {
    /// Every theme.
    pub const ALL: [Theme; 3] = [Theme::Light, Theme::Dark, Theme::Projector];
}

/// The colours of a theme.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Palette {
    /// Which theme.
    pub theme: Theme,
}

impl Palette {
    /// The palette of a theme.
    pub const fn new(theme: Theme) -> Self {
        Self { theme }
    }

    /// The colour of a role.
    pub const fn colour(&self, role: Role, tone: Tone) -> Rgba {
        role.colour(self.theme as usize, tone)
    }

    /// Factor on line widths.
    pub fn weight(&self) -> f64 {
        if self.theme == Theme::Projector { 1.45 } else { 1.0 }
    }

    /// Factor on the size of labels (not on what is printed on things).
    pub fn label(&self) -> f64 {
        if self.theme == Theme::Projector { 1.2 } else { 1.0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance (WCAG 2.2).
    fn luminance(c: Rgba) -> f64 {
        let f = |v: u8| {
            let v = f64::from(v) / 255.0;
            if v <= 0.04045 { v / 12.92 } else { libm::pow((v + 0.055) / 1.055, 2.4) }
        };
        0.2126 * f(c.r) + 0.7152 * f(c.g) + 0.0722 * f(c.b)
    }

    fn contrast(a: Rgba, b: Rgba) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    fn check(text: Role, ground: Role, tones: &[Tone], least: f64) -> Vec<String> {
        let mut low = vec![];
        for theme in Theme::ALL {
            for tone in tones {
                let p = Palette::new(theme);
                let c = contrast(p.colour(text, Tone::Base), p.colour(ground, *tone));
                if c < least {
                    low.push(format!("{text:?} on {ground:?} ({tone:?}, {theme:?}): {c:.2} < {least}"));
                }
            }
        }
        low
    }

    #[test]
    fn text_is_legible_in_every_theme() {
        use Role::*;
        let both = [Tone::Base, Tone::Light];
        let mut low = vec![];
        for text in [Ink, InkSoft, Accent, Force, Velocity, Acceleration, Momentum, Field] {
            low.extend(check(text, Wall, &both, 4.5));
        }
        for (text, ground) in [
            (Scale, Wood),
            (FaceInk, Face),
            (Pointer, Face),
            (DisplayInk, Display),
            (FaceInk, Plastic),
            (FaceInk, Metal),
        ] {
            low.extend(check(text, ground, &both, 4.5));
        }
        for (text, ground) in [(OnAccent, Accent), (Led, LedPanel), (PlasticInk, DarkPlastic), (Mark, Paper)] {
            low.extend(check(text, ground, &[Tone::Base], 4.5));
        }
        // What must be seen but not read: 3:1 (WCAG 1.4.11).
        for line in [Thread, Guide, Trace, Focus] {
            low.extend(check(line, Wall, &both, 3.0));
        }
        assert!(low.is_empty(), "{low:#?}");
    }

    #[test]
    fn every_role_has_three_tones_from_light_to_dark() {
        for theme in Theme::ALL {
            let p = Palette::new(theme);
            for role in Role::ALL {
                let [base, light, dark] = [Tone::Base, Tone::Light, Tone::Dark].map(|t| p.colour(*role, t));
                assert!(base.a > 0 && light.a > 0 && dark.a > 0, "{role:?} {theme:?} has an unseen tone");
                assert!(
                    luminance(light) >= luminance(base) - 1e-9 && luminance(dark) <= luminance(base) + 1e-9,
                    "{role:?} {theme:?}: tones out of order"
                );
            }
        }
    }

    #[test]
    fn quantities_keep_their_hue() {
        fn hue(c: Rgba) -> f64 {
            let (r, g, b) = (f64::from(c.r), f64::from(c.g), f64::from(c.b));
            (libm::atan2(3f64.sqrt() * (g - b), 2.0 * r - g - b).to_degrees() + 360.0) % 360.0
        }
        for role in [Role::Force, Role::Velocity, Role::Acceleration, Role::Momentum, Role::Field] {
            let hues = Theme::ALL.map(|t| hue(Palette::new(t).colour(role, Tone::Base)));
            let spread = hues.iter().copied().fold(0.0, f64::max) - hues.iter().copied().fold(360.0, f64::min);
            assert!(spread < 20.0, "{role:?}: {hues:?}");
        }
    }
}
