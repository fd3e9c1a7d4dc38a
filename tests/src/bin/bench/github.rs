//! A GitHub organization of any size on loopback, answering as the REST and GraphQL APIs do.

use std::{
    net::TcpListener,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use actix_web::{App, HttpRequest, HttpResponse, HttpServer, web};
use serde::Deserialize;
use serde_json::{Value, json};

const PAGE: usize = 100;

/// Every n-th member has no second factor; every n-th is an owner.
const WITHOUT_SECOND_FACTOR: usize = 20;
const OWNERS: usize = 1_000;

pub(crate) struct GitHub {
    pub(crate) url: String,
    organization: Arc<Organization>,
}

/// How the mock behaves.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Shape {
    pub(crate) members: usize,
    /// Waited before each answer.
    pub(crate) latency: Duration,
    /// Without GraphQL a client has to ask for each member by itself.
    pub(crate) graphql: bool,
}

struct Organization {
    members: usize,
    latency: Duration,
    graphql: bool,
    requests: AtomicU64,
    url: String,
}

#[derive(Deserialize)]
struct MembersQuery {
    #[serde(default)]
    role: String,
    #[serde(default)]
    filter: String,
    #[serde(default)]
    page: Option<usize>,
}

impl GitHub {
    pub(crate) fn start(Shape { members, latency, graphql }: Shape) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let organization =
            Arc::new(Organization { members, latency, graphql, requests: AtomicU64::new(0), url: url.clone() });
        let served = Arc::clone(&organization);
        std::thread::spawn(move || {
            let server = HttpServer::new(move || {
                App::new()
                    .app_data(web::Data::from(Arc::clone(&served)))
                    .app_data(web::JsonConfig::default().content_type_required(false))
                    .route("/graphql", web::post().to(answer_query))
                    .route("/users/{login}", web::get().to(user))
                    .route("/orgs/{org}", web::get().to(organization_itself))
                    .route("/orgs/{org}/members", web::get().to(members_list))
                    .route("/user", web::get().to(viewer))
                    .default_service(web::get().to(empty_list))
            })
            .workers(1)
            .disable_signals()
            .listen(listener)
            .expect("a listener")
            .run();
            actix_web::rt::System::new().block_on(server).expect("the mock");
        });
        Self { url, organization }
    }

    /// How many requests were answered since this was asked last.
    pub(crate) fn requests_since(&self) -> u64 {
        self.organization.requests.swap(0, Ordering::Relaxed)
    }
}

impl Organization {
    async fn answering(&self) {
        self.requests.fetch_add(1, Ordering::Relaxed);
        if !self.latency.is_zero() {
            actix_web::rt::time::sleep(self.latency).await;
        }
    }

    /// The numbers of the members that a list asks for.
    fn selected(&self, query: &MembersQuery) -> Vec<usize> {
        (0..self.members)
            .filter(|number| match query.role.as_str() {
                "admin" => number % OWNERS == 0,
                "member" => number % OWNERS != 0,
                _ => true,
            })
            .filter(|number| query.filter != "2fa_disabled" || number % WITHOUT_SECOND_FACTOR == 0)
            .collect()
    }
}

fn login(number: usize) -> String {
    format!("member-{number:07}")
}

const NAMES: &[&str] = &[
    "田中 太郎",
    "佐藤 花子",
    "Ann Miller",
    "鈴木 一郎",
    "Nguyễn Minh",
    "高橋 さくら",
    "Okafor Adaeze",
    "山本 健太",
    "García Sofía",
    "渡辺 美咲",
    "中村 蓮",
    "Liam Brown",
    "小林 結衣",
    "加藤 直樹",
    "吉田 葵",
    "Emma Schmidt",
];

fn name(number: usize) -> String {
    format!("{} {number}", NAMES[number % NAMES.len()])
}

fn member(number: usize) -> Value {
    let login = login(number);
    let api = format!("https://api.github.com/users/{login}");
    json!({
        "login": login, "id": number + 1, "node_id": format!("U_{number:012}"),
        "avatar_url": format!("https://avatars.githubusercontent.com/u/{number}?v=4"), "gravatar_id": "",
        "url": api, "html_url": format!("https://github.com/{login}"), "followers_url": format!("{api}/followers"),
        "following_url": format!("{api}/following{{/other_user}}"), "gists_url": format!("{api}/gists{{/gist_id}}"),
        "starred_url": format!("{api}/starred{{/owner}}{{/repo}}"), "subscriptions_url": format!("{api}/subscriptions"),
        "organizations_url": format!("{api}/orgs"), "repos_url": format!("{api}/repos"),
        "events_url": format!("{api}/events{{/privacy}}"), "received_events_url": format!("{api}/received_events"),
        "type": "User", "site_admin": false
    })
}

async fn members_list(
    request: HttpRequest,
    organization: web::Data<Organization>,
    query: web::Query<MembersQuery>,
) -> HttpResponse {
    organization.answering().await;
    let selected = organization.selected(&query);
    let page = query.page.unwrap_or(1).max(1);
    let items: Vec<Value> = selected.iter().skip((page - 1) * PAGE).take(PAGE).map(|&number| member(number)).collect();
    let mut answer = HttpResponse::Ok();
    if page * PAGE < selected.len() {
        let others: Vec<String> = url::form_urlencoded::parse(request.query_string().as_bytes())
            .filter(|(name, _)| name != "page")
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let next = format!("{}{}?{}&page={}", organization.url, request.path(), others.join("&"), page + 1);
        answer.insert_header(("Link", format!("<{next}>; rel=\"next\"")));
    }
    answer.json(items)
}

async fn user(organization: web::Data<Organization>, login: web::Path<String>) -> HttpResponse {
    organization.answering().await;
    let number: usize = login.trim_start_matches("member-").parse().unwrap_or_default();
    let mut user = member(number);
    user["name"] = json!(name(number));
    user["email"] = json!(format!("{login}@example.com"));
    user["created_at"] = json!("2020-01-02T03:04:05Z");
    HttpResponse::Ok().json(user)
}

async fn answer_query(organization: web::Data<Organization>, query: web::Json<Value>) -> HttpResponse {
    organization.answering().await;
    if !organization.graphql {
        return HttpResponse::NotFound().json(json!({"message": "Not Found"}));
    }
    let after = query["variables"]
        .as_object()
        .and_then(|variables| {
            variables.values().find_map(|value| value.as_str()?.strip_prefix("cursor-")?.parse().ok())
        })
        .unwrap_or(0_usize);
    let end = (after + PAGE).min(organization.members);
    let edges: Vec<Value> = (after..end)
        .map(|number| {
            json!({
                "role": if number % OWNERS == 0 { "ADMIN" } else { "MEMBER" },
                "hasTwoFactorEnabled": number % WITHOUT_SECOND_FACTOR != 0,
                "node": {
                    "databaseId": number + 1, "login": login(number), "name": name(number),
                    "email": format!("{}@example.com", login(number)), "createdAt": "2020-01-02T03:04:05Z",
                    "organizationVerifiedDomainEmails": []
                }
            })
        })
        .collect();
    HttpResponse::Ok().json(json!({"data": {"organization": {
        "login": "acme", "name": "Acme", "databaseId": 1,
        "membersWithRole": {
            "totalCount": organization.members,
            "pageInfo": {"hasNextPage": end < organization.members, "endCursor": format!("cursor-{end}")},
            "edges": edges
        }
    }}}))
}

async fn organization_itself(organization: web::Data<Organization>) -> HttpResponse {
    organization.answering().await;
    HttpResponse::Ok().json(json!({"login": "acme", "id": 1, "name": "Acme", "two_factor_requirement_enabled": false}))
}

async fn viewer(organization: web::Data<Organization>) -> HttpResponse {
    organization.answering().await;
    HttpResponse::Ok().json(json!({"login": login(0), "id": 1}))
}

async fn empty_list(organization: web::Data<Organization>) -> HttpResponse {
    organization.answering().await;
    HttpResponse::Ok().json(json!([]))
}
