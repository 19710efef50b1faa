//! How a cart moves: one coordinate, the way from the upper end of its runway, and a constant acceleration between
//! events (the load lands, the cart comes to rest, it reaches the buffer), so that every step is exact.
//!
//! With the incline `t`, mass `m`, load `M`, rolling friction `k` and the drag `F` of a tape:
//! `(m + M) a = M g + m g sin t - k m g cos t - F` while the load hangs; without it once it has landed. Friction holds a
//! cart at rest up to the force that it has in motion. String and pulley have no mass. A runway slopes down to its
//! pulley or is level, so a cart never runs back. A stop ends its way where its front meets it. A helper who lets it go
//! does so three seconds after having begun to count, at that instant within a step.

use super::parts::{cart, runway, stop, weight};
use super::{GRAVITY, OPTIONS, draw, falling};
use crate::numerics::math::sin_cos;
use crate::systems::tabled::{Hand, Handle, Model, Plan, Tabled, Values, event};
use crate::systems::{BuildError, Failure, Motion, PartKind, Setup, StepContext, System};
use glam::DVec2;

/// Way of a timer's pen from the upper end, m.
const TIMER: f64 = 0.08;
/// The nearest that the cart's middle comes to the upper end, m: its back is clear of a timer there.
pub const NEAREST: f64 = 0.2;
/// From the cart's middle to the buffer at the lower end when it touches it, m.
const BUFFER: f64 = 0.08;
/// Half the length of a cart, m.
pub const HALF: f64 = 0.06;
/// How far a stop stays from the lower end, m: its foot is on the board.
const FOOT: f64 = 0.02;
/// How long a helper counts, s.
const COUNTED: f64 = 3.0;
/// Height of tape, string and the cart's middle above the runway, m.
pub const COUPLING: f64 = 0.036;
/// How far the load stays below the pulley, m.
const BELOW: f64 = 0.05;
/// Height of the load's hook above the bench when it has landed, m.
pub const LANDED: f64 = 0.06;
/// How far an arrow key moves the cart, m.
const NUDGE: f64 = 0.01;
/// How far an arrow key moves a stop, m.
const FINE: f64 = 1e-3;
/// Events in a step beyond which it ends: a load lands once, a cart stops once.
pub const MOST: usize = 8;

/// Builds a system of carts.
pub fn build(setup: &Setup) -> Result<Box<dyn System>, BuildError> {
    let mut setup = setup.clone();
    let gravity = setup.surroundings.gravity;
    setup.options.or_insert(OPTIONS[GRAVITY].name, || gravity);
    Tabled::build(&MODEL, &setup)
}

static MODEL: Model =
    Model { options: OPTIONS, handles, check, refresh, step, moved, draw: draw::draw, fits: |_, ()| true };

fn handles(kind: &PartKind) -> &'static [Handle] {
    static CART: [Handle; 1] = [Handle { name: "", motion: Motion::Along(DVec2::X), nudge: NUDGE, tells: "along" }];
    static STOP: [Handle; 1] = [Handle { name: "", motion: Motion::Along(DVec2::X), nudge: FINE, tells: "along" }];
    static WEIGHT: [Handle; 1] =
        [Handle { name: "", motion: Motion::Along(DVec2::Y), nudge: falling::NUDGE, tells: "drop" }];
    match kind.id {
        id if id == cart::KIND.id => &CART,
        id if id == stop::KIND.id => &STOP,
        id if id == weight::KIND.id => &WEIGHT,
        _ => &[],
    }
}

/// The frame of a runway.
#[derive(Clone, Copy, Debug)]
pub struct Slope {
    /// Upper end of the running surface, m.
    pub top: DVec2,
    /// Unit vector down the runway.
    pub down: DVec2,
    /// Length, m.
    pub length: f64,
}

impl Slope {
    /// The runway with this part index.
    pub fn new(plan: &Plan, values: &Values, part: usize) -> Slope {
        let length = values.get(plan, part, runway::LENGTH);
        let (sin, cos) = sin_cos(values.get(plan, part, runway::INCLINE));
        let down = DVec2::new(cos, -sin);
        Slope { top: values.place(plan, part) - down * length, down, length }
    }

    /// The place on the line of tape and string at this way from the upper end, m.
    pub fn place(&self, along: f64) -> DVec2 {
        self.top + self.down * along + self.down.perp() * COUPLING
    }
}

/// The runway of a cart.
pub fn runway_of(plan: &Plan, part: usize) -> usize {
    plan.join(part, 0).unwrap_or(0)
}

/// Ends of the way that a cart can stand in, m: it stays clear of the timer, its load below the pulley.
fn ends(plan: &Plan, values: &Values, part: usize) -> (f64, f64) {
    let get = |v| values.get(plan, part, v);
    let slope = Slope::new(plan, values, runway_of(plan, part));
    let hauled = if get(cart::LOAD) > 0.0 { slope.length + BELOW - get(cart::STRING) } else { 0.0 };
    (NEAREST.max(hauled), (slope.length - BUFFER).min(stopped(plan, values, part)))
}

/// Stops on the runway of a cart.
fn stops(plan: &Plan, part: usize) -> impl Iterator<Item = usize> + '_ {
    plan.of(&stop::KIND).filter(move |s| plan.join(*s, 0) == plan.join(part, 0))
}

/// Way of a cart whose front is at the first stop, m.
fn stopped(plan: &Plan, values: &Values, part: usize) -> f64 {
    stops(plan, part).map(|s| values.get(plan, s, stop::ALONG) - HALF).fold(f64::INFINITY, f64::min)
}

/// How far the hook of the load is below the pulley while the string is taut, m.
fn depth(plan: &Plan, values: &Values, part: usize) -> f64 {
    let slope = Slope::new(plan, values, runway_of(plan, part));
    values.get(plan, part, cart::STRING) - slope.length + values.get(plan, part, cart::ALONG)
}

/// The depth at which the load stands on the bench, m.
fn landing(plan: &Plan, values: &Values, part: usize) -> f64 {
    let board = runway_of(plan, part);
    let slope = Slope::new(plan, values, board);
    (slope.place(slope.length).y - values.get(plan, board, runway::BENCH) - LANDED).max(BELOW)
}

/// Where the hook of the load is, m, and whether the string is taut.
pub fn hook(plan: &Plan, values: &Values, part: usize) -> (f64, bool) {
    let (depth, landing) = (depth(plan, values, part), landing(plan, values, part));
    (depth.min(landing), depth < landing - SAME)
}

/// Ways that differ by less are the same, m: far below anything that is read.
const SAME: f64 = 1e-12;

fn check(plan: &Plan, values: &Values) -> Result<(), BuildError> {
    falling::check(plan, values)?;
    for part in plan.of(&cart::KIND) {
        let (nearest, farthest) = ends(plan, values, part);
        let along = values.get(plan, part, cart::ALONG);
        if !(along >= nearest - 1e-9 && along <= farthest + 1e-9) {
            let id = plan.parts.get(part).map(|p| p.id.to_string()).unwrap_or_default();
            let sentence = format!(
                "`{id}` stands between {:.1} cm and {:.1} cm from the upper end, clear of the timer, its load below the \
                 pulley, its front above a stop; put it there, or take another string.",
                nearest * 100.0,
                farthest * 100.0
            );
            return Err(BuildError::new(format!("{id}.along"), sentence).keyed("refused.cart_place"));
        }
    }
    Ok(())
}

/// Acceleration while it moves, or 0 where friction holds it at rest, m/s²; and the tension of its string, N.
fn drive(plan: &Plan, values: &Values, part: usize) -> (f64, f64) {
    let get = |v| values.get(plan, part, v);
    let gravity = values.option(GRAVITY);
    let (sin, cos) = sin_cos(values.get(plan, runway_of(plan, part), runway::INCLINE));
    let load = if hook(plan, values, part).1 { get(cart::LOAD) } else { 0.0 };
    if get(cart::HOLD) != 0.0 {
        return (0.0, load * gravity);
    }
    let pull = gravity * (load + get(cart::MASS) * sin);
    let against = get(cart::ROLLING) * get(cart::MASS) * gravity * cos + get(cart::DRAG);
    let at_end = get(cart::ALONG) >= ends(plan, values, part).1 - SAME;
    let rests = get(cart::VELOCITY) <= 0.0 && (pull <= against || at_end);
    let acceleration = if rests { 0.0 } else { (pull - against) / (get(cart::MASS) + load) };
    (acceleration, load * (gravity - acceleration))
}

/// Time after which a way `d` m ahead is done from speed `v` m/s at a constant acceleration; `None` if never.
pub fn time_to(d: f64, v: f64, a: f64) -> Option<f64> {
    let square = v * v + 2.0 * a * d;
    // This form of the root loses no digits, whatever the sign of the acceleration.
    (square >= 0.0 && v + square.sqrt() > 0.0).then(|| 2.0 * d / (v + square.sqrt()))
}

fn step(plan: &Plan, values: &mut Values, dt: f64, cx: &mut StepContext<'_>) -> Result<(), Failure> {
    falling::step(plan, values, dt, cx);
    for part in plan.of(&cart::KIND) {
        let mut left = counted(plan, values, part, dt, cx);
        for _ in 0..MOST {
            let get = |v| values.get(plan, part, v);
            let (along, v) = (get(cart::ALONG), get(cart::VELOCITY));
            let (a, _) = drive(plan, values, part);
            if get(cart::HOLD) != 0.0 || v <= 0.0 && a <= 0.0 {
                break;
            }
            let end = ends(plan, values, part).1;
            let lands = get(cart::LOAD) > 0.0 && hook(plan, values, part).1;
            let lands = lands.then(|| along + landing(plan, values, part) - depth(plan, values, part));
            let ahead = [Some((end, "stopped")), lands.filter(|at| *at < end).map(|at| (at, "landing"))];
            let reached = ahead.into_iter().flatten();
            let reached = reached.filter_map(|(at, name)| Some((time_to((at - along).max(0.0), v, a)?, at, name)));
            let next = reached.filter(|(t, ..)| *t <= left).min_by(|a, b| a.0.total_cmp(&b.0));
            let rests = if a < 0.0 { -v / a } else { f64::INFINITY };
            match next {
                Some((t, at, name)) if t <= rests => {
                    left -= t;
                    let speed = v + a * t;
                    values.put(plan, part, cart::ALONG, at);
                    values.put(plan, part, cart::VELOCITY, if name == "stopped" { 0.0 } else { speed });
                    cx.events.extend(event(plan, part, name, cx.time + dt - left, speed));
                }
                _ => {
                    let t = left.min(rests);
                    left -= t;
                    values.put(plan, part, cart::ALONG, (along + t * (v + 0.5 * a * t)).min(end));
                    values.put(plan, part, cart::VELOCITY, if t == rests { 0.0 } else { v + a * t });
                }
            }
            if left <= 0.0 {
                break;
            }
        }
    }
    Ok(())
}

/// What is left of a step after a helper has let the cart go, or all of it, s.
fn counted(plan: &Plan, values: &mut Values, part: usize, dt: f64, cx: &mut StepContext<'_>) -> f64 {
    if values.get(plan, part, cart::GO) == 0.0 {
        return dt;
    }
    let after = values.get(plan, part, cart::COUNT) - dt;
    if after > 0.0 {
        values.put(plan, part, cart::COUNT, after);
        return dt;
    }
    for (variable, value) in [(cart::COUNT, 0.0), (cart::GO, 0.0), (cart::HOLD, 0.0)] {
        values.put(plan, part, variable, value);
    }
    cx.events.extend(event(plan, part, "released", cx.time + dt + after, 0.0));
    -after
}

fn refresh(plan: &Plan, values: &mut Values) {
    falling::refresh(plan, values);
    for part in plan.of(&stop::KIND) {
        let slope = Slope::new(plan, values, runway_of(plan, part));
        let foot = slope.top + slope.down * values.get(plan, part, stop::ALONG);
        values.put_place(plan, part, foot);
    }
    for part in plan.of(&runway::KIND) {
        let timer = Slope::new(plan, values, part).place(TIMER);
        values.put(plan, part, runway::TIMER_X, timer.x);
        values.put(plan, part, runway::TIMER_Y, timer.y);
    }
    for part in plan.of(&cart::KIND) {
        let held = values.get(plan, part, cart::HOLD) != 0.0;
        if held {
            values.put(plan, part, cart::VELOCITY, 0.0);
        }
        // Nobody counts for a cart that runs; who begins to count begins with three.
        if !held || values.get(plan, part, cart::GO) == 0.0 {
            values.put(plan, part, cart::GO, 0.0);
            values.put(plan, part, cart::COUNT, 0.0);
        } else if values.get(plan, part, cart::COUNT) == 0.0 {
            values.put(plan, part, cart::COUNT, COUNTED);
        }
        let slope = Slope::new(plan, values, runway_of(plan, part));
        let place = slope.place(values.get(plan, part, cart::ALONG));
        let velocity = slope.down * values.get(plan, part, cart::VELOCITY);
        let (acceleration, tension) = drive(plan, values, part);
        for (variable, value) in [
            (0, place.x),
            (1, place.y),
            (cart::VX, velocity.x),
            (cart::VY, velocity.y),
            (cart::ACCELERATION, acceleration),
            (cart::TENSION, tension),
            (cart::FRONT, values.get(plan, part, cart::ALONG) + HALF),
            (cart::REAR, values.get(plan, part, cart::ALONG) - HALF),
        ] {
            values.put(plan, part, variable, value);
        }
    }
}

/// A hand moves a stop, or brings the cart back along its runway and holds it there.
fn moved(plan: &Plan, values: &mut Values, part: usize, _handle: usize, hand: Hand) {
    if plan.is(part, &stop::KIND) {
        return move_stop(plan, values, part, hand);
    }
    if plan.is(part, &weight::KIND) {
        return falling::moved(plan, values, part, hand);
    }
    let slope = Slope::new(plan, values, runway_of(plan, part));
    let to = match hand {
        Hand::To { at, offset, .. } => (at - offset - slope.place(0.0)).dot(slope.down),
        Hand::By(by) => values.get(plan, part, cart::ALONG) + (by.x + by.y) * NUDGE,
        Hand::Off | Hand::Pressed => return,
    };
    let (nearest, farthest) = ends(plan, values, part);
    if to.is_finite() && nearest <= farthest {
        values.put(plan, part, cart::ALONG, to.clamp(nearest, farthest));
        values.put(plan, part, cart::VELOCITY, 0.0);
        values.put(plan, part, cart::HOLD, 1.0);
        values.put(plan, part, cart::GO, 0.0);
    }
}

/// A hand moves a stop between the front of the cart and the lower end.
fn move_stop(plan: &Plan, values: &mut Values, part: usize, hand: Hand) {
    let slope = Slope::new(plan, values, runway_of(plan, part));
    let to = match hand {
        Hand::To { at, offset, .. } => (at - offset - slope.top).dot(slope.down),
        Hand::By(by) => values.get(plan, part, stop::ALONG) + (by.x + by.y) * FINE,
        Hand::Off | Hand::Pressed => return,
    };
    let carts = plan.of(&cart::KIND).filter(|c| plan.join(*c, 0) == plan.join(part, 0));
    let nearest = carts.map(|c| values.get(plan, c, cart::ALONG) + HALF).fold(0.0, f64::max);
    let farthest = slope.length - FOOT;
    if to.is_finite() && nearest <= farthest {
        values.put(plan, part, stop::ALONG, to.clamp(nearest, farthest));
    }
}
