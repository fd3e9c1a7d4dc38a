//! A SCIM service of the test's own, which counts what it is asked for.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use daicho_tests::{
    daicho::{Answer, Api},
    vendor_mock::{Received, Reply, VendorMock},
};
use serde_json::{Value, json};

/// Its users, and how often each was created and deleted.
#[derive(Debug, Default)]
pub(crate) struct Ledger {
    users: BTreeMap<String, Value>,
    /// By address.
    pub(crate) created: BTreeMap<String, usize>,
    /// By id.
    pub(crate) deleted: BTreeMap<String, usize>,
}

#[derive(Debug)]
pub(crate) struct ScimService {
    pub(crate) mock: VendorMock,
    ledger: Arc<Mutex<Ledger>>,
}

/// What happens to a request before it is answered well.
type Fault = dyn Fn(&Received) -> Option<Reply> + Send + Sync;

impl ScimService {
    /// With users `user0@example.com` and so on, whose ids are their numbers.
    pub(crate) fn with_users(users: usize) -> Self {
        Self::with_faults(users, Duration::ZERO, Box::new(|_| None))
    }

    /// Answers after so long, and badly where `fault` says so.
    pub(crate) fn with_faults(users: usize, latency: Duration, fault: Box<Fault>) -> Self {
        let ledger = Arc::new(Mutex::new(Ledger::default()));
        for number in 0..users {
            hold(&ledger)
                .users
                .insert(number.to_string(), user(&number.to_string(), &format!("user{number}@example.com")));
        }
        let mock = VendorMock::start({
            let ledger = Arc::clone(&ledger);
            move |request| fault(request).unwrap_or_else(|| hold(&ledger).answer(request)).after(latency)
        });
        Self { mock, ledger }
    }

    pub(crate) fn ledger(&self) -> MutexGuard<'_, Ledger> {
        hold(&self.ledger)
    }

    pub(crate) fn emails(&self) -> Vec<String> {
        let ledger = self.ledger();
        ledger.users.values().filter_map(|user| user["userName"].as_str().map(str::to_owned)).collect()
    }

    pub(crate) fn remove(&self, id: &str) {
        self.ledger().users.remove(id);
    }

    /// Requests that change something.
    pub(crate) fn writes(&self) -> usize {
        self.mock.received().iter().filter(|request| request.method != "GET").count()
    }

    pub(crate) async fn connect(&self, api: &Api) -> Answer {
        let values = json!({"base_url": self.mock.url, "token": "a-token"});
        api.connect_with("scim", "bearer_token", values, json!({})).await
    }
}

fn hold(ledger: &Arc<Mutex<Ledger>>) -> MutexGuard<'_, Ledger> {
    ledger.lock().unwrap_or_else(PoisonError::into_inner)
}

fn user(id: &str, email: &str) -> Value {
    json!({"id": id, "userName": email, "displayName": format!("User {id}"), "active": true,
        "emails": [{"value": email, "primary": true}]})
}

impl Ledger {
    fn answer(&mut self, request: &Received) -> Reply {
        let id = request.path.strip_prefix("/Users/").unwrap_or_default();
        match request.method.as_str() {
            "GET" => self.page(request),
            "POST" => self.create(request),
            "DELETE" => {
                *self.deleted.entry(id.to_owned()).or_default() += 1;
                Reply::status(if self.users.remove(id).is_some() { 204 } else { 404 })
            }
            "PATCH" => match self.users.get_mut(id) {
                Some(user) => {
                    let body: Value = serde_json::from_str(&request.body).unwrap_or_default();
                    user["active"] = body["Operations"][0]["value"].clone();
                    Reply::json(user)
                }
                None => Reply::status(404),
            },
            _ => Reply::status(405),
        }
    }

    fn create(&mut self, request: &Received) -> Reply {
        let body: Value = serde_json::from_str(&request.body).unwrap_or_default();
        let email = body["emails"][0]["value"].as_str().unwrap_or_default().to_owned();
        *self.created.entry(email.clone()).or_default() += 1;
        let id = format!("new-{}", self.users.len() + self.created.len());
        let created = user(&id, &email);
        self.users.insert(id, created.clone());
        Reply::json(&created).with_status(201)
    }

    fn page(&self, request: &Received) -> Reply {
        let number =
            |name: &str, default| request.parameter(name).and_then(|text| text.parse().ok()).unwrap_or(default);
        let (start, count): (usize, usize) = (number("startIndex", 1), number("count", 100));
        let page: Vec<&Value> = self.users.values().skip(start.saturating_sub(1)).take(count).collect();
        Reply::json(
            &json!({"totalResults": self.users.len(), "startIndex": start, "itemsPerPage": page.len(), "Resources": page}),
        )
    }
}
