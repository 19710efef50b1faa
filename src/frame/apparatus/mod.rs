//! Apparatus: drawings shared by systems and instruments, true to scale in metres, lit from the upper left.
//! Not here: what the things do, and any choice of colour beyond roles.
//! Start with `stand` or `rule`; put a thing in place with `pen.at(pose, |pen| ..)`.

#[cfg(feature = "rigid")]
mod air_track;
mod balance;
mod ball;
mod beaker;
mod bench;
mod block;
mod cart;
mod cylinder;
mod dial;
#[cfg(feature = "rigid")]
mod drawing;
mod drop_weight;
mod dynamometer;
#[cfg(feature = "rigid")]
mod force_meter;
#[cfg(feature = "chemistry")]
pub mod glassware;
mod graduation;
mod hand;
mod incline;
#[cfg(feature = "rigid")]
mod lever;
mod micrometer;
mod object;
mod photogate;
mod plumb;
mod protractor;
mod pulley;
#[cfg(feature = "rigid")]
mod rotor;
mod rule;
mod screen;
mod segments;
#[cfg(test)]
mod sheet;
mod small;
mod spring;
mod stand;
mod stopwatch;
mod surface;
mod tape;
mod thermometer;
mod ticker;
mod track;
mod tray_balance;
mod u_tube;
mod vernier;
mod weight_set;
mod weights;

#[cfg(feature = "rigid")]
pub use air_track::{AirTrack, Glider, Plank, bars, flag, portal, slotted};
pub use balance::Balance;
pub use ball::{ball, bob};
pub use beaker::{Beaker, hotplate, liquid, rise};
pub use bench::{bench, room, shadow};
pub use block::Block;
pub use cart::{Runway, cart, metal_stop};
pub use cylinder::{Graduations, MeasuringCylinder, air_on, metal_block, stone, turn_knob};
pub use dial::Dial;
#[cfg(feature = "rigid")]
pub use drawing::{drawing_board, forearm, lead_pencil, pin_head};
pub use drop_weight::{drop_weight, pad};
pub use dynamometer::Dynamometer;
#[cfg(feature = "rigid")]
pub use force_meter::ForceMeter;
pub use hand::{hand, pull_ring};
pub use incline::Incline;
#[cfg(feature = "rigid")]
pub use lever::{Lever, level_plate, levelling_nut};
pub use micrometer::Micrometer;
pub use object::{cuboid, sheets, tube, wire};
pub use photogate::{Gate, Timer};
pub use plumb::plumb;
pub use protractor::{Protractor, Zero};
pub use pulley::pulley;
#[cfg(feature = "rigid")]
pub use rotor::{axle_plate, belt, crank, rotor_arm, stepped_wheel};
pub use rule::Rule;
pub use screen::Screen;
pub use segments::{Clock, digits};
pub use small::{hook, screw, thread};
pub use spring::Spring;
pub use stand::{Stand, arm, boss, clamp, foot};
pub use stopwatch::{ElectronicWatch, MechanicalWatch};
pub use surface::{Cover, surface};
pub use tape::Tape;
pub use thermometer::{Thermometer, height_on_stem, stem, torso};
pub use ticker::{PaperTape, Supply, counting_points, pencil, running_tape, tape_roll, ticker_timer};
pub use track::{stop, track};
pub use tray_balance::{TrayBalance, TrayGrips};
pub use u_tube::UTube;
pub use vernier::{Jaw, Thing, Vernier};
pub use weight_set::{Weight, WeightBox};
pub use weights::{hanger, hooked_masses};
