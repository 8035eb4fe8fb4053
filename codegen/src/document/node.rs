//! The tree that a text is read into: JSON values that know their place in the file.
//!
//! It keeps more than `serde_json::Value`: integers of any size stay exact, floats stay apart from
//! integers, and mappings keep the order of the text.

use std::ops::{Deref, DerefMut};

use indexmap::IndexMap;

pub use crate::diagnostics::Origin;

/// Members of an object, in the order of the text. There are many small objects: hashing takes a
/// good part of the whole time, and the state of the standard hasher a good part of the memory.
pub type Mapping = IndexMap<String, Node, foldhash::fast::RandomState>;

/// A value and its place.
#[derive(Debug, Clone, Default)]
pub struct Node {
    pub value: Value,
    pub origin: Origin,
}

#[derive(Debug, Clone, PartialEq, Default)]
pub enum Value {
    #[default]
    Null,
    Bool(bool),
    Int(i64),
    /// The decimal digits of an integer beyond 64 bits, or of an unsigned one beyond `i64`.
    BigInt(Box<str>),
    Float(f64),
    String(String),
    Sequence(Vec<Node>),
    Mapping(Box<Mapping>),
}

impl Node {
    pub fn new(value: impl Into<Value>, origin: Origin) -> Self {
        Self {
            value: value.into(),
            origin,
        }
    }

    pub fn as_str(&self) -> Option<&str> {
        match &self.value {
            Value::String(text) => Some(text),
            _ => None,
        }
    }

    pub fn as_bool(&self) -> Option<bool> {
        match self.value {
            Value::Bool(flag) => Some(flag),
            _ => None,
        }
    }

    /// The integer, whichever way it is kept. A float is never one, even without a fraction.
    pub fn as_i128(&self) -> Option<i128> {
        match &self.value {
            Value::Int(number) => Some(i128::from(*number)),
            Value::BigInt(digits) => digits.parse().ok(),
            _ => None,
        }
    }

    pub fn as_f64(&self) -> Option<f64> {
        match &self.value {
            #[expect(clippy::cast_precision_loss, reason = "the caller asks for a float")]
            Value::Int(number) => Some(*number as f64),
            Value::BigInt(digits) => digits.parse().ok(),
            Value::Float(number) => Some(*number),
            _ => None,
        }
    }

    pub fn as_sequence(&self) -> Option<&[Node]> {
        match &self.value {
            Value::Sequence(items) => Some(items),
            _ => None,
        }
    }

    pub fn as_mapping(&self) -> Option<&Mapping> {
        match &self.value {
            Value::Mapping(members) => Some(members),
            _ => None,
        }
    }

    pub fn as_mapping_mut(&mut self) -> Option<&mut Mapping> {
        match &mut self.value {
            Value::Mapping(members) => Some(members),
            _ => None,
        }
    }

    pub fn is_null(&self) -> bool {
        matches!(self.value, Value::Null)
    }

    /// The member of a mapping, or the item of a sequence by its number.
    pub fn get(&self, token: &str) -> Option<&Node> {
        match &self.value {
            Value::Mapping(members) => members.get(token),
            Value::Sequence(items) => items.get(token.parse::<usize>().ok()?),
            _ => None,
        }
    }

    pub fn get_mut(&mut self, token: &str) -> Option<&mut Node> {
        match &mut self.value {
            Value::Mapping(members) => members.get_mut(token),
            Value::Sequence(items) => items.get_mut(token.parse::<usize>().ok()?),
            _ => None,
        }
    }

    /// The string under a key of a mapping.
    pub fn text(&self, key: &str) -> Option<&str> {
        self.get(key)?.as_str()
    }

    /// A name of the value's type for people: "a string", "a mapping".
    pub fn describe(&self) -> &'static str {
        match &self.value {
            Value::Null => "null",
            Value::Bool(_) => "a boolean",
            Value::Int(_) | Value::BigInt(_) => "an integer",
            Value::Float(number) if !number.is_finite() => "`.inf` or `.nan`",
            Value::Float(_) => "a number",
            Value::String(_) => "a string",
            Value::Sequence(_) => "a list",
            Value::Mapping(_) => "a mapping",
        }
    }

    /// The same value without places. Integers beyond 64 bits become floats, as in `serde_json`.
    pub fn to_json(&self) -> serde_json::Value {
        use serde_json::Value as Json;
        match &self.value {
            Value::Null => Json::Null,
            Value::Bool(flag) => Json::Bool(*flag),
            Value::Int(number) => Json::from(*number),
            Value::BigInt(digits) => match digits.parse::<u64>() {
                Ok(number) => Json::from(number),
                Err(_) => Json::from(digits.parse().unwrap_or(f64::MAX)),
            },
            Value::Float(number) => Json::from(*number),
            Value::String(text) => Json::String(text.clone()),
            Value::Sequence(items) => Json::Array(items.iter().map(Self::to_json).collect()),
            Value::Mapping(members) => {
                let members = members.iter();
                Json::Object(
                    members
                        .map(|(key, one)| (key.clone(), one.to_json()))
                        .collect(),
                )
            }
        }
    }
}

/// Values are equal wherever they stand.
impl PartialEq for Node {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl From<bool> for Value {
    fn from(flag: bool) -> Self {
        Self::Bool(flag)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::String(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::String(text)
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Int(number)
    }
}

impl From<Vec<Node>> for Value {
    fn from(items: Vec<Node>) -> Self {
        Self::Sequence(items)
    }
}

impl From<Mapping> for Value {
    fn from(members: Mapping) -> Self {
        Self::Mapping(Box::new(members))
    }
}

/// The root of a document. Unlike a bare [`Node`] it is dropped without recursion, so that deep
/// nesting cannot overflow the stack of the thread that drops it.
#[derive(Debug, Clone, Default)]
pub struct Tree(Node);

impl Tree {
    pub fn new(root: Node) -> Self {
        Self(root)
    }
}

impl Deref for Tree {
    type Target = Node;

    fn deref(&self) -> &Node {
        &self.0
    }
}

impl DerefMut for Tree {
    fn deref_mut(&mut self) -> &mut Node {
        &mut self.0
    }
}

impl Drop for Tree {
    fn drop(&mut self) {
        let mut rest = vec![std::mem::take(&mut self.0)];
        while let Some(node) = rest.pop() {
            match node.value {
                Value::Sequence(items) => rest.extend(items),
                Value::Mapping(members) => rest.extend(members.into_values()),
                Value::Null
                | Value::Bool(_)
                | Value::Int(_)
                | Value::BigInt(_)
                | Value::Float(_)
                | Value::String(_) => {}
            }
        }
    }
}
