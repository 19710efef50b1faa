//! Collecting a gas over water: an inverted cylinder or jar in a trough, and what the water takes of the gas.

use super::volume;
use crate::numerics::math;
use crate::quantity::constants::{GAS, STANDARD_ATMOSPHERE};

/// An upright cylinder, closed above, whose mouth is under the water of a trough. At the start it is full of water.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cylinder {
    /// Area of its bore, m².
    pub area: f64,
    /// How far its closed end is above the water of the trough, m.
    pub above: f64,
    /// How far its mouth is below that water, m.
    pub below: f64,
}

/// What stands in the cylinder.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Collected {
    /// Volume of the moist gas, m³: what its scale reads.
    pub volume: f64,
    /// Its pressure, vapour and all, Pa.
    pub pressure: f64,
    /// How far the water inside stands above that outside, m; negative where it is below.
    pub level: f64,
    /// How much of the dry gas did not find room and bubbled away, mol.
    pub lost: f64,
}

impl Cylinder {
    /// Where an amount of dry gas (mol) stands in the cylinder, over water of a temperature (K), density (kg/m³) and
    /// vapour pressure (Pa), under an outer pressure (Pa). `None` where the water boils under the pressure inside.
    pub fn holds(
        &self,
        dry: f64,
        temperature: f64,
        outside: f64,
        vapour_pressure: f64,
        density: f64,
        gravity: f64,
    ) -> Option<Collected> {
        // The column x of gas has the pressure p₀ - ρ·g·(above - x), of which the vapour has its share: a quadratic in x,
        // solved in the form that loses no digits.
        let weight = density * gravity;
        let least = outside - vapour_pressure - weight * self.above;
        if least <= 0.0 || self.area <= 0.0 {
            return None;
        }
        let strength = dry.max(0.0) * GAS.value * temperature / self.area;
        let column = 2.0 * strength / (least + (least * least + 4.0 * weight * strength).sqrt());
        let most = self.above + self.below;
        let level = self.above - column.min(most);
        let pressure = outside - weight * level;
        let lost = if column > most {
            dry - most * self.area * (pressure - vapour_pressure) / (GAS.value * temperature)
        } else {
            0.0
        };
        Some(Collected { volume: column.min(most) * self.area, pressure, level, lost })
    }
}

/// How bubbles rise through the water of a trough.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bubbles {
    /// Diameter, m (about 4 mm from a glass tube).
    pub diameter: f64,
    /// How far they rise, m.
    pub path: f64,
    /// How fast they rise, m/s (about 0.24 m/s from 2 to 6 mm in water).
    pub speed: f64,
    /// Transfer coefficient of the liquid, m/s (about 4e-4 m/s for rising bubbles; 2e-5 m/s at a still surface).
    pub transfer: f64,
}

impl Default for Bubbles {
    /// Those of a delivery tube under a jar; R. Clift, J. Grace & M. Weber, Bubbles, Drops and Particles (1978).
    fn default() -> Bubbles {
        Bubbles { diameter: 4e-3, path: 0.15, speed: 0.24, transfer: 4e-4 }
    }
}

/// The water through which a gas is led.
#[derive(Clone, Debug, PartialEq)]
pub struct Trough {
    /// Volume of the water, m³.
    pub water: f64,
    /// Temperature, K.
    pub temperature: f64,
    /// Pressure of the gas over it, Pa.
    pub pressure: f64,
    /// What is dissolved in it of each gas, mol.
    pub dissolved: Vec<f64>,
}

impl Trough {
    /// Leads gases (mol each) through the water in bubbles: part of each dissolves, and is taken from `gases`.
    /// `solubilities` are mol/L for each atmosphere, in the same order.
    ///
    /// The share that is lost is 1 - exp(-k·A/V·t·H) of what it is short of saturation: a bubble keeps its size, the water
    /// is well mixed. It never takes more than saturates it.
    pub fn pass(&mut self, gases: &mut [f64], solubilities: &[f64], bubbles: &Bubbles) {
        let total: f64 = gases.iter().sum();
        if total.is_nan() || total <= 0.0 {
            return;
        }
        // Area over volume of spheres, times the time on the way.
        let exposure = bubbles.transfer * 6.0 / bubbles.diameter * (bubbles.path / bubbles.speed);
        for ((gas, dissolved), solubility) in gases.iter_mut().zip(&mut self.dissolved).zip(solubilities) {
            // mol/(m³ Pa), and without unit (mol/m³ in water over mol/m³ in the gas).
            let henry = 1000.0 * solubility / STANDARD_ATMOSPHERE.value;
            let saturated = henry * self.pressure * (*gas / total) * self.water;
            if saturated <= *dissolved {
                continue;
            }
            let share = 1.0 - math::exp(-exposure * henry * GAS.value * self.temperature);
            let room = saturated - *dissolved;
            let taken = (*gas * share * (room / saturated)).min(room);
            *gas -= taken;
            *dissolved += taken;
        }
    }

    /// Lets collected gases (mol each) stand on the water for some seconds over an area (m²); they dissolve towards
    /// saturation, and come back out of water that holds more; `transfer` is that of the still surface, m/s. The volume of gas is at most what `gases` give.
    pub fn stand(&mut self, gases: &mut [f64], solubilities: &[f64], transfer: f64, area: f64, seconds: f64) {
        let total: f64 = gases.iter().sum();
        if total.is_nan() || total <= 0.0 || self.water <= 0.0 {
            return;
        }
        let space = volume(total, self.temperature, self.pressure);
        for ((gas, dissolved), solubility) in gases.iter_mut().zip(&mut self.dissolved).zip(solubilities) {
            let henry = 1000.0 * solubility / STANDARD_ATMOSPHERE.value * GAS.value * self.temperature;
            // dn/dt = -k·A·(H·n/V - d/W) with n + d constant: an exponential to the balance, exact for any time.
            let (from_gas, from_water) = (transfer * area * henry / space, transfer * area / self.water);
            let rate = from_gas + from_water;
            if rate > 0.0 {
                let balance = (*gas + *dissolved) * from_water / rate;
                let moved = (*gas - balance) * (1.0 - math::exp(-rate * seconds));
                *gas -= moved;
                *dissolved += moved;
            }
        }
    }
}
