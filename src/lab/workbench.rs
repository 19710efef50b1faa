//! What is done on a workbench: parts are put up, joined, changed and taken away. Each change is one step that can be
//! taken back, and begins the run anew: what was measured belongs to one arrangement.

use super::apply::unknown;
use super::arrangement::{Arrangement, Piece};
use super::history::Step;
use super::lab::{Changes, Lab};
use super::path::{Address, Resolved};
use super::touch::{Held, Owner};
use crate::module::{Module, Offer};
use crate::numerics::math::{atan2, sin_cos};
use crate::systems::{PartKind, Refused, SystemKind, Terminal, VariableSpec};
use glam::DVec2;
use std::rc::Rc;

/// Nearer to its centre than this a body is joined at its centre, m.
const CENTRE: f64 = 2e-3;
/// Shortest thing that is laid from one place to another, m.
const SHORTEST: f64 = 0.01;
/// Least natural length of a spring that is put up, m.
const LEAST_NATURAL: f64 = 0.01;

/// Where a new part goes: its two places, and what it is joined to.
struct Wish<'a> {
    places: [DVec2; 2],
    joins: Vec<&'a str>,
}

impl Lab {
    /// The workbench of the module, if it has one, and its system's kind.
    fn workbench(&self) -> Result<(Rc<Module>, &'static SystemKind), Refused> {
        let module = self.module.clone();
        let kind = module.workbench.as_ref().and_then(|bench| module.systems.get(bench.system)).map(|plan| plan.kind);
        match kind {
            Some(kind) => Ok((module, kind)),
            None => Err(Refused::impossible("refused.no_workbench", "There is no workbench in this experiment.")),
        }
    }

    /// At the opening the arrangement is that of the module.
    pub(super) fn open_workbench(&mut self) {
        let Ok((module, _)) = self.workbench() else { return };
        let Some(plan) = module.workbench.as_ref().and_then(|bench| module.systems.get(bench.system)) else { return };
        let arrangement = Arrangement::of(plan);
        if let Some(module) = arrangement.into_module(&module) {
            self.module = Rc::new(module);
        }
        self.arrangement = Some(Rc::new(arrangement));
    }

    /// The arrangement follows what stands on the workbench, as long as time has not begun.
    pub(super) fn capture(&mut self) {
        let (Some(now), Ok((module, kind))) = (&self.arrangement, self.workbench()) else { return };
        let Some(system) = module.workbench.as_ref().and_then(|bench| self.systems.get(bench.system)) else { return };
        let mut next = Arrangement::clone(now);
        next.capture(kind, |id| system.get(id));
        self.take_over(next);
    }

    fn take_over(&mut self, next: Arrangement) {
        if self.arrangement.as_deref() == Some(&next) {
            return;
        }
        if let Some(module) = next.into_module(&self.module) {
            self.module = Rc::new(module);
            self.arrangement = Some(Rc::new(next));
        }
    }

    /// Builds another arrangement, from the start.
    fn rearrange(&mut self, next: Arrangement) -> Result<(), Refused> {
        let module = next.into_module(&self.module).ok_or_else(|| {
            Refused::impossible("refused.no_arrangement", "This arrangement is of another version of the experiment.")
        })?;
        let before = (std::mem::replace(&mut self.module, Rc::new(module)), self.arrangement.take());
        self.arrangement = Some(Rc::new(next));
        if let Err(refused) = self.reset() {
            (self.module, self.arrangement) = before;
            return Err(refused);
        }
        self.capture();
        Ok(())
    }

    /// Does a change of the arrangement and keeps the way back.
    fn change(&mut self, next: Arrangement) -> Result<(), Refused> {
        let before = self.arrangement.clone();
        self.rearrange(next)?;
        self.remember(before);
        Ok(())
    }

    /// Keeps the way back to an arrangement, if it is another one than now.
    fn remember(&mut self, before: Option<Rc<Arrangement>>) {
        if let Some(before) = before.filter(|before| self.arrangement.as_ref() != Some(before)) {
            self.history.keep(Step::Arrangement(before));
            self.changed |= Changes::NOTEBOOK;
        }
    }

    /// Takes the last change of the arrangement back, or does it again; false if another change comes first.
    pub(super) fn go_arrangement(&mut self, forth: bool) -> Result<bool, Refused> {
        let Some(to) = self.history.arrangement(forth) else { return Ok(false) };
        let before = self.arrangement.clone();
        self.rearrange(Arrangement::clone(&to))?;
        if let Some(before) = before {
            self.history.pass(forth, Step::Arrangement(before));
        }
        self.changed |= Changes::NOTEBOOK;
        Ok(true)
    }

    /// A hand takes hold of a part of the workbench.
    pub(super) fn begin_move(&mut self, held: Held) {
        self.arranged = self.arrangement.clone().filter(|_| self.arranges(held));
    }

    /// The hand has let go, or moved a part by a step.
    pub(super) fn end_move(&mut self, held: Held) {
        if self.arranges(held) {
            self.capture();
            let before = self.arranged.take();
            self.remember(before);
        }
    }

    fn arranges(&self, held: Held) -> bool {
        let bench = self.module.workbench.as_ref();
        self.clock.steps == 0 && bench.is_some_and(|bench| held.owner == Owner::System(bench.system))
    }

    /// Sets a variable of a part of the workbench; false if it is none.
    pub(super) fn set_piece(&mut self, at: Resolved, value: f64) -> Result<bool, Refused> {
        let (Ok((module, kind)), Some(now)) = (self.workbench(), self.arrangement.clone()) else { return Ok(false) };
        let bench = module.workbench.as_ref().map(|bench| bench.system);
        let Some(mut variable) = (at.variable.0 as usize).checked_sub(kind.options.len()) else { return Ok(false) };
        if bench != Some(at.system) {
            return Ok(false);
        }
        let mut found = None;
        for (index, piece) in now.parts.iter().enumerate() {
            let count = kind.part(&piece.kind).map_or(0, |kind| kind.variables.len());
            if variable < count {
                found = Some(index);
                break;
            }
            variable -= count;
        }
        let Some(index) = found else { return Ok(false) };
        let mut next = Arrangement::clone(&now);
        let slot =
            next.parts.get_mut(index).and_then(|p| Some((p.values.get_mut(variable)?, p.given.get_mut(variable)?)));
        if let Some((slot, given)) = slot {
            (*slot, *given) = (value, true);
        }
        if self.is_fixed(at) {
            self.accepts(at, value)?;
            self.change(next)?;
            return Ok(true);
        }
        self.write(at, value)?;
        if self.clock.steps == 0 {
            self.capture();
        } else if self.spec(at).is_some_and(|spec| !spec.state) {
            self.take_over(next);
        }
        self.remember(Some(now));
        Ok(true)
    }

    /// Puts a part up.
    pub(super) fn add(&mut self, offer: &str, places: [DVec2; 2], joins: &[String]) -> Result<(), Refused> {
        let (module, kind) = self.workbench()?;
        let (Some(bench), Some(now)) = (&module.workbench, &self.arrangement) else { return Err(Refused::NotHeld) };
        let found = bench.offers.iter().find(|own| own.id == offer);
        let offer = found.ok_or_else(|| unknown(offer, bench.offers.iter().map(|own| own.id.as_str())))?;
        let mut next = Arrangement::clone(now);
        let mut wish = Wish {
            places: places.map(|place| rounded(place, bench.grid)),
            joins: joins.iter().map(String::as_str).collect(),
        };
        wish.turn(offer.kind);
        let joined = join_up(&mut next, kind, offer, &wish)?;
        let mut piece = Piece {
            id: free_id(&next, &offer.id),
            kind: offer.kind.id.to_owned(),
            values: offer.values.clone(),
            given: offer.given.clone(),
            joined,
        };
        place(&mut piece, offer, &wish, &next, kind);
        next.parts.push(piece);
        if next.parts.len() > bench.most {
            let sentence = format!("There are {} parts already; take some away first.", bench.most);
            return Err(Refused::impossible("refused.too_many_parts", sentence));
        }
        self.change(next)
    }

    /// Takes a part away.
    pub(super) fn remove(&mut self, path: &str) -> Result<(), Refused> {
        let (_, kind) = self.workbench()?;
        let (mut next, at) = self.piece(path)?;
        let id = next.parts.get(at).map(|piece| piece.id.clone()).unwrap_or_default();
        next.remove(kind, &id);
        self.change(next)
    }

    /// Joins a terminal of a part to another part, or lets it go.
    pub(super) fn join(&mut self, path: &str, terminal: &str, to: &str) -> Result<(), Refused> {
        let (_, kind) = self.workbench()?;
        let (mut next, at) = self.piece(path)?;
        let own = next.parts.get(at).and_then(|piece| kind.part(&piece.kind)).ok_or(Refused::NotHeld)?;
        let index = own.terminals.iter().position(|one| one.name == terminal);
        let index = index.ok_or_else(|| unknown(terminal, own.terminals.iter().map(|one| one.name)))?;
        let Some(row) = own.terminals.get(index) else { return Err(Refused::NotHeld) };
        if to.is_empty() && row.required {
            let sentence = format!("Its end {terminal} cannot be open; it can hold {}.", listed(row));
            return Err(Refused::impossible("refused.open_end", sentence));
        }
        if !to.is_empty() {
            partner(&next, kind, row, to)?;
        }
        if let Some(piece) = next.parts.get_mut(at) {
            // A rod or string is as long as the way between its new ends.
            for (i, spec) in own.variables.iter().enumerate().filter(|(_, spec)| spec.name == "length") {
                if let (Some(slot), Some(given)) = (piece.values.get_mut(i), piece.given.get_mut(i)) {
                    (*slot, *given) = (spec.start, false);
                }
            }
            if let Some(slot) = piece.joined.get_mut(index) {
                to.clone_into(slot);
            }
        }
        self.change(next)
    }

    /// The arrangement as text, for links and files; empty if there is no workbench.
    pub fn arrangement_text(&self) -> String {
        match (&self.arrangement, self.workbench()) {
            (Some(now), Ok((_, kind))) => now.text(kind),
            _ => String::new(),
        }
    }

    /// Puts a whole arrangement up.
    pub(super) fn arrange(&mut self, text: &str) -> Result<(), Refused> {
        let (module, kind) = self.workbench()?;
        let most = module.workbench.as_ref().map_or(0, |bench| bench.most);
        let next = Arrangement::read(text, kind, most).map_err(|wrong| {
            Refused::impossible("refused.no_arrangement", format!("This is no arrangement: {wrong}."))
        })?;
        self.change(next)
    }

    /// Chooses what the live graph shows.
    pub(super) fn plot(&mut self, x: &str, y: &str) -> Result<(), Refused> {
        self.workbench()?;
        for path in [x, y].into_iter().filter(|path| !path.is_empty()) {
            let Address::Variable(_) = self.find(path)? else {
                return Err(Refused::NotSettable { path: path.to_owned() });
            };
        }
        let Some(now) = &self.arrangement else { return Err(Refused::NotHeld) };
        let next = Arrangement { plot: [x.to_owned(), y.to_owned()], ..Arrangement::clone(now) };
        self.take_over(next);
        self.samples.clear();
        self.changed |= Changes::REBUILT;
        Ok(())
    }

    /// The arrangement, and the index of the part that a path names.
    fn piece(&self, path: &str) -> Result<(Arrangement, usize), Refused> {
        let (module, _) = self.workbench()?;
        let Some(now) = &self.arrangement else { return Err(Refused::NotHeld) };
        let system = module.workbench.as_ref().and_then(|bench| module.systems.get(bench.system));
        let whole = |piece: &Piece| format!("{}.{}", system.map_or("", |plan| &*plan.id), piece.id);
        match now.parts.iter().position(|piece| whole(piece) == path) {
            Some(at) => Ok((Arrangement::clone(now), at)),
            None => {
                let all: Vec<String> = now.parts.iter().map(whole).collect();
                Err(unknown(path, all.iter().map(String::as_str)))
            }
        }
    }
}

impl Wish<'_> {
    /// What cannot hold an anchor at its second end holds it at its first.
    fn turn(&mut self, kind: &PartKind) {
        let [Some(_), Some(second)] = [0, 1].map(|i| kind.terminals.get(i)) else { return };
        let at = |i: usize| self.joins.get(i).copied().unwrap_or("");
        if second.required && at(1).is_empty() && !at(0).is_empty() && !second.joins.contains(&"anchor") {
            self.joins.resize(self.joins.len().max(2), "");
            self.joins.swap(0, 1);
            self.places.swap(0, 1);
        }
    }
}

/// What a new part is joined to; hooks and anchors that this needs are put up.
fn join_up(
    next: &mut Arrangement,
    kind: &'static SystemKind,
    offer: &Offer,
    wish: &Wish<'_>,
) -> Result<Vec<String>, Refused> {
    let mut joined = Vec::new();
    for (index, terminal) in offer.kind.terminals.iter().enumerate() {
        let to = wish.joins.get(index).copied().unwrap_or("");
        let at = wish.places[index.min(1)];
        let anchored = terminal.required || index == 0 && offer.stands;
        if to.is_empty() && anchored && terminal.joins.contains(&"anchor") {
            joined.push(put_up(next, kind, "anchor", &[("x", at.x), ("y", at.y)], Vec::new())?);
            continue;
        }
        if to.is_empty() && terminal.required {
            let sentence = format!("Its end {} is joined to nothing; it can hold {}.", terminal.name, listed(terminal));
            return Err(Refused::impossible("refused.open_end", sentence));
        }
        let own = if to.is_empty() { None } else { Some(partner(next, kind, terminal, to)?) };
        let hooked = own.filter(|_| index < 2 && terminal.joins.contains(&"hook")).and_then(|own| {
            let piece = next.parts.get(next.position(to)?)?;
            let get = |name: &str| piece.values.get(own.variable(name)?.0).copied();
            own.variable("angle").filter(|(_, spec)| spec.state)?;
            let off = at - DVec2::new(get("x")?, get("y")?);
            let (sin, cos) = sin_cos(get("angle")?);
            (off.length() > CENTRE).then_some([cos * off.x + sin * off.y, cos * off.y - sin * off.x])
        });
        joined.push(match hooked {
            Some([along, across]) => {
                put_up(next, kind, "hook", &[("along", along), ("across", across)], vec![to.to_owned()])?
            }
            None => to.to_owned(),
        });
    }
    Ok(joined)
}

/// The kind of the part that a terminal is to hold.
fn partner(
    next: &Arrangement,
    kind: &'static SystemKind,
    terminal: &Terminal,
    to: &str,
) -> Result<&'static PartKind, Refused> {
    let piece = next.position(to).and_then(|at| next.parts.get(at));
    let piece = piece.ok_or_else(|| unknown(to, next.parts.iter().map(|piece| piece.id.as_str())))?;
    let own = kind.part(&piece.kind).ok_or(Refused::NotHeld)?;
    let placed = || own.variable("x").is_some() && own.variable("y").is_some();
    if if terminal.joins.is_empty() { placed() } else { terminal.joins.contains(&own.id) } {
        return Ok(own);
    }
    let sentence = format!("A {} cannot be joined there; it can hold {}.", own.id, listed(terminal));
    Err(Refused::impossible("refused.wrong_end", sentence))
}

fn listed(terminal: &Terminal) -> String {
    match terminal.joins {
        [] => "whatever has a place".to_owned(),
        joins => joins.join(" or "),
    }
}

/// Puts up a part that others need; its id.
fn put_up(
    next: &mut Arrangement,
    kind: &'static SystemKind,
    name: &str,
    values: &[(&str, f64)],
    joined: Vec<String>,
) -> Result<String, Refused> {
    let own = kind.part(name).ok_or(Refused::NotHeld)?;
    let mut piece = Piece {
        id: free_id(next, name),
        kind: own.id.to_owned(),
        values: own.variables.iter().map(|spec| spec.start).collect(),
        given: vec![false; own.variables.len()],
        joined,
    };
    values.iter().for_each(|(name, value)| give(&mut piece, own, name, *value));
    let id = piece.id.clone();
    next.parts.push(piece);
    Ok(id)
}

/// The first number with which an id is free.
fn free_id(next: &Arrangement, stem: &str) -> String {
    (1..).map(|n| format!("{stem}{n}")).find(|id| next.position(id).is_none()).unwrap_or_default()
}

fn give(piece: &mut Piece, kind: &PartKind, name: &str, value: f64) {
    if let Some((at, spec)) = kind.variable(name)
        && spec.is_settable()
        && let (Some(slot), Some(given)) = (piece.values.get_mut(at), piece.given.get_mut(at))
    {
        (*slot, *given) = (value.clamp(spec.min, spec.max), true);
    }
}

/// Whether something is laid from one place to another: a board, a rail.
pub fn is_laid(kind: &PartKind) -> bool {
    let has = |name: &str, right: fn(&VariableSpec) -> bool| kind.variable(name).is_some_and(|(_, spec)| right(spec));
    has("x", |spec| spec.is_settable() && !spec.state) && has("angle", |_| true) && has("length", |_| true)
}

/// Gives a new part its place.
fn place(piece: &mut Piece, offer: &Offer, wish: &Wish<'_>, next: &Arrangement, system: &'static SystemKind) {
    let kind = offer.kind;
    let [at, to] = wish.places;
    let way = to - at;
    give(piece, kind, "x", at.x);
    give(piece, kind, "y", at.y);
    give(piece, kind, "level", at.y);
    if is_laid(kind) && way.length() >= SHORTEST {
        give(piece, kind, "angle", atan2(way.y, way.x));
        give(piece, kind, "length", way.length());
    }
    if let Some((natural, _)) = kind.variable("natural")
        && offer.given.get(natural) == Some(&false)
    {
        give(piece, kind, "natural", way.length().max(LEAST_NATURAL));
    }
    // What runs on a rail begins where it was put down beside it.
    let rail = piece.joined.first().and_then(|id| next.parts.get(next.position(id)?)).cloned();
    if let (Some((_, spec)), Some(rail)) = (kind.variable("along"), rail)
        && spec.state
        && let Some(rail_kind) = system.part(&rail.kind)
    {
        let get = |name: &str| rail_kind.variable(name).and_then(|(at, _)| rail.values.get(at)).copied().unwrap_or(0.0);
        let (sin, cos) = sin_cos(get("angle"));
        let half = kind.variable("length").and_then(|(at, _)| piece.values.get(at)).map_or(0.0, |length| 0.5 * length);
        let along = (at - DVec2::new(get("x"), get("y"))).dot(DVec2::new(cos, sin));
        give(piece, kind, "along", along.min(get("length") - half).max(half));
    }
}

fn rounded(place: DVec2, grid: f64) -> DVec2 {
    if grid > 0.0 { (place / grid).round() * grid } else { place }
}
