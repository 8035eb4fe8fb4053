//! Variants that only say which properties must be present: validation, not a choice of types.

use indexmap::IndexSet;

use super::choice::{self, Choice};
use crate::openapi::TypeSet;
use crate::resolve::flat::FlatSchema;
use crate::resolve::source::Source;

/// The properties that variants require, if they say nothing else.
pub fn only_required<'d>(
    source: &mut Source<'d, '_>,
    choices: &[Choice<'d>],
    depth: usize,
) -> Option<IndexSet<&'d str>> {
    let mut all = IndexSet::new();
    for choice in choices {
        let flat = &choice.flat;
        if !flat.only_requires() || (depth == 0 && !flat.unions.is_empty()) {
            return None;
        }
        all.extend(flat.required.iter().copied());
        for group in &flat.unions {
            let within = choice::choices(source, &mut flat.clone(), group);
            all.extend(only_required(source, &within, depth - 1)?);
        }
    }
    Some(all)
}

/// `anyOf: [{required: [a]}, {required: [b]}]`: only validation.
pub fn requirements_only<'d>(
    flat: &mut FlatSchema<'d>,
    choices: &[Choice<'d>],
    mentioned: IndexSet<&'d str>,
) {
    flat.mentioned.extend(&mentioned);
    let speaks_of_objects = choices
        .iter()
        .any(|choice| choice.flat.plain_types().is_some());
    let is_silent = flat.plain_types().is_none() && flat.unions.is_empty();
    if is_silent && (speaks_of_objects || !mentioned.is_empty()) {
        flat.types = Some(TypeSet::OBJECT);
    }
}

impl FlatSchema<'_> {
    /// Only says which properties are required, or what is not allowed, apart from unions.
    fn only_requires(&self) -> bool {
        let types = self
            .types
            .is_none_or(|types| types.without(TypeSet::NULL) == TypeSet::OBJECT);
        types
            && (self.types.is_none() || !self.required.is_empty())
            && self.has_no_contents()
            && self.format.is_none()
            && self.seen.len() == 1
    }
}
