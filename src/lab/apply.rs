//! What each action does.

use super::lab::{Changes, Lab};
use super::path::{Address, Resolved};
use super::{Action, SPEEDS};
use crate::module::site;
use crate::quantity::nearest;
use crate::systems::{Kind, Motion, Pull, Refused, Variability};
use glam::DVec2;

/// Hands beyond this are no hands, m.
const FARTHEST: f64 = 1e6;

pub(super) fn unknown<'a>(path: &str, names: impl Iterator<Item = &'a str>) -> Refused {
    Refused::Unknown { path: path.into(), nearest: nearest(path, names).map(str::to_owned) }
}

fn point(at: [f64; 2]) -> Result<DVec2, Refused> {
    let at = DVec2::from(at);
    if at.is_finite() && at.abs().max_element() < FARTHEST { Ok(at) } else { Err(Refused::NotHeld) }
}

impl Lab {
    /// Fills in what depends on the picture, so that a record can be replayed without one.
    pub(super) fn named(&mut self, action: Action) -> Action {
        match action {
            Action::Take { at, grip } if grip.is_empty() => {
                let frame = std::mem::replace(
                    &mut self.frame,
                    crate::frame::Frame::new(crate::frame::Rect::new(0.0, 0.0, 1.0, 1.0)),
                );
                let found = self.grip_at(&frame, DVec2::from(at), f64::INFINITY, 0.0);
                self.frame = frame;
                Action::Take { at, grip: found.map(|g| g.id).unwrap_or_default() }
            }
            other => other,
        }
    }

    /// Does an action.
    pub(super) fn perform(&mut self, action: &Action) -> Result<(), Refused> {
        match action {
            Action::Set { path, value } => self.set(path, value),
            Action::Control { control, value } => self.control(control, value),
            Action::Take { at, grip } => {
                let at = point(*at)?;
                let (held, row) = self.grip(grip)?;
                // Refused before anything is let go: a refused action changes nothing.
                if row.motion == Motion::Button {
                    return Err(Refused::NotHeld);
                }
                self.let_go();
                #[cfg(feature = "rigid")]
                self.begin_move(held);
                self.pull(held, Pull::Take(at))?;
                self.held = Some(held);
                self.moved();
                Ok(())
            }
            Action::Move { at } => {
                let held = self.held.ok_or(Refused::NotHeld)?;
                self.pull(held, Pull::Move(point(*at)?))?;
                self.moved();
                Ok(())
            }
            Action::Release => {
                if self.held.is_none() {
                    return Err(Refused::NotHeld);
                }
                self.let_go();
                Ok(())
            }
            Action::Nudge { grip, by } => {
                let by = point(*by)?;
                let (held, _) = self.grip(grip)?;
                #[cfg(feature = "rigid")]
                self.begin_move(held);
                self.pull(held, Pull::Nudge(by.clamp(DVec2::splat(-100.0), DVec2::splat(100.0))))?;
                #[cfg(feature = "rigid")]
                self.end_move(held);
                self.moved();
                self.keep_starts();
                Ok(())
            }
            Action::Press { grip } => {
                let (held, _) = self.grip(grip)?;
                self.pull(held, Pull::Press)?;
                self.moved();
                Ok(())
            }
            Action::Play | Action::Step if self.stopped.is_some() => {
                let sentence = self.stopped.as_ref().map(|s| s.sentence.clone()).unwrap_or_default();
                Err(Refused::impossible("refused.stopped", sentence))
            }
            Action::Play => {
                self.clock.paused = false;
                self.changed |= Changes::VALUES;
                Ok(())
            }
            Action::Pause => {
                self.clock.pause();
                self.changed |= Changes::VALUES;
                Ok(())
            }
            // In a replay the steps are done by the replay itself, which knows how many there were.
            Action::Step => Ok(()),
            Action::Speed { factor } => {
                if !(*factor >= SPEEDS.0 && *factor <= SPEEDS.1) {
                    return Err(Refused::OutOfRange {
                        path: "speed".into(),
                        value: *factor,
                        min: SPEEDS.0,
                        max: SPEEDS.1,
                    });
                }
                self.clock.speed = *factor;
                self.changed |= Changes::VALUES;
                Ok(())
            }
            Action::Reset => self.reset(),
            Action::View { view } => {
                let views = &self.module.views;
                let found = views.iter().position(|v| v.id == *view);
                self.view = found.ok_or_else(|| unknown(view, views.iter().map(|v| v.id.as_str())))?;
                self.changed |= Changes::REBUILT;
                Ok(())
            }
            Action::Site { site: to } => {
                let sites = site::sites();
                if !sites.iter().any(|s| s.id == *to) {
                    return Err(unknown(to, sites.iter().map(|s| s.id.as_str())));
                }
                let before = std::mem::replace(&mut self.site, to.clone());
                self.reset().inspect_err(|_| self.site = before)
            }
            Action::Profile { profile } => {
                let profiles = site::profiles();
                if !profiles.contains(profile) {
                    return Err(unknown(profile, profiles.iter().map(String::as_str)));
                }
                let before = std::mem::replace(&mut self.profile, profile.clone());
                self.reset().inspect_err(|_| self.profile = before)
            }
            Action::Eye { instrument, at } => {
                let index = self.module.instruments.iter().position(|i| i.id == *instrument);
                let Some(one) = index.and_then(|i| self.instruments.get_mut(i)) else {
                    return Err(unknown(instrument, self.module.instruments.iter().map(|i| i.id.as_str())));
                };
                one.look_from(*at)?;
                self.changed |= Changes::VALUES | Changes::READINGS;
                Ok(())
            }
            Action::Answer { question, text } => {
                self.work.answer(&self.module, question, text)?;
                self.changed |= Changes::VALUES;
                Ok(())
            }
            Action::Tick { step, done } => {
                self.work.tick(&self.module, step, *done)?;
                self.changed |= Changes::VALUES;
                Ok(())
            }
            Action::Submit => {
                // The hand could not let go afterwards.
                self.let_go();
                self.work.submitted = true;
                self.changed |= Changes::VALUES;
                Ok(())
            }
            Action::Vectors { shown } => {
                self.vectors = *shown;
                self.changed |= Changes::VALUES;
                Ok(())
            }
            #[cfg(feature = "rigid")]
            Action::Add { offer, at, to, joins } => self.add(offer, [point(*at)?, point(*to)?], joins),
            #[cfg(feature = "rigid")]
            Action::Remove { part } => self.remove(part),
            #[cfg(feature = "rigid")]
            Action::Join { part, terminal, to } => self.join(part, terminal, to),
            #[cfg(feature = "rigid")]
            Action::Arrange { arrangement } => self.arrange(arrangement),
            #[cfg(feature = "rigid")]
            Action::Plot { x, y } => self.plot(x, y),
            #[cfg(feature = "rigid")]
            Action::Undo | Action::Redo if self.go_arrangement(*action == Action::Redo)? => Ok(()),
            noted => self.note_down(noted),
        }
    }

    fn set(&mut self, path: &str, text: &str) -> Result<(), Refused> {
        let address = self.find(path)?;
        let Address::Variable(at) = address else { return Err(Refused::NotSettable { path: path.into() }) };
        let value = self.parse(at, text, None)?;
        self.set_value(at, value)
    }

    /// Sets a variable for good: it stands over a reset.
    pub(super) fn set_value(&mut self, at: Resolved, value: f64) -> Result<(), Refused> {
        #[cfg(feature = "rigid")]
        if self.set_piece(at, value)? {
            return Ok(());
        }
        if self.is_fixed(at) {
            return self.set_fixed(at, value);
        }
        self.write(at, value)?;
        let address = Address::Variable(at);
        self.settings.retain(|(a, _)| *a != address);
        self.settings.push((address, value));
        for (index, control) in self.module.clone().controls.iter().enumerate() {
            if self.resolve(&control.target) == at
                && let Some(start) = self.starts.get_mut(index)
            {
                *start = Some(value);
            }
        }
        Ok(())
    }

    /// True for what shapes the systems: it can be set before the first step only, and builds them anew.
    pub(super) fn is_fixed(&self, at: Resolved) -> bool {
        self.spec(at).is_some_and(|spec| !spec.state && spec.variability == Variability::Fixed)
    }

    /// True for a path that can be set before the first step only.
    pub fn shapes(&self, path: &str) -> bool {
        matches!(self.find(path), Ok(Address::Variable(at)) if self.is_fixed(at))
    }

    /// Refuses a value outside of a variable's range.
    pub(super) fn accepts(&self, at: Resolved, value: f64) -> Result<(), Refused> {
        match self.spec(at).filter(|spec| !(value >= spec.min && value <= spec.max)) {
            Some(spec) => Err(Refused::OutOfRange { path: self.path(at), value, min: spec.min, max: spec.max }),
            None => Ok(()),
        }
    }

    fn set_fixed(&mut self, at: Resolved, value: f64) -> Result<(), Refused> {
        let path = self.path(at);
        if self.clock.steps > 0 {
            return Err(Refused::Running { path });
        }
        self.accepts(at, value)?;
        let address = Address::Variable(at);
        let before = self.settings.clone();
        self.settings.retain(|(a, _)| *a != address);
        self.settings.push((address, value));
        self.reset().inspect_err(|_| self.settings = before)
    }

    fn control(&mut self, id: &str, text: &str) -> Result<(), Refused> {
        let module = self.module.clone();
        let found = module.controls.iter().position(|c| c.id == id);
        let index = found.ok_or_else(|| unknown(id, module.controls.iter().map(|c| c.id.as_str())))?;
        let Some(plan) = module.controls.get(index) else { return Ok(()) };
        let at = self.resolve(&plan.target);
        let value = self.parse(at, text, Some(&plan.unit))?;
        if self.is_fixed(at) {
            return self.set_fixed(at, value);
        }
        let slack = 1e-9 * (plan.to - plan.from).abs();
        if matches!(plan.target.spec.kind, Kind::Real(_) | Kind::Whole)
            && !(value >= plan.from - slack && value <= plan.to + slack)
        {
            return Err(Refused::OutOfRange { path: plan.target.path.clone(), value, min: plan.from, max: plan.to });
        }
        self.write(at, value)?;
        if let Some(start) = self.starts.get_mut(index) {
            *start = Some(value);
        }
        Ok(())
    }

    pub(super) fn write(&mut self, at: Resolved, value: f64) -> Result<(), Refused> {
        let prefix = self.module.systems.get(at.system).map(|s| s.id.to_string()).unwrap_or_default();
        let Some(system) = self.systems.get_mut(at.system) else { return Ok(()) };
        system.set(at.variable, value).map_err(|refused| prefixed(refused, &prefix))?;
        if let Err(crate::systems::Failure::Stop { key, part, sentence }) = system.settle() {
            self.stop(key, part, sentence);
        }
        self.moved();
        Ok(())
    }

    /// Something was moved or set: readings follow, and no line is drawn across.
    fn moved(&mut self) {
        self.look(0.0);
        self.samples.cut();
        self.changed |= Changes::VALUES | Changes::READINGS;
    }

    /// Lets go of what is held; controls of start values take over where it was let go.
    pub(super) fn let_go(&mut self) {
        if let Some(held) = self.held.take() {
            // What was held may be gone after a rebuild; letting go of it is no mistake.
            let _ = self.pull(held, Pull::Release);
            #[cfg(feature = "rigid")]
            self.end_move(held);
            self.keep_starts();
            self.moved();
        }
    }

    /// Start values follow the learner's hand, so that a reset returns to where it let go.
    fn keep_starts(&mut self) {
        for (index, control) in self.module.clone().controls.iter().enumerate() {
            if control.target.spec.state {
                let value = self.value_of(&control.target);
                if let Some(start) = self.starts.get_mut(index) {
                    *start = Some(value.clamp(control.from, control.to));
                }
            }
        }
    }

    /// Back to the start: everything is built anew from the module, then the settings and controls are set again.
    pub(super) fn reset(&mut self) -> Result<(), Refused> {
        let module = self.module.clone();
        self.keep_samples();
        let kept: Vec<Option<f64>> = module
            .controls
            .iter()
            .zip(&self.starts)
            .map(|(control, start)| match start {
                _ if !control.target.spec.state => Some(self.value_of(&control.target)),
                start => *start,
            })
            .collect();
        let before = (std::mem::take(&mut self.systems), std::mem::take(&mut self.instruments));
        if let Err(error) = self.build() {
            (self.systems, self.instruments) = before;
            return Err(error.into());
        }
        self.clock.reset();
        let mut again: Vec<(Resolved, f64)> = Vec::new();
        for (address, value) in &self.settings {
            if let Address::Variable(at) = address
                && !self.is_fixed(*at)
            {
                again.push((*at, *value));
            }
        }
        again.extend(module.controls.iter().zip(kept).filter_map(|(c, value)| Some((self.resolve(&c.target), value?))));
        // Settings that belong together (a release height and a tilt) may be refused one before the other: those that
        // were refused are set once more after the rest, as they stood together before.
        for _ in 0..2 {
            let mut refused = Vec::new();
            for (at, value) in again {
                if self.read(at) != value && self.write(at, value).is_err() {
                    refused.push((at, value));
                }
            }
            again = refused;
        }
        self.balance = None;
        self.weigh();
        self.samples.clear();
        self.changed |= Changes::REBUILT | Changes::TIME | Changes::VALUES | Changes::READINGS;
        Ok(())
    }
}

/// Paths inside a system become paths of the module.
fn prefixed(refused: Refused, system: &str) -> Refused {
    let whole = |path: String| format!("{system}.{path}");
    match refused {
        Refused::NotSettable { path } => Refused::NotSettable { path: whole(path) },
        Refused::OutOfRange { path, value, min, max } => Refused::OutOfRange { path: whole(path), value, min, max },
        Refused::Running { path } => Refused::Running { path: whole(path) },
        Refused::NotAQuantity { path, sentence } => Refused::NotAQuantity { path: whole(path), sentence },
        other => other,
    }
}
