//! Aqueous equilibria and heats against the answers of independent programs (`shared/validation/cases`), with the catalogue
//! of the project in which the constants of each case are put.

use crate::cases::Case;
use gewu::matter::activity::Profile;
use gewu::matter::catalogue::Catalogue;
use gewu::matter::equilibrium::{Conditions, Gases, Workspace};
use gewu::matter::mixture::Mixture;
use gewu::matter::substance::{Constant, ReactionRow, Rows, SpeciesRow};
use gewu::matter::water;
use gewu::module::substances;

const STANDARD: f64 = 298.15;

/// The rows of the project with other constants: a reaction that is not there comes to it.
pub fn rows(constants: &[(&str, f64)]) -> Rows {
    let mut rows = substances::own_rows().unwrap();
    for (equation, log_k) in constants {
        let constant = Constant::LogK(*log_k);
        match rows.reactions.iter_mut().find(|row| row.equation == *equation) {
            Some(row) => (row.constant, row.tolerance) = (constant, Some(2.0)),
            None => {
                let known: Vec<String> = rows.species.iter().map(|row| row.id.clone()).collect();
                for term in equation.split(" = ").flat_map(|side| side.split(" + ")) {
                    let id = term.rsplit(' ').next().unwrap().to_owned();
                    if !known.contains(&id) {
                        rows.species.push(SpeciesRow { id, ..SpeciesRow::default() });
                    }
                }
                rows.reactions.push(ReactionRow {
                    equation: (*equation).into(),
                    constant,
                    rate: None,
                    activity_only: false,
                    tolerance: None,
                    source: String::new(),
                });
            }
        }
    }
    rows
}

pub fn built(rows: &Rows) -> Catalogue {
    Catalogue::build(rows).unwrap_or_else(|faults| panic!("{faults:#?}"))
}

/// A volume, m³, of a solution with these concentrations, mol/m³.
pub fn solution(catalogue: &Catalogue, volume: f64, of: &[(&str, f64)]) -> Mixture {
    let mut mixture = Mixture::new(catalogue, STANDARD);
    for (id, concentration) in of {
        let species = catalogue.find(id).unwrap_or_else(|| panic!("no {id}"));
        assert!(mixture.add(species, volume * concentration));
    }
    let rest = volume - mixture.solution_volume(catalogue);
    assert!(mixture.add(catalogue.water(), rest * water::density(STANDARD) / water::MOLAR_MASS));
    mixture
}

pub fn conditions(profile: Profile) -> Conditions<'static> {
    Conditions { profile, gases: Gases::Apart, held: &[] }
}

pub fn settle(catalogue: &Catalogue, mut mixture: Mixture, conditions: &Conditions) -> Mixture {
    mixture.equilibrate(catalogue, conditions, &mut Workspace::default()).unwrap();
    mixture
}

fn ph(catalogue: &Catalogue, mixture: Mixture, profile: Profile) -> f64 {
    settle(catalogue, mixture, &conditions(profile)).ph(catalogue).unwrap()
}

/// Concentration in mol/m³.
fn concentration(catalogue: &Catalogue, mixture: &Mixture, id: &str) -> f64 {
    mixture.concentration(catalogue, catalogue.find(id).unwrap())
}

const WATER: (&str, f64) = ("H2O(l) = H+ + OH-", -14.0);

#[test]
fn strong_acid_diluted() {
    let Some(case) = Case::open("chem_pH_HCl_dilution") else { return };
    let catalogue = built(&rows(&[WATER]));
    for (index, c) in case.inputs("c").into_iter().enumerate() {
        let acid = solution(&catalogue, 1e-3, &[("H+", c), ("Cl-", c)]);
        case.expect("pH", index, ph(&catalogue, acid.clone(), Profile::Ideal), 1e-3);
        case.expect_activity("pH", index, ph(&catalogue, acid, Profile::Activity), 0.2);
    }
}

#[test]
fn pure_water_when_it_is_warmed() {
    let Some(case) = Case::open("chem_pure_water_pH_vs_T") else { return };
    let catalogue = substances::catalogue().unwrap();
    for (index, temperature) in case.inputs("T").into_iter().enumerate() {
        let mut pure = solution(&catalogue, 1e-3, &[]);
        pure.temperature = temperature;
        case.expect("pH", index, ph(&catalogue, pure, Profile::Ideal), 1.0);
    }
}

/// A titration: pH after each volume of titrant, mL of both profiles.
fn titration(case: &Case, catalogue: &Catalogue, sample: &[(&str, f64)], titrant: &[(&str, f64)], profile: Profile) {
    for (index, added) in case.inputs("V_titrant").into_iter().enumerate() {
        let mut flask = solution(catalogue, case.input("V_sample"), sample);
        flask.pour(catalogue, &solution(catalogue, added, titrant));
        let found = ph(catalogue, flask, profile);
        match profile {
            Profile::Ideal => case.expect("pH", index, found, 1.0),
            Profile::Activity => case.expect_activity("pH", index, found, 1.0),
        }
    }
}

#[test]
fn titrations() {
    let both = [Profile::Ideal, Profile::Activity];
    if let Some(case) = Case::open("chem_titration_HCl_NaOH") {
        let catalogue = built(&rows(&[WATER]));
        let (acid, base) = (case.input("c_sample"), case.input("c_titrant"));
        for profile in both {
            titration(&case, &catalogue, &[("H+", acid), ("Cl-", acid)], &[("Na+", base), ("OH-", base)], profile);
        }
    }
    if let Some(case) = Case::open("chem_titration_Na2CO3_HCl_closed") {
        let pka = case.inputs("pKa");
        let steps = [("CO2(aq) + H2O(l) = H+ + HCO3-", -pka[0]), ("HCO3- = H+ + CO3^2-", -pka[1])];
        let catalogue = built(&rows(&[WATER, steps[0], steps[1]]));
        let (soda, acid) = (case.input("c_sample"), case.input("c_titrant"));
        for profile in both {
            let sample = [("Na+", 2.0 * soda), ("CO3^2-", soda)];
            titration(&case, &catalogue, &sample, &[("H+", acid), ("Cl-", acid)], profile);
        }
    }
    if let Some(case) = Case::open("chem_titration_citric_NaOH") {
        let pka = case.inputs("pKa");
        let catalogue = built(&rows(&[
            WATER,
            ("C6H8O7(aq) = H+ + C6H7O7^-", -pka[0]),
            ("C6H7O7^- = H+ + C6H6O7^2-", -pka[1]),
            ("C6H6O7^2- = H+ + C6H5O7^3-", -pka[2]),
        ]));
        let (acid, base) = (case.input("c_sample"), case.input("c_titrant"));
        for profile in both {
            titration(&case, &catalogue, &[("C6H8O7(aq)", acid)], &[("Na+", base), ("OH-", base)], profile);
        }
    }
}

#[test]
fn buffer_and_mixtures() {
    if let Some(case) = Case::open("chem_buffer_acetate_shock") {
        let catalogue = built(&rows(&[WATER, ("CH3COOH(aq) = H+ + CH3COO-", -case.input("pKa"))]));
        let (volume, acid, salt) = (case.input("V"), case.input("c_HAc"), case.input("c_NaAc"));
        let buffer = solution(&catalogue, volume, &[("CH3COOH(aq)", acid), ("CH3COO-", salt), ("Na+", salt)]);
        case.expect("pH0", 0, ph(&catalogue, buffer.clone(), Profile::Ideal), 0.1);
        case.expect_activity("pH0", 0, ph(&catalogue, buffer.clone(), Profile::Activity), 1.0);
        let (more, c) = (case.input("V_add"), case.input("c_add"));
        let acid = solution(&catalogue, more, &[("H+", c), ("Cl-", c)]);
        let base = solution(&catalogue, more, &[("Na+", c), ("OH-", c)]);
        let water = solution(&catalogue, volume, &[]);
        for (name, start, added) in [
            ("pH_acid", &buffer, &acid),
            ("pH_base", &buffer, &base),
            ("pH_water_acid", &water, &acid),
            ("pH_water_base", &water, &base),
        ] {
            let mut mixed = start.clone();
            mixed.pour(&catalogue, added);
            case.expect(name, 0, ph(&catalogue, mixed, Profile::Ideal), 0.2);
        }
    }
    if let Some(case) = Case::open("chem_mix_strong_acid_base") {
        let catalogue = built(&rows(&[WATER, ("HSO4- = H+ + SO4^2-", -case.input("pKa2"))]));
        let (acid, base) = (case.input("c_HCl"), case.input("c_NaOH"));
        let mut mixed = solution(&catalogue, case.input("V_HCl"), &[("H+", acid), ("Cl-", acid)]);
        mixed.pour(&catalogue, &solution(&catalogue, case.input("V_NaOH"), &[("Na+", base), ("OH-", base)]));
        case.expect("pH_mix", 0, ph(&catalogue, mixed, Profile::Ideal), 0.2);
        let acid = case.input("c_H2SO4");
        let mut dilute = solution(&catalogue, case.input("V_H2SO4"), &[("H+", acid), ("HSO4-", acid)]);
        dilute.pour(&catalogue, &solution(&catalogue, case.input("V_water"), &[]));
        case.expect("pH_H2SO4", 0, ph(&catalogue, dilute.clone(), Profile::Ideal), 0.2);
        case.expect_activity("pH_H2SO4", 0, ph(&catalogue, dilute, Profile::Activity), 1.0);
    }
}

#[test]
fn solids_complexes_and_gases() {
    if let Some(case) = Case::open("chem_AgCl_common_ion") {
        let solid = ("AgCl(s) = Ag+ + Cl-", gewu::numerics::math::log10(1e-6 * case.input("Ksp")));
        // The ideal answer has no complexes; that of PHREEQC has them all (those with 3 and 4 chlorides recalled).
        let alone = {
            let mut rows = rows(&[solid]);
            rows.reactions.retain(|row| !row.equation.starts_with("Ag+ + "));
            built(&rows)
        };
        let complexes = [solid, ("Ag+ + 3 Cl- = AgCl3^2-", 5.2), ("Ag+ + 4 Cl- = AgCl4^3-", 5.51)];
        let together = built(&rows(&complexes));
        for (index, salt) in case.inputs("c_NaCl").into_iter().enumerate() {
            let saturated = |catalogue: &Catalogue, profile| {
                let mut mixture = solution(catalogue, 1e-3, &[("Na+", salt), ("Cl-", salt)]);
                assert!(mixture.add(catalogue.find("AgCl(s)").unwrap(), 0.001));
                settle(catalogue, mixture, &conditions(profile))
            };
            let ideal = saturated(&alone, Profile::Ideal);
            case.expect("solubility", index, concentration(&alone, &ideal, "Ag+"), 1.0);
            let real = saturated(&together, Profile::Activity);
            let silver = ["Ag+", "AgCl(aq)", "AgCl2^-", "AgCl3^2-", "AgCl4^3-"];
            let silver: f64 = silver.iter().map(|id| 1e-3 * concentration(&together, &real, id)).sum();
            case.expect_activity("solubility_total_Ag", index, silver, 1.0);
        }
    }
    if let Some(case) = Case::open("chem_Ag_ammine_complex") {
        let beta = case.inputs("log_beta");
        let mut rows = rows(&[("Ag+ + NH3(aq) = AgNH3^+", beta[0]), ("Ag+ + 2 NH3(aq) = Ag(NH3)2^+", beta[1])]);
        // The case ignores that ammonia takes protons, and oxide that would form.
        rows.reactions.retain(|row| row.equation != "NH4+ = H+ + NH3(aq)" && !row.equation.starts_with("Ag2O"));
        let catalogue = built(&rows);
        let (silver, ammonia) = (case.input("c_Ag"), case.input("c_NH3"));
        let of = [("Ag+", silver), ("NO3-", silver), ("NH3(aq)", ammonia)];
        let ideal = settle(&catalogue, solution(&catalogue, 1e-3, &of), &conditions(Profile::Ideal));
        case.expect("c_Ag_free", 0, concentration(&catalogue, &ideal, "Ag+"), 0.1);
        case.expect("c_NH3_free", 0, concentration(&catalogue, &ideal, "NH3(aq)"), 0.1);
        let real = settle(&catalogue, solution(&catalogue, 1e-3, &of), &conditions(Profile::Activity));
        case.expect_activity("c_Ag_free", 0, 1e-3 * concentration(&catalogue, &real, "Ag+"), 1.0);
    }
    if let Some(case) = Case::open("chem_CO2_water_open") {
        let pka = case.inputs("pKa");
        let catalogue = built(&rows(&[
            WATER,
            ("CO2(g) = CO2(aq)", case.input("log_KH")),
            ("CO2(aq) + H2O(l) = H+ + HCO3-", -pka[0]),
            ("HCO3- = H+ + CO3^2-", -pka[1]),
        ]));
        let gas = catalogue.find("CO2(g)").unwrap();
        for (index, pressure) in case.inputs("pCO2").into_iter().enumerate() {
            let open = [(gas, pressure)];
            let under = |profile| {
                let conditions = Conditions { profile, gases: Gases::Open(&open), held: &[] };
                settle(&catalogue, solution(&catalogue, 1e-3, &[]), &conditions)
            };
            case.expect("pH", index, under(Profile::Ideal).ph(&catalogue).unwrap(), 0.1);
            let real = under(Profile::Activity);
            case.expect_activity("pH", index, real.ph(&catalogue).unwrap(), 0.1);
            let carbon =
                ["CO2(aq)", "HCO3-", "CO3^2-"].iter().map(|id| concentration(&catalogue, &real, id)).sum::<f64>();
            case.expect_activity("DIC", index, 1e-3 * carbon, 1.0);
        }
    }
    if let Some(case) = Case::open("chem_indicator_fraction") {
        let expected = case.table("fraction");
        for (row, pka) in expected.iter().zip(case.inputs("pKa")) {
            let catalogue = built(&{
                let mut rows = rows(&[]);
                rows.species.push(SpeciesRow { id: "HIn:dye".into(), molar_mass: Some(0.3), ..SpeciesRow::default() });
                rows.species.push(SpeciesRow { id: "In-:dye".into(), ..SpeciesRow::default() });
                rows.reactions.push(ReactionRow {
                    equation: "HIn:dye = H+ + In-:dye".into(),
                    constant: Constant::LogK(-pka),
                    rate: None,
                    activity_only: false,
                    tolerance: None,
                    source: String::new(),
                });
                rows
            });
            for (right, wanted) in row.iter().zip(case.inputs("pH")) {
                // A trace of the dye in a solution that strong acid or base brings to the pH.
                let (acid, base) = (1e3 * 10f64.powf(-wanted), 1e3 * 10f64.powf(wanted - 13.995));
                let of = [("H+", acid), ("Cl-", acid), ("Na+", base), ("OH-", base), ("HIn:dye", 1e-9)];
                let mixture = settle(&catalogue, solution(&catalogue, 1e-3, &of), &conditions(Profile::Ideal));
                let amounts = ["HIn:dye", "In-:dye"].map(|id| concentration(&catalogue, &mixture, id));
                let found = amounts[1] / (amounts[0] + amounts[1]);
                assert!((found - right).abs() < 0.002, "{pka} at {wanted}: {found} {right}");
            }
        }
    }
}

#[test]
fn water_and_ice() {
    if let Some(case) = Case::open("therm_water_density_cp") {
        for (index, temperature) in case.inputs("T").into_iter().enumerate() {
            case.expect("rho", index, water::density(temperature), 0.1);
            case.expect("cp", index, water::specific_heat_capacity(temperature), 0.1);
        }
        case.expect("L_vap", 0, water::evaporation_enthalpy(373.15), 1.0);
    }
    if let Some(case) = Case::open("therm_water_vapour_pressure") {
        for (index, temperature) in case.inputs("T").into_iter().enumerate() {
            case.expect("p_sat", index, water::vapour_pressure(temperature), 0.1);
        }
    }
    if let Some(case) = Case::open("therm_ice_in_water") {
        let catalogue = substances::catalogue().unwrap();
        let (water_at, ice_at) = (catalogue.water(), catalogue.find("H2O(s)").unwrap());
        for (index, mass) in case.inputs("m_ice").into_iter().enumerate() {
            let mut bath = Mixture::new(&catalogue, case.input("T_w"));
            assert!(bath.add(water_at, case.input("m_w") / water::MOLAR_MASS));
            let mut ice = Mixture::new(&catalogue, case.input("T_ice"));
            assert!(ice.add(ice_at, mass / water::MOLAR_MASS));
            bath.pour(&catalogue, &ice);
            let enthalpy = bath.enthalpy(&catalogue);
            let mut workspace = Workspace::default();
            bath.equilibrate_with_heat(&catalogue, &conditions(Profile::Ideal), 0.0, &mut workspace).unwrap();
            assert!((bath.enthalpy(&catalogue) / enthalpy - 1.0).abs() < 1e-12);
            // The case has a constant heat capacity, 4186 J/(kg K), which near 10 °C is 0.3 % too little.
            case.expect("T_final", index, bath.temperature, if index == 0 { 2.0 } else { 0.02 });
            let left = bath.amount(ice_at) * water::MOLAR_MASS;
            case.expect("melted", index, mass - left, if index == 0 { 1.0 } else { 2.0 });
        }
    }
}
