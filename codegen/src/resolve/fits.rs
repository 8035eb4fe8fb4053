//! Whether a value of the document fits a schema of it, as far as types, members and constants go.
//!
//! Only what decides which type reads the value counts: lengths, ranges, patterns of strings and
//! formats do not.

use indexmap::IndexMap;

use super::types::TypeSet;
use crate::document::{Mapping, Node, Value, pointer};

/// Twenty times what the largest of descriptions needs. What comes later fits nothing.
const MAX_STEPS: usize = 200_000;

/// Answers that have been found, by the addresses of schema and value.
#[derive(Debug)]
pub(super) struct Fits<'d> {
    root: &'d Node,
    /// Whether a value beside the listed ones fits, when it is of a type of theirs.
    open: bool,
    known: IndexMap<(usize, usize), bool>,
    steps: usize,
}

impl<'d> Fits<'d> {
    /// As a validator sees it.
    pub fn strictly(root: &'d Node) -> Self {
        Self::new(root, false)
    }

    /// As generated types see it, whose enumerations keep unknown values.
    pub fn openly(root: &'d Node) -> Self {
        Self::new(root, true)
    }

    fn new(root: &'d Node, open: bool) -> Self {
        Self {
            root,
            open,
            known: IndexMap::new(),
            steps: 0,
        }
    }

    /// Nothing is looked at any more.
    pub fn is_spent(&self) -> bool {
        self.steps > MAX_STEPS
    }

    /// The schema takes the value. One that leads back to itself adds nothing.
    pub fn fits(&mut self, schema: &Node, value: &Node) -> bool {
        let key = (address(schema), address(value));
        if let Some(known) = self.known.get(&key) {
            return *known;
        }
        self.steps += 1;
        if self.is_spent() {
            return false;
        }
        self.known.insert(key, true);
        let fits = self.look(schema, value);
        self.known.insert(key, fits);
        fits
    }

    fn look(&mut self, schema: &Node, value: &Node) -> bool {
        if let Some(reference) = schema.get("$ref").and_then(Node::as_str) {
            let target = pointer::find(self.root, reference);
            return target.is_some_and(|target| self.fits(target, value));
        }
        has_its_type(schema, value)
            && self.is_listed(schema, value)
            && self.has_its_members(schema, value)
            && self.has_its_items(schema, value)
            && list(schema, "allOf").all(|part| self.fits(part, value))
            && ["oneOf", "anyOf"].iter().all(|choice| {
                let mut variants = list(schema, choice).peekable();
                variants.peek().is_none() || variants.any(|variant| self.fits(variant, value))
            })
    }

    fn is_listed(&mut self, schema: &Node, value: &Node) -> bool {
        let keyword = match schema.get("x-oas-enum") {
            Some(_) => "x-oas-enum",
            None => "enum",
        };
        let mut listed = list(schema, keyword)
            .inspect(|_| self.steps += 1)
            .peekable();
        let is_alike = |one: &Node| match self.open {
            true => type_of(one) == type_of(value),
            false => one == value,
        };
        listed.peek().is_none() || listed.any(is_alike)
    }

    fn has_its_members(&mut self, schema: &Node, value: &Node) -> bool {
        let Value::Mapping(members) = &value.value else {
            return true;
        };
        let mut required = list(schema, "required").filter_map(Node::as_str);
        required.all(|name| members.contains_key(name))
            && members.iter().all(|(name, member)| {
                // Which of the patterns hold for the name is not looked into.
                of_member(schema, name)
                    .as_slice()
                    .iter()
                    .all(|below| below.as_bool().unwrap_or(true) && self.fits(below, member))
            })
    }

    fn has_its_items(&mut self, schema: &Node, value: &Node) -> bool {
        let Value::Sequence(items) = &value.value else {
            return true;
        };
        items.iter().enumerate().all(|(index, item)| {
            let below = of_item(schema, index);
            below.is_none_or(|below| self.fits(below, item))
        })
    }
}

/// Nodes do not move while the document is borrowed.
pub(super) fn address(node: &Node) -> usize {
    std::ptr::from_ref(node).addr()
}

/// The schemas in a keyword that is a list.
pub(super) fn list<'d>(
    schema: &'d Node,
    keyword: &str,
) -> impl Iterator<Item = &'d Node> + use<'d> {
    let items = schema.get(keyword).and_then(Node::as_sequence);
    items.into_iter().flatten()
}

/// What a schema says of one member.
pub(super) fn of_member<'d>(schema: &'d Node, name: &str) -> Vec<&'d Node> {
    let declared = schema.get("properties").and_then(|all| all.get(name));
    if let Some(declared) = declared {
        return vec![declared];
    }
    let patterns = schema.get("x-oas-pattern-properties");
    let patterns = patterns.and_then(Node::as_mapping).into_iter();
    let more = schema.get("additionalProperties");
    patterns.flat_map(Mapping::values).chain(more).collect()
}

/// What a schema says of one item.
pub(super) fn of_item(schema: &Node, index: usize) -> Option<&Node> {
    list(schema, "x-oas-prefix-items")
        .nth(index)
        .or_else(|| schema.get("items"))
}

/// The types that a schema names; none when it names none.
fn types(schema: &Node) -> Option<TypeSet> {
    let names = schema.get("type").into_iter();
    let names = names.chain(list(schema, "x-oas-types"));
    let named = names.filter_map(|name| TypeSet::named(name.as_str()?));
    let types = named.reduce(|all, ty| all | ty)?;
    let nullable = schema.get("nullable").and_then(Node::as_bool);
    Some(match nullable {
        Some(true) => types | TypeSet::NULL,
        _ => types,
    })
}

fn has_its_type(schema: &Node, value: &Node) -> bool {
    schema.get("x-oas-never").is_none()
        && types(schema).is_none_or(|types| types.contains(type_of(value)))
}

/// The type of a value; a number without a fraction is an integer.
pub(super) fn type_of(value: &Node) -> TypeSet {
    match &value.value {
        Value::Null => TypeSet::NULL,
        Value::Bool(_) => TypeSet::BOOLEAN,
        Value::Int(_) | Value::BigInt(_) => TypeSet::INTEGER,
        Value::Float(number) if number.fract() == 0.0 => TypeSet::INTEGER,
        Value::Float(_) => TypeSet::FRACTION,
        Value::String(_) => TypeSet::STRING,
        Value::Sequence(_) => TypeSet::ARRAY,
        Value::Mapping(_) => TypeSet::OBJECT,
    }
}
