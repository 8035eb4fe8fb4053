//! Definitions that nothing uses any more, because an equal one or the result of a pass replaces
//! them.

use crate::api::visit::{redirect, used};
use crate::api::{Api, TypeId, Types};

/// Keeps components and what is reached from them and from operations and messages, in the same
/// order.
pub(super) fn drop(api: &mut Api) {
    let used = used(api);
    let mut types = Types::default();
    // By index of the old one.
    let mut numbers = Vec::with_capacity(api.types.len());
    for (id, definition) in std::mem::take(&mut api.types).into_iter() {
        numbers.push(TypeId::numbered(types.len()));
        if used.contains(id) {
            types.push(definition);
        }
    }
    api.types = types;
    let new = |id: TypeId| numbers.get(id.index()).copied().unwrap_or(id);
    let equal = std::mem::take(&mut api.equal).into_iter();
    api.equal = equal
        .filter(|(id, _)| used.contains(*id))
        .map(|(id, equal)| (new(id), equal))
        .collect();
    redirect(api, new);
}
