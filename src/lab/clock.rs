//! The clock: real time to lab time to fixed steps (three clocks in one, after bevy_time). The host supplies elapsed
//! seconds and nothing else; how they are cut into frames never reaches the state.

/// Real seconds beyond which a frame counts as a pause of the page, not as time to catch up (avoids a death spiral).
const LONGEST_FRAME: f64 = 0.25;

/// Smallest and largest factor between lab time and real time.
pub const SPEEDS: (f64, f64) = (0.01, 64.0);

/// Counts fixed steps.
#[derive(Clone, Debug, PartialEq)]
pub struct Clock {
    /// Length of a step, s.
    pub step: f64,
    /// True while time stands.
    pub paused: bool,
    /// Lab seconds for a real second.
    pub speed: f64,
    /// Steps since the last reset.
    pub steps: u64,
    /// Steps since the lab was opened; never goes back.
    pub tick: u64,
    rest: f64,
}

impl Clock {
    /// A paused clock at zero.
    pub fn new(step: f64) -> Clock {
        Clock { step, paused: true, speed: 1.0, steps: 0, tick: 0, rest: 0.0 }
    }

    /// Lab time since the last reset, s.
    pub fn time(&self) -> f64 {
        self.steps as f64 * self.step
    }

    /// Steps to do for real seconds that have gone by.
    pub fn due(&mut self, real: f64) -> u64 {
        if self.paused || !real.is_finite() || real <= 0.0 {
            return 0;
        }
        self.rest += real.min(LONGEST_FRAME) * self.speed;
        let due = (self.rest / self.step).floor();
        self.rest -= due * self.step;
        due as u64
    }

    /// Share of a step that has gone by beyond the last one, 0 to 1; for drawing only.
    pub fn overstep(&self) -> f64 {
        (self.rest / self.step).clamp(0.0, 1.0)
    }

    /// Counts a step.
    pub fn tick(&mut self) {
        self.steps += 1;
        self.tick += 1;
    }

    /// Back to zero, standing; ticks go on.
    pub fn reset(&mut self) {
        self.steps = 0;
        self.paused = true;
        self.rest = 0.0;
    }

    /// Forgets the part of a step that had gone by, so that a pause starts cleanly.
    pub fn pause(&mut self) {
        self.paused = true;
        self.rest = 0.0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_of_any_length_give_the_same_steps() {
        for rate in [30.0, 60.0, 144.0] {
            let mut clock = Clock::new(0.002);
            clock.paused = false;
            let frames = (10.0 * rate) as u32;
            let steps: u64 = (0..frames).map(|_| clock.due(1.0 / rate)).sum();
            assert!((4999..=5000).contains(&steps), "{rate}: {steps}");
        }
    }

    #[test]
    fn a_long_frame_is_not_caught_up() {
        let mut clock = Clock::new(0.01);
        clock.paused = false;
        assert_eq!(clock.due(100.0), 25);
        assert_eq!(clock.due(f64::NAN), 0);
        assert_eq!(clock.due(-1.0), 0);
        clock.pause();
        assert_eq!(clock.due(1.0), 0);
    }
}
