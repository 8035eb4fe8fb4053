//! Items of `types/`: structs, enums, unions and aliases, with how JSON spells them.

use std::collections::BTreeSet;

use super::{Docs, Ident, Type};

/// A file of `types/`: a component and below it its inline children.
#[derive(Debug, Clone, PartialEq)]
pub struct TypeFile {
    pub module: Ident,
    /// Types of other files that the items name, sorted.
    pub uses: Vec<Ident>,
    /// Cargo features, any of which needs the file; empty: it is always there.
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
    /// Of a union: `From` for the type of each variant.
    pub from: bool,
    /// Stands behind a `runtime::Opaque` somewhere.
    pub hide: bool,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Struct {
    pub ident: Ident,
    /// JSON pointer of what it was made from.
    pub pointer: String,
    pub docs: Docs,
    pub traits: Traits,
    pub fields: Vec<Field>,
    /// The field that holds the members no other field names.
    pub rest: Option<Rest>,
    /// Requests reach it, so that callers make values of it: `new` is offered.
    pub sent: bool,
}

impl Struct {
    /// The fields `new` takes, in order; none where it is not offered.
    pub fn arguments(&self) -> impl Iterator<Item = &Field> {
        self.required().filter(|_| self.sent)
    }

    /// The fields whose value is known and no placeholder.
    pub fn known(&self) -> impl Iterator<Item = (&Field, &Fixed)> {
        let fixed = self.fields.iter();
        let fixed = fixed.filter_map(|field| Some((field, field.fixed.as_ref()?)));
        fixed.filter(|(_, fixed)| **fixed != Fixed::Vacant)
    }

    /// The fields a value cannot be without, in order, those whose value is fixed left out.
    pub fn required(&self) -> impl Iterator<Item = &Field> {
        self.fields
            .iter()
            .filter(|field| field.presence == Presence::Required && field.fixed.is_none())
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    pub ident: Ident,
    /// JSON pointer of what it was made from.
    pub pointer: String,
    pub wire_name: String,
    pub docs: Docs,
    pub ty: Type,
    pub presence: Presence,
    /// The one possible value, which `new` fills in.
    pub fixed: Option<Fixed>,
}

/// A value that is known beforehand.
#[derive(Debug, Clone, PartialEq)]
pub enum Fixed {
    /// Of an enumeration of one value, which is its placeholder.
    Vacant,
    /// A text, for a `String` or an enumeration of strings.
    Text(String),
    /// A number or a boolean, as Rust spells it.
    Literal(String),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// Always written; a missing one is an error unless its type takes `null`.
    Required,
    /// Left out when `None` or `Maybe::Absent`.
    Optional,
    /// The same, and `null` is one of its values.
    Nullable,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Rest {
    pub ident: Ident,
    pub docs: Docs,
    /// Type of the values.
    pub ty: Type,
}

/// An enum of strings, integers, numbers or booleans. Open: what it does not know is kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Enum {
    pub ident: Ident,
    /// JSON pointer of what it was made from.
    pub pointer: String,
    pub docs: Docs,
    pub variants: Vec<EnumVariant>,
    /// Name of the variant that keeps unknown values.
    pub unknown: Ident,
}

#[derive(Debug, Clone, PartialEq)]
pub struct EnumVariant {
    pub ident: Ident,
    pub docs: Docs,
    pub value: WireValue,
}

/// A constant as JSON spells it.
#[derive(Debug, Clone, PartialEq)]
pub enum WireValue {
    String(String),
    Integer(i64),
    /// Any other constant, as compact JSON.
    Json(String),
}

/// An enum of types. What fits no variant is kept as JSON.
#[derive(Debug, Clone, PartialEq)]
pub struct Union {
    pub ident: Ident,
    /// JSON pointer of what it was made from.
    pub pointer: String,
    pub docs: Docs,
    pub traits: Traits,
    pub variants: Vec<UnionVariant>,
    pub unknown: Ident,
    /// Wire name of the discriminator, when there is one.
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
    /// `From<T>` is offered: no other variant has this type.
    pub from: bool,
}

#[derive(Debug, Clone, PartialEq)]
pub enum UnionRule {
    /// Tags of the discriminator. `json`: they are numbers or booleans. `default`: also taken when
    /// the tag is unknown.
    Tags {
        tags: Vec<String>,
        json: bool,
        default: bool,
    },
    /// JSON types (`"object"`, `"string"`, ...), property constants, required properties, string
    /// values; see `api::Shape`.
    Shape {
        types: Vec<&'static str>,
        constants: Vec<(String, Constants)>,
        required: Vec<String>,
        values: Vec<String>,
    },
}

/// The values a member may have.
#[derive(Debug, Clone, PartialEq)]
pub enum Constants {
    Strings(Vec<String>),
    /// Compact JSON, where not all of them are strings.
    Json(Vec<String>),
}

#[derive(Debug, Clone, PartialEq)]
pub struct Alias {
    pub ident: Ident,
    /// JSON pointer of what it was made from.
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

    /// JSON pointer of what the item was made from.
    pub fn pointer(&self) -> &str {
        match self {
            Item::Struct(struct_) => &struct_.pointer,
            Item::Enum(enum_) => &enum_.pointer,
            Item::Union(union) => &union.pointer,
            Item::Alias(alias) => &alias.pointer,
        }
    }

    /// The types of this API that the item names.
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
