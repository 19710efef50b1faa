//! Roots of functions of one variable, between two points where the signs differ.

use std::fmt;

use super::math::EPSILON;

/// An interval at whose ends a function has different signs. `here` keeps the sign of the first end that was given,
/// `there` that of the other; either may be the greater one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bracket {
    /// The end on the first side.
    pub here: f64,
    /// The function there.
    pub value_here: f64,
    /// The end on the far side, or the root itself.
    pub there: f64,
    /// The function there; may be zero.
    pub value_there: f64,
}

/// Why no root was found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum RootFailure {
    /// The function has the same sign at both ends.
    SameSign,
    /// The function or an end is not finite at this argument.
    NotFinite(f64),
    /// The interval was still too wide after the allowed number of evaluations.
    NotConverged,
}

impl fmt::Display for RootFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RootFailure::SameSign => f.write_str("the function has the same sign at both ends of the interval"),
            RootFailure::NotFinite(x) => write!(f, "the function has no finite value at {x}"),
            RootFailure::NotConverged => f.write_str("the root was not found in the allowed number of steps"),
        }
    }
}

impl std::error::Error for RootFailure {}

/// Narrows a bracket until it is no wider than `tolerance` (in x; not below the spacing of doubles there), calling
/// the function at most `most` times. A zero counts as the far side.
///
/// Method: T. R. Chandrupatla, Advances in Engineering Software 28 (1997) 145-149, which like Brent's takes inverse
/// quadratic steps where they are safe and halves the interval elsewhere, and always keeps both sides.
pub fn narrow<E: From<RootFailure>>(
    mut function: impl FnMut(f64) -> Result<f64, E>,
    start: Bracket,
    tolerance: f64,
    most: usize,
) -> Result<Bracket, E> {
    let Bracket { here, value_here, there, value_there } = start;
    for (x, value) in [(here, value_here), (there, value_there)] {
        if !(x.is_finite() && value.is_finite()) {
            return Err(RootFailure::NotFinite(x).into());
        }
    }
    if value_here == 0.0 || value_there.signum() == value_here.signum() && value_there != 0.0 {
        return Err(RootFailure::SameSign.into());
    }
    let positive = value_here > 0.0;
    let is_here = |value: f64| if positive { value > 0.0 } else { value < 0.0 };
    // (a, fa) is the newest end, (b, fb) the other, (c, fc) the one before.
    let (mut a, mut fa, mut b, mut fb) = (there, value_there, here, value_here);
    let mut t: f64 = 0.5;
    for _ in 0..most {
        let width = (b - a).abs();
        let limit = tolerance.max(2.0 * EPSILON * a.abs().max(b.abs()));
        if width <= limit {
            break;
        }
        // Not closer to an end than half the tolerance, so that the far end follows once the root is reached.
        let closest = (0.5 * limit / width).min(0.5);
        let x = a + t.clamp(closest, 1.0 - closest) * (b - a);
        if x == a || x == b {
            break;
        }
        let value = function(x)?;
        if !value.is_finite() {
            return Err(RootFailure::NotFinite(x).into());
        }
        let (c, fc);
        if is_here(value) == is_here(fa) {
            (c, fc) = (a, fa);
        } else {
            (c, fc) = (b, fb);
            (b, fb) = (a, fa);
        }
        (a, fa) = (x, value);
        if fa == 0.0 {
            // The root itself; it is on the far side, and only the near end is left to follow.
            let near = if is_here(fb) { (b, fb) } else { (c, fc) };
            return Ok(Bracket { here: near.0, value_here: near.1, there: a, value_there: fa });
        }
        // Inverse quadratic interpolation where it is monotonous between the ends.
        let xi = (a - b) / (c - b);
        let phi = (fa - fb) / (fc - fb);
        t = if phi * phi < xi && (1.0 - phi) * (1.0 - phi) < 1.0 - xi {
            fa / (fb - fa) * (fc / (fb - fc)) + (c - a) / (b - a) * (fa / (fc - fa)) * (fb / (fc - fb))
        } else {
            0.5
        };
        if t.is_nan() {
            t = 0.5;
        }
    }
    let limit = tolerance.max(4.0 * EPSILON * a.abs().max(b.abs()));
    if (b - a).abs() > limit {
        return Err(RootFailure::NotConverged.into());
    }
    let ((here, value_here), (there, value_there)) = if is_here(fa) { ((a, fa), (b, fb)) } else { ((b, fb), (a, fa)) };
    Ok(Bracket { here, value_here, there, value_there })
}

/// The root of `function` between `a` and `b`, where its signs must differ, to `tolerance` in x, in at most `most`
/// evaluations after those at the ends.
pub fn root(
    mut function: impl FnMut(f64) -> f64,
    a: f64,
    b: f64,
    tolerance: f64,
    most: usize,
) -> Result<f64, RootFailure> {
    let (value_here, value_there) = (function(a), function(b));
    if value_here == 0.0 {
        return Ok(a);
    }
    let start = Bracket { here: a, value_here, there: b, value_there };
    let end = narrow(|x| Ok::<_, RootFailure>(function(x)), start, tolerance, most)?;
    Ok(if end.value_here.abs() < end.value_there.abs() { end.here } else { end.there })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numerics::math;

    #[test]
    fn finds_roots_of_awkward_functions() {
        let check = |f: &dyn Fn(f64) -> f64, a: f64, b: f64, right: f64, most: usize| {
            let mut calls = 0;
            let counted = |x| {
                calls += 1;
                f(x)
            };
            let found = root(counted, a, b, 1e-14, 200).expect("root");
            assert!((found - right).abs() < 2e-14 * right.abs().max(1.0), "{found} {right}");
            assert!(calls <= most, "{calls} calls");
        };
        check(&|x| x * x - 2.0, 0.0, 2.0, math::SQRT_2, 14);
        check(&|x| 2.0 - x * x, 2.0, 0.0, math::SQRT_2, 14);
        check(&|x| math::cos(x) - x, 0.0, 1.0, 0.739_085_133_215_160_6, 14);
        check(&|x| math::powi(x - 0.3, 3), -1.0, 1.0, 0.3, 150);
        check(&|x| if x < 0.7 { -1.0 } else { 1.0 }, 0.0, 1.0, 0.7, 60);
        check(&|x| math::exp(50.0 * x) - 1e10, 0.0, 2.0, 0.460_517_018_598_809_1, 40);
        check(&|x| x, 0.0, 1.0, 0.0, 2);
        check(&|x| x - 1.0, 0.0, 1.0, 1.0, 4);
    }

    #[test]
    fn keeps_both_sides() {
        let f = |x: f64| Ok::<_, RootFailure>(1.0 - x * x * x);
        let start = Bracket { here: 0.25, value_here: 0.984_375, there: 3.0, value_there: -26.0 };
        let end = narrow(f, start, 1e-13, 100).expect("bracket");
        assert!(end.value_here > 0.0 && end.value_there <= 0.0);
        assert!((end.there - end.here).abs() <= 1e-13 || end.value_there == 0.0);
    }

    #[test]
    fn failures_are_named() {
        let check = |f: fn(f64) -> f64, most, failure| assert_eq!(root(f, 0.0, 1.0, 1e-14, most), Err(failure));
        check(|x| x + 1.0, 50, RootFailure::SameSign);
        check(|_| f64::NAN, 50, RootFailure::NotFinite(0.0));
        check(|x| x * x - 0.5, 3, RootFailure::NotConverged);
        check(
            |x| {
                if x == 0.0 {
                    -1.0
                } else if x == 1.0 {
                    1.0
                } else {
                    f64::NAN
                }
            },
            50,
            RootFailure::NotFinite(0.5),
        );
    }
}
