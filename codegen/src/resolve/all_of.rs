//! `allOf`, flattened: everything a value must fit, in one view.
//!
//! A schema's parts come first and its own keywords last, so that what it says itself wins where
//! two contradict each other. Parts are followed without recursion and each place is taken in
//! once, which bounds diamonds and ends cycles.

use std::rc::Rc;

use openapiv3::AdditionalProperties;

use super::docs;
use super::enums;
use super::keywords::{self, Keywords, Limit, Quantity, Range};
use super::merged::{Group, Merged, Variants};
use super::place::{Child, Place};
use super::schemas::Schemas;
use super::types::TypeSet;
use super::unions::Declared;
use crate::api::{EnumValue, Step};

enum Visit<'d> {
    Enter(Place<'d>),
    /// The parts of this schema have been taken in; its own keywords follow.
    Own(Place<'d>, Box<Keywords<'d>>),
    Leave,
}

impl<'d> Schemas<'d, '_> {
    /// The flat view of a schema.
    pub fn merged(&mut self, place: &Place<'d>) -> Merged<'d> {
        let mut merged = Merged {
            pointer: Rc::clone(&place.pointer),
            steps: place.steps.clone(),
            ..Merged::default()
        };
        for place in place.all() {
            self.merge(&mut merged, place);
        }
        merged.finish();
        self.take_shown_types(&mut merged);
        self.collapse(&mut merged);
        merged
    }

    /// Types that no keyword names and values of the document have.
    fn take_shown_types(&mut self, merged: &mut Merged<'d>) {
        if merged.types.is_some() || merged.values.is_some() || !merged.unions.is_empty() {
            return;
        }
        if let Some(implied) = merged.plain_types() {
            let shown = self.shown.of(&merged.pointer).types;
            if !implied.contains(shown) {
                merged.types = Some(implied | shown);
            }
        }
    }

    /// Takes a schema and its parts into a view.
    pub fn merge(&mut self, merged: &mut Merged<'d>, place: &Place<'d>) {
        if let Child::Inline(schema) = place.child
            && keywords::all_of(schema).is_empty()
        {
            if merged.seen.insert(Rc::clone(&place.pointer)) {
                self.absorb(merged, place, Keywords::read(schema));
            }
            return;
        }
        let mut path: Vec<Rc<str>> = Vec::new();
        let mut stack = vec![Visit::Enter(place.alone())];
        while let Some(visit) = stack.pop() {
            match visit {
                Visit::Enter(place) => self.enter(merged, place, &mut path, &mut stack),
                Visit::Own(place, keywords) => {
                    path.pop();
                    self.absorb(merged, &place, *keywords);
                }
                Visit::Leave => {
                    path.pop();
                }
            }
        }
    }

    fn enter(
        &mut self,
        merged: &mut Merged<'d>,
        place: Place<'d>,
        path: &mut Vec<Rc<str>>,
        stack: &mut Vec<Visit<'d>>,
    ) {
        if !merged.seen.insert(Rc::clone(&place.pointer)) {
            if path.contains(&place.pointer) {
                let message = "this schema is a part of itself";
                self.warn("cyclic-all-of", &place.pointer, message, "the other parts");
            }
            return;
        }
        path.push(Rc::clone(&place.pointer));
        match place.child {
            Child::Reference(reference) => {
                stack.push(Visit::Leave);
                merged.references += usize::from(place.pointer != merged.pointer);
                match self.references.schema(reference) {
                    Some(target) => stack.push(Visit::Enter(target)),
                    None => self.dangling(&place.pointer, reference, "any JSON"),
                }
            }
            Child::Inline(schema) => {
                let keywords = Keywords::read(schema);
                let parts = keywords.all_of.iter().enumerate().rev();
                let parts: Vec<_> = parts
                    .map(|(index, part)| place.member("allOf", &index.to_string(), part.into()))
                    .collect();
                stack.push(Visit::Own(place, Box::new(keywords)));
                stack.extend(parts.into_iter().map(Visit::Enter));
            }
        }
    }

    /// Takes in the keywords of one schema.
    fn absorb(&mut self, merged: &mut Merged<'d>, place: &Place<'d>, keywords: Keywords<'d>) {
        let own = is_at_or_below(&place.pointer, &merged.pointer);
        merged.never |= keywords.is_never();
        merged.nullable |= keywords.data.nullable && place.pointer == merged.pointer;
        self.absorb_types(merged, place, &keywords);
        if !keywords.type_list.is_empty() {
            merged.type_list.clone_from(&keywords.type_list);
        }
        self.absorb_values(merged, place, &keywords);
        merged.format = keywords.format.or(merged.format);
        merged.minimum = tighter(merged.minimum, keywords.minimum, |a, b| a > b);
        merged.maximum = tighter(merged.maximum, keywords.maximum, |a, b| a < b);
        self.absorb_members(merged, place, &keywords);
        self.absorb_items(merged, place, &keywords);
        for group in groups(place, &keywords) {
            if own || !self.leads_back(merged, &group) {
                merged.unions.push(group);
            }
        }
        if let Some(discriminator) = Declared::at(place, &keywords) {
            self.check_discriminator(&discriminator);
            merged.discriminator = Some(discriminator);
        }
        if own {
            docs::override_with(&mut merged.docs, docs::of(&keywords));
        } else {
            let (inherited, more) = (docs::of(&keywords), &mut merged.docs.constraints);
            more.extend(inherited.constraints);
            merged.inherited = inherited.description;
        }
    }

    /// A parent that lists its children: they inherit its properties, not the choice among them.
    fn leads_back(&self, merged: &Merged<'d>, group: &Group<'d>) -> bool {
        group.variants.references().any(|reference| {
            let target = self.references.schema(reference);
            target.is_some_and(|target| merged.seen.contains(&target.pointer))
        })
    }

    fn absorb_types(&mut self, merged: &mut Merged<'d>, place: &Place<'d>, keywords: &Keywords) {
        let Some(types) = keywords.types else {
            return;
        };
        let all = merged.types.unwrap_or(TypeSet::ALL);
        let mut both = all & types;
        if both.without(TypeSet::NULL).is_empty() && !types.without(TypeSet::NULL).is_empty() {
            if !all.without(TypeSet::NULL).is_empty() {
                let message = format!("{} and {} exclude each other", words(all), words(types));
                self.conflict(
                    "conflicting-types",
                    merged,
                    place,
                    message,
                    "the later type",
                );
            }
            both = types;
            merged.values = None;
        }
        merged.types = Some(both);
    }

    /// Two parts of one schema contradict each other.
    fn conflict(
        &mut self,
        kind: &'static str,
        merged: &Merged<'d>,
        place: &Place<'d>,
        message: impl Into<String>,
        instead: &str,
    ) {
        if self.is_new(kind, &merged.pointer) {
            let report = self.diagnostics.warn(kind, &*merged.pointer, message);
            let report = report.instead(instead);
            if place.pointer != merged.pointer {
                report.related(&*place.pointer, "the later part");
            }
        }
    }

    fn absorb_values(&mut self, merged: &mut Merged<'d>, place: &Place<'d>, keywords: &Keywords) {
        let Some(values) = enums::values(keywords) else {
            return;
        };
        let both = match merged.values.take() {
            None => values,
            Some(known) => {
                let listed =
                    |value: &EnumValue| values.iter().any(|own| own.json() == value.json());
                let both: Vec<_> = known.into_iter().filter(listed).collect();
                if both.is_empty() {
                    let message = "these enumerations have no value in common";
                    let instead = "the later values";
                    self.conflict("conflicting-enums", merged, place, message, instead);
                    values
                } else {
                    both
                }
            }
        };
        merged.values = Some(both);
    }

    fn absorb_members(
        &mut self,
        merged: &mut Merged<'d>,
        place: &Place<'d>,
        keywords: &Keywords<'d>,
    ) {
        for (name, child) in &keywords.properties {
            let property = place.member("properties", name, *child);
            let property = property.step(Step::Property((*name).to_owned()));
            let all = match merged.properties.get(name) {
                Some(known) => known.clone().and(property),
                None => property,
            };
            merged.properties.insert(name, all);
        }
        merged
            .required
            .extend(keywords.required.iter().map(String::as_str));
        self.absorb_conditional(merged, place, keywords);
        for pattern in keywords.mapped("x-oas-pattern-properties") {
            let pointer = place.member("x-oas-pattern-properties", pattern, place.child);
            if let Some(child) = self.references.raw(&pointer.pointer) {
                merged
                    .patterns
                    .push(Place { child, ..pointer }.step(Step::Value));
            }
        }
        match keywords.additional {
            Some(AdditionalProperties::Schema(schema)) => {
                let values = place.below("additionalProperties", (&**schema).into());
                merged.additional.add_typed(values.step(Step::Value));
            }
            Some(AdditionalProperties::Any(any)) => merged.additional.add(*any),
            None => {}
        }
    }

    fn absorb_conditional(
        &mut self,
        merged: &mut Merged<'d>,
        place: &Place<'d>,
        keywords: &Keywords<'d>,
    ) {
        for (name, below) in keywords.conditional() {
            let pointer = format!("{}{below}", place.pointer);
            let Some(child) = self.references.raw(&pointer) else {
                continue;
            };
            let steps = place.steps.then(Step::Property(name.to_owned()));
            let property = Place::new(pointer, steps.to_vec(), child);
            match merged.conditional.get_mut(name) {
                Some(known) => known.instead.push(property),
                None => {
                    merged.conditional.insert(name, property);
                }
            }
        }
    }

    fn absorb_items(
        &mut self,
        merged: &mut Merged<'d>,
        place: &Place<'d>,
        keywords: &Keywords<'d>,
    ) {
        if let Some(child) = keywords.items {
            let items = place.below("items", child).step(Step::Item);
            merged.items = Some(match merged.items.take() {
                Some(known) => known.and(items),
                None => items,
            });
        }
        for index in 0..keywords.listed("x-oas-prefix-items") {
            let member = place.member("x-oas-prefix-items", &index.to_string(), place.child);
            let Some(child) = self.references.raw(&member.pointer) else {
                continue;
            };
            let member = Place { child, ..member }.step(Step::Member(index));
            match merged.prefix.get_mut(index) {
                Some(known) => *known = known.clone().and(member),
                None => merged.prefix.push(member),
            }
        }
        merged.no_items |= keywords.flag("x-oas-no-items");
        merged.unique |= keywords.unique;
        let (known, new) = (merged.item_counts, keywords.item_counts);
        merged.item_counts = Range {
            minimum: known.minimum.max(new.minimum),
            maximum: [known.maximum, new.maximum].into_iter().flatten().min(),
        };
    }
}

fn is_at_or_below(pointer: &str, ancestor: &str) -> bool {
    pointer
        .strip_prefix(ancestor)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The `oneOf` and the `anyOf` of one schema.
fn groups<'d>(place: &Place<'d>, keywords: &Keywords<'d>) -> impl Iterator<Item = Group<'d>> {
    let discriminator = Declared::at(place, keywords);
    let both = [
        ("oneOf", true, keywords.one_of),
        ("anyOf", false, keywords.any_of),
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
            strange: false,
        })
}

/// "`array` or `object`", of the types besides null.
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

impl Limit {
    #[expect(clippy::cast_precision_loss, reason = "only compared")]
    fn approximately(self) -> f64 {
        match self.value {
            Quantity::Whole(value) => value as f64,
            Quantity::Real(value) => value,
        }
    }
}
