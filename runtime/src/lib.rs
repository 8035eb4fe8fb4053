//! The library that every generated client calls.
//!
//! What would be the same for two operations or two types of an API is here, written by hand once.
//! At the root stands what users name:
//!
//! - calls and their results: [`Call`], [`Response`], [`Error`] and the errors in it;
//!   [`Pages`], [`Items`] and [`Position`]; [`Events`], [`Lines`] and [`Chunks`] for what is read
//!   while it arrives; [`Part`] and [`Parts`]; [`File`] for content that is sent unchanged.
//! - the settings of a client: [`RetryPolicy`], [`TokenOptions`], [`TokenProvider`],
//!   [`Transport`]; logins: [`OAuth2`] and [`Tokens`].
//! - the types of properties that the standard library does not have: [`DateTime`], [`Uuid`],
//!   [`Base64`], [`Decimal`], [`Secret`], [`Maybe`], [`Map`], [`Json`] and so on.
//! - JSON: [`from_slice`], [`to_string`], [`to_vec`] and [`vacant`] for all generated types;
//!   [`Wire`] and [`Encode`] with [`json`] for types of your own.
//!
//! [`guide`] shows how to use a client, [`tables`] how to read its code.
#![warn(missing_docs)]
#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::unreachable,
        clippy::indexing_slicing
    )
)]

#[doc = include_str!("guide.md")]
pub mod guide {}
mod http;
pub mod json;
#[doc(hidden)]
pub mod private;
pub mod tables;
mod types;
mod wire;

/// What the signatures of generated clients mention; each generated client has it, too.
pub mod prelude {
    pub use crate::{
        AnyError, ApiError, AuthError, Base64, BigInteger, BuildError, Bytes, Chunks, Date,
        DateTime, Decimal, DecodeError, Drift, DriftKind, Duration, Error, Event, Events, File,
        HeaderError, HeaderMap, Ipv4, Ipv6, Items, Json, Lines, Map, Maybe, OAuth2, Object, Pages,
        Part, Parts, Position, RawResponse, RequestError, Response, RetryPolicy, Secret, Sending,
        StreamError, Text, Time, TimeoutError, TimeoutKind, TokenOptions, TokenProvider, Tokens,
        Tolerance, Transport, TransportError, TransportErrorKind, Tuple, Uuid, Value,
    };
}

pub use self::http::*;
#[cfg(feature = "chrono")]
pub use types::chrono;
#[cfg(feature = "jiff")]
pub use types::jiff;
pub use types::setters;
pub use types::{
    Argument, Base64, Base64Url, BigInteger, Date, DateTime, Decimal, Duration, Ipv4, Ipv6, Json,
    Map, Maybe, Numeric, Object, Opaque, Secret, Spell, Spelled, Text, Time, Uuid,
};
pub use wire::{
    BodyKind, DriftKind, Encode, JsonError, Tolerance, Tuple, Wire, from_slice, to_string, to_vec,
    vacant,
};

pub use bytes::Bytes;
#[cfg(feature = "reqwest")]
pub use reqwest;
pub use serde_json::Value;
pub use {bytes, futures_core, http_body, serde_json, time, uuid};
