//! All apparatus on one sheet, in every theme: written beside the build for people to look at, and checked here.

use super::*;
use crate::frame::svg::svg;
use crate::frame::tests::Count;
use crate::frame::trig::polar;
use crate::frame::{
    Align, Anchor, Camera, Dash, Frame, Palette, Pen, Pose, Rect, Role, Stroke, Theme, Touch, Words, halo, hit,
};
use glam::DVec2;
use std::f64::consts::{FRAC_PI_2, PI};

const fn v(x: f64, y: f64) -> DVec2 {
    DVec2::new(x, y)
}

/// A pendulum on its stand, as in a lesson.
fn pendulum(pen: &mut Pen<'_>) {
    room(pen, 0.0);
    pen.at(v(0.0, 0.0), |pen| Stand::new(1.36).draw(pen));
    arm(pen, v(0.0, 1.2), v(0.5, 1.2));
    let pivot = v(0.48, 1.17);
    pen.at(Pose::at(0.19, 1.19).turned(FRAC_PI_2).mirrored(), |pen| Rule::new(1.15).draw(pen));
    pen.at(pivot, |pen| Protractor::new(0.2, Zero::Middle).draw(pen));
    clamp(pen, pivot);
    let bob_at = polar(pivot, 1.0, -FRAC_PI_2 + 0.314);
    pen.line(pivot, pivot - v(0.0, 1.05), Stroke::new(Role::Guide, 0.9).dash(Dash::Dashed));
    thread(pen, pivot, bob_at, 0.0008);
    pen.at(v(0.48, 0.13), |pen| Gate { rod: 0.06, ..Gate::new(false) }.draw(pen));
    pen.target(7, |pen| bob(pen, bob_at, 0.025, Role::Brass, pivot));
    let around = Rect::centred(bob_at, 0.05, 0.05);
    halo(pen, around, Touch::Rest, 0.002);
    pen.arrow(bob_at, bob_at - v(0.0, 0.22), Role::Force, Words::Symbol("mg"));
    pen.arrow(bob_at, bob_at + v(-0.2, -0.065), Role::Velocity, Words::Symbol("v"));
    pen.arrow(bob_at, bob_at + (pivot - bob_at) * 0.22, Role::Force, Words::Symbol("F_T"));
    let angle = Words::Equation { symbol: "θ", value: 18.0, unit: "°", decimals: 1 };
    pen.label(v(0.73, 1.1), angle, Anchor::Left, 14.0, Role::Accent);
    let length = Words::Equation { symbol: "l", value: 1.0, unit: "m", decimals: 3 };
    pen.label(v(0.72, 0.72), length, Anchor::Left, 14.0, Role::Ink);
    pen.at(v(1.22, 0.86), |pen| MechanicalWatch::new(0.26, 60.2).draw(pen));
    shadow(pen, 1.01, 1.39, 0.0);
    pen.at(v(1.2, 0.0), |pen| Timer { width: 0.4, shown: Clock::Number(12.38, 2), unit: "ms", keys: [4, 5] }.draw(pen));
}

/// Friction, springs and collisions at their own scale.
fn bench_things(pen: &mut Pen<'_>) {
    room(pen, 0.0);
    for (i, cover) in [Cover::Wood, Cover::Towel, Cover::Cotton].into_iter().enumerate() {
        let y = 0.06 + 0.17 * i as f64;
        pen.at(v(0.02, y), |pen| surface(pen, 0.42, 0.022, cover));
        let block = Block { width: 0.11, height: 0.055, hook: true };
        pen.at(v(0.12, y), |pen| block.draw(pen));
        if i == 1 {
            let held = v(0.12, y) + block.hook_point();
            let balance = Dynamometer::five(1.3);
            let ring = held + v(-balance.hook_point().y, 0.0);
            pen.at(Pose::at(ring.x, ring.y).turned(-FRAC_PI_2), |pen| balance.draw(pen));
            pen.at(ring, hand);
        }
    }
    pen.at(Pose::at(0.98, 0.0), |pen| Stand { height: 0.62, left: -0.07, right: 0.17 }.draw(pen));
    arm(pen, v(0.98, 0.56), v(1.2, 0.56));
    Spring { turns: 12, diameter: 0.022, wire: 0.0016 }.draw(pen, v(1.06, 0.555), v(1.06, 0.36));
    pen.at(v(1.06, 0.36), |pen| _ = hooked_masses(pen, 3, 0.024));
    pen.at(v(1.15, 0.55), |pen| Dynamometer::five(2.5).draw(pen));
    pen.at(v(0.72, 0.56), |pen| _ = hanger(pen, 4, 0.012));
    for (i, role) in [Role::Brass, Role::Steel, Role::Wood, Role::Celluloid].into_iter().enumerate() {
        ball(pen, v(0.62 + 0.055 * i as f64, 0.02), 0.02, role);
    }
    for (i, touch) in [Touch::Hover, Touch::Focus, Touch::Held].into_iter().enumerate() {
        halo(pen, Rect::centred(v(0.62 + 0.055 * i as f64, 0.02), 0.04, 0.04), touch, 0.001);
    }
    pulley(pen, v(0.82, 0.55), 0.025, 0.3);
    plumb(pen, v(0.9, 0.6), 0.3);
}

/// A launching track and its screen, an incline, displays.
fn tracks_and_displays(pen: &mut Pen<'_>) {
    room(pen, 0.0);
    let groove: Vec<DVec2> = (0..=30)
        .map(|i| polar(v(0.26, 0.56), 0.2, PI + 0.25 + (FRAC_PI_2 - 0.25) * f64::from(i) / 30.0))
        .chain([v(0.32, 0.36)])
        .collect();
    let marks: Vec<DVec2> = (1..6).map(|i| f64::from(i) * 0.05).map(|x| v(0.34 + x, 0.37 - 4.0 * x * x)).collect();
    let board = Rect::new(0.36, 0.018, 0.68, 0.46);
    let carbon = Some(Rect::new(0.46, 0.06, 0.64, 0.16));
    Screen { carbon, ..Screen::new(board) }.draw(pen, marks.iter().copied(), 0.003);
    track(pen, &groove, 0.0);
    ball(pen, v(0.26, 0.37), 0.01, Role::Steel);
    pen.at(v(0.78, 0.0), |pen| Incline { length: 0.5, angle: 0.42, thickness: 0.02 }.draw(pen));
    pen.at(Pose::at(1.0, 0.0983).turned(0.42), |pen| Block { width: 0.09, height: 0.045, hook: false }.draw(pen));
    pen.at(v(0.9, 0.44), |pen| {
        ElectronicWatch { width: 0.2, shown: Clock::Minutes(62.35, 2), buttons: [0, 1] }.draw(pen)
    });
    pen.at(v(1.42, 0.0), |pen| Balance { width: 0.2, shown: Clock::Number(52.3, 1), tare: 2 }.draw(pen));
    pen.at(Pose::at(1.2, 0.34).turned(PI), |pen| Protractor::new(0.12, Zero::Edge).draw(pen));
    pen.at(v(1.08, 0.62), |pen| Rule { length: 0.3, width: 0.035, ..Rule::new(0.3) }.draw(pen));
    pen.at(v(1.48, 0.42), |pen| {
        MechanicalWatch { turn: 30.0, division: 0.1, ..MechanicalWatch::new(0.13, 23.7) }.draw(pen)
    });
}

/// Length on the bench: calliper, micrometer, tapes, a worn rule.
fn lengths(pen: &mut Pen<'_>) {
    room(pen, 0.0);
    let calliper = Vernier {
        range: 0.15,
        opening: 0.02346,
        zero: 0.0,
        lines: 50,
        jaw: Jaw::Outside,
        thing: Thing::Ball(0.02346),
        slider: 11,
    };
    let inside = Vernier { opening: 0.018, lines: 20, jaw: Jaw::Inside, thing: Thing::Block(0.018), ..calliper };
    let depth = Vernier { opening: 0.03, lines: 10, jaw: Jaw::Depth, thing: Thing::Ball(0.03), ..calliper };
    for (place, one) in [(v(0.04, 0.3), calliper), (v(0.3, 0.3), inside), (v(0.04, 0.2), depth)] {
        pen.at(place, |pen| {
            one.draw_thing(pen);
            pen.target(10, |pen| one.draw_beam(pen));
            one.draw_slider(pen);
        });
    }
    let ball = Micrometer {
        range: 0.025,
        opening: 0.008_378,
        shown: 0.008_378,
        thing: Thing::Ball(0.008_378),
        knobs: [12, 13],
    };
    pen.at(v(0.36, 0.2), |pen| {
        pen.target(14, |pen| ball.draw_frame(pen));
        ball.draw_screw(pen);
    });
    let tape = Tape { out: 0.2, zero: 0.0, range: 3.0, division: 1e-3, near: 0.1 };
    pen.at(Pose::at(0.05, 0.12), |pen| {
        tape.draw_end(pen);
        tape.draw_blade(pen);
        tape.draw_case(pen);
    });
    let reel = Tape { out: 0.12, range: 30.0, division: 0.01, ..tape };
    pen.at(Pose::at(0.34, 0.06).turned(0.3), |pen| {
        reel.draw_end(pen);
        reel.draw_blade(pen);
        reel.draw_case(pen);
    });
    pen.at(v(0.05, 0.06), |pen| Rule { worn: 0.02, ..Rule::new(0.2) }.draw(pen));
}

/// Glassware, thermometers, meters.
fn glass_and_dials(pen: &mut Pen<'_>) {
    room(pen, 0.0);
    let beaker = Beaker { radius: 0.035, height: 0.095 };
    for (x, level) in [(0.05, 0.05), (0.15, 0.06)] {
        pen.at(v(x, 0.002), |pen| {
            beaker.draw_shadow(pen);
            beaker.draw_back(pen);
            if x > 0.1 {
                beaker.draw_ice(pen, level);
            } else {
                beaker.draw_bubbles(pen, level);
            }
            beaker.draw_liquid(pen, level, Role::Liquid);
            beaker.draw_front(pen);
        });
    }
    let tube = MeasuringCylinder { radius: 0.0135, height: 0.205 };
    pen.at(v(0.24, MeasuringCylinder::FOOT), |pen| {
        tube.draw_back(pen);
        pen.at(v(-0.002, 0.0), |pen| stone(pen, 0.021, 0.045));
        pen.at(v(-0.002, 0.0), |pen| air_on(pen, 0.021, 0.045));
        liquid(pen, tube.radius, 0.09, Role::Liquid);
        tube.draw_front(pen);
        Graduations { radius: tube.radius, range: 1e-4, division: 1e-6, meniscus: Some(0.09) }.draw(pen);
    });
    pen.at(Pose::at(0.18, 0.32).turned(-0.9), |pen| {
        beaker.draw_back(pen);
        beaker.draw_tilted(pen, 0.9, 0.08, Role::Liquid);
        beaker.draw_front(pen);
        pen.at(v(-0.05, 0.01), turn_knob);
    });
    pen.at(v(0.3, 0.0), |pen| metal_block(pen, 0.02, 0.032, Role::Copper));
    let size = v(0.008, 0.3);
    for (x, broken, ink) in [(0.05, false, Role::Pointer), (0.36, true, Role::Iron)] {
        pen.at(v(x, 0.03), |pen| {
            stem(pen, size, 0.012);
            let column = height_on_stem(size.y, (-20.0, 110.0), 42.0);
            Thermometer { size, range: (-20.0, 110.0), division: 1.0, column, liquid: ink, broken }.draw(pen);
        });
    }
    pen.at(v(0.45, 0.05), |pen| hotplate(pen, 0.09, true));
    pen.at(v(0.45, 0.2), |pen| torso(pen, 0.04, 0.05));
    let dial = Dial {
        width: 0.12,
        range: (0.0, 3.0),
        division: 0.1,
        pointer: 1.72,
        image: Some(1.8),
        symbol: "V",
        screw: 0.4,
        grip: 3,
    };
    pen.at(v(0.7, 0.0), |pen| dial.draw(pen));
    pen.at(v(0.7, 0.16), |pen| UTube { range: 0.2, division: 1e-3, columns: Some((0.06, 0.14)) }.draw(pen));
}

type Draw = fn(&mut Pen<'_>);

const SHEETS: [(&str, Draw, Rect); 5] = [
    ("pendulum", pendulum, Rect::new(-0.2, -0.2, 1.56, 1.42)),
    ("bench", bench_things, Rect::new(-0.04, -0.08, 1.26, 0.66)),
    ("tracks", tracks_and_displays, Rect::new(0.0, -0.1, 1.64, 0.66)),
    ("lengths", lengths, Rect::new(0.0, 0.0, 0.56, 0.35)),
    ("glass", glass_and_dials, Rect::new(-0.02, -0.04, 0.8, 0.44)),
];

fn picture(draw: Draw, world: Rect) -> Frame {
    let mut frame = Frame::new(world);
    draw(&mut Pen::new(&mut frame, 3));
    frame
}

#[test]
fn every_sheet_is_drawn_in_every_theme() {
    let folder = std::env::var("GEWU_SHEETS").ok();
    for (name, draw, world) in SHEETS {
        let frame = picture(draw, world);
        for theme in Theme::ALL {
            let camera = Camera::new(world, 1280.0, 800.0).aligned(Align::BOTTOM);
            let text = svg(&frame, &camera, &Palette::new(theme), &|_| Some("清零".into()));
            assert!(text.starts_with("<svg") && text.ends_with("</svg>\n") && !text.contains("NaN"), "{name}");
            if let Some(folder) = &folder {
                std::fs::write(format!("{folder}/{name}-{theme:?}.svg"), text).unwrap();
            }
        }
    }
}

#[test]
fn drawing_again_takes_no_more_memory() {
    for (name, draw, world) in SHEETS {
        let mut frame = picture(draw, world);
        let (before, items) = (frame.capacity(), frame.items.clone());
        frame.clear();
        draw(&mut Pen::new(&mut frame, 3));
        assert_eq!(frame.capacity(), before, "{name}");
        assert!(frame.items == items, "{name}: drawn twice, it differs");
    }
}

#[test]
fn what_was_drawn_can_be_grabbed() {
    let frame = picture(pendulum, SHEETS[0].2);
    let grips: Vec<u16> = hit::targets(&frame).iter().map(|t| t.grip).collect();
    assert_eq!(grips, [7, 0, 1, 4, 5]);
    for target in hit::targets(&frame) {
        let bounds = hit::target_bounds(&frame, target).unwrap();
        assert_eq!(hit::target_at(&frame, bounds.centre(), 400.0, 0.05), Some(target));
    }
}

/// The same world seen nearer, as in a magnified view.
#[test]
fn a_magnified_view_shows_finer_divisions() {
    let (_, draw, world) = SHEETS[0];
    let frame = picture(draw, world);
    let near = Camera::new(Rect::new(0.17, 0.5, 0.33, 0.6), 1280.0, 800.0);
    if let Ok(folder) = std::env::var("GEWU_SHEETS") {
        for (name, world) in
            [("near-rule", near.world), ("near-watch", Rect::new(1.1, 0.75, 1.5, 1.0)), ("phone", world)]
        {
            let viewport = if name == "phone" { v(360.0, 300.0) } else { near.viewport };
            let text = svg(&frame, &Camera { world, viewport, ..near }, &Palette::new(Theme::Light), &|_| None);
            std::fs::write(format!("{folder}/{name}-Light.svg"), text).unwrap();
        }
    }
    if let Ok(folder) = std::env::var("GEWU_SHEETS") {
        let frame = picture(lengths, SHEETS[3].2);
        for (name, world) in [
            ("near-calliper", Rect::centred(v(0.04 + 0.012 + 0.02346 + 0.023, 0.3067), 0.016, 0.0122)),
            ("near-calliper-zero", Rect::centred(v(0.04 + 0.012 + 0.02346, 0.3067), 0.016, 0.0122)),
            ("near-micrometer", Rect::centred(v(0.36 + 0.041 + 0.0084 - 0.0015, 0.2), 0.021, 0.0165)),
            ("near-tape", Rect::centred(v(0.15, 0.114), 0.034, 0.024)),
        ] {
            let viewport = v(480.0, 480.0 * world.height() / world.width());
            let text = svg(&frame, &Camera::new(world, viewport.x, viewport.y), &Palette::new(Theme::Light), &|_| None);
            std::fs::write(format!("{folder}/{name}-Light.svg"), text).unwrap();
        }
    }
    let rule = picture(|pen| pen.at(v(0.0, 0.0), |pen| Rule::new(1.0).draw(pen)), Rect::new(0.0, 0.0, 1.0, 0.1));
    // A rule of 1 m on the screen: what is drawn at 200, 400, 1000 and 4000 points a metre.
    let points = [200.0, 400.0, 1000.0, 4000.0]
        .map(|scale| Count::of(&rule, &Camera::new(Rect::new(0.0, -0.05, 1.0, 0.05), scale, scale * 0.1)).points);
    assert!(points.windows(2).all(|w| w[1] >= w[0] + 20), "{points:?}");
}
