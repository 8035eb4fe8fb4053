//! Sets of JSON types: those that a value may have by `type` and related keywords.

use std::ops::{BitAnd, BitOr};

/// A set of JSON types. `number` is `INTEGER | FRACTION`, and so includes the integers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TypeSet(u8);

impl TypeSet {
    pub const NONE: Self = Self(0);
    pub const NULL: Self = Self(1);
    pub const BOOLEAN: Self = Self(2);
    pub const INTEGER: Self = Self(4);
    pub const FRACTION: Self = Self(8);
    pub const NUMBER: Self = Self(12);
    pub const STRING: Self = Self(16);
    pub const ARRAY: Self = Self(32);
    pub const OBJECT: Self = Self(64);
    pub const ALL: Self = Self(127);

    /// The set for one name of the `type` keyword.
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "null" => Self::NULL,
            "boolean" => Self::BOOLEAN,
            "integer" => Self::INTEGER,
            "number" => Self::NUMBER,
            "string" => Self::STRING,
            "array" => Self::ARRAY,
            "object" => Self::OBJECT,
            _ => return None,
        })
    }

    /// The type of a value.
    pub fn of(value: &serde_json::Value) -> Self {
        use serde_json::Value;
        match value {
            Value::Null => Self::NULL,
            Value::Bool(_) => Self::BOOLEAN,
            Value::Number(number) if number.is_f64() => Self::FRACTION,
            Value::Number(_) => Self::INTEGER,
            Value::String(_) => Self::STRING,
            Value::Array(_) => Self::ARRAY,
            Value::Object(_) => Self::OBJECT,
        }
    }

    pub fn is_empty(self) -> bool {
        self == Self::NONE
    }

    pub fn contains(self, other: Self) -> bool {
        self & other == other
    }

    pub fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// The members. `number` and `integer` count as one.
    pub fn members(self) -> impl Iterator<Item = (&'static str, Self)> {
        let number = match self & Self::NUMBER {
            Self::INTEGER => ("integer", Self::INTEGER),
            _ => ("number", Self::NUMBER),
        };
        [
            ("object", Self::OBJECT),
            ("array", Self::ARRAY),
            ("string", Self::STRING),
            number,
            ("boolean", Self::BOOLEAN),
            ("null", Self::NULL),
        ]
        .into_iter()
        .filter(move |(_, ty)| !(self & *ty).is_empty())
    }

    /// The name, where the set has one type.
    pub fn name(self) -> Option<&'static str> {
        let mut members = self.members();
        let first = members.next()?;
        members.next().is_none().then_some(first.0)
    }

    /// One of string, number, integer and boolean, and nothing else.
    pub fn is_one_scalar(self) -> bool {
        matches!(
            self,
            Self::BOOLEAN | Self::INTEGER | Self::FRACTION | Self::NUMBER | Self::STRING
        )
    }
}

impl BitAnd for TypeSet {
    type Output = Self;

    fn bitand(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }
}

impl BitOr for TypeSet {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}
