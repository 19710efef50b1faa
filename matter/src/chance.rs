//! Reactions of a few particles: each one happens by chance, exactly as often as its law says.
//!
//! Source: D. T. Gillespie, J. Phys. Chem. 81 (1977) 2340 (direct method). The time of the next reaction is kept between
//! steps, so the course does not depend on how the time is cut into steps.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::numerics::math;
use crate::numerics::random::Random;
use crate::quantity::constants::AVOGADRO;

/// The most particles of one species: below it every count is exact as a double.
pub const MOST_PARTICLES: u64 = 1 << 53;

/// Reactions in one advance before it is given up: about a second of work.
pub const MOST_EVENTS: u64 = 20_000_000;

/// A reaction between particles.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// Species and how many of each have to meet.
    pub meeting: Vec<(usize, u32)>,
    /// What one reaction adds to each species.
    pub changes: Vec<(usize, i64)>,
    /// Probability for each possible meeting, 1/s. Two of the same kind can meet in n(n - 1)/2 ways.
    pub constant: f64,
}

/// The constant of an [`Event`], 1/s, of a reaction whose rate law has the constant `rate` (mol/(m³ s) at 1 mol/L of
/// each of what meets) in a volume (m³).
pub fn event_constant(rate: f64, meeting: &[(usize, u32)], volume: f64) -> f64 {
    // Particles that are 1 mol/L.
    let litre = 1000.0 * AVOGADRO.value * volume;
    meeting.iter().fold(rate * AVOGADRO.value * volume, |constant, (_, count)| {
        (1..=*count).fold(constant, |constant, k| constant * f64::from(k) / litre)
    })
}

/// What is wrong with the reactions of a population, or why it could not be followed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ChanceFailure {
    /// A reaction names a species that is not there.
    UnknownSpecies {
        /// Which reaction, from 0.
        event: usize,
    },
    /// A constant is below zero or not finite.
    Constant {
        /// Which reaction, from 0.
        event: usize,
    },
    /// A reaction takes away more than it needs to meet, so that a count could fall below zero.
    Overdraws {
        /// Which reaction, from 0.
        event: usize,
    },
    /// More particles than the limit.
    TooMany {
        /// Which species, from 0.
        species: usize,
        /// The limit.
        most: u64,
    },
    /// More reactions in one advance than [`MOST_EVENTS`].
    TooFast,
    /// The time asked for lies in the past, or is not finite.
    Time,
}

impl fmt::Display for ChanceFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ChanceFailure::UnknownSpecies { event } => {
                write!(f, "reaction {} names a species that is not there", event + 1)
            }
            ChanceFailure::Constant { event } => {
                write!(f, "the constant of reaction {} is below zero or not finite", event + 1)
            }
            ChanceFailure::Overdraws { event } => {
                write!(f, "reaction {} takes away more particles than it needs to meet", event + 1)
            }
            ChanceFailure::TooMany { species, most } => {
                write!(f, "there are more than {most} particles of species {}", species + 1)
            }
            ChanceFailure::TooFast => f.write_str("so many reactions happen that they cannot be followed one by one"),
            ChanceFailure::Time => f.write_str("time cannot run backwards"),
        }
    }
}

impl std::error::Error for ChanceFailure {}

/// The state of a population: what a saved lab keeps.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Counts {
    /// Particles by species.
    pub particles: Vec<u64>,
    /// Time, s.
    pub time: f64,
    random: Random,
    /// When the next reaction happens, and the sum of the propensities by which it was drawn.
    next: Option<(f64, f64)>,
}

impl Counts {
    /// So many particles at time 0, with the chance of a stream.
    pub fn new(particles: Vec<u64>, random: Random) -> Counts {
        Counts { particles, time: 0.0, random, next: None }
    }
}

/// Reactions between particles, with scratch space.
#[derive(Clone, Debug)]
pub struct Population {
    events: Vec<Event>,
    most: u64,
    propensities: Vec<f64>,
}

impl Population {
    /// Reactions between so many species, of which no more than `most` particles each are allowed.
    ///
    /// # Errors
    /// The first reaction that is wrong: see [`ChanceFailure`].
    pub fn new(events: Vec<Event>, species: usize, most: u64) -> Result<Population, ChanceFailure> {
        for (event, row) in events.iter().enumerate() {
            let known = row.meeting.iter().map(|(index, _)| *index).chain(row.changes.iter().map(|(index, _)| *index));
            if known.into_iter().any(|index| index >= species) {
                return Err(ChanceFailure::UnknownSpecies { event });
            }
            if !(row.constant >= 0.0 && row.constant.is_finite()) {
                return Err(ChanceFailure::Constant { event });
            }
            for (index, _) in &row.changes {
                let sum = |list: &mut dyn Iterator<Item = (usize, i64)>| -> i64 {
                    list.filter(|(other, _)| other == index).map(|(_, count)| count).fold(0, i64::saturating_add)
                };
                let met = sum(&mut row.meeting.iter().map(|(index, count)| (*index, i64::from(*count))));
                if sum(&mut row.changes.iter().copied()).saturating_add(met) < 0 {
                    return Err(ChanceFailure::Overdraws { event });
                }
            }
        }
        let propensities = vec![0.0; events.len()];
        Ok(Population { events, most: most.min(MOST_PARTICLES), propensities })
    }

    /// The reactions.
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// Changes the constant of a reaction between advances, as when it gets warmer. False if there is no such reaction
    /// or the constant is below zero or not finite.
    pub fn set_constant(&mut self, event: usize, constant: f64) -> bool {
        match self.events.get_mut(event) {
            Some(row) if constant >= 0.0 && constant.is_finite() => {
                row.constant = constant;
                true
            }
            _ => false,
        }
    }

    /// Advances to exactly the time `to`. Returns how many reactions happened.
    ///
    /// # Errors
    /// See [`ChanceFailure`]; the counts then stand after the last reaction that happened.
    pub fn advance(&mut self, counts: &mut Counts, to: f64) -> Result<u64, ChanceFailure> {
        if !(to >= counts.time && to.is_finite()) {
            return Err(ChanceFailure::Time);
        }
        let species = counts.particles.len();
        for (event, row) in self.events.iter().enumerate() {
            let known = row.meeting.iter().map(|(index, _)| index).chain(row.changes.iter().map(|(index, _)| index));
            if known.into_iter().any(|index| *index >= species) {
                return Err(ChanceFailure::UnknownSpecies { event });
            }
        }
        if let Some(species) = counts.particles.iter().position(|count| *count > self.most) {
            return Err(ChanceFailure::TooMany { species, most: self.most });
        }
        for happened in 0..MOST_EVENTS {
            let total = self.propensities(&counts.particles);
            let due = match counts.next {
                _ if total <= 0.0 => f64::INFINITY,
                Some((due, drawn)) if drawn == total => due,
                // What was drawn is how many mean times to wait; the constants have changed since, and with them the mean.
                Some((due, drawn)) => counts.time + (due - counts.time) * drawn / total,
                None => counts.time - math::ln(1.0 - counts.random.uniform()) / total,
            };
            counts.next = due.is_finite().then_some((due, total));
            if due > to {
                counts.time = to;
                return Ok(happened);
            }
            let event = self.choose(total * counts.random.uniform());
            counts.time = due;
            counts.next = None;
            for (index, change) in event.map_or(&[][..], |event| &event.changes) {
                if let Some(count) = counts.particles.get_mut(*index) {
                    *count = count.saturating_add_signed(*change);
                    if *count > self.most {
                        return Err(ChanceFailure::TooMany { species: *index, most: self.most });
                    }
                }
            }
        }
        Err(ChanceFailure::TooFast)
    }

    /// Works out how often each reaction happens, 1/s, and returns the sum.
    fn propensities(&mut self, particles: &[u64]) -> f64 {
        let mut total = 0.0;
        for (event, propensity) in self.events.iter().zip(&mut self.propensities) {
            *propensity = event.meeting.iter().fold(event.constant, |ways, (index, count)| {
                let there = particles.get(*index).copied().unwrap_or(0);
                (0..*count).fold(ways, |ways, k| ways * there.saturating_sub(u64::from(k)) as f64 / f64::from(k + 1))
            });
            total += *propensity;
        }
        total
    }

    /// The reaction in whose share of the sum a number falls; the last that can happen where rounding leaves none.
    fn choose(&self, mut place: f64) -> Option<&Event> {
        let mut last = None;
        for (event, propensity) in self.events.iter().zip(&self.propensities) {
            if *propensity > 0.0 {
                last = Some(event);
                place -= propensity;
                if place < 0.0 {
                    break;
                }
            }
        }
        last
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2 P -> P2 and back.
    fn dimers() -> Population {
        let events = vec![
            Event { meeting: vec![(0, 2)], changes: vec![(0, -2), (1, 1)], constant: 0.001 },
            Event { meeting: vec![(1, 1)], changes: vec![(0, 2), (1, -1)], constant: 0.01 },
        ];
        Population::new(events, 2, 1000).expect("population")
    }

    #[test]
    fn the_course_does_not_depend_on_the_steps() {
        let mut population = dimers();
        let start = || Counts::new(vec![301, 0], Random::new(5));
        let mut whole = start();
        let happened = population.advance(&mut whole, 50.0).expect("advance");
        assert!(happened > 100);
        for parts in [10, 997] {
            let mut cut = start();
            let mut again = 0;
            for part in 1..=parts {
                again += population.advance(&mut cut, 50.0 * f64::from(part) / f64::from(parts)).expect("advance");
                // Saved and restored on the way.
                let saved = postcard::to_allocvec(&cut).expect("saved");
                cut = postcard::from_bytes(&saved).expect("restored");
            }
            assert_eq!((again, &cut), (happened, &whole));
        }
        assert_eq!(whole.particles[0] + 2 * whole.particles[1], 301);
    }

    #[test]
    fn the_last_particle_decays_and_nothing_more_happens() {
        let events = vec![Event { meeting: vec![(0, 1)], changes: vec![(0, -1)], constant: 3.0 }];
        let mut population = Population::new(events, 1, 100).expect("population");
        let mut counts = Counts::new(vec![20], Random::new(1));
        assert_eq!(population.advance(&mut counts, 1e3), Ok(20));
        assert_eq!(population.advance(&mut counts, 1e6), Ok(0));
        assert_eq!((counts.particles[0], counts.time), (0, 1e6));
    }

    #[test]
    fn a_change_of_the_constants_counts_from_then_on() {
        // Decay at 1/s; half of the runs change to 3/s at 0.5 s. Survival at 1 s: exp(-1) and exp(-0.5 - 1.5).
        let events = || vec![Event { meeting: vec![(0, 1)], changes: vec![(0, -1)], constant: 1.0 }];
        let (mut same, mut changed) = (0, 0);
        let runs = 4000;
        for run in 0..runs {
            for (change, left) in [(false, &mut same), (true, &mut changed)] {
                let mut population = Population::new(events(), 1, 10).expect("population");
                let mut counts = Counts::new(vec![1], Random::new(run));
                population.advance(&mut counts, 0.5).expect("advance");
                if change {
                    assert!(population.set_constant(0, 3.0));
                }
                population.advance(&mut counts, 1.0).expect("advance");
                *left += counts.particles[0];
            }
        }
        for (left, share) in [(same, math::exp(-1.0)), (changed, math::exp(-2.0))] {
            let (mean, spread) = (share * runs as f64, (runs as f64 * share * (1.0 - share)).sqrt());
            assert!((left as f64 - mean).abs() < 4.0 * spread, "{left} of {mean}");
        }
        // Off and on again.
        let mut population = Population::new(events(), 1, 10).expect("population");
        let mut counts = Counts::new(vec![1], Random::new(3));
        population.set_constant(0, 0.0);
        assert_eq!(population.advance(&mut counts, 100.0), Ok(0));
        population.set_constant(0, 1.0);
        assert_eq!(population.advance(&mut counts, 200.0), Ok(1));
        assert!(!population.set_constant(0, f64::NAN) && !population.set_constant(1, 1.0));
    }

    #[test]
    fn constants_follow_from_those_of_rate_laws() {
        // 1e-18 m³ hold 602.2 particles at 1 µmol/L: the propensity at large numbers is the rate times Avogadro's number.
        let (volume, rate) = (1e-18, 1000.0 * 5e6);
        let particles = 6022;
        let activity = f64::from(particles) / (1000.0 * AVOGADRO.value * volume);
        for (meeting, order) in [(vec![(0, 2)], 2), (vec![(0, 1), (1, 1)], 2), (vec![(0, 1)], 1), (vec![], 0)] {
            let constant = event_constant(rate, &meeting, volume);
            let event = Event { meeting, changes: vec![], constant };
            let mut population = Population::new(vec![event], 2, 10_000).expect("population");
            let found = population.propensities(&[particles as u64, particles as u64]);
            let right = rate * volume * AVOGADRO.value * math::powi(activity, order);
            assert!((found / right - 1.0).abs() < 2e-4, "{found} {right}");
        }
    }

    #[test]
    fn limits_and_faults_are_told() {
        let grow = Event { meeting: vec![(0, 1)], changes: vec![(0, 1)], constant: 1.0 };
        let mut population = Population::new(vec![grow.clone()], 1, 100).expect("population");
        let mut counts = Counts::new(vec![10], Random::new(1));
        let failure = population.advance(&mut counts, 100.0).expect_err("a failure");
        assert_eq!(failure, ChanceFailure::TooMany { species: 0, most: 100 });
        assert_eq!(failure.to_string(), "there are more than 100 particles of species 1");
        assert_eq!(population.advance(&mut counts, 0.0), Err(ChanceFailure::Time));
        let fault = |change: &dyn Fn(&mut Event)| {
            let mut event = grow.clone();
            change(&mut event);
            Population::new(vec![event], 1, 100).expect_err("a fault")
        };
        assert_eq!(fault(&|event| event.meeting = vec![(1, 1)]), ChanceFailure::UnknownSpecies { event: 0 });
        assert_eq!(fault(&|event| event.constant = f64::INFINITY), ChanceFailure::Constant { event: 0 });
        assert_eq!(fault(&|event| event.changes = vec![(0, -2)]), ChanceFailure::Overdraws { event: 0 });
    }
}
