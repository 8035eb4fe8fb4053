//! What a variant of a union has that the others may not have.

use std::collections::BTreeSet;

use indexmap::IndexMap;
use serde_json::Value;

use super::types::TypeSet;
use crate::api::{Kind, Object, Scalar, TypeId, Types, Union};

/// What one variant has that the others may not have.
pub(super) struct Features<'t> {
    pub types: TypeSet,
    /// The only kind of object that values may be.
    pub object: Option<&'t Object>,
    /// Names of all properties.
    pub properties: BTreeSet<&'t str>,
    /// Required properties with the constants they are limited to.
    pub constants: IndexMap<&'t str, Constants>,
    pub items: Option<TypeSet>,
}

/// Constants of a property; strings as they are, others as compact JSON.
pub(super) struct Constants {
    pub spelled: Vec<String>,
    pub are_strings: bool,
}

impl Constants {
    pub fn differ_from(&self, other: &Self) -> bool {
        self.are_strings != other.are_strings
            || !self
                .spelled
                .iter()
                .any(|constant| other.spelled.contains(constant))
    }
}

/// The features of a definition.
pub(super) fn features<'t>(
    types: &'t Types,
    known: &mut IndexMap<TypeId, TypeSet>,
    id: TypeId,
) -> Features<'t> {
    let json = json_types(types, known, id);
    let kind = resolved(types, id);
    let object = match kind {
        Kind::Object(object) => Some(object),
        Kind::Union(union) => only_object(types, known, union),
        _ => None,
    };
    let items = match kind {
        Kind::Array { items, .. } => Some(json_types(types, known, items.ty)),
        _ => None,
    };
    let fields = object.into_iter().flat_map(|object| &object.fields);
    let properties = fields
        .clone()
        .map(|field| field.wire_name.as_str())
        .collect();
    let constants = fields
        .filter(|field| field.required && !field.ty.nullable)
        .filter_map(|field| Some((field.wire_name.as_str(), constants(types, field.ty.ty)?)))
        .collect();
    Features {
        types: json,
        object,
        properties,
        constants,
        items,
    }
}

/// The one variant that is an object, where the others are nothing of the kind.
fn only_object<'t>(
    types: &'t Types,
    known: &mut IndexMap<TypeId, TypeSet>,
    union: &Union,
) -> Option<&'t Object> {
    let variants = union.variants.iter().map(|variant| variant.ty.ty);
    let mut objects =
        variants.filter(|id| !(json_types(types, known, *id) & TypeSet::OBJECT).is_empty());
    match (objects.next().map(|id| resolved(types, id)), objects.next()) {
        (Some(Kind::Object(object)), None) => Some(object),
        (_, _) => None,
    }
}

/// The kind behind any number of aliases.
pub(super) fn resolved(types: &Types, mut id: TypeId) -> &Kind {
    for _ in 0..types.len() {
        match &types[id].kind {
            Kind::Alias(target) => id = target.ty,
            _ => break,
        }
    }
    &types[id].kind
}

/// The JSON types that values of a definition have.
fn json_types(types: &Types, known: &mut IndexMap<TypeId, TypeSet>, id: TypeId) -> TypeSet {
    if let Some(known) = known.get(&id) {
        return *known;
    }
    known.insert(id, TypeSet::NONE);
    let found = match &types[id].kind {
        Kind::Any | Kind::Untyped(_) => TypeSet::ALL,
        Kind::Null => TypeSet::NULL,
        Kind::Scalar(Scalar::Boolean) => TypeSet::BOOLEAN,
        Kind::Scalar(Scalar::Integer(..)) => TypeSet::INTEGER,
        Kind::Scalar(Scalar::Number(_)) => TypeSet::NUMBER,
        Kind::Scalar(Scalar::String(_)) => TypeSet::STRING,
        Kind::Enumeration(enumeration) => {
            let types = enumeration
                .values
                .iter()
                .map(|value| TypeSet::of(&value.value));
            types.fold(TypeSet::NONE, |all, ty| all | ty)
        }
        Kind::Array { .. } | Kind::Tuple { .. } => TypeSet::ARRAY,
        Kind::Object(_) | Kind::Map(_) => TypeSet::OBJECT,
        Kind::Union(union) => {
            let variants = union.variants.iter();
            variants.fold(TypeSet::NONE, |all, variant| {
                all | json_types(types, known, variant.ty.ty)
            })
        }
        Kind::Alias(target) => json_types(types, known, target.ty),
    };
    known.insert(id, found);
    found
}

/// The values of a closed enumeration.
fn constants(types: &Types, id: TypeId) -> Option<Constants> {
    let Kind::Enumeration(enumeration) = resolved(types, id) else {
        return None;
    };
    if enumeration.open {
        return None;
    }
    let values = enumeration.values.iter();
    let spelled = values.map(|value| match &value.value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    });
    let are_strings = enumeration
        .values
        .iter()
        .all(|value| value.value.is_string());
    Some(Constants {
        spelled: spelled.collect(),
        are_strings,
    })
}
