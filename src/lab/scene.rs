//! The picture: scenery, instruments that lie behind, systems, traces, instruments in front, arrows.

use super::lab::Lab;
use crate::frame::apparatus::{self, Stand};
use crate::frame::{Anchor, Fill, Frame, Group, Pen, Rect, Role, Words};
use crate::module::{Shows, VectorPlan};
use crate::numerics::math::{log10, powi};
use glam::DVec2;

/// Height of an arm above the point that its clamp holds, m.
const CLAMP: f64 = 0.03;
/// Arrows shorter than this are not drawn, m.
const SHORTEST: f64 = 4e-3;

/// Distance of the lines that state the scales, in widths of the picture.
const SCALES: f64 = 0.048;

/// States the scale of the arrows in the upper right corner: for each kind of quantity and scale, an arrow of a round
/// value.
fn draw_scales(pen: &mut Pen<'_>, vectors: &[VectorPlan], world: [f64; 4]) {
    let [left, _, right, top] = world;
    let width = right - left;
    let mut tip = DVec2::new(right - 0.02 * width, top - 0.03 * width);
    for (index, vector) in vectors.iter().enumerate() {
        let (symbol, role, unit) = quantity(vector.shows);
        let same = |other: &VectorPlan| quantity(other.shows).0 == symbol && other.scale == vector.scale;
        if vectors.iter().take(index).any(same) {
            continue;
        }
        let (value, decimals) = round_below(0.09 * width / vector.scale);
        let tail = tip - DVec2::X * value * vector.scale;
        // In a picture so small that its lines would run into one another they are left out.
        pen.detail(SCALES * width * Group::LEGIBLE / 15.0, |pen| {
            pen.arrow(tail, tip, role, Words::None);
            // To the left of the arrow: however wide the text is, it stays in the picture.
            let words = Words::Equation { symbol, value, unit, decimals };
            pen.label(tail - DVec2::X * 0.012 * width, words, Anchor::Right, 13.0, role);
        });
        tip.y -= SCALES * width;
    }
}

/// Symbol, colour and unit of what an arrow shows; all forces are alike.
fn quantity(shows: Shows) -> (&'static str, Role, &'static str) {
    match shows {
        Shows::Velocity => ("v", Role::Velocity, "m/s"),
        Shows::Acceleration => ("a", Role::Acceleration, "m/s²"),
        Shows::Weight | Shows::Force(_) => ("F", Role::Force, "N"),
    }
}

/// The largest of 1, 2 and 5 times a power of ten that is no more than a positive number, and the decimals it needs.
fn round_below(number: f64) -> (f64, u8) {
    let power = log10(number).floor();
    let unit = powi(10.0, power as i32);
    let factor = [5.0, 2.0].into_iter().find(|factor| factor * unit <= number).unwrap_or(1.0);
    (factor * unit, (-power).clamp(0.0, 9.0) as u8)
}

impl Lab {
    /// Draws the lab as it is now.
    pub fn frame(&mut self) -> &Frame {
        let mut frame = std::mem::replace(&mut self.frame, Frame::new(Rect::new(0.0, 0.0, 1.0, 1.0)));
        frame.clear();
        self.draw(&mut frame);
        self.frame = frame;
        &self.frame
    }

    fn draw(&self, frame: &mut Frame) {
        let Some(view) = self.module.views.get(self.view) else { return };
        let [left, bottom, right, top] = view.world;
        frame.world = Rect::new(left, bottom, right, top);
        let systems = self.systems.len();
        {
            let mut pen = Pen::new(frame, u16::MAX);
            let bench = view.scenery.iter().find(|s| s.kind.id == "bench").and_then(|s| s.values.get(1));
            apparatus::room(&mut pen, bench.copied().unwrap_or(bottom));
            for thing in &view.scenery {
                let get = |i: usize| thing.values.get(i).copied().unwrap_or(0.0);
                if thing.kind.id == "stand" {
                    let foot = DVec2::new(get(0), get(1));
                    // The thread leaves the clamp's jaws below the arm.
                    let arm = DVec2::new(get(3), get(4) + CLAMP);
                    pen.at(foot, |pen| Stand::new(get(2)).draw(pen));
                    apparatus::arm(&mut pen, DVec2::new(foot.x, arm.y), arm);
                }
            }
        }
        for behind in [true, false] {
            for (index, instrument) in self.instruments.iter().enumerate() {
                if instrument.is_behind() == behind {
                    instrument.draw(&mut Pen::new(frame, (systems + index) as u16));
                }
            }
            if behind {
                let mut pen = Pen::new(frame, u16::MAX);
                for trace in &self.traces {
                    pen.dots(trace.dots.iter().copied(), 0.004, Fill::from(Role::Trace));
                }
                for (index, system) in self.systems.iter().enumerate() {
                    system.draw(&mut Pen::new(frame, index as u16));
                }
            }
        }
        if self.vectors {
            let mut pen = Pen::new(frame, u16::MAX);
            for vector in &view.vectors {
                self.draw_vector(&mut pen, vector);
            }
            draw_scales(&mut pen, &view.vectors, view.world);
        }
    }

    fn draw_vector(&self, pen: &mut Pen<'_>, plan: &VectorPlan) {
        let Some(from) = self.place_of(&plan.of) else { return };
        let Some((vector, role, symbol)) = self.vector(plan) else { return };
        let arrow = vector * plan.scale;
        if arrow.is_finite() && arrow.length() > SHORTEST {
            pen.arrow(from, from + arrow, role, Words::Symbol(symbol));
        }
    }

    /// What an arrow shows: components in SI, colour and symbol.
    fn vector(&self, plan: &VectorPlan) -> Option<(DVec2, Role, &'static str)> {
        let kind = self.module.systems.get(plan.of.system)?.parts.get(plan.of.part)?.kind;
        let value = |name: &str| {
            let (variable, spec) = kind.variable(name)?;
            let reference = crate::module::VariableRef {
                system: plan.of.system,
                part: Some(plan.of.part),
                variable,
                spec,
                path: String::new(),
            };
            Some(self.value_of(&reference))
        };
        let gravity = || {
            let options = self.module.systems.get(plan.of.system)?.kind.options;
            let variable = options.iter().position(|o| o.name == "gravity")?;
            let spec = options.get(variable)?;
            let reference =
                crate::module::VariableRef { system: plan.of.system, part: None, variable, spec, path: String::new() };
            Some(self.value_of(&reference))
        };
        // Along a turned body (a block on an incline) or along the world.
        let turn = value("turn").unwrap_or(0.0);
        let (sin, cos) = crate::numerics::math::sin_cos(turn);
        let along = DVec2::new(cos, sin);
        Some(match plan.shows {
            Shows::Velocity => match (value("vx"), value("vy")) {
                (Some(x), Some(y)) => (DVec2::new(x, y), Role::Velocity, "v"),
                _ => (along * value("velocity")?, Role::Velocity, "v"),
            },
            Shows::Acceleration => (along * value("acceleration")?, Role::Acceleration, "a"),
            Shows::Weight => (
                DVec2::new(
                    0.0,
                    -value("total").or_else(|| cfg!(feature = "rigid").then(|| value("mass"))?)? * gravity()?,
                ),
                Role::Force,
                "mg",
            ),
            Shows::Force(index) => {
                let name = kind.variables.get(index)?.name;
                let force = value(name)?;
                match name {
                    "normal" => (along.perp() * force, Role::Force, "F_N"),
                    "friction" => (along * force, Role::Force, "F_f"),
                    "pull" => (along * force, Role::Force, "F"),
                    _ => (along * force, Role::Force, "F"),
                }
            }
        })
    }
}
