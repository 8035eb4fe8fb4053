//! Types of members that Rust's standard library does not have.
//!
//! What they have in common: nothing that was read is lost when it is written back, be it the
//! offset of a date-time, the case of a UUID or the digits of a number.

mod argument;
mod base64;
mod binary;
#[cfg(feature = "chrono")]
pub mod chrono;
mod decimal;
mod duration;
#[cfg(feature = "jiff")]
pub mod jiff;
mod json;
mod map;
mod maybe;
mod moment;
mod net;
mod numeric;
mod opaque;
mod secret;
pub mod setters;
mod spelled;
#[cfg(test)]
mod tests;
mod time;
mod uuid;
mod value;

pub use argument::Argument;
pub use base64::{Base64, Base64Url};
pub use binary::Text;
pub use decimal::{BigInteger, Decimal};
pub use duration::Duration;
pub use json::Json;
pub use map::Map;
pub use maybe::Maybe;
pub use net::{Ipv4, Ipv6};
pub use numeric::Numeric;
pub use opaque::{Hide, Opaque};
pub use secret::Secret;
pub use spelled::{Spell, Spelled};
pub use time::{Date, DateTime, Time};
pub use uuid::Uuid;
pub use value::Object;

#[doc(hidden)]
pub use json::{hash_json, same_json};
#[doc(hidden)]
pub use opaque::{Hidden, Of, OpaqueBox};
