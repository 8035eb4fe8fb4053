//! One text while it becomes a tree, whichever reader reads it: nodes are numbered, counted and
//! kept from nesting too deep; merge keys are applied and duplicate keys are reported.

use std::cell::{Cell, RefCell};
use std::fmt;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::digits::Digits;
use super::node::{Mapping, Node, Origin, Value};
use crate::diagnostics::{Diagnostics, FileId};

/// How deep lists and mappings may nest. A thousand levels of schemas take two thousand.
pub const MAX_DEPTH: u32 = 2_500;

pub struct Loading {
    file: FileId,
    /// Number of the next node.
    next: Cell<u32>,
    held: Cell<u32>,
    texts: Cell<u32>,
    limit: u32,
    over_limit: Cell<bool>,
    /// Whether `<<` is a merge key, as in YAML.
    merges: bool,
    /// For the floats still to come: the digits of those that are integers the reader has rounded.
    digits: RefCell<Digits>,
    duplicates: RefCell<Vec<Duplicate>>,
    /// Aliases that stand inside the value they refer to.
    endless: RefCell<Vec<Origin>>,
}

struct Duplicate {
    key: String,
    first: Origin,
    second: Origin,
}

/// A mapping whose members are being read.
#[derive(Default)]
pub struct Members {
    members: Mapping,
    merged: Vec<Node>,
}

impl Loading {
    pub fn new(file: FileId, length: usize, merges: bool) -> Self {
        // A node takes at least two bytes of text. More nodes than that can only come from aliases.
        let limit = length
            .saturating_mul(2)
            .clamp(1_000_000, 50_000_000)
            .max(length);
        Self {
            file,
            next: Cell::new(0),
            held: Cell::new(0),
            texts: Cell::new(0),
            limit: u32::try_from(limit).unwrap_or(u32::MAX),
            over_limit: Cell::new(false),
            merges,
            digits: RefCell::default(),
            duplicates: RefCell::default(),
            endless: RefCell::default(),
        }
    }

    /// For a reader that reads integers beyond 64 bits as floats.
    pub fn with_digits(mut self, digits: Digits) -> Self {
        self.digits = digits.into();
        self
    }

    /// What a serde format reads the whole text with.
    pub fn root(&self) -> Seed<'_> {
        Seed {
            loading: self,
            depth: 0,
        }
    }

    /// The origin of the next node, unless there are too many nodes.
    pub fn number(&self, depth: u32) -> Result<Origin, String> {
        let index = self.next.get();
        self.next.set(index.saturating_add(1));
        if index < self.limit && depth <= MAX_DEPTH {
            return Ok(Origin {
                file: self.file,
                index,
            });
        }
        self.over_limit.set(true);
        Err(if depth > MAX_DEPTH {
            format!("nested more than {MAX_DEPTH} levels deep")
        } else {
            format!(
                "aliases make more than {} values of this document",
                self.limit
            )
        })
    }

    /// Counts a string: an alias can repeat a string as well as a list.
    pub fn text(&self, text: &str) -> Result<(), String> {
        let texts = self.texts.get().saturating_add(weight(text));
        self.texts.set(texts);
        if texts <= self.limit {
            return Ok(());
        }
        self.over_limit.set(true);
        Err("aliases repeat more text than this document may hold".to_owned())
    }

    /// Counts nodes that are kept outside the tree.
    pub fn charge(&self, nodes: u32) -> Result<(), String> {
        let held = self.held.get().saturating_add(nodes);
        self.held.set(held);
        if held <= self.limit {
            return Ok(());
        }
        self.over_limit.set(true);
        Err("nested anchors make this document too large".to_owned())
    }

    pub fn is_over_limit(&self) -> bool {
        self.over_limit.get()
    }

    /// Adds a member. Of equal keys the last value stays, at the position of the first.
    pub fn insert(&self, members: &mut Members, key: String, node: Node) {
        if self.merges && key == "<<" && !matches!(node.value, Value::String(_)) {
            members.merged.push(node);
            return;
        }
        match members.members.entry(key) {
            indexmap::map::Entry::Vacant(slot) => {
                slot.insert(node);
            }
            indexmap::map::Entry::Occupied(mut slot) => {
                let key = slot.key().clone();
                let second = node.origin;
                let first = slot.insert(node).origin;
                self.duplicates
                    .borrow_mut()
                    .push(Duplicate { key, first, second });
            }
        }
    }

    /// Notes an alias that cannot be replaced by its value.
    pub fn note_endless(&self, origin: Origin) {
        self.endless.borrow_mut().push(origin);
    }

    pub fn report(self, diagnostics: &mut Diagnostics) {
        for Duplicate { key, first, second } in self.duplicates.into_inner() {
            diagnostics
                .warn("duplicate-key", second, format!("`{key}` is given twice"))
                .related(first, "first given here")
                .instead("the last one");
        }
        for origin in self.endless.into_inner() {
            let message = "this alias stands for a value that contains it";
            diagnostics
                .warn("endless-alias", origin, message)
                .help("use `$ref`, which may be recursive")
                .instead("null");
        }
    }
}

impl Members {
    /// The mapping with merge keys applied. Its own members take precedence over merged ones, and
    /// earlier merged mappings over later ones.
    pub fn finish(mut self) -> Value {
        for node in self.merged {
            let parts = match node.value {
                Value::Sequence(items) => items,
                _ => vec![node],
            };
            for part in parts {
                let Value::Mapping(part) = part.value else {
                    continue;
                };
                for (key, value) in *part {
                    self.members.entry(key).or_insert(value);
                }
            }
        }
        self.members.shrink_to_fit();
        self.members.into()
    }
}

/// Reads one node.
#[derive(Clone, Copy)]
pub struct Seed<'a> {
    loading: &'a Loading,
    depth: u32,
}

impl Seed<'_> {
    fn inner(self) -> Self {
        Self {
            depth: self.depth + 1,
            ..self
        }
    }
}

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        let origin = self.loading.number(self.depth).map_err(D::Error::custom)?;
        let value = deserializer.deserialize_any(self)?;
        Ok(Node { value, origin })
    }
}

impl<'de> Visitor<'de> for Seed<'_> {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_none<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Value, E> {
        Ok(Value::Bool(flag))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Value, E> {
        Ok(Value::Int(number))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Value, E> {
        Ok(integer(i128::from(number)))
    }

    fn visit_i128<E>(self, number: i128) -> Result<Value, E> {
        Ok(integer(number))
    }

    fn visit_u128<E>(self, number: u128) -> Result<Value, E> {
        Ok(i128::try_from(number)
            .map_or_else(|_| Value::BigInt(number.to_string().into()), integer))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Value, E> {
        let digits = self.loading.digits.borrow_mut().pop_front().flatten();
        Ok(digits.map_or(Value::Float(number), Value::BigInt))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Value, E> {
        self.loading.text(text).map_err(E::custom)?;
        Ok(Value::String(text.to_owned()))
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Value, E> {
        self.loading.text(&text).map_err(E::custom)?;
        Ok(Value::String(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = access.next_element_seed(self.inner())? {
            items.push(item);
        }
        items.shrink_to_fit();
        Ok(Value::Sequence(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let mut members = Members::default();
        while let Some(Key(key)) = access.next_key()? {
            self.loading.text(&key).map_err(A::Error::custom)?;
            let node = access.next_value_seed(self.inner())?;
            self.loading.insert(&mut members, key, node);
        }
        Ok(members.finish())
    }

    /// A value with an unknown YAML tag. The tag is ignored.
    fn visit_enum<A: serde::de::EnumAccess<'de>>(self, access: A) -> Result<Value, A::Error> {
        let (_, content) = access.variant::<serde::de::IgnoredAny>()?;
        serde::de::VariantAccess::newtype_variant_seed(content, Untagged(self))
    }
}

/// The value behind a tag. Its node has been numbered already.
struct Untagged<'a>(Seed<'a>);

impl<'de> DeserializeSeed<'de> for Untagged<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self.0)
    }
}

/// A key as it is spelled: `200`, `on` and `null` are strings.
struct Key(String);

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self)
    }
}

/// As how many further nodes a text counts.
pub fn weight(text: &str) -> u32 {
    u32::try_from(text.len() / 64).unwrap_or(u32::MAX)
}

/// The smallest representation that holds the integer.
pub fn integer(number: i128) -> Value {
    i64::try_from(number).map_or_else(|_| Value::BigInt(number.to_string().into()), Value::Int)
}
