//! Mixtures of the catalogue: pH against a charge balance of its own, and ten thousand random ones.

use crate::chemistry_cases::{conditions, rows, settle, solution};
use gewu::matter::activity::Profile;
use gewu::matter::catalogue::Catalogue;
use gewu::matter::equilibrium::{Conditions, Gases, Workspace};
use gewu::matter::mixture::Mixture;
use gewu::module::substances;
use gewu::numerics::math;
use gewu::numerics::random::Random;

/// Acids: their forms from the one with most protons, as the catalogue names them.
const ACIDS: &[&[&str]] = &[
    &["CH3COOH(aq)", "CH3COO-"],
    &["H3PO4(aq)", "H2PO4-", "HPO4^2-", "PO4^3-"],
    &["C6H8O7(aq)", "C6H7O7^-", "C6H6O7^2-", "C6H5O7^3-"],
    &["NH4+", "NH3(aq)"],
    &["CO2(aq)", "HCO3-", "CO3^2-"],
    &["HF(aq)", "F-"],
];

/// pK of each step of an acid, from the catalogue.
fn constants(catalogue: &Catalogue, forms: &[&str]) -> Vec<f64> {
    let steps = forms.windows(2).map(|pair| {
        let is = |at: &usize, id: &str| catalogue.species[*at].id == id;
        let found = catalogue.reactions.iter().find(|reaction| {
            let of = |id: &str| reaction.terms.iter().find(|(at, _)| is(at, id)).map(|(_, count)| *count);
            of(pair[0]) == Some(-1.0) && of(pair[1]) == Some(1.0) && of("H+") == Some(1.0)
        });
        let reaction = found.unwrap_or_else(|| panic!("no step {pair:?}"));
        -reaction.ln_k(&catalogue.species, 298.15, Profile::Ideal) / math::LN_10
    });
    steps.collect()
}

/// pH by halving: the charge of everything as a function of pH falls steadily. Concentrations in mol/L.
fn independent(acids: &[(f64, f64, Vec<f64>)], other_charge: f64, pkw: f64) -> f64 {
    let charge = |ph: f64| {
        let mut sum = other_charge + math::exp10(-ph) - math::exp10(ph - pkw);
        for (total, first, pks) in acids {
            let mut weights = vec![1.0];
            for pk in pks {
                weights.push(weights[weights.len() - 1] * math::exp10(ph - pk));
            }
            let all: f64 = weights.iter().sum();
            for (lost, weight) in weights.iter().enumerate() {
                sum += total * weight / all * (first - lost as f64);
            }
        }
        sum
    };
    let (mut low, mut high) = (-2.0, 17.0);
    for _ in 0..200 {
        let middle = 0.5 * (low + high);
        if charge(middle) > 0.0 { low = middle } else { high = middle }
    }
    0.5 * (low + high)
}

/// Issue 5: within 1e-6 everywhere in the ideal profile, from 1e-9 to 1 mol/L, polyprotic acids with strong ones and bases.
#[test]
fn ph_is_that_of_an_independent_charge_balance() {
    let catalogue = substances::catalogue().unwrap_or_else(|faults| panic!("{}", faults.join("\n")));
    let pkw = 13.995;
    let mut random = Random::new(5);
    let mut worst: f64 = 0.0;
    for number in 0..2000 {
        let mut of: Vec<(&str, f64)> = Vec::new();
        let mut draw = || math::exp10(3.0 + random.range(-9.0, 0.0));
        let (strong, base) = (draw(), draw());
        match number % 4 {
            0 => of.extend([("H+", strong), ("Cl-", strong)]),
            1 => of.extend([("Na+", base), ("OH-", base)]),
            2 => of.extend([("H+", strong), ("Cl-", strong), ("Na+", base), ("OH-", base)]),
            _ => {}
        }
        let mut acids = Vec::new();
        if number >= 100 {
            for _ in 0..=random.below(3) {
                let forms = ACIDS[random.below(ACIDS.len() as u64) as usize];
                let total = math::exp10(3.0 + random.range(-9.0, 0.0));
                let form = forms[random.below(forms.len() as u64) as usize];
                let species = &catalogue.species[catalogue.find(form).unwrap()];
                // The counter-ions.
                let charge = f64::from(species.charge);
                of.push((if charge < 0.0 { "Na+" } else { "Cl-" }, total * charge.abs()));
                of.push((form, total));
                acids.push((forms, total));
            }
        }
        let mixture = settle(&catalogue, solution(&catalogue, 1e-3, &of), &conditions(Profile::Ideal));
        let volume = mixture.solution_volume(&catalogue);
        // Totals of the mixture as it is, per litre of the solution that it became.
        let scale = 1e-3 * 1e-3 / volume;
        let own: Vec<(f64, f64, Vec<f64>)> = acids
            .iter()
            .map(|(forms, total)| {
                let first = &catalogue.species[catalogue.find(forms[0]).unwrap()];
                (total * scale, f64::from(first.charge), constants(&catalogue, forms))
            })
            .collect();
        let charge = |id: &str| {
            let at = catalogue.find(id).unwrap();
            f64::from(catalogue.species[at].charge) * 1e-3 * mixture.concentration(&catalogue, at)
        };
        let right = independent(&own, charge("Na+") + charge("Cl-"), pkw);
        let found = mixture.ph(&catalogue).unwrap();
        worst = worst.max((found - right).abs());
        assert!((found - right).abs() < 1e-6, "{number}: {found} {right} {of:?}");
    }
    println!("largest difference of pH: {worst:e}");
}

/// Issue 5: ten thousand random mixtures of up to ten substances all come to equilibrium, with everything conserved.
#[test]
fn ten_thousand_random_mixtures_of_the_shelf() {
    let catalogue = substances::catalogue().unwrap_or_else(|faults| panic!("{}", faults.join("\n")));
    let seed = std::env::var("SEED").map_or(2025, |seed| seed.parse().unwrap());
    let mut random = Random::new(seed);
    let air = [("O2(g)", 21_000.0), ("CO2(g)", 42.0)].map(|(id, pressure)| (catalogue.find(id).unwrap(), pressure));
    let mut workspace = Workspace::default();
    let (mut most, mut all, mut failures) = (0, 0, Vec::new());
    for number in 0..10_000 {
        let mut mixture = Mixture::new(&catalogue, random.range(273.15, 373.15));
        if random.below(8) > 0 {
            assert!(mixture.add(catalogue.water(), math::exp10(random.range(-3.0, 2.0))));
        }
        for _ in 0..=random.below(10) {
            let substance = &catalogue.substances[random.below(catalogue.substances.len() as u64) as usize];
            let least = if random.below(20) == 0 { -30.0 } else { -9.0 };
            let amount = math::exp10(random.range(least, 0.5));
            for (species, count) in &substance.amounts {
                assert!(mixture.add(*species, amount * count));
            }
        }
        let conditions = Conditions {
            profile: if number % 2 == 0 { Profile::Ideal } else { Profile::Activity },
            gases: match random.below(4) {
                0 => Gases::Closed(math::exp10(random.range(-5.0, -2.0))),
                1 => Gases::Pressure(math::exp10(random.range(4.0, 6.0))),
                2 => Gases::Open(&air),
                _ => Gases::Apart,
            },
            held: &[],
        };
        let before = mixture.clone();
        let with_heat = number % 3 == 0;
        let result = if with_heat {
            mixture.equilibrate_with_heat(&catalogue, &conditions, 0.0, &mut workspace)
        } else {
            mixture.equilibrate(&catalogue, &conditions, &mut workspace)
        };
        let told = |words: String| {
            let both = catalogue.species.iter().zip(&before.amounts).filter(|(_, n)| **n != 0.0);
            let both: Vec<(&str, f64)> = both.map(|(one, n)| (one.id.as_str(), *n)).collect();
            format!("{number}: {words} ({with_heat} {} K, {conditions:?}) {both:?}", before.temperature)
        };
        let report = match result {
            Ok(report) => report,
            Err(error) => {
                failures.push(told(error.to_string()));
                continue;
            }
        };
        (most, all) = (most.max(report.rounds), all + report.rounds);
        if !mixture.amounts.iter().all(|amount| *amount >= 0.0 && amount.is_finite()) {
            failures.push(told("an amount is negative or not finite".into()));
        }
        let (start, mut after) = (before.elements(&catalogue), mixture.elements(&catalogue));
        let mut enthalpy = before.enthalpy(&catalogue);
        for (at, amount) in &report.exchanged {
            enthalpy += amount * catalogue.species[*at].enthalpy_at(before.temperature);
            for (element, count) in &catalogue.species[*at].atoms {
                after[*element] -= count * amount;
            }
        }
        let total: f64 = start.iter().sum::<f64>() + report.exchanged.iter().map(|(_, n)| n.abs()).sum::<f64>();
        if start.iter().zip(&after).any(|(was, is)| (was - is).abs() > 1e-12 * total) {
            failures.push(told(format!("elements {start:?} {after:?}")));
        }
        if (mixture.charge(&catalogue) - before.charge(&catalogue)).abs() > 1e-12 * total {
            failures.push(told(format!("charge {} {}", before.charge(&catalogue), mixture.charge(&catalogue))));
        }
        let sizes = catalogue.species.iter().zip(&before.amounts);
        let size: f64 = sizes.map(|(one, n)| n * one.enthalpy_at(before.temperature).abs()).sum();
        let difference = mixture.enthalpy(&catalogue) - enthalpy;
        if with_heat && difference.abs() > 1e-9 * size {
            failures.push(told(format!("energy {difference} of {size}, {} K", mixture.temperature)));
        }
    }
    println!("at most {most} rounds of Newton, {} on average", all / 10_000);
    assert!(failures.is_empty(), "{} failures:\n{}", failures.len(), failures.join("\n"));
}

/// A titration curve of 500 points with three acids, step by step in the same flask: how long it takes is printed.
#[test]
fn a_titration_of_three_acids() {
    let catalogue = gewu::matter::catalogue::Catalogue::build(&rows(&[])).unwrap();
    let of = [("CH3COOH(aq)", 50.0), ("H3PO4(aq)", 50.0), ("C6H8O7(aq)", 50.0)];
    for profile in [Profile::Ideal, Profile::Activity] {
        let mut flask = solution(&catalogue, 25e-6, &of);
        let drop = solution(&catalogue, 0.1e-6, &[("Na+", 200.0), ("OH-", 200.0)]);
        let mut workspace = Workspace::default();
        let mut before = 0.0;
        let start = std::time::Instant::now();
        let mut rounds = 0;
        for point in 0..500 {
            flask.pour(&catalogue, &drop);
            rounds += flask.equilibrate(&catalogue, &conditions(profile), &mut workspace).unwrap().rounds;
            let ph = flask.ph(&catalogue).unwrap();
            assert!(ph > before, "{point}: {ph} after {before}");
            before = ph;
        }
        let took = start.elapsed();
        println!("500 points, {profile:?}: {took:?}, {rounds} rounds, pH {before}");
        assert!((11.0..13.0).contains(&before), "{before}");
    }
}
