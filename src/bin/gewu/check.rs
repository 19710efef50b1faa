//! `gewu check`: every problem of modules, with file, line and column.

use crate::arguments::parse;
use gewu::assess::{Exam, Rubric};
use gewu::module::{Module, Problem, json, strings};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

const LOCALES: [&str; 2] = ["en", "zh"];
/// Files of a module besides `module.json` and the strings.
const FILES: [&str; 4] = ["lesson/en.md", "lesson/zh.md", "model.md", "validation.json"];

/// Checks folders or files and prints what is wrong.
pub fn run(words: &[String]) -> Result<bool, String> {
    let arguments = parse(words, &[])?;
    let mut paths: Vec<PathBuf> = arguments.rest.iter().map(PathBuf::from).collect();
    if paths.is_empty() {
        paths.push(PathBuf::from("simulations"));
    }
    let mut problems = Vec::new();
    let mut count = 0;
    for path in paths {
        if !path.exists() {
            return Err(format!("there is no {}", path.display()));
        }
        check_rubrics(&path.join("data/rubrics"), None, &mut problems);
        let exams = path.join("data/exams.json");
        if exams.is_file()
            && let Some(text) = read(&exams, &mut problems)
        {
            problems.extend(Exam::parse(&exams.display().to_string(), &text).err().unwrap_or_default());
        }
        let inner = if path.is_dir() && !path.join("module.json").is_file() { modules(&path) } else { vec![path] };
        for path in inner {
            count += 1;
            if path.is_dir() {
                check_folder(&path, &mut problems);
            } else if let Some(text) = read(&path, &mut problems) {
                check_text(&path, &text, &mut problems);
            }
        }
    }
    for problem in &problems {
        println!("{problem}");
    }
    let s = |n: usize| if n == 1 { "" } else { "s" };
    println!("{count} module{}, {} problem{}", s(count), problems.len(), s(problems.len()));
    Ok(problems.is_empty())
}

/// The module folders in a folder, sorted.
pub fn modules(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut folders: Vec<PathBuf> =
        entries.map(|entry| entry.path()).filter(|path| path.join("module.json").is_file()).collect();
    folders.sort();
    folders
}

fn check_folder(folder: &Path, problems: &mut Vec<Problem>) {
    let path = folder.join("module.json");
    let Some(text) = read(&path, problems) else { return };
    let module = check_text(&path, &text, problems);
    let name =
        folder.canonicalize().ok().and_then(|full| full.file_name().map(|name| name.to_string_lossy().into_owned()));
    if let (Some(module), Some(name)) = (&module, name)
        && module.id != name
    {
        let sentence = format!("the id is \"{}\", but the folder is \"{name}\"; make them the same", module.id);
        problems.push(whole(&path, "id", "problem.bad_id", &sentence));
    }
    for file in FILES {
        let path = folder.join(file);
        match read(&path, problems) {
            None => {}
            Some(text) if text.trim().is_empty() => {
                problems.push(whole(&path, "", "problem.missing_key", "the file is empty; write it"));
            }
            Some(text) if file.ends_with(".json") => {
                for fault in json::read(&text).faults {
                    let (line, column) = gewu::module::problem::place(&text, fault.span.start);
                    problems.push(Problem { line, column, ..whole(&path, "", fault.key, &fault.sentence) });
                }
            }
            Some(_) => {}
        }
    }
    // Without a module nobody knows which words are needed.
    let Some(module) = module else { return };
    check_rubrics(folder, Some(&module), problems);
    let words = strings::words(&module);
    let tables: Vec<(PathBuf, String)> = LOCALES
        .iter()
        .map(|locale| folder.join("strings").join(format!("{locale}.json")))
        .filter_map(|path| read(&path, problems).map(|text| (path, text)))
        .collect();
    let mut keys: Vec<BTreeSet<String>> = Vec::new();
    for (path, text) in &tables {
        let (own, found) = strings::check_table(&path.display().to_string(), text, &words);
        keys.push(own);
        problems.extend(found);
    }
    if let ([(first, first_text), (second, second_text)], [en, zh]) = (tables.as_slice(), keys.as_slice()) {
        problems.extend(strings::compare(&first.display().to_string(), first_text, en, zh, &words));
        problems.extend(strings::compare(&second.display().to_string(), second_text, zh, en, &words));
    }
}

/// Rubrics of a folder: `rubric.json` and its regional variants, or a library.
fn check_rubrics(folder: &Path, module: Option<&Module>, problems: &mut Vec<Problem>) {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let named = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        name.ends_with(".json") && (module.is_none() || name.starts_with("rubric"))
    };
    let mut paths: Vec<PathBuf> = entries.filter(named).collect();
    paths.sort();
    for path in paths {
        let Some(text) = read(&path, problems) else { continue };
        problems.extend(Rubric::parse(&path.display().to_string(), &text, module).err().unwrap_or_default());
    }
}

fn check_text(path: &Path, text: &str, problems: &mut Vec<Problem>) -> Option<Module> {
    match Module::parse(&path.display().to_string(), text) {
        Ok(module) => Some(module),
        Err(found) => {
            problems.extend(found);
            None
        }
    }
}

fn read(path: &Path, problems: &mut Vec<Problem>) -> Option<String> {
    match fs::read(path).map(String::from_utf8) {
        Ok(Ok(text)) => Some(text),
        Ok(Err(_)) => {
            problems.push(whole(path, "", "problem.syntax", "the file is not UTF-8; save it as UTF-8"));
            None
        }
        Err(_) => {
            problems.push(whole(path, "", "problem.missing_key", "the file is missing; write it"));
            None
        }
    }
}

/// A problem of a whole file.
fn whole(file: &Path, path: &str, key: &'static str, sentence: &str) -> Problem {
    Problem {
        file: file.display().to_string(),
        path: path.to_owned(),
        line: 1,
        column: 1,
        key,
        found: String::new(),
        expected: String::new(),
        nearest: String::new(),
        sentence: sentence.to_owned(),
    }
}
