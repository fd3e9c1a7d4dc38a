mod api_keys;
mod pairings;
mod session;
mod set_up;
mod users;
