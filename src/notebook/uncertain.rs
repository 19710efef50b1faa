//! A value with the independent sources of its uncertainty, so that one source met twice is not counted as two.
//!
//! Source: JCGM 100:2008 (GUM), 5.1.2 and 5.2.2; the sources are what F.1.2.3 calls the common independent quantities.

use crate::numerics::expression::Expression;

/// A value with what makes it uncertain. SI.
#[derive(Clone, Debug, PartialEq)]
pub struct Uncertain {
    /// Best estimate, SI; finite.
    pub value: f64,
    /// Number of an independent source, and by how much one standard uncertainty of it moves the value, SI, with sign.
    parts: Vec<(usize, f64)>,
    /// False where something is uncertain by an unknown amount.
    known: bool,
}

impl Uncertain {
    /// A value without uncertainty.
    pub fn exact(value: f64) -> Uncertain {
        Uncertain { value, parts: Vec::new(), known: true }
    }

    /// A value with these contributions of independent sources; unknown where one is not finite.
    pub fn new(value: f64, parts: &[(usize, f64)]) -> Uncertain {
        let mut result = Uncertain::exact(value);
        for &(source, part) in parts {
            result.add(source, part);
        }
        result
    }

    /// The same with other sources, their numbers larger by this: what was met in another row is independent.
    pub fn apart(mut self, by: usize) -> Uncertain {
        self.parts.iter_mut().for_each(|(source, _)| *source += by);
        self
    }

    /// Standard uncertainty, SI; 0 if exact, `None` if unknown.
    pub fn uncertainty(&self) -> Option<f64> {
        let largest = self.parts.iter().map(|(_, part)| part.abs()).fold(0.0, f64::max);
        if largest == 0.0 {
            return self.known.then_some(0.0);
        }
        // Squares of the ratios neither overflow nor vanish.
        let squares: f64 = self.parts.iter().map(|(_, part)| (part / largest) * (part / largest)).sum();
        Some(largest * squares.sqrt()).filter(|u| self.known && u.is_finite())
    }

    /// The value that a formula gives, inputs in the order of its names, to first order in the uncertainties; `None`
    /// where it is not finite.
    pub fn of(expression: &Expression, inputs: &[Uncertain]) -> Option<Uncertain> {
        let values: Vec<f64> = inputs.iter().map(|input| input.value).collect();
        let mut result = Uncertain::exact(expression.evaluate(&values));
        for (index, input) in inputs.iter().enumerate() {
            // A pole of the derivative does no harm to what is exact.
            if input.known && input.parts.is_empty() {
                continue;
            }
            let slope = expression.derivative(&values, index);
            result.known &= input.known || slope == 0.0;
            for &(source, part) in &input.parts {
                result.add(source, slope * part);
            }
        }
        result.value.is_finite().then_some(result)
    }

    fn add(&mut self, source: usize, part: f64) {
        if !part.is_finite() {
            self.known = false;
        } else if let Some((_, sum)) = self.parts.iter_mut().find(|(known, _)| *known == source) {
            *sum += part;
        } else if part != 0.0 {
            self.parts.push((source, part));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sources_met_twice_count_once() {
        let of = |text: &str, inputs: &[Uncertain]| {
            Uncertain::of(&Expression::parse(text).unwrap(), inputs).and_then(|result| result.uncertainty())
        };
        let (a, b) = (Uncertain::new(2.0, &[(0, 0.3)]), Uncertain::new(4.0, &[(1, 0.4)]));
        assert!((of("a + b", &[a.clone(), b.clone()]).unwrap() - 0.5).abs() < 1e-15);
        // The sum and a share one source: what is left is that of b alone.
        let sum = Uncertain::of(&Expression::parse("a + b").unwrap(), &[a.clone(), b]).unwrap();
        assert!((of("sum - a", &[sum, a.clone()]).unwrap() - 0.4).abs() < 1e-15);
        assert_eq!(of("a - b", &[a.clone(), a.clone()]), Some(0.0));
        assert_eq!(of("sqrt(a)", &[Uncertain::exact(0.0)]), Some(0.0));
        // At the pole the first order says nothing.
        assert_eq!(of("sqrt(a)", &[Uncertain::new(0.0, &[(0, 0.1)])]), None);
        assert_eq!(of("1/(a - 2)", &[a]), None);
    }

    #[test]
    fn sizes_do_not_matter() {
        let check = |a: f64, b: f64, want: f64| {
            let u = Uncertain::new(1.0, &[(0, a), (1, b)]).uncertainty().unwrap();
            assert!((u / want - 1.0).abs() < 1e-15, "{u}");
        };
        check(3e-200, -4e-200, 5e-200);
        check(3e200, 4e200, 5e200);
        assert_eq!(Uncertain::new(1.0, &[(0, f64::INFINITY)]).uncertainty(), None);
    }
}
