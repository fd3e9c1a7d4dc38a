//! Where a manifest leads: every address that it names, and whether another version of it goes further.

use std::collections::BTreeSet;

use daicho_domain::integration::ChangeKind;
use url::Url;

use super::template::Part;
use super::{Auth, ForEach, Manifest, NextPage, Recipe, RecipeStep, Request, Template};

/// What ends the host of an address, as browsers read it.
pub(super) const ENDS_OF_ORIGINS: [char; 4] = ['/', '\\', '?', '#'];
/// What a page that was read gives, not whoever entered the credentials.
const ROW: &str = "item";

impl Manifest {
    /// The origins that this version reaches and `present` does not; all of them when nothing is known of that. One that
    /// follows from a value is known by the value's default too; one that only a service's answer tells is never known.
    pub fn reaches_beyond(&self, present: Option<&Manifest>) -> Vec<String> {
        let known: BTreeSet<String> =
            present.into_iter().flat_map(Manifest::origins).filter_map(Origin::if_known).collect();
        let beyond: BTreeSet<String> =
            self.origins().filter(|origin| !origin.is_known || !known.contains(&origin.text)).map(|o| o.text).collect();
        beyond.into_iter().collect()
    }

    fn origins(&self) -> impl Iterator<Item = Origin> {
        self.addresses().into_iter().filter_map(move |address| self.origin_of(address))
    }

    /// `None` for what continues the base URL.
    fn origin_of(&self, address: &Template) -> Option<Origin> {
        let written = origin_as_written(address)?;
        let Ok(template) = Template::parse(&written) else { return Some(Origin { text: written, is_known: false }) };
        if template.is_constant() {
            let spelled = Url::parse(&written).map(|url| url.origin().ascii_serialization());
            return Some(Origin { text: spelled.unwrap_or(written), is_known: true });
        }
        let names = template.names();
        let defaults: Vec<&str> = names.iter().flat_map(|name| self.defaults_of(name)).collect();
        Some(Origin {
            is_known: names.iter().all(|name| self.is_entered(name) || name.split('.').next() == Some(ROW)),
            text: if defaults.is_empty() { written } else { format!("{written} = {}", defaults.join(", ")) },
        })
    }

    fn defaults_of(&self, name: &str) -> impl Iterator<Item = &str> {
        let of_ways = self.ways.values().filter_map(move |way| way.fields.get(name));
        self.fields.get(name).into_iter().chain(of_ways).filter_map(|field| field.default.as_deref())
    }

    /// Whether a person enters this value, and no answer can take its place.
    fn is_entered(&self, name: &str) -> bool {
        let is_asked = self.fields.contains_key(name)
            || self.ways.values().any(|way| way.all_fields(&self.fields).contains_key(name));
        let is_given = self.ways.iter().any(|(way, said)| {
            let kept = matches!(&said.auth, Auth::Oauth2(oauth) if oauth.keep.contains_key(name));
            kept || (matches!(said.auth, Auth::Login(_))
                && self.given_by_sign_in(way).iter().any(|given| given == name))
        });
        is_asked && !is_given
    }

    /// Every address, wherever it stands.
    fn addresses(&self) -> Vec<&Template> {
        let requests = self.requests().into_iter().map(|request| &request.call.address);
        let signing_in = self.ways.values().flat_map(|way| addresses_of(&way.auth));
        let own = self.base_url.iter().chain(&self.hosts);
        own.chain(signing_in).chain(requests).chain(self.page_addresses()).collect()
    }

    fn page_addresses(&self) -> Vec<&Template> {
        let recipe = self.recipe();
        let table = recipe.and_then(|recipe| recipe.table.as_ref());
        let next = table.and_then(|table| match &table.next {
            NextPage::GoTo(address) => Some(address),
            NextPage::None | NextPage::Press(_) | NextPage::Scroll => None,
        });
        let detail = recipe.and_then(|recipe| recipe.detail.as_ref()).map(|detail| &detail.go_to);
        let on_pages = ChangeKind::ALL.iter().filter_map(|kind| self.operations.of(*kind)).flat_map(|it| &it.on_pages);
        let steps = recipe.into_iter().flat_map(Recipe::steps).chain(on_pages);
        let gone_to = steps.filter_map(|step| match step.inner() {
            RecipeStep::GoTo(address) => Some(address),
            _ => None,
        });
        gone_to.chain(next).chain(detail).collect()
    }

    fn requests(&self) -> Vec<&Request> {
        let mut requests: Vec<&Request> = self.verify.iter().map(|check| &check.request).collect();
        let mut sources: Vec<Option<&ForEach>> = Vec::new();
        for lookup in self.lookups.values() {
            requests.push(&lookup.request);
            sources.push(lookup.for_each.as_ref());
        }
        for detail in self.details.values() {
            requests.push(&detail.request);
            sources.push(detail.for_each.as_ref());
        }
        for list in self.accounts.values() {
            requests.push(&list.request);
            sources.push(list.for_each.as_ref());
        }
        for choices in self.choices.values() {
            requests.push(&choices.request);
            sources.push(choices.for_each.as_ref());
        }
        for operation in ChangeKind::ALL.iter().filter_map(|kind| self.operations.of(*kind)) {
            requests.extend(&operation.request);
            for step in &operation.steps {
                requests.push(&step.request);
                requests.extend(step.reads_first.iter().map(|before| &before.request));
                sources.push(step.for_each.as_ref());
            }
        }
        for way in self.ways.values() {
            match &way.auth {
                Auth::Login(login) => requests.extend(login.steps.iter().map(|step| &step.request)),
                Auth::JwtBearer(assertion) => requests.extend(&assertion.exchange),
                _ => {}
            }
        }
        requests.extend(sources.into_iter().flatten().filter_map(|source| match source {
            ForEach::Items(items) => Some(&items.request),
            ForEach::Constants(_) => None,
        }));
        requests
    }
}

struct Origin {
    text: String,
    /// Whether it follows from the manifest and from what a person has entered.
    is_known: bool,
}

impl Origin {
    fn if_known(self) -> Option<String> {
        self.is_known.then_some(self.text)
    }
}

fn addresses_of(auth: &Auth) -> Vec<&Template> {
    match auth {
        Auth::Oauth2(way) => vec![&way.authorize_url, &way.token_url],
        Auth::ClientCredentials(way) => vec![&way.token_url],
        Auth::JwtBearer(way) => way.token_url.iter().collect(),
        _ => Vec::new(),
    }
}

/// Scheme, host and port as the manifest has them, values included.
fn origin_as_written(address: &Template) -> Option<String> {
    if address.as_str().starts_with('/') {
        return None;
    }
    let mut origin = String::new();
    for (position, part) in address.parts().enumerate() {
        match part {
            Part::Expression(expression) => origin += &["{{ ", expression, " }}"].concat(),
            Part::Literal(literal) => {
                let (scheme, rest) = match literal.split_once("://") {
                    Some((scheme, rest)) if position == 0 => (scheme, rest),
                    _ if position == 0 => ("https", literal),
                    _ => ("", literal),
                };
                if position == 0 {
                    origin = format!("{scheme}://");
                }
                let end = rest.find(ENDS_OF_ORIGINS);
                origin.push_str(&rest[..end.unwrap_or(rest.len())]);
                if end.is_some() {
                    break;
                }
            }
        }
    }
    Some(origin)
}

#[cfg(test)]
mod tests {
    use crate::manifest::{Manifest, Shapes, load};

    const CLUB: &str = r#"
manifest: 1
name: Club
base_url: https://club.example.com
hosts: [https://login.example.com]
fields: {site_url: {default: "https://eu.club.example.com"}, tenant: {}}
ways: {id_password: {auth: id_password}}
robot:
  recipe:
    sign_in: [{go_to: "https://login.example.com/in"}, {fill: {in: {field: Password}, with: "{{ password }}"}}]
    signed_in: {link: Members}
    members: [{go_to: "{{ site_url }}/members"}]
    table: {columns: {Email: Email}}
    detail: {go_to: "{{ item.link }}", read: {phone: .phone}}
    account: {id: $.Email}
operations:
  delete: {on_pages: [{go_to: "https://{{ tenant }}.club.example.com/"}, {wait_for: {text: gone}}]}
"#;

    fn read(text: &str) -> Manifest {
        load(text, &Shapes::new()).unwrap()
    }

    fn beyond(from: &str, to: &str) -> Vec<String> {
        assert!(CLUB.contains(from), "{from}");
        read(&CLUB.replace(from, to)).reaches_beyond(Some(&read(CLUB)))
    }

    #[test]
    fn what_stays_with_the_known_addresses_goes_no_further() {
        assert_eq!(beyond("/in\"", "/sign-in?x=1\""), [""; 0]);
        assert_eq!(beyond("https://login.example.com/in", "https://club.example.com/in"), [""; 0]);
        assert_eq!(beyond("https://login.example.com/in", "/in"), [""; 0]);
        assert_eq!(beyond("{link: Members}", "{link: People}"), [""; 0]);
        assert_eq!(
            beyond("https://{{ tenant }}.club.example.com/", "https://{{ tenant }}.club.example.com/x"),
            [""; 0]
        );
    }

    #[test]
    fn another_origin_is_told_however_it_is_written() {
        for (address, told) in [
            ("https://evil.test/in", "https://evil.test"),
            ("http://login.example.com/in", "http://login.example.com"),
            ("https://login.example.com:8443/in", "https://login.example.com:8443"),
            ("https://login.example.com@evil.test/in", "https://evil.test"),
            ("https://evil.test?.example.com/in", "https://evil.test"),
            ("https://evil.test#.example.com/in", "https://evil.test"),
            ("https://evil.test\\\\.example.com/in", "https://evil.test"),
            ("{{ 'https:' ~ '//evil.test' }}/in", "{{ 'https:' ~ '//evil.test' }}"),
            ("https://{{ tenant }}.evil.test/in", "https://{{ tenant }}.evil.test"),
            ("https://login.example.com{{ tenant }}/in", "https://login.example.com{{ tenant }}"),
            ("{{ tenant }}/in", "{{ tenant }}"),
        ] {
            assert_eq!(beyond("https://login.example.com/in", address), [told], "{address}");
        }
        assert_eq!(beyond("base_url: https://club.example.com", "base_url: https://evil.test"), ["https://evil.test"]);
        assert_eq!(beyond("hosts: [https://login", "hosts: [evil.test, https://login"), ["https://evil.test"]);
        let next = "next: {go_to: \"https://evil.test/{{ page.number }}\"}";
        assert_eq!(
            beyond("{columns: {Email: Email}}", &format!("{{columns: {{Email: Email}}, {next}}}")),
            ["https://evil.test"]
        );
        assert_eq!(beyond("{{ item.link }}", "https://evil.test/{{ item.link }}"), ["https://evil.test"]);
    }

    #[test]
    fn a_value_leads_where_its_default_does() {
        let told = "{{ site_url }} = https://evil.test";
        assert_eq!(beyond("https://eu.club.example.com\"", "https://evil.test\""), [told]);
        let way = "id_password: {fields: {site_url: {default: \"https://evil.test\"}}, auth: id_password}";
        assert_eq!(
            beyond("id_password: {auth: id_password}", way),
            ["{{ site_url }} = https://eu.club.example.com, https://evil.test"]
        );
        let sign_in = "in: {auth: {login: {steps: [{request: GET /me, read: {site_url: $.home}}]}}}, id_password:";
        assert_eq!(
            beyond("ways: {id_password:", &format!("ways: {{{sign_in}")),
            ["{{ site_url }} = https://eu.club.example.com"]
        );
    }

    #[test]
    fn requests_are_looked_through_wherever_they_stand() {
        for (place, text) in [
            ("operations:", "accounts: {users: {request: GET https://evil.test/, fields: {id: $.id}}}\noperations:"),
            ("operations:", "verify: {request: GET https://evil.test/}\noperations:"),
            ("operations:", "choices: {roles: {request: GET https://evil.test/, value: $.id}}\noperations:"),
            ("operations:", "lookups: {seats: {request: GET https://evil.test/, key: $.id}}\noperations:"),
            (
                "operations:",
                "details: {x: {request: GET /x, for_each: {request: GET https://evil.test/, items: $}}}\noperations:",
            ),
            ("operations:", "operations:\n  suspend: {request: POST https://evil.test/}"),
            (
                "operations:",
                "operations:\n  suspend: {steps: [{request: POST /x, reads_first: {request: GET https://evil.test/, read: {}}}]}",
            ),
            ("ways: {", "ways: {o: {auth: {client_credentials: {token_url: https://evil.test/token}}}, "),
            ("ways: {", "ways: {o: {auth: {oauth2: {authorize_url: /a, token_url: https://evil.test/token}}}, "),
            ("ways: {", "ways: {o: {auth: {jwt_bearer: {exchange: POST https://evil.test/token}}}, "),
            ("ways: {", "ways: {o: {auth: {login: {steps: [{request: POST https://evil.test/login}]}}}, "),
        ] {
            assert_eq!(beyond(place, text), ["https://evil.test"], "{text}");
        }
    }
}
