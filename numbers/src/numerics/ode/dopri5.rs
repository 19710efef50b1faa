//! The Dormand-Prince method of order 5 with an error estimate of order 4: half the work of the one of order 8, and
//! exact enough where a step is short beside everything that happens in it.
//!
//! Source: J. R. Dormand & P. J. Prince, A family of embedded Runge-Kutta formulae, Journal of Computational and Applied
//! Mathematics 6 (1980) 19-26, RK5(4)7M.

/// Where in the step each stage is evaluated; the last is the end of the step.
pub(super) const NODES: [f64; 7] = [0.0, 1.0 / 5.0, 3.0 / 10.0, 4.0 / 5.0, 8.0 / 9.0, 1.0, 1.0];

/// For each stage, the rates it is made of: (stage, weight). Those of the last are the weights of the step itself.
pub(super) const STAGE_WEIGHTS: [&[(usize, f64)]; 7] = [
    &[],
    &[(0, 1.0 / 5.0)],
    &[(0, 3.0 / 40.0), (1, 9.0 / 40.0)],
    &[(0, 44.0 / 45.0), (1, -56.0 / 15.0), (2, 32.0 / 9.0)],
    &[(0, 19372.0 / 6561.0), (1, -25360.0 / 2187.0), (2, 64448.0 / 6561.0), (3, -212.0 / 729.0)],
    &[(0, 9017.0 / 3168.0), (1, -355.0 / 33.0), (2, 46732.0 / 5247.0), (3, 49.0 / 176.0), (4, -5103.0 / 18656.0)],
    &[(0, 35.0 / 384.0), (2, 500.0 / 1113.0), (3, 125.0 / 192.0), (4, -2187.0 / 6784.0), (5, 11.0 / 84.0)],
];

/// The step less the one of order 4: its estimated error over the step's length.
pub(super) const ERROR_4: &[(usize, f64)] = &[
    (0, 71.0 / 57600.0),
    (2, -71.0 / 16695.0),
    (3, 71.0 / 1920.0),
    (4, -17253.0 / 339200.0),
    (5, 22.0 / 525.0),
    (6, -1.0 / 40.0),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numerics::math::powi;

    #[test]
    fn stages_are_consistent() {
        for (stage, (node, weights)) in NODES.iter().zip(STAGE_WEIGHTS).enumerate() {
            let sum: f64 = weights.iter().map(|(_, weight)| weight).sum();
            assert!((sum - node).abs() < 1e-14, "stage {stage}: {sum} {node}");
            assert!(weights.iter().all(|(earlier, _)| *earlier < stage));
        }
    }

    #[test]
    fn quadrature_conditions_hold_to_order_5() {
        let moment = |weights: &[(usize, f64)], power| -> f64 {
            weights.iter().map(|(stage, weight)| weight * powi(NODES[*stage], power)).sum()
        };
        for power in 0..5 {
            let exact = 1.0 / f64::from(power + 1);
            assert!((moment(STAGE_WEIGHTS[6], power) - exact).abs() < 1e-14, "order {}", power + 1);
        }
        // The estimate vanishes for what the formula of order 4 integrates exactly, and not beyond.
        for power in 0..4 {
            assert!(moment(ERROR_4, power).abs() < 1e-14, "order {}", power + 1);
        }
        assert!(moment(ERROR_4, 4).abs() > 1e-5);
    }
}
