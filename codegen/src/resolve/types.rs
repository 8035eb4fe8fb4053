//! Sets of JSON types, by their short name.

pub(super) use crate::openapi::TypeSet;
