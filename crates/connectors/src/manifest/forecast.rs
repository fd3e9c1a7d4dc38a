//! How many requests a sync will make, and how long it will take, told from the manifest alone.

use daicho_domain::catalogue::Forecast;
use serde_json::Value;

use super::{Auth, Body, Fill, ForEach, Limits, Lookup, Manifest, Paging, Request};

const ACCOUNTS: u64 = 1000;
/// Taken for lists whose page size the manifest does not tell.
const USUAL_PAGE: u64 = 50;
/// Taken for the length of a list that something else is asked for: teams, groups, sites.
const USUAL_GROUPS: u64 = 10;
/// How long an answer takes.
const SECONDS_PER_ANSWER: f64 = 0.3;
const USUAL_PARALLEL: u64 = 16;

/// The requests of one sync: those that follow one another, and those made side by side.
#[derive(Debug, Clone, Copy, Default)]
struct Load {
    in_turn: u64,
    side_by_side: u64,
}

impl Manifest {
    /// Requests, then seconds.
    pub(super) fn forecast(&self) -> (Forecast, Forecast) {
        if self.accounts.is_empty() {
            return Default::default();
        }
        let (full, fast) = (self.load(false), self.load(true));
        let requests = |load: Load| u32::try_from(load.in_turn + load.side_by_side).unwrap_or(u32::MAX);
        let seconds = |load: Load| self.limits.seconds_for(load);
        (Forecast { full: requests(full), fast: requests(fast) }, Forecast { full: seconds(full), fast: seconds(fast) })
    }

    fn load(&self, fast: bool) -> Load {
        let mut load = Load { in_turn: self.sign_in_requests(), side_by_side: 0 };
        let mut asked = Vec::new();
        let way = self.ways.keys().next().map(String::as_str).unwrap_or_default();
        let lists = self.accounts.values().filter(|list| list.unless.is_none() && list.offered_by(way));
        for (position, list) in lists.enumerate() {
            // The first list has the people; the others, such as invitations, are short.
            let items = if position == 0 { ACCOUNTS } else { 1 };
            load.in_turn += listing(&list.request, &list.paging, list.for_each.as_ref(), items);
            let reads = list.fields.over(&self.account).reads_from();
            if !fast && position == 0 {
                let details = self.details.keys().filter(|name| match &list.details {
                    Some(names) => names.contains(name),
                    None => reads.contains(name),
                });
                load.side_by_side += details.count() as u64 * ACCOUNTS;
            }
            asked.extend(reads);
        }
        let is_read = |name: &String, lookup: &Lookup| {
            asked.contains(name) && lookup.offered_by(way) && !(fast && lookup.optional)
        };
        let lookups = self.lookups.iter().filter(|(name, lookup)| is_read(name, lookup));
        load.in_turn += lookups
            .map(|(_, lookup)| listing(&lookup.request, &lookup.paging, lookup.for_each.as_ref(), ACCOUNTS))
            .sum::<u64>();
        load
    }

    fn sign_in_requests(&self) -> u64 {
        match self.ways.values().next().map(|way| &way.auth) {
            Some(Auth::Login(login)) => login.steps.len() as u64,
            Some(Auth::ClientCredentials(_) | Auth::JwtBearer(_) | Auth::Oauth2(_)) => 1,
            _ => 0,
        }
    }
}

/// Requests for one list of so many items.
fn listing(request: &Request, paging: &Paging, for_each: Option<&ForEach>, items: u64) -> u64 {
    match for_each {
        None => pages(request, paging, items),
        Some(ForEach::Constants(values)) => pages(request, paging, items) + (values.len() as u64).saturating_sub(1),
        Some(ForEach::Items(source)) => {
            let groups = source.chunk.map_or(USUAL_GROUPS, |size| items.div_ceil(size.max(1) as u64));
            let own = source.chunk.map_or(USUAL_GROUPS, |_| items);
            pages(&source.request, &source.paging, own) + groups.max(pages(request, paging, items))
        }
    }
}

fn pages(request: &Request, paging: &Paging, items: u64) -> u64 {
    let size = match paging {
        Paging::None => return 1,
        Paging::Page(page) => page.size.or_else(|| asked_size(request)),
        Paging::Offset(offset) => offset.size.or_else(|| asked_size(request)),
        Paging::LinkHeader | Paging::Cursor(_) | Paging::NextUrl(_) => asked_size(request),
    };
    items.div_ceil(size.unwrap_or(USUAL_PAGE)).max(1)
}

/// The page size that a request asks for: a number under one of the names that services use for it.
fn asked_size(request: &Request) -> Option<u64> {
    let sized = |(name, fill): (&String, &Fill)| {
        let Fill::Constant(value) = fill else { return None };
        names_a_size(name).then(|| number(value)).flatten()
    };
    let in_query = request.query.iter().find_map(sized);
    let in_body = || match &request.body {
        Some(Body::Json(Fill::Map(members)) | Body::Form(members) | Body::Multipart(members)) => {
            members.iter().find_map(sized)
        }
        Some(Body::Graphql { query, variables }) => variables.iter().find_map(sized).or_else(|| size_in_graphql(query)),
        _ => None,
    };
    in_query.or_else(in_body).filter(|size| *size > 0)
}

fn names_a_size(name: &str) -> bool {
    let plain: String = name.to_lowercase().chars().filter(char::is_ascii_alphanumeric).collect();
    ["limit", "perpage", "size", "count", "first", "max", "top", "results", "num"]
        .iter()
        .any(|word| plain.contains(word))
}

fn number(value: &Value) -> Option<u64> {
    value.as_u64().or_else(|| value.as_str()?.parse().ok())
}

fn size_in_graphql(query: &str) -> Option<u64> {
    let after = query.split_once("first:")?.1.trim_start();
    after.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}

impl Limits {
    /// As long as the answers take, or as the published limits make it take.
    fn seconds_for(&self, load: Load) -> u32 {
        let parallel = self.parallel.map_or(USUAL_PARALLEL, |parallel| parallel.get() as u64);
        let waves = load.in_turn + load.side_by_side.div_ceil(parallel);
        let requests = load.in_turn + load.side_by_side;
        let limits = [(self.per_second, 1), (self.per_minute, 60), (self.per_hour, 3600)];
        let held_up = limits
            .into_iter()
            .filter_map(|(most, period)| Some((requests.saturating_sub(1) / u64::from(most?.get())) * period))
            .max()
            .unwrap_or(0);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            clippy::cast_precision_loss,
            reason = "a few thousand seconds, never negative"
        )]
        let answering = (waves as f64 * SECONDS_PER_ANSWER).ceil() as u64;
        u32::try_from(answering.max(held_up)).unwrap_or(u32::MAX)
    }
}
