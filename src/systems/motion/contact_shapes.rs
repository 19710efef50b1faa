//! Which shapes may touch in a world of contacts: boxes and discs.
//!
//! rapier2d's own dispatcher compares every shape it knows, meshes, voxels and height fields among them, and so brings
//! the code of all of them into the wasm file; a school bench needs none of that.

use rapier2d::parry::query::details::{
    NormalConstraints, contact_manifold_ball_ball_shapes, contact_manifold_convex_ball_shapes,
    contact_manifold_cuboid_cuboid_shapes,
};
use rapier2d::parry::query::{
    ClosestPoints, Contact, ContactManifold, ContactManifoldsWorkspace, NonlinearRigidMotion,
    PersistentQueryDispatcher, QueryDispatcher, ShapeCastHit, ShapeCastOptions, ShapeDistance, ShapeIntersection,
    Unsupported,
};
use rapier2d::parry::shape::{Shape, ShapeType};
use rapier2d::prelude::{ContactData, ContactManifoldData, Pose, Real, Vector};

/// Compares boxes and discs, and nothing else: contacts are all that is asked of it.
pub struct Shapes;

impl PersistentQueryDispatcher<ContactManifoldData, ContactData> for Shapes {
    fn contact_manifolds(
        &self,
        pos12: &Pose,
        g1: &dyn Shape,
        g2: &dyn Shape,
        prediction: Real,
        manifolds: &mut Vec<ContactManifold<ContactManifoldData, ContactData>>,
        _: &mut Option<ContactManifoldsWorkspace>,
    ) -> Result<(), Unsupported> {
        if manifolds.is_empty() {
            manifolds.push(ContactManifold::new());
        }
        match manifolds.first_mut() {
            Some(manifold) => self.contact_manifold_convex_convex(pos12, g1, g2, None, None, prediction, manifold),
            None => Ok(()),
        }
    }

    fn contact_manifold_convex_convex(
        &self,
        pos12: &Pose,
        g1: &dyn Shape,
        g2: &dyn Shape,
        limits1: Option<&dyn NormalConstraints>,
        limits2: Option<&dyn NormalConstraints>,
        prediction: Real,
        manifold: &mut ContactManifold<ContactManifoldData, ContactData>,
    ) -> Result<(), Unsupported> {
        match (g1.shape_type(), g2.shape_type()) {
            (ShapeType::Cuboid, ShapeType::Cuboid) => {
                contact_manifold_cuboid_cuboid_shapes(pos12, g1, g2, prediction, manifold);
            }
            (ShapeType::Ball, ShapeType::Ball) => {
                contact_manifold_ball_ball_shapes(pos12, g1, g2, prediction, manifold);
            }
            (ShapeType::Cuboid, ShapeType::Ball) | (ShapeType::Ball, ShapeType::Cuboid) => {
                contact_manifold_convex_ball_shapes(pos12, g1, g2, limits1, limits2, prediction, manifold);
            }
            _ => return Err(Unsupported),
        }
        Ok(())
    }
}

impl QueryDispatcher for Shapes {
    fn intersection_test(&self, _: &Pose, _: &dyn Shape, _: &dyn Shape) -> Result<ShapeIntersection, Unsupported> {
        Err(Unsupported)
    }

    fn distance(&self, _: &Pose, _: &dyn Shape, _: &dyn Shape) -> Result<ShapeDistance, Unsupported> {
        Err(Unsupported)
    }

    fn contact(&self, _: &Pose, _: &dyn Shape, _: &dyn Shape, _: Real) -> Result<Option<Contact>, Unsupported> {
        Err(Unsupported)
    }

    fn closest_points(&self, _: &Pose, _: &dyn Shape, _: &dyn Shape, _: Real) -> Result<ClosestPoints, Unsupported> {
        Err(Unsupported)
    }

    fn cast_shapes(
        &self,
        _: &Pose,
        _: Vector,
        _: &dyn Shape,
        _: &dyn Shape,
        _: ShapeCastOptions,
    ) -> Result<Option<ShapeCastHit>, Unsupported> {
        Err(Unsupported)
    }

    fn cast_shapes_nonlinear(
        &self,
        _: &NonlinearRigidMotion,
        _: &dyn Shape,
        _: &NonlinearRigidMotion,
        _: &dyn Shape,
        _: Real,
        _: Real,
        _: bool,
    ) -> Result<Option<ShapeCastHit>, Unsupported> {
        Err(Unsupported)
    }
}
