//! Where references among parameters, bodies, responses and headers end.

use crate::api::Step;
use crate::document::{Node, pointer};
use crate::resolve::source::Source;
use crate::resolve::source::dangling;
use crate::resolve::source::place::{Child, Place};

/// A node of the document, its JSON pointer, and what its inline schemas are named after.
pub struct Target<T> {
    pub item: T,
    pub pointer: String,
    pub steps: Vec<Step>,
}

/// How many references in a row are followed.
const MAX_HOPS: usize = 32;

/// Follows references from a place with the name `steps`. If they lead nowhere or in a circle, this
/// is reported and nothing comes back. `noun` names what is missing then.
pub fn follow<'d, T: From<&'d Node>>(
    source: &mut Source<'d, '_>,
    from: &'d Node,
    at: &str,
    mut steps: Vec<Step>,
    noun: &str,
) -> Option<Target<T>> {
    let (mut found, mut pointer) = (from, at.to_owned());
    for _ in 0..MAX_HOPS {
        let Some(reference) = found.text("$ref") else {
            return Some(Target {
                item: found.into(),
                pointer,
                steps,
            });
        };
        let target = source.references.target(reference);
        let Some((target, next)) = target.filter(|(_, node)| node.as_mapping().is_some()) else {
            dangling::dangling(source, &pointer, reference, &format!("no {noun}"));
            return None;
        };
        if let Some(step) = shared(&target) {
            steps = vec![step];
        }
        (pointer, found) = (target, next);
    }
    let message = format!("this {noun} refers only to itself");
    source.warn("cyclic-ref", at, message, &format!("no {noun}"));
    None
}

/// The step for a component, `/components/responses/NotFound`.
fn shared(pointer: &str) -> Option<Step> {
    let mut tokens = pointer::tokens(pointer);
    let is_components = tokens.next()? == "components";
    let key = tokens.nth(1)?.into_owned();
    (is_components && tokens.next().is_none()).then_some(Step::Shared(key))
}

/// The schema that a mapping names, by reference or component name.
pub fn named_by<'d>(source: &Source<'d, '_>, target: &str) -> Option<Place<'d>> {
    if target.starts_with('#') {
        return source.references.schema(target);
    }
    let key = pointer::escape(target);
    source
        .references
        .schema(&format!("#/components/schemas/{key}"))
}

/// The named schema that a place refers to, apart from annotations beside the reference.
pub fn named<'d>(source: &Source<'d, '_>, place: &Place<'d>) -> Option<Place<'d>> {
    match place.child {
        Child::Reference(reference) => source.references.schema(reference),
        Child::Inline(_) if place.is_component() => Some(place.clone()),
        Child::Inline(schema) => match place.parts().as_slice() {
            [only] if schema.only_annotates() => match only.child {
                Child::Reference(reference) => source.references.schema(reference),
                Child::Inline(_) => None,
            },
            _ => None,
        },
    }
}
