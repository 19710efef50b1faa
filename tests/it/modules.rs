//! Every module of `simulations/`: its claims, and sixty seconds of an unruly learner.

use gewu::lab::claim::{Claim, check};
use gewu::lab::{Action, Lab, Opening, Source, replay};
use gewu::module::{ControlAs, Module, site};
use gewu::numerics::random::Random;
use std::rc::Rc;

/// Ids of the modules that this build can run.
fn modules() -> Vec<(String, Rc<Module>)> {
    let mut found = Vec::new();
    for file in crate::files(&crate::root().join("simulations"), "module.json") {
        let id = file.parent().and_then(|p| p.file_name()).unwrap().to_string_lossy().into_owned();
        let module = Module::parse(&id, &crate::read(&file)).unwrap_or_else(|p| panic!("{id}: {p:?}"));
        if cfg!(feature = "rigid") || !module.rigid() {
            found.push((id, Rc::new(module)));
        }
    }
    assert!(found.len() >= 3);
    found
}

#[test]
fn claims_hold_and_known_failures_still_fail() {
    let mut wrong = Vec::new();
    for (id, module) in modules() {
        let file = crate::root().join("simulations").join(&id).join("validation.json");
        let claims: Vec<Claim> = serde_json::from_str(&crate::read(&file)).unwrap();
        assert!(claims.len() >= 3, "{id} claims less than three things");
        for claim in &claims {
            match (check(&module, claim), &claim.known_failure) {
                (Ok(outcome), None) if outcome.holds() => {}
                (Ok(outcome), Some(_)) if !outcome.holds() => {}
                (Ok(outcome), Some(_)) => wrong.push(format!("{id} {}: holds now: {outcome:?}", claim.id)),
                (Ok(outcome), None) => wrong.push(format!("{id} {}: {outcome:?}", claim.id)),
                (Err(why), _) => wrong.push(format!("{id} {}: {why}", claim.id)),
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn controls_reach_their_ends() {
    for (id, module) in modules() {
        for control in &module.controls {
            let mut lab = Lab::new(module.clone(), Opening::default()).unwrap();
            let values: Vec<String> = match control.shape {
                ControlAs::Choice => control.choice_names().into_iter().map(str::to_owned).collect(),
                ControlAs::Toggle | ControlAs::Button => vec!["1".into(), "0".into()],
                _ => [control.from, (control.from + control.to) / 2.0, control.to]
                    .iter()
                    .map(|si| format!("{:.*}", control.decimals, control.unit.from_si(*si)))
                    .collect(),
            };
            for value in values {
                let action = Action::Control { control: control.id.clone(), value: value.clone() };
                lab.apply(action, Source::Learner).unwrap_or_else(|r| panic!("{id} {} = {value}: {r}", control.id));
                lab.steps(50);
                assert!(lab.stopped().is_none(), "{id} {} = {value}: {:?}", control.id, lab.stopped());
            }
        }
    }
}

/// Something that a learner might do on a workbench, sensible or not.
fn handiwork(chance: &mut Random, lab: &Lab, ids: &[String]) -> Action {
    let plan = lab.module().workbench.as_ref().unwrap();
    let place = |chance: &mut Random| [chance.range(-1.5, 1.5), chance.range(0.0, 1.5)];
    let id = |chance: &mut Random| ids.get(chance.below(ids.len() as u64 + 1) as usize).cloned().unwrap_or_default();
    let variables = lab.systems()[plan.system].variables();
    let variable = &variables[chance.below(variables.len() as u64) as usize];
    match chance.below(10) {
        0..=4 => {
            let offer = &plan.offers[chance.below(plan.offers.len() as u64) as usize];
            let joins = offer.kind.terminals.iter().map(|_| id(chance)).collect();
            Action::Add { offer: offer.id.clone(), at: place(chance), to: place(chance), joins }
        }
        5 => Action::Remove { part: format!("world.{}", id(chance)) },
        6 => {
            let terminal = ["a", "b", "on", "over"][chance.below(4) as usize].to_owned();
            Action::Join { part: format!("world.{}", id(chance)), terminal, to: id(chance) }
        }
        7 => {
            let value = format!("{} {}", chance.range(-0.5, 2.0), variable.spec.unit().symbol);
            Action::Set { path: format!("world.{}", variable.path), value }
        }
        8 => Action::Plot { x: String::new(), y: format!("world.{}", variable.path) },
        _ if chance.below(3) == 0 => Action::Redo,
        _ => Action::Undo,
    }
}

/// Something that a learner might do, sensible or not.
fn whim(chance: &mut Random, lab: &Lab) -> Action {
    if let Some(arrangement) = lab.arrangement()
        && chance.below(3) == 0
    {
        let ids: Vec<String> = arrangement.parts.iter().map(|piece| piece.id.clone()).collect();
        return handiwork(chance, lab, &ids);
    }
    let point = |chance: &mut Random| [chance.range(-1.5, 1.5), chance.range(-0.5, 2.0)];
    let grips = lab.grips();
    let grip = |chance: &mut Random| grips[chance.below(grips.len() as u64) as usize].id.clone();
    let controls = &lab.module().controls;
    let control = |chance: &mut Random| &controls[chance.below(controls.len() as u64) as usize];
    let row = |chance: &mut Random| 1 + chance.below(8) as u32;
    match chance.below(18) {
        0 | 1 => Action::Take { at: point(chance), grip: grip(chance) },
        2..=4 => Action::Move { at: point(chance) },
        5 => Action::Release,
        6 => {
            Action::Nudge { grip: grip(chance), by: [chance.range(-9.0, 9.0).round(), chance.range(-9.0, 9.0).round()] }
        }
        7 => Action::Press { grip: grip(chance) },
        8..=10 if !controls.is_empty() => {
            let plan = control(chance);
            let value = match plan.shape {
                ControlAs::Choice => plan.choice_names()[chance.below(plan.choices.len() as u64) as usize].to_owned(),
                ControlAs::Toggle | ControlAs::Button => chance.below(2).to_string(),
                _ => {
                    // Now and then beyond the range.
                    let si = plan.from + chance.range(-0.1, 1.1) * (plan.to - plan.from);
                    format!("{:.*}", plan.decimals, plan.unit.from_si(si))
                }
            };
            Action::Control { control: plan.id.clone(), value }
        }
        11 => Action::Row,
        12 => Action::Cell { row: row(chance), column: "x".into(), text: "1,5 m".into() },
        13 => Action::ExcludeRow { row: row(chance), excluded: true },
        14 => Action::DeleteRow { row: row(chance) },
        15 => Action::Reset,
        16 => {
            let sites = site::sites();
            Action::Site { site: sites[chance.below(sites.len() as u64) as usize].id.clone() }
        }
        _ => Action::Step,
    }
}

#[test]
fn sixty_seconds_of_whims_break_nothing_and_replay() {
    for (id, module) in modules() {
        let mut chance = Random::new(20_261_124);
        let mut lab = Lab::new(module.clone(), Opening::default()).unwrap();
        let steps = (60.0 / lab.clock().step) as u64;
        let mut done = 0;
        let mut refused = 0;
        while done < steps {
            let action = whim(&mut chance, &lab);
            refused += u32::from(lab.apply(action, Source::Learner).is_err());
            let some = 1 + chance.below((0.4 / lab.clock().step) as u64);
            lab.steps(some);
            done += some;
            lab.frame();
            if let Some(stopped) = lab.stopped() {
                assert!(!stopped.sentence.is_empty());
                lab.apply(Action::Reset, Source::Learner).unwrap();
            }
            for system in lab.systems() {
                for (index, variable) in system.variables().iter().enumerate() {
                    let value = system.get(gewu::systems::VarId(index as u32));
                    let nothing = variable.spec.optional && value.is_nan();
                    assert!(value.is_finite() || nothing, "{id}: {} is {value}", variable.path);
                }
            }
        }
        assert!(refused > 0 && lab.record().entries.len() > 100, "{id}: the whims were no test");
        let again = replay(module, &lab.record()).unwrap_or_else(|e| panic!("{id}: {e}"));
        assert_eq!(again.hash(), lab.hash(), "{id}");
    }
}
