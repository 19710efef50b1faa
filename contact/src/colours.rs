//! Sorts the contacts of a step into colours, in each of which a body has at most one contact, and packs them by four.
//!
//! Contacts with what does not move come last, so that they have the last word. A body with more contacts than there
//! are colours gets blocks with a single contact in them.

use crate::body::Bodies;
use crate::lane::F4;
use crate::pairs::Pair;
use crate::solve::Block;

/// Colours between moved bodies, and again as many for contacts with what does not move.
const COLOURS: usize = 48;
/// All colours, and the one for the rest.
const ALL: usize = 2 * COLOURS + 1;

/// The contacts in the order in which they are solved.
#[derive(Default)]
pub(crate) struct Colours {
    pub ones: Vec<Block<1>>,
    pub twos: Vec<Block<2>>,
    /// For each colour in use, the ends of its part of both lists.
    pub ends: Vec<(usize, usize)>,
    /// Contacts with resistance to rolling: pair, whether it has two points, its block and lane.
    pub rolling: Vec<Rolling>,
    used: Vec<[u64; 2]>,
    of: Vec<(u32, u8)>,
    sorted: Vec<u32>,
}

/// Where a contact with resistance to rolling is.
#[derive(Clone, Copy)]
pub(crate) struct Rolling {
    pub pair: u32,
    pub bodies: [u32; 2],
    pub two: bool,
    pub block: usize,
    pub lane: usize,
    /// Lever arm, m.
    pub arm: f32,
    /// Inverse moments of inertia, 1/(kg m²).
    pub turn: [f32; 2],
    /// Spin of the second body less that of the first as the step began, rad/s.
    pub rate: f32,
    pub impulse: f32,
    pub sum: f32,
}

impl Rolling {
    /// Gives both bodies an angular impulse.
    pub fn give(&self, motion: &mut [F4], impulse: f32) {
        let [a, b] = self.bodies.map(|i| i as usize);
        motion[a] = motion[a].sub(F4::new(0.0, 0.0, self.turn[0] * impulse, 0.0));
        motion[b] = motion[b].add(F4::new(0.0, 0.0, self.turn[1] * impulse, 0.0));
    }

    /// Slows the turning of one over the other, as far as the lever arm of the normal impulse lets it.
    pub fn solve(&mut self, motion: &mut [F4], pressed: f32) {
        let spin = |i: u32| motion[i as usize].array()[2];
        let inverse = self.turn[0] + self.turn[1];
        let mass = if inverse > 0.0 { 1.0 / inverse } else { 0.0 };
        let most = self.arm * pressed;
        let wanted = self.impulse - mass * (self.rate + spin(self.bodies[1]) - spin(self.bodies[0]));
        let next = wanted.max(-most).min(most);
        self.give(motion, next - self.impulse);
        self.impulse = next;
    }
}

impl Colours {
    /// Sorts and packs the pairs that are solved.
    pub fn fill(&mut self, pairs: &[Pair], bodies: &Bodies, push: impl Fn(&Pair) -> f32) {
        self.used.clear();
        self.used.resize(bodies.len(), [0; 2]);
        self.of.clear();
        self.ones.clear();
        self.twos.clear();
        self.ends.clear();
        self.rolling.clear();
        // Slots 2c and 2c + 1 hold the contacts of colour c with one and with two points.
        let mut starts = [0u32; 2 * ALL + 1];
        for (at, pair) in pairs.iter().enumerate().filter(|(_, pair)| pair.solved) {
            let [i, j] = pair.bodies.map(|i| i as usize);
            let moved = [bodies.is_moved(i), bodies.is_moved(j)];
            let series = usize::from(!(moved[0] && moved[1]));
            let mut taken = 0;
            for (body, moved) in [(i, moved[0]), (j, moved[1])] {
                taken |= if moved { self.used[body][series] } else { 0 };
            }
            let free = (!taken).trailing_zeros() as usize;
            let colour = if free < COLOURS {
                for (body, moved) in [(i, moved[0]), (j, moved[1])] {
                    self.used[body][series] |= u64::from(moved) << free;
                }
                series * COLOURS + free
            } else {
                2 * COLOURS
            };
            let slot = 2 * colour + usize::from(pair.count > 1);
            starts[slot + 1] += 1;
            self.of.push((at as u32, slot as u8));
        }
        for slot in 0..2 * ALL {
            starts[slot + 1] += starts[slot];
        }
        let mut next = starts;
        self.sorted.clear();
        self.sorted.resize(self.of.len(), 0);
        for &(at, slot) in &self.of {
            self.sorted[next[usize::from(slot)] as usize] = at;
            next[usize::from(slot)] += 1;
        }
        for colour in 0..ALL {
            let part = |slot: usize| starts[slot] as usize..starts[slot + 1] as usize;
            let (ones, twos) = (part(2 * colour), part(2 * colour + 1));
            if ones.is_empty() && twos.is_empty() {
                continue;
            }
            let width = if colour == 2 * COLOURS { 1 } else { 4 };
            for members in self.sorted[ones].chunks(width) {
                self.ones.push(Block::new(four(members), pairs, bodies, &push));
            }
            for members in self.sorted[twos].chunks(width) {
                self.twos.push(Block::new(four(members), pairs, bodies, &push));
            }
            self.ends.push((self.ones.len(), self.twos.len()));
        }
        self.find_rolling(pairs, bodies);
    }

    fn find_rolling(&mut self, pairs: &[Pair], bodies: &Bodies) {
        let ones = self.ones.iter().enumerate().map(|(block, b)| (false, block, b.pairs));
        let twos = self.twos.iter().enumerate().map(|(block, b)| (true, block, b.pairs));
        for (two, block, members) in ones.chain(twos) {
            for (lane, &at) in members.iter().enumerate() {
                let Some(pair) = pairs.get(at as usize).filter(|pair| pair.material.rolling > 0.0) else { continue };
                self.rolling.push(Rolling {
                    pair: at,
                    bodies: pair.bodies,
                    two,
                    block,
                    lane,
                    arm: pair.material.rolling as f32,
                    turn: pair.bodies.map(|i| bodies.inv_inertia[i as usize] as f32),
                    rate: (bodies.spin[pair.bodies[1] as usize] - bodies.spin[pair.bodies[0] as usize]) as f32,
                    impulse: pair.rolling.0,
                    sum: 0.0,
                });
            }
        }
    }
}

fn four(members: &[u32]) -> [u32; 4] {
    let mut four = [u32::MAX; 4];
    for (to, from) in four.iter_mut().zip(members) {
        *to = *from;
    }
    four
}
