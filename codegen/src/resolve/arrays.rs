//! Arrays, sets and tuples.

use super::merged::Merged;
use crate::api::Kind;
use crate::resolve::schemas::Definitions;

pub fn kind<'d>(definitions: &mut Definitions<'d, '_>, merged: &Merged<'d>) -> Kind {
    if merged.prefix.is_empty() {
        let items = match &merged.items {
            Some(items) => definitions.use_of(items),
            None => definitions.any(),
        };
        let unique = merged.unique;
        return Kind::Array { items, unique };
    }
    let length = merged.prefix.len();
    let counts = merged.item_counts;
    let ends = merged.no_items || counts.maximum.is_some_and(|most| most <= length);
    let members = merged.prefix.iter();
    Kind::Tuple {
        members: members.map(|member| definitions.use_of(member)).collect(),
        required: counts.minimum.unwrap_or_default().min(length),
        rest: match &merged.items {
            _ if ends => None,
            Some(items) => Some(definitions.use_of(items)),
            None => Some(definitions.any()),
        },
    }
}
