//! Tests of the picture as a whole: pen, groups, hit test, SVG.

use super::paint::Painter;
use super::svg::svg;
use super::*;
use std::f64::consts::{FRAC_PI_2, PI};

const WORLD: Rect = Rect::new(0.0, 0.0, 4.0, 2.0);

fn v(x: f64, y: f64) -> DVec2 {
    DVec2::new(x, y)
}

fn drawn(draw: impl FnOnce(&mut Pen<'_>)) -> Frame {
    let mut frame = Frame::new(WORLD);
    draw(&mut Pen::new(&mut frame, 2));
    frame
}

fn text_of(frame: &Frame, camera: Camera) -> String {
    svg(frame, &camera, &Palette::default(), &|key| (key == "k").then(|| "<a> & \"b\"".to_string()))
}

#[test]
fn the_pen_scales_then_turns_then_moves() {
    let at = |pose: Pose, p: DVec2| {
        let frame = drawn(|pen| pen.at(pose, |pen| pen.line(p, p, Stroke::new(Role::Ink, 1.0))));
        frame.points(Span { start: 0, end: 1 })[0]
    };
    for (pose, p, expected) in [
        (Pose::at(1.0, 2.0), v(0.5, 0.0), v(1.5, 2.0)),
        (Pose::at(1.0, 2.0).turned(FRAC_PI_2), v(0.5, 0.0), v(1.0, 2.5)),
        (Pose::at(1.0, 2.0).turned(FRAC_PI_2).scaled(2.0), v(0.5, 0.0), v(1.0, 3.0)),
        (Pose::at(1.0, 2.0).mirrored(), v(0.5, 0.25), v(0.5, 2.25)),
        (Pose::at(0.0, 0.0).turned(FRAC_PI_2).mirrored(), v(1.0, 0.0), v(0.0, -1.0)),
    ] {
        assert!((at(pose, p) - expected).length() < 1e-12, "{pose:?} {p}: {}", at(pose, p));
    }
}

#[test]
fn poses_nest_and_scale_everything_that_has_a_size_in_metres() {
    let frame = drawn(|pen| {
        pen.at(Pose::at(1.0, 0.0).scaled(2.0), |pen| {
            pen.at(Pose::at(0.5, 0.0).turned(PI), |pen| {
                pen.circle(v(0.1, 0.0), 0.2, Role::Brass, Stroke::new(Role::Ink, 1.0).world(0.01));
                pen.text(v(0.0, 0.0), Words::Literal("cm"), Anchor::Left, TextSize::World(0.03), Role::Ink);
                pen.detail(0.001, |_| {});
            });
        });
        assert_eq!(pen.scale(), 1.0);
    });
    let Item::Circle { centre, radius, stroke, .. } = &frame.items[0] else { panic!("{:?}", frame.items[0]) };
    assert!((*centre - v(1.8, 0.0)).length() < 1e-12 && (radius - 0.4).abs() < 1e-12);
    assert!((stroke.world_width - 0.02).abs() < 1e-12 && stroke.width == 1.0);
    let Item::Text { size, angle, .. } = &frame.items[1] else { panic!("{:?}", frame.items[1]) };
    assert_eq!(*size, TextSize::World(0.06));
    assert!((angle.abs() - PI).abs() < 1e-12);
    assert!(matches!(frame.items[2], Item::Begin(g) if (g.detail - 0.002).abs() < 1e-15));
}

#[test]
fn the_smallest_target_wins_and_fingers_find_small_things() {
    let frame = drawn(|pen| {
        pen.target(0, |pen| pen.rect(Rect::new(0.0, 0.0, 1.0, 1.0), Role::Wood, Stroke::NONE));
        pen.target(1, |pen| pen.circle(v(0.5, 0.5), 0.1, Role::Brass, Stroke::NONE));
        pen.target(2, |pen| pen.circle(v(3.0, 1.0), 0.01, Role::Brass, Stroke::NONE));
        pen.target(3, |pen| pen.line(v(2.0, 0.0), v(2.0, 2.0), Stroke::new(Role::Thread, 2.0)));
        // Drawn later, in front of the disc, and larger: the disc can still be taken.
        pen.target(4, |pen| pen.rect(Rect::new(0.4, 0.3, 0.9, 0.9), Role::Glass, Stroke::NONE));
        // As large as the first and after it.
        pen.target(5, |pen| pen.rect(Rect::new(0.0, 2.0, 1.0, 3.0), Role::Wood, Stroke::NONE));
        pen.target(6, |pen| pen.rect(Rect::new(0.0, 2.0, 1.0, 3.0), Role::Wood, Stroke::NONE));
        // Over everything, but nothing to hold.
        pen.rect(WORLD, Role::Glass, Stroke::NONE);
    });
    let grip = |x: f64, y: f64| hit::target_at(&frame, v(x, y), 100.0, hit::TOUCH / 100.0).map(|t| t.grip);
    for (x, y, expected) in [
        (0.2, 0.2, Some(0)),
        (0.5, 0.55, Some(1)),
        (0.5, 0.65, Some(4)),
        (0.5, 2.5, Some(6)),
        (3.2, 1.0, Some(2)),
        (3.24, 1.0, None),
        (2.15, 1.0, Some(3)),
        (1.15, 0.5, Some(0)),
        (1.5, 1.7, None),
    ] {
        assert_eq!(grip(x, y), expected, "at {x}, {y}");
    }
    assert_eq!(hit::target_bounds(&frame, Target { owner: 2, grip: 1 }), Some(Rect::new(0.4, 0.4, 0.6, 0.6)));
    assert_eq!(hit::target_bounds(&frame, Target { owner: 0, grip: 1 }), None);
}

#[test]
fn what_is_clipped_away_or_too_fine_cannot_be_touched() {
    let frame = drawn(|pen| {
        pen.target(0, |pen| {
            pen.clip(Rect::new(0.0, 0.0, 1.0, 1.0), |pen| pen.rect(WORLD, Role::Wood, Stroke::NONE));
        });
        pen.target(1, |pen| pen.detail(0.001, |pen| pen.circle(v(0.5, 0.5), 0.1, Role::Brass, Stroke::NONE)));
    });
    let grip = |p: DVec2, scale: f64| hit::target_at(&frame, p, scale, 0.1).map(|t| t.grip);
    assert_eq!(grip(v(0.5, 0.5), 2000.0), Some(0));
    assert_eq!(grip(v(0.5, 0.5), 2500.0), Some(1));
    assert_eq!(grip(v(2.0, 0.5), 2500.0), None);
    assert_eq!(hit::target_bounds(&frame, Target { owner: 2, grip: 0 }), Some(Rect::new(0.0, 0.0, 1.0, 1.0)));
}

#[test]
fn details_appear_when_they_can_be_told_apart() {
    let frame = drawn(|pen| {
        pen.detail(0.01, |pen| {
            pen.circle(v(1.0, 1.0), 0.1, Role::Brass, Stroke::NONE);
            pen.detail(0.001, |pen| pen.circle(v(1.0, 1.0), 0.1, Role::Steel, Stroke::NONE));
        });
        pen.text(v(1.0, 1.0), Words::Literal("mm"), Anchor::Centre, TextSize::World(0.005), Role::Ink);
    });
    let seen = |scale: f64| {
        let text = text_of(&frame, Camera::new(WORLD, 4.0 * scale, 2.0 * scale));
        (text.matches("<circle").count(), text.contains("mm"))
    };
    assert_eq!(seen(240.0), (0, false));
    assert_eq!(seen(260.0), (1, false));
    assert_eq!(seen(1200.0), (1, true));
    assert_eq!(seen(2600.0), (2, true));
}

#[test]
fn svg_is_well_formed_and_escaped() {
    let frame = drawn(|pen| {
        pen.alpha(0.5, |pen| {
            pen.clip(Rect::new(0.0, 0.0, 2.0, 2.0), |pen| {
                pen.label(v(1.0, 1.0), Words::key("k"), Anchor::Centre, 12.0, Role::Ink);
                pen.arrow(v(0.0, 0.0), v(1.0, 1.0), Role::Force, Words::Symbol("F_N"));
            });
        });
        for x in [1.0, 1.0] {
            pen.circle(v(x, 1.0), 0.1, Fill::ball(Role::Brass, v(x, 1.0), 0.1), Stroke::edge(Role::Brass));
        }
        pen.circle(v(f64::NAN, 1.0), 0.1, Role::Brass, Stroke::NONE);
        pen.circle(v(90.0, 1.0), 0.1, Role::Brass, Stroke::NONE);
    });
    let text = text_of(&frame, Camera::new(WORLD, 400.0, 200.0));
    assert!(text.contains("&lt;a&gt; &amp; &quot;b&quot;") && !text.contains("<a>"));
    assert!(text.contains("font-style=\"italic\">F</tspan><tspan dy=\"3\" font-size=\"10.5\">N</tspan>"), "{text}");
    assert_eq!(text.matches("<radialGradient").count(), 1, "equal gradients are written once");
    assert_eq!(text.matches("<circle").count(), 2, "nothing unseen or not finite is written");
    well_formed(&text);
}

#[test]
fn an_unclosed_group_does_not_spoil_the_document() {
    let mut frame = drawn(|pen| pen.alpha(0.5, |_| {}));
    frame.items.pop();
    frame.items.push(Item::Circle {
        centre: v(1.0, 1.0),
        radius: 0.1,
        fill: Fill::Solid(Role::Ink),
        stroke: Stroke::NONE,
    });
    well_formed(&text_of(&frame, Camera::new(WORLD, 400.0, 200.0)));
}

/// A surface that only counts.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Count {
    /// Points of shapes and discs.
    pub(super) points: usize,
    /// Letters.
    pub(super) letters: usize,
}

impl Count {
    /// What a camera sees of a frame.
    pub(super) fn of(frame: &Frame, camera: &Camera) -> Self {
        let mut count = Count::default();
        Painter::new().paint(frame, camera, &Palette::default(), &|_| None, &mut count);
        count
    }
}

impl paint::Surface for Count {
    fn push(&mut self, _: Option<Rect>, _: f32) {}
    fn pop(&mut self) {}
    fn shape(&mut self, points: &[DVec2], _: paint::Join, _: &paint::Ink, _: &paint::Line) {
        self.points += points.len();
    }
    fn discs(&mut self, centres: &[DVec2], _: f64, _: &paint::Ink, _: &paint::Line) {
        self.points += centres.len();
    }
    fn text(&mut self, label: &paint::Label<'_>) {
        self.letters += label.line.text().len();
    }
}

/// Every element that opens also closes, in order, and every reference has its definition.
fn well_formed(text: &str) {
    let mut open: Vec<&str> = vec![];
    for part in text.split('<').skip(1) {
        let (tag, _) = part.split_once('>').unwrap();
        assert_eq!(tag.matches('"').count() % 2, 0, "quotes in <{tag}>");
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name));
        } else if !tag.ends_with('/') {
            open.push(tag.split(' ').next().unwrap());
        }
    }
    assert!(open.is_empty(), "left open: {open:?}");
    for part in text.split("url(#").skip(1) {
        let id = part.split(')').next().unwrap();
        assert!(text.contains(&format!("id=\"{id}\"")), "{id} is not defined");
    }
}

#[test]
fn arrows_end_at_their_tip_and_tiny_ones_are_left_out() {
    let shapes = |to: DVec2| {
        let frame = drawn(|pen| pen.arrow(v(1.0, 1.0), to, Role::Velocity, Words::None));
        text_of(&frame, Camera::new(WORLD, 400.0, 200.0)).matches("<path").count()
    };
    assert_eq!(shapes(v(2.0, 1.0)), 2);
    assert_eq!(shapes(v(1.01, 1.0)), 0);
    let arrow = arrow::arrow(v(0.0, 0.0), v(100.0, 0.0), 1.0).unwrap();
    assert_eq!(arrow.head[0], v(100.0, 0.0));
    assert!(arrow.label.y < 0.0, "a level arrow has its label above");
}

#[test]
fn a_painter_keeps_its_memory() {
    let frame = drawn(|pen| apparatus::Rule::new(1.0).draw(pen));
    let (mut painter, camera) = (Painter::new(), Camera::new(Rect::new(0.0, -0.1, 1.0, 0.1), 4000.0, 800.0));
    let mut paint = |surface: &mut Count| painter.paint(&frame, &camera, &Palette::default(), &|_| None, surface);
    let (mut first, mut second) = (Count::default(), Count::default());
    paint(&mut first);
    paint(&mut second);
    assert!(first.points > 2000, "a metre rule at 4000 px shows its millimetres: {first:?}");
    assert_eq!(first, second);
}
