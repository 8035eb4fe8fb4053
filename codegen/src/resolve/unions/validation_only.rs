//! Variants that only say which properties must be there: no choice of types, only validation.

use crate::resolve::schemas::Definitions;
use crate::resolve::source::Source;
use crate::resolve::unions;
use indexmap::IndexSet;

use super::Choice;
use crate::api::Kind;
use crate::resolve::merged::Merged;
use crate::resolve::types::TypeSet;

/// Unions within unions are looked into this deep.
pub(super) const MAX_DEPTH: usize = 4;

/// The properties that variants require, when they do nothing else.
pub fn only_required<'d>(
    source: &mut Source<'d, '_>,
    choices: &[Choice<'d>],
    depth: usize,
) -> Option<IndexSet<&'d str>> {
    let mut all = IndexSet::new();
    for choice in choices {
        let merged = &choice.merged;
        if !merged.only_requires() || (depth == 0 && !merged.unions.is_empty()) {
            return None;
        }
        all.extend(merged.required.iter().copied());
        for group in &merged.unions {
            let within = unions::choices(source, &mut merged.clone(), group);
            all.extend(only_required(source, &within, depth - 1)?);
        }
    }
    Some(all)
}

/// `anyOf: [{required: [a]}, {required: [b]}]`: only validation.
pub fn requirements_only<'d>(
    definitions: &mut Definitions<'d, '_>,
    merged: &mut Merged<'d>,
    choices: &[Choice<'d>],
    mentioned: IndexSet<&'d str>,
) -> Kind {
    merged.mentioned.extend(&mentioned);
    let speaks_of_objects = choices
        .iter()
        .any(|choice| choice.merged.plain_types().is_some());
    let is_silent = merged.plain_types().is_none() && merged.unions.is_empty();
    if is_silent && (speaks_of_objects || !mentioned.is_empty()) {
        merged.types = Some(TypeSet::OBJECT);
    }
    definitions.kind(merged)
}

impl Merged<'_> {
    /// Only says which properties are required, or what must not be; unions aside.
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
