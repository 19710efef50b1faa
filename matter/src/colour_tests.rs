use std::collections::BTreeMap;

use super::super::spectrum::{self, Spectrum};
use super::super::substance::Band;
use super::*;
use crate::quantity::Quantity;

/// The bands of every species of the data file: colours are tested with the numbers that the laboratory uses.
struct Bands(BTreeMap<String, Vec<Band>>);

impl Bands {
    fn read() -> Bands {
        let text = include_str!("../../simulations/data/substances.json");
        let root: serde_json::Value = serde_json::from_str(text).expect("the data file is JSON");
        let si = |value: &serde_json::Value| {
            let text = value.as_str().expect("a text");
            Quantity::parse(text).unwrap_or_else(|error| panic!("{text}: {error}")).si
        };
        let species = root["species"].as_array().expect("rows").iter().map(|row| {
            let bands = row["bands"].as_array().into_iter().flatten();
            let bands = bands.map(|band| Band { peak: si(&band[0]), absorptivity: si(&band[1]), width: si(&band[2]) });
            (row["id"].as_str().expect("an id").to_owned(), bands.collect())
        });
        Bands(species.collect())
    }

    /// The spectrum of species at concentrations in mol/L.
    fn mixture(&self, parts: &[(&str, f64)]) -> Spectrum {
        let mut sum = Spectrum::CLEAR;
        for (id, litre) in parts {
            let bands = self.0.get(*id).unwrap_or_else(|| panic!("no species {id}"));
            sum.add(&Spectrum::of(bands), 1000.0 * litre);
        }
        sum
    }

    /// What species at concentrations in mol/L look like over a path in cm.
    fn seen(&self, parts: &[(&str, f64)], centimetres: f64) -> Lab {
        Colour::seen(&self.mixture(parts), 0.01 * centimetres, None).lab()
    }

    /// Absorbance of 1 cm at nm.
    fn absorbance(&self, id: &str, litre: f64, nanometres: f64) -> f64 {
        let bands = self.0.get(id).unwrap_or_else(|| panic!("no species {id}"));
        spectrum::absorbance([(bands.as_slice(), 1000.0 * litre)], 1e-9 * nanometres, 0.01)
    }
}

/// Shares of the forms of an acid at a pH, from the most acid on; by mass action.
fn forms(pks: &[f64], ph: f64) -> Vec<f64> {
    let mut shares = vec![1.0];
    for pk in pks {
        let last = shares.last().copied().unwrap_or(0.0);
        shares.push(last * math::powf(10.0, ph - pk));
    }
    let sum: f64 = shares.iter().sum();
    shares.iter().map(|share| share / sum).collect()
}

/// A dye's forms with its total in mol/L at a pH.
fn dye<'n>(names: &[&'n str], pks: &[f64], litre: f64, ph: f64) -> Vec<(&'n str, f64)> {
    names.iter().copied().zip(forms(pks, ph).into_iter().map(|share| share * litre)).collect()
}

/// Hue and lightness in their intervals (a hue interval may go through 0), and a chroma that an eye sees.
#[track_caller]
fn looks(lab: Lab, hue: (f64, f64), lightness: (f64, f64), chroma: f64) {
    let angle = lab.hue();
    let inside = if hue.0 <= hue.1 { (hue.0..=hue.1).contains(&angle) } else { angle >= hue.0 || angle <= hue.1 };
    assert!(inside, "hue {angle:.0} is not in {hue:?}: {lab:?}");
    assert!(
        (lightness.0..=lightness.1).contains(&lab.lightness),
        "lightness {:.0} is not in {lightness:?}",
        lab.lightness
    );
    assert!(lab.chroma() >= chroma, "chroma {:.0} is less than {chroma}", lab.chroma());
}

const RED: (f64, f64) = (345.0, 45.0);
const ORANGE: (f64, f64) = (50.0, 80.0);
const YELLOW: (f64, f64) = (80.0, 115.0);
const GREEN: (f64, f64) = (115.0, 185.0);
const BLUE: (f64, f64) = (200.0, 300.0);
const PURPLE: (f64, f64) = (300.0, 345.0);

#[test]
fn clear_water_is_white() {
    let white = Colour::seen(&Spectrum::CLEAR, 1.0, None);
    for part in [white.red, white.green, white.blue] {
        assert!((part - 1.0).abs() < 1e-6, "{white:?}");
    }
    assert_eq!(white.hex(), "#ffffff");
    let lab = white.lab();
    assert!((lab.lightness - 100.0).abs() < 1e-3 && lab.chroma() < 1e-3, "{lab:?}");
}

#[test]
fn grey_and_black_keep_no_hue() {
    let grey = Colour::of_light(&[0.18; POINTS]);
    assert_eq!(grey.hex(), "#767676");
    assert!((grey.lab().lightness - 49.5).abs() < 0.1);
    assert_eq!(Colour::of_light(&[0.0; POINTS]).hex(), "#000000");
}

#[test]
fn the_primaries_of_the_screen_have_their_lab() {
    // CIELAB of sRGB's red and blue for D65 (B. Lindbloom).
    let red = Colour { red: 1.0, green: 0.0, blue: 0.0 }.lab();
    let blue = Colour { red: 0.0, green: 0.0, blue: 1.0 }.lab();
    assert!(red.difference(Lab { lightness: 53.24, a: 80.09, b: 67.20 }) < 0.1, "{red:?}");
    assert!(blue.difference(Lab { lightness: 32.30, a: 79.19, b: -107.86 }) < 0.1, "{blue:?}");
}

#[test]
fn hexadecimal_is_read_and_written() {
    for text in ["#8a3f1c", "#000000", "#ffffff", "#12fe7d"] {
        assert_eq!(Colour::from_hex(text).map(Colour::hex).as_deref(), Some(text));
    }
    for text in ["8a3f1c", "#8a3f1", "#8a3f1cc", "#8a3f1g", "#é3f1c", ""] {
        assert_eq!(Colour::from_hex(text), None, "{text}");
    }
}

#[test]
fn light_of_one_wavelength_stays_on_the_screen() {
    for point in 0..POINTS {
        let mut light = [0.0; POINTS];
        light[point] = 1.0;
        let colour = Colour::of_light(&light);
        for part in [colour.red, colour.green, colour.blue] {
            assert!((0.0..=1.0).contains(&part), "{point}: {colour:?}");
        }
    }
}

#[test]
fn salts_have_their_colours() {
    let bands = Bands::read();
    looks(bands.seen(&[("Cu^2+", 0.1)], 2.0), (190.0, 250.0), (80.0, 98.0), 5.0);
    looks(bands.seen(&[("Cu^2+", 1.0)], 2.0), (200.0, 260.0), (55.0, 90.0), 30.0);
    looks(bands.seen(&[("Cu(NH3)4^2+", 0.05)], 2.0), (270.0, 315.0), (5.0, 60.0), 40.0);
    looks(bands.seen(&[("MnO4-", 0.001)], 1.0), (300.0, 345.0), (15.0, 55.0), 50.0);
    looks(bands.seen(&[("CrO4^2-", 0.1)], 1.0), (85.0, 112.0), (75.0, 100.0), 60.0);
    looks(bands.seen(&[("CrO4^2-", 0.005)], 1.0), (85.0, 115.0), (88.0, 100.0), 30.0);
    looks(bands.seen(&[("Cr2O7^2-", 0.05)], 1.0), (38.0, 75.0), (40.0, 80.0), 60.0);
    looks(bands.seen(&[("Fe(SCN)2^+", 2e-4), ("FeSCN^2+", 6e-4)], 2.0), (15.0, 50.0), (12.0, 50.0), 40.0);
    looks(bands.seen(&[("FeSCN^2+", 5e-5)], 2.0), (40.0, 90.0), (80.0, 98.0), 8.0);
    looks(bands.seen(&[("Fe^2+", 1.0)], 2.0), (130.0, 230.0), (90.0, 100.0), 1.0);
    looks(bands.seen(&[("Cr^3+", 0.05)], 2.0), (150.0, 330.0), (40.0, 80.0), 8.0);
    looks(bands.seen(&[("MnO4^2-", 0.001)], 1.0), GREEN, (20.0, 75.0), 25.0);
    looks(bands.seen(&[("I3-", 1e-3)], 1.0), (60.0, 105.0), (60.0, 97.0), 40.0);
    looks(bands.seen(&[("(C6H10O5)6I3^-", 3e-5)], 2.0), (240.0, 300.0), (10.0, 60.0), 25.0);
    // 0.1 mol/L iron(III) chloride: about a tenth hydrolysed, a half as chloride complexes. Yellow-brown.
    let iron = [("Fe^3+", 0.03), ("FeCl^2+", 0.045), ("FeCl2^+", 0.01), ("FeOH^2+", 0.01), ("Fe2(OH)2^4+", 0.002)];
    looks(bands.seen(&iron, 2.0), (60.0, 100.0), (50.0, 95.0), 50.0);
    // Copper(II) chloride: blue-green when thin, green when strong.
    looks(
        bands.seen(&[("Cu^2+", 0.16), ("CuCl^+", 0.25), ("CuCl2(aq)", 0.085)], 2.0),
        (150.0, 230.0),
        (60.0, 95.0),
        30.0,
    );
    for colourless in ["Na+", "K+", "Ca^2+", "Ba^2+", "Zn^2+", "Al^3+", "Cl-", "SO4^2-", "NO3-", "NH3(aq)", "OH-"] {
        assert!(bands.seen(&[(colourless, 1.0)], 5.0).chroma() < 1e-3, "{colourless}");
    }
}

#[test]
fn gases_have_their_colours() {
    let bands = Bands::read();
    // A tube of 2 cm at 25 °C and 1 bar: 0.0126 mol/L NO2 beside 0.0277 mol/L N2O4.
    looks(bands.seen(&[("NO2(g)", 0.0126)], 2.0), (45.0, 95.0), (35.0, 85.0), 60.0);
    // A gas jar of 6 cm.
    looks(bands.seen(&[("Cl2(g)", 0.0409)], 6.0), (90.0, 125.0), (85.0, 100.0), 5.0);
    looks(bands.seen(&[("Br2(g)", 0.0115)], 6.0), (30.0, 85.0), (25.0, 85.0), 50.0);
    looks(bands.seen(&[("I2(g)", 0.0003)], 6.0), PURPLE, (30.0, 90.0), 15.0);
}

#[test]
fn indicators_have_their_colours() {
    let bands = Bands::read();
    let orange = |ph| bands.seen(&dye(&["C14H15N3O3S(aq)", "C14H14N3O3S-"], &[3.46], 2.5e-5, ph), 2.0);
    looks(orange(2.0), RED, (50.0, 85.0), 30.0);
    looks(orange(3.0), (5.0, 50.0), (50.0, 85.0), 30.0);
    looks(orange(3.8), (35.0, 80.0), (60.0, 90.0), 30.0);
    looks(orange(5.0), (62.0, 100.0), (70.0, 95.0), 40.0);
    let red = |ph| bands.seen(&dye(&["C15H15N3O2(aq)", "C15H14N3O2-"], &[5.0], 2.5e-5, ph), 2.0);
    looks(red(4.0), (335.0, 25.0), (50.0, 80.0), 30.0);
    looks(red(7.0), YELLOW, (80.0, 98.0), 30.0);
    let blue = |ph| bands.seen(&dye(&["C27H27Br2O5S-", "C27H26Br2O5S^2-"], &[7.1], 4e-5, ph), 2.0);
    looks(blue(5.5), YELLOW, (80.0, 98.0), 40.0);
    looks(blue(7.0), GREEN, (40.0, 85.0), 20.0);
    looks(blue(9.0), (230.0, 290.0), (30.0, 75.0), 20.0);
    let litmus = |ph| bands.seen(&dye(&["C12H7NO3(aq)", "C12H6NO3-"], &[6.5], 5e-5, ph), 2.0);
    looks(litmus(3.0), (345.0, 40.0), (30.0, 75.0), 30.0);
    looks(litmus(6.5), PURPLE, (20.0, 65.0), 25.0);
    looks(litmus(10.0), (250.0, 300.0), (20.0, 70.0), 25.0);
}

#[test]
fn phenolphthalein_is_pink_in_between_only() {
    let bands = Bands::read();
    let names = ["C20H14O4(aq)", "C20H13O4-", "C20H12O4^2-", "C20H13O5^3-"];
    // The last form has taken up OH-: its step is pKw - 1.8.
    let pink = |ph| bands.seen(&dye(&names, &[9.05, 9.5, 12.2], 3e-5, ph), 2.0);
    assert!(pink(7.0).chroma() < 1.0, "{:?}", pink(7.0));
    looks(pink(9.5), (325.0, 358.0), (60.0, 92.0), 25.0);
    looks(pink(10.5), (320.0, 358.0), (30.0, 75.0), 50.0);
    assert!(pink(13.5).chroma() < 0.25 * pink(10.5).chroma(), "{:?} {:?}", pink(13.5), pink(10.5));
    assert!(pink(14.0).chroma() < 12.0, "{:?}", pink(14.0));
    // The end-point of a titration, half a drop of base after pH 7: an eye sees it.
    assert!(pink(8.6).difference(pink(7.0)) > 3.0);
}

#[test]
fn cabbage_goes_from_red_over_purple_and_blue_and_green_to_yellow() {
    let bands = Bands::read();
    let names = ["C15H11O6^+", "C15H10O6(aq)", "C15H9O6^-", "C15H10O7^2-"];
    let cabbage = |ph| bands.seen(&dye(&names, &[4.9, 7.4, 10.6], 6e-5, ph), 2.0);
    looks(cabbage(2.0), (340.0, 30.0), (35.0, 75.0), 30.0);
    looks(cabbage(6.5), (300.0, 350.0), (20.0, 80.0), 15.0);
    looks(cabbage(8.5), (230.0, 300.0), (35.0, 80.0), 15.0);
    looks(cabbage(10.6), (115.0, 200.0), (50.0, 90.0), 10.0);
    looks(cabbage(13.0), YELLOW, (80.0, 99.0), 30.0);
}

#[test]
fn universal_indicator_goes_through_the_rainbow() {
    let bands = Bands::read();
    // Yamada's mixture, one part in ten.
    let universal = |ph| {
        let mut parts = dye(&["C27H30O5S(aq)", "C27H29O5S-", "C27H28O5S^2-"], &[1.65, 8.9], 5.4e-6, ph);
        parts.extend(dye(&["C15H15N3O2(aq)", "C15H14N3O2-"], &[5.0], 2.23e-5, ph));
        parts.extend(dye(&["C27H27Br2O5S-", "C27H26Br2O5S^2-"], &[7.1], 4.8e-5, ph));
        parts.extend(dye(
            &["C20H14O4(aq)", "C20H13O4-", "C20H12O4^2-", "C20H13O5^3-"],
            &[9.05, 9.5, 12.2],
            1.57e-4,
            ph,
        ));
        bands.seen(&parts, 1.0)
    };
    looks(universal(4.0), (5.0, 60.0), (50.0, 90.0), 30.0);
    looks(universal(5.0), ORANGE, (60.0, 95.0), 30.0);
    looks(universal(6.0), (75.0, 115.0), (70.0, 98.0), 30.0);
    looks(universal(7.0), GREEN, (50.0, 90.0), 15.0);
    looks(universal(8.0), (180.0, 280.0), (30.0, 80.0), 10.0);
    looks(universal(9.0), BLUE, (20.0, 70.0), 10.0);
    looks(universal(10.0), (280.0, 330.0), (5.0, 60.0), 20.0);
    // Each whole number looks different.
    for ph in 4..9 {
        let difference = universal(f64::from(ph)).difference(universal(f64::from(ph + 1)));
        assert!(difference > 8.0, "{ph}: {difference}");
    }
}

#[test]
fn a_colorimeter_reads_the_published_absorptivities() {
    let bands = Bands::read();
    // L/(mol cm) at nm; from teaching laboratories and reviews, the spread of what they print as the tolerance.
    let check = |id: &str, nanometres: f64, wanted: f64, within: f64| {
        let found = bands.absorbance(id, 1e-4, nanometres) / 1e-4;
        assert!((found / wanted - 1.0).abs() < within, "{id} at {nanometres} nm: {found}, published {wanted}");
    };
    check("MnO4-", 525.0, 2400.0, 0.05);
    check("Cu^2+", 810.0, 12.0, 0.1);
    check("Cu^2+", 635.0, 2.0, 0.5);
    check("CrO4^2-", 372.0, 4820.0, 0.02);
    check("Cr2O7^2-", 350.0, 3150.0, 0.05);
    check("Cr2O7^2-", 440.0, 760.0, 0.1);
    check("FeSCN^2+", 447.0, 4700.0, 0.1);
    check("Cu(NH3)4^2+", 600.0, 56.0, 0.1);
    check("I3-", 353.0, 26400.0, 0.03);
    check("C14H14N3O3S-", 464.0, 26000.0, 0.1);
    check("C20H12O4^2-", 552.0, 32000.0, 0.1);
    check("C27H26Br2O5S^2-", 616.0, 38000.0, 0.1);
}

#[test]
fn the_grid_is_fine_enough() {
    // The same at every nanometre: the tables between their points by straight lines.
    let between = |table: &[f64; POINTS], nanometre: usize| {
        let (point, rest) = (nanometre / 10, (nanometre % 10) as f64 / 10.0);
        let next = (point + 1).min(POINTS - 1);
        table[point] * (1.0 - rest) + table[next] * rest
    };
    let bands = Bands::read();
    let mut worst = (0.0, String::new());
    for (id, own) in &bands.0 {
        let strongest = own.iter().filter(|band| band.peak > 380e-9).map(|band| band.absorptivity).fold(0.0, f64::max);
        if strongest == 0.0 {
            continue;
        }
        for absorbance in [0.3, 1.0, 3.0] {
            // mol/L so that 1 cm absorbs so much at the peak; absorptivities are in m²/mol.
            let litre = absorbance / (10.0 * strongest);
            let coarse = bands.seen(&[(id.as_str(), litre)], 1.0);
            let (mut sum, mut white) = ([0.0; 3], [0.0; 3]);
            for nanometre in 0..=400 {
                let passed = math::powf(10.0, -bands.absorbance(id, litre, 380.0 + nanometre as f64));
                let power = between(&D65, nanometre);
                for part in 0..3 {
                    let weight = power * between(&OBSERVER.map(|row| row[part]), nanometre);
                    sum[part] += weight * passed;
                    white[part] += weight;
                }
            }
            let shares: [f64; 3] = std::array::from_fn(|part| sum[part] / white[part]);
            let rgb = XYZ_TO_RGB.map(|row| row[0] * shares[0] + row[1] * shares[1] + row[2] * shares[2]);
            let [red, green, blue] = into_gamut(rgb, shares[1]);
            let fine = Colour { red, green, blue }.lab();
            let difference = fine.difference(coarse);
            if difference > worst.0 {
                worst = (difference, format!("{id}, absorbance {absorbance}"));
            }
        }
    }
    assert!(worst.0 < 2.0, "{worst:?}");
}

#[test]
fn a_cloud_hides_what_is_behind() {
    let sulfur = |share| Cloud { share, colour: Colour::WHITE };
    let mut dark = Spectrum::CLEAR;
    dark.add(&Spectrum::of(&[Band { peak: 550e-9, absorptivity: 100.0, width: 400e-9 }]), 1.0);
    let clear = Colour::seen(&dark, 0.01, None);
    assert_eq!(Colour::seen(&dark, 0.01, Some(sulfur(0.0))), clear);
    let cloudy = Colour::seen(&dark, 0.01, Some(sulfur(0.6)));
    assert!(cloudy.lab().lightness > clear.lab().lightness + 5.0);
    // Nothing but cloud in water is the colour of its grains.
    let rust = Colour::from_hex("#8a3f1c").expect("a colour");
    let seen = Colour::seen(&Spectrum::CLEAR, 0.01, Some(Cloud { share: 1.0, colour: rust }));
    assert_eq!(seen.hex(), "#8a3f1c");
}
