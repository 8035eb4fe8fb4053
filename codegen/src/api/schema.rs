//! Schemas as types: an arena of definitions behind typed ids.

use std::ops::Index;

use indexmap::IndexMap;

use super::Scalar;

/// A definition in [`Types`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeId(u32);

impl TypeId {
    /// Position in the order of [`Types::iter`].
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

impl TypeId {
    /// The id that the definition pushed after `count` others gets.
    pub(crate) fn numbered(count: usize) -> Self {
        Self(u32::try_from(count).unwrap_or(u32::MAX))
    }
}

/// The arena of all definitions. Inline schemas are entries like named ones.
#[derive(Debug, Clone, Default)]
pub struct Types {
    definitions: Vec<TypeDef>,
}

impl Types {
    pub fn push(&mut self, definition: TypeDef) -> TypeId {
        let id = TypeId::numbered(self.definitions.len());
        self.definitions.push(definition);
        id
    }

    /// Replaces a definition, for the ones reserved before their contents were known.
    pub fn set(&mut self, id: TypeId, definition: TypeDef) {
        if let Some(slot) = self.definitions.get_mut(id.0 as usize) {
            *slot = definition;
        }
    }

    /// Moves a definition out; any JSON of no place is left.
    pub(crate) fn take(&mut self, id: TypeId) -> TypeDef {
        let slot = self.definitions.get_mut(id.0 as usize);
        slot.map(std::mem::take).unwrap_or_default()
    }

    pub fn iter(&self) -> impl Iterator<Item = (TypeId, &TypeDef)> {
        (0..).map(TypeId).zip(&self.definitions)
    }

    pub(crate) fn into_iter(self) -> impl Iterator<Item = (TypeId, TypeDef)> {
        (0..).map(TypeId).zip(self.definitions)
    }

    pub(crate) fn iter_mut(&mut self) -> impl Iterator<Item = &mut TypeDef> {
        self.definitions.iter_mut()
    }

    pub fn len(&self) -> usize {
        self.definitions.len()
    }

    pub fn is_empty(&self) -> bool {
        self.definitions.is_empty()
    }
}

impl Index<TypeId> for Types {
    type Output = TypeDef;

    #[expect(
        clippy::indexing_slicing,
        reason = "ids are only made by `push`, and nothing is removed"
    )]
    fn index(&self, id: TypeId) -> &TypeDef {
        &self.definitions[id.0 as usize]
    }
}

/// A use of a type: nullability belongs here, not to the definition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Use {
    pub ty: TypeId,
    pub nullable: bool,
}

#[derive(Debug, Clone, PartialEq, Default)]
pub struct TypeDef {
    pub origin: Origin,
    pub docs: Docs,
    pub kind: Kind,
}

impl TypeDef {
    /// The key of a component schema; none of inline schemas.
    pub fn component(&self) -> Option<&str> {
        match self.origin.steps.as_slice() {
            [Step::Component(key)] => Some(key),
            _ => None,
        }
    }
}

/// An inline schema that says the same as others.
#[derive(Debug, Clone, PartialEq)]
pub struct Equal {
    pub origin: Origin,
    pub title: Option<String>,
}

/// Where a definition comes from: its place, and what it may be called.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Origin {
    /// JSON pointer into the document, `/components/schemas/Pet/properties/status`.
    pub pointer: String,
    /// What leads to it, outermost first. A component is one `Step::Component`; an inline schema
    /// is the path of its holder plus a step, `[Component("Pet"), Property("status")]`.
    pub steps: Vec<Step>,
}

/// One step from a component or an operation towards an inline schema.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// A component schema, by its key.
    Component(String),
    /// An operation, by its final name in words (`list_subscriptions`).
    Operation(String),
    /// `components.responses`, `.requestBodies`, `.parameters`, `.headers`, by key.
    Shared(String),
    Property(String),
    /// Items of an array.
    Item,
    /// Values of a map.
    Value,
    /// A member of a tuple, from 0.
    Member(usize),
    /// A variant of a union: its title, tag or JSON type where it has one, else its number.
    Variant(String),
    /// A part of an `allOf`, from 0.
    Part(usize),
    /// A webhook or callback, by its final name in words.
    Message(String),
    Parameter(String),
    RequestBody,
    /// The body of a webhook or callback.
    Payload,
    /// The body of a response, by its status as spelled (`200`, `4XX`, `default`).
    Response(String),
    Header(String),
}

/// What the document says to people.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Docs {
    pub title: Option<String>,
    /// CommonMark, untouched.
    pub description: Option<String>,
    pub deprecated: bool,
    /// `default`, as compact JSON.
    pub default: Option<String>,
    /// `example` or the first of `examples`, as compact JSON.
    pub example: Option<String>,
    /// Bounds, patterns and lengths in words, one an entry: "at least 1", "at most 100 characters".
    pub constraints: Vec<String>,
    /// `externalDocs.url`.
    pub external: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Default)]
pub enum Kind {
    /// Any JSON, because the document asks for it (`{}`, `true`).
    #[default]
    Any,
    /// Any JSON, because what the document asks for cannot be expressed; the reason is reported.
    Untyped(String),
    /// Only `null`.
    Null,
    Scalar(Scalar),
    Enumeration(Enumeration),
    /// `unique`: the document says `uniqueItems`.
    Array {
        items: Use,
        unique: bool,
    },
    /// `prefixItems`, the first `required` of which are always there; `rest` are the items after
    /// them, if any may follow.
    Tuple {
        members: Vec<Use>,
        required: usize,
        rest: Option<Use>,
    },
    Object(Object),
    /// An object without declared properties: values by name.
    Map(Use),
    Union(Union),
    /// A component that is nothing but another name: `$ref`, or one `allOf` part with annotations.
    Alias(Use),
}

#[derive(Debug, Clone, PartialEq)]
pub struct Enumeration {
    /// Distinct, in the document's order, `null` taken out (it makes the use nullable).
    pub values: Vec<EnumValue>,
    /// The document allows other values too (`anyOf: [string, enum]`). Generated enums keep
    /// unknown values either way; this is for the documentation.
    pub open: bool,
}

#[derive(Debug, Clone, PartialEq)]
pub struct EnumValue {
    /// String, boolean or number (an integer where the enumeration is of integers).
    pub value: serde_json::Value,
    /// Of an integer beyond 64 bits, which `value` rounds.
    pub digits: Option<String>,
    /// `x-enum-varnames` and its like.
    pub name: Option<String>,
    pub description: Option<String>,
}

impl EnumValue {
    /// What the value is called after: a string as it is, else JSON.
    pub fn text(&self) -> String {
        match &self.value {
            serde_json::Value::String(text) => text.clone(),
            _ => self.json(),
        }
    }

    /// The constant as JSON.
    pub fn json(&self) -> String {
        let digits = self.digits.clone();
        digits.unwrap_or_else(|| self.value.to_string())
    }
}

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Object {
    /// In the document's order, inherited ones first, each wire name once.
    pub fields: Vec<Field>,
    pub additional: Additional,
    /// For responses only; requests have a definition of their own of the same schema.
    pub divided: bool,
}

/// Members that no field names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Additional {
    /// The document is silent: unknown members are ignored.
    #[default]
    Unspecified,
    /// `additionalProperties: false`.
    Forbidden,
    /// `additionalProperties: true` or `{}`, beside properties.
    Any,
    Typed(Use),
}

#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// What JSON says.
    pub wire_name: String,
    pub ty: Use,
    pub required: bool,
    pub read_only: bool,
    pub write_only: bool,
    /// Docs of this use: a description beside a `$ref` wins over the one of its target.
    pub docs: Docs,
    /// JSON pointer of the property.
    pub pointer: String,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Union {
    pub variants: Vec<Variant>,
    /// `oneOf`, and whatever else says that a value is of one variant only.
    pub exclusive: bool,
    /// Not decided before all definitions are there, unless a discriminator does.
    pub recognition: Option<Recognition>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Variant {
    /// Where its name comes from: component name, title, tag, JSON type, number.
    pub name: String,
    pub ty: Use,
    pub docs: Docs,
}

/// How a value's variant is found.
#[derive(Debug, Clone, PartialEq)]
pub enum Recognition {
    Discriminator(Discriminator),
    /// One shape for each variant, in the variants' order. More than one may match: they are tried
    /// in order.
    Shapes(Vec<Shape>),
}

#[derive(Debug, Clone, PartialEq)]
pub struct Discriminator {
    /// Wire name of the property that holds the tag.
    pub property: String,
    /// For each tag the index of its variant, in the document's order. The first tag of a variant
    /// is the one written when the variant has no field for it.
    pub tags: IndexMap<String, usize>,
    /// Index of the variant used when the tag is unknown or absent (`defaultMapping`, 3.2).
    pub default: Option<usize>,
}

/// What must hold for a value to be of a variant.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Shape {
    pub null: bool,
    pub boolean: bool,
    pub integer: bool,
    /// Also set where integers are meant by `number`.
    pub number: bool,
    pub string: bool,
    pub array: bool,
    pub object: bool,
    /// Property and the constants it may have as compact JSON, of an object variant.
    pub constants: Vec<(String, Vec<String>)>,
    /// Properties an object variant must have, where that helps to tell it apart.
    pub required: Vec<String>,
    /// Values a string variant may have, where that helps to tell it apart.
    pub values: Vec<String>,
}
