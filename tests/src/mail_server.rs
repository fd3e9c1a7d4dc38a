//! A mail server that keeps every message it gets, and refuses some when the test says so.

use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::TcpListener,
    path::PathBuf,
    process::Command,
    sync::{Arc, Mutex, PoisonError},
    thread,
};

use rustls::{
    ServerConfig, ServerConnection, StreamOwned,
    pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject},
};
use tempfile::TempDir;

use crate::program::run;

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
        Self::listen("smtp", None)
    }

    /// Speaks TLS from the first byte, with this certificate.
    pub fn with_certificate(certificate: &Certificate) -> Self {
        Self::listen("smtps", Some(certificate.for_server()))
    }

    fn listen(scheme: &str, tls: Option<Arc<ServerConfig>>) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
        let url = format!("{scheme}://{}", listener.local_addr().expect("the address of a listener"));
        let server = Self { url, mails: Arc::default(), refusals: Arc::default() };
        let (mails, refusals) = (Arc::clone(&server.mails), Arc::clone(&server.refusals));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (mails, refusals, tls) = (Arc::clone(&mails), Arc::clone(&refusals), tls.clone());
                // Whoever hangs up early ends only this conversation.
                thread::spawn(move || match tls {
                    Some(tls) => {
                        let connection = ServerConnection::new(tls).expect("a TLS connection");
                        converse(StreamOwned::new(connection, stream), &mails, &refusals)
                    }
                    None => converse(stream, &mails, &refusals),
                });
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

/// A certificate for 127.0.0.1 that is its own authority.
#[derive(Debug)]
pub struct Certificate(TempDir);

impl Certificate {
    pub fn new() -> Self {
        let certificate = Self(tempfile::tempdir().expect("a folder"));
        let extensions = ["subjectAltName=IP:127.0.0.1", "basicConstraints=critical,CA:FALSE"];
        let mut openssl = Command::new("openssl");
        openssl.args(["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-noenc"]);
        openssl.args(["-days", "2", "-subj", "/CN=mail", "-addext", extensions[0], "-addext", extensions[1]]);
        run(openssl.arg("-keyout").arg(certificate.key()).arg("-out").arg(certificate.path()));
        certificate
    }

    /// What whoever trusts it has to know.
    pub fn path(&self) -> PathBuf {
        self.0.path().join("certificate.pem")
    }

    fn key(&self) -> PathBuf {
        self.0.path().join("key.pem")
    }

    fn for_server(&self) -> Arc<ServerConfig> {
        let chain = CertificateDer::from_pem_slice(&fs::read(self.path()).expect("the certificate"));
        let key = PrivateKeyDer::from_pem_slice(&fs::read(self.key()).expect("the key")).expect("a key");
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
        let config = config.expect("versions of TLS").with_no_client_auth();
        Arc::new(config.with_single_cert(vec![chain.expect("a certificate")], key).expect("a pair"))
    }
}

impl Default for Certificate {
    fn default() -> Self {
        Self::new()
    }
}

fn converse(stream: impl Read + Write, mails: &Mutex<Vec<Mail>>, refusals: &Mutex<usize>) -> std::io::Result<()> {
    let mut stream = BufReader::new(stream);
    let mut mail = Mail { from: String::new(), to: Vec::new(), text: String::new() };
    stream.get_mut().write_all(b"220 loopback\r\n")?;
    while let Some(line) = next_line(&mut stream)? {
        let command = line.to_ascii_uppercase();
        let reply = if command.starts_with("MAIL FROM:") {
            mail = Mail { from: address(&line), to: Vec::new(), text: String::new() };
            "250 ok"
        } else if command.starts_with("RCPT TO:") {
            mail.to.push(address(&line));
            "250 ok"
        } else if command == "DATA" {
            stream.get_mut().write_all(b"354 go on\r\n")?;
            while let Some(line) = next_line(&mut stream)?.filter(|line| line != ".") {
                mail.text.push_str(line.strip_prefix("..").map_or(&*line, |_| &line[1..]));
                mail.text.push('\n');
            }
            take(mail.clone(), mails, refusals)
        } else if command == "QUIT" {
            return stream.get_mut().write_all(b"221 bye\r\n");
        } else {
            "250 loopback"
        };
        stream.get_mut().write_all(format!("{reply}\r\n").as_bytes())?;
    }
    Ok(())
}

fn next_line(stream: &mut impl BufRead) -> std::io::Result<Option<String>> {
    let mut line = String::new();
    let read = stream.read_line(&mut line)?;
    Ok((read > 0).then(|| line.trim_end_matches(['\r', '\n']).to_owned()))
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
