//! A mail server that keeps every message it gets, and refuses some when the test says so.

use std::{
    io::{BufRead, BufReader, Write},
    net::{TcpListener, TcpStream},
    sync::{Arc, Mutex, PoisonError},
    thread,
};

/// An SMTP server on loopback.
#[derive(Debug)]
pub struct MailServer {
    pub url: String,
    mails: Arc<Mutex<Vec<Mail>>>,
    refusals: Arc<Mutex<usize>>,
}

#[derive(Debug, Clone)]
pub struct Mail {
    pub from: String,
    pub to: Vec<String>,
    /// Headers and body as they came.
    pub text: String,
}

impl MailServer {
    pub fn start() -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
        let url = format!("smtp://{}", listener.local_addr().expect("the address of a listener"));
        let server = Self { url, mails: Arc::default(), refusals: Arc::default() };
        let (mails, refusals) = (Arc::clone(&server.mails), Arc::clone(&server.refusals));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (mails, refusals) = (Arc::clone(&mails), Arc::clone(&refusals));
                // Whoever hangs up early ends only this conversation.
                thread::spawn(move || converse(&stream, &mails, &refusals));
            }
        });
        server
    }

    /// The next messages are turned away for now.
    pub fn refuse(&self, messages: usize) {
        *self.refusals.lock().unwrap_or_else(PoisonError::into_inner) = messages;
    }

    pub fn mails(&self) -> Vec<Mail> {
        self.mails.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

fn converse(stream: &TcpStream, mails: &Mutex<Vec<Mail>>, refusals: &Mutex<usize>) -> std::io::Result<()> {
    let mut lines = BufReader::new(stream).lines();
    let mut answer = stream;
    let mut mail = Mail { from: String::new(), to: Vec::new(), text: String::new() };
    answer.write_all(b"220 loopback\r\n")?;
    while let Some(line) = lines.next().transpose()? {
        let command = line.to_ascii_uppercase();
        let reply = if command.starts_with("MAIL FROM:") {
            mail = Mail { from: address(&line), to: Vec::new(), text: String::new() };
            "250 ok"
        } else if command.starts_with("RCPT TO:") {
            mail.to.push(address(&line));
            "250 ok"
        } else if command == "DATA" {
            answer.write_all(b"354 go on\r\n")?;
            while let Some(line) = lines.next().transpose()?.filter(|line| line != ".") {
                mail.text.push_str(line.strip_prefix("..").map_or(&*line, |_| &line[1..]));
                mail.text.push('\n');
            }
            take(mail.clone(), mails, refusals)
        } else if command == "QUIT" {
            return answer.write_all(b"221 bye\r\n");
        } else {
            "250 loopback"
        };
        answer.write_all(format!("{reply}\r\n").as_bytes())?;
    }
    Ok(())
}

fn take(mail: Mail, mails: &Mutex<Vec<Mail>>, refusals: &Mutex<usize>) -> &'static str {
    let mut refusals = refusals.lock().unwrap_or_else(PoisonError::into_inner);
    if *refusals > 0 {
        *refusals -= 1;
        return "451 not now";
    }
    mails.lock().unwrap_or_else(PoisonError::into_inner).push(mail);
    "250 taken"
}

fn address(line: &str) -> String {
    line.split(['<', '>']).nth(1).unwrap_or_default().to_owned()
}
