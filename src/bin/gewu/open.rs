//! A module from a folder or a file; its problems on the terminal.

use gewu::module::Module;
use std::path::{Path, PathBuf};

/// The file of a module that is named by its folder, its file, or its id in `simulations/`.
pub fn file_of(path: &str) -> PathBuf {
    let given = Path::new(path);
    let at_home = Path::new("simulations").join(path);
    let base = if !given.exists() && at_home.exists() { at_home } else { given.to_path_buf() };
    if base.is_dir() { base.join("module.json") } else { base }
}

/// Reads and checks a module; prints its problems and gives `None` if it has any.
pub fn open(path: &str) -> Result<Option<Module>, String> {
    let file = file_of(path);
    let text = std::fs::read_to_string(&file).map_err(|e| format!("{} cannot be read: {e}", file.display()))?;
    match Module::parse(&file.display().to_string(), &text) {
        Ok(module) => Ok(Some(module)),
        Err(problems) => {
            for problem in problems {
                eprintln!("{problem}");
            }
            Ok(None)
        }
    }
}
