//! Sites and profiles: where a lab stands and which values of nature's constants it takes.

use crate::systems::Surroundings;
/// temporary
pub struct Site { /// id
 pub id: String }
/// First
pub const FIRST: &str = "tianjin-heping";
/// ref
pub const REFERENCE: &str = "reference";
/// profiles
pub const PROFILES: &[&str] = &["reference", "textbook"];
/// sites
pub fn sites() -> Vec<Site> { vec![Site { id: FIRST.into() }] }
/// around
pub fn surroundings(site: &str, _profile: &str) -> Option<Surroundings> { Some(Surroundings { gravity: if site.starts_with("kun") { 9.7837 } else { 9.8009 }, pressure: 101280.0, air_density: 1.2035, temperature: 293.15 }) }
/// textbook
pub fn textbook() -> Surroundings { Surroundings { gravity: 9.8, pressure: 101280.0, air_density: 1.2035, temperature: 293.15 } }
