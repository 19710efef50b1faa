//! The plan of a motion system: its parts with their places in the value table, and who is joined to whom.

use super::parts::PARTS;
use super::smooth::is_smooth_spring;
use super::{OPTIONS, parts};
use crate::systems::{BuildError, Grip, GripId, Motion, PartKind, Setup, Variable};
use glam::DVec2;
use std::rc::Rc;

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
    /// Part index of each body of the smooth solver.
    pub bodies: Vec<usize>,
    /// Part indices of rods and strings.
    pub joints: Vec<usize>,
    /// Part indices of springs between bodies of the smooth solver.
    pub springs: Vec<usize>,
    /// Part indices of floors.
    pub floors: Vec<usize>,
    /// How many things are watched for that can happen between two steps.
    pub events: usize,
}

/// A part of the plan.
pub struct Part {
    /// Its id.
    pub id: Rc<str>,
    /// Its kind.
    pub kind: &'static PartKind,
    /// Index of its first variable.
    pub first: usize,
    /// Part index of what is joined at each terminal.
    pub joined: Vec<Option<usize>>,
    /// Index among the bodies of the smooth solver, if it is one.
    pub body: Option<usize>,
}

impl Part {
    /// True if it is of this kind: each kind is one row of a table, so its address tells. (Asked millions of times.)
    pub fn is(&self, kind: &'static PartKind) -> bool {
        std::ptr::eq(self.kind, kind)
    }

    /// Part index of what is joined at a terminal.
    pub fn join(&self, terminal: usize) -> usize {
        self.joined.get(terminal).copied().flatten().unwrap_or(0)
    }
}

impl Plan {
    /// Lays out the parts of a setup.
    pub fn new(setup: &Setup) -> Result<Plan, BuildError> {
        let mut variables: Vec<Variable> =
            OPTIONS.iter().map(|spec| Variable { path: spec.name.to_string(), spec }).collect();
        let mut plan_parts = Vec::new();
        let mut bodies = Vec::new();
        let mut grips = Vec::new();
        let mut grip_parts = Vec::new();
        for (index, part) in setup.parts.iter().enumerate() {
            let first = variables.len();
            variables.extend(
                part.kind.variables.iter().map(|spec| Variable { path: format!("{}.{}", part.id, spec.name), spec }),
            );
            let is_body = part.kind.id == parts::ball::KIND.id || part.kind.id == parts::weights::KIND.id;
            let body = is_body.then(|| {
                bodies.push(index);
                bodies.len() - 1
            });
            if let Some((motion, nudge, tells)) = grip_of(part.kind) {
                grips.push(Grip {
                    id: GripId(grips.len() as u16),
                    path: part.id.to_string(),
                    motion,
                    nudge,
                    tells: Some(format!("{}.{tells}", part.id)),
                });
                grip_parts.push(index);
            }
            plan_parts.push(Part { id: part.id.clone(), kind: part.kind, first, joined: part.joined.clone(), body });
        }
        let mut plan = Plan {
            parts: plan_parts,
            variables,
            grips,
            grip_parts,
            bodies,
            joints: Vec::new(),
            springs: Vec::new(),
            floors: Vec::new(),
            events: 0,
        };
        let all = || 0..plan.parts.len();
        let joint =
            |&i: &usize| plan.parts.get(i).is_some_and(|p| p.is(&parts::rod::KIND) || p.is(&parts::string::KIND));
        let (joints, springs) =
            (all().filter(joint).collect(), all().filter(|&i| is_smooth_spring(&plan, i)).collect());
        (plan.joints, plan.springs) = (joints, springs);
        plan.floors = plan.of(&parts::floor::KIND).collect();
        plan.events = super::event::WATCHES.iter().map(|watch| (watch.count)(&plan)).sum();
        plan.tell_angles();
        plan.check()?;
        Ok(plan)
    }

    /// A ball on a rod from an anchor tells its angle and is turned by the arrows.
    fn tell_angles(&mut self) {
        for (grip, &part) in self.grips.iter_mut().zip(&self.grip_parts) {
            let Some(me) = self.parts.get(part) else { continue };
            if let Some(rod) = self.parts.iter().find(|p| p.is(&parts::rod::KIND) && p.join(1) == part) {
                grip.motion = Motion::Around(DVec2::ZERO);
                grip.nudge = std::f64::consts::PI / 360.0;
                grip.tells = Some(format!("{}.angle", rod.id));
            } else if let Some(track) = self.parts.iter().find(|p| p.is(&parts::track::KIND) && p.join(0) == part) {
                grip.motion = Motion::Along(DVec2::Y);
                grip.nudge = 0.005;
                grip.tells = Some(format!("{}.height", track.id));
            } else if me.is(&parts::hand::KIND) {
                let spring = self.parts.iter().find(|p| p.is(&parts::spring::KIND) && p.join(0) == part);
                if let Some(spring) = spring {
                    grip.tells = Some(format!("{}.force", spring.id));
                }
            }
        }
    }

    /// What the tables cannot say: joints that make no sense.
    fn check(&self) -> Result<(), BuildError> {
        for (index, part) in self.parts.iter().enumerate() {
            if part.kind.terminals.len() == 2 && part.join(0) == part.join(1) {
                return Err(BuildError::new(&*part.id, "Its two ends are joined to the same part; join it to two."));
            }
            let holds = part.is(&parts::rod::KIND) || part.is(&parts::string::KIND);
            if holds {
                for end in 0..2 {
                    let other = part.join(end);
                    if self.parts.iter().any(|p| p.is(&parts::track::KIND) && p.join(0) == other) {
                        return Err(BuildError::new(
                            &*part.id,
                            "A ball on a track cannot also hang on a rod or string; take one of them away.",
                        ));
                    }
                }
            }
            if part.is(&parts::rod::KIND) {
                let twice =
                    self.parts.iter().skip(index + 1).any(|p| p.is(&parts::rod::KIND) && p.join(1) == part.join(1));
                if twice {
                    return Err(BuildError::new(&*part.id, "Two rods end at the same body; a body hangs on one rod."));
                }
            }
            if part.is(&parts::track::KIND)
                && self.parts.iter().skip(index + 1).any(|p| p.is(&parts::track::KIND) && p.join(0) == part.join(0))
            {
                return Err(BuildError::new(&*part.id, "Two tracks carry the same ball; a ball runs on one track."));
            }
            if part.is(&parts::spring::KIND) {
                let rigid = |p: usize| self.parts.get(p).is_some_and(|p| p.kind.rigid);
                if rigid(part.join(0)) != rigid(part.join(1)) && !self.is_fixed(part.join(0)) {
                    return Err(BuildError::new(
                        &*part.id,
                        "A spring joins a block to a hand or an anchor, or two bodies that hang free.",
                    ));
                }
            }
        }
        Ok(())
    }

    /// True for a body whose place a rod or a track decides.
    pub fn is_guided(&self, part: usize) -> bool {
        self.parts
            .iter()
            .any(|p| p.is(&parts::rod::KIND) && p.join(1) == part || p.is(&parts::track::KIND) && p.join(0) == part)
    }

    fn is_fixed(&self, part: usize) -> bool {
        self.parts.get(part).is_some_and(|p| p.is(&parts::anchor::KIND) || p.is(&parts::hand::KIND))
    }

    /// Indices of the parts of a kind.
    pub fn of(&self, kind: &'static PartKind) -> impl Iterator<Item = usize> + '_ {
        self.parts.iter().enumerate().filter(move |(_, p)| p.is(kind)).map(|(i, _)| i)
    }

    /// True if anything here needs the contact solver.
    pub fn needs_contact(&self) -> bool {
        self.parts.iter().any(|p| p.kind.rigid)
    }
}

/// How the learner holds a part of this kind, what an arrow key does, and the variable that tells where it is.
fn grip_of(kind: &'static PartKind) -> Option<(Motion, f64, &'static str)> {
    debug_assert!(PARTS.iter().any(|k| k.id == kind.id), "every kind of part is in the table");
    match kind.id {
        "ball" | "weights" => Some((Motion::Free, 0.01, "y")),
        "screen" => Some((Motion::Along(DVec2::X), 0.01, "x")),
        "hand" => Some((Motion::Along(DVec2::X), 0.005, "x")),
        _ => None,
    }
}
