use gewu_contact::*;
use glam::DVec2;
fn main() {
    let a: Vec<f64> = std::env::args().skip(1).map(|x| x.parse().unwrap()).collect();
    let (rows, dt, sub) = (a[0] as usize, a[1], a[2] as usize);
    let mut w = World::new(DVec2::new(0.0, -9.81));
    let g = w.insert_body(BodyDef::fixed(DVec2::new(0.0, -0.5), 0.0)).unwrap();
    w.insert_shape(g, &Shape::cuboid(DVec2::new(60.0, 0.5)), Material::rough(0.5)).unwrap();
    let mut ids = vec![];
    for r in 0..rows { for i in 0..rows - r {
        let b = w.insert_body(BodyDef::at(DVec2::new(1.05 * (i as f64 - (rows - r - 1) as f64 / 2.0), r as f64 + 0.5), 1.0, 1.0 / 6.0)).unwrap();
        w.insert_shape(b, &Shape::cuboid(DVec2::splat(0.5)), Material::rough(0.5)).unwrap();
        ids.push(b);
    }}
    let top = *ids.last().unwrap();
    for k in 0..=600 {
        if k % 60 == 0 || k < 5 {
            let ke: f64 = ids.iter().map(|&b| 0.5 * w.velocity(b).length_squared() + w.spin(b).powi(2) / 12.0).sum();
            println!("{k} top {:.4} {:.5} a {:.2e} ke {:.3e} contacts {}", w.pose(top).place.x, w.pose(top).place.y, w.angle(top), ke, w.contacts().count());
        }
        w.step(dt, sub, &mut Uncoupled);
    }
}
