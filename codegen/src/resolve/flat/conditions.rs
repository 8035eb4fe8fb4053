//! Members that a schema declares under a condition: below `if`, `then`, `else` and
//! `dependentSchemas`, also by reference and in parts and variants. JSON Schema 2020-12 Core,
//! sections 10.2.2 and 11.3.

use std::collections::BTreeSet;
use std::rc::Rc;

use indexmap::IndexMap;

use crate::api::Step;
use crate::openapi::Schema;
use crate::resolve::flat::{FlatSchema, MoreProperties};
use crate::resolve::source::Source;
use crate::resolve::source::place::{Child, Place};

/// How deep conditions, parts and variants may nest.
pub const MAX_DEPTH: usize = 64;

/// Members that only some values of a schema have.
#[derive(Debug, Clone, Default)]
pub struct Conditional<'d> {
    /// Properties declared in the branches.
    pub properties: IndexMap<&'d str, Place<'d>>,
    /// Properties that an `if` declares. They say nothing about values that do not satisfy it.
    tested: IndexMap<&'d str, Place<'d>>,
    /// Types of members that are not declared by name.
    others: Vec<Place<'d>>,
}

/// A schema below a condition.
struct Branch<'d> {
    place: Place<'d>,
    depth: usize,
    is_test: bool,
}

/// Adds what stands below the conditions of one schema. False where a part was skipped because it
/// nests too deep.
pub fn take_in<'d>(
    source: &Source<'d, '_>,
    all: &mut Conditional<'d>,
    place: &Place<'d>,
    schema: Schema<'d>,
) -> bool {
    let mut stack = Vec::new();
    push_branches(&mut stack, place, schema, 0, false);
    let mut seen: BTreeSet<Rc<str>> = BTreeSet::new();
    let mut is_complete = true;
    while let Some(branch) = stack.pop() {
        if branch.depth > MAX_DEPTH {
            is_complete = false;
            continue;
        }
        if !seen.insert(Rc::clone(&branch.place.pointer)) {
            continue;
        }
        match branch.place.child {
            Child::Reference(reference) => {
                let target = source.references.schema(reference);
                stack.extend(target.map(|place| Branch { place, ..branch }));
            }
            Child::Inline(schema) => {
                all.add(&branch, schema);
                push_below(&mut stack, &branch, schema);
            }
        }
    }
    is_complete
}

/// Whether branches can declare members.
pub fn speak_of_members(schema: Schema<'_>) -> bool {
    schema.branches().any(|(_, branch)| {
        branch.properties().next().is_some()
            || branch.pattern_properties().next().is_some()
            || branch.has_parts()
            || !branch.one_of().is_empty()
            || !branch.any_of().is_empty()
            || branch.branches().next().is_some()
    })
}

/// The branches of a schema, ordered so that the first is popped first.
fn push_branches<'d>(
    stack: &mut Vec<Branch<'d>>,
    place: &Place<'d>,
    schema: Schema<'d>,
    depth: usize,
    is_test: bool,
) {
    let first = stack.len();
    let test = schema.condition().map(|(keyword, test)| Branch {
        place: place.below(keyword, test),
        depth,
        is_test: true,
    });
    stack.extend(test);
    stack.extend(schema.branches().map(|(below, branch)| Branch {
        place: place.below(below.trim_start_matches('/'), branch),
        depth,
        is_test,
    }));
    if let Some(pushed) = stack.get_mut(first..) {
        pushed.reverse();
    }
}

/// What else the values of a branch must fit, or may fit.
fn push_below<'d>(stack: &mut Vec<Branch<'d>>, branch: &Branch<'d>, schema: Schema<'d>) {
    let (place, depth, is_test) = (&branch.place, branch.depth + 1, branch.is_test);
    push_branches(stack, place, schema, depth, is_test);
    let variants = [("oneOf", schema.one_of()), ("anyOf", schema.any_of())];
    let variants = variants.into_iter().flat_map(|(keyword, variants)| {
        let variants = variants.iter().enumerate();
        variants.map(move |(index, one)| place.member(keyword, &index.to_string(), one))
    });
    let below: Vec<_> = place.parts().into_iter().chain(variants).collect();
    stack.extend(below.into_iter().rev().map(|place| Branch {
        place,
        depth,
        is_test,
    }));
}

impl<'d> Conditional<'d> {
    fn add(&mut self, branch: &Branch<'d>, schema: Schema<'d>) {
        let place = &branch.place;
        let properties = match branch.is_test {
            true => &mut self.tested,
            false => &mut self.properties,
        };
        for (name, property) in schema.properties() {
            let property = place.member("properties", name, property);
            add(
                properties,
                name,
                property.step(Step::Property(name.to_owned())),
            );
        }
        let patterns = schema.pattern_properties();
        let patterns =
            patterns.map(|(pattern, values)| place.member("patternProperties", pattern, values));
        let more = schema.additional_properties();
        let more = more.filter(|(_, more)| !more.is_never());
        let more = more.map(|(keyword, values)| place.below(keyword, values));
        let others = patterns.chain(more).map(|values| values.step(Step::Value));
        self.others.extend(others);
    }
}

fn add<'d>(properties: &mut IndexMap<&'d str, Place<'d>>, name: &'d str, property: Place<'d>) {
    match properties.get_mut(name) {
        Some(known) => known.instead.push(property),
        None => {
            properties.insert(name, property);
        }
    }
}

/// Declares the members that only some values have. An object that declares no members and accepts
/// any others is a map, which holds them already. In one that restricts the others, members that an
/// `if` declares count, too.
pub fn declare(flat: &mut FlatSchema<'_>) {
    let mut conditional = std::mem::take(&mut flat.conditional);
    let limits_others = match flat.additional {
        MoreProperties::Forbidden | MoreProperties::Typed(_) => true,
        MoreProperties::Any | MoreProperties::Unspecified => false,
    };
    if limits_others {
        flat.patterns.append(&mut conditional.others);
        for (name, mut place) in conditional.tested {
            // Where it does not hold, the member is one of the others.
            if let MoreProperties::Typed(others) = &flat.additional {
                place.instead.push(others.clone());
            }
            add(&mut conditional.properties, name, place);
        }
    }
    if limits_others || !flat.properties.is_empty() {
        for (name, place) in conditional.properties {
            flat.properties.entry(name).or_insert(place);
        }
    }
}
