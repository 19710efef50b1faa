//! What a surface does to another: friction, bounce, resistance to rolling, and how two of them mix.

use serde::{Deserialize, Serialize};

/// The surface of a shape.
///
/// Two surfaces mix so: each coefficient of friction is the geometric mean of the two (0 if one of them is smooth), the
/// restitution is the greater, the resistance to rolling the sum. A pair measured as such is had by giving both the
/// same friction.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Material {
    /// Coefficient of friction before it slides, at least that of sliding.
    pub friction: f64,
    /// Coefficient of friction while it slides, at least 0.
    pub sliding: f64,
    /// Speed of separation over speed of approach, 0 to 1.
    pub restitution: f64,
    /// Lever arm of the normal force against rolling, m, at least 0.
    pub rolling: f64,
}

impl Material {
    /// Neither friction nor bounce.
    pub const SMOOTH: Material = Material { friction: 0.0, sliding: 0.0, restitution: 0.0, rolling: 0.0 };

    /// One coefficient of friction, no bounce.
    pub const fn rough(friction: f64) -> Material {
        Material { friction, sliding: friction, ..Material::SMOOTH }
    }

    /// No friction, and a coefficient of restitution.
    pub const fn bouncy(restitution: f64) -> Material {
        Material { restitution, ..Material::SMOOTH }
    }

    /// What two surfaces do to each other.
    pub fn mix(self, o: Material) -> Material {
        let mean = |a: f64, b: f64| if a == b { a } else { (a * b).sqrt() };
        let sliding = mean(self.sliding, o.sliding);
        Material {
            friction: mean(self.friction, o.friction).max(sliding),
            sliding,
            restitution: self.restitution.max(o.restitution),
            rolling: self.rolling + o.rolling,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Material;

    #[test]
    fn a_smooth_surface_wins_and_a_bouncy_one_too() {
        let mixed = Material::rough(0.4).mix(Material::bouncy(0.7));
        assert_eq!(mixed, Material::bouncy(0.7));
        assert_eq!(Material::rough(0.3).mix(Material::rough(0.3)).friction, 0.3);
        let stuck = Material { friction: 0.9, sliding: 0.4, ..Material::SMOOTH }.mix(Material::rough(0.4));
        assert!((stuck.friction - 0.6).abs() < 1e-15 && stuck.sliding == 0.4);
    }
}
