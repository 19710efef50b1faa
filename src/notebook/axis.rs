//! Axes that make a line of a curve: numbers, units and uncertainties squared, inverted, put into logarithms and so on.

use crate::module::Scale;
use crate::numerics::math::{LN_10, ln, log10, powi};
use crate::quantity::{Dimension, Unit};

/// An axis: a column's unit, and what is done to its numbers.
pub struct AxisUnit {
    scale: Scale,
    /// The column's.
    own: Unit,
    /// What the numbers shown are counted in.
    pub shown: Unit,
}

impl AxisUnit {
    /// An axis that shows a column of this unit.
    pub fn new(own: &Unit, scale: Scale) -> AxisUnit {
        // Counted without a zero of its own before it is changed: kelvin for degrees Celsius.
        let base = match own.offset == 0.0 || scale == Scale::Linear {
            true => own.clone(),
            // Only units of temperature have a zero of their own.
            false => Unit { symbol: "K".into(), factor: 1.0, offset: 0.0, ..*own },
        };
        AxisUnit { scale, own: own.clone(), shown: shown(&base, scale) }
    }

    /// A number of the column with its uncertainty as the axis shows it: to first order in the uncertainty (GUM 5.1.2).
    /// `None` where it cannot be shown, as the logarithm of zero.
    pub fn number(&self, value: f64, uncertainty: Option<f64>) -> Option<(f64, Option<f64>)> {
        if self.scale == Scale::Linear {
            return Some((value, uncertainty));
        }
        let (v, u) = match self.own.offset == 0.0 {
            true => (value, uncertainty),
            false => (self.own.to_si(value), uncertainty.map(|u| self.own.step_to_si(u))),
        };
        let (shown, slope) = match self.scale {
            Scale::Root => (v.sqrt(), 0.5 / v.sqrt()),
            Scale::Log10 => (log10(v), 1.0 / (v * LN_10)),
            Scale::Ln => (ln(v), 1.0 / v),
            whole => {
                let power = i32::from(whole.power().unwrap_or(1));
                (powi(v, power), f64::from(power) * powi(v, power - 1))
            }
        };
        // A pole of the slope does no harm to what is exact.
        let u = u.and_then(|u| if u == 0.0 { Some(0.0) } else { Some((slope * u).abs()).filter(|u| u.is_finite()) });
        shown.is_finite().then_some((shown, u))
    }
}

/// The unit of what is shown. For logarithms its zero is that of SI: ln(l/cm) + ln 0.01 = ln(l/m).
fn shown(base: &Unit, scale: Scale) -> Unit {
    let symbol = base.symbol.as_ref();
    let number = |offset: f64| Unit { symbol: "".into(), dimension: Dimension::NONE, factor: 1.0, offset };
    match scale {
        Scale::Linear => base.clone(),
        Scale::Log10 => number(log10(base.factor)),
        Scale::Ln => number(ln(base.factor)),
        _ if symbol.is_empty() => number(0.0),
        Scale::Root => {
            let dimension = base.dimension.square_root();
            // A square written as such loses its power; anything else stays under the sign.
            let whole = symbol.strip_suffix('²').and_then(|root| Unit::parse(root).ok());
            let fits = |unit: &Unit| Some(unit.dimension) == dimension && unit.factor * unit.factor == base.factor;
            whole.filter(fits).unwrap_or_else(|| Unit {
                symbol: if symbol.chars().all(char::is_alphabetic) {
                    format!("√{symbol}")
                } else {
                    format!("√({symbol})")
                }
                .into(),
                dimension: dimension.unwrap_or_default(),
                factor: base.factor.sqrt(),
                offset: 0.0,
            })
        }
        whole => {
            let power = whole.power().unwrap_or(1);
            let text = format!("({symbol})^{power}");
            Unit::parse(&text).unwrap_or_else(|_| Unit {
                symbol: text.into(),
                dimension: scale.dimension(base.dimension).unwrap_or_default(),
                factor: powi(base.factor, i32::from(power)),
                offset: 0.0,
            })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numerics::random::Random;

    #[test]
    fn units_follow_the_numbers() {
        let check = |unit: &str, scale: Scale, want: &str, factor: f64| {
            let axis = AxisUnit::new(&Unit::parse(unit).unwrap(), scale);
            assert_eq!(axis.shown.symbol, want, "{unit} {scale:?}");
            assert!((axis.shown.factor / factor - 1.0).abs() < 1e-15, "{unit} {scale:?}: {}", axis.shown.factor);
        };
        check("cm", Scale::Linear, "cm", 0.01);
        check("cm", Scale::Square, "cm²", 1e-4);
        check("m/s", Scale::Square, "m²/s²", 1.0);
        check("cm", Scale::Cube, "cm³", 1e-6);
        check("s", Scale::Inverse, "1/s", 1.0);
        check("cm", Scale::InverseSquare, "1/cm²", 1e4);
        check("s²", Scale::Root, "s", 1.0);
        check("cm²", Scale::Root, "cm", 0.01);
        check("m", Scale::Root, "√m", 1.0);
        check("m/s²", Scale::Root, "√(m/s²)", 1.0);
        check("m", Scale::Ln, "", 1.0);
        check("1", Scale::Square, "", 1.0);
        check("°C", Scale::Linear, "°C", 1.0);
        check("°C", Scale::Inverse, "1/K", 1.0);
    }

    #[test]
    fn numbers_that_cannot_be_shown_are_none() {
        let axis = |scale| AxisUnit::new(&Unit::parse("m").unwrap(), scale);
        assert_eq!(axis(Scale::Ln).number(0.0, Some(0.1)), None);
        assert_eq!(axis(Scale::Log10).number(-1.0, None), None);
        assert_eq!(axis(Scale::Root).number(-1.0, None), None);
        assert_eq!(axis(Scale::Inverse).number(0.0, None), None);
        assert_eq!(axis(Scale::Root).number(0.0, Some(0.1)), Some((0.0, None)));
        assert_eq!(axis(Scale::Root).number(0.0, Some(0.0)), Some((0.0, Some(0.0))));
        assert_eq!(axis(Scale::Square).number(-3.0, Some(0.1)), Some((9.0, Some(6.0 * 0.1))));
        let celsius = AxisUnit::new(&Unit::parse("°C").unwrap(), Scale::Inverse);
        let (shown, u) = celsius.number(26.85, Some(0.3)).unwrap();
        assert!((shown - 1.0 / 300.0).abs() < 1e-17 && (u.unwrap() - 0.3 / 90_000.0).abs() < 1e-17);
    }

    /// 40 000 seeded draws of each number: the spread of what is shown is that of the law of propagation within 2 %.
    #[test]
    fn uncertainties_agree_with_a_monte_carlo() {
        let mut random = Random::new(3);
        for scale in Scale::ALL {
            let axis = AxisUnit::new(&Unit::parse("m").unwrap(), scale);
            let (value, u) = (2.5, 0.05);
            let draws: Vec<f64> =
                (0..40_000).map(|_| axis.number(value + u * random.normal(), None).unwrap().0).collect();
            let mean = draws.iter().sum::<f64>() / draws.len() as f64;
            let variance = draws.iter().map(|d| (d - mean) * (d - mean)).sum::<f64>() / (draws.len() - 1) as f64;
            let want = axis.number(value, Some(u)).unwrap().1.unwrap();
            assert!((variance.sqrt() / want - 1.0).abs() < 0.02, "{scale:?}: {} {want}", variance.sqrt());
        }
    }
}
