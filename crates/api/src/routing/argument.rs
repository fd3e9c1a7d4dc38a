use std::future::Future;

use actix_web::dev::Payload;
use actix_web::{Error, FromRequest, HttpRequest, web};
use futures::future::LocalBoxFuture;

use super::Operation;
use crate::AppState;
use crate::guard::Guard;

/// One argument of a handler, which says of itself what it adds to the OpenAPI document.
pub trait Argument {
    fn describe(operation: &mut Operation);
}

/// The arguments of a handler. The first is a guard: a handler without one is no handler.
pub trait Arguments: Sized {
    fn describe(operation: &mut Operation);

    /// Reads them one after another, so that the guard has decided before anything else of the request is looked at.
    fn read(request: &HttpRequest, payload: &mut Payload) -> impl Future<Output = Result<Self, Error>>;
}

macro_rules! arguments {
    ($($name:ident),*) => {
        impl<G: Guard + FromRequest, $($name: Argument + FromRequest),*> Arguments for (G, $($name,)*) {
            fn describe(operation: &mut Operation) {
                G::describe(operation);
                $($name::describe(operation);)*
            }

            async fn read(request: &HttpRequest, payload: &mut Payload) -> Result<Self, Error> {
                let guard = G::from_request(request, payload).await.map_err(Into::into)?;
                Ok((guard, $($name::from_request(request, payload).await.map_err(Into::into)?,)*))
            }
        }
    };
}

arguments!();
arguments!(A);
arguments!(A, B);
arguments!(A, B, C);
arguments!(A, B, C, D);
arguments!(A, B, C, D, E);
arguments!(A, B, C, D, E, F);

/// [`Arguments`] as the one argument that the framework sees: it would read several at the same time.
pub(super) struct InOrder<Args>(pub(super) Args);

impl<Args: Arguments + 'static> FromRequest for InOrder<Args> {
    type Error = Error;
    type Future = LocalBoxFuture<'static, Result<Self, Error>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (request, mut payload) = (request.clone(), payload.take());
        Box::pin(async move { Args::read(&request, &mut payload).await.map(Self) })
    }
}

impl Argument for web::Data<AppState> {
    fn describe(_: &mut Operation) {}
}

impl Argument for actix_web::HttpRequest {
    fn describe(_: &mut Operation) {}
}
