//! Stand-in for the wire half, until it is there.
#![allow(missing_docs)]
use std::fmt;
pub trait Encode { fn encode(&self) -> String; fn is_absent(&self) -> bool { false } }
pub trait Wire: Encode + fmt::Debug { fn vacant() -> Self where Self: Sized; }
impl Encode for str { fn encode(&self) -> String { serde_json::to_string(self).unwrap_or_default() } }
impl Encode for &str { fn encode(&self) -> String { (**self).encode() } }
impl Encode for serde_json::Value { fn encode(&self) -> String { self.to_string() } fn is_absent(&self) -> bool { self.is_null() } }
impl Wire for serde_json::Value { fn vacant() -> Self { Self::Null } }
pub fn to_json(v: &dyn Encode) -> String { v.encode() }
#[derive(Debug, Clone)] pub struct Misfit { pub path: String, pub message: String }
impl fmt::Display for Misfit { fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { write!(f, "{}: {}", self.path, self.message) } }
pub trait Parse: Sized { fn parse(b: &[u8]) -> Result<Self, Misfit>; }
impl Parse for serde_json::Value { fn parse(b: &[u8]) -> Result<Self, Misfit> { serde_json::from_slice(b).map_err(|e| Misfit { path: String::new(), message: e.to_string() }) } }
#[derive(Clone)] pub struct Secret(String);
impl Secret { pub fn new(t: impl Into<String>) -> Self { Self(t.into()) } pub fn expose(&self) -> &str { &self.0 } }
impl fmt::Debug for Secret { fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str("Secret(..)") } }
impl From<String> for Secret { fn from(t: String) -> Self { Self(t) } }
impl From<&str> for Secret { fn from(t: &str) -> Self { Self(t.into()) } }
#[derive(Debug, Clone, PartialEq, Eq, Default)] pub struct Text(pub String);
