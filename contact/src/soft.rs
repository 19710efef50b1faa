//! Softness of constraints: what keeps stiff contacts and joints steady at any substep, and what makes a spring of one.

/// How hard a constraint is: a spring and damper that are stable at any substep.
#[derive(Clone, Copy, Debug)]
pub struct Soft {
    /// Velocity asked for per error, 1/s.
    pub rate: f32,
    /// Share of the velocity that is taken away.
    pub mass: f32,
    /// Share of the impulse that is given back.
    pub impulse: f32,
    /// A spring that is to give way, also where others are made hard.
    pub gives: bool,
}

impl Soft {
    /// No softness: velocity goes to zero at once.
    pub const HARD: Soft = Soft { rate: 0.0, mass: 1.0, impulse: 0.0, gives: false };

    /// A frequency, 1/s in radians, and a ratio of damping, for a substep, s.
    pub fn new(omega: f64, ratio: f64, h: f64) -> Soft {
        let a = 2.0 * ratio + h * omega;
        let b = h * omega * a;
        Soft { rate: (omega / a) as f32, mass: (b / (1.0 + b)) as f32, impulse: (1.0 / (1.0 + b)) as f32, gives: false }
    }

    /// Stiffness, N/m, and damping, N s/m, at an inverse mass, 1/kg.
    pub fn spring(stiffness: f64, damping: f64, inverse: f64, h: f64) -> Soft {
        // An implicit Euler step of the spring.
        let b = h * (damping + h * stiffness) * inverse;
        let given = damping + h * stiffness;
        Soft {
            rate: if given > 0.0 { (stiffness / given) as f32 } else { 0.0 },
            mass: (b / (1.0 + b)) as f32,
            impulse: (1.0 / (1.0 + b)) as f32,
            gives: true,
        }
    }
}
