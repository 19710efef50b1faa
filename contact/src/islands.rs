//! Bodies that hang together by contacts that touch and by joints; what nothing moves joins nobody.

use crate::body::BodyId;
use crate::world::World;

fn root(parents: &mut [u32], mut i: u32) -> u32 {
    while parents[i as usize] != i {
        let above = parents[parents[i as usize] as usize];
        parents[i as usize] = above;
        i = above;
    }
    i
}

impl World {
    /// The islands of the last step: each by rising number of its bodies, in the order of their first.
    pub fn islands(&self) -> Vec<Vec<BodyId>> {
        let n = self.bodies.len() as u32;
        let mut parents: Vec<u32> = (0..n).collect();
        let touching = self.pairs.list.iter().filter(|pair| pair.touching).map(|pair| (pair.bodies[0], pair.bodies[1]));
        for (a, b) in touching.chain(self.rows.joined.iter().chain(&self.pins.joined).copied()) {
            if [a, b].iter().all(|&i| i < n && self.bodies.is_moved(i as usize)) {
                let (a, b) = (root(&mut parents, a), root(&mut parents, b));
                parents[a.max(b) as usize] = a.min(b);
            }
        }
        let mut islands: Vec<Vec<BodyId>> = Vec::new();
        let mut place = vec![usize::MAX; n as usize];
        for i in (0..n).filter(|&i| self.bodies.alive[i as usize] && self.bodies.is_moved(i as usize)) {
            let first = root(&mut parents, i) as usize;
            if place[first] == usize::MAX {
                place[first] = islands.len();
                islands.push(Vec::new());
            }
            islands[place[first]].push(BodyId(i));
        }
        islands
    }
}
