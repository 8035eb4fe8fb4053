//! Whether a value of the document fits one of its schemas, as far as types, members and constants
//! tell.
//!
//! Only keywords that decide which type reads the value count. Lengths, ranges, patterns of strings
//! and formats do not.

use indexmap::IndexMap;

use crate::document::{Node, Value, pointer};
use crate::openapi::Schema;
use crate::openapi::TypeSet;

/// Twenty times what the largest description needs. After that nothing fits.
const MAX_STEPS: usize = 200_000;

/// Results by the addresses of schema and value.
#[derive(Debug)]
pub struct Validity<'d> {
    root: &'d Node,
    /// Whether a value beside the listed ones fits, if it is of one of their types.
    open: bool,
    known: IndexMap<(usize, usize), bool>,
    steps: usize,
}

impl<'d> Validity<'d> {
    /// As a validator decides it.
    pub fn strictly(root: &'d Node) -> Self {
        Self::new(root, false)
    }

    /// As generated types decide it, whose enumerations keep unknown values.
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

    /// The limit is reached.
    pub fn is_spent(&self) -> bool {
        self.steps > MAX_STEPS
    }

    /// Whether the schema accepts the value. A schema that leads back to itself adds nothing.
    pub fn fits(&mut self, schema: Schema<'d>, value: &Node) -> bool {
        let key = (schema.address(), address(value));
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

    fn look(&mut self, schema: Schema<'d>, value: &Node) -> bool {
        let target = schema.reference();
        target.is_none_or(|reference| self.fits_target(reference, value))
            && !schema.is_never()
            && schema
                .types()
                .is_none_or(|types| types.contains(type_of(value)))
            && self.is_listed(schema, value)
            && self.has_its_members(schema, value)
            && self.has_its_items(schema, value)
            && schema.all_of().iter().all(|part| self.fits(part, value))
            && [schema.one_of(), schema.any_of()]
                .into_iter()
                .all(|choice| {
                    choice.is_empty() || choice.iter().any(|variant| self.fits(variant, value))
                })
    }

    fn fits_target(&mut self, reference: &str, value: &Node) -> bool {
        let target = pointer::find(self.root, reference);
        target.is_some_and(|target| self.fits(Schema::new(target), value))
    }

    fn is_listed(&mut self, schema: Schema<'d>, value: &Node) -> bool {
        let mut listed = schema.values().iter();
        let is_alike = |one: &Node| match self.open {
            true => type_of(one) == type_of(value),
            false => one == value,
        };
        let looked_at = listed.clone().take_while(|one| !is_alike(one)).count();
        self.steps += looked_at;
        schema.values().is_empty() || listed.nth(looked_at).is_some()
    }

    fn has_its_members(&mut self, schema: Schema<'d>, value: &Node) -> bool {
        let Value::Mapping(members) = &value.value else {
            return true;
        };
        schema.required().all(|name| members.contains_key(name))
            && members.iter().all(|(name, member)| {
                // Which of the patterns match the name is not checked.
                let below = of_member(schema, name);
                below.into_iter().all(|below| self.fits(below, member))
            })
    }

    fn has_its_items(&mut self, schema: Schema<'d>, value: &Node) -> bool {
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
fn address(node: &Node) -> usize {
    std::ptr::from_ref(node).addr()
}

/// The schemas for one member.
pub fn of_member<'d>(schema: Schema<'d>, name: &str) -> Vec<Schema<'d>> {
    if let Some(declared) = schema.property(name) {
        return vec![declared];
    }
    let patterns = schema.pattern_properties().map(|(_, values)| values);
    let more = schema.additional_properties().map(|(_, values)| values);
    patterns.chain(more).collect()
}

/// The schemas for one item.
pub fn of_item(schema: Schema<'_>, index: usize) -> Option<Schema<'_>> {
    let first = schema.prefix_items().1.get(index);
    first.or_else(|| Some(schema.items()?.1))
}

/// The type of a value. A number without a fraction is an integer.
pub fn type_of(value: &Node) -> TypeSet {
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
