//! `gewu new`: a module begun as a copy of another.

use crate::arguments::{once, parse};
use gewu::module::Module;
use std::fs;
use std::path::Path;

/// Copies `simulations/<like>` to `simulations/<id>` and gives it its id.
pub fn run(words: &[String]) -> Result<bool, String> {
    let arguments = parse(words, &[once("--like", "the id of a module")])?;
    let id = arguments.one("the id of the new module")?;
    let like = arguments.value("--like").unwrap_or("pendulum");
    let folder = Path::new("simulations");
    let (from, to) = (folder.join(like), folder.join(id));
    if !from.join("module.json").is_file() {
        let known = crate::check::modules(folder);
        let known: Vec<&str> = known.iter().filter_map(|path| path.file_name()?.to_str()).collect();
        return Err(crate::arguments::unknown("module", like, &known));
    }
    if to.exists() {
        return Err(format!("{} is there already; take another id", to.display()));
    }
    let text = fs::read_to_string(from.join("module.json")).map_err(|error| format!("{}: {error}", from.display()))?;
    let text = text.replacen(&format!("\"id\": \"{like}\""), &format!("\"id\": \"{id}\""), 1);
    // The id is judged by the rules of modules, before anything is written.
    if let Err(problems) = Module::parse("module.json", &text)
        && let Some(problem) = problems.iter().find(|problem| problem.path == "id")
    {
        return Err(problem.sentence.clone());
    }
    copy(&from, &to).map_err(|error| format!("{}: {error}", to.display()))?;
    fs::write(to.join("module.json"), text).map_err(|error| format!("{}: {error}", to.display()))?;
    // Rubrics name the module that they judge.
    for entry in fs::read_dir(&to).into_iter().flatten().flatten() {
        let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
        if name.starts_with("rubric")
            && let Ok(mut text) = fs::read_to_string(&path)
        {
            for key in ["id", "applies_to"] {
                text = text.replacen(&format!("\"{key}\": \"{like}\""), &format!("\"{key}\": \"{id}\""), 1);
            }
            fs::write(&path, text).map_err(|error| format!("{}: {error}", path.display()))?;
        }
    }
    println!("{} is a copy of {like}; change it, then run: cargo gewu check {}", to.display(), to.display());
    Ok(true)
}

/// Copies what a writer writes; recordings and posters are made from the module itself.
fn copy(from: &Path, to: &Path) -> std::io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (path, name) = (entry.path(), entry.file_name());
        if path.is_dir() && name != "recordings" {
            copy(&path, &to.join(name))?;
        } else if path.is_file() && name != "poster.svg" {
            fs::copy(&path, to.join(name))?;
        }
    }
    Ok(())
}
