//! The plan of a mechanism: its parts with their places in the value table, the coordinates of its bodies, and who is
//! joined to whom.

use super::super::plan::Part;
use super::super::{OPTIONS, parts};
use super::end::End;
use crate::systems::{BuildError, Grip, GripId, Motion, PartKind, Setup, Variable};
use glam::DVec2;

/// What never changes after the build.
pub struct Plan {
    /// Parts in the order of the file.
    pub parts: Vec<Part>,
    /// Every variable; the index is the `VarId`.
    pub variables: Vec<Variable>,
    /// Grips in Tab order.
    pub grips: Vec<Grip>,
    /// Part index of each grip.
    pub grip_parts: Vec<usize>,
    /// Bodies in the order of the file.
    pub bodies: Vec<Body>,
    /// Coordinates in all.
    pub dofs: usize,
    /// Ways: the pieces of rail of each, in order.
    pub ways: Vec<Vec<usize>>,
    /// Rods, pins, gears and strings in an order in which those that share a body stand near one another, so that what
    /// has to be solved together stays narrow (breadth first, as E. Cuthill & J. McKee, 1969).
    pub joints: Vec<usize>,
    /// Strings.
    pub strings: Vec<Route>,
    /// What is watched for.
    pub watches: Vec<Watch>,
    /// Whether all that is drawn can be taken hold of.
    pub open: bool,
}

/// A body and its coordinates.
pub struct Body {
    /// Its part.
    pub part: usize,
    /// Index of its first coordinate: x (or the way along its rail), then y.
    pub dof: usize,
    /// Index of its angle, for what turns.
    pub turn: Option<usize>,
    /// The way that it runs on.
    pub way: Option<usize>,
    /// True if its centre stays where it is: a pulley on an anchor.
    pub fixed: bool,
}

/// The course of a string: its ends, and the wheels between them.
pub struct Route {
    /// Its part.
    pub part: usize,
    /// Where it begins and ends.
    pub ends: [End; 2],
    /// Bodies that are the wheels, in order from the first end.
    pub wheels: Vec<usize>,
    /// Parts that are pegs which may catch it; only of a string without wheels.
    pub pegs: Vec<usize>,
}

/// Something that can happen between two steps.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Watch {
    /// A string goes slack or taut: index among the strings.
    String(usize),
    /// What runs on a rail reaches the start (0) or the end (1) of its piece: body, side.
    Piece(usize, usize),
    /// What lies on a rail is about to lift off: body.
    Lift(usize),
    /// What runs with friction stops, or what is stuck slips: body.
    Stick(usize),
    /// Two bodies meet: bodies.
    Meet(usize, usize),
    /// A body meets a floor: body, part of the floor.
    Land(usize, usize),
    /// A string meets a peg or leaves it: index among the strings, index among its pegs.
    Peg(usize, usize),
    /// A release lets go: its part, index of its string.
    Release(usize, usize),
}

impl Plan {
    /// Lays out the parts of a setup.
    pub fn new(setup: &Setup) -> Result<Plan, BuildError> {
        let mut plan = Plan {
            parts: Vec::new(),
            variables: OPTIONS.iter().map(|spec| Variable { path: spec.name.to_string(), spec }).collect(),
            grips: Vec::new(),
            grip_parts: Vec::new(),
            bodies: Vec::new(),
            dofs: 0,
            ways: Vec::new(),
            joints: Vec::new(),
            strings: Vec::new(),
            watches: Vec::new(),
            open: setup.open,
        };
        for (index, part) in setup.parts.iter().enumerate() {
            if !belongs(part.kind) {
                let sentence = format!(
                    "A {} cannot stand in one system with bodies, pulleys, rails and pins; use a rail or a body instead.",
                    part.kind.id
                );
                return Err(BuildError::new(&*part.id, sentence));
            }
            let first = plan.variables.len();
            plan.variables.extend(
                part.kind.variables.iter().map(|spec| Variable { path: format!("{}.{}", part.id, spec.name), spec }),
            );
            let body = plan.coordinates(index, part.kind, &part.joined);
            plan.parts.push(Part { id: part.id.clone(), kind: part.kind, first, joined: part.joined.clone(), body });
            plan.grip(index, part.kind);
        }
        plan.find_ways()?;
        plan.find_strings();
        plan.check()?;
        plan.joints = plan.order();
        plan.find_watches();
        Ok(plan)
    }

    fn coordinates(&mut self, part: usize, kind: &'static PartKind, joined: &[Option<usize>]) -> Option<usize> {
        let is = |one: &'static PartKind| std::ptr::eq(kind, one);
        let turns = is(&parts::body::KIND) || is(&parts::pulley::KIND);
        if !(turns
            || is(&parts::ball::KIND)
            || is(&parts::weights::KIND)
            || is(&parts::cart::KIND)
            || is(&parts::hooked::KIND)
            || is(&parts::knot::KIND))
        {
            return None;
        }
        let dof = self.dofs;
        self.dofs += if turns { 3 } else { 2 };
        let fixed = is(&parts::pulley::KIND) && joined.first().copied().flatten().is_some();
        self.bodies.push(Body { part, dof, turn: turns.then_some(dof + 2), way: None, fixed });
        Some(self.bodies.len() - 1)
    }

    fn grip(&mut self, part: usize, kind: &'static PartKind) {
        let (motion, nudge, tells) = match kind.id {
            "ball" | "weights" | "body" => (Motion::Free, 0.01, "y"),
            "cart" => (Motion::Along(DVec2::X), 0.01, "along"),
            "pulley" => (Motion::Free, 0.01, "y"),
            "hooked" => (Motion::Free, 0.01, "arm"),
            "holder" => (Motion::Free, 0.001, "y"),
            "paper" => (Motion::Free, 0.001, "pencil_x"),
            "nut" => (Motion::Along(DVec2::X), 0.25e-3, "turned"),
            "anchor" | "peg" | "wall" | "rail" | "shaker" if self.open => (Motion::Free, 0.01, "y"),
            // What joins others is only pointed at.
            "rod" | "string" => (Motion::Button, 0.0, "tension"),
            "spring" | "pin" | "gear" => (Motion::Button, 0.0, "force"),
            "motor" => (Motion::Button, 0.0, "torque"),
            "attraction" | "fluid" | "floor" | "hook" | "release" => (Motion::Button, 0.0, ""),
            _ => return,
        };
        if motion == Motion::Button && !self.open {
            return;
        }
        let Some(id) = self.parts.get(part).map(|p| p.id.clone()) else { return };
        if !self.open && self.body_of(part).is_some_and(|body| body.fixed) {
            return;
        }
        self.grips.push(Grip {
            id: GripId(self.grips.len() as u16),
            path: id.to_string(),
            motion,
            nudge,
            tells: (!tells.is_empty()).then(|| format!("{id}.{tells}")),
        });
        self.grip_parts.push(part);
    }

    fn find_ways(&mut self) -> Result<(), BuildError> {
        let rails: Vec<usize> = self.of(&parts::rail::KIND).collect();
        let after = |plan: &Plan, rail: usize| plan.parts.get(rail).and_then(|p| p.joined.first().copied().flatten());
        let first: Vec<usize> = rails.iter().copied().filter(|&rail| after(self, rail).is_none()).collect();
        for rail in first {
            let mut way = vec![rail];
            while let Some(&last) = way.last() {
                let mut next = rails.iter().copied().filter(|&next| after(self, next) == Some(last));
                let Some(piece) = next.next() else { break };
                if let Some(second) = next.next() {
                    return Err(BuildError::new(self.id(second), "Two pieces of rail follow the same piece."));
                }
                way.push(piece);
            }
            self.ways.push(way);
        }
        if let Some(&lost) = rails.iter().find(|rail| !self.ways.iter().any(|way| way.contains(rail))) {
            return Err(BuildError::new(
                self.id(lost),
                "Its pieces of rail follow each other in a ring; one must begin.",
            ));
        }
        for index in 0..self.bodies.len() {
            let part = self.bodies[index].part;
            let rides = [&parts::cart::KIND, &parts::ball::KIND];
            let rail = self.parts.get(part).filter(|p| rides.iter().any(|kind| p.is(kind)));
            let rail = rail.and_then(|p| p.joined.first().copied().flatten());
            self.bodies[index].way = rail.and_then(|rail| self.ways.iter().position(|way| way.contains(&rail)));
        }
        Ok(())
    }

    fn find_strings(&mut self) {
        for part in self.of(&parts::string::KIND).collect::<Vec<_>>() {
            let joined = |t: usize| self.parts.get(part).and_then(|p| p.joined.get(t).copied().flatten());
            let wheels = (2..5).filter_map(joined).filter_map(|w| self.parts.get(w).and_then(|p| p.body)).collect();
            let ends = [self.end(part, 0), self.end(part, 1)];
            let catches = |peg: &usize| self.parts.get(*peg).is_some_and(|p| p.join(0) == part);
            let pegs = self.of(&parts::peg::KIND).filter(catches).collect();
            self.strings.push(Route { part, ends, wheels, pegs });
        }
    }

    /// The bodies that a joint acts on.
    pub fn held_by(&self, joint: usize) -> Vec<usize> {
        let own = |end: End| match end {
            End::Anchor(_) | End::Shaker(_) => None,
            End::Body(body) | End::Hook(body, _) => Some(body),
        };
        let ends = match super::hooked::ends(self, joint).filter(|_| self.is(joint, &parts::hooked::KIND)) {
            Some(ends) => ends.map(own),
            None => [0, 1].map(|terminal| own(self.end(joint, terminal))),
        };
        let route = self.strings.iter().find(|route| route.part == joint);
        let wheels = route.into_iter().flat_map(|route| route.wheels.iter().copied());
        ends.into_iter()
            .flatten()
            .chain(wheels)
            .filter(|&body| !self.bodies.get(body).is_none_or(|b| b.fixed && b.turn.is_none()))
            .collect()
    }

    fn order(&self) -> Vec<usize> {
        let kinds =
            [&parts::rod::KIND, &parts::pin::KIND, &parts::gear::KIND, &parts::hooked::KIND, &parts::string::KIND];
        let joints: Vec<usize> = (0..self.parts.len()).filter(|&i| kinds.iter().any(|kind| self.is(i, kind))).collect();
        let mut of_body: Vec<Vec<usize>> = vec![Vec::new(); self.bodies.len()];
        for (at, &joint) in joints.iter().enumerate() {
            for body in self.held_by(joint) {
                of_body[body].push(at);
            }
        }
        let mut left: Vec<bool> = vec![true; joints.len()];
        let mut order = Vec::with_capacity(joints.len());
        // From the ends of chains inwards: bodies with one joint first.
        let mut starts: Vec<usize> = (0..self.bodies.len()).collect();
        starts.sort_by_key(|&body| of_body[body].len());
        for start in starts {
            let mut queue = std::collections::VecDeque::from([start]);
            while let Some(body) = queue.pop_front() {
                for &at in &of_body[body] {
                    if std::mem::take(&mut left[at]) {
                        order.push(joints[at]);
                        queue.extend(self.held_by(joints[at]));
                    }
                }
            }
        }
        order.extend(joints.iter().zip(&left).filter(|(_, left)| **left).map(|(joint, _)| *joint));
        order
    }

    fn find_watches(&mut self) {
        let mut watches: Vec<Watch> = (0..self.strings.len()).map(Watch::String).collect();
        let floors: Vec<usize> = self.of(&parts::floor::KIND).collect();
        for (index, body) in self.bodies.iter().enumerate() {
            if body.way.is_some() {
                watches.extend([
                    Watch::Piece(index, 0),
                    Watch::Piece(index, 1),
                    Watch::Lift(index),
                    Watch::Stick(index),
                ]);
            }
            let round = |body: &Body| self.parts.get(body.part).is_some_and(|p| p.is(&parts::ball::KIND));
            for (other, with) in self.bodies.iter().enumerate().skip(index + 1) {
                if body.way.is_some() && body.way == with.way || round(body) && round(with) {
                    watches.push(Watch::Meet(index, other));
                }
            }
            let lands =
                self.parts.get(body.part).is_some_and(|p| p.is(&parts::ball::KIND) || p.is(&parts::weights::KIND));
            watches.extend(floors.iter().filter(|_| lands).map(|&floor| Watch::Land(index, floor)));
        }
        for (index, route) in self.strings.iter().enumerate() {
            watches.extend((0..route.pegs.len()).map(|peg| Watch::Peg(index, peg)));
            let of = |release: &usize| self.parts.get(*release).is_some_and(|p| p.join(0) == route.part);
            watches.extend(self.of(&parts::release::KIND).filter(of).map(|part| Watch::Release(part, index)));
        }
        self.watches = watches;
    }

    /// What the tables cannot say: joints that make no sense.
    fn check(&self) -> Result<(), BuildError> {
        for (index, part) in self.parts.iter().enumerate() {
            let two =
                [&parts::rod::KIND, &parts::string::KIND, &parts::spring::KIND, &parts::pin::KIND, &parts::gear::KIND];
            if !two.iter().any(|kind| part.is(kind)) {
                continue;
            }
            if part.join(0) == part.join(1) {
                return Err(BuildError::new(&*part.id, "Its two ends are joined to the same part; join it to two."));
            }
            if part.is(&parts::gear::KIND) {
                continue;
            }
            let owner = |terminal| match self.end(index, terminal) {
                End::Anchor(_) | End::Shaker(_) => None,
                End::Body(body) | End::Hook(body, _) => Some(body),
            };
            let routed = self.strings.iter().any(|route| route.part == index && !route.wheels.is_empty());
            let pegged = self.strings.iter().find(|route| route.part == index && !route.pegs.is_empty());
            if let Some(route) =
                pegged.filter(|route| !route.wheels.is_empty() || route.pegs.len() + 1 >= super::strings::MOST)
            {
                let peg = route.pegs.first().map_or(0, |peg| *peg);
                let sentence = "A peg catches a string that runs over no pulley, and three at most catch the same one.";
                return Err(BuildError::new(self.id(peg), sentence));
            }
            if owner(0) == owner(1) && !routed {
                let sentence = match owner(0) {
                    Some(_) => "Both its ends are on the same body; it would hold nothing.",
                    None => "Both its ends are fixed; it would hold nothing.",
                };
                return Err(BuildError::new(&*part.id, sentence));
            }
        }
        Ok(())
    }

    /// The end of a joint at a terminal.
    pub fn end(&self, part: usize, terminal: usize) -> End {
        let other = self.parts.get(part).map_or(0, |p| p.join(terminal));
        match self.parts.get(other) {
            Some(p) if p.is(&parts::hook::KIND) => {
                let body = self.parts.get(p.join(0)).and_then(|b| b.body).unwrap_or(0);
                End::Hook(body, other)
            }
            Some(super::super::plan::Part { body: Some(body), .. }) => End::Body(*body),
            Some(p) if p.is(&parts::shaker::KIND) => End::Shaker(other),
            _ => End::Anchor(other),
        }
    }

    /// The body that a part is.
    pub fn body_of(&self, part: usize) -> Option<&Body> {
        self.bodies.get(self.parts.get(part)?.body?)
    }

    /// Id of a part.
    pub fn id(&self, part: usize) -> String {
        self.parts.get(part).map(|p| p.id.to_string()).unwrap_or_default()
    }

    /// Whether a part is of this kind.
    pub fn is(&self, part: usize, kind: &'static PartKind) -> bool {
        self.parts.get(part).is_some_and(|p| p.is(kind))
    }

    /// Indices of the parts of a kind.
    pub fn of(&self, kind: &'static PartKind) -> impl Iterator<Item = usize> + '_ {
        self.parts.iter().enumerate().filter(move |(_, p)| p.is(kind)).map(|(i, _)| i)
    }
}

/// Whether a part of this kind may stand in a mechanism.
fn belongs(kind: &'static PartKind) -> bool {
    let shared = [
        &parts::anchor::KIND,
        &parts::ball::KIND,
        &parts::floor::KIND,
        &parts::rod::KIND,
        &parts::spring::KIND,
        &parts::string::KIND,
        &parts::weights::KIND,
    ];
    super::is_mine(kind) || shared.iter().any(|one| std::ptr::eq(*one, kind))
}
