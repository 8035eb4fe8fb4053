//! Which types can be compared, hashed and made from nothing.
//!
//! `Copy` and `Ord` are left out on purpose: one more optional member in the description would take
//! `Copy` away from callers, and the order of fields means nothing.

use crate::api::visit::uses;
use crate::api::{Api, Kind, NumberFormat, Numeric, Scalar, StringFormat, TypeId};
use crate::rust::Traits;

/// Types that contain no floating-point number and no file, by index.
#[derive(Debug, Default)]
pub(super) struct TypeTraits {
    eq: Vec<bool>,
}

impl TypeTraits {
    pub(super) fn find(api: &Api) -> Self {
        let mut holders = vec![Vec::new(); api.types.len()];
        let mut pending = Vec::new();
        for (id, ty) in api.types.iter() {
            for used in uses(&ty.kind) {
                if let Some(holders) = holders.get_mut(used.ty.index()) {
                    holders.push(id);
                }
            }
            if is_unequal(&ty.kind) {
                pending.push(id);
            }
        }
        let mut eq = vec![true; api.types.len()];
        while let Some(id) = pending.pop() {
            let Some(slot) = eq.get_mut(id.index()) else {
                continue;
            };
            if *slot {
                *slot = false;
                pending.extend(holders.get(id.index()).into_iter().flatten());
            }
        }
        Self { eq }
    }

    pub(super) fn of(&self, id: TypeId) -> Traits {
        let eq = self.eq.get(id.index()).is_some_and(|eq| *eq);
        Traits {
            eq,
            hash: eq,
            ..Traits::default()
        }
    }
}

/// Floating-point numbers, and files that are streamed.
fn is_unequal(kind: &Kind) -> bool {
    match kind {
        Kind::Scalar(Scalar::String(StringFormat::File | StringFormat::Double)) => true,
        Kind::Scalar(Scalar::Number(format) | Scalar::NumberOrText(Numeric::Number(format))) => {
            *format != NumberFormat::Decimal
        }
        _ => false,
    }
}
