//! Types: each pair of types that stand in the same place, by kind.

use super::change::Directions;
use super::finding::{Findings, Pair, Spotted};
use super::rules::{
    ENUM_CLOSED, ENUM_OPENED, NULL_ADDED, NULL_AS_ABSENT, NULL_REMOVED, TUPLE_CHANGED,
    TYPE_CHANGED, TYPE_NARROWED, TYPE_WIDENED,
};
use super::walk::Walk;
use super::{fields, label, limits, scalars, texts, values, variants};
use crate::api::visit::resolved;
use crate::api::{
    Api, EnumValue, Enumeration, Kind, Scalar, StringFormat, TypeDef, TypeId, Types, Union, Use,
};

/// Every pair of types that was met.
pub(super) fn compare(findings: &mut Findings, walk: &Walk<'_>) {
    for ((old, new), directions) in &walk.pairs {
        let (one, other) = (&walk.old.types[*old], &walk.new.types[*new]);
        let mut at = spotted(one, other, *directions);
        at.types = Some((*old, *new));
        kinds(findings, &at, (walk.old, *old), (walk.new, *new));
        limits::compare(
            findings,
            &at,
            &one.docs.constraints,
            &other.docs.constraints,
        );
        if one.component().is_some() || other.component().is_some() {
            texts::compare(findings, &at, &one.docs, &other.docs);
        }
    }
}

fn spotted(old: &TypeDef, new: &TypeDef, directions: Directions) -> Spotted {
    let (one, other) = (&old.origin, &new.origin);
    let (before, after) = (label(&one.steps), label(&other.steps));
    let is_same = one.pointer == other.pointer || before == after || old.component().is_none();
    let subject = match is_same {
        true => before,
        false => format!("{before} → {after}"),
    };
    Spotted::new(
        subject,
        Pair::both(&one.pointer, &other.pointer),
        directions,
    )
}

fn kinds(
    findings: &mut Findings,
    at: &Spotted,
    (old_api, old_id): (&Api, TypeId),
    (new_api, new_id): (&Api, TypeId),
) {
    let (old, new) = (&old_api.types[old_id].kind, &new_api.types[new_id].kind);
    match (old, new) {
        (Kind::Scalar(old), Kind::Scalar(new)) => scalars::compare(findings, at, *old, *new),
        (Kind::Enumeration(old), Kind::Enumeration(new)) => {
            values::compare(findings, at, old, new);
        }
        (Kind::Object(old), Kind::Object(new)) => {
            fields::compare(findings, at, (old_api, old), (new_api, new));
        }
        (Kind::Union(old), Kind::Union(new)) => {
            variants::compare(findings, at, (old_api, old), (new_api, new));
        }
        (Kind::Array { items: old, .. }, Kind::Array { items: new, .. }) => {
            null(
                findings,
                at,
                (old_api, *old),
                (new_api, *new),
                "an item",
                false,
            );
        }
        (Kind::Map(old), Kind::Map(new)) => {
            null(
                findings,
                at,
                (old_api, *old),
                (new_api, *new),
                "a member",
                false,
            );
        }
        (Kind::Map(_), Kind::Object(_)) | (Kind::Object(_), Kind::Map(_)) => {
            fields::object_or_map(findings, at, (old_api, old), (new_api, new));
        }
        (Kind::Tuple { .. }, Kind::Tuple { .. }) => {
            tuples(findings, at, (old_api, old), (new_api, new))
        }
        (Kind::Any | Kind::Untyped(_), Kind::Any | Kind::Untyped(_)) | (Kind::Null, Kind::Null) => {
        }
        _ => other_kind(findings, at, (old_api, old_id), (new_api, new_id)),
    }
}

/// Kinds that have nothing in common, or of which one contains the other.
fn other_kind(
    findings: &mut Findings,
    at: &Spotted,
    (old_api, old_id): (&Api, TypeId),
    (new_api, new_id): (&Api, TypeId),
) {
    let (old, new) = (&old_api.types[old_id].kind, &new_api.types[new_id].kind);
    let rule = match (old, new) {
        (_, Kind::Any | Kind::Untyped(_)) => &TYPE_WIDENED,
        (Kind::Any | Kind::Untyped(_), _) => &TYPE_NARROWED,
        (Kind::Enumeration(values), Kind::Scalar(scalar)) if holds(*scalar, values) => &ENUM_OPENED,
        (Kind::Scalar(scalar), Kind::Enumeration(values)) if holds(*scalar, values) => &ENUM_CLOSED,
        (_, Kind::Union(union)) if has(&new_api.types, union, old) => &TYPE_WIDENED,
        (Kind::Union(union), _) if has(&old_api.types, union, new) => &TYPE_NARROWED,
        _ => &TYPE_CHANGED,
    };
    let [before, after] =
        [(old_api, old_id), (new_api, new_id)].map(|(api, id)| Some(word(api, id)));
    findings.change(rule, at, "the type changed", before, after);
}

/// Whether a union has a variant that takes exactly the same values. Only what is certain counts.
fn has(types: &Types, union: &Union, kind: &Kind) -> bool {
    union.variants.iter().any(|variant| {
        let other = &types[resolved(types, variant.ty).ty].kind;
        match (kind, other) {
            (Kind::Scalar(one), Kind::Scalar(other)) => one == other,
            (_, Kind::Any | Kind::Untyped(_)) => true,
            _ => false,
        }
    })
}

/// Whether all values of an enumeration are values of a scalar.
fn holds(scalar: Scalar, values: &Enumeration) -> bool {
    let mut all = values.values.iter();
    match scalar {
        Scalar::String(StringFormat::Plain) => all.all(|value| value.value.is_string()),
        Scalar::Integer(..) => all.all(|value| value.value.is_i64() || value.value.is_u64()),
        Scalar::Number(_) => all.all(|value| value.value.is_number()),
        Scalar::Boolean => all.all(|value| value.value.is_boolean()),
        Scalar::String(_) | Scalar::NumberOrText(_) => false,
    }
}

fn tuples(findings: &mut Findings, at: &Spotted, old: (&Api, &Kind), new: (&Api, &Kind)) {
    let (
        Kind::Tuple {
            members: olds,
            required: was,
            rest: old_rest,
        },
        Kind::Tuple {
            members: news,
            required: is,
            rest: new_rest,
        },
    ) = (old.1, new.1)
    else {
        return;
    };
    if (olds.len(), *was, old_rest.is_some()) != (news.len(), *is, new_rest.is_some()) {
        let says =
            |count: usize, required: usize| Some(format!("{count} items, {required} required"));
        let what = "the number of items changed";
        findings.change(
            &TUPLE_CHANGED,
            at,
            what,
            says(olds.len(), *was),
            says(news.len(), *is),
        );
    }
    for (one, other) in olds.iter().chain(old_rest).zip(news.iter().chain(new_rest)) {
        null(
            findings,
            at,
            (old.0, *one),
            (new.0, *other),
            "an item",
            false,
        );
    }
}

/// Whether null is a value in one place. Clients read null as absent where `may_be_absent`.
pub(super) fn null(
    findings: &mut Findings,
    at: &Spotted,
    (old_api, old): (&Api, Use),
    (new_api, new): (&Api, Use),
    what: &str,
    may_be_absent: bool,
) {
    let is_null = |api: &Api, used: Use| {
        let used = resolved(&api.types, used);
        let anything = matches!(
            api.types[used.ty].kind,
            Kind::Any | Kind::Untyped(_) | Kind::Null
        );
        used.nullable || anything
    };
    match (is_null(old_api, old), is_null(new_api, new)) {
        (false, true) if may_be_absent => {
            findings.add(&NULL_AS_ABSENT, at, format!("{what} may be null"));
        }
        (false, true) => findings.add(&NULL_ADDED, at, format!("{what} may be null")),
        (true, false) => findings.add(&NULL_REMOVED, at, format!("{what} cannot be null any more")),
        (true, true) | (false, false) => {}
    }
}

/// A type in a few words.
pub(super) fn word(api: &Api, id: TypeId) -> String {
    let ty = &api.types[id];
    if let Some(component) = ty.component() {
        return format!("`{component}`");
    }
    match &ty.kind {
        Kind::Any | Kind::Untyped(_) => "anything".to_owned(),
        Kind::Null => "null".to_owned(),
        Kind::Scalar(scalar) => scalars::word(*scalar),
        Kind::Enumeration(values) => {
            let first = values.values.iter().take(3).map(EnumValue::json);
            let dots = (values.values.len() > 3).then(|| "..".to_owned());
            format!(
                "one of {}",
                first.chain(dots).collect::<Vec<_>>().join(", ")
            )
        }
        Kind::Array { items, .. } => format!("a list of {}", used(api, *items)),
        Kind::Tuple { .. } => "a list of fixed items".to_owned(),
        Kind::Object(_) => "an object".to_owned(),
        Kind::Map(values) => format!("a map of {}", used(api, *values)),
        Kind::Union(union) => {
            let names = union
                .variants
                .iter()
                .map(|variant| match &api.types[variant.ty.ty].kind {
                    // Unions of unions end here.
                    Kind::Union(_) => variant.name.clone(),
                    _ => used(api, variant.ty),
                });
            format!("a union of {}", names.collect::<Vec<_>>().join(", "))
        }
        Kind::Alias(target) => used(api, *target),
    }
}

fn used(api: &Api, used: Use) -> String {
    let ty = &api.types[used.ty];
    let text = match (&ty.kind, ty.component()) {
        (_, Some(component)) => format!("`{component}`"),
        (Kind::Scalar(scalar), None) => scalars::word(*scalar),
        (Kind::Any | Kind::Untyped(_), None) => "anything".to_owned(),
        (Kind::Array { .. } | Kind::Tuple { .. }, None) => "lists".to_owned(),
        (Kind::Object(_) | Kind::Map(_), None) => "objects".to_owned(),
        (Kind::Null, None) => "null".to_owned(),
        (Kind::Enumeration(_), None) => "fixed values".to_owned(),
        (Kind::Union(_) | Kind::Alias(_), None) => "unions".to_owned(),
    };
    text + if used.nullable { " or null" } else { "" }
}
