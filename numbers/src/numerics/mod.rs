//! Mathematics without physics: deterministic functions, differential equations (stiff ones too), linear systems, roots,
//! fits, chance, expressions. Not here: units of single values (`quantity`) and anything that knows what a number means.
//! Start at `math.rs`, then the file of the method you need.

pub mod envelope;
pub mod expression;
pub mod fit;
pub mod linear;
pub mod math;
pub mod ode;
pub mod random;
pub mod root;
pub mod stiff;
