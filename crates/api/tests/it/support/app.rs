use std::rc::Rc;
use std::sync::Arc;

use actix_web::body::MessageBody;
use actix_web::dev::ServiceResponse;
use actix_web::test::{self, TestRequest};
use actix_web::web;
use async_trait::async_trait;
use daicho_api::server::{Metrics, Readiness};
use daicho_api::{ApiSettings, AppState};
use daicho_connectors::notification::{MailSettings, MessengerSettings, Messengers, SLACK_API};
use daicho_connectors::transport::{OpenNetworks, SystemResolver, TransportSettings};
use daicho_connectors::{ConnectorEngine, EngineConfig, ManifestCatalogue, ManifestWorkbench};
use daicho_domain::access::{
    ApiKeys, FirstAdmin, Invitations, NewOrganization, Pairings, Passwords, SessionLimits, Sessions, SetUp, Users,
};
use daicho_domain::automation::Automations;
use daicho_domain::catalogue::OwnConnectors;
use daicho_domain::error::StoreError;
use daicho_domain::integration::{AssistedSyncs, Connect, Dances};
use daicho_domain::offboarding::Offboardings;
use daicho_domain::operation::Operations;
use daicho_domain::organization::{Language, Organizations};
use daicho_persistence::access::Access;
use daicho_persistence::account::SqlAccounts;
use daicho_persistence::alert::SqlAlerts;
use daicho_persistence::automation::SqlAutomations;
use daicho_persistence::catalogue::SqlCatalogue;
use daicho_persistence::directory::SqlDirectoryStore;
use daicho_persistence::integration::SqlIntegration;
use daicho_persistence::notification::SqlNotifications;
use daicho_persistence::offboarding::SqlOffboardings;
use daicho_persistence::operation::SqlOperations;
use daicho_persistence::queue::Wake;
use daicho_persistence::vault::{KeySource, Vault};
use daicho_persistence::{Database, DatabaseSettings, organization};
use futures::future::LocalBoxFuture;
use secrecy::SecretString;
use serde_json::json;
use tempfile::TempDir;

use super::client::{Client, Received};

/// The password of everybody.
pub const PASSWORD: &str = "correct horse battery staple";

type Service = dyn Fn(TestRequest) -> LocalBoxFuture<'static, Received>;

/// The whole API on a database of its own, without a network.
#[derive(Clone)]
pub struct TestApp {
    pub state: web::Data<AppState>,
    pub service: Rc<Service>,
    _folder: Rc<TempDir>,
}

/// An organization with somebody of each role.
pub struct TestOrganization {
    pub id: i64,
    pub admin: Client,
    pub member: Client,
    pub essential: Client,
    pub key: Client,
    pub admin_email: String,
}

#[derive(Debug)]
struct Always;

#[async_trait]
impl Readiness for Always {
    async fn check(&self) -> Result<(), StoreError> {
        Ok(())
    }
}

impl TestApp {
    pub async fn start() -> Self {
        Self::start_at("http://daicho.test").await
    }

    pub async fn start_at(public_url: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}?mode=rwc", folder.path().join("daicho.db").display());
        let database = Database::connect(&DatabaseSettings::new(url, 4)).await.unwrap();
        database.migrate().await.unwrap();
        let key = KeySource::Value(SecretString::from("ab".repeat(32)));
        let vault = Vault::open_with(database.clone(), key).await.unwrap();
        let state = web::Data::new(state(&database, &vault, public_url));
        let service = service(state.clone()).await;
        Self { state, service, _folder: Rc::new(folder) }
    }

    pub fn anonymous(&self) -> Client {
        Client::anonymous(self.clone())
    }

    pub async fn organization(&self, name: &str, domain: &str) -> TestOrganization {
        let new = NewOrganization::checked(name, domain, Language::En, "Asia/Tokyo").unwrap();
        let admin_email = format!("admin@{domain}");
        let admin = FirstAdmin {
            name: "Aoi Admin".to_owned(),
            email: admin_email.clone(),
            password: SecretString::from(PASSWORD),
        };
        let admin = self.state.set_up.add_organization(new, admin).await.unwrap();
        let id = admin.organization_id.0;
        let (_, key) = self.state.api_keys.make(admin.organization_id, admin.id, "tests").await.unwrap();
        let admin = self.anonymous().signed_in(&admin_email).await.within(id);
        let member = admin.invited("member", &format!("member@{domain}")).await;
        let essential = admin.invited("essential", &format!("essential@{domain}")).await;
        let key = self.anonymous().with_key(key.expose()).within(id);
        TestOrganization { id, admin, member, essential, key, admin_email }
    }
}

impl Client {
    /// Somebody who signs in with the password of everybody.
    pub async fn signed_in(&self, email: &str) -> Client {
        let answer = self.post("/session", json!({"email": email, "password": PASSWORD})).await;
        assert_eq!(answer.status, 200, "{:?}", answer.body);
        self.with_cookies_of(&answer)
    }

    /// A new colleague who has accepted the invitation.
    pub async fn invited(&self, role: &str, email: &str) -> Client {
        let invited = self.post("/users", json!({"email": email, "name": "New", "role": role})).await.expect(201);
        let link = invited["invitationLink"].as_str().unwrap().to_owned();
        let token = link.rsplit('/').next().unwrap();
        let accepted = json!({"name": "New Colleague", "password": PASSWORD});
        let outside = self.outside();
        let answer = outside.post(&format!("/invitations/{token}"), accepted).await;
        assert_eq!(answer.status, 200, "{:?}", answer.body);
        let colleague = outside.with_cookies_of(&answer);
        match self.organization() {
            Some(id) => colleague.within(id),
            None => colleague,
        }
    }
}

fn state(database: &Database, vault: &Vault, public_url: &str) -> AppState {
    let access = Arc::new(Access::new(database.clone(), vault.clone()));
    let passwords = Passwords::default();
    let additions = Arc::new(SqlCatalogue::new(database.clone()));
    let catalogue = Arc::new(ManifestCatalogue::shipped().with_own(additions.clone()));
    let engine = ConnectorEngine::with(catalogue.clone(), loopback(), Arc::new(SystemResolver)).unwrap();
    let engine = Arc::new(engine);
    let integration = Arc::new(SqlIntegration::new(database.clone(), vault.clone(), Wake::default()));
    let connect = Connect {
        catalogue: catalogue.clone(),
        connector: engine.clone(),
        reader: engine.clone(),
        workspaces: integration.clone(),
        syncs: integration.clone(),
    };
    let assisted_syncs = AssistedSyncs {
        reader: engine.clone(),
        workspaces: integration.clone(),
        syncs: integration.clone(),
        credentials: integration.clone(),
    };
    let url = public_url.parse().unwrap();
    let notifications = Arc::new(SqlNotifications::new(database.clone(), vault.clone(), Wake::default(), url));
    let redirect_uri = format!("{public_url}/api/v1/oauth/callback").parse().unwrap();
    let workbench = Arc::new(ManifestWorkbench::new(loopback(), Arc::new(SystemResolver)));
    let accounts = Arc::new(SqlAccounts::new(database.clone()));
    let directory = Arc::new(SqlDirectoryStore::new(database.clone()));
    let operations = Operations {
        store: Arc::new(SqlOperations::new((*integration).clone())),
        accounts: accounts.clone(),
        workspaces: integration.clone(),
        directory: directory.clone(),
        organizations: Arc::new(organization::Organizations::new(database.clone())),
        catalogue: catalogue.clone(),
        connector: engine.clone(),
        credentials: integration.clone(),
    };
    let offboardings = Offboardings {
        store: Arc::new(SqlOffboardings::new(database.clone(), Wake::default())),
        operations: operations.clone(),
        users: access.clone(),
    };
    AppState {
        own_connectors: OwnConnectors::new(additions.clone(), workbench, catalogue.clone()),
        service_requests: additions,
        catalogue,
        automations: Automations {
            store: Arc::new(SqlAutomations::new(database.clone(), Wake::default())),
            offboardings: offboardings.clone(),
            notifications: notifications.clone(),
        },
        offboardings,
        operations,
        dances: Dances { connect: connect.clone(), authorizer: engine, store: integration.clone(), redirect_uri },
        connect,
        assisted_syncs,
        workspaces: integration.clone(),
        syncs: integration.clone(),
        integration_log: integration,
        accounts,
        alerts: Arc::new(SqlAlerts::new(database.clone())),
        notifications,
        messenger: Arc::new(messengers()),
        settings: ApiSettings { public_url: public_url.parse().unwrap(), pdf_font: None },
        readiness: Arc::new(Always),
        set_up: SetUp::new(access.clone(), passwords.clone()),
        sessions: Sessions::new(access.clone(), passwords.clone(), SessionLimits::default()),
        invitations: Invitations::new(access.clone(), passwords),
        users: Users::new(access.clone()),
        api_keys: ApiKeys::new(access.clone()),
        pairings: Pairings::new(access.clone(), access),
        directory,
        organizations: Organizations::new(Arc::new(organization::Organizations::new(database.clone()))),
    }
}

/// Mail would go to a server that does not listen.
fn messengers() -> Messengers {
    let transport = loopback().transport;
    let mail = MailSettings { server: SecretString::from("smtp://127.0.0.1:9"), from: "daicho@example.com".to_owned() };
    let settings = MessengerSettings { transport, slack_api: SLACK_API.parse().unwrap(), mail: Some(mail) };
    Messengers::new(settings, Arc::new(SystemResolver)).unwrap()
}

/// Services of the tests are on loopback.
fn loopback() -> EngineConfig {
    let open_networks = OpenNetworks::new(vec!["127.0.0.0/8".parse().unwrap()]);
    EngineConfig { transport: TransportSettings { open_networks, ..Default::default() }, ..Default::default() }
}

async fn service(state: web::Data<AppState>) -> Rc<Service> {
    let service = Rc::new(test::init_service(daicho_api::application(state, Metrics::detached(), |_| {})).await);
    Rc::new(move |request| {
        let service = Rc::clone(&service);
        Box::pin(async move { received(test::call_service(&*service, request.to_request()).await).await })
    })
}

async fn received(response: ServiceResponse<impl MessageBody>) -> Received {
    let status = response.status().as_u16();
    let headers = response.headers().clone();
    let cookies = response.response().cookies().map(actix_web::cookie::Cookie::into_owned).collect();
    let body = test::read_body(response).await.to_vec();
    Received { status, headers, cookies, body }
}
