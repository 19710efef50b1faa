//! The workbench: which parts a learner may put up, join and take away, and in which system.

use super::check::{Checker, Fields, Wrong, join};
use super::json::{Member, quoted};
use super::plan::{Shows, VectorPlan};
use super::system::Systems;
use super::values::{flag, quantity, settings, whole};
use super::view::{arrows, read_scale};
use crate::quantity::unit::METRE;
use crate::systems::{PartKind, PartSetup};

/// Most parts that a workbench may hold.
const MOST: f64 = 400.0;
/// Most parts if the file does not say.
const USUAL: f64 = 200.0;

/// What a learner may build with.
#[derive(Clone)]
pub struct WorkbenchPlan {
    /// Index in `Module::systems`.
    pub system: usize,
    /// Parts that are offered, in the order of the file.
    pub offers: Vec<Offer>,
    /// Most parts that there may be.
    pub most: usize,
    /// Places are rounded to this, m; 0 leaves them as they are.
    pub grid: f64,
    /// Arrows that every part has which can: what they show, and metres for one SI unit.
    pub arrows: Vec<(&'static str, f64)>,
}

/// A part that is offered.
#[derive(Clone)]
pub struct Offer {
    /// Its id; the label is the string `offer.<id>`, and parts are called by it and a number.
    pub id: String,
    /// Its kind.
    pub kind: &'static PartKind,
    /// Its settings, in the order of `kind.variables`, SI.
    pub values: Vec<f64>,
    /// True where the file gives the setting.
    pub given: Vec<bool>,
    /// Whether it is put up on an anchor of its own.
    pub stands: bool,
}

/// Reads `workbench`. From then on nothing may name a part of its system.
pub fn read_workbench(ck: &mut Checker<'_>, systems: &mut Systems<'_>, member: &Member) -> Option<WorkbenchPlan> {
    let mut fields = Fields::of(ck, &member.node, "workbench")?;
    let system = fields.need_text(ck, "system", "the id of a system");
    let offers = fields.need(ck, "offers", "an object with the parts that are offered");
    let most = fields.take("most");
    let grid = fields.take("grid");
    let arrows = fields.take("arrows");
    fields.close(ck);
    let most = match most {
        Some(member) => whole(ck, &member.node, "workbench.most", 1.0, MOST)?,
        None => USUAL,
    };
    let grid = match grid {
        Some(member) => quantity(ck, &member.node, "workbench.grid", &METRE, 0.0, 1.0)?.si,
        None => 0.0,
    };
    let (node, id) = system?;
    let Some(system) = systems.position(id) else {
        let ids: Vec<&str> = systems.ids().collect();
        ck.unknown(node.span, "workbench.system", "problem.unknown_name", "system", id, &ids);
        return None;
    };
    let kind = systems.open(system)?;
    let mut plan = WorkbenchPlan { system, offers: Vec::new(), most: most as usize, grid, arrows: Vec::new() };
    for member in ck.entries(&offers?.node, "workbench.offers", "an object with the parts that are offered") {
        let path = join("workbench.offers", &member.key);
        if member.key.ends_with(|c: char| c.is_ascii_digit()) {
            let wrong = Wrong {
                key: "problem.bad_id",
                found: member.key.clone(),
                expected: "an id that ends with a letter".to_owned(),
                sentence: format!("{} ends with a digit, and parts are numbered behind it", quoted(&member.key)),
                ..Wrong::default()
            };
            ck.report(member.key_span, &path, wrong);
        }
        let Some(mut fields) = Fields::of(ck, &member.node, &path) else { continue };
        let Some((node, name)) = fields.need_text(ck, "kind", "a kind of part") else { continue };
        let Some(part) = kind.part(name) else {
            let ids: Vec<&str> = kind.parts.iter().map(|kind| kind.id).collect();
            ck.unknown(node.span, &join(&path, "kind"), "problem.unknown_kind", "kind of part", name, &ids);
            continue;
        };
        let stands = fields.take("stands");
        let stands = stands.and_then(|member| flag(ck, &member.node, &join(&path, "stands"))).unwrap_or(false);
        if stands && !part.terminals.first().is_some_and(|terminal| terminal.joins.contains(&"anchor")) {
            let sentence = format!("a {} is not put up on an anchor; take {} away", part.id, quoted("stands"));
            ck.conflict(member.key_span, &join(&path, "stands"), "stands", sentence);
        }
        let given = settings(ck, &mut fields, part.variables);
        fields.close(ck);
        let id = member.key.clone();
        plan.offers.push(Offer { id, kind: part, values: given.values, given: given.given, stands });
    }
    if let Some(member) = arrows {
        read_arrows(ck, member, &mut plan);
    }
    Some(plan)
}

/// Arrows by the name of what they show, each with its scale.
fn read_arrows(ck: &mut Checker<'_>, member: &Member, plan: &mut WorkbenchPlan) {
    let of = |offer: &Offer| arrows(offer.kind).into_iter().filter(|(_, shows, _)| !matches!(shows, Shows::Force(_)));
    let mut known: Vec<_> = plan.offers.iter().flat_map(of).collect();
    known.dedup_by_key(|(name, _, _)| *name);
    for member in ck.entries(&member.node, "workbench.arrows", "an object with the arrows") {
        let path = join("workbench.arrows", &member.key);
        match known.iter().find(|(name, _, _)| *name == member.key) {
            Some((name, _, unit)) => {
                plan.arrows.extend(read_scale(ck, &member.node, &path, unit).map(|scale| (*name, scale)));
            }
            None => {
                let mut names: Vec<&str> = known.iter().map(|(name, _, _)| *name).collect();
                names.sort_unstable();
                names.dedup();
                ck.unknown(member.key_span, &path, "problem.unknown_name", "arrow", &member.key, &names);
            }
        }
    }
}

impl WorkbenchPlan {
    /// The arrows of parts as they are now.
    pub fn vectors(&self, system: &str, parts: &[PartSetup]) -> Vec<VectorPlan> {
        let mut vectors = Vec::new();
        for (part, setup) in parts.iter().enumerate() {
            for (name, shows, _) in arrows(setup.kind) {
                let path = format!("{system}.{}", setup.id);
                let of = super::PartRef { system: self.system, part, path };
                let own = self.arrows.iter().filter(|(arrow, _)| *arrow == name);
                vectors.extend(own.map(|&(name, scale)| VectorPlan { of: of.clone(), shows, name, scale }));
            }
        }
        vectors
    }
}
