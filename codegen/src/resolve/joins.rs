//! Variants that are better one type: scalars of one class, and objects that may all fit at once.

use indexmap::{IndexMap, IndexSet};

use super::merged::{Group, Merged, MoreProperties};
use super::place::Place;
use super::requirements::MAX_DEPTH;
use super::scalars;
use super::schemas::Schemas;
use super::types::TypeSet;
use super::unions::Choice;
use crate::api::{Docs, EnumValue};

/// Strings with strings, numbers with numbers, booleans with booleans: told apart by nothing.
pub(super) fn scalars(choices: Vec<Choice<'_>>) -> Vec<Choice<'_>> {
    let mut classes: IndexMap<u8, Vec<Choice<'_>>> = IndexMap::new();
    let mut order = Vec::new();
    for choice in choices {
        match class(&choice.merged) {
            Some(class) => {
                if !classes.contains_key(&class) {
                    order.push(Err(class));
                }
                classes.entry(class).or_default().push(choice);
            }
            None => order.push(Ok(choice)),
        }
    }
    let joined = order.into_iter().filter_map(|entry| match entry {
        Ok(choice) => Some(choice),
        Err(class) => classes.swap_remove(&class).and_then(join),
    });
    joined.collect()
}

fn class(merged: &Merged<'_>) -> Option<u8> {
    if !merged.unions.is_empty() {
        return None;
    }
    match merged.plain_types()? {
        TypeSet::STRING => Some(0),
        TypeSet::BOOLEAN => Some(1),
        types if TypeSet::NUMBER.contains(types) && !types.is_empty() => Some(2),
        _ => None,
    }
}

fn join(mut choices: Vec<Choice<'_>>) -> Option<Choice<'_>> {
    if choices.len() < 2 {
        return choices.pop();
    }
    let views = choices.iter().map(|choice| &choice.merged);
    let types = views.clone().filter_map(Merged::plain_types);
    let types = types.fold(TypeSet::NONE, |all, ty| all | ty);
    let formats: Vec<_> = views
        .clone()
        .filter(|view| view.values.is_none())
        .map(|view| view.format)
        .collect();
    let values = views
        .clone()
        .filter(|view| view.values.is_some())
        .flat_map(labelled);
    let mut distinct: IndexMap<String, EnumValue> = IndexMap::new();
    for value in values {
        distinct.entry(value.json()).or_insert(value);
    }
    let values: Vec<_> = distinct.into_values().collect();
    let merged = Merged {
        types: Some(types),
        format: scalars::widest(&formats, types),
        open: !values.is_empty() && !formats.is_empty(),
        values: Some(values).filter(|values| !values.is_empty()),
        nullable: views.clone().any(Merged::is_nullable),
        ..Merged::default()
    };
    Some(Choice {
        place: None,
        merged,
    })
}

/// The values of an enumeration; a lone constant is described by its schema.
fn labelled<'m>(merged: &'m Merged<'_>) -> impl Iterator<Item = EnumValue> + use<'m> {
    let Docs {
        title, description, ..
    } = &merged.docs;
    let values = merged.values.as_deref().unwrap_or_default();
    let alone = values.len() == 1;
    values.iter().map(move |value| EnumValue {
        value: value.value.clone(),
        digits: value.digits.clone(),
        name: value
            .name
            .clone()
            .or_else(|| title.clone().filter(|_| alone)),
        description: value
            .description
            .clone()
            .or_else(|| description.clone().filter(|_| alone)),
    })
}

impl<'d> Schemas<'d, '_> {
    /// Replaces unions of nothing but scalars of one class by that scalar.
    pub fn collapse(&mut self, merged: &mut Merged<'d>) {
        while let Some(group) = merged.unions.first().cloned() {
            if self.unions_within == MAX_DEPTH {
                return;
            }
            self.unions_within += 1;
            let scalar = self.one_scalar(merged, &group);
            self.unions_within -= 1;
            let Some(scalar) = scalar else {
                return;
            };
            merged.unions.remove(0);
            self.narrow(merged, scalar);
        }
    }

    /// What at least two scalars amount to.
    fn one_scalar(&mut self, merged: &Merged<'d>, group: &Group<'d>) -> Option<Merged<'d>> {
        if group.strange {
            return None;
        }
        let mut choices = Vec::with_capacity(group.variants.len());
        let mut nullable = false;
        for place in group.variants.iter() {
            let merged_variant = self.merged(&place);
            if merged_variant.is_null() {
                nullable = true;
                continue;
            }
            let mut choice = [Choice {
                place: Some(place.clone()),
                merged: merged_variant,
            }];
            merged.hand_down_types(&mut choice);
            let [choice] = choice;
            if !choice.merged.is_scalar() {
                return None;
            }
            choices.push(choice);
        }
        let mut joined = scalars(choices).into_iter();
        match (joined.next(), joined.next()) {
            (
                Some(Choice {
                    place: None,
                    merged: mut scalar,
                }),
                None,
            ) => {
                scalar.nullable |= nullable;
                Some(scalar)
            }
            (_, _) => None,
        }
    }

    /// Several scalars that have become one, and what stands beside their union.
    pub fn narrow(&mut self, merged: &mut Merged<'d>, scalar: Merged<'d>) {
        merged.types = match (merged.types, scalar.types) {
            (Some(own), Some(types)) if !(own & types).is_empty() => Some(own & types),
            (_, types) => types,
        };
        merged.nullable |= scalar.nullable;
        merged.format = merged.format.or(scalar.format);
        (merged.values, merged.open) = match (merged.values.take(), scalar.values) {
            (Some(own), Some(values)) if !scalar.open => {
                let listed = |value: &EnumValue| own.iter().any(|own| own.json() == value.json());
                let both: Vec<_> = values.into_iter().filter(listed).collect();
                (Some(if both.is_empty() { own } else { both }), false)
            }
            (Some(own), _) => (Some(own), merged.open),
            (None, values) => (values, scalar.open),
        };
    }

    /// One object with the members of all, when no constant tells the objects apart.
    pub fn joined_objects(&mut self, choices: &[Choice<'d>]) -> Option<Merged<'d>> {
        if self.told_apart(choices) {
            return None;
        }
        let mut joined = Merged {
            types: Some(TypeSet::OBJECT),
            ..Merged::default()
        };
        for choice in choices {
            for (name, place) in &choice.merged.properties {
                let strange = self.is_strange(place);
                match joined.properties.get_mut(name) {
                    Some(known) => {
                        known.instead.push(place.clone());
                        known.strange |= strange;
                    }
                    None => {
                        let strange = strange || place.strange;
                        let place = Place {
                            strange,
                            ..place.clone()
                        };
                        joined.properties.insert(*name, place);
                    }
                }
            }
            joined
                .patterns
                .extend(choice.merged.patterns.iter().cloned());
            joined.nullable |= choice.merged.is_nullable();
        }
        let required: IndexSet<_> = choices
            .iter()
            .flat_map(|c| &c.merged.required)
            .copied()
            .collect();
        let by_all = |name: &&str| {
            choices
                .iter()
                .all(|choice| choice.merged.required.contains(name))
        };
        joined.required = required.into_iter().filter(by_all).collect();
        let more = choices.iter().map(|choice| &choice.merged.additional);
        joined.additional = more.cloned().reduce(MoreProperties::or).unwrap_or_default();
        Some(joined)
    }

    /// Values of the document fit another variant only, and have this member in their own way.
    fn is_strange(&mut self, place: &Place<'d>) -> bool {
        let strange = self.shown.of(&place.pointer).strange;
        if strange {
            let message = "an example that fits another variant has a value that does not fit here";
            let instead = "a union that keeps what it does not know";
            self.warn("strange-member", &place.pointer, message, instead);
        }
        strange
    }

    /// Each two of the variants have a required property of which they allow different strings.
    fn told_apart(&mut self, choices: &[Choice<'d>]) -> bool {
        let tags: Vec<_> = choices.iter().map(|choice| self.tags_of(choice)).collect();
        let mut pairs = tags.iter().enumerate();
        pairs.all(|(index, one)| tags.iter().skip(index + 1).all(|other| differ(one, other)))
    }

    /// The required properties of a variant that are limited to strings.
    pub fn tags_of(&mut self, choice: &Choice<'d>) -> Tags<'d> {
        let mut tags = Tags::new();
        for name in &choice.merged.required {
            if let Some(place) = choice.merged.properties.get(name) {
                let strings = self.strings(place);
                if !strings.is_empty() {
                    tags.insert(*name, strings);
                }
            }
        }
        tags
    }
}

/// The strings that required properties are limited to.
pub(super) type Tags<'d> = IndexMap<&'d str, Vec<String>>;

/// A property has different strings in two variants.
pub(super) fn differ(one: &Tags<'_>, other: &Tags<'_>) -> bool {
    one.iter().any(|(name, strings)| {
        let others = other.get(name);
        others.is_some_and(|others| !strings.iter().any(|string| others.contains(string)))
    })
}

impl Merged<'_> {
    /// An object with members and without further choices.
    pub fn is_object(&self) -> bool {
        self.plain_types() == Some(TypeSet::OBJECT)
            && !self.properties.is_empty()
            && self.unions.is_empty()
    }
}

impl MoreProperties<'_> {
    /// What may stand beside the properties of either.
    fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Typed(one), Self::Typed(other)) => {
                let mut either = one;
                either.instead.push(other);
                Self::Typed(either)
            }
            (Self::Typed(one), Self::Forbidden) | (Self::Forbidden, Self::Typed(one)) => {
                Self::Typed(one)
            }
            (Self::Forbidden, Self::Forbidden) => Self::Forbidden,
            (Self::Any | Self::Typed(_), _) | (_, Self::Any | Self::Typed(_)) => Self::Any,
            (Self::Unspecified, _) | (_, Self::Unspecified) => Self::Unspecified,
        }
    }
}
