//! Limits of numbers and counts.

use crate::document::{Node, Value};

/// The least and the greatest value, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Range<T> {
    pub minimum: Option<T>,
    pub maximum: Option<T>,
}

/// `minimum` or `maximum`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limit {
    pub value: Quantity,
    pub exclusive: bool,
}

/// A number that keeps the digits of integers beyond 64 bits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Quantity {
    Whole(i128),
    Real(f64),
}

impl From<f64> for Quantity {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "whole and within the exact range of f64"
    )]
    fn from(value: f64) -> Self {
        if value.fract() == 0.0 && value.abs() < 1e19 {
            Self::Whole(value as i128)
        } else {
            Self::Real(value)
        }
    }
}

impl std::fmt::Display for Quantity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Whole(value) => value.fmt(f),
            Self::Real(value) => value.fmt(f),
        }
    }
}

impl Limit {
    #[expect(clippy::cast_precision_loss, reason = "only compared")]
    pub fn approximately(self) -> f64 {
        match self.value {
            Quantity::Whole(value) => value as f64,
            Quantity::Real(value) => value,
        }
    }

    /// An inclusive and an exclusive bound, as the stricter of the two. `exclusive` is a number;
    /// before OpenAPI 3.1 it is a flag that makes the inclusive bound exclusive.
    pub(super) fn of(
        inclusive: Option<&Node>,
        exclusive: Option<&Node>,
        is_stricter: fn(f64, f64) -> bool,
    ) -> Option<Self> {
        let limit = |node: Option<&Node>, exclusive| {
            let value = Quantity::of(node?)?;
            Some(Self { value, exclusive })
        };
        if exclusive.and_then(Node::as_bool) == Some(true) {
            return limit(inclusive, true);
        }
        match (limit(inclusive, false), limit(exclusive, true)) {
            (Some(known), Some(other)) => {
                let wins = is_stricter(other.approximately(), known.approximately());
                Some(if wins { other } else { known })
            }
            (known, other) => known.or(other),
        }
    }
}

impl Quantity {
    /// The number in a node, if it is one.
    pub fn of(node: &Node) -> Option<Self> {
        match &node.value {
            Value::Int(_) | Value::BigInt(_) => node.as_i128().map(Self::Whole),
            _ => None,
        }
        .or_else(|| node.as_f64().map(Self::from))
    }
}

impl Range<usize> {
    pub(super) fn of(minimum: Option<&Node>, maximum: Option<&Node>) -> Self {
        let count = |node: Option<&Node>| usize::try_from(node?.as_i128()?).ok();
        Self {
            minimum: count(minimum),
            maximum: count(maximum),
        }
    }
}
