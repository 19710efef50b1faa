use std::ops::Range;

use proptest::prelude::*;

use super::ExpressionProblem as Problem;
use super::*;
use crate::numerics::math;
use crate::quantity::Unit;

fn value(text: &str) -> f64 {
    Expression::parse(text).expect(text).evaluate(&[])
}

#[test]
fn precedence_is_that_of_school() {
    let check = |text: &str, right: f64| assert_eq!(value(text), right, "{text}");
    check("1 + 2 * 3", 7.0);
    check("(1 + 2) * 3", 9.0);
    check("8 / 4 / 2", 1.0);
    check("8 - 4 - 2", 2.0);
    check("2^3^2", 512.0);
    check("-2^2", -4.0);
    check("(-2)^2", 4.0);
    check("2^-1", 0.5);
    check("2^-1^2 * 8", 4.0);
    check("2 * -3", -6.0);
    check("2 − −3", 5.0);
    check("+3", 3.0);
    check("--3", 3.0);
    check("1e3 + 1.5E-1 + .5 + 2.", 1002.65);
    check("6 × 4 ÷ 3", 8.0);
    check("2*pi", std::f64::consts::TAU);
    check("9^(1/2)", 3.0);
    check("10^-3", 1e-3);
    check("0^0", 1.0);
}

#[test]
fn functions_are_worked_out() {
    let check = |text: &str, right: f64| assert!((value(text) - right).abs() < 1e-14, "{text} = {}", value(text));
    check("sqrt(2)^2", 2.0);
    check("abs(-3)", 3.0);
    check("sin(pi/6) + cos(pi/3) + tan(pi/4)", 2.0);
    check("asin(1) + acos(0) + 2*atan(1)", 1.5 * std::f64::consts::PI);
    check("atan2(1, -1)", 0.75 * std::f64::consts::PI);
    check("ln(exp(2)) + log10(1000)", 5.0);
    check("min(3, 1, 2) + max(3, 1, 2)", 4.0);
    assert!(value("sqrt(-1)").is_nan());
    assert!(value("min(0/0, 1)").is_nan() && value("max(1, 0/0)").is_nan());
    assert_eq!(value("1/0"), f64::INFINITY);
}

#[test]
fn names_are_listed_once_in_order() {
    let expression = Expression::parse("watch.lap * swing.rod.angle + watch.lap / _x1 - 长度").unwrap();
    assert_eq!(expression.names(), ["watch.lap", "swing.rod.angle", "_x1", "长度"]);
    assert_eq!(expression.evaluate(&[6.0, 2.0, 3.0, 4.0]), 10.0);
    assert!(expression.evaluate(&[6.0]).is_nan());
    assert_eq!(expression.text(), "watch.lap * swing.rod.angle + watch.lap / _x1 - 长度");
}

#[test]
fn wrong_texts_are_told_where_and_why() {
    let check = |text: &str, span: Range<usize>, problem: Problem, nearest: Option<&str>| {
        let error = Expression::parse(text).expect_err(text);
        let got = (error.span.clone(), error.problem.clone(), error.nearest.as_deref());
        assert_eq!(got, (span, problem, nearest), "{text}: {error}");
    };
    check("", 0..0, Problem::Empty, None);
    check("  ", 0..0, Problem::Empty, None);
    check("1 +", 3..3, Problem::ValueWanted, None);
    check("1 + * 2", 4..5, Problem::ValueWanted, None);
    check("()", 1..2, Problem::ValueWanted, None);
    check("(1", 2..2, Problem::BracketOpen, None);
    check("(1 $", 3..4, Problem::BracketOpen, None);
    check("1)", 1..2, Problem::BracketClosed, None);
    check("1, 2", 1..2, Problem::BracketClosed, None);
    check("(1, 2)", 2..3, Problem::BracketClosed, None);
    check("2 x", 2..3, Problem::OperatorWanted, None);
    check("(2 x)", 3..4, Problem::OperatorWanted, None);
    check("2(3)", 1..2, Problem::OperatorWanted, None);
    check("x $ 2", 2..3, Problem::Character, None);
    check("a..b", 1..2, Problem::Character, None);
    check("a.b.", 3..4, Problem::Character, None);
    check("1.2.3", 0..5, Problem::Number, None);
    check("1e999", 0..5, Problem::Number, None);
    check("sine(1)", 0..4, Problem::UnknownFunction, Some("sin"));
    check("sqr(2)", 0..3, Problem::UnknownFunction, Some("sqrt"));
    check("sin()", 0..3, Problem::Arguments { got: 0, want: 1 }, None);
    check("1+atan2(1,2,3)", 2..7, Problem::Arguments { got: 3, want: 2 }, None);
    check("max(1)", 0..3, Problem::Arguments { got: 1, want: 2 }, None);
    check(&"(".repeat(300), 101..102, Problem::Size, None);
    check(&"-".repeat(300), 101..102, Problem::Size, None);
    check(&"1".repeat(2001), 0..2001, Problem::Size, None);
    assert!(Expression::parse(&"2^".repeat(999)).is_err());
    assert!(Expression::parse(&format!("{}1", "1+".repeat(900))).is_ok());
    assert_eq!(value(&format!("{}7{}", "(1+".repeat(40), ")".repeat(40))), 47.0);
}

fn dimension_of(name: &str) -> Option<Dimension> {
    let symbol = match name {
        "length" => "m",
        "time" => "s",
        "speed" => "m/s",
        "angle" => "deg",
        "spin" => "rad/s",
        "force" => "N",
        "mass" => "kg",
        "share" => "%",
        _ => return None,
    };
    Unit::parse(symbol).ok().map(|unit| unit.dimension)
}

#[test]
fn units_follow_the_formula() {
    let check = |text: &str, unit: &str| {
        let dimension = Expression::parse(text).unwrap().check(dimension_of).expect(text);
        assert_eq!(dimension, Unit::parse(unit).unwrap().dimension, "{text}");
    };
    check("4*pi^2*length/time^2", "m/s^2");
    check("length/time + speed", "m/s");
    check("speed^2/length", "m/s^2");
    check("sqrt(force*length/mass)", "m/s");
    check("(length*length)^(1/2)", "m");
    check("(force*length/mass)^0.5", "m/s");
    check("length^-1", "1/m");
    check("length^(3-1)", "m^2");
    check("sin(angle)*length", "m");
    check("angle + 0.1", "1");
    check("angle + angle", "rad");
    check("asin(share)", "rad");
    check("atan2(length, 2*length)", "rad");
    check("2^share + exp(length/length)", "1");
    check("abs(-length) + max(length, length)", "m");
    check("angle^share", "1");
    // A sum of rad m/s and m/s: the same kind.
    check("spin*length - speed", "m/s");
}

#[test]
fn units_that_do_not_match_are_told() {
    let check = |text: &str, span: Range<usize>, sentence: &str| {
        let error = Expression::parse(text).unwrap().check(dimension_of).expect_err(text);
        let names = ["length", "time", "speed"];
        let error = error.with_names(names);
        assert_eq!((error.span.clone(), error.to_string().as_str()), (span, sentence), "{text}");
    };
    check("1 + (length + time)", 5..18, "\"length + time\" puts together different kinds: units m and s");
    check("2*sin(length)", 6..12, "\"length\" has the unit m where a plain number is wanted");
    check(
        "length^share",
        7..12,
        "the power of a value with a unit is a whole or half number written out, not \"share\"",
    );
    check("length^0.3", 7..10, "the power of a value with a unit is a whole or half number written out, not \"0.3\"");
    check("2^length", 2..8, "\"length\" has the unit m where a plain number is wanted");
    check("sqrt(length)", 5..11, "\"length\" would be the root of the unit m, which is not one");
    check("length^1.5", 0..10, "\"length^1.5\" would be the root of the unit m^3, which is not one");
    check("length^100", 0..10, "the powers of the units in \"length^100\" are too large");
    check("lenght*2", 0..6, "\"lenght\" is not the name of a value; did you mean \"length\"?");
    check(
        "length*length^60*length^60*length^60",
        0..36,
        "the powers of the units in \"length*length^60*length^60*length^60\" are too large",
    );
}

#[test]
fn uncertainty_follows_the_gum() {
    let check = |text: &str, inputs: &[(f64, f64)], result: f64, u: f64| {
        let (got, got_u) = Expression::parse(text).unwrap().evaluate_with_uncertainty(inputs);
        assert!((got - result).abs() <= 1e-14 * result.abs(), "{text} = {got}");
        assert!((got_u - u).abs() <= 1e-13 * u.abs(), "{text}: u = {got_u}");
    };
    check("a + b", &[(1.0, 0.3), (2.0, 0.4)], 3.0, 0.5);
    check("a * b", &[(2.0, 0.3), (4.0, 0.8)], 8.0, (1.2f64 * 1.2 + 1.6 * 1.6).sqrt());
    // The same input twice is no second chance to be wrong the other way.
    check("a - a", &[(2.0, 0.3)], 0.0, 0.0);
    check("a * a", &[(2.0, 0.3)], 4.0, 1.2);
    check("a / b", &[(6.0, 0.6), (2.0, 0.1)], 3.0, 3.0 * (0.01f64 + 0.0025).sqrt());
    check("sqrt(a)", &[(0.0, 0.0)], 0.0, 0.0);
    check("sqrt(a)", &[(4.0, 0.4)], 2.0, 0.1);
    check("a^0", &[(0.0, 0.4)], 1.0, 0.0);
    check("a^1 + a^2", &[(0.0, 0.4)], 0.0, 0.4);
    let g = 4.0 * math::powi(math::PI, 2) * 0.5 / (1.42 * 1.42);
    let u = g * math::hypot(0.001 / 0.5, 2.0 * 0.01 / 1.42);
    check("4*pi^2*l/t^2", &[(0.5, 0.001), (1.42, 0.01)], g, u);
}

#[test]
fn derivatives_agree_with_differences() {
    for text in [
        "sin(x)*cos(x) + tan(x)",
        "asin(x/3) + acos(x/4) - atan(x)",
        "exp(x)/ln(x + 2)",
        "log10(x)*x^3",
        "x^x",
        "2^x + x^-2.5",
        "atan2(x, 2) + atan2(2, x)",
        "abs(x - 3) + abs(x)",
        "min(x, 1) + max(x, 0.5)*x",
        "-sqrt(x^2 + 1)",
        "(x - 5)^3",
    ] {
        let expression = Expression::parse(text).unwrap();
        let (x, h) = (0.7, 1e-5);
        let difference = (expression.evaluate(&[x + h]) - expression.evaluate(&[x - h])) / (2.0 * h);
        let derivative = expression.derivative(&[x], 0);
        assert!(
            (derivative - difference).abs() < 1e-8 * difference.abs().max(1.0),
            "{text}: {derivative} {difference}"
        );
    }
}

proptest! {
    #[test]
    fn any_text_is_taken_without_panic(text in any::<String>()) {
        let _ = Expression::parse(&text);
    }

    #[test]
    fn text_like_expressions_is_taken_without_panic(text in "([-+*/^(),.0-9eab]|sqrt\\(|min\\(|pi|length| ){0,60}") {
        if let Ok(expression) = Expression::parse(&text) {
            let values = vec![(1.5, 0.1); expression.names().len()];
            let plain: Vec<f64> = values.iter().map(|value| value.0).collect();
            let (result, _) = expression.evaluate_with_uncertainty(&values);
            prop_assert_eq!(result.to_bits(), expression.evaluate(&plain).to_bits());
            let _ = expression.check(|_| Some(Dimension::LENGTH));
            let _ = expression.check(dimension_of).map_err(|error| error.to_string());
        }
    }

    #[test]
    fn sums_and_products_agree_with_rust(a in -1e3..1e3, b in -1e3..1e3, c in 1.0..1e3) {
        let expression = Expression::parse("a - b*(c + a)/c - -b").unwrap();
        prop_assert_eq!(expression.evaluate(&[a, b, c]), a - b * (c + a) / c - -b);
    }
}
