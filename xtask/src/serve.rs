//! `cargo xtask serve`: build, then show the pages. The server itself is `http.rs`.

use std::io::ErrorKind;

use crate::http::Server;
use crate::shell::{self, Outcome};
use crate::{dist, watch};

const PORT: u16 = 8000;

/// `cargo xtask serve`.
pub fn command(arguments: &[String]) -> Outcome {
    let (port, rest) = port(arguments)?;
    crate::only_known("serve", &rest, &["--port", "--fast", "--watch", "--no-build"])?;
    let has = |word: &str| rest.iter().any(|found| found == word);
    let speed = dist::speed(&rest);
    if !has("--no-build") {
        dist::build(speed)?;
    }
    let folder = shell::www().join("dist");
    if !folder.is_dir() {
        return Err("There is nothing to serve yet; run `cargo xtask build` first, or leave out --no-build.".into());
    }
    let server = Server::start(folder, port).map_err(|error| match error.kind() {
        ErrorKind::AddrInUse => format!(
            "Port {port} is in use; stop the other program, or run `cargo xtask serve --port {}`.",
            port.wrapping_add(1)
        ),
        _ => format!("Port {port} cannot be opened ({error}); try another with --port."),
    })?;
    println!("\nGewu is at {} (Ctrl+C ends it)", server.url());
    if has("--watch") {
        watch::rebuild(speed);
    }
    loop {
        std::thread::park();
    }
}

/// Takes `--port N` or `--port=N` out of the arguments.
fn port(arguments: &[String]) -> Outcome<(u16, Vec<String>)> {
    let mut port = PORT;
    let mut rest = Vec::new();
    let mut words = arguments.iter();
    while let Some(word) = words.next() {
        let text = match word.strip_prefix("--port") {
            Some("") => words.next().map(String::as_str).unwrap_or_default(),
            Some(text) if text.starts_with('=') => &text[1..],
            _ => {
                rest.push(word.clone());
                continue;
            }
        };
        port = text
            .parse()
            .map_err(|_| format!("--port takes a number from 1 to 65535, not `{text}`; for example --port {PORT}."))?;
    }
    Ok((port, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ports_are_read() {
        let read = |line: &str| port(&line.split_whitespace().map(str::to_owned).collect::<Vec<_>>());
        assert_eq!(read(""), Ok((8000, vec![])));
        assert_eq!(read("--fast --port 9000"), Ok((9000, vec!["--fast".into()])));
        assert_eq!(read("--port=9000 --fast"), Ok((9000, vec!["--fast".into()])));
        for wrong in ["--port", "--port x", "--port=99999"] {
            assert!(read(wrong).unwrap_err().contains("--port takes a number"), "{wrong}");
        }
    }
}
