//! Objects: fields, and other members.

use std::rc::Rc;

use crate::api::{Additional, Docs, Field, Kind, Object, Step};
use crate::openapi::TypeSet;
use crate::resolve::definitions::Definitions;
use crate::resolve::definitions::docs;
use crate::resolve::flat::all_of;
use crate::resolve::flat::{FlatSchema, MoreProperties};
use crate::resolve::source::Source;
use crate::resolve::source::place::{Child, Place};

/// What a property says about itself beside its type.
#[derive(Debug, Default)]
pub struct Annotations {
    pub docs: Docs,
    pub read_only: bool,
    pub write_only: bool,
}

pub fn kind<'d>(definitions: &mut Definitions<'d, '_>, flat: &FlatSchema<'d>) -> Kind {
    let additional = additional(definitions, flat);
    let mut fields = Vec::with_capacity(flat.properties.len());
    for (name, place) in &flat.properties {
        if !is_never(place) {
            fields.push(field(
                definitions,
                name,
                place,
                flat.required.contains(name),
            ));
        }
    }
    undeclared(definitions, flat, additional, &mut fields);
    match additional {
        _ if !fields.is_empty() => object(fields, additional),
        Additional::Typed(values) => Kind::Map(values),
        Additional::Any | Additional::Unspecified => Kind::Map(definitions.any()),
        Additional::Forbidden => object(fields, additional),
    }
}

fn field<'d>(
    definitions: &mut Definitions<'d, '_>,
    name: &str,
    place: &Place<'d>,
    required: bool,
) -> Field {
    let ty = definitions.use_of(place);
    let said = annotations(&mut definitions.source, place);
    Field {
        wire_name: name.to_owned(),
        ty,
        required,
        read_only: said.read_only,
        write_only: said.write_only,
        docs: said.docs,
        pointer: place.pointer.to_string(),
    }
}

/// Properties that the object or one of its variants requires and that are not declared anywhere. A
/// property that only some values must have needs no field where other members are kept anyway.
fn undeclared<'d>(
    definitions: &mut Definitions<'d, '_>,
    flat: &FlatSchema<'d>,
    additional: Additional,
    fields: &mut Vec<Field>,
) {
    let keeps_all = matches!(additional, Additional::Typed(_) | Additional::Any);
    let mut names = flat.required.clone();
    names.extend(flat.mentioned.iter().filter(|_| !keeps_all));
    names.retain(|name| !flat.properties.contains_key(name));
    for name in names {
        let required = flat.required.contains(name);
        fields.push(undeclared_field(
            definitions,
            name,
            required,
            flat,
            additional,
        ));
    }
}

fn undeclared_field<'d>(
    definitions: &mut Definitions<'d, '_>,
    name: &str,
    required: bool,
    flat: &FlatSchema<'d>,
    additional: Additional,
) -> Field {
    let (ty, instead) = match (additional, required) {
        (Additional::Typed(values), _) => (values, "a required additional property"),
        (_, true) => (definitions.any(), "a required property of any JSON"),
        (_, false) => (definitions.any(), "an optional property of any JSON"),
    };
    let message = format!("`{name}` is required and not declared");
    if definitions
        .source
        .is_new("undeclared-property", &format!("{}: {name}", flat.pointer))
    {
        definitions
            .source
            .warn_each("undeclared-property", &flat.pointer, message, instead);
    }
    Field {
        wire_name: name.to_owned(),
        ty,
        required,
        read_only: false,
        write_only: false,
        docs: Docs::default(),
        pointer: flat.pointer.to_string(),
    }
}

/// A pattern restricts only names that match it. Without `additionalProperties`, other members can
/// be anything. JSON Schema 2020-12 Core, section 10.3.2.
fn additional<'d>(definitions: &mut Definitions<'d, '_>, flat: &FlatSchema<'d>) -> Additional {
    let mut values = flat.patterns.clone();
    values.retain(|values| !is_never(values));
    let is_open = match &flat.additional {
        MoreProperties::Forbidden if values.is_empty() => return Additional::Forbidden,
        MoreProperties::Any if values.is_empty() => return Additional::Any,
        // An object that declares no member is one of any members.
        MoreProperties::Unspecified if values.is_empty() && flat.properties.is_empty() => {
            return Additional::Any;
        }
        MoreProperties::Unspecified if values.is_empty() => return Additional::Unspecified,
        MoreProperties::Forbidden => false,
        MoreProperties::Any | MoreProperties::Unspecified => !flat.every_name,
        MoreProperties::Typed(place) => {
            values.push(place.clone());
            false
        }
    };
    let source = &mut definitions.source;
    if values.len() + usize::from(is_open) > 1
        && values.iter().any(|values| takes_any(source, values))
    {
        return Additional::Any;
    }
    let steps = flat.steps.then(Step::Value);
    let all = definitions.join(values, is_open, Rc::clone(&flat.pointer), steps);
    Additional::Typed(all)
}

/// Whether nothing says which values fit.
fn takes_any<'d>(source: &mut Source<'d, '_>, place: &Place<'d>) -> bool {
    let flat = all_of::flatten(source, place);
    flat.plain_types().is_none() && flat.unions.is_empty() && flat.values.is_none() && !flat.never
}

/// Texts about the use of a property's type. A reference to a scalar brings the texts of the
/// scalar, because it has no type of its own to show them.
///
/// A part of an `allOf` that lists the values of a read-only property, without repeating
/// `readOnly`, means that the property is sent. In this way inherited properties become the tags of
/// variants.
pub fn annotations<'d>(source: &mut Source<'d, '_>, place: &Place<'d>) -> Annotations {
    let mut all = Annotations::default();
    let mut is_tag = false;
    for place in place.all() {
        match place.child {
            Child::Inline(schema) => {
                all.read_only |= schema.is_read_only();
                all.write_only |= schema.is_write_only();
                is_tag |= !schema.values().is_empty() && !schema.is_read_only();
                docs::override_with(&mut all.docs, docs::of(schema));
            }
            Child::Reference(reference) => annotate_from(source, reference, &mut all),
        }
    }
    all.read_only &= !is_tag;
    all
}

fn annotate_from(source: &mut Source<'_, '_>, reference: &str, all: &mut Annotations) {
    let Some(target) = source.references.schema(reference) else {
        return;
    };
    let Child::Inline(schema) = target.child else {
        return;
    };
    all.read_only |= schema.is_read_only();
    all.write_only |= schema.is_write_only();
    let is_scalar = schema
        .types()
        .is_some_and(|ty| ty.without(TypeSet::NULL).is_one_scalar());
    if is_scalar && schema.values().is_empty() {
        docs::override_with(&mut all.docs, docs::of(schema));
    }
}

fn is_never(place: &Place<'_>) -> bool {
    place.all().any(|place| match place.child {
        Child::Inline(schema) => schema.is_never(),
        Child::Reference(_) => false,
    })
}

fn object(fields: Vec<Field>, additional: Additional) -> Kind {
    Kind::Object(Object {
        fields,
        additional,
        divided: false,
    })
}
