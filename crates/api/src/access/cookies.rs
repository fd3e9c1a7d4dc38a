use actix_web::body::BoxBody;
use actix_web::cookie::{Cookie, SameSite, time::Duration};
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, Responder};
use daicho_domain::access::{SessionLimits, SignedIn};

use super::session::Session;
use crate::ApiSettings;
use crate::guard::{CSRF_COOKIE, SESSION_COOKIE, csrf_token};
use crate::routing::{Operation, Produces};

/// A session just started: the cookies of the browser, and what [`Session`] tells.
#[derive(Debug)]
pub(super) struct Started<const STATUS: u16 = 200> {
    session: Session,
    cookies: [Cookie<'static>; 2],
}

impl<const STATUS: u16> Started<STATUS> {
    pub(super) fn new(signed_in: SignedIn, settings: &ApiSettings) -> Self {
        let token = signed_in.token.expose();
        let lasting = Duration::seconds(SessionLimits::default().absolute.num_seconds());
        let cookie = |name: &'static str, value: String, readable: bool| {
            Cookie::build(name, value)
                .path("/")
                .http_only(!readable)
                .same_site(SameSite::Lax)
                .secure(settings.is_https())
                .max_age(lasting)
                .finish()
        };
        let cookies = [cookie(SESSION_COOKIE, token.to_owned(), false), cookie(CSRF_COOKIE, csrf_token(token), true)];
        Self { session: signed_in.session.into(), cookies }
    }
}

impl<const STATUS: u16> Responder for Started<STATUS> {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        let mut response = HttpResponse::build(status::<STATUS>());
        for cookie in self.cookies {
            response.cookie(cookie);
        }
        response.json(self.session)
    }
}

impl<const STATUS: u16> Produces for Started<STATUS> {
    fn describe(operation: &mut Operation) {
        operation.json_answer::<Session>(status::<STATUS>());
    }
}

fn status<const STATUS: u16>() -> StatusCode {
    StatusCode::from_u16(STATUS).unwrap_or(StatusCode::OK)
}

/// 204, and the browser forgets the session.
#[derive(Debug)]
pub(super) struct Ended;

impl Responder for Ended {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        let mut response = HttpResponse::NoContent();
        for name in [SESSION_COOKIE, CSRF_COOKIE] {
            let mut cookie = Cookie::build(name, "").path("/").finish();
            cookie.make_removal();
            response.cookie(cookie);
        }
        response.finish()
    }
}

impl Produces for Ended {
    fn describe(operation: &mut Operation) {
        operation.empty_answer(StatusCode::NO_CONTENT);
    }
}
