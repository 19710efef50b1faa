//! What the last step did: contacts that touched, which began and ended, and the impulses in joints.

use crate::body::BodyId;
use crate::math::left;
use crate::pairs::Pair;
use crate::world::{ShapeId, World};
use glam::DVec2;

/// A contact of the last step.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Contact {
    /// The bodies.
    pub bodies: [BodyId; 2],
    /// Their shapes.
    pub shapes: [ShapeId; 2],
    /// Unit vector from the first to the second, as the step began.
    pub normal: DVec2,
    /// How many of the points count: 1 or 2.
    pub count: usize,
    /// The points.
    pub points: [ContactPoint; 2],
    /// Angular impulse of the resistance to rolling on the second body, N m s.
    pub rolling: f64,
    /// Speed at which the bodies met, if they first touched in this step (or may bounce), m/s; else 0.
    pub approach: f64,
    /// Whether they hit one another in this step, and parted with the restitution of their surfaces.
    pub hit: bool,
}

/// A point of a contact.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ContactPoint {
    /// Where, as the step began, m.
    pub at: DVec2,
    /// Distance of the surfaces as the step began, m; below 0 they overlap.
    pub gap: f64,
    /// Impulse on the second body along the normal over the step, N s. Over the time of the step: the mean normal force.
    pub normal: f64,
    /// Impulse on the second body along the normal turned left, over the step, N s.
    pub friction: f64,
}

impl Contact {
    /// The points that count.
    pub fn points(&self) -> &[ContactPoint] {
        &self.points[..self.count.min(2)]
    }

    /// Impulse on the second body over the step, N s.
    pub fn impulse(&self) -> DVec2 {
        self.points().iter().map(|p| self.normal * p.normal + left(self.normal) * p.friction).sum()
    }
}

impl World {
    /// The contacts that touched in the last step, in an order that the past alone decides. A blow may leave friction and
    /// nothing else.
    pub fn contacts(&self) -> impl Iterator<Item = Contact> + '_ {
        let touched =
            |(_, pair): &(usize, &Pair)| pair.touching || pair.spots().iter().any(|spot| spot.sum != [0.0; 2]);
        let list = self.pairs.list.iter().enumerate().filter(touched);
        list.map(|(at, pair)| self.contact(pair, self.impacts.contains(&at)))
    }

    fn contact(&self, pair: &Pair, hit: bool) -> Contact {
        let mut points = [ContactPoint::default(); 2];
        for (point, spot) in points.iter_mut().zip(pair.spots()) {
            let at = self.bodies.place[pair.bodies[0] as usize] + spot.arm;
            *point = ContactPoint { at, gap: spot.gap, normal: spot.sum[0], friction: spot.sum[1] };
        }
        Contact {
            bodies: pair.bodies.map(BodyId),
            shapes: pair.shapes.map(ShapeId),
            normal: pair.normal,
            count: pair.spots().len(),
            points,
            rolling: pair.rolling.1,
            approach: pair.approach,
            hit,
        }
    }

    /// The contacts of a body that touched in the last step.
    pub fn touching(&self, body: BodyId) -> impl Iterator<Item = Contact> + '_ {
        self.contacts().filter(move |contact| contact.bodies.contains(&body))
    }

    /// Pairs of shapes that began to touch in the last step.
    pub fn began(&self) -> impl Iterator<Item = [ShapeId; 2]> + '_ {
        self.began.iter().map(|shapes| shapes.map(ShapeId))
    }

    /// Pairs of shapes that touched before the last step and no more after it.
    pub fn ended(&self) -> impl Iterator<Item = [ShapeId; 2]> + '_ {
        self.ended.iter().map(|shapes| shapes.map(ShapeId))
    }

    /// Impulses of the rows over the last step, N s, in the order in which the coupling gives them: over the time of the
    /// step, the mean forces in the joints.
    pub fn row_impulses(&self) -> &[f64] {
        &self.rows.sum
    }

    /// Impulses of the pins on their second bodies over the last step, N s, in the order of the coupling.
    pub fn pin_impulses(&self) -> &[DVec2] {
        &self.pins.sum
    }
}
