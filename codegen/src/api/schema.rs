//! Schemas as types: an arena of definitions behind typed ids.

use std::ops::Index;

use indexmap::IndexMap;

use super::{Constraint, Scalar};

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
    /// The id of the definition that is pushed after `count` others.
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

    /// Replaces a definition that was reserved before its content was known.
    pub fn set(&mut self, id: TypeId, definition: TypeDef) {
        if let Some(slot) = self.definitions.get_mut(id.0 as usize) {
            *slot = definition;
        }
    }

    /// Moves a definition out and leaves any JSON without a place.
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

/// A use of a type. Nullability belongs to the use, not to the definition.
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
    /// The key of a component schema. None for inline schemas.
    pub fn component(&self) -> Option<&str> {
        match self.origin.steps.as_slice() {
            [Step::Component(key)] => Some(key),
            _ => None,
        }
    }
}

/// An inline schema that is equal to others.
#[derive(Debug, Clone, PartialEq)]
pub struct Equal {
    pub origin: Origin,
    pub title: Option<String>,
}

/// The origin of a definition: its place, and what it is named after.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Origin {
    /// JSON pointer into the document, `/components/schemas/Pet/properties/status`.
    pub pointer: String,
    /// The steps that lead to it, outermost first. A component is one `Step::Component`. An inline
    /// schema has the path of the type that contains it and one more step, `[Component("Pet"),
    /// Property("status")]`.
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
    /// The items of an array.
    Item,
    /// The values of a map.
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
    /// The body of a response, by its status as written (`200`, `4XX`, `default`).
    Response(String),
    Header(String),
}

/// Texts of the document for people.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Docs {
    pub title: Option<String>,
    /// CommonMark, unchanged.
    pub description: Option<String>,
    pub deprecated: bool,
    /// `default`, as compact JSON.
    pub default: Option<String>,
    /// `example` or the first of `examples`, as compact JSON.
    pub example: Option<String>,
    /// Bounds, patterns and lengths.
    pub constraints: Vec<Constraint>,
    /// `externalDocs.url`.
    pub external: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Default)]
pub enum Kind {
    /// Any JSON, because the document asks for it (`{}`, `true`).
    #[default]
    Any,
    /// Any JSON, because the schema cannot be expressed. The reason has been reported.
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
    /// `prefixItems`: the first `required` of them are always there. `rest` is the type of the
    /// items after them, if there may be any.
    Tuple {
        members: Vec<Use>,
        required: usize,
        rest: Option<Use>,
    },
    Object(Object),
    /// An object without declared properties: values by name.
    Map(Use),
    Union(Union),
    /// A component that is only another name: `$ref`, or `allOf` with one part and annotations.
    Alias(Use),
}

#[derive(Debug, Clone, PartialEq)]
pub struct Enumeration {
    /// Distinct values in the document's order. `null` is removed; it makes the use nullable.
    pub values: Vec<EnumValue>,
    /// The document allows other values, too (`anyOf: [string, enum]`). Generated enums keep
    /// unknown values anyway; this is for the documentation.
    pub open: bool,
}

#[derive(Debug, Clone, PartialEq)]
pub struct EnumValue {
    /// A string, boolean or number. In an enumeration of integers it is an integer.
    pub value: serde_json::Value,
    /// The digits of an integer beyond 64 bits, which `value` rounds.
    pub digits: Option<String>,
    /// `x-enum-varnames` and its like.
    pub name: Option<String>,
    pub description: Option<String>,
}

impl EnumValue {
    /// What the value is named after: a string as it is, anything else as JSON.
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
    /// In the document's order, inherited fields first, each wire name once.
    pub fields: Vec<Field>,
    pub additional: Additional,
    /// For responses only. Requests have their own definition of the same schema.
    pub divided: bool,
}

/// Members that no field declares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Additional {
    /// The document does not say: unknown members are ignored.
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
    /// The name in JSON.
    pub wire_name: String,
    pub ty: Use,
    pub required: bool,
    pub read_only: bool,
    pub write_only: bool,
    /// The documentation of this use. A description beside a `$ref` wins over that of its target.
    pub docs: Docs,
    /// JSON pointer of the property.
    pub pointer: String,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Union {
    pub variants: Vec<Variant>,
    /// `oneOf`, or other keywords that say that a value fits one variant only.
    pub exclusive: bool,
    /// Not decided before all definitions are known, unless there is a discriminator.
    pub recognition: Option<Recognition>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Variant {
    /// The source of its name: component name, title, tag, JSON type or number.
    pub name: String,
    pub ty: Use,
    pub docs: Docs,
}

/// How the variant of a value is found.
#[derive(Debug, Clone, PartialEq)]
pub enum Recognition {
    Discriminator(Discriminator),
    /// One shape for each variant, in the order of the variants. If several match, they are tried
    /// in order.
    Shapes(Vec<Shape>),
}

#[derive(Debug, Clone, PartialEq)]
pub struct Discriminator {
    /// The wire name of the property that holds the tag.
    pub property: String,
    /// The index of the variant for each tag, in the document's order. If a variant has no field
    /// for its tag, its first tag is the one that is written.
    pub tags: IndexMap<String, usize>,
    /// The index of the variant for an unknown or absent tag (`defaultMapping`, 3.2).
    pub default: Option<usize>,
}

impl Discriminator {
    /// The tags of a variant, in the document's order.
    pub fn tags_of(&self, variant: usize) -> impl Iterator<Item = &String> {
        let tags = self.tags.iter();
        tags.filter(move |(_, index)| **index == variant)
            .map(|(tag, _)| tag)
    }
}

/// What must be true of a value to be of a variant.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Shape {
    pub null: bool,
    pub boolean: bool,
    pub integer: bool,
    /// Also set where `number` means integers.
    pub number: bool,
    pub string: bool,
    pub array: bool,
    pub object: bool,
    /// A property and its allowed constants as compact JSON, for a variant that is an object.
    pub constants: Vec<(String, Vec<String>)>,
    /// Properties that an object of the variant must have, where that helps to tell it apart.
    pub required: Vec<String>,
    /// Values that a string of the variant may have, where that helps to tell it apart.
    pub values: Vec<String>,
}
