//! The contact solver as functions of plain numbers, so that a benchmark in Node can run it without any bindings.
//!
//! One world at a time is built by `begin`, `body`, `pin` and `spring`, and kept under a number. The names are exported
//! in wasm alone: natively, `read` and `end` mean something else to the system.

use gewu_contact::{BodyDef, BodyId, Coupling, Couplings, Filter, Material, Moment, Shape, World};
use glam::DVec2;
use std::cell::RefCell;

/// A pin: two bodies and the point in the axes of each.
struct Pin {
    bodies: [BodyId; 2],
    at: [DVec2; 2],
}

/// A spring between two centres.
struct Spring {
    bodies: [BodyId; 2],
    length: f64,
    stiffness: f64,
    damping: f64,
}

/// Pins and springs of a scene.
#[derive(Default)]
struct Joints {
    pins: Vec<Pin>,
    springs: Vec<Spring>,
}

impl Coupling for Joints {
    fn couple(&mut self, now: &Moment, out: &mut Couplings) {
        for pin in &self.pins {
            out.pin(pin.bodies[0], pin.at[0], pin.bodies[1], pin.at[1]);
        }
        for spring in &self.springs {
            let [a, b] = spring.bodies;
            let way = now.pose(b).place - now.pose(a).place;
            let length = way.length();
            if length > 0.0 {
                let along = way / length;
                let rate = (now.motion(b).0 - now.motion(a).0).dot(along);
                let force = along * (spring.stiffness * (length - spring.length) + spring.damping * rate);
                out.push(a, force, 0.0);
                out.push(b, -force, 0.0);
            }
        }
    }

    fn is_idle(&self) -> bool {
        self.pins.is_empty() && self.springs.is_empty()
    }
}

/// A scene that runs.
pub struct Scene {
    /// Its bodies and shapes.
    pub world: World,
    bodies: Vec<BodyId>,
    joints: Joints,
}

impl Scene {
    /// An empty scene; gravity along y, m/s².
    pub fn new(gravity: f64) -> Scene {
        Scene { world: World::new(DVec2::new(0.0, gravity)), bodies: Vec::new(), joints: Joints::default() }
    }

    /// Adds a body: x, y, angle, vx, vy, spin, mass, inertia (0 for a fixed body), radius (or 0), half lengths,
    /// friction, restitution, group (or 0). True if it was taken.
    pub fn body(&mut self, n: [f64; 14]) -> bool {
        let some = |x: f64| if x == 0.0 { f64::INFINITY } else { x };
        let def = BodyDef {
            place: DVec2::new(n[0], n[1]),
            angle: n[2],
            velocity: DVec2::new(n[3], n[4]),
            spin: n[5],
            mass: some(n[6]),
            inertia: some(n[7]),
        };
        let shape = if n[8] > 0.0 { Shape::disc(n[8]) } else { Shape::cuboid(DVec2::new(n[9], n[10])) };
        let material = Material { restitution: n[12], ..Material::rough(n[11]) };
        let filter = if n[13] == 0.0 { Filter::ALL } else { Filter { kinds: 2, meets: !2 } };
        let Ok(body) = self.world.insert_body(def) else { return false };
        self.bodies.push(body);
        self.world.insert_filtered(body, &shape, material, filter).is_ok()
    }

    /// One step.
    pub fn step(&mut self, dt: f64, substeps: usize) {
        self.world.step(dt, substeps, &mut self.joints);
    }

    /// FNV-1a over the bits of all places, angles and velocities.
    pub fn hash(&self) -> u64 {
        let mut hash = 0xcbf2_9ce4_8422_2325u64;
        for &body in &self.bodies {
            let (place, v) = (self.world.pose(body).place, self.world.velocity(body));
            for x in [place.x, place.y, self.world.angle(body), v.x, v.y, self.world.spin(body)] {
                for byte in x.to_bits().to_le_bytes() {
                    hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
                }
            }
        }
        hash
    }
}

thread_local! {
    static SCENES: RefCell<Vec<Option<Scene>>> = const { RefCell::new(Vec::new()) };
}

fn with<T: Default>(scene: u32, f: impl FnOnce(&mut Scene) -> T) -> T {
    SCENES.with_borrow_mut(|scenes| scenes.get_mut(scene as usize).and_then(Option::as_mut).map(f).unwrap_or_default())
}

/// A new scene and its number.
#[cfg_attr(target_arch = "wasm32", unsafe(no_mangle))]
pub extern "C" fn begin(gravity: f64) -> u32 {
    SCENES.with_borrow_mut(|scenes| {
        scenes.push(Some(Scene::new(gravity)));
        (scenes.len() - 1) as u32
    })
}

/// Lets a scene go.
#[cfg_attr(target_arch = "wasm32", unsafe(no_mangle))]
pub extern "C" fn end(scene: u32) {
    SCENES.with_borrow_mut(|scenes| {
        if let Some(scene) = scenes.get_mut(scene as usize) {
            *scene = None;
        }
    });
}

/// See [`Scene::body`].
#[cfg_attr(target_arch = "wasm32", unsafe(no_mangle))]
#[allow(clippy::too_many_arguments)] // numbers are what a wasm function takes without bindings
pub extern "C" fn body(
    scene: u32,
    x: f64,
    y: f64,
    angle: f64,
    vx: f64,
    vy: f64,
    spin: f64,
    mass: f64,
    inertia: f64,
    radius: f64,
    hx: f64,
    hy: f64,
    friction: f64,
    restitution: f64,
    group: f64,
) -> bool {
    with(scene, |s| s.body([x, y, angle, vx, vy, spin, mass, inertia, radius, hx, hy, friction, restitution, group]))
}

/// Holds two bodies together at a point of the world, m.
#[cfg_attr(target_arch = "wasm32", unsafe(no_mangle))]
pub extern "C" fn pin(scene: u32, a: u32, b: u32, x: f64, y: f64) {
    with(scene, |s| {
        let (Some(&a), Some(&b)) = (s.bodies.get(a as usize), s.bodies.get(b as usize)) else { return };
        let at = [a, b].map(|body| {
            let pose = s.world.pose(body);
            pose.turn.back(DVec2::new(x, y) - pose.place)
        });
        s.world.set_apart(a, b, true);
        s.joints.pins.push(Pin { bodies: [a, b], at });
    });
}

/// A spring between two bodies' centres: m, N/m, N s/m.
#[cfg_attr(target_arch = "wasm32", unsafe(no_mangle))]
pub extern "C" fn spring(scene: u32, a: u32, b: u32, length: f64, stiffness: f64, damping: f64) {
    with(scene, |s| {
        if let (Some(&a), Some(&b)) = (s.bodies.get(a as usize), s.bodies.get(b as usize)) {
            s.joints.springs.push(Spring { bodies: [a, b], length, stiffness, damping });
        }
    });
}

/// One step.
#[cfg_attr(target_arch = "wasm32", unsafe(no_mangle))]
pub extern "C" fn step(scene: u32, dt: f64, substeps: u32) {
    with(scene, |s| s.step(dt, substeps as usize));
}

/// A number of a body: place x, y, angle, velocity x, y, spin.
#[cfg_attr(target_arch = "wasm32", unsafe(no_mangle))]
pub extern "C" fn read(scene: u32, body: u32, which: u32) -> f64 {
    with(scene, |s| {
        let Some(&body) = s.bodies.get(body as usize) else { return f64::NAN };
        let (place, v) = (s.world.pose(body).place, s.world.velocity(body));
        [place.x, place.y, s.world.angle(body), v.x, v.y, s.world.spin(body)]
            .get(which as usize)
            .copied()
            .unwrap_or(f64::NAN)
    })
}

/// See [`Scene::hash`].
#[cfg_attr(target_arch = "wasm32", unsafe(no_mangle))]
pub extern "C" fn hash(scene: u32) -> u64 {
    with(scene, |s| s.hash())
}

#[cfg(test)]
mod tests {
    use super::Scene;

    /// The pyramid of `benches/motion/scenes.mjs`, by the same arithmetic.
    fn pyramid(rows: i32) -> Scene {
        let mut scene = Scene::new(-9.81);
        assert!(scene.body([0.0, -0.5, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 60.0, 0.5, 0.5, 0.0, 0.0]));
        let gyration = (0.5 * 0.5 + 0.5 * 0.5) / 3.0;
        for row in 0..rows {
            for i in 0..rows - row {
                let x = 1.05 * (f64::from(i) - f64::from(rows - row - 1) / 2.0);
                let y = f64::from(row) + 0.5;
                assert!(scene.body([x, y, 0.0, 0.0, 0.0, 0.0, 1.0, gyration, 0.0, 0.5, 0.5, 0.5, 0.0, 0.0]));
            }
        }
        scene
    }

    /// What this machine computes is what wasm computes: the benchmark compares its own builds with the same number.
    #[test]
    fn the_pyramid_has_the_known_bits() {
        let mut scene = pyramid(30);
        for _ in 0..300 {
            scene.step(1.0 / 60.0, 4);
        }
        let found = format!("{:016x}", scene.hash());
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../pyramid.hash");
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(file, format!("{found}\n")).unwrap();
        }
        let known = std::fs::read_to_string(file).unwrap();
        assert_eq!(found, known.trim(), "the solver computes something else; if it is meant to, test with UPDATE=1");
    }
}
