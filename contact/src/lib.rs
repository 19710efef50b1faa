//! Rigid bodies in contact in the plane: piles, stacks, friction, rolling, impacts and joints.
//!
//! A [`World`] holds bodies with shapes; [`World::step`] advances it by soft-step substepping (E. Catto, "Solver2D",
//! 2024) in kicks and drifts, so that places are of second order between impacts. Forces and joints are computed by the
//! caller's [`Coupling`] at every substep. Units are SI, angles are in radians and counter-clockwise, the y axis points
//! up if gravity says so. The same calls give the same bits on every machine.
//!
//! Not here: motion without contact to more than second order, and where impacts lie in time; [`gap`] serves those.
//! Start at [`World`].
#![forbid(unsafe_code)]

mod body;
mod bounce;
mod broad;
mod colours;
mod couple;
mod detect;
mod gap;
mod islands;
mod lane;
mod manifold;
mod material;
mod math;
mod pairs;
mod pins;
mod report;
mod rows;
mod shape;
mod soft;
mod solve;
mod step;
mod world;

pub use body::{BodyDef, BodyId};
pub use couple::{Coupling, Couplings, Moment, Uncoupled};
pub use gap::{Gap, between, gap};
pub use material::Material;
pub use math::{Pose, Turn};
pub use report::{Contact, ContactPoint};
pub use rows::{Entry, Row};
pub use shape::{BadShape, Bounds, CORNERS, Outline, Shape};
pub use world::{Filter, Refused, ShapeId, World};
