//! The course that the centre of a cart or ball takes along the pieces of a rail: straight lines and arcs.

use super::super::parts::rail;
use super::plan::Plan;
use super::state::State;
use crate::numerics::math::sin_cos;
use glam::DVec2;

/// A course.
#[derive(Clone, Debug, Default)]
pub struct Course {
    pieces: Vec<Piece>,
}

/// A piece of it.
#[derive(Clone, Copy, Debug)]
pub struct Piece {
    /// Part of the rail.
    pub part: usize,
    /// Where it starts.
    start: DVec2,
    /// Direction there, rad.
    angle: f64,
    /// Way at its start and end from the start of the course, m.
    pub from: f64,
    /// Way at its end.
    pub to: f64,
    /// Curvature, to the left, 1/m.
    pub curvature: f64,
}

/// A place on a course.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spot {
    /// Place, m.
    pub place: DVec2,
    /// Unit vector along which the way grows.
    pub tangent: DVec2,
    /// Curvature, to the left, 1/m.
    pub curvature: f64,
    /// Direction, rad.
    pub angle: f64,
}

impl Course {
    /// The course, to the left of the rail by `offset`, m. A bend tighter than that has no course; its part is the error.
    pub fn new(plan: &Plan, state: &State, way: usize, offset: f64) -> Result<Course, usize> {
        let mut pieces: Vec<Piece> = Vec::new();
        let mut along = 0.0;
        let mut end: Option<(DVec2, f64)> = None;
        for &part in plan.ways.get(way).into_iter().flatten() {
            let get = |v| state.value(plan, part, v);
            let (start, angle) = end.unwrap_or_else(|| laid(plan, state, part));
            let (length, bend) = (get(rail::LENGTH), get(rail::BEND));
            let turn = if bend == 0.0 { 0.0 } else { length / bend };
            let radius = bend - offset;
            if bend != 0.0 && (radius == 0.0 || (radius > 0.0) != (bend > 0.0)) {
                return Err(part);
            }
            let (own, curvature) = if bend == 0.0 { (length, 0.0) } else { (radius * turn, 1.0 / radius) };
            let (sin, cos) = sin_cos(angle);
            let shifted = start + offset * DVec2::new(-sin, cos);
            let piece = Piece { part, start: shifted, angle, from: along, to: along + own, curvature };
            // The rail itself goes on from its own end.
            let itself = Piece { start, curvature: if bend == 0.0 { 0.0 } else { 1.0 / bend }, ..piece };
            let spot = itself.at(piece.from + length);
            end = Some((spot.place, spot.angle));
            along += own;
            pieces.push(piece);
        }
        Ok(Course { pieces })
    }

    /// A piece, or the last.
    pub fn piece(&self, index: usize) -> Option<&Piece> {
        self.pieces.get(index).or(self.pieces.last())
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.pieces.len()
    }

    /// The place at a way along the course, as the piece of this index goes on beyond its ends.
    pub fn at(&self, piece: usize, s: f64) -> Spot {
        match self.piece(piece) {
            Some(piece) => piece.at(s),
            None => Spot { place: DVec2::ZERO, tangent: DVec2::X, curvature: 0.0, angle: 0.0 },
        }
    }

    /// The piece at a way along the course.
    pub fn piece_at(&self, s: f64) -> usize {
        self.pieces.iter().position(|piece| s < piece.to).unwrap_or(self.pieces.len().saturating_sub(1))
    }

    /// Length of the course, m.
    pub fn length(&self) -> f64 {
        self.pieces.last().map_or(0.0, |piece| piece.to)
    }

    /// The way of the place nearest to a point, exact where it is straight; for hands.
    pub fn nearest(&self, point: DVec2) -> f64 {
        let steps = 1000;
        let far = |s: f64| (self.at(self.piece_at(s), s).place - point).length_squared();
        let ways = (0..=steps).map(|i| self.length() * f64::from(i) / f64::from(steps));
        let best =
            ways.map(|s| (far(s), s)).fold((f64::INFINITY, 0.0), |best, one| if one.0 < best.0 { one } else { best }).1;
        // On along its tangent from there: exact on a straight piece.
        let spot = self.at(self.piece_at(best), best);
        let step = self.length() / f64::from(steps);
        let further = best + (point - spot.place).dot(spot.tangent).clamp(-step, step);
        let further = further.clamp(0.0, self.length());
        if far(further) < far(best) { further } else { best }
    }
}

/// Start and direction of the first piece: it is tilted about its pivot.
fn laid(plan: &Plan, state: &State, part: usize) -> (DVec2, f64) {
    let get = |v| state.value(plan, part, v);
    let angle = rail::direction(get(rail::ANGLE), get(rail::RAISE), get(rail::FEET));
    let (sin, cos) = sin_cos(angle);
    let start = DVec2::new(get(rail::X), get(rail::Y)) - get(rail::PIVOT) * DVec2::new(cos, sin);
    (start, angle)
}

impl Piece {
    fn at(&self, s: f64) -> Spot {
        let way = s - self.from;
        let turn = self.curvature * way;
        let angle = self.angle + turn;
        let (sin, cos) = sin_cos(angle);
        let place = if self.curvature == 0.0 {
            self.start + way * DVec2::new(cos, sin)
        } else {
            // The chord of the arc: half the turn gives its direction.
            let (half, along) = sin_cos(self.angle + 0.5 * turn);
            let chord = 2.0 * sin_cos(0.5 * turn).0 / self.curvature;
            self.start + chord * DVec2::new(along, half)
        };
        Spot { place, tangent: DVec2::new(cos, sin), curvature: self.curvature, angle }
    }
}
