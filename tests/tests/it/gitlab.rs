//! A self-managed GitLab group of any size, as much of it as connecting and listing needs.

use daicho_tests::{
    daicho::{Answer, Api},
    vendor_mock::{Received, Reply, VendorMock},
};
use serde_json::{Value, json};

/// How many members the group has and how the service cuts them into pages.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Group {
    pub(crate) members: usize,
    pub(crate) page: usize,
}

impl Group {
    pub(crate) fn pages(self) -> usize {
        self.members.div_ceil(self.page)
    }

    /// What GitLab answers to a request of the connector.
    pub(crate) fn answer(self, request: &Received) -> Reply {
        match request.path.as_str() {
            "/api/v4/user" => Reply::json(&json!({"id": 1, "username": "keeper"})),
            "/api/v4/groups/example" => Reply::json(&json!({"id": 7, "name": "Example", "full_path": "example"})),
            _ if lists_members(request) => self.page(request),
            path if path.starts_with("/api/v4/groups/example/") => Reply::json(&json!([])),
            _ => Reply::json(&json!({"error": "404 Not Found"})).with_status(404),
        }
    }

    fn page(self, request: &Received) -> Reply {
        let number = page_number(request);
        let start = (number - 1) * self.page;
        let end = (start + self.page).min(self.members);
        let reply = Reply::json(&(start..end).map(member).collect());
        if end == self.members { reply } else { reply.with_header("Link", &link_to_page(request, number + 1)) }
    }
}

/// A `Link` header that leads from this request to a page.
pub(crate) fn link_to_page(request: &Received, number: usize) -> String {
    let host = request.header("host").expect("a host");
    format!("<http://{host}{}?per_page=100&page={number}>; rel=\"next\"", request.path)
}

pub(crate) fn lists_members(request: &Received) -> bool {
    request.path == "/api/v4/groups/example/members/all"
}

/// The page that a list of members asks for, counted from one.
pub(crate) fn page_number(request: &Received) -> usize {
    request.parameter("page").and_then(|page| page.parse().ok()).unwrap_or(1)
}

fn member(number: usize) -> Value {
    json!({
        "id": number + 1,
        "username": format!("member{number}"),
        "name": format!("Member {number}"),
        "email": email(number),
        "state": "active",
        "access_level": if number == 0 { 50 } else { 30 },
        "created_at": "2026-01-01T00:00:00Z",
    })
}

pub(crate) fn email(number: usize) -> String {
    format!("member{number}@example.com")
}

/// The requests for pages of members, in order.
pub(crate) fn member_lists(service: &VendorMock) -> Vec<Received> {
    service.received().into_iter().filter(lists_members).collect()
}

/// Connects a workspace to the GitLab that answers at this address.
pub(crate) async fn connect(api: &Api, service: &VendorMock) -> Answer {
    let values = json!({"hostname": "gitlab.example.com", "group": "example", "token": "a-token-of-the-test"});
    api.connect("gitlab", &service.url, "access_token", values).await
}

/// Connects a workspace and waits until its first sync has ended; gives the workspace's id.
pub(crate) async fn connect_and_sync(api: &Api, service: &VendorMock) -> Value {
    let workspace = connect(api, service).await.expect(201)["id"].clone();
    assert_eq!(api.first_sync(&workspace).await["status"], "finished");
    workspace
}
