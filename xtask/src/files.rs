//! From the path of a request to a file under the served folder, and its MIME type.
//! No sockets here. Nothing outside the folder can be named. Start at `locate`.

use std::fs;
use std::path::{Path, PathBuf};

/// What a request path stands for.
#[derive(Debug, PartialEq, Eq)]
pub enum Located {
    /// A file to send.
    File(PathBuf),
    /// A folder named without its final slash: relative links would break, so the reader is
    /// sent to this location, relative to the one asked for.
    Folder(String),
    /// No such file, or none that may be seen.
    Nothing,
}

/// Finds the file for a request target such as `/a%20b/?x=1` under `root`.
pub fn locate(root: &Path, target: &str) -> Located {
    let path = target.split(['?', '#']).next().unwrap_or_default();
    let Some(segments) = segments(path) else {
        return Located::Nothing;
    };
    let found = segments.iter().fold(root.to_owned(), |folder, segment| folder.join(segment));
    // Links that lead out of the folder are not followed.
    let (Ok(found), Ok(root)) = (fs::canonicalize(found), fs::canonicalize(root)) else {
        return Located::Nothing;
    };
    if !found.starts_with(&root) {
        return Located::Nothing;
    }
    if found.is_file() {
        // `page.html/` is not `page.html`.
        return if path.ends_with('/') { Located::Nothing } else { Located::File(found) };
    }
    if !path.ends_with('/') {
        let last = path.rsplit('/').next().unwrap_or_default();
        return Located::Folder(format!("./{last}/"));
    }
    let index = found.join("index.html");
    if index.is_file() { Located::File(index) } else { Located::Nothing }
}

/// The decoded names between the slashes, or nothing if one of them could climb or hide.
fn segments(path: &str) -> Option<Vec<String>> {
    let mut segments = Vec::new();
    for raw in path.strip_prefix('/')?.split('/') {
        let segment = decode(raw)?;
        let is_unsafe = segment.starts_with('.') || segment.contains(['/', '\\', ':', '\0']);
        if is_unsafe {
            return None;
        }
        if !segment.is_empty() {
            segments.push(segment);
        }
    }
    Some(segments)
}

/// Percent-decoding; nothing for a broken escape or for bytes that are not UTF-8.
fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(if byte == b'%' { digit(rest.next()?)? * 16 + digit(rest.next()?)? } else { byte });
    }
    String::from_utf8(bytes).ok()
}

fn digit(byte: u8) -> Option<u8> {
    (byte as char).to_digit(16).map(|digit| digit as u8)
}

/// The MIME type by the name's ending. wasm must be exact, or browsers will not stream it.
pub fn mime(path: &Path) -> &'static str {
    match path.extension().and_then(|ending| ending.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" | "map" => "application/json; charset=utf-8",
        "webmanifest" => "application/manifest+json; charset=utf-8",
        "md" => "text/markdown; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "svg" => "image/svg+xml; charset=utf-8",
        "wasm" => "application/wasm",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "zip" => "application/zip",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder with a few files, removed at the end.
    struct Site(PathBuf);

    impl Site {
        fn new(name: &str) -> Site {
            let root = std::env::temp_dir().join(format!("gewu-files-{}-{name}", std::process::id()));
            fs::create_dir_all(root.join("dist/a b/empty")).unwrap();
            fs::write(root.join("secret.txt"), "secret").unwrap();
            for file in ["index.html", "gewu.js", ".hidden", "a b/index.html"] {
                fs::write(root.join("dist").join(file), file).unwrap();
            }
            Site(fs::canonicalize(root).unwrap())
        }

        fn locate(&self, target: &str) -> Located {
            locate(&self.0.join("dist"), target)
        }
    }

    impl Drop for Site {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn files_and_folders_are_found() {
        let site = Site::new("found");
        for (target, file) in [
            ("/", "index.html"),
            ("/index.html", "index.html"),
            ("/gewu.js?v=1", "gewu.js"),
            ("//gewu.js", "gewu.js"),
            ("/a%20b/", "a b/index.html"),
            ("/a%20b/index.html", "a b/index.html"),
        ] {
            assert_eq!(site.locate(target), Located::File(site.0.join("dist").join(file)), "{target}");
        }
    }

    #[test]
    fn a_folder_without_slash_is_sent_on() {
        let site = Site::new("slash");
        assert_eq!(site.locate("/a%20b"), Located::Folder("./a%20b/".into()));
        assert_eq!(site.locate("//a%20b"), Located::Folder("./a%20b/".into()), "never to another host");
    }

    #[test]
    fn nothing_outside_or_hidden_is_found() {
        let site = Site::new("outside");
        for target in [
            "/../secret.txt",
            "/%2e%2e/secret.txt",
            "/..%2fsecret.txt",
            "/a%20b/../../secret.txt",
            "/..\\secret.txt",
            "/%5c..%5csecret.txt",
            "/.hidden",
            "/c:/secret.txt",
            "/gewu.js%00",
            "/gewu.js/",
            "/%zz",
            "/%f",
            "/%ff",
            "/a%20b/empty/",
            "/missing",
            "secret.txt",
            "",
        ] {
            assert_eq!(site.locate(target), Located::Nothing, "{target}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_link_that_leads_out_is_not_followed() {
        let site = Site::new("link");
        std::os::unix::fs::symlink(site.0.join("secret.txt"), site.0.join("dist/link.txt")).unwrap();
        assert_eq!(site.locate("/link.txt"), Located::Nothing);
    }

    #[test]
    fn types_by_ending() {
        for (name, expected) in [
            ("a.wasm", "application/wasm"),
            ("a.b.js", "text/javascript; charset=utf-8"),
            ("poster.svg", "image/svg+xml; charset=utf-8"),
            ("LICENSE", "application/octet-stream"),
        ] {
            assert_eq!(mime(Path::new(name)), expected, "{name}");
        }
    }
}
