//! Not yet written.
mod http;
