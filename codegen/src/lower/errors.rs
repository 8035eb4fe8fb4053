//! Enums of errors that several operations of a group share: one enum, named after its statuses.

use std::collections::BTreeMap;

use crate::rust::{Docs, Ident, Operation, Outcome, OutcomeVariant, Role, Scope};

/// A name with more statuses than this is not a good name.
const MOST_STATUSES: usize = 6;

/// The operations with equal enums of errors share one name: `Error403Or404`.
pub(super) fn share(mut operations: Vec<Operation>, scope: &mut Scope) -> Vec<Operation> {
    let mut users: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, operation) in operations.iter().enumerate() {
        if let Outcome::ByStatus { variants, .. } = &operation.error {
            users.entry(signature(variants)).or_default().push(index);
        }
    }
    for indexes in users.into_values().filter(|indexes| indexes.len() > 1) {
        let errors = indexes.iter().filter_map(|index| operations.get(*index));
        let errors: Vec<_> = errors.map(|operation| operation.error.clone()).collect();
        let Some(shared) = shared(&errors, scope) else {
            continue;
        };
        for index in indexes {
            if let Some(operation) = operations.get_mut(index) {
                operation.error = shared.clone();
            }
        }
    }
    operations
}

fn signature(variants: &[OutcomeVariant]) -> String {
    let bodies = variants.iter();
    let bodies = bodies.map(|variant| format!("{}: {}", variant.status, variant.ty));
    bodies.collect::<Vec<_>>().join(", ")
}

/// One enum for all. The documentation of a status stays where it is the same everywhere.
fn shared(errors: &[Outcome], scope: &mut Scope) -> Option<Outcome> {
    let all = errors.iter().filter_map(|error| match error {
        Outcome::ByStatus {
            variants, ident, ..
        } => Some((ident, variants)),
        Outcome::One(_) => None,
    });
    let all: Vec<_> = all.collect();
    let (first, variants) = all.first()?;
    let Outcome::ByStatus { docs, .. } = errors.first()? else {
        return None;
    };
    let agreed = variants.iter().enumerate().map(|(index, variant)| {
        let same = all.iter().all(|(_, variants)| {
            variants
                .get(index)
                .is_some_and(|other| other.docs == variant.docs)
        });
        OutcomeVariant {
            docs: if same {
                variant.docs.clone()
            } else {
                Docs::default()
            },
            ..variant.clone()
        }
    });
    Some(Outcome::ByStatus {
        ident: ident(variants, first, scope),
        docs: docs.clone(),
        variants: agreed.collect(),
    })
}

fn ident(variants: &[OutcomeVariant], first: &Ident, scope: &mut Scope) -> Ident {
    let statuses: Vec<_> = variants.iter().map(|one| one.status.as_str()).collect();
    let name = format!("error {}", statuses.join(" or "));
    if variants.len() > MOST_STATUSES || scope.is_taken(&crate::rust::spell(Role::Type, &name)) {
        return first.clone();
    }
    scope.claim(Role::Type, [name])
}
