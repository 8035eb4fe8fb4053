//! Items of `types/`: structs, enums, unions and aliases, with their spelling in JSON.

use std::collections::BTreeSet;

use super::{Docs, Ident, Type};

/// A file of `types/`: a component, followed by its inline children.
#[derive(Debug, Clone, PartialEq)]
pub struct TypeFile {
    pub module: Ident,
    /// The types of other files in its items, sorted.
    pub uses: Vec<Ident>,
    /// Cargo features that need the file. Empty: it is always there.
    pub features: Vec<String>,
    pub items: Vec<Item>,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Item {
    Struct(Struct),
    Enum(Enum),
    Union(Union),
    Alias(Alias),
}

/// Traits beyond `Clone`, `Debug` and `PartialEq`, which every type has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Traits {
    pub default: bool,
    pub copy: bool,
    pub eq: bool,
    pub hash: bool,
    pub ord: bool,
    /// For a union: `From` for the type of each variant.
    pub from: bool,
    /// It is somewhere behind a `runtime::Opaque`.
    pub hide: bool,
    /// For a struct: setters of the members that may be absent.
    pub set: bool,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Struct {
    pub ident: Ident,
    /// The JSON pointer of its origin.
    pub pointer: String,
    pub docs: Docs,
    pub traits: Traits,
    pub fields: Vec<Field>,
    /// The field for members that no other field names.
    pub rest: Option<Rest>,
    /// Callers make values of it for requests, so `new` is offered.
    pub sent: bool,
}

impl Struct {
    /// The fields that `new` takes, in order. None where it is not offered.
    pub fn arguments(&self) -> impl Iterator<Item = &Field> {
        self.required().filter(|_| self.sent)
    }

    /// The fields with a fixed value that is not their placeholder.
    pub fn known(&self) -> impl Iterator<Item = (&Field, &Fixed)> {
        let fixed = self.fields.iter();
        let fixed = fixed.filter_map(|field| Some((field, field.fixed.as_ref()?)));
        fixed.filter(|(_, fixed)| **fixed != Fixed::Vacant)
    }

    /// The fields that every value has, in order, except those with a fixed value.
    pub fn required(&self) -> impl Iterator<Item = &Field> {
        self.fields
            .iter()
            .filter(|field| field.presence == Presence::Required && field.fixed.is_none())
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    pub ident: Ident,
    /// The JSON pointer of its origin.
    pub pointer: String,
    pub wire_name: String,
    pub docs: Docs,
    pub ty: Type,
    pub presence: Presence,
    /// The only possible value, which `new` fills in.
    pub fixed: Option<Fixed>,
}

impl Field {
    /// Whether `new` takes what the type can be made from: a text as it is at hand, and a number
    /// without the type around it.
    pub fn takes_into(&self) -> bool {
        matches!(
            self.ty,
            Type::String | Type::Secret | Type::File | Type::Opaque(_) | Type::InText(..)
        )
    }
}

/// A fixed value.
#[derive(Debug, Clone, PartialEq)]
pub enum Fixed {
    /// The value of an enumeration with one value, which is its placeholder.
    Vacant,
    /// A text for a `String` or an enumeration of strings.
    Text(String),
    /// A number or a boolean, as spelled in Rust.
    Literal(String),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// Always written. A missing one is an error unless its type accepts `null`.
    Required,
    /// Left out when it is `None` or `Maybe::Absent`.
    Optional,
    /// The same, and `null` is one of its values.
    Nullable,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Rest {
    pub ident: Ident,
    pub docs: Docs,
    /// The type of the values.
    pub ty: Type,
}

/// An enum of strings, integers, numbers or booleans. It is open: unknown values are kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Enum {
    pub ident: Ident,
    /// The JSON pointer of its origin.
    pub pointer: String,
    pub docs: Docs,
    pub variants: Vec<EnumVariant>,
    /// The variant that keeps unknown values.
    pub unknown: Ident,
}

#[derive(Debug, Clone, PartialEq)]
pub struct EnumVariant {
    pub ident: Ident,
    pub docs: Docs,
    pub value: WireValue,
}

/// A constant as spelled in JSON.
#[derive(Debug, Clone, PartialEq)]
pub enum WireValue {
    String(String),
    Integer(i64),
    /// Any other constant, as compact JSON.
    Json(String),
}

/// An enum of types. A value that fits no variant is kept as JSON.
#[derive(Debug, Clone, PartialEq)]
pub struct Union {
    pub ident: Ident,
    /// The JSON pointer of its origin.
    pub pointer: String,
    pub docs: Docs,
    pub traits: Traits,
    pub variants: Vec<UnionVariant>,
    pub unknown: Ident,
    /// The wire name of the discriminator, where there is one.
    pub tag: Option<String>,
    /// A value may be an object of several variants at once.
    pub any_of: bool,
}

#[derive(Debug, Clone, PartialEq)]
pub struct UnionVariant {
    pub ident: Ident,
    pub docs: Docs,
    pub ty: Type,
    pub rule: UnionRule,
    /// `From<T>` is offered because no other variant has this type.
    pub from: bool,
}

#[derive(Debug, Clone, PartialEq)]
pub enum UnionRule {
    /// Tags of the discriminator. `json`: they are numbers or booleans. `default`: the variant is
    /// also used for unknown tags.
    Tags {
        tags: Vec<String>,
        json: bool,
        default: bool,
    },
    /// JSON types (`"object"`, `"string"`, ...), constants of properties, required properties and
    /// values of strings; see `api::Shape`.
    Shape {
        types: Vec<&'static str>,
        constants: Vec<(String, Constants)>,
        required: Vec<String>,
        values: Vec<String>,
    },
}

/// The values that a member may have.
#[derive(Debug, Clone, PartialEq)]
pub enum Constants {
    Strings(Vec<String>),
    /// Compact JSON, where not all of them are strings.
    Json(Vec<String>),
}

#[derive(Debug, Clone, PartialEq)]
pub struct Alias {
    pub ident: Ident,
    /// The JSON pointer of its origin.
    pub pointer: String,
    pub docs: Docs,
    pub ty: Type,
}

impl Item {
    pub fn ident(&self) -> &Ident {
        match self {
            Item::Struct(struct_) => &struct_.ident,
            Item::Enum(enum_) => &enum_.ident,
            Item::Union(union) => &union.ident,
            Item::Alias(alias) => &alias.ident,
        }
    }

    /// The JSON pointer of the item's origin.
    pub fn pointer(&self) -> &str {
        match self {
            Item::Struct(struct_) => &struct_.pointer,
            Item::Enum(enum_) => &enum_.pointer,
            Item::Union(union) => &union.pointer,
            Item::Alias(alias) => &alias.pointer,
        }
    }

    /// The types of this API in the item.
    pub fn named(&self) -> BTreeSet<&Ident> {
        let mut names = BTreeSet::new();
        self.types().into_iter().for_each(|ty| ty.named(&mut names));
        names
    }

    fn types(&self) -> Vec<&Type> {
        match self {
            Item::Struct(struct_) => {
                let fields = struct_.fields.iter().map(|field| &field.ty);
                fields
                    .chain(struct_.rest.iter().map(|rest| &rest.ty))
                    .collect()
            }
            Item::Enum(_) => Vec::new(),
            Item::Union(union) => union.variants.iter().map(|variant| &variant.ty).collect(),
            Item::Alias(alias) => vec![&alias.ty],
        }
    }
}

impl WireValue {
    /// As compact JSON.
    pub fn json(&self) -> String {
        match self {
            WireValue::String(text) => serde_json::Value::from(text.as_str()).to_string(),
            WireValue::Integer(integer) => integer.to_string(),
            WireValue::Json(json) => json.clone(),
        }
    }
}
