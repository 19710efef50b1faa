//! What is at rest stays there.

use crate::*;
use gewu_contact::Uncoupled;

#[test]
fn a_stack_of_ten_boxes_does_not_creep_in_a_minute() {
    for (dt, substeps) in [(1.0 / 60.0, 4), (0.002, 2)] {
        let mut world = world();
        put_ground(&mut world, 0.0, Material::rough(0.5));
        let half = v(0.05, 0.05);
        let boxes: Vec<_> =
            (0..10).map(|i| put_box(&mut world, v(0.0, 0.05 + 0.1 * f64::from(i)), 0.0, half, Material::rough(0.5))).collect();
        let steps = (60.0 / dt) as usize;
        let mut settled = Vec::new();
        for step in 0..steps {
            world.step(dt, substeps, &mut Uncoupled);
            if step == steps / 60 {
                settled = boxes.iter().map(|&b| (world.pose(b).place, world.angle(b))).collect();
            }
        }
        for (i, (&b, (place, angle))) in boxes.iter().zip(&settled).enumerate() {
            let moved = world.pose(b).place - *place;
            assert!(moved.length() < 1e-4, "{i}: {moved:?}");
            assert!(world.pose(b).place.x.abs() < 1e-4, "{i}: {:?}", world.pose(b).place);
            assert!((world.angle(b) - angle).abs() < 1e-4);
            assert!((world.pose(b).place.y - (0.05 + 0.1 * i as f64)).abs() < 1e-3, "{i}: {:?}", world.pose(b).place);
            assert!(world.velocity(b).length() < 1e-6, "{i}: {:?}", world.velocity(b));
        }
    }
}
