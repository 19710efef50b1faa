//! How exact motion is: each line is a scene, run as a module in a lab, with the figures that it must keep.
//!
//! The right values are closed forms or solutions of independent programs; `cargo test accuracy -- --nocapture` prints
//! what was found beside each bar.

mod contacts;
mod exact;
mod impacts;
mod solvers;

use crate::cases::get;
use gewu::lab::Lab;

/// A line of the table.
struct Line {
    name: &'static str,
    measure: fn() -> Vec<Figure>,
}

/// What was found, and the most that it may be.
struct Figure {
    what: String,
    found: f64,
    bar: f64,
}

/// A figure that may be so large.
fn figure(what: impl Into<String>, found: f64, bar: f64) -> Figure {
    Figure { what: what.into(), found, bar }
}

/// A value against the right one, as a share of it.
fn share(what: impl Into<String>, found: f64, right: f64, bar: f64) -> Figure {
    figure(what, (found / right - 1.0).abs(), bar)
}

/// Every line.
static LINES: &[Line] = &[
    Line { name: "pendulum from 90 degrees, 60 s", measure: exact::pendulum },
    Line { name: "spring, 100 periods", measure: exact::spring },
    Line { name: "ellipse of a planet, 20 orbits", measure: exact::ellipse },
    Line { name: "two stars about one another, 20 orbits", measure: exact::binary },
    Line { name: "double pendulum from the horizontal, 10 s", measure: exact::double_pendulum },
    Line { name: "machine of Atwood", measure: exact::atwood },
    Line { name: "compound machine of Atwood", measure: exact::compound_atwood },
    Line { name: "cart, string and hanging mass", measure: exact::cart_and_load },
    Line { name: "collisions in one line", measure: impacts::collisions },
    Line { name: "collision of three balls", measure: impacts::three_balls },
    Line { name: "cradle of five balls", measure: impacts::cradle },
    Line { name: "vertical loop", measure: impacts::loop_of_a_track },
    Line { name: "ball that bounces 20 times", measure: contacts::bounces },
    Line { name: "disc that rolls down an incline", measure: contacts::rolling },
    Line { name: "disc that slides until it rolls", measure: contacts::sliding },
    Line { name: "stack of ten boxes, 60 s", measure: contacts::stack },
    Line { name: "pendulum caught by a peg", measure: solvers::peg },
    Line { name: "ball on a string hits a block on a rough table", measure: solvers::ball_and_block },
    Line { name: "trebuchet with release and landing", measure: solvers::trebuchet },
];

pub use contacts::slide_to_roll;

#[test]
fn accuracy() {
    let mut missed = Vec::new();
    for Line { name, measure } in LINES {
        let figures = measure();
        assert!(!figures.is_empty(), "{name} measures nothing");
        for Figure { what, found, bar } in figures {
            let line = format!("{name}: {what}: {found:.1e} of {bar:.0e}");
            println!("{line}");
            // What is no number is no success.
            if found > bar || found.is_nan() {
                missed.push(line);
            }
        }
    }
    assert!(missed.is_empty(), "{missed:#?}");
}

/// Balances since the start of a run: of energy in parts of a scale, of momentum in parts of the largest that moved.
struct Watched {
    energy: f64,
    momentum: [f64; 3],
    /// Largest difference, J.
    off: f64,
    /// Largest differences along x and y, kg m/s, and about the origin, kg m²/s.
    gone: [f64; 3],
    /// Largest of what there was of momentum, and of what came in: linear, angular.
    moved: [f64; 2],
}

impl Watched {
    fn new(lab: &Lab) -> Watched {
        Watched {
            energy: get(lab, "s.energy"),
            momentum: lab.energy(0).momentum_balance().parts(),
            off: 0.0,
            gone: [0.0; 3],
            moved: [0.0; 2],
        }
    }

    /// Looks again.
    fn look(&mut self, lab: &Lab) {
        let ledger = lab.energy(0);
        self.off = self.off.max((ledger.balance() - self.energy).abs());
        let left = ledger.momentum_balance().parts();
        for ((gone, left), was) in self.gone.iter_mut().zip(left).zip(self.momentum) {
            *gone = gone.max((left - was).abs());
        }
        for one in ledger.momentum() {
            let [x, y, angular] = one.parts();
            self.moved = [self.moved[0].max(x.abs()).max(y.abs()), self.moved[1].max(angular.abs())];
        }
    }

    /// Figures for energy, momentum and angular momentum that are accounted for to a bar.
    fn figures(&self, joules: f64, bar: f64) -> Vec<Figure> {
        let [x, y, angular] = self.gone;
        vec![
            figure("energy", self.off / joules, bar),
            figure("momentum", x.max(y) / self.moved[0], bar),
            figure("angular momentum", angular / self.moved[1], bar),
        ]
    }
}

/// Runs so many steps and looks after each.
fn run(lab: &mut Lab, steps: usize, mut look: impl FnMut(&Lab)) {
    for _ in 0..steps {
        lab.steps(1);
        assert!(lab.stopped().is_none(), "{:?}", lab.stopped());
        look(lab);
    }
}
