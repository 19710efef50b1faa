//! What vessels hold, as the state of a bench has it: a mixture, and beside it what came in last and is not mixed yet.

use super::parts::content::{MASS, VOLUME};
use super::parts::{burette, content, dropper, pipette, wash_bottle};
use super::vessel;
use crate::matter::activity::Profile;
use crate::matter::catalogue::Catalogue;
use crate::matter::equilibrium::{Conditions, NotConverged, Workspace};
use crate::matter::formula::Phase;
use crate::matter::mixture::{Mixture, Part};
use crate::matter::spectrum::Spectrum;
use crate::matter::water;
use crate::numerics::math::exp;
use crate::systems::{PartSetup, Setup};
use serde::de::{Deserializer, Error as _};
use serde::ser::Serializer;
use serde::{Deserialize, Serialize};
use std::rc::Rc;

/// Time in which streaks mix into the rest, s: with the hand that swirls, and left alone. Orders of magnitude: a flask
/// that is swirled is uniform after about a second; a drop of dye in a still beaker is seen for half a minute.
const SWIRLED: f64 = 0.2;
const STILL: f64 = 7.0;
/// Streaks that make up so much of the whole are mixed.
const MIXED: f64 = 0.25;
/// A temperature further than this from that of the last equilibrium asks for another, K.
const DRIFT: f64 = 0.02;
/// Heat that a vessel loses to the room, W/(m² K): free convection and radiation near room temperature, some 10
/// (VDI Heat Atlas, section A2).
const LOSS: f64 = 10.0;

/// What the plan of a bench has besides its table.
pub struct Shelf {
    /// Substances and reactions.
    pub catalogue: Rc<Catalogue>,
    /// By species: what a mol absorbs, of those that are seen.
    pub spectra: Vec<Option<Box<Spectrum>>>,
    /// By part: which of `Contents::vessels` it is.
    pub vessels: Vec<Option<usize>>,
    /// By part: key of the words on its label.
    pub labels: Vec<Rc<str>>,
}

/// What a bench holds besides its values.
#[derive(Clone, Serialize, Deserialize)]
pub struct Contents {
    /// What each vessel holds.
    pub vessels: Vec<Content>,
    /// What was spilled, dripped beside and rinsed away: conserved like the rest.
    pub lost: Amounts,
    /// Memory of the solver; it changes no result.
    #[serde(skip)]
    pub work: Work,
}

/// Memory of the solver.
#[derive(Clone, Default)]
pub struct Work(Workspace);

/// What one vessel holds.
#[derive(Clone, Serialize, Deserialize)]
pub struct Content {
    /// What is mixed.
    pub bulk: Amounts,
    /// What came in last and is in streaks; empty when all is mixed.
    pub streaks: Amounts,
    /// Whether what is mixed changed since its last equilibrium, and what is in streaks.
    stale: [bool; 2],
    /// Temperature from which the next equilibrium is asked for, K.
    settled: f64,
}

/// A mixture that is saved as the species that are there.
#[derive(Clone)]
pub struct Amounts(pub Mixture);

impl Serialize for Amounts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Amounts(mixture) = self;
        let there = mixture.amounts.iter().enumerate().filter(|(_, amount)| **amount != 0.0);
        let there: Vec<(u16, f64)> = there.map(|(at, amount)| (at as u16, *amount)).collect();
        (mixture.amounts.len() as u16, there, mixture.temperature, mixture.profile == Profile::Ideal)
            .serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Amounts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (length, there, temperature, ideal): (u16, Vec<(u16, f64)>, f64, bool) =
            Deserialize::deserialize(deserializer)?;
        let mut amounts = vec![0.0; length as usize];
        for (at, amount) in there {
            *amounts.get_mut(at as usize).ok_or_else(|| D::Error::custom("a species that does not exist"))? = amount;
        }
        let profile = if ideal { Profile::Ideal } else { Profile::Activity };
        Ok(Amounts(Mixture { amounts, temperature, profile }))
    }
}

impl Shelf {
    /// The shelf of a setup.
    pub fn of(setup: &Setup, catalogue: Rc<Catalogue>) -> Shelf {
        let spectra = catalogue.species.iter().map(|species| {
            let spectrum = Spectrum::of(&species.bands);
            (!species.bands.is_empty() && !spectrum.is_clear()).then(|| Box::new(spectrum))
        });
        let spectra = spectra.collect();
        let mut count = 0..;
        let vessels = setup.parts.iter().map(|part| holds(part).then(|| count.next()).flatten()).collect();
        let labels = setup.parts.iter().map(|part| Rc::from(super::label(&setup.id, &part.id))).collect();
        Shelf { catalogue, spectra, vessels, labels }
    }
}

/// Whether a part holds something: all but what is written of contents.
fn holds(part: &PartSetup) -> bool {
    part.kind.id != content::KIND.id
}

impl Contents {
    /// What stands in the vessels at the start, at equilibrium. The error names the part at fault.
    pub fn of(setup: &Setup, shelf: &Shelf) -> Result<Contents, (usize, String)> {
        let temperature = setup.surroundings.temperature;
        let empty = Amounts(Mixture::new(&shelf.catalogue, temperature));
        let one = Content { bulk: empty.clone(), streaks: empty.clone(), stale: [true; 2], settled: temperature };
        let count = shelf.vessels.iter().flatten().count();
        let mut contents = Contents { vessels: vec![one; count], lost: empty, work: Work::default() };
        for (index, part) in setup.parts.iter().enumerate().filter(|(_, part)| !holds(part)) {
            let joined = |terminal: usize| part.joined.get(terminal).copied().flatten();
            let vessel = joined(content::IN).and_then(|at| shelf.vessels.get(at).copied().flatten());
            let (Some(vessel), Some(substance)) = (vessel, joined(content::OF)) else { continue };
            let more = portion(&shelf.catalogue, substance, part, temperature).map_err(|words| (index, words))?;
            if let Some(content) = contents.vessels.get_mut(vessel) {
                content.bulk.0.pour(&shelf.catalogue, &more);
                // As it stood on the shelf for long.
                content.bulk.0.temperature = temperature;
            }
        }
        Ok(contents)
    }
}

/// What a row of contents says.
fn portion(catalogue: &Catalogue, substance: usize, part: &PartSetup, temperature: f64) -> Result<Mixture, String> {
    let get = |variable: usize| part.values.get(variable).copied().unwrap_or(0.0);
    let (volume, mass, concentration) = (get(VOLUME), get(MASS), get(content::CONCENTRATION));
    let mut mixture = Mixture::new(catalogue, temperature);
    let Some(row) = catalogue.substances.get(substance) else { return Ok(mixture) };
    let label = row.row.concentration;
    let given = |variable: usize| part.given.get(variable).copied().unwrap_or(false);
    if (volume > 0.0 && mass > 0.0) || (volume + mass == 0.0 && !given(VOLUME) && !given(MASS)) {
        return Err("give either the volume or the mass of what is in the vessel".to_owned());
    }
    if volume + mass == 0.0 {
        return Ok(mixture);
    }
    let mut add = |share: f64| row.amounts.iter().for_each(|(at, amount)| _ = mixture.add(*at, amount * share));
    match (concentration > 0.0, label) {
        (false, _) if mass > 0.0 => add(mass / row.mass.max(f64::MIN_POSITIVE)),
        (false, _) => {
            let mut one = Mixture::new(catalogue, water::STANDARD_TEMPERATURE);
            row.amounts.iter().for_each(|(at, amount)| _ = one.add(*at, *amount));
            add(volume / one.volume(catalogue).max(f64::MIN_POSITIVE));
        }
        (true, None) => return Err("this substance has no concentration of its own to be changed".to_owned()),
        (true, Some(_)) if mass > 0.0 => {
            return Err("give the volume of a solution whose concentration is given".to_owned());
        }
        (true, Some(label)) => {
            // What is dissolved in proportion, and water to the volume.
            let solution = row.row.solution.unwrap_or(1e-3);
            let share = concentration / label * volume / solution;
            for (at, amount) in row.amounts.iter().filter(|(at, _)| *at != catalogue.water()) {
                mixture.add(*at, amount * share);
            }
            // Ions draw water together: what they take up of the volume may be less than nothing.
            let dissolved = catalogue.species.iter().zip(&mixture.amounts).map(|(one, amount)| one.volume * amount);
            let room = volume - dissolved.sum::<f64>();
            let amount = room * water::density(water::STANDARD_TEMPERATURE) / water::MOLAR_MASS;
            if !mixture.add(catalogue.water(), amount) {
                return Err("so much cannot be dissolved in so little: there is no room for water".to_owned());
            }
        }
    }
    Ok(mixture)
}

impl Content {
    /// Volume of all, m³: solution, other liquids and solids.
    pub fn volume(&self, catalogue: &Catalogue) -> f64 {
        self.bulk.0.volume(catalogue) + self.streaks.0.volume(catalogue)
    }

    /// Takes a volume out, m³, of what is mixed and of what is in streaks alike; at most what is there. Solids stay unless they are stirred up.
    pub fn take(&mut self, catalogue: &Catalogue, volume: f64, stirred: bool) -> Mixture {
        let part = if stirred { Part::Stirred } else { Part::Solution };
        let of = |amounts: &Amounts| match part {
            Part::Solution => amounts.0.solution_volume(catalogue),
            _ => amounts.0.volume(catalogue),
        };
        let (bulk, streaks) = (of(&self.bulk), of(&self.streaks));
        let whole = bulk + streaks;
        if whole <= 0.0 {
            return Mixture { amounts: vec![0.0; self.bulk.0.amounts.len()], ..self.bulk.0 };
        }
        let share = (volume / whole).clamp(0.0, 1.0);
        let mut taken = self.bulk.0.take(catalogue, part, share);
        if streaks > 0.0 {
            taken.pour(catalogue, &self.streaks.0.take(catalogue, part, share));
        }
        taken
    }

    /// What comes in: into the streaks, or into the whole where there was nothing.
    pub fn receive(&mut self, catalogue: &Catalogue, more: &Mixture) {
        let empty = self.volume(catalogue) <= 0.0;
        let own = if empty { &mut self.bulk } else { &mut self.streaks };
        own.0.pour(catalogue, more);
        self.stale[usize::from(!empty)] = true;
    }

    /// What comes in and is mixed at once.
    pub fn join(&mut self, catalogue: &Catalogue, more: &Mixture) {
        self.bulk.0.pour(catalogue, more);
        self.stale[0] = true;
    }

    /// Lets streaks mix for `dt` s, loses heat to the room, and brings what changed to equilibrium.
    ///
    /// # Errors
    /// What the solver did not find; what it looked at is then not at equilibrium.
    pub fn advance(
        &mut self,
        catalogue: &Catalogue,
        profile: Profile,
        work: &mut Work,
        (swirled, wetted, room): (bool, f64, f64),
        dt: f64,
    ) -> Result<(), NotConverged> {
        self.mix(catalogue, swirled, dt);
        let heat = self.bulk.0.heat_capacity(catalogue);
        let off = self.bulk.0.temperature - room;
        if heat > 0.0 && off.abs() > 1e-6 {
            self.bulk.0.temperature = room + off * exp(-LOSS * wetted * dt / heat);
            if (self.bulk.0.temperature - self.settled).abs() > DRIFT {
                self.stale[0] = true;
                self.settled = self.bulk.0.temperature;
            }
        }
        self.settle(catalogue, profile, work)
    }

    /// Brings what stood in it for long to equilibrium, at its temperature.
    ///
    /// # Errors
    /// As [`Content::advance`].
    pub fn rest(&mut self, catalogue: &Catalogue, profile: Profile, work: &mut Work) -> Result<(), NotConverged> {
        if self.bulk.0.amount(catalogue.water()) > 0.0 {
            let conditions = Conditions { profile, ..Conditions::default() };
            self.bulk.0.equilibrate(catalogue, &conditions, &mut work.0)?;
        }
        self.stale = [false; 2];
        Ok(())
    }

    /// Brings what changed to equilibrium; the heat of what reacts stays in it.
    fn settle(&mut self, catalogue: &Catalogue, profile: Profile, work: &mut Work) -> Result<(), NotConverged> {
        let conditions = Conditions { profile, ..Conditions::default() };
        for (own, stale) in [&mut self.bulk, &mut self.streaks].into_iter().zip(&mut self.stale) {
            if *stale && own.0.amount(catalogue.water()) > 0.0 {
                own.0.equilibrate_with_heat(catalogue, &conditions, 0.0, &mut work.0)?;
            }
            *stale = false;
        }
        Ok(())
    }

    fn mix(&mut self, catalogue: &Catalogue, swirled: bool, dt: f64) {
        let streaks = self.streaks.0.volume(catalogue);
        if streaks <= 0.0 {
            return;
        }
        let bulk = self.bulk.0.volume(catalogue);
        let time = if swirled { SWIRLED } else { STILL };
        // Streaks draw in what is around them: they grow by a factor e in `time`.
        let drawn = streaks * (exp(dt / time) - 1.0);
        if streaks + drawn >= MIXED * (bulk + streaks) {
            let rest = std::mem::replace(&mut self.streaks.0, Mixture::new(catalogue, self.bulk.0.temperature));
            self.bulk.0.pour(catalogue, &rest);
            self.stale[0] = true;
        } else {
            let in_solution = self.bulk.0.solution_volume(catalogue).max(f64::MIN_POSITIVE);
            let more = self.bulk.0.take(catalogue, Part::Solution, (drawn / in_solution).min(1.0));
            self.streaks.0.pour(catalogue, &more);
            self.stale[1] = true;
        }
    }

    /// Mass of what is not dissolved, kg.
    pub fn solid(&self, catalogue: &Catalogue) -> f64 {
        let species = catalogue.species.iter().enumerate().filter(|(_, species)| species.phase == Phase::Solid);
        species.map(|(at, one)| one.molar_mass * (self.bulk.0.amount(at) + self.streaks.0.amount(at))).sum()
    }
}

/// The profile that the option `activities` chooses.
pub fn profile(option: f64) -> Profile {
    if option == 0.0 { Profile::Ideal } else { Profile::Activity }
}

/// Index of the volume of a part in its table.
pub fn volume_of(kind: &str) -> Option<usize> {
    match kind {
        id if id == burette::KIND.id => Some(burette::VOLUME),
        id if id == pipette::KIND.id => Some(pipette::VOLUME),
        id if id == dropper::KIND.id => Some(dropper::VOLUME),
        id if id == wash_bottle::KIND.id => Some(wash_bottle::VOLUME),
        id if id == content::KIND.id => None,
        _ => Some(vessel::VOLUME),
    }
}
