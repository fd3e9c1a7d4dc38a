use actix_web::web;

use super::Operation;
use crate::AppState;
use crate::guard::Guard;

/// One argument of a handler, which says of itself what it adds to the OpenAPI document.
pub trait Argument {
    fn describe(operation: &mut Operation);
}

/// The arguments of a handler. The first is a guard: a handler without one is no handler.
pub trait Arguments {
    fn describe(operation: &mut Operation);
}

macro_rules! arguments {
    ($($name:ident),*) => {
        impl<G: Guard, $($name: Argument),*> Arguments for (G, $($name,)*) {
            fn describe(operation: &mut Operation) {
                G::describe(operation);
                $($name::describe(operation);)*
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

impl Argument for web::Data<AppState> {
    fn describe(_: &mut Operation) {}
}

impl Argument for actix_web::HttpRequest {
    fn describe(_: &mut Operation) {}
}
