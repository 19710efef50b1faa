//! What of a mechanism is worked out together. Bodies that joints, springs or attraction connect, and bodies that may come
//! to meet within a step, are an island: it is advanced by itself, with steps and events of its own.

use super::end::End;
use super::plan::{Plan, Watch};
use super::state::State;
use super::terms::Terms;

/// Sets of bodies that hang together; each is named by the least of its bodies.
#[derive(Clone, Default)]
pub struct Sets(Vec<usize>);

impl Sets {
    /// Each body by itself.
    pub fn new(count: usize) -> Sets {
        Sets((0..count).collect())
    }

    /// The least body of the set that a body is in.
    pub fn root(&self, mut body: usize) -> usize {
        while let Some(&next) = self.0.get(body).filter(|next| **next != body) {
            body = next;
        }
        body
    }

    /// Makes one set of those that two bodies are in.
    pub fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        if let Some(slot) = self.0.get_mut(a.max(b)) {
            *slot = a.min(b);
        }
    }

    /// Makes one set of all bodies in a list.
    pub fn join_all(&mut self, bodies: &[usize]) {
        bodies.windows(2).for_each(|two| self.join(two[0], two[1]));
    }
}

/// What belongs to an island: indices into the tables of plan, state and terms.
#[derive(Clone, Default)]
pub struct Scope {
    /// Which island it is: what `Scratch::island` has for its bodies.
    pub number: usize,
    /// Bodies.
    pub bodies: Vec<usize>,
    /// Bodies that run on a rail, or have left it.
    pub riders: Vec<usize>,
    /// Coordinates of the bodies.
    pub dofs: Vec<usize>,
    /// Coordinates without mass that move as joints let them.
    pub massless: Vec<usize>,
    /// Joints, as indices among `Plan::joints`.
    pub joints: Vec<usize>,
    /// Strings.
    pub strings: Vec<usize>,
    /// Springs, motors, dampers and bands among the terms.
    pub springs: Vec<usize>,
    /// Motors.
    pub motors: Vec<usize>,
    /// Dampers.
    pub dampers: Vec<usize>,
    /// Bands.
    pub bands: Vec<usize>,
    /// What is watched for; pairs that may meet are found anew as they move.
    pub watches: Vec<Watch>,
}

impl Scope {
    fn clear(&mut self, number: usize) {
        self.number = number;
        for list in [
            &mut self.bodies,
            &mut self.riders,
            &mut self.dofs,
            &mut self.massless,
            &mut self.joints,
            &mut self.strings,
            &mut self.springs,
            &mut self.motors,
            &mut self.dampers,
            &mut self.bands,
        ] {
            list.clear();
        }
        self.watches.clear();
    }

    /// Lists the coordinates without mass anew.
    pub fn find_massless(&mut self, terms: &Terms) {
        self.massless.clear();
        self.massless.extend(self.dofs.iter().filter(|&&dof| terms.is_massless(dof)));
    }
}

/// Fills one scope for each of the islands; `island` has the number of the island of each body.
pub fn split<'a>(plan: &Plan, terms: &Terms, island: &[usize], scopes: impl IntoIterator<Item = &'a mut Scope>) {
    let mut scopes: Vec<&mut Scope> = scopes.into_iter().collect();
    scopes.iter_mut().enumerate().for_each(|(number, scope)| scope.clear(number));
    let mut of = |body: Option<usize>, add: &mut dyn FnMut(&mut Scope)| {
        if let Some(scope) = body.and_then(|body| island.get(body)).and_then(|&number| scopes.get_mut(number)) {
            add(scope);
        }
    };
    let owner = |dof: usize| plan.owners.get(dof).copied();
    for (index, one) in plan.bodies.iter().enumerate() {
        of(Some(index), &mut |scope| {
            scope.bodies.push(index);
            if one.way.is_some() {
                scope.riders.push(index);
            }
            scope.dofs.extend(one.dof..one.dof + one.dofs());
        });
    }
    for (index, held) in plan.held.iter().enumerate() {
        of(held.first().copied(), &mut |scope| scope.joints.push(index));
    }
    for (index, route) in plan.strings.iter().enumerate() {
        of(route.bodies().next(), &mut |scope| scope.strings.push(index));
    }
    for (index, spring) in terms.springs.iter().enumerate() {
        of(spring.ends.into_iter().find_map(End::body), &mut |scope| scope.springs.push(index));
    }
    for (index, motor) in terms.motors.iter().enumerate() {
        of(owner(motor.turn), &mut |scope| scope.motors.push(index));
    }
    for (index, damper) in terms.dampers.iter().enumerate() {
        of(damper.turns.into_iter().flatten().find_map(owner), &mut |scope| scope.dampers.push(index));
    }
    for (index, band) in terms.bands.iter().enumerate() {
        of(owner(band.dof), &mut |scope| scope.bands.push(index));
    }
    for &(body, watch) in &plan.watches {
        of(Some(body), &mut |scope| scope.watches.push(watch));
    }
    scopes.iter_mut().for_each(|scope| scope.find_massless(terms));
}

/// Numbers the islands in the order of their least bodies: writes the number of each body's island, and gives how many
/// there are. Pairs that are given hang together as well.
pub fn number(plan: &Plan, state: &State, pairs: &[(usize, usize)], island: &mut Vec<usize>) -> usize {
    let mut sets = plan.together.clone();
    for &(a, b) in pairs {
        sets.join(a, b);
    }
    for &(a, b, _) in &state.coupled {
        sets.join(a as usize, b as usize);
    }
    island.clear();
    let mut count = 0;
    for body in 0..plan.bodies.len() {
        let root = sets.root(body);
        let number = if root == body { count } else { island.get(root).copied().unwrap_or(0) };
        count += usize::from(root == body);
        island.push(number);
    }
    count
}
