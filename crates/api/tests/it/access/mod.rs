mod api_keys;
mod session;
mod set_up;
mod users;
