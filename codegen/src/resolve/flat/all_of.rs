//! `allOf`, flattened: everything that a value must fit, in one view.
//!
//! The parts of a schema come first and its own keywords last, so that its own keywords win over
//! contradicting ones. Parts are followed without recursion, and each place is added once; so
//! diamonds stay small and cycles end.

use std::rc::Rc;

use crate::api::{EnumValue, Step};
use crate::openapi::TypeSet;
use crate::openapi::{Limit, Range, Schema};
use crate::resolve::definitions::docs;
use crate::resolve::flat::conditions;
use crate::resolve::flat::declared;
use crate::resolve::flat::declared::Declared;
use crate::resolve::flat::enum_values;
use crate::resolve::flat::{FlatSchema, Group, Variants};
use crate::resolve::source::Source;
use crate::resolve::source::dangling;
use crate::resolve::source::place::{Child, Place};
use crate::resolve::unions::one_scalar;

enum Visit<'d> {
    Enter(Place<'d>),
    /// The parts of this schema have been added. Its own keywords follow.
    Own(Place<'d>, Schema<'d>),
    Leave,
}

/// The flat view of a schema.
pub fn flatten<'d>(source: &mut Source<'d, '_>, place: &Place<'d>) -> FlatSchema<'d> {
    let mut flat = FlatSchema {
        pointer: Rc::clone(&place.pointer),
        steps: place.steps.clone(),
        ..FlatSchema::default()
    };
    for place in place.all() {
        take_in(source, &mut flat, place);
    }
    flat.finish();
    take_shown_types(source, &mut flat);
    one_scalar::collapse(source, &mut flat);
    flat
}

/// Types that no keyword names and that values of the document have.
fn take_shown_types<'d>(source: &mut Source<'d, '_>, flat: &mut FlatSchema<'d>) {
    if flat.types.is_some() || flat.values.is_some() || !flat.unions.is_empty() {
        return;
    }
    if let Some(implied) = flat.plain_types() {
        let shown = source.examples.of(&flat.pointer).types;
        if !implied.contains(shown) {
            flat.types = Some(implied | shown);
        }
    }
}

/// Adds a schema and its parts to a view.
pub fn take_in<'d>(source: &mut Source<'d, '_>, flat: &mut FlatSchema<'d>, place: &Place<'d>) {
    if let Child::Inline(schema) = place.child
        && !schema.has_parts()
    {
        if flat.seen.insert(Rc::clone(&place.pointer)) {
            absorb(source, flat, place, schema);
        }
        return;
    }
    let mut path: Vec<Rc<str>> = Vec::new();
    let mut stack = vec![Visit::Enter(place.alone())];
    while let Some(visit) = stack.pop() {
        match visit {
            Visit::Enter(place) => enter(source, flat, place, &mut path, &mut stack),
            Visit::Own(place, schema) => {
                path.pop();
                absorb(source, flat, &place, schema);
            }
            Visit::Leave => {
                path.pop();
            }
        }
    }
}

fn enter<'d>(
    source: &mut Source<'d, '_>,
    flat: &mut FlatSchema<'d>,
    place: Place<'d>,
    path: &mut Vec<Rc<str>>,
    stack: &mut Vec<Visit<'d>>,
) {
    if !flat.seen.insert(Rc::clone(&place.pointer)) {
        if path.contains(&place.pointer) {
            let message = "this schema is a part of itself";
            source.warn("cyclic-all-of", &place.pointer, message, "the other parts");
        }
        return;
    }
    path.push(Rc::clone(&place.pointer));
    match place.child {
        Child::Reference(reference) => {
            stack.push(Visit::Leave);
            flat.references += usize::from(place.pointer != flat.pointer);
            match source.references.schema(reference) {
                Some(target) => stack.push(Visit::Enter(target)),
                None => dangling::dangling(source, &place.pointer, reference, "any JSON"),
            }
        }
        Child::Inline(schema) => {
            let parts = place.parts();
            stack.push(Visit::Own(place, schema));
            stack.extend(parts.into_iter().rev().map(Visit::Enter));
        }
    }
}

/// Adds the keywords of one schema.
fn absorb<'d>(
    source: &mut Source<'d, '_>,
    flat: &mut FlatSchema<'d>,
    place: &Place<'d>,
    schema: Schema<'d>,
) {
    let own = is_at_or_below(&place.pointer, &flat.pointer);
    flat.never |= schema.is_never();
    flat.nullable |= schema.is_nullable() && place.pointer == flat.pointer;
    absorb_types(source, flat, place, schema);
    absorb_values(source, flat, place, schema);
    flat.format = schema.format().or(flat.format);
    flat.pattern = schema.pattern().or(flat.pattern);
    flat.minimum = tighter(flat.minimum, schema.minimum(), |a, b| a > b);
    flat.maximum = tighter(flat.maximum, schema.maximum(), |a, b| a < b);
    absorb_members(source, flat, place, schema);
    absorb_items(flat, place, schema);
    for group in groups(place, schema) {
        if own || !leads_back(source, flat, &group) {
            flat.unions.push(group);
        }
    }
    if let Some(discriminator) = Declared::at(place, schema) {
        declared::check(source, &discriminator);
        flat.discriminator = Some(discriminator);
    }
    if own {
        docs::override_with(&mut flat.docs, docs::of(schema));
    } else {
        let (inherited, more) = (docs::of(schema), &mut flat.docs.constraints);
        more.extend(inherited.constraints);
        flat.inherited = inherited.description;
    }
}

/// A parent that lists its children: they inherit its properties, but not the choice among them.
fn leads_back<'d>(source: &Source<'d, '_>, flat: &FlatSchema<'d>, group: &Group<'d>) -> bool {
    group.variants.references().any(|reference| {
        let target = source.references.schema(reference);
        target.is_some_and(|target| flat.seen.contains(&target.pointer))
    })
}

fn absorb_types<'d>(
    source: &mut Source<'d, '_>,
    flat: &mut FlatSchema<'d>,
    place: &Place<'d>,
    schema: Schema<'d>,
) {
    let Some(types) = schema.types() else {
        return;
    };
    let listed = schema.listed_types();
    if !listed.is_empty() {
        flat.type_list = listed;
    }
    let all = flat.types.unwrap_or(TypeSet::ALL);
    let mut both = all & types;
    if both.without(TypeSet::NULL).is_empty() && !types.without(TypeSet::NULL).is_empty() {
        if !all.without(TypeSet::NULL).is_empty() {
            let message = format!("{} and {} exclude each other", words(all), words(types));
            conflict(
                source,
                "conflicting-types",
                flat,
                place,
                message,
                "the later type",
            );
        }
        both = types;
        flat.values = None;
    }
    flat.types = Some(both);
}

/// Two parts of one schema contradict each other.
fn conflict<'d>(
    source: &mut Source<'d, '_>,
    kind: &'static str,
    flat: &FlatSchema<'d>,
    place: &Place<'d>,
    message: impl Into<String>,
    instead: &str,
) {
    if source.is_new(kind, &flat.pointer) {
        let report = source.diagnostics.warn(kind, &*flat.pointer, message);
        let report = report.instead(instead);
        if place.pointer != flat.pointer {
            report.related(&*place.pointer, "the later part");
        }
    }
}

fn absorb_values<'d>(
    source: &mut Source<'d, '_>,
    flat: &mut FlatSchema<'d>,
    place: &Place<'d>,
    schema: Schema<'d>,
) {
    if schema.values().is_empty() {
        return;
    }
    let values = enum_values::values(schema);
    let both = match flat.values.take() {
        None => values,
        Some(known) => {
            let listed = |value: &EnumValue| values.iter().any(|own| own.json() == value.json());
            let both: Vec<_> = known.into_iter().filter(listed).collect();
            if both.is_empty() {
                let message = "these enumerations have no value in common";
                let instead = "the later values";
                conflict(source, "conflicting-enums", flat, place, message, instead);
                values
            } else {
                both
            }
        }
    };
    flat.values = Some(both);
}

fn absorb_members<'d>(
    source: &mut Source<'d, '_>,
    flat: &mut FlatSchema<'d>,
    place: &Place<'d>,
    schema: Schema<'d>,
) {
    for (name, child) in schema.properties() {
        let property = place.member("properties", name, child);
        let property = property.step(Step::Property(name.to_owned()));
        let all = match flat.properties.get(name) {
            Some(known) => known.clone().and(property),
            None => property,
        };
        flat.properties.insert(name, all);
    }
    flat.required.extend(schema.required());
    let more = schema.additional_properties();
    if more.is_none_or(|(_, more)| !more.is_never()) {
        flat.mentioned.extend(schema.dependent_required());
    }
    absorb_conditional(source, flat, place, schema);
    for (pattern, child) in schema.pattern_properties() {
        let values = place.member("patternProperties", pattern, child);
        flat.patterns.push(values.step(Step::Value));
        flat.every_name |= fits_every_name(pattern);
    }
    if let Some((keyword, more)) = more {
        match more.as_flag() {
            Some(any) => flat.additional.add(any),
            None => {
                let values = place.below(keyword, more);
                flat.additional.add_typed(values.step(Step::Value));
            }
        }
    }
}

/// A pattern that matches everything, in its usual spellings.
fn fits_every_name(pattern: &str) -> bool {
    let bare = pattern.strip_prefix('^').unwrap_or(pattern);
    let bare = bare.strip_suffix('$').unwrap_or(bare);
    matches!(bare, "" | ".*" | ".+" | "." | "(.*)" | "[\\s\\S]*") && pattern != "^$"
}

fn absorb_conditional<'d>(
    source: &mut Source<'d, '_>,
    flat: &mut FlatSchema<'d>,
    place: &Place<'d>,
    schema: Schema<'d>,
) {
    if !conditions::take_in(source, &mut flat.conditional, place, schema) {
        let message = format!(
            "properties depend on more than {} conditions",
            conditions::MAX_DEPTH
        );
        source.warn(
            "nested-conditions",
            &place.pointer,
            message,
            "the other properties",
        );
    }
}

fn absorb_items<'d>(flat: &mut FlatSchema<'d>, place: &Place<'d>, schema: Schema<'d>) {
    match schema.items() {
        Some((_, items)) if items.is_never() => flat.no_items = true,
        Some((keyword, items)) => {
            let items = place.below(keyword, items).step(Step::Item);
            flat.items = Some(match flat.items.take() {
                Some(known) => known.and(items),
                None => items,
            });
        }
        None => {}
    }
    let (keyword, first) = schema.prefix_items();
    for (index, child) in first.iter().enumerate() {
        let member = place.member(keyword, &index.to_string(), child);
        let member = member.step(Step::Member(index));
        match flat.prefix.get_mut(index) {
            Some(known) => *known = known.clone().and(member),
            None => flat.prefix.push(member),
        }
    }
    flat.unique |= schema.has_unique_items();
    let (known, new) = (flat.item_counts, schema.item_counts());
    flat.item_counts = Range {
        minimum: known.minimum.max(new.minimum),
        maximum: [known.maximum, new.maximum].into_iter().flatten().min(),
    };
}

fn is_at_or_below(pointer: &str, ancestor: &str) -> bool {
    pointer
        .strip_prefix(ancestor)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The `oneOf` and the `anyOf` of one schema.
fn groups<'d>(place: &Place<'d>, schema: Schema<'d>) -> impl Iterator<Item = Group<'d>> {
    let discriminator = Declared::at(place, schema);
    let both = [
        ("oneOf", true, schema.one_of()),
        ("anyOf", false, schema.any_of()),
    ];
    both.into_iter()
        .filter(|(_, _, variants)| !variants.is_empty())
        .map(move |(keyword, exclusive, schemas)| Group {
            exclusive,
            variants: Variants::Listed {
                holder: place.alone(),
                keyword,
                schemas,
            },
            discriminator: discriminator.clone(),
            pointer: format!("{}/{keyword}", place.pointer).into(),
            other_values: false,
        })
}

/// "`array` or `object`": the types besides null.
fn words(types: TypeSet) -> String {
    let names: Vec<_> = types
        .without(TypeSet::NULL)
        .members()
        .map(|(name, _)| name)
        .collect();
    format!("`{}`", names.join("` or `"))
}

fn tighter(
    known: Option<Limit>,
    new: Option<Limit>,
    is_tighter: impl Fn(f64, f64) -> bool,
) -> Option<Limit> {
    match (known, new) {
        (Some(known), Some(new)) => {
            Some(if is_tighter(known.approximately(), new.approximately()) {
                known
            } else {
                new
            })
        }
        (known, new) => new.or(known),
    }
}
