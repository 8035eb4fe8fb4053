//! Unions as enums of types.

use crate::api::{Discriminator, Recognition, Shape, TypeDef, TypeId, Union, Use};
use crate::lock::MemberKind;
use crate::rust::{self, Constants, Traits, Type, UnionRule, UnionVariant};

use super::context::Context;
use super::given::Given;
use super::lock::variant_key;
use super::names::variants;
use super::{docs, tags};

pub(super) fn union(
    context: &Context<'_>,
    id: TypeId,
    ident: rust::Ident,
    union: &Union,
) -> rust::Union {
    let definition = &context.api.types[id];
    let names = names(context, definition, union);
    let (idents, unknown) = variants(&names);
    let types: Vec<_> = union
        .variants
        .iter()
        .map(|variant| variant_type(context, id, variant.ty))
        .collect();
    let from = conversions(context, &ident, &types);
    let each = union.variants.iter().zip(idents).zip(types).zip(from);
    let variants = each
        .enumerate()
        .map(|(index, (((variant, ident), ty), from))| UnionVariant {
            ident,
            docs: docs::text(variant.docs.description.as_deref()),
            ty,
            rule: rule(context, union, index, variant.ty),
            from,
        });
    let variants: Vec<_> = variants.collect();
    let from = !variants.is_empty() && variants.iter().all(|variant| variant.from);
    rust::Union {
        pointer: definition.origin.pointer.clone(),
        docs: docs::item(&definition.docs, &ident),
        traits: Traits {
            from,
            hide: context.cycles.is_hidden(id),
            ..context.traits.of(id)
        },
        ident,
        any_of: !union.exclusive && may_be_several(union),
        variants,
        unknown,
        tag: match &union.recognition {
            Some(Recognition::Discriminator(discriminator)) => Some(discriminator.property.clone()),
            Some(Recognition::Shapes(_)) | None => None,
        },
    }
}

/// For each variant its name in the lock, if there is one, and what it is named after.
fn names<'a>(
    context: &'a Context<'_>,
    definition: &TypeDef,
    union: &Union,
) -> Vec<(Option<Given<'a>>, String)> {
    let lock = &context.settings.lock;
    let names = union.variants.iter().map(|variant| {
        let locked = || {
            let key = variant_key(&context.api.types, variant);
            lock.member(MemberKind::Variant, &definition.origin.pointer, &key)
        };
        let locked = (!lock.is_empty()).then(locked).flatten();
        (locked.map(Given::Locked), variant.name.clone())
    });
    names.collect()
}

/// For each variant, whether its type alone decides which variant is meant.
fn conversions(context: &Context<'_>, ident: &rust::Ident, types: &[Type]) -> Vec<bool> {
    let bare: Vec<_> = types.iter().map(|ty| context.bare(ty)).collect();
    let itself = Type::Named(ident.clone());
    let is_alone = |taken| bare.iter().filter(|other| *other == taken).count() == 1;
    bare.iter()
        .map(|taken| is_alone(taken) && *taken != itself)
        .collect()
}

/// More than one of the variants may be an object.
fn may_be_several(union: &Union) -> bool {
    match &union.recognition {
        Some(Recognition::Shapes(shapes)) => shapes.iter().filter(|shape| shape.object).count() > 1,
        Some(Recognition::Discriminator(_)) | None => false,
    }
}

fn variant_type(context: &Context<'_>, holder: TypeId, use_: Use) -> Type {
    let ty = context.held(holder, use_.ty);
    if use_.nullable && !context.is_any(use_) {
        Type::Option(Box::new(ty))
    } else {
        ty
    }
}

fn rule(context: &Context<'_>, union: &Union, index: usize, ty: Use) -> UnionRule {
    match &union.recognition {
        Some(Recognition::Discriminator(discriminator)) => {
            tags(context, union, discriminator, index, ty)
        }
        Some(Recognition::Shapes(shapes)) => shape(shapes.get(index).unwrap_or(&Shape::default())),
        None => shape(&Shape::default()),
    }
}

fn tags(
    context: &Context<'_>,
    union: &Union,
    discriminator: &Discriminator,
    index: usize,
    ty: Use,
) -> UnionRule {
    let mut tags: Vec<_> = discriminator.tags_of(index).cloned().collect();
    if tags.is_empty() {
        tags.extend(
            union
                .variants
                .get(index)
                .map(|variant| variant.name.clone()),
        );
    }
    UnionRule::Tags {
        json: !tags::is_text(context.api, ty, &discriminator.property),
        tags,
        default: discriminator.default == Some(index),
    }
}

fn shape(shape: &Shape) -> UnionRule {
    let types = [
        (shape.object, "object"),
        (shape.array, "array"),
        (shape.string, "string"),
        (shape.integer, "integer"),
        (shape.number, "number"),
        (shape.boolean, "boolean"),
        (shape.null, "null"),
    ];
    // A number accepts integers, too.
    let types = types
        .iter()
        .filter(|(set, name)| *set && !(*name == "integer" && shape.number));
    let constants = shape.constants.iter();
    let constants = constants.map(|(property, values)| (property.clone(), self::constants(values)));
    UnionRule::Shape {
        types: types.map(|(_, name)| *name).collect(),
        constants: constants.collect(),
        required: shape.required.clone(),
        values: shape.values.clone(),
    }
}

pub(super) fn constants(json: &[String]) -> Constants {
    let strings = json.iter().map(|json| serde_json::from_str(json).ok());
    match strings.collect::<Option<_>>() {
        Some(strings) => Constants::Strings(strings),
        None => Constants::Json(json.to_vec()),
    }
}
