//! What the document's own values show about schemas that leave it open.
//!
//! A schema with `properties` and without `type` is meant as an object, although by JSON Schema any
//! other value is valid, too. Examples show which is right for one schema. In the same way they
//! show whether an integer without a format is beyond 64 bits, and whether a text is spelled as its
//! format says. A default counts for its own schema only: one of another type is mostly meant for a
//! member. An example is followed into the members and items of its schema, and into a union where
//! it fits one variant only.
//!
//! Objects of an `anyOf` may become one type with the members of all. A value that fits one of them
//! need not have the others' members in the types that those declare. Where an example shows such a
//! value, the member is kept as it comes.

pub mod spelling;
pub mod validity;

use indexmap::{IndexMap, IndexSet};

use crate::document::{Mapping, Node, Value, pointer};
use crate::openapi::TypeSet;
use crate::openapi::{Schema, SchemaList};
use crate::resolve::formats::format_of_string;

use spelling::is_spelled;
use validity::{Validity, of_item, of_member, type_of};

/// What values show about one schema.
#[derive(Debug, Clone, Copy, Default)]
pub struct Seen {
    pub types: TypeSet,
    /// An integer beyond `i64`.
    pub huge: bool,
    /// The least and the greatest integer.
    pub integers: Option<(i128, i128)>,
    /// A number that is not an integer.
    pub fraction: bool,
    /// One of the values is sent in the body of a request.
    pub sent: bool,
    /// One of the values is not spelled as the format says.
    pub misspelled: bool,
    /// One of the values does not fit, and the object around it fits another variant of an `anyOf`.
    pub other_values: bool,
}

/// Values of the document by schema, collected when they are first needed.
#[derive(Debug)]
pub struct Examples<'d> {
    root: &'d Node,
    seen: Option<IndexMap<usize, Seen>>,
}

/// Maps whose keys are names, not keywords.
const NAMED: [&str; 13] = [
    "properties",
    "patternProperties",
    "dependentSchemas",
    "$defs",
    "definitions",
    "paths",
    "schemas",
    "responses",
    "parameters",
    "headers",
    "content",
    "requestBodies",
    "callbacks",
];

impl<'d> Examples<'d> {
    pub fn new(root: &'d Node) -> Self {
        Self { root, seen: None }
    }

    /// The same values, for as long as the tree lives.
    pub fn of_tree<'t>(self, root: &'t Node) -> Examples<'t> {
        Examples {
            root,
            seen: self.seen,
        }
    }

    /// Treats the examples in the schema at a JSON pointer as examples of requests, because only
    /// requests use it.
    pub fn mark_sent(&mut self, pointer: &str) {
        let root = self.root;
        let Some(schema) = pointer::find(root, pointer) else {
            return;
        };
        let mut collector = Collector {
            seen: self.seen.take().unwrap_or_else(|| collect(root)),
            sent: true,
            ..Collector::new(root)
        };
        collector.walk(schema, false);
        self.seen = Some(collector.seen);
    }

    /// What values show about the schema at a JSON pointer.
    pub fn of(&mut self, pointer: &str) -> Seen {
        let root = self.root;
        let seen = self.seen.get_or_insert_with(|| collect(root));
        let node = pointer::find(root, pointer);
        node.and_then(|node| seen.get(&Schema::new(node).address()))
            .copied()
            .unwrap_or_default()
    }
}

/// The integer of a number, or the nearest of 128 bits.
#[expect(
    clippy::cast_possible_truncation,
    reason = "a float beyond 128 bits saturates"
)]
fn integer(value: &Value) -> Option<i128> {
    match value {
        Value::Int(number) => Some((*number).into()),
        Value::BigInt(digits) => Some(digits.parse().unwrap_or(match digits.starts_with('-') {
            true => i128::MIN,
            false => i128::MAX,
        })),
        Value::Float(number) if number.fract() == 0.0 => Some(*number as i128),
        _ => None,
    }
}

/// An integer beyond `i64`.
pub fn is_huge(value: &Value) -> bool {
    match value {
        Value::BigInt(_) => true,
        Value::Float(number) => number.abs() >= -(i64::MIN as f64) && number.is_finite(),
        _ => false,
    }
}

fn collect(root: &Node) -> IndexMap<usize, Seen> {
    let mut collector = Collector::new(root);
    collector.walk(root, false);
    collector.seen
}

struct Collector<'d> {
    root: &'d Node,
    seen: IndexMap<usize, Seen>,
    strictly: Validity<'d>,
    openly: Validity<'d>,
    /// Inside the body of a request.
    sent: bool,
    is_default: bool,
}

impl<'d> Collector<'d> {
    fn new(root: &'d Node) -> Self {
        Self {
            root,
            seen: IndexMap::new(),
            strictly: Validity::strictly(root),
            openly: Validity::openly(root),
            sent: false,
            is_default: false,
        }
    }

    /// Looks for values below a node, whose keys may be names.
    fn walk(&mut self, node: &'d Node, named: bool) {
        match &node.value {
            Value::Mapping(members) => {
                if !named {
                    self.values(node, members);
                }
                for (key, member) in members.iter() {
                    if !named && is_value(key) {
                        continue;
                    }
                    let outside = self.sent;
                    self.sent |= !named && matches!(&**key, "requestBody" | "requestBodies");
                    self.walk(member, !named && NAMED.contains(&key.as_str()));
                    self.sent = outside;
                }
            }
            Value::Sequence(items) => items.iter().for_each(|item| self.walk(item, false)),
            _ => {}
        }
    }

    /// The values beside a schema or in it.
    fn values(&mut self, node: &'d Node, members: &'d Mapping) {
        let schema = Schema::new(members.get("schema").unwrap_or(node));
        if let Some(value) = members.get("example") {
            self.show_whole(value, schema);
        }
        if let Some(value) = members.get("default") {
            self.is_default = true;
            self.show_whole(value, schema);
            self.is_default = false;
        }
        match members.get("examples").map(|all| &all.value) {
            Some(Value::Sequence(items)) => {
                items.iter().for_each(|item| self.show_whole(item, schema));
            }
            Some(Value::Mapping(examples)) => {
                for example in examples.values() {
                    let example = self.target(example).unwrap_or(example);
                    if let Some(value) = example.get("value") {
                        self.show_whole(value, schema);
                    }
                }
            }
            _ => {}
        }
    }

    /// A value of a whole schema. `null` mostly means that there is none.
    fn show_whole(&mut self, value: &'d Node, schema: Schema<'d>) {
        if !value.is_null() {
            self.show(value, vec![schema]);
            let seen = self.seen.entry(schema.address()).or_default();
            seen.types = seen.types | type_shown(value);
        }
    }

    /// A value that must fit all of these schemas.
    fn show(&mut self, value: &'d Node, schemas: Vec<Schema<'d>>) {
        let schemas = self.parts(schemas, value);
        for schema in &schemas {
            self.find_strange(value, *schema);
            let seen = self.seen.entry(schema.address()).or_default();
            if !self.is_default {
                seen.types = seen.types | type_shown(value);
            }
            seen.huge |= is_huge(&value.value);
            seen.fraction |= matches!(value.value, Value::Float(number) if number.fract() != 0.0);
            let integer = integer(&value.value).into_iter();
            let known = seen.integers.into_iter();
            let all = known.chain(integer.map(|integer| (integer, integer)));
            seen.integers = all.reduce(|one, other| (one.0.min(other.0), one.1.max(other.1)));
            seen.sent |= self.sent;
            seen.misspelled |= is_misspelled(value, *schema);
        }
        match &value.value {
            Value::Mapping(members) => {
                for (name, member) in members.iter() {
                    let below = schemas.iter().flat_map(|schema| of_member(*schema, name));
                    self.show_below(member, below.collect());
                }
            }
            Value::Sequence(items) => {
                for (index, item) in items.iter().enumerate() {
                    let below = schemas.iter().filter_map(|schema| of_item(*schema, index));
                    self.show_below(item, below.collect());
                }
            }
            _ => {}
        }
    }

    fn show_below(&mut self, value: &'d Node, schemas: Vec<Schema<'d>>) {
        if !schemas.is_empty() {
            self.show(value, schemas);
        }
    }

    /// These schemas, those they refer to and their parts, each once.
    fn parts(&mut self, schemas: Vec<Schema<'d>>, value: &Node) -> Vec<Schema<'d>> {
        let mut known = IndexSet::new();
        let mut all = Vec::new();
        let mut rest = schemas;
        while let Some(schema) = rest.pop() {
            if !known.insert(schema.address()) {
                continue;
            }
            all.push(schema);
            rest.extend(self.target(schema.node()).map(Schema::new));
            rest.extend(schema.all_of().iter());
            for choice in [schema.one_of(), schema.any_of()] {
                rest.extend(self.only_variant(choice, value));
            }
        }
        all
    }

    /// The only variant that fits a value.
    fn only_variant(&mut self, choice: SchemaList<'d>, value: &Node) -> Option<Schema<'d>> {
        let mut variants: Vec<_> = choice.iter().filter(|variant| !is_null(*variant)).collect();
        if variants.len() > 1 && !self.strictly.is_spent() {
            variants.retain(|variant| self.strictly.fits(*variant, value));
        }
        match variants.as_slice() {
            [only] => Some(*only),
            _ => None,
        }
    }

    /// Marks members of an `anyOf`'s variants that a value of another variant has in a different
    /// type.
    fn find_strange(&mut self, value: &Node, schema: Schema<'d>) {
        let Value::Mapping(members) = &value.value else {
            return;
        };
        let variants: Vec<_> = schema.any_of().iter().collect();
        if self.strictly.is_spent()
            || !variants
                .iter()
                .any(|variant| self.strictly.fits(*variant, value))
        {
            return;
        }
        let parts = self.parts(variants, value);
        for (name, member) in members.iter() {
            let declared = parts.iter().filter_map(|part| part.property(name));
            let declared: Vec<_> = declared.collect();
            if declared
                .iter()
                .any(|schema| self.openly.fits(*schema, member))
            {
                continue;
            }
            for schema in declared {
                self.seen.entry(schema.address()).or_default().other_values = true;
            }
        }
    }

    fn target(&self, node: &Node) -> Option<&'d Node> {
        pointer::find(self.root, node.get("$ref")?.as_str()?)
    }
}

/// A text that does not have its format.
fn is_misspelled(value: &Node, schema: Schema<'_>) -> bool {
    let text = value.as_str();
    text.is_some_and(|text| {
        let format = schema.format();
        format.is_some_and(|format| !is_spelled(format_of_string(format), text))
    })
}

/// Keywords whose values do not describe anything.
fn is_value(key: &str) -> bool {
    matches!(key, "example" | "examples" | "default" | "enum" | "const")
}

fn is_null(schema: Schema<'_>) -> bool {
    schema.types() == Some(TypeSet::NULL)
}

/// All numbers count as one type here: a schema without `type` does not say that it has only
/// integers.
fn type_shown(value: &Node) -> TypeSet {
    match type_of(value) {
        ty if TypeSet::NUMBER.contains(ty) => TypeSet::NUMBER,
        ty => ty,
    }
}
