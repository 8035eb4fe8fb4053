//! Variants told apart by JSON type. A schema of several types is a union of them.

use indexmap::IndexMap;

use crate::api::{Docs, Kind, Numeric, Scalar, Shape, Step, TypeId, Types, Union, Variant};
use crate::openapi::TypeSet;
use crate::resolve::definitions::Definitions;
use crate::resolve::flat::FlatSchema;
use crate::resolve::formats;

/// The JSON types of the values of definitions.
pub(super) struct JsonTypes<'t> {
    types: &'t Types,
    known: IndexMap<TypeId, TypeSet>,
}

impl<'t> JsonTypes<'t> {
    pub fn new(types: &'t Types) -> Self {
        Self {
            types,
            known: IndexMap::new(),
        }
    }

    pub fn of(&mut self, id: TypeId) -> TypeSet {
        if let Some(known) = self.known.get(&id) {
            return *known;
        }
        self.known.insert(id, TypeSet::NONE);
        let found = match &self.types[id].kind {
            Kind::Any | Kind::Untyped(_) => TypeSet::ALL,
            Kind::Null => TypeSet::NULL,
            Kind::Scalar(Scalar::Boolean) => TypeSet::BOOLEAN,
            Kind::Scalar(Scalar::Integer(..)) => TypeSet::INTEGER,
            Kind::Scalar(Scalar::Number(_)) => TypeSet::NUMBER,
            Kind::Scalar(Scalar::String(_)) => TypeSet::STRING,
            Kind::Scalar(Scalar::NumberOrText(Numeric::Integer(..))) => {
                TypeSet::INTEGER | TypeSet::STRING
            }
            Kind::Scalar(Scalar::NumberOrText(Numeric::Number(_))) => {
                TypeSet::NUMBER | TypeSet::STRING
            }
            Kind::Enumeration(enumeration) => {
                let values = enumeration.values.iter();
                let types = values.map(|value| TypeSet::of(&value.value));
                types.fold(TypeSet::NONE, |all, ty| all | ty)
            }
            Kind::Array { .. } | Kind::Tuple { .. } => TypeSet::ARRAY,
            Kind::Object(_) | Kind::Map(_) => TypeSet::OBJECT,
            Kind::Union(union) => {
                let variants = union.variants.iter().map(|variant| variant.ty.ty);
                variants.fold(TypeSet::NONE, |all, ty| all | self.of(ty))
            }
            Kind::Alias(target) => self.of(target.ty),
        };
        self.known.insert(id, found);
        found
    }
}

impl Shape {
    /// Values of the variant have one of the types.
    pub(super) fn of_types(types: TypeSet) -> Self {
        let has = |ty| !(types & ty).is_empty();
        Self {
            null: has(TypeSet::NULL),
            boolean: has(TypeSet::BOOLEAN),
            integer: types & TypeSet::NUMBER == TypeSet::INTEGER,
            number: has(TypeSet::FRACTION),
            string: has(TypeSet::STRING),
            array: has(TypeSet::ARRAY),
            object: has(TypeSet::OBJECT),
            ..Self::default()
        }
    }
}

impl FlatSchema<'_> {
    /// `type: [integer, number]`, where the integers have more digits than a float of 64 bits
    /// holds.
    pub fn lists_integers_apart(&self) -> bool {
        let lists = |ty| self.type_list.contains(&ty);
        lists(TypeSet::INTEGER) && lists(TypeSet::NUMBER)
    }
}

/// `type: [array, object]` and the like, in the order of the list.
pub fn union_of_types<'d>(
    definitions: &mut Definitions<'d, '_>,
    flat: &FlatSchema<'d>,
    types: TypeSet,
) -> Kind {
    let listed = |ty: TypeSet| {
        flat.type_list
            .iter()
            .position(|one| !(*one & ty).is_empty())
    };
    let number = |member: &(&str, TypeSet)| member.1 == TypeSet::NUMBER;
    let mut members: Vec<_> = types.members().collect();
    if flat.lists_integers_apart() && members.iter().any(number) {
        members.push(("integer", TypeSet::INTEGER));
    }
    members.sort_by_key(|(_, ty)| listed(*ty));
    let parts = members.into_iter().map(|(name, ty)| {
        let part = FlatSchema {
            types: Some(ty),
            type_list: Vec::new(),
            format: flat
                .format
                .filter(|format| formats::is_of(format, ty, types)),
            ..flat.clone()
        };
        (name, part)
    });
    union_of_parts(definitions, parts.collect())
}

/// One schema as a choice of several, told apart by JSON type.
pub fn union_of_parts<'d>(
    definitions: &mut Definitions<'d, '_>,
    parts: Vec<(&str, FlatSchema<'d>)>,
) -> Kind {
    let variants = parts.into_iter().map(|(name, part)| {
        let part = FlatSchema {
            nullable: false,
            docs: Docs::default(),
            ..part
        };
        let ty = definitions.synthesize(part.step(Step::Variant(name.to_owned())));
        Variant {
            name: name.to_owned(),
            ty,
            docs: Docs::default(),
        }
    });
    Kind::Union(Union {
        variants: variants.collect(),
        exclusive: true,
        recognition: None,
    })
}
