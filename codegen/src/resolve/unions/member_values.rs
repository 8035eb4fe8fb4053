//! What variants are called that nothing but the values of their members tells apart: a constant
//! further inside, a flag that is always set, the JSON type of a member.

use super::choice::Choice;
use super::evidence::evidence;
use crate::openapi::TypeSet;
use crate::resolve::flat::{FlatSchema, all_of};
use crate::resolve::source::Source;
use crate::resolve::source::place::Place;
use crate::words::words;

/// Members of one variant that are looked at.
const MOST: usize = 24;

/// What one member says of its variant.
struct Fact {
    /// Steps to the member, and what is asked of it.
    about: [String; 2],
    name: String,
}

/// For each of the variants the first name by a member for which all others of them have another
/// name, if there is one.
pub(super) fn names<'d>(
    source: &mut Source<'d, '_>,
    choices: &[&Choice<'d>],
) -> Vec<Option<String>> {
    let facts: Vec<_> = choices
        .iter()
        .map(|choice| facts(source, &choice.flat))
        .collect();
    let tells_apart = |index: usize, fact: &&Fact| {
        let others = facts
            .iter()
            .enumerate()
            .filter(|(other, _)| *other != index);
        others
            .flat_map(|(_, facts)| facts)
            .all(|other| other.about != fact.about || words(&other.name) != words(&fact.name))
    };
    let each = facts.iter().enumerate();
    let first = each.map(|(index, own)| own.iter().find(|fact| tells_apart(index, fact)));
    first
        .map(|fact| fact.map(|fact| fact.name.clone()))
        .collect()
}

/// Constants come first, types of members last.
fn facts<'d>(source: &mut Source<'d, '_>, flat: &FlatSchema<'d>) -> Vec<Fact> {
    let mut members: Vec<_> = flat.properties.iter().collect();
    members.sort_by_key(|(name, _)| **name);
    let mut constants = Vec::new();
    let mut types = Vec::new();
    for (name, place) in members.into_iter().take(MOST) {
        let member = all_of::flatten(source, place);
        constants.extend(flag(name, &member));
        constants.extend(constants_inside(source, name, place, &member));
        types.extend(type_of(name, &member));
    }
    constants.extend(types);
    constants
}

/// `active` and `not active`.
fn flag(name: &str, member: &FlatSchema<'_>) -> Option<Fact> {
    let [only] = member.values.as_deref()? else {
        return None;
    };
    let said = words(name);
    let said = said.strip_prefix("is ").unwrap_or(&said);
    let name_of = match only.value.as_bool()? {
        true => said.to_owned(),
        false => format!("not {said}"),
    };
    Some(Fact {
        about: [name.to_owned(), "flag".to_owned()],
        name: name_of,
    })
}

fn constants_inside<'d>(
    source: &mut Source<'d, '_>,
    name: &str,
    place: &Place<'d>,
    member: &FlatSchema<'d>,
) -> Vec<Fact> {
    if !member.is_object() {
        return Vec::new();
    }
    let inside = Choice {
        place: Some(place.clone()),
        flat: member.clone(),
    };
    let evidence = evidence(source, &inside);
    let texts = evidence.constants.iter().filter_map(|(inner, constants)| {
        let name = [name.to_owned(), (*inner).to_owned()];
        Some((name, constants.only_text()?))
    });
    let mut facts: Vec<_> = texts.map(|(about, name)| Fact { about, name }).collect();
    facts.sort_by(|one, other| one.about.cmp(&other.about));
    facts
}

/// `boolean value`, `object labels`.
fn type_of(name: &str, member: &FlatSchema<'_>) -> Option<Fact> {
    let ty = member.plain_types().and_then(TypeSet::name)?;
    let items = member.items.as_ref().and_then(Place::json_type);
    let ty = member.format.or(items).unwrap_or(ty);
    Some(Fact {
        about: [name.to_owned(), "type".to_owned()],
        name: format!("{ty} {name}"),
    })
}
