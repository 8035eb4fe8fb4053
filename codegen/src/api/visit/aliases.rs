//! Types behind other names.

use crate::api::{Kind, TypeId, Types, Use};

/// A type, through all aliases.
pub fn target(types: &Types, id: TypeId) -> TypeId {
    let nullable = false;
    resolved(types, Use { ty: id, nullable }).ty
}

/// The definition of a type, through all aliases.
pub fn kind(types: &Types, id: TypeId) -> &Kind {
    &types[target(types, id)].kind
}

/// A use, through all aliases of its type: nullable where one of them is.
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
