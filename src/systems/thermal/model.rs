//! How baths change and what a bulb feels.
//!
//! A bath is well stirred: `C dT/dt = P - h (T - T_room)`, solved exactly over a step. At the boiling point the heat
//! that is left over makes steam. The bulb feels the water and the air in proportion to what each reaches of it.

use super::parts::{bath, body, bulb};
use super::{OPTIONS, ROOM, draw};
use crate::numerics::math::{exp, ln, log10};
use crate::systems::tabled::{Hand, Handle, Inside, Model, Plan, Tabled, Values, event};
use crate::systems::{BuildError, Failure, Motion, PartKind, Setup, StepContext, System};
use glam::DVec2;

/// Density of water at 20 °C, kg/m³ (IAPWS-95: 998.21).
pub const DENSITY: f64 = 998.2;
/// Specific heat capacity of water at 20 °C, J/(kg K) (CRC Handbook; IAPWS-95: 4184 at 20 °C, 4216 at 100 °C).
pub const SPECIFIC_HEAT: f64 = 4182.0;
/// Heat that turns water at 100 °C into steam, J/kg (IAPWS-95: 2256.4 kJ/kg).
pub const LATENT_HEAT: f64 = 2.2564e6;
/// How many times slower a bulb follows in still air than in stirred water. Films of air and water differ by a factor
/// of 50 and more, which the thermometer's own glass evens out: an order of magnitude.
pub const IN_AIR: f64 = 8.0;
/// How near the bulb is to the glass when it touches it, m.
const TOUCH: f64 = 1e-3;
/// The heater of a bath with less than this is switched off, m³.
const DRY: f64 = 5e-6;

/// Builds a thermal system; its room is the site's unless the module says otherwise.
pub fn build(setup: &Setup) -> Result<Box<dyn System>, BuildError> {
    let mut setup = setup.clone();
    let room = setup.surroundings.temperature;
    setup.options.or_insert(OPTIONS[ROOM].name, || room);
    Tabled::build(&MODEL, &setup)
}

static MODEL: Model =
    Model { options: OPTIONS, handles, check, refresh, step, moved, draw: draw::draw, fits: |_, ()| true };

fn handles(kind: &PartKind) -> &'static [Handle] {
    static BULB: [Handle; 1] = [Handle { name: "", motion: Motion::Free, nudge: 0.005, tells: "y" }];
    if kind.id == bulb::KIND.id { &BULB } else { &[] }
}

/// Boiling point of water at a pressure in Pa, K: Antoine's equation with the constants of Dortmund Data Bank for
/// 1 to 100 °C (log10 of mmHg: 8.07131, 1730.63, 233.426); 100.0 °C at the standard atmosphere.
pub fn boiling_point(pressure: f64) -> f64 {
    1730.63 / (8.07131 - log10(pressure / 133.322_387_415)) - 233.426 + 273.15
}

/// The inside of a bath.
pub fn inside(plan: &Plan, values: &Values, part: usize) -> Inside {
    let get = |v| values.get(plan, part, v);
    Inside { floor: values.place(plan, part), height: get(bath::HEIGHT), radius: get(bath::WIDTH) / 2.0 }
}

fn level(plan: &Plan, values: &Values, part: usize) -> f64 {
    let width = values.get(plan, part, bath::WIDTH);
    values.get(plan, part, bath::VOLUME) / (std::f64::consts::FRAC_PI_4 * width * width)
}

fn check(plan: &Plan, values: &Values) -> Result<(), BuildError> {
    for part in plan.of(&bath::KIND) {
        let id = plan.parts.get(part).map(|p| p.id.to_string()).unwrap_or_default();
        if level(plan, values, part) > values.get(plan, part, bath::HEIGHT) {
            let sentence = format!("`{id}` does not hold so much water; take a larger beaker or less water.");
            return Err(BuildError::new(format!("{id}.volume"), sentence).keyed("refused.overfull"));
        }
        if values.get(plan, part, bath::TEMPERATURE) > boiling_point(plan.around.pressure) + 1e-9 {
            let sentence = format!("Water in `{id}` boils before it is so hot here; take a lower temperature.");
            return Err(BuildError::new(format!("{id}.temperature"), sentence).keyed("refused.above_boiling"));
        }
    }
    Ok(())
}

fn step(plan: &Plan, values: &mut Values, dt: f64, cx: &mut StepContext<'_>) -> Result<(), Failure> {
    let boil = boiling_point(plan.around.pressure);
    for part in plan.of(&bath::KIND) {
        let get = |v| values.get(plan, part, v);
        if get(bath::KEPT) != 0.0 {
            continue;
        }
        let (temperature, power, cooling) = (get(bath::TEMPERATURE), get(bath::POWER), get(bath::COOLING));
        let volume = get(bath::VOLUME);
        let capacity = volume * DENSITY * SPECIFIC_HEAT + get(bath::GLASS);
        let room = values.option(ROOM);
        let (mut to, mut steam) = if cooling > 0.0 {
            let end = room + power / cooling;
            let to = end + (temperature - end) * exp(-cooling * dt / capacity);
            let over = to > boil && end > boil;
            (to, if over { dt - capacity / cooling * ln((end - temperature) / (end - boil)).max(0.0) } else { 0.0 })
        } else {
            let to = temperature + power * dt / capacity;
            (to, if to > boil && power > 0.0 { dt - (boil - temperature) * capacity / power } else { 0.0 })
        };
        steam = steam.clamp(0.0, dt);
        to = to.min(boil);
        values.put(plan, part, bath::TEMPERATURE, to);
        if steam > 0.0 {
            let lost = (power - cooling * (boil - room)) * steam / (LATENT_HEAT * DENSITY);
            values.put(plan, part, bath::VOLUME, (volume - lost).max(1e-6));
        }
        if volume < DRY && power > 0.0 {
            values.put(plan, part, bath::POWER, 0.0);
            cx.events.extend(event(plan, part, "boiled_dry", cx.time + dt, 0.0));
        }
    }
    Ok(())
}

fn refresh(plan: &Plan, values: &mut Values) {
    let boil = boiling_point(plan.around.pressure);
    for part in plan.of(&bath::KIND) {
        let get = |v| values.get(plan, part, v);
        let (level, mass) = (level(plan, values, part), get(bath::VOLUME) * DENSITY);
        let surplus = get(bath::POWER) > get(bath::COOLING) * (boil - values.option(ROOM));
        let boils = get(bath::TEMPERATURE) >= boil - 1e-9 && surplus;
        values.put(plan, part, bath::LEVEL, level);
        values.put(plan, part, bath::MASS, mass);
        values.put(plan, part, bath::BOILING, f64::from(u8::from(boils)));
    }
    for part in plan.of(&bulb::KIND) {
        let Felt { temperature, slowness, immersed, touches } = felt(plan, values, part);
        values.put(plan, part, bulb::TEMPERATURE, temperature);
        values.put(plan, part, bulb::SLOWNESS, slowness);
        values.put(plan, part, bulb::IMMERSED, immersed);
        values.put(plan, part, bulb::TOUCHES, touches);
    }
}

struct Felt {
    temperature: f64,
    slowness: f64,
    immersed: f64,
    touches: f64,
}

fn felt(plan: &Plan, values: &Values, part: usize) -> Felt {
    let room = values.option(ROOM);
    let tip = values.place(plan, part);
    let (half, tall) = (values.get(plan, part, bulb::WIDTH) / 2.0, values.get(plan, part, bulb::BULB));
    for warm in plan.of(&body::KIND) {
        let get = |v| values.get(plan, warm, v);
        let away = (tip + DVec2::Y * (tall / 2.0) - values.place(plan, warm)).abs();
        if away.x <= get(body::WIDTH) / 2.0 && away.y <= get(body::HEIGHT) / 2.0 {
            let (temperature, slowness) = (get(body::TEMPERATURE), get(body::SLOWNESS));
            return Felt { temperature, slowness, immersed: 0.0, touches: 0.0 };
        }
    }
    let Some(around) = plan.of(&bath::KIND).find(|b| inside(plan, values, *b).holds(tip)) else {
        return Felt { temperature: room, slowness: IN_AIR, immersed: 0.0, touches: 0.0 };
    };
    let get = |v| values.get(plan, around, v);
    let glass = inside(plan, values, around);
    let immersed = ((glass.floor.y + get(bath::LEVEL) - tip.y) / tall).clamp(0.0, 1.0);
    let mut water = get(bath::TEMPERATURE);
    let at_wall = (tip.x - glass.floor.x).abs() + half > glass.radius - TOUCH;
    let touches = if tip.y < glass.floor.y + TOUCH {
        2.0
    } else if at_wall {
        1.0
    } else {
        0.0
    };
    let heated = if get(bath::KEPT) == 0.0 { get(bath::POWER) } else { 0.0 };
    if touches == 2.0 && heated > 0.0 {
        water += get(bath::BOTTOM) * heated;
    } else if touches > 0.0 {
        water += get(bath::WALL) * (room - water);
    }
    // Two ways for heat to the bulb, side by side: their conductances add, and weigh the two temperatures.
    let (wet, dry) = (immersed, (1.0 - immersed) / IN_AIR);
    Felt {
        temperature: (wet * water + dry * room) / (wet + dry),
        slowness: 1.0 / (wet + dry),
        immersed,
        touches: if immersed > 0.0 { touches } else { 0.0 },
    }
}

fn moved(plan: &Plan, values: &mut Values, part: usize, _handle: usize, hand: Hand) {
    let from = values.place(plan, part);
    let mut to = match hand {
        Hand::To { at, offset, .. } => at - offset,
        Hand::By(by) => from + by * 0.005,
        Hand::Off | Hand::Pressed => return,
    };
    let half = values.get(plan, part, bulb::WIDTH) / 2.0;
    for glass in plan.of(&bath::KIND) {
        to = inside(plan, values, glass).lead(from, to, half);
    }
    values.put_place(plan, part, to);
}
