//! Functions of numbers that give the same bits on every machine: those of `libm`, in software.
//!
//! The functions of `std` call the platform's library and differ in the last bit between native and wasm. Angles
//! are in radians; outside their domain the functions return NaN, as IEEE 754 has it.

/// Ratio of a circle's circumference to its diameter.
pub const PI: f64 = std::f64::consts::PI;
/// A full turn, 2π.
pub const TAU: f64 = std::f64::consts::TAU;
/// A quarter turn, π/2.
pub const HALF_PI: f64 = std::f64::consts::FRAC_PI_2;
/// Base of the natural logarithm.
pub const E: f64 = std::f64::consts::E;
/// Natural logarithm of 2.
pub const LN_2: f64 = std::f64::consts::LN_2;
/// Natural logarithm of 10.
pub const LN_10: f64 = std::f64::consts::LN_10;
/// Square root of 2.
pub const SQRT_2: f64 = std::f64::consts::SQRT_2;
/// Distance from 1 to the next double.
pub const EPSILON: f64 = f64::EPSILON;

macro_rules! functions {
    ($($(#[$doc:meta])+ $name:ident($($x:ident),+) = $libm:ident;)+) => {
        $($(#[$doc])+ #[inline] pub fn $name($($x: f64),+) -> f64 { libm::$libm($($x),+) })+
    };
}

functions! {
    /// Sine.
    sin(x) = sin;
    /// Cosine.
    cos(x) = cos;
    /// Tangent.
    tan(x) = tan;
    /// Arc sine, from -π/2 to π/2.
    asin(x) = asin;
    /// Arc cosine, from 0 to π.
    acos(x) = acos;
    /// Arc tangent, from -π/2 to π/2.
    atan(x) = atan;
    /// Angle of the point (x, y), from -π to π.
    atan2(y, x) = atan2;
    /// Hyperbolic sine.
    sinh(x) = sinh;
    /// Hyperbolic cosine.
    cosh(x) = cosh;
    /// Hyperbolic tangent.
    tanh(x) = tanh;
    /// Inverse hyperbolic sine.
    asinh(x) = asinh;
    /// Inverse hyperbolic cosine, of x at least 1.
    acosh(x) = acosh;
    /// Inverse hyperbolic tangent, of x between -1 and 1.
    atanh(x) = atanh;
    /// Exponential.
    exp(x) = exp;
    /// Power of two.
    exp2(x) = exp2;
    /// Exponential less one, exact near zero.
    expm1(x) = expm1;
    /// Power of ten.
    exp10(x) = exp10;
    /// Natural logarithm.
    ln(x) = log;
    /// Natural logarithm of 1 + x, exact near zero.
    ln_1p(x) = log1p;
    /// Logarithm to base 10.
    log10(x) = log10;
    /// Logarithm to base 2.
    log2(x) = log2;
    /// `x` to a real power.
    powf(x, power) = pow;
    /// Cube root.
    cbrt(x) = cbrt;
    /// Length of the hypotenuse, without overflow on the way.
    hypot(x, y) = hypot;
    /// Error function.
    erf(x) = erf;
    /// One less the error function.
    erfc(x) = erfc;
    /// Gamma function.
    gamma(x) = tgamma;
    /// Natural logarithm of the absolute value of the gamma function.
    ln_gamma(x) = lgamma;
    /// Remainder of x / y with the sign of x.
    remainder(x, y) = fmod;
}

/// Square root; exact to the last bit everywhere, here for completeness.
#[inline]
pub fn sqrt(x: f64) -> f64 {
    x.sqrt()
}

/// Sine and cosine.
#[inline]
pub fn sin_cos(x: f64) -> (f64, f64) {
    libm::sincos(x)
}

/// `x` to a whole power, by squaring: exact where every intermediate product is.
#[inline]
pub fn powi(x: f64, power: i32) -> f64 {
    let (mut base, mut left, mut product) = (x, power.unsigned_abs(), 1.0);
    while left > 0 {
        if left & 1 == 1 {
            product *= base;
        }
        left >>= 1;
        if left > 0 {
            base *= base;
        }
    }
    if power < 0 { 1.0 / product } else { product }
}

/// An angle brought into (-π, π].
pub fn wrap_angle(angle: f64) -> f64 {
    let rest = remainder(angle, TAU);
    if rest > PI {
        rest - TAU
    } else if rest <= -PI {
        rest + TAU
    } else {
        rest
    }
}

/// Complete elliptic integral of the first kind K(m), parameter m = k² below 1, by the arithmetic-geometric mean
/// (Abramowitz & Stegun 17.6). NaN for m > 1. A pendulum of amplitude A has the period 4·√(L/g)·K(sin²(A/2)).
pub fn elliptic_k(m: f64) -> f64 {
    if m.is_nan() || m > 1.0 {
        return f64::NAN;
    }
    let (mut a, mut b) = (1.0, sqrt(1.0 - m));
    // Convergence is quadratic: six rounds reach the last bit from any m that is not 1.
    for _ in 0..40 {
        if (a - b).abs() <= 2.0 * EPSILON * a {
            break;
        }
        (a, b) = (0.5 * (a + b), sqrt(a * b));
    }
    if b == 0.0 { f64::INFINITY } else { HALF_PI / a }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn golden_bits() {
        // Fixed once and for all: a change here changes every recorded run.
        let check = |got: f64, bits: u64| assert_eq!(got.to_bits(), bits, "{got:e} {:#x}", got.to_bits());
        check(sin(1.0), 0x3feaed548f090cee);
        check(cos(1.0), 0x3fe14a280fb5068c);
        // One unit off in the last place, which libm allows itself.
        check(exp(1.0), 0x4005bf0a8b14576a);
        check(ln(10.0), 0x40026bb1bbb55516);
        check(powf(2.0, 0.5), 0x3ff6a09e667f3bcd);
        check(atan2(1.0, -1.0), 0x4002d97c7f3321d2);
        check(hypot(3.0, 4.0), 5f64.to_bits());
    }

    #[test]
    fn whole_powers() {
        let check = |x, power, value: f64| assert_eq!(powi(x, power), value, "{x}^{power}");
        check(10.0, 22, 1e22);
        check(2.0, -3, 0.125);
        check(-3.0, 3, -27.0);
        check(0.0, 0, 1.0);
        check(1.0, i32::MIN, 1.0);
        check(2.0, i32::MAX, f64::INFINITY);
        check(1e200, 1, 1e200);
    }

    #[test]
    fn angles_are_wrapped() {
        let check = |angle: f64, wrapped: f64| assert!((wrap_angle(angle) - wrapped).abs() < 1e-14, "{angle}");
        check(PI, PI);
        check(-PI, PI);
        check(3.0 * HALF_PI, -HALF_PI);
        check(-3.0 * HALF_PI, HALF_PI);
        check(TAU, 0.0);
    }

    /// scipy.special.ellipk (scipy 1.18.1).
    #[test]
    fn elliptic_integral() {
        let check = |m: f64, value: f64| assert!((elliptic_k(m) / value - 1.0).abs() < 1e-15, "K({m})");
        check(0.0, HALF_PI);
        check(0.25, 1.685_750_354_812_596);
        check(0.5, 1.854_074_677_301_371_8);
        check(0.99, 3.695_637_362_989_875);
        check(-1.0, 1.311_028_777_146_06);
        assert_eq!(elliptic_k(1.0), f64::INFINITY);
        assert!(elliptic_k(1.5).is_nan());
    }
}
