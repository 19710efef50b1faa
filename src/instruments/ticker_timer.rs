//! Ticker timer: prints dots at the rate of the mains on a paper tape that a body pulls through it. The tape is then
//! torn off, laid along a rule and read.

use super::paper::{Dot, Mark, Paper};
use super::placed::Placed;
use super::{
    Instrument, InstrumentKind, InstrumentSetup, Now, Reading, ReadingState, Reads, Scale, Sight, decode, encode,
};
use crate::frame::apparatus::{self, PaperTape, Rule, Supply};
use crate::frame::{Dash, Pen, Pose, Rect, Role, Stroke};
use crate::numerics::math::atan2;
use crate::numerics::random::Random;
use crate::quantity::unit::{CENTIMETRE, HERTZ, METRE, ONE, SECOND};
use crate::systems::VariableSpec;
use crate::systems::{BadSnapshot, Grip, GripId, Motion, Pull, Refused};
use glam::DVec2;
use serde::{Deserialize, Serialize};

/// A ticker timer.
///
/// `jitter` 20 µs: an assumption; a reed swings with the mains, and what is seen of its irregularity is far below a dot.
pub static KIND: InstrumentKind = InstrumentKind {
    id: "ticker_timer",
    aliases: &["spark_timer"],
    reads: Reads::Moving,
    follows: true,
    settings: &[
        VariableSpec::parameter("x", METRE, 0.0).range(-100.0, 100.0).about("Place of its pen, to the right."),
        VariableSpec::parameter("y", METRE, 0.0).range(-100.0, 100.0).about("Place of its pen, upwards."),
        VariableSpec::choice("type", &["electromagnetic", "spark"], 0)
            .about("Whether a needle strikes the tape (8 V alternating) or sparks do (220 V)."),
        VariableSpec::parameter("supply_x", METRE, -0.2)
            .range(-100.0, 100.0)
            .about("Place of its power supply's middle, to the right."),
        VariableSpec::parameter("supply_y", METRE, -0.2)
            .range(-100.0, 100.0)
            .about("Height of its power supply's foot."),
        VariableSpec::parameter("laid_x", METRE, 0.0)
            .range(-100.0, 100.0)
            .about("Where the first dot of a torn tape is laid, to the right."),
        VariableSpec::parameter("laid_y", METRE, -0.1)
            .range(-100.0, 100.0)
            .about("Where the dots of a torn tape are laid, upwards."),
        VariableSpec::parameter("length", METRE, 1.0).range(0.1, 10.0).about("Length of a tape."),
        VariableSpec::parameter("frequency", HERTZ, 50.0)
            .range(5.0, 200.0)
            .nominal(50.0)
            .about("Frequency that it is rated at."),
        VariableSpec::parameter("error", HERTZ, 0.0)
            .range(-2.0, 2.0)
            .nominal(0.1)
            .about("How much faster the mains are: 0.2 Hz is the largest error that a large grid is allowed."),
        VariableSpec::parameter("jitter", SECOND, 2e-5)
            .range(0.0, 1e-3)
            .nominal(2e-5)
            .about("Spread of each dot in time."),
        VariableSpec::parameter("rule", METRE, 0.0)
            .range(-10.0, 10.0)
            .nominal(0.01)
            .about("Where the zero of its rule lies at first, from the first dot to the right."),
        VariableSpec::parameter("range", METRE, 0.3)
            .range(0.01, 10.0)
            .nominal(0.3)
            .about("Length of the rule's scale."),
        VariableSpec::parameter("division", METRE, 1e-3)
            .range(1e-4, 0.1)
            .nominal(1e-3)
            .about("Smallest division of the rule."),
        VariableSpec::parameter("digits", METRE, 0.0)
            .range(0.0, 0.1)
            .nominal(1e-4)
            .about("Last digit that is read; 0 means as schools of the region read it."),
        VariableSpec::parameter("zero", METRE, 0.0)
            .range(-0.1, 0.1)
            .nominal(1e-3)
            .about("Zero error of the rule: what it shows too much."),
        VariableSpec::parameter("gap", METRE, 2e-3)
            .range(0.0, 0.05)
            .nominal(2e-3)
            .about("How far the rule's lines lie above the paper: its thickness."),
    ],
    outputs: &[
        VariableSpec::output("position", METRE).about("Place of the chosen counting point on the rule."),
        VariableSpec::output("point", ONE).discrete().about("Number of the chosen counting point."),
        VariableSpec::output("gaps", ONE).discrete().about("Gaps between dots from one counting point to the next."),
        VariableSpec::output("first", ONE).discrete().about("Which dot is counting point 0; the first printed is 0."),
        VariableSpec::output("dots", ONE).discrete().about("Dots on the tape."),
        VariableSpec::output("laid", ONE).range(0.0, 1.0).discrete().about("1 while the tape lies beside the rule."),
        VariableSpec::output("on", ONE).range(0.0, 1.0).discrete().about("1 while it is switched on."),
        VariableSpec::output("supply", ONE)
            .range(0.0, 2.0)
            .discrete()
            .about("What feeds it: 0 the right voltage, 1 alternating but too low, 2 direct."),
    ],
    build: |setup| Box::new(TickerTimer::new(setup)),
    about: "A ticker timer with its power supply, its paper tape and a rule to read it.",
};

struct TickerTimer {
    placed: Placed,
    follows: bool,
    state: Ticks,
    sight: Sight,
    scale: Scale,
    grips: Vec<Grip>,
}

/// What the timer remembers, SI.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Ticks {
    on: bool,
    supply: u8,
    /// Time of the first tick since it was switched on, and how many there were.
    train: Option<(f64, u32)>,
    /// Time of the next one, with its irregularity.
    due: f64,
    /// How far it is turned from the line of its tape, rad.
    tilt: f64,
    /// Body at the end of the last step: place and velocity.
    before: Option<(DVec2, DVec2)>,
    paper: Paper,
    /// Place of the rule's zero from the first dot, m; and the hand on it.
    rule: f64,
    held: Option<f64>,
}

const TYPE: usize = 2;
const SUPPLY_X: usize = 3;
const SUPPLY_Y: usize = 4;
const LAID_X: usize = 5;
const LAID_Y: usize = 6;
const LENGTH: usize = 7;
const FREQUENCY: usize = 8;
const ERROR: usize = 9;
const JITTER: usize = 10;
const RULE: usize = 11;
const RANGE: usize = 12;
const DIVISION: usize = 13;
const DIGITS: usize = 14;
const ZERO: usize = 15;
const GAP: usize = 16;

/// Grip of the switch of its supply.
const SWITCH: u16 = 0;
/// Grip of the knob that chooses the voltage.
const VOLTAGE: u16 = 1;
/// Grip of the roll: tears the tape off and lays it down, then puts a new one in.
const ROLL: u16 = 2;
/// Grip of the rule.
const SLIDE: u16 = 3;
/// Grip of the mark of counting point 0.
const FIRST: u16 = 4;
/// Grip of the mark of counting point 1.
const NEXT: u16 = 5;
/// Grip of the pencil that points at what is read.
const PENCIL: u16 = 6;

/// Supplies: the right one, one too low, a direct one.
const SUPPLIES: u8 = 3;
/// Part of the ticks that leave no dot where the voltage is too low: an assumption about a weak reed.
const MISSING: f64 = 0.35;
/// An arrow key moves the rule so far, m.
const NUDGE: f64 = 1e-3;
/// How far below the dots the edge of the rule lies, m.
const EDGE: f64 = 1.5e-3;

/// The cubic through places and velocities at both ends of a step, at a part of it: for a constant acceleration exact.
fn between(before: (DVec2, DVec2), after: (DVec2, DVec2), dt: f64, part: f64) -> DVec2 {
    let s = part;
    let (a, b) = ((1.0 + 2.0 * s) * (1.0 - s) * (1.0 - s), s * s * (3.0 - 2.0 * s));
    let (c, d) = (s * (1.0 - s) * (1.0 - s), s * s * (s - 1.0));
    before.0 * a + after.0 * b + (before.1 * c + after.1 * d) * dt
}

impl TickerTimer {
    fn new(setup: &InstrumentSetup) -> TickerTimer {
        let placed = Placed::new(setup.values.clone());
        let (range, division) = (placed.get(RANGE), placed.get(DIVISION));
        let digit = setup.digit(placed.get(DIGITS), division);
        let grip = |id: u16, path: &str, motion: Motion| {
            let nudge = if motion == Motion::Button { 0.0 } else { NUDGE };
            Grip { id: GripId(id), path: path.into(), motion, nudge, tells: None }
        };
        let along = Motion::Along(DVec2::X);
        TickerTimer {
            follows: setup.follows,
            state: Ticks { rule: placed.get(RULE), ..Ticks::default() },
            sight: Sight::default(),
            scale: Scale::estimated(CENTIMETRE, (0.0, range), division, digit),
            grips: vec![
                grip(SWITCH, "switch", Motion::Button),
                grip(VOLTAGE, "voltage", Motion::Button),
                grip(ROLL, "roll", Motion::Button),
                grip(SLIDE, "rule", along),
                grip(FIRST, "first", along),
                grip(NEXT, "next", along),
                grip(PENCIL, "pencil", along),
            ],
            placed,
        }
    }

    fn is_spark(&self) -> bool {
        self.placed.get(TYPE) != 0.0
    }

    /// Where the first dot of a torn tape lies, m.
    fn laid_at(&self) -> DVec2 {
        DVec2::new(self.placed.get(LAID_X), self.placed.get(LAID_Y))
    }

    /// Way of the chosen counting point from the first dot, m; `None` where no tape is laid or it has no such dot.
    fn chosen(&self) -> Option<f64> {
        let paper = &self.state.paper;
        paper.way(paper.index(paper.point)).filter(|_| paper.laid)
    }

    /// Place on the rule that the eye reads, m: its lines lie above the paper.
    fn read(&self) -> f64 {
        let straight = self.chosen().map_or(f64::NAN, |way| way - self.state.rule + self.placed.get(ZERO));
        straight + self.sight.shift(-self.placed.get(GAP))
    }

    /// Prints the dots of the step that just ended.
    fn tick(&mut self, after: (DVec2, DVec2), now: Now, random: &mut Random) {
        let (Some(before), true) = (self.state.before, self.state.on && now.dt > 0.0) else { return };
        let (start, period) = (now.time - now.dt, 1.0 / (self.placed.get(FREQUENCY) + self.placed.get(ERROR)));
        let jitter = self.placed.get(JITTER);
        // The mains are at any phase when it is switched on.
        let (first, mut count) = self.state.train.unwrap_or_else(|| (start + period * random.uniform(), 0));
        if self.state.train.is_none() {
            self.state.due = first + jitter * random.normal();
        }
        while self.state.due < now.time {
            let part = ((self.state.due - start) / now.dt).clamp(0.0, 1.0);
            let at = (between(before, after, now.dt, part) - self.placed.place()).length();
            if let Some(faint) = self.strikes(random)
                && at < self.placed.get(LENGTH)
                && !self.state.paper.laid
            {
                self.state.paper.print(Dot { at, faint });
            }
            count += 1;
            self.state.due = first + f64::from(count) * period + jitter * random.normal();
        }
        self.state.train = Some((first, count));
    }

    /// Whether a tick leaves a dot, and whether a faint one. A weak spark does not jump.
    fn strikes(&self, random: &mut Random) -> Option<bool> {
        match self.state.supply {
            0 => Some(false),
            1 if !self.is_spark() => (random.uniform() >= MISSING).then_some(true),
            _ => None,
        }
    }

    /// The rule slid along the tape.
    fn slide(&mut self, pull: Pull) -> Result<(), Refused> {
        let x = self.placed.get(LAID_X);
        match pull {
            Pull::Take(at) => self.state.held = Some(at.x - x - self.state.rule),
            Pull::Move(at) => self.state.rule = at.x - x - self.state.held.ok_or(Refused::NotHeld)?,
            Pull::Nudge(by) => self.state.rule += (by.x + by.y) * NUDGE,
            Pull::Release => self.state.held = None,
            Pull::Press => return Err(Refused::NotHeld),
        }
        self.state.rule = self.state.rule.clamp(-10.0, 10.0);
        Ok(())
    }

    /// A pencil mark moved to a dot.
    fn mark(&mut self, grip: u16, pull: Pull) -> Result<(), Refused> {
        let to = match pull {
            Pull::Take(_) => {
                self.state.held = Some(0.0);
                return Ok(());
            }
            Pull::Release => {
                self.state.held = None;
                return Ok(());
            }
            Pull::Move(at) if self.state.held.is_some() => Mark::At(at.x - self.placed.get(LAID_X)),
            Pull::Nudge(by) => Mark::By(by.x + by.y),
            Pull::Move(_) | Pull::Press => return Err(Refused::NotHeld),
        };
        match grip {
            FIRST => self.state.paper.mark_first(to),
            NEXT => self.state.paper.mark_next(to),
            _ => self.state.paper.choose(to),
        }
        Ok(())
    }

    fn press(&mut self, grip: u16) {
        let state = &mut self.state;
        match grip {
            SWITCH => (state.on, state.train) = (!state.on, None),
            VOLTAGE => state.supply = (state.supply + 1) % SUPPLIES,
            _ if state.paper.laid => state.paper = Paper::default(),
            _ => state.paper.laid = true,
        }
    }

    fn draw_laid(&self, pen: &mut Pen<'_>) {
        let state = &self.state;
        let tape = PaperTape { dots: state.paper.laid.then(|| state.paper.dots().iter().map(|d| (d.at, d.faint))) };
        pen.at(self.laid_at(), |pen| {
            tape.draw(pen);
            let zero = state.rule - self.placed.get(ZERO);
            let rule = Rule { division: self.scale.division, ..Rule::new(self.placed.get(RANGE)) };
            pen.target(SLIDE, |pen| pen.at(DVec2::new(zero, -EDGE), |pen| rule.draw(pen)));
            let points: Vec<f64> = if state.paper.laid { state.paper.points().collect() } else { Vec::new() };
            apparatus::counting_points(pen, &points, [FIRST, NEXT]);
            let chosen = self.chosen();
            if let (Some(way), ReadingState::Ok) = (chosen, self.reading(0).state) {
                // The line of sight, from the dot to where the eye sees it on the edge.
                let foot = DVec2::new(zero + self.read(), -EDGE);
                pen.line(foot, DVec2::new(way, 0.0), Stroke::new(Role::Guide, 0.9).dash(Dash::Dotted));
            }
            pen.target(PENCIL, |pen| apparatus::pencil(pen, DVec2::new(chosen.unwrap_or(-0.05), 0.0)));
        });
    }
}

impl Instrument for TickerTimer {
    fn kind(&self) -> &'static InstrumentKind {
        &KIND
    }

    fn settings(&self) -> &[f64] {
        &self.placed.values
    }

    fn set(&mut self, setting: usize, value: f64) {
        self.placed.set(setting, value);
        if setting == RULE {
            self.state.rule = value;
        }
        self.state.before = None;
    }

    fn sample(&mut self, truth: &[f64], now: Now, random: &mut Random) {
        let truth = match truth.split_first_chunk::<2>() {
            Some((&[x, y], rest)) if self.follows => {
                let to = DVec2::new(x, y);
                if to.is_finite() && to != self.placed.place() {
                    self.placed.put(to);
                    self.state.before = None;
                }
                rest
            }
            _ => truth,
        };
        let [x, y, vx, vy, ref tilt @ ..] = *truth else { return };
        self.state.tilt = tilt.first().copied().unwrap_or(0.0);
        let after = (DVec2::new(x, y), DVec2::new(vx, vy));
        if !(after.0.is_finite() && after.1.is_finite()) {
            self.state.before = None;
            return;
        }
        self.tick(after, now, random);
        self.state.before = Some(after);
    }

    fn reading(&self, output: usize) -> Reading {
        let state = &self.state;
        let count = |value: usize| Reading { value: value as f64, ..Reading::flag(false) };
        match output {
            0 => self.scale.read(self.read()),
            1 => count(state.paper.point),
            2 => count(state.paper.every),
            3 => count(state.paper.first),
            4 => count(state.paper.dots().len()),
            5 => Reading::flag(state.paper.laid),
            6 => Reading::flag(state.on),
            _ => count(usize::from(state.supply)),
        }
    }

    fn exact(&self, output: usize) -> f64 {
        match output {
            0 => self.chosen().map_or(0.0, |way| way - self.state.rule),
            _ => self.reading(output).value,
        }
    }

    fn seen(&self, output: usize) -> Option<(&Scale, f64)> {
        (output == 0).then(|| (&self.scale, self.read()))
    }

    fn eye(&self) -> Option<f64> {
        (self.placed.get(GAP) > 0.0).then_some(self.sight.eye)
    }

    fn look_from(&mut self, eye: f64) -> Result<(), Refused> {
        self.sight.go(eye)
    }

    fn draw(&self, pen: &mut Pen<'_>) {
        let (place, state) = (self.placed.place(), &self.state);
        let supply = Supply {
            on: state.on,
            shown: match (state.supply, self.is_spark()) {
                (0, false) => "8 V ~",
                (0, true) => "220 V ~",
                (1, false) => "3 V ~",
                (1, true) => "8 V ~",
                _ => "8 V ⎓",
            },
            grips: [SWITCH, VOLTAGE],
        };
        let foot = DVec2::new(self.placed.get(SUPPLY_X), self.placed.get(SUPPLY_Y));
        supply.draw_wire(pen, foot, place);
        pen.at(foot, |pen| supply.draw(pen));
        let body = state.before.map_or(place + DVec2::X * 0.1, |(at, _)| at);
        let way = body - place;
        let pose = Pose::at(place.x, place.y).turned(atan2(way.y, way.x));
        pen.at(pose, |pen| {
            let reach = way.length();
            if !state.paper.laid {
                let left = (self.placed.get(LENGTH) - reach).max(0.0);
                // Above an upright timer a hand holds the tape straight; behind one that lies it hangs down.
                let straight = way.y < -0.7 * reach;
                apparatus::running_tape(pen, reach, left, straight, state.paper.dots().iter().map(|dot| dot.at));
            }
            pen.at(Pose::at(0.0, 0.0).turned(self.state.tilt), |pen| {
                apparatus::ticker_timer(pen, self.is_spark(), state.on)
            });
        });
        self.draw_laid(pen);
        pen.target(ROLL, |pen| pen.at(self.laid_at() - DVec2::X * 0.1, |pen| apparatus::tape_roll(pen)));
    }

    fn is_behind(&self) -> bool {
        true
    }

    fn face(&self) -> Option<Rect> {
        let Some(way) = self.chosen() else { return Some(Rect::centred(self.placed.place(), 0.12, 0.09)) };
        // From above the dots to behind the numbers of the rule.
        let (above, wood) = (0.012, Rule::new(self.placed.get(RANGE)).width * 0.86);
        let middle = self.laid_at() + DVec2::new(way, (above - wood) * 0.5);
        Some(Rect::centred(middle, (above + wood) * 0.8, above + wood))
    }

    fn grips(&self) -> &[Grip] {
        &self.grips
    }

    fn pull(&mut self, grip: GripId, pull: Pull) -> Result<(), Refused> {
        match grip.0 {
            SWITCH | VOLTAGE | ROLL if pull == Pull::Press => self.press(grip.0),
            SLIDE => self.slide(pull)?,
            FIRST | NEXT | PENCIL => self.mark(grip.0, pull)?,
            _ => return Err(Refused::NotHeld),
        }
        Ok(())
    }

    fn save(&self) -> Vec<u8> {
        encode(&(&self.placed, &self.state, self.sight))
    }

    fn restore(&mut self, bytes: &[u8]) -> Result<(), BadSnapshot> {
        (self.placed, self.state, self.sight) = decode(bytes)?;
        Ok(())
    }
}
