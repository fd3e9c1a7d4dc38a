mod account;
mod directory;
mod integration;
mod queue;
mod stores;
mod support;
