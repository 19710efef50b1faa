//! Builds again when a source changes. Looks at the files once a second: no system interface
//! for this is the same everywhere, and the tree is small.

use std::fs;
use std::path::Path;
use std::thread;
use std::time::{Duration, SystemTime};

use crate::dist;
use crate::shell;
use crate::wasm::Speed;

const SOURCES: &[&str] = &["src", "simulations", "www/src", "www/static", "www/build.mjs", "Cargo.toml"];

/// Builds after every change, for ever. A build that fails says so and waits for the next change.
pub fn rebuild(speed: Speed) -> ! {
    let mut built = newest();
    loop {
        thread::sleep(Duration::from_secs(1));
        let now = newest();
        if now == built {
            continue;
        }
        built = now;
        match dist::build(speed) {
            Ok(()) => println!("Ready; load the page again."),
            Err(sentence) => eprintln!("{sentence}"),
        }
    }
}

/// The number of sources and the time of the latest change: a removed file counts as a change too.
fn newest() -> (usize, Option<SystemTime>) {
    let mut found = (0, None);
    for source in SOURCES {
        visit(&shell::root().join(source), &mut found);
    }
    found
}

fn visit(path: &Path, found: &mut (usize, Option<SystemTime>)) {
    let Ok(about) = fs::metadata(path) else {
        return;
    };
    if about.is_file() {
        found.0 += 1;
        found.1 = found.1.max(about.modified().ok());
    } else if let Ok(entries) = fs::read_dir(path) {
        entries.flatten().for_each(|entry| visit(&entry.path(), found));
    }
}
