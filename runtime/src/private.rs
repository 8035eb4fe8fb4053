//! The contract between generated code and this crate.
//!
//! Generated code names the types at the root of this crate, as users do, and the macros of
//! [`tables`](crate::tables). What the macros expand to is here. It is hidden because it is not
//! for hand-written code: any of it may change with the version of the contract.
//!
//! Each generated API says at its root for which version it was generated, `runtime::contract! {
//! 1 }`. A runtime of another version refuses to compile it and says why. The version is raised
//! when code that was generated before would no longer compile or would do something else.

pub use std::any::TypeId;
pub use std::borrow::Cow;
pub use std::boxed::Box;
pub use std::clone::Clone;
pub use std::cmp::{Eq, Ord, Ordering, PartialEq, PartialOrd};
pub use std::convert::From;
pub use std::default::Default;
pub use std::fmt;
pub use std::hash::{Hash, Hasher};
pub use std::marker::Copy;
pub use std::option::Option::{self, None, Some};
pub use std::primitive::{bool, i64, str, usize};
pub use std::result::Result::{self, Ok};
pub use std::string::String;
pub use std::stringify;

pub use crate::http::{
    encoding::Encoding,
    header_value::HeaderSpelling,
    headers::TypedHeaders,
    operation::{Operation, Requirement},
    pages::{HasItems, HasPages, Paging},
    parameters::{InPath, InQuery},
    request::Request,
    schemes::{Scheme, Schemes},
    sequence::RawEvent,
    style::Style,
};
pub use serde::Serialize;

pub use crate::json::{Reader, Writer};
pub use crate::types::{Hidden, Hide, Json, Of, OpaqueBox, hash_json, same_json};
pub use crate::wire::{
    Encode, JsonError, Wire, enums::*, object::*, shape::*, tuples::Head, union::*,
};

#[cfg(feature = "tower")]
pub use crate::http::tower::{HttpService, HttpServiceBody};
#[cfg(feature = "webhooks")]
pub use crate::http::webhooks::{
    WebhookRow, choose as choose_webhook, choose_named, read_body,
    read_unknown as read_unknown_webhook,
};
#[cfg(feature = "serde")]
pub use crate::wire::serde::{deserialize, serialize};
#[cfg(feature = "serde")]
pub use serde::{Deserialize, Deserializer, Serializer};
#[cfg(feature = "tower")]
pub use tower_layer::Layer;

/// Holds generated code to the version of this contract.
#[doc(hidden)]
#[macro_export]
macro_rules! contract {
    (1) => {};
    ($version:literal) => {
        ::core::compile_error!(::core::concat!(
            "this code was generated for version ",
            $version,
            " of its contract with `runtime`, and this `runtime` has version 1: depend on the \
             `runtime` of the generator, or generate the code again"
        ));
    };
}
