//! Types behind other names.

use crate::api::{Kind, TypeId, Types, Use};

/// A type, through all its other names.
pub fn target(types: &Types, id: TypeId) -> TypeId {
    let nullable = false;
    resolved(types, Use { ty: id, nullable }).ty
}

/// What a type is, through all its other names.
pub fn kind(types: &Types, id: TypeId) -> &Kind {
    &types[target(types, id)].kind
}

/// A use, through all other names of its type: nullable where one of them is.
pub fn resolved(types: &Types, mut used: Use) -> Use {
    for _ in 0..types.len() {
        match &types[used.ty].kind {
            Kind::Alias(next) => {
                used = Use {
                    ty: next.ty,
                    nullable: used.nullable || next.nullable,
                };
            }
            _ => break,
        }
    }
    used
}
