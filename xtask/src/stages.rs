//! The log of a test run: a heading and a duration for each stage, a count at the end.
//! Knows nothing of what the stages do; `test.rs` does.

use std::time::Instant;

use crate::shell::Outcome;

/// Runs stages one after another until one fails.
#[derive(Default)]
pub struct Stages {
    passed: u32,
    failure: Option<String>,
}

impl Stages {
    /// Runs a stage, unless an earlier one has failed.
    pub fn stage(&mut self, name: &str, run: impl FnOnce() -> Outcome) {
        if self.failure.is_some() {
            return;
        }
        println!("\n== {name}");
        let start = Instant::now();
        let outcome = run();
        let seconds = start.elapsed().as_secs_f64();
        match outcome {
            Ok(()) => {
                self.passed += 1;
                println!("-- {name}: passed in {seconds:.1} s");
            }
            Err(sentence) => {
                println!("-- {name}: failed after {seconds:.1} s");
                self.failure = Some(sentence);
            }
        }
    }

    /// Says that a stage was left out, and why. It counts neither as passed nor as failed.
    pub fn skip(&mut self, name: &str, why: &str) {
        if self.failure.is_none() {
            println!("\n== {name}\n-- {name}: left out, {why}");
        }
    }

    /// Says what to do about a failure, then the count: the last line of the run.
    pub fn finish(self) -> Outcome {
        if let Some(sentence) = &self.failure {
            println!("\n{sentence}");
        }
        println!("\n{}", self.summary());
        match self.failure {
            None => Ok(()),
            Some(_) => Err(String::new()),
        }
    }

    fn summary(&self) -> String {
        format!("{} passed, {} failed", self.passed, u32::from(self.failure.is_some()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_failure_ends_the_run() {
        let mut stages = Stages::default();
        let mut ran_three = false;
        stages.stage("one", || Ok(()));
        stages.skip("absent", "it is not there");
        stages.stage("two", || Err("Mend two.".into()));
        stages.stage("three", || {
            ran_three = true;
            Ok(())
        });
        assert_eq!(stages.summary(), "1 passed, 1 failed");
        assert!(!ran_three);
        assert_eq!(stages.finish(), Err(String::new()));
    }

    #[test]
    fn all_passed() {
        let mut stages = Stages::default();
        stages.stage("one", || Ok(()));
        stages.stage("two", || Ok(()));
        assert_eq!(stages.summary(), "2 passed, 0 failed");
        assert_eq!(stages.finish(), Ok(()));
    }
}
