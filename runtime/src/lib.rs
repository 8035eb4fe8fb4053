//! Not yet written.
mod http;
#[path = "http/shim.rs"]
mod shim;
pub use self::http::*;
pub use shim::*;
pub use bytes::Bytes;
pub use serde_json::Value;
