//! A WordPress from Debian's packages on a private MariaDB.

use std::{
    io::Write,
    path::Path,
    process::{Command, Stdio},
    time::Duration,
};

use nix::{sys::signal::Signal, unistd::geteuid};
use reqwest::Method;
use serde::Serialize;
use serde_json::{Value, json};

use crate::{
    http,
    places::setup,
    polling::eventually,
    program::{Folder, Program, free_port, run},
};

/// A WordPress whose only user is its administrator.
#[derive(Debug)]
pub struct Wordpress {
    server: Program,
    _database: Program,
    database_port: u16,
    pub url: String,
    pub administrator: &'static str,
    pub administrator_email: &'static str,
    /// What the administrator types to sign in.
    pub password: &'static str,
    /// An application password of the administrator, for the API.
    pub application_password: String,
}

/// A user as its administrator would enter it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct WordpressUser {
    pub login: String,
    pub email: String,
    pub display_name: String,
    pub role: &'static str,
}

impl WordpressUser {
    /// The user of this number: every seventh an administrator, the others of the four lesser roles in turn.
    pub fn numbered(number: usize) -> Self {
        let role = match number % 7 {
            0 => "administrator",
            1 => "editor",
            2 => "author",
            3 => "contributor",
            _ => "subscriber",
        };
        Self {
            login: format!("member{number:04}"),
            email: format!("member{number:04}@example.com"),
            display_name: format!("台帳 太郎 {number:04}"),
            role,
        }
    }
}

impl Wordpress {
    pub async fn start() -> Self {
        let (database, database_port) = start_database().await;

        let folder = Folder::new("wordpress");
        let site = folder.path().join("site");
        run(Command::new("cp").args(["-rL", "/usr/share/wordpress"]).arg(&site));
        std::fs::copy(setup().join("wordpress/wp-config.php"), site.join("wp-config.php")).expect("a configuration");

        let port = free_port();
        let url = format!("http://127.0.0.1:{port}");
        let mut php = php(&site, &url, database_port);
        php.args(["-S", &format!("127.0.0.1:{port}")]);
        let server = Program::start("wordpress", &php, folder, Signal::SIGTERM);

        let mut site = Self {
            server,
            _database: database,
            database_port,
            url,
            administrator: "keeper",
            administrator_email: "keeper@example.com",
            password: "a long and winding password",
            application_password: String::new(),
        };
        site.application_password =
            run(&mut site.manage(&["install", site.administrator, site.administrator_email, site.password]));
        site.server.answers(&site.url).await;
        site
    }

    /// Adds users, in one process.
    pub fn add(&self, users: &[WordpressUser]) {
        let mut adding = self.manage(&["add"]).stdin(Stdio::piped()).spawn().expect("php");
        let users = serde_json::to_vec(users).expect("users as JSON");
        adding.stdin.take().expect("an input").write_all(&users).expect("php reads the users");
        assert!(adding.wait().expect("the end of php").success(), "WordPress refuses the users");
    }

    pub fn delete(&self, user: &WordpressUser) {
        run(&mut self.manage(&["delete", &user.login]));
    }

    /// Has the list of users call its column of e-mail addresses otherwise, as an update or a plugin may.
    pub fn rename_the_column_of_addresses(&self, heading: &str) {
        self.add_plugin(
            "rename.php",
            &format!("<?php add_filter('manage_users_columns', fn($columns) => ['email' => '{heading}'] + $columns);"),
        );
    }

    /// Has the page that asks whether to delete a user lose its button.
    pub fn take_away_the_button_that_deletes(&self) {
        self.add_plugin(
            "no-button.php",
            "<?php add_action('admin_head-users.php', fn() => print('<style>#updateusers #submit {display: none}</style>'));",
        );
    }

    fn add_plugin(&self, file: &str, code: &str) {
        let plugins = self.server.folder().join("site/wp-content/mu-plugins");
        std::fs::create_dir_all(&plugins).expect("a folder of plugins");
        std::fs::write(plugins.join(file), code).expect("a plugin");
    }

    /// Publishes a post of a user; gives its number.
    pub async fn publish(&self, author: &WordpressUser, title: &str) -> Value {
        let users = self.ask(Method::GET, "/users?context=edit&per_page=100", None).await;
        let author = users.as_array().and_then(|users| users.iter().find(|user| user["email"] == author.email));
        let post = json!({"title": title, "status": "publish", "author": author.expect("the author")["id"]});
        self.ask(Method::POST, "/posts", Some(post)).await["id"].clone()
    }

    /// The e-mail address of a post's author.
    pub async fn author_of(&self, post: &Value) -> String {
        let author = self.ask(Method::GET, &format!("/posts/{post}"), None).await["author"].clone();
        let author = self.ask(Method::GET, &format!("/users/{author}?context=edit"), None).await;
        author["email"].as_str().expect("an address").to_owned()
    }

    async fn ask(&self, method: Method, path: &str, body: Option<Value>) -> Value {
        let request = http::client().request(method, format!("{}/wp-json/wp/v2{path}", self.url));
        let request = request.basic_auth(self.administrator, Some(&self.application_password));
        let request = match body {
            Some(body) => request.json(&body),
            None => request,
        };
        request.send().await.expect("an answer of WordPress").json().await.expect("JSON of WordPress")
    }

    /// How many requests have reached the site so far.
    pub fn requests(&self) -> usize {
        self.server.output().lines().filter(|line| line.contains(" Accepted")).count()
    }

    fn manage(&self, arguments: &[&str]) -> Command {
        let mut command = php(&self.server.folder().join("site"), &self.url, self.database_port);
        command.arg(setup().join("wordpress/manage.php")).args(arguments);
        command
    }
}

fn php(site: &Path, url: &str, database_port: u16) -> Command {
    let mut command = Command::new("php");
    command.args(["-d", "sendmail_path=/bin/true"]).current_dir(site);
    command.env("WORDPRESS_URL", url).env("WORDPRESS_DATABASE_PORT", database_port.to_string());
    command
}

async fn start_database() -> (Program, u16) {
    let folder = Folder::new("mariadb");
    let data = format!("--datadir={}", folder.path().join("data").display());
    let user = if geteuid().is_root() { &["--user=root"][..] } else { &[] };
    run(Command::new("mariadb-install-db")
        .args(["--no-defaults", "--auth-root-authentication-method=normal", "--skip-test-db", &data])
        .args(user));

    let port = free_port();
    let mut server = Command::new("mariadbd");
    server.args(["--no-defaults", "--bind-address=127.0.0.1", "--skip-log-bin", &format!("--port={port}"), &data]);
    server.args(["--innodb-flush-log-at-trx-commit=0", "--innodb-buffer-pool-size=32M"]).args(user);
    server.arg(format!("--socket={}", folder.path().join("socket").display()));
    let program = Program::start("mariadb", &server, folder, Signal::SIGKILL);
    let mut create = Command::new("mariadb");
    create.args(["--no-defaults", "-h", "127.0.0.1", "-P", &port.to_string(), "-u", "root"]);
    create.args(["-e", "CREATE DATABASE IF NOT EXISTS wordpress CHARACTER SET utf8mb4"]);
    eventually("MariaDB", Duration::from_secs(30), async || {
        create.output().is_ok_and(|output| output.status.success()).then_some(())
    })
    .await;
    (program, port)
}
