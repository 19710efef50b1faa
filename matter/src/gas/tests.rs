use super::*;

const TEMPERATURE: f64 = 293.15;
const PRESSURE: f64 = 101_325.0;
/// Nitrogen, oxygen, carbon dioxide, hydrogen.
const MASSES: [f64; 4] = [0.028_014, 0.031_998, 0.044_009, 0.002_016];
const DIFFUSIVITIES: [f64; 4] = [2e-5, 2e-5, 1.6e-5, 7.5e-5];
const AIR: [f64; 4] = [0.7905, 0.2091, 0.0004, 0.0];

fn room() -> Room<'static> {
    Room {
        temperature: TEMPERATURE,
        pressure: PRESSURE,
        gravity: 9.8,
        molar_masses: &MASSES,
        diffusivities: &DIFFUSIVITIES,
        air: &AIR,
    }
}

/// A gas jar of 250 mL: 12.5 cm by 20 cm².
fn jar(mouth: Mouth, fractions: &[f64]) -> Jar {
    Jar::new(0.125, 20e-4, mouth, fractions).expect("jar")
}

/// Leads a pure gas in at 2 mL/s for some seconds, a plate over most of the mouth; returns the jar and how much of the gas
/// got away, mol.
fn led(gas: usize, mouth: Mouth, depth: f64, seconds: f64) -> (Jar, f64) {
    let mut jar = jar(mouth, &AIR);
    jar.cover(0.05);
    let mut rates = [0.0; 4];
    rates[gas] = dry_amount(2e-6, TEMPERATURE, PRESSURE, 0.0).expect("rate");
    let mut out = [0.0; 4];
    for _ in 0..(seconds / 0.05) as u32 {
        jar.advance(&room(), Some(Inflow { rates: &rates, depth }), 0.05, &mut out);
    }
    (jar, out[gas])
}

#[test]
fn moist_gas_takes_more_room() {
    // 100 mL of 5 % hydrogen peroxide: 0.0748 mol of oxygen, 1.80 L at 20 °C and 1 atm, 2.26 L in Kunming (data sheet).
    assert!((volume(0.0748, TEMPERATURE, PRESSURE) - 1.80e-3).abs() < 0.005e-3);
    assert!((volume(0.0748, TEMPERATURE, 80_570.0) - 2.26e-3).abs() < 0.005e-3);
    let moist = moist_volume(0.0748, TEMPERATURE, PRESSURE, 2339.2).expect("volume");
    assert!((moist / volume(0.0748, TEMPERATURE, PRESSURE) - 101_325.0 / (101_325.0 - 2339.2)).abs() < 1e-12);
    assert!((dry_amount(moist, TEMPERATURE, PRESSURE, 2339.2).expect("amount") - 0.0748).abs() < 1e-15);
    assert_eq!(moist_volume(1.0, 373.15, 80_000.0, 101_418.0), None);
    assert!((pressure(1.0, 273.15, volume(1.0, 273.15, 1e5)) - 1e5).abs() < 1e-9);
    // Carbon dioxide 1.83 kg/m³ and air 1.204 kg/m³ at 20 °C.
    assert!((density(MASSES[2], TEMPERATURE, PRESSURE) - 1.83).abs() < 0.01);
    assert!((room().density(&AIR) - 1.20).abs() < 0.01);
}

#[test]
fn a_cylinder_over_water_is_read_at_its_own_pressure() {
    let cylinder = Cylinder { area: 5e-4, above: 0.25, below: 0.05 };
    let holds = |dry: f64| cylinder.holds(dry, TEMPERATURE, PRESSURE, 2339.2, 998.2, 9.8).expect("room");
    let some = holds(3e-3);
    // The equations themselves, to rounding.
    let right = (some.pressure - 2339.2) * some.volume / (GAS.value * TEMPERATURE);
    assert!((right / 3e-3 - 1.0).abs() < 1e-12);
    assert!((some.pressure - (PRESSURE - 998.2 * 9.8 * some.level)).abs() < 1e-9);
    assert!((some.volume - (0.25 - some.level) * 5e-4).abs() < 1e-15);
    assert!(some.level > 0.09 && some.lost == 0.0);
    // Levels brought to the same height: the pressure of the room.
    let level = Cylinder { above: some.volume / 5e-4, ..cylinder };
    let read = level.holds(3e-3, TEMPERATURE, PRESSURE, 2339.2, 998.2, 9.8).expect("room");
    assert!(read.pressure > some.pressure && read.volume < some.volume);
    // Too much: it bubbles out at the mouth, and what is left fills the cylinder under a little more pressure.
    let full = holds(8e-3);
    assert!((full.volume - 1.5e-4).abs() < 1e-15 && full.level < 0.0 && full.lost > 0.0);
    assert!((holds(8e-3 - full.lost).volume - 1.5e-4).abs() < 1e-12);
    assert_eq!(holds(0.0).volume, 0.0);
}

#[test]
fn water_takes_carbon_dioxide_and_hardly_oxygen() {
    let solubilities = [6e-4, 1.26e-3, 0.039, 7.8e-4];
    let mut trough = Trough { water: 2e-3, temperature: TEMPERATURE, pressure: PRESSURE, dissolved: vec![0.0; 4] };
    let mut gases = [0.0, 0.0, 0.01, 0.0];
    trough.pass(&mut gases, &solubilities, &Bubbles::default());
    let lost = 1.0 - gases[2] / 0.01;
    assert!((0.15..0.4).contains(&lost), "{lost}");
    assert!((gases[2] + trough.dissolved[2] - 0.01).abs() < 1e-17);
    let mut gases = [0.0, 0.01, 0.0, 0.0];
    trough.pass(&mut gases, &solubilities, &Bubbles::default());
    assert!(gases[1] > 0.0095, "{gases:?}");
    // However much is led through, the water takes no more than saturates it.
    for _ in 0..1000 {
        trough.pass(&mut [0.0, 0.0, 0.01, 0.0], &solubilities, &Bubbles::default());
    }
    let saturated = 0.039 * 2.0;
    assert!((trough.dissolved[2] / saturated - 1.0).abs() < 1e-3, "{:?}", trough.dissolved);
    // What stands on fresh water dissolves slowly, towards the balance of gas and water.
    let mut trough = Trough { water: 1e-4, temperature: TEMPERATURE, pressure: PRESSURE, dissolved: vec![0.0; 4] };
    let mut gases = [0.0, 0.0, 0.005, 0.0];
    trough.stand(&mut gases, &solubilities, 2e-5, 20e-4, 60.0);
    assert!((0.0044..0.00499).contains(&gases[2]), "{gases:?}");
    assert!((gases[2] + trough.dissolved[2] - 0.005).abs() < 1e-17);
}

#[test]
fn a_dense_gas_fills_a_jar_from_the_bottom() {
    // Upward displacement, the tube near the bottom: well above 90 % after twice the volume of the jar.
    let (good, lost) = led(2, Mouth::Up, 0.115, 250.0);
    assert!(good.mean(2) > 0.93, "{}", good.mean(2));
    let led_in = 500.0 / 250.0;
    let kept = good.mean(2);
    let got_away = lost / dry_amount(2.5e-4, TEMPERATURE, PRESSURE, 0.0).expect("amount");
    assert!((kept - 0.0004 + got_away - led_in).abs() < 1e-9, "{kept} {got_away}");
    // The tube at the mouth: much of it flows past, and the jar is filled worse in the same time.
    let (shallow, _) = led(2, Mouth::Up, 0.005, 250.0);
    assert!(shallow.mean(2) < good.mean(2) - 0.05, "{} {}", shallow.mean(2), good.mean(2));
    // The mouth down: it falls out.
    let (down, _) = led(2, Mouth::Down, 0.115, 250.0);
    assert!(down.mean(2) < 0.5, "{}", down.mean(2));
    println!(
        "CO2, twice the volume: {:.3}, tube at the mouth {:.3}, jar upside down {:.3}",
        kept,
        shallow.mean(2),
        down.mean(2)
    );
}

#[test]
fn the_fullness_test_is_made_at_the_mouth() {
    let (half, _) = led(2, Mouth::Up, 0.115, 40.0);
    let out = |jar: &Jar, depth: f64| {
        let gas = jar.fractions(depth);
        splint(Splint::Burning, gas[1], gas[2], &[(gas[3], HYDROGEN)])
    };
    // A third of the jar led in: a splint held inside goes out although the jar is not full; at the mouth it burns on.
    assert_eq!(out(&half, 0.11), SplintOutcome::GoesOut);
    assert_eq!(out(&half, 0.002), SplintOutcome::GoesOn);
    let (full, _) = led(2, Mouth::Up, 0.115, 250.0);
    assert_eq!(out(&full, 0.002), SplintOutcome::GoesOut);
}

#[test]
fn a_light_gas_is_collected_from_above_and_escapes_upwards() {
    let (good, _) = led(3, Mouth::Down, 0.115, 250.0);
    assert!(good.mean(3) > 0.8, "{}", good.mean(3));
    // Turned up and left open it is gone in seconds; carbon dioxide stays for a minute.
    let lasts = |gas: usize, mouth: Mouth, open: f64, seconds: u32| {
        let mut pure = [0.0; 4];
        pure[gas] = 1.0;
        let mut jar = jar(mouth, &pure);
        jar.cover(open);
        for _ in 0..seconds * 20 {
            jar.advance(&room(), None, 0.05, &mut [0.0; 4]);
        }
        jar.mean(gas)
    };
    assert!(lasts(3, Mouth::Up, 1.0, 10) < 0.2, "{}", lasts(3, Mouth::Up, 1.0, 10));
    assert!(lasts(2, Mouth::Up, 1.0, 60) > 0.7, "{}", lasts(2, Mouth::Up, 1.0, 60));
    assert!(lasts(2, Mouth::Down, 1.0, 10) < 0.2, "{}", lasts(2, Mouth::Down, 1.0, 10));
    assert!((lasts(3, Mouth::Up, 0.0, 60) - 1.0).abs() < 1e-12);
}

#[test]
fn fractions_stay_fractions_and_amounts_are_kept() {
    let mut jar = jar(Mouth::Up, &[0.0, 0.0, 1.0, 0.0]);
    let rates = [0.0, 1e-4, 0.0, 3e-4];
    let mut out = [0.0; 4];
    for step in 0..400 {
        if step == 100 {
            jar.turn(Mouth::Down);
        }
        jar.cover(if step > 300 { 0.0 } else { 0.7 });
        let inflow = (step % 3 > 0).then_some(Inflow { rates: &rates, depth: 0.06 });
        jar.advance(&room(), inflow, if step % 7 == 0 { 2.0 } else { 0.05 }, &mut out);
        for depth in 0..16 {
            let cell = jar.fractions((f64::from(depth) + 0.5) * 0.125 / 16.0);
            assert!(cell.iter().all(|share| (-1e-15..=1.0 + 1e-12).contains(share)), "{cell:?}");
            assert!((cell.iter().sum::<f64>() - 1.0).abs() < 1e-9, "{cell:?}");
        }
    }
    assert!(Jar::new(0.0, 1.0, Mouth::Up, &AIR).is_none());
}

#[test]
fn splints_tell_gases_apart() {
    let check = |kind: Splint, gas: [f64; 4], right: SplintOutcome| {
        assert_eq!(splint(kind, gas[1], gas[2], &[(gas[3], HYDROGEN)]), right, "{kind:?} {gas:?}");
    };
    check(Splint::Burning, AIR, SplintOutcome::GoesOn);
    check(Splint::Glowing, AIR, SplintOutcome::GoesOn);
    check(Splint::Burning, [0.0, 0.0, 1.0, 0.0], SplintOutcome::GoesOut);
    // Air with a tenth of carbon dioxide, and with a fifth: what is breathed out (4 %) leaves it burning.
    for (share, right) in [(0.04, SplintOutcome::GoesOn), (0.10, SplintOutcome::GoesOn), (0.20, SplintOutcome::GoesOut)]
    {
        check(Splint::Burning, [0.79 * (1.0 - share), 0.2095 * (1.0 - share), share, 0.0], right);
    }
    check(Splint::Glowing, [0.05, 0.95, 0.0, 0.0], SplintOutcome::Relights);
    check(Splint::Burning, [0.05, 0.95, 0.0, 0.0], SplintOutcome::Flares);
    check(Splint::Burning, [0.4, 0.1, 0.0, 0.5], SplintOutcome::Pops);
    check(Splint::Burning, [0.0, 0.0, 0.0, 1.0], SplintOutcome::BurnsAtMouth);
    check(Splint::Burning, [0.77, 0.20, 0.0, 0.03], SplintOutcome::GoesOn);
    // Le Chatelier: 3 % of hydrogen and 2.5 % of methane burn together, neither would alone.
    let both = [(0.03, HYDROGEN), (0.025, METHANE)];
    assert_eq!(splint(Splint::Burning, 0.198, 0.0, &both), SplintOutcome::Pops);
    assert_eq!(splint(Splint::Burning, 0.0, 0.0, &[(1.0, CARBON_MONOXIDE)]), SplintOutcome::BurnsAtMouth);
}
