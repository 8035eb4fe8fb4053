//! Bounds, lengths, patterns and formats: what limits the values of a type without changing it.

use std::fmt;

/// One limit of a value. Its text is for people: "at least 1", "at most 100 characters".
#[derive(Debug, Clone, PartialEq)]
pub enum Constraint {
    Minimum {
        value: Quantity,
        exclusive: bool,
    },
    Maximum {
        value: Quantity,
        exclusive: bool,
    },
    MultipleOf(String),
    Least(Counted, usize),
    Most(Counted, usize),
    Exactly(Counted, usize),
    UniqueItems,
    /// A regular expression.
    Pattern(String),
    /// A `format` that has no type of its own.
    Format(String),
}

/// A number that keeps the digits of integers beyond 64 bits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Quantity {
    Whole(i128),
    Real(f64),
}

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    Characters,
    Items,
    /// Items that fit `contains`.
    Contained,
    Members,
}

impl Quantity {
    #[expect(clippy::cast_precision_loss, reason = "only compared")]
    pub fn approximately(self) -> f64 {
        match self {
            Self::Whole(value) => value as f64,
            Self::Real(value) => value,
        }
    }
}

impl Counted {
    fn noun(self, count: usize) -> &'static str {
        match (self, count) {
            (Self::Characters, 1) => "character",
            (Self::Characters, _) => "characters",
            (Self::Items, 1) => "item",
            (Self::Items, _) => "items",
            (Self::Contained, 1) => "item that fits `contains`",
            (Self::Contained, _) => "items that fit `contains`",
            (Self::Members, 1) => "member",
            (Self::Members, _) => "members",
        }
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Whole(value) => value.fmt(f),
            Self::Real(value) => value.fmt(f),
        }
    }
}

impl fmt::Display for Constraint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let exclusive = |exclusive: bool, words: [&'static str; 2]| match exclusive {
            true => words[1],
            false => words[0],
        };
        match self {
            Self::Minimum {
                value,
                exclusive: is,
            } => {
                write!(
                    f,
                    "{} {value}",
                    exclusive(*is, ["at least", "greater than"])
                )
            }
            Self::Maximum {
                value,
                exclusive: is,
            } => {
                write!(f, "{} {value}", exclusive(*is, ["at most", "less than"]))
            }
            Self::MultipleOf(step) => write!(f, "a multiple of {step}"),
            Self::Least(what, count) => write!(f, "at least {count} {}", what.noun(*count)),
            Self::Most(what, count) => write!(f, "at most {count} {}", what.noun(*count)),
            Self::Exactly(what, count) => write!(f, "exactly {count} {}", what.noun(*count)),
            Self::UniqueItems => f.write_str("no duplicate items"),
            Self::Pattern(pattern) => write!(f, "matches `{pattern}`"),
            Self::Format(format) => write!(f, "format `{format}`"),
        }
    }
}
