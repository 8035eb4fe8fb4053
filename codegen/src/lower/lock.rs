//! The names that were chosen, for the lock. Those that follow from the description or the settings
//! alone are left out.

use std::collections::BTreeMap;

use crate::api::{self, Enumeration, Kind, Object, TypeDef, TypeId, Types, Union, Variant};
use crate::lock::{Lock, MemberKind, shape};
use crate::rust::{self, Item, Role, spell};

use super::context::Context;
use super::names::Names;
use super::parameter::parameter_key;

/// Everything that was chosen for this API.
pub(super) fn chosen(context: &Context<'_>, lowered: &rust::Api) -> Lock {
    let mut lock = Lock::default();
    types(context, lowered, &mut lock);
    operations(context, lowered, &mut lock);
    lock.keep_moved(context.names.moved.clone());
    lock
}

/// The place of each named type in the lock: its pointer, and its shape where the pointer is that of
/// several types, which `allOf` made of one schema. Types that are told apart by neither have none.
pub(super) fn places(api: &api::Api, names: &Names) -> BTreeMap<TypeId, String> {
    let named = || api.types.iter().filter(|(id, ty)| names.is_named(*id, ty));
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, ty) in named() {
        *counts.entry(&ty.origin.pointer).or_default() += 1;
    }
    let is_alone = |pointer: &str| counts.get(pointer) == Some(&1);
    let place = |ty: &TypeDef| match is_alone(&ty.origin.pointer) {
        true => ty.origin.pointer.clone(),
        false => format!("{}#{}", ty.origin.pointer, shape(&ty.kind)),
    };
    let places: BTreeMap<_, _> = named().map(|(id, ty)| (id, place(ty))).collect();
    let mut users: BTreeMap<&str, usize> = BTreeMap::new();
    places
        .values()
        .for_each(|place| *users.entry(place).or_default() += 1);
    let is_only = |place: &str| users.get(place) == Some(&1);
    let only = places.iter().filter(|(_, place)| is_only(place));
    only.map(|(id, place)| (*id, place.clone())).collect()
}

/// The key of a variant in the lock: its component, else its shape.
pub(super) fn variant_key(types: &Types, variant: &Variant) -> String {
    let ty = &types[variant.ty.ty];
    ty.component()
        .map_or_else(|| shape(&ty.kind), str::to_owned)
}

fn types(context: &Context<'_>, lowered: &rust::Api, lock: &mut Lock) {
    let items = lowered.types.iter().flat_map(|file| &file.items);
    let items: BTreeMap<&str, &Item> = items.map(|item| (item.ident().as_str(), item)).collect();
    let places = places(context.api, &context.names);
    for (id, ty) in context.api.types.iter() {
        let Some(ident) = context.names.ty(id) else {
            continue;
        };
        let pointer = &ty.origin.pointer;
        let is_given = context.settings.type_name(ty.into()).is_some();
        if let Some(place) = places.get(&id)
            && !is_given
            && ty.component() != Some(ident.as_str())
        {
            let is_shared = context.names.is_shared(id);
            lock.add_type(place, ident.as_str(), shape(&ty.kind), is_shared);
        }
        match (&ty.kind, items.get(ident.as_str())) {
            (Kind::Object(object), _) => fields(context, (id, ty), object, lock),
            (Kind::Enumeration(enumeration), Some(Item::Enum(enum_))) => {
                values(context, ty, (enumeration, enum_), lock);
            }
            (Kind::Union(union), Some(Item::Union(item))) => {
                variants(context, pointer, (union, item), lock);
            }
            _ => {}
        }
    }
}

fn fields(context: &Context<'_>, (id, ty): (TypeId, &TypeDef), object: &Object, lock: &mut Lock) {
    for (field, ident) in object.fields.iter().zip(context.names.fields(id)) {
        let name = context.settings.field_name(ty.into(), &field.wire_name);
        if name.is_none() && spell(Role::Field, &field.wire_name) != ident.as_str() {
            lock.add_member(MemberKind::Field, &field.pointer, "", ident.as_str());
        }
    }
}

fn values(
    context: &Context<'_>,
    ty: &TypeDef,
    (enumeration, enum_): (&Enumeration, &rust::Enum),
    lock: &mut Lock,
) {
    for (value, variant) in enumeration.values.iter().zip(&enum_.variants) {
        let text = value.text();
        let is_given = context.settings.value_name(ty.into(), &text).is_some();
        let plain = spell(Role::Variant, value.name.as_deref().unwrap_or(&text));
        let ident = variant.ident.as_str();
        if !is_given && plain != ident {
            lock.add_member(MemberKind::Value, &ty.origin.pointer, &value.json(), ident);
        }
    }
}

fn variants(
    context: &Context<'_>,
    pointer: &str,
    (union, item): (&Union, &rust::Union),
    lock: &mut Lock,
) {
    let keys = union.variants.iter();
    let keys: Vec<_> = keys
        .map(|variant| variant_key(&context.api.types, variant))
        .collect();
    for (key, variant) in keys.iter().zip(&item.variants) {
        let is_only = keys.iter().filter(|other| *other == key).count() == 1;
        let ident = variant.ident.as_str();
        if is_only && spell(Role::Variant, key) != ident {
            lock.add_member(MemberKind::Variant, pointer, key, ident);
        }
    }
}

fn operations(context: &Context<'_>, lowered: &rust::Api, lock: &mut Lock) {
    let operations = context.api.operations.iter();
    let by_pointer: BTreeMap<&str, &api::Operation> = operations
        .map(|operation| (operation.pointer.as_str(), operation))
        .collect();
    for lowered in lowered.groups.iter().flat_map(|group| &group.operations) {
        let Some(operation) = by_pointer.get(lowered.pointer.as_str()) else {
            continue;
        };
        let pointer = &operation.pointer;
        if context
            .settings
            .operation_name((*operation).into())
            .is_none()
        {
            lock.add_operation(pointer, &operation.name, lowered.method.as_str());
        }
        let setters = lowered.setters.iter().map(|setter| &setter.argument);
        for argument in lowered.arguments.iter().chain(setters) {
            let parameters = operation.parameters.iter();
            let mut same = parameters.filter(|one| one.pointer == argument.pointer);
            let plain = spell(Role::Method, &argument.wire_name);
            let ident = argument.ident.as_str();
            if let Some(parameter) = same.next()
                && plain != ident
                && !is_renamed(context, operation, parameter)
            {
                let key = parameter_key(parameter);
                lock.add_member(MemberKind::Parameter, pointer, &key, ident);
            }
        }
    }
}

fn is_renamed(
    context: &Context<'_>,
    operation: &api::Operation,
    parameter: &api::Parameter,
) -> bool {
    let (name, wire_name) = (&operation.name, &parameter.wire_name);
    let renamed = context
        .settings
        .parameter_name(operation.into(), name, wire_name);
    renamed.is_some()
}
