//! A service without an API: pages to sign in on and a list of members, as kind or as difficult as a test wants it.

use std::fmt::Write;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use encoding_rs::SHIFT_JIS;
use totp_rs::{Algorithm, Secret, TOTP};

use crate::vendor_mock::{Received, Reply, VendorMock};

/// The login that the site knows.
pub const LOGIN: &str = "keeper@example.com";
pub const PASSWORD: &str = "correct horse battery";

/// Members on a page, unless the site has others.
const PAGE: usize = 20;
/// What the form carries along; without it the site refuses to sign anybody in.
const CSRF: &str = "c5f-9d1e";

/// Where the members are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum List {
    /// A table with a control for the next page.
    #[default]
    Paged,
    /// A list that grows when it is scrolled to its end.
    Scrolled,
    /// A button that gives a file in Shift_JIS.
    Exported,
}

/// What the site is like.
#[derive(Debug, Clone, Default)]
pub struct Traits {
    pub members: usize,
    pub page_size: Option<usize>,
    pub list: List,
    /// Asks for a code of this secret after the password.
    pub one_time_code: Option<&'static str>,
    /// A notice lies over the page until it is closed.
    pub notice: bool,
    /// The columns stand in another order on every page.
    pub moving_columns: bool,
    /// After so many pages of members the session ends, once.
    pub expires_after: Option<usize>,
    /// What is shown instead of the page after signing in.
    pub after_sign_in: Option<&'static str>,
    /// What is added to every page.
    pub extra: String,
    /// How long it takes to answer for a change, which is made at once, and to give the rows of a list that grows.
    pub delay: Duration,
}

/// Every change that was asked of the site, as often as it was; by e-mail address.
#[derive(Debug, Default)]
pub struct Changes {
    /// Address, name and role.
    pub invited: Vec<[String; 3]>,
    pub suspended: Vec<String>,
    pub removed: Vec<String>,
}

#[derive(Debug)]
pub struct MemberSite {
    pub service: VendorMock,
    changes: Arc<Mutex<Changes>>,
}

impl MemberSite {
    pub fn start(traits: Traits) -> Self {
        let lists = AtomicUsize::new(0);
        let changes = Arc::new(Mutex::new(Changes::default()));
        let kept = Arc::clone(&changes);
        Self { service: VendorMock::start(move |request| traits.answer(request, &lists, &kept)), changes }
    }

    pub fn url(&self) -> &str {
        &self.service.url
    }

    pub fn changes(&self) -> MutexGuard<'_, Changes> {
        held(&self.changes)
    }
}

fn held(changes: &Mutex<Changes>) -> MutexGuard<'_, Changes> {
    changes.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Traits {
    fn answer(&self, request: &Received, lists: &AtomicUsize, changes: &Mutex<Changes>) -> Reply {
        let session = request.header("cookie").unwrap_or_default();
        let is_in = session.contains("session=in");
        match (request.method.as_str(), request.path.as_str()) {
            ("GET", "/login") => self.page("Sign in", &sign_in_form("")),
            ("POST", "/login") => self.sign_in(request),
            ("POST", "/code") => self.check_code(request),
            ("GET", "/code") if session.contains("session=half") => self.page("One more step", &code_form("")),
            ("GET", "/home") if is_in => self.home(),
            ("GET", "/members") if is_in => self.members(request, lists, &held(changes)),
            ("GET", "/invite") if is_in => self.page("Invite", INVITE_FORM),
            ("POST", "/invite" | "/suspend" | "/remove") if is_in => {
                self.change(request, &mut held(changes)).after(self.delay)
            }
            ("GET", "/members.json") if is_in => self.more(request).after(self.delay),
            ("GET", "/members.csv") if is_in => self.file(),
            (_, "/favicon.ico") => Reply::status(404),
            _ => Reply::redirect("/login"),
        }
    }

    fn page(&self, title: &str, body: &str) -> Reply {
        Reply::html(&format!(
            "<!doctype html><html lang=en><meta charset=utf-8><title>{title}</title><h1>{title}</h1>{body}{}</html>",
            self.extra
        ))
    }

    fn sign_in(&self, request: &Received) -> Reply {
        let field = |name: &str| form_value(&request.body, name);
        if field("csrf") != CSRF || !request.header("cookie").unwrap_or_default().contains("form=open") {
            return self.page("Sign in", &sign_in_form("The form has expired."));
        }
        if field("login") != LOGIN || field("password") != PASSWORD {
            return self.page("Sign in", &sign_in_form("The ID or the password is incorrect."));
        }
        match (self.after_sign_in, self.one_time_code) {
            (Some(page), _) => self.page("Hello", page),
            (None, Some(_)) => Reply::redirect("/code").with_header("Set-Cookie", "session=half; Path=/; HttpOnly"),
            (None, None) => Reply::redirect("/home").with_header("Set-Cookie", "session=in; Path=/; HttpOnly"),
        }
    }

    fn check_code(&self, request: &Received) -> Reply {
        let secret = Secret::Encoded(self.one_time_code.unwrap_or_default().to_owned()).to_bytes().expect("a secret");
        let totp = TOTP::new_unchecked(Algorithm::SHA1, 6, 1, 30, secret, None, String::new());
        let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("a time after 1970").as_secs();
        if totp.check(&form_value(&request.body, "code"), now) {
            return Reply::redirect("/home").with_header("Set-Cookie", "session=in; Path=/; HttpOnly");
        }
        self.page("One more step", &code_form("The code is wrong."))
    }

    fn home(&self) -> Reply {
        let notice = "<div id=notice role=dialog style='position:fixed;inset:0;background:#fffc'>
            <p>We have new plans!</p><button onclick='notice.remove()'>Close</button></div>";
        self.page(
            "Welcome",
            &format!("<nav><a href=/members>Members</a></nav>{}", if self.notice { notice } else { "" }),
        )
    }

    fn change(&self, request: &Received, changes: &mut Changes) -> Reply {
        let field = |name: &str| form_value(&request.body, name);
        let email = field("email");
        let done = match request.path.as_str() {
            "/invite" if self.now(changes).iter().any(|[_, known, ..]| *known == email) => {
                return self.page("Invite", &format!("<p role=alert>{email} is already a member.</p>{INVITE_FORM}"));
            }
            "/invite" => {
                changes.invited.push([email.clone(), field("name"), field("role")]);
                "invited"
            }
            "/suspend" => {
                changes.suspended.push(email.clone());
                "suspended"
            }
            _ => {
                changes.removed.push(email.clone());
                "removed"
            }
        };
        self.page("Members", &format!("<p role=status>{email} was {done}.</p>"))
    }

    /// The members as they are after the changes.
    fn now(&self, changes: &Changes) -> Vec<[String; 4]> {
        let mut members: Vec<_> = (1..=self.members).map(member).collect();
        let invited = changes
            .invited
            .iter()
            .map(|[email, name, role]| [name.clone(), email.clone(), role.clone(), "Active".to_owned()]);
        members.extend(invited);
        members.retain(|[_, email, ..]| !changes.removed.contains(email));
        for [_, email, _, state] in &mut members {
            if changes.suspended.contains(email) {
                "Suspended".clone_into(state);
            }
        }
        members
    }

    fn members(&self, request: &Received, lists: &AtomicUsize, changes: &Changes) -> Reply {
        let seen = lists.fetch_add(1, Ordering::Relaxed);
        if self.expires_after == Some(seen) {
            return Reply::redirect("/login").with_header("Set-Cookie", "session=; Path=/; Max-Age=0");
        }
        match self.list {
            List::Paged => {
                let page = request.parameter("page").and_then(|page| page.parse().ok()).unwrap_or(1);
                self.table(page, &self.now(changes))
            }
            List::Scrolled => self.page("Members", SCROLLED),
            List::Exported => self.page(
                "Members",
                "<p>Too many to show.</p><button onclick=\"location='/members.csv'\">Export as CSV</button>",
            ),
        }
    }

    /// One page; the same rows stand once more for small screens, where nobody sees them on a large one. What can be done with
    /// a member is shown when the pointer is on the row.
    fn table(&self, page: usize, members: &[[String; 4]]) -> Reply {
        let size = self.page_size.unwrap_or(PAGE);
        let columns = ["Name", "E-mail address", "Role", "State"];
        let shift = if self.moving_columns { page % columns.len() } else { 0 };
        let line = |cells: [String; 4], tag: &str, more: &str| {
            let mut cells = cells.map(|cell| format!("<{tag}>{cell}</{tag}>"));
            cells.rotate_left(shift);
            format!("<tr>{}{more}</tr>", cells.concat())
        };
        let rows: String = members.iter().skip((page - 1) * size).take(size).map(|member| {
            let [_, email, ..] = member;
            let form = |action: &str, label: &str| {
                format!("<form method=post action={action}><input type=hidden name=email value={email}><button>{label}</button></form>")
            };
            let remove = form("/remove onsubmit=\"return confirm('Really?')\"", "Remove");
            line(member.clone(), "td", &format!("<td class=tools>{}{remove}", form("/suspend", "Suspend")))
        }).collect();
        let next = if page * size < members.len() {
            format!("<a href='/members?page={}'>Next ›</a>", page + 1)
        } else {
            "<span>Next ›</span>".to_owned()
        };
        let head = line(columns.map(str::to_owned), "th", "");
        self.page(
            "Members",
            &format!("<style>.tools form {{ visibility: hidden }} tr:hover .tools form {{ visibility: visible }}</style>
                <a href=/invite>Invite</a><table style='display:none'><thead>{head}</thead><tr><td>Nobody<td>nobody@example.com<td>x<td>x</table>
                <table><thead>{head}</thead><tbody>{rows}</tbody></table>{next}"),
        )
    }

    fn more(&self, request: &Received) -> Reply {
        let from: usize = request.parameter("from").and_then(|from| from.parse().ok()).unwrap_or(1);
        let rows: Vec<_> = (from..from + PAGE).take_while(|number| *number <= self.members).map(member).collect();
        Reply::json(&serde_json::json!(rows))
    }

    fn file(&self) -> Reply {
        let mut text = "氏名,メールアドレス,権限\r\n".to_owned();
        for number in 1..=self.members {
            let [name, email, role, _] = member(number);
            let _ = write!(text, "{name},{email},{role}\r\n");
        }
        Reply::file("メンバー.csv", SHIFT_JIS.encode(&text).0.into_owned())
    }
}

/// Name, address, role and state of the member of this number.
pub fn member(number: usize) -> [String; 4] {
    let role = if number % 10 == 1 { "Owner" } else { "Member" };
    let state = if number.is_multiple_of(7) { "Suspended" } else { "Active" };
    [format!("山田 太郎{number}"), format!("person{number}@example.com"), role.to_owned(), state.to_owned()]
}

fn sign_in_form(error: &str) -> String {
    let alert = if error.is_empty() { String::new() } else { format!("<p role=alert>{error}</p>") };
    format!(
        "{alert}<form method=post action=/login><input type=hidden name=csrf value={CSRF}>
        <label>Login ID <input name=login autocomplete=username></label>
        <label>Password <input name=password type=password></label>
        <button>Sign in</button></form><script>document.cookie = 'form=open; path=/'</script>"
    )
}

fn code_form(error: &str) -> String {
    format!(
        "<p role=alert>{error}</p><form method=post action=/code>
        <label>Code of your authenticator app <input name=code inputmode=numeric autocomplete=one-time-code></label>
        <button>Verify</button></form>"
    )
}

const INVITE_FORM: &str = "<form method=post action=/invite>
    <label>E-mail address <input name=email type=email></label><label>Name <input name=name></label>
    <label>Role <select name=role><option>Member<option>Owner</select></label>
    <button>Send invitation</button></form>";

fn form_value(body: &str, name: &str) -> String {
    let mut pairs = url::form_urlencoded::parse(body.as_bytes());
    pairs.find(|(key, _)| key == name).map(|(_, value)| value.into_owned()).unwrap_or_default()
}

/// Rows come when the last one is scrolled into view.
const SCROLLED: &str = r##"
<style>tr { height: 60px }</style>
<table><thead><tr><th>Name<th>E-mail address<th>Role<th>State</thead><tbody id=rows></tbody></table>
<script>
let from = 1, busy = false;
async function more() {
  if (busy) return;
  busy = true;
  const rows = await (await fetch(`/members.json?from=${from}`)).json();
  from += rows.length;
  for (const cells of rows) {
    const row = document.getElementById("rows").insertRow();
    for (const cell of cells) row.insertCell().textContent = cell;
  }
  busy = false;
  if (rows.length > 0) watch();
}
function watch() {
  const seen = new IntersectionObserver((entries) => {
    if (entries.some((entry) => entry.isIntersecting)) { seen.disconnect(); more(); }
  });
  seen.observe(document.querySelector("#rows tr:last-child"));
}
more();
</script>"##;
