//! Memory: after a warm-up, a step and a picture take nothing from the heap.

use gewu::lab::{Action, Lab, Opening, Source};
use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

/// Counts what this thread asks for; the tests of other threads are their own matter.
struct Counting;

thread_local! {
    static COUNT: Cell<u64> = const { Cell::new(0) };
}

// SAFETY: hands everything to the system's allocator; the counter itself takes no memory.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let _ = COUNT.try_with(|count| count.set(count.get() + 1));
        // SAFETY: the caller's promise is passed on.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, at: *mut u8, layout: Layout) {
        // SAFETY: the caller's promise is passed on.
        unsafe { System.dealloc(at, layout) }
    }

    unsafe fn realloc(&self, at: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        let _ = COUNT.try_with(|count| count.set(count.get() + 1));
        // SAFETY: the caller's promise is passed on.
        unsafe { System.realloc(at, layout, size) }
    }
}

#[global_allocator]
static COUNTING: Counting = Counting;

fn counted(act: impl FnOnce()) -> u64 {
    let before = COUNT.with(Cell::get);
    act();
    COUNT.with(Cell::get) - before
}

/// The contact solver is made anew for each step (`systems/motion/contact_world.rs` says why), so modules with
/// contacts are not held to this.
#[test]
fn a_step_and_a_picture_take_no_memory() {
    for id in ["pendulum", "spring-force", "projectile"] {
        let mut lab = Lab::new(crate::recordings::module(id), Opening::default()).unwrap();
        lab.apply(Action::Play, Source::Learner).unwrap();
        // The window of the live graph is full after that.
        for _ in 0..60 {
            lab.steps(200);
            lab.frame();
        }
        let steps = counted(|| lab.steps(200));
        let frames = counted(|| _ = lab.frame().items.len());
        assert_eq!((steps, frames), (0, 0), "{id}: allocations of 200 steps, and of a picture");
    }
}
