//! The browser and the fonts that the browser tests need: looked for, or installed by the
//! system's package manager where that is allowed without asking. Start at `ready`.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::shell::{self, Outcome};

const PROGRAMS: &[&str] = &[
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
    "/usr/bin/google-chrome-stable",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/// One package manager: what it calls the browser and the Chinese fonts, and how it installs.
struct Manager {
    program: &'static str,
    /// Run before the first install, where lists of packages may be stale or absent.
    refresh: Option<&'static [&'static str]>,
    install: &'static [&'static str],
    browser: &'static [&'static str],
    fonts: &'static [&'static str],
    as_root: bool,
}

static MANAGERS: &[Manager] = &[
    Manager {
        program: "apt-get",
        refresh: Some(&["update", "-q"]),
        install: &["install", "-q", "-y", "--no-install-recommends"],
        browser: &["chromium"],
        fonts: &["fontconfig", "fonts-noto-cjk"],
        as_root: true,
    },
    Manager {
        program: "dnf",
        refresh: None,
        install: &["install", "-y"],
        browser: &["chromium"],
        fonts: &["fontconfig", "google-noto-sans-cjk-fonts"],
        as_root: true,
    },
    Manager {
        program: "pacman",
        refresh: Some(&["-Sy", "--noconfirm"]),
        install: &["-S", "--noconfirm", "--needed"],
        browser: &["chromium"],
        fonts: &["fontconfig", "noto-fonts-cjk"],
        as_root: true,
    },
    Manager {
        program: "brew",
        refresh: None,
        install: &["install", "--cask"],
        browser: &["google-chrome"],
        fonts: &[],
        as_root: false,
    },
];

/// The browser to test with, installing it and the fonts first if they are missing.
pub fn ready() -> Outcome<PathBuf> {
    let has_fonts = fonts_found();
    match find()? {
        Some(browser) if has_fonts => return Ok(browser),
        found => install(found.is_none(), !has_fonts)?,
    }
    find()?.ok_or_else(|| missing(true, false))
}

/// The browser that is there: CHROMIUM first, then the usual places.
fn find() -> Outcome<Option<PathBuf>> {
    if let Some(path) = std::env::var_os("CHROMIUM").map(PathBuf::from) {
        return if path.is_file() {
            Ok(Some(path))
        } else {
            Err(format!(
                "CHROMIUM names {}, which is not a file; set it to a Chromium or Chrome, or unset it.",
                path.display()
            ))
        };
    }
    Ok(PROGRAMS.iter().map(PathBuf::from).find(|path| path.is_file()))
}

/// Without a Chinese font every Chinese label is a row of boxes, and layouts differ.
fn fonts_found() -> bool {
    if !cfg!(target_os = "linux") {
        return true;
    }
    shell::ask("fc-list", &[":lang=zh-cn", "family"]).is_some_and(|list| !list.is_empty())
}

fn install(browser: bool, fonts: bool) -> Outcome {
    let manager = MANAGERS.iter().find(|manager| on_path(manager.program)).ok_or_else(|| missing(browser, fonts))?;
    let mut packages: Vec<&str> = Vec::new();
    if browser {
        packages.extend(manager.browser);
    }
    if fonts {
        packages.extend(manager.fonts);
    }
    let names = packages.join(" ");
    if manager.as_root && !is_root() && !may_sudo() {
        let command = format!("sudo {} {} {names}", manager.program, manager.install.join(" "));
        return Err(format!("The browser tests need {names}; run `{command}` and start the tests again."));
    }
    println!("Installing {names}");
    let advice = format!(
        "{} could not install {names}; install a Chromium and a Chinese font by hand, and set CHROMIUM to the browser's path.",
        manager.program
    );
    if let Some(refresh) = manager.refresh {
        // A stale or partly unreachable list may still hold the packages: install decides.
        let _ = shell::run(privileged(manager).args(refresh), &advice);
    }
    shell::run(privileged(manager).args(manager.install).args(&packages), &advice)
}

fn privileged(manager: &Manager) -> Command {
    if !manager.as_root || is_root() {
        let mut command = Command::new(manager.program);
        command.env("DEBIAN_FRONTEND", "noninteractive");
        return command;
    }
    let mut command = Command::new("sudo");
    // sudo drops the environment, so `env` sets it on the other side.
    command.args(["-n", "env", "DEBIAN_FRONTEND=noninteractive", manager.program]);
    command
}

fn missing(browser: bool, fonts: bool) -> String {
    let what = match (browser, fonts) {
        (true, true) => "Chromium and a Chinese font (Noto Sans CJK)",
        (false, true) => "a Chinese font (Noto Sans CJK) and fontconfig",
        _ => "Chromium or Chrome",
    };
    format!(
        "The browser tests need {what}; install it, and set CHROMIUM to the browser's path if it is not in a usual place."
    )
}

fn is_root() -> bool {
    shell::ask("id", &["-u"]).as_deref() == Some("0")
}

fn may_sudo() -> bool {
    shell::ask("sudo", &["-n", "true"]).is_some()
}

fn on_path(program: &str) -> bool {
    let Some(path) = std::env::var_os("PATH") else {
        return false;
    };
    std::env::split_paths(&path).any(|folder| is_program(&folder.join(program)))
}

fn is_program(path: &Path) -> bool {
    path.is_file()
}
