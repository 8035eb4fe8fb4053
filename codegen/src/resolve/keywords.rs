//! One flat view of a schema's keywords, whichever of openapiv3's kinds holds them.
//!
//! openapiv3 sorts schemas into kinds by the keywords they use and puts mixtures into a catch-all;
//! what OpenAPI 3.0 cannot say stands in `x-oas-` keys. Here both are read into one struct, so that
//! nothing else has to know.

use openapiv3::{
    AdditionalProperties, AnySchema, ArrayType, Discriminator, IntegerFormat, IntegerType,
    NumberFormat, NumberType, ObjectType, ReferenceOr, Schema, SchemaData, SchemaKind,
    StringFormat, StringType, Type, VariantOrUnknownOrEmpty,
};
use serde_json::{Number, Value};

use super::place::Child;
use super::types::TypeSet;

/// The keywords of one schema object. Schemas below it are only named, not read.
#[derive(Debug, Clone)]
pub(super) struct Keywords<'d> {
    pub data: &'d SchemaData,
    /// `type`, `null` included where `nullable` stands beside it.
    pub types: Option<TypeSet>,
    /// The types in the order in which a list names them.
    pub type_list: Vec<TypeSet>,
    pub format: Option<&'d str>,
    pub pattern: Option<&'d str>,
    pub lengths: Range<usize>,
    pub minimum: Option<Limit>,
    pub maximum: Option<Limit>,
    pub multiple_of: Option<f64>,
    pub values: Option<Vec<Value>>,
    pub properties: Vec<(&'d str, Child<'d>)>,
    pub required: &'d [String],
    pub property_counts: Range<usize>,
    pub additional: Option<&'d AdditionalProperties>,
    pub items: Option<Child<'d>>,
    pub item_counts: Range<usize>,
    pub unique: bool,
    pub one_of: &'d [ReferenceOr<Schema>],
    pub any_of: &'d [ReferenceOr<Schema>],
    pub all_of: &'d [ReferenceOr<Schema>],
    pub discriminator: Option<&'d Discriminator>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Range<T> {
    pub minimum: Option<T>,
    pub maximum: Option<T>,
}

/// `minimum` or `maximum`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Limit {
    pub value: Quantity,
    pub exclusive: bool,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Quantity {
    Whole(i128),
    Real(f64),
}

impl From<f64> for Quantity {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "whole and within the exact range of f64"
    )]
    fn from(value: f64) -> Self {
        if value.fract() == 0.0 && value.abs() < 1e19 {
            Self::Whole(value as i128)
        } else {
            Self::Real(value)
        }
    }
}

impl std::fmt::Display for Quantity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Whole(value) => value.fmt(f),
            Self::Real(value) => value.fmt(f),
        }
    }
}

impl<'d> Keywords<'d> {
    pub fn read(schema: &'d Schema) -> Self {
        let mut keywords = Self::empty(&schema.schema_data);
        match &schema.schema_kind {
            SchemaKind::Type(Type::String(ty)) => keywords.string(ty),
            SchemaKind::Type(Type::Number(ty)) => keywords.number(ty),
            SchemaKind::Type(Type::Integer(ty)) => keywords.integer(ty),
            SchemaKind::Type(Type::Object(ty)) => keywords.object(ty),
            SchemaKind::Type(Type::Array(ty)) => keywords.array(ty),
            SchemaKind::Type(Type::Boolean(ty)) => {
                keywords.types = Some(TypeSet::BOOLEAN);
                keywords.values = values(&ty.enumeration, |value| Value::Bool(*value));
            }
            SchemaKind::OneOf { one_of } => keywords.one_of = one_of,
            SchemaKind::AllOf { all_of } => keywords.all_of = all_of,
            SchemaKind::AnyOf { any_of } => keywords.any_of = any_of,
            SchemaKind::Not { .. } => {}
            SchemaKind::Any(any) => keywords.any(any),
        }
        keywords.type_list();
        keywords.exact_bounds();
        if keywords.data.nullable {
            keywords.types = keywords.types.map(|types| types | TypeSet::NULL);
        }
        keywords
    }

    fn empty(data: &'d SchemaData) -> Self {
        Self {
            data,
            types: None,
            type_list: Vec::new(),
            format: None,
            pattern: None,
            lengths: Range::default(),
            minimum: None,
            maximum: None,
            multiple_of: None,
            values: None,
            properties: Vec::new(),
            required: &[],
            property_counts: Range::default(),
            additional: None,
            items: None,
            item_counts: Range::default(),
            unique: false,
            one_of: &[],
            any_of: &[],
            all_of: &[],
            discriminator: data.discriminator.as_ref(),
        }
    }

    fn string(&mut self, ty: &'d StringType) {
        self.types = Some(TypeSet::STRING);
        self.format = format(&ty.format, |format| match format {
            StringFormat::Date => "date",
            StringFormat::DateTime => "date-time",
            StringFormat::Password => "password",
            StringFormat::Byte => "byte",
            StringFormat::Binary => "binary",
        });
        self.pattern = ty.pattern.as_deref();
        self.lengths = Range {
            minimum: ty.min_length,
            maximum: ty.max_length,
        };
        self.values = values(&ty.enumeration, |value| Value::String(value.clone()));
    }

    fn number(&mut self, ty: &'d NumberType) {
        self.types = Some(TypeSet::NUMBER);
        self.format = format(&ty.format, |format| match format {
            NumberFormat::Float => "float",
            NumberFormat::Double => "double",
        });
        self.minimum = limit(ty.minimum, ty.exclusive_minimum);
        self.maximum = limit(ty.maximum, ty.exclusive_maximum);
        self.multiple_of = ty.multiple_of;
        self.values = values(&ty.enumeration, |value| match Quantity::from(*value) {
            Quantity::Whole(whole) => {
                i64::try_from(whole).map_or_else(|_| real(*value), Value::from)
            }
            Quantity::Real(value) => real(value),
        });
    }

    fn integer(&mut self, ty: &'d IntegerType) {
        self.types = Some(TypeSet::INTEGER);
        self.format = format(&ty.format, |format| match format {
            IntegerFormat::Int32 => "int32",
            IntegerFormat::Int64 => "int64",
        });
        let whole = |value: Option<i64>, exclusive| {
            let value = Quantity::Whole(i128::from(value?));
            Some(Limit { value, exclusive })
        };
        self.minimum = whole(ty.minimum, ty.exclusive_minimum);
        self.maximum = whole(ty.maximum, ty.exclusive_maximum);
        #[expect(clippy::cast_precision_loss, reason = "only for people to read")]
        let multiple_of = ty.multiple_of.map(|value| value as f64);
        self.multiple_of = multiple_of;
        self.values = values(&ty.enumeration, |value| Value::from(*value));
    }

    fn object(&mut self, ty: &'d ObjectType) {
        self.types = Some(TypeSet::OBJECT);
        self.properties = children(&ty.properties);
        self.required = &ty.required;
        self.property_counts = Range {
            minimum: ty.min_properties,
            maximum: ty.max_properties,
        };
        self.additional = ty.additional_properties.as_ref();
    }

    fn array(&mut self, ty: &'d ArrayType) {
        self.types = Some(TypeSet::ARRAY);
        self.items = ty.items.as_ref().map(Child::from);
        self.item_counts = Range {
            minimum: ty.min_items,
            maximum: ty.max_items,
        };
        self.unique = ty.unique_items;
    }

    fn any(&mut self, any: &'d AnySchema) {
        self.types = any.typ.as_deref().and_then(TypeSet::named);
        self.format = any.format.as_deref();
        self.pattern = any.pattern.as_deref();
        self.lengths = Range {
            minimum: any.min_length,
            maximum: any.max_length,
        };
        self.minimum = limit(any.minimum, any.exclusive_minimum.unwrap_or_default());
        self.maximum = limit(any.maximum, any.exclusive_maximum.unwrap_or_default());
        self.multiple_of = any.multiple_of;
        self.values = (!any.enumeration.is_empty()).then(|| any.enumeration.clone());
        self.properties = children(&any.properties);
        self.required = &any.required;
        self.property_counts = Range {
            minimum: any.min_properties,
            maximum: any.max_properties,
        };
        self.additional = any.additional_properties.as_ref();
        self.items = any.items.as_ref().map(Child::from);
        self.item_counts = Range {
            minimum: any.min_items,
            maximum: any.max_items,
        };
        self.unique = any.unique_items.unwrap_or_default();
        self.one_of = &any.one_of;
        self.any_of = &any.any_of;
        self.all_of = &any.all_of;
    }

    /// `x-oas-types`: what was a list of types.
    fn type_list(&mut self) {
        let Some(Value::Array(names)) = self.data.extensions.get("x-oas-types") else {
            return;
        };
        let types = names
            .iter()
            .filter_map(|name| TypeSet::named(name.as_str()?));
        self.type_list = types.collect();
        let all = self.type_list.iter();
        self.types = Some(all.fold(TypeSet::NONE, |all, ty| all | *ty));
    }

    /// `x-oas-minimum`, `x-oas-maximum`: what no float holds.
    fn exact_bounds(&mut self) {
        let data = self.data;
        let exact = |key: &str| data.extensions.get(key)?.as_str()?.parse().ok();
        for (limit, key) in [
            (&mut self.minimum, "x-oas-minimum"),
            (&mut self.maximum, "x-oas-maximum"),
        ] {
            if let (Some(limit), Some(value)) = (limit, exact(key)) {
                limit.value = Quantity::Whole(value);
            }
        }
    }

    /// An `x-oas-` flag.
    pub fn flag(&self, key: &str) -> bool {
        self.data.extensions.get(key) == Some(&Value::Bool(true))
    }

    pub fn is_never(&self) -> bool {
        is_never(self.data)
    }

    /// How many schemas stand in an `x-oas-` list.
    pub fn listed(&self, key: &str) -> usize {
        match self.data.extensions.get(key) {
            Some(Value::Array(schemas)) => schemas.len(),
            _ => 0,
        }
    }

    /// `x-oas-conditional`: properties that only some values have, and their pointers below here.
    pub fn conditional(&self) -> impl Iterator<Item = (&'d str, &'d str)> {
        let names = self.data.extensions.get("x-oas-conditional");
        let names = names.and_then(Value::as_object).into_iter().flatten();
        names.flat_map(|(name, pointers)| {
            let pointers = pointers.as_array().into_iter().flatten();
            pointers.filter_map(|pointer| Some((name.as_str(), pointer.as_str()?)))
        })
    }

    /// The keys of an `x-oas-` map of schemas.
    pub fn mapped(&self, key: &str) -> impl Iterator<Item = &'d str> {
        match self.data.extensions.get(key) {
            Some(Value::Object(schemas)) => Some(schemas.keys().map(String::as_str)),
            _ => None,
        }
        .into_iter()
        .flatten()
    }
}

/// Nothing fits: what was the schema `false`.
pub(super) fn is_never(data: &SchemaData) -> bool {
    data.extensions.contains_key("x-oas-never")
}

/// The parts of a schema, without reading the rest.
pub(super) fn all_of(schema: &Schema) -> &[ReferenceOr<Schema>] {
    match &schema.schema_kind {
        SchemaKind::AllOf { all_of } => all_of,
        SchemaKind::Any(any) => &any.all_of,
        _ => &[],
    }
}

fn values<T>(values: &[Option<T>], json: impl Fn(&T) -> Value) -> Option<Vec<Value>> {
    let all = values
        .iter()
        .map(|value| value.as_ref().map_or(Value::Null, &json));
    (!values.is_empty()).then(|| all.collect())
}

fn real(value: f64) -> Value {
    Number::from_f64(value).map_or(Value::Null, Value::Number)
}

fn limit(value: Option<f64>, exclusive: bool) -> Option<Limit> {
    value.map(|value| Limit {
        value: value.into(),
        exclusive,
    })
}

fn format<T: Copy>(
    format: &VariantOrUnknownOrEmpty<T>,
    name: impl Fn(T) -> &'static str,
) -> Option<&str> {
    match format {
        VariantOrUnknownOrEmpty::Item(format) => Some(name(*format)),
        VariantOrUnknownOrEmpty::Unknown(format) => Some(format),
        VariantOrUnknownOrEmpty::Empty => None,
    }
}

fn children(
    properties: &indexmap::IndexMap<String, ReferenceOr<Box<Schema>>>,
) -> Vec<(&str, Child<'_>)> {
    properties
        .iter()
        .map(|(name, schema)| (name.as_str(), Child::from(schema)))
        .collect()
}
