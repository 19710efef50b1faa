//! Everything that a static host needs, in `www/dist`: wasm, the element, pages, modules.
//! What goes where is said in `www/build.mjs`; this file puts the steps in order.

use crate::shell::{self, Outcome};
use crate::wasm::{self, Speed};
use crate::{setup, sizes};

/// `cargo xtask build`.
pub fn command(arguments: &[String]) -> Outcome {
    crate::only_known("build", arguments, &["--fast"])?;
    build(speed(arguments))?;
    sizes::print()
}

/// The speed that the arguments ask for.
pub fn speed(arguments: &[String]) -> Speed {
    if arguments.iter().any(|word| word == "--fast") { Speed::Fast } else { Speed::Release }
}

/// Brings `www/dist` up to date, fetching the tools first if they are missing.
pub fn build(speed: Speed) -> Outcome {
    setup::for_build()?;
    println!("Building www/dist");
    wasm::build(speed)?;
    println!("  pages");
    bundle()
}

fn bundle() -> Outcome {
    shell::run(shell::node().arg("build.mjs"), "The pages could not be bundled; mend what is named above.")
}
