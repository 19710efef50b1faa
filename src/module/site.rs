//! Sites and profiles: what surrounds an experiment at a place, from `simulations/data/sites.json`.

use super::json::{self, Node, Value};
use crate::quantity::constants::{GAS, STANDARD_ATMOSPHERE};
use crate::quantity::{Dimension, Quantity};
use crate::systems::Surroundings;

/// Its sources stand in `simulations/data/sites.md`.
const DATA: &str = include_str!("../../simulations/data/sites.json");

/// The site that is meant when none is named.
pub const SITE: &str = "tianjin-heping";
/// The profile that is meant when none is named.
pub const PROFILE: &str = "reference";

/// Room temperature of every profile: 20 °C, in K.
pub const TEMPERATURE: f64 = 293.15;

/// Molar mass of dry air, kg/mol: 28.965 46 g/mol at 400 µmol/mol of carbon dioxide (CIPM-2007, A. Picard et al.,
/// Metrologia 45 (2008) 149, table 1).
const DRY_AIR: f64 = 0.028_965_46;

/// One place; every number with its unit as the file has it.
#[derive(Clone, Debug, PartialEq)]
pub struct Site {
    /// Kebab-case id; the name is the page's string `site.<id>`.
    pub id: String,
    /// Geographic latitude, positive north.
    pub latitude: Quantity,
    /// Height above the sea.
    pub elevation: Quantity,
    /// Acceleration of free fall.
    pub gravity: Quantity,
    /// Its standard uncertainty.
    pub gravity_uncertainty: Quantity,
    /// Air pressure.
    pub pressure: Quantity,
    /// How far weather moves it.
    pub pressure_uncertainty: Quantity,
}

/// Every site, in the order of the file.
pub fn sites() -> Vec<Site> {
    members("sites").iter().filter_map(|(id, node)| read_site(id, node)).collect()
}

/// Ids of the profiles, in the order of the file.
pub fn profiles() -> Vec<String> {
    members("profiles").into_iter().map(|(id, _)| id).collect()
}

/// What surrounds an experiment at a site in a profile; `None` if either is unknown.
pub fn surroundings(site: &str, profile: &str) -> Option<Surroundings> {
    let site = sites().into_iter().find(|known| known.id == site)?;
    let (_, profile) = members("profiles").into_iter().find(|(id, _)| id == profile)?;
    let number = |key: &str, own: &Quantity| match profile.get(key) {
        Some(node) => quantity(node, own.unit.dimension).map(|quantity| quantity.si),
        None => Some(own.si),
    };
    Some(at(number("gravity", &site.gravity)?, number("pressure", &site.pressure)?))
}

/// The surroundings of textbooks: 9.8 m/s², standard pressure.
pub fn textbook() -> Surroundings {
    surroundings(SITE, "textbook").unwrap_or_else(|| at(9.8, STANDARD_ATMOSPHERE.value))
}

fn at(gravity: f64, pressure: f64) -> Surroundings {
    Surroundings { gravity, pressure, air_density: air_density(pressure, TEMPERATURE), temperature: TEMPERATURE }
}

/// Density of dry air, kg/m³, at a pressure in Pa and a temperature in K: p M / (R T), the ideal gas. Air of the
/// room is nearer to it than 0.1 %, moisture aside; half-saturated air at 20 °C is 0.4 % lighter (CIPM-2007).
pub fn air_density(pressure: f64, temperature: f64) -> f64 {
    pressure * DRY_AIR / (GAS.value * temperature)
}

fn members(key: &str) -> Vec<(String, Node)> {
    let Some(root) = json::read(DATA).root else { return Vec::new() };
    match root.get(key).map(|node| node.value.clone()) {
        Some(Value::Object(members)) => members.into_iter().map(|member| (member.key, member.node)).collect(),
        _ => Vec::new(),
    }
}

fn quantity(node: &Node, dimension: Dimension) -> Option<Quantity> {
    Quantity::parse(node.text()?).ok().filter(|quantity| quantity.unit.dimension == dimension)
}

fn read_site(id: &str, node: &Node) -> Option<Site> {
    const ACCELERATION: Dimension = Dimension::LENGTH.over(Dimension::TIME.powi(2));
    const PRESSURE: Dimension = Dimension::MASS.over(Dimension::LENGTH).over(Dimension::TIME.powi(2));
    let get = |key: &str, dimension| quantity(node.get(key)?, dimension);
    Some(Site {
        id: id.to_owned(),
        latitude: get("latitude", Dimension::ANGLE)?,
        elevation: get("elevation", Dimension::LENGTH)?,
        gravity: get("gravity", ACCELERATION)?,
        gravity_uncertainty: get("gravity_uncertainty", ACCELERATION)?,
        pressure: get("pressure", PRESSURE)?,
        pressure_uncertainty: get("pressure_uncertainty", PRESSURE)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numerics::math;

    const SOURCES: &str = include_str!("../../simulations/data/sites.md");

    #[test]
    fn every_site_and_profile_has_its_source() {
        for id in sites().into_iter().map(|site| site.id).chain(profiles()) {
            assert!(SOURCES.contains(&format!("| `{id}` |")), "{id} has no line in sites.md");
        }
    }

    #[test]
    fn every_site_is_read() {
        let ids: Vec<String> = sites().into_iter().map(|site| site.id).collect();
        assert_eq!(ids, ["tianjin-heping", "zaozhuang", "yitong", "ejin-horo", "kunming-wuhua"]);
        assert_eq!(ids.len(), members("sites").len());
        assert_eq!(profiles(), ["textbook", "reference"]);
        assert!(surroundings("nowhere", "textbook").is_none());
        assert!(surroundings(SITE, "nobody").is_none());
    }

    /// The formulas that the numbers come from: normal gravity of WGS84 with free-air terms, and ISO 2533.
    #[test]
    fn numbers_follow_their_formulas() {
        for site in sites() {
            let sine2 = math::powi(math::sin(site.latitude.si), 2);
            let normal =
                9.780_325_335_9 * (1.0 + 0.001_931_852_652_41 * sine2) / (1.0 - 0.006_694_379_990_14 * sine2).sqrt();
            let h = site.elevation.si;
            let gravity = normal
                * (1.0
                    - 2.0 / 6_378_137.0
                        * (1.0 + 0.003_352_810_664_75 + 0.003_449_786_506_84 - 2.0 * 0.003_352_810_664_75 * sine2)
                        * h
                    + 3.0 * h * h / (6_378_137.0 * 6_378_137.0));
            assert!((gravity - site.gravity.si).abs() < 1e-4, "{}: {gravity}", site.id);
            let pressure = 101_325.0 * math::powf(1.0 - 2.255_77e-5 * h, 5.255_88);
            assert!((pressure - site.pressure.si).abs() < 10.0, "{}: {pressure}", site.id);
        }
    }

    /// Reference data, section 1: density of dry air at 20 °C.
    #[test]
    fn profiles_and_air() {
        let check = |site, density: f64| {
            let found = surroundings(site, "reference").map(|s| s.air_density).unwrap_or(f64::NAN);
            assert!((found - density).abs() < 2e-4, "{site}: {found}");
        };
        check("tianjin-heping", 1.2035);
        check("zaozhuang", 1.1934);
        check("yitong", 1.1682);
        check("ejin-horo", 1.0272);
        check("kunming-wuhua", 0.9574);
        let book = surroundings("kunming-wuhua", "textbook").expect("known");
        assert_eq!((book.gravity, book.pressure), (9.8, 101_325.0));
        assert_eq!(textbook(), book);
    }
}
