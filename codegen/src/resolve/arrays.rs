//! Arrays, sets and tuples.

use std::rc::Rc;

use super::merged::Merged;
use super::place::Place;
use super::schemas::Schemas;
use crate::api::{Kind, Step, Use};

impl<'d> Schemas<'d, '_> {
    pub fn array(&mut self, merged: &Merged<'d>) -> Kind {
        let unique = merged.unique;
        if merged.prefix.is_empty() {
            let items = match &merged.items {
                Some(items) => self.use_of(items),
                None => self.any(),
            };
            return Kind::Array { items, unique };
        }
        let length = merged.prefix.len();
        let complete = merged
            .item_counts
            .minimum
            .is_some_and(|minimum| minimum >= length);
        let ends = merged.no_items
            || merged
                .item_counts
                .maximum
                .is_some_and(|most| most <= length);
        if complete || ends {
            let members = merged
                .prefix
                .iter()
                .map(|member| self.use_of(member))
                .collect();
            let rest = match &merged.items {
                _ if ends => None,
                Some(items) => Some(self.use_of(items)),
                None => Some(self.any()),
            };
            return Kind::Tuple { members, rest };
        }
        Kind::Array {
            items: self.any_member(merged),
            unique,
        }
    }

    /// The type of all items of an array that may end before its named members do.
    fn any_member(&mut self, merged: &Merged<'d>) -> Use {
        let Some(rest) = &merged.items else {
            return self.any();
        };
        let places: Vec<Place<'d>> = merged.prefix.iter().chain([rest]).cloned().collect();
        self.join(
            places,
            Rc::clone(&merged.pointer),
            merged.steps.then(Step::Item),
        )
    }
}
