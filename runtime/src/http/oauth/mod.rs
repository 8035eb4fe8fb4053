//! OAuth2: what token servers are asked, what they give, and who keeps it (RFC 6749).
//!
//! [`OAuth2`] runs the flows of a description, with a user or without; [`grant`] those that the
//! builder is given a secret for. Both ask with [`request`] and read with [`tokens`].

mod device;
mod discovery;
mod flows;
mod grant;
#[cfg(feature = "pkce")]
mod login;
mod options;
mod renewed;
mod request;
mod slot;
mod tokens;

pub use device::DeviceLogin;
pub use flows::OAuth2;
#[cfg(feature = "pkce")]
pub use login::Login;
pub use options::TokenOptions;
pub use renewed::RenewedTokens;
pub use tokens::Tokens;

pub(super) use grant::{Grant, User};
pub(super) use request::Asker;
