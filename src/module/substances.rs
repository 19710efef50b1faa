//! The catalogue of substances, from `simulations/data/substances.json`.

use std::collections::BTreeMap;

use super::fields::{self, Fields, Read, Wrong};
use super::json::{Limits, Node, Value};
use crate::matter::catalogue::Catalogue;
use crate::matter::substance::{Band, Constant, RateRow, ReactionRow, Rows, SpeciesRow, SubstanceRow};
use crate::quantity::{Dimension, Quantity};

const DATA: &str = include_str!("../../simulations/data/substances.json");

const VOLUME: Dimension = Dimension::LENGTH.powi(3);
const PER_MOLE: Dimension = Dimension::AMOUNT.powi(-1);
const JOULE: Dimension = Dimension::MASS.times(Dimension::LENGTH.powi(2)).over(Dimension::TIME.powi(2));
const MOLAR_ENERGY: Dimension = JOULE.times(PER_MOLE);
const MOLAR_HEAT: Dimension = MOLAR_ENERGY.over(Dimension::TEMPERATURE);
const CONCENTRATION: Dimension = Dimension::AMOUNT.over(VOLUME);
const DENSITY: Dimension = Dimension::MASS.over(VOLUME);
const SIEMENS: Dimension = Dimension::CURRENT.powi(2).over(JOULE).times(Dimension::TIME);
const MOLAR_CONDUCTIVITY: Dimension = SIEMENS.times(Dimension::LENGTH.powi(2)).times(PER_MOLE);
const ABSORPTIVITY: Dimension = Dimension::LENGTH.powi(2).times(PER_MOLE);

/// The catalogue of the project.
///
/// # Errors
/// Every mistake in the data, as sentences; a test sees to it that there are none.
pub fn catalogue() -> Result<Catalogue, Vec<String>> {
    let rows = rows(DATA).map_err(|error| vec![error])?;
    Catalogue::build(&rows).map_err(|faults| faults.iter().map(ToString::to_string).collect())
}

/// The rows of the project's data.
///
/// # Errors
/// The first mistake, as a sentence with its place.
pub fn own_rows() -> Result<Rows, String> {
    rows(DATA)
}

/// Reads the rows of a text of the form of `substances.json`.
///
/// # Errors
/// The first mistake, as a sentence with its place.
pub fn rows(text: &str) -> Result<Rows, String> {
    fields::parse::<File>(text, Limits::FILE).map(|file| file.0)
}

struct File(Rows);

impl Read for File {
    fn read(node: &Node) -> Result<File, Wrong> {
        let mut fields = Fields::of(node)?;
        let _: Option<String> = fields.may("note")?;
        let sources: Named<String> = fields.need("sources")?;
        let rows = Rows {
            species: fields.need("species")?,
            reactions: fields.need("reactions")?,
            substances: fields.need("substances")?,
        };
        fields.close()?;
        let all = rows.species.iter().map(|row| &row.source).chain(rows.reactions.iter().map(|row| &row.source));
        let all = all.chain(rows.substances.iter().map(|row| &row.source));
        for source in all.flat_map(|source| source.split_whitespace()) {
            if sources.0.iter().all(|(known, _)| known != source) {
                return Err(Wrong::at(node, &format!("there is no source \"{source}\"")));
            }
        }
        Ok(File(rows))
    }
}

/// An object with any keys.
struct Named<T>(Vec<(String, T)>);

impl<T: Read> Read for Named<T> {
    fn read(node: &Node) -> Result<Named<T>, Wrong> {
        let Value::Object(members) = &node.value else { return Err(Wrong::at(node, "an object is wanted")) };
        let pairs = members.iter().map(|member| Ok((member.key.clone(), T::read(&member.node)?)));
        Ok(Named(pairs.collect::<Result<_, Wrong>>()?))
    }
}

impl<T> Named<T> {
    fn map<U>(self, of: impl Fn(T) -> U) -> BTreeMap<String, U> {
        self.0.into_iter().map(|(key, value)| (key, of(value))).collect()
    }
}

/// A number with a unit, and where it stands.
struct Measured {
    quantity: Quantity,
    at: usize,
}

impl Read for Measured {
    fn read(node: &Node) -> Result<Measured, Wrong> {
        let text = String::read(node)?;
        let quantity = Quantity::parse(&text).map_err(|error| Wrong::at(node, &error.to_string()))?;
        Ok(Measured { quantity, at: node.span.start })
    }
}

impl Measured {
    /// The value in SI, which must have a dimension.
    fn si(&self, dimension: Dimension) -> Result<f64, Wrong> {
        if self.quantity.unit.dimension.same_kind(dimension) {
            return Ok(self.quantity.si);
        }
        let text = self.quantity.to_attribute_text();
        Err(Wrong { what: format!("\"{text}\" is of another kind than is wanted here"), at: self.at })
    }
}

fn measured(fields: &mut Fields, key: &str, dimension: Dimension) -> Result<Option<f64>, Wrong> {
    fields.may::<Measured>(key)?.map(|measured| measured.si(dimension)).transpose()
}

/// A pair of two kinds.
struct Pair<A, B>(A, B);

impl<A: Read, B: Read> Read for Pair<A, B> {
    fn read(node: &Node) -> Result<Pair<A, B>, Wrong> {
        match &node.value {
            Value::List(nodes) => match nodes.as_slice() {
                [a, b] => Ok(Pair(A::read(a)?, B::read(b)?)),
                _ => Err(Wrong::at(node, "two values are wanted")),
            },
            _ => Err(Wrong::at(node, "a list of two is wanted")),
        }
    }
}

/// One heat capacity, or a table of it over temperature.
struct HeatCapacity(Vec<(f64, f64)>);

impl Read for HeatCapacity {
    fn read(node: &Node) -> Result<HeatCapacity, Wrong> {
        if let Value::Text(_) = &node.value {
            return Ok(HeatCapacity(vec![(298.15, Measured::read(node)?.si(MOLAR_HEAT)?)]));
        }
        let table: Vec<Pair<Measured, Measured>> = Read::read(node)?;
        let points = table.iter().map(|Pair(at, value)| Ok((at.si(Dimension::TEMPERATURE)?, value.si(MOLAR_HEAT)?)));
        Ok(HeatCapacity(points.collect::<Result<_, Wrong>>()?))
    }
}

impl Read for Band {
    fn read(node: &Node) -> Result<Band, Wrong> {
        let [peak, absorptivity, width] = <[Measured; 3]>::read(node)?;
        Ok(Band {
            peak: peak.si(Dimension::LENGTH)?,
            absorptivity: absorptivity.si(ABSORPTIVITY)?,
            width: width.si(Dimension::LENGTH)?,
        })
    }
}

fn names(fields: &mut Fields) -> Result<BTreeMap<String, String>, Wrong> {
    Ok(fields.need::<Named<String>>("names")?.map(|name| name))
}

impl Read for SpeciesRow {
    fn read(node: &Node) -> Result<SpeciesRow, Wrong> {
        let mut fields = Fields::of(node)?;
        let row = SpeciesRow {
            id: fields.need("id")?,
            names: names(&mut fields)?,
            enthalpy: measured(&mut fields, "enthalpy", MOLAR_ENERGY)?,
            entropy: measured(&mut fields, "entropy", MOLAR_HEAT)?,
            heat_capacity: fields.may("heat_capacity")?.map_or(Vec::new(), |HeatCapacity(table)| table),
            volume: measured(&mut fields, "volume", VOLUME.times(PER_MOLE))?,
            conductivity: measured(&mut fields, "conductivity", MOLAR_CONDUCTIVITY)?,
            size: measured(&mut fields, "size", Dimension::LENGTH)?,
            molar_mass: measured(&mut fields, "molar_mass", Dimension::MASS.times(PER_MOLE))?,
            bands: fields.may("bands")?.unwrap_or_default(),
            colour: fields.may("colour")?,
            source: fields.need("source")?,
        };
        fields.close()?;
        Ok(row)
    }
}

impl Read for ReactionRow {
    fn read(node: &Node) -> Result<ReactionRow, Wrong> {
        let mut fields = Fields::of(node)?;
        let log_k: Option<f64> = fields.may("log_k")?;
        let solubility: Option<Vec<Pair<Measured, f64>>> = fields.may("solubility")?;
        let constant = match (log_k, solubility) {
            (Some(log_k), _) => Constant::LogK(log_k),
            (None, None) => Constant::Gibbs,
            (None, Some(curve)) => {
                // The file has grams in 100 g of water.
                let points = curve.iter().map(|Pair(at, grams)| Ok((at.si(Dimension::TEMPERATURE)?, grams / 100.0)));
                Constant::Solubility(points.collect::<Result<_, Wrong>>()?)
            }
        };
        let profile: Option<String> = fields.may("profile")?;
        if profile.as_ref().is_some_and(|profile| profile != "activity") {
            return Err(Wrong::at(node, "`profile`: only \"activity\" can stand here"));
        }
        let row = ReactionRow {
            equation: fields.need("equation")?,
            constant,
            rate: fields.may("rate")?,
            activity_only: profile.is_some(),
            tolerance: fields.may("tolerance")?,
            source: fields.need("source")?,
        };
        fields.close()?;
        Ok(row)
    }
}

impl Read for RateRow {
    fn read(node: &Node) -> Result<RateRow, Wrong> {
        let Value::Object(members) = &node.value else { return Err(Wrong::at(node, "an object is wanted")) };
        let mut row = RateRow::default();
        for member in members {
            let (key, node) = (member.key.clone(), &member.node);
            match (key.as_str(), &node.value) {
                ("orders", _) => row.orders = Named::<f64>::read(node)?.map(|order| order),
                ("half_saturation", _) => {
                    for (species, concentration) in Named::<Measured>::read(node)?.0 {
                        row.half_saturation.insert(species, concentration.si(CONCENTRATION)?);
                    }
                }
                (_, Value::Number(number)) => {
                    row.numbers.insert(key, *number);
                }
                (_, Value::Text(text)) => match Quantity::parse(text) {
                    Ok(quantity) => {
                        row.numbers.insert(key, quantity.si);
                    }
                    Err(_) => {
                        row.texts.insert(key, text.clone());
                    }
                },
                _ => return Err(Wrong::at(node, "a number, a quantity or a text is wanted")),
            }
        }
        Ok(row)
    }
}

impl Read for SubstanceRow {
    fn read(node: &Node) -> Result<SubstanceRow, Wrong> {
        let mut fields = Fields::of(node)?;
        let of = fields.need::<Named<Measured>>("of")?.0;
        let of = of.into_iter().map(|(id, amount)| Ok((id, amount.si(Dimension::AMOUNT)?)));
        let row = SubstanceRow {
            id: fields.need("id")?,
            names: names(&mut fields)?,
            of: of.collect::<Result<_, Wrong>>()?,
            solution: measured(&mut fields, "solution", VOLUME)?,
            concentration: measured(&mut fields, "concentration", CONCENTRATION)?,
            density: measured(&mut fields, "density", DENSITY)?,
            looks: fields.may("looks")?,
            grain: measured(&mut fields, "grain", Dimension::LENGTH)?,
            hazards: fields.may("hazards")?.unwrap_or_default(),
            signal: fields.may("signal")?,
            source: fields.need("source")?,
        };
        fields.close()?;
        Ok(row)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_data_of_the_project_is_right() {
        let catalogue = catalogue().unwrap_or_else(|faults| panic!("{}", faults.join("\n")));
        assert!(catalogue.substances.len() >= 80, "{} substances", catalogue.substances.len());
        let acid = catalogue.substance("hydrochloric-acid").expect("on the shelf");
        assert!((acid.mass - 1.016).abs() < 0.01, "{} kg in a litre", acid.mass);
    }

    #[test]
    fn mistakes_are_told_with_their_place() {
        let text = |species: &str, reaction: &str| {
            format!(
                r#"{{"sources": {{"x": ""}}, "species": [{species}], "reactions": [{reaction}], "substances": []}}"#
            )
        };
        let water = r#"{"id": "H2O(l)", "names": {"en": "water"}, "source": "x", "enthalpy": "-286 kJ/mol"}"#;
        assert!(rows(&text(water, "")).is_ok());
        for (wrong, says) in [
            (text(&water.replace("-286 kJ/mol", "-286 kJ"), ""), "of another kind"),
            (text(&water.replace("\"x\"", "\"y\""), ""), "no source \"y\""),
            (text(&water.replace("names", "name"), ""), "missing field `names`"),
            (text(water, r#"{"equation": "a = b", "source": "x", "log_q": 1}"#), "\"log_q\" does not belong"),
            (text(water, r#"{"equation": "a = b", "source": "x", "profile": "ideal"}"#), "only \"activity\""),
        ] {
            let error = rows(&wrong).expect_err(says);
            assert!(error.contains(says) && error.contains("line 1"), "{error}");
        }
    }
}
