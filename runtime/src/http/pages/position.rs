//! A place among the pages of an operation, to go on from later.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A place among the pages of an operation: [`Items::position`](crate::Items::position) and
/// [`Pages::position`](crate::Pages::position) give it, `from` goes on there.
///
/// It is a text without credentials, that can be kept and read back with [`FromStr`] or serde. It
/// is good for the same call of the same operation, as long as the server knows the cursor in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Position {
    pub(super) page: At,
    /// How many items of the page were given.
    pub(super) skip: usize,
    /// How many items the pages before have, as far as they were read from the first one.
    pub(super) seen: Option<usize>,
}

/// What asks for a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum At {
    Start,
    /// Another path, if there is one, and the query.
    Link(Option<String>, String),
    /// The JSON of a cursor or number.
    Value(String),
    End,
}

impl Position {
    pub(super) fn start() -> Self {
        Self {
            page: At::Start,
            skip: 0,
            seen: Some(0),
        }
    }

    /// Whether nothing follows.
    pub fn is_end(&self) -> bool {
        self.page == At::End
    }
}

impl fmt::Display for Position {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} ", self.skip)?;
        match self.seen {
            Some(seen) => write!(formatter, "{seen} ")?,
            None => formatter.write_str("- ")?,
        }
        match &self.page {
            At::Start => formatter.write_str("start"),
            At::End => formatter.write_str("end"),
            At::Value(json) => write!(formatter, "value {json}"),
            At::Link(path, query) => {
                write!(
                    formatter,
                    "link {}?{query}",
                    path.as_deref().unwrap_or_default()
                )
            }
        }
    }
}

/// The text is not one that a [`Position`] has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PositionError;

impl fmt::Display for PositionError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("is not a position among pages")
    }
}

impl std::error::Error for PositionError {}

impl FromStr for Position {
    type Err = PositionError;

    fn from_str(text: &str) -> Result<Self, PositionError> {
        let (skip, rest) = text.split_once(' ').ok_or(PositionError)?;
        let (seen, page) = rest.split_once(' ').ok_or(PositionError)?;
        let number = |text: &str| text.parse().map_err(|_| PositionError);
        let (kind, what) = page.split_once(' ').unwrap_or((page, ""));
        let page = match kind {
            "start" => At::Start,
            "end" => At::End,
            "value" => At::Value(what.to_owned()),
            "link" => {
                let (path, query) = what.split_once('?').ok_or(PositionError)?;
                let path = (!path.is_empty()).then(|| path.to_owned());
                if path.as_deref().is_some_and(|path| !path.starts_with('/')) {
                    return Err(PositionError);
                }
                At::Link(path, query.to_owned())
            }
            _ => return Err(PositionError),
        };
        Ok(Self {
            page,
            skip: number(skip)?,
            seen: if seen == "-" {
                None
            } else {
                Some(number(seen)?)
            },
        })
    }
}

impl Serialize for Position {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Position {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(de::Error::custom)
    }
}
