//! A static server on the standard library: one thread a connection, GET and HEAD.
//! For looking at the pages and for tests, not for the open internet. Start at `Server::start`.

use std::fs;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, UNIX_EPOCH};

use crate::files::{self, Located};

/// Browsers open connections ahead of need; one that stays silent is dropped after this.
const PATIENCE: Duration = Duration::from_secs(20);
const LONGEST_HEAD: u64 = 16 * 1024;

/// A server that runs until the program ends.
pub struct Server {
    port: u16,
}

impl Server {
    /// Serves `root` at this port of the own machine; port 0 takes any free one.
    pub fn start(root: PathBuf, port: u16) -> io::Result<Server> {
        let listener = TcpListener::bind(("127.0.0.1", port))?;
        let port = listener.local_addr()?.port();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let root = root.clone();
                // A connection that breaks off is the browser's business.
                thread::spawn(move || _ = converse(&stream, &root));
            }
        });
        Ok(Server { port })
    }

    /// Where the pages are.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}/", self.port)
    }
}

/// What a request asks for.
#[derive(Debug, Default)]
struct Request {
    method: String,
    target: String,
    if_none_match: String,
    close: bool,
}

fn converse(stream: &TcpStream, root: &Path) -> io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_nodelay(true)?;
    let mut reader = BufReader::new(stream);
    while let Some(request) = read_request(&mut reader)? {
        let answer = answer(&request, root);
        let mut writer = stream;
        writer.write_all(&answer)?;
        if request.close {
            break;
        }
    }
    Ok(())
}

/// The next request of the connection; nothing at its end.
fn read_request(reader: &mut impl BufRead) -> io::Result<Option<Request>> {
    let mut head = reader.take(LONGEST_HEAD);
    let mut line = String::new();
    if head.read_line(&mut line)? == 0 {
        return Ok(None);
    }
    let mut words = line.split_whitespace();
    let mut next = || words.next().unwrap_or_default().to_owned();
    let mut request = Request { method: next(), target: next(), close: next() != "HTTP/1.1", ..Request::default() };
    loop {
        line.clear();
        if head.read_line(&mut line)? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        let Some((name, value)) = line.split_once(':') else {
            break;
        };
        match name.to_ascii_lowercase().as_str() {
            "if-none-match" => request.if_none_match = value.trim().to_owned(),
            "connection" => request.close |= value.trim().eq_ignore_ascii_case("close"),
            // A body is not read, so what follows it could not be told from the next request.
            "content-length" | "transfer-encoding" => request.close = true,
            _ => {}
        }
    }
    Ok(Some(request))
}

fn answer(request: &Request, root: &Path) -> Vec<u8> {
    if request.method != "GET" && request.method != "HEAD" {
        return message(request, "405 Method Not Allowed", "allow: GET, HEAD\r\n", "Only GET and HEAD.\n");
    }
    match files::locate(root, &request.target) {
        Located::Folder(location) => {
            message(request, "301 Moved Permanently", &format!("location: {location}\r\n"), "")
        }
        Located::Nothing => message(request, "404 Not Found", "", "No such file.\n"),
        Located::File(path) => match read_file(&path) {
            Ok((etag, _)) if request.if_none_match == etag => {
                message(request, "304 Not Modified", &format!("etag: {etag}\r\ncache-control: no-cache\r\n"), "")
            }
            Ok((etag, body)) => {
                let headers = format!("content-type: {}\r\netag: {etag}\r\n", files::mime(&path));
                respond(request, "200 OK", &headers, &body)
            }
            Err(_) => message(request, "404 Not Found", "", "The file cannot be read.\n"),
        },
    }
}

/// A file and a tag that changes with it.
fn read_file(path: &Path) -> io::Result<(String, Vec<u8>)> {
    let body = fs::read(path)?;
    let changed = fs::metadata(path)?.modified()?.duration_since(UNIX_EPOCH).unwrap_or_default();
    Ok((format!("\"{:x}-{:x}\"", changed.as_nanos(), body.len()), body))
}

fn message(request: &Request, status: &str, headers: &str, text: &str) -> Vec<u8> {
    respond(request, status, &format!("content-type: text/plain; charset=utf-8\r\n{headers}"), text.as_bytes())
}

fn respond(request: &Request, status: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    // Any origin may read: pages of other hosts embed the element, and tests act as such a host.
    let mut answer = format!(
        "HTTP/1.1 {status}\r\n{headers}content-length: {}\r\ncache-control: no-cache\r\naccess-control-allow-origin: *\r\nx-content-type-options: nosniff\r\n{}\r\n",
        body.len(),
        if request.close { "connection: close\r\n" } else { "" },
    )
    .into_bytes();
    if request.method != "HEAD" {
        answer.extend_from_slice(body);
    }
    answer
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The files of xtask itself serve as a site.
    fn ask(request: &str) -> String {
        let mut reader = request.as_bytes();
        let request = read_request(&mut reader).unwrap().unwrap();
        String::from_utf8(answer(&request, Path::new(env!("CARGO_MANIFEST_DIR")))).unwrap()
    }

    #[test]
    fn answers_by_status() {
        for (request, status) in [
            ("GET /Cargo.toml HTTP/1.1\r\n\r\n", "200 OK"),
            ("GET /src HTTP/1.1\r\n\r\n", "301 Moved"),
            ("GET /src/ HTTP/1.1\r\n\r\n", "404 Not"),
            ("GET /../Cargo.toml HTTP/1.1\r\n\r\n", "404 Not"),
            ("POST /Cargo.toml HTTP/1.1\r\n\r\n", "405 Method"),
        ] {
            assert!(ask(request).starts_with(&format!("HTTP/1.1 {status}")), "{request}");
        }
    }

    #[test]
    fn head_has_the_length_but_no_body() {
        let length = fs::metadata(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml")).unwrap().len();
        let answer = ask("HEAD /Cargo.toml HTTP/1.1\r\n\r\n");
        assert!(answer.contains(&format!("content-length: {length}\r\n")), "{answer}");
        assert!(answer.ends_with("\r\n\r\n"), "{answer}");
    }

    #[test]
    fn an_unchanged_file_is_not_sent_again() {
        let first = ask("GET /Cargo.toml HTTP/1.1\r\n\r\n");
        let etag = first.split("etag: ").nth(1).unwrap().split("\r\n").next().unwrap();
        let again = ask(&format!("GET /Cargo.toml HTTP/1.1\r\nIf-None-Match: {etag}\r\n\r\n"));
        assert!(again.starts_with("HTTP/1.1 304"), "{again}");
    }

    #[test]
    fn a_connection_serves_several_requests() {
        let server = Server::start(PathBuf::from(env!("CARGO_MANIFEST_DIR")), 0).unwrap();
        let mut stream = TcpStream::connect(("127.0.0.1", server.port)).unwrap();
        stream.write_all(b"HEAD /Cargo.toml HTTP/1.1\r\n\r\nHEAD /x HTTP/1.1\r\nConnection: close\r\n\r\n").unwrap();
        let mut answers = String::new();
        stream.read_to_string(&mut answers).unwrap();
        assert!(answers.contains("200 OK") && answers.contains("404 Not Found"), "{answers}");
    }
}
