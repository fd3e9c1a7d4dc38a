//! A service that answers as the test tells it to, well or badly.

use std::{
    io,
    net::TcpListener,
    sync::{Arc, Mutex, PoisonError},
    thread,
    time::{Duration, Instant},
};

use actix_web::{
    App, HttpRequest, HttpResponse, HttpServer,
    body::SizedStream,
    dev::ServerHandle,
    http::StatusCode,
    rt::{System, time::sleep},
    web::{self, Bytes},
};
use futures::{StreamExt, stream};
use serde_json::Value;
use url::Url;

/// An HTTP server on loopback that keeps every request it got.
#[derive(Debug)]
pub struct VendorMock {
    pub url: String,
    server: ServerHandle,
    received: Arc<Mutex<Vec<Received>>>,
}

/// A request that the server got.
#[derive(Debug, Clone)]
pub struct Received {
    /// Counted from zero.
    pub number: usize,
    pub at: Instant,
    pub method: String,
    pub path: String,
    pub query: Vec<(String, String)>,
    pub headers: Vec<(String, String)>,
    pub body: String,
}

impl Received {
    /// The first query parameter of this name.
    pub fn parameter(&self, name: &str) -> Option<&str> {
        value_of(&self.query, name)
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        value_of(&self.headers, name)
    }
}

fn value_of<'a>(pairs: &'a [(String, String)], name: &str) -> Option<&'a str> {
    pairs.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
}

/// What the server answers to one request.
#[derive(Debug, Clone)]
pub struct Reply {
    status: u16,
    headers: Vec<(String, String)>,
    after: Duration,
    body: Body,
}

#[derive(Debug, Clone)]
enum Body {
    Whole(Bytes),
    /// The first half of these bytes, then the connection is cut.
    Half(Bytes),
    /// These bytes, then this chunk again and again, without end.
    Endless(Bytes, Bytes),
}

impl Reply {
    pub fn json(value: &Value) -> Self {
        Self::of("application/json", Body::Whole(value.to_string().into()))
    }

    pub fn html(page: &str) -> Self {
        Self::of("text/html; charset=utf-8", Body::Whole(page.to_owned().into()))
    }

    /// A file that a browser stores under this name.
    pub fn file(name: &str, bytes: Vec<u8>) -> Self {
        let reply = Self::of("application/octet-stream", Body::Whole(bytes.into()));
        reply.with_header("Content-Disposition", &format!("attachment; filename=\"{name}\""))
    }

    /// A file that never ends.
    pub fn endless_file(name: &str) -> Self {
        let block = Bytes::from(vec![b'x'; 64 * 1024]);
        let reply = Self::of("application/octet-stream", Body::Endless(Bytes::new(), block));
        reply.with_header("Content-Disposition", &format!("attachment; filename=\"{name}\""))
    }

    /// Leads to another address.
    pub fn redirect(location: &str) -> Self {
        Self::html("").with_status(303).with_header("Location", location)
    }

    /// A page that begins well and never ends.
    pub fn endless_html(start: &str) -> Self {
        Self::of("text/html; charset=utf-8", Body::Endless(start.to_owned().into(), Bytes::from_static(b"<!-- -->\n")))
    }

    pub fn xml(document: &str) -> Self {
        Self::of("text/xml", Body::Whole(document.to_owned().into()))
    }

    /// JSON that breaks off in the middle.
    pub fn half_of(value: &Value) -> Self {
        Self::of("application/json", Body::Half(value.to_string().into()))
    }

    /// JSON that begins well and never ends: `start`, then `item` for ever.
    pub fn endless(start: &str, item: &str) -> Self {
        let chunk = item.repeat(64 * 1024 / item.len());
        Self::of("application/json", Body::Endless(start.to_owned().into(), chunk.into()))
    }

    /// An empty answer with this status.
    pub fn status(status: u16) -> Self {
        Self::of("application/json", Body::Whole(Bytes::new())).with_status(status)
    }

    #[must_use]
    pub fn with_status(self, status: u16) -> Self {
        Self { status, ..self }
    }

    #[must_use]
    pub fn with_header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Keeps the caller waiting first.
    #[must_use]
    pub fn after(self, after: Duration) -> Self {
        Self { after, ..self }
    }

    fn of(content_type: &str, body: Body) -> Self {
        let headers = vec![("Content-Type".to_owned(), content_type.to_owned())];
        Self { status: 200, headers, after: Duration::ZERO, body }
    }

    fn into_response(self) -> HttpResponse {
        let mut response = HttpResponse::build(StatusCode::from_u16(self.status).expect("a status"));
        for header in self.headers {
            response.append_header(header);
        }
        match self.body {
            Body::Whole(bytes) => response.body(bytes),
            Body::Half(bytes) => {
                let length = bytes.len() as u64;
                let half = bytes.slice(..bytes.len() / 2);
                let pieces = stream::iter([Ok(half)]).chain(stream::once(async {
                    // The half leaves only when the server has nothing else to do.
                    sleep(Duration::from_millis(20)).await;
                    Err(io::Error::other("cut"))
                }));
                response.body(SizedStream::new(length, Box::pin(pieces)))
            }
            Body::Endless(start, chunk) => {
                let first = stream::iter([Ok::<_, io::Error>(start)]);
                response.streaming(first.chain(stream::repeat_with(move || Ok(chunk.clone()))))
            }
        }
    }
}

type Answering = dyn Fn(&Received) -> Reply + Send + Sync;

struct Service {
    answer: Box<Answering>,
    received: Arc<Mutex<Vec<Received>>>,
}

impl VendorMock {
    /// Starts a server that answers each request with what `answer` makes of it.
    pub fn start(answer: impl Fn(&Received) -> Reply + Send + Sync + 'static) -> Self {
        let received = Arc::default();
        let service = web::Data::new(Service { answer: Box::new(answer), received: Arc::clone(&received) });
        let app = move || App::new().app_data(service.clone()).default_service(web::to(respond));
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
        let url = format!("http://{}", listener.local_addr().expect("the address of a listener"));
        let (handle, started) = std::sync::mpsc::channel();
        thread::spawn(move || {
            System::new().block_on(async {
                let server =
                    HttpServer::new(app).workers(1).disable_signals().listen(listener).expect("a server").run();
                handle.send(server.handle()).expect("the test waits");
                server.await
            })
        });
        Self { url, server: started.recv().expect("the server starts"), received }
    }

    /// The requests so far, in the order they came.
    pub fn received(&self) -> Vec<Received> {
        self.received.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Drop for VendorMock {
    fn drop(&mut self) {
        drop(self.server.stop(false));
    }
}

async fn respond(request: HttpRequest, body: Bytes, service: web::Data<Service>) -> HttpResponse {
    let received = {
        let mut all = service.received.lock().unwrap_or_else(PoisonError::into_inner);
        let received = record(all.len(), &request, &body);
        all.push(received.clone());
        received
    };
    let reply = (service.answer)(&received);
    sleep(reply.after).await;
    reply.into_response()
}

fn record(number: usize, request: &HttpRequest, body: &Bytes) -> Received {
    let address = Url::parse("http://localhost").and_then(|base| base.join(&request.uri().to_string()));
    let headers = request.headers().iter();
    Received {
        number,
        at: Instant::now(),
        method: request.method().to_string(),
        path: request.path().to_owned(),
        query: address.expect("a request's address").query_pairs().into_owned().collect(),
        headers: headers
            .map(|(name, value)| (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned()))
            .collect(),
        body: String::from_utf8_lossy(body).into_owned(),
    }
}
