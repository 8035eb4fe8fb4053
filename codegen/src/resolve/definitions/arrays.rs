//! Arrays, sets and tuples.

use crate::api::Kind;
use crate::resolve::definitions::Definitions;
use crate::resolve::flat::FlatSchema;

pub fn kind<'d>(definitions: &mut Definitions<'d, '_>, flat: &FlatSchema<'d>) -> Kind {
    if flat.prefix.is_empty() {
        let items = match &flat.items {
            Some(items) => definitions.use_of(items),
            None => definitions.any(),
        };
        let unique = flat.unique;
        return Kind::Array { items, unique };
    }
    let length = flat.prefix.len();
    let counts = flat.item_counts;
    let ends = flat.no_items || counts.maximum.is_some_and(|most| most <= length);
    let members = flat.prefix.iter();
    Kind::Tuple {
        members: members.map(|member| definitions.use_of(member)).collect(),
        required: counts.minimum.unwrap_or_default().min(length),
        rest: match &flat.items {
            _ if ends => None,
            Some(items) => Some(definitions.use_of(items)),
            None => Some(definitions.any()),
        },
    }
}
