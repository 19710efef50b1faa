use super::*;

const H: (i32, f64, f64) = (1, 349.65e-4, HYDROGEN);
const OH: (i32, f64, f64) = (-1, 198.0e-4, HYDROXIDE);
const K: (i32, f64, f64) = (1, 73.48e-4, ORDINARY);
const NA: (i32, f64, f64) = (1, 50.08e-4, ORDINARY);
const CL: (i32, f64, f64) = (-1, 76.31e-4, ORDINARY);
const CA: (i32, f64, f64) = (2, 118.94e-4, ORDINARY);
const SO4: (i32, f64, f64) = (-2, 160.0e-4, ORDINARY);

fn salt(parts: &[((i32, f64, f64), f64)], litre: f64) -> Vec<Carrier> {
    parts
        .iter()
        .map(|((charge, conductivity, fluidity), number)| Carrier {
            charge: *charge,
            conductivity: *conductivity,
            concentration: 1000.0 * litre * number,
            fluidity: *fluidity,
        })
        .collect()
}

/// Conductivity in mS/cm at a Celsius temperature.
fn shown(parts: &[((i32, f64, f64), f64)], litre: f64, celsius: f64) -> f64 {
    10.0 * real(&salt(parts, litre), celsius + 273.15)
}

#[test]
fn standards_of_potassium_chloride() {
    // mS/cm at 25 °C: the usual standards of conductivity meters.
    let check = |litre: f64, wanted: f64, within: f64| {
        let found = shown(&[(K, 1.0), (CL, 1.0)], litre, 25.0);
        assert!((found / wanted - 1.0).abs() < within, "{litre}: {found} {wanted}");
    };
    check(0.001, 0.1469, 0.003);
    check(0.01, 1.413, 0.005);
    check(0.1, 12.88, 0.005);
    check(1.0, 111.3, 0.03);
}

#[test]
fn other_electrolytes_at_25_celsius() {
    // Equivalent conductivities in S cm²/mol at mol/L (CRC Handbook, conductivity of electrolytes).
    let check = |parts: &[((i32, f64, f64), f64)], equivalents: f64, litre: f64, wanted: f64, within: f64| {
        let found = shown(parts, litre, 25.0) / (litre * equivalents);
        assert!((found / wanted - 1.0).abs() < within, "{litre}: {found} {wanted}");
    };
    let hydrochloric = [(H, 1.0), (CL, 1.0)];
    check(&hydrochloric, 1.0, 0.001, 421.15, 0.005);
    check(&hydrochloric, 1.0, 0.01, 411.80, 0.005);
    check(&hydrochloric, 1.0, 0.1, 391.13, 0.01);
    check(&hydrochloric, 1.0, 1.0, 332.2, 0.08);
    let soda = [(NA, 1.0), (OH, 1.0)];
    check(&soda, 1.0, 0.01, 237.9, 0.01);
    let salt = [(NA, 1.0), (CL, 1.0)];
    check(&salt, 1.0, 0.0005, 124.44, 0.005);
    check(&salt, 1.0, 0.01, 118.45, 0.005);
    check(&salt, 1.0, 0.1, 106.69, 0.01);
    let chloride = [(CA, 1.0), (CL, 2.0)];
    check(&chloride, 2.0, 0.00025, 131.86, 0.01);
    check(&chloride, 2.0, 0.005, 120.30, 0.01);
    check(&chloride, 2.0, 0.05, 102.41, 0.03);
    let sulfate = [(NA, 2.0), (SO4, 1.0)];
    check(&sulfate, 2.0, 0.0005, 124.09, 0.01);
    // A thirtieth of the sulfate is paired with sodium here, which this test leaves out.
    check(&sulfate, 2.0, 0.005, 112.38, 0.03);
}

#[test]
fn strong_solutions_conduct_less_than_their_ions_alone() {
    // mS/cm at 25 °C near the maxima, rounded (recalled).
    let check = |parts: &[((i32, f64, f64), f64)], litre: f64, wanted: f64| {
        let found = shown(parts, litre, 25.0);
        assert!((found / wanted - 1.0).abs() < 0.45, "{litre}: {found} {wanted}");
    };
    check(&[(NA, 1.0), (CL, 1.0)], 5.1, 250.0);
    check(&[(K, 1.0), (CL, 1.0)], 4.0, 345.0);
    check(&[(H, 1.0), (CL, 1.0)], 6.0, 850.0);
    check(&[(H, 1.0), (CL, 1.0)], 10.0, 650.0);
    check(&[(NA, 1.0), (OH, 1.0)], 4.0, 410.0);
}

#[test]
fn pure_water_hardly_conducts() {
    // 0.0550 µS/cm at 25 °C, and 0.0117 µS/cm at 0 °C, where pKw is 14.95 (IAPWS).
    let ions = |concentration: f64| salt(&[(H, 1.0), (OH, 1.0)], concentration);
    let at_25 = 1e4 * real(&ions(1.004e-7), 298.15);
    assert!((at_25 - 0.0550).abs() < 3e-4, "{at_25}");
    let at_0 = 1e4 * real(&ions(3.35e-8), 273.15);
    assert!((at_0 - 0.0117).abs() < 1e-3, "{at_0}");
}

#[test]
fn warm_solutions_conduct_better() {
    // Potassium chloride 0.01 mol/L: 1.278 mS/cm at 20 °C, 1.552 at 30 °C (ISO 7888 has 1.278; about 2 % a kelvin).
    let salt = [(K, 1.0), (CL, 1.0)];
    let (cool, warm) = (shown(&salt, 0.01, 20.0), shown(&salt, 0.01, 30.0));
    assert!((cool / 1.278 - 1.0).abs() < 0.01, "{cool}");
    assert!((warm / 1.552 - 1.0).abs() < 0.01, "{warm}");
    let slope = (warm / cool - 1.0) / 10.0;
    assert!((0.018..0.023).contains(&slope), "{slope}");
    // From 0 to 100 °C, molar conductivities in infinite dilution (S cm²/mol): K+ 40.3 to 195, H+ 225 to 637,
    // OH- 105 to 446 (recalled).
    let free = |(charge, conductivity, fluidity): (i32, f64, f64), celsius: f64| {
        let carrier = Carrier { charge, conductivity, concentration: 1.0, fluidity };
        1e4 * ideal(&[carrier], celsius + 273.15)
    };
    for (ion, cold, hot, within) in [(K, 40.3, 195.0, 0.05), (H, 225.0, 637.0, 0.08), (OH, 105.0, 446.0, 0.12)] {
        assert!((free(ion, 0.0) / cold - 1.0).abs() < within, "{cold}: {}", free(ion, 0.0));
        assert!((free(ion, 100.0) / hot - 1.0).abs() < within, "{hot}: {}", free(ion, 100.0));
    }
}

#[test]
fn ideal_solutions_conduct_in_proportion() {
    let one = ideal(&salt(&[(K, 1.0), (CL, 1.0)], 0.1), 298.15);
    assert!((10.0 * one - 14.979).abs() < 1e-9, "{one}");
    assert!((ideal(&salt(&[(K, 1.0), (CL, 1.0)], 0.2), 298.15) - 2.0 * one).abs() < 1e-12);
    // At vanishing concentration both are the same.
    let thin = salt(&[(CA, 1.0), (CL, 2.0)], 1e-9);
    assert!((real(&thin, 298.15) / ideal(&thin, 298.15) - 1.0).abs() < 1e-3);
    assert_eq!(real(&[], 298.15), 0.0);
}

#[test]
fn no_ion_conducts_backwards() {
    let strong = salt(&[(CA, 1.0), (SO4, 1.0)], 20.0);
    assert!(real(&strong, 298.15) >= 0.0 && real(&strong, 373.15).is_finite());
    assert_eq!(usual(-2), 8.0e-3);
}

#[test]
fn viscosity_of_water() {
    for (celsius, wanted) in [(0.0, 1.7916e-3), (20.0, 1.0016e-3), (25.0, 0.8900e-3), (100.0, 0.2816e-3)] {
        let found = viscosity(celsius + 273.15);
        assert!((found / wanted - 1.0_f64).abs() < 0.01, "{celsius}: {found}");
    }
}
