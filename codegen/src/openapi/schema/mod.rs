//! Schemas: JSON Schema 2020-12 and what OpenAPI adds, sections 4.24 and 4.25 of OpenAPI 3.2. This
//! file has the schemas below a schema. The other accessors are in a file for each vocabulary of
//! JSON Schema.

mod annotations;
mod validation;

use super::types::TypeSet;
use super::{items, members};
use crate::document::{Node, Value, pointer};

/// A schema object, or a boolean schema, `true` or `false`.
#[derive(Debug, Clone, Copy)]
pub struct Schema<'d>(&'d Node);

/// The schemas of a list, by number.
#[derive(Debug, Clone, Copy)]
pub struct SchemaList<'d>(&'d [Node]);

/// How a schema names the property that tells its variants apart.
#[derive(Debug, Clone, Copy)]
pub struct Discriminator<'d>(&'d Node);

/// Keywords whose schemas may evaluate items of the same array.
const SPEAK_OF_ITEMS: [&str; 10] = [
    "items",
    "contains",
    "allOf",
    "anyOf",
    "oneOf",
    "not",
    "if",
    "dependentSchemas",
    "$ref",
    "$dynamicRef",
];

impl<'d> Schema<'d> {
    pub fn new(node: &'d Node) -> Self {
        Self(node)
    }

    /// Whether a node can be a schema at all.
    pub fn is_one(node: &Node) -> bool {
        matches!(node.value, Value::Mapping(_) | Value::Bool(_))
    }

    pub fn node(self) -> &'d Node {
        self.0
    }

    /// Tells this schema from all others. Nodes do not move while the document is borrowed.
    pub fn address(self) -> usize {
        std::ptr::from_ref(self.0).addr()
    }

    fn get(self, keyword: &str) -> Option<&'d Node> {
        self.0.get(keyword)
    }

    fn schema(self, keyword: &'static str) -> Option<(&'static str, Self)> {
        self.get(keyword).map(|node| (keyword, Self(node)))
    }

    fn named(self, keyword: &str) -> impl Iterator<Item = (&'d str, Self)> + use<'d> {
        members(self.0, keyword).map(|(name, node)| (name, Self(node)))
    }

    /// An extension, whose key begins with `x-`.
    pub fn extension(self, key: &str) -> Option<&'d Node> {
        self.get(key)
    }

    /// Whether the same values fit both schemas, as far as equal keywords show it.
    pub fn fits_the_same(self, other: Self) -> bool {
        let (Value::Mapping(own), Value::Mapping(others)) = (&self.0.value, &other.0.value) else {
            return self.0 == other.0;
        };
        let counts =
            |keyword: &String| !annotations::KEYWORDS.contains(&&**keyword) && keyword != "type";
        let types = |schema: Self| schema.types().map(|types| types.without(TypeSet::NULL));
        types(self) == types(other)
            && own.keys().filter(|key| counts(key)).count()
                == others.keys().filter(|key| counts(key)).count()
            && own
                .iter()
                .filter(|(key, _)| counts(key))
                .all(|(key, value)| others.get(key) == Some(value))
    }
}

/// Schemas below this one. JSON Schema 2020-12 Core, section 10.
impl<'d> Schema<'d> {
    /// `$ref`, with or without keywords beside it.
    pub fn reference(self) -> Option<&'d str> {
        self.0.text("$ref")
    }

    /// A `$ref` that is all this schema says.
    pub fn only_reference(self) -> Option<&'d str> {
        let is_alone = self.0.as_mapping().is_some_and(|all| all.len() == 1);
        self.reference().filter(|_| is_alone)
    }

    /// `false`: no value fits.
    pub fn is_never(self) -> bool {
        self.0.as_bool() == Some(false)
    }

    /// `true` or `false` in place of a schema.
    pub fn as_flag(self) -> Option<bool> {
        self.0.as_bool()
    }

    pub fn all_of(self) -> SchemaList<'d> {
        SchemaList(items(self.0, "allOf"))
    }

    /// A `$ref` beside other keywords, or `allOf`.
    pub fn has_parts(self) -> bool {
        self.get("$ref").is_some() || !self.all_of().is_empty()
    }

    pub fn one_of(self) -> SchemaList<'d> {
        SchemaList(items(self.0, "oneOf"))
    }

    pub fn any_of(self) -> SchemaList<'d> {
        SchemaList(items(self.0, "anyOf"))
    }

    /// `if`, and its keyword.
    pub fn condition(self) -> Option<(&'static str, Self)> {
        self.schema("if")
    }

    /// `then` and `else` beside an `if`, and `dependentSchemas`, by their pointers below this
    /// schema.
    pub fn branches(self) -> impl Iterator<Item = (String, Self)> {
        let has_condition = self.get("if").is_some();
        let chosen = ["then", "else"].into_iter().filter(move |_| has_condition);
        let chosen = chosen.filter_map(move |key| Some((format!("/{key}"), self.schema(key)?.1)));
        let dependent = self.named("dependentSchemas");
        let below = |name| pointer::join("/dependentSchemas", name);
        chosen.chain(dependent.map(move |(name, schema)| (below(name), schema)))
    }

    pub fn properties(self) -> impl Iterator<Item = (&'d str, Self)> {
        self.named("properties")
    }

    pub fn property(self, name: &str) -> Option<Self> {
        self.get("properties")?.get(name).map(Self)
    }

    pub fn pattern_properties(self) -> impl Iterator<Item = (&'d str, Self)> {
        self.named("patternProperties")
    }

    /// The schema of properties that are not named, and its keyword: `additionalProperties`, else
    /// `unevaluatedProperties`.
    pub fn additional_properties(self) -> Option<(&'static str, Self)> {
        self.schema("additionalProperties")
            .or_else(|| self.schema("unevaluatedProperties"))
    }

    /// The schemas of the first items, and their keyword: `prefixItems`, or `items` before 2020-12.
    pub fn prefix_items(self) -> (&'static str, SchemaList<'d>) {
        let keyword = match self.get("prefixItems") {
            Some(_) => "prefixItems",
            None => "items",
        };
        (keyword, SchemaList(items(self.0, keyword)))
    }

    /// The schema of all other items, and its keyword: `items`; `additionalItems` after a list of
    /// items; `unevaluatedItems` after a tuple, where no other keyword says anything about its
    /// items.
    pub fn items(self) -> Option<(&'static str, Self)> {
        match self.get("items") {
            Some(items) if items.as_sequence().is_some() => self.schema("additionalItems"),
            Some(_) => self.schema("items"),
            None => self.unevaluated_items(),
        }
    }

    fn unevaluated_items(self) -> Option<(&'static str, Self)> {
        let has = |keyword: &&str| self.get(keyword).is_some();
        let counts = has(&"prefixItems") && !SPEAK_OF_ITEMS.iter().any(has);
        self.schema("unevaluatedItems").filter(|_| counts)
    }

    /// The schema of the JSON inside a string.
    pub fn content_schema(self) -> Option<Self> {
        self.get("contentSchema").map(Self)
    }
}

impl<'d> SchemaList<'d> {
    pub fn len(self) -> usize {
        self.0.len()
    }

    pub fn is_empty(self) -> bool {
        self.0.is_empty()
    }

    pub fn get(self, index: usize) -> Option<Schema<'d>> {
        self.0.get(index).map(Schema)
    }

    pub fn iter(self) -> impl DoubleEndedIterator<Item = Schema<'d>> + ExactSizeIterator {
        self.0.iter().map(Schema)
    }
}

impl<'d> Discriminator<'d> {
    pub fn property_name(self) -> &'d str {
        self.0.text("propertyName").unwrap_or_default()
    }

    /// Tags, and the schemas that they name: references or names of components.
    pub fn mapping(self) -> impl Iterator<Item = (&'d str, &'d str)> {
        members(self.0, "mapping").filter_map(|(tag, target)| Some((tag, target.as_str()?)))
    }

    pub fn default_mapping(self) -> Option<&'d str> {
        self.0.text("defaultMapping")
    }
}
