use gewu_contact::*;
use glam::DVec2;
fn main() {
    let nb: usize = std::env::args().nth(1).unwrap().parse().unwrap();
    let dt: f64 = std::env::args().nth(2).unwrap().parse().unwrap();
    let sub: usize = std::env::args().nth(3).unwrap().parse().unwrap();
    let mut w = World::new(DVec2::new(0.0, -9.81));
    let g = w.insert_body(BodyDef::fixed(DVec2::new(0.0, -0.5), 0.0)).unwrap();
    w.insert_shape(g, &Shape::cuboid(DVec2::new(50.0, 0.5)), Material::rough(0.5)).unwrap();
    let ids: Vec<_> = (0..nb).map(|i| {
        let b = w.insert_body(BodyDef::at(DVec2::new(0.0, 0.05 + 0.1 * i as f64), 10.0, 10.0 * 0.005 / 3.0)).unwrap();
        w.insert_shape(b, &Shape::cuboid(DVec2::splat(0.05)), Material::rough(0.5)).unwrap();
        b
    }).collect();
    for k in 0..6000 {
        w.step(dt, sub, &mut Uncoupled);
        if k < 12 || (k % 500) == 0 {
            for &b in &[ids[0], ids[nb-1]] {
            print!("{k} x {:.3e} y {:.6e} a {:.3e} v {:.3e} {:.3e} w {:.3e} | ", w.pose(b).place.x, w.pose(b).place.y, w.angle(b), w.velocity(b).x, w.velocity(b).y, w.spin(b));
            for c in w.touching(b) { print!(" n{} {:.3e}/{:.3e}", c.count, c.points[0].normal, c.points[1].normal); }
            println!();
            }
        }
    }
}
