//! The functions that the page may call: an integer handle for each lab, texts as JSON of `description.rs` and `status.rs` types, bulk
//! numbers as copies. Their signatures are `Core` in `www/src/element/message.ts`.

use super::canvas::Canvas;
use super::context::Context;
use super::json_text;
use super::{Description, Refusal, Status};
use crate::frame::hit::{self, TOUCH};
use crate::frame::svg::svg;
use crate::frame::{Align, Camera, Frame, Palette, Pen, Rect, Theme, Touch, halo};
use crate::lab::{Action, Changes, Lab, Opening, Record, Source, replay};
use crate::module::fields::{self, Fields, Read, Wrong};
use crate::module::json::{self, Limits, Node, Value};
use crate::module::{Mode, Module, Problem};
use crate::notebook::{self, Book, Window};
use crate::quantity::Entries;
use crate::systems::{Motion, Refused};
use glam::DVec2;
use serde::Serialize;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;

type Tables = Entries<String, Entries<String, String>>;

/// A lab on the page.
struct Instance {
    lab: Lab,
    book: Book,
    strings: Tables,
    lang: String,
    camera: Camera,
    /// The stage and the magnified view, each with what it keeps from one picture to the next.
    canvases: [Option<(Context, Canvas)>; 2],
    /// Rings around what can be taken hold of, painted over the stage.
    rings: Frame,
}

thread_local! {
    static LABS: RefCell<(u32, Entries<u32, Instance>)> = const { RefCell::new((0, Entries::new())) };
}

fn with<T>(handle: u32, default: T, act: impl FnOnce(&mut Instance) -> T) -> T {
    LABS.with_borrow_mut(|(_, labs)| match labs.get_mut(&handle) {
        Some(instance) => act(instance),
        None => default,
    })
}

pub(super) fn written(value: &impl Serialize) -> String {
    json_text::written(value)
}

/// What a call says back: only what there is to say.
#[derive(Default, Serialize)]
struct Answer<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    changed: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hash: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    refused: Option<Refusal>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    problems: &'a [Problem],
}

/// A lab that was opened, and the settings of the page that it refused.
#[derive(Serialize)]
struct Opened {
    handle: u32,
    refused: Vec<Refusal>,
}

pub(super) fn refused(refused: &Refused) -> String {
    written(&Answer { refused: Some(Refusal::new(refused, None)), ..Answer::default() })
}

pub(super) fn impossible(key: &'static str, sentence: String) -> Refused {
    Refused::impossible(key, sentence)
}

fn changed(changes: Changes) -> String {
    written(&Answer { changed: Some(changes.0), ..Answer::default() })
}

pub(super) fn problems(problems: &[Problem]) -> String {
    written(&Answer { problems, ..Answer::default() })
}

#[derive(Default)]
struct Options {
    seed: Option<u64>,
    site: Option<String>,
    profile: Option<String>,
    mode: Option<String>,
    lang: Option<String>,
    set: Option<String>,
}

#[derive(Default)]
struct Look {
    theme: String,
    lang: String,
    lens: Option<[f64; 4]>,
    /// Grip that has the keyboard.
    grip: String,
    /// Grip under the pointer.
    hover: String,
    /// True while a pointer is over the stage: all that can be moved then shows it.
    over: bool,
    /// Strip at the lower edge that the page covers, CSS pixels: nothing of the view goes there.
    margin_bottom: f64,
}

impl Read for Options {
    fn read(node: &Node) -> Result<Options, Wrong> {
        let mut f = Fields::of(node)?;
        Ok(Options {
            seed: f.may("seed")?,
            site: f.may("site")?,
            profile: f.may("profile")?,
            mode: f.may("mode")?,
            lang: f.may("lang")?,
            set: f.may("set")?,
        })
    }
}

impl Read for Look {
    fn read(node: &Node) -> Result<Look, Wrong> {
        let mut f = Fields::of(node)?;
        Ok(Look {
            theme: f.may("theme")?.unwrap_or_default(),
            lang: f.may("lang")?.unwrap_or_default(),
            lens: f.may("lens")?,
            grip: f.may("grip")?.unwrap_or_default(),
            hover: f.may("hover")?.unwrap_or_default(),
            over: f.may("over")?.unwrap_or_default(),
            margin_bottom: f.may("margin_bottom")?.unwrap_or_default(),
        })
    }
}

/// Strings by language and key; what is no text is passed over.
fn tables(text: &str) -> Tables {
    let mut tables = Tables::new();
    let Some(Node { value: Value::Object(languages), .. }) = json::read(text).root else { return tables };
    for language in languages {
        let Value::Object(strings) = language.node.value else { continue };
        let table = tables.or_insert(language.key, Entries::new);
        // The reader of JSON has taken keys that stand twice out.
        for string in strings {
            if let Value::Text(text) = string.node.value {
                table.push(string.key, text);
            }
        }
    }
    tables
}

fn theme(name: &str) -> Theme {
    match name {
        "dark" => Theme::Dark,
        "projector" => Theme::Projector,
        _ => Theme::Light,
    }
}

/// Version of the core.
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").into()
}

/// Problems of a module text.
#[wasm_bindgen]
pub fn check(module: &str) -> String {
    match Module::parse("module.json", module) {
        Ok(_) => "[]".into(),
        Err(problems) => written(&problems),
    }
}

/// Opens a lab.
#[wasm_bindgen]
pub fn open(module: &str, strings: &str, options: &str) -> String {
    let module = match Module::parse("module.json", module) {
        Ok(module) => Rc::new(module),
        Err(found) => return problems(&found),
    };
    let options: Options = fields::parse(options, Limits::FILE).unwrap_or_default();
    let strings: Tables = tables(strings);
    let first = Opening::default();
    let opening = Opening {
        seed: options.seed.unwrap_or(first.seed),
        site: options.site.unwrap_or(first.site),
        profile: options.profile.unwrap_or(first.profile),
        mode: options.mode.and_then(|name| Mode::ALL.into_iter().find(|mode| mode.name() == name)),
    };
    let mut lab = match Lab::new(module, opening) {
        Ok(lab) => lab,
        Err(error) => {
            let problem = Problem {
                file: "module.json".into(),
                path: format!("systems.{}", error.path),
                line: 1,
                column: 1,
                key: "problem.bad_build",
                found: error.sentence.trim_end_matches('.').into(),
                expected: String::new(),
                nearest: String::new(),
                sentence: error.sentence,
            };
            return problems(&[problem]);
        }
    };
    // `path=quantity; path=quantity`: a wrong one is told by the page and changes nothing.
    let mut wrong = Vec::new();
    for pair in options.set.iter().flat_map(|s| s.split(';')).map(str::trim).filter(|p| !p.is_empty()) {
        let outcome = match pair.split_once('=') {
            Some((path, value)) => {
                lab.apply(Action::Set { path: path.trim().into(), value: value.trim().into() }, Source::Page)
            }
            None => Err(Refused::NotAQuantity { path: pair.into(), sentence: "write path=quantity.".into() }),
        };
        if let Err(why) = outcome {
            wrong.push(Refusal::new(&why, None));
        }
    }
    let instance = Instance {
        lab,
        book: Book::default(),
        strings,
        lang: options.lang.unwrap_or_else(|| "en".into()),
        camera: Camera::new(Rect::new(0.0, 0.0, 1.0, 1.0), 1.0, 1.0),
        canvases: [None, None],
        rings: Frame::default(),
    };
    let handle = LABS.with_borrow_mut(|(last, labs)| {
        *last += 1;
        labs.insert(*last, instance);
        *last
    });
    written(&Opened { handle, refused: wrong })
}

/// Forgets a lab.
#[wasm_bindgen]
pub fn close(handle: u32) {
    LABS.with_borrow_mut(|(_, labs)| labs.remove(&handle));
}

/// What the lab is.
#[wasm_bindgen]
pub fn describe(handle: u32) -> String {
    with(handle, "null".into(), |i| written(&Description::new(&i.lab)))
}

/// Does an action.
#[wasm_bindgen]
pub fn apply(handle: u32, action: &str, source: &str) -> String {
    let action: Action = match fields::parse(action, Limits::FILE) {
        Ok(action) => action,
        Err(error) => return refused(&impossible("refused.impossible", format!("This is no action: {error}."))),
    };
    let by = match source {
        "page" => Source::Page,
        "lesson" => Source::Lesson,
        _ => Source::Learner,
    };
    with(handle, "null".into(), |i| {
        let control = match &action {
            Action::Control { control, .. } => i.lab.module().controls.iter().find(|c| c.id == *control),
            Action::Set { path, .. } => i.lab.module().controls.iter().find(|c| c.target.path == *path),
            _ => None,
        };
        let unit = control.map(|c| c.unit.clone());
        // The workbench shows its parts' settings in the usual units.
        #[cfg(feature = "rigid")]
        let unit = unit.or_else(|| match &action {
            Action::Set { path, .. } if i.lab.arrangement().is_some() => {
                i.lab.get(path).ok().map(|value| super::usual(&value.unit))
            }
            _ => None,
        });
        let action = match action {
            // A finger reaches further than a record: what it takes is found on the picture that it touched.
            Action::Take { at, grip } if grip.is_empty() => {
                let camera = i.camera;
                let (scale, reach) = (camera.points_per_metre(), TOUCH / camera.pixels_per_metre());
                let frame = i.lab.frame().clone();
                let grip = i.lab.grip_at(&frame, DVec2::from(at), scale, reach).map(|g| g.id).unwrap_or_default();
                Action::Take { at, grip }
            }
            other => other,
        };
        let done = if action == Action::Step { i.lab.step_once(by) } else { i.lab.apply(action, by) };
        match done {
            Ok(()) => changed(i.lab.take_changes()),
            Err(why) => written(&Answer { refused: Some(Refusal::new(&why, unit.as_ref())), ..Answer::default() }),
        }
    })
}

/// Lets real seconds go by.
#[wasm_bindgen]
pub fn advance(handle: u32, seconds: f64) -> u32 {
    with(handle, 0, |i| i.lab.advance(seconds).0)
}

/// How things are now.
#[wasm_bindgen]
pub fn status(handle: u32) -> String {
    with(handle, "null".into(), |i| written(&Status::new(&mut i.lab)))
}

/// The notebook: `count` rows from the index `from`, and the graph that is seen (`*` for all, empty for none).
#[wasm_bindgen(js_name = notebook)]
pub fn notebook_view(handle: u32, from: u32, count: u32, graph: &str) -> String {
    with(handle, "null".into(), |i| {
        let Instance { lab, book, .. } = i;
        let window = Window { from: from as usize, count: count as usize, graph, depth: lab.undo_depth() };
        written(&book.view(&lab.module().notebook, lab.rows(), &|v| lab.value_of(v), window))
    })
}

/// Paints the stage.
#[wasm_bindgen]
pub fn paint(handle: u32, context: &Context, width: f64, height: f64, ratio: f64, look: &str) {
    let look: Look = fields::parse(look, Limits::FILE).unwrap_or_default();
    with(handle, (), |i| {
        if !look.lang.is_empty() {
            i.lang.clone_from(&look.lang);
        }
        let palette = Palette::new(theme(&look.theme));
        let Instance { lab, strings, lang, canvases, rings, .. } = i;
        let (grips, held) = (lab.grips(), lab.held());
        // On a workbench everything can be moved: that needs no telling.
        let builds = cfg!(feature = "rigid") && lab.module().systems.iter().any(|plan| plan.open);
        let frame = lab.frame();
        let world = match look.lens {
            Some([a, b, c, d]) => Rect::new(a, b, c, d),
            None => above(frame.world, width, height, look.margin_bottom),
        };
        let mut camera = Camera::new(world, width, height).aligned(Align::BOTTOM);
        camera.ratio = ratio;
        // A board of 4K is read from afar: its labels grow with it.
        camera.point = (width / 1280.0).clamp(1.0, 2.2);
        let table = |key: &str| find(strings, lang, key);
        let slot = &mut canvases[usize::from(look.lens.is_some())];
        if slot.as_ref().is_none_or(|(known, _)| known != context) {
            *slot = Some((context.clone(), Canvas::new(context.clone())));
        }
        rings.clear();
        if look.lens.is_none() {
            let point = 1.0 / camera.points_per_metre();
            for grip in &grips {
                let is = |id: &str| grip.id == id;
                let touch = if held.as_deref().is_some_and(is) {
                    Touch::Held
                } else if is(&look.grip) {
                    Touch::Focus
                } else if is(&look.hover) {
                    Touch::Hover
                } else if look.over && held.is_none() && !builds && grip.grip.motion != Motion::Button {
                    Touch::Rest
                } else {
                    continue;
                };
                if let Some(bounds) = hit::target_bounds(frame, grip.target) {
                    halo(&mut Pen::new(rings, 0), bounds, touch, point);
                }
            }
        }
        if let Some((_, canvas)) = slot {
            canvas.paint(&[frame, rings], &camera, &palette, &table);
        }
        if look.lens.is_none() {
            i.camera = camera;
        }
    });
}

/// A world made longer downwards, so that a camera leaves a strip of `margin` pixels at the lower edge.
fn above(world: Rect, width: f64, height: f64, margin: f64) -> Rect {
    // Half of the stage is the view's, whatever the page asks for.
    let margin = margin.clamp(0.0, height / 2.0);
    let scale = Camera::new(world, width, height - margin).pixels_per_metre();
    Rect { min: DVec2::new(world.min.x, world.min.y - margin / scale), ..world }
}

fn find(strings: &Tables, lang: &str, key: &str) -> Option<String> {
    strings.get(lang).and_then(|t| t.get(key)).cloned()
}

/// Grip under a point of the stage.
#[wasm_bindgen]
pub fn grip_at(handle: u32, x: f64, y: f64) -> String {
    with(handle, String::new(), |i| {
        let camera = i.camera;
        let at = camera.world_from_screen(DVec2::new(x, y));
        let (scale, reach) = (camera.points_per_metre(), TOUCH / camera.pixels_per_metre());
        let frame = i.lab.frame().clone();
        i.lab.grip_at(&frame, at, scale, reach).map(|g| g.id).unwrap_or_default()
    })
}

/// The workbench: what is offered and what stands there; `null` if there is none.
#[cfg(feature = "rigid")]
#[wasm_bindgen]
pub fn workbench(handle: u32) -> String {
    with(handle, "null".into(), |i| written(&super::Workbench::new(&i.lab)))
}

/// The arrangement of the workbench as text, for links and files.
#[cfg(feature = "rigid")]
#[wasm_bindgen]
pub fn arrangement(handle: u32) -> String {
    with(handle, String::new(), |i| i.lab.arrangement_text())
}

/// What a part has, with the values of now.
#[cfg(feature = "rigid")]
#[wasm_bindgen]
pub fn properties(handle: u32, part: &str) -> String {
    with(handle, "[]".into(), |i| written(&super::properties(&i.lab, part)))
}

/// World point under a point of the stage.
#[wasm_bindgen]
pub fn world_at(handle: u32, x: f64, y: f64) -> Vec<f64> {
    with(handle, vec![f64::NAN; 2], |i| i.camera.world_from_screen(DVec2::new(x, y)).to_array().to_vec())
}

/// Boxes of all grips on the stage.
#[wasm_bindgen]
pub fn grip_boxes(handle: u32) -> Vec<f64> {
    with(handle, Vec::new(), |i| {
        let camera = i.camera;
        let grips = i.lab.grips();
        let frame = i.lab.frame();
        grips
            .iter()
            .flat_map(|g| match hit::target_bounds(frame, g.target) {
                Some(r) => {
                    let (a, b) = (camera.screen_from_world(r.min), camera.screen_from_world(r.max));
                    [a.x, b.y, b.x - a.x, a.y - b.y]
                }
                None => [0.0; 4],
            })
            .collect()
    })
}

/// A channel of the live graph, `x` or `y`; `x:1` and `y:1` of a run before.
#[wasm_bindgen]
pub fn samples(handle: u32, channel: &str) -> Vec<f64> {
    with(handle, Vec::new(), |i| {
        let (channel, run) = channel.split_once(':').unwrap_or((channel, ""));
        let [x, y] = i.lab.samples_of(run.parse().unwrap_or_else(|_| i.lab.rows().run()));
        if channel == "x" { x } else { y }
    })
}

/// Value of a path, SI.
#[wasm_bindgen]
pub fn get(handle: u32, path: &str) -> f64 {
    with(handle, f64::NAN, |i| {
        if i.lab.module().hides(path) {
            return f64::NAN;
        }
        i.lab.get(path).map_or(f64::NAN, |v| v.si)
    })
}

/// The table as CSV.
#[wasm_bindgen]
pub fn csv(handle: u32, lang: &str) -> String {
    with(handle, String::new(), |i| {
        let lab = &i.lab;
        notebook::csv(&lab.module().notebook, lab.rows(), &|v| lab.value_of(v), &|key| find(&i.strings, lang, key))
    })
}

/// Everything that was done.
#[wasm_bindgen]
pub fn record(handle: u32) -> String {
    with(handle, "null".into(), |i| written(&i.lab.record()))
}

/// Runs a record in place of what the lab did.
#[wasm_bindgen(js_name = replay)]
pub fn replay_record(handle: u32, text: &str) -> String {
    let record = match Record::parse(text) {
        Ok(record) => record,
        Err(error) => return refused(&impossible("refused.no_recording", format!("This is no recording: {error}."))),
    };
    with(handle, "null".into(), |i| match replay(i.lab.opened().clone(), &record) {
        Ok(lab) => {
            i.lab = lab;
            i.book = Book::default();
            let hash = Some(format!("{:016x}", i.lab.hash()));
            written(&Answer { hash, changed: Some(Changes::REBUILT), ..Answer::default() })
        }
        Err(error) => refused(&impossible(error.key(), error.to_string())),
    })
}

/// Hash of the state.
#[wasm_bindgen]
pub fn hash(handle: u32) -> String {
    with(handle, String::new(), |i| format!("{:016x}", i.lab.hash()))
}

/// The exact state.
#[wasm_bindgen]
pub fn snapshot(handle: u32) -> Vec<u8> {
    with(handle, Vec::new(), |i| i.lab.snapshot())
}

/// Takes back what `snapshot` gave.
#[wasm_bindgen]
pub fn restore(handle: u32, bytes: &[u8]) -> String {
    with(handle, "null".into(), |i| match i.lab.restore(bytes) {
        Ok(()) => changed(i.lab.take_changes()),
        Err(bad) => refused(&impossible("refused.bad_snapshot", bad.to_string())),
    })
}

/// The stage as SVG.
#[wasm_bindgen(js_name = svg)]
pub fn svg_text(handle: u32, theme_name: &str, lang: &str) -> String {
    with(handle, String::new(), |i| {
        let Instance { lab, strings, .. } = i;
        let frame = lab.frame();
        let height = 720.0 * frame.world.height() / frame.world.width();
        let camera = Camera::new(frame.world, 720.0, height);
        svg(frame, &camera, &Palette::new(theme(theme_name)), &|key| find(strings, lang, key))
    })
}
