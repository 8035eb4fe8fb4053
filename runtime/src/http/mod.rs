//! HTTP: from an operation and its parameters to a decoded response.
//!
//! In come an [`Operation`] and values, out come requests on a [`Transport`], and back come bodies
//! or an [`Error`]. `wire` decodes bodies, the transport chooses the HTTP library. Everything that
//! two operations would do alike is here, and almost nothing of it is generic.

mod any_error;
mod api_error;
mod attempt;
mod auth_error;
mod authorized;
#[cfg(feature = "blocking")]
mod blocking;
mod bodies;
mod body;
mod builder;
mod builder_credentials;
mod builder_macro;
mod call;
mod call_macro;
mod call_type;
mod charset;
mod client;
mod credentials;
mod custom;
mod decode_error;
#[cfg(feature = "reqwest")]
mod disk;
mod drift;
pub(crate) mod encoding;
mod error;
mod error_shape;
mod escape;
mod events;
mod exchange;
mod fetched_token;
mod file;
pub(crate) mod header_value;
pub(crate) mod headers;
mod idempotency;
mod incoming;
mod interceptor;
mod items;
mod macros;
mod markup;
mod media_type;
mod message;
#[cfg(feature = "mock")]
mod mock;
mod multipart;
mod oauth;
pub(crate) mod operation;
pub(crate) mod pages;
pub(crate) mod parameters;
mod parts;
mod path;
mod payload;
mod reading;
mod redirect;
pub(crate) mod request;
mod requirements;
#[cfg(feature = "reqwest")]
mod reqwest_transport;
mod response;
mod retry;
mod retry_budget;
mod said;
pub(crate) mod schemes;
pub(crate) mod sequence;
mod shape;
mod status_range;
pub(crate) mod style;
#[cfg(test)]
mod tests;
mod texts;
#[cfg(feature = "tower")]
pub(crate) mod tower;
mod tower_macro;
mod trace;
mod transport;
mod url;
mod webhook_macro;
#[cfg(feature = "webhooks")]
pub(crate) mod webhooks;

pub use ::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri};

pub use any_error::AnyError;
pub use api_error::ApiError;
pub use attempt::Attempt;
pub use auth_error::AuthError;
#[cfg(feature = "blocking")]
pub use blocking::{Blocking, block_on};
pub use body::Body;
pub use builder::ClientBuilder;
pub use call::{Call, Sending};
pub use client::Client;
pub use credentials::TokenProvider;
pub use custom::ToPath;
pub use decode_error::DecodeError;
pub use drift::Drift;
pub use error::{BuildError, Error, RequestError, TimeoutError, TimeoutKind};
pub use events::{Event, Events, FromEvent};
pub use fetched_token::FetchedToken;
pub use file::File;
pub use headers::HeaderError;
pub use incoming::{Chunks, StreamError};
pub use interceptor::Interceptor;
pub use items::Lines;
#[cfg(feature = "mock")]
pub use mock::{Canned, Expectation, Mock, MockRequest, MockedCall, Recorder, Replay};
#[cfg(feature = "pkce")]
pub use oauth::Login;
pub use oauth::{DeviceLogin, OAuth2, RenewedTokens, TokenOptions, Tokens};
pub use pages::{Items, Pages, Position, PositionError};
pub use parts::{Part, Parts};
pub use response::{FromResponse, RawResponse, Response};
pub use retry::{RetryDecision, RetryPolicy};
pub use retry_budget::RetryBudget;
#[cfg(feature = "tower")]
pub use tower::{ServiceTransport, TransportService};
pub use transport::{
    BoxError, BoxFuture, HttpRequest, HttpResponse, Transport, TransportError, TransportErrorKind,
};
#[cfg(feature = "webhooks")]
pub use webhooks::{WebhookError, WebhookSecret};
