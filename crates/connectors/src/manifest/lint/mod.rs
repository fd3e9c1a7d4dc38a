//! What is wrong with a manifest, with line and column.

mod operations;
mod recipe;

use std::collections::BTreeSet;

use super::accounts::{AccountFields, ForEach};
use super::load::{Shapes, load};
use super::reach::ENDS_OF_ORIGINS;
use super::{Auth, Manifest, Paging, Pick, Recipe, Request, State, Template, VERSION, Verified};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    pub line: usize,
    pub column: usize,
    pub message: String,
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}: {}", self.line, self.column, self.message)
    }
}

impl Problem {
    /// At the first place where the manifest says `word`, or at its beginning.
    pub(in crate::manifest) fn at(text: &str, word: &str, message: impl Into<String>) -> Self {
        let (line, column) = locate(text, word).unwrap_or((1, 1));
        Self { line, column, message: message.into() }
    }
}

/// Line and column of the first mention of a word outside comments.
pub(in crate::manifest) fn locate(text: &str, word: &str) -> Option<(usize, usize)> {
    let first_line = word.lines().next().unwrap_or(word);
    text.lines().enumerate().find_map(|(number, line)| {
        let at = line.find(first_line)?;
        (!line.trim_start().starts_with('#')).then(|| (number + 1, line[..at].chars().count() + 1))
    })
}

/// Everything that can be told without asking the service.
pub fn lint(text: &str, shapes: &Shapes) -> Vec<Problem> {
    match load(text, shapes) {
        Err(problem) => vec![problem],
        Ok(manifest) => Linter { text, manifest: &manifest, problems: Vec::new() }.check(),
    }
}

struct Linter<'a> {
    text: &'a str,
    manifest: &'a Manifest,
    problems: Vec<Problem>,
}

impl Linter<'_> {
    fn check(mut self) -> Vec<Problem> {
        let manifest = self.manifest;
        if manifest.manifest != VERSION {
            self.say("manifest:", format!("this engine reads version {VERSION} of the language"));
        }
        self.check_head();
        self.check_addresses();
        self.check_ways();
        for check in &manifest.verify {
            self.check_request(&check.request, &[]);
            self.check_way_names(check.ways.as_deref());
        }
        for (name, lookup) in &manifest.lookups {
            self.check_request(&lookup.request, &["each", "page"]);
            self.check_for_each(lookup.for_each.as_ref());
            self.check_paging(name, &lookup.paging, &lookup.request);
            self.check_way_names(lookup.ways.as_deref());
            if let Some(newest) = lookup.newest.as_ref().filter(|newest| !lookup.keep.contains_key(*newest)) {
                self.say("newest:", format!("`{name}` keeps nothing called `{newest}`"));
            }
        }
        for detail in manifest.details.values() {
            self.check_request(&detail.request, &["item", "each"]);
            self.check_for_each(detail.for_each.as_ref());
        }
        for (name, list) in &manifest.accounts {
            self.check_request(&list.request, &["each", "page"]);
            self.check_for_each(list.for_each.as_ref());
            self.check_paging(name, &list.paging, &list.request);
            self.check_fields(name, &list.fields.over(&manifest.account));
            self.check_way_names(list.ways.as_deref());
            if let Some(when) = &list.when {
                self.check_template(when, &[]);
            }
            if let Some(other) = list.unless.as_ref().filter(|other| !manifest.accounts.contains_key(*other)) {
                self.say("unless:", format!("there is no list `{other}`"));
            }
            for detail in list.details.iter().flatten().filter(|detail| !manifest.details.contains_key(*detail)) {
                self.say(detail, format!("there is no detail `{detail}`"));
            }
        }
        self.check_choices();
        self.check_operations();
        self.check_recipe();
        self.problems
    }

    fn say(&mut self, word: &str, message: impl Into<String>) {
        let problem = Problem::at(self.text, word, message);
        if !self.problems.contains(&problem) {
            self.problems.push(problem);
        }
    }

    fn check_head(&mut self) {
        let manifest = self.manifest;
        if manifest.ended.is_some() && manifest.state != State::Discontinued {
            self.say("ended:", "only a service with `state: discontinued` has ended");
        }
        if manifest.verified_on.is_some() && manifest.verification == Verified::Unverified {
            self.say("verified_on:", "what is unverified was not verified on any day");
        }
        let login = manifest.robot.iter().filter_map(|robot| robot.login_url.as_deref());
        for address in manifest.sources.iter().map(String::as_str).chain(login) {
            let is_repository = address.strip_prefix("github:").is_some_and(|rest| rest.contains('/'));
            if !is_repository && url::Url::parse(address).is_err() {
                self.say(address, format!("`{address}` is neither an address nor `github:owner/repository path`"));
            }
        }
    }

    fn check_addresses(&mut self) {
        let manifest = self.manifest;
        let asks = !manifest.accounts.is_empty() || !manifest.verify.is_empty() || manifest.recipe().is_some();
        match &manifest.base_url {
            None if asks => self.say("manifest:", "`base_url` is missing"),
            None => {}
            Some(base) => {
                self.check_template(base, &[]);
                let text = base.as_str();
                if !(text.starts_with("https://") || text.starts_with("{{")) {
                    self.say(text, "`base_url` begins with https:// or with a value");
                }
            }
        }
        if asks && manifest.ways.is_empty() && !manifest.recipe().is_some_and(Recipe::can_be_assisted) {
            self.say("manifest:", "`ways` is missing: nobody could sign in");
        }
        for template in manifest.headers.values().chain(&manifest.hosts) {
            self.check_template(template, &[]);
        }
    }

    fn check_ways(&mut self) {
        for (name, way) in &self.manifest.ways {
            let mut extra = vec!["access_token", "assertion", "read", "request"];
            let known: Vec<String> = way.all_fields(&self.manifest.fields).into_keys().collect();
            extra.extend(known.iter().map(String::as_str));
            let kept: Vec<&String> = match &way.auth {
                Auth::Oauth2(oauth) => oauth.keep.keys().collect(),
                Auth::Login(login) => login.steps.iter().flat_map(|step| step.read.keys()).collect(),
                _ => Vec::new(),
            };
            extra.extend(kept.iter().map(|name| name.as_str()));
            for template in auth_templates(&way.auth) {
                self.check_template(template, &extra);
            }
            if let Auth::Login(login) = &way.auth {
                for step in &login.steps {
                    self.check_request(&step.request, &extra);
                }
                if login.steps.is_empty() {
                    self.say(name, "`login` needs at least one step");
                }
            }
        }
    }

    fn check_way_names(&mut self, ways: Option<&[String]>) {
        for way in ways.into_iter().flatten().filter(|way| !self.manifest.ways.contains_key(*way)) {
            self.say(way, format!("there is no way `{way}`"));
        }
    }

    fn check_for_each(&mut self, for_each: Option<&ForEach>) {
        if let Some(ForEach::Items(source)) = for_each {
            self.check_request(&source.request, &["page", "input", "read", "each", "item"]);
            self.check_paging("for_each", &source.paging, &source.request);
        }
    }

    fn check_request(&mut self, request: &Request, extra: &[&str]) {
        let mut templates = Vec::new();
        request.templates(&mut |template| templates.push(template));
        for template in templates {
            self.check_template(template, extra);
        }
        self.check_host(request.call.address.as_str());
    }

    /// An address with a host of its own stays with the vendor: the base URL's site, or one of `hosts`.
    fn check_host(&mut self, address: &str) {
        let Some(host) = host_of(address) else { return };
        let declared = self.manifest.base_url.iter().chain(&self.manifest.hosts).map(Template::as_str);
        let allowed = declared.map(|text| host_of(text).unwrap_or(text)).any(|known| site_of(known) == site_of(host));
        if !allowed {
            self.say(address, format!("`{host}` is neither the site of `base_url` nor one of `hosts`"));
        }
    }

    fn check_template(&mut self, template: &Template, extra: &[&str]) {
        let known = self.known_names();
        for name in template.names() {
            let root = name.split('.').next().unwrap_or_default();
            if !known.contains(root) && !extra.contains(&root) {
                let source = template.as_str();
                self.say(source, format!("`{source}` asks for `{name}`, which nothing gives here"));
            }
        }
    }

    fn known_names(&self) -> BTreeSet<String> {
        let manifest = self.manifest;
        let mut known: BTreeSet<String> = ["access_token", "request"].into_iter().map(str::to_owned).collect();
        for way in manifest.ways.values() {
            known.extend(way.all_fields(&manifest.fields).into_keys());
            match &way.auth {
                Auth::Oauth2(oauth) => known.extend(oauth.keep.keys().cloned()),
                Auth::Login(login) => known.extend(login.steps.iter().flat_map(|step| step.read.keys().cloned())),
                _ => {}
            }
        }
        known.extend(manifest.fields.keys().cloned());
        known
    }

    fn check_paging(&mut self, name: &str, paging: &Paging, request: &Request) {
        let mut asks = BTreeSet::new();
        request.templates(&mut |template| asks.extend(template.names()));
        let (param, wanted) = match paging {
            Paging::None | Paging::LinkHeader | Paging::NextUrl(_) => return,
            Paging::Page(page) => (&page.param, "page.number"),
            Paging::Offset(offset) => (&offset.param, "page.offset"),
            Paging::Cursor(cursor) => (&cursor.param, "page.cursor"),
        };
        if param.is_none() && !asks.contains(wanted) {
            self.say(
                &format!("{name}:"),
                format!("`{name}` would ask for the same page for ever: give `param`, or use `{{{{ {wanted} }}}}` in the request"),
            );
        }
    }

    fn check_fields(&mut self, list: &str, fields: &AccountFields) {
        if fields.id.is_none() {
            self.say(&format!("{list}:"), format!("`{list}`: an account needs `id`"));
        }
        let mut extra: Vec<&str> = vec!["item", "each"];
        extra.extend(self.manifest.details.keys().map(String::as_str));
        for (_, pick) in fields.picks() {
            let mut inner = Vec::new();
            pick.visit(&mut |pick| inner.push(pick));
            for pick in inner {
                match pick {
                    Pick::Template(template) => self.check_template(template, &extra),
                    Pick::Mapped(mapped) => {
                        if let Some(of) = &mapped.of
                            && !self.manifest.lookups.contains_key(of)
                            && !self.manifest.details.contains_key(of)
                        {
                            self.say(of, format!("there is no lookup or detail `{of}`"));
                        }
                    }
                    _ => {}
                }
            }
        }
    }
}

fn auth_templates(auth: &Auth) -> Vec<&Template> {
    match auth {
        Auth::Bearer | Auth::IdPassword => Vec::new(),
        Auth::Basic(basic) => basic.username.iter().chain(&basic.password).collect(),
        Auth::Send(send) => send.templates().collect(),
        Auth::Oauth2(way) => [&way.authorize_url, &way.token_url]
            .into_iter()
            .chain(way.authorize_params.values())
            .chain(way.token_params.values())
            .chain(way.send.iter().flat_map(super::Send::templates))
            .collect(),
        Auth::ClientCredentials(way) => std::iter::once(&way.token_url)
            .chain(way.params.values())
            .chain(way.send.iter().flat_map(super::Send::templates))
            .collect(),
        Auth::JwtBearer(way) => way
            .token_url
            .iter()
            .chain(&way.key)
            .chain(&way.key_id)
            .chain(way.params.values())
            .chain(way.send.iter().flat_map(super::Send::templates))
            .collect(),
        Auth::Login(login) => login.send.iter().flat_map(super::Send::templates).collect(),
        Auth::AwsSignature(way) => vec![&way.region],
        Auth::Oauth1(way) => way.realm.iter().collect(),
    }
}

/// Where a browser would end it, so that no query or user name passes for a part of the host.
fn host_of(address: &str) -> Option<&str> {
    let authority = address.strip_prefix("https://")?.split(ENDS_OF_ORIGINS).next()?;
    authority.rsplit('@').next()
}

/// The last two labels of a host: `api.slack.com` and `slack.com` are one site.
fn site_of(host: &str) -> String {
    let labels: Vec<&str> = host.rsplit('.').take(2).collect();
    labels.join(".")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_only_looks_like_a_part_of_the_host_is_none() {
        for address in [
            "https://evil.test/.example.com",
            "https://evil.test?.example.com",
            "https://evil.test#.example.com",
            "https://evil.test\\.example.com",
            "https://example.com@evil.test/",
        ] {
            assert_eq!(host_of(address), Some("evil.test"), "{address}");
        }
        assert_eq!(host_of("https://{{ site }}.example.com/x?y"), Some("{{ site }}.example.com"));
        assert_eq!(host_of("/users"), None);
    }
}
