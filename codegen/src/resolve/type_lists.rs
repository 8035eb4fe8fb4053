//! One schema of several JSON types: a union told apart by them.

use super::merged::Merged;
use super::schemas::Schemas;
use super::types::TypeSet;
use crate::api::{Docs, Kind, Recognition, Step, Union, Variant};

impl<'d> Schemas<'d, '_> {
    /// `type: [array, object]` and the like, in the order of the list.
    pub fn union_of_types(&mut self, merged: &Merged<'d>, types: TypeSet) -> Kind {
        let listed = |ty: TypeSet| {
            merged
                .type_list
                .iter()
                .position(|one| !(*one & ty).is_empty())
        };
        let mut members: Vec<_> = types.members().collect();
        members.sort_by_key(|(_, ty)| listed(*ty));
        let parts = members.into_iter().map(|(name, ty)| {
            let part = Merged {
                types: Some(ty),
                ..merged.clone()
            };
            (name, part)
        });
        self.union_of_parts(parts.collect())
    }

    /// One schema as a choice of several, told apart by JSON type.
    pub fn union_of_parts(&mut self, parts: Vec<(&str, Merged<'d>)>) -> Kind {
        let variants = parts.into_iter().map(|(name, part)| {
            let part = Merged {
                nullable: false,
                docs: Docs::default(),
                ..part
            };
            let ty = self.synthesize(part.step(Step::Variant(name.to_owned())));
            Variant {
                name: name.to_owned(),
                ty,
                docs: Docs::default(),
            }
        });
        Kind::Union(Union {
            variants: variants.collect(),
            recognition: Recognition::Shapes(Vec::new()),
        })
    }
}
