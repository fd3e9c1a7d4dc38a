//! A loopback server that does exactly what a story needs, byte by byte where that matters.

use std::sync::{Arc, Mutex};
use std::time::Instant;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// The head of a request as it came, and when.
#[derive(Debug, Clone)]
pub(crate) struct Seen {
    pub(crate) at: Instant,
    pub(crate) line: String,
    pub(crate) head: String,
    pub(crate) body: String,
}

pub(crate) struct Server {
    pub(crate) port: u16,
    pub(crate) seen: Arc<Mutex<Vec<Seen>>>,
    task: tokio::task::JoinHandle<()>,
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Server {
    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    pub(crate) fn count(&self) -> usize {
        self.seen.lock().unwrap().len()
    }

    pub(crate) fn lines(&self) -> Vec<String> {
        self.seen.lock().unwrap().iter().map(|seen| seen.line.clone()).collect()
    }
}

/// What is written back; the connection closes after it.
pub(crate) enum Answer {
    Bytes(Vec<u8>),
    /// The bytes, then one more byte every few milliseconds without end.
    Trickle(Vec<u8>),
    /// The bytes, then the same block without end.
    Flood(Vec<u8>),
}

pub(crate) fn json(status: &str, headers: &str, body: &str) -> Answer {
    Answer::Bytes(
        format!("HTTP/1.1 {status}\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n{headers}\r\n{body}", body.len())
            .into_bytes(),
    )
}

/// Serves every request by what the story makes of its line (`GET /users?page=2`) and its number (0 is the first).
pub(crate) async fn serve(answer: impl Fn(&str, usize) -> Answer + Send + Sync + 'static) -> Server {
    serve_at("127.0.0.1", answer).await
}

pub(crate) async fn serve_at(address: &str, answer: impl Fn(&str, usize) -> Answer + Send + Sync + 'static) -> Server {
    let listener = TcpListener::bind((address, 0)).await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let seen = Arc::new(Mutex::new(Vec::new()));
    let (log, answer) = (Arc::clone(&seen), Arc::new(answer));
    let task = tokio::spawn(async move {
        loop {
            let Ok((stream, _)) = listener.accept().await else { continue };
            let (log, answer) = (Arc::clone(&log), Arc::clone(&answer));
            tokio::spawn(async move { speak(stream, &log, &*answer).await });
        }
    });
    Server { port, seen, task }
}

async fn speak(mut stream: TcpStream, log: &Mutex<Vec<Seen>>, answer: &(dyn Fn(&str, usize) -> Answer + Send + Sync)) {
    let mut head = Vec::new();
    let mut block = [0_u8; 4096];
    while !head.windows(4).any(|window| window == b"\r\n\r\n") {
        match stream.read(&mut block).await {
            Ok(read) if read > 0 => head.extend_from_slice(&block[..read]),
            _ => return,
        }
    }
    let start = head.windows(4).position(|window| window == b"\r\n\r\n").unwrap_or(head.len()) + 4;
    let mut body = head.split_off(start.min(head.len()));
    let head = String::from_utf8_lossy(&head).into_owned();
    let length = |line: &str| line.to_lowercase().strip_prefix("content-length: ")?.parse().ok();
    let announced = head.lines().find_map(length).unwrap_or(0);
    while body.len() < announced {
        match stream.read(&mut block).await {
            Ok(read) if read > 0 => body.extend_from_slice(&block[..read]),
            _ => return,
        }
    }
    let line = head.lines().next().unwrap_or_default().trim_end_matches(" HTTP/1.1").to_owned();
    let number = {
        let mut log = log.lock().unwrap();
        log.push(Seen {
            at: Instant::now(),
            line: line.clone(),
            head,
            body: String::from_utf8_lossy(&body).into_owned(),
        });
        log.len() - 1
    };
    match answer(&line, number) {
        Answer::Bytes(bytes) => {
            let _ = stream.write_all(&bytes).await;
        }
        Answer::Trickle(bytes) => {
            let _ = stream.write_all(&bytes).await;
            while stream.write_all(b" ").await.is_ok() {
                tokio::time::sleep(std::time::Duration::from_millis(10)).await;
            }
        }
        Answer::Flood(bytes) => {
            let _ = stream.write_all(&bytes).await;
            let block = vec![b' '; 64 * 1024];
            while stream.write_all(&block).await.is_ok() {}
        }
    }
    let _ = stream.shutdown().await;
}
